//! The open tickets, by what they wait for.

use chrono::{DateTime, Utc};
use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::calculator::{Calculator, Group, Sign};
use crate::clock::{AroundTheClock, Clock};
use crate::model::{Ticket, TicketEnd};
use crate::summary::{Ages, Openings};

/// In which state an open ticket is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum BacklogState {
    /// No person of the team is known to have replied, and it is not on hold.
    New,
    /// Somebody has replied, and it is not on hold.
    InProgress,
    /// It is on hold, with a reply or without.
    OnHold,
}

impl BacklogState {
    /// The state of a ticket; `None` where it is not open.
    #[inline]
    pub const fn of_ticket(ticket: &Ticket) -> Option<Self> {
        match ticket.end() {
            TicketEnd::OnHold => Some(Self::OnHold),
            TicketEnd::Open if ticket.has_reply() => Some(Self::InProgress),
            TicketEnd::Open => Some(Self::New),
            TicketEnd::Resolved(_) | TicketEnd::Abandoned => None,
        }
    }
}

/// How many tickets are open, in which state, and how old they are.
///
/// - **Formula**: open tickets as of now, by state, with their oldest, and the
///   median or any percentile of their ages, all exact.
/// - **Counted**: every open ticket, in one [`BacklogState`]: new, in progress
///   or on hold. Ages run from the opening.
/// - **Not counted**: tickets that are resolved or abandoned; those opened
///   later than the instant that is asked for ([`Ages::later`]).
/// - **No value** while unsettled. An empty backlog is a count of zero, and no age.
/// - **Source**: the guide, 000:29 (drowning in tickets) and 004:40 (who
///   handles what).
///
/// The state holds the open tickets alone. Under
/// [`By`](crate::breakdown::By) agent it is each agent's load. For the backlog
/// at an earlier instant see [`at`](Self::at); for its change from day to day,
/// [`BacklogFlow`](super::BacklogFlow).
///
/// # Example: the load of each agent
///
/// ```
/// use support_kpi::{Calculator, Channel, Ticket, breakdown::By};
/// use support_kpi::kpi::{Backlog, BacklogState};
///
/// let opened = Ticket::builder(Channel::Email, "2024-03-01T09:00:00Z".parse()?);
/// let mut by_agent = By::<String, Backlog>::default();
/// by_agent.group("Aiko").record(&opened.build()?);
/// by_agent.group("Aiko").record(&opened.clone().on_hold().build()?);
/// by_agent.group("Ben").record(&opened.clone().replies(1).build()?);
///
/// let noon = "2024-03-01T12:00:00Z".parse()?;
/// let aiko = by_agent.get("Aiko").unwrap().as_of(noon).unwrap();
/// assert_eq!(aiko.all().count(), 2);
/// assert_eq!(aiko.state(BacklogState::OnHold).count(), 1);
/// assert_eq!(by_agent.total().as_of(noon).unwrap().all().count(), 3);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Backlog {
    new: Openings,
    in_progress: Openings,
    on_hold: Openings,
}

impl Backlog {
    /// The backlog at an instant, its ages measured around the clock; `None`
    /// while unsettled.
    ///
    /// The state knows what is open now. At an earlier instant it does not
    /// know what was open then and is closed by now.
    pub fn as_of(&self, now: DateTime<Utc>) -> Option<BacklogAsOf> {
        self.as_of_on(now, &AroundTheClock)
    }

    /// The backlog at an instant, its ages measured on the caller's clock;
    /// `None` while unsettled.
    pub fn as_of_on(&self, now: DateTime<Utc>, clock: &impl Clock) -> Option<BacklogAsOf> {
        let new = self.new.as_of_on(now, clock)?;
        let in_progress = self.in_progress.as_of_on(now, clock)?;
        let on_hold = self.on_hold.as_of_on(now, clock)?;
        let all = Ages::together([&new, &in_progress, &on_hold])?;
        Some(BacklogAsOf {
            new,
            in_progress,
            on_hold,
            all,
        })
    }

