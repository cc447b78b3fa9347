//! A clock that is open in some seconds and closed in others, over and over.

use std::time::Duration;

use chrono::{DateTime, Utc};
use proptest::prelude::*;
use support_kpi::clock::{Clock, ClosingPolicy};

/// Where an endless search of a deadline ends.
const HORIZON: i64 = 1_000;

/// Open in those seconds since 1970 that the pattern says, which is repeated.
/// Every question is answered second by second.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pattern(pub Vec<bool>);

impl Pattern {
    pub fn is_open(&self, second: i64) -> bool {
        let length = i64::try_from(self.0.len()).expect("a short pattern");
        self.0[usize::try_from(second.rem_euclid(length)).expect("an index")]
    }
}

/// Whole seconds, as everything in these tests is.
pub fn instant(second: i64) -> DateTime<Utc> {
    DateTime::from_timestamp(second, 0).expect("an instant")
}

impl Clock for Pattern {
    fn elapsed(&self, from: DateTime<Utc>, to: DateTime<Utc>) -> Duration {
        let open = (from.timestamp()..to.timestamp()).filter(|second| self.is_open(*second));
        Duration::from_secs(open.count() as u64)
    }

    fn deadline(&self, from: DateTime<Utc>, budget: Duration) -> Option<DateTime<Utc>> {
        // The last instant up to which no more than the budget counted.
        let mut left = budget.as_secs();
        for second in from.timestamp()..from.timestamp() + HORIZON {
            if self.is_open(second) {
                let Some(less) = left.checked_sub(1) else {
                    return Some(instant(second));
                };
                left = less;
            }
        }
        None
    }

    fn deadline_with(
        &self,
        from: DateTime<Utc>,
        budget: Duration,
        policy: ClosingPolicy,
    ) -> Option<DateTime<Utc>> {
        if policy != ClosingPolicy::Closing {
            return self.deadline(from, budget);
        }
        // The first instant up to which the budget counted; without one, an
        // instant that is open, or a closing time.
        let mut left = budget.as_secs();
        for second in from.timestamp()..from.timestamp() + HORIZON {
            let is_boundary = self.is_open(second) || self.is_open(second - 1);
            if left == 0 && (budget.as_secs() > 0 || is_boundary) {
                return Some(instant(second));
            }
            left -= u64::from(self.is_open(second));
        }
        None
    }
}

/// Patterns of a few seconds; some never open, some never close.
pub fn pattern() -> impl Strategy<Value = Pattern> {
    prop_oneof![
        8 => prop::collection::vec(any::<bool>(), 1..8),
        1 => Just(vec![true]),
        1 => Just(vec![false]),
    ]
    .prop_map(Pattern)
}
