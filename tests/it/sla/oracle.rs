//! Judges a conversation second by second.
//!
//! Nothing is measured between two instants: each second that counts adds one
//! to what runs. A target is late as soon as more than its seconds counted, and
//! it was due at the last instant at which they had not.

use std::collections::BTreeMap;

use support_kpi::kpi::SlaOutcome;
use support_kpi::sla::{Metric, SlaState, Targets, Verdict};

use super::pattern::Pattern;

/// What can happen.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    // In the order of what happens in one second.
    CustomerMessage,
    AgentReply,
    Handoff,
    Hold,
    Resume,
    Abandoned,
    Resolved,
    Reopened,
    Merged,
    Retargeted(usize),
}

/// How a target stands: its word, when it is due, by how many seconds it is late.
pub type Stand = (&'static str, Option<i64>, u64);

/// The same of the library's answer.
pub fn stand(state: SlaState) -> Stand {
    let word = match (state, state.verdict()) {
        (_, Some(Verdict::Met)) => "met",
        (_, Some(Verdict::Missed)) => "missed",
        (SlaState::Paused { .. }, _) => "paused",
        (SlaState::Overdue { .. }, _) => "overdue",
        _ => "running",
    };
    let due = state.due().map(|due| due.timestamp());
    (word, due, state.late().as_secs())
}

/// What runs towards a target.
#[derive(Debug, Clone)]
struct Run {
    /// How many seconds counted at each second since its start.
    counted: BTreeMap<i64, u64>,
    is_over: bool,
}

impl Run {
    fn starting(at: i64) -> Self {
        let counted = BTreeMap::from([(at, 0)]);
        Self {
            counted,
            is_over: false,
        }
    }

    fn now(&self) -> (i64, u64) {
        self.counted
            .last_key_value()
            .map(|(at, counted)| (*at, *counted))
            .expect("a start")
    }

    fn pass(&mut self, counts: bool) {
        let (at, counted) = self.now();
        self.counted.insert(at + 1, counted + u64::from(counts));
    }

    /// When it was due, or is as things go.
    fn due(&self, target: u64, hours: &Pattern) -> Option<i64> {
        let (at, counted) = self.now();
        if counted > target {
            let in_time = self
                .counted
                .iter()
                .rev()
                .find(|(_, counted)| **counted <= target);
            return in_time.map(|(at, _)| *at);
        }
        let mut left = target - counted;
        for second in at..at + 1_000 {
            if hours.is_open(second) {
                if left == 0 {
                    return Some(second);
                }
                left -= 1;
            }
        }
        None
    }

    fn late(&self, target: u64) -> u64 {
        self.now().1.saturating_sub(target)
    }
}

/// The whole answer.
#[derive(Debug, Default, PartialEq, Eq)]
pub struct Answer {
    pub states: [Option<Stand>; 3],
    /// How many outcomes of each kind, by metric.
    pub outcomes: BTreeMap<(Metric, SlaOutcome), usize>,
}

#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
enum Phase {
    #[default]
    Open,
    Held,
    Resolved,
    Abandoned,
}

/// A conversation up to some second, under the targets of that second.
struct Walk<'a> {
    targets: &'a Targets<Pattern>,
    phase: Phase,
    answered: bool,
    /// The wait that runs.
    wait: Option<Run>,
    /// The verdict on the wait that runs, or on all first responses.
    decided: bool,
    /// From the opening to the first resolution, an abandonment or not.
    ticket: Option<Run>,
    is_merged: bool,
    /// The last verdict by metric.
    judged: [Option<Stand>; 3],
    /// The first response ended in time, and has not started again.
    first_ended: bool,
    /// The ticket was abandoned while its resolution was in time.
    resolution_ended: bool,
    outcomes: BTreeMap<(Metric, SlaOutcome), usize>,
}

fn index(metric: Metric) -> usize {
    Metric::ALL
        .iter()
        .position(|other| *other == metric)
        .expect("a metric")
}

