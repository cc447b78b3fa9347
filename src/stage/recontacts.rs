//! Whether customers come back with the same problem.

mod rule;
mod state;

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Bound;
use std::time::Duration;

use chrono::{DateTime, Utc};

use super::change::Change;
use super::desk::Key;
use crate::calculator::Sign;
use crate::error::ModelError;
use crate::model::{
    Elapsed, FirstContact, FirstContactOutcome, FirstConversation, Instant, Recontact,
};

pub use rule::FirstContactRule;

/// A contact: customer, category, the caller's own key, and how it went.
type Contact<C, G, T, F> = (C, G, T, F);

/// The contacts of one customer in one category, by their opening; each with
/// how often it was recorded, less how often retracted.
type Contacts<T> = BTreeMap<Instant, BTreeMap<(FirstConversation, T), i64>>;

/// Contacts by customer and category, as facts about the first of them: was
/// it enough, and did the customer come back?
///
/// `C` is the caller's customer key, `G` the category's, `T` any other key
/// that the outcome shall carry: the agent's, the ticket's, or none.
///
/// - A ticket's window starts with its first resolution; default: 7 days.
/// - The customer **came back** with another contact in the same category
///   that was opened after this one and before the window's end (also while
///   this one was still open), or with a message on this ticket after its
///   resolution and before the window's end.
/// - An outcome is made only when the window has run out, of successes and
///   failures alike: [`as_of`](Self::as_of) says how far time has come. Tickets
///   that are not resolved now have none.
/// - Contacts of one instant are not each other's return.
///
/// Contacts can be told in any order and taken back, also before they were
/// told; the facts handed out so far are always those of a recount.
///
/// # Example: the second contact is known only when the window has run out
///
/// ```
/// use support_kpi::Channel;
/// use support_kpi::kpi::FirstContactResolution;
/// use support_kpi::model::FirstConversation;
/// use support_kpi::stage::{Change, Recontacts};
///
/// let contact = |opened: &str, resolved: &str| -> Result<_, Box<dyn std::error::Error>> {
///     let chat = FirstConversation::open(Channel::Chat, opened.parse()?)?;
///     Ok(("customer 7", "delivery", (), chat.resolved(resolved.parse()?, 1)?))
/// };
/// let mut recontacts = Recontacts::default();
/// let mut fcr = FirstContactResolution::default();
/// for change in [
///     recontacts.apply(&Change::new(vec![], vec![
///         contact("2024-03-01T09:00:00Z", "2024-03-01T10:00:00Z")?,
///         contact("2024-03-05T09:00:00Z", "2024-03-05T10:00:00Z")?,
///     ])),
///     recontacts.as_of("2024-03-08T10:00:00Z".parse()?)?,
/// ] {
///     change.map(|(.., outcome)| *outcome).apply_to(&mut fcr);
/// }
/// assert_eq!(fcr.rate().to_string(), "0 of 1 (0 %)");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug, Clone, PartialEq)]
pub struct Recontacts<C, G, T = ()> {
    rule: FirstContactRule,
    window: Elapsed,
    as_of: Option<Instant>,
    groups: BTreeMap<(C, G), Contacts<T>>,
    /// When the windows of each group's contacts of one opening run out.
    due: BTreeMap<i128, BTreeSet<(C, G, Instant)>>,
}

impl<C, G, T> Default for Recontacts<C, G, T> {
    fn default() -> Self {
        Self {
            rule: FirstContactRule::default(),
            window: Elapsed::from_seconds(7 * 86_400),
            as_of: None,
            groups: BTreeMap::new(),
            due: BTreeMap::new(),
        }
    }
}

impl<C, G, T> Recontacts<C, G, T> {
    /// Contacts judged by a rule within a window.
    ///
    /// # Errors
    ///
    /// [`ModelError::DurationOutOfRange`] for a window of over 584 years.
    pub fn new(rule: FirstContactRule, window: Duration) -> Result<Self, ModelError> {
        Ok(Self {
            rule,
            window: Elapsed::try_from(window)?,
            ..Self::default()
        })
    }

    /// The rule.
    pub const fn rule(&self) -> FirstContactRule {
        self.rule
    }

    /// The window.
    pub const fn window(&self) -> Duration {
        self.window.duration()
    }

    /// When a conversation's window has run out; `None` where it is not resolved now.
    fn due(&self, conversation: &FirstConversation) -> Option<i128> {
        conversation.due_after(self.window)
    }

