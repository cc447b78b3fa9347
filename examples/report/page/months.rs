//! This month against the last.

use std::time::Duration;

use rust_decimal::Decimal;
use support_kpi::breakdown::Calendar;
use support_kpi::kpi::{
    AbandonmentRate, Better, CustomerSatisfaction, FirstResponseTime, Indicator, OneTouchRate,
    ResolutionTime, SelfServiceRate,
};
use support_kpi::summary::Ratio;
use support_kpi::{Group as _, OneToFive};

use super::super::measures::Month;
use super::super::scorecard::Scorecard;
use super::sheet::Column::{Figures, Words};
use super::sheet::Sheet;
use super::text::{NO_VALUE, month, number, or_none, share, time};

pub(super) fn write(sheet: &mut Sheet, scorecard: &Scorecard) {
    let Some(now) = scorecard.now else {
        return;
    };
    let calendar = Calendar::months(scorecard.zone);
    let Some(this) = calendar.span_of(now.at) else {
        return;
    };
    let Some(last) = calendar.previous(this) else {
        return;
    };
    let (this, last) = (scorecard.months.month(this), scorecard.months.month(last));
    if is_empty(&this) || is_empty(&last) {
        return;
    }
    sheet.heading("THIS MONTH AGAINST THE LAST");
    let named = |span: &Month| month(span.span.start(), scorecard.zone);
    let this_month = if now.at < this.span.end() {
        format!("{}, so far", named(&this))
    } else {
        named(&this)
    };
    sheet.table(
        [
            Words("Figure"),
            Figures(&named(&last)),
            Figures(&this_month),
            Figures("Change"),
            Words(""),
        ],
        rows(&this, &last),
    );
}

fn is_empty(month: &Month) -> bool {
    month.tickets.is_empty()
        && month.abandonment.is_empty()
        && month.satisfaction.is_empty()
        && month.revenue.is_empty()
}

fn rows(this: &Month, last: &Month) -> Vec<[String; 5]> {
    let (first_response, resolution, one_touch, self_service, ..) = &this.tickets;
    let (last_response, last_resolution, last_touch, last_service, ..) = &last.tickets;
    let opened = |month: &Month| month.tickets.5.of_opened().whole().unwrap_or_default();
    let rows = vec![
        number_row(
            "tickets opened",
            Some(opened(this).into()),
            Some(opened(last).into()),
        ),
        time_row::<FirstResponseTime>(first_response.mean(), last_response.mean()),
        time_row::<ResolutionTime>(resolution.mean(), last_resolution.mean()),
        share_row::<OneTouchRate>(one_touch.of_all(), last_touch.of_all()),
        share_row::<SelfServiceRate>(self_service.of_all(), last_service.of_all()),
        share_row::<AbandonmentRate>(
            this.abandonment.before_solution(),
            last.abandonment.before_solution(),
        ),
        share_row::<CustomerSatisfaction<OneToFive>>(
            this.satisfaction.satisfied(),
            last.satisfaction.satisfied(),
        ),
        number_row("revenue", this.revenue.total(), last.revenue.total()),
    ];
    // A figure that neither month has is listed under what is not measured.
    let has_value = |row: &[String; 5]| row[1] != NO_VALUE || row[2] != NO_VALUE;
    rows.into_iter().filter(has_value).collect()
}

fn time_row<I: Indicator>(this: Option<Duration>, last: Option<Duration>) -> [String; 5] {
    let change = this.zip(last).map(|(this, last)| {
        let sign = sign(this.cmp(&last));
        format!("{sign}{}", time(this.abs_diff(last)))
    });
    [
        format!("{}, mean", I::NAME),
        or_none(last, time),
        or_none(this, time),
        or_none(change, |change| change),
        verdict::<I, _>(this, last),
    ]
}

fn share_row<I: Indicator>(this: Ratio, last: Ratio) -> [String; 5] {
    let percents = this.percent().zip(last.percent());
    let change = percents.map(|(this, last)| {
        let sign = sign(this.cmp(&last));
        format!("{sign}{} points", number((this - last).abs(), 1))
    });
    [
        I::NAME.to_string(),
        share(last),
        share(this),
        or_none(change, |change| change),
        verdict::<I, _>(this.percent(), last.percent()),
    ]
}

/// A figure that is neither better nor worse.
fn number_row(name: &str, this: Option<Decimal>, last: Option<Decimal>) -> [String; 5] {
    let shown = |value: Option<Decimal>| {
        let counted = value.filter(|value| !value.is_zero());
        or_none(counted, |value| {
            number(value, value.normalize().scale().min(2))
        })
    };
    let change = this.zip(last).map(|(this, last)| {
        let change = (this - last).abs();
        let sign = sign(this.cmp(&last));
        format!(
            "{sign}{}",
            number(change, change.normalize().scale().min(2))
        )
    });
    [
        name.to_string(),
        shown(last),
        shown(this),
        or_none(change, |change| change),
        String::new(),
    ]
}

fn sign(order: std::cmp::Ordering) -> &'static str {
    match order {
        std::cmp::Ordering::Less => "−",
        std::cmp::Ordering::Equal => "",
        std::cmp::Ordering::Greater => "+",
    }
}

/// Whether this is better than the last, by the KPI's own word on which way that is.
fn verdict<I: Indicator, V: PartialOrd>(this: Option<V>, last: Option<V>) -> String {
    let word = match this.zip(last) {
        Some((this, last)) if this != last => match (I::BETTER, this > last) {
            (Better::Higher, true) | (Better::Lower, false) => "better",
            (Better::Higher, false) | (Better::Lower, true) => "worse",
            _ => "",
        },
        _ => "",
    };
    word.to_string()
}
