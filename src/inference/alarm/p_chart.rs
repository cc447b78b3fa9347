//! Shares against their past, each with the spread its count makes.

use super::baseline::{Alarm, Chart, Figure};
use super::side;
use crate::calculator::Group;
use crate::error::InferenceError;
use crate::inference::special::{double_double::DoubleDouble, real};
use crate::summary::Ratio;

/// The chart of a share per day: satisfied, abandoned, answered in time.
///
/// - **Formula**: p̄ ± 3 √(p̄ (1 − p̄) ÷ n), with p̄ the share over the whole
///   past and n the count of the day under test; cut to [0, 1]. Beyond a
///   limit, not at it, it rings.
/// - **Reads** a day by its own count: 3 of 4 is no news where 300 of 400 is.
/// - **Assumes** that days differ by chance only. Where thousands are counted
///   a day, everything rings: then chart the daily shares as single values
///   ([`Baseline::of_means`](super::baseline::Baseline::of_means)).
/// - **Source**: W. A. Shewhart, *Economic Control of Quality of Manufactured
///   Product*, 1931.
///
/// # Example: the share answered within 5 minutes, on a bad night
///
/// ```
/// use support_kpi::inference::{PChart, Side};
/// use support_kpi::summary::Ratio;
///
/// let week = [(91, 100), (88, 99), (93, 101)].map(|(k, n)| Ratio::of_counts(k, n));
/// let chart = PChart::of(&week)?;
/// let alarm = chart.judge(&Ratio::of_counts(61, 100))?;
/// assert_eq!(alarm.side(), Some(Side::Low));
/// assert_eq!(alarm.figure().n(), 100);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PChart {
    share: f64,
    days: usize,
}

impl PChart {
    /// The chart of the past; the day under test is not in it. A day on which
    /// nothing was counted is left out.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where nothing was counted at all,
    /// [`InferenceError::NothingVaries`] where all or none were in the part,
    /// and [`InferenceError::Unsettled`].
    pub fn of(past_days: &[Ratio]) -> Result<Self, InferenceError> {
        let field = "past_days";
        let mut all = Ratio::default();
        let mut days = 0_usize;
        for day in past_days {
            if day.whole().ok_or(InferenceError::Unsettled { field })? > 0 {
                all.merge(day);
                days = days.saturating_add(1);
            }
        }
        let counts = all.part().zip(all.whole());
        let (part, whole) = counts.ok_or(InferenceError::Unsettled { field })?;
        if whole == 0 {
            return Err(InferenceError::TooFew {
                field,
                expected: 1,
                found: 0,
            });
        }
        let share = real(part) / real(whole);
        if part == 0 || part == whole {
            return Err(InferenceError::NothingVaries {
                field,
                found: share,
            });
        }
        Ok(Self { share, days })
    }

    /// The share over the whole past.
    pub const fn share(&self) -> f64 {
        self.share
    }

    /// Whether a day's share is beyond what its count explains.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where nothing was counted that day: its
    /// share is missing, not 0. [`InferenceError::Unsettled`].
    pub fn judge(&self, today: &Ratio) -> Result<Alarm, InferenceError> {
        let field = "today";
        let counts = today.part().zip(today.whole());
        let (part, whole) = counts.ok_or(InferenceError::Unsettled { field })?;
        if whole == 0 {
            return Err(InferenceError::TooFew {
                field,
                expected: 1,
                found: 0,
            });
        }
        let value = real(part) / real(whole);
        let width = 3.0 * (self.share * (1.0 - self.share) / real(whole)).sqrt();
        Ok(Alarm::new(
            Chart::P,
            Figure::unchecked(value, whole),
            value,
            [(self.share - width).max(0.0), (self.share + width).min(1.0)],
            side(DoubleDouble::of(value), DoubleDouble::of(self.share), width),
            self.days,
        ))
    }
}
