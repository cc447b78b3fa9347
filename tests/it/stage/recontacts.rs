//! First contact resolution and recontacts, by hand and against a recount.

use std::collections::HashMap;
use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use support_kpi::kpi::{FirstContactResolution, RecontactRate};
use support_kpi::model::{FirstContact, FirstContactOutcome, FirstConversation, Recontact};
use support_kpi::stage::{Change, FirstContactRule, Recontacts};
use support_kpi::{Calculator, Channel};

use crate::serialised::{through_json, through_postcard};
use crate::{conversation_facts, facts};

type Told = (u8, u8, u8, FirstConversation);
type Outcome = (u8, u8, u8, FirstContactOutcome);

const DAY: u64 = 24;

fn hour(hour: u64) -> DateTime<Utc> {
    facts::after(hour * 3_600_000_000_000)
}

/// A conversation that was opened and resolved at these hours, with one reply.
fn resolved(opened: u64, resolved: u64) -> FirstConversation {
    FirstConversation::open(Channel::Email, hour(opened))
        .and_then(|open| open.resolved(hour(resolved), 1))
        .expect("a conversation")
}

/// "First contacts of all, recontacts of all", as of an hour.
fn rates(rule: FirstContactRule, told: &[Told], as_of: u64) -> (String, String) {
    let mut stage = Recontacts::new(rule, Duration::from_secs(7 * 86_400)).expect("a week");
    let mut kpis = (FirstContactResolution::default(), RecontactRate::default());
    let mut take = |change: Change<Outcome>| {
        change.map(|(.., outcome)| *outcome).apply_to(&mut kpis);
    };
    take(stage.as_of(hour(as_of)).expect("an instant"));
    take(stage.apply(&Change::new(vec![], told.to_vec())));
    let text = |ratio: support_kpi::summary::Ratio| {
        format!(
            "{}/{}",
            ratio.part().expect("settled"),
            ratio.whole().expect("settled")
        )
    };
    (text(kpis.0.rate()), text(kpis.1.rate()))
}

fn rule_of_the_guide(told: &[Told], as_of: u64) -> (String, String) {
    rates(FirstContactRule::NoReturn, told, as_of)
}

#[test]
fn nothing_is_decided_before_the_window_has_run_out() {
    let told = [(1, 1, 0, resolved(0, 2)), (1, 1, 0, resolved(3, 4))];
    assert_eq!(
        rule_of_the_guide(&told, 7 * DAY + 1),
        ("0/0".into(), "0/0".into())
    );
    // The first came to its end at hour 2 and was followed by the second at hour 3.
    assert_eq!(
        rule_of_the_guide(&told, 7 * DAY + 2),
        ("0/1".into(), "1/1".into())
    );
    assert_eq!(
        rule_of_the_guide(&told, 7 * DAY + 4),
        ("1/2".into(), "1/2".into())
    );
}

#[test]
fn the_windows_end_does_not_belong_to_it() {
    for (next, recontacts) in [(7 * DAY + 1, "1/1"), (7 * DAY + 2, "0/1")] {
        let told = [(1, 1, 0, resolved(0, 2)), (1, 1, 0, resolved(next, next))];
        assert_eq!(rule_of_the_guide(&told, 7 * DAY + 2).1, recontacts);
    }
}

#[test]
fn another_category_or_customer_is_no_return() {
    let told = [
        (1, 1, 0, resolved(0, 2)),
        (1, 2, 0, resolved(3, 4)),
        (2, 1, 0, resolved(3, 4)),
    ];
    assert_eq!(
        rule_of_the_guide(&told, 1_000),
        ("3/3".into(), "0/3".into())
    );
}

#[test]
fn a_second_contact_while_the_first_is_open_is_a_return() {
    let told = [(1, 1, 0, resolved(0, 50)), (1, 1, 0, resolved(20, 30))];
    assert_eq!(
        rule_of_the_guide(&told, 1_000),
        ("1/2".into(), "1/2".into())
    );
    // Two of one instant are not each other's return.
    let told = [(1, 1, 0, resolved(0, 50)), (1, 1, 1, resolved(0, 30))];
    assert_eq!(
        rule_of_the_guide(&told, 1_000),
        ("2/2".into(), "0/2".into())
    );
}

#[test]
fn open_tickets_are_outside_and_still_a_return() {
    let open = FirstConversation::open(Channel::Email, hour(3)).expect("a conversation");
    let reopened = resolved(0, 2)
        .reopened(hour(5))
        .expect("later")
        .unresolved();
    let told = [
        (1, 1, 0, resolved(0, 2)),
        (1, 1, 0, open),
        (2, 1, 0, reopened),
    ];
    assert_eq!(
        rule_of_the_guide(&told, 1_000),
        ("0/1".into(), "1/1".into())
    );
}

