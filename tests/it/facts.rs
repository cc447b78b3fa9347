//! Facts for property tests: ordinary ones, and those at the edges.

use std::time::Duration;

use chrono::{DateTime, TimeDelta, Utc};
use proptest::prelude::*;
use support_kpi::breakdown::Span;
use support_kpi::clock::{AroundTheClock, HourOfWeek};
use support_kpi::inference::{Ending, Lifespan};
use support_kpi::kpi::{
    BacklogEvent, ContactTime, DeskHours, Handled, PartOfWeek, ResponseBand, SlaOutcome,
};
use support_kpi::model::Scale;
use support_kpi::{
    Amount, BotInvolvement, Channel, Elapsed, HandleTime, Interaction, Outcome, Purchase,
    QualityReview, Resolver, Score, Survey, SurveyResponse, Ticket,
};

/// The instant that the tests count from.
pub fn epoch() -> DateTime<Utc> {
    "2024-03-01T00:00:00Z".parse().expect("an instant")
}

/// An instant some nanoseconds after the tests' epoch.
pub fn after(nanoseconds: u64) -> DateTime<Utc> {
    let seconds = TimeDelta::seconds((nanoseconds / 1_000_000_000) as i64);
    let rest = TimeDelta::nanoseconds((nanoseconds % 1_000_000_000) as i64);
    epoch() + seconds + rest
}

/// Times from nothing to centuries, with many that are equal.
pub fn nanoseconds() -> impl Strategy<Value = u64> {
    prop_oneof![
        2 => Just(0),
        4 => (0_u64..600).prop_map(|s| s * 1_000_000_000),
        4 => 0_u64..200_000_000_000_000,
        1 => 0_u64..300,
        1 => 0_u64..7_000_000_000_000_000_000, // 221 years: still an instant before 2262
    ]
}

pub fn elapsed() -> impl Strategy<Value = Elapsed> {
    prop_oneof![
        9 => nanoseconds().prop_map(Elapsed::from_nanoseconds),
        1 => any::<u64>().prop_map(Elapsed::from_nanoseconds),
        1 => Just(Elapsed::MAX),
    ]
}

/// Instants of openings, many of them equal, some from before and after the years of tickets.
pub fn opening() -> impl Strategy<Value = DateTime<Utc>> {
    prop_oneof![
        8 => (0_u64..20).prop_map(|minute| after(minute * 60_000_000_000)),
        4 => nanoseconds().prop_map(after),
        1 => prop::sample::select(&[DateTime::<Utc>::MIN_UTC, DateTime::<Utc>::MAX_UTC][..]),
    ]
}

pub fn channel() -> impl Strategy<Value = Channel> {
    prop_oneof![
        8 => prop::sample::select(&Channel::NAMED[..]),
        1 => (0_u16..3).prop_map(Channel::Other),
        1 => Just(Channel::Other(u16::MAX)),
    ]
}

fn resolver() -> impl Strategy<Value = Resolver> {
    prop::sample::select(
        &[
            Resolver::Agent,
            Resolver::Automation,
            Resolver::Customer,
            Resolver::NotKnown,
        ][..],
    )
}

#[derive(Debug, Clone)]
enum End {
    Open,
    OnHold,
    Reopened,
    Resolved(u64, Resolver),
    ResolvedTwice(u64, u64, Resolver),
    Abandoned(u64),
}

fn end() -> impl Strategy<Value = End> {
    prop_oneof![
        Just(End::Open),
        Just(End::OnHold),
        Just(End::Reopened),
        (nanoseconds(), resolver()).prop_map(|(at, by)| End::Resolved(at, by)),
        (nanoseconds(), nanoseconds(), resolver()).prop_map(|(one, other, by)| End::ResolvedTwice(
            one.min(other),
            one.max(other),
            by
        )),
        nanoseconds().prop_map(End::Abandoned),
    ]
}

