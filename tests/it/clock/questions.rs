//! What users ask of a calendar, with the answers counted by hand.

use chrono::Weekday;
use chrono_tz::Tz;
use support_kpi::clock::{AroundTheClock, BusinessHours, Clock, ClosingPolicy, Schedule};

use super::desk::{
    EVERY_DAY, WORKING_WEEK, at, budget, date, hours, minutes, open, periods, rows, seconds, spans,
};

const UTC: Tz = Tz::UTC;

/// Mondays, Wednesdays and Fridays nine to five, Tuesdays and Thursdays ten to
/// four, Saturdays eleven to half past two.
fn week() -> BusinessHours<Tz> {
    use Weekday::{Fri, Mon, Sat, Thu, Tue, Wed};
    let schedule = open(UTC, &[Mon, Wed, Fri], "09:00-17:00")
        .open([Tue, Thu], spans("10:00-16:00"))
        .unwrap()
        .open([Sat], spans("11:00-14:30"))
        .unwrap();
    BusinessHours::new(schedule)
}

/// From, to, open seconds. 2 January 2006 was a Monday.
const ELAPSED: &str = "
    2006-01-02T09:00:00Z    2006-01-02T17:00:00Z     28800
    2006-01-02T08:00:00Z    2006-01-02T18:00:00Z     28800
    2006-01-02T10:00:00Z    2006-01-02T10:00:00Z         0
    2006-01-02T12:00:00Z    2006-01-02T11:00:00Z         0
    2006-01-02T17:00:00Z    2006-01-03T10:00:00Z         0
    # Five hours of Monday, six of Tuesday, one of Wednesday.
    2006-01-02T12:00:00Z    2006-01-04T10:00:00Z     43200
    # 8 + 6 + 8 + 6 + 8 + 3.5 hours in a week.
    2006-01-01T00:00:00Z    2006-01-08T00:00:00Z    142200
    2006-01-04T12:00:00Z    2006-01-11T12:00:00Z    142200
    # 52 weeks, and a Sunday.
    2006-01-01T00:00:00Z    2007-01-01T00:00:00Z   7394400
    # Half a second of Monday, a quarter of one of Tuesday.
    2006-01-02T16:59:59.5Z  2006-01-03T10:00:00.25Z      0.75
    2006-01-02T09:00:00.000000001Z 2006-01-02T09:00:00.000000003Z 0.000000002
";

#[test]
fn open_time_between_two_instants() {
    let desk = week();
    for [from, to, expected] in rows(ELAPSED) {
        assert_eq!(
            desk.elapsed(at(from), at(to)),
            budget(expected),
            "{from} to {to}"
        );
    }
}

/// From, budget in seconds, the deadline that rolls to the next opening, and
/// the one that stays at closing time.
const DEADLINES: &str = "
    # Within one period.
    2006-01-02T09:00:00Z     1800  2006-01-02T09:30:00Z    2006-01-02T09:30:00Z
    2006-01-02T09:00:00.5Z   1800  2006-01-02T09:30:00.5Z  2006-01-02T09:30:00.5Z
    # The clock starts at the opening.
    2006-01-02T03:00:00Z     3600  2006-01-02T10:00:00Z    2006-01-02T10:00:00Z
    2006-01-01T12:00:00.25Z  3600  2006-01-02T10:00:00Z    2006-01-02T10:00:00Z
    # Over closing time.
    2006-01-02T16:00:00Z     7200  2006-01-03T11:00:00Z    2006-01-03T11:00:00Z
    2006-01-04T15:58:30Z       90  2006-01-04T16:00:00Z    2006-01-04T16:00:00Z
    2006-01-02T16:59:59.75Z   0.5  2006-01-03T10:00:00.25Z 2006-01-03T10:00:00.25Z
    # Exactly on closing time: here the policies differ.
    2006-01-02T09:00:00Z    28800  2006-01-03T10:00:00Z    2006-01-02T17:00:00Z
    2006-01-02T12:00:00Z    18000  2006-01-03T10:00:00Z    2006-01-02T17:00:00Z
    2006-01-02T09:00:00Z    50400  2006-01-04T09:00:00Z    2006-01-03T16:00:00Z
    2006-01-06T20:00:00Z    12600  2006-01-09T09:00:00Z    2006-01-07T14:30:00Z
    2006-01-02T16:59:59.5Z    0.5  2006-01-03T10:00:00Z    2006-01-02T17:00:00Z
    2006-01-02T09:00:00Z   142200  2006-01-09T09:00:00Z    2006-01-07T14:30:00Z
    # A nanosecond less, and one more.
    2006-01-02T09:00:00Z 28799.999999999 2006-01-02T16:59:59.999999999Z 2006-01-02T16:59:59.999999999Z
    2006-01-02T09:00:00Z 28800.000000001 2006-01-03T10:00:00.000000001Z 2006-01-03T10:00:00.000000001Z
    # No budget: now where it is open, else the next opening; closing time stays if it may.
    2006-01-02T12:00:00.5Z      0  2006-01-02T12:00:00.5Z  2006-01-02T12:00:00.5Z
    2006-01-02T09:00:00Z        0  2006-01-02T09:00:00Z    2006-01-02T09:00:00Z
    2006-01-03T00:00:00Z        0  2006-01-03T10:00:00Z    2006-01-03T10:00:00Z
    2006-01-02T17:00:00Z        0  2006-01-03T10:00:00Z    2006-01-02T17:00:00Z
    2006-01-02T17:00:00.5Z      0  2006-01-03T10:00:00Z    2006-01-03T10:00:00Z
    # 52 weeks and an hour.
    2006-01-02T09:00:00Z  7398000  2007-01-01T10:00:00Z    2007-01-01T10:00:00Z
