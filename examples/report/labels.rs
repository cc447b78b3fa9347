//! What the report calls the channels.

use std::collections::BTreeMap;

use support_kpi::{Channel, ModelError};

use super::folder::channel_names::ChannelNames;

/// The names of the folder's channels, and one for rows that name none.
#[derive(Debug, Clone)]
pub(crate) struct Labels {
    names: ChannelNames,
    /// The first number without a name; `None` where all of them have one.
    not_known: Option<Channel>,
}

impl Labels {
    pub(crate) fn new(names: &ChannelNames) -> Self {
        Self {
            names: names.clone(),
            not_known: u16::try_from(names.others().len()).ok().map(Channel::Other),
        }
    }

    /// The channel of a row, which may not name one: then it is one of its own.
    ///
    /// # Errors
    ///
    /// [`ModelError::Missing`] where no number is left for it.
    pub(crate) fn channel(&self, of_row: Option<Channel>) -> Result<Channel, ModelError> {
        of_row.or(self.not_known).ok_or(ModelError::Missing {
            field: "channel",
            expected: "a channel",
        })
    }

    /// The names of the folder's own channels, by what the library calls them.
    pub(super) fn own_names(&self) -> BTreeMap<String, String> {
        (0..=u16::MAX)
            .zip(self.names.others())
            .map(|(number, name)| (Channel::Other(number).to_string(), name.clone()))
            .collect()
    }

    /// What the page calls a channel.
    pub(crate) fn shown(&self, channel: Channel) -> String {
        if Some(channel) == self.not_known {
            "(not known)".to_string()
        } else {
            self.names.name(channel)
        }
    }

    /// What programs call a channel: its word in the layout, nothing where it is not known.
    pub(crate) fn key(&self, channel: Channel) -> String {
        if Some(channel) == self.not_known {
            String::new()
        } else {
            self.names.name(channel)
        }
    }
}
