//! A scorecard over mixed facts: tickets, contacts, surveys and purchases in
//! one stream, each KPI counting the facts it is about.
//!
//! Calculators over one kind of fact go into a tuple as they are. To put
//! calculators over *different* facts into one tuple, wrap each in the adapter
//! for its facts ([`OnTickets`], [`OnPurchases`], …) and give the tuple
//! [`Fact`]s. The tuple is a calculator like any other: it merges, retracts,
//! serialises, and goes into [`By`](crate::breakdown::By). An adapter reads
//! like the calculator inside it.
//!
//! # Example: a scorecard of each agent, and of the team
//!
//! ```
//! use std::time::Duration;
//! use support_kpi::breakdown::By;
//! use support_kpi::kpi::{CustomerSatisfaction, FirstResponseTime, LifetimeValue};
//! use support_kpi::scorecard::{Fact, OnPurchases, OnSatisfaction, OnTickets};
//! use support_kpi::{Calculator, Channel, OneToFive, Purchase, Score, Survey, Ticket};
//!
//! type Scorecard = (
//!     OnTickets<FirstResponseTime>,
//!     OnSatisfaction<CustomerSatisfaction<OneToFive>>,
//!     OnPurchases<LifetimeValue>,
//! );
//!
//! let ticket = Ticket::builder(Channel::Chat, "2024-03-01T09:00:00Z".parse()?)
//!     .first_response_at("2024-03-01T09:02:00Z".parse()?)
//!     .build()?;
//! let answer = Survey::answered(Score::new(5)?);
//! let purchase = Purchase::new("2024-03-01T09:30:00Z".parse()?, 25.into())?;
//!
//! let mut by_agent = By::<String, Scorecard>::default();
//! by_agent.group("Aiko").record(&Fact::from(ticket));
//! by_agent.group("Aiko").record(&Fact::Satisfaction(answer));
//! by_agent.group("Ben").record(&Fact::from(purchase));
//!
//! let (first_response, satisfaction, sales) = by_agent.total();
//! assert_eq!(first_response.mean(), Some(Duration::from_secs(120)));
//! assert_eq!(satisfaction.satisfied().to_string(), "1 of 1 (100 %)");
//! assert_eq!(sales.orders(), Some(1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # A row of your own
//!
//! Where the facts lie in one row already, as a warehouse joins them, nothing
//! has to be taken apart: say by a [`Part`] what a calculator finds in the row.
//!
//! ```
//! use std::borrow::Borrow;
//! use support_kpi::kpi::FirstResponseTime;
//! use support_kpi::scorecard::{On, Part};
//! use support_kpi::summary::{Ratio, ScoreCounts};
//! use support_kpi::{Calculator, Channel, OneToFive, Score, Ticket};
//!
//! struct Row {
//!     ticket: Ticket,
//!     score: Option<Score<OneToFive>>,
//! }
//!
//! struct Request;
//! impl Part<Row> for Request {
//!     type Fact = Ticket;
//!     fn of(row: &Row) -> Option<impl Borrow<Ticket>> {
//!         Some(&row.ticket)
//!     }
//! }
//!
//! struct Abandoned;
//! impl Part<Row> for Abandoned {
//!     type Fact = bool;
//!     fn of(row: &Row) -> Option<impl Borrow<bool>> {
//!         Some(row.ticket.is_abandoned())
//!     }
//! }
//!
//! struct Answer;
//! impl Part<Row> for Answer {
//!     type Fact = Score<OneToFive>;
//!     fn of(row: &Row) -> Option<impl Borrow<Score<OneToFive>>> {
//!         row.score
//!     }
//! }
//!
//! type Figures = (
//!     On<Request, FirstResponseTime, Row>,
//!     On<Abandoned, Ratio, Row>,
//!     On<Answer, ScoreCounts<OneToFive>, Row>,
//! );
//!
//! let ticket = Ticket::builder(Channel::Chat, "2024-03-01T09:00:00Z".parse()?).build()?;
//! let rows = [
//!     Row { ticket, score: Some(Score::new(4)?) },
//!     Row { ticket, score: None },
//! ];
//! let mut figures = Figures::default();
//! figures.record_slice(&rows);
//!
//! let (first_response, abandoned, answers) = &figures;
//! assert_eq!(first_response.unanswered(), Some(2));
//! assert_eq!(abandoned.to_string(), "0 of 2 (0 %)");
//! assert_eq!(answers.answers(), Some(1));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```

