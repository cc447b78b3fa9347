//! The figures that are compared, each by the test that fits its kind.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
use support_kpi::OneToFive;
use support_kpi::inference::{
    Confidence, Moments, PromoterCounts, Rate, Reading, compare_proportions, welch,
};
use support_kpi::kpi::{
    AbandonmentRate, AverageHandleTime, Better, ContactRate, CustomerRetention,
    CustomerSatisfaction, FirstResponseTime, Indicator, InternalQuality, LifetimeValue,
    NetPromoterScore, OneTouchRate, PhoneServiceLevel, ReopenRate, ResolutionTime, SelfServiceRate,
    ServiceLevelReading, SurveyResponseRate,
};
use support_kpi::summary::Ratio;

use super::months::{Month, Months};
use super::text;

/// A figure of both months, and how they compare.
pub(super) struct Figure {
    pub(super) name: String,
    pub(super) kind: Kind,
    pub(super) better: Better,
    /// The values as people read them, last month's first.
    pub(super) values: [String; 2],
    /// The comparison, or why there is none.
    pub(super) reading: Result<Reading, String>,
}

/// What a figure is, and so what its change is told in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A mean time, compared in seconds and told in this unit.
    Time(Unit),
    /// A share; as a fraction.
    Share,
    /// A mean or a score; in its points.
    Score,
    /// A mean amount; in the shop's currency.
    Money,
    /// A count with its exposure; as a ratio.
    Volume,
}

/// What a time is told in: the greatest unit of which it is two.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unit {
    Seconds,
    Minutes,
    Hours,
}

impl Unit {
    fn of(seconds: f64) -> Self {
        match seconds {
            7_200.0.. => Self::Hours,
            120.0.. => Self::Minutes,
            _ => Self::Seconds,
        }
    }

    /// So many seconds, in this unit.
    pub(super) fn of_seconds(self, seconds: f64) -> f64 {
        match self {
            Self::Seconds => seconds,
            Self::Minutes => seconds / 60.0,
            Self::Hours => seconds / 3_600.0,
        }
    }

    const fn name(self) -> &'static str {
        match self {
            Self::Seconds => "seconds",
            Self::Minutes => "minutes",
            Self::Hours => "hours",
        }
    }
}

type ShareOf = fn(&Month) -> Ratio;
type MomentsOf = fn(&Month) -> Option<Moments>;

const SHARES: [(&str, Better, ShareOf); 10] = [
    (
        "one-touch resolution, of closed tickets",
        OneTouchRate::BETTER,
        |month| month.closed.0.of_all(),
    ),
    (
        "self-service, of closed tickets",
        SelfServiceRate::BETTER,
        |month| month.closed.1.of_all(),
    ),
    (
        "reopened, of resolved tickets",
        ReopenRate::BETTER,
        |month| month.closed.2.of_ever_resolved(),
    ),
    ("abandoned, of closed tickets", Better::Lower, |month| {
        let (_, _, _, ends) = &month.closed;
        ratio(ends.abandoned(), ends.closed())
    }),
    (
        "contacts left before the solution",
        AbandonmentRate::BETTER,
        |month| month.contacts.before_solution(),
    ),
    (
        "contacts left while waiting",
        AbandonmentRate::BETTER,
        |month| month.contacts.before_answer(),
    ),
    (
        "calls answered within 20 s",
        PhoneServiceLevel::BETTER,
        |month| {
            let reading = ServiceLevelReading::OfAnsweredAndAbandoned;
            month.calls.level(reading).calls()
        },
    ),
    (
        "satisfied customers (4 or 5)",
        CustomerSatisfaction::<OneToFive>::BETTER,
        |month| month.satisfaction.satisfied(),
    ),
    (
        "satisfaction surveys answered",
        SurveyResponseRate::<OneToFive>::BETTER,
        |month| month.invited.answered(),
    ),
    (
        "customers who came back, of the month before",
        CustomerRetention::BETTER,
        |month| month.retention.retained(),
    ),
];