";

#[test]
fn deadlines_under_both_policies() {
    let desk = week();
    for [from, seconds, rolled, stayed] in rows(DEADLINES) {
        let due = |policy| desk.deadline_with(at(from), budget(seconds), policy);
        assert_eq!(
            due(ClosingPolicy::NextOpening),
            Some(at(rolled)),
            "{from} {seconds}"
        );
        assert_eq!(
            due(ClosingPolicy::Closing),
            Some(at(stayed)),
            "{from} {seconds}"
        );
        assert_eq!(desk.deadline(at(from), budget(seconds)), Some(at(rolled)));
    }
}

/// Until, budget in seconds, the start at an opening, and the one at the closing before it.
const STARTS: &str = "
    2006-01-04T16:01:30Z       90  2006-01-04T16:00:00Z    2006-01-04T16:00:00Z
    2006-01-04T17:00:00Z    10800  2006-01-04T14:00:00Z    2006-01-04T14:00:00Z
    2006-01-04T20:00:00.5Z  10800  2006-01-04T14:00:00Z    2006-01-04T14:00:00Z
    2006-01-04T12:00:00.5Z   3600  2006-01-04T11:00:00.5Z  2006-01-04T11:00:00.5Z
    2006-01-04T10:00:00Z     7200  2006-01-03T15:00:00Z    2006-01-03T15:00:00Z
    # Back to the start of a second, to a part of it, and to a part of another one.
    2006-01-04T12:00:00.75Z  0.75  2006-01-04T12:00:00Z    2006-01-04T12:00:00Z
    2006-01-04T12:00:00.75Z  0.5   2006-01-04T12:00:00.25Z 2006-01-04T12:00:00.25Z
    2006-01-04T09:00:00.25Z  0.75  2006-01-03T15:59:59.5Z  2006-01-03T15:59:59.5Z
    # Exactly to an opening: here the policies differ.
    2006-01-04T12:00:00Z    10800  2006-01-04T09:00:00Z    2006-01-03T16:00:00Z
    2006-01-04T09:00:00.5Z   0.5   2006-01-04T09:00:00Z    2006-01-03T16:00:00Z
    2006-01-09T09:00:00Z    12600  2006-01-07T11:00:00Z    2006-01-06T17:00:00Z
    2006-01-04T12:00:00Z    32400  2006-01-03T10:00:00Z    2006-01-02T17:00:00Z
    # No budget.
    2006-01-03T00:00:00Z        0  2006-01-02T17:00:00Z    2006-01-02T17:00:00Z
    2006-01-02T17:00:00Z        0  2006-01-02T17:00:00Z    2006-01-02T17:00:00Z
    2006-01-02T17:00:00.5Z      0  2006-01-02T17:00:00Z    2006-01-02T17:00:00Z
    2006-01-02T12:00:00.5Z      0  2006-01-02T12:00:00.5Z  2006-01-02T12:00:00.5Z
    2006-01-03T10:00:00Z        0  2006-01-03T10:00:00Z    2006-01-02T17:00:00Z
";

#[test]
fn budgets_backwards_under_both_policies() {
    let desk = week();
    for [until, seconds, opening, closing] in rows(STARTS) {
        let start = |policy| desk.latest_start_with(at(until), budget(seconds), policy);
        assert_eq!(
            start(ClosingPolicy::NextOpening),
            Some(at(opening)),
            "{until} {seconds}"
        );
        assert_eq!(
            start(ClosingPolicy::Closing),
            Some(at(closing)),
            "{until} {seconds}"
        );
        assert_eq!(
            desk.latest_start(at(until), budget(seconds)),
            Some(at(opening))
        );
    }
}