use std::borrow::Borrow;
use std::fmt;
use std::marker::PhantomData;
use std::ops::Deref;

use serde::{Deserialize, Serialize};

use crate::calculator::{CHUNK, Calculator, Group, Sign};
use crate::model::{
    ActiveMonth, Course, CustomerPurchases, FirstContactOutcome, Interaction, OneToFive,
    OneToSeven, Purchase, QualityReview, SatisfactionScale, Survey, Ticket, ZeroToTen,
};

/// Anything that happened at the desk.
///
/// Satisfaction is scored on one scale throughout, by default the guide's 1-5.
///
/// What a stage emits becomes a change of these facts by
/// [`Change::map`](crate::stage::Change::map).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(bound = "S: SatisfactionScale", rename_all = "snake_case")]
#[non_exhaustive]
pub enum Fact<S = OneToFive> {
    /// A request.
    Ticket(Ticket),
    /// How a request's conversation went.
    Course(Course),
    /// What the window after a resolution brought.
    FirstContact(FirstContactOutcome),
    /// A contact that waits for an answer.
    Interaction(Interaction),
    /// A question how satisfied the customer is (CSAT).
    Satisfaction(Survey<S>),
    /// A question whether the customer would recommend the shop (NPS).
    Recommendation(Survey<ZeroToTen>),
    /// A question how much effort it took the customer (CES).
    Effort(Survey<OneToSeven>),
    /// A look of the team at its own work.
    QualityReview(QualityReview),
    /// A sale.
    Purchase(Purchase),
    /// What one customer has bought so far.
    Customer(CustomerPurchases),
    /// A month in which one customer bought.
    ActiveMonth(ActiveMonth),
}

impl<S> From<Ticket> for Fact<S> {
    fn from(ticket: Ticket) -> Self {
        Self::Ticket(ticket)
    }
}

impl<S> From<Course> for Fact<S> {
    fn from(course: Course) -> Self {
        Self::Course(course)
    }
}

impl<S> From<FirstContactOutcome> for Fact<S> {
    fn from(outcome: FirstContactOutcome) -> Self {
        Self::FirstContact(outcome)
    }
}

impl<S> From<Interaction> for Fact<S> {
    fn from(interaction: Interaction) -> Self {
        Self::Interaction(interaction)
    }
}

impl<S> From<QualityReview> for Fact<S> {
    fn from(review: QualityReview) -> Self {
        Self::QualityReview(review)
    }
}

impl<S> From<Purchase> for Fact<S> {
    fn from(purchase: Purchase) -> Self {
        Self::Purchase(purchase)
    }
}

impl<S> From<CustomerPurchases> for Fact<S> {
    fn from(customer: CustomerPurchases) -> Self {
        Self::Customer(customer)
    }
}

impl<S> From<ActiveMonth> for Fact<S> {
    fn from(month: ActiveMonth) -> Self {
        Self::ActiveMonth(month)
    }
}

/// What an adapter picks out of a whole: one kind of [`Fact`], or one thing
/// that a row of the caller's own holds.
///
/// See [the row of your own](self#a-row-of-your-own).
pub trait Part<W> {
    /// What is picked.
    type Fact;

    /// The fact in this whole, owned or borrowed; `None` where it has none of this kind.
    ///
    /// It is asked for anew by each calculator that counts it, in slices many
    /// times a row: it has to be cheap, and to say the same each time.
    fn of(whole: &W) -> Option<impl Borrow<Self::Fact>>;
}

