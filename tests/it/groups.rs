//! `By` in bulk: by its own facts and by a key of each fact, for few groups, for
//! some tens, and for thousands of them.

use std::collections::{BTreeMap, HashSet};
use std::hash::{BuildHasher as _, BuildHasherDefault, DefaultHasher};

use proptest::prelude::*;
use support_kpi::breakdown::By;
use support_kpi::kpi::FirstResponseTime;
use support_kpi::summary::{Count, DurationSummary, Ratio};
use support_kpi::{Calculator, Channel, Elapsed, Group, Sign, Ticket};

use crate::facts;
use crate::serialised::{through_json, through_postcard};

/// Facts with the numbers of their groups.
type Keyed = Vec<(u32, Elapsed)>;

/// Facts of so many groups, each of which has one at least.
fn keyed(groups: std::ops::RangeInclusive<u32>, more: usize) -> impl Strategy<Value = Keyed> {
    groups.prop_flat_map(move |groups| {
        let each = prop::collection::vec(facts::elapsed(), groups as usize);
        let more = prop::collection::vec((0..groups.max(1), facts::elapsed()), 0..=more);
        (each, more, any::<bool>()).prop_map(move |(each, more, at_once)| {
            let each = each.into_iter().zip(0..).map(|(time, key)| (key, time));
            // All groups at first, or only when others have been counted for a while.
            if at_once {
                each.chain(more).collect()
            } else {
                let (seen, unseen): (Keyed, Keyed) = each.partition(|(key, _)| key % 2 == 0);
                let known: Vec<u32> = seen.iter().map(|(key, _)| *key).collect();
                let (early, late): (Keyed, Keyed) =
                    more.into_iter().partition(|(key, _)| known.contains(key));
                [seen, early, unseen, late].concat()
            }
        })
    })
}

/// One at a time, and each group on its own in a sorted map.
fn one_at_a_time(
    start: &By<u32, DurationSummary>,
    sign: Sign,
    facts: &Keyed,
) -> (By<u32, DurationSummary>, BTreeMap<u32, DurationSummary>) {
    let mut by = start.clone();
    let mut naive: BTreeMap<u32, DurationSummary> = start
        .iter()
        .map(|(key, group)| (*key, group.clone()))
        .collect();
    for (key, time) in facts {
        by.apply(sign, &(*key, *time));
        naive.entry(*key).or_default().apply(sign, time);
    }
    naive.retain(|_, group| !group.is_empty());
    (by, naive)
}