/// From, next opening, previous opening, closing.
const AROUND: &str = "
    2006-01-02T08:59:59.9Z 2006-01-02T09:00:00Z   2005-12-31T14:30:00Z   2006-01-02T17:00:00Z
    2006-01-02T09:00:00Z   2006-01-02T09:00:00Z   2005-12-31T14:30:00Z   2006-01-02T17:00:00Z
    2006-01-02T09:00:00.1Z 2006-01-02T09:00:00.1Z 2006-01-02T09:00:00.1Z 2006-01-02T17:00:00Z
    2006-01-02T12:00:00Z   2006-01-02T12:00:00Z   2006-01-02T12:00:00Z   2006-01-02T17:00:00Z
    2006-01-02T16:59:59.9Z 2006-01-02T16:59:59.9Z 2006-01-02T16:59:59.9Z 2006-01-02T17:00:00Z
    2006-01-02T17:00:00Z   2006-01-03T10:00:00Z   2006-01-02T17:00:00Z   2006-01-03T16:00:00Z
    2006-01-02T17:00:00.1Z 2006-01-03T10:00:00Z   2006-01-02T17:00:00Z   2006-01-03T16:00:00Z
    2006-01-08T00:00:00Z   2006-01-09T09:00:00Z   2006-01-07T14:30:00Z   2006-01-09T17:00:00Z
";

#[test]
fn openings_and_closings_around_an_instant() {
    let desk = week();
    for [from, next, previous, closing] in rows(AROUND) {
        assert_eq!(desk.next_opening(at(from)), Some(at(next)), "{from}");
        assert_eq!(
            desk.previous_opening(at(from)),
            Some(at(previous)),
            "{from}"
        );
        assert_eq!(desk.closing(at(from)), Some(at(closing)), "{from}");
    }
}

#[test]
fn open_is_half_open() {
    let desk = week();
    assert!(!desk.is_open(at("2006-01-02T08:59:59.999999999Z")));
    assert!(desk.is_open(at("2006-01-02T09:00:00Z")));
    assert!(desk.is_open(at("2006-01-02T16:59:59.999999999Z")));
    assert!(!desk.is_open(at("2006-01-02T17:00:00Z")));
    assert!(!desk.is_open(at("2006-01-08T12:00:00Z")));
}

#[test]
fn periods_of_a_range_are_cut_off_at_its_ends() {
    let desk = week();
    assert_eq!(
        periods(&desk, "2006-01-02T12:00:00.5Z", "2006-01-04T09:00:00.25Z"),
        [
            "2006-01-02T12:00:00.500/2006-01-02T17:00:00",
            "2006-01-03T10:00:00/2006-01-03T16:00:00",
            "2006-01-04T09:00:00/2006-01-04T09:00:00.250",
        ],
    );
    let none: [&str; 0] = [];
    assert_eq!(
        periods(&desk, "2006-01-02T17:00:00Z", "2006-01-03T10:00:00Z"),
        none
    );
    assert_eq!(
        periods(&desk, "2006-01-02T12:00:00Z", "2006-01-02T12:00:00Z"),
        none
    );
    assert_eq!(
        periods(&desk, "2006-01-02T13:00:00Z", "2006-01-02T12:00:00Z"),
        none
    );
    assert_eq!(
        periods(&desk, "2006-01-02T12:00:00.25Z", "2006-01-02T12:00:00.5Z"),
        ["2006-01-02T12:00:00.250/2006-01-02T12:00:00.500"],
    );
    // Over the edge of the table, at both ends.
    let shop = BusinessHours::with_table(
        open(UTC, &EVERY_DAY, "23:00-24:00 00:00-01:00"),
        2020..=2020,
    );
    assert_eq!(
        periods(
            &shop.unwrap(),
            "2019-12-31T12:00:00Z",
            "2021-01-01T12:00:00Z"
        )
        .iter()
        .filter(|period| period.contains("2019") || period.contains("2021"))
        .collect::<Vec<_>>(),
        [
            "2019-12-31T23:00:00/2020-01-01T01:00:00",
            "2020-12-31T23:00:00/2021-01-01T01:00:00",
        ],
    );
}

