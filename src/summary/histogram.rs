//! Counts per bucket of time, in a form that grows with what it holds.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::bucket::BUCKETS;
use super::window::Window;
use crate::calculator::{Group, Sign};

/// Counts per bucket of time.
///
/// Thousands of small groups must stay small, and one large group must be
/// fast, so it grows in stages: first a list of bucket numbers as they came,
/// then counts for the window of buckets that occur. Which stage a histogram
/// is in, and in what order it got there, makes no difference to its value:
/// equality and serialisation see the counts alone.
#[derive(Debug, Clone, Default)]
pub(super) struct Histogram {
    /// Recorded less retracted.
    total: i64,
    stage: Stage,
}

#[derive(Debug, Clone)]
enum Stage {
    /// Bucket numbers in order of arrival; a retracted one bears [`RETRACTED`].
    List(Vec<u16>),
    /// A count for each bucket of those that occur.
    Window(Window),
}

impl Default for Stage {
    fn default() -> Self {
        Self::List(Vec::new())
    }
}

impl Stage {
    /// The smallest stage for these counts: a list where they are few.
    fn of_counts(counts: &[(u16, i64)]) -> Self {
        let values = counts.iter().fold(0_u64, |values, (_, count)| {
            values.saturating_add(count.unsigned_abs())
        });
        if usize::try_from(values).is_ok_and(|values| values <= LONGEST_LIST / 2) {
            let copies = |(bucket, count): &(u16, i64)| {
                let mark = if *count < 0 { RETRACTED } else { 0 };
                let number = usize::try_from(count.unsigned_abs()).unwrap_or(0);
                std::iter::repeat_n(bucket | mark, number)
            };
            return Self::List(counts.iter().flat_map(copies).collect());
        }
        let bucket = |end: Option<&(u16, i64)>| end.map_or(0, |(bucket, _)| *bucket);
        let mut window = Window::covering(bucket(counts.first()), bucket(counts.last()));
        for (bucket, count) in counts {
            window.add(*bucket, *count);
        }
        Self::Window(window)
    }
}

/// Marks a listed bucket as retracted; bucket numbers leave this bit free.
const RETRACTED: u16 = 1 << 15;

/// A list of this length is tidied up, and becomes a window unless that halves it.
const LONGEST_LIST: usize = 1_024;

/// Longer gaps of empty buckets than this start a new run when serialised.
const LONGEST_GAP: u16 = 4;

impl Histogram {
    pub(super) const fn total(&self) -> i64 {
        self.total
    }

    /// Counts one value of each of these buckets.
    #[inline]
    pub(super) fn apply(&mut self, sign: Sign, buckets: &[u16]) {
        let number = i64::try_from(buckets.len()).unwrap_or(i64::MAX);
        self.total = self.total.wrapping_add(sign.of(number));
        match &mut self.stage {
            Stage::Window(window) => window.apply(sign, buckets),
            Stage::List(entries) => {
                let mark = match sign {
                    Sign::Plus => 0,
                    Sign::Minus => RETRACTED,
                };
                entries.extend(buckets.iter().map(|bucket| bucket | mark));
                if entries.len() >= LONGEST_LIST {
                    self.tidy();
                }
            }
        }
    }

    /// Cancels what the list holds against itself; a list that stays long becomes a window.
    fn tidy(&mut self) {
        if let Stage::List(entries) = &self.stage {
            self.stage = Stage::of_counts(&count_list(entries));
        }
    }

    /// The buckets that do not count zero, in ascending order, with their counts.
    pub(super) fn counts(&self) -> Vec<(u16, i64)> {
        match &self.stage {
            Stage::List(entries) => count_list(entries),
            Stage::Window(window) => window.counts().collect(),
        }
    }

    /// Whether no bucket counts less than nothing.
    pub(super) fn is_settled(&self) -> bool {
        match &self.stage {
            Stage::List(entries) if entries.iter().all(|entry| entry & RETRACTED == 0) => true,
            Stage::List(entries) => count_list(entries).iter().all(|(_, count)| *count >= 0),
            Stage::Window(window) => window.counts().all(|(_, count)| count >= 0),
        }
    }
}

