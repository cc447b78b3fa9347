//! Which targets are whose.

use std::collections::BTreeMap;

use super::Targets;

/// The targets of each channel, priority, customer group, or any key of the
/// caller's, each with a clock; and those of everybody else.
///
/// # Example: the urgent and all the others
///
/// ```
/// use std::time::Duration;
/// use support_kpi::clock::AroundTheClock;
/// use support_kpi::sla::{Agreements, Metric, Targets};
///
/// let within = |hours: u64| Targets::on(AroundTheClock).resolution(Duration::from_secs(hours * 3_600));
/// let agreements = Agreements::default()
///     .with("urgent", within(4)?)
///     .otherwise(within(48)?);
///
/// let resolution = |priority| agreements.of(priority)?.of(Metric::Resolution);
/// assert_eq!(resolution(&"urgent"), Some(Duration::from_secs(4 * 3_600)));
/// assert_eq!(resolution(&"low"), Some(Duration::from_secs(48 * 3_600)));
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Agreements<K, C> {
    by_key: BTreeMap<K, Targets<C>>,
    otherwise: Option<Targets<C>>,
}

impl<K, C> Default for Agreements<K, C> {
    fn default() -> Self {
        Self {
            by_key: BTreeMap::new(),
            otherwise: None,
        }
    }
}

impl<K: Ord, C> Agreements<K, C> {
    /// The targets of a key, in place of those it had.
    #[must_use]
    pub fn with(mut self, key: K, targets: Targets<C>) -> Self {
        self.by_key.insert(key, targets);
        self
    }

    /// The targets of every key that has none of its own.
    #[must_use]
    pub fn otherwise(mut self, targets: Targets<C>) -> Self {
        self.otherwise = Some(targets);
        self
    }

    /// The targets of a key; `None` where nothing was promised to it.
    pub fn of(&self, key: &K) -> Option<&Targets<C>> {
        self.by_key.get(key).or(self.otherwise.as_ref())
    }
}
