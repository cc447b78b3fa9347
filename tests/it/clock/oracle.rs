//! Business hours once more, written the slow way: no table, no zone asked for
//! a local time, every second judged by itself.

use std::sync::OnceLock;

use chrono::{DateTime, Datelike, Days, NaiveDate, Offset, TimeZone, Utc};
use chrono_tz::Tz;
use support_kpi::clock::{ClosingPolicy, DaySpan, Schedule};

const DAY: i64 = 86_400;

/// Nanoseconds of a second.
pub(crate) const NANOS: i128 = 1_000_000_000;

/// A time in which a zone keeps one offset: from, up to, seconds east of UTC.
type Offsets = (i64, i64, i64);

/// What is open around an instant, in Unix seconds.
pub(crate) struct Oracle {
    open: Vec<(i64, i64)>,
    closed: Vec<(i64, i64)>,
    /// The first 00:00 of each date that is not skipped.
    dates: Vec<(i64, NaiveDate)>,
    holidays: Vec<NaiveDate>,
    breaks: Vec<(i64, i64)>,
    /// Where the answers are good.
    pub(crate) window: (i64, i64),
}

/// The seconds of a zone's wall clock: what it shows less what UTC shows.
fn offset(zone: Tz, second: i64) -> i64 {
    let utc = DateTime::from_timestamp(second, 0).unwrap().naive_utc();
    i64::from(zone.offset_from_utc_datetime(&utc).fix().local_minus_utc())
}

/// All offsets of a zone between two seconds: looked for every hour, and
/// halved down to the second where two differ.
fn offsets(zone: Tz, from: i64, to: i64) -> Vec<Offsets> {
    let mut found = vec![];
    let mut start = from;
    let mut current = offset(zone, from);
    let mut at = from;
    while at < to {
        let next = at + 3_600;
        let there = offset(zone, next);
        if there != current {
            let (mut before, mut after) = (at, next);
            while after - before > 1 {
                let middle = i64::midpoint(before, after);
                if offset(zone, middle) == current {
                    before = middle;
                } else {
                    after = middle;
                }
            }
            found.push((start, after, current));
            (start, current) = (after, there);
        }
        at = next;
    }
    found.push((start, to, current));
    found
}

/// The second at which the wall clock first shows a time, or the time moved on
/// by the gap where it never does.
fn resolve(offsets: &[Offsets], local: i64) -> i64 {
    for &(start, end, offset) in offsets {
        if (start..end).contains(&(local - offset)) {
            return local - offset;
        }
    }
    let gap = offsets
        .windows(2)
        .map(|pair| (pair[0].1 + pair[0].2, pair[1].0 + pair[1].2))
        .find(|(from, to)| (*from..*to).contains(&local));
    let (from, to) = gap.expect("the time is in the window");
    resolve(offsets, local + (to - from))
}

fn local(date: NaiveDate, second: u32) -> i64 {
    date.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp() + i64::from(second)
}

impl Oracle {
    /// What is open some days before and after an instant.
    pub(crate) fn around(schedule: &Schedule<Tz>, at: DateTime<Utc>, days: u32) -> Self {
        let zone = *schedule.zone();
        let second = at.timestamp();
        let reach = (i64::from(days) + 6) * DAY;
        let offsets = offsets(zone, second - reach, second + reach);
        let resolve = |date, second| resolve(&offsets, local(date, second));

        let mut oracle = Self {
            open: vec![],
            closed: vec![],
            dates: vec![],
            holidays: vec![],
            breaks: vec![],
            window: (
                second - i64::from(days) * DAY,
                second + i64::from(days) * DAY,
            ),
        };
        let mut date = at.date_naive() - Days::new(u64::from(days) + 3);
        while date <= at.date_naive() + Days::new(u64::from(days) + 3) {
            let (start, end) = (resolve(date, 0), resolve(date, 86_400));
            if start < end {
                oracle.dates.push((start, date));
                let spans = |spans: &[DaySpan]| -> Vec<(i64, i64)> {
                    let ends = |span: &DaySpan| {
                        (
                            resolve(date, span.start().seconds()),
                            resolve(date, span.end().seconds()),
                        )
                    };
                    spans.iter().map(ends).collect()
                };
                let is_holiday = schedule.holidays().any(|day| day == date)
                    || schedule.annual_holidays().any(|day| {
                        (u32::from(day.month()), u32::from(day.day())) == (date.month(), date.day())
                    });
                if is_holiday {
                    oracle.closed.push((start, end));
                    oracle.holidays.push(date);
                } else {
                    let shift = schedule.shifts().find(|(day, _)| *day == date);
                    let hours = shift.map_or(schedule.hours_of(date.weekday()), |(_, spans)| spans);
                    oracle.open.extend(spans(hours));
                }
                let breaks = schedule.breaks().find(|(day, _)| *day == date);
                oracle
                    .breaks
                    .extend(breaks.map_or(vec![], |(_, cut)| spans(cut)));
            }
            date = date + Days::new(1);
        }
        oracle.closed.extend(oracle.breaks.clone());
        oracle
    }

    /// Whether one second is open.
    pub(crate) fn is_open(&self, second: i64) -> bool {
        let within = |spans: &[(i64, i64)]| {
            spans
                .iter()
                .any(|(start, end)| *start <= second && second < *end)
        };
        within(&self.open) && !within(&self.closed)
    }

