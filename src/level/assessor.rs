//! The way from all that is known of a desk to its assessment.

use rust_decimal::Decimal;

use super::assessment::Parts;
use super::{
    AcrossChannels, Assessment, ChannelAssessment, Delight, Dimension, DimensionAssessment,
    Evidence, Judgement, Level, LevelRange, NotMeasured, Overall, Policy, Standing,
};

impl Policy {
    /// Judges all that is known of a desk.
    ///
    /// # Example: gestures do not make up for slow answers
    ///
    /// ```
    /// use std::time::Duration;
    /// use support_kpi::Channel;
    /// use support_kpi::level::{Delight, Dimension, Evidence, Measurement, Policy};
    ///
    /// let days = |count: u64| Measurement::mean(Duration::from_secs(count * 86_400), 10);
    /// let evidence = Evidence::new()
    ///     .response(Channel::Email, days(2))
    ///     .resolution(Channel::Email, days(3))
    ///     .delight(Delight::PersonalGestures);
    /// let assessment = Policy::documented().assess(&evidence);
    /// let delight = assessment.dimension(Dimension::Delight).unwrap();
    ///
    /// assert_eq!(delight.standing(), None);
    /// assert_eq!(
    ///     delight.not_measured().unwrap().to_string(),
    ///     "it counts only where response time is at least average",
    /// );
    /// ```
    pub fn assess(&self, evidence: &Evidence) -> Assessment {
        let mut dimensions = vec![
            self.assess_response(evidence),
            self.assess_resolution(evidence),
            whole(
                Dimension::Quality,
                evidence
                    .quality
                    .as_ref()
                    .map(|quality| self.quality_level(quality)),
            ),
            whole(
                Dimension::Channels,
                evidence
                    .channels
                    .as_ref()
                    .map(|offer| Ok(self.declared(self.channels_level(offer)))),
            ),
            whole(
                Dimension::SelfService,
                evidence
                    .self_service
                    .as_ref()
                    .map(|service| self.sure_enough(self.self_service_level(service))),
            ),
            whole(
                Dimension::Proactivity,
                evidence
                    .proactivity
                    .map(|proactivity| Ok(self.declared(proactivity.judgement()))),
            ),
        ];
        let delight = evidence
            .delight
            .map(|delight| self.judge_delight(delight, &dimensions));
        dimensions.push(whole(Dimension::Delight, delight));
        let measured: Vec<_> = dimensions
            .iter()
            .filter_map(|each| Some((each.dimension, each.standing()?)))
            .collect();
        let overall = Overall::of(self.overall(), self.gap(), &measured);
        Assessment {
            overall: overall.map(|overall| self.overall_range(overall, &dimensions)),
            dimensions,
        }
    }

    /// The level of the whole by the same rule, were every dimension at its
    /// better end, and at its worse one.
    fn overall_range(&self, overall: Overall, dimensions: &[DimensionAssessment]) -> Overall {
        let at = |end: fn(LevelRange) -> Level| {
            let measured: Vec<_> = dimensions
                .iter()
                .filter_map(|each| Some((each.dimension, Standing::At(end(each.range()?)))))
                .collect();
            Overall::of(self.overall(), self.gap(), &measured)
        };
        match (
            self.certainty(),
            at(LevelRange::best),
            at(LevelRange::worst),
        ) {
            (Some(_), Some(best), Some(worst)) => {
                overall.with_range(best.standing().best(), worst.standing().worst())
            }
            _ => overall,
        }
    }

    /// What is declared is sure.
    fn declared(&self, judgement: Judgement) -> Judgement {
        self.ranged(judgement, super::ranging::at_ends)
    }

    fn assess_response(&self, evidence: &Evidence) -> DimensionAssessment {
        let channels = evidence
            .response
            .iter()
            .map(|(channel, measurement)| ChannelAssessment {
                channel: *channel,
                volume: measurement.volume(),
                outcome: self.response_time_level(*channel, measurement).into(),
            })
            .collect();
        self.across(Dimension::ResponseTime, channels)
    }

