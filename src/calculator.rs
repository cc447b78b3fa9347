//! The two traits that everything countable implements, and their laws.
//!
//! A KPI is a sum over facts, and its state is an abelian group: a fact is
//! added when it comes in and subtracted when it turns out to be wrong, and
//! two states add up to the state of both inputs. Late events, corrections,
//! sliding windows, shards and percentiles over any span all follow from that.
//!
//! # The laws
//!
//! They hold for every type of this crate that implements [`Group`] or
//! [`Calculator`], by `==` and never within a tolerance:
//!
//! 1. *Identity*: merging `Default::default()`, on either side, changes nothing.
//! 2. *Commutative and associative*: the order and the nesting of merges do not matter.
//! 3. *Split anywhere*: folding two parts and merging them equals folding the whole.
//! 4. *Retract undoes record*, in any order, also where the retraction arrives first.
//! 5. *Unmerge undoes merge*, likewise.
//! 6. *Round trip*: a state that was serialised and read back is equal, and goes on working.
//!
//! Between a retraction that came early and its record, a state can be
//! *unsettled* (some count is negative, or a part is greater than its whole).
//! It merges as ever; what is read from it is `None`. Where a fact that counts
//! the same stands already, nothing shows that another one was meant: until its
//! record comes, the figures are those without the fact that stands.

use std::borrow::Borrow;

use crate::columns::{ColumnCalculator, ColumnFact};

/// Whether a contribution is added to a state or taken away from it.
///
/// One body serves both directions, so a retraction cannot differ from the
/// record it undoes.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Sign {
    /// The contribution is added: a fact is recorded, a state is merged.
    Plus,
    /// The contribution is taken away: a fact is retracted, a state is unmerged.
    Minus,
}

impl Sign {
    /// One or minus one.
    #[inline]
    #[must_use]
    pub const fn unit(self) -> i64 {
        match self {
            Self::Plus => 1,
            Self::Minus => -1,
        }
    }

    /// The other one.
    #[inline]
    #[must_use]
    pub const fn flipped(self) -> Self {
        match self {
            Self::Plus => Self::Minus,
            Self::Minus => Self::Plus,
        }
    }

    /// The count with this sign, wrapping at the edge of its type.
    ///
    /// # Example: a sign flips a count
    ///
    /// ```
    /// use support_kpi::Sign;
    ///
    /// assert_eq!(Sign::Plus.of(3), 3);
    /// assert_eq!(Sign::Minus.of(3), -3);
    /// ```
    #[inline]
    #[must_use]
    pub const fn of(self, count: i64) -> i64 {
        count.wrapping_mul(self.unit())
    }

    /// The sum with this sign, wrapping at the edge of its type.
    #[inline]
    #[must_use]
    pub const fn of_wide(self, sum: i128) -> i128 {
        match self {
            Self::Plus => sum,
            Self::Minus => sum.wrapping_neg(),
        }
    }
}

/// A state that can be added to another of its type, and taken away again.
///
/// See the [laws](self) that every implementation obeys.
pub trait Group: Default + Clone + PartialEq {
    /// Adds the other state, or takes it away.
    fn combine(&mut self, sign: Sign, other: &Self);

    /// Whether the state equals the empty one.
    ///
    /// A state that was recorded and retracted again is empty.
    fn is_empty(&self) -> bool;

    /// Adds what another thread, shard, day or machine counted.
    fn merge(&mut self, other: &Self) {
        self.combine(Sign::Plus, other);
    }

    /// Takes away what was merged: a day that slides out of the month.
    fn unmerge(&mut self, other: &Self) {
        self.combine(Sign::Minus, other);
    }
}

/// A state that facts are recorded into, and retracted from, one at a time.
///
/// # Example: a correction is a retraction and a record
///
/// ```
/// use support_kpi::{Calculator, Score, Survey, ZeroToTen, kpi::NetPromoterScore};
///
/// let mistyped = Survey::answered(Score::<ZeroToTen>::new(1)?);
/// let meant = Survey::answered(Score::<ZeroToTen>::new(10)?);
///
/// let mut live = NetPromoterScore::default();
/// live.record(&mistyped);
/// live.retract(&mistyped);
/// live.record(&meant);
///
/// assert_eq!(live, NetPromoterScore::of([&meant]));
/// # Ok::<(), support_kpi::ModelError>(())
/// ```
pub trait Calculator: Group {
    /// What is counted.
    type Fact;

    /// Adds the fact's contribution, or takes it away.
    fn apply(&mut self, sign: Sign, fact: &Self::Fact);

    /// Applies every fact that an iterator gives: the same state as one at a
    /// time, and mostly faster where a calculator counts in bulk. A fact that is
    /// missing counts nothing.
    ///
    /// This is what a calculator overrides to count in bulk; missing facts are
    /// handed on, so that it can count without a branch on them. A tuple walks
    /// the facts once for each of its calculators; slices go through
    /// [`apply_slice`](Self::apply_slice), which keeps such walks short.
    #[inline]
    fn apply_all<F: Borrow<Self::Fact>>(
        &mut self,
        sign: Sign,
        facts: impl Iterator<Item = Option<F>> + Clone,
    ) {
        for fact in facts.flatten() {
            self.apply(sign, fact.borrow());
        }
    }

