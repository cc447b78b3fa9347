//! Resolution time: how long it takes until the problem is fully solved.

use std::time::Duration;

use super::judgement::{Judgement, Subject};
use super::response::hours;
use super::timing::Timing;
use super::{
    Basis, Bound, ChannelBounds, Dimension, Level, Limit, Measurement, NotMeasured, Policy, Rate,
};
use crate::model::Channel;

impl Policy {
    /// The level of one resolution time on a channel, beside its abandonment rate.
    ///
    /// The guide tells levels 3, 4 and 5 apart by words alone. So the level is
    /// the best that nothing forbids: 5, where the time is within the bound of
    /// level 3 and the policy has no numbers for 4 and 5. A high abandonment
    /// rate is level 1, whatever the time.
    ///
    /// # Errors
    ///
    /// [`NotMeasured::NoBounds`] where the policy has no bounds for the
    /// channel: by default every channel of the caller's own.
    ///
    /// # Example: one in five who give up is unacceptable
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::Channel;
    /// use support_kpi::level::{Level, Policy, Rate};
    /// use support_kpi::summary::Ratio;
    ///
    /// let level = |abandoned| {
    ///     let rate = Rate::from(Ratio::of_counts(abandoned, 1_000));
    ///     Policy::documented()
    ///         .resolution_level(Channel::Email, Duration::from_secs(3_600), Some(rate))
    ///         .unwrap()
    ///         .level()
    /// };
    /// assert_eq!(level(199), Some(Level::Stellar));
    /// assert_eq!(level(200), Some(Level::Unacceptable));
    /// ```
    pub fn resolution_level(
        &self,
        channel: Channel,
        time: Duration,
        abandonment: Option<Rate>,
    ) -> Result<Judgement, NotMeasured> {
        Ok(self.resolution_timing(channel)?.of_time(time, abandonment))
    }

    /// The level of the resolution times measured on a channel.
    ///
    /// Tickets that are still open may be given as
    /// [`Measurement::with_unanswered`]: nobody is forgotten here, too.
    ///
    /// # Errors
    ///
    /// [`NotMeasured`] with the reason.
    ///
    /// # Example: those who gave up say it all, even where nothing was resolved
    ///
    /// ```
    /// use support_kpi::Channel;
    /// use support_kpi::level::{Level, Measurement, Policy, Rate};
    /// use support_kpi::summary::Ratio;
    ///
    /// let policy = Policy::documented();
    /// let rate = |abandoned| Some(Rate::from(Ratio::of_counts(abandoned, 100)));
    /// let judged = |abandoned| {
    ///     policy.resolution_time_level(Channel::Chat, &Measurement::nothing(), rate(abandoned))
    /// };
    /// assert_eq!(judged(30).unwrap().level(), Some(Level::Unacceptable));
    /// assert_eq!(judged(5).unwrap_err().to_string(), "nothing was counted");
    /// ```
    pub fn resolution_time_level(
        &self,
        channel: Channel,
        measurement: &Measurement,
        abandonment: Option<Rate>,
    ) -> Result<Judgement, NotMeasured> {
        self.resolution_timing(channel)?
            .of_measurement(measurement, abandonment)
    }

    fn resolution_timing(&self, channel: Channel) -> Result<Timing<'_>, NotMeasured> {
        let bounds = self
            .resolution_bounds(channel)
            .ok_or(NotMeasured::NoBounds)?;
        let subject = Subject {
            dimension: Dimension::ResolutionTime,
            channel: Some(channel),
        };
        Ok(Timing::new(self, subject, bounds))
    }
}

/// The guide's bounds, and the readings where it has none.
pub(super) fn documented() -> Vec<ChannelBounds> {
    Channel::NAMED
        .into_iter()
        .map(|channel| {
            let (average, below_average) = if channel.is_real_time() {
                // 000:24 has "several hours" in level 1, and 000:40's business
                // day, which is longer, in level 2: it cannot mean these channels.
                (
                    Bound::new(Level::Average, Limit::AtMost(hours(1)), Basis::Read),
                    Bound::new(Level::BelowAverage, Limit::AtMost(hours(3)), Basis::Read),
                )
            } else {
                // 000:40 has one business day and more in level 2, 000:24 up to
                // two weeks in level 1.
                (
                    Bound::new(
                        Level::Average,
                        Limit::LessThanBusinessDays(1),
                        Basis::Documented,
                    ),
                    Bound::new(
                        Level::BelowAverage,
                        Limit::AtMost(hours(7 * 24)),
                        Basis::Read,
                    ),
                )
            };
            ChannelBounds::new(channel, vec![average, below_average])
        })
        .collect()
}
