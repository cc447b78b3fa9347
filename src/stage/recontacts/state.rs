//! Recontacts as they are serialised: the contacts, and nothing that follows from them.

use chrono::{DateTime, Utc};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::{FirstContactRule, Recontacts};
use crate::model::{Elapsed, FirstConversation, Instant};
use crate::stage::Key;

/// The stage as it is serialised, in the order of its keys.
#[derive(Serialize, Deserialize)]
#[serde(rename = "Recontacts")]
struct RecontactsFields<C, G, T> {
    rule: FirstContactRule,
    window: Elapsed,
    as_of: Option<DateTime<Utc>>,
    contacts: Vec<(C, G, T, FirstConversation, i64)>,
}

impl<C, G, T> Serialize for Recontacts<C, G, T>
where
    C: Key + Serialize,
    G: Key + Serialize,
    T: Key + Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut contacts = Vec::new();
        for ((customer, category), group) in &self.groups {
            for ((conversation, own), count) in group.values().flatten() {
                let (customer, category) = (customer.clone(), category.clone());
                contacts.push((customer, category, own.clone(), *conversation, *count));
            }
        }
        RecontactsFields {
            rule: self.rule,
            window: self.window,
            as_of: self.as_of.map(Instant::utc),
            contacts,
        }
        .serialize(serializer)
    }
}

impl<'de, C, G, T> Deserialize<'de> for Recontacts<C, G, T>
where
    C: Key + Deserialize<'de>,
    G: Key + Deserialize<'de>,
    T: Key + Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = RecontactsFields::<C, G, T>::deserialize(deserializer)?;
        let mut stage = Self {
            rule: fields.rule,
            window: fields.window,
            ..Self::default()
        };
        if let Some(at) = fields.as_of {
            stage.as_of = Some(Instant::of_field("as_of", at).map_err(D::Error::custom)?);
        }
        for (position, (customer, category, own, conversation, count)) in
            fields.contacts.into_iter().enumerate()
        {
            let group = (customer, category);
            if count == 0 {
                return Err(D::Error::custom(format_args!(
                    "contacts: expected counts that are not 0, found one at {position}"
                )));
            }
            if !stage.add(count, &group, &own, &conversation) {
                return Err(D::Error::custom(format_args!(
                    "contacts: expected each contact once, found that of {position} again"
                )));
            }
        }
        Ok(stage)
    }
}
