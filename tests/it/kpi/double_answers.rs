//! Double answers against hand sums and a list.

use proptest::prelude::*;
use support_kpi::Calculator;
use support_kpi::kpi::DoubleAnswers;
use support_kpi::model::Course;

use crate::conversation_facts;

fn replied(replies: u32, repeated: u32, by_another: u32) -> Course {
    Course::default()
        .replied(replies, repeated, by_another)
        .expect("a course")
}

#[test]
fn a_table_by_hand() {
    // 3 + 1 + 0 + 4 = 8 replies, 2 + 0 + 0 + 1 = 3 repeated, 1 + 0 + 0 + 1 = 2 by another.
    let doubles = DoubleAnswers::of(&[
        replied(3, 2, 1),
        replied(1, 0, 0),
        replied(0, 0, 0),
        replied(4, 1, 1),
    ]);
    assert_eq!(doubles.of_replies().to_string(), "3 of 8 (37.5 %)");
    assert_eq!(doubles.by_another_agent().to_string(), "2 of 8 (25 %)");
    assert_eq!(doubles.tickets().to_string(), "2 of 4 (50 %)");
}

#[test]
fn nothing_counted_is_no_value() {
    assert_eq!(DoubleAnswers::default().of_replies().percent(), None);
    let silent = DoubleAnswers::of(&[replied(0, 0, 0)]);
    assert_eq!(silent.of_replies().percent(), None);
    assert_eq!(silent.tickets().to_string(), "0 of 1 (0 %)");
}

#[test]
fn replies_that_cannot_be_are_refused() {
    for (replies, repeated, by_another, text) in [
        (
            2,
            2,
            0,
            "repeated_replies: expected fewer than the replies, found 2 of 2",
        ),
        (
            0,
            1,
            0,
            "repeated_replies: expected fewer than the replies, found 1 of 0",
        ),
        (
            3,
            1,
            2,
            "repeated_by_another: expected at most the repeated replies, found 2 of 1",
        ),
    ] {
        let error = Course::default()
            .replied(replies, repeated, by_another)
            .expect_err(text);
        assert_eq!(error.to_string(), text);
    }
    let json = serde_json::to_string(&replied(3, 2, 1)).expect("JSON");
    let altered = json.replace("\"replies\":3", "\"replies\":2");
    let error = serde_json::from_str::<Course>(&altered).expect_err("too many");
    assert!(error.to_string().contains("found 2 of 2"), "{error}");
}

proptest! {
    #[test]
    fn it_agrees_with_a_list(courses in prop::collection::vec(conversation_facts::course(), 0..60)) {
        let doubles = DoubleAnswers::of(&courses);
        let sum = |part: fn(&Course) -> u32| courses.iter().map(|c| u64::from(part(c))).sum();
        prop_assert_eq!(doubles.of_replies().part(), Some(sum(Course::repeated_replies)));
        prop_assert_eq!(doubles.of_replies().whole(), Some(sum(Course::replies)));
        prop_assert_eq!(doubles.by_another_agent().part(), Some(sum(Course::repeated_by_another)));
        let tickets = courses.iter().filter(|c| c.repeated_replies() > 0).count();
        prop_assert_eq!(doubles.tickets().part(), Some(tickets as u64));
    }
}
