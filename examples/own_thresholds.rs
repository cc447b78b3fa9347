//! The same desk by the guide's thresholds, and by its own.
//!
//! A policy is data: it is built from the documented one, or read from JSON,
//! and checked either way. What is the desk's own is marked so in the text.

use std::error::Error;
use std::time::Duration;

use support_kpi::Channel;
use support_kpi::level::{
    Basis, Bound, ChannelBounds, Dimension, Evidence, Level, Limit, Measurement, Policy, Quality,
};

const fn minutes(count: u64) -> Duration {
    Duration::from_secs(60 * count)
}

fn main() -> Result<(), Box<dyn Error>> {
    let evidence = Evidence::new()
        .response(Channel::Email, Measurement::mean(minutes(95), 240))
        .resolution(Channel::Email, Measurement::mean(minutes(600), 230))
        .quality(Quality::of_counts([1, 2, 6, 31, 60]));

    let within = |level, time| Bound::new(level, Limit::AtMost(time), Basis::Own);
    let strict = Policy::documented()
        .to_builder()
        .response(ChannelBounds::new(
            Channel::Email,
            vec![
                within(Level::Stellar, minutes(15)),
                within(Level::AboveAverage, minutes(60)),
                within(Level::Average, minutes(240)),
                within(Level::BelowAverage, minutes(720)),
            ],
        ))
        .minimum_count(30)
        .build()?;
    let from_a_file: Policy =
        serde_json::from_str(r#"{"statistic": "mean", "minimum_count": 235}"#)?;

    for (name, policy) in [
        ("by the guide", Policy::documented()),
        ("by stricter bounds for e-mail", strict.clone()),
        ("by a file that asks for 235 tickets", from_a_file),
    ] {
        let assessment = policy.assess(&evidence);
        println!("{name}");
        for dimension in Dimension::CORE {
            if let Some(found) = assessment.dimension(dimension) {
                match (found.standing(), found.not_measured()) {
                    (Some(standing), _) => println!("  {dimension}: level {standing}"),
                    (None, Some(reason)) => println!("  {dimension}: not measured, {reason}"),
                    (None, None) => {}
                }
            }
        }
        for missing in assessment.missing() {
            println!("  to the next level: {missing}");
        }
    }

    let disordered = strict.to_builder().response(ChannelBounds::new(
        Channel::Email,
        vec![
            within(Level::Stellar, minutes(60)),
            within(Level::AboveAverage, minutes(15)),
        ],
    ));
    if let Err(error) = disordered.build() {
        println!("and bounds out of order are refused: {error}");
    }
    Ok(())
}
