//! The laws of `calculator`, for every calculator by name, by `==`.
//!
//! A calculator that is not in the list below fails the last test.

use std::fmt::Debug;
use std::time::Duration;

use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::{Config, TestRunner};
use serde::Serialize;
use serde::de::DeserializeOwned;
use support_kpi::breakdown::{By, Opening, Series};
use support_kpi::inference::{Lifespans, PowerSums};
use support_kpi::scorecard::{OnActiveMonths, OnCustomers, OnPurchases, OnTickets};
use support_kpi::summary::{DurationSummary, Money, Openings, Ratio, ScoreCounts};
use support_kpi::{Calculator, Channel, GoodBad, OneToFive, OneToSeven, Sign, ZeroToTen, kpi};

use crate::bulk;
use crate::conversation_facts;
use crate::customer_facts;
use crate::facts;
use crate::named_calculators;
use crate::serialised::{through_json, through_postcard};

/// Facts in three parts, some of which will be retracted, in an order to apply them in.
type Parts<F> = (Vec<F>, Vec<F>, Vec<F>, Vec<(bool, F)>);

/// Checks every law for a calculator over facts of a strategy.
fn obeys_the_laws<C>(fact: impl Strategy<Value = C::Fact> + 'static)
where
    C: Calculator + Debug + Serialize + DeserializeOwned,
    C::Fact: Clone + Debug + 'static,
{
    let fact = fact.boxed();
    let some = || prop::collection::vec(fact.clone(), 0..12);
    let doubtful = prop::collection::vec((any::<bool>(), fact.clone()), 0..12);
    let config = Config {
        cases: 64,
        source_file: Some(file!()),
        ..Config::default()
    };
    TestRunner::new(config)
        .run(&(some(), some(), some(), doubtful), |parts| {
            laws::<C>(&parts)
        })
        .unwrap_or_else(|failure| panic!("{failure}"));
    many_facts_change_no_law::<C>(fact);
}

fn laws<C>((one, two, three, doubtful): &Parts<C::Fact>) -> Result<(), TestCaseError>
where
    C: Calculator + Debug + Serialize + DeserializeOwned,
    C::Fact: Clone + Debug,
{
    let (a, b, c) = (C::of(one), C::of(two), C::of(three));
    let merged = |left: &C, right: &C| {
        let mut sum = left.clone();
        sum.merge(right);
        sum
    };
    let empty = C::default();

    // Identity, on both sides, and empty with empty.
    prop_assert!(empty.is_empty());
    prop_assert_eq!(&merged(&a, &empty), &a);
    prop_assert_eq!(&merged(&empty, &a), &a);
    prop_assert_eq!(&merged(&empty, &empty), &empty);

    // Commutative and associative.
    prop_assert_eq!(merged(&a, &b), merged(&b, &a));
    prop_assert_eq!(merged(&merged(&a, &b), &c), merged(&a, &merged(&b, &c)));

    // Folding at every split, one at a time and by slices, equals folding at once.
    let all = [one.clone(), two.clone(), three.clone()].concat();
    let whole = C::of(&all);
    for at in 0..=all.len() {
        let (left, right) = all.split_at(at);
        prop_assert_eq!(&merged(&C::of(left), &C::of(right)), &whole);
    }
    let mut sliced = C::default();
    sliced.record_slice(&all);
    prop_assert_eq!(&sliced, &whole);

    // Unmerge undoes merge, also when it comes first.
    let mut undone = merged(&merged(&a, &b), &c);
    undone.unmerge(&b);
    prop_assert_eq!(&undone, &merged(&a, &c));
    let mut early = C::default();
    early.unmerge(&b);
    early.merge(&a);
    early.merge(&b);
    prop_assert_eq!(&early, &a);

    // Retract undoes record, the retraction first or last, forwards or backwards.
    let mut state = a.clone();
    for (first, fact) in doubtful {
        if *first {
            state.retract(fact);
        } else {
            state.record(fact);
        }
    }
    let restored_midway = through_json(&state);
    prop_assert_eq!(&restored_midway, &state);
    prop_assert_eq!(&through_postcard(&state), &state);
    let mut state = restored_midway;
    for (first, fact) in doubtful.iter().rev() {
        if *first {
            state.record(fact);
        } else {
            state.retract(fact);
        }
    }
    prop_assert_eq!(&state, &a);
    let mut sliced = a.clone();
    sliced.retract_slice(one);
    prop_assert!(sliced.is_empty(), "{:?}", sliced);
    prop_assert_eq!(&sliced, &empty);

    // A state that was read back goes on working.
    let mut restored = through_json(&a);
    prop_assert_eq!(&restored, &a);
    restored.record_slice(two);
    prop_assert_eq!(&restored, &merged(&a, &b));
    let mut restored = through_postcard(&a);
    prop_assert_eq!(&restored, &a);
    restored.record_slice(two);
    prop_assert_eq!(restored, merged(&a, &b));
    Ok(())
}

/// Thousands of facts take a state through every stage that it can grow to.
fn many_facts_change_no_law<C>(fact: impl Strategy<Value = C::Fact>)
where
    C: Calculator + Debug + Serialize + DeserializeOwned,
    C::Fact: Clone + Debug,
{
    let mut runner = TestRunner::deterministic();
    let facts: Vec<C::Fact> = (0..3_000)
        .map(|_| fact.new_tree(&mut runner).expect("a fact").current())
        .collect();
    let mut whole = C::default();
    whole.record_slice(&facts);
    assert_eq!(C::of(&facts), whole);
    assert_eq!(through_json(&whole), whole);
    assert_eq!(through_postcard(&whole), whole);
    for at in [1, 500, 1_024, 1_500, 2_999] {
        let (left, right) = facts.split_at(at);
        let (small, large) = (C::of(left), C::of(right));
        let mut forward = small.clone();
        forward.merge(&large);
        assert_eq!(forward, whole);
        let mut backward = large.clone();
        backward.merge(&small);
        assert_eq!(backward, whole);
        forward.unmerge(&large);
        assert_eq!(forward, small);
        backward.retract_slice(left);
        assert_eq!(backward, large);
    }
    bulk::equals_single_facts::<C>(&facts);
    whole.apply_slice(Sign::Minus, &facts);
    assert!(whole.is_empty());
    assert_eq!(whole, C::default());
}

/// One test for each calculator, and the list of their names.
macro_rules! law_suite {
    ($($test:ident: $name:ident = $calculator:ty, $fact:expr;)*) => {
        $(
            #[test]
            fn $test() {
                obeys_the_laws::<$calculator>($fact);
            }
        )*

        const NAMES: &[&str] = &[$(stringify!($name)),*];
    };
}

/// A threshold that some waits meet and some do not.
const MINUTE: Duration = Duration::from_secs(60);

law_suite! {
    ratio: Ratio = Ratio, any::<bool>();
    duration_summary: DurationSummary = DurationSummary, facts::elapsed();
    score_counts: ScoreCounts = ScoreCounts<ZeroToTen>, facts::score();
    money: Money = Money, facts::amount();
    openings: Openings = Openings, facts::opening();
    by: By = By<Channel, kpi::FirstResponseTime>, (facts::channel(), facts::ticket());
    by_pairs: By = By<(String, Option<u8>), Ratio>, (("[ab]", any::<Option<u8>>()), any::<bool>());
    assignment: Assignment = kpi::Assignment, conversation_facts::course();
    bots: Bots = kpi::Bots, facts::ticket();
    double_answers: DoubleAnswers = kpi::DoubleAnswers, conversation_facts::course();
    first_contact_resolution: FirstContactResolution = kpi::FirstContactResolution, conversation_facts::first_contact_outcome();
    recontact_rate: RecontactRate = kpi::RecontactRate, conversation_facts::first_contact_outcome();
    waiting_on_whom: WaitingOnWhom = kpi::WaitingOnWhom, conversation_facts::course();
    series: Series = Series<Opening, Ratio>, (facts::span(), any::<bool>());
    first_response_time: FirstResponseTime = kpi::FirstResponseTime, facts::ticket();
    first_response_bands: FirstResponseBands = kpi::FirstResponseBands, facts::response_band();
    average_response_time: AverageResponseTime = kpi::AverageResponseTime, facts::ticket();
    response_times: ResponseTimes = kpi::ResponseTimes, facts::elapsed();
    resolution_time: ResolutionTime = kpi::ResolutionTime, facts::ticket();
    first_resolution_time: FirstResolutionTime = kpi::FirstResolutionTime, facts::ticket();
    net_resolution_time: NetResolutionTime = kpi::NetResolutionTime, facts::ticket();
    resolution_rate: ResolutionRate = kpi::ResolutionRate, facts::ticket();
    self_service_rate: SelfServiceRate = kpi::SelfServiceRate, facts::ticket();
    one_touch_rate: OneTouchRate = kpi::OneTouchRate, facts::ticket();
    reopen_rate: ReopenRate = kpi::ReopenRate, facts::ticket();
    unanswered: Unanswered = kpi::Unanswered, facts::ticket();
    backlog: Backlog = kpi::Backlog, facts::ticket();
    backlog_flow: BacklogFlow = kpi::BacklogFlow, facts::backlog_event();
    handled_volume: HandledVolume = kpi::HandledVolume, facts::handled();
    throughput: Throughput = kpi::Throughput, facts::ticket();
    top_reasons: TopReasons = kpi::TopReasons<String>, "[abc]";
    abandonment_rate: AbandonmentRate = kpi::AbandonmentRate, facts::interaction();
    short_abandonment: ShortAbandonment = kpi::ShortAbandonment, facts::interaction()
        .prop_map(|contact| kpi::ShortAbandons::within(MINUTE).judge(&contact));
    phone_service_level: PhoneServiceLevel = kpi::PhoneServiceLevel, facts::interaction()
        .prop_map(|call| kpi::AnswerTarget::within(MINUTE).judge(&call));
    out_of_hours: OutOfHours = kpi::OutOfHours, facts::contact_time();
    sla_attainment: SlaAttainment = kpi::SlaAttainment, facts::sla_outcome();
    handle_time: AverageHandleTime = kpi::AverageHandleTime, facts::interaction();
    customer_satisfaction: CustomerSatisfaction
        = kpi::CustomerSatisfaction<OneToFive>, facts::survey();
    satisfaction_good_or_bad: CustomerSatisfaction
        = kpi::CustomerSatisfaction<GoodBad>, facts::survey();
    survey_response_rate: SurveyResponseRate = kpi::SurveyResponseRate<ZeroToTen>, facts::survey();
    re_rating: ReRating = kpi::ReRating<OneToSeven>, facts::survey();
    internal_quality: InternalQuality = kpi::InternalQuality, facts::quality_review();
    net_promoter_score: NetPromoterScore = kpi::NetPromoterScore, facts::survey();
    customer_effort: CustomerEffort = kpi::CustomerEffort, facts::survey();
    contact_volume: ContactVolume = kpi::ContactVolume, facts::hour_of_week();
    contact_rate: ContactRate = kpi::ContactRate, facts::interaction();
    customer_retention: CustomerRetention = kpi::CustomerRetention, customer_facts::presence();
    lifetime_value: LifetimeValue = kpi::LifetimeValue, facts::purchase();
    purchase_cohorts: PurchaseCohorts = kpi::PurchaseCohorts, customer_facts::active_month();
    repeat_purchase: RepeatPurchase = kpi::RepeatPurchase, customer_facts::customer_purchases();
    revenue_by_satisfaction: RevenueBySatisfaction = kpi::RevenueBySatisfaction,
        (customer_facts::band(), facts::purchase());
    on_tickets: On = OnTickets<kpi::FirstResponseTime>, customer_facts::fact();
    on_purchases: On = OnPurchases<kpi::LifetimeValue>, customer_facts::fact();
    on_customers: On = OnCustomers<kpi::RepeatPurchase>, customer_facts::fact();
    power_sums: PowerSums = PowerSums, facts::elapsed();
    lifespans: Lifespans = Lifespans, facts::lifespan();
}

#[test]
fn tuples_obey_the_laws() {
    obeys_the_laws::<(kpi::FirstResponseTime, kpi::FirstResponseTime)>(facts::ticket());
    obeys_the_laws::<(ScoreCounts<OneToFive>,)>(facts::score());
    obeys_the_laws::<(
        OnTickets<kpi::FirstResponseTime>,
        OnPurchases<kpi::LifetimeValue>,
        OnCustomers<kpi::RepeatPurchase>,
        OnActiveMonths<kpi::PurchaseCohorts>,
    )>(customer_facts::fact());
}

#[test]
fn every_calculator_is_in_the_law_suite() {
    for name in named_calculators::in_sources("Calculator for ") {
        assert!(
            NAMES.contains(&name.as_str()),
            "{name} is not in the law suite"
        );
    }
}
