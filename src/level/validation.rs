//! What a policy has to be: checked when it is built and when it is read.

use std::time::Duration;

use rust_decimal::Decimal;

use super::duration_text::exact;
use super::threshold::MOST_DECIMALS;
use super::{
    Bound, ChannelBounds, ChannelRules, Dimension, Level, Limit, OverallRule, PolicyBuilder,
    QualityRules, Statistic,
};
use crate::error::PolicyError;

/// The longest day: the night on which clocks go back has an hour more.
const LONGEST_DAY: Duration = Duration::from_secs(25 * 3_600);

impl PolicyBuilder {
    /// Finds the first entry that makes no sense.
    pub(super) fn check(&self) -> Result<(), PolicyError> {
        self.check_statistic()?;
        if self.business_day.is_zero() || self.business_day > LONGEST_DAY {
            return Err(out_of_range(
                "business_day",
                "over 0 s and at most 25 h",
                exact(self.business_day),
            ));
        }
        check_channels("response", &self.response, self.business_day)?;
        check_channels("resolution", &self.resolution, self.business_day)?;
        check_share("abandonment", self.abandonment.value())?;
        check_share("forgotten", self.forgotten.value())?;
        self.quality.check()?;
        self.channels.check()?;
        check_share("self_service", self.self_service.value())?;
        if self.minimum_count == 0 {
            return Err(out_of_range("minimum_count", "1 or more", "0"));
        }
        self.check_certainty()?;
        self.overall.check()
    }

    fn check_certainty(&self) -> Result<(), PolicyError> {
        let Some(asked) = self.certainty else {
            return Ok(());
        };
        if cfg!(not(feature = "inference")) {
            return Err(out_of_range(
                "certainty",
                "none, as intervals need the feature inference",
                asked,
            ));
        }
        if asked.confidence <= Decimal::ZERO || asked.confidence >= Decimal::ONE {
            return Err(out_of_range(
                "certainty, confidence",
                "more than 0 and less than 1",
                asked.confidence,
            ));
        }
        if !(1..=5).contains(&asked.most_levels) {
            return Err(out_of_range(
                "certainty, most_levels",
                "1 to 5",
                asked.most_levels,
            ));
        }
        Ok(())
    }

    fn check_statistic(&self) -> Result<(), PolicyError> {
        match self.statistic {
            Statistic::Percentile(percent)
                if percent <= Decimal::ZERO || percent >= Decimal::ONE_HUNDRED =>
            {
                Err(out_of_range(
                    "statistic, percentile",
                    "over 0 and under 100",
                    percent,
                ))
            }
            Statistic::Mean | Statistic::Median | Statistic::Percentile(_) => Ok(()),
            Statistic::ShareWithin(share) => check_share("statistic, share_within", share),
        }
    }
}

impl QualityRules {
    fn check(&self) -> Result<(), PolicyError> {
        check_share("quality, most", self.most().value())?;
        check_share(
            "quality, consistently_good",
            self.consistently_good().value(),
        )?;
        check_share(
            "quality, consistently_best",
            self.consistently_best().value(),
        )?;
        let mean = self.mean().value();
        if mean < Decimal::ONE || mean > Decimal::from(5) {
            return Err(out_of_range("quality, mean", "1 to 5", mean));
        }
        check_decimals("quality, mean", mean)?;
        let internal = self.internal_quality().value();
        if internal < Decimal::ZERO || internal > Decimal::ONE_HUNDRED {
            return Err(out_of_range(
                "quality, internal_quality",
                "0 to 100",
                internal,
            ));
        }
        Ok(())
    }
}

impl ChannelRules {
    fn check(&self) -> Result<(), PolicyError> {
        let below_average = self.below_average();
        if self.average().is_empty() {
            return Err(PolicyError::Empty {
                entry: "channels, average".to_owned(),
                expected: "a number of channels",
            });
        }
        let levels = [("channels, below_average", below_average)];
        let averages = self
            .average()
            .iter()
            .map(|count| ("channels, average", *count));
        for (entry, count) in levels.into_iter().chain(averages) {
            if count.channels() == 0 {
                return Err(out_of_range(entry, "1 channel or more", "0"));
            }
            if count.real_time() > count.channels() {
                return Err(out_of_range(
                    entry,
                    format!("at most {} real-time", count.channels()),
                    count.real_time(),
                ));
            }
        }
        match self
            .average()
            .iter()
            .find(|count| count.channels() < below_average.channels())
        {
            Some(count) => Err(PolicyError::OutOfOrder {
                entry: "channels, average".to_owned(),
                expected: format!("at least {} channels (level 2)", below_average.channels()),
                found: count.channels().to_string(),
            }),
            None => Ok(()),
        }
    }
}

impl OverallRule {
    fn check(&self) -> Result<(), PolicyError> {
        let Self::Weighted(weights) = self else {
            return Ok(());
        };
        if weights.is_empty() {
            return Err(PolicyError::Empty {
                entry: "overall, weighted".to_owned(),
                expected: "a weight for one dimension or more",
            });
        }
        if let Some(twice) = first_twice(weights.iter().map(|(dimension, _)| *dimension)) {
            return Err(twice.error("overall, weighted", "dimension"));
        }
        for (dimension, weight) in weights {
            let entry = || format!("overall, weighted, {dimension}");
            if *dimension == Dimension::Delight {
                return Err(out_of_range(
                    entry(),
                    "no weight, as delight never raises a level",
                    weight,
                ));
            }
            if *weight == 0 {
                return Err(out_of_range(entry(), "1 or more", weight));
            }
        }
        Ok(())
    }
}

