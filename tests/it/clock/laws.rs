//! What holds for every calendar: agreement with the oracle, and the laws of a clock.

use std::time::Duration;

use chrono::{DateTime, Datelike, Days, NaiveDate, TimeDelta, Utc, Weekday};
use chrono_tz::Tz;
use proptest::prelude::*;
use support_kpi::clock::{BusinessHours, Clock, ClosingPolicy, DaySpan, Schedule, TimeOfDay};

use super::desk::EVERY_DAY;
use super::oracle::{NANOS, Oracle, ZONES, changes, nanos};

/// A calendar, an instant it is asked around, and where its table lies.
#[derive(Debug, Clone)]
struct Case {
    schedule: Schedule<Tz>,
    around: DateTime<Utc>,
    hours: BusinessHours<Tz>,
}

/// The span of up to three in a day, from times that need not be in order.
fn spans() -> impl Strategy<Value = Vec<DaySpan>> {
    // Mostly quarters of an hour, early ones more often: there the clocks change.
    let time = prop_oneof![
        4 => (0..=96_u32).prop_map(|quarter| quarter * 900),
        3 => (0..=20_u32).prop_map(|quarter| quarter * 900),
        1 => Just(86_400),
        1 => 0..=86_400_u32,
    ];
    prop::collection::btree_set(time, 0..=6).prop_map(|times| {
        let times: Vec<TimeOfDay> = times
            .into_iter()
            .filter_map(TimeOfDay::from_seconds)
            .collect();
        let pairs = times.chunks_exact(2);
        pairs
            .map(|pair| DaySpan::new(pair[0], pair[1]).unwrap())
            .collect()
    })
}

/// Hours of a week: days are often alike, and sometimes never close.
fn week() -> impl Strategy<Value = Vec<Vec<DaySpan>>> {
    prop_oneof![
        6 => prop::collection::vec(spans(), 7),
        1 => Just(vec![vec![DaySpan::WHOLE_DAY]; 7]),
        1 => Just(vec![vec![]; 7]),
    ]
}

#[derive(Debug, Clone)]
enum Dated {
    Holiday,
    Annual,
    Shift(Vec<DaySpan>),
    Breaks(Vec<DaySpan>),
}

fn dated() -> impl Strategy<Value = (u64, Dated)> {
    let what = prop_oneof![
        Just(Dated::Holiday),
        Just(Dated::Annual),
        spans().prop_map(Dated::Shift),
        spans().prop_map(Dated::Breaks),
    ];
    (0..7_u64, what)
}

/// An instant near a change of the clocks, a New Year, or anywhere.
fn instant(zone: usize) -> impl Strategy<Value = i64> {
    let changes = changes(zone);
    let near = move |index: prop::sample::Index| match changes {
        [] => 1_711_846_800,
        changes => *index.get(changes),
    };
    let new_year = |year: i32| {
        let date = NaiveDate::from_ymd_opt(year, 1, 1).unwrap();
        date.and_hms_opt(0, 0, 0).unwrap().and_utc().timestamp()
    };
    let anchor = prop_oneof![
        5 => any::<prop::sample::Index>().prop_map(near),
        2 => (2006..2029_i32).prop_map(new_year),
        2 => 1_104_537_600..1_893_456_000_i64,
    ];
    (anchor, -86_400..86_400_i64).prop_map(|(at, off)| at + off)
}

