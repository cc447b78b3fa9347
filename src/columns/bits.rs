//! One bit for each row.

use crate::error::ColumnError;

/// One bit for each row, packed as Arrow packs them: the lowest bit of the
/// first byte is the first row's.
///
/// It says which values of a column are known (a set bit), or holds a column
/// of yes and no.
///
/// # Example: a slice of a longer bitmap
///
/// ```
/// use support_kpi::columns::Bits;
///
/// let bits = Bits::new(&[0b0000_0101], 0, 3)?;
/// assert_eq!([0, 1, 2].map(|row| bits.get(row)), [true, false, true]);
/// assert_eq!(Bits::new(&[0b0000_0101], 2, 1)?.get(0), true);
///
/// let error = Bits::new(&[0], 4, 5).unwrap_err();
/// assert_eq!(error.to_string(), "bits: expected 5 rows, found 4");
/// # Ok::<(), support_kpi::ColumnError>(())
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Bits<'column> {
    bytes: &'column [u8],
    /// How many bits of the first byte come before the first row: less than 8.
    offset: usize,
    rows: usize,
}

impl<'column> Bits<'column> {
    /// The bits of so many rows, from a bit of the bytes on.
    ///
    /// # Errors
    ///
    /// [`ColumnError::Rows`] where the bytes hold bits for fewer rows, from that
    /// bit on. No rows need no bits, wherever they start.
    pub fn new(bytes: &'column [u8], offset: usize, rows: usize) -> Result<Self, ColumnError> {
        let found = bytes.len().saturating_mul(8).saturating_sub(offset);
        if rows > found {
            return Err(ColumnError::Rows {
                column: "bits",
                expected: rows,
                found,
            });
        }
        Ok(Self {
            bytes: bytes.get(offset >> 3..).unwrap_or_default(),
            offset: offset & 7,
            rows,
        })
    }

    /// How many rows there are.
    pub const fn rows(&self) -> usize {
        self.rows
    }

    /// The bit of a row; `false` beyond the last one.
    #[inline]
    pub fn get(&self, row: usize) -> bool {
        row < self.rows && self.bit(row)
    }

    /// The bits of the rows in their order.
    #[inline]
    pub fn iter(&self) -> impl Iterator<Item = bool> + Clone + use<'column> {
        let bits = *self;
        (0..bits.rows).map(move |row| bits.bit(row))
    }

    /// The bit of a row that is there.
    #[inline]
    pub(super) fn bit(&self, row: usize) -> bool {
        let place = row.wrapping_add(self.offset);
        let byte = self.bytes.get(place >> 3).copied().unwrap_or(0);
        byte >> (place & 7) & 1 == 1
    }

    /// Sixty-four rows from one on, the first one lowest; zero beyond the last one.
    #[inline]
    pub(super) fn word(&self, word: usize) -> u64 {
        let bytes = self.bytes.get(word.wrapping_mul(8)..).unwrap_or_default();
        let next = u64::from(bytes.get(8).copied().unwrap_or(0));
        // In two steps: without an offset the next byte is not there at all.
        let last_shift = 63_usize.wrapping_sub(self.offset);
        let bits = eight_of(bytes) >> self.offset | next << 1 << last_shift;
        let rows = self.rows.saturating_sub(word.saturating_mul(64));
        if rows >= 64 {
            bits
        } else {
            bits & !(u64::MAX << (rows & 63))
        }
    }

    /// All words from the first on.
    fn words(&self) -> impl Iterator<Item = u64> {
        (0..self.rows.div_ceil(64)).map(|word| self.word(word))
    }

    /// How many bits are set, of those that the other column has set too.
    pub(crate) fn count(&self, among: Option<Bits<'_>>) -> u64 {
        let ones = |word: u64| u64::from(word.count_ones());
        match among {
            Some(among) => {
                let both = self.words().zip(among.words());
                both.map(|(word, among)| ones(word & among)).sum()
            }
            None => self.words().map(ones).sum(),
        }
    }

    /// Checks the number of rows.
    pub(super) const fn expect_rows(
        &self,
        column: &'static str,
        rows: usize,
    ) -> Result<(), ColumnError> {
        expect_rows(column, rows, self.rows)
    }
}

/// One in each of eight bytes.
const EACH: u64 = 0x0101_0101_0101_0101;

/// The byte in each of eight bytes.
#[inline]
pub(super) const fn each(byte: u8) -> u64 {
    (byte as u64).wrapping_mul(EACH)
}

/// A bit for each of eight bytes, the first one lowest: its highest.
#[inline]
pub(super) const fn highest_bits(bytes: u64) -> u64 {
    // Byte n is carried to bit 56 + n, and no two meet.
    (bytes >> 7 & EACH).wrapping_mul(0x0102_0408_1020_4080) >> 56
}

/// A byte for each of the eight lowest bits, the first one lowest: all of its
/// bits are set, or none.
#[inline]
pub(super) const fn spread(bits: u64) -> u64 {
    // The byte in each byte, and of it the bit of that byte's place, which is
    // carried to the highest bit.
    let own_bit = (bits & 0xFF).wrapping_mul(EACH) & 0x8040_2010_0804_0201;
    let highest = own_bit.wrapping_add(each(0x7F)) >> 7 & EACH;
    highest.wrapping_mul(0xFF)
}

/// Bytes from the first to the eighth of a slice, the first one lowest; zero beyond its end.
#[inline]
pub(super) fn eight_of(bytes: &[u8]) -> u64 {
    if let Some(eight) = bytes.first_chunk() {
        return u64::from_le_bytes(*eight);
    }
    let mut eight = [0; 8];
    for (slot, byte) in eight.iter_mut().zip(bytes) {
        *slot = *byte;
    }
    u64::from_le_bytes(eight)
}

/// Checks the number of rows of a column.
pub(super) const fn expect_rows(
    column: &'static str,
    expected: usize,
    found: usize,
) -> Result<(), ColumnError> {
    if expected == found {
        Ok(())
    } else {
        Err(ColumnError::Rows {
            column,
            expected,
            found,
        })
    }
}
