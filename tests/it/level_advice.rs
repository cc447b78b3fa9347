//! The guide's advice for each step.

use support_kpi::level::{Dimension, Level, advice};

fn sources(list: &[&'static advice::Advice]) -> Vec<&'static str> {
    list.iter().map(|each| each.source()).collect()
}

#[test]
fn each_step_has_the_lines_of_the_guide_in_their_order() {
    let table: [(Level, &[&str]); 5] = [
        (
            Level::Unacceptable,
            &["000:31", "000:32", "000:33", "000:34"],
        ),
        (
            Level::BelowAverage,
            &["000:46", "000:47", "000:48", "000:49"],
        ),
        (Level::Average, &["000:60", "000:61"]),
        (
            Level::AboveAverage,
            &["000:75", "000:76", "000:76", "000:77–79"],
        ),
        (Level::Stellar, &[]),
    ];
    for (from, lines) in table {
        assert_eq!(sources(&advice::for_step(from)), lines);
    }
}

#[test]
fn every_dimension_has_advice_for_every_step() {
    for dimension in Dimension::ALL {
        for from in Level::ALL {
            let chosen = advice::for_dimension(dimension, from);
            assert_eq!(
                chosen.is_empty(),
                from == Level::Stellar,
                "{dimension}, {from}"
            );
            for each in chosen {
                assert!(
                    each.japanese()
                        .chars()
                        .any(|letter| ('ぁ'..='ヿ').contains(&letter))
                );
                assert!(each.english().is_ascii());
            }
        }
    }
}

#[test]
fn advice_for_a_dimension_is_its_part_of_the_step_and_its_own() {
    let table: [(Dimension, Level, &[&str]); 5] = [
        (
            Dimension::ResponseTime,
            Level::Unacceptable,
            &["000:31", "000:32", "000:103–106"],
        ),
        (
            Dimension::SelfService,
            Level::BelowAverage,
            &["000:47", "000:128–129"],
        ),
        (Dimension::Channels, Level::BelowAverage, &["000:49"]),
        // The step has nothing on channels: all of it.
        (
            Dimension::Channels,
            Level::Unacceptable,
            &["000:31", "000:32", "000:33", "000:34"],
        ),
        (
            Dimension::Quality,
            Level::AboveAverage,
            &["000:75", "000:76"],
        ),
    ];
    for (dimension, from, lines) in table {
        assert_eq!(
            sources(&advice::for_dimension(dimension, from)),
            lines,
            "{dimension}"
        );
    }
}