fn bulk_equals_single(keyed: &Keyed, before: &Keyed) -> Result<(), TestCaseError> {
    for start in [By::default(), By::of(before)] {
        for sign in [Sign::Plus, Sign::Minus] {
            let (single, naive) = one_at_a_time(&start, sign, keyed);
            let read = single.iter().map(|(key, group)| (*key, group.clone()));
            prop_assert_eq!(read.collect::<BTreeMap<_, _>>(), naive);

            let mut slice = start.clone();
            slice.apply_slice(sign, keyed);
            prop_assert_eq!(&slice, &single, "slice, {:?}", sign);

            let mut by_all = start.clone();
            by_all.apply_all(sign, keyed.iter().flat_map(|fact| [None, Some(fact)]));
            prop_assert_eq!(&by_all, &single, "all, some missing, {:?}", sign);

            // A key of the fact's own: here the last figures of its nanoseconds.
            let key = |time: &Elapsed| (time.nanoseconds() % 97) as u32;
            let times: Vec<Elapsed> = keyed.iter().map(|(_, time)| *time).collect();
            let mut by_key = start.clone();
            by_key.apply_by(sign, &times, key);
            let under_key: Keyed = times.iter().map(|time| (key(time), *time)).collect();
            prop_assert_eq!(&by_key, &one_at_a_time(&start, sign, &under_key).0);

            slice.apply_slice(sign.flipped(), keyed);
            prop_assert_eq!(&slice, &start, "there and back");
        }
    }
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]

    #[test]
    fn few_groups(keyed_facts in keyed(0..=63, 300), before in keyed(0..=8, 40)) {
        bulk_equals_single(&keyed_facts, &before)?;
    }

    #[test]
    fn some_tens_of_groups_in_any_order(
        keyed_facts in keyed(63..=65, 2_300),
        before in keyed(0..=65, 40),
        turn in any::<prop::sample::Index>(),
    ) {
        bulk_equals_single(&keyed_facts, &before)?;
        let mut turned = keyed_facts.clone();
        turned.rotate_left(turn.index(keyed_facts.len()));
        let by = By::<u32, DurationSummary>::of(&keyed_facts);
        prop_assert_eq!(&By::of(&turned), &by);
        turned.reverse();
        let mut reversed = By::default();
        reversed.record_slice(&turned);
        prop_assert_eq!(&reversed, &by);
        prop_assert_eq!(
            serde_json::to_string(&reversed).expect("JSON"),
            serde_json::to_string(&by).expect("JSON")
        );
    }

    #[test]
    fn tickets_by_their_channel(tickets in prop::collection::vec(facts::ticket(), 0..200)) {
        let mut by_channel = By::<Channel, FirstResponseTime>::default();
        by_channel.record_by(&tickets, Ticket::channel);
        let keyed: Vec<(Channel, Ticket)> =
            tickets.iter().map(|ticket| (ticket.channel(), *ticket)).collect();
        prop_assert_eq!(&by_channel, &By::of(&keyed));
        by_channel.retract_by(&tickets, Ticket::channel);
        prop_assert!(by_channel.is_empty());
    }

    #[test]
    fn shrinking_changes_no_value(
        kept in keyed(0..=80, 40),
        emptied in keyed(1..=200, 200),
        later in keyed(1..=200, 100),
    ) {
        let mut by = By::<u32, DurationSummary>::default();
        by.record_slice(&emptied);
        by.record_slice(&kept);
        by.retract_slice(&emptied);
        let expected = By::of(&kept);
        prop_assert_eq!(&by, &expected);
        by.shrink();
        prop_assert_eq!(&by, &expected);
        prop_assert_eq!(by.group_count(), expected.group_count());
        for (key, _) in &emptied {
            prop_assert_eq!(by.get(key), expected.get(key));
        }
        // It goes on working, as one that was read back does, and finds each key where it is.
        for restored in [through_json(&by), through_postcard(&by), by] {
            let mut restored = restored;
            restored.record_slice(&later);
            prop_assert_eq!(&restored, &By::of(kept.iter().chain(&later)));
            for (key, _) in &later {
                let handle = restored.handle(key);
                let group = restored.group_at(handle).cloned();
                prop_assert_eq!(group.as_ref(), restored.get(key));
            }
        }
    }
}

#[test]
fn thousands_of_groups() {
    let facts: Keyed = (0..12_000_u32)
        .map(|number| {
            let key = number.wrapping_mul(2_654_435_761) % 4_001;
            (key, Elapsed::from_nanoseconds(u64::from(number) * 977))
        })
        .collect();
    // Few groups first: the many come in the middle of a slice.
    let few: Keyed = facts.iter().map(|(key, time)| (key % 50, *time)).collect();
    let mixed = [&few[..3_000], &facts[..]].concat();
    let (single, naive) = one_at_a_time(&By::default(), Sign::Plus, &mixed);
    let mut slice = By::<u32, DurationSummary>::default();
    slice.record_slice(&mixed);
    assert_eq!(slice, single);
    assert_eq!(slice.group_count(), naive.len());
    assert!(naive.len() > 3_900);
    let keys: Vec<u32> = slice.iter().map(|(key, _)| *key).collect();
    assert_eq!(keys, naive.keys().copied().collect::<Vec<_>>());

    let times: Vec<Elapsed> = mixed.iter().map(|(_, time)| *time).collect();
    let key = |time: &Elapsed| (time.nanoseconds() / 1_000 % 5_003) as u32;
    let mut by_key = By::<u32, DurationSummary>::default();
    by_key.record_by(&times, key);
    let keyed: Keyed = times.iter().map(|time| (key(time), *time)).collect();
    assert_eq!(by_key, By::of(&keyed));

    assert_eq!(through_postcard(&slice), slice);
    slice.retract_slice(&facts);
    assert_eq!(slice, By::of(&few[..3_000]));
    slice.shrink();
    assert_eq!(slice.group_count(), 50);
    slice.retract_slice(&few[..3_000]);
    assert_eq!(slice, By::default());
}

