//! Series: longer spans from shorter ones, slides, and the spans before.

use chrono::{TimeDelta, Utc};
use chrono_tz::Tz;
use proptest::prelude::*;
use support_kpi::breakdown::{By, Calendar, Closing, Opening, Series, Span};
use support_kpi::kpi::FirstResponseTime;
use support_kpi::summary::{Count, Ratio};
use support_kpi::{Calculator, Channel, Group, Resolver, Sign, Ticket};

use crate::facts;
use crate::serialised::through_json;

fn span(calendar: &Calendar<Utc>, instant: &str) -> Span {
    calendar
        .span_of(instant.parse().expect("an instant"))
        .expect("a span")
}

/// One count for each of the 31 days of March 2024, by its date.
fn march() -> Series<Opening, Count> {
    let days = Calendar::days(Utc);
    let mut series = Series::<Opening, Count>::default();
    let first = span(&days, "2024-03-01T00:00:00Z");
    for (number, day) in
        (1_u64..).zip(std::iter::successors(Some(first), |day| days.next(*day)).take(31))
    {
        series.span(day).add(Sign::Plus, number);
    }
    series
}

#[test]
fn a_ticket_counts_in_the_span_that_the_type_says() {
    let days = Calendar::days(Utc);
    let ticket = Ticket::builder(Channel::Email, facts::epoch())
        .resolved_at(facts::epoch() + TimeDelta::days(3), Resolver::Agent)
        .build()
        .expect("a ticket");
    let mut opened = Series::<Opening, FirstResponseTime>::default();
    let mut closed = Series::<Closing, FirstResponseTime>::default();
    let first = opened.apply_at(Sign::Plus, &days, &ticket).expect("a day");
    let fourth = closed.apply_at(Sign::Plus, &days, &ticket).expect("a day");
    assert_eq!(first, span(&days, "2024-03-01T12:00:00Z"));
    assert_eq!(fourth, span(&days, "2024-03-04T12:00:00Z"));

    let open = Ticket::builder(Channel::Email, facts::epoch())
        .build()
        .expect("a ticket");
    let before = closed.clone();
    assert_eq!(closed.apply_at(Sign::Plus, &days, &open), None);
    assert_eq!(closed, before);

    let mut by_channel = Series::<Opening, By<Channel, FirstResponseTime>>::default();
    by_channel.apply_at(Sign::Plus, &days, &(Channel::Email, ticket));
    assert_eq!(
        by_channel.total().get(&Channel::Email),
        Some(&opened.total())
    );
}

#[test]
fn what_it_is_counted_by_is_checked_when_it_is_read() {
    let json = serde_json::to_string(&march()).expect("JSON");
    assert!(
        json.starts_with(r#"{"counted_by":"opening","spans":[[{"start":"2024-03-01T00:00:00Z","#)
    );
    let message = serde_json::from_str::<Series<Closing, Count>>(&json)
        .expect_err(&json)
        .to_string();
    assert!(
        message.contains("counted_by: expected closing, found opening"),
        "{message}"
    );
    assert_eq!(through_json(&march()), march());
}

#[test]
fn whole_weeks_of_march_and_what_is_left_over() {
    // 1 March 2024 is a Friday: whole weeks run from the 4th to the 31st.
    let weeks = Calendar::weeks(Utc);
    let observed = span(&Calendar::months(Utc), "2024-03-15T00:00:00Z");
    let parts = march().put_together(&weeks, observed);
    let counts: Vec<u64> = parts
        .whole
        .iter()
        .filter_map(|(_, count)| count.value())
        .collect();
    // 4 + … + 10 = 49, then 7 × 7 = 49 more each week.
    assert_eq!(counts, [49, 98, 147, 196]);
    // 1 + 2 + 3 March are part of a week that began in February.
    assert_eq!(parts.leftovers.total().value(), Some(6));
    let mut both = parts.whole.total();
    both.merge(&parts.leftovers.total());
    assert_eq!(both, march().total());

    let year = span(
        &Calendar::new(Utc, support_kpi::breakdown::SpanUnit::Year),
        "2024-03-15T00:00:00Z",
    );
    let across = parts.whole.put_together(&Calendar::months(Utc), year);
    // All four whole weeks of March lie within March.
    assert!(across.leftovers.is_empty());
    let months = march().put_together(&Calendar::months(Utc), year).whole;
    let mut rest = months.clone();
    let foreign = rest.take_apart(&march());
    assert!(rest.is_empty() && foreign.is_empty());
    assert_eq!(months.total().value(), Some(31 * 32 / 2));
}

#[test]
fn slides_and_the_spans_before() {
    let days = Calendar::days(Utc);
    let march = march();
    let observed = span(&Calendar::months(Utc), "2024-03-15T00:00:00Z");
    let slides = march.sliding(&days, observed, 7);
    assert_eq!(slides.len(), 25);
    for (stretch, count) in &slides {
        assert_eq!(*count, march.within(*stretch), "{stretch}");
    }
    assert_eq!(slides[0].1.value(), Some(28)); // 1 + … + 7

    let tenth = span(&days, "2024-03-10T00:00:00Z");
    assert_eq!(
        march.before(&days, tenth).and_then(|count| count.value()),
        Some(9)
    );
    let before = march.same_time_of_week(&days, tenth, 2);
    assert_eq!(
        before
            .iter()
            .map(|(_, count)| count.value())
            .collect::<Vec<_>>(),
        [Some(3), Some(0)]
    );
}

#[test]
fn the_top_and_the_bottom_of_a_breakdown() {
    let mut by = By::<&str, Ratio>::default();
    for (agent, satisfied, answers) in [("a", 9, 10), ("b", 5, 10), ("c", 9, 10), ("d", 0, 0)] {
        by.group(&agent)
            .merge(&Ratio::of_counts(satisfied, answers));
    }
    let names =
        |top: Vec<(&&'static str, _)>| top.into_iter().map(|(name, _)| *name).collect::<String>();
    assert_eq!(names(by.top(2, Ratio::percent)), "ac"); // equal: in the order of the keys
    let bottom = by.top(9, |ratio| ratio.percent().map(std::cmp::Reverse));
    assert_eq!(
        bottom
            .into_iter()
            .map(|(name, _)| *name)
            .collect::<String>(),
        "bac"
    ); // d has no value
}

proptest! {
    /// Days put together into months hold what tickets counted by month hold.
    #[test]
    fn months_of_days_are_months(tickets in prop::collection::vec(facts::ticket(), 0..30)) {
        let zone = Tz::Europe__Berlin;
        let (days, months) = (Calendar::days(zone), Calendar::months(zone));
        let mut by_day = Series::<Opening, FirstResponseTime>::default();
        let mut by_month = Series::<Opening, FirstResponseTime>::default();
        for ticket in &tickets {
            by_day.apply_at(Sign::Plus, &days, ticket);
            by_month.apply_at(Sign::Plus, &months, ticket);
        }
        let always = Span::new(
            "2020-01-01T00:00:00Z".parse().expect("an instant"),
            "2030-01-01T00:00:00Z".parse().expect("an instant"),
        ).expect("a span");
        let parts = by_day.put_together(&months, always);
        prop_assert_eq!(&parts.whole, &by_month);
        prop_assert!(parts.leftovers.is_empty());
        prop_assert_eq!(by_day.total(), FirstResponseTime::of(&tickets));
        let mut none = by_month;
        prop_assert!(none.take_apart(&by_day).is_empty());
        prop_assert!(none.is_empty());
    }
}