/// Any ticket that the model accepts.
pub fn ticket() -> impl Strategy<Value = Ticket> {
    let counts = (
        prop::option::of((0_u32..4, elapsed())),
        prop::option::of(prop_oneof![9 => 0_u32..5, 1 => Just(u32::MAX)]),
        prop::option::of(prop_oneof![9 => 0_u16..3, 1 => Just(u16::MAX)]),
        prop::option::of(0_u16..3),
    );
    let bot = prop::sample::select(
        &[
            BotInvolvement::None,
            BotInvolvement::TookPart,
            BotInvolvement::HandedOver,
        ][..],
    );
    let times = (
        0_u64..8_000_000_000_000_000,
        prop::option::of(nanoseconds()),
        prop::option::of(elapsed()),
        elapsed(),
    );
    (channel(), times, end(), counts, bot).prop_map(
        |(
            channel,
            (opened, first, first_took, hold),
            end,
            (responses, replies, reopens, handovers),
            bot,
        )| {
            let at = |nanoseconds: u64| {
                after(opened)
                    + TimeDelta::nanoseconds(i64::try_from(nanoseconds).expect("under 292 years"))
            };
            let mut builder = Ticket::builder(channel, after(opened))
                .bot(bot)
                .hold(hold.duration());
            if let Some(first) = first {
                builder = builder.first_response_at(at(first));
                if let Some(took) = first_took {
                    builder = builder.first_response_took(took.duration());
                }
            }
            builder = match end {
                End::Open => builder,
                End::OnHold => builder.on_hold(),
                End::Reopened => builder.resolved_before(),
                End::Resolved(time, by) => builder.resolved_at(at(time), by),
                End::ResolvedTwice(first, last, by) => builder
                    .first_resolved_at(at(first))
                    .resolved_at(at(last), by),
                End::Abandoned(time) => builder.abandoned_at(at(time)),
            };
            if let Some((count, total)) = responses {
                let total = if count == 0 { Elapsed::ZERO } else { total };
                builder = builder.responses(count, total.duration());
            }
            if let Some(count) = replies {
                builder = builder.replies(count);
            }
            if let Some(count) = reopens {
                builder = builder.reopens(count);
            }
            if let Some(count) = handovers {
                builder = builder.handovers(count);
            }
            builder.build().expect("a ticket that can be")
        },
    )
}

/// Any verdict on a first response.
pub fn response_band() -> impl Strategy<Value = ResponseBand> {
    prop_oneof![
        8 => (0_u8..4).prop_map(ResponseBand::Within),
        1 => Just(ResponseBand::Within(u8::MAX)),
        2 => Just(ResponseBand::Beyond),
        2 => Just(ResponseBand::Unanswered),
    ]
}

/// Any event of the backlog.
pub fn backlog_event() -> impl Strategy<Value = BacklogEvent> {
    prop::sample::select(
        &[
            BacklogEvent::Opened,
            BacklogEvent::Reopened,
            BacklogEvent::Resolved,
            BacklogEvent::Abandoned,
            BacklogEvent::Merged,
            BacklogEvent::Spam,
        ][..],
    )
}

/// Anything that an agent did.
pub fn handled() -> impl Strategy<Value = Handled> {
    prop::sample::select(&[Handled::Answered, Handled::Resolved][..])
}

/// Any interaction that the model accepts.
pub fn interaction() -> impl Strategy<Value = Interaction> {
    let outcome = prop_oneof![
        4 => elapsed().prop_map(|after| Outcome::Answered { after }),
        2 => elapsed().prop_map(|after| Outcome::LeftWaiting { after }),
        1 => elapsed().prop_map(|after| Outcome::LeftAfterAnswer { after }),
        1 => Just(Outcome::StillWaiting),
    ];
    let part = (0_u64..4_000_000_000_000).prop_map(Duration::from_nanos);
    let handle = prop::option::of((part.clone(), part.clone(), part));
    (channel(), nanoseconds(), outcome, handle).prop_map(|(channel, at, outcome, handle)| {
        let interaction =
            Interaction::new(channel, after(at), outcome).expect("an interaction that can be");
        match handle {
            Some((talk, hold, work)) if interaction.was_answered() => interaction
                .with_handle_time(HandleTime::new(talk, hold, work).expect("minutes"))
                .expect("it was answered"),
            _ => interaction,
        }
    })
}

