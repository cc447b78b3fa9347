//! Judges a conversation, moment by moment.

use chrono::{DateTime, Utc};

use super::judgement::Judgement;
use super::state::{Judged, SlaState, Verdict};
use super::stopwatch::{Hold, Reading, Stopwatch};
use super::{Metric, Targets, Terms};
use crate::clock::{Changing, Clock};
use crate::kpi::SlaOutcome;
use crate::stage::{Footing, Moment, Standpoint, Turn};

pub(super) fn judge<C: Clock>(
    moments: impl Iterator<Item = Moment>,
    terms: &Terms<'_, C>,
    as_of: DateTime<Utc>,
) -> Judgement {
    let mut judge = Judge::new(terms.first());
    let mut changes = terms
        .changes()
        .take_while(|(at, _)| *at <= as_of)
        .peekable();
    for moment in moments.take_while(|moment| moment.at <= as_of) {
        // Other targets come last among what happens at one instant.
        while let Some((at, targets)) = changes.next_if(|(at, _)| *at < moment.at) {
            judge.retarget(at, targets);
        }
        judge.take(&moment);
    }
    for (at, targets) in changes {
        judge.retarget(at, targets);
    }
    judge.finish(as_of)
}

/// One metric of a conversation, on its way.
#[derive(Debug, Default)]
struct Track {
    /// Since when its time counts; nothing while nothing waits for it.
    since: Option<DateTime<Utc>>,
    /// The verdict on what runs, or ran last.
    judged: Option<Judged>,
    /// The last verdict on what ran before.
    earlier: Option<Judged>,
    /// How much ended in time without what was promised.
    ended_in_time: usize,
}

struct Judge<'a, C> {
    targets: &'a Targets<C>,
    clock: Changing<&'a C>,
    holds: Vec<Hold>,
    before: Standpoint,
    first_response: Track,
    next_response: Track,
    resolution: Track,
    verdicts: Vec<Judged>,
    is_excluded: bool,
}

impl<'a, C: Clock> Judge<'a, C> {
    fn new(targets: &'a Targets<C>) -> Self {
        Self {
            targets,
            clock: Changing::new(targets.clock()),
            holds: Vec::new(),
            before: Standpoint::START,
            first_response: Track::default(),
            next_response: Track::default(),
            resolution: Track::default(),
            verdicts: Vec::new(),
            is_excluded: false,
        }
    }

    fn take(&mut self, moment: &Moment) {
        let (before, after, at) = (self.before, moment.after, moment.at);
        self.is_excluded |= moment.is_excluded;
        // A closing ends a hold before anything is judged by it.
        match (before.footing, after.footing) {
            (Footing::Held, Footing::Held) => {}
            (Footing::Held, _) => self.resume(at),
            (_, Footing::Held) => self.holds.push(Hold {
                start: at,
                end: None,
            }),
            _ => {}
        }
        self.take_wait(moment);
        self.take_resolution(moment);
        self.before = after;
    }

    /// What a moment does to the customer's wait.
    fn take_wait(&mut self, moment: &Moment) {
        let (before, after, at) = (self.before, moment.after, moment.at);
        let metric = if before.was_answered {
            Metric::NextResponse
        } else {
            Metric::FirstResponse
        };
        match (before.is_waiting, after.is_waiting) {
            (false, false) => {}
            (false, true) => self.start(metric, at),
            (true, false) if moment.turn == Turn::Answered => self.conclude(metric, at),
            (true, false) => self.end(metric, at),
            (true, true) => {
                // A reopening leaves a wait that runs as it is, and starts only
                // the time of the first response again.
                let restarts = match moment.turn {
                    Turn::HandedOff => true,
                    Turn::Reopened => metric == Metric::FirstResponse,
                    Turn::Answered | Turn::Other => return,
                };
                self.settle_if_late(metric, at);
                if restarts {
                    self.track(metric).since = Some(at);
                }
            }
        }
    }

    /// What a moment does to the resolution.
    fn take_resolution(&mut self, moment: &Moment) {
        let (before, after, at) = (self.before, moment.after, moment.at);
        let was_closed = before.footing == Footing::Closed;
        let is_closed = after.footing == Footing::Closed;
        if before.was_resolved {
            // The first resolution was judged.
        } else if after.was_resolved {
            // An abandoned ticket can be resolved as it is.
            self.start(Metric::Resolution, after.opened_at.unwrap_or(at));
            self.conclude(Metric::Resolution, at);
        } else if is_closed && !was_closed {
            self.end(Metric::Resolution, at);
        } else if !is_closed && (was_closed || before.opened_at != after.opened_at) {
            self.start(Metric::Resolution, after.opened_at.unwrap_or(at));
        }
    }

