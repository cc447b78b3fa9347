//! A holiday closes, a shift replaces, a break cuts.

use chrono::Weekday;
use chrono_tz::Tz;
use support_kpi::clock::{BusinessHours, Clock, Schedule};

use super::desk::{EVERY_DAY, WORKING_WEEK, at, date, hours, minutes, open, periods, spans};

const UTC: Tz = Tz::UTC;

/// Monday to Friday, nine to five.
fn desk() -> Schedule<Tz> {
    open(UTC, &WORKING_WEEK, "09:00-17:00")
}

/// The open time of one date in UTC.
fn on(schedule: Schedule<Tz>, day: &str) -> std::time::Duration {
    let desk = BusinessHours::new(schedule);
    desk.elapsed(
        at(&format!("{day}T00:00:00Z")),
        at(&format!("{day}T23:59:59Z")),
    )
}

#[test]
fn a_shift_replaces_the_hours_of_a_date() {
    let friday = date("2024-01-19");
    let saturday = date("2024-01-20");
    let longer = desk().shift(friday, spans("07:00-19:00")).unwrap();
    assert_eq!(on(longer.clone(), "2024-01-19"), hours(12));
    assert_eq!(on(longer.clone(), "2024-01-18"), hours(8));
    assert_eq!(on(longer, "2024-01-26"), hours(8));
    let split = desk()
        .shift(friday, spans("08:00-10:00 12:00-14:00"))
        .unwrap();
    assert_eq!(on(split, "2024-01-19"), hours(4));
    let added = desk().shift(saturday, spans("10:00-14:00")).unwrap();
    assert_eq!(on(added.clone(), "2024-01-20"), hours(4));
    assert!(BusinessHours::new(added).is_working_day(saturday));
    // A shift without spans closes the date.
    let closed = desk().shift(friday, []).unwrap();
    assert_eq!(on(closed.clone(), "2024-01-19"), hours(0));
    let closed = BusinessHours::new(closed);
    assert!(!closed.is_working_day(friday));
    assert!(!closed.is_on_holiday(at("2024-01-19T12:00:00Z")));
}

#[test]
fn a_holiday_closes_a_date_and_its_shift() {
    let friday = date("2024-01-19");
    let closed = desk().holiday(friday).unwrap();
    assert_eq!(on(closed.clone(), "2024-01-19"), hours(0));
    assert_eq!(on(closed, "2024-01-18"), hours(8));
    let beaten = desk()
        .shift(friday, spans("07:00-19:00"))
        .unwrap()
        .holiday(friday)
        .unwrap();
    assert_eq!(on(beaten, "2024-01-19"), hours(0));
    let yearly = desk()
        .shift(friday, spans("07:00-19:00"))
        .unwrap()
        .annual_holiday("01-19".parse().unwrap())
        .unwrap();
    assert_eq!(on(yearly, "2024-01-19"), hours(0));
}

#[test]
fn a_break_cuts_hours_and_shifts() {
    let friday = date("2024-01-19");
    let lunch = desk().break_on(friday, spans("12:00-13:00")).unwrap();
    assert_eq!(on(lunch.clone(), "2024-01-19"), hours(7));
    assert_eq!(on(lunch.clone(), "2024-01-18"), hours(8));
    assert_eq!(
        periods(
            &BusinessHours::new(lunch),
            "2024-01-19T00:00:00Z",
            "2024-01-20T00:00:00Z"
        ),
        [
            "2024-01-19T09:00:00/2024-01-19T12:00:00",
            "2024-01-19T13:00:00/2024-01-19T17:00:00",
        ],
    );
    let broken = |text| on(desk().break_on(friday, spans(text)).unwrap(), "2024-01-19");
    assert_eq!(broken("09:00-10:00"), hours(7));
    assert_eq!(broken("16:30-17:00"), minutes(450));
    assert_eq!(broken("08:00-09:30"), minutes(450));
    assert_eq!(broken("10:00-11:00 15:00-15:30"), minutes(390));
    assert_eq!(broken("10:00-11:00 11:00-12:00"), hours(6));
    assert_eq!(broken("00:00-24:00"), hours(0));
    // A break outside the hours cuts nothing.
    assert_eq!(broken("18:00-19:00"), hours(8));
    assert_eq!(broken("08:00-09:00 17:00-18:00"), hours(8));
    let shift = desk()
        .shift(friday, spans("06:00-10:00"))
        .unwrap()
        .break_on(friday, spans("09:30-12:00"))
        .unwrap();
    assert_eq!(on(shift, "2024-01-19"), minutes(210));
    // One break over the end of one span and the start of the next.
    let siesta = open(UTC, &EVERY_DAY, "09:00-12:00 13:00-17:00")
        .break_on(friday, spans("11:00-14:00"))
        .unwrap();
    assert_eq!(on(siesta, "2024-01-19"), hours(5));
}

