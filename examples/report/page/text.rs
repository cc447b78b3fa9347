//! Figures as people read them.

use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rust_decimal::{Decimal, RoundingStrategy};
use support_kpi::summary::{Bracket, DurationSummary, Percentile, Ratio};

/// What stands where there is no value.
pub(super) const NO_VALUE: &str = "–";

/// A space at which no line is broken; the page shows it as any other.
pub(super) const GLUE: char = '\u{a0}';

/// The text of a value, or that there is none.
pub(super) fn or_none<T>(value: Option<T>, text: impl FnOnce(T) -> String) -> String {
    value.map_or_else(|| NO_VALUE.to_string(), text)
}

/// "4 h 10 min": the two greatest units, rounded to the nearest of the smaller one.
pub(super) fn time(time: Duration) -> String {
    // Rounding can make a greater unit full, so each is tried on the rounded time.
    let tenths = rounded(time, 100_000_000);
    if time.is_zero() {
        return format!("0{GLUE}s");
    }
    if tenths < 100 {
        return format!("{}.{}{GLUE}s", tenths / 10, tenths % 10);
    }
    let seconds = rounded(time, 1_000_000_000);
    if seconds < 60 {
        return format!("{seconds}{GLUE}s");
    }
    if seconds < 3_600 {
        return units(seconds, 60, "min", "s");
    }
    let minutes = rounded(time, 60 * 1_000_000_000);
    if minutes < 24 * 60 {
        return units(minutes, 60, "h", "min");
    }
    let hours = rounded(time, 3_600 * 1_000_000_000);
    units(hours, 24, "d", "h")
}

fn rounded(time: Duration, nanoseconds: u128) -> u128 {
    (time.as_nanos() + nanoseconds / 2) / nanoseconds
}

fn units(count: u128, of_greater: u128, greater: &str, smaller: &str) -> String {
    let (whole, rest) = (count / of_greater, count % of_greater);
    let whole = grouped(&whole.to_string());
    if rest == 0 {
        format!("{whole}{GLUE}{greater}")
    } else {
        format!("{whole}{GLUE}{greater}{GLUE}{rest}{GLUE}{smaller}")
    }
}

/// "1,300".
pub(super) fn count(count: impl TryInto<u64>) -> String {
    count.try_into().map_or_else(
        |_| NO_VALUE.to_string(),
        |count: u64| grouped(&count.to_string()),
    )
}

/// "1 ticket", "23 tickets".
pub(super) fn plural(number: u64, one: &str) -> String {
    let ending = if number == 1 { "" } else { "s" };
    format!("{}{GLUE}{one}{ending}", count(number))
}

/// Digits in groups of three.
fn grouped(digits: &str) -> String {
    let mut text = String::new();
    for (position, digit) in digits.chars().enumerate() {
        let rest = digits.len() - position;
        if position > 0 && rest.is_multiple_of(3) {
            text.push(',');
        }
        text.push(digit);
    }
    text
}

/// "48.3", with so many decimals and groups of three before them.
pub(super) fn number(value: Decimal, decimals: u32) -> String {
    let rounded = value.round_dp_with_strategy(decimals, RoundingStrategy::MidpointAwayFromZero);
    let text = format!("{:.*}", decimals as usize, rounded.abs());
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, ""));
    let sign = if rounded.is_sign_negative() && !rounded.is_zero() {
        "−"
    } else {
        ""
    };
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{sign}{}{point}{fraction}", grouped(whole))
}

/// "4.27": cut and not rounded, as the levels show scores; 4.796 is not the
/// 4.8 that one of them asks for.
pub(super) fn score(value: Decimal) -> String {
    number(value.trunc_with_scale(2), 2)
}

/// "48.3 %".
pub(super) fn percent(value: Decimal) -> String {
    format!("{}{GLUE}%", number(value, 1))
}

/// The share in percent.
pub(super) fn share(ratio: Ratio) -> String {
    or_none(ratio.percent(), percent)
}

