//! Business time between two instants, and deadlines: the compiled table, a
//! weekly table that asks chrono-tz at both ends, and a walk over the days.
//!
//! `cargo bench --bench clock` prints nanoseconds a question and the ratios.

mod runner;

use std::time::{Duration, Instant};

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc, Weekday};
use chrono_tz::Tz;
use runner::{Bench, Measured};
use support_kpi::clock::{BusinessHours, Clock, Schedule};

const ZONE: Tz = chrono_tz::Europe::Berlin;
const DAY: i64 = 86_400;
const WEEK: i64 = 7 * DAY;
const QUESTIONS: usize = 4_096;

/// The hours that all three work with: spans in seconds of the local day.
#[derive(Clone, Copy)]
struct Hours {
    name: &'static str,
    spans: &'static [(u32, u32)],
}

const HOURS: [Hours; 2] = [
    Hours {
        name: "09-17",
        spans: &[(32_400, 61_200)],
    },
    Hours {
        name: "08-13, 14-18",
        spans: &[(28_800, 46_800), (50_400, 64_800)],
    },
];

impl Hours {
    fn schedule(self) -> Schedule<Tz> {
        let text = |second: u32| format!("{:02}:{:02}", second / 3_600, second / 60 % 60);
        let spans = self.spans.iter().map(|(start, end)| {
            let span = format!("{}-{}", text(*start), text(*end));
            span.parse().unwrap()
        });
        let week = [
            Weekday::Mon,
            Weekday::Tue,
            Weekday::Wed,
            Weekday::Thu,
            Weekday::Fri,
        ];
        Schedule::new(ZONE).open(week, spans).unwrap()
    }
}

/// The quick way of the peers: hours of a week added up once, and the wall
/// clock asked at both ends. It knows no holidays and counts no change of the
/// clocks, so it does less; the hours here never lie in one.
struct WeeklyTable {
    /// Start and end in seconds of the week, and open seconds before.
    spans: Vec<(i64, i64, i64)>,
    total: i64,
}

impl WeeklyTable {
    fn of(hours: Hours) -> Self {
        let mut spans = Vec::new();
        let mut total = 0;
        for day in 0..5 {
            for &(start, end) in hours.spans {
                let (start, end) = (day * DAY + i64::from(start), day * DAY + i64::from(end));
                spans.push((start, end, total));
                total += end - start;
            }
        }
        Self { spans, total }
    }

    /// Seconds of the wall clock since a Monday.
    fn local(at: DateTime<Utc>) -> i64 {
        let local = at.with_timezone(&ZONE).naive_local();
        local.and_utc().timestamp() + 3 * DAY
    }

    fn open_before(&self, local: i64) -> i64 {
        let (week, second) = (local.div_euclid(WEEK), local.rem_euclid(WEEK));
        let index = self.spans.partition_point(|(_, end, _)| *end <= second);
        let inside = match self.spans.get(index) {
            Some((start, _, before)) => before + (second - start).max(0),
            None => self.total,
        };
        week * self.total + inside
    }

    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        let open = self.open_before(Self::local(to)) - self.open_before(Self::local(from));
        Duration::from_secs(u64::try_from(open).unwrap_or(0))
    }

    fn deadline(&self, from: DateTime<Utc>, budget: Duration) -> Option<DateTime<Utc>> {
        let open = self.open_before(Self::local(from)) + i64::try_from(budget.as_secs()).ok()?;
        let (week, rest) = (open.div_euclid(self.total), open.rem_euclid(self.total));
        let index = self
            .spans
            .partition_point(|(start, end, before)| before + end - start <= rest);
        let (start, _, before) = self.spans.get(index)?;
        let local = week * WEEK + start + rest - before - 3 * DAY;
        let local = DateTime::from_timestamp(local, 0)?.naive_utc();
        Some(ZONE.from_local_datetime(&local).earliest()?.to_utc())
    }
}

/// The plain way: every date between the two, each of its spans asked for.
struct DayWalk {
    hours: Hours,
}

impl DayWalk {
    fn spans(&self, date: NaiveDate) -> impl Iterator<Item = (DateTime<Utc>, DateTime<Utc>)> {
        let is_open = date.weekday().num_days_from_monday() < 5;
        let spans = if is_open { self.hours.spans } else { &[] };
        spans.iter().filter_map(move |(start, end)| {
            let at = |second: u32| {
                let time = NaiveTime::from_num_seconds_from_midnight_opt(second, 0)?;
                let local = ZONE.from_local_datetime(&date.and_time(time));
                Some(local.earliest()?.to_utc())
            };
            Some((at(*start)?, at(*end)?))
        })
    }

    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        let mut date = from.with_timezone(&ZONE).date_naive();
        let last = to.with_timezone(&ZONE).date_naive();
        let mut open = TimeDelta::zero();
        while date <= last {
            for (start, end) in self.spans(date) {
                open += (end.min(to) - start.max(from)).max(TimeDelta::zero());
            }
            date = date + Days::new(1);
        }
        open.to_std().unwrap()
    }

    fn deadline(&self, from: DateTime<Utc>, budget: Duration) -> Option<DateTime<Utc>> {
        let mut date = from.with_timezone(&ZONE).date_naive();
        let mut left = TimeDelta::from_std(budget).ok()?;
        loop {
            for (start, end) in self.spans(date) {
                let start = start.max(from);
                let open = (end - start).max(TimeDelta::zero());
                if left < open {
                    return Some(start + left);
                }
                left -= open;
            }
            date = date.checked_add_days(Days::new(1))?;
        }
    }
}