const MEANS: [(&str, Kind, Better, MomentsOf); 7] = [
    (
        "first response time",
        Kind::Time(Unit::Seconds),
        FirstResponseTime::BETTER,
        |month| month.first_response.moments(),
    ),
    (
        "resolution time",
        Kind::Time(Unit::Seconds),
        ResolutionTime::BETTER,
        |month| month.resolution.moments(),
    ),
    (
        "wait for an answer, calls and chats",
        Kind::Time(Unit::Seconds),
        Better::Lower,
        |month| month.waits.moments(),
    ),
    (
        "handle time, calls and chats",
        Kind::Time(Unit::Seconds),
        AverageHandleTime::BETTER,
        |month| month.handling.moments(),
    ),
    (
        "satisfaction, mean of 1 to 5",
        Kind::Score,
        CustomerSatisfaction::<OneToFive>::BETTER,
        |month| {
            let mut each = Vec::new();
            for (score, count) in month.satisfaction.scores().counts()? {
                each.extend((0..count).map(|_| u64::from(score.value())));
            }
            Moments::of(&each).ok()
        },
    ),
    (
        "internal quality, mean of 0 to 100",
        Kind::Score,
        InternalQuality::BETTER,
        |month| Moments::of(&month.quality).ok(),
    ),
    (
        "value of an order",
        Kind::Money,
        LifetimeValue::BETTER,
        |month| Moments::of(&month.orders).ok(),
    ),
];

/// Every figure, in the order of the page.
pub(super) fn all(months: &Months, confidence: Confidence) -> Vec<Figure> {
    let mut figures = Vec::new();
    for (name, kind, better, read) in MEANS {
        figures.push(mean(
            name,
            kind,
            better,
            [read(&months.last), read(&months.this)],
            confidence,
        ));
    }
    for (name, better, read) in SHARES {
        figures.push(share(
            name,
            better,
            [read(&months.last), read(&months.this)],
            confidence,
        ));
    }
    figures.push(promoter_score(months, confidence));
    figures.extend(volumes(months, confidence));
    figures
}

fn share(name: &str, better: Better, [last, this]: [Ratio; 2], confidence: Confidence) -> Figure {
    let counted = |ratio: Ratio| ratio.whole().is_some_and(|whole| whole > 0);
    let reading = if counted(last) && counted(this) {
        compare_proportions(&last, &this, confidence)
            .map(|change| change.reading(better))
            .map_err(|fault| fault.to_string())
    } else {
        Err(nothing_counted(counted(last), counted(this)))
    };
    Figure {
        name: name.to_string(),
        kind: Kind::Share,
        better,
        values: [text::share(last), text::share(this)],
        reading,
    }
}

fn mean(
    name: &str,
    kind: Kind,
    better: Better,
    [last, this]: [Option<Moments>; 2],
    confidence: Confidence,
) -> Figure {
    let reading = match (&last, &this) {
        (Some(last), Some(this)) => welch(last, this, confidence)
            .map(|change| change.reading(better))
            .ok_or_else(|| "too few in a month, or all of them alike".to_string()),
        (last, this) => Err(nothing_counted(last.is_some(), this.is_some())),
    };
    let both = [last, this];
    let means = both.iter().flatten().map(Moments::mean);
    let (name, kind) = match kind {
        Kind::Time(_) => {
            let unit = Unit::of(means.fold(0.0, f64::max));
            (format!("{name}, {}", unit.name()), Kind::Time(unit))
        }
        kind => (name.to_string(), kind),
    };
    let value =
        |moments: Option<Moments>| text::or_none(moments, |moments| value_of(kind, moments.mean()));
    Figure {
        name,
        kind,
        better,
        values: both.map(value),
        reading,
    }
}

/// A mean as people read it.
fn value_of(kind: Kind, mean: f64) -> String {
    let (value, decimals) = match kind {
        Kind::Time(unit) => (unit.of_seconds(mean), 1),
        Kind::Money => (mean, 0),
        _ => (mean, 2),
    };
    let value = Decimal::try_from(value).ok();
    text::or_none(value, |value| text::number(value, decimals))
}

