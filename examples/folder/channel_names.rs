//! The names of a folder's own channels.

use std::collections::BTreeSet;

use support_kpi::Channel;

use super::error::FolderError;

/// The names behind the numbers of a folder's own channels.
///
/// Any text that is no word of the layout is a channel of its own, taken as it
/// stands: `Email` is not `email`, and a text `other:7` is a name like any
/// other. Numbers follow the names in order, so the same folder gives the same
/// numbers however its rows are ordered.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct ChannelNames {
    /// Sorted; the position is the number.
    names: Vec<String>,
}

impl ChannelNames {
    /// Numbers the names among the texts; words of the layout are passed over.
    ///
    /// # Errors
    ///
    /// [`FolderError::TooManyChannels`] where the names outnumber the numbers.
    pub(super) fn number(texts: BTreeSet<String>) -> Result<Self, FolderError> {
        let names: Vec<String> = texts
            .into_iter()
            .filter(|text| named(text).is_none())
            .collect();
        let numbers = usize::from(u16::MAX) + 1;
        if names.len() > numbers {
            return Err(FolderError::TooManyChannels { found: names.len() });
        }
        Ok(Self { names })
    }

    /// The channel that a text stands for; `None` for a text that was not numbered.
    pub(crate) fn channel(&self, text: &str) -> Option<Channel> {
        named(text).or_else(|| {
            let position = self
                .names
                .binary_search_by(|name| name.as_str().cmp(text))
                .ok()?;
            u16::try_from(position).ok().map(Channel::Other)
        })
    }

    /// What to call a channel: the folder's own name for it, or its word.
    pub(crate) fn name(&self, channel: Channel) -> String {
        match channel {
            Channel::Other(number) => self.names.get(usize::from(number)).cloned(),
            _ => None,
        }
        .unwrap_or_else(|| channel.to_string())
    }

    /// The folder's own channels, in the order of their numbers.
    pub(crate) fn others(&self) -> &[String] {
        &self.names
    }
}

/// The channel of the layout that has this word.
fn named(text: &str) -> Option<Channel> {
    text.parse()
        .ok()
        .filter(|channel| Channel::NAMED.contains(channel))
}
