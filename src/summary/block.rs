//! Times by the block: their buckets, without a branch on any of them.

use super::bucket;
use crate::calculator::CHUNK;
use crate::model::Elapsed;

/// The most times that are counted together: as many as a word has bits.
pub(super) const LENGTH: usize = 64;

/// Tuples and adapters hand on chunks that fill a block.
const _: () = assert!(CHUNK == LENGTH);

/// A number that may stand for a time.
pub(super) trait Number: Copy {
    fn number(self) -> u64;
}

impl Number for u64 {
    #[inline]
    fn number(self) -> u64 {
        self
    }
}

/// A time of a column, which is known not to be negative if it is known at all.
impl Number for i64 {
    #[inline]
    fn number(self) -> u64 {
        self.cast_unsigned()
    }
}

impl Number for Elapsed {
    #[inline]
    fn number(self) -> u64 {
        self.nanoseconds()
    }
}

/// Up to [`LENGTH`] numbers that are times in a unit of so many nanoseconds.
#[derive(Debug, Clone, Copy)]
pub(super) struct Block<'block, N> {
    // A slice, and no array: loops over a length that the compiler knows are
    // unrolled before it finds that it could take several numbers at a time.
    numbers: &'block [N],
    unit: u32,
}

/// The buckets of a block of times, counted from a first one. An offset that no
/// bucket has is of a time that has to be looked at by itself.
pub(super) type Offsets = [u32; LENGTH];

impl<'block, N: Number> Block<'block, N> {
    #[inline]
    pub(super) const fn new(numbers: &'block [N], unit: u32) -> Self {
        Self { numbers, unit }
    }

    /// How many numbers there are.
    #[inline]
    pub(super) const fn length(&self) -> usize {
        self.numbers.len()
    }

    /// A bit for each number, the first one lowest.
    #[inline]
    pub(super) const fn bits(&self) -> u64 {
        if self.length() >= LENGTH {
            u64::MAX
        } else {
            !(u64::MAX << self.length())
        }
    }

    /// The numbers at those places whose bit is set, the first one lowest.
    #[inline]
    fn chosen(&self, bits: u64) -> impl Iterator<Item = u64> {
        let mut rest = bits;
        std::iter::from_fn(move || {
            let place = rest.trailing_zeros();
            rest &= rest.checked_sub(1)?;
            Some(self.numbers.get(place as usize)?.number())
        })
    }

    /// The wrapping sum of those numbers whose bit is set, the first one lowest.
    #[inline]
    pub(super) fn sum_of(&self, bits: u64) -> u64 {
        self.chosen(bits).fold(0, u64::wrapping_add)
    }

    /// Those times whose bit is set, the first one lowest, in nanoseconds.
    pub(super) fn times_of(&self, bits: u64) -> impl Iterator<Item = u64> {
        self.chosen(bits).map(|number| self.nanoseconds(number))
    }

    /// A number of the unit in nanoseconds.
    #[inline]
    fn nanoseconds(&self, number: u64) -> u64 {
        number.wrapping_mul(u64::from(self.unit))
    }

    /// A sum of numbers in nanoseconds.
    #[inline]
    pub(super) fn total(&self, numbers: u64) -> u128 {
        u128::from(numbers).wrapping_mul(u128::from(self.unit))
    }

    /// Puts into `offsets` the buckets of the times, counted from the bucket
    /// `first`. Returns the wrapping sum of the numbers, and a bit, the first one
    /// lowest, for each time whose offset is wrong; of the others the sum is exact.
    pub(super) fn sum_and_offsets(&self, first: u16, offsets: &mut Offsets) -> (u64, u64) {
        let (mut sum, mut bits) = (0_u64, 0_u64);
        for number in self.numbers {
            sum = sum.wrapping_add(number.number());
            bits |= number.number();
        }
        let exact_below = INEXACT.checked_div(u64::from(self.unit)).unwrap_or(0);
        let wrong = if bits < TOO_LONG.min(exact_below) {
            self.put_offsets(first.into(), offsets)
        } else {
            self.put_offsets_of_long(first.into(), offsets)
        };
        (sum, wrong)
    }