// A kind is a type, and no function can make one.
macro_rules! part {
    ($(#[$doc:meta])* $name:ident, $adapter:ident: $variant:ident($fact:ty)) => {
        #[doc = concat!("The facts that [`", stringify!($adapter), "`] picks.")]
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        pub enum $name {}

        impl<S> Part<Fact<S>> for $name {
            type Fact = $fact;

            #[inline]
            fn of(fact: &Fact<S>) -> Option<impl Borrow<Self::Fact>> {
                match fact {
                    Fact::$variant(fact) => Some(fact),
                    _ => None,
                }
            }
        }

        $(#[$doc])*
        pub type $adapter<C, S = OneToFive> = On<$name, C, Fact<S>>;
    };
}

part! {
    /// A calculator over tickets, in a scorecard.
    Tickets, OnTickets: Ticket(Ticket)
}
part! {
    /// A calculator over the courses of conversations, in a scorecard.
    Courses, OnCourses: Course(Course)
}
part! {
    /// A calculator over the windows after resolutions, in a scorecard.
    FirstContacts, OnFirstContacts: FirstContact(FirstContactOutcome)
}
part! {
    /// A calculator over interactions, in a scorecard.
    Interactions, OnInteractions: Interaction(Interaction)
}
part! {
    /// A calculator over surveys of satisfaction, in a scorecard.
    Satisfaction, OnSatisfaction: Satisfaction(Survey<S>)
}
part! {
    /// A calculator over surveys of recommendation, in a scorecard.
    Recommendation, OnRecommendation: Recommendation(Survey<ZeroToTen>)
}
part! {
    /// A calculator over surveys of effort, in a scorecard.
    Effort, OnEffort: Effort(Survey<OneToSeven>)
}
part! {
    /// A calculator over internal reviews of quality, in a scorecard.
    QualityReviews, OnQualityReviews: QualityReview(QualityReview)
}
part! {
    /// A calculator over purchases, in a scorecard.
    Purchases, OnPurchases: Purchase(Purchase)
}
part! {
    /// A calculator over what each customer has bought so far, in a scorecard.
    Customers, OnCustomers: Customer(CustomerPurchases)
}

part! {
    /// A calculator over the months in which customers bought, in a scorecard.
    ActiveMonths, OnActiveMonths: ActiveMonth(ActiveMonth)
}

/// A calculator over a [`Part`], which takes the whole and counts what the part
/// picks of it.
///
/// For the kinds of [`Fact`] it has names: [`OnTickets`], [`OnCourses`],
/// [`OnFirstContacts`], [`OnInteractions`], [`OnSatisfaction`],
/// [`OnRecommendation`], [`OnEffort`], [`OnQualityReviews`], [`OnPurchases`],
/// [`OnCustomers`], [`OnActiveMonths`]. It dereferences to the calculator
/// inside, to be read like it, and serialises as that.
#[derive(Serialize, Deserialize)]
#[serde(
    transparent,
    bound(serialize = "C: Serialize", deserialize = "C: Deserialize<'de>")
)]
pub struct On<P, C, W> {
    calculator: C,
    #[serde(skip)]
    picks: PhantomData<fn() -> (P, W)>,
}

impl<P, C, W> On<P, C, W> {
    /// A calculator that has counted something already.
    pub const fn new(calculator: C) -> Self {
        Self {
            calculator,
            picks: PhantomData,
        }
    }
}

// Reading only: what is counted goes through the adapter.
impl<P, C, W> Deref for On<P, C, W> {
    type Target = C;

    #[inline]
    fn deref(&self) -> &C {
        &self.calculator
    }
}

impl<P, C: Group, W> Group for On<P, C, W> {
    #[inline]
    fn combine(&mut self, sign: Sign, other: &Self) {
        self.calculator.combine(sign, &other.calculator);
    }

    fn is_empty(&self) -> bool {
        self.calculator.is_empty()
    }
}

impl<P: Part<W>, C: Calculator<Fact = P::Fact>, W> Calculator for On<P, C, W> {
    type Fact = W;

    #[expect(clippy::inline_always, reason = "a sign that is known costs nothing")]
    #[inline(always)]
    fn apply(&mut self, sign: Sign, whole: &W) {
        if let Some(fact) = P::of(whole) {
            self.calculator.apply(sign, fact.borrow());
        }
    }

    #[inline]
    fn apply_slice(&mut self, sign: Sign, wholes: &[W]) {
        for chunk in wholes.chunks(CHUNK) {
            self.calculator
                .apply_all(sign, chunk.iter().map(|whole| P::of(whole)));
        }
    }
}

// Derived impls would ask the same of the part and the whole, which never
// exist as values here.
impl<P, C: Default, W> Default for On<P, C, W> {
    fn default() -> Self {
        Self::new(C::default())
    }
}
impl<P, C: Clone, W> Clone for On<P, C, W> {
    fn clone(&self) -> Self {
        Self::new(self.calculator.clone())
    }
}
impl<P, C: PartialEq, W> PartialEq for On<P, C, W> {
    fn eq(&self, other: &Self) -> bool {
        self.calculator == other.calculator
    }
}
impl<P, C: Eq, W> Eq for On<P, C, W> {}
impl<P, C: fmt::Debug, W> fmt::Debug for On<P, C, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.calculator.fmt(f)
    }
}
