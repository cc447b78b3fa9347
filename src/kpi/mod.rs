//! The KPIs, a file each: a fact, a formula, a summary.

mod abandonment;
mod cohort;
mod contact_rate;
mod contact_volume;
mod effort;
mod first_response;
mod goal;
mod handle_time;
mod indicator;
mod internal_quality;
mod lifetime_value;
mod phone_service_level;
mod promoter_score;
mod re_rating;
mod repeat_purchase;
mod retention;
mod revenue;
mod satisfaction;
mod short_abandonment;
mod survey_response;

pub use abandonment::AbandonmentRate;
pub use cohort::{Cohort, PurchaseCohorts};
pub use contact_rate::ContactRate;
pub use contact_volume::ContactVolume;
pub use effort::{CustomerEffort, EffortQuestion};
pub use first_response::FirstResponseTime;
pub use goal::{Goal, GoalResult, Goals, Measure};
pub use handle_time::AverageHandleTime;
pub use indicator::{Better, Indicator, Outlook};
pub use internal_quality::InternalQuality;
pub use lifetime_value::{Horizon, LifetimeValue};
pub use phone_service_level::{
    AnswerTarget, AnswerVerdict, PhoneServiceLevel, ServiceLevel, ServiceLevelReading,
};
pub use promoter_score::{NetPromoterScore, PromoterBand};
pub use re_rating::ReRating;
pub use repeat_purchase::{NthPurchase, RepeatCustomers, RepeatPurchase};
pub use retention::CustomerRetention;
pub use revenue::{RevenueBySatisfaction, SatisfactionBand};
pub use satisfaction::CustomerSatisfaction;
pub use short_abandonment::{AbandonmentVerdict, ShortAbandonment, ShortAbandons};
pub use survey_response::{SurveyResponseRate, WorstCaseBounds};