    /// The backlog at an earlier instant, from all tickets there are, the
    /// closed ones too; ages measured around the clock.
    ///
    /// A ticket was open at the instant if it was opened by then, and is open
    /// now or was closed later. That is exact but for what a ticket does not
    /// hold: a ticket that was reopened counts as open from its opening to its
    /// last end, also while it was resolved in between; and which tickets were
    /// on hold at the time is not known. A first reply of which only the
    /// number is known, and no instant, does not make a ticket answered here.
    ///
    /// # Example: closed by now, open then
    ///
    /// ```
    /// use support_kpi::{Calculator, Channel, Resolver, Ticket, kpi::Backlog};
    ///
    /// let ticket = Ticket::builder(Channel::Email, "2024-03-01T09:00:00Z".parse()?)
    ///     .first_response_at("2024-03-01T10:00:00Z".parse()?)
    ///     .resolved_at("2024-03-01T11:00:00Z".parse()?, Resolver::Agent)
    ///     .build()?;
    ///
    /// let at_half_past_nine = Backlog::at("2024-03-01T09:30:00Z".parse()?, &[ticket]);
    /// assert_eq!(at_half_past_nine.unanswered().count(), 1);
    /// let at_half_past_ten = Backlog::at("2024-03-01T10:30:00Z".parse()?, &[ticket]);
    /// assert_eq!(at_half_past_ten.answered().count(), 1);
    /// let at_eleven = Backlog::at("2024-03-01T11:00:00Z".parse()?, &[ticket]);
    /// assert_eq!(at_eleven.all().count(), 0);
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    pub fn at<'ticket>(
        instant: DateTime<Utc>,
        tickets: impl IntoIterator<Item = &'ticket Ticket>,
    ) -> BacklogAt {
        Self::at_on(instant, tickets, &AroundTheClock)
    }

    /// The backlog at an earlier instant as [`at`](Self::at) has it, its ages
    /// measured on the caller's clock.
    pub fn at_on<'ticket>(
        instant: DateTime<Utc>,
        tickets: impl IntoIterator<Item = &'ticket Ticket>,
        clock: &impl Clock,
    ) -> BacklogAt {
        let (mut unanswered, mut answered) = (Openings::default(), Openings::default());
        for ticket in tickets {
            if ticket.closed_at().is_some_and(|closed| closed <= instant) {
                continue;
            }
            let replied = ticket.first_responded_at().is_some_and(|at| at <= instant);
            let group = if replied {
                &mut answered
            } else {
                &mut unanswered
            };
            group.record(&ticket.opened_at());
        }
        // Nothing was retracted, and no memory holds 2^63 tickets: both are read.
        let unanswered = unanswered.as_of_on(instant, clock).unwrap_or_default();
        let answered = answered.as_of_on(instant, clock).unwrap_or_default();
        let all = Ages::together([&unanswered, &answered]).unwrap_or_default();
        BacklogAt {
            unanswered,
            answered,
            all,
        }
    }
}

/// The open tickets as of now, by state.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BacklogAsOf {
    new: Ages,
    in_progress: Ages,
    on_hold: Ages,
    all: Ages,
}

impl BacklogAsOf {
    /// Those in one state.
    pub const fn state(&self, state: BacklogState) -> &Ages {
        match state {
            BacklogState::New => &self.new,
            BacklogState::InProgress => &self.in_progress,
            BacklogState::OnHold => &self.on_hold,
        }
    }

    /// All that are open.
    pub const fn all(&self) -> &Ages {
        &self.all
    }
}

/// The tickets that were open at an earlier instant.
///
/// There is no state "on hold": tickets do not hold when they were.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BacklogAt {
    unanswered: Ages,
    answered: Ages,
    all: Ages,
}

impl BacklogAt {
    /// They had no first response by then.
    pub const fn unanswered(&self) -> &Ages {
        &self.unanswered
    }

    /// They had a first response by then.
    pub const fn answered(&self) -> &Ages {
        &self.answered
    }

    /// All that were open.
    pub const fn all(&self) -> &Ages {
        &self.all
    }
}

impl Indicator for Backlog {
    const NAME: &'static str = "backlog";
    const BETTER: Better = Better::Lower;
}

impl Group for Backlog {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.new.combine(sign, &other.new);
        self.in_progress.combine(sign, &other.in_progress);
        self.on_hold.combine(sign, &other.on_hold);
    }

    fn is_empty(&self) -> bool {
        self.new.is_empty() && self.in_progress.is_empty() && self.on_hold.is_empty()
    }
}

impl Calculator for Backlog {
    type Fact = Ticket;

    #[inline]
    fn apply(&mut self, sign: Sign, ticket: &Ticket) {
        let openings = match BacklogState::of_ticket(ticket) {
            Some(BacklogState::New) => &mut self.new,
            Some(BacklogState::InProgress) => &mut self.in_progress,
            Some(BacklogState::OnHold) => &mut self.on_hold,
            None => return,
        };
        openings.apply(sign, &ticket.opened_at());
    }
}
