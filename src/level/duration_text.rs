//! Times as text: "5 h 10 min", exact to read back, brief for people.
//!
//! Hours are the greatest unit, because a day of opening hours is not 24 h.

use std::fmt::Write as _;
use std::time::Duration;

use serde::{Deserialize, Deserializer, Serializer, de};

/// The units, the greatest first, with their length in seconds.
const UNITS: [(&str, u64); 3] = [("h", 3_600), ("min", 60), ("s", 1)];

/// The time to the nanosecond: what [`parse`] reads back.
pub(super) fn exact(time: Duration) -> String {
    let seconds = time.as_secs();
    let mut text = String::new();
    for (count, unit) in [(seconds / 3_600, "h"), (seconds / 60 % 60, "min")] {
        if count > 0 {
            // Writing to a string cannot fail.
            let _ = write!(text, "{count} {unit} ");
        }
    }
    let fraction = format!("{:09}", time.subsec_nanos());
    let fraction = fraction.trim_end_matches('0');
    match (seconds % 60, fraction) {
        (0, "") if !text.is_empty() => {}
        (whole, "") => {
            let _ = write!(text, "{whole} s");
        }
        (whole, fraction) => {
            let _ = write!(text, "{whole}.{fraction} s");
        }
    }
    text.truncate(text.trim_end().len());
    text
}

/// The time for people: to the second, and to the millisecond under a minute.
///
/// It is rounded up, so that a time over its bound never reads as the bound.
pub(super) fn brief(time: Duration) -> String {
    let (step, over) = if time < Duration::from_secs(60) {
        (1_000_000, time.subsec_nanos() % 1_000_000)
    } else {
        (1_000_000_000, time.subsec_nanos())
    };
    let rounded = if over == 0 {
        Some(time)
    } else {
        let missing = u64::from(over.abs_diff(step));
        time.checked_add(Duration::from_nanos(missing))
    };
    exact(rounded.unwrap_or(time))
}

/// Reads a time; `None` where it is not one.
fn parse(text: &str) -> Option<Duration> {
    let mut words = text.split(' ');
    let mut units = UNITS.into_iter();
    let mut total = None;
    while let Some(number) = words.next() {
        let unit = words.next()?;
        // Each unit once, the greatest first: `units` never goes back.
        let (_, seconds) = units.find(|(name, _)| *name == unit)?;
        let (whole, fraction) = match number.split_once('.') {
            None => (number, ""),
            Some((_, "")) => return None,
            Some(parts) if unit == "s" => parts,
            Some(_) => return None,
        };
        let whole = digits(whole)?.checked_mul(seconds)?;
        let nanos = if fraction.is_empty() {
            0
        } else if fraction.len() <= 9 {
            u32::try_from(digits(&format!("{fraction:0<9}"))?).ok()?
        } else {
            return None;
        };
        let time = Duration::new(whole, nanos);
        total = Some(match total {
            None => time,
            Some(sum) => time.checked_add(sum)?,
        });
    }
    total
}

/// A number of digits alone: no sign, not empty.
fn digits(text: &str) -> Option<u64> {
    if text.bytes().all(|byte| byte.is_ascii_digit()) {
        text.parse().ok()
    } else {
        None
    }
}

/// Writes the time as exact text.
pub(super) fn serialize<S: Serializer>(time: &Duration, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.serialize_str(&exact(*time))
}

/// Reads the time from text.
pub(super) fn deserialize<'de, D: Deserializer<'de>>(
    deserializer: D,
) -> Result<Duration, D::Error> {
    let text = String::deserialize(deserializer)?;
    parse(&text).ok_or_else(|| not_a_time::<D::Error>(&text))
}

fn not_a_time<E: de::Error>(text: &str) -> E {
    E::custom(format!(
        "time: expected hours, minutes and seconds such as \"4 h\", \"5 h 10 min\" or \"0.5 s\", found {text:?}"
    ))
}

/// The same for a time that may be absent.
pub(super) mod option {
    use super::{Deserialize, Deserializer, Duration, Serializer, exact, not_a_time, parse};

    /// Writes the time as exact text, or nothing.
    #[expect(clippy::ref_option, reason = "serde passes the field by reference")]
    pub(in crate::level) fn serialize<S: Serializer>(
        time: &Option<Duration>,
        serializer: S,
    ) -> Result<S::Ok, S::Error> {
        match time {
            Some(time) => serializer.serialize_some(&exact(*time)),
            None => serializer.serialize_none(),
        }
    }

    /// Reads the time from text, or nothing.
    pub(in crate::level) fn deserialize<'de, D: Deserializer<'de>>(
        deserializer: D,
    ) -> Result<Option<Duration>, D::Error> {
        Option::<String>::deserialize(deserializer)?
            .map(|text| parse(&text).ok_or_else(|| not_a_time::<D::Error>(&text)))
            .transpose()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn times_read_as_people_say_them() {
        let cases = [
            (Duration::ZERO, "0 s"),
            (Duration::from_nanos(1), "0.000000001 s"),
            (Duration::from_secs(60), "1 min"),
            (Duration::from_secs(18_600), "5 h 10 min"),
            (Duration::from_secs(3_601), "1 h 1 s"),
            (Duration::from_secs(259_200), "72 h"),
            (Duration::from_millis(90_500), "1 min 30.5 s"),
        ];
        for (time, text) in cases {
            assert_eq!(exact(time), text);
            assert_eq!(parse(text), Some(time));
        }
    }

    #[test]
    fn a_brief_time_is_rounded_up_and_never_down_to_its_bound() {
        assert_eq!(brief(Duration::from_secs(14_400)), "4 h");
        assert_eq!(brief(Duration::new(14_400, 1)), "4 h 1 s");
        assert_eq!(brief(Duration::from_micros(1_500)), "0.002 s");
        assert_eq!(brief(Duration::from_nanos(59_999_999_999)), "1 min");
        assert_eq!(brief(Duration::MAX), exact(Duration::MAX));
    }

    #[test]
    fn what_is_no_time_is_not_read() {
        for text in [
            "",
            " ",
            "4",
            "h",
            "4h",
            "4 d",
            "-4 h",
            "+4 h",
            "4 min 1 h",
            "4 h 1 h",
            "1.5 h",
            "1. s",
            ".5 s",
            "0.0000000001 s",
            "4  h",
            "4 h ",
            "99999999999999999999 h",
        ] {
            assert_eq!(parse(text), None, "{text:?}");
        }
    }

    proptest! {
        #[test]
        fn exact_text_reads_back(seconds: u64, nanos in 0_u32..1_000_000_000) {
            let time = Duration::new(seconds, nanos);
            prop_assert_eq!(parse(&exact(time)), Some(time));
        }
    }
}
