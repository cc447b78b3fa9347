//! What bots do, and what they leave to people.

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::model::{BotInvolvement, Resolver, Ticket};
use crate::summary::{Count, Ratio};

/// What bots do, and what they leave to people.
///
/// - **Involvement**: tickets in which a bot took part ÷ all tickets.
/// - **Hand-off**: tickets that the bot handed over ÷ those with a bot.
/// - **Containment**: tickets that were resolved with no agent ÷ those with a
///   bot. Resolved with no agent: by the customer or by automation, and without
///   an agent's reply.
/// - **Escalation**: tickets that reached a person, by a hand-off, an agent's
///   reply or an agent's resolution ÷ those with a bot.
/// - Replies that are not known count as none, unless there was a first
///   response. A ticket with a bot that is still open, abandoned, or resolved
///   by nobody knows whom, is neither contained nor, so far, escalated.
/// - **No value** of the first when there is no ticket, of the others when
///   there is none with a bot, or while unsettled.
/// - **Source**: the guide, 002:20.
///
/// # Example: a bot that solved one of two problems
///
/// ```
/// use support_kpi::kpi::Bots;
/// use support_kpi::{BotInvolvement, Calculator, Channel, Resolver, Ticket};
///
/// let opened = "2024-03-01T09:00:00Z".parse()?;
/// let chat = Ticket::builder(Channel::Chat, opened).bot(BotInvolvement::TookPart);
/// let contained = chat.clone().replies(0).resolved_at(opened, Resolver::Automation);
/// let handed_over = chat.bot(BotInvolvement::HandedOver);
///
/// let bots = Bots::of(&[contained.build()?, handed_over.build()?]);
/// assert_eq!(bots.involvement().to_string(), "2 of 2 (100 %)");
/// assert_eq!(bots.containment().to_string(), "1 of 2 (50 %)");
/// assert_eq!(bots.hand_off(), bots.escalation());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Bots {
    tickets: Count,
    with_bot: Count,
    handed_over: Count,
    contained: Count,
    escalated: Count,
}

impl Bots {
    /// Tickets in which a bot took part, of all.
    pub const fn involvement(&self) -> Ratio {
        Ratio::of_counts(self.with_bot.signed(), self.tickets.signed())
    }

    /// Tickets that a bot handed over, of those with a bot.
    pub const fn hand_off(&self) -> Ratio {
        Ratio::of_counts(self.handed_over.signed(), self.with_bot.signed())
    }

    /// Tickets that were resolved with no agent, of those with a bot.
    pub const fn containment(&self) -> Ratio {
        Ratio::of_counts(self.contained.signed(), self.with_bot.signed())
    }

    /// Tickets that reached a person, of those with a bot.
    pub const fn escalation(&self) -> Ratio {
        Ratio::of_counts(self.escalated.signed(), self.with_bot.signed())
    }
}

impl Indicator for Bots {
    const NAME: &'static str = "bot containment rate";
    const BETTER: Better = Better::Higher;
}

impl Group for Bots {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.tickets.combine(sign, &other.tickets);
        self.with_bot.combine(sign, &other.with_bot);
        self.handed_over.combine(sign, &other.handed_over);
        self.contained.combine(sign, &other.contained);
        self.escalated.combine(sign, &other.escalated);
    }

    fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Calculator for Bots {
    type Fact = Ticket;

    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        self.tickets.add(sign, 1);
        if ticket.bot() == BotInvolvement::None {
            return;
        }
        let handed_over = ticket.bot() == BotInvolvement::HandedOver;
        let replied = ticket.has_first_response() || ticket.replies().unwrap_or(0) > 0;
        let resolver = ticket.resolved_by();
        let without_agent = matches!(resolver, Some(Resolver::Automation | Resolver::Customer));
        let escalated = handed_over || replied || resolver == Some(Resolver::Agent);
        self.with_bot.add(sign, 1);
        self.handed_over.add(sign, handed_over.into());
        self.contained.add(sign, (without_agent && !replied).into());
        self.escalated.add(sign, escalated.into());
    }
}