/// Any score of a scale.
pub fn score<S: Scale>() -> impl Strategy<Value = Score<S>> {
    (S::LOWEST..=S::HIGHEST).prop_map(|value| Score::new(value).expect("a point of the scale"))
}

/// Any review.
pub fn quality_review() -> impl Strategy<Value = QualityReview> {
    (0_u8..=100).prop_map(|points| QualityReview::new(points).expect("up to 100 points"))
}

/// Any hour of the week.
pub fn hour_of_week() -> impl Strategy<Value = HourOfWeek> {
    (0_u8..168).prop_map(|number| HourOfWeek::try_from(number).expect("an hour of the week"))
}

/// Any survey on a scale.
pub fn survey<S: Scale>() -> impl Strategy<Value = Survey<S>> {
    let response = prop_oneof![
        1 => Just(SurveyResponse::Unanswered),
        1 => Just(SurveyResponse::Declined),
        4 => score().prop_map(SurveyResponse::Answered),
        2 => (score(), score()).prop_map(|(first, latest)| SurveyResponse::Rerated { first, latest }),
    ];
    (response, prop::option::of(elapsed())).prop_map(|(response, delay)| {
        let survey = Survey::of(response);
        match delay {
            Some(delay) if survey.score().is_some() => {
                survey.with_delay(delay).expect("it was answered")
            }
            _ => survey,
        }
    })
}

/// Any amount, up to the largest.
pub fn amount() -> impl Strategy<Value = Amount> {
    prop_oneof![9 => 0_i64..100_000_000_000, 1 => 0..=i64::MAX].prop_map(|millionths| {
        Amount::try_from(rust_decimal::Decimal::new(millionths, 6)).expect("an amount")
    })
}

/// Any purchase.
pub fn purchase() -> impl Strategy<Value = Purchase> {
    (nanoseconds(), amount())
        .prop_map(|(at, amount)| Purchase::new(after(at), amount.decimal()).expect("a purchase"))
}

/// Tickets that go on, and some that ended.
pub fn lifespan() -> impl Strategy<Value = Lifespan> {
    let times = (nanoseconds(), nanoseconds());
    let ending = prop_oneof![Just(Ending::Resolved), Just(Ending::Abandoned)];
    (times, prop::option::of(ending)).prop_map(|((one, other), ending)| {
        let (began, ended) = (after(one.min(other)), after(one.max(other)));
        match ending {
            None => Lifespan::open(began),
            Some(ending) => {
                Lifespan::ended(began, ended, ending, &AroundTheClock).expect("a lifespan")
            }
        }
    })
}

/// What became of anything that a target was set for.
pub fn sla_outcome() -> impl Strategy<Value = SlaOutcome> {
    prop_oneof![
        Just(SlaOutcome::Met),
        Just(SlaOutcome::Missed),
        Just(SlaOutcome::Running),
        Just(SlaOutcome::Paused),
        Just(SlaOutcome::Excluded),
    ]
}

/// When a contact came.
pub fn contact_time() -> impl Strategy<Value = ContactTime> {
    let hours = prop_oneof![Just(DeskHours::Inside), Just(DeskHours::Outside)];
    let part_of_week = prop_oneof![Just(PartOfWeek::Weekday), Just(PartOfWeek::Weekend)];
    (hours, part_of_week).prop_map(|(hours, part_of_week)| ContactTime::new(hours, part_of_week))
}

/// One of a few hours.
pub fn span() -> impl Strategy<Value = Span> {
    (0_u64..5).prop_map(|hour| {
        let at = |hour: u64| after(hour * 3_600_000_000_000);
        Span::new(at(hour), at(hour + 1)).expect("an hour")
    })
}