#[test]
fn a_day_broken_from_end_to_end_is_no_working_day() {
    let friday = date("2024-01-19");
    let all = desk().break_on(friday, spans("09:00-17:00")).unwrap();
    assert!(!BusinessHours::new(all).is_working_day(friday));
    let most = desk().break_on(friday, spans("09:00-16:59:59")).unwrap();
    assert!(BusinessHours::new(most).is_working_day(friday));
}

#[test]
fn a_break_is_one_whatever_the_hours() {
    let saturday = date("2024-01-20");
    let schedule = desk()
        .break_on(saturday, spans("12:00-13:00"))
        .unwrap()
        .holiday(saturday)
        .unwrap();
    let desk = BusinessHours::new(schedule);
    assert!(desk.is_on_break(at("2024-01-20T12:00:00Z")));
    assert!(desk.is_on_break(at("2024-01-20T12:59:59.999999999Z")));
    assert!(!desk.is_on_break(at("2024-01-20T13:00:00Z")));
    assert!(!desk.is_on_break(at("2024-01-20T11:59:59.999999999Z")));
    assert!(!desk.is_on_break(at("2024-01-21T12:30:00Z")));
}

#[test]
fn a_holiday_is_a_day_of_its_zone() {
    let schedule = open(Tz::America__Los_Angeles, &EVERY_DAY, "00:00-24:00")
        .holiday(date("2010-07-15"))
        .unwrap();
    let desk = BusinessHours::new(schedule);
    // 15 July there is 07:00Z to 07:00Z.
    assert!(!desk.is_on_holiday(at("2010-07-15T06:59:59Z")));
    assert!(desk.is_on_holiday(at("2010-07-15T07:00:00Z")));
    assert!(desk.is_on_holiday(at("2010-07-16T06:59:59.5Z")));
    assert!(!desk.is_on_holiday(at("2010-07-16T07:00:00Z")));
    assert!(!desk.is_open(at("2010-07-16T06:59:59Z")));
    assert!(desk.is_open(at("2010-07-16T07:00:00Z")));
}

#[test]
fn annual_holidays_come_every_year() {
    let mut schedule = open(Tz::Europe__Berlin, &EVERY_DAY, "00:00-24:00");
    for day in ["01-01", "05-01", "12-24", "12-25", "12-26", "12-31"] {
        schedule = schedule.annual_holiday(day.parse().unwrap()).unwrap();
    }
    let desk = BusinessHours::new(schedule);
    for year in [1_995, 2_015, 2_024, 2_049, 2_050, 2_199] {
        let christmas = date(&format!("{year}-12-25"));
        assert!(!desk.is_working_day(christmas), "{year}");
        assert!(
            desk.is_working_day(date(&format!("{year}-12-27"))),
            "{year}"
        );
    }
    // From 20 December to 10 January: 21 days less 24, 25, 26, 31 and 1.
    let (from, to) = ("2023-12-20T00:00:00+01:00", "2024-01-10T00:00:00+01:00");
    assert_eq!(desk.elapsed(at(from), at(to)), hours(16 * 24));
    // New Year's Eve and Day are one closed stretch over the years.
    assert_eq!(
        desk.next_opening(at("2023-12-31T12:00:00Z")),
        Some(at("2024-01-02T00:00:00+01:00")),
    );
    // A leap year of 366 days less six, a common one of 365 less six.
    let year = |year: i32| {
        let new_year = |year| at(&format!("{year}-01-01T00:00:00+01:00"));
        desk.elapsed(new_year(year), new_year(year + 1))
    };
    assert_eq!(year(2_024), hours(360 * 24));
    assert_eq!(year(2_023), hours(359 * 24));
}

