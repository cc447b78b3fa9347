//! How sure: intervals, comparisons, open tickets, alarms and staffing.
//!
//! No figure stands without its certainty. What is read here is read from
//! counts, durations and series of values that calculators hold exactly; only
//! in this module is a figure a float, and only where it is read.
//!
//! | the question | the answer |
//! |---|---|
//! | how sure is a share, a score, a percentile? | [`Ratio::interval`](crate::summary::Ratio::interval), [`PromoterCounts`], [`Percentile::bounds`](crate::summary::Percentile::bounds) |
//! | and a mean time, a mean score? | [`DurationSummary::mean_interval`](crate::summary::DurationSummary::mean_interval), [`ScoreCounts::mean_interval`](crate::summary::ScoreCounts::mean_interval) |
//! | how many answers does it take? | [`sample_size`] |
//! | is a goal reached for sure? | [`Goal::certainty_of_mean`](crate::kpi::Goal::certainty_of_mean), [`Goal::certainty_of_percent`](crate::kpi::Goal::certainty_of_percent) |
//! | is this month better than last? | [`compare_proportions`], [`PromoterCounts::change_to`], [`welch`], [`Rate::change_to`] |
//! | and of twenty figures at once? | [`holm`], [`benjamini_hochberg`] |
//! | how long do tickets take, the open ones included? | [`Lifespans`], [`KaplanMeier`], [`CompetingRisks`], [`log_rank`] |
//! | is last night out of the ordinary? | [`Baseline`], [`PChart`] |
//! | who is first, and is that more than chance? | [`rank_by_lower_bound`], [`funnel_limits`], [`spread`] |
//! | does satisfaction go along with revenue? | [`pearson`], [`spearman`] |
//! | how many people does the hour need? | [`Requirement`], [`plan_week`], [`ErlangA`] |
//!
//! A result is never infinite or undefined, and a probability never outside
//! [0, 1]. What makes no sense is an error that names the field; what makes
//! sense and has no answer is a `None` with one meaning.

#![expect(
    clippy::float_arithmetic,
    reason = "what is read here are probabilities; no float enters a state"
)]

mod alarm;
mod comparison;
mod confidence;
mod correlation;
mod evidence;
mod goal;
mod interval;
mod mean_score;
mod moments;
mod multiplicity;
mod percentile;
mod promoter_score;
mod proportion;
mod quantity;
mod ranking;
mod sample_size;
mod special;
mod staffing;
mod survival;
mod time_summary;

pub use alarm::Side;
pub use alarm::baseline::{Alarm, Baseline, Chart, Figure, same_hour_of_week};
pub use alarm::cusum::{CusumChart, CusumRow};
pub use alarm::ewma::{EwmaChart, EwmaRow};
pub use alarm::p_chart::PChart;
pub use alarm::robust_z::RobustZ;
pub use alarm::xmr::XmrChart;
pub use comparison::means::{MeanChange, welch};
pub use comparison::proportions::{ProportionChange, compare_proportions};
pub use comparison::rates::{Rate, RateChange};
pub use confidence::Confidence;
pub use correlation::{Correlation, pearson, spearman};
pub use evidence::{Effect, Reading, Verdict};
pub use interval::{Interval, Method};
pub use moments::{Moments, PowerSums};
pub use multiplicity::{benjamini_hochberg, holm};
pub use percentile::{PercentileBounds, RankInterval};
pub use promoter_score::{PromoterCounts, PromoterScoreChange};
pub use proportion::{WorstCase, wilson, wilson_lower};
pub use quantity::Quantity;
pub use ranking::{Ranked, Ranking, Spread, funnel_limits, rank_by_lower_bound, spread};
pub use sample_size::sample_size;
pub use staffing::demand::{Demand, OneAtATime};
pub use staffing::erlang_a::ErlangA;
pub use staffing::erlang_b::erlang_b;
pub use staffing::erlang_c::{ErlangC, erlang_c};
pub use staffing::plan::{HourlyVolumes, PlannedHour, plan_week};
pub use staffing::requirement::{Requirement, Staffing};
pub use survival::competing_risks::{CompetingRisks, RiskStep};
pub use survival::kaplan_meier::{KaplanMeier, SurvivalStep};
pub use survival::lifespan::{Lifespan, Lifespans};
pub use survival::log_rank::{LogRank, log_rank};
pub use survival::spell::{Ending, Spell};
