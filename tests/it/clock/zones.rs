//! Days of 23, 24½ and 25 hours: what the clocks of real zones do to opening hours.
//!
//! The instants of the changes are those of the IANA time zone database; every
//! expected value is counted by hand.

use chrono::{FixedOffset, Weekday};
use chrono_tz::Tz;
use support_kpi::clock::{BusinessHours, Clock, Schedule, TimeOfDay, resolve_local_time};

use super::desk::{EVERY_DAY, at, date, hours, minutes, open, periods, rows, seconds, spans};

/// Zone, date, local time, instant.
const RESOLVED: &str = "
    # Berlin: 02:00 to 03:00 at 01:00Z in spring, 03:00 to 02:00 at 01:00Z in autumn.
    Europe/Berlin          2024-03-31 01:59:59 2024-03-31T00:59:59Z
    Europe/Berlin          2024-03-31 02:00    2024-03-31T01:00:00Z
    Europe/Berlin          2024-03-31 02:30    2024-03-31T01:30:00Z
    Europe/Berlin          2024-03-31 03:00    2024-03-31T01:00:00Z
    Europe/Berlin          2024-10-27 02:00    2024-10-27T00:00:00Z
    Europe/Berlin          2024-10-27 02:59:59 2024-10-27T00:59:59Z
    Europe/Berlin          2024-10-27 03:00    2024-10-27T02:00:00Z
    # São Paulo, until 2019: midnight to 01:00 in spring, midnight to 23:00 in autumn.
    America/Sao_Paulo      2018-11-03 24:00    2018-11-04T03:00:00Z
    America/Sao_Paulo      2018-11-04 00:00    2018-11-04T03:00:00Z
    America/Sao_Paulo      2018-11-04 00:30    2018-11-04T03:30:00Z
    America/Sao_Paulo      2018-11-04 01:00    2018-11-04T03:00:00Z
    America/Sao_Paulo      2018-02-17 23:30    2018-02-18T01:30:00Z
    America/Sao_Paulo      2018-02-17 24:00    2018-02-18T03:00:00Z
    America/Sao_Paulo      2019-11-03 00:00    2019-11-03T03:00:00Z
    # Tehran, until 2022: midnight to 01:00 on 22 March, and back on 22 September.
    Asia/Tehran            2021-03-22 00:15    2021-03-21T20:45:00Z
    Asia/Tehran            2021-09-21 23:15    2021-09-21T18:45:00Z
    Asia/Tehran            2021-09-22 00:00    2021-09-21T20:30:00Z
    Asia/Tehran            2023-03-22 00:15    2023-03-21T20:45:00Z
    # Sydney: 02:00 to 03:00 in October, 03:00 to 02:00 in April, both at 16:00Z.
    Australia/Sydney       2024-10-06 02:45    2024-10-05T16:45:00Z
    Australia/Sydney       2024-04-07 02:45    2024-04-06T15:45:00Z
    # Lord Howe: half an hour, 02:00 to 02:30 and 02:00 to 01:30.
    Australia/Lord_Howe    2024-10-06 02:10    2024-10-05T15:40:00Z
    Australia/Lord_Howe    2024-10-06 02:30    2024-10-05T15:30:00Z
    Australia/Lord_Howe    2024-04-07 01:45    2024-04-06T14:45:00Z
    Australia/Lord_Howe    2024-04-07 02:00    2024-04-06T15:30:00Z
    # Troll: two hours, 01:00 to 03:00.
    Antarctica/Troll       2024-03-31 01:30    2024-03-31T01:30:00Z
    # Nuuk: the hour before midnight.
    America/Nuuk           2024-03-30 23:30    2024-03-31T01:30:00Z
    America/Nuuk           2024-03-30 24:00    2024-03-31T01:00:00Z
    # Apia went over the date line, from the end of the 29th to the 31st.
    Pacific/Apia           2011-12-29 24:00    2011-12-30T10:00:00Z
    Pacific/Apia           2011-12-30 09:00    2011-12-30T19:00:00Z
    Pacific/Apia           2011-12-31 00:00    2011-12-30T10:00:00Z
    # Berlin's local mean time was 53 minutes and 28 seconds ahead.
    Europe/Berlin          1890-01-06 09:00    1890-01-06T08:06:32Z
";

