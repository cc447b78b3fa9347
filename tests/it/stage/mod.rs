//! Stages: facts that depend on other facts, against recounts.

mod archive;
mod convergence;
mod desk;
mod merges;
mod oracle;
mod purchase_borders;
mod purchases;
mod recontacts;
mod snapshots;