fn promoter_score(months: &Months, confidence: Confidence) -> Figure {
    let better = NetPromoterScore::BETTER;
    let scores = [&months.last, &months.this].map(|month| month.recommendation.scores());
    let [last, this] = scores.map(|scores| PromoterCounts::of_scores(scores).ok());
    Figure {
        name: NetPromoterScore::NAME.to_string(),
        kind: Kind::Score,
        better,
        values: [&months.last, &months.this].map(|month| {
            text::or_none(month.recommendation.score(), |score| text::number(score, 1))
        }),
        reading: match (last, this) {
            (Some(last), Some(this)) => Ok(last.change_to(&this, confidence).reading(better)),
            (last, this) => Err(nothing_counted(last.is_some(), this.is_some())),
        },
    }
}

/// How many came, for each day or each order; every category among them.
fn volumes(months: &Months, confidence: Confidence) -> Vec<Figure> {
    let both = [&months.last, &months.this];
    let days = both.map(|month| Decimal::from(month.observed.as_secs()) / Decimal::from(86_400));
    let orders = both.map(|month| Decimal::from(month.orders.len()));
    let a_day = |name: String, better, counts| rate(name, better, counts, days, confidence);
    let opened = both.map(|month| month.opened.value().unwrap_or_default());
    let mut figures = vec![
        a_day("tickets opened".to_string(), Better::Neither, opened),
        a_day(
            "tickets closed".to_string(),
            Better::Higher,
            both.map(|month| month.closed.3.closed().unwrap_or_default()),
        ),
        a_day(
            "orders".to_string(),
            Better::Higher,
            both.map(|month| month.orders.len() as u64),
        ),
        rate(
            "contact rate (tickets an order)".to_string(),
            ContactRate::BETTER,
            opened,
            orders,
            confidence,
        ),
    ];
    let categories: BTreeSet<&Option<String>> = both
        .iter()
        .flat_map(|month| month.by_category.iter().map(|(category, _)| category))
        .collect();
    figures.extend(categories.into_iter().map(|category| {
        let counts = both.map(|month| {
            let count = month.by_category.get(category).copied();
            count.unwrap_or_default().value().unwrap_or_default()
        });
        let name = category.as_deref().unwrap_or("(not known)");
        a_day(
            format!("about {}", text::name(name)),
            Better::Neither,
            counts,
        )
    }));
    figures
}

fn rate(
    name: String,
    better: Better,
    counts: [u64; 2],
    exposures: [Decimal; 2],
    confidence: Confidence,
) -> Figure {
    let [last, this] = [0, 1].map(|month| Rate::new(counts[month], exposures[month]));
    let value = |rate: &Rate| {
        let value = Decimal::try_from(rate.value()).ok();
        text::or_none(value, |value| text::number(value, 2))
    };
    let shown = |rate: &Result<Rate, _>| text::or_none(rate.as_ref().ok(), value);
    Figure {
        kind: Kind::Volume,
        better,
        values: [shown(&last), shown(&this)],
        reading: match (&last, &this) {
            _ if counts == [0, 0] => Err(nothing_counted(false, false)),
            (Ok(last), Ok(this)) => Ok(last.change_to(this, confidence).reading(better)),
            (last, this) => Err(nothing_counted(last.is_ok(), this.is_ok())),
        },
        name,
    }
}

/// Part of a whole; nothing counted where one is not known.
fn ratio(part: Option<u64>, whole: Option<u64>) -> Ratio {
    let count = |count: Option<u64>| i64::try_from(count?).ok();
    match (count(part), count(whole)) {
        (Some(part), Some(whole)) => Ratio::of_counts(part, whole),
        _ => Ratio::default(),
    }
}

fn nothing_counted(last: bool, this: bool) -> String {
    let months = match (last, this) {
        (false, false) => "either month",
        (false, true) => "the last month",
        _ => "this month",
    };
    format!("nothing was counted in {months}")
}
