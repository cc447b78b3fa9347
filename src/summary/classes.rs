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

/// Hands on classes block by block.
#[inline]
pub(crate) fn each(classes: impl Iterator<Item = u8>, mut count: impl FnMut(&Classes)) {
    let (mut block, mut length) = ([NONE; LENGTH], 0_usize);
    for class in classes {
        if length == LENGTH {
            count(&block);
            (block, length) = ([NONE; LENGTH], 0);
        }
        if let Some(place) = block.get_mut(length) {
            *place = class;
        }
        length = length.wrapping_add(1);
    }
    count(&block);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_class_is_counted_in_every_block() {
        for length in [0, 1, 63, 64, 65, 12_000] {
            let classes = [0, 1, 2, 3, 4, NONE, 2].into_iter().cycle().take(length);
            let mut counts = [0; 4];
            each(classes.clone(), |block| {
                for (class, count) in (0..).zip(&mut counts) {
                    *count += number_of(class, block);
                }
            });
            let expected = |class| classes.clone().filter(|other| *other == class).count() as u64;
            assert_eq!(counts, [0, 1, 2, 3].map(expected), "{length}");
        }
        assert_eq!(number_of(1, &[1; LENGTH]), 64);
    }
}