    /// A channel of which only the abandonment is known is judged by that.
    fn assess_resolution(&self, evidence: &Evidence) -> DimensionAssessment {
        let mut names: Vec<_> = evidence.resolution.keys().copied().collect();
        names.extend(evidence.abandonment.keys().copied());
        names.sort_unstable();
        names.dedup();
        let channels = names
            .into_iter()
            .map(|channel| {
                let measurement = evidence
                    .resolution
                    .get(&channel)
                    .cloned()
                    .unwrap_or_default();
                let rate = evidence.abandonment.get(&channel).copied();
                let volume = match measurement.volume() {
                    0 => rate.and_then(|rate| rate.count()).unwrap_or(0),
                    volume => volume,
                };
                ChannelAssessment {
                    channel,
                    volume,
                    outcome: self
                        .resolution_time_level(channel, &measurement, rate)
                        .into(),
                }
            })
            .collect();
        self.across(Dimension::ResolutionTime, channels)
    }

    /// One standing of the channels that are measured.
    fn across(
        &self,
        dimension: Dimension,
        channels: Vec<ChannelAssessment>,
    ) -> DimensionAssessment {
        let measured = || {
            channels
                .iter()
                .filter_map(|channel| Some((channel.standing()?, channel.volume)))
        };
        let standing = self.combined(measured().collect());
        let at = |end: fn(LevelRange) -> Level| {
            let ends = channels
                .iter()
                .filter_map(|channel| Some((Standing::At(end(channel.range()?)), channel.volume)));
            self.combined(ends.collect()).map(|(standing, _)| standing)
        };
        let range = self.certainty().and_then(|_| {
            let (likely, _) = standing?;
            let (best, worst) = (at(LevelRange::best)?, at(LevelRange::worst)?);
            Some(LevelRange::new(likely, best.best(), worst.worst()))
        });
        let reason = if channels.is_empty() {
            NotMeasured::NotGiven
        } else {
            NotMeasured::NoChannel
        };
        DimensionAssessment {
            dimension,
            parts: Parts::Channels {
                channels,
                standing: standing.ok_or(reason),
                range,
            },
        }
    }

    /// The weakest of some channels, or their mean by volume with its score.
    fn combined(&self, channels: Vec<(Standing, u64)>) -> Option<(Standing, Option<Decimal>)> {
        match self.across_channels() {
            AcrossChannels::Weakest => {
                let standings = channels.into_iter().map(|(standing, _)| standing);
                Standing::weakest(standings).map(|weakest| (weakest, None))
            }
            AcrossChannels::ByVolume => Standing::weighted(channels, self.gap())
                .map(|(standing, score)| (standing, Some(score))),
        }
    }

    /// Delight counts only where response and resolution have reached the gate.
    fn judge_delight(
        &self,
        delight: Delight,
        dimensions: &[DimensionAssessment],
    ) -> Result<Judgement, NotMeasured> {
        let judgement = delight.judgement().ok_or(NotMeasured::NoLevelForIt)?;
        for gate in [Dimension::ResponseTime, Dimension::ResolutionTime] {
            let is_open = dimensions
                .iter()
                .filter(|each| each.dimension == gate)
                .filter_map(DimensionAssessment::standing)
                .any(|standing| standing.is_at_least(self.gate()));
            if !is_open {
                return Err(NotMeasured::Gate {
                    dimension: gate,
                    level: self.gate(),
                });
            }
        }
        Ok(self.declared(judgement))
    }
}

/// A dimension that is judged for the desk as a whole.
fn whole(
    dimension: Dimension,
    judged: Option<Result<Judgement, NotMeasured>>,
) -> DimensionAssessment {
    DimensionAssessment {
        dimension,
        parts: Parts::Whole(judged.unwrap_or(Err(NotMeasured::NotGiven)).into()),
    }
}
