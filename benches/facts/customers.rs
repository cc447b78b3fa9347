//! Facts about customers: what they say, and what they buy.

use chrono::Utc;
use rand::RngExt as _;
use support_kpi::clock::Month;
use support_kpi::kpi::SatisfactionBand;
use support_kpi::model::Scale;
use support_kpi::scorecard::Fact;
use support_kpi::{
    ActiveMonth, Amount, CustomerPresence, CustomerPurchases, OneToFive, Purchase, QualityReview,
    Score, Survey,
};

use super::{Random, days_after, ticket};
use crate::shop::Row;

/// A score of any scale.
pub fn score<S: Scale>(_: &Row, random: &mut Random) -> Score<S> {
    Score::new(random.random_range(S::LOWEST..=S::HIGHEST)).expect("a point of the scale")
}

/// The survey of a ticket, which three in ten answer and some answer twice.
pub fn survey<S: Scale>(row: &Row, random: &mut Random) -> Survey<S> {
    match random.random_range(0..100_u32) {
        0..30 => Survey::answered(score(row, random)),
        30..33 => Survey::rerated(score(row, random), score(row, random)),
        33..40 => Survey::declined(),
        _ => Survey::unanswered(),
    }
}

/// What a reviewer says of the answer.
pub fn review(_: &Row, random: &mut Random) -> QualityReview {
    QualityReview::new(random.random_range(40..=100)).expect("up to 100 points")
}

/// What the customer paid, in cents.
pub fn amount(_: &Row, random: &mut Random) -> Amount {
    let cents = random.random_range(100..50_000_i64);
    Amount::try_from(rust_decimal::Decimal::new(cents, 2)).expect("an amount")
}

/// A purchase at the time of the ticket.
pub fn purchase(row: &Row, random: &mut Random) -> Purchase {
    let amount = amount(row, random).decimal();
    Purchase::new(row.ticket.opened_at(), amount).expect("a purchase")
}

/// The same, by how satisfied the customer is.
pub fn purchase_by_band(row: &Row, random: &mut Random) -> (SatisfactionBand, Purchase) {
    let band = SatisfactionBand::of::<OneToFive>(row.score);
    (band, purchase(row, random))
}

/// All purchases of a customer.
pub fn purchases(row: &Row, random: &mut Random) -> CustomerPurchases {
    let first = row.ticket.opened_at();
    let number = random.random_range(0..5);
    let later = (0..number).map(|_| days_after(first, random.random_range(1..200)));
    let all: Vec<_> = std::iter::once(first).chain(later).collect();
    CustomerPurchases::new(&all).expect("a customer")
}

/// A month in which the customer bought, within two years of the first one.
pub fn active_month(row: &Row, random: &mut Random) -> ActiveMonth {
    let first = row.ticket.opened_at();
    let later = days_after(first, random.random_range(0..700));
    ActiveMonth::new(Month::of(first, &Utc), Month::of(later, &Utc)).expect("months in order")
}

/// Whether the customer stayed.
pub fn presence(_: &Row, random: &mut Random) -> CustomerPresence {
    match random.random_range(0..10_u32) {
        0..6 => CustomerPresence::Stayed,
        6 | 7 => CustomerPresence::Joined,
        8 => CustomerPresence::Left,
        _ => CustomerPresence::CameAndWent,
    }
}

/// A fact of a scorecard: two tickets, a purchase and a customer take turns at random.
pub fn mixed(row: &Row, random: &mut Random) -> Fact {
    match random.random_range(0..4_u32) {
        0 | 1 => ticket(row, random).into(),
        2 => purchase(row, random).into(),
        _ => purchases(row, random).into(),
    }
}
