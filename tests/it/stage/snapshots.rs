//! Snapshots mid-stream: the same end, or an error.

use proptest::prelude::*;
use serde::Serialize;
use serde::de::DeserializeOwned;
use support_kpi::breakdown::By;
use support_kpi::clock::BusinessHours;
use support_kpi::error::SnapshotError;
use support_kpi::kpi::{Bots, FirstResponseTime, WaitingOnWhom};
use support_kpi::snapshot::Snapshot;
use support_kpi::stage::{Desk, Event, EventKind, Reopening};
use support_kpi::summary::{DurationSummary, Money, Ratio, ScoreCounts};
use support_kpi::{Calculator, Channel, Elapsed, OneToFive};

use super::convergence::{Counted, EverySecondMinute, arrivals};
use crate::{conversation_facts, facts};

fn json<T: Serialize>(state: &T) -> String {
    let snapshot = Snapshot::of(state).expect("it serialises");
    serde_json::to_string(&snapshot).expect("JSON")
}

fn postcard<T: Serialize>(state: &T) -> Vec<u8> {
    let snapshot = Snapshot::of(state).expect("it serialises");
    postcard::to_stdvec(&snapshot).expect("postcard")
}

/// What comes back from a snapshot in either format; they carry one checksum.
fn back<T: Serialize + DeserializeOwned + PartialEq + std::fmt::Debug>(state: &T) -> T {
    let text = json(state);
    let from_json: Snapshot<T> = serde_json::from_str(&text).expect("its own JSON");
    let from_postcard: Snapshot<T> =
        postcard::from_bytes(&postcard(state)).expect("its own postcard");
    assert_eq!(from_json, from_postcard);
    let state = from_json.into_state().expect("unaltered");
    assert_eq!(from_postcard.into_state().expect("unaltered"), state);
    state
}

/// A desk with a ticket of each end.
fn desk() -> Desk<u64, String> {
    let mut desk = Desk::default();
    let at = |second: u64| facts::after(second * 1_000_000_000);
    for (ticket, id, second, kind) in [
        (1, 1, 0, EventKind::CreatedByCustomer(Channel::Other(3))),
        (1, 2, 60, EventKind::AgentReply),
        (1, 3, 70, EventKind::Hold),
        (2, 1, 5, EventKind::MergedInto(1)),
        (3, 1, 9, EventKind::AgentNote),
    ] {
        let event = Event::new(ticket, id, at(second), kind).by("愛子".to_string());
        let _ = desk.apply(event).expect("an event that can be");
    }
    let _ = desk.apply(Event::deletion(4, 1, 9)).expect("a deletion");
    let _ = desk.archive(&3);
    desk
}

/// Written once and for all: what was stored yesterday is read tomorrow.
///
/// The checksum was computed apart from the crate, from the list of kinds and
/// FNV-1a: the name "Ratio" (kind 11), each field's name (15), each value as
/// 16 bytes (2), the end (16).
#[test]
fn a_snapshot_that_was_stored_is_read() {
    let stored = r#"{"version":1,"checksum":"ce11679907362bb2","state":{"part":9,"whole":10}}"#;
    assert_eq!(json(&Ratio::of_counts(9, 10)), stored);
    let read: Snapshot<Ratio> = serde_json::from_str(stored).expect("a snapshot");
    assert_eq!(read.into_state(), Ok(Ratio::of_counts(9, 10)));
    // In any order of fields.
    let turned = r#"{"state":{"whole":10,"part":9},"checksum":"ce11679907362bb2","version":1}"#;
    let read: Snapshot<Ratio> = serde_json::from_str(turned).expect("a snapshot");
    assert_eq!(read.into_state(), Ok(Ratio::of_counts(9, 10)));
}

#[test]
fn an_unknown_version_is_an_error() {
    let text = json(&desk()).replacen("\"version\":1", "\"version\":2", 1);
    let error = serde_json::from_str::<Snapshot<Desk<u64, String>>>(&text).expect_err("unknown");
    assert!(
        error.to_string().contains("version: expected 1, found 2"),
        "{error}"
    );
    // It is told even where the state is of a shape that this version cannot read.
    let text = r#"{"version":7,"checksum":"0","state":{"future":[]}}"#;
    let error = serde_json::from_str::<Snapshot<Ratio>>(text).expect_err("unknown");
    assert!(
        error.to_string().contains("version: expected 1, found 7"),
        "{error}"
    );
    let mut bytes = postcard(&desk());
    bytes[0] = 3;
    assert!(postcard::from_bytes::<Snapshot<Desk<u64, String>>>(&bytes).is_err());
}

