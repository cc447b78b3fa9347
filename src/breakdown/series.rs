//! Figures by span of time: one state for each hour, day, week or month.

use std::borrow::Cow;
use std::fmt;
use std::marker::PhantomData;

use chrono::TimeZone;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::basis::{Basis, CountedBy};
use super::by::By;
use super::calendar::Calendar;
use super::span::Span;
use crate::calculator::{Calculator, Group, Sign};

/// One state for each span of time: hours, days, weeks, months, quarters.
///
/// It is [`By`] over [`Span`]s, so it records, retracts and merges like one.
/// What its facts are counted by is in its type; a [`Calendar`] turns an
/// instant into its span before anything is recorded.
///
/// # Example: days make a month, exactly
///
/// ```
/// use chrono::Utc;
/// use support_kpi::breakdown::{Calendar, Opening, Series};
/// use support_kpi::{Channel, Sign, Ticket, kpi::FirstResponseTime};
///
/// let days = Calendar::days(Utc);
/// let mut by_day = Series::<Opening, FirstResponseTime>::default();
/// for opened in ["2024-03-01T09:00:00Z", "2024-03-31T23:59:59Z"] {
///     let ticket = Ticket::builder(Channel::Web, opened.parse()?).build()?;
///     by_day.apply_at(Sign::Plus, &days, &ticket);
/// }
///
/// let observed = Calendar::months(Utc).span_of("2024-03-15T00:00:00Z".parse()?).unwrap();
/// let months = by_day.put_together(&Calendar::months(Utc), observed);
/// assert_eq!(months.whole.get(observed).unwrap().unanswered(), Some(2));
/// assert!(months.leftovers.iter().next().is_none());
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub struct Series<B, C> {
    spans: By<Span, C>,
    counted_by: PhantomData<B>,
}

/// What became of a series whose spans were put together into longer ones.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub struct PutTogether<B, C: Group> {
    /// The longer spans, each wholly observed and made of whole shorter ones.
    pub whole: Series<B, C>,
    /// The shorter spans that belong to none of them: they cross the bound of
    /// two longer spans, or lie in one that was not wholly observed.
    pub leftovers: Series<B, C>,
}

impl<B, C: Group> Series<B, C> {
    /// The state of a span, made where there is none yet.
    pub fn span(&mut self, span: Span) -> &mut C {
        self.spans.group(&span)
    }

    /// The state of a span; `None` where nothing is counted in it.
    pub fn get(&self, span: Span) -> Option<&C> {
        self.spans.get(&span)
    }

    /// The spans that hold anything, in the order of time.
    pub fn iter(&self) -> impl Iterator<Item = (Span, &C)> {
        self.spans.iter().map(|(span, state)| (*span, state))
    }

    /// All spans merged into one.
    pub fn total(&self) -> C {
        self.spans.total()
    }

    /// Everything within a stretch of time: the merge of the spans it covers.
    ///
    /// Spans that reach out of it are left out whole.
    pub fn within(&self, stretch: Span) -> C {
        let mut state = C::default();
        for (_, covered) in self.iter().filter(|(span, _)| stretch.covers(*span)) {
            state.merge(covered);
        }
        state
    }

    /// Puts short spans together into the longer ones of a calendar.
    ///
    /// Only longer spans that lie wholly in `observed` are made: a month of
    /// which half was measured is no month. Shorter spans that belong to none
    /// of them are named as leftovers, state and all, so nothing is lost:
    /// both parts together hold what the series held.
    pub fn put_together<Z: TimeZone>(
        &self,
        longer: &Calendar<Z>,
        observed: Span,
    ) -> PutTogether<B, C> {
        let mut parts = PutTogether {
            whole: Self::default(),
            leftovers: Self::default(),
        };
        for (span, state) in self.iter() {
            let home = longer
                .span_of(span.start())
                .filter(|home| home.covers(span) && observed.covers(*home));
            match home {
                Some(home) => parts.whole.span(home).merge(state),
                None => parts.leftovers.span(span).merge(state),
            }
        }
        parts
    }

    /// Takes the states of shorter spans out of the longer spans that cover them.
    ///
    /// The months less some of their days; a span that no span of this series
    /// covers is handed back as a leftover.
    #[must_use = "what no longer span covers was not taken out"]
    pub fn take_apart(&mut self, shorter: &Self) -> Self {
        let mut leftovers = Self::default();
        let homes: Vec<Span> = self.iter().map(|(span, _)| span).collect();
        for (span, state) in shorter.iter() {
            let next = homes.partition_point(|home| home.start() <= span.start());
            let home = next.checked_sub(1).and_then(|place| homes.get(place));
            match home.filter(|home| home.covers(span)) {
                Some(home) => self.span(*home).unmerge(state),
                None => leftovers.span(span).merge(state),
            }
        }
        leftovers
    }