    fn resume(&mut self, at: DateTime<Utc>) {
        if let Some(hold) = self.holds.last_mut() {
            hold.end = Some(at);
        }
    }

    /// Something waits for it, since an instant.
    fn start(&mut self, metric: Metric, since: DateTime<Utc>) {
        let track = self.track(metric);
        track.since = Some(since);
        if metric == Metric::NextResponse {
            track.earlier = track.judged.take().or(track.earlier);
        } else {
            track.ended_in_time = 0;
        }
    }

    /// What was promised happened.
    fn conclude(&mut self, metric: Metric, at: DateTime<Utc>) {
        if let Some(reading) = self.reading(metric, at) {
            self.settle(metric, reading, at);
        }
        self.track(metric).since = None;
    }

    /// Nothing waits for it any more, without what was promised.
    fn end(&mut self, metric: Metric, at: DateTime<Utc>) {
        if let Some(reading) = self.reading(metric, at) {
            if reading.late.is_some() {
                self.settle(metric, reading, at);
            } else {
                let track = self.track(metric);
                track.ended_in_time = track.ended_in_time.saturating_add(1);
            }
        }
        self.track(metric).since = None;
    }

    /// Other targets take over.
    fn retarget(&mut self, at: DateTime<Utc>, targets: &'a Targets<C>) {
        for metric in Metric::ALL {
            self.settle_if_late(metric, at);
        }
        self.targets = targets;
        self.clock.replace_from(at, targets.clock());
    }

    /// A new start must not hide what is late already.
    fn settle_if_late(&mut self, metric: Metric, at: DateTime<Utc>) {
        let reading = self.reading(metric, at);
        if let Some(reading) = reading.filter(|reading| reading.late.is_some()) {
            self.settle(metric, reading, at);
        }
    }

    fn settle(&mut self, metric: Metric, reading: Reading, at: DateTime<Utc>) {
        let judged = Judged {
            metric,
            verdict: match reading.late {
                None => Verdict::Met,
                Some(_) => Verdict::Missed,
            },
            at,
            due: reading.due,
            late: reading.late.unwrap_or_default(),
        };
        self.track(metric).judged = Some(judged);
        self.verdicts.push(judged);
    }

    /// How what runs stands; nothing where nothing runs, or has a target, or
    /// where it has its verdict.
    fn reading(&self, metric: Metric, at: DateTime<Utc>) -> Option<Reading> {
        let track = match metric {
            Metric::FirstResponse => &self.first_response,
            Metric::NextResponse => &self.next_response,
            Metric::Resolution => &self.resolution,
        };
        let since = track.since.filter(|_| track.judged.is_none())?;
        let stopwatch = Stopwatch {
            clock: &self.clock,
            closing: self.targets.closing_policy(),
            holds: &self.holds,
        };
        Some(stopwatch.read(since, self.targets.of(metric)?, at))
    }

    const fn track(&mut self, metric: Metric) -> &mut Track {
        match metric {
            Metric::FirstResponse => &mut self.first_response,
            Metric::NextResponse => &mut self.next_response,
            Metric::Resolution => &mut self.resolution,
        }
    }

    fn finish(mut self, as_of: DateTime<Utc>) -> Judgement {
        let live = Metric::ALL.map(|metric| Some(self.reading(metric, as_of)?.state()));
        let mut outcomes: Vec<(Metric, SlaOutcome)> = self
            .verdicts
            .iter()
            .map(|judged| (judged.metric, SlaState::Judged(*judged).outcome()))
            .collect();
        let mut states = [None; 3];
        for ((metric, live), state) in Metric::ALL.into_iter().zip(live).zip(&mut states) {
            let track = self.track(metric);
            let judged = track.judged.or(track.earlier);
            *state = live.or(judged.map(SlaState::Judged));
            outcomes.extend(live.map(|live| (metric, live.outcome())));
            let ended = std::iter::repeat_n(SlaOutcome::Excluded, track.ended_in_time);
            outcomes.extend(ended.map(|outcome| (metric, outcome)));
        }
        if self.is_excluded {
            for (_, outcome) in &mut outcomes {
                *outcome = SlaOutcome::Excluded;
            }
            return Judgement {
                outcomes,
                ..Judgement::default()
            };
        }
        Judgement {
            states,
            verdicts: self.verdicts,
            outcomes,
        }
    }
}
