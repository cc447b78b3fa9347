//! Facts of conversations for property tests.

use proptest::prelude::*;
use support_kpi::model::{
    Course, FirstAssignment, FirstContact, FirstContactOutcome, FirstConversation, Recontact,
};

use crate::facts::{after, channel, elapsed};

/// Any course that the model accepts.
pub fn course() -> impl Strategy<Value = Course> {
    let assignment = prop_oneof![
        Just((FirstAssignment::None, 0)),
        (0_u16..4).prop_map(|n| (FirstAssignment::BeforeOpening, n)),
        (elapsed(), prop_oneof![9 => 0_u16..4, 1 => Just(u16::MAX)])
            .prop_map(|(time, n)| (FirstAssignment::After(time), n)),
    ];
    let replies = (
        prop_oneof![9 => 0_u32..6, 1 => Just(u32::MAX)],
        0_u32..6,
        0_u32..6,
    );
    ((elapsed(), elapsed(), elapsed()), assignment, replies).prop_map(
        |((team, customer, hold), (first, handovers), (replies, repeated, by_another))| {
            let repeated = repeated.min(replies.saturating_sub(1));
            Course::default()
                .waited(team, customer, hold)
                .assigned(first, handovers)
                .and_then(|course| course.replied(replies, repeated, by_another.min(repeated)))
                .expect("a course that can be")
        },
    )
}

/// Any first conversation that the model accepts, in few days.
pub fn first_conversation() -> impl Strategy<Value = FirstConversation> {
    let hours = || 0_u64..24 * 12;
    let resolved = prop::option::of((
        hours(),
        0_u32..3,
        prop::option::of(hours()),
        prop::option::of(hours()),
        prop::option::of(hours()),
        any::<bool>(),
    ));
    (channel(), hours(), resolved).prop_map(|(channel, opened, resolved)| {
        let at = |hours: u64| after(hours * 3_600_000_000_000);
        let open = FirstConversation::open(channel, at(opened)).expect("an instant");
        let Some((took, replies, reopened, followed_up, returned, is_resolved)) = resolved else {
            return open;
        };
        let end = opened + took;
        let mut conversation = open.resolved(at(end), replies).expect("later");
        if let Some(later) = reopened {
            conversation = conversation.reopened(at(end + later)).expect("later");
        }
        if let Some(later) = followed_up {
            conversation = conversation.followed_up(at(end + later)).expect("later");
        }
        if let Some(later) = returned {
            conversation = conversation.returned(at(end + later)).expect("later");
        }
        if is_resolved {
            conversation
        } else {
            conversation.unresolved()
        }
    })
}

/// Any outcome of a window.
pub fn first_contact_outcome() -> impl Strategy<Value = FirstContactOutcome> {
    let first = prop::sample::select(&[FirstContact::Resolved, FirstContact::NotResolved][..]);
    let recontact = prop::sample::select(&[Recontact::CameBack, Recontact::StayedAway][..]);
    (channel(), 0_u64..9, 0_u64..9, first, recontact).prop_map(
        |(channel, opened, took, first, recontact)| {
            let conversation = FirstConversation::open(channel, after(opened))
                .and_then(|open| open.resolved(after(opened + took), 1))
                .expect("it is");
            FirstContactOutcome::of(&conversation, first, recontact).expect("it was resolved")
        },
    )
}
