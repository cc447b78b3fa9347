//! The ends of time, calendars that never open, and budgets of centuries.

use std::time::{Duration, Instant};

use chrono::{DateTime, Utc, Weekday};
use chrono_tz::Tz;
use support_kpi::clock::{
    AroundTheClock, BusinessHours, Clock, ClosingPolicy, DayOfYear, Schedule, resolve_local_time,
};

use super::desk::{EVERY_DAY, WORKING_WEEK, at, date, hours, open, seconds, spans};

const MIN: DateTime<Utc> = DateTime::<Utc>::MIN_UTC;
const MAX: DateTime<Utc> = DateTime::<Utc>::MAX_UTC;
const POLICIES: [ClosingPolicy; 2] = [ClosingPolicy::NextOpening, ClosingPolicy::Closing];

/// Asks everything about an instant; what matters is that it ends.
fn ask_all(desk: &BusinessHours<Tz>, at: DateTime<Utc>) {
    let _ = desk.is_open(at);
    let _ = desk.is_on_holiday(at);
    let _ = desk.is_on_break(at);
    let _ = desk.is_working_day(at.date_naive());
    let _ = desk.next_opening(at);
    let _ = desk.previous_opening(at);
    let _ = desk.closing(at);
    for other in [MIN, MAX] {
        let (from, to) = (at.min(other), at.max(other));
        assert_eq!(desk.elapsed(to, from), Duration::ZERO);
        assert!(desk.elapsed(from, to) <= AroundTheClock.elapsed(from, to));
        assert!(
            desk.open_periods(from, to)
                .take(3)
                .all(|period| from <= period.start())
        );
    }
    for budget in [Duration::ZERO, Duration::from_nanos(1), Duration::MAX] {
        let _ = desk.deadline(at, budget);
        let _ = desk.latest_start_with(at, budget, ClosingPolicy::Closing);
    }
}

fn desks() -> Vec<BusinessHours<Tz>> {
    let holidays = open(Tz::Pacific__Apia, &EVERY_DAY, "00:00-24:00")
        .annual_holiday("02-29".parse().unwrap())
        .unwrap();
    let entries = [
        chrono::NaiveDate::MIN,
        chrono::NaiveDate::MAX,
        date("3000-01-01"),
    ]
    .into_iter()
    .fold(Schedule::new(Tz::America__St_Johns), |schedule, date| {
        let shift = schedule.shift(date, spans("00:00-24:00")).unwrap();
        shift.break_on(date, spans("12:00-13:00")).unwrap()
    });
    vec![
        BusinessHours::new(open(Tz::Europe__Berlin, &WORKING_WEEK, "09:00-17:00")),
        BusinessHours::new(open(Tz::UTC, &EVERY_DAY, "00:00-24:00")),
        BusinessHours::new(holidays),
        BusinessHours::new(entries),
        BusinessHours::new(Schedule::new(Tz::Asia__Tehran)),
    ]
}

#[test]
fn every_question_has_an_end_at_the_ends_of_time() {
    for desk in desks() {
        ask_all(&desk, MIN);
        ask_all(&desk, MAX);
        ask_all(&desk, at("2049-12-31T23:59:59.999999999Z"));
    }
}

#[test]
fn all_of_time_is_counted() {
    let always = BusinessHours::new(open(Tz::Europe__Berlin, &EVERY_DAY, "00:00-24:00"));
    assert_eq!(always.elapsed(MIN, MAX), AroundTheClock.elapsed(MIN, MAX));
    assert_eq!(always.closing(MIN), None);
    assert_eq!(always.next_opening(MIN), Some(MIN));
    assert_eq!(always.previous_opening(MIN), None);
    assert_eq!(always.latest_start(MIN, seconds(1)), None);
    assert_eq!(always.deadline(MAX, Duration::ZERO), Some(MAX));
    assert_eq!(always.deadline(MAX, Duration::from_nanos(1)), None);

    // A cycle of 400 years has 20 871 weeks of 40 hours.
    let desk = BusinessHours::new(open(Tz::UTC, &WORKING_WEEK, "09:00-17:00"));
    let cycle = |from: &str, to: &str| desk.elapsed(at(from), at(to));
    let expected = hours(20_871 * 40);
    assert_eq!(
        cycle("2024-02-29T12:00:00Z", "2424-02-29T12:00:00Z"),
        expected
    );
    assert_eq!(
        cycle("-0400-01-01T00:00:00Z", "0000-01-01T00:00:00Z"),
        expected
    );
    assert_eq!(
        cycle("+11111-11-11T11:11:11.5Z", "+11511-11-11T11:11:11.5Z"),
        expected
    );
    assert_eq!(
        cycle("-1600-01-01T00:00:00Z", "+12400-01-01T00:00:00Z"),
        expected * 35
    );
}

