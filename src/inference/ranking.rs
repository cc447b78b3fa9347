//! Who is first, as far as the counts tell.

use serde::Serialize;

use super::special::{binomial::Binomial, normal, real};
use super::{Confidence, Interval};
use crate::error::InferenceError;
use crate::summary::Ratio;

/// One of those ranked.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranked<K> {
    rank: u64,
    key: K,
    ratio: Ratio,
    lower_bound: f64,
    interval: Interval,
}

/// Agents, teams or vendors by the lower bound of a share.
///
/// Five perfect answers do not beat ninety in a hundred: what counts is what
/// the share is at least, with this confidence. Those with the same bound
/// share a rank, and the next one counts them all (1, 2, 2, 4).
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Ranking<K> {
    ranked: Vec<Ranked<K>>,
    too_few: Vec<(K, Ratio)>,
}

/// Ranks by the one-sided lower bound ([`wilson_lower`](super::wilson_lower)).
///
/// Those with fewer than `minimum` counted are not ranked but listed apart,
/// and so are those of whom nothing is counted or known. In either list those
/// who share a place stand in the order they came in.
///
/// # Example: ties are shared, and three answers are no evidence
///
/// ```
/// use support_kpi::inference::{Confidence, rank_by_lower_bound};
/// use support_kpi::summary::Ratio;
///
/// let agents = [
///     ("Aiko", Ratio::of_counts(3, 3)),
///     ("Bo", Ratio::of_counts(45, 50)),
///     ("Chika", Ratio::of_counts(96, 100)),
///     ("Dai", Ratio::of_counts(45, 50)),
/// ];
/// let ranking = rank_by_lower_bound(agents, Confidence::P95, 10);
/// let places: Vec<_> = ranking.ranked().iter().map(|r| (r.rank(), *r.key())).collect();
/// assert_eq!(places, [(1, "Chika"), (2, "Bo"), (2, "Dai")]);
/// assert_eq!(ranking.too_few()[0].0, "Aiko");
/// ```
pub fn rank_by_lower_bound<K>(
    entries: impl IntoIterator<Item = (K, Ratio)>,
    confidence: Confidence,
    minimum: u64,
) -> Ranking<K> {
    let mut ranked = Vec::new();
    let mut too_few = Vec::new();
    for (key, ratio) in entries {
        let enough = ratio.whole().is_some_and(|whole| whole >= minimum);
        let bounds = ratio
            .lower_bound(confidence)
            .zip(ratio.interval(confidence))
            .filter(|_| enough);
        match bounds {
            Some((lower_bound, interval)) => ranked.push(Ranked {
                rank: 0,
                key,
                ratio,
                lower_bound,
                interval,
            }),
            None => too_few.push((key, ratio)),
        }
    }
    ranked.sort_by(|a, b| b.lower_bound.total_cmp(&a.lower_bound));
    let mut before: Option<(u64, f64)> = None;
    for (place, entry) in (1_u64..).zip(&mut ranked) {
        let tied = before.filter(|(_, bound)| bound.to_bits() == entry.lower_bound.to_bits());
        entry.rank = tied.map_or(place, |(rank, _)| rank);
        before = Some((entry.rank, entry.lower_bound));
    }
    Ranking { ranked, too_few }
}

impl<K> Ranking<K> {
    /// Those ranked, the first first.
    pub fn ranked(&self) -> &[Ranked<K>] {
        &self.ranked
    }

    /// Those of whom too little was counted.
    pub fn too_few(&self) -> &[(K, Ratio)] {
        &self.too_few
    }
}

impl<K> Ranked<K> {
    /// The place, from 1; shared by those with the same bound.
    pub const fn rank(&self) -> u64 {
        self.rank
    }

    /// Who.
    pub const fn key(&self) -> &K {
        &self.key
    }

    /// The counts.
    pub const fn ratio(&self) -> Ratio {
        self.ratio
    }

    /// What the share is at least.
    pub const fn lower_bound(&self) -> f64 {
        self.lower_bound
    }

    /// The two-sided interval of the share: where those of two agents
    /// overlap, their order may be chance.
    pub const fn interval(&self) -> Interval {
        self.interval
    }
}

