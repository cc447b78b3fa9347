//! How many facts are of a class, by the block.

/// How many facts are looked at together.
pub(crate) const LENGTH: usize = 64;

/// The class of what is not counted: no class has this number.
pub(crate) const NONE: u8 = u8::MAX;

/// The classes of a block of facts.
pub(crate) type Classes = [u8; LENGTH];

/// How many of a block are of a class.
#[inline]
pub(crate) fn number_of(class: u8, block: &Classes) -> u64 {
    // It fits in the byte, of which sixteen are added at a time.
    let number = block.iter().fold(0_u8, |number, other| {
        number.wrapping_add(u8::from(*other == class))
    });
    u64::from(number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_is_counted_and_no_other() {
        let mut block = [NONE; LENGTH];
        for (place, class) in block
            .iter_mut()
            .zip([0, 1, 2, 3, 4, NONE, 2].into_iter().cycle())
        {
            *place = class;
        }
        // Nine times round, and the first one once more.
        assert_eq!(
            [0, 1, 2, 3, 5].map(|class| number_of(class, &block)),
            [10, 9, 18, 9, 0]
        );
        assert_eq!(number_of(1, &[1; LENGTH]), 64);
    }
}
