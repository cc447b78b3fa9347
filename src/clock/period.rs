//! Half-open periods of whole Unix seconds, and what can be done with lists of them.

/// From `start` up to `end`, in Unix seconds; never empty in the lists of this module.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Period {
    pub(super) start: i64,
    pub(super) end: i64,
}

impl Period {
    /// The period, unless nothing lies between its ends.
    pub(super) fn of(start: i64, end: i64) -> Option<Self> {
        (start < end).then_some(Self { start, end })
    }

    /// How many seconds it has.
    pub(super) fn seconds(self) -> u64 {
        self.end.abs_diff(self.start)
    }

    pub(super) fn contains(self, second: i64) -> bool {
        self.start <= second && second < self.end
    }

    /// What lies in both.
    pub(super) fn overlap(self, other: Self) -> Option<Self> {
        Self::of(self.start.max(other.start), self.end.min(other.end))
    }
}

/// The same seconds in order, each once: what overlaps or touches becomes one.
pub(super) fn merged(mut periods: Vec<Period>) -> Vec<Period> {
    if !periods.is_sorted() {
        periods.sort_unstable();
    }
    periods.dedup_by(|later, earlier| {
        let touches = later.start <= earlier.end;
        if touches {
            earlier.end = earlier.end.max(later.end);
        }
        touches
    });
    periods
}

/// What is left of merged periods without merged cuts.
pub(super) fn without(periods: Vec<Period>, cuts: &[Period]) -> Vec<Period> {
    if cuts.is_empty() {
        return periods;
    }
    let mut left = Vec::with_capacity(periods.len());
    for period in periods {
        let mut start = period.start;
        let first = cuts.partition_point(|cut| cut.end <= start);
        for cut in cuts
            .iter()
            .skip(first)
            .take_while(|cut| cut.start < period.end)
        {
            left.extend(Period::of(start, cut.start));
            start = cut.end;
        }
        left.extend(Period::of(start, period.end));
    }
    left
}

/// What lies in both lists, each of them merged.
pub(super) fn common(one: &[Period], other: &[Period]) -> Vec<Period> {
    let mut both = Vec::new();
    let (mut ones, mut others) = (one.iter().peekable(), other.iter().peekable());
    while let (Some(&&one), Some(&&other)) = (ones.peek(), others.peek()) {
        both.extend(one.overlap(other));
        if one.end < other.end {
            ones.next();
        } else {
            others.next();
        }
    }
    both
}