#[test]
fn what_is_missing_or_comes_twice_is_an_error() {
    for (text, message) in [
        (
            r#"{"version":1,"state":{"part":1,"whole":2}}"#,
            "missing field `checksum`",
        ),
        (r#"{"version":1,"checksum":"00"}"#, "missing field `state`"),
        (r#"{"checksum":"00"}"#, "missing field `version`"),
        (r#"{"version":1,"version":1}"#, "duplicate field `version`"),
        (r#"{"version":1,"check":"00"}"#, "unknown field `check`"),
        ("[1]", "a snapshot: version, checksum, state"),
        ("7", "a snapshot: version, checksum, state"),
    ] {
        let error = serde_json::from_str::<Snapshot<Ratio>>(text).expect_err(text);
        let found = error.to_string();
        assert!(
            found.contains(message) || found.contains("expected version"),
            "{text}: {found}"
        );
    }
}

#[test]
fn what_was_altered_is_an_error() {
    let text = json(&Ratio::of_counts(9, 10)).replace("\"whole\":10", "\"whole\":11");
    let damaged: Snapshot<Ratio> = serde_json::from_str(&text).expect("a snapshot");
    let error = damaged.into_state().expect_err("altered");
    assert!(matches!(&error, SnapshotError::Altered { expected, .. } if expected.len() == 16));
    assert!(
        error.to_string().starts_with("checksum: expected "),
        "{error}"
    );

    // The state of one calculator is not that of another one with the same fields.
    let text = json(&Ratio::of_counts(0, 0));
    #[derive(Debug, PartialEq, Serialize, serde::Deserialize)]
    struct Share {
        part: i64,
        whole: i64,
    }
    let other: Snapshot<Share> = serde_json::from_str(&text).expect("the same fields");
    assert!(matches!(
        other.into_state(),
        Err(SnapshotError::Altered { .. })
    ));
}

#[test]
fn what_was_cut_is_an_error() {
    let (text, bytes) = (json(&desk()), postcard(&desk()));
    let at_a_character = |cut: &usize| text.is_char_boundary(*cut);
    for cut in (0..text.len()).filter(at_a_character) {
        assert!(serde_json::from_str::<Snapshot<Desk<u64, String>>>(&text[..cut]).is_err());
    }
    for cut in 0..bytes.len() {
        assert!(postcard::from_bytes::<Snapshot<Desk<u64, String>>>(&bytes[..cut]).is_err());
    }
}

/// Every bit of a desk's snapshot, flipped: an error, or the state as it was
/// (an unused bit of a number's encoding), and never another state.
#[test]
fn no_flipped_bit_gives_another_state() {
    let (desk, bytes) = (desk(), postcard(&desk()));
    for index in 0..bytes.len() {
        for bit in 0..8 {
            let mut damaged = bytes.clone();
            damaged[index] ^= 1 << bit;
            let read = postcard::from_bytes::<Snapshot<Desk<u64, String>>>(&damaged);
            if let Ok(Ok(state)) = read.map(Snapshot::into_state) {
                assert_eq!(state, desk, "bit {bit} of byte {index}");
            }
        }
    }
}

/// The hours go with the desk, so that waits are measured as before.
#[test]
fn a_desk_keeps_its_business_hours() {
    let schedule = |text: &str| -> BusinessHours<chrono_tz::Tz> {
        BusinessHours::new(serde_json::from_str(text).expect("a schedule"))
    };
    let weekdays =
        schedule(r#"{"time_zone": "Europe/Berlin", "weekly": {"mon": [["09:00", "17:00"]]}}"#);
    let late = schedule(r#"{"time_zone": "Asia/Tokyo", "weekly": {"mon": [["17:00", "24:00"]]}}"#);
    let mut desk = Desk::<u8, u8, u64, _>::new(weekdays.intersection(&late), Reopening::Explicit);
    // Monday: 09:00 to 16:00 in Berlin are 17:00 to 24:00 in Tokyo.
    let at = |text: &str| text.parse().expect("an instant");
    let opened = at("2024-01-15T14:30:00Z");
    let _ = desk.apply(Event::new(
        1,
        1,
        opened,
        EventKind::CustomerMessage(Channel::Email),
    ));
    let mut desk = back(&desk);
    let answered = at("2024-01-22T08:15:00Z");
    let _ = desk.apply(Event::new(1, 2, answered, EventKind::AgentReply).by(7));
    let timeline = desk.timeline(&1).expect("a ticket");
    // 30 minutes until 16:00, and 15 from 09:00 on the Monday after.
    let waited = timeline
        .ticket()
        .expect("it counts")
        .ticket()
        .first_response();
    assert_eq!(waited, Some(Elapsed::from_seconds(45 * 60)));

    let text = serde_json::to_string(desk.clock()).expect("JSON");
    for (from, to, message) in [
        ("2000", "2100", "years: expected 1 to 128 years"),
        ("Asia/Tokyo", "Asia/Edo", "time_zone: expected"),
    ] {
        let error = serde_json::from_str::<BusinessHours<chrono_tz::Tz>>(&text.replace(from, to))
            .expect_err(to)
            .to_string();
        assert!(error.contains(message), "{error}");
    }
    let none = r#"{"schedules":[],"first_year":2000,"last_year":2049}"#;
    let error = serde_json::from_str::<BusinessHours<chrono_tz::Tz>>(none).expect_err(none);
    assert!(
        error
            .to_string()
            .starts_with("schedules: expected one or more, found none")
    );
}

#[test]
fn what_refuses_to_be_written_says_why() {
    #[derive(Debug)]
    struct Refuses;
    impl Serialize for Refuses {
        fn serialize<S: serde::Serializer>(&self, _: S) -> Result<S::Ok, S::Error> {
            Err(serde::ser::Error::custom("a key that is not text"))
        }
    }
    let error = Snapshot::of(&Refuses).expect_err("it refuses");
    assert_eq!(
        error.to_string(),
        "state: expected one that serialises, found a key that is not text",
    );
}

/// A desk that contradicts itself is refused even where the checksum fits.
#[test]
fn desks_that_cannot_be_are_refused() {
    let text = serde_json::to_string(&desk()).expect("JSON");
    let read = |text: &str| serde_json::from_str::<Desk<u64, String>>(text);
    assert_eq!(read(&text).expect("unaltered"), desk());
    for (from, to, message) in [
        (
            r#""copies":1"#,
            r#""copies":0"#,
            "copies: expected 1 or more, found 0",
        ),
        (
            r#"[4,[{"id":1"#,
            r#"[1,[{"id":1"#,
            "conversations: expected each ticket once",
        ),
        (
            r#""archived":[[3,1]]"#,
            r#""archived":[[1,1]]"#,
            "archived: expected tickets that are not",
        ),
        (
            r#""archived":[[3,1]]"#,
            r#""archived":[[3,2]]"#,
            "archived: expected a number from 1 to 1, found 2",
        ),
        (
            r#""archived":[[3,1]]"#,
            r#""archived":[[3,1],[3,1]]"#,
            "archived: expected each ticket once",
        ),
        (r#""id":2"#, r#""id":1"#, "events: expected each id once"),
        (
            r#"{"merged_into":1}"#,
            r#"{"merged_into":2}"#,
            "merged_into: expected another ticket",
        ),
        (
            r#""past":{"received":1"#,
            r#""past":{"received":2"#,
            "past: expected counts that add up",
        ),
        (
            r#""by":"愛子","kind":"agent_reply""#,
            r#""by":null,"kind":"agent_reply""#,
            "by: expected the agent",
        ),
        (
            "2024-03-01T00:01:00Z",
            "2999-03-01T00:01:00Z",
            "at: expected an instant from 1677",
        ),
    ] {
        assert!(text.contains(from), "{from} in {text}");
        let error = read(&text.replacen(from, to, 1)).expect_err(to).to_string();
        assert!(error.contains(message), "{error}");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(64))]
    /// Desk and calculators go down and come back before every event.
    #[test]
    fn a_restarted_desk_goes_on_to_the_same_end(events in arrivals(25)) {
        let mut straight = Desk::<u8, u8, u8, EverySecondMinute>::default();
        let mut restarted = straight.clone();
        let mut counted = Counted::default();
        let mut frt = FirstResponseTime::default();
        let mut stored = frt.clone();
        for event in events {
            restarted = back(&restarted);
            stored = back(&stored);
            let change = straight.apply(event).expect("an event that can be");
            counted.take(&change);
            change.apply_tickets(&mut frt);
            let again = restarted.apply(event).expect("an event that can be");
            again.apply_tickets(&mut stored);
            prop_assert_eq!(again, change);
            prop_assert_eq!(&restarted, &straight);
            prop_assert_eq!(&stored, &frt);
        }
    }

    #[test]
    fn calculators_come_back(
        tickets in prop::collection::vec((facts::channel(), facts::ticket()), 0..30),
        times in prop::collection::vec(facts::elapsed(), 0..300),
        scores in prop::collection::vec(facts::score::<OneToFive>(), 0..30),
        amounts in prop::collection::vec(facts::amount(), 0..30),
        courses in prop::collection::vec(conversation_facts::course(), 0..30),
    ) {
        let by = By::<Channel, (FirstResponseTime, Bots)>::of(&tickets);
        prop_assert_eq!(back(&by), by);
        let mut summary = DurationSummary::default();
        summary.record_slice(&times);
        prop_assert_eq!(&back(&summary), &summary);
        let one_by_one = DurationSummary::of(&times);
        prop_assert_eq!(json(&one_by_one), json(&summary));
        let scores = ScoreCounts::of(&scores);
        prop_assert_eq!(back(&scores), scores);
        let money = Money::of(&amounts);
        prop_assert_eq!(back(&money), money);
        let waiting = WaitingOnWhom::of(&courses);
        prop_assert_eq!(back(&waiting), waiting);
    }
}
