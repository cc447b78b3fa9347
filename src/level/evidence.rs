//! All that is known of a desk, as an assessment judges it.

use std::collections::BTreeMap;

use super::{ChannelOffer, Delight, Measurement, Proactivity, Quality, Rate, SelfService};
use crate::model::Channel;

/// All that is known of a desk: measured times by channel, answers to
/// surveys, and what no row can tell, declared.
///
/// What is left out is not measured. What is given twice for one channel is
/// as it was given last.
///
/// # Example: a desk in ten lines
///
/// ```
/// use std::time::Duration;
/// use support_kpi::Channel;
/// use support_kpi::level::{Dimension, Evidence, Measurement, Policy, Proactivity, Quality};
///
/// let evidence = Evidence::new()
///     .response(Channel::Email, Measurement::mean(Duration::from_secs(18_600), 120))
///     .resolution(Channel::Email, Measurement::mean(Duration::from_secs(50_000), 110))
///     .quality(Quality::of_counts([1, 1, 3, 10, 35]))
///     .proactivity(Proactivity::Templates);
///
/// let assessment = Policy::documented().assess(&evidence);
/// let overall = assessment.overall().unwrap();
/// assert_eq!(overall.to_string(), "level 2");
/// assert_eq!(overall.held_down_by(), [Dimension::Proactivity]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Evidence {
    pub(super) response: BTreeMap<Channel, Measurement>,
    pub(super) resolution: BTreeMap<Channel, Measurement>,
    pub(super) abandonment: BTreeMap<Channel, Rate>,
    pub(super) quality: Option<Quality>,
    pub(super) channels: Option<ChannelOffer>,
    pub(super) self_service: Option<SelfService>,
    pub(super) proactivity: Option<Proactivity>,
    pub(super) delight: Option<Delight>,
}

impl Evidence {
    /// Nothing is known yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// The first response time on a channel; on the phone the wait for an answer.
    #[must_use]
    pub fn response(mut self, channel: Channel, measurement: Measurement) -> Self {
        self.response.insert(channel, measurement);
        self
    }

    /// The resolution time on a channel.
    #[must_use]
    pub fn resolution(mut self, channel: Channel, measurement: Measurement) -> Self {
        self.resolution.insert(channel, measurement);
        self
    }

    /// The abandonment rate on a channel: those who left before they were
    /// helped. A high one makes the resolution level 1.
    #[must_use]
    pub fn abandonment(mut self, channel: Channel, rate: impl Into<Rate>) -> Self {
        self.abandonment.insert(channel, rate.into());
        self
    }

    /// What customers and reviewers think of the answers.
    #[must_use]
    pub const fn quality(mut self, quality: Quality) -> Self {
        self.quality = Some(quality);
        self
    }

    /// The channels that are offered.
    #[must_use]
    pub fn channels(mut self, offer: ChannelOffer) -> Self {
        self.channels = Some(offer);
        self
    }

    /// What customers can do by themselves.
    #[must_use]
    pub const fn self_service(mut self, service: SelfService) -> Self {
        self.self_service = Some(service);
        self
    }

    /// How the desk reaches out.
    #[must_use]
    pub const fn proactivity(mut self, proactivity: Proactivity) -> Self {
        self.proactivity = Some(proactivity);
        self
    }

    /// Whether the desk goes beyond.
    #[must_use]
    pub const fn delight(mut self, delight: Delight) -> Self {
        self.delight = Some(delight);
        self
    }
}
