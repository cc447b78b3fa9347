//! Puts a ticket together, and checks it.

use std::time::Duration;

use chrono::{DateTime, Utc};

use super::channel::Channel;
use super::elapsed::{Elapsed, Instant};
use super::ticket::{BotInvolvement, Known, Packed, Ticket};
use super::ticket_end::{Resolver, TicketEnd};
use crate::clock::{AroundTheClock, Clock};
use crate::error::ModelError;

/// Puts a [`Ticket`] together, and checks it.
///
/// Instants go in as they are known; the waits between them are measured when
/// the ticket is built, around the clock by [`build`](Self::build) or on the
/// caller's clock by [`build_on`](Self::build_on). A wait that was measured
/// elsewhere is given as it is (`first_response_took` and the like), and
/// stands instead of the measured one.
#[derive(Debug, Clone)]
#[must_use = "a builder makes a ticket only when it is built"]
pub struct TicketBuilder {
    channel: Channel,
    opened_at: DateTime<Utc>,
    first_response_at: Option<DateTime<Utc>>,
    first_response_took: Option<Duration>,
    responses: Option<(u32, Duration)>,
    replies: Option<u32>,
    end: TicketEnd,
    closed_at: Option<DateTime<Utc>>,
    resolution_took: Option<Duration>,
    first_resolved_at: Option<DateTime<Utc>>,
    first_resolution_took: Option<Duration>,
    resolved_before: bool,
    hold: Duration,
    reopens: Option<u16>,
    handovers: Option<u16>,
    bot: BotInvolvement,
}

impl TicketBuilder {
    pub(super) const fn new(channel: Channel, opened_at: DateTime<Utc>) -> Self {
        Self {
            channel,
            opened_at,
            first_response_at: None,
            first_response_took: None,
            responses: None,
            replies: None,
            end: TicketEnd::Open,
            closed_at: None,
            resolution_took: None,
            first_resolved_at: None,
            first_resolution_took: None,
            resolved_before: false,
            hold: Duration::ZERO,
            reopens: None,
            handovers: None,
            bot: BotInvolvement::None,
        }
    }

    /// When a person of the team first replied in public.
    pub const fn first_response_at(mut self, at: DateTime<Utc>) -> Self {
        self.first_response_at = Some(at);
        self
    }

    /// The wait for the first response, where it was measured elsewhere: after
    /// a bot's hand-off it is shorter than the time since the opening.
    pub const fn first_response_took(mut self, wait: Duration) -> Self {
        self.first_response_took = Some(wait);
        self
    }

    /// How many of the customer's waits were answered, and how long they were in all.
    pub const fn responses(mut self, count: u32, total: Duration) -> Self {
        self.responses = Some((count, total));
        self
    }

    /// How many public messages the team's people wrote.
    pub const fn replies(mut self, count: u32) -> Self {
        self.replies = Some(count);
        self
    }

    /// When it was (last) resolved, and by whom.
    pub const fn resolved_at(mut self, at: DateTime<Utc>, by: Resolver) -> Self {
        self.end = TicketEnd::Resolved(by);
        self.closed_at = Some(at);
        self
    }

    /// The time from the opening to the last resolution, where it was measured elsewhere.
    pub const fn resolution_took(mut self, time: Duration) -> Self {
        self.resolution_took = Some(time);
        self
    }

    /// When it was first resolved, where it was reopened after that.
    ///
    /// Without it, a resolved ticket's first resolution is its last one, unless
    /// it is known to have been reopened: then it is not known.
    pub const fn first_resolved_at(mut self, at: DateTime<Utc>) -> Self {
        self.first_resolved_at = Some(at);
        self
    }

    /// The time from the opening to the first resolution, where it was measured elsewhere.
    pub const fn first_resolution_took(mut self, time: Duration) -> Self {
        self.first_resolution_took = Some(time);
        self
    }

    /// It was resolved once, nobody recorded when, and it was reopened since.
    pub const fn resolved_before(mut self) -> Self {
        self.resolved_before = true;
        self
    }

    /// When the customer left before the problem was solved.
    pub const fn abandoned_at(mut self, at: DateTime<Utc>) -> Self {
        self.end = TicketEnd::Abandoned;
        self.closed_at = Some(at);
        self
    }

    /// The ticket is open, and on hold now.
    pub const fn on_hold(mut self) -> Self {
        self.end = TicketEnd::OnHold;
        self.closed_at = None;
        self
    }

    /// How long it was on hold in all, on the clock that the waits are measured on.
    pub const fn hold(mut self, time: Duration) -> Self {
        self.hold = time;
        self
    }

    /// How often it was reopened.
    pub const fn reopens(mut self, count: u16) -> Self {
        self.reopens = Some(count);
        self
    }

    /// How often it went from one agent to another.
    pub const fn handovers(mut self, count: u16) -> Self {
        self.handovers = Some(count);
        self
    }

    /// Whether a bot took part, and handed over.
    pub const fn bot(mut self, bot: BotInvolvement) -> Self {
        self.bot = bot;
        self
    }