#[test]
fn any_number_of_facts() {
    for length in [0, 1, 1_023, 1_024, 1_025, 2_047, 2_048, 2_049] {
        for groups in [1, 64, 65] {
            let facts: Vec<(u32, bool)> = (0..length).map(|n| (n % groups, n % 3 == 0)).collect();
            let mut slice = By::<u32, Ratio>::default();
            slice.record_slice(&facts);
            assert_eq!(slice, By::of(&facts), "{length} facts, {groups} groups");
            let answers: Vec<bool> = facts.iter().map(|(_, yes)| *yes).collect();
            let mut by_answer = By::<bool, Ratio>::default();
            by_answer.record_by(&answers, |yes| *yes);
            assert_eq!(by_answer.total(), Ratio::of(&answers), "{length} facts");
        }
    }
}

#[test]
fn keys_are_borrowed_and_handles_hold() {
    let mut by = By::<String, Count>::default();
    let names: Vec<String> = (0..300).map(|number| format!("agent {number}")).collect();
    let handles: Vec<_> = names.iter().map(|name| by.handle(name.as_str())).collect();
    assert_eq!(handles.iter().collect::<HashSet<_>>().len(), 300);
    for (name, handle) in names.iter().zip(&handles) {
        by.group(name.as_str()).add(Sign::Plus, 1);
        by.group_at(*handle).expect("a group").add(Sign::Plus, 1);
        assert_eq!(
            by.get(name.as_str()).and_then(|count| count.value()),
            Some(2)
        );
        assert_eq!(by.handle(name.as_str()), *handle);
    }
    assert_eq!(by.get("agent"), None);
    assert_eq!(by.group_count(), 300);
    let mut copy = by.clone();
    copy.group_at(handles[7])
        .expect("a group")
        .add(Sign::Plus, 5);
    assert_eq!(copy.get("agent 7").and_then(|count| count.value()), Some(7));
    assert_eq!(by.get("agent 7").and_then(|count| count.value()), Some(2));
}

#[test]
fn equal_channels_hash_equal_and_others_do_not() {
    let hasher = BuildHasherDefault::<DefaultHasher>::default();
    let channels = || {
        let others = (0..=u16::MAX).map(Channel::Other);
        Channel::NAMED.into_iter().chain(others)
    };
    let hashes: HashSet<u64> = channels().map(|channel| hasher.hash_one(channel)).collect();
    assert_eq!(hashes.len(), 8 + (1 << 16), "each of its own");
    for channel in channels().step_by(97) {
        let text = channel.to_string();
        let again: Channel = text.parse().expect("its own text");
        assert_eq!(
            (again, hasher.hash_one(again)),
            (channel, hasher.hash_one(channel))
        );
    }

    let mut by = By::<Channel, Ratio>::default();
    let facts: Vec<(Channel, bool)> = channels().map(|channel| (channel, true)).collect();
    by.record_slice(&facts);
    assert_eq!(by.group_count(), facts.len());
    for (channel, _) in &facts {
        assert_eq!(by.get(channel), Some(&Ratio::of_counts(1, 1)), "{channel}");
    }
}

/// A key borrowed from its fact: nothing is cloned.
#[test]
fn a_key_may_be_borrowed_from_its_fact() {
    let answers = [true, false, true];
    let names = ["no", "yes"].map(String::from);
    let mut by_name = By::<&str, Ratio>::default();
    let mut asked = 0;
    by_name.record_by(&answers, |answer| {
        asked += 1;
        names[usize::from(*answer)].as_str()
    });
    assert_eq!(asked, 3);
    assert_eq!(by_name.get(&"yes").and_then(Ratio::whole), Some(2));

    let mut by_fact = By::<&bool, Ratio>::default();
    by_fact.record_by(&answers, |answer| answer);
    by_fact.retract_by(&answers[1..], |answer| answer);
    assert_eq!(by_fact.group_count(), 1);
}