#[test]
fn local_times_resolve_as_the_clocks_show_them() {
    for [zone, day, time, expected] in rows(RESOLVED) {
        let resolved = resolve_local_time(
            &zone.parse::<Tz>().unwrap(),
            date(day),
            time.parse().unwrap(),
        );
        assert_eq!(resolved, Some(at(expected)), "{zone} {day} {time}");
    }
}

#[test]
fn a_zone_of_any_kind_will_do() {
    let zone = FixedOffset::west_opt(12_600).unwrap();
    let schedule = Schedule::new(zone)
        .open(EVERY_DAY, spans("09:00-17:00"))
        .unwrap();
    let desk = BusinessHours::new(schedule);
    assert_eq!(
        desk.next_opening(at("2024-06-01T00:00:00Z")),
        Some(at("2024-06-01T12:30:00Z")),
    );
    let noon = resolve_local_time(&zone, date("2024-06-01"), TimeOfDay::END_OF_DAY);
    assert_eq!(noon, Some(at("2024-06-02T03:30:00Z")));
}

/// Open time of one date of a desk that has these hours every day.
fn day(zone: Tz, day: &str, text: &str) -> std::time::Duration {
    let desk = BusinessHours::new(open(zone, &EVERY_DAY, text));
    let next = date(day).succ_opt().unwrap();
    let from = resolve_local_time(&zone, date(day), TimeOfDay::MIDNIGHT).unwrap();
    let to = resolve_local_time(&zone, next, TimeOfDay::MIDNIGHT).unwrap();
    desk.elapsed(from, to)
}

#[test]
fn a_day_has_the_hours_it_has() {
    let whole = "00:00-24:00";
    assert_eq!(day(Tz::Europe__Berlin, "2024-03-30", whole), hours(24));
    assert_eq!(day(Tz::Europe__Berlin, "2024-03-31", whole), hours(23));
    assert_eq!(day(Tz::Europe__Berlin, "2024-10-27", whole), hours(25));
    assert_eq!(day(Tz::America__Sao_Paulo, "2018-11-04", whole), hours(23));
    assert_eq!(day(Tz::America__Sao_Paulo, "2018-02-17", whole), hours(25));
    assert_eq!(day(Tz::America__Sao_Paulo, "2018-02-18", whole), hours(24));
    assert_eq!(day(Tz::Asia__Tehran, "2021-03-22", whole), hours(23));
    assert_eq!(day(Tz::Asia__Tehran, "2021-09-21", whole), hours(25));
    assert_eq!(day(Tz::Asia__Tehran, "2023-03-22", whole), hours(24));
    assert_eq!(day(Tz::Australia__Sydney, "2024-10-06", whole), hours(23));
    assert_eq!(day(Tz::Australia__Sydney, "2024-04-07", whole), hours(25));
    assert_eq!(
        day(Tz::Australia__Lord_Howe, "2024-10-06", whole),
        minutes(1_410)
    );
    assert_eq!(
        day(Tz::Australia__Lord_Howe, "2024-04-07", whole),
        minutes(1_470)
    );
    assert_eq!(day(Tz::Antarctica__Troll, "2024-03-31", whole), hours(22));
    // At 00:01 the clocks go back to 23:01 of the day before: the hour is the
    // later day's, which began at its first midnight.
    assert_eq!(day(Tz::America__St_Johns, "2010-11-06", whole), hours(24));
    assert_eq!(day(Tz::America__St_Johns, "2010-11-07", whole), hours(25));
}