/// One for a recorded entry of a list, minus one for a retracted one.
const fn unit_of(entry: u16) -> i64 {
    if entry & RETRACTED == 0 { 1 } else { -1 }
}

/// What a list of bucket numbers comes to.
fn count_list(entries: &[u16]) -> Vec<(u16, i64)> {
    let mut sorted = entries.to_vec();
    sorted.sort_unstable_by_key(|entry| entry & !RETRACTED);
    let mut counts: Vec<(u16, i64)> = Vec::new();
    for entry in sorted {
        let bucket = entry & !RETRACTED;
        match counts.last_mut() {
            Some((previous, count)) if *previous == bucket => {
                *count = count.wrapping_add(unit_of(entry));
            }
            _ => counts.push((bucket, unit_of(entry))),
        }
    }
    counts.retain(|(_, count)| *count != 0);
    counts
}

impl PartialEq for Histogram {
    fn eq(&self, other: &Self) -> bool {
        self.total == other.total && self.counts() == other.counts()
    }
}

impl Eq for Histogram {}

impl Group for Histogram {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.total = self.total.wrapping_add(sign.of(other.total));
        match (&mut self.stage, &other.stage) {
            (Stage::List(entries), Stage::List(others)) => {
                let flip = match sign {
                    Sign::Plus => 0,
                    Sign::Minus => RETRACTED,
                };
                entries.extend(others.iter().map(|entry| entry ^ flip));
                if entries.len() >= LONGEST_LIST {
                    self.tidy();
                }
            }
            (Stage::Window(window), Stage::List(others)) => {
                for entry in others {
                    window.add(entry & !RETRACTED, sign.of(unit_of(*entry)));
                }
            }
            (Stage::Window(window), Stage::Window(other)) => window.combine(sign, other),
            (Stage::List(entries), Stage::Window(other)) => {
                let mut window = Window::like(other);
                for (bucket, count) in count_list(entries) {
                    window.add(bucket, count);
                }
                window.combine(sign, other);
                self.stage = Stage::Window(window);
            }
        }
    }

    fn is_empty(&self) -> bool {
        self.total == 0 && self.counts().is_empty()
    }
}

/// Serialised as runs: the first bucket, and the counts from there on.
impl Serialize for Histogram {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut runs: Vec<(u16, Vec<i64>)> = Vec::new();
        let mut next = 0_u16;
        for (bucket, count) in self.counts() {
            let gap = bucket.saturating_sub(next);
            match runs.last_mut() {
                Some((_, counts)) if gap <= LONGEST_GAP => {
                    counts.extend(std::iter::repeat_n(0, usize::from(gap)));
                    counts.push(count);
                }
                _ => runs.push((bucket, vec![count])),
            }
            next = bucket.saturating_add(1);
        }
        runs.serialize(serializer)
    }
}

impl<'de> Deserialize<'de> for Histogram {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let runs = Vec::<(u16, Vec<i64>)>::deserialize(deserializer)?;
        let mut total = 0_i64;
        let mut all = Vec::new();
        let mut next = 0_u16;
        for (start, counts) in runs {
            let end = u16::try_from(counts.len())
                .ok()
                .and_then(|length| start.checked_add(length))
                .filter(|end| start >= next && *end <= BUCKETS)
                .ok_or_else(|| {
                    D::Error::custom(format_args!(
                        "histogram: expected a run of buckets within {next} to {}, \
                         found {} from bucket {start} on",
                        BUCKETS.saturating_sub(1),
                        counts.len(),
                    ))
                })?;
            next = end;
            for (bucket, count) in (start..end).zip(counts) {
                total = total.wrapping_add(count);
                all.push((bucket, count));
            }
        }
        let stage = Stage::of_counts(&all);
        Ok(Self { total, stage })
    }
}
