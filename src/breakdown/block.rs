//! A block of facts, put together by their groups.

/// How many facts are put together at a time: few enough that they are still
/// in the second cache when their groups count them.
pub(super) const BLOCK: usize = 1_024;

/// Facts, each with the place of its group.
pub(super) struct Block<'fact, F> {
    facts: Vec<(usize, &'fact F)>,
    /// The facts in the order of their places, and where the next one of each place goes.
    ordered: Vec<&'fact F>,
    next: Vec<usize>,
}

impl<'fact, F> Block<'fact, F> {
    pub(super) const fn new() -> Self {
        Self {
            facts: Vec::new(),
            ordered: Vec::new(),
            next: Vec::new(),
        }
    }

    /// Takes a block of facts in place of the one before; `false` where there are no more.
    #[inline]
    pub(super) fn fill(&mut self, facts: impl Iterator<Item = (usize, &'fact F)>) -> bool {
        self.facts.clear();
        self.facts.extend(facts.take(BLOCK));
        !self.facts.is_empty()
    }

    /// The facts as they came.
    pub(super) fn facts(&self) -> &[(usize, &'fact F)] {
        &self.facts
    }

    /// The facts of each of so many places, those of one place in the order they came.
    #[inline]
    pub(super) fn by_place(&mut self, places: usize) -> impl Iterator<Item = (usize, &[&'fact F])> {
        // A counting sort: how many, then from where on, then each to its place.
        self.next.clear();
        self.next.resize(places, 0);
        for (place, _) in &self.facts {
            if let Some(count) = self.next.get_mut(*place) {
                *count = count.wrapping_add(1);
            }
        }
        let mut start = 0_usize;
        for next in &mut self.next {
            start = start.wrapping_add(std::mem::replace(next, start));
        }
        self.ordered.clear();
        self.ordered
            .extend(self.facts.iter().map(|(_, fact)| *fact));
        for (place, fact) in &self.facts {
            if let Some(next) = self.next.get_mut(*place) {
                if let Some(slot) = self.ordered.get_mut(*next) {
                    *slot = fact;
                }
                *next = next.wrapping_add(1);
            }
        }
        // Each place's next is now where the one after it started.
        let ordered = self.ordered.as_slice();
        let mut start = 0_usize;
        self.next.iter().enumerate().map(move |(place, &end)| {
            let facts = ordered.get(start..end).unwrap_or_default();
            start = end;
            (place, facts)
        })
    }
}
