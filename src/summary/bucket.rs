//! The buckets that times are counted in: 128 to the octave.
//!
//! Up to 255 ns each bucket holds one value; above, an octave (from one power
//! of two to the next) is cut into 128 buckets of equal width. A bucket is so
//! at most 1/128 of its lower bound wide, and its middle at most 1/256, which
//! is 0.4 %, away from any value in it. 7,424 buckets cover all of 584 years.

use crate::model::Elapsed;

/// Buckets to the octave, as a power of two.
pub(super) const PRECISION: u32 = 7;

/// How many buckets there are.
pub(super) const BUCKETS: u16 = 7_424;

/// The bucket that a number of nanoseconds falls in.
#[inline]
#[expect(
    clippy::cast_possible_truncation,
    reason = "the result is at most (56 << 7) + 255 = 7,423"
)]
pub(super) const fn of(nanoseconds: u64) -> u16 {
    // The lowest octaves share one width: with this bit set their shift is 0.
    let magnitude = nanoseconds | 1 << PRECISION;
    let shift = (63 - PRECISION).wrapping_sub(magnitude.leading_zeros());
    ((shift << PRECISION) as u64).wrapping_add(nanoseconds >> shift) as u16
}

/// The shortest and the longest time in a bucket, in nanoseconds.
pub(super) const fn bounds(bucket: u16) -> (Elapsed, Elapsed) {
    let octave = bucket >> PRECISION;
    let shift = octave.saturating_sub(1);
    let within = bucket.wrapping_sub(shift << PRECISION) as u64;
    let lowest = within << shift;
    let width_less_one = (1_u64 << shift).wrapping_sub(1);
    (
        Elapsed::from_nanoseconds(lowest),
        Elapsed::from_nanoseconds(lowest | width_less_one),
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_bucket_starts_where_the_one_before_ends() {
        let mut next = 0_u64;
        for bucket in 0..BUCKETS {
            let (lowest, highest) = bounds(bucket);
            assert_eq!(lowest.nanoseconds(), next, "bucket {bucket}");
            assert_eq!(of(lowest.nanoseconds()), bucket);
            assert_eq!(of(highest.nanoseconds()), bucket);
            next = highest.nanoseconds().wrapping_add(1);
        }
        assert_eq!(next, 0, "the last bucket ends at the last number");
    }

    #[test]
    fn the_middle_of_a_bucket_is_within_four_per_mille_of_all_in_it() {
        for bucket in 0..BUCKETS {
            let (lowest, highest) = bounds(bucket);
            let half_width = (highest.nanoseconds() - lowest.nanoseconds()).div_ceil(2);
            // half width ÷ lowest ≤ 0.4 %
            assert!(u128::from(half_width) * 250 <= u128::from(lowest.nanoseconds()));
        }
    }
}
