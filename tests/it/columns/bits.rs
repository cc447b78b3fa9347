//! `Bits` against a plain list of yes and no.

use proptest::prelude::*;
use support_kpi::ColumnError;
use support_kpi::columns::{Bits, ColumnCalculator as _, Flags};
use support_kpi::summary::Ratio;

/// All bits of the bytes, the lowest of each first.
fn naive(bytes: &[u8]) -> Vec<bool> {
    let mut bits = Vec::new();
    for byte in bytes {
        let mut rest = *byte;
        for _ in 0..8 {
            bits.push(rest % 2 == 1);
            rest /= 2;
        }
    }
    bits
}

proptest! {
    #[test]
    fn they_agree_with_a_list(
        bytes in prop::collection::vec(any::<u8>(), 0..20),
        offset in 0_usize..170,
        rows in 0_usize..170,
    ) {
        let all = naive(&bytes);
        let found = Bits::new(&bytes, offset, rows);
        let expected: Vec<bool> = all.into_iter().skip(offset).take(rows).collect();
        if expected.len() < rows {
            let error = ColumnError::Rows { column: "bits", expected: rows, found: expected.len() };
            prop_assert_eq!(found.err(), Some(error));
            return Ok(());
        }
        let bits = found.expect("there are enough");
        prop_assert_eq!(bits.rows(), rows);
        prop_assert_eq!(bits.iter().collect::<Vec<_>>(), expected.clone());
        for row in (0..rows + 20).chain([usize::MAX - 7, usize::MAX]) {
            prop_assert_eq!(bits.get(row), expected.get(row).copied().unwrap_or(false), "{}", row);
        }
        // Their number, which is found eight at a time.
        let mut ratio = Ratio::default();
        ratio.record_columns(&Flags::new(bits, None).expect("they fit"));
        let set = expected.iter().filter(|bit| **bit).count();
        prop_assert_eq!(ratio, Ratio::of_counts(set as i64, rows as i64));
    }
}

#[test]
fn the_lowest_bit_comes_first() {
    // 0b1000_0001 and 0b0000_0010: bits 0, 7 and 9.
    let bytes = [0b1000_0001, 0b0000_0010];
    let bits = Bits::new(&bytes, 0, 16).expect("16 bits");
    let set: Vec<usize> = (0..16).filter(|row| bits.get(*row)).collect();
    assert_eq!(set, [0, 7, 9]);
    let bits = Bits::new(&bytes, 7, 3).expect("3 bits");
    assert_eq!(bits.iter().collect::<Vec<_>>(), [true, false, true]);
}

#[test]
fn bytes_that_are_too_few_are_refused() {
    let error = |bytes: &[u8], offset, rows| {
        Bits::new(bytes, offset, rows)
            .expect_err("too few")
            .to_string()
    };
    assert_eq!(error(&[], 0, 1), "bits: expected 1 rows, found 0");
    // In the caller's rows: of 16 bits, 9 come after the 7 that are skipped.
    assert_eq!(error(&[0; 2], 7, 10), "bits: expected 10 rows, found 9");
    assert_eq!(error(&[0; 2], 16, 1), "bits: expected 1 rows, found 0");
    assert_eq!(error(&[0; 2], 17, 1), "bits: expected 1 rows, found 0");
    let most = usize::MAX;
    assert_eq!(error(&[0], most, 1), "bits: expected 1 rows, found 0");
    let text = |found| format!("bits: expected {most} rows, found {found}");
    assert_eq!(error(&[0], 1, most), text(7));
    assert_eq!(error(&[0], most, most), text(0));
}

#[test]
fn no_rows_need_no_bytes() {
    for offset in [0, 7, 8, 9, 16, 17, usize::MAX] {
        let bits = Bits::new(&[255], offset, 0).expect("no rows");
        assert_eq!(bits.rows(), 0);
        assert_eq!(bits.iter().count(), 0);
        assert!(!bits.get(0));
        let mut ratio = Ratio::default();
        ratio.record_columns(&Flags::new(bits, Some(bits)).expect("they fit"));
        assert_eq!(ratio, Ratio::default());
    }
    assert_eq!(Bits::new(&[], 0, 0).expect("none").iter().count(), 0);
}