    /// The offsets of times under 52 days. Wrong are those from 64 to 127 ns where
    /// they could be taken for shorter ones.
    fn put_offsets(&self, first: u32, offsets: &mut Offsets) -> u64 {
        let zero = FIRST_PLACE.wrapping_add(first);
        for (offset, number) in offsets.iter_mut().zip(self.numbers) {
            *offset = place(number.number(), self.unit).wrapping_sub(zero);
        }
        let offsets = offsets.get(..self.length()).unwrap_or_default();
        let is_wrong = |offset: &u32| offset.wrapping_add(first) < FIRST_SURE;
        if first >= FIRST_SURE || !offsets.iter().fold(false, |any, one| any | is_wrong(one)) {
            return 0;
        }
        bits_of(offsets.iter().map(is_wrong))
    }

    /// The offsets where times of 52 days and more are among them: by all but the
    /// last eight bits, on which no bucket from 33 µs on depends. Wrong are
    /// shorter times, and those of four years and more.
    #[inline(never)]
    fn put_offsets_of_long(&self, first: u32, offsets: &mut Offsets) -> u64 {
        const CUT_OFF: u32 = 8;
        const SHORTEST: u64 = 1 << (bucket::PRECISION + CUT_OFF);
        /// 64 times of as many bits have a sum of 64 bits.
        const BITS: u32 = 57;
        let zero = FIRST_PLACE
            .wrapping_add(first)
            .wrapping_sub(CUT_OFF << bucket::PRECISION);
        let is_wrong = |time: u64| time.wrapping_sub(SHORTEST) >> BITS != 0;
        let mut beyond = 0_u64;
        for (offset, number) in offsets.iter_mut().zip(self.numbers) {
            let time = self.nanoseconds(number.number());
            *offset = place(time >> CUT_OFF, 1).wrapping_sub(zero);
            beyond |= time.wrapping_sub(SHORTEST);
        }
        if beyond >> BITS == 0 {
            return 0;
        }
        let times = self.numbers.iter().map(|number| number.number());
        bits_of(times.map(|number| is_wrong(self.nanoseconds(number))))
    }
}

/// A bit for each, the first one lowest.
#[inline]
fn bits_of(each: impl DoubleEndedIterator<Item = bool>) -> u64 {
    each.rfold(0, |bits, bit| bits << 1 | u64::from(bit))
}

/// How many bits a double has after the point.
const MANTISSA: u32 = f64::MANTISSA_DIGITS - 1;

/// 52 days in nanoseconds; the double of it has a last bit that is worth one.
const TOO_LONG: u64 = 1 << MANTISSA;

/// From here on, not every whole number is a double.
const INEXACT: u64 = 1 << f64::MANTISSA_DIGITS;

/// From this bucket on, the [`place`] of a time is that of its bucket.
const FIRST_SURE: u32 = 1 << bucket::PRECISION;

/// What the bucket zero would have as its [`place`].
const FIRST_PLACE: u32 = (f64::MAX_EXP.unsigned_abs() + bucket::PRECISION - 2) << bucket::PRECISION;

