//! Who did something.

use serde::{Deserialize, Serialize};

/// Who did something in a conversation, as the rows name them.
///
/// No `Option`: the desk puts one around it, and JSON writes an absent option
/// in an option as it writes an absent one.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub(crate) enum Agent {
    /// It was somebody, and the row does not say who.
    NotKnown,
    Named(String),
}

impl Agent {
    /// The name; `None` where it is not known.
    pub(crate) fn name(&self) -> Option<&str> {
        match self {
            Self::NotKnown => None,
            Self::Named(name) => Some(name),
        }
    }
}

impl From<Option<String>> for Agent {
    fn from(name: Option<String>) -> Self {
        name.map_or(Self::NotKnown, Self::Named)
    }
}
