//! A figure's own past, and whether today is out of it.

use std::fmt;

use chrono::{Datelike, NaiveDateTime, Timelike};
use serde::Serialize;

use super::cusum::CusumChart;
use super::ewma::EwmaChart;
use super::robust_z::RobustZ;
use super::xmr::XmrChart;
use super::{Side, side};
use crate::error::InferenceError;
use crate::inference::Moments;
use crate::inference::quantity::read_parameter;
use crate::inference::special::{count, double_double::DoubleDouble, real};

/// A figure of one span, with how many tickets or answers it is made of.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Figure {
    value: f64,
    n: u64,
}

impl Figure {
    /// A mean, and how many it is the mean of.
    ///
    /// `None` where it is the mean of nothing: the figure is missing.
    ///
    /// # Errors
    ///
    /// [`InferenceError::OutOfRange`] where the value is no number.
    pub fn mean_of(n: u64, value: f64) -> Result<Option<Self>, InferenceError> {
        if n == 0 {
            return Ok(None);
        }
        let value = read_parameter("value", "a number", value, |_| true)?.value();
        Ok(Some(Self { value, n }))
    }

    /// A volume, which is how many there were: 0 where nothing came.
    pub fn volume(n: u64) -> Self {
        Self { value: real(n), n }
    }

    /// A figure made of counts here.
    pub(super) const fn unchecked(value: f64, n: u64) -> Self {
        Self { value, n }
    }

    /// The figure.
    pub const fn value(&self) -> f64 {
        self.value
    }

    /// How many it is made of.
    pub const fn n(&self) -> u64 {
        self.n
    }
}

/// The past that a figure is judged by; never with the span under test in it.
///
/// # Example: 3 minutes to 10 overnight rings, and says of how many
///
/// ```
/// use support_kpi::inference::{Baseline, Figure, Side};
///
/// let nights = [3.1, 2.8, 3.0, 3.3, 2.9, 3.0, 2.9];
/// let past: Vec<Option<Figure>> = nights
///     .iter()
///     .map(|minutes| Figure::mean_of(40, *minutes))
///     .collect::<Result<_, _>>()?;
/// let baseline = Baseline::of_means(&past)?;
///
/// let tonight = Figure::mean_of(38, 10.0)?.unwrap();
/// let alarm = baseline.xmr(tonight)?;
/// assert_eq!(alarm.side(), Some(Side::High));
/// assert_eq!(
///     format!("{alarm:.1}"),
///     "high: 10.0 of n = 38, limits 2.4 to 3.6 from 7 spans (XmR)",
/// );
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Baseline {
    values: Vec<f64>,
}

impl Baseline {
    /// The past of a mean, the oldest first. A span in which nothing was
    /// counted is `None`: it is missing, and the spans beside it become
    /// neighbours.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where fewer than two spans are left.
    pub fn of_means(past: &[Option<Figure>]) -> Result<Self, InferenceError> {
        Self::of(past.iter().flatten().map(Figure::value).collect())
    }

    /// The past of a volume, the oldest first. A span in which nothing came
    /// counts as 0.
    ///
    /// # Errors
    ///
    /// [`InferenceError::TooFew`] where there are fewer than two spans.
    ///
    /// # Example: quiet Sundays are part of what is usual
    ///
    /// ```
    /// use support_kpi::inference::{Baseline, Figure};
    ///
    /// let baseline = Baseline::of_volumes(&[2, 0, 1, 0, 3, 0, 1])?;
    /// assert_eq!(baseline.spans(), 7);
    /// assert_eq!(baseline.xmr(Figure::volume(0))?.side(), None);
    /// # Ok::<(), support_kpi::InferenceError>(())
    /// ```
    pub fn of_volumes(past: &[u64]) -> Result<Self, InferenceError> {
        Self::of(past.iter().copied().map(real).collect())
    }

    fn of(values: Vec<f64>) -> Result<Self, InferenceError> {
        if values.len() < 2 {
            return Err(InferenceError::TooFew {
                field: "past",
                expected: 2,
                found: count(values.len()),
            });
        }
        Ok(Self { values })
    }

