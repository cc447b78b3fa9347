//! Sums of 128 bits in serialised states.
//!
//! JSON numbers lose what is beyond 53 bits in half of the world's readers,
//! and serde cannot buffer 128 bits. Formats made for people get text.

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

pub(crate) fn serialize<S: Serializer>(sum: &i128, serializer: S) -> Result<S::Ok, S::Error> {
    if serializer.is_human_readable() {
        serializer.collect_str(sum)
    } else {
        sum.serialize(serializer)
    }
}

pub(crate) fn deserialize<'de, D: Deserializer<'de>>(deserializer: D) -> Result<i128, D::Error> {
    if !deserializer.is_human_readable() {
        return i128::deserialize(deserializer);
    }
    let text = String::deserialize(deserializer)?;
    text.parse().map_err(|_| {
        D::Error::custom(format_args!(
            "sum: expected a whole number as text, found {text:?}"
        ))
    })
}
