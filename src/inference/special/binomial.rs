//! The binomial distribution, exact sums of its tails included.

use super::{real, stirling};

/// How many of a number of trials succeed.
///
/// Tails are sums of probabilities, smallest part last, so they keep their
/// digits down to the smallest float. A tail takes some ten standard
/// deviations of steps: a hundred thousand for a hundred million trials.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Binomial {
    trials: u64,
    success: f64,
    failure: f64,
}

impl Binomial {
    /// The two probabilities add up to 1; each is given, so that neither
    /// loses digits to a subtraction. The caller has checked them.
    pub(crate) const fn new(trials: u64, success: f64, failure: f64) -> Self {
        Self {
            trials,
            success,
            failure,
        }
    }

    /// The number of trials.
    pub(crate) const fn trials(&self) -> u64 {
        self.trials
    }

    /// The odds of success at which P(B ≥ k) is this; 0 where k is 0.
    ///
    /// The range of the logarithm is halved until no float is left between.
    pub(crate) fn odds_at_least(trials: u64, k: u64, probability: f64) -> f64 {
        if k == 0 {
            return 0.0;
        }
        let (mut low, mut high) = (-700.0_f64, 700.0_f64);
        for _ in 0..80 {
            let middle = f64::midpoint(low, high);
            let odds = middle.exp();
            let there = Self::new(trials, odds / (1.0 + odds), 1.0 / (1.0 + odds));
            if there.at_least(k) < probability {
                low = middle;
            } else {
                high = middle;
            }
        }
        high.exp()
    }

    /// ln P(B = k), minus infinity where that cannot be.
    pub(crate) fn ln_probability(&self, k: u64) -> f64 {
        let Some(others) = self.trials.checked_sub(k) else {
            return f64::NEG_INFINITY;
        };
        let n = real(self.trials);
        if k == 0 {
            return power(n, self.failure, self.success);
        }
        if others == 0 {
            return power(n, self.success, self.failure);
        }
        if self.success <= 0.0 || self.failure <= 0.0 {
            return f64::NEG_INFINITY;
        }
        let (k, others) = (real(k), real(others));
        stirling::error(n)
            - stirling::error(k)
            - stirling::error(others)
            - stirling::deviance(k, n * self.success)
            - stirling::deviance(others, n * self.failure)
            - (std::f64::consts::TAU.ln() + k.ln() + (others / n).ln()) / 2.0
    }

    /// P(B ≤ k).
    pub(crate) fn at_most(&self, k: u64) -> f64 {
        if k >= self.trials {
            return 1.0;
        }
        if real(k) > real(self.trials) * self.success {
            return 1.0 - self.upward(k.saturating_add(1));
        }
        self.downward(k)
    }

    /// P(B ≥ k).
    pub(crate) fn at_least(&self, k: u64) -> f64 {
        if k == 0 {
            return 1.0;
        }
        if real(k) < real(self.trials) * self.success {
            return 1.0 - self.downward(k.saturating_sub(1));
        }
        self.upward(k)
    }

    /// The sum from k down to 0; k is at most the mean.
    fn downward(&self, k: u64) -> f64 {
        let n = real(self.trials);
        let mut term = self.ln_probability(k).exp();
        let mut sum = term;
        let mut at = real(k);
        while at > 0.0 && term > sum * f64::EPSILON * 1e-3 {
            term *= at / (n - at + 1.0) * (self.failure / self.success);
            sum += term;
            at -= 1.0;
        }
        sum.min(1.0)
    }

    /// The sum from k up to all; k is at least the mean.
    fn upward(&self, k: u64) -> f64 {
        self.trials
            .checked_sub(k)
            .map_or(0.0, |others| self.mirrored().downward(others))
    }

    /// How likely an outcome is that is no likelier than this one.
    ///
    /// Outcomes whose probabilities differ by less than 1 in 10 million are
    /// taken as equally likely: the convention of R's `binom.test`.
    pub(crate) fn no_likelier_than(&self, k: u64) -> f64 {
        const TIE: f64 = 1e-7;
        let (seen, k) = if real(k) <= real(self.trials) * self.success {
            (*self, k)
        } else {
            (self.mirrored(), self.trials.saturating_sub(k))
        };
        let mean = real(seen.trials) * seen.success;
        let threshold = seen.ln_probability(k) + TIE;
        let past_mean = super::whole(mean.ceil()).unwrap_or(k);
        let other_side = seen.first_no_likelier(past_mean, threshold);
        (seen.at_most(k) + other_side.map_or(0.0, |k| seen.at_least(k))).min(1.0)
    }

    /// The failures in place of the successes.
    const fn mirrored(&self) -> Self {
        Self::new(self.trials, self.failure, self.success)
    }

    /// The first outcome from here on, past the mean, that is at most this
    /// likely; `None` where none is.
    fn first_no_likelier(&self, from: u64, threshold: f64) -> Option<u64> {
        let mut low = from;
        let mut high = self.trials.checked_add(1)?;
        while low < high {
            let middle = low.midpoint(high);
            if self.ln_probability(middle) <= threshold {
                high = middle;
            } else {
                low = middle.saturating_add(1);
            }
        }
        (low <= self.trials).then_some(low)
    }
}

/// n ln(probability), given its complement too.
fn power(n: f64, probability: f64, complement: f64) -> f64 {
    if n <= 0.0 {
        return 0.0;
    }
    if complement < 0.5 {
        n * (-complement).ln_1p()
    } else {
        n * probability.ln()
    }
}
