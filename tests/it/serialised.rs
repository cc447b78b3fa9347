//! Writes a state and reads it back, in the formats the crate promises.

use serde::Serialize;
use serde::de::DeserializeOwned;

/// What JSON makes of a value.
pub fn through_json<T: Serialize + DeserializeOwned>(value: &T) -> T {
    let text = serde_json::to_string(value).expect("it serialises to JSON");
    serde_json::from_str(&text).expect("it reads its own JSON")
}

/// What postcard makes of a value.
pub fn through_postcard<T: Serialize + DeserializeOwned>(value: &T) -> T {
    let bytes = postcard::to_stdvec(value).expect("it serialises to postcard");
    postcard::from_bytes(&bytes).expect("it reads its own postcard")
}