#[test]
fn what_each_rule_takes_for_enough() {
    let quiet = resolved(0, 2);
    let after = |result: Result<FirstConversation, _>| result.expect("a conversation");
    let three_replies = FirstConversation::open(Channel::Email, hour(0))
        .and_then(|open| open.resolved(hour(2), 3))
        .expect("a conversation");
    let cases = [
        // no return, not reopened, one reply, came back
        (quiet, "1/1", "1/1", "1/1", "0/1"),
        (after(quiet.reopened(hour(9))), "0/1", "0/1", "0/1", "0/1"),
        (
            after(quiet.followed_up(hour(9))),
            "0/1",
            "1/1",
            "1/1",
            "0/1",
        ),
        (after(quiet.returned(hour(9))), "0/1", "1/1", "1/1", "1/1"),
        (three_replies, "1/1", "1/1", "0/1", "0/1"),
        // After the window nothing counts.
        (after(quiet.reopened(hour(500))), "1/1", "1/1", "1/1", "0/1"),
        (
            after(quiet.followed_up(hour(500))),
            "1/1",
            "1/1",
            "1/1",
            "0/1",
        ),
        (after(quiet.returned(hour(500))), "1/1", "1/1", "1/1", "0/1"),
    ];
    for (conversation, no_return, not_reopened, one_reply, came_back) in cases {
        let told = [(1, 1, 0, conversation)];
        for (rule, first_contacts) in [
            (FirstContactRule::NoReturn, no_return),
            (FirstContactRule::NotReopened, not_reopened),
            (FirstContactRule::OneReply, one_reply),
        ] {
            let (first, recontacts) = rates(rule, &told, 1_000);
            assert_eq!(
                (first.as_str(), recontacts.as_str()),
                (first_contacts, came_back),
                "{rule:?}"
            );
        }
    }
}

#[test]
fn nothing_counted_is_no_value() {
    let fcr = FirstContactResolution::default();
    assert_eq!(fcr.rate().percent(), None);
    assert_eq!(RecontactRate::default().rate().percent(), None);
}

#[test]
fn conversations_that_cannot_be_are_refused() {
    let open = FirstConversation::open(Channel::Email, hour(5)).expect("a conversation");
    assert_eq!(
        open.resolved(hour(4), 1)
            .expect_err("before its opening")
            .to_string(),
        "resolved_at: expected 2024-03-01T05:00:00Z (opened_at) or later, \
         found 2024-03-01T04:00:00Z",
    );
    assert_eq!(
        open.returned(hour(9))
            .expect_err("never resolved")
            .to_string(),
        "resolved_at: expected the instant of the resolution that something came after, \
         found nothing",
    );
    let outcome = FirstContactOutcome::of(&open, FirstContact::Resolved, Recontact::StayedAway);
    assert_eq!(
        outcome.expect_err("never resolved").to_string(),
        "resolved_at: expected the instant at which the window began, found nothing",
    );
    let text = serde_json::to_string(&open).expect("JSON");
    let resolved = text.replace("\"is_resolved\":false", "\"is_resolved\":true");
    let error = serde_json::from_str::<FirstConversation>(&resolved).expect_err("never resolved");
    assert!(
        error
            .to_string()
            .contains("resolved_at: expected an instant"),
        "{error}"
    );
    assert_eq!(
        Recontacts::<u8, u8>::new(FirstContactRule::NoReturn, Duration::MAX)
            .expect_err("too long")
            .to_string(),
        "time: expected at most 18446744073 s (584 years), found 18446744073709551615 s",
    );
}

#[test]
fn stages_that_cannot_be_are_refused() {
    let mut stage = Recontacts::<u8, u8>::default();
    let _ = stage.apply(&Change::new(vec![], vec![(1, 1, (), resolved(0, 2))]));
    let text = serde_json::to_string(&stage).expect("JSON");
    let (head, contact) = text.split_once("\"contacts\":[").expect("contacts");
    let contact = contact.trim_end_matches("]}");
    let read = |contacts: &str| {
        serde_json::from_str::<Recontacts<u8, u8>>(&format!("{head}\"contacts\":[{contacts}]}}"))
    };
    assert_eq!(read(contact).expect("its own"), stage);
    let twice = read(&format!("{contact},{contact}"))
        .expect_err("twice")
        .to_string();
    assert!(
        twice.contains("contacts: expected each contact once, found that of 1 again"),
        "{twice}"
    );
    let none = read(&contact.replace(",1]", ",0]"))
        .expect_err("none")
        .to_string();
    assert!(
        none.contains("contacts: expected counts that are not 0, found one at 0"),
        "{none}"
    );
}