#[test]
fn hours_in_which_the_clocks_change_are_real_time() {
    let spring = |text| day(Tz::Europe__Berlin, "2024-03-31", text);
    assert_eq!(spring("01:00-04:00"), hours(2));
    assert_eq!(spring("00:00-02:00"), hours(2));
    assert_eq!(spring("03:00-05:00"), hours(2));
    // The end moves on to 03:30: one hour before the gap, half an hour after.
    assert_eq!(spring("01:00-02:30"), minutes(90));
    // The start moves on to 03:30.
    assert_eq!(spring("02:30-04:00"), minutes(30));
    // Half past three to a quarter past is no time, and so is the gap itself.
    assert_eq!(spring("02:30-03:15"), hours(0));
    assert_eq!(spring("02:30-03:00"), hours(0));
    assert_eq!(spring("02:00-03:00"), hours(0));
    // Both ends move on.
    assert_eq!(spring("02:15-02:45"), minutes(30));
    // What was moved onto other hours counts once: 03:15 to 03:45 lies in 03:00 to 04:00.
    assert_eq!(spring("02:15-02:45 03:00-04:00"), hours(1));

    let autumn = |text| day(Tz::Europe__Berlin, "2024-10-27", text);
    assert_eq!(autumn("01:00-04:00"), hours(4));
    assert_eq!(autumn("02:00-03:00"), hours(2));
    assert_eq!(autumn("00:00-02:00"), hours(2));
    // The first quarter past two to the first quarter to three.
    assert_eq!(autumn("02:15-02:45"), minutes(30));
    // From the first half past two, over the second, to four.
    assert_eq!(autumn("02:30-04:00"), minutes(150));

    assert_eq!(
        day(Tz::America__Sao_Paulo, "2018-11-04", "00:00-01:00"),
        hours(0)
    );
    assert_eq!(
        day(Tz::America__Sao_Paulo, "2018-11-04", "00:00-06:00"),
        hours(5)
    );
    assert_eq!(
        day(Tz::America__Sao_Paulo, "2018-02-17", "23:00-24:00"),
        hours(2)
    );
    assert_eq!(day(Tz::Asia__Tehran, "2021-03-22", "00:00-08:00"), hours(7));
    assert_eq!(
        day(Tz::Australia__Lord_Howe, "2024-10-06", "02:00-02:30"),
        hours(0)
    );
    assert_eq!(
        day(Tz::Australia__Lord_Howe, "2024-10-06", "01:30-03:00"),
        hours(1)
    );
    assert_eq!(
        day(Tz::Australia__Lord_Howe, "2024-04-07", "01:00-03:00"),
        minutes(150)
    );
}

#[test]
fn nights_over_a_change_are_one_period() {
    // Saturday 22:00 is 01:00Z; Sunday 06:00, an hour of which is skipped, 08:00Z.
    let night = open(Tz::America__Sao_Paulo, &[Weekday::Sat], "22:00-24:00")
        .open([Weekday::Sun], spans("00:00-06:00"))
        .unwrap();
    let night = BusinessHours::new(night);
    assert_eq!(
        periods(&night, "2018-11-03T00:00:00Z", "2018-11-05T00:00:00Z"),
        ["2018-11-04T01:00:00/2018-11-04T08:00:00"],
    );
    // In autumn 22:00 is 00:00Z and 06:00 is 09:00Z.
    assert_eq!(
        periods(&night, "2018-02-17T00:00:00Z", "2018-02-19T00:00:00Z"),
        ["2018-02-18T00:00:00/2018-02-18T09:00:00"],
    );
}

#[test]
fn opening_hours_move_in_utc_with_the_clocks() {
    let desk = BusinessHours::new(open(Tz::Europe__Berlin, &EVERY_DAY, "09:00-17:00"));
    assert_eq!(
        periods(&desk, "2024-03-30T00:00:00Z", "2024-04-01T00:00:00Z"),
        [
            "2024-03-30T08:00:00/2024-03-30T16:00:00",
            "2024-03-31T07:00:00/2024-03-31T15:00:00",
        ],
    );
    let sydney = BusinessHours::new(open(Tz::Australia__Sydney, &EVERY_DAY, "09:00-17:00"));
    assert_eq!(
        periods(&sydney, "2024-10-04T12:00:00Z", "2024-10-06T12:00:00Z"),
        [
            "2024-10-04T23:00:00/2024-10-05T07:00:00",
            "2024-10-05T22:00:00/2024-10-06T06:00:00",
        ],
    );
}

#[test]
fn deadlines_cross_a_change() {
    // Around the clock in Berlin: 24 hours from Saturday 17:00 are Sunday 18:00.
    let always = BusinessHours::new(open(Tz::Europe__Berlin, &EVERY_DAY, "00:00-24:00"));
    let saturday = at("2024-03-30T17:00:00+01:00");
    assert_eq!(
        always.deadline(saturday, hours(24)),
        Some(at("2024-03-31T18:00:00+02:00")),
    );
    // Nights of 22:00 to 06:00: nine real hours on the long one.
    let nights = BusinessHours::new(open(
        Tz::Europe__Berlin,
        &EVERY_DAY,
        "00:00-06:00 22:00-24:00",
    ));
    let start = at("2024-10-26T22:00:00+02:00");
    assert_eq!(
        nights.deadline(start, hours(8)),
        Some(at("2024-10-27T05:00:00+01:00"))
    );
    assert_eq!(nights.closing(start), Some(at("2024-10-27T06:00:00+01:00")));
    assert_eq!(
        nights.latest_start(at("2024-10-27T06:00:00+01:00"), hours(9)),
        Some(start),
    );
}

