//! What a statistic can be computed of.

use std::time::Duration;

use rust_decimal::Decimal;

use super::special::double_double::DoubleDouble;
use crate::error::InferenceError;
use crate::model::Elapsed;

/// A number that a statistic can be computed of: a float, a whole number, an
/// exact decimal (an amount of money), or a time ([`Duration`], [`Elapsed`]),
/// which counts in seconds.
///
/// Decimals and durations are read with all their digits: a tenth is a tenth,
/// and 10,000,000.2 seconds less 10,000,000.1 are a tenth too.
pub trait Quantity: Copy + sealed::Precise {}

impl<T: Copy + sealed::Precise> Quantity for T {}

mod sealed {
    /// Reads the number with 32 digits: its nearest float, and what that leaves out.
    pub trait Precise {
        fn parts(self) -> [f64; 2];
    }
}

impl sealed::Precise for f64 {
    fn parts(self) -> [f64; 2] {
        [self, 0.0]
    }
}

impl sealed::Precise for i64 {
    fn parts(self) -> [f64; 2] {
        DoubleDouble::of_integer(self.into()).parts()
    }
}

impl sealed::Precise for u64 {
    fn parts(self) -> [f64; 2] {
        DoubleDouble::of_integer(self.into()).parts()
    }
}

impl sealed::Precise for Decimal {
    fn parts(self) -> [f64; 2] {
        DoubleDouble::of_decimal(self).parts()
    }
}

impl sealed::Precise for Elapsed {
    fn parts(self) -> [f64; 2] {
        self.duration().parts()
    }
}

impl sealed::Precise for Duration {
    fn parts(self) -> [f64; 2] {
        let nanoseconds = DoubleDouble::of_integer(self.subsec_nanos().into());
        DoubleDouble::of_integer(self.as_secs().into())
            .plus(nanoseconds.over(DoubleDouble::of(1e9)))
            .parts()
    }
}

/// The largest magnitude, and the smallest but 0, whose square and cube stay
/// within the range of a float.
const LARGEST: f64 = 1e100;
const SMALLEST: f64 = 1e-100;

/// Reads one number of a list.
fn read<Q: Quantity>(
    field: &'static str,
    position: usize,
    value: Q,
) -> Result<DoubleDouble, InferenceError> {
    let read = DoubleDouble::of_parts(value.parts());
    let magnitude = read.value().abs();
    if magnitude <= LARGEST && (magnitude >= SMALLEST || read.is_zero()) {
        Ok(read)
    } else {
        Err(InferenceError::NotMeasurable {
            field,
            position,
            found: format!("{:e}", read.value()),
        })
    }
}

/// Reads a list of numbers.
pub(crate) fn read_all<Q: Quantity>(
    field: &'static str,
    values: &[Q],
) -> Result<Vec<DoubleDouble>, InferenceError> {
    values
        .iter()
        .enumerate()
        .map(|(position, value)| read(field, position, *value))
        .collect()
}

/// Reads a parameter that has to be in a range, which is also told in words.
pub(crate) fn read_parameter<Q: Quantity>(
    field: &'static str,
    expected: &'static str,
    value: Q,
    fits: impl Fn(f64) -> bool,
) -> Result<DoubleDouble, InferenceError> {
    let read = DoubleDouble::of_parts(value.parts());
    let magnitude = read.value().abs();
    if magnitude <= LARGEST && (magnitude >= SMALLEST || read.is_zero()) && fits(read.value()) {
        Ok(read)
    } else {
        Err(InferenceError::OutOfRange {
            field,
            expected,
            found: format!("{}", read.value()),
        })
    }
}
