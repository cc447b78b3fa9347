//! Two means against each other.

use serde::Serialize;

use crate::inference::special::{double_double::DoubleDouble, real, student_t};
use crate::inference::{Confidence, Effect, Interval, Method, Moments, Reading};
use crate::kpi::Better;

/// How far a mean went, and whether that may be chance.
///
/// - **Formula**: t = (mean₂ − mean₁) ÷ √(s₁²/n₁ + s₂²/n₂), with the degrees
///   of freedom of Satterthwaite; the spreads need not be equal.
/// - **Assumes** values that do not depend on each other, and enough of them
///   that their mean is about normal: waits are skewed, so some dozens a
///   side, or their logarithms ([`Moments::of_logarithms`]).
/// - **Source**: [`Method::Welch`].
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct MeanChange {
    delta: f64,
    t: f64,
    degrees: f64,
    p: f64,
    interval: Interval,
}

/// Compares the mean of these values with that of later ones, or of another segment.
///
/// `None` where a side has fewer than two values, or no value differs from
/// the others of its side: then there is no error to measure by.
///
/// # Example: handling got faster by half a minute
///
/// ```
/// use support_kpi::inference::{Confidence, Moments, Verdict, welch};
/// use support_kpi::kpi::Better;
///
/// let before = Moments::of(&[310.0, 295.0, 301.0, 288.0, 306.0])?;
/// let after = Moments::of(&[272.0, 268.0, 281.0, 259.0, 270.0])?;
///
/// let change = welch(&before, &after, Confidence::P95).unwrap();
/// assert_eq!(change.delta(), -30.0);
/// assert_eq!(change.reading(Better::Lower).verdict(), Verdict::Better);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
pub fn welch(before: &Moments, after: &Moments, confidence: Confidence) -> Option<MeanChange> {
    let first = before.variance()? / real(before.count());
    let second = after.variance()? / real(after.count());
    let variance = first + second;
    if variance <= 0.0 {
        return None;
    }
    let share = first / variance;
    let rest = second / variance;
    let degrees = 1.0
        / (share * share / (real(before.count()) - 1.0)
            + rest * rest / (real(after.count()) - 1.0));
    let difference: DoubleDouble = after.precise_mean().minus(before.precise_mean());
    let delta = difference.value();
    let error = variance.sqrt();
    let t = delta / error;
    let half_width = student_t::two_sided_quantile(confidence.outside(), degrees) * error;
    Some(MeanChange {
        delta,
        t,
        degrees,
        p: student_t::two_sided_p(t, degrees),
        interval: Interval::new(
            delta - half_width,
            delta + half_width,
            confidence,
            Method::Welch,
        ),
    })
}

impl MeanChange {
    /// The later mean less the earlier one.
    pub const fn delta(&self) -> f64 {
        self.delta
    }

    /// The difference in standard errors.
    pub const fn t(&self) -> f64 {
        self.t
    }

    /// The degrees of freedom, which need not be whole.
    pub const fn degrees_of_freedom(&self) -> f64 {
        self.degrees
    }

    /// How likely a difference at least this large is, either way, where there is none.
    pub const fn p(&self) -> f64 {
        self.p
    }

    /// The interval of the difference.
    pub const fn interval(&self) -> Interval {
        self.interval
    }

    /// The comparison in words.
    pub fn reading(&self, better: Better) -> Reading {
        self.read(better, Effect::Difference(self.delta), self.interval)
    }

    /// The comparison in words where the values were logarithms
    /// ([`Moments::of_logarithms`]): effect and interval are ratios of
    /// geometric means.
    ///
    /// `None` where a ratio is too large to be a number.
    pub fn reading_as_ratio(&self, better: Better) -> Option<Reading> {
        let interval = Interval::new(
            self.interval.low().exp(),
            self.interval.high().exp(),
            self.interval.confidence(),
            self.interval.method(),
        );
        interval
            .high()
            .is_finite()
            .then(|| self.read(better, Effect::Ratio(self.delta.exp()), interval))
    }

    fn read(&self, better: Better, effect: Effect, interval: Interval) -> Reading {
        Reading::new(
            Some(effect),
            self.delta.total_cmp(&0.0),
            Some(interval),
            self.p,
            self.interval.confidence(),
            better,
        )
    }
}
