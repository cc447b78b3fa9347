//! The quarter, by the clock in Tokyo, and when the desk is there.

use chrono::{DateTime, SecondsFormat};
use support_kpi::Channel;

/// 2026-04-01T00:00:00+09:00, in seconds from 1970 in UTC, as every instant here is.
pub(crate) const START: i64 = 1_774_969_200;
/// April, May and June.
pub(crate) const DAYS: i64 = 91;
/// 2026-07-01T00:00:00+09:00: what happens then or later is not in the files.
pub(crate) const END: i64 = START + DAYS * DAY;
pub(crate) const MINUTE: i64 = 60;
pub(crate) const HOUR: i64 = 60 * MINUTE;
/// Japan has no daylight saving time: every day is as long as the others.
pub(crate) const DAY: i64 = 24 * HOUR;

/// 29 April and 3 to 6 May, counted from 1 April.
const HOLIDAYS: [i64; 5] = [28, 32, 33, 34, 35];
/// The sale in the rainy season, from 15 to 21 June.
const SALE: std::ops::RangeInclusive<i64> = 75..=81;

/// The day of an instant, from 0 on 1 April.
pub(crate) const fn day_of(instant: i64) -> i64 {
    (instant - START).div_euclid(DAY)
}

pub(crate) const fn midnight(day: i64) -> i64 {
    START + day * DAY
}

/// The day of the week, from 0 on Monday; 1 April 2026 is a Wednesday.
pub(crate) const fn weekday(day: i64) -> i64 {
    (day + 2).rem_euclid(7)
}

pub(crate) fn is_sale(day: i64) -> bool {
    SALE.contains(&day)
}

fn is_free(day: i64) -> bool {
    weekday(day) >= 5 || HOLIDAYS.contains(&day)
}

/// The hours at which a channel is staffed on a day, and nothing where it is closed.
pub(crate) fn opening_hours(channel: Channel, day: i64) -> Option<(i64, i64)> {
    match channel {
        Channel::Chat | Channel::Sms | Channel::Messaging => Some((9, 21)),
        Channel::InPerson => Some((11, 20)),
        Channel::Phone if weekday(day) == 6 || HOLIDAYS.contains(&day) => None,
        Channel::Phone if weekday(day) == 5 => Some((10, 16)),
        Channel::Phone => Some((9, 18)),
        _ if is_free(day) => Some((10, 17)),
        _ => Some((9, 19)),
    }
}

/// The instant at which so many seconds of opening hours have passed.
pub(crate) fn after_open_seconds(channel: Channel, from: i64, mut seconds: i64) -> i64 {
    let mut day = day_of(from);
    loop {
        if let Some((open, close)) = opening_hours(channel, day) {
            let start = from.max(midnight(day) + open * HOUR);
            let left = midnight(day) + close * HOUR - start;
            if seconds < left {
                return start + seconds;
            }
            seconds -= left.max(0);
        }
        day += 1;
    }
}

/// How many requests a day brings on a channel, relative to the others.
pub(crate) fn day_weight(channel: Channel, day: i64) -> i64 {
    const BY_WEEKDAY: [i64; 7] = [124, 106, 100, 97, 101, 84, 80];
    if channel.is_real_time() && opening_hours(channel, day).is_none() {
        return 0;
    }
    let weekday = usize::try_from(weekday(day)).expect("a weekday is from 0 to 6");
    // The shop grows by a sixth over the quarter.
    let ordinary = BY_WEEKDAY[weekday] * (DAYS + day / 6);
    let holiday = if HOLIDAYS.contains(&day) { 70 } else { 100 };
    ordinary * holiday * if is_sale(day) { 150 } else { 100 } / 100
}

/// How many requests an hour of a day brings on a channel, relative to the others.
pub(crate) fn hour_weight(channel: Channel, day: i64, hour: i64) -> i64 {
    /// At the office and on the train at first, then at home.
    const ONLINE: [i64; 24] = [
        22, 12, 7, 5, 5, 9, 20, 38, 52, 62, 68, 70, 82, 66, 60, 58, 58, 62, 68, 78, 92, 96, 74, 44,
    ];
    /// On the phone and at the counter: the late morning, and after work.
    const SPOKEN: [i64; 24] = [
        0, 0, 0, 0, 0, 0, 0, 0, 0, 88, 100, 92, 70, 74, 72, 70, 78, 84, 80, 50, 0, 0, 0, 0,
    ];
    let open =
        opening_hours(channel, day).is_some_and(|(open, close)| (open..close).contains(&hour));
    let hour = usize::try_from(hour).expect("an hour is from 0 to 23");
    match channel {
        _ if channel.is_real_time() && !open => 0,
        Channel::Phone | Channel::InPerson => SPOKEN[hour],
        _ => ONLINE[hour],
    }
}

/// An instant as the files have it.
pub(crate) fn text(instant: i64) -> String {
    DateTime::from_timestamp(instant, 0)
        .expect("every instant is in or near 2026")
        .to_rfc3339_opts(SecondsFormat::Secs, true)
}
