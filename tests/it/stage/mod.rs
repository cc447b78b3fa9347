//! Each stage against a recount of everything it was told.

mod oracle;

mod archive;
mod changing_hours;
mod channel_clocks;
mod convergence;
mod desk;
mod merges;
mod purchase_borders;
mod purchases;
mod recontacts;
mod snapshots;