/// Numbers that look random, and are the same in each run.
struct Scatter(u64);

impl Scatter {
    fn below(&mut self, bound: u64) -> u64 {
        self.0 = self.0.wrapping_mul(0x5DEE_CE66_D5DE_ECE6 | 5) ^ (self.0 >> 29) ^ 0xB;
        (self.0 >> 11) % bound
    }
}

struct Question {
    from: DateTime<Utc>,
    to: DateTime<Utc>,
    budget: Duration,
}

/// Questions from 2010 to 2030 whose ends lie about `days` apart.
fn questions(days: u64, weekly: &WeeklyTable) -> Vec<Question> {
    let mut random = Scatter(days + 1);
    let origin = DateTime::from_timestamp(1_262_304_000, 0).unwrap();
    (0..QUESTIONS)
        .map(|_| {
            let from = origin + Duration::from_secs(random.below(15 * 365 * 86_400));
            let length = days * 43_200 + random.below(days * 86_400);
            let to = from + Duration::from_secs(length);
            let budget = weekly.elapsed(from, to) + Duration::from_secs(1);
            Question { from, to, budget }
        })
        .collect()
}

fn sum(questions: &[Question], answer: impl Fn(&Question) -> u64) -> u64 {
    questions.iter().map(answer).fold(0, u64::wrapping_add)
}

fn seconds(instant: Option<DateTime<Utc>>) -> u64 {
    instant.map_or(0, |instant| instant.timestamp().unsigned_abs())
}

fn print_ratios(measured: &[Measured]) {
    for group in measured.chunks(3) {
        if let [table, weekly, walk] = group
            && table.name.ends_with(", table")
            && walk.name.ends_with(", day walk")
        {
            println!(
                "{:<44} weekly table {:>6.1} x   day walk {:>9.1} x as long",
                table.name.replace(", table", ""),
                weekly.median / table.median,
                walk.median / table.median,
            );
        }
    }
}

fn main() {
    for hours in HOURS {
        let started = Instant::now();
        let table = BusinessHours::new(hours.schedule());
        let built = started.elapsed();
        let weekly = WeeklyTable::of(hours);
        let walk = DayWalk { hours };
        let spans = [("a day", 1), ("a month", 30), ("five years", 1_826)];
        let asked = spans.map(|(name, days)| (name, questions(days, &weekly)));

        let mut bench = Bench::from_args();
        let years = table.table_years();
        bench.time(
            &format!("{}: a table of {years:?}, built", hours.name),
            built,
        );
        bench.bytes(
            &format!("{}: a table of {years:?}", hours.name),
            table.table_bytes(),
        );
        for (span, asked) in &asked {
            for question in asked.iter().take(200) {
                let &Question { from, to, budget } = question;
                assert_eq!(table.elapsed(from, to), weekly.elapsed(from, to));
                assert_eq!(table.elapsed(from, to), walk.elapsed(from, to));
                assert_eq!(table.deadline(from, budget), weekly.deadline(from, budget));
                assert_eq!(table.deadline(from, budget), walk.deadline(from, budget));
            }
            let all = QUESTIONS as u64;
            let few = &asked[..16];
            let name = |what: &str, how: &str| format!("{}: {what}, {span}, {how}", hours.name);
            bench.case(&name("elapsed", "table"), all, || {
                sum(asked, |q| table.elapsed(q.from, q.to).as_secs())
            });
            bench.case(&name("elapsed", "weekly table"), all, || {
                sum(asked, |q| weekly.elapsed(q.from, q.to).as_secs())
            });
            bench.case(&name("elapsed", "day walk"), 16, || {
                sum(few, |q| walk.elapsed(q.from, q.to).as_secs())
            });
            bench.case(&name("deadline", "table"), all, || {
                sum(asked, |q| seconds(table.deadline(q.from, q.budget)))
            });
            bench.case(&name("deadline", "weekly table"), all, || {
                sum(asked, |q| seconds(weekly.deadline(q.from, q.budget)))
            });
            bench.case(&name("deadline", "day walk"), 16, || {
                sum(few, |q| seconds(walk.deadline(q.from, q.budget)))
            });
        }
        let is_json = bench.is_json();
        let measured = bench.run_rounds(201);
        if !is_json {
            print_ratios(&measured);
        }
    }
    runner::finish();
}