#[test]
fn a_date_that_the_clocks_skip_has_no_hours() {
    let desk = BusinessHours::new(open(
        Tz::Pacific__Apia,
        &[Weekday::Thu, Weekday::Fri, Weekday::Mon],
        "09:00-17:00",
    ));
    assert!(desk.is_working_day(date("2011-12-29")));
    assert!(!desk.is_working_day(date("2011-12-30")));
    assert!(!desk.is_working_day(date("2011-12-31")));
    // Thursday, then Monday: Friday never was.
    assert_eq!(
        periods(&desk, "2011-12-29T00:00:00Z", "2012-01-03T00:00:00Z"),
        [
            "2011-12-29T19:00:00/2011-12-30T03:00:00",
            "2012-01-01T19:00:00/2012-01-02T03:00:00",
        ],
    );
    // A whole week there has six days.
    let always = BusinessHours::new(open(Tz::Pacific__Apia, &EVERY_DAY, "00:00-24:00"));
    let monday = at("2011-12-26T00:00:00-10:00");
    assert_eq!(
        always.elapsed(monday, at("2012-01-02T00:00:00+14:00")),
        hours(6 * 24)
    );
    // Holidays and breaks on the date that never was touch no other.
    let skipped = date("2011-12-30");
    let schedule = open(Tz::Pacific__Apia, &EVERY_DAY, "00:00-24:00")
        .break_on(skipped, spans("09:00-12:00"))
        .unwrap();
    let broken = BusinessHours::new(schedule.clone());
    assert_eq!(
        broken.elapsed(monday, at("2012-01-02T00:00:00+14:00")),
        hours(6 * 24)
    );
    assert!(!broken.is_on_break(at("2011-12-31T10:00:00+14:00")));
    let closed = BusinessHours::new(schedule.holiday(skipped).unwrap());
    assert_eq!(
        closed.elapsed(monday, at("2012-01-02T00:00:00+14:00")),
        hours(6 * 24)
    );
    assert!(!closed.is_on_holiday(at("2011-12-31T10:00:00+14:00")));
}

#[test]
fn a_gap_moves_nothing_into_a_holiday() {
    // Nuuk skips 23:00 to 24:00 of Saturday: 22:00 to 23:30 ends at 00:30 on Sunday.
    let schedule = open(Tz::America__Nuuk, &[Weekday::Sat], "22:00-23:30");
    let from = at("2024-03-30T12:00:00Z");
    let to = at("2024-04-01T00:00:00Z");
    assert_eq!(
        BusinessHours::new(schedule.clone()).elapsed(from, to),
        minutes(90)
    );
    let holiday = schedule.clone().holiday(date("2024-03-31")).unwrap();
    assert_eq!(BusinessHours::new(holiday).elapsed(from, to), hours(1));
    let annual = schedule.annual_holiday("03-31".parse().unwrap()).unwrap();
    assert_eq!(BusinessHours::new(annual).elapsed(from, to), hours(1));
    // The same where only a shift opens the desk.
    let shift = Schedule::new(Tz::America__Nuuk)
        .shift(date("2024-03-30"), spans("22:00-23:30"))
        .unwrap()
        .annual_holiday("03-31".parse().unwrap())
        .unwrap();
    assert_eq!(BusinessHours::new(shift).elapsed(from, to), hours(1));
}

#[test]
fn offsets_of_seconds_are_kept() {
    let desk = BusinessHours::new(open(Tz::Europe__Berlin, &EVERY_DAY, "09:00-17:00"));
    let opening = at("1890-01-06T08:06:32Z");
    assert!(desk.is_open(opening));
    assert!(!desk.is_open(at("1890-01-06T08:06:31.999999999Z")));
    assert_eq!(
        desk.elapsed(at("1890-01-06T00:00:00Z"), at("1890-01-06T08:07:00Z")),
        seconds(28)
    );
}