impl Walk<'_> {
    fn count(&mut self, metric: Metric, outcome: SlaOutcome) {
        *self.outcomes.entry((metric, outcome)).or_default() += 1;
    }

    fn wait_metric(&self) -> Metric {
        if self.answered {
            Metric::NextResponse
        } else {
            Metric::FirstResponse
        }
    }

    fn run(&self, metric: Metric) -> Option<&Run> {
        let run = match metric {
            Metric::Resolution => self.ticket.as_ref().filter(|run| !run.is_over),
            _ if metric == self.wait_metric() => self.wait.as_ref(),
            _ => None,
        };
        let decided = match metric {
            Metric::Resolution => self.judged[2].is_some(),
            Metric::FirstResponse => self.judged[0].is_some(),
            _ => self.decided,
        };
        run.filter(|_| !decided)
    }

    /// How a run stands that has a target and no verdict.
    fn stand(&self, metric: Metric) -> Option<Stand> {
        let (run, target) = (self.run(metric)?, self.targets.of(metric)?.as_secs());
        let due = run.due(target, self.targets.clock());
        let late = run.late(target);
        Some((if late > 0 { "overdue" } else { "running" }, due, late))
    }

    /// Makes a verdict, if what was promised happened, or it is late.
    fn judge(&mut self, metric: Metric, happened: bool) -> bool {
        let Some((_, due, late)) = self.stand(metric) else {
            return true;
        };
        if late == 0 && !happened {
            return false;
        }
        let (word, outcome) = if late == 0 {
            ("met", SlaOutcome::Met)
        } else {
            ("missed", SlaOutcome::Missed)
        };
        self.judged[index(metric)] = Some((word, due, late));
        self.decided = self.decided || metric == Metric::NextResponse;
        self.count(metric, outcome);
        true
    }

    /// The wait that runs ends without an answer.
    fn end_wait(&mut self) {
        let metric = self.wait_metric();
        if self.wait.is_some() && !self.judge(metric, false) {
            match metric {
                Metric::FirstResponse => self.first_ended = true,
                _ => self.count(metric, SlaOutcome::Excluded),
            }
        }
        self.wait = None;
    }

    fn start_wait(&mut self, at: i64) {
        self.wait = Some(Run::starting(at));
        self.decided = false;
        self.first_ended = false;
    }

    fn happen(&mut self, at: i64, kind: Kind) {
        match kind {
            Kind::Merged => self.is_merged = true,
            Kind::Hold if self.phase == Phase::Open => self.phase = Phase::Held,
            Kind::Resume if self.phase == Phase::Held => self.phase = Phase::Open,
            Kind::CustomerMessage => {
                self.ticket.get_or_insert_with(|| Run::starting(at));
                if self.wait.is_none() {
                    self.start_wait(at);
                }
            }
            Kind::Abandoned | Kind::Resolved if self.ticket.is_none() => self.phase = Phase::Open,
            _ if self.ticket.is_none() => {}
            Kind::AgentReply if self.wait.is_some() => {
                self.judge(self.wait_metric(), true);
                self.wait = None;
                self.answered = true;
            }
            Kind::Handoff if self.wait.is_some() => {
                self.judge(self.wait_metric(), false);
                self.wait = Some(Run::starting(at));
            }
            Kind::Abandoned if matches!(self.phase, Phase::Open | Phase::Held) => {
                self.end_wait();
                self.resolution_ended = !self.judge(Metric::Resolution, false);
                self.phase = Phase::Abandoned;
            }
            Kind::Resolved if self.phase != Phase::Resolved => {
                self.end_wait();
                self.resolution_ended = false;
                self.judge(Metric::Resolution, true);
                if let Some(run) = &mut self.ticket {
                    run.is_over = true;
                }
                self.phase = Phase::Resolved;
            }
            Kind::Reopened if matches!(self.phase, Phase::Resolved | Phase::Abandoned) => {
                self.phase = Phase::Open;
                self.resolution_ended = false;
                if self.wait.is_none() {
                    self.start_wait(at);
                } else {
                    self.judge(self.wait_metric(), false);
                    if !self.answered {
                        self.wait = Some(Run::starting(at));
                    }
                }
            }
            _ => {}
        }
    }

    fn pass(&mut self, second: i64) {
        let counts = self.phase != Phase::Held && self.targets.clock().is_open(second);
        for run in self.wait.iter_mut().chain(&mut self.ticket) {
            run.pass(counts);
        }
    }
}

/// Judges events, sorted by second and kind, up to a second.
pub fn answer(events: &[(i64, Kind)], targets: &[Targets<Pattern>], as_of: i64) -> Answer {
    let mut walk = Walk {
        targets: &targets[0],
        phase: Phase::Open,
        answered: false,
        wait: None,
        decided: false,
        ticket: None,
        is_merged: false,
        judged: [None; 3],
        first_ended: false,
        resolution_ended: false,
        outcomes: BTreeMap::new(),
    };
    for now in 0..=as_of {
        for (_, kind) in events.iter().filter(|(at, _)| *at == now) {
            if let Kind::Retargeted(to) = *kind {
                for metric in Metric::ALL {
                    // Nothing waits for the resolution of an abandoned ticket.
                    if metric != Metric::Resolution || walk.phase != Phase::Abandoned {
                        walk.judge(metric, false);
                    }
                }
                walk.targets = &targets[to];
            } else {
                walk.happen(now, *kind);
            }
        }
        if now < as_of {
            walk.pass(now);
        }
    }

    let mut states = walk.judged;
    for metric in Metric::ALL {
        let Some((word, due, late)) = walk.stand(metric) else {
            continue;
        };
        if metric == Metric::Resolution && walk.phase == Phase::Abandoned {
            continue;
        }
        let held = walk.phase == Phase::Held && word == "running";
        let stand = if held {
            ("paused", None, 0)
        } else {
            (word, due, late)
        };
        walk.count(
            metric,
            match stand.0 {
                "paused" => SlaOutcome::Paused,
                "running" => SlaOutcome::Running,
                _ => SlaOutcome::Missed,
            },
        );
        states[index(metric)] = Some(stand);
    }
    if walk.resolution_ended {
        walk.count(Metric::Resolution, SlaOutcome::Excluded);
    }
    if walk.first_ended {
        walk.count(Metric::FirstResponse, SlaOutcome::Excluded);
    }
    let mut outcomes = walk.outcomes;
    if walk.is_merged {
        states = [None; 3];
        outcomes = Metric::ALL
            .into_iter()
            .map(|metric| {
                let all = outcomes.iter().filter(|((of, _), _)| *of == metric);
                (
                    (metric, SlaOutcome::Excluded),
                    all.map(|(_, count)| count).sum(),
                )
            })
            .filter(|(_, count)| *count > 0)
            .collect();
    }
    Answer { states, outcomes }
}
