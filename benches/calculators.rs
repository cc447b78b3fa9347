//! What every calculator takes to record and to retract a fact: one at a time,
//! and in a slice. A calculator of the library that is not here fails the bench.
//!
//!     cargo bench --bench calculators
//!     cargo bench --bench calculators -- OneTouchRate

mod facts;
#[path = "../tests/it/named_calculators.rs"]
mod named_calculators;
mod runner;
#[expect(dead_code, reason = "facts have no agents here")]
mod shop;

use rand::SeedableRng as _;
use support_kpi::breakdown::{By, Opening, Series};
use support_kpi::inference::{Lifespans, PowerSums};
use support_kpi::scorecard::{OnCustomers, OnPurchases, OnTickets};
use support_kpi::summary::{DurationSummary, Money, Openings, Ratio, ScoreCounts};
use support_kpi::{Calculator, Channel, OneToFive, OneToSeven, Sign, ZeroToTen, kpi};

use facts::{Random, contacts, customers};
use runner::Bench;
use shop::Row;

/// How many rounds: there are many calculators.
const ROUNDS: usize = 9;

fn main() {
    let mut all = Calculators::new();
    summaries(&mut all);
    of_tickets(&mut all);
    of_conversations(&mut all);
    of_customers(&mut all);
    all.check_that_none_is_missing();
    runner::finish();
}

fn summaries(all: &mut Calculators) {
    all.measure::<Ratio>(facts::is_abandoned);
    all.measure::<DurationSummary>(facts::time);
    all.measure::<PowerSums>(facts::time);
    all.measure::<ScoreCounts<ZeroToTen>>(customers::score);
    all.measure::<Money>(customers::amount);
    all.measure::<Openings>(facts::opening);
    all.measure::<Lifespans>(facts::lifespan);
    all.measure::<By<Channel, kpi::FirstResponseTime>>(facts::ticket_of_channel);
    all.measure::<Series<Opening, Ratio>>(facts::is_abandoned_on);
    all.measure::<OnTickets<kpi::FirstResponseTime>>(customers::mixed);
    all.measure::<OnPurchases<kpi::LifetimeValue>>(customers::mixed);
    all.measure::<OnCustomers<kpi::RepeatPurchase>>(customers::mixed);
}

fn of_tickets(all: &mut Calculators) {
    all.measure::<kpi::FirstResponseTime>(facts::ticket);
    all.measure::<kpi::FirstResponseBands>(facts::band);
    all.measure::<kpi::AverageResponseTime>(facts::ticket);
    all.measure::<kpi::ResponseTimes>(facts::time);
    all.measure::<kpi::ResolutionTime>(facts::ticket);
    all.measure::<kpi::FirstResolutionTime>(facts::ticket);
    all.measure::<kpi::NetResolutionTime>(facts::ticket);
    all.measure::<kpi::ResolutionRate>(facts::ticket);
    all.measure::<kpi::SelfServiceRate>(facts::ticket);
    all.measure::<kpi::OneTouchRate>(facts::ticket);
    all.measure::<kpi::ReopenRate>(facts::ticket);
    all.measure::<kpi::Bots>(facts::ticket);
    all.measure::<kpi::Unanswered>(facts::ticket);
    all.measure::<kpi::Backlog>(facts::ticket);
    all.measure::<kpi::BacklogFlow>(facts::backlog_event);
    all.measure::<kpi::HandledVolume>(facts::handled);
    all.measure::<kpi::Throughput>(facts::ticket);
    all.measure::<kpi::TopReasons<String>>(facts::reason);
    all.measure::<kpi::SlaAttainment>(facts::promise);
}