#[test]
fn the_29th_of_february_closes_leap_years_only() {
    let schedule = open(UTC, &EVERY_DAY, "09:00-17:00")
        .annual_holiday("02-29".parse().unwrap())
        .unwrap();
    let desk = BusinessHours::new(schedule.clone());
    assert!(!desk.is_working_day(date("2024-02-29")));
    assert!(desk.is_working_day(date("2024-02-28")));
    assert!(desk.is_working_day(date("2023-02-28")));
    assert!(desk.is_working_day(date("2023-03-01")));
    assert!(desk.is_working_day(date("2100-02-28")));
    assert!(desk.is_working_day(date("2100-03-01")));
    assert!(schedule.is_holiday(date("2028-02-29")));
    assert!(!schedule.is_holiday(date("2027-03-01")));
}

#[test]
fn a_day_may_be_a_holiday_twice_over() {
    let schedule = desk()
        .holiday(date("2024-12-25"))
        .unwrap()
        .annual_holiday("12-25".parse().unwrap())
        .unwrap();
    let desk = BusinessHours::new(schedule);
    assert!(desk.is_on_holiday(at("2024-12-25T12:00:00Z")));
    assert!(desk.is_on_holiday(at("2025-12-25T12:00:00Z")));
}

#[test]
fn an_intersection_has_the_holidays_and_breaks_of_both() {
    // The example of the field's best-known schedule library, with its shifts as they are.
    let one = open(UTC, &[Weekday::Mon], "09:00-17:00")
        .open([Weekday::Tue], spans("10:00-16:00"))
        .unwrap()
        .break_on(date("2006-01-03"), spans("14:15-14:30"))
        .unwrap()
        .holiday(date("2006-01-01"))
        .unwrap();
    let other = open(UTC, &[Weekday::Mon], "08:00-10:00")
        .open([Weekday::Tue], spans("11:00-15:00"))
        .unwrap()
        .break_on(date("2006-01-03"), spans("11:15-11:45"))
        .unwrap()
        .holiday(date("2006-07-04"))
        .unwrap();
    let shared = BusinessHours::new(one).intersection(&BusinessHours::new(other));
    assert_eq!(
        periods(&shared, "2006-01-01T00:00:00Z", "2006-01-04T00:00:00Z"),
        [
            "2006-01-02T09:00:00/2006-01-02T10:00:00",
            "2006-01-03T11:00:00/2006-01-03T11:15:00",
            "2006-01-03T11:45:00/2006-01-03T14:15:00",
            "2006-01-03T14:30:00/2006-01-03T15:00:00",
        ],
    );
    assert!(shared.is_on_holiday(at("2006-01-01T12:00:00Z")));
    assert!(shared.is_on_holiday(at("2006-07-04T12:00:00Z")));
    assert!(!shared.is_working_day(date("2006-07-04")));
    assert!(shared.is_on_break(at("2006-01-03T11:30:00Z")));
    assert_eq!(shared.schedules().len(), 2);
    // Three desks share what two share with the third.
    let third = BusinessHours::new(open(UTC, &EVERY_DAY, "09:30-12:00"));
    let all = shared.intersection(&third);
    assert_eq!(
        periods(&all, "2006-01-02T00:00:00Z", "2006-01-03T00:00:00Z"),
        ["2006-01-02T09:30:00/2006-01-02T10:00:00"],
    );
}