    /// What a conversation's window brought; `None` while it has not run out.
    fn outcome(
        &self,
        conversation: &FirstConversation,
        next_contact: Option<Instant>,
    ) -> Option<FirstContactOutcome> {
        let due = self.due(conversation)?;
        if i128::from(self.as_of?.nanoseconds()) < due {
            return None;
        }
        let within = |at: Option<Instant>| at.is_some_and(|at| i128::from(at.nanoseconds()) < due);
        let recontact = if within(conversation.returned_instant()) || within(next_contact) {
            Recontact::CameBack
        } else {
            Recontact::StayedAway
        };
        let reopened = within(conversation.reopened_instant());
        let enough = match self.rule {
            FirstContactRule::NoReturn => {
                !reopened
                    && recontact == Recontact::StayedAway
                    && !within(conversation.followed_up_instant())
            }
            FirstContactRule::NotReopened => !reopened,
            FirstContactRule::OneReply => !reopened && conversation.replies() <= 1,
        };
        let first_contact = if enough {
            FirstContact::Resolved
        } else {
            FirstContact::NotResolved
        };
        FirstContactOutcome::of(conversation, first_contact, recontact).ok()
    }
}

impl<C: Key, G: Key, T: Key> Recontacts<C, G, T> {
    /// Takes contacts that came in, and those that were wrong; gives the
    /// outcomes that change with them.
    pub fn apply(
        &mut self,
        change: &Change<Contact<C, G, T, FirstConversation>>,
    ) -> Change<Contact<C, G, T, FirstContactOutcome>> {
        let (mut gone, mut come) = (Vec::new(), Vec::new());
        for contact in change.retracted() {
            self.tell(Sign::Minus, contact, &mut gone, &mut come);
        }
        for contact in change.recorded() {
            self.tell(Sign::Plus, contact, &mut gone, &mut come);
        }
        Change::new(gone, come)
    }

    /// Says how far time has come; gives the outcomes of the windows that have
    /// run out since.
    ///
    /// Time may also go back: then outcomes are taken back.
    ///
    /// # Errors
    ///
    /// [`ModelError::InstantOutOfRange`] outside the years 1677 to 2262.
    pub fn as_of(
        &mut self,
        instant: DateTime<Utc>,
    ) -> Result<Change<Contact<C, G, T, FirstContactOutcome>>, ModelError> {
        let instant = Instant::of_field("as_of", instant)?;
        let before = self.as_of.replace(instant);
        let place = |at: Option<Instant>| at.map_or(i128::MIN, |at| i128::from(at.nanoseconds()));
        let (from, to) = (place(before), place(Some(instant)));
        let (low, high) = (from.min(to), from.max(to));
        // Outcomes are those of the later instant, whichever way time went.
        self.as_of = before.max(Some(instant));
        let mut outcomes = Vec::new();
        for (customer, category, opened_at) in self.due_between(low, high) {
            let group = (customer, category);
            for (due, contact) in self.outcomes_at(&group, opened_at) {
                if low < due && due <= high {
                    outcomes.push(contact);
                }
            }
        }
        self.as_of = Some(instant);
        Ok(if to < from {
            Change::new(outcomes, Vec::new())
        } else {
            Change::new(Vec::new(), outcomes)
        })
    }

    /// Every outcome that holds now, as one change: what a calculator that
    /// starts late has to be told.
    pub fn facts(&self) -> Change<Contact<C, G, T, FirstContactOutcome>> {
        let outcomes = self
            .groups
            .iter()
            .flat_map(|(group, contacts)| {
                contacts
                    .keys()
                    .flat_map(|opened_at| self.outcomes_at(group, *opened_at))
            })
            .map(|(_, outcome)| outcome)
            .collect();
        Change::new(Vec::new(), outcomes)
    }

