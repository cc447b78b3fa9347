//! Two desks' survival curves against each other.

use std::cmp::Ordering;
use std::collections::BTreeMap;
use std::time::Duration;

use serde::Serialize;

use super::spell::{Ending, Spell};
use super::table::{Row, rows};
use crate::error::InferenceError;
use crate::inference::special::{normal, real};

/// Whether two desks take equally long, those still open included.
///
/// - **Formula**: (O − E)² ÷ V, with O how many ended at the second desk, E
///   how many would have, had both desks ended alike at each time, and V the
///   hypergeometric variance; read as chi-square with one degree of freedom.
/// - **Assumes** two sets of spells with none in both. It sees best that one
///   desk is faster all along; curves that cross may escape it.
/// - **Source**: N. Mantel, *Evaluation of survival data and two new rank
///   order statistics arising in its consideration*, 1966.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct LogRank {
    observed: [u64; 2],
    expected: [f64; 2],
    chi_square: f64,
    p: f64,
}

/// Compares how long it takes at two desks until this ending.
///
/// `None` where no time tells anything: none ended, or only one desk was left
/// whenever one did.
///
/// # Errors
///
/// [`InferenceError::TooFew`] where a desk has no spell.
///
/// # Example: a desk that takes twice as long
///
/// ```
/// use std::time::Duration;
/// use support_kpi::inference::{Ending, Spell, log_rank};
///
/// let resolved = |h: u64| Spell::ended(Duration::from_secs(h * 3_600), Ending::Resolved);
/// let quick: Vec<Spell> = (1..=30).map(resolved).collect();
/// let slow: Vec<Spell> = (1..=30).map(|h| resolved(2 * h)).collect();
///
/// let test = log_rank(&quick, &slow, Ending::Resolved)?.unwrap();
/// assert!(test.p() < 0.001 && test.expected()[1] > 30.0);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
pub fn log_rank(
    first: &[Spell],
    second: &[Spell],
    ending: Ending,
) -> Result<Option<LogRank>, InferenceError> {
    let (first, second) = (rows(first)?, rows(second)?);
    let mut times: BTreeMap<Duration, [u64; 2]> = BTreeMap::new();
    for (at, row) in &first {
        times.entry(*at).or_default()[0] = row.events(ending);
    }
    for (at, row) in &second {
        times.entry(*at).or_default()[1] = row.events(ending);
    }
    let (mut observed, mut expected, mut variance) = ([0_u64; 2], [0.0; 2], 0.0);
    for (at, [d1, d2]) in times {
        let (n1, n2) = (at_risk(&first, at), at_risk(&second, at));
        let d = real(d1) + real(d2);
        let n = n1 + n2;
        if d <= 0.0 {
            continue;
        }
        observed[0] = observed[0].saturating_add(d1);
        observed[1] = observed[1].saturating_add(d2);
        expected[0] += d * (n1 / n);
        expected[1] += d * (n2 / n);
        if n > 1.0 {
            variance += d * (n1 / n) * (n2 / n) * ((n - d) / (n - 1.0));
        }
    }
    if variance <= 0.0 {
        return Ok(None);
    }
    let difference = real(observed[1]) - expected[1];
    let chi_square = difference * difference / variance;
    Ok(Some(LogRank {
        observed,
        expected,
        chi_square,
        p: normal::chi_square_p(chi_square, 1.0),
    }))
}

/// How many were still there just before this time.
fn at_risk(rows: &[(Duration, Row)], at: Duration) -> f64 {
    let place = rows.partition_point(|(other, _)| other.cmp(&at) == Ordering::Less);
    rows.get(place).map_or(0.0, |(_, row)| real(row.at_risk))
}

impl LogRank {
    /// How many ended at each desk.
    pub const fn observed(&self) -> [u64; 2] {
        self.observed
    }

    /// How many would have ended at each desk, had both taken equally long:
    /// fewer than did at the faster one.
    pub const fn expected(&self) -> [f64; 2] {
        self.expected
    }

    /// The test's statistic.
    pub const fn chi_square(&self) -> f64 {
        self.chi_square
    }

    /// How likely a difference at least this large is where there is none.
    pub const fn p(&self) -> f64 {
        self.p
    }
}