/// Between which shares an agent with this count lies who is like all others.
///
/// - **Formula**: for a binomial (n, share), the shares below and above which
///   half of what the confidence leaves outside lies, interpolated between
///   two counts so that the funnel is smooth.
/// - **Reads**: outside the funnel an agent differs from the others; inside,
///   a rank says nothing. 95 % and 99.8 % are usual.
/// - **Source**: D. J. Spiegelhalter, *Funnel plots for comparing
///   institutional performance*, 2005, appendix A.1.1.
///
/// # Errors
///
/// [`InferenceError::TooFew`] where the count is 0, and
/// [`InferenceError::OutOfRange`] unless the share is more than 0 and less
/// than 1.
///
/// # Example: 8 of 10 is ordinary where 90 % is, 400 of 500 is not
///
/// ```
/// use support_kpi::inference::{Confidence, funnel_limits};
///
/// let (low, _) = funnel_limits(0.9, 10, Confidence::P95)?;
/// assert!(low < 0.8);
/// let (low, high) = funnel_limits(0.9, 500, Confidence::P95)?;
/// assert!(0.8 < low && high < 1.0);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
pub fn funnel_limits(
    share: f64,
    n: u64,
    confidence: Confidence,
) -> Result<(f64, f64), InferenceError> {
    if !(share > 0.0 && share < 1.0) {
        return Err(InferenceError::OutOfRange {
            field: "share",
            expected: "more than 0 and less than 1",
            found: share.to_string(),
        });
    }
    if n == 0 {
        return Err(InferenceError::TooFew {
            field: "n",
            expected: 1,
            found: 0,
        });
    }
    let tail = confidence.outside() / 2.0;
    let low = interpolated(Binomial::new(n, share, 1.0 - share), tail);
    let high = interpolated(Binomial::new(n, 1.0 - share, share), tail);
    Ok((low / real(n), 1.0 - high / real(n)))
}

/// The count below which this much lies, as if counts were not whole.
fn interpolated(counts: Binomial, tail: f64) -> f64 {
    let (mut low, mut high) = (0, counts.trials());
    while low < high {
        let middle = low.midpoint(high);
        if counts.at_most(middle) > tail {
            high = middle;
        } else {
            low = middle.saturating_add(1);
        }
    }
    let probability = counts.ln_probability(low).exp();
    let beyond = counts.at_most(low) - tail;
    (real(low) - beyond / probability).max(0.0)
}

/// Whether agents differ by more than chance.
///
/// - **Formula**: Σ (k − n p̄)² ÷ (n p̄ (1 − p̄)) over all agents, p̄ being the
///   share of all together; read as chi-square with one degree of freedom
///   fewer than agents.
/// - **Assumes** that each has some five cases of either kind, and the same
///   mix of cases.
/// - **Source**: K. Pearson, *On the criterion that a given system of
///   deviations …*, 1900; the quotient by the degrees of freedom is the
///   overdispersion of Spiegelhalter, 2005.
#[derive(Debug, Clone, Copy, PartialEq, Serialize)]
pub struct Spread {
    chi_square: f64,
    degrees: u64,
    p: f64,
}

/// Tests whether the shares of some agents differ by more than chance.
///
/// Those of whom nothing was counted are left out. `None` where fewer than
/// two are left, or all cases are of one kind.
///
/// # Errors
///
/// [`InferenceError::Unsettled`].
///
/// # Example: a league table of noise
///
/// ```
/// use support_kpi::inference::spread;
/// use support_kpi::summary::Ratio;
///
/// let team = [(18, 20), (16, 20), (17, 20), (19, 20)].map(|(k, n)| Ratio::of_counts(k, n));
/// assert!(spread(&team)?.unwrap().p() > 0.5);
/// # Ok::<(), support_kpi::InferenceError>(())
/// ```
pub fn spread(agents: &[Ratio]) -> Result<Option<Spread>, InferenceError> {
    let mut counts = Vec::with_capacity(agents.len());
    for agent in agents {
        let pair = agent.part().zip(agent.whole());
        let (part, whole) = pair.ok_or(InferenceError::Unsettled { field: "agents" })?;
        if whole > 0 {
            counts.push((real(part), real(whole)));
        }
    }
    let part: f64 = counts.iter().map(|(k, _)| k).sum();
    let whole: f64 = counts.iter().map(|(_, n)| n).sum();
    let rest: f64 = counts.iter().map(|(k, n)| n - k).sum();
    let degrees = super::special::count(counts.len()).saturating_sub(1);
    if degrees == 0 || part <= 0.0 || rest <= 0.0 {
        return Ok(None);
    }
    let variance = part / whole * (rest / whole);
    let chi_square = counts
        .iter()
        .map(|(k, n)| (k - n * (part / whole)).powi(2) / (n * variance))
        .sum();
    Ok(Some(Spread {
        chi_square,
        degrees,
        p: normal::chi_square_p(chi_square, real(degrees)),
    }))
}

impl Spread {
    /// The test's statistic.
    pub const fn chi_square(&self) -> f64 {
        self.chi_square
    }

    /// One fewer than agents.
    pub const fn degrees_of_freedom(&self) -> u64 {
        self.degrees
    }

    /// How likely a spread at least this large is where the agents are alike.
    pub const fn p(&self) -> f64 {
        self.p
    }

    /// The statistic ÷ its degrees of freedom: about 1 where chance is all.
    pub fn overdispersion(&self) -> f64 {
        self.chi_square / real(self.degrees)
    }
}
