//! First contact resolution and recontacts as calculators; what makes the
//! outcomes is tested with the stage.

use proptest::prelude::*;
use support_kpi::Calculator;
use support_kpi::kpi::{FirstContactResolution, RecontactRate};
use support_kpi::model::{Course, FirstContact, FirstContactOutcome, FirstConversation, Recontact};

use crate::serialised::{through_json, through_postcard};
use crate::{conversation_facts, facts};

fn outcome(first: FirstContact, recontact: Recontact) -> FirstContactOutcome {
    let conversation = FirstConversation::open(support_kpi::Channel::Email, facts::epoch())
        .and_then(|open| open.resolved(facts::after(9), 1))
        .expect("a conversation");
    FirstContactOutcome::of(&conversation, first, recontact).expect("it was resolved")
}

#[test]
fn a_table_by_hand() {
    let outcomes = [
        outcome(FirstContact::Resolved, Recontact::StayedAway),
        outcome(FirstContact::Resolved, Recontact::StayedAway),
        // An agent had to follow up; the customer did not come back.
        outcome(FirstContact::NotResolved, Recontact::StayedAway),
        outcome(FirstContact::NotResolved, Recontact::CameBack),
    ];
    let (fcr, recontacts) = <(FirstContactResolution, RecontactRate)>::of(&outcomes);
    assert_eq!(fcr.rate().to_string(), "2 of 4 (50 %)");
    assert_eq!(recontacts.rate().to_string(), "1 of 4 (25 %)");
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    let mut fcr = FirstContactResolution::default();
    fcr.retract(&outcome(FirstContact::Resolved, Recontact::StayedAway));
    assert_eq!(fcr.rate().percent(), None);
}

proptest! {
    #[test]
    fn they_agree_with_a_list(outcomes in prop::collection::vec(conversation_facts::first_contact_outcome(), 0..60)) {
        let (fcr, recontacts) = <(FirstContactResolution, RecontactRate)>::of(&outcomes);
        let failed = outcomes.iter().filter(|o| o.first_contact() == FirstContact::NotResolved);
        prop_assert_eq!(fcr.rate().complement().part(), Some(failed.count() as u64));
        let quiet = outcomes.iter().filter(|o| o.recontact() == Recontact::StayedAway);
        prop_assert_eq!(recontacts.rate().complement().part(), Some(quiet.count() as u64));
        prop_assert_eq!(fcr.rate().whole(), Some(outcomes.len() as u64));
    }

    #[test]
    fn facts_are_read_back_as_they_were(
        course in conversation_facts::course(),
        conversation in conversation_facts::first_conversation(),
        outcome in conversation_facts::first_contact_outcome(),
    ) {
        prop_assert_eq!(through_json::<Course>(&course), course);
        prop_assert_eq!(through_postcard(&course), course);
        prop_assert_eq!(through_json(&conversation), conversation);
        prop_assert_eq!(through_postcard(&conversation), conversation);
        prop_assert_eq!(through_json(&outcome), outcome);
        prop_assert_eq!(through_postcard(&outcome), outcome);
    }
}