    /// How many spans it is made of.
    pub const fn spans(&self) -> usize {
        self.values.len()
    }

    /// Judges a figure as a single value; see [`XmrChart`].
    ///
    /// # Errors
    ///
    /// None, for figures and baselines as they can be made; the chart's errors
    /// are passed on.
    pub fn xmr(&self, today: Figure) -> Result<Alarm, InferenceError> {
        let chart = XmrChart::of(&self.values)?;
        Ok(self.alarm(
            Chart::Xmr,
            today,
            today.value,
            [chart.low(), chart.high()],
            chart.side(today.value)?,
        ))
    }

    /// Judges the moving average of the figures since the baseline, the last
    /// of which is today's; see [`EwmaChart`]. Target and σ are the mean and
    /// the standard deviation of the baseline.
    ///
    /// # Errors
    ///
    /// [`InferenceError::NothingVaries`] where the baseline has no σ,
    /// [`InferenceError::TooFew`] where there is no figure, and the chart's.
    pub fn ewma(&self, since: &[Figure], lambda: f64, width: f64) -> Result<Alarm, InferenceError> {
        let (mean, sigma) = self.mean_and_sigma()?;
        let values: Vec<f64> = since.iter().map(Figure::value).collect();
        let rows = EwmaChart::new(mean, sigma, lambda, width)?.rows(&values)?;
        let (today, row) = last(since, &rows)?;
        let limits = [row.low(), row.high()];
        Ok(self.alarm(Chart::Ewma, today, row.average(), limits, row.signal()))
    }

    /// Judges what the figures since the baseline add up to, the last of which
    /// is today's; see [`CusumChart`]. Target and σ are the mean and the
    /// standard deviation of the baseline; the statistic and its limits are
    /// in units of σ.
    ///
    /// # Errors
    ///
    /// As [`ewma`](Self::ewma).
    pub fn cusum(
        &self,
        since: &[Figure],
        allowance: f64,
        limit: f64,
    ) -> Result<Alarm, InferenceError> {
        let (mean, sigma) = self.mean_and_sigma()?;
        let values: Vec<f64> = since.iter().map(Figure::value).collect();
        let rows = CusumChart::new(mean, sigma, allowance, limit)?.rows(&values)?;
        let (today, row) = last(since, &rows)?;
        let statistic = match row.signal() {
            Some(Side::High) => row.above(),
            None if row.above() >= row.below() => row.above(),
            Some(Side::Low) | None => -row.below(),
        };
        let limits = [-limit, limit];
        Ok(self.alarm(Chart::Cusum, today, statistic, limits, row.signal()))
    }

    /// Judges a figure by its robust score; see [`RobustZ`]. 3.5 is the usual
    /// limit.
    ///
    /// # Errors
    ///
    /// [`InferenceError::NothingVaries`] where all of the baseline is one
    /// value, and [`InferenceError::OutOfRange`] unless the limit is more
    /// than 0.
    pub fn robust_z(&self, today: Figure, limit: f64) -> Result<Alarm, InferenceError> {
        let limit = read_parameter("limit", "more than 0", limit, |limit| limit > 0.0)?.value();
        let middle = RobustZ::of(&self.values)?.ok_or_else(|| self.nothing_varies())?;
        let score = middle.score(today.value)?;
        let side = side(DoubleDouble::of(score), DoubleDouble::ZERO, limit);
        Ok(self.alarm(Chart::RobustZ, today, score, [-limit, limit], side))
    }

    fn mean_and_sigma(&self) -> Result<(f64, f64), InferenceError> {
        let moments = Moments::of(&self.values)?;
        let sigma = moments.standard_deviation().filter(|sigma| *sigma > 0.0);
        Ok((moments.mean(), sigma.ok_or_else(|| self.nothing_varies())?))
    }

    fn nothing_varies(&self) -> InferenceError {
        InferenceError::NothingVaries {
            field: "past",
            found: self.values.first().copied().unwrap_or_default(),
        }
    }

    const fn alarm(
        &self,
        chart: Chart,
        figure: Figure,
        statistic: f64,
        limits: [f64; 2],
        side: Option<Side>,
    ) -> Alarm {
        Alarm::new(chart, figure, statistic, limits, side, self.values.len())
    }
}