    /// Applies every fact of a slice: the same state as one at a time, and
    /// mostly faster.
    #[inline]
    fn apply_slice(&mut self, sign: Sign, facts: &[Self::Fact]) {
        self.apply_all(sign, facts.iter().map(Some));
    }

    /// Counts a fact that came in.
    #[inline]
    fn record(&mut self, fact: &Self::Fact) {
        self.apply(Sign::Plus, fact);
    }

    /// Takes back a fact that was wrong, changed, deleted, or left the window.
    #[inline]
    fn retract(&mut self, fact: &Self::Fact) {
        self.apply(Sign::Minus, fact);
    }

    /// Counts every fact of a slice.
    #[inline]
    fn record_slice(&mut self, facts: &[Self::Fact]) {
        self.apply_slice(Sign::Plus, facts);
    }

    /// Takes back every fact of a slice.
    #[inline]
    fn retract_slice(&mut self, facts: &[Self::Fact]) {
        self.apply_slice(Sign::Minus, facts);
    }

    /// The state of these facts and no others.
    fn of<'fact>(facts: impl IntoIterator<Item = &'fact Self::Fact>) -> Self
    where
        Self::Fact: 'fact,
    {
        let mut state = Self::default();
        for fact in facts {
            state.record(fact);
        }
        state
    }
}

/// How many facts a tuple hands to each of its calculators at a time: as many
/// as a summary of times looks at together, and few enough that the later
/// calculators still find them in the nearest cache.
pub(crate) const CHUNK: usize = 64;

// Rust has no other way to write an impl for tuples of every length.
macro_rules! tuple_of_calculators {
    ($first:ident . $first_index:tt $(, $name:ident . $index:tt)*) => {
        impl<$first: Group $(, $name: Group)*> Group for ($first, $($name,)*) {
            #[inline]
            fn combine(&mut self, sign: Sign, other: &Self) {
                self.$first_index.combine(sign, &other.$first_index);
                $(self.$index.combine(sign, &other.$index);)*
            }

            fn is_empty(&self) -> bool {
                self.$first_index.is_empty() $(&& self.$index.is_empty())*
            }
        }

        /// Several calculators over one fact: many KPIs in one pass.
        impl<$first: Calculator $(, $name: Calculator<Fact = $first::Fact>)*> Calculator
            for ($first, $($name,)*)
        {
            type Fact = $first::Fact;

            // A sign that is known costs nothing, one that is passed on does.
            #[inline(always)]
            fn apply(&mut self, sign: Sign, fact: &Self::Fact) {
                self.$first_index.apply(sign, fact);
                $(self.$index.apply(sign, fact);)*
            }

            #[inline]
            fn apply_all<Fact: Borrow<Self::Fact>>(
                &mut self,
                sign: Sign,
                facts: impl Iterator<Item = Option<Fact>> + Clone,
            ) {
                $(self.$index.apply_all(sign, facts.clone());)*
                self.$first_index.apply_all(sign, facts);
            }

            #[inline]
            fn apply_slice(&mut self, sign: Sign, facts: &[Self::Fact]) {
                for chunk in facts.chunks(CHUNK) {
                    self.$first_index.apply_slice(sign, chunk);
                    $(self.$index.apply_slice(sign, chunk);)*
                }
            }
        }

        impl<$first, $($name,)*> ColumnCalculator for ($first, $($name,)*)
        where
            $first: ColumnCalculator,
            $first::Fact: ColumnFact,
            $($name: ColumnCalculator<Fact = $first::Fact>,)*
        {
            fn apply_columns(
                &mut self,
                sign: Sign,
                columns: &<Self::Fact as ColumnFact>::Columns<'_>,
            ) {
                self.$first_index.apply_columns(sign, columns);
                $(self.$index.apply_columns(sign, columns);)*
            }
        }
    };
}

tuple_of_calculators!(A.0);
tuple_of_calculators!(A.0, B.1);
tuple_of_calculators!(A.0, B.1, C.2);
tuple_of_calculators!(A.0, B.1, C.2, D.3);
tuple_of_calculators!(A.0, B.1, C.2, D.3, E.4);
tuple_of_calculators!(A.0, B.1, C.2, D.3, E.4, F.5);
tuple_of_calculators!(A.0, B.1, C.2, D.3, E.4, F.5, G.6);
tuple_of_calculators!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7);
tuple_of_calculators!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8);
tuple_of_calculators!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9);
tuple_of_calculators!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9, K.10);
tuple_of_calculators!(A.0, B.1, C.2, D.3, E.4, F.5, G.6, H.7, I.8, J.9, K.10, L.11);
