//! The two months that are compared, and what was counted in each.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use chrono::{DateTime, Utc};
use chrono_tz::Tz;
use rust_decimal::Decimal;
use support_kpi::breakdown::{By, Calendar, Span};
use support_kpi::inference::PowerSums;
use support_kpi::kpi::{
    AbandonmentRate, AnswerTarget, CustomerRetention, CustomerSatisfaction, NetPromoterScore,
    OneTouchRate, PhoneServiceLevel, ReopenRate, SelfServiceRate, SurveyResponseRate, Throughput,
};
use support_kpi::summary::Count;
use support_kpi::{Calculator as _, Channel, OneToFive, Outcome, Sign};

use super::rows::{Asked, Facts};

/// The T of "80 % in T seconds": the trade's 20, as no file declares another.
pub(super) const ANSWER_TARGET: Duration = Duration::from_secs(20);

/// The month of the last instant, and the one before it.
pub(super) struct Months {
    pub(super) last: Month,
    pub(super) this: Month,
    /// The last instant of the folder, at which this month ends so far.
    pub(super) now: DateTime<Utc>,
}

/// What was counted in a month.
///
/// A ticket counts in the month of its opening as a ticket opened, in that of
/// its first response by that wait, and by all that became of it in that of
/// its closing. A month is then over for all its tickets: by their opening,
/// the last ones would have had less time to be resolved than the others.
pub(super) struct Month {
    pub(super) span: Span,
    /// How much of the month the folder tells of.
    pub(super) observed: Duration,
    pub(super) opened: Count,
    /// `None` is a category that is not known.
    pub(super) by_category: By<Option<String>, Count>,
    pub(super) first_response: PowerSums,
    pub(super) resolution: PowerSums,
    pub(super) closed: (OneTouchRate, SelfServiceRate, ReopenRate, Throughput),
    pub(super) contacts: AbandonmentRate,
    pub(super) waits: PowerSums,
    pub(super) handling: PowerSums,
    pub(super) calls: PhoneServiceLevel,
    pub(super) satisfaction: CustomerSatisfaction<OneToFive>,
    /// Surveys by the month in which their ticket closed: one without an
    /// answer has no instant of its own.
    pub(super) invited: SurveyResponseRate<OneToFive>,
    pub(super) recommendation: NetPromoterScore,
    pub(super) quality: Vec<u64>,
    pub(super) orders: Vec<Decimal>,
    /// From the month before to this one.
    pub(super) retention: CustomerRetention,
}

impl Months {
    /// # Errors
    ///
    /// Why there are no two months to compare.
    pub(super) fn of(facts: &Facts, zone: Tz) -> Result<Self, String> {
        let (first, now) = facts.instants().ok_or("the folder tells of no instant")?;
        let calendar = Calendar::months(zone);
        let this = calendar.span_of(now);
        let last = this.and_then(|this| calendar.previous(this));
        let first_day = Calendar::days(zone).span_of(first);
        let ((this, last), first_day) = this
            .zip(last)
            .zip(first_day)
            .ok_or("the folder's last instant is at the edge of the calendar")?;
        if first >= last.end() {
            return Err("the folder tells of one month, which has none to be compared with".into());
        }
        let known = (first_day.start(), now);
        let before = calendar.previous(last);
        Ok(Self {
            last: Month::of(
                facts,
                last,
                before.filter(|before| known.0 <= before.start()),
                known,
            ),
            this: Month::of(
                facts,
                this,
                Some(last).filter(|last| known.0 <= last.start()),
                known,
            ),
            now,
        })
    }
}

