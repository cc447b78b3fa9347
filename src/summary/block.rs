//! Times by the block: their sum and their buckets, without a branch on any of
//! them.

use super::bucket;

/// How many times are looked at together.
pub(super) const LENGTH: usize = 64;

/// A block of times, in nanoseconds.
pub(super) type Block = [u64; LENGTH];

/// A block before times are put in.
pub(super) const EMPTY: Block = [SHORTEST; LENGTH];

/// The shortest time that [`top_bits`] tells from another.
const SHORTEST: u64 = 1 << bucket::PRECISION;

/// Fills a block behind its first times, and returns how much that adds to its sum.
pub(super) fn pad(block: &mut Block, length: usize) -> u128 {
    let mut padded = 0_u64;
    for place in block.iter_mut().skip(length) {
        *place = SHORTEST;
        padded = padded.wrapping_add(SHORTEST);
    }
    u128::from(padded)
}

/// Puts the buckets of a block of times into `offsets`, counted from the
/// bucket `first`, and returns the sum of the times.
#[inline]
pub(super) fn sum_and_offsets<T: Copy>(
    block: &[T; LENGTH],
    nanoseconds: impl Fn(T) -> u64,
    first: u16,
    offsets: &mut [u16; LENGTH],
) -> u128 {
    let (mut sum, mut bits) = (0_u64, 0_u64);
    for time in block {
        let time = nanoseconds(*time);
        sum = sum.wrapping_add(time);
        // Of a time shorter than the shortest the second one has all high bits.
        bits |= time | time.wrapping_sub(SHORTEST);
    }
    if bits >> MANTISSA == 0 {
        let first = first.wrapping_add(OFFSET);
        for (offset, time) in offsets.iter_mut().zip(block) {
            *offset = top_bits(nanoseconds(*time)).wrapping_sub(first);
        }
        // 64 times below 2⁵² make less than 2⁵⁸.
        u128::from(sum)
    } else {
        for (offset, time) in offsets.iter_mut().zip(block) {
            *offset = bucket::of(nanoseconds(*time)).wrapping_sub(first);
        }
        let times = block.iter().map(|time| u128::from(nanoseconds(*time)));
        times.sum()
    }
}

/// How many bits a double has after the point.
const MANTISSA: u32 = f64::MANTISSA_DIGITS - 1;

/// The bucket of a time from [`SHORTEST`] to 2⁵² nanoseconds, which is 52 days;
/// [`OFFSET`] too great.
///
/// The plain instruction set counts the leading zeros of one number at a time
/// only. A double has them counted: its exponent is the octave, and the bits
/// after it are the place in the octave. Whole numbers below 2⁵² are exact, so
/// nothing is rounded, and no float leaves this function.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "what is cut off is cut off of `OFFSET` too, and a bucket has fewer bits"
)]
const fn top_bits(nanoseconds: u64) -> u16 {
    let float = f64::from_bits(WHOLE.to_bits() | nanoseconds) - WHOLE;
    (float.to_bits() >> (MANTISSA - bucket::PRECISION)) as u16
}

/// The double whose last bit is worth one.
const WHOLE: f64 = 4_503_599_627_370_496.0;

/// What [`top_bits`] are for a time in the bucket zero, were they right about it.
const OFFSET: u16 = top_bits(SHORTEST).wrapping_sub(bucket::of(SHORTEST));

#[cfg(test)]
mod tests {
    use super::*;

    /// Some times, at most a block: does each find its bucket?
    fn check(times: &[u64]) {
        let mut block = EMPTY;
        block[..times.len()].copy_from_slice(times);
        for first in [0, 128, 7_423] {
            let padded = pad(&mut block, times.len());
            let mut offsets = [0; LENGTH];
            let sum = sum_and_offsets(&block, |time| time, first, &mut offsets);
            let expected: u128 = times.iter().map(|time| u128::from(*time)).sum();
            assert_eq!(sum - padded, expected);
            for (time, offset) in times.iter().zip(offsets) {
                let bucket = offset.wrapping_add(first);
                assert_eq!(bucket, bucket::of(*time), "{time} ns");
            }
        }
    }

    #[test]
    fn the_ends_of_every_bucket_are_in_it() {
        for bucket in 0..bucket::BUCKETS {
            let (lowest, highest) = bucket::bounds(bucket);
            let ends = [lowest, highest].map(|end| end.nanoseconds());
            check(&ends);
            check(&ends[..1]);
            check(&ends[1..]);
        }
    }

    #[test]
    fn short_and_long_times_share_a_block_with_any() {
        check(&[]);
        let ordinary = 3_600_000_000_001_u64;
        for odd in [0, 1, 63, 64, 127, 128, (1 << 52) - 1, 1 << 52, u64::MAX] {
            let mut times = [ordinary; LENGTH];
            check(&times);
            times[LENGTH - 1] = odd;
            check(&times);
            check(&times[7..]);
            check(&[odd; LENGTH]);
        }
    }
}
