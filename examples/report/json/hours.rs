//! Opening hours as programs read them, and who comes outside them.

use std::collections::BTreeMap;

use chrono_tz::Tz;
use serde::Serialize;
use support_kpi::Group as _;
use support_kpi::clock::Schedule;
use support_kpi::kpi::{self, PartOfWeek};

use super::super::folder::hours::{ChannelHours, OpeningHours};
use super::super::scorecard::Scorecard;
use super::figures::Ratio;

/// The schedules in the form of their file.
#[derive(Debug, Serialize)]
pub(super) struct Hours<'a> {
    file: &'a str,
    /// The hours of all channels without their own.
    default: Option<&'a Schedule<Tz>>,
    channels: BTreeMap<String, &'a Schedule<Tz>>,
}

/// Shares of the tickets opened; on weekdays and at weekends, of those of then.
#[derive(Debug, Serialize)]
pub(super) struct OutOfHours {
    out_of_hours: Option<Ratio>,
    at_weekend: Option<Ratio>,
    out_of_hours_on_weekdays: Option<Ratio>,
    out_of_hours_at_weekends: Option<Ratio>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    by_channel: BTreeMap<String, Self>,
}

impl<'a> Hours<'a> {
    /// `None` around the clock.
    pub(super) fn of(scorecard: &'a Scorecard) -> Option<Self> {
        let OpeningHours { file, hours } = scorecard.asked.hours.as_ref()?;
        Some(Self {
            file,
            default: hours.otherwise().schedule(),
            channels: hours
                .own()
                .filter_map(|(channel, clock)| {
                    let schedule = ChannelHours::schedule(clock)?;
                    Some((scorecard.labels.key(channel), schedule))
                })
                .collect(),
        })
    }
}

impl OutOfHours {
    /// `None` around the clock, and where no ticket counts.
    pub(super) fn of(scorecard: &Scorecard) -> Option<Self> {
        let by_channel = &scorecard.out_of_hours;
        if by_channel.is_empty() {
            return None;
        }
        let channels = by_channel.iter().map(|(channel, contacts)| {
            let of_channel = Self::counted(contacts, BTreeMap::new());
            (scorecard.labels.key(*channel), of_channel)
        });
        Some(Self::counted(&by_channel.total(), channels.collect()))
    }

    fn counted(contacts: &kpi::OutOfHours, by_channel: BTreeMap<String, Self>) -> Self {
        Self {
            out_of_hours: Ratio::of(contacts.out_of_hours()),
            at_weekend: Ratio::of(contacts.at_weekend()),
            out_of_hours_on_weekdays: Ratio::of(contacts.out_of_hours_on(PartOfWeek::Weekday)),
            out_of_hours_at_weekends: Ratio::of(contacts.out_of_hours_on(PartOfWeek::Weekend)),
            by_channel,
        }
    }
}