impl Month {
    /// What was counted in a span; the month before it where the folder tells
    /// of the whole of that.
    fn of(
        facts: &Facts,
        span: Span,
        before: Option<Span>,
        (first, now): (DateTime<Utc>, DateTime<Utc>),
    ) -> Self {
        let observed = span.end().min(now) - span.start().max(first);
        let mut month = Self {
            span,
            observed: observed.to_std().unwrap_or_default(),
            opened: Count::default(),
            by_category: By::default(),
            first_response: PowerSums::default(),
            resolution: PowerSums::default(),
            closed: Default::default(),
            contacts: AbandonmentRate::default(),
            waits: PowerSums::default(),
            handling: PowerSums::default(),
            calls: PhoneServiceLevel::default(),
            satisfaction: CustomerSatisfaction::default(),
            invited: SurveyResponseRate::default(),
            recommendation: NetPromoterScore::default(),
            quality: Vec::new(),
            orders: Vec::new(),
            retention: CustomerRetention::default(),
        };
        month.count_tickets(facts);
        month.count_contacts(facts);
        month.count_surveys(facts);
        month.count_purchases(facts, before);
        month
    }

    fn holds(&self, at: Option<DateTime<Utc>>) -> bool {
        at.is_some_and(|at| self.span.contains(at))
    }

    fn count_tickets(&mut self, facts: &Facts) {
        for fact in &facts.tickets {
            let ticket = &fact.ticket;
            if self.holds(Some(ticket.opened_at())) {
                self.opened.add(Sign::Plus, 1);
                self.by_category.group(&fact.category).add(Sign::Plus, 1);
            }
            if self.holds(ticket.first_responded_at()) {
                self.first_response
                    .record_slice(ticket.first_response().as_slice());
            }
            if self.holds(ticket.closed_at()) {
                self.closed.record(ticket);
                self.resolution.record_slice(ticket.resolution().as_slice());
            }
        }
    }

    fn count_contacts(&mut self, facts: &Facts) {
        let target = AnswerTarget::within(ANSWER_TARGET);
        for fact in &facts.contacts {
            let contact = &fact.contact;
            if !self.holds(Some(contact.started_at())) {
                continue;
            }
            self.contacts.record(contact);
            if let Outcome::Answered { after } | Outcome::LeftAfterAnswer { after } =
                contact.outcome()
            {
                self.waits.record(&after);
            }
            if let Some(handle) = contact.handle_time() {
                self.handling.record(&handle.total());
            }
            if contact.channel() == Channel::Phone {
                self.calls.record(&target.judge(contact));
            }
        }
    }

    fn count_surveys(&mut self, facts: &Facts) {
        let closed: BTreeMap<&str, DateTime<Utc>> = facts
            .tickets
            .iter()
            .filter_map(|fact| Some((fact.id.as_deref()?, fact.ticket.closed_at()?)))
            .collect();
        for fact in &facts.surveys {
            let is_answered_here = self.holds(fact.answered_at);
            match &fact.asked {
                Asked::Satisfaction(survey) => {
                    if is_answered_here {
                        self.satisfaction.record(survey);
                    }
                    let ticket = fact.ticket.as_deref();
                    if self.holds(ticket.and_then(|ticket| closed.get(ticket).copied())) {
                        self.invited.record(survey);
                    }
                }
                Asked::Recommendation(survey) if is_answered_here => {
                    self.recommendation.record(survey);
                }
                Asked::Quality(Some(review)) if is_answered_here => {
                    self.quality.push(review.points().into());
                }
                _ => {}
            }
        }
    }

    fn count_purchases(&mut self, facts: &Facts, before: Option<Span>) {
        let here = self.span;
        let customers_in = |month: Span| -> BTreeSet<&str> {
            let made = facts.purchases.iter();
            made.filter(|fact| month.contains(fact.purchase.at()))
                .filter_map(|fact| fact.customer.as_deref())
                .collect()
        };
        if let Some(before) = before {
            self.retention =
                CustomerRetention::of_customers(customers_in(before), customers_in(here));
        }
        let made = facts.purchases.iter().map(|fact| &fact.purchase);
        self.orders = made
            .filter(|purchase| here.contains(purchase.at()))
            .map(|purchase| purchase.amount().decimal())
            .collect();
    }
}