/// Where a time is in an order of buckets, which are those of [`bucket::of`]
/// from 128 ns on.
///
/// The plain instruction set counts the leading zeros of one number at a time
/// only. A double has them counted: its exponent is the octave, and the bits
/// after it are the place in the octave. Whole numbers below 2⁵³ are exact, so
/// nothing is rounded, and no float leaves this function.
#[inline]
#[expect(
    clippy::float_arithmetic,
    reason = "an exact one, to find the leading bit of several numbers at a time"
)]
fn place(number: u64, unit: u32) -> u32 {
    const ONES: f64 =
        f64::from_bits(((f64::MAX_EXP.unsigned_abs() - 1 + MANTISSA) as u64) << MANTISSA);
    let nanoseconds = (f64::from_bits(ONES.to_bits() | number) - ONES) * f64::from(unit);
    (nanoseconds.to_bits() >> (MANTISSA - bucket::PRECISION)) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    /// An hour and a bit in nanoseconds, among others.
    const ORDINARY: u64 = 3_600_000_000_001;

    /// Numbers of a unit, fewer than a block: does each find its bucket, or none,
    /// or is told to be wrong, from where windows start, in a block that is full
    /// or not?
    #[expect(clippy::arithmetic_side_effects, reason = "an overflow fails the test")]
    fn check(numbers: &[u64], unit: u32) {
        let ordinary = ORDINARY.checked_div(u64::from(unit)).unwrap_or(0);
        let mut full = vec![ordinary; LENGTH - numbers.len()];
        full.extend(numbers);
        for first in [0, 128, 7_296] {
            check_from(first, Block::new(numbers, unit));
            check_from(first, Block::new(&full, unit));
        }
    }

    #[expect(clippy::arithmetic_side_effects, reason = "an overflow fails the test")]
    fn check_from(first: u16, block: Block<'_, u64>) {
        let mut offsets = [0; LENGTH];
        let (sum, wrong) = block.sum_and_offsets(first, &mut offsets);
        assert_eq!(
            sum,
            block
                .numbers
                .iter()
                .fold(0_u64, |sum, number| sum.wrapping_add(*number))
        );
        assert_eq!(wrong & !block.bits(), 0, "no bit beyond the last number");
        for (place, (number, offset)) in block.numbers.iter().zip(offsets).enumerate() {
            let time = number * u64::from(block.unit);
            if wrong >> place & 1 == 1 {
                let in_doubt = first < 128 && (64..128).contains(&time);
                let long = block
                    .numbers
                    .iter()
                    .max()
                    .map(|number| number * u64::from(block.unit));
                let among_long = long >= Some(TOO_LONG) && !(1 << 15..1 << 57).contains(&time);
                assert!(in_doubt || among_long, "{time} ns from {first}");
            } else if time < 128 {
                assert!(offset >= u32::from(bucket::BUCKETS), "{time} ns");
            } else {
                let expected = u32::from(bucket::of(time)).wrapping_sub(u32::from(first));
                assert_eq!(offset, expected, "{time} ns from {first}");
            }
        }
    }

    #[test]
    fn the_ends_of_every_bucket_are_in_it() {
        for bucket in 0..bucket::BUCKETS {
            let (lowest, highest) = bucket::bounds(bucket);
            for unit in [1, 1_000, 1_000_000, 1_000_000_000] {
                // In greater units, the last number before each end.
                let number = |end: Elapsed| end.nanoseconds().checked_div(unit.into()).unwrap_or(0);
                check(&[lowest, highest].map(number), unit);
            }
        }
    }

    #[test]
    fn units_are_multiplied_without_a_loss() {
        for unit in [1_000, 1_000_000, 1_000_000_000] {
            let longest = u64::MAX.checked_div(u64::from(unit)).unwrap_or(0);
            for bits in 0..=longest.ilog2() {
                check(&[0, 1 << bits, !(u64::MAX << bits), 1 << bits | 1], unit);
            }
            check(&[longest], unit);
        }
    }

    #[test]
    fn chosen_numbers_are_those_whose_bit_is_set() {
        let block = Block::new(&[1_u64, 20, 300, 4_000], 1_000);
        assert_eq!(block.sum_of(0b1010), 4_020);
        assert_eq!(
            block.sum_of(u64::MAX),
            4_321,
            "no bit beyond the last one counts"
        );
        assert_eq!(block.times_of(0b101).collect::<Vec<_>>(), [1_000, 300_000]);
        assert_eq!(block.total(u64::MAX), u128::from(u64::MAX) * 1_000);
    }
}
