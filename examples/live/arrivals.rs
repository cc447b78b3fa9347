//! In which order events arrive, and which of them twice.

use super::folder::messages::MessageRow;
use super::random::Random;

/// The rows as they arrive: in the order of their instants, or shuffled by a
/// seed. A second copy comes at any place after the first, or anywhere in a shuffle.
pub(super) fn of(rows: &[MessageRow], shuffle: Option<u64>, percent_twice: u8) -> Vec<&MessageRow> {
    let mut random = Random::new(shuffle.unwrap_or_default());
    let mut in_time: Vec<&MessageRow> = rows.iter().collect();
    in_time.sort_by_key(|row| (row.at, row.line));

    let mut places: Vec<(usize, &MessageRow)> = Vec::with_capacity(2 * rows.len());
    for (place, row) in in_time.into_iter().enumerate() {
        places.push((place, row));
        if random.below(100) < usize::from(percent_twice) {
            places.push((place + random.below(rows.len() - place), row));
        }
    }
    // Stable, so that of two at one place the one pushed first comes first.
    places.sort_by_key(|(place, _)| *place);
    let mut arrivals: Vec<&MessageRow> = places.into_iter().map(|(_, row)| row).collect();
    if shuffle.is_some() {
        random.shuffle(&mut arrivals);
    }
    arrivals
}