#[test]
fn budgets_of_centuries_have_a_deadline() {
    let desk = BusinessHours::new(open(Tz::UTC, &WORKING_WEEK, "09:00-17:00"));
    // Monday nine o'clock, and whole cycles of the calendar.
    let from = at("2024-01-01T09:00:00Z");
    let cycle = hours(20_871 * 40);
    for cycles in [1, 2, 5, 20] {
        let year = 2_024 + 400 * cycles;
        let sign = if year > 9_999 { "+" } else { "" };
        let due = at(&format!("{sign}{year}-01-01T09:00:00Z"));
        assert_eq!(desk.deadline(from, cycle * cycles), Some(due));
        assert_eq!(desk.latest_start(due, cycle * cycles), Some(from));
    }
    // More open time than there is.
    assert_eq!(desk.deadline(from, seconds(10_u64.pow(14))), None);
    assert_eq!(desk.latest_start(from, seconds(10_u64.pow(14))), None);
    assert_eq!(desk.deadline(from, Duration::MAX), None);
    assert_eq!(desk.latest_start(from, Duration::MAX), None);
}

#[test]
fn a_calendar_that_never_opens_has_no_deadline() {
    // No hours at all, and hours on days that are all holidays.
    let none = Schedule::new(Tz::Europe__Berlin);
    let mut closed = open(Tz::Europe__Berlin, &WORKING_WEEK, "09:00-17:00");
    for month in 1..=12 {
        for day in 1..=31 {
            if let Ok(day) = DayOfYear::new(month, day) {
                closed = closed.annual_holiday(day).unwrap();
            }
        }
    }
    let noon = at("2024-03-04T12:00:00Z");
    let started = Instant::now();
    for schedule in [none, closed] {
        let desk = BusinessHours::new(schedule);
        assert_eq!(desk.elapsed(MIN, MAX), Duration::ZERO);
        for policy in POLICIES {
            for budget in [Duration::ZERO, seconds(1), Duration::MAX] {
                assert_eq!(desk.deadline_with(noon, budget, policy), None);
                assert_eq!(desk.latest_start_with(noon, budget, policy), None);
            }
        }
        assert_eq!(desk.next_opening(noon), None);
        assert_eq!(desk.previous_opening(noon), None);
        assert_eq!(desk.closing(noon), None);
        assert_eq!(desk.open_periods(MIN, MAX).next(), None);
        assert!(!desk.is_open(noon));
        assert!(!desk.is_working_day(date("2024-03-04")));
    }
    assert!(
        started.elapsed() < seconds(10),
        "never is found, not looked for"
    );
}

#[test]
fn a_calendar_of_past_shifts_never_opens_again() {
    let schedule = Schedule::new(Tz::UTC)
        .shift(date("2020-05-04"), spans("09:00-17:00"))
        .unwrap()
        .shift(date("1920-05-04"), spans("09:00-17:00"))
        .unwrap();
    let desk = BusinessHours::new(schedule);
    let before = at("2020-05-04T00:00:00Z");
    let closing = at("2020-05-04T17:00:00Z");
    assert_eq!(
        desk.deadline(before, hours(7)),
        Some(at("2020-05-04T16:00:00Z"))
    );
    // All of it: used up at closing time, and no opening comes after it.
    let due = |policy| desk.deadline_with(before, hours(8), policy);
    assert_eq!(due(ClosingPolicy::Closing), Some(closing));
    assert_eq!(due(ClosingPolicy::NextOpening), None);
    assert_eq!(desk.deadline(before, hours(9)), None);
    assert_eq!(desk.deadline(closing, seconds(1)), None);
    assert_eq!(desk.next_opening(closing), None);
    assert_eq!(desk.closing(closing), None);
    assert_eq!(desk.previous_opening(MAX), Some(closing));
    assert_eq!(desk.elapsed(MIN, MAX), hours(16));
    assert_eq!(
        desk.latest_start(MAX, hours(16)),
        Some(at("1920-05-04T09:00:00Z"))
    );
    assert_eq!(desk.latest_start(MAX, hours(16) + seconds(1)), None);
    let first = desk.latest_start_with(MAX, hours(16), ClosingPolicy::Closing);
    assert_eq!(first, None, "no closing time lies before the first opening");
}