fn last<T: Copy, R: Copy>(since: &[T], rows: &[R]) -> Result<(T, R), InferenceError> {
    let pair = since.last().copied().zip(rows.last().copied());
    pair.ok_or(InferenceError::TooFew {
        field: "since",
        expected: 1,
        found: 0,
    })
}

/// The past of the same weekday and hour, up to and without the span under test.
///
/// The starts of the spans are in the caller's local time, the oldest first.
///
/// # Example: a Monday morning is judged by Monday mornings
///
/// ```
/// use chrono::{NaiveDate, NaiveDateTime};
/// use support_kpi::inference::same_hour_of_week;
///
/// let at = |day, hour| NaiveDate::from_ymd_opt(2026, 6, day).unwrap().and_hms_opt(hour, 0, 0).unwrap();
/// let volumes = [(at(1, 9), 40), (at(7, 9), 3), (at(8, 9), 44), (at(8, 10), 9), (at(15, 9), 90)];
/// assert_eq!(same_hour_of_week(&volumes, at(15, 9)), [40, 44]);
/// ```
pub fn same_hour_of_week<T: Copy>(series: &[(NaiveDateTime, T)], tested: NaiveDateTime) -> Vec<T> {
    let hour_of_week = |at: NaiveDateTime| (at.weekday(), at.hour());
    series
        .iter()
        .filter(|(at, _)| *at < tested && hour_of_week(*at) == hour_of_week(tested))
        .map(|(_, value)| *value)
        .collect()
}

/// Which chart judged.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Chart {
    /// [`XmrChart`].
    Xmr,
    /// [`EwmaChart`].
    Ewma,
    /// [`CusumChart`].
    Cusum,
    /// [`RobustZ`].
    RobustZ,
    /// [`PChart`](super::p_chart::PChart).
    P,
}

impl fmt::Display for Chart {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Xmr => "XmR",
            Self::Ewma => "EWMA",
            Self::Cusum => "CUSUM",
            Self::RobustZ => "robust z",
            Self::P => "p",
        })
    }
}

/// A figure judged by its past: whether it rings, and by what.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Alarm {
    chart: Chart,
    figure: Figure,
    statistic: f64,
    low: f64,
    high: f64,
    side: Option<Side>,
    spans: usize,
}

impl Alarm {
    pub(super) const fn new(
        chart: Chart,
        figure: Figure,
        statistic: f64,
        [low, high]: [f64; 2],
        side: Option<Side>,
        spans: usize,
    ) -> Self {
        Self {
            chart,
            figure,
            statistic,
            low,
            high,
            side,
            spans,
        }
    }

    /// Which chart judged.
    pub const fn chart(&self) -> Chart {
        self.chart
    }

    /// On which side of the limits it is: it rings. `None` where it does not.
    pub const fn side(&self) -> Option<Side> {
        self.side
    }

    /// The figure under test, with how many it is made of.
    pub const fn figure(&self) -> Figure {
        self.figure
    }

    /// What the chart judged: the figure itself, its moving average, its sum or score.
    pub const fn statistic(&self) -> f64 {
        self.statistic
    }

    /// The lower limit of the statistic.
    pub const fn low(&self) -> f64 {
        self.low
    }

    /// The upper limit of the statistic.
    pub const fn high(&self) -> f64 {
        self.high
    }

    /// How many spans of the past the limits are made of.
    pub const fn spans(&self) -> usize {
        self.spans
    }
}

/// "high: 10.0 of n = 38, limits 2.4 to 3.6 from 7 spans (`XmR`)".
impl fmt::Display for Alarm {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let digits = f.precision().unwrap_or(2);
        match self.side {
            Some(side) => write!(f, "{side}: ")?,
            None => f.write_str("as usual: ")?,
        }
        write!(
            f,
            "{:.digits$} of n = {}, limits {:.digits$} to {:.digits$} from {} spans ({})",
            self.statistic, self.figure.n, self.low, self.high, self.spans, self.chart
        )
    }
}