/// The outcomes, the slow way: each contact against all others.
fn recount(
    rule: FirstContactRule,
    contacts: &[Told],
    as_of: Option<DateTime<Utc>>,
) -> HashMap<Outcome, i64> {
    let mut outcomes = HashMap::new();
    for (customer, category, own, this) in contacts {
        let Some(end) = this.resolved_at().map(|at| at + TimeDelta::days(7)) else {
            continue;
        };
        if !this.is_resolved() || as_of.is_none_or(|as_of| as_of < end) {
            continue;
        }
        let within = |at: Option<DateTime<Utc>>| at.is_some_and(|at| at < end);
        let another = contacts.iter().any(|(c, g, _, other)| {
            (c, g) == (customer, category)
                && other.opened_at() > this.opened_at()
                && other.opened_at() < end
        });
        let came_back = another || within(this.returned_at());
        let reopened = within(this.reopened_at());
        let first = match rule {
            FirstContactRule::NoReturn => !(came_back || reopened || within(this.followed_up_at())),
            FirstContactRule::OneReply => !reopened && this.replies() < 2,
            _ => !reopened,
        };
        let outcome = FirstContactOutcome::of(
            this,
            if first {
                FirstContact::Resolved
            } else {
                FirstContact::NotResolved
            },
            if came_back {
                Recontact::CameBack
            } else {
                Recontact::StayedAway
            },
        );
        let outcome = outcome.expect("it was resolved");
        *outcomes
            .entry((*customer, *category, *own, outcome))
            .or_default() += 1;
    }
    outcomes
}

#[derive(Debug, Clone)]
enum Step {
    Record(Told),
    /// Takes back one that was told, or one that is told only later.
    Retract(prop::sample::Index),
    AsOf(u64),
    Restart,
}

fn step() -> impl Strategy<Value = Step> {
    let told = (
        0_u8..2,
        0_u8..2,
        0_u8..2,
        conversation_facts::first_conversation(),
    );
    prop_oneof![
        6 => told.prop_map(Step::Record),
        2 => any::<prop::sample::Index>().prop_map(Step::Retract),
        2 => (0_u64..40 * DAY).prop_map(Step::AsOf),
        1 => Just(Step::Restart),
    ]
}

proptest! {
    #[test]
    fn it_agrees_with_a_recount_after_every_step(
        steps in prop::collection::vec(step(), 1..40),
        rule in prop::sample::select(&[
            FirstContactRule::NoReturn,
            FirstContactRule::NotReopened,
            FirstContactRule::OneReply,
        ][..]),
    ) {
        let mut stage = Recontacts::<u8, u8, u8>::new(rule, Duration::from_secs(7 * 86_400)).expect("a week");
        let mut contacts: Vec<Told> = Vec::new();
        let mut as_of = None;
        let mut live: HashMap<Outcome, i64> = HashMap::new();
        let mut kpi = FirstContactResolution::default();
        for step in steps {
            let change = match step {
                Step::Record(told) => {
                    contacts.push(told);
                    stage.apply(&Change::new(vec![], vec![told]))
                }
                Step::Retract(index) => {
                    if contacts.is_empty() {
                        continue;
                    }
                    let told = contacts.swap_remove(index.index(contacts.len()));
                    stage.apply(&Change::new(vec![told], vec![]))
                }
                Step::AsOf(at) => {
                    as_of = Some(hour(at));
                    stage.as_of(hour(at)).expect("an instant")
                }
                Step::Restart => {
                    stage = through_postcard(&through_json(&stage));
                    continue;
                }
            };
            for (outcomes, more) in [(change.retracted(), -1), (change.recorded(), 1)] {
                for outcome in outcomes {
                    prop_assert!(
                        !(more == 1 && change.retracted().contains(outcome)),
                        "what did not change is not told"
                    );
                    let count = live.entry(*outcome).or_default();
                    *count += more;
                    if *count == 0 {
                        live.remove(outcome);
                    }
                }
            }
            change.map(|(.., outcome)| *outcome).apply_to(&mut kpi);
            prop_assert_eq!(&live, &recount(rule, &contacts, as_of));
            let batch: Vec<FirstContactOutcome> = stage.facts().recorded().iter().map(|(.., o)| *o).collect();
            prop_assert_eq!(kpi, FirstContactResolution::of(&batch));
        }
    }

    /// Told in any order, retractions before what they take back too.
    #[test]
    fn a_retraction_may_come_first(
        kept in prop::collection::vec((0_u8..2, 0_u8..2, 0_u8..2, conversation_facts::first_conversation()), 0..10),
        wrong in prop::collection::vec((0_u8..2, 0_u8..2, 0_u8..2, conversation_facts::first_conversation()), 0..10),
    ) {
        let mut stage = Recontacts::<u8, u8, u8>::default();
        let mut kpi = RecontactRate::default();
        let mut take = |change: Change<Outcome>| change.map(|(.., o)| *o).apply_to(&mut kpi);
        take(stage.apply(&Change::new(wrong.clone(), vec![])));
        take(stage.as_of(hour(30 * DAY)).expect("an instant"));
        take(stage.apply(&Change::new(vec![], kept.clone())));
        take(stage.apply(&Change::new(vec![], wrong)));
        let mut straight = Recontacts::<u8, u8, u8>::default();
        let _ = straight.apply(&Change::new(vec![], kept));
        let all = straight.as_of(hour(30 * DAY)).expect("an instant");
        let batch: Vec<FirstContactOutcome> = all.recorded().iter().map(|(.., o)| *o).collect();
        prop_assert_eq!(kpi, RecontactRate::of(&batch));
        prop_assert_eq!(stage, straight);
    }
}
