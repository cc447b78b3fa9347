//! Response time: how fast a message gets its first response.

use std::time::Duration;

use super::judgement::{Judgement, Subject};
use super::timing::Timing;
use super::{
    Basis, Bound, ChannelBounds, Dimension, Level, Limit, Measurement, NotMeasured, Policy,
};
use crate::model::Channel;

impl Policy {
    /// The level of one response time on a channel: the first response, on
    /// the phone the wait for an answer.
    ///
    /// The time is taken at its word, as the statistic that is judged.
    ///
    /// # Errors
    ///
    /// [`NotMeasured::NoBounds`] where the policy has no bounds for the
    /// channel: by default in person, and every channel of the caller's own.
    ///
    /// # Example: the basis tells the guide's numbers from readings
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::Channel;
    /// use support_kpi::level::{Basis, Level, Policy};
    ///
    /// let judged = |channel, seconds| {
    ///     let policy = Policy::documented();
    ///     let judged = policy.response_level(channel, Duration::from_secs(seconds)).unwrap();
    ///     (judged.level().unwrap(), judged.basis())
    /// };
    /// assert_eq!(judged(Channel::Email, 3_600), (Level::Stellar, Basis::Documented));
    /// assert_eq!(judged(Channel::Web, 3_600), (Level::Stellar, Basis::Read));
    /// assert_eq!(judged(Channel::Email, 300_000), (Level::Unacceptable, Basis::Read));
    /// assert_eq!(judged(Channel::Chat, 300_000), (Level::Unacceptable, Basis::Documented));
    /// ```
    pub fn response_level(
        &self,
        channel: Channel,
        time: Duration,
    ) -> Result<Judgement, NotMeasured> {
        Ok(self.response_timing(channel)?.of_time(time, None))
    }

    /// The level of the response times measured on a channel.
    ///
    /// # Errors
    ///
    /// [`NotMeasured`] with the reason.
    ///
    /// # Example: nine in ten never answered is not stellar because the tenth was quick
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::Channel;
    /// use support_kpi::level::{Level, Measurement, Policy, Waiting};
    ///
    /// let week = Duration::from_secs(7 * 86_400);
    /// let quick = Measurement::mean(Duration::from_secs(60), 1);
    /// let forgotten = quick.clone().with_unanswered(Waiting::of_ages([week; 9]));
    ///
    /// let policy = Policy::documented();
    /// let level = |m| policy.response_time_level(Channel::Email, m).unwrap().level();
    /// assert_eq!(level(&quick), Some(Level::Stellar));
    /// assert_eq!(level(&forgotten), Some(Level::Unacceptable));
    /// ```
    pub fn response_time_level(
        &self,
        channel: Channel,
        measurement: &Measurement,
    ) -> Result<Judgement, NotMeasured> {
        self.response_timing(channel)?
            .of_measurement(measurement, None)
    }

    fn response_timing(&self, channel: Channel) -> Result<Timing<'_>, NotMeasured> {
        let bounds = self.response_bounds(channel).ok_or(NotMeasured::NoBounds)?;
        let subject = Subject {
            dimension: Dimension::ResponseTime,
            channel: Some(channel),
        };
        Ok(Timing::new(self, subject, bounds))
    }
}

/// The guide's bounds, and the readings where it has none.
///
/// It has none for messaging and web forms: they are read as SMS and e-mail,
/// and have neither a gap nor an overlap, which are only between texts.
pub(super) fn documented() -> Vec<ChannelBounds> {
    use Basis::{Documented, Read};
    use Limit::{AtMost, Shared};

    let level = |level, limit, basis| Bound::new(level, limit, basis);
    // 000:82, 000:68, 000:53, 000:39 and 000:23, from the best level down.
    let slow = |best| {
        vec![
            level(Level::Stellar, AtMost(best), Documented),
            level(Level::AboveAverage, AtMost(hours(4)), Documented),
            level(Level::Average, Shared(hours(24)), Documented).starting_at(hours(12)),
            level(Level::BelowAverage, AtMost(hours(72)), Read),
        ]
    };
    // The guide names SMS beside chat at levels 5 and 4, the phone at 4.
    let instant = |best_basis| {
        vec![
            level(Level::Stellar, AtMost(minutes(1)), best_basis),
            level(Level::AboveAverage, AtMost(minutes(5)), Documented),
            level(Level::Average, AtMost(minutes(10)), Read),
            level(Level::BelowAverage, Shared(minutes(60)), Documented),
        ]
    };
    let chat = vec![
        level(Level::Stellar, AtMost(minutes(1)), Documented),
        level(Level::AboveAverage, AtMost(minutes(5)), Documented),
        level(Level::Average, AtMost(minutes(10)), Documented).starting_at(minutes(10)),
        level(Level::BelowAverage, Shared(minutes(60)), Documented).starting_at(minutes(30)),
    ];
    let messaging = vec![
        level(Level::Stellar, AtMost(minutes(1)), Read),
        level(Level::AboveAverage, AtMost(minutes(5)), Read),
        level(Level::Average, AtMost(minutes(10)), Read),
        level(Level::BelowAverage, AtMost(minutes(60)), Read),
    ];
    let web = vec![
        level(Level::Stellar, AtMost(hours(1)), Read),
        level(Level::AboveAverage, AtMost(hours(4)), Read),
        level(Level::Average, AtMost(hours(24)), Read),
        level(Level::BelowAverage, AtMost(hours(72)), Read),
    ];
    vec![
        ChannelBounds::new(Channel::Email, slow(hours(1))),
        ChannelBounds::new(Channel::Social, slow(minutes(15))),
        ChannelBounds::new(Channel::Chat, chat),
        ChannelBounds::new(Channel::Sms, instant(Documented)),
        ChannelBounds::new(Channel::Messaging, messaging),
        ChannelBounds::new(Channel::Phone, instant(Read)),
        ChannelBounds::new(Channel::Web, web),
    ]
}

/// So many hours.
pub(super) const fn hours(count: u64) -> Duration {
    minutes(count.saturating_mul(60))
}

const fn minutes(count: u64) -> Duration {
    Duration::from_secs(count.saturating_mul(60))
}
