//! A small shop in Japan, made up: its customers, its team of nine, its quarter
//! from April to June 2026.
//!
//! Everything follows from the seed, by integer arithmetic alone, so the same
//! seed gives the same bytes on every machine. First customers buy
//! (`customers`), then they turn to the shop (`demand`) about something
//! (`tickets`), it takes its course (`course`), and some are asked how it was
//! (`surveys`). A ticket's row is told from its history (`conversation`), whose
//! events after the quarter's end are not known yet: hence the tickets that are
//! still open. A few rows that cannot be come on top (`faults`).

mod calendar;
mod cast;
mod conversation;
mod course;
mod customers;
mod demand;
mod faults;
mod files;
pub(crate) mod random;
mod surveys;
mod tickets;

/// What the committed folder is made with.
pub(crate) const SEED: u64 = 630;
/// How many tickets the committed folder has, beside those that cannot be.
pub(crate) const TICKETS: usize = 1_300;

/// The files of a shop with so many tickets: their names and their text.
pub(crate) fn files(seed: u64, tickets: usize) -> [(&'static str, String); 6] {
    let customers = (tickets * 7 / 10).max(1);
    let purchases = customers::purchases(seed, customers);
    let tickets = tickets::tickets(seed, tickets, customers, &purchases);
    let surveys = surveys::surveys(seed, &tickets, &purchases);
    [
        ("tickets.csv", files::tickets(&tickets)),
        ("messages.csv", files::messages(&tickets)),
        ("interactions.csv", files::interactions(&tickets)),
        ("surveys.csv", files::surveys(&surveys)),
        ("purchases.csv", files::purchases(&purchases)),
        ("desk.json", files::DESK.to_string()),
    ]
}