fn build(
    zone: usize,
    week: &[Vec<DaySpan>],
    dates: Vec<(u64, Dated)>,
    at: i64,
    years: i32,
) -> Case {
    let around = DateTime::from_timestamp(at, 0).unwrap();
    let mut schedule = Schedule::new(ZONES[zone]);
    for (day, spans) in EVERY_DAY.iter().zip(week) {
        schedule = schedule.open([*day], spans.iter().copied()).unwrap();
    }
    for (offset, entry) in dates {
        let date = around.date_naive() + Days::new(offset) - Days::new(3);
        let added = match entry {
            Dated::Holiday => schedule.clone().holiday(date),
            Dated::Annual => {
                let day = date.format("%m-%d").to_string().parse().unwrap();
                schedule.clone().annual_holiday(day)
            }
            Dated::Shift(spans) => schedule.clone().shift(date, spans),
            Dated::Breaks(spans) => schedule.clone().break_on(date, spans),
        };
        // The same date twice is an error, and the first entry stays.
        schedule = added.unwrap_or(schedule);
    }
    // The table may cover the instant, end before it, or begin after it.
    let first = around.year() + years;
    let hours = BusinessHours::with_table(schedule.clone(), first..=first).unwrap();
    Case {
        schedule,
        around,
        hours,
    }
}

fn case() -> impl Strategy<Value = Case> {
    let years = prop_oneof![4 => Just(0), 1 => Just(-1), 1 => Just(1)];
    (0..ZONES.len())
        .prop_flat_map(move |zone| {
            let dates = prop::collection::vec(dated(), 0..4);
            (Just(zone), week(), dates, instant(zone), years.clone())
        })
        .prop_map(|(zone, week, dates, at, years)| build(zone, &week, dates, at, years))
}

/// An offset of up to so many seconds, on the second or between two.
fn offset(seconds: i64) -> impl Strategy<Value = TimeDelta> {
    let nanos = prop_oneof![2 => Just(0), 1 => 0..1_000_000_000_i64];
    (-seconds..=seconds, nanos)
        .prop_map(|(seconds, nanos)| TimeDelta::seconds(seconds) + TimeDelta::nanoseconds(nanos))
}

fn duration(nanos: i128) -> Duration {
    Duration::from_nanos(u64::try_from(nanos).unwrap())
}

fn exact(at: Option<DateTime<Utc>>) -> Option<i128> {
    at.map(nanos)
}

const POLICIES: [ClosingPolicy; 2] = [ClosingPolicy::NextOpening, ClosingPolicy::Closing];