fn of_conversations(all: &mut Calculators) {
    all.measure::<kpi::AbandonmentRate>(contacts::interaction);
    all.measure::<kpi::ShortAbandonment>(contacts::abandonment);
    all.measure::<kpi::PhoneServiceLevel>(contacts::answer);
    all.measure::<kpi::AverageHandleTime>(contacts::interaction);
    all.measure::<kpi::ContactRate>(contacts::interaction);
    all.measure::<kpi::ContactVolume>(contacts::hour);
    all.measure::<kpi::OutOfHours>(contacts::time_of_contact);
    all.measure::<kpi::Assignment>(contacts::course);
    all.measure::<kpi::DoubleAnswers>(contacts::course);
    all.measure::<kpi::WaitingOnWhom>(contacts::course);
    all.measure::<kpi::FirstContactResolution>(contacts::first_contact);
    all.measure::<kpi::RecontactRate>(contacts::first_contact);
}

fn of_customers(all: &mut Calculators) {
    all.measure::<kpi::CustomerSatisfaction<OneToFive>>(customers::survey);
    all.measure::<kpi::SurveyResponseRate<ZeroToTen>>(customers::survey);
    all.measure::<kpi::ReRating<OneToSeven>>(customers::survey);
    all.measure::<kpi::NetPromoterScore>(customers::survey);
    all.measure::<kpi::CustomerEffort>(customers::survey);
    all.measure::<kpi::InternalQuality>(customers::review);
    all.measure::<kpi::CustomerRetention>(customers::presence);
    all.measure::<kpi::LifetimeValue>(customers::purchase);
    all.measure::<kpi::PurchaseCohorts>(customers::active_month);
    all.measure::<kpi::RepeatPurchase>(customers::purchases);
    all.measure::<kpi::RevenueBySatisfaction>(customers::purchase_by_band);
}

/// The calculators that were measured, and the rows that their facts are made of.
struct Calculators {
    rows: Vec<Row>,
    measured: Vec<String>,
}

impl Calculators {
    fn new() -> Self {
        Self {
            rows: shop::rows(runner::tickets(), 1),
            measured: Vec::new(),
        }
    }

    /// Measures a calculator over a fact of each row. Each has a bench of its
    /// own, so that the facts of one are in memory at a time.
    fn measure<C: Calculator>(&mut self, fact: fn(&Row, &mut Random) -> C::Fact) {
        let name = name_of::<C>();
        let cases = ["record", "record a slice", "retract"].map(|what| format!("{name}, {what}"));
        let generic = name.split_once('<');
        self.measured
            .push(generic.map_or(name.as_str(), |(name, _)| name).to_string());
        if !cases.iter().any(|case| Bench::from_args().wants(case)) {
            return;
        }
        let mut random = Random::seed_from_u64(2);
        let rows = self.rows.iter();
        let facts: Vec<C::Fact> = rows.map(|row| fact(row, &mut random)).collect();
        let count = facts.len() as u64;
        let mut full = C::default();
        full.record_slice(&facts);

        let mut bench = Bench::from_args();
        let [record, record_slice, retract] = &cases;
        bench.case(record, count, || C::of(&facts));
        bench.case(record_slice, count, || {
            let mut state = C::default();
            state.record_slice(&facts);
            state
        });
        let recorded = || full.clone();
        bench.prepared(retract, count, recorded, |state| {
            for fact in &facts {
                state.apply(Sign::Minus, fact);
            }
            // A state that is not empty now would be a wrong one.
            assert!(state.is_empty(), "retracting undoes recording");
        });
        bench.run_rounds(ROUNDS);
    }

    /// Every calculator of the library was measured.
    fn check_that_none_is_missing(&self) {
        for name in named_calculators::in_sources("Calculator for ") {
            assert!(
                self.measured.contains(&name),
                "{name} is not in the bench of calculators"
            );
        }
    }
}

/// The name of a type, without the modules it is in.
fn name_of<C>() -> String {
    let full = std::any::type_name::<C>();
    let mut name = String::new();
    for part in full.split_inclusive(['<', '>', ',', ' ', '(', ')']) {
        name.push_str(part.rsplit("::").next().unwrap_or(part));
    }
    name
}
