//! The figures of each month.

use chrono_tz::Tz;
use support_kpi::breakdown::{By, Calendar, Opening, Series, Span, Start};
use support_kpi::kpi::{AbandonmentRate, CustomerSatisfaction};
use support_kpi::summary::Money;
use support_kpi::{Calculator as _, OneToFive, Sign};

use super::super::rows::{Asked, Facts};
use super::TicketKpis;

/// The figures of the months in a zone: tickets by their opening, contacts by
/// their start, answers by when they were given, purchases by when they were made.
#[derive(Debug, Default)]
pub(crate) struct Months {
    pub(crate) tickets: Series<Opening, TicketKpis>,
    pub(crate) contacts: Series<Start, AbandonmentRate>,
    pub(crate) satisfaction: By<Span, CustomerSatisfaction<OneToFive>>,
    pub(crate) revenue: By<Span, Money>,
}

/// The figures of one month, empty where nothing was counted in it.
#[derive(Debug)]
pub(crate) struct Month {
    pub(crate) span: Span,
    pub(crate) tickets: TicketKpis,
    pub(crate) abandonment: AbandonmentRate,
    pub(crate) satisfaction: CustomerSatisfaction<OneToFive>,
    pub(crate) revenue: Money,
}

impl Months {
    pub(crate) fn of(facts: &Facts, zone: Tz) -> Self {
        let calendar = Calendar::months(zone);
        let mut months = Self::default();
        for fact in facts.tickets() {
            months.tickets.apply_at(Sign::Plus, &calendar, &fact.ticket);
        }
        for fact in facts.contacts.iter().flat_map(|all| &all.facts) {
            months
                .contacts
                .apply_at(Sign::Plus, &calendar, &fact.contact);
        }
        for fact in facts.surveys.iter().flat_map(|all| &all.facts) {
            let span = fact.answered_at.and_then(|at| calendar.span_of(at));
            if let (Some(span), Asked::Satisfaction(survey)) = (span, &fact.asked) {
                months.satisfaction.group(&span).record(survey);
            }
        }
        for fact in facts.purchases.iter().flat_map(|all| &all.facts) {
            if let Some(span) = calendar.span_of(fact.purchase.at()) {
                months.revenue.group(&span).record(&fact.purchase.amount());
            }
        }
        months
    }

    /// The figures of a month.
    pub(crate) fn month(&self, span: Span) -> Month {
        Month {
            span,
            tickets: self.tickets.get(span).cloned().unwrap_or_default(),
            abandonment: self.contacts.get(span).cloned().unwrap_or_default(),
            satisfaction: self.satisfaction.get(&span).cloned().unwrap_or_default(),
            revenue: self.revenue.get(&span).copied().unwrap_or_default(),
        }
    }

    /// The months in which anything was counted, in the order of time.
    pub(crate) fn all(&self) -> Vec<Month> {
        let mut spans: Vec<Span> = self.tickets.iter().map(|(span, _)| span).collect();
        spans.extend(self.contacts.iter().map(|(span, _)| span));
        spans.extend(self.satisfaction.iter().map(|(span, _)| *span));
        spans.extend(self.revenue.iter().map(|(span, _)| *span));
        spans.sort_unstable();
        spans.dedup();
        spans.into_iter().map(|span| self.month(span)).collect()
    }
}