proptest! {
    #![proptest_config(ProptestConfig::with_cases(10_000))]

    /// Elapsed time is the count of open seconds.
    #[test]
    fn elapsed_is_what_a_count_of_seconds_finds(
        case in case(),
        from in offset(40_000),
        length in 0..2_400_i64,
        nanos in 0..1_000_000_000_i64,
    ) {
        let oracle = Oracle::around(&case.schedule, case.around, 2);
        let from = case.around + from;
        let to = from + TimeDelta::seconds(length) + TimeDelta::nanoseconds(nanos);
        prop_assert_eq!(case.hours.elapsed(from, to), duration(oracle.count(from, to)));
        prop_assert_eq!(case.hours.elapsed(to, from), Duration::ZERO);
        for at in [from, to] {
            prop_assert_eq!(case.hours.is_open(at), oracle.is_open(at.timestamp()));
        }
    }

    /// Every question about some days has the oracle's answer.
    #[test]
    fn every_question_has_the_answer_of_the_oracle(
        case in case(),
        from in offset(130_000),
        to in offset(130_000),
        budget in prop_oneof![Just(0), 0..200_000 * NANOS],
        edge in prop::option::of(any::<prop::sample::Index>()),
    ) {
        let Case { schedule, around, hours } = &case;
        let oracle = Oracle::around(schedule, *around, 4);
        let periods = oracle.periods();
        // Half of the time the question stands exactly on an edge.
        let edges: Vec<i64> = periods.iter().flat_map(|(start, end)| [*start, *end]).collect();
        let edge = edge.filter(|_| !edges.is_empty()).map(|index| *index.get(&edges));
        let edge = edge.and_then(|second| DateTime::from_timestamp(second, 0));
        let from = edge.unwrap_or(*around + from);
        let to = *around + to;
        let (low, high) = (from.min(to), from.max(to));

        let inside = hours.open_periods(low, high);
        let expected: Vec<(i128, i128)> = periods
            .iter()
            .map(|(start, end)| (i128::from(*start) * NANOS, i128::from(*end) * NANOS))
            .map(|(start, end)| (start.max(nanos(low)), end.min(nanos(high))))
            .filter(|(start, end)| start < end)
            .collect();
        let found: Vec<(i128, i128)> =
            inside.map(|period| (nanos(period.start()), nanos(period.end()))).collect();
        prop_assert_eq!(&found, &expected);
        let sum: i128 = expected.iter().map(|(start, end)| end - start).sum();
        prop_assert_eq!(hours.elapsed(low, high), duration(sum));

        for policy in POLICIES {
            if let Some(expected) = oracle.deadline(nanos(from), budget, policy) {
                let found = hours.deadline_with(from, duration(budget), policy);
                prop_assert_eq!(exact(found), Some(expected), "deadline, {:?}", policy);
            }
            if let Some(expected) = oracle.latest_start(nanos(from), budget, policy) {
                let found = hours.latest_start_with(from, duration(budget), policy);
                prop_assert_eq!(exact(found), Some(expected), "latest start, {:?}", policy);
            }
        }

        let second = from.timestamp();
        prop_assert_eq!(hours.is_on_break(from), oracle.is_on_break(second));
        prop_assert_eq!(hours.is_on_holiday(from), oracle.is_on_holiday(second));
        let date = oracle.date_of(second);
        if (second - around.timestamp()).abs() < 250_000 {
            // The window of the oracle has all of the date.
            prop_assert_eq!(hours.is_working_day(date), oracle.is_working_day(date));
        }

        if let Some((start, end)) = periods.iter().find(|(_, end)| *end > second) {
            let opening = if *start > second { DateTime::from_timestamp(*start, 0) } else { Some(from) };
            prop_assert_eq!(hours.next_opening(from), opening);
            if *end < oracle.window.1 {
                prop_assert_eq!(hours.closing(from), DateTime::from_timestamp(*end, 0));
            }
        }
        let before = periods.iter().rev().find(|(start, _)| i128::from(*start) * NANOS < nanos(from));
        if let Some((_, end)) = before {
            let end = DateTime::from_timestamp(*end, 0);
            prop_assert_eq!(hours.previous_opening(from), end.map(|end| end.min(from)));
        }
    }
}