    /// The ticket, its waits measured around the clock.
    ///
    /// # Errors
    ///
    /// - [`ModelError::Before`]: a response, a resolution or an abandonment
    ///   before the opening, or a last resolution before the first.
    /// - [`ModelError::Missing`]: a wait is given without the instant it ended at.
    /// - [`ModelError::Contradiction`]: no responses that took some time.
    /// - [`ModelError::InstantOutOfRange`], [`ModelError::DurationOutOfRange`].
    ///
    /// # Example: a response before the question
    ///
    /// ```
    /// use support_kpi::{Channel, Ticket};
    ///
    /// let error = Ticket::builder(Channel::Chat, "2024-03-01T09:00:00Z".parse()?)
    ///     .first_response_at("2024-03-01T08:59:59Z".parse()?)
    ///     .build()
    ///     .unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "first_response_at: expected 2024-03-01T09:00:00Z (opened_at) or later, \
    ///      found 2024-03-01T08:59:59Z",
    /// );
    /// # Ok::<(), chrono::ParseError>(())
    /// ```
    pub fn build(&self) -> Result<Ticket, ModelError> {
        self.build_on(&AroundTheClock)
    }

    /// The ticket, its waits measured on the caller's clock.
    ///
    /// # Errors
    ///
    /// As [`build`](Self::build).
    pub fn build_on(&self, clock: &impl Clock) -> Result<Ticket, ModelError> {
        let measured = |given: Option<Duration>, at: DateTime<Utc>, field: &'static str| {
            let time = given.unwrap_or_else(|| clock.elapsed(self.opened_at, at));
            Elapsed::of_field(field, time)
        };

        let first_response = match (self.first_response_at, self.first_response_took) {
            (Some(at), took) => {
                self.not_before_opening("first_response_at", at)?;
                Some((
                    Instant::of_field("first_response_at", at)?,
                    measured(took, at, "first_response")?,
                ))
            }
            (None, None) => None,
            (None, Some(_)) => {
                return Err(ModelError::Missing {
                    field: "first_response_at",
                    expected: "the instant of the first response, whose wait is given",
                });
            }
        };

        let closed_field = match self.end {
            TicketEnd::Abandoned => "abandoned_at",
            _ => "resolved_at",
        };
        let closed_at = match self.closed_at {
            Some(at) => {
                self.not_before_opening(closed_field, at)?;
                Instant::of_field(closed_field, at)?
            }
            None => Instant::EPOCH,
        };
        let resolved_at = match self.end {
            TicketEnd::Resolved(_) => self.closed_at,
            _ => None,
        };
        let resolution = match (resolved_at, self.resolution_took) {
            (Some(at), took) => Some(measured(took, at, "resolution")?),
            (None, None) => None,
            (None, Some(_)) => {
                return Err(ModelError::Missing {
                    field: "resolved_at",
                    expected: "the instant of the resolution, whose time is given",
                });
            }
        };
        let first_resolution = match (self.first_resolved_at, self.first_resolution_took) {
            (Some(at), took) => {
                self.not_before_opening("first_resolved_at", at)?;
                if let Some(last) = resolved_at.filter(|last| *last < at) {
                    return Err(ModelError::Before {
                        field: "resolved_at",
                        earlier: "first_resolved_at",
                        expected: at,
                        found: last,
                    });
                }
                Some(measured(took, at, "first_resolution")?)
            }
            // Known only as a time: the desk of another system measured it.
            (None, Some(took)) => Some(Elapsed::of_field("first_resolution", took)?),
            // Reopened, so an earlier resolution stands before the last one.
            (None, None) if self.reopens.is_some_and(|reopens| reopens > 0) => None,
            (None, None) => resolution,
        };

        let (responses, response_total) = self.checked_responses()?;
        let (channel_code, other_channel) = self.channel.to_code();
        let (first_responded_at, wait) = first_response.unwrap_or((Instant::EPOCH, Elapsed::ZERO));
        Ok(Ticket {
            opened_at: Instant::of_field("opened_at", self.opened_at)?,
            first_response: wait,
            response_total,
            resolution: resolution.unwrap_or_default(),
            first_resolution: first_resolution.unwrap_or_default(),
            hold: Elapsed::of_field("hold", self.hold)?,
            first_responded_at,
            closed_at,
            responses,
            replies: self.replies.unwrap_or(0),
            reopens: self.reopens.unwrap_or(0),
            handovers: self.handovers.unwrap_or(0),
            other_channel,
            packed: Packed::new(channel_code, self.end, self.bot)
                .with(Known::FIRST_RESPONSE, first_response.is_some())
                .with(Known::RESPONSES, self.responses.is_some())
                .with(Known::REPLIES, self.replies.is_some())
                .with(Known::REOPENS, self.reopens.is_some())
                .with(Known::HANDOVERS, self.handovers.is_some())
                .with(Known::FIRST_RESOLUTION, first_resolution.is_some())
                .with(
                    Known::EVER_RESOLVED,
                    resolved_at.is_some() || first_resolution.is_some() || self.resolved_before,
                ),
        })
    }

    /// The number of responses and their time, both zero where not known.
    fn checked_responses(&self) -> Result<(u32, Elapsed), ModelError> {
        match self.responses {
            Some((0, total)) if !total.is_zero() => Err(ModelError::Contradiction {
                field: "responses",
                expected: "no time for no responses",
                found: format!("{total:?}"),
            }),
            Some((count, total)) => Ok((count, Elapsed::of_field("responses", total)?)),
            None => Ok((0, Elapsed::ZERO)),
        }
    }

    fn not_before_opening(&self, field: &'static str, at: DateTime<Utc>) -> Result<(), ModelError> {
        if at < self.opened_at {
            Err(ModelError::Before {
                field,
                earlier: "opened_at",
                expected: self.opened_at,
                found: at,
            })
        } else {
            Ok(())
        }
    }
}
