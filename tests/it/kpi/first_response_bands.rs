//! Bands of the first response against hand counts and plain filters.

use std::time::Duration;

use proptest::prelude::*;
use support_kpi::breakdown::By;
use support_kpi::kpi::{FirstResponseBands, ResponseBand, ResponseBands};
use support_kpi::summary::Ratio;
use support_kpi::{Calculator, Channel, Elapsed, Ticket};

use crate::facts;
use crate::serialised::{through_json, through_postcard};

fn bands(seconds: &[u64]) -> ResponseBands {
    ResponseBands::new(seconds.iter().copied().map(Duration::from_secs)).expect("bands")
}

fn waited(channel: Channel, seconds: u64) -> Ticket {
    Ticket::builder(channel, facts::epoch())
        .first_response_at(facts::after(seconds * 1_000_000_000))
        .build()
        .expect("a ticket")
}

#[test]
fn a_table_by_hand() {
    // Bounds 60, 300 and 600 s: 59 and 60 in the first band, 61 in the second,
    // 600 in the third, 601 beyond, one unanswered: 5 answered, 6 in all.
    let bounds = bands(&[60, 300, 600]);
    let open = Ticket::builder(Channel::Chat, facts::epoch())
        .build()
        .expect("a ticket");
    let mut state = FirstResponseBands::default();
    for seconds in [59, 60, 61, 600, 601] {
        state.record(&bounds.of_ticket(&waited(Channel::Chat, seconds)));
    }
    state.record(&bounds.of_ticket(&open));
    let in_bands = [(0, 2, 2), (1, 1, 3), (2, 1, 4)];
    for (number, alone, within) in in_bands {
        assert_eq!(state.in_band(number), Ratio::of_counts(alone, 5));
        assert_eq!(state.of_answered(number), Ratio::of_counts(within, 5));
        assert_eq!(state.of_all(number), Ratio::of_counts(within, 6));
    }
    assert_eq!(state.beyond(), Ratio::of_counts(1, 5));
    assert_eq!(state.answered(), Ratio::of_counts(5, 6));
    assert_eq!(state.unanswered(), Some(1));
    let numbered: Vec<(u8, u64)> = bounds
        .bounds()
        .map(|(number, bound)| (number, bound.as_secs()))
        .collect();
    assert_eq!(numbered, [(0, 60), (1, 300), (2, 600)]);
}

#[test]
fn channels_have_bounds_of_their_own() {
    let mut by_channel = By::<Channel, FirstResponseBands>::default();
    for (channel, bounds) in [
        (Channel::Chat, bands(&[60])),
        (Channel::Email, bands(&[3_600])),
    ] {
        by_channel
            .group(&channel)
            .record(&bounds.of_ticket(&waited(channel, 600)));
    }
    let within = |channel| by_channel.get(&channel).map(|state| state.of_all(0));
    assert_eq!(within(Channel::Chat), Some(Ratio::of_counts(0, 1)));
    assert_eq!(within(Channel::Email), Some(Ratio::of_counts(1, 1)));
}

#[test]
fn nothing_counted_is_no_value() {
    let mut state = FirstResponseBands::default();
    assert_eq!(state.of_all(0).percent(), None);
    state.record(&ResponseBand::Unanswered);
    assert_eq!(state.of_answered(0).percent(), None);
    assert_eq!(state.of_all(0), Ratio::of_counts(0, 1));
}

#[test]
fn a_retraction_ahead_of_its_record_is_unsettled() {
    for early in [
        ResponseBand::Within(0),
        ResponseBand::Within(1),
        ResponseBand::Beyond,
        ResponseBand::Unanswered,
    ] {
        let mut state = FirstResponseBands::of(&[ResponseBand::Within(2); 5]);
        state.retract(&early);
        let ratios = [
            state.of_answered(2),
            state.of_all(2),
            state.in_band(2),
            state.beyond(),
            state.answered(),
        ];
        for ratio in ratios {
            assert_eq!((ratio.percent(), ratio.whole()), (None, None), "{early:?}");
        }
        state.record(&early);
        assert_eq!(state.of_all(2), Ratio::of_counts(5, 5));
    }
}

#[test]
fn bounds_that_cannot_be_are_refused() {
    let refused = |bounds: &[Duration]| {
        ResponseBands::new(bounds.iter().copied())
            .expect_err("bounds that cannot be")
            .to_string()
    };
    let second = Duration::from_secs(1);
    let in_order = "response bands: expected each bound to be greater than the one before";
    assert_eq!(
        refused(&[second, second]),
        format!("{in_order}, found 1s after 1s")
    );
    assert_eq!(
        refused(&[second, second * 3, second * 2]),
        format!("{in_order}, found 2s after 3s")
    );
    assert_eq!(
        refused(&[]),
        "response bands: expected 1 to 255 bounds, found 0"
    );
    let many: Vec<Duration> = (1..=256).map(Duration::from_secs).collect();
    assert_eq!(
        refused(&many),
        "response bands: expected 1 to 255 bounds, found 256"
    );
    assert!(ResponseBands::new(many.into_iter().take(255)).is_ok());
    assert_eq!(
        refused(&[Duration::MAX]),
        "response bands: expected at most 18446744073 s (584 years), found 18446744073709551615 s"
    );
    let json = serde_json::from_str::<ResponseBands>("[5,4]")
        .expect_err("out of order")
        .to_string();
    assert!(
        json.contains(&format!("{in_order}, found 4ns after 5ns")),
        "{json}"
    );
    let written = bands(&[60, 300]);
    assert_eq!(through_json(&written), written);
    assert_eq!(through_postcard(&written), written);
}

proptest! {
    #[test]
    fn it_agrees_with_filters(
        tickets in prop::collection::vec(facts::ticket(), 0..60),
        bounds in prop::collection::btree_set(0_u32..1_000, 1..6),
    ) {
        let bounds: Vec<Elapsed> = bounds.into_iter().map(Elapsed::from_seconds).collect();
        let bands = ResponseBands::try_from(bounds.clone()).expect("bounds in order");
        let mut state = FirstResponseBands::default();
        for ticket in &tickets {
            state.record(&bands.of_ticket(ticket));
        }
        let waits: Vec<Elapsed> = tickets.iter().filter_map(Ticket::first_response).collect();
        let at_most = |bound: Elapsed| waits.iter().filter(|wait| **wait <= bound).count() as i64;
        let (answered, all) = (waits.len() as i64, tickets.len() as i64);
        let mut before = 0;
        for (number, bound) in (0..).zip(&bounds) {
            let within = at_most(*bound);
            prop_assert_eq!(state.of_answered(number), Ratio::of_counts(within, answered));
            prop_assert_eq!(state.of_all(number), Ratio::of_counts(within, all));
            prop_assert_eq!(state.in_band(number), Ratio::of_counts(within - before, answered));
            before = within;
        }
        prop_assert_eq!(state.beyond(), Ratio::of_counts(answered - before, answered));
        prop_assert_eq!(state.answered(), Ratio::of_counts(answered, all));
        prop_assert_eq!(state.unanswered(), Some((all - answered) as u64));
    }
}
