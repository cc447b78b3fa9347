//! `By`: order, equality, handles, and what is written.

use proptest::prelude::*;
use support_kpi::breakdown::By;
use support_kpi::summary::{Count, Ratio};
use support_kpi::{Calculator, Group, Sign};

use crate::serialised::{through_json, through_postcard};

#[test]
fn an_emptied_group_is_as_if_it_had_never_been() {
    let mut by = By::<String, Ratio>::default();
    by.group("kept").record(&true);
    let only_kept = by.clone();
    by.group("emptied").record(&true);
    assert_ne!(by, only_kept);
    by.group("emptied").retract(&true);
    by.group("only looked at");

    assert_eq!(by, only_kept);
    assert_eq!(by.group_count(), 1);
    assert_eq!(by.get("emptied"), None);
    assert_eq!(
        serde_json::to_string(&by).expect("JSON"),
        r#"[["kept",{"part":1,"whole":1}]]"#
    );
    by.shrink();
    assert_eq!(by, only_kept);
    assert_eq!(by.get("kept"), Some(&Ratio::of_counts(1, 1)));
}

#[test]
fn handles_save_the_look_up() {
    let mut by = By::<u32, Count>::default();
    let seven = by.handle(&7);
    let nine = by.handle(&9);
    by.group_at(seven).expect("a group").add(Sign::Plus, 2);
    by.group_at(nine).expect("a group").add(Sign::Plus, 3);
    assert_eq!(by.handle(&7), seven);
    assert_eq!(by.get(&7).and_then(|count| count.value()), Some(2));
    assert_eq!(By::<u32, Count>::default().group_at(nine), None);
}

#[test]
fn a_handle_is_void_after_shrinking() {
    let mut by = By::<&str, Count>::default();
    let [_, ben, cleo] = ["Aiko", "Ben", "Cleo"].map(|agent| by.handle(&agent));
    by.group_at(ben).expect("a group").add(Sign::Plus, 1);
    by.group_at(cleo).expect("a group").add(Sign::Plus, 1);
    let before = by.clone();

    // Aiko's group goes, and Cleo's comes to where Ben's was.
    by.shrink();
    assert_eq!(by.group_at(ben), None);
    assert_eq!(by.group_at(cleo), None);
    let anew = by.handle(&"Ben");
    assert_ne!(anew, ben);
    by.group_at(anew).expect("a group").add(Sign::Plus, 1);
    assert_eq!(by.get(&"Ben").and_then(|count| count.value()), Some(2));
    assert_eq!(by.get(&"Cleo").and_then(|count| count.value()), Some(1));

    // So is each earlier one, also where there was nothing to forget.
    by.shrink();
    assert_eq!(by.group_at(anew), None);
    assert_eq!(by.group_at(ben), None);

    // What was cloned before has all its groups and their handles still, and
    // knows none that was given since.
    let mut before = before;
    assert!(before.group_at(ben).is_some_and(|group| !group.is_empty()));
    assert_eq!(before.group_at(anew), None);
}

#[test]
fn a_handle_is_good_for_clones_made_since() {
    let mut by = By::<u32, Count>::default();
    let seven = by.handle(&7);
    let mut copy = by.clone();
    copy.group_at(seven).expect("a group").add(Sign::Plus, 5);
    assert_eq!(copy.get(&7).and_then(|count| count.value()), Some(5));
    assert_eq!(by.get(&7), None);

    // Another `By` cannot tell: it takes the handle for its own group of that
    // place, or has none there.
    let mut other = By::<u32, Count>::default();
    assert_eq!(other.group_at(seven), None);
    let nine = other.handle(&9);
    assert_eq!(nine, seven);
    other.group_at(seven).expect("a group").add(Sign::Plus, 1);
    assert_eq!(other.get(&9).and_then(|count| count.value()), Some(1));
    // What was shrunk oftener or less often can.
    by.shrink();
    assert_eq!(by.group_at(nine), None);
}

#[test]
fn a_key_that_comes_twice_is_refused() {
    let json = r#"[[1,{"part":1,"whole":1}],[1,{"part":1,"whole":1}]]"#;
    let message = serde_json::from_str::<By<u8, Ratio>>(json)
        .expect_err(json)
        .to_string();
    assert!(
        message.contains("expected each key once, found the key of pair 1 again"),
        "{message}"
    );
}

proptest! {
    #[test]
    fn it_agrees_with_a_sorted_map(facts in prop::collection::vec((0_u8..6, any::<bool>()), 0..40)) {
        let by = By::<u8, Ratio>::of(&facts);
        let mut naive: std::collections::BTreeMap<u8, Vec<bool>> = std::collections::BTreeMap::default();
        for (key, yes) in &facts {
            naive.entry(*key).or_default().push(*yes);
        }
        let expected: Vec<(u8, Ratio)> =
            naive.iter().map(|(key, facts)| (*key, Ratio::of(facts))).collect();
        let read: Vec<(u8, Ratio)> = by.iter().map(|(key, ratio)| (*key, *ratio)).collect();
        prop_assert_eq!(read, expected);
        prop_assert_eq!(by.total(), Ratio::of(facts.iter().map(|(_, yes)| yes)));
        prop_assert_eq!(by.regroup(|key| key % 2).total(), by.total());
        prop_assert_eq!(&through_json(&by), &by);
        prop_assert_eq!(&through_postcard(&by), &by);
    }
}