    /// Sliding spans: for each span of the calendar from the first to the last
    /// one, the merge of it and the `length - 1` spans before it.
    ///
    /// One merge and one unmerge a step, however long the slide is. The first
    /// `length - 1` spans make no value: their slide reaches before the start.
    pub fn sliding<Z: TimeZone>(
        &self,
        calendar: &Calendar<Z>,
        observed: Span,
        length: usize,
    ) -> Vec<(Span, C)> {
        let spans: Vec<Span> = calendar
            .spans_between(observed.start(), observed.end())
            .filter(|span| observed.covers(*span))
            .collect();
        let mut slide = C::default();
        let mut slides = Vec::new();
        for (position, span) in spans.iter().enumerate() {
            if let Some(state) = self.get(*span) {
                slide.merge(state);
            }
            let leaving = position
                .checked_sub(length)
                .and_then(|left| spans.get(left));
            if let Some(state) = leaving.and_then(|span| self.get(*span)) {
                slide.unmerge(state);
            }
            let first = position
                .checked_sub(length.saturating_sub(1))
                .and_then(|first| spans.get(first));
            if let Some(stretch) = first.and_then(|first| Span::new(first.start(), span.end()).ok())
            {
                slides.push((stretch, slide.clone()));
            }
        }
        slides
    }

    /// The state of the span before this one: empty where nothing is counted
    /// in it, `None` before the first span of the calendar.
    pub fn before<Z: TimeZone>(&self, calendar: &Calendar<Z>, span: Span) -> Option<C> {
        Some(self.state_of(calendar.previous(span)?))
    }

    /// The states at the same time of the week, in the weeks before: the
    /// nearest first, one for each week asked for.
    ///
    /// A week whose clocks skipped that time has none.
    pub fn same_time_of_week<Z: TimeZone>(
        &self,
        calendar: &Calendar<Z>,
        span: Span,
        weeks: u64,
    ) -> Vec<(Span, C)> {
        (1..=weeks)
            .filter_map(|week| calendar.days_before(span, week.checked_mul(7)?))
            .map(|earlier| (earlier, self.state_of(earlier)))
            .collect()
    }

    fn state_of(&self, span: Span) -> C {
        self.get(span).cloned().unwrap_or_default()
    }
}

impl<C: Calculator, B: CountedBy<C::Fact>> Series<B, C> {
    /// Applies a fact in the span it counts in, and says which that was.
    ///
    /// `None`, and nothing is counted, where its instant has not come (a
    /// ticket without a response in a series by first response), or lies
    /// outside the calendar's years.
    pub fn apply_at<Z: TimeZone>(
        &mut self,
        sign: Sign,
        calendar: &Calendar<Z>,
        fact: &C::Fact,
    ) -> Option<Span> {
        let span = calendar.span_of(B::instant(fact)?)?;
        self.span(span).apply(sign, fact);
        Some(span)
    }
}

impl<B, C: Group> Group for Series<B, C> {
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.spans.combine(sign, &other.spans);
    }

    fn is_empty(&self) -> bool {
        self.spans.is_empty()
    }
}

impl<B, C: Calculator> Calculator for Series<B, C> {
    type Fact = (Span, C::Fact);

    fn apply(&mut self, sign: Sign, fact: &Self::Fact) {
        self.spans.apply(sign, fact);
    }
}

// Derived impls would ask the same of the marker, which never exists as a value.
impl<B, C> Default for Series<B, C> {
    fn default() -> Self {
        Self {
            spans: By::default(),
            counted_by: PhantomData,
        }
    }
}
impl<B, C: Clone> Clone for Series<B, C> {
    fn clone(&self) -> Self {
        Self {
            spans: self.spans.clone(),
            counted_by: PhantomData,
        }
    }
}
impl<B, C: Group> PartialEq for Series<B, C> {
    fn eq(&self, other: &Self) -> bool {
        self.spans == other.spans
    }
}
impl<B, C: Group + Eq> Eq for Series<B, C> {}
impl<B, C: Group + fmt::Debug> fmt::Debug for Series<B, C> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.spans.fmt(f)
    }
}

#[derive(Serialize, Deserialize)]
struct Fields<Spans> {
    counted_by: Cow<'static, str>,
    spans: Spans,
}

/// Serialised with what it is counted by, so that it is not mixed up on disk either.
impl<B: Basis, C: Group + Serialize> Serialize for Series<B, C> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        Fields {
            counted_by: B::NAME.into(),
            spans: &self.spans,
        }
        .serialize(serializer)
    }
}

impl<'de, B: Basis, C: Group + Deserialize<'de>> Deserialize<'de> for Series<B, C> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let fields = Fields::<By<Span, C>>::deserialize(deserializer)?;
        if fields.counted_by != B::NAME {
            return Err(D::Error::custom(format_args!(
                "counted_by: expected {}, found {}",
                B::NAME,
                fields.counted_by,
            )));
        }
        Ok(Self {
            spans: fields.spans,
            counted_by: PhantomData,
        })
    }
}
