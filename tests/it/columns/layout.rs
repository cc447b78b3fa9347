//! Values laid out as engines have them: side by side, with a bitmap of those
//! that are known, which may start anywhere in a byte, and with anything at
//! all where nothing is known.

use proptest::prelude::*;
use support_kpi::columns::Bits;

/// How a column lies in memory.
#[derive(Debug, Clone)]
pub struct Layout {
    /// How many bits of the bitmap come before the first row.
    offset: usize,
    /// What the bits before and after the rows are made of.
    filling: u8,
    /// How many bytes come after the last row.
    trailing: usize,
    /// Whether the bitmap is left out where all values are known.
    spared: bool,
    /// What stands where nothing is known.
    garbage: Vec<i64>,
}

pub fn layout() -> impl Strategy<Value = Layout> {
    let garbage = prop_oneof![
        prop::sample::select(&[-1, i64::MIN, i64::MAX, u32::MAX as i64, 255, 11][..]),
        any::<i64>(),
    ];
    (
        prop_oneof![4 => 0_usize..8, 1 => 8_usize..40],
        any::<u8>(),
        0_usize..3,
        any::<bool>(),
        prop::collection::vec(garbage, 1..6),
    )
        .prop_map(|(offset, filling, trailing, spared, garbage)| Layout {
            offset,
            filling,
            trailing,
            spared,
            garbage,
        })
}

impl Layout {
    /// A bitmap of these bits, and the bit it starts at.
    pub fn bitmap(&self, bits: &[bool]) -> Bitmap {
        let length = (self.offset + bits.len()).div_ceil(8) + self.trailing;
        let mut bytes = vec![self.filling; length];
        for (row, bit) in bits.iter().enumerate() {
            let place = self.offset + row;
            let mask = 1 << (place % 8);
            if *bit {
                bytes[place / 8] |= mask;
            } else {
                bytes[place / 8] &= !mask;
            }
        }
        Bitmap {
            bytes,
            offset: self.offset,
            rows: bits.len(),
        }
    }

    /// A column of these values, garbage made to fit where there is none.
    pub fn column<T: Copy>(&self, values: &[Option<T>], fit: impl Fn(i64) -> T) -> Laid<T> {
        let known: Vec<bool> = values.iter().map(Option::is_some).collect();
        let is_spared = self.spared && known.iter().all(|known| *known);
        Laid {
            validity: (!is_spared).then(|| self.bitmap(&known)),
            values: values
                .iter()
                .zip(self.garbage.iter().cycle())
                .map(|(value, garbage)| value.unwrap_or_else(|| fit(*garbage)))
                .collect(),
        }
    }
}

/// Bits in bytes.
#[derive(Debug, Clone)]
pub struct Bitmap {
    bytes: Vec<u8>,
    offset: usize,
    rows: usize,
}

impl Bitmap {
    pub fn bits(&self) -> Bits<'_> {
        Bits::new(&self.bytes, self.offset, self.rows).expect("enough bytes")
    }
}

/// Values, and which of them are known.
#[derive(Debug, Clone)]
pub struct Laid<T> {
    pub values: Vec<T>,
    validity: Option<Bitmap>,
}

impl<T> Laid<T> {
    pub fn validity(&self) -> Option<Bits<'_>> {
        self.validity.as_ref().map(Bitmap::bits)
    }
}
