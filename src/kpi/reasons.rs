//! Why customers get in touch.

use std::hash::Hash;

use serde::{Deserialize, Serialize};

use super::indicator::{Better, Indicator};
use crate::breakdown::By;
use crate::calculator::{Calculator, Group, Sign};
use crate::summary::{Count, Ratio};

/// Why customers get in touch: categories by their number, the commonest first.
///
/// - **Formula**: of each category its tickets, its share of all tickets, and
///   its Pareto share: that of the category and all commoner ones together.
/// - **Counted**: every recorded category, once for each ticket. Categories of
///   equal number stand in the order of their keys.
/// - **Not counted**: tickets without a category, unless the caller's key has a
///   value for them (`Option<Category>`, say): then they are a line like any other.
/// - **No value** while unsettled. Where nothing was counted nothing is ranked,
///   and a share has no value.
/// - **Source**: the guide, 000:195 and 002:35 (common complaints). The Pareto
///   share: Juran, *Quality Control Handbook* (1951).
///
/// Which categories are complaints the caller says when the figure is read:
/// [`ranked_where`](Self::ranked_where) ranks them among themselves, and
/// [`share_where`](Self::share_where) is their share of all. A complaint that
/// is marked on the ticket makes part of the key, as a pair.
///
/// # Example: two in three complaints have one reason
///
/// ```
/// use support_kpi::{Calculator, kpi::TopReasons};
///
/// let tickets = ["late", "late", "wrong item", "late", "praise", "late", "wrong item"];
/// let reasons = TopReasons::of(&tickets);
/// let ranked = reasons.ranked().unwrap();
/// assert_eq!(*ranked[1].reason(), "wrong item");
/// assert_eq!(ranked[1].share().to_string(), "2 of 7 (28.6 %)");
/// assert_eq!(ranked[1].pareto_share().to_string(), "6 of 7 (85.7 %)");
///
/// let is_complaint = |reason: &&str| *reason != "praise";
/// assert_eq!(reasons.share_where(is_complaint).to_string(), "6 of 7 (85.7 %)");
/// let complaints = reasons.ranked_where(is_complaint).unwrap();
/// assert_eq!(complaints[0].share().to_string(), "4 of 6 (66.7 %)");
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    transparent,
    bound(
        serialize = "K: Hash + Eq + Ord + Clone + Serialize",
        deserialize = "K: Hash + Eq + Ord + Clone + Deserialize<'de>"
    )
)]
pub struct TopReasons<K>
where
    K: Hash + Eq + Ord + Clone,
{
    counts: By<K, Count>,
}

/// One category among the ranked ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct RankedReason<'state, K> {
    reason: &'state K,
    share: Ratio,
    pareto_share: Ratio,
}

impl<K> RankedReason<'_, K> {
    /// The category.
    pub const fn reason(&self) -> &K {
        self.reason
    }

    /// Its tickets ÷ the tickets of all that are ranked.
    pub const fn share(&self) -> Ratio {
        self.share
    }

    /// Its tickets and those of all before it ÷ the tickets of all that are ranked.
    pub const fn pareto_share(&self) -> Ratio {
        self.pareto_share
    }
}

impl<K> TopReasons<K>
where
    K: Hash + Eq + Ord + Clone,
{
    /// All categories, the commonest first; `None` while unsettled.
    pub fn ranked(&self) -> Option<Vec<RankedReason<'_, K>>> {
        self.ranked_where(|_| true)
    }

    /// The chosen categories, the commonest first, with their shares among
    /// themselves; `None` while unsettled.
    pub fn ranked_where(&self, chosen: impl Fn(&K) -> bool) -> Option<Vec<RankedReason<'_, K>>> {
        self.total_where(|_| true)?;
        let total = self.total_where(&chosen)?;
        let mut counts: Vec<(&K, i64)> = self
            .counts
            .iter()
            .filter(|(reason, _)| chosen(reason))
            .map(|(reason, count)| (reason, count.signed()))
            .collect();
        // Stable: categories of one number stay in the order of their keys.
        counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        let mut so_far = 0_i64;
        let ranked = counts.into_iter().map(|(reason, count)| {
            so_far = so_far.wrapping_add(count);
            RankedReason {
                reason,
                share: Ratio::of_counts(count, total),
                pareto_share: Ratio::of_counts(so_far, total),
            }
        });
        Some(ranked.collect())
    }

    /// The tickets of the chosen categories ÷ all tickets that were counted:
    /// the complaints among them, say.
    pub fn share_where(&self, chosen: impl Fn(&K) -> bool) -> Ratio {
        match (self.total_where(chosen), self.total_where(|_| true)) {
            (Some(part), Some(whole)) => Ratio::of_counts(part, whole),
            _ => Ratio::UNSETTLED,
        }
    }

    /// The counts themselves.
    pub const fn counts(&self) -> &By<K, Count> {
        &self.counts
    }

    /// How many tickets the chosen categories have; `None` while unsettled.
    fn total_where(&self, chosen: impl Fn(&K) -> bool) -> Option<i64> {
        self.counts
            .iter()
            .filter(|(reason, _)| chosen(reason))
            .try_fold(0_i64, |sum, (_, count)| {
                count.value()?;
                sum.checked_add(count.signed())
            })
    }
}

impl<K> Default for TopReasons<K>
where
    K: Hash + Eq + Ord + Clone,
{
    fn default() -> Self {
        Self {
            counts: By::default(),
        }
    }
}

impl<K> Indicator for TopReasons<K>
where
    K: Hash + Eq + Ord + Clone,
{
    const NAME: &'static str = "top reasons";
    const BETTER: Better = Better::Neither;
}

impl<K> Group for TopReasons<K>
where
    K: Hash + Eq + Ord + Clone,
{
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.counts.combine(sign, &other.counts);
    }

    fn is_empty(&self) -> bool {
        self.counts.is_empty()
    }
}

/// Counts a ticket under its category.
impl<K> Calculator for TopReasons<K>
where
    K: Hash + Eq + Ord + Clone,
{
    type Fact = K;

    #[inline]
    fn apply(&mut self, sign: Sign, reason: &K) {
        self.counts.group(reason).add(sign, 1);
    }
}