    /// Records a contact, or takes it back.
    fn tell(
        &mut self,
        sign: Sign,
        (customer, category, own, conversation): &Contact<C, G, T, FirstConversation>,
        gone: &mut Vec<Contact<C, G, T, FirstContactOutcome>>,
        come: &mut Vec<Contact<C, G, T, FirstContactOutcome>>,
    ) {
        let group = (customer.clone(), category.clone());
        let opened_at = conversation.opened_instant();
        // This opening, and the one before it, whose next contact this may be.
        let before = self
            .groups
            .get(&group)
            .and_then(|contacts| contacts.range(..opened_at).rev().find(is_filled))
            .map(|(at, _)| *at);
        let affected = |stage: &Self| -> Vec<Contact<C, G, T, FirstContactOutcome>> {
            before
                .into_iter()
                .chain([opened_at])
                .flat_map(|at| stage.outcomes_at(&group, at))
                .map(|(_, outcome)| outcome)
                .collect()
        };
        gone.append(&mut affected(self));
        self.add(sign.unit(), &group, own, conversation);
        come.append(&mut affected(self));
        // What was taken back and is there again did not change.
        cancel(gone, come);
    }

    /// Changes how often a contact is there, and forgets what is there no more.
    /// Says whether the contact was not there before.
    fn add(
        &mut self,
        times: i64,
        group: &(C, G),
        own: &T,
        conversation: &FirstConversation,
    ) -> bool {
        let opened_at = conversation.opened_instant();
        let contacts = self.groups.entry(group.clone()).or_default();
        let same_opening = contacts.entry(opened_at).or_default();
        let count = same_opening
            .entry((*conversation, own.clone()))
            .or_default();
        let is_new = *count == 0;
        *count = count.wrapping_add(times);
        if *count == 0 {
            same_opening.remove(&(*conversation, own.clone()));
        }
        if let Some(due) = conversation.due_after(self.window) {
            let is_due = same_opening
                .keys()
                .any(|(other, _)| other.due_after(self.window) == Some(due));
            let place = (group.0.clone(), group.1.clone(), opened_at);
            let places = self.due.entry(due).or_default();
            if is_due {
                places.insert(place);
            } else {
                places.remove(&place);
            }
            if places.is_empty() {
                self.due.remove(&due);
            }
        }
        if same_opening.is_empty() {
            contacts.remove(&opened_at);
        }
        if contacts.is_empty() {
            self.groups.remove(group);
        }
        is_new
    }

    /// The outcomes of one group's contacts of one opening, and when they were due.
    fn outcomes_at(
        &self,
        group: &(C, G),
        opened_at: Instant,
    ) -> Vec<(i128, Contact<C, G, T, FirstContactOutcome>)> {
        let Some(contacts) = self.groups.get(group) else {
            return Vec::new();
        };
        let next = contacts
            .range((Bound::Excluded(opened_at), Bound::Unbounded))
            .find(is_filled)
            .map(|(at, _)| *at);
        let mut outcomes = Vec::new();
        for ((conversation, own), count) in contacts.get(&opened_at).into_iter().flatten() {
            let Some(due) = self.due(conversation) else {
                continue;
            };
            if let Some(outcome) = self.outcome(conversation, next) {
                let (customer, category) = group.clone();
                let contact = (customer, category, own.clone(), outcome);
                // A contact told twice counts twice; one that was only taken back, not at all.
                let times = usize::try_from(*count).unwrap_or(0);
                outcomes.extend(std::iter::repeat_n((due, contact), times));
            }
        }
        outcomes
    }

    /// The groups and openings with a window that runs out after `low`, up to `high`.
    fn due_between(&self, low: i128, high: i128) -> Vec<(C, G, Instant)> {
        let mut found: Vec<(C, G, Instant)> = self
            .due
            .range((Bound::Excluded(low), Bound::Included(high)))
            .flat_map(|(_, places)| places.iter().cloned())
            .collect();
        found.sort_unstable();
        found.dedup();
        found
    }
}

/// Whether any contact of an opening was recorded and not taken back.
fn is_filled<T>((_, same_opening): &(&Instant, &BTreeMap<(FirstConversation, T), i64>)) -> bool {
    same_opening.values().any(|count| *count > 0)
}

/// Drops what both lists hold, as often as both hold it, and sorts them.
fn cancel<T: Ord>(one: &mut Vec<T>, other: &mut Vec<T>) {
    one.sort_unstable();
    other.sort_unstable();
    let mut left = std::mem::take(one).into_iter().peekable();
    let mut right = std::mem::take(other).into_iter().peekable();
    while let (Some(l), Some(r)) = (left.peek(), right.peek()) {
        match l.cmp(r) {
            Ordering::Less => one.extend(left.next()),
            Ordering::Greater => other.extend(right.next()),
            Ordering::Equal => {
                left.next();
                right.next();
            }
        }
    }
    one.extend(left);
    other.extend(right);
}
