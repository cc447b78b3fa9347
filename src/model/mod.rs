//! What happened at a support desk, as facts that have been checked.
//!
//! A [`Ticket`] is one request from its first message to its end, an
//! [`Interaction`] one contact that waits for an answer, a [`Survey`] one
//! question put to a customer, a [`QualityReview`] one look of the team at its
//! own work, a [`Purchase`] one sale; [`CustomerPurchases`] is what the sales
//! make of one customer. A fact carries what was measured, not who: ticket
//! number, agent, customer, category and currency are the caller's keys,
//! beside the fact.

mod channel;
mod course;
mod customer;
mod elapsed;
mod first_contact;
mod interaction;
mod purchase;
mod quality_review;
mod score;
mod survey;
mod ticket;
mod ticket_builder;
mod ticket_end;
mod ticket_fields;

pub use channel::Channel;
pub use course::{Course, FirstAssignment};
pub(crate) use customer::checked_window;
pub use customer::{ActiveMonth, CustomerPresence, CustomerPurchases};
pub use elapsed::Elapsed;
pub(crate) use elapsed::Instant;
pub use first_contact::{FirstContact, FirstContactOutcome, FirstConversation, Recontact};
pub use interaction::{HandleTime, Interaction, Outcome};
pub use purchase::{Amount, Purchase};
pub use quality_review::QualityReview;
pub use score::{
    GoodBad, NumericScale, OneToFive, OneToSeven, OneToTen, OneToThree, SatisfactionScale, Scale,
    Score, ZeroToTen,
};
pub use survey::{Survey, SurveyResponse};
pub use ticket::{BotInvolvement, Ticket};
pub use ticket_builder::TicketBuilder;
pub(crate) use ticket_end::ReplyFlags;
pub use ticket_end::{Resolver, TicketEnd};
pub use ticket_fields::TicketRow;
