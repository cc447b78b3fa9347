//! Self-service: what customers can solve by themselves.

use std::cmp::Ordering;

use serde::{Deserialize, Serialize};

use super::criterion::{Condition, Criterion, Found, Fulfilment};
use super::judgement::Judgement;
use super::ranging::at_ends;
use super::{Basis, Dimension, Level, Policy, Rate, Threshold};

/// What customers can do by themselves, from the guide's levels 1 to 5.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SelfServiceOffer {
    /// Nothing (000:28).
    None,
    /// A simple FAQ page somewhere (000:44).
    SimpleFaq,
    /// A detailed FAQ, in the product too (000:58).
    DetailedFaq,
    /// Advanced tools, such as an order tracker (000:73).
    AdvancedTools,
    /// Automated self-service (000:87).
    Automated,
}

impl SelfServiceOffer {
    /// In words.
    pub const fn english(self) -> &'static str {
        match self {
            Self::None => "none",
            Self::SimpleFaq => "a simple FAQ page",
            Self::DetailedFaq => "a detailed FAQ",
            Self::AdvancedTools => "advanced tools",
            Self::Automated => "automated self-service",
        }
    }

    const STEPS: [(Level, Self); 4] = [
        (Level::BelowAverage, Self::SimpleFaq),
        (Level::Average, Self::DetailedFaq),
        (Level::AboveAverage, Self::AdvancedTools),
        (Level::Stellar, Self::Automated),
    ];
}

/// What self-service is judged by.
///
/// # Example: automation that handles half of all requests is not yet stellar
///
/// ```
/// use support_kpi::level::{Level, Policy, SelfService, SelfServiceOffer};
/// use support_kpi::summary::Ratio;
///
/// let level = |solved| {
///     let service = SelfService::new(SelfServiceOffer::Automated)
///         .with_rate(Ratio::of_counts(solved, 100));
///     Policy::documented().self_service_level(&service).level()
/// };
/// assert_eq!(level(50), Some(Level::AboveAverage));
/// assert_eq!(level(51), Some(Level::Stellar));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct SelfService {
    offer: SelfServiceOffer,
    rate: Option<Rate>,
}

impl SelfService {
    /// What is offered; how much of the work it takes over is not known.
    pub const fn new(offer: SelfServiceOffer) -> Self {
        Self { offer, rate: None }
    }

    /// The same with the self-service rate: what customers solved without an
    /// agent, of all requests.
    #[must_use]
    pub fn with_rate(mut self, rate: impl Into<Rate>) -> Self {
        self.rate = Some(rate.into());
        self
    }

    /// What is offered.
    pub const fn offer(&self) -> SelfServiceOffer {
        self.offer
    }
}

impl Policy {
    /// The level of the self-service that is offered.
    ///
    /// A rate that was not measured, or with too little evidence, does not
    /// reach level 5.
    pub fn self_service_level(&self, service: &SelfService) -> Judgement {
        let over: Threshold = self.self_service();
        let rate = service
            .rate
            .filter(|rate| rate.has_counted(self.minimum_count()));
        let mut criteria: Vec<_> = SelfServiceOffer::STEPS
            .into_iter()
            .map(|(level, offer)| Criterion {
                level,
                condition: Condition::SelfService(offer),
                found: Found::SelfService(service.offer),
                fulfilment: Fulfilment::of(service.offer >= offer),
                basis: Basis::Documented,
            })
            .collect();
        criteria.push(Criterion {
            level: Level::Stellar,
            condition: Condition::SelfServiceRate { over: over.value() },
            found: rate.map_or(Found::Nothing, |rate| rate.found()),
            fulfilment: Fulfilment::of(
                rate.and_then(|rate| rate.compare(over.value())) == Some(Ordering::Greater),
            ),
            basis: over.basis(),
        });
        let judgement = Judgement::by_criteria(
            Dimension::SelfService,
            Found::SelfService(service.offer),
            None,
            criteria,
        );
        self.ranged(judgement, at_ends)
    }
}