    pub(crate) fn is_on_break(&self, second: i64) -> bool {
        let mut breaks = self.breaks.iter();
        breaks.any(|(start, end)| (*start..*end).contains(&second))
    }

    /// The date whose first 00:00 is the last one by this second.
    pub(crate) fn date_of(&self, second: i64) -> NaiveDate {
        let dates = self.dates.iter().filter(|(start, _)| *start <= second);
        dates.max().unwrap().1
    }

    pub(crate) fn is_on_holiday(&self, second: i64) -> bool {
        self.holidays.contains(&self.date_of(second))
    }

    /// Whether any second of a date is open.
    pub(crate) fn is_working_day(&self, date: NaiveDate) -> bool {
        self.periods().iter().any(|(start, end)| {
            let mut second = *start;
            // A period that runs over midnight has more dates than one.
            while second < *end {
                if self.date_of(second) == date {
                    return true;
                }
                second += 1_800;
            }
            self.date_of(end - 1) == date
        })
    }

    /// The open time between two instants in nanoseconds, second by second.
    pub(crate) fn count(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> i128 {
        let (from, to) = (nanos(from), nanos(to));
        let mut open = 0;
        let mut second = i64::try_from(from.div_euclid(NANOS)).unwrap();
        while i128::from(second) * NANOS < to {
            if self.is_open(second) {
                let (start, end) = (i128::from(second) * NANOS, i128::from(second + 1) * NANOS);
                open += (end.min(to) - start.max(from)).max(0);
            }
            second += 1;
        }
        open
    }

    /// The open periods of the window: it can only open or close where some
    /// span begins or ends.
    pub(crate) fn periods(&self) -> Vec<(i64, i64)> {
        let ends = self.open.iter().chain(&self.closed);
        let mut edges: Vec<i64> = ends.flat_map(|(start, end)| [*start, *end]).collect();
        edges.extend([self.window.0, self.window.1]);
        edges.retain(|edge| (self.window.0..=self.window.1).contains(edge));
        edges.sort_unstable();
        edges.dedup();
        let mut periods: Vec<(i64, i64)> = vec![];
        for pair in edges.windows(2) {
            if self.is_open(pair[0]) {
                match periods.last_mut().filter(|last| last.1 == pair[0]) {
                    Some(last) => last.1 = pair[1],
                    None => periods.push((pair[0], pair[1])),
                }
            }
        }
        periods
    }

    /// The periods in nanoseconds.
    fn exact(&self) -> impl DoubleEndedIterator<Item = (i128, i128)> {
        let periods = self.periods().into_iter();
        periods.map(|(start, end)| (i128::from(start) * NANOS, i128::from(end) * NANOS))
    }

    /// The deadline in nanoseconds; `None` where the window has none.
    pub(crate) fn deadline(&self, from: i128, budget: i128, policy: ClosingPolicy) -> Option<i128> {
        let stays = policy == ClosingPolicy::Closing;
        if stays && budget == 0 && self.exact().any(|(_, end)| end == from) {
            return Some(from);
        }
        let mut left = budget;
        for (start, end) in self.exact().filter(|(_, end)| *end > from) {
            let start = start.max(from);
            if left < end - start || (stays && left == end - start) {
                return Some(start + left);
            }
            left -= end - start;
        }
        None
    }

    /// The latest start in nanoseconds; `None` where the window has none.
    pub(crate) fn latest_start(
        &self,
        until: i128,
        budget: i128,
        policy: ClosingPolicy,
    ) -> Option<i128> {
        let opens = policy == ClosingPolicy::NextOpening;
        if opens && budget == 0 && self.exact().any(|(start, _)| start == until) {
            return Some(until);
        }
        let mut left = budget;
        for (start, end) in self.exact().rev().filter(|(start, _)| *start < until) {
            let end = end.min(until);
            if left < end - start || (opens && left == end - start) {
                return Some(end - left);
            }
            left -= end - start;
        }
        None
    }
}

/// Nanoseconds since 1970.
pub(crate) fn nanos(at: DateTime<Utc>) -> i128 {
    i128::from(at.timestamp()) * NANOS + i128::from(at.timestamp_subsec_nanos())
}

/// The zones of the properties: by the hour and by half of it, at midnight and
/// before it, over the date line, with two hours at once.
pub(crate) const ZONES: [Tz; 15] = [
    Tz::UTC,
    Tz::Europe__Berlin,
    Tz::America__Sao_Paulo,
    Tz::Asia__Tehran,
    Tz::Australia__Sydney,
    Tz::Australia__Lord_Howe,
    Tz::America__New_York,
    Tz::America__St_Johns,
    Tz::America__Nuuk,
    Tz::Pacific__Apia,
    Tz::Antarctica__Troll,
    Tz::Africa__Casablanca,
    Tz::Africa__Cairo,
    Tz::Asia__Kathmandu,
    Tz::America__Havana,
];

/// Instants near which the clocks of a zone change, from 2005 to 2029.
pub(crate) fn changes(zone: usize) -> &'static [i64] {
    static CHANGES: OnceLock<Vec<Vec<i64>>> = OnceLock::new();
    let all = CHANGES.get_or_init(|| {
        let (from, to) = (1_104_537_600, 1_893_456_000);
        let of = |zone: &Tz| {
            let steps = (from..to).step_by(86_400);
            let changes = steps.filter(|at| offset(*zone, *at) != offset(*zone, at + 86_400));
            changes.map(|at| at + 43_200).collect()
        };
        ZONES.iter().map(of).collect()
    });
    &all[zone]
}
