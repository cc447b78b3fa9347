//! The KPIs, a file each: a fact, a formula, a summary.

mod cohort;
mod first_response;
mod goal;
mod indicator;
mod lifetime_value;
mod repeat_purchase;
mod retention;
mod revenue;

pub use cohort::{Cohort, PurchaseCohorts};
pub use first_response::FirstResponseTime;
pub use goal::{Goal, GoalResult, Goals, Measure};
pub use indicator::{Better, Indicator, Outlook};
pub use lifetime_value::{Horizon, LifetimeValue};
pub use repeat_purchase::{NthPurchase, RepeatCustomers, RepeatPurchase};
pub use retention::CustomerRetention;
pub use revenue::{RevenueBySatisfaction, SatisfactionBand};
