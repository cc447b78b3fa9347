//! Many tickets: what changes in their outcomes, and what is due next.

use std::collections::{BTreeMap, BTreeSet};

use chrono::{DateTime, Utc};

use super::{Judgement, Metric, SlaState};
use crate::kpi::SlaOutcome;
use crate::stage::Change;

/// Something that is promised to a ticket, by when.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Due<K> {
    at: DateTime<Utc>,
    ticket: K,
    metric: Metric,
}

impl<K> Due<K> {
    /// By when it has to happen.
    pub const fn at(&self) -> DateTime<Utc> {
        self.at
    }

    /// Whose it is.
    pub const fn ticket(&self) -> &K {
        &self.ticket
    }

    /// What has to happen.
    pub const fn metric(&self) -> Metric {
        self.metric
    }
}

/// The judgements of many tickets, under the caller's keys.
///
/// It hands out what a new judgement changes in the outcomes of its ticket, so
/// that an attainment follows; and it has what is due next, over all tickets.
///
/// Judgements change by themselves as time goes on: what is due becomes late.
/// So judge a ticket again when something happened to it, and whatever is
/// [late by now](Self::late_by) when time has passed.
///
/// # Example: the attainment follows, and the queue too
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::clock::AroundTheClock;
/// use support_kpi::kpi::SlaAttainment;
/// use support_kpi::sla::{Judgement, Targets, Terms, Watchlist};
/// use support_kpi::stage::{Desk, Event, EventKind};
///
/// let targets = Targets::on(AroundTheClock).first_response(Duration::from_secs(3_600))?;
/// let mut desk = Desk::<u64, &str>::default();
/// for (ticket, at) in [(1, "2024-03-01T09:30:00Z"), (2, "2024-03-01T09:00:00Z")] {
///     desk.apply(Event::new(ticket, 0, at.parse()?, EventKind::CreatedByCustomer(Channel::Email)))?;
/// }
///
/// let mut watchlist = Watchlist::default();
/// let mut attainment = SlaAttainment::default();
/// let mut judge = |ticket, as_of: &str, watchlist: &mut Watchlist<u64>| {
///     let timeline = desk.timeline(&ticket).unwrap();
///     let judgement = Judgement::of(&timeline, &Terms::of(&targets), as_of.parse()?);
///     let change = watchlist.update(ticket, &judgement);
///     change.map(|(_, _, outcome)| *outcome).apply_to(&mut attainment);
///     Ok::<_, chrono::ParseError>(attainment.missed())
/// };
/// judge(1, "2024-03-01T09:45:00Z", &mut watchlist)?;
/// judge(2, "2024-03-01T09:45:00Z", &mut watchlist)?;
/// let next: Vec<u64> = watchlist.upcoming().map(|due| *due.ticket()).collect();
/// assert_eq!(next, [2, 1]);
///
/// let late = watchlist.late_by("2024-03-01T10:15:00Z".parse()?).next().unwrap();
/// assert_eq!(judge(*late.ticket(), "2024-03-01T10:15:00Z", &mut watchlist)?, Some(1));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Watchlist<K> {
    tickets: BTreeMap<K, Watched>,
    due: BTreeSet<Due<K>>,
    overdue: BTreeSet<Due<K>>,
}

/// What was made of a ticket last.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Watched {
    outcomes: Vec<(Metric, SlaOutcome)>,
    due: Vec<(DateTime<Utc>, Metric)>,
}

impl<K> Default for Watchlist<K> {
    fn default() -> Self {
        Self {
            tickets: BTreeMap::new(),
            due: BTreeSet::new(),
            overdue: BTreeSet::new(),
        }
    }
}

impl<K: Ord + Clone> Watchlist<K> {
    /// Takes the newest judgement of a ticket, and gives what it changes: the
    /// outcomes that no longer hold, and those that now do.
    pub fn update(&mut self, ticket: K, judgement: &Judgement) -> Change<(K, Metric, SlaOutcome)> {
        let gone = self.drop_ticket(&ticket);
        let come = judgement.outcomes().to_vec();
        let mut due = Vec::new();
        for metric in Metric::ALL {
            let queue = match judgement.state(metric) {
                Some(SlaState::Running { .. }) => &mut self.due,
                Some(SlaState::Overdue { .. }) => &mut self.overdue,
                _ => continue,
            };
            let Some(at) = judgement.state(metric).and_then(|state| state.due()) else {
                continue;
            };
            due.push((at, metric));
            queue.insert(Due {
                at,
                ticket: ticket.clone(),
                metric,
            });
        }
        let keyed = |outcomes: Vec<(Metric, SlaOutcome)>| {
            let with_key = |(metric, outcome)| (ticket.clone(), metric, outcome);
            outcomes.into_iter().map(with_key).collect()
        };
        let change = if gone == come {
            Change::default()
        } else {
            Change::new(keyed(gone), keyed(come.clone()))
        };
        if !come.is_empty() {
            let watched = Watched {
                outcomes: come,
                due,
            };
            self.tickets.insert(ticket, watched);
        }
        change
    }

    /// Forgets a ticket that is no longer there; gives the outcomes to retract.
    pub fn remove(&mut self, ticket: &K) -> Change<(K, Metric, SlaOutcome)> {
        let with_key = |(metric, outcome)| (ticket.clone(), metric, outcome);
        let gone = self.drop_ticket(ticket).into_iter().map(with_key).collect();
        Change::new(gone, Vec::new())
    }

    /// What was running and in time when it was judged: what is due next at the
    /// head. What is never due, or on hold, is not among them.
    pub fn upcoming(&self) -> impl Iterator<Item = &Due<K>> {
        self.due.iter()
    }

    /// What was running and in time when it was judged, and is late at this
    /// instant: what to judge again.
    pub fn late_by(&self, at: DateTime<Utc>) -> impl Iterator<Item = &Due<K>> {
        self.due.iter().take_while(move |due| due.at < at)
    }

    /// What was late and open when it was judged, what was due first at the head.
    pub fn overdue(&self) -> impl Iterator<Item = &Due<K>> {
        self.overdue.iter()
    }

    /// Takes a ticket out; gives its outcomes.
    fn drop_ticket(&mut self, ticket: &K) -> Vec<(Metric, SlaOutcome)> {
        let Some(watched) = self.tickets.remove(ticket) else {
            return Vec::new();
        };
        for (at, metric) in watched.due {
            let due = Due {
                at,
                ticket: ticket.clone(),
                metric,
            };
            if !self.due.remove(&due) {
                self.overdue.remove(&due);
            }
        }
        watched.outcomes
    }
}
