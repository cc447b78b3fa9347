//! Small counts side by side in one register.

/// Counts of `N` classes, kept in the lanes of one 64-bit word while a run of
/// facts is walked: which class a fact is in then needs no branch and no
/// memory.
#[derive(Debug)]
pub(crate) struct Lanes<const N: usize> {
    packed: u64,
    /// How many more facts fit before a lane could run over.
    room: u64,
    counts: [u64; N],
}

impl<const N: usize> Lanes<N> {
    #[expect(
        clippy::cast_possible_truncation,
        reason = "evaluated by the compiler for each N there is"
    )]
    const BITS: u32 = 64 / N as u32;
    /// The greatest count of a lane.
    const FULL: u64 = !(u64::MAX << Self::BITS);

    pub(crate) const fn new() -> Self {
        Self {
            packed: 0,
            room: Self::FULL,
            counts: [0; N],
        }
    }

    /// One fact of the class with this index, as [`add`](Self::add) takes it: from
    /// a table, say. An index that is not below `N` is a mistake of the
    /// caller's, and counts somewhere.
    #[inline]
    pub(crate) const fn one(class: u32) -> u64 {
        1_u64.wrapping_shl(class.wrapping_mul(Self::BITS))
    }

    /// Counts [`one`](Self::one) fact, or none: zero.
    #[inline]
    pub(crate) fn add(&mut self, one: u64) {
        self.packed = self.packed.wrapping_add(one);
        self.room = self.room.wrapping_sub(1);
        if self.room == 0 {
            self.unpack();
        }
    }

    fn unpack(&mut self) {
        for count in &mut self.counts {
            *count = count.wrapping_add(self.packed & Self::FULL);
            self.packed = self.packed.wrapping_shr(Self::BITS);
        }
        self.packed = 0;
        self.room = Self::FULL;
    }

    /// The count of each class.
    #[inline]
    pub(crate) fn counts(mut self) -> [u64; N] {
        self.unpack();
        self.counts
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lanes_do_not_run_over_into_each_other() {
        let mut lanes = Lanes::<12>::new();
        for number in 0..12_000_u32 {
            lanes.add(Lanes::<12>::one(number % 12));
            lanes.add(Lanes::<12>::one(11));
            lanes.add(0);
        }
        let mut counts = [1_000; 12];
        counts[11] += 12_000;
        assert_eq!(lanes.counts(), counts);
    }

    #[test]
    fn a_lane_counts_past_its_width() {
        let mut lanes = Lanes::<5>::new();
        for _ in 0..200_000 {
            lanes.add(Lanes::<5>::one(4));
        }
        assert_eq!(lanes.counts(), [0, 0, 0, 0, 200_000]);
    }
}
