//! States written down mid-stream, so that damage is noticed when they come back.

mod checksum;

use std::fmt;
use std::marker::PhantomData;

use serde::de::{self, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::error::SnapshotError;

/// The version of the format: of what is in a snapshot, and how states are written.
const VERSION: u32 = 1;

/// A state to be written down: a desk, a stage, a calculator, a tuple of
/// them, or anything else that serialises.
///
/// It carries a format version and a checksum of the state. The checksum is
/// of the state itself and not of its text, so it is the same in JSON, in
/// postcard, and in any other format that serde has. It is FNV-1a of 64 bits:
/// enough against accidents, and no defence against malice.
///
/// What was cut, or is no snapshot any more, is an error of the format it is
/// read from; what was altered, an error of [`into_state`](Self::into_state);
/// an unknown version is an error of either. A state is checked a third time
/// by its own deserialisation.
///
/// # Example: a state goes to JSON and back, and damage is noticed
///
/// ```
/// use support_kpi::error::SnapshotError;
/// use support_kpi::snapshot::Snapshot;
/// use support_kpi::summary::Ratio;
///
/// let ratio = Ratio::of_counts(9, 10);
/// let text = serde_json::to_string(&Snapshot::of(&ratio)?)?;
///
/// let read: Snapshot<Ratio> = serde_json::from_str(&text)?;
/// assert_eq!(read.into_state()?, ratio);
///
/// let damaged: Snapshot<Ratio> = serde_json::from_str(&text.replace("10", "11"))?;
/// assert!(matches!(damaged.into_state(), Err(SnapshotError::Altered { .. })));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Snapshot<T> {
    version: u32,
    checksum: String,
    state: T,
}

impl<'state, T: Serialize> Snapshot<&'state T> {
    /// A snapshot of a state, to be serialised.
    ///
    /// # Errors
    ///
    /// [`SnapshotError::NotSerialisable`] where the state refuses, which those
    /// of this crate do not as long as the caller's keys do not.
    pub fn of(state: &'state T) -> Result<Self, SnapshotError> {
        Ok(Self {
            version: VERSION,
            checksum: text_of(checksum::of(state)?),
            state,
        })
    }
}

impl<T: Serialize> Snapshot<T> {
    /// The state, if it is the one that was written.
    ///
    /// # Errors
    ///
    /// [`SnapshotError::UnknownVersion`], [`SnapshotError::Altered`].
    pub fn into_state(self) -> Result<T, SnapshotError> {
        check_version(self.version)?;
        let found = text_of(checksum::of(&self.state)?);
        if self.checksum == found {
            Ok(self.state)
        } else {
            Err(SnapshotError::Altered {
                expected: self.checksum,
                found,
            })
        }
    }
}

/// A checksum as text: JSON numbers are not safe beyond 53 bits everywhere.
fn text_of(checksum: u64) -> String {
    format!("{checksum:016x}")
}

const fn check_version(found: u32) -> Result<(), SnapshotError> {
    if found == VERSION {
        Ok(())
    } else {
        Err(SnapshotError::UnknownVersion {
            expected: VERSION,
            found,
        })
    }
}

const FIELDS: &[&str] = &["version", "checksum", "state"];

/// Reads the version first, as nobody knows how another one writes its state.
impl<'de, T: Deserialize<'de>> Deserialize<'de> for Snapshot<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_struct("Snapshot", FIELDS, Reader(PhantomData))
    }
}

struct Reader<T>(PhantomData<T>);

#[derive(Deserialize)]
#[serde(field_identifier, rename_all = "snake_case")]
enum Field {
    Version,
    Checksum,
    State,
}

impl<'de, T: Deserialize<'de>> Visitor<'de> for Reader<T> {
    type Value = Snapshot<T>;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a snapshot: version, checksum, state")
    }

    fn visit_seq<S: SeqAccess<'de>>(self, mut fields: S) -> Result<Self::Value, S::Error> {
        let missing = |index: usize| de::Error::invalid_length(index, &"version, checksum, state");
        let version = fields.next_element()?.ok_or_else(|| missing(0))?;
        check_version(version).map_err(de::Error::custom)?;
        Ok(Snapshot {
            version,
            checksum: fields.next_element()?.ok_or_else(|| missing(1))?,
            state: fields.next_element()?.ok_or_else(|| missing(2))?,
        })
    }

    fn visit_map<M: MapAccess<'de>>(self, mut fields: M) -> Result<Self::Value, M::Error> {
        let (mut version, mut checksum, mut state) = (None, None, None);
        while let Some(field) = fields.next_key()? {
            match field {
                Field::Version if version.is_none() => {
                    let number = fields.next_value()?;
                    check_version(number).map_err(de::Error::custom)?;
                    version = Some(number);
                }
                Field::Checksum if checksum.is_none() => checksum = Some(fields.next_value()?),
                Field::State if state.is_none() => state = Some(fields.next_value()?),
                Field::Version => return Err(de::Error::duplicate_field("version")),
                Field::Checksum => return Err(de::Error::duplicate_field("checksum")),
                Field::State => return Err(de::Error::duplicate_field("state")),
            }
        }
        Ok(Snapshot {
            version: version.ok_or_else(|| de::Error::missing_field("version"))?,
            checksum: checksum.ok_or_else(|| de::Error::missing_field("checksum"))?,
            state: state.ok_or_else(|| de::Error::missing_field("state"))?,
        })
    }
}
