//! How sure it is that a goal is reached.

use std::time::Duration;

use rust_decimal::Decimal;

use super::{Confidence, Interval};
use crate::kpi::{Goal, GoalCertainty};
use crate::summary::{DurationSummary, Percentile, Ratio};

impl Goal<Duration> {
    /// How sure it is that a mean time reaches the goal, by both ends of
    /// [`DurationSummary::mean_interval`].
    ///
    /// `None` where that is: then nothing tells how far the mean is off.
    ///
    /// # Example: a mean under its target is no goal reached yet
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::inference::Confidence;
    /// use support_kpi::kpi::{Goal, GoalCertainty};
    /// use support_kpi::summary::DurationSummary;
    /// use support_kpi::{Calculator, Elapsed};
    ///
    /// let waits = DurationSummary::of(&[60, 70, 90, 100, 130].map(Elapsed::from_seconds));
    /// let goal = Goal::AtMost(Duration::from_secs(100));
    /// assert!(goal.is_reached_by(waits.mean().unwrap()));
    /// assert_eq!(
    ///     goal.certainty_of_mean(&waits, Confidence::P95),
    ///     Some(GoalCertainty::Perhaps),
    /// );
    /// ```
    pub fn certainty_of_mean(
        &self,
        times: &DurationSummary,
        confidence: Confidence,
    ) -> Option<GoalCertainty> {
        let [low, high] = times.mean_interval(confidence)?.times();
        Some(self.certainty(Some(low), Some(high)))
    }

    /// How sure it is that a percentile reaches the goal, by both ends of
    /// [`DurationSummary::percentile_bounds`]; of too few times an end is open.
    ///
    /// `None` where nothing was counted, or while unsettled.
    pub fn certainty_of_percentile(
        &self,
        times: &DurationSummary,
        percentile: Percentile,
        confidence: Confidence,
    ) -> Option<GoalCertainty> {
        let bounds = times.percentile_bounds(percentile, confidence)?;
        Some(self.certainty(bounds.low(), bounds.high()))
    }
}

impl Goal<Decimal> {
    /// How sure it is that a share reaches the goal, whose target is in
    /// percent, by both ends of [`Ratio::interval`].
    ///
    /// `None` where that is: nothing was counted, or the state is unsettled.
    ///
    /// # Example: 85 % satisfied, of twenty and of two thousand
    ///
    /// ```
    /// use support_kpi::inference::Confidence;
    /// use support_kpi::kpi::{Goal, GoalCertainty};
    /// use support_kpi::summary::Ratio;
    ///
    /// let goal = Goal::AtLeast(80.into());
    /// let certainty = |part, whole| {
    ///     goal.certainty_of_percent(&Ratio::of_counts(part, whole), Confidence::P95)
    /// };
    /// assert_eq!(certainty(17, 20), Some(GoalCertainty::Perhaps));
    /// assert_eq!(certainty(1_700, 2_000), Some(GoalCertainty::ReachedForSure));
    /// assert_eq!(certainty(0, 0), None);
    /// ```
    pub fn certainty_of_percent(
        &self,
        share: &Ratio,
        confidence: Confidence,
    ) -> Option<GoalCertainty> {
        let interval = share.interval(confidence)?;
        let of_one = |target: Decimal| target.checked_div(Decimal::ONE_HUNDRED);
        let of_one = match self {
            Self::AtMost(target) => Self::AtMost(of_one(*target)?),
            Self::AtLeast(target) => Self::AtLeast(of_one(*target)?),
        };
        Some(of_one.certainty_within(&interval))
    }

    /// How sure it is that a figure reaches the goal, whose target is in the
    /// unit of the interval: points of a promoter score or a mean score.
    ///
    /// # Example: an NPS of 40 of ten answers
    ///
    /// ```
    /// use support_kpi::inference::{Confidence, PromoterCounts};
    /// use support_kpi::kpi::{Goal, GoalCertainty};
    ///
    /// let interval = PromoterCounts::new(6, 2, 2)?.interval(Confidence::P95);
    /// assert_eq!(Goal::AtLeast(20.into()).certainty_within(&interval), GoalCertainty::Perhaps);
    /// assert_eq!(
    ///     Goal::AtLeast((-40).into()).certainty_within(&interval),
    ///     GoalCertainty::ReachedForSure,
    /// );
    /// # Ok::<(), support_kpi::InferenceError>(())
    /// ```
    pub fn certainty_within(&self, interval: &Interval) -> GoalCertainty {
        let ends = interval.ends_against(self.target());
        let [low, high] = ends.map(|order| match self {
            Self::AtMost(_) => order.is_le(),
            Self::AtLeast(_) => order.is_ge(),
        });
        GoalCertainty::of_ends(low, high)
    }
}