proptest! {
    /// A deadline is where the budget has elapsed, and no more; and so backwards.
    #[test]
    fn elapsed_undoes_a_deadline(case in case(), from in offset(1 << 28), budget in 0..1_u64 << 55) {
        let from = case.around + from;
        let budget = Duration::from_nanos(budget);
        for policy in POLICIES {
            if let Some(due) = case.hours.deadline_with(from, budget, policy) {
                prop_assert!(from <= due);
                prop_assert_eq!(case.hours.elapsed(from, due), budget);
            }
            if let Some(start) = case.hours.latest_start_with(from, budget, policy) {
                prop_assert!(start <= from);
                prop_assert_eq!(case.hours.elapsed(start, from), budget);
            }
        }
    }

    /// A deadline undoes elapsed time: it brings back the second instant, or
    /// the next opening where that one is closed.
    #[test]
    fn a_deadline_undoes_elapsed(case in case(), from in offset(100_000), to in offset(1_000_000)) {
        let (from, to) = (case.around + from, case.around + to);
        let (from, to) = (from.min(to), from.max(to));
        let opening = case.hours.next_opening(to);
        prop_assert_eq!(case.hours.deadline(from, case.hours.elapsed(from, to)), opening);
    }

    /// Time between three instants adds up, and so do budgets.
    #[test]
    fn elapsed_and_deadlines_add_up(
        case in case(),
        offsets in [offset(1 << 28), offset(200_000), offset(1 << 25)],
        budgets in [0..1_u64 << 50, 0..1_u64 << 55],
    ) {
        let mut at = offsets.map(|offset| case.around + offset);
        at.sort();
        let [first, second, third] = at;
        let hours = &case.hours;
        prop_assert_eq!(
            hours.elapsed(first, second) + hours.elapsed(second, third),
            hours.elapsed(first, third),
        );
        let [one, other] = budgets.map(Duration::from_nanos);
        for policy in POLICIES {
            let step = hours.deadline_with(first, one, policy);
            let both = step.and_then(|due| hours.deadline_with(due, other, policy));
            prop_assert_eq!(both, hours.deadline_with(first, one + other, policy));
        }
    }

    /// Where the table lies changes no answer.
    #[test]
    fn a_table_changes_no_answer(
        case in case(),
        years in 1_990..2_040_i32,
        from in offset(1 << 28),
        budget in 0..1_u64 << 56,
    ) {
        let one = &case.hours;
        let other = BusinessHours::with_table(case.schedule.clone(), years..=years + 1).unwrap();
        let (from, budget) = (case.around + from, Duration::from_nanos(budget));
        prop_assert_eq!(one.elapsed(from, case.around), other.elapsed(from, case.around));
        prop_assert_eq!(one.elapsed(case.around, from), other.elapsed(case.around, from));
        prop_assert_eq!(one.closing(from), other.closing(from));
        prop_assert_eq!(one.next_opening(from), other.next_opening(from));
        prop_assert_eq!(one.previous_opening(from), other.previous_opening(from));
        for policy in POLICIES {
            let due = one.deadline_with(from, budget, policy);
            prop_assert_eq!(due, other.deadline_with(from, budget, policy));
            let start = one.latest_start_with(from, budget, policy);
            prop_assert_eq!(start, other.latest_start_with(from, budget, policy));
        }
        let week = from + TimeDelta::days(9);
        let periods: Vec<_> = one.open_periods(from, week).collect();
        prop_assert_eq!(periods, other.open_periods(from, week).collect::<Vec<_>>());
    }

    /// Two calendars share the seconds in which both are open.
    #[test]
    fn an_intersection_is_open_where_both_are(case in case(), other in case(), at in offset(200_000)) {
        let shared = case.hours.intersection(&other.hours);
        let at = case.around + at;
        prop_assert_eq!(shared.is_open(at), case.hours.is_open(at) && other.hours.is_open(at));
        let turned = other.hours.intersection(&case.hours);
        let later = at + TimeDelta::days(3);
        prop_assert_eq!(shared.elapsed(at, later), turned.elapsed(at, later));
        let sum: Duration = case.hours
            .open_periods(at, later)
            .map(|period| other.hours.elapsed(period.start(), period.end()))
            .sum();
        prop_assert_eq!(shared.elapsed(at, later), sum);
    }

    /// A schedule reads back as it was written, in text and in bytes.
    #[test]
    fn a_schedule_reads_back(case in case()) {
        let schedule = case.schedule.in_zone(Utc);
        let text = serde_json::to_string(&schedule).unwrap();
        prop_assert_eq!(&serde_json::from_str::<Schedule<Utc>>(&text).unwrap(), &schedule);
        let bytes = postcard::to_stdvec(&schedule).unwrap();
        prop_assert_eq!(&postcard::from_bytes::<Schedule<Utc>>(&bytes).unwrap(), &schedule);
    }
}

#[test]
fn around_the_clock_agrees_with_a_desk_that_never_closes() {
    let schedule = Schedule::new(Tz::Europe__Berlin)
        .open(EVERY_DAY, [DaySpan::WHOLE_DAY])
        .unwrap();
    let hours = BusinessHours::new(schedule);
    let around = support_kpi::clock::AroundTheClock;
    let from: DateTime<Utc> = "1931-05-06T07:08:09.000000001Z".parse().unwrap();
    let to: DateTime<Utc> = "2177-05-06T07:08:09.5Z".parse().unwrap();
    let elapsed = around.elapsed(from, to);
    assert_eq!(hours.elapsed(from, to), elapsed);
    assert_eq!(hours.deadline(from, elapsed), Some(to));
    assert_eq!(hours.latest_start(to, elapsed), Some(from));
    assert_eq!(hours.closing(from), None);
    assert_eq!(Weekday::Mon, EVERY_DAY[0]);
}
