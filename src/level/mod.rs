//! The five service levels of the guide: a policy built of data, and the
//! assessment of a desk by it.
//!
//! The levels are 1 [unacceptable](Level::Unacceptable), 2
//! [below average](Level::BelowAverage), 3 [average](Level::Average), 4
//! [above average](Level::AboveAverage) and 5 [stellar](Level::Stellar).
//! They are given in seven [dimensions](Dimension), for response and
//! resolution time on every channel, and to the desk as a whole.
//!
//! All numbers stand in a [`Policy`], each with its [`Basis`]: what the guide
//! documents, what is read into its words where it has no number, or a number
//! of the caller's own. What is judged is plain values with their evidence
//! ([`Evidence`], [`Measurement`]): a dimension without evidence is
//! [not measured](NotMeasured), never a level. The judgements are pure
//! functions from a value to a [`Judgement`], so that a value that is known
//! as two ends is judged at both.
//!
//! # The documented bounds
//!
//! Response time, at most (*read* in italics; in person and a caller's own
//! channels have none):
//!
//! | level | e-mail | *web* | social | live chat | SMS | *messaging* | phone |
//! |---|---|---|---|---|---|---|---|
//! | 5 | 1 h | *1 h* | 15 min | 1 min | 1 min | *1 min* | *1 min* |
//! | 4 | 4 h | *4 h* | 4 h | 5 min | 5 min | *5 min* | 5 min |
//! | 3 | 24 h | *24 h* | 24 h | 10 min | *10 min* | *10 min* | *10 min* |
//! | 2 | *72 h* | *72 h* | *72 h* | 60 min | 60 min | *60 min* | 60 min |
//!
//! Resolution time: on e-mail, web and social media level 3 and up are less
//! than one business day, level 2 is at most *7 days*; on real-time channels
//! at most *1 h* and *3 h*. An abandonment rate of *20 %* and more is level 1.
//!
//! A policy that asks for [`Certainty`] judges each value at both ends of its
//! interval: "4, perhaps 3" ([`LevelRange`]), and "not enough data" where they
//! lie too far apart.
//!
//! The guide leaves gaps (e-mail from 4 to 12 h) and gives some times to two
//! levels (24 h): [`GapPolicy`] and [`OverlapPolicy`] say what becomes of them.
//!
//! Source: the levels of the e-commerce service guide (000:19 to 000:90).
//!
//! # Example: what holds a desk down, and the way up
//!
//! ```
//! use std::time::Duration;
//! use support_kpi::Channel;
//! use support_kpi::level::{Dimension, Evidence, Level, Measurement, Policy, Quality};
//!
//! let minutes = |count: u64| Duration::from_secs(count * 60);
//! let evidence = Evidence::new()
//!     .response(Channel::Email, Measurement::mean(minutes(310), 120))
//!     .response(Channel::Chat, Measurement::mean(minutes(3), 80))
//!     .resolution(Channel::Email, Measurement::mean(minutes(900), 110))
//!     .quality(Quality::of_counts([0, 0, 1, 4, 45]));
//!
//! let assessment = Policy::documented().assess(&evidence);
//! let overall = assessment.overall().unwrap();
//! assert_eq!(overall.level(), Some(Level::Average));
//! assert_eq!(overall.held_down_by(), [Dimension::ResponseTime]);
//! assert_eq!(
//!     assessment.missing()[0].to_string(),
//!     "first response by e-mail from 5 h 10 min to 4 h",
//! );
//! ```

pub mod advice;
mod assessment;
mod assessment_text;
mod assessor;
mod basis;
mod bound;
mod certainty;
mod channels;
mod criterion;
mod dimension;
mod duration_text;
#[cfg(feature = "inference")]
mod ends;
#[cfg(not(feature = "inference"))]
#[path = "no_ends.rs"]
mod ends;
mod evidence;
mod gap;
mod judgement;
mod level_range;
mod measurement;
mod not_measured;
mod overall;
mod policy;
mod policy_builder;
mod proactivity;
mod quality;
mod ranging;
mod rate;
mod resolution;
mod response;
mod self_service;
mod shortfall;
mod standing;
mod statistic;
mod threshold;
mod tier;
mod timing;
mod validation;
mod waiting;

pub use advice::Advice;
pub use assessment::{Assessment, ChannelAssessment, DimensionAssessment, Outcome};
pub use basis::{Basis, Threshold};
pub use bound::{Bound, ChannelBounds, Limit, Reach};
pub use certainty::Certainty;
pub use channels::{ChannelCount, ChannelOffer, ChannelRules, Hours};
pub use criterion::{Condition, Criterion, Found, Fulfilment};
pub use dimension::Dimension;
pub use evidence::Evidence;
pub use gap::{AcrossChannels, GapPolicy, OverlapPolicy};
pub use judgement::Judgement;
pub use level_range::LevelRange;
pub use measurement::Measurement;
pub use not_measured::NotMeasured;
pub use overall::{Coverage, Overall, OverallRule};
pub use policy::Policy;
pub use policy_builder::PolicyBuilder;
pub use proactivity::{Delight, Proactivity};
pub use quality::{Quality, QualityRules};
pub use rate::Rate;
pub use self_service::{SelfService, SelfServiceOffer};
pub use shortfall::Shortfall;
pub use standing::Standing;
pub use statistic::Statistic;
pub use tier::Level;
pub use waiting::Waiting;
