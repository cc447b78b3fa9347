//! Stages: facts that depend on other facts, against recounts.

mod oracle;

mod archive;
mod convergence;
mod desk;
mod merges;
mod recontacts;
mod snapshots;
mod ticket_cases;