fn check_channels(
    table: &str,
    channels: &[ChannelBounds],
    business_day: Duration,
) -> Result<(), PolicyError> {
    if let Some(twice) = first_twice(channels.iter().map(ChannelBounds::channel)) {
        return Err(twice.error(table, "channel"));
    }
    for channel in channels {
        let entry = format!("{table}, {}", channel.channel());
        if channel.bounds().is_empty() {
            return Err(PolicyError::Empty {
                entry,
                expected: "a bound for one level or more",
            });
        }
        let mut above = None;
        for bound in channel.bounds() {
            check_bound(&entry, above, bound, business_day)?;
            above = Some(bound);
        }
    }
    Ok(())
}

/// Checks a bound by itself and after the one above it.
fn check_bound(
    channel: &str,
    above: Option<&Bound>,
    bound: &Bound,
    business_day: Duration,
) -> Result<(), PolicyError> {
    let level = bound.level().number();
    if bound.level() == Level::Unacceptable {
        return Err(out_of_range(format!("{channel}, level"), "2 to 5", level));
    }
    let entry = format!("{channel}, level {level}");
    let end = bound.limit().end(business_day);
    if end.is_zero() {
        let found = match bound.limit() {
            Limit::LessThanBusinessDays(_) => "0 business days".to_owned(),
            _ => exact(end),
        };
        return Err(out_of_range(entry, "more than 0 s", found));
    }
    if let Some(above) = above {
        check_order(&entry, above, bound, business_day)?;
    }
    let Some(from) = bound.lower_end() else {
        return Ok(());
    };
    let from_entry = format!("{entry}, from");
    let out_of_order = |expected: String| PolicyError::OutOfOrder {
        entry: from_entry.clone(),
        expected,
        found: exact(from),
    };
    if from > end {
        return Err(out_of_order(format!("at most {} (its end)", exact(end))));
    }
    // A gap lies between two levels that follow each other.
    match above.filter(|above| Some(above.level()) == bound.level().above()) {
        Some(above) if from < above.limit().end(business_day) => Err(out_of_order(format!(
            "at least {} (the end of level {})",
            exact(above.limit().end(business_day)),
            above.level().number()
        ))),
        Some(_) => Ok(()),
        None => Err(out_of_order(format!(
            "none without a bound of level {} above it",
            level.saturating_add(1)
        ))),
    }
}

/// Each bound has a worse level than the one above it, and ends later.
fn check_order(
    entry: &str,
    above: &Bound,
    bound: &Bound,
    business_day: Duration,
) -> Result<(), PolicyError> {
    if bound.level() >= above.level() {
        return Err(PolicyError::OutOfOrder {
            entry: entry.to_owned(),
            expected: format!("a level under {} after it", above.level().number()),
            found: bound.level().number().to_string(),
        });
    }
    let (above_end, end) = (
        above.limit().end(business_day),
        bound.limit().end(business_day),
    );
    if end <= above_end {
        return Err(PolicyError::OutOfOrder {
            entry: entry.to_owned(),
            expected: format!(
                "more than {} (level {})",
                exact(above_end),
                above.level().number()
            ),
            found: exact(end),
        });
    }
    Ok(())
}

fn check_share(entry: &str, share: Decimal) -> Result<(), PolicyError> {
    if share <= Decimal::ZERO || share > Decimal::ONE {
        return Err(out_of_range(entry, "over 0 and at most 1", share));
    }
    check_decimals(entry, share)
}

/// More decimals would not fit beside a count of 64 bits.
fn check_decimals(entry: &str, number: Decimal) -> Result<(), PolicyError> {
    if number.scale() > MOST_DECIMALS {
        return Err(out_of_range(entry, "at most 6 decimals", number));
    }
    Ok(())
}

/// An entry that stands twice in a list, and where.
struct Twice<T> {
    what: T,
    first: usize,
    second: usize,
}

impl<T: std::fmt::Display> Twice<T> {
    fn error(&self, entry: &str, kind: &'static str) -> PolicyError {
        PolicyError::Twice {
            entry: entry.to_owned(),
            kind,
            what: self.what.to_string(),
            first: self.first,
            second: self.second,
        }
    }
}

/// The first entry that has stood in the list before, counted from 1.
fn first_twice<T: PartialEq>(entries: impl Iterator<Item = T>) -> Option<Twice<T>> {
    let mut seen: Vec<T> = Vec::new();
    for (second, what) in (1_usize..).zip(entries) {
        if let Some(before) = seen.iter().position(|each| *each == what) {
            let first = before.saturating_add(1);
            return Some(Twice {
                what,
                first,
                second,
            });
        }
        seen.push(what);
    }
    None
}

fn out_of_range(
    entry: impl Into<String>,
    expected: impl Into<String>,
    found: impl std::fmt::Display,
) -> PolicyError {
    PolicyError::OutOfRange {
        entry: entry.into(),
        expected: expected.into(),
        found: found.to_string(),
    }
}