#[test]
fn periods_that_touch_are_one() {
    let noon = BusinessHours::new(open(UTC, &WORKING_WEEK, "09:00-12:00 12:00-17:00"));
    assert_eq!(
        noon.closing(at("2024-03-04T10:00:00Z")),
        Some(at("2024-03-04T17:00:00Z"))
    );
    let due = noon.deadline_with(at("2024-03-04T09:00:00Z"), hours(3), ClosingPolicy::Closing);
    assert_eq!(due, Some(at("2024-03-04T12:00:00Z")));
    // Monday to Friday without a night between.
    let days = BusinessHours::new(open(UTC, &WORKING_WEEK, "00:00-24:00"));
    assert_eq!(
        periods(&days, "2024-03-01T12:00:00Z", "2024-03-12T00:00:00Z"),
        [
            "2024-03-01T12:00:00/2024-03-02T00:00:00",
            "2024-03-04T00:00:00/2024-03-09T00:00:00",
            "2024-03-11T00:00:00/2024-03-12T00:00:00",
        ],
    );
    assert_eq!(
        days.closing(at("2024-03-04T12:00:00Z")),
        Some(at("2024-03-09T00:00:00Z"))
    );
}

#[test]
fn days_with_many_spans_are_exact() {
    // Half an hour in every hour: 24 spans a day are more than half a day keeps.
    let every: Vec<String> = (0..24)
        .map(|hour| format!("{hour:02}:10-{hour:02}:40"))
        .collect();
    let desk = BusinessHours::new(open(UTC, &EVERY_DAY, &every.join(" ")));
    let midnight = at("2024-03-04T00:00:00Z");
    assert_eq!(
        desk.elapsed(midnight, at("2024-03-05T00:00:00Z")),
        hours(12)
    );
    assert_eq!(
        desk.elapsed(midnight, at("2024-03-04T13:20:00Z")),
        minutes(13 * 30 + 10)
    );
    assert_eq!(
        desk.elapsed(midnight, at("2024-03-04T13:50:00.5Z")),
        hours(7)
    );
    let due = desk.deadline(midnight, minutes(13 * 30 + 10));
    assert_eq!(due, Some(at("2024-03-04T13:20:00Z")));
    assert!(desk.is_open(at("2024-03-04T13:39:59Z")));
    assert!(!desk.is_open(at("2024-03-04T13:40:00Z")));
}

#[test]
fn hours_to_the_second_are_kept() {
    let desk = BusinessHours::new(open(UTC, &WORKING_WEEK, "09:00:30-17:00:15"));
    let day = desk.elapsed(at("2024-03-04T00:00:00Z"), at("2024-03-05T00:00:00Z"));
    assert_eq!(day, seconds(8 * 3_600 - 15));
    assert_eq!(
        desk.next_opening(at("2024-03-04T00:00:00Z")),
        Some(at("2024-03-04T09:00:30Z"))
    );
}

#[test]
fn a_working_day_has_open_time() {
    let desk = week();
    assert!(desk.is_working_day(date("2006-01-02")));
    assert!(desk.is_working_day(date("2006-01-07")));
    assert!(!desk.is_working_day(date("2006-01-08")));
    assert!(desk.is_working_day(date("1806-01-06")));
    assert!(!desk.is_working_day(date("2206-01-05")));
}

#[test]
fn a_clock_behind_a_reference_is_the_same_clock() {
    fn due<C: Clock>(clock: C) -> [Option<chrono::DateTime<chrono::Utc>>; 2] {
        [ClosingPolicy::NextOpening, ClosingPolicy::Closing]
            .map(|policy| clock.deadline_with(at("2006-01-02T09:00:00Z"), hours(8), policy))
    }
    let by_reference: &dyn Clock = &week();
    assert_eq!(due(by_reference), due(week()));
    // Around the clock nothing closes, and both policies agree.
    assert_eq!(due(AroundTheClock), [Some(at("2006-01-02T17:00:00Z")); 2]);
}

#[test]
fn hours_are_equal_where_their_schedules_are() {
    let one = BusinessHours::new(open(UTC, &WORKING_WEEK, "09:00-12:00 13:00-17:00"));
    let same = open(UTC, &WORKING_WEEK, "13:00-17:00 09:00-12:00");
    let same = BusinessHours::with_table(same, 2024..=2024).unwrap();
    assert_eq!(one, same);
    assert_ne!(one, week());
    assert_eq!(same.table_years(), 2024..=2024);
    assert_eq!(one.table_years(), 2000..=2049);
    let told = format!("{:?}", BusinessHours::new(Schedule::new(UTC)));
    assert!(
        told.starts_with("BusinessHours { schedules: [Schedule { zone: UTC"),
        "{told}"
    );
}