#[test]
fn a_calendar_that_seldom_opens_is_found_open() {
    // Only 29 February is no holiday, and only Mondays have hours: once in 28
    // years (2016, 2044, 2072), and in 40 over 2100, which is no leap year.
    let mut schedule = open(Tz::UTC, &[Weekday::Mon], "09:00-10:00");
    for month in 1..=12 {
        for day in 1..=31 {
            match DayOfYear::new(month, day) {
                Ok(day) if (month, day.day()) != (2, 29) => {
                    schedule = schedule.annual_holiday(day).unwrap();
                }
                _ => {}
            }
        }
    }
    let desk = BusinessHours::new(schedule);
    let from = at("2024-03-01T00:00:00Z");
    assert_eq!(desk.next_opening(from), Some(at("2044-02-29T09:00:00Z")));
    assert_eq!(desk.closing(from), Some(at("2044-02-29T10:00:00Z")));
    assert_eq!(
        desk.deadline(from, hours(1)),
        Some(at("2072-02-29T09:00:00Z"))
    );
    assert_eq!(
        desk.deadline(from, hours(2)),
        Some(at("2112-02-29T09:00:00Z"))
    );
    assert_eq!(
        desk.previous_opening(from),
        Some(at("2016-02-29T10:00:00Z"))
    );
}

#[test]
fn entries_far_beyond_the_table_count() {
    let schedule = open(Tz::UTC, &WORKING_WEEK, "09:00-17:00")
        .holiday(date("+20000-01-03"))
        .unwrap()
        .shift(date("-5000-01-01"), spans("00:00-01:00"))
        .unwrap();
    let plain = BusinessHours::new(open(Tz::UTC, &WORKING_WEEK, "09:00-17:00"));
    let desk = BusinessHours::new(schedule);
    let (from, to) = (at("+19999-01-01T00:00:00Z"), at("+20001-01-01T00:00:00Z"));
    assert!(plain.is_working_day(date("+20000-01-03")));
    assert_eq!(desk.elapsed(from, to) + hours(8), plain.elapsed(from, to));
    let all = plain.elapsed(MIN, MAX);
    // One day of eight hours less, and one of them with one hour instead.
    assert!(plain.is_working_day(date("-5000-01-01")));
    assert_eq!(desk.elapsed(MIN, MAX) + hours(8 + 7), all);
}

#[test]
fn a_local_time_beyond_the_last_instant_has_none() {
    let (first, last) = (chrono::NaiveDate::MIN, chrono::NaiveDate::MAX);
    let resolve =
        |zone: Tz, date, time: &str| resolve_local_time(&zone, date, time.parse().unwrap());
    assert_eq!(resolve(Tz::America__New_York, last, "24:00"), None);
    assert_eq!(resolve(Tz::UTC, first, "00:00"), Some(MIN));
    assert_eq!(resolve(Tz::Asia__Tokyo, first, "00:00"), None);
}

#[test]
fn a_leap_second_counts_as_the_second_after() {
    let desk = BusinessHours::new(open(Tz::UTC, &EVERY_DAY, "00:00-01:00"));
    // 2016-12-31T23:59:60.25Z: a quarter of a second into the next day.
    let leap = at("2016-12-31T23:59:60.25Z");
    let one = at("2017-01-01T00:00:01Z");
    assert_eq!(desk.elapsed(leap, one), Duration::from_millis(750));
    assert_eq!(
        desk.deadline(leap, seconds(1)),
        Some(at("2017-01-01T00:00:01.25Z"))
    );
    assert!(desk.is_open(leap));
    assert_eq!(
        desk.latest_start(leap, Duration::from_millis(250)),
        Some(at("2017-01-01T00:00:00Z"))
    );
}

#[test]
fn tables_of_any_years_agree_over_their_edges() {
    let schedule = open(Tz::Europe__Berlin, &WORKING_WEEK, "09:00-17:00");
    let (from, to) = (at("1850-06-15T12:00:00Z"), at("2250-06-15T12:00:00.5Z"));
    let whole = BusinessHours::with_table(schedule.clone(), 1_900..=2_027).unwrap();
    let expected = whole.elapsed(from, to);
    for years in [
        1_600..=1_600,
        1_849..=1_851,
        2_024..=2_024,
        2_250..=2_250,
        2_399..=2_399,
    ] {
        let desk = BusinessHours::with_table(schedule.clone(), years.clone()).unwrap();
        assert_eq!(desk.elapsed(from, to), expected, "{years:?}");
        assert_eq!(
            desk.deadline(from, expected),
            whole.deadline(from, expected),
            "{years:?}"
        );
    }
    assert!(whole.table_bytes() < 3_000_000);
}