/// "624 of 1,300".
pub(super) fn counts(ratio: Ratio) -> String {
    match (ratio.part(), ratio.whole()) {
        (Some(part), Some(whole)) if whole > 0 => format!("{} of {}", count(part), count(whole)),
        _ => NO_VALUE.to_string(),
    }
}

/// A percentile of which two ends are known: the roundest time between them.
pub(super) fn roundest(ends: Bracket) -> String {
    const SECOND: u128 = 1_000_000_000;
    const STEPS: [u128; 12] = [
        86_400 * SECOND,
        3_600 * SECOND,
        1_800 * SECOND,
        600 * SECOND,
        300 * SECOND,
        60 * SECOND,
        30 * SECOND,
        10 * SECOND,
        5 * SECOND,
        SECOND,
        SECOND / 2,
        SECOND / 10,
    ];
    let (least, most) = (ends.at_least().as_nanos(), ends.at_most().as_nanos());
    let between = |step: u128| {
        let multiple = most / step * step;
        (multiple >= least).then_some(multiple)
    };
    let round = STEPS.into_iter().find_map(between);
    let nanoseconds = round.and_then(|time| u64::try_from(time).ok());
    time(nanoseconds.map_or_else(|| ends.middle(), Duration::from_nanos))
}

/// Mean, median and p90.
pub(super) fn spread(times: &DurationSummary) -> [String; 3] {
    [
        or_none(times.mean(), time),
        or_none(times.median(), roundest),
        or_none(times.percentile(Percentile::P90), roundest),
    ]
}

/// "30 June 2026, 23:55".
pub(super) fn instant(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone)
        .format("%-d %B %Y, %H:%M")
        .to_string()
}

/// "30 June 2026".
pub(super) fn day(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%-d %B %Y").to_string()
}

/// "June 2026".
pub(super) fn month(at: DateTime<Utc>, zone: Tz) -> String {
    at.with_timezone(&zone).format("%B %Y").to_string()
}

/// A name from a file, on one line and without characters that steer a terminal.
pub(super) fn name(text: &str) -> String {
    text.chars()
        .map(|letter| {
            if letter.is_control() {
                '\u{fffd}'
            } else {
                letter
            }
        })
        .collect()
}

/// Words in a sentence: "email, chat and phone".
pub(super) fn list(words: &[String]) -> String {
    match words {
        [] => String::new(),
        [word] => word.clone(),
        [first @ .., last] => format!("{} and {last}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn times_read_in_their_two_greatest_units() {
        let cases = [
            (0, "0 s"),
            (40, "0.0 s"),
            (3_249, "3.2 s"),
            (9_960, "10 s"),
            (59_499, "59 s"),
            (59_600, "1 min"),
            (61_000, "1 min 1 s"),
            (3_599_500, "1 h"),
            (15_000_000, "4 h 10 min"),
            (86_399_999, "1 d"),
            (6_695_885_000, "77 d 12 h"),
            (90_000_000_000_000, "1,041,666 d 16 h"),
        ];
        for (milliseconds, text) in cases {
            assert_eq!(
                time(Duration::from_millis(milliseconds)),
                text.replace(' ', "\u{a0}")
            );
        }
    }

    #[test]
    fn numbers_are_grouped_and_rounded_away_from_zero() {
        let decimal = |text: &str| text.parse::<Decimal>().unwrap();
        assert_eq!(count(1_302_u64), "1,302");
        assert_eq!(count(999_u64), "999");
        assert_eq!(percent(decimal("48.25")), "48.3\u{a0}%");
        assert_eq!(number(decimal("-1234.5"), 0), "−1,235");
        assert_eq!(number(decimal("-0.04"), 1), "0.0");
        assert_eq!(share(Ratio::default()), NO_VALUE);
        assert_eq!(list(&["a".into(), "b".into(), "c".into()]), "a, b and c");
    }
}
