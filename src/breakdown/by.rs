//! One state for each key: by channel, by agent, by pairs of them.

use std::borrow::Borrow;
use std::fmt;
use std::hash::Hash;

use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize, Serializer};

use super::slots::Slots;
use crate::calculator::{Group, Sign};

/// One state for each key: by channel, agent, team, category, priority, or
/// pairs and triples of them.
///
/// It is a calculator itself, over keyed facts `(K, Fact)`, so it nests, fits
/// into tuples and obeys the same laws. Reading goes in the order of the
/// keys, and skips groups that are empty: a group that was retracted to
/// nothing is as if it had never been. It serialises as a list of pairs, so
/// that any key works in JSON.
///
/// Groups stand side by side behind a small hash table. Whoever records into
/// the same group often can keep its [`GroupHandle`] and save the look-up.
///
/// The hash is fast and not seeded: for keys that an attacker may choose by
/// the million, map them to numbers of your own first.
///
/// # Example: the team is the sum of its agents, never the mean of means
///
/// ```
/// use support_kpi::{Calculator, Channel, Ticket, breakdown::By, kpi::FirstResponseTime};
///
/// let opened = "2024-03-01T09:00:00Z".parse()?;
/// let quick = Ticket::builder(Channel::Chat, opened)
///     .first_response_at("2024-03-01T09:01:00Z".parse()?)
///     .build()?;
///
/// let mut by_agent = By::<String, FirstResponseTime>::default();
/// by_agent.group("Aiko").record(&quick);
/// by_agent.group("Ben").record(&quick);
///
/// let agents: Vec<&String> = by_agent.iter().map(|(agent, _)| agent).collect();
/// assert_eq!(agents, ["Aiko", "Ben"]);
/// assert_eq!(by_agent.total().count(), Some(2));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct By<K, C> {
    slots: Slots<K, C>,
}

/// The place of a group in one [`By`]: a look-up saved for the next time.
///
/// A handle is good for the `By` that gave it, and for clones made of that one
/// since, until it is [shrunk](By::shrink): then it is void, and stands for no
/// group. It does not say whose it is: any other `By`, also one that was read
/// back from what this one wrote, may take it for its own group of that place.
/// Keep a handle beside its `By`, and hand keys to others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct GroupHandle {
    place: usize,
    /// The time of places that it was given out in.
    generation: u64,
}

impl<K, C> By<K, C>
where
    K: Hash + Eq + Ord + Clone,
    C: Group,
{
    /// The group of a key, made where there is none yet.
    ///
    /// The key can be borrowed: a `By<String, _>` is asked with a `&str`, and
    /// clones it only for a new group. A key that is a reference itself is lent
    /// as it is, `&"Ben"` and not `"Ben"`:
    ///
    /// ```
    /// use support_kpi::{Sign, breakdown::By, summary::Count};
    ///
    /// let mut by_agent = By::<&str, Count>::default();
    /// by_agent.group(&"Ben").add(Sign::Plus, 1);
    /// assert_eq!(by_agent.get("Ben").unwrap().value(), Some(1));
    /// ```
    #[inline]
    pub fn group<Q>(&mut self, key: &Q) -> &mut C
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        let place = self.place(key);
        self.group_of(place)
    }

    /// A handle to the group of a key, which is made where there is none yet.
    pub fn handle<Q>(&mut self, key: &Q) -> GroupHandle
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        GroupHandle {
            place: self.place(key),
            generation: self.slots.generation(),
        }
    }

    /// The group of a handle; `None` where it is void, or of no group here.
    #[inline]
    pub fn group_at(&mut self, handle: GroupHandle) -> Option<&mut C> {
        if handle.generation != self.slots.generation() {
            return None;
        }
        self.slots.get_at(handle.place)
    }

    /// The group of a key; `None` where nothing is counted under it.
    #[inline]
    pub fn get<Q>(&self, key: &Q) -> Option<&C>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.slots.get(key).filter(|group| !group.is_empty())
    }

    /// The groups that hold anything, in the order of their keys.
    pub fn iter(&self) -> impl Iterator<Item = (&K, &C)> {
        let mut filled: Vec<(&K, &C)> = self.filled().collect();
        filled.sort_unstable_by_key(|(key, _)| *key);
        filled.into_iter()
    }

    /// How many groups hold anything.
    pub fn group_count(&self) -> usize {
        self.filled().count()
    }

    /// The groups that hold anything, in the order they came.
    fn filled(&self) -> impl Iterator<Item = (&K, &C)> {
        self.slots.iter().filter(|(_, group)| !group.is_empty())
    }

    /// All groups merged into one.
    pub fn total(&self) -> C {
        let mut total = C::default();
        for (_, group) in self.slots.iter() {
            total.merge(group);
        }
        total
    }

    /// The groups with the greatest readings first, as many as asked for.
    ///
    /// A group whose reading is `None` has no place; equal readings stand in
    /// the order of their keys. For the least ones read with
    /// [`Reverse`](std::cmp::Reverse).
    ///
    /// # Example: the busiest channel
    ///
    /// ```
    /// use support_kpi::{Channel, Sign, breakdown::By, summary::Count};
    ///
    /// let mut by_channel = By::<Channel, Count>::default();
    /// by_channel.group(&Channel::Chat).add(Sign::Plus, 3);
    /// by_channel.group(&Channel::Phone).add(Sign::Plus, 4);
    ///
    /// assert_eq!(by_channel.top(1, |count| count.value()), [(&Channel::Phone, 4)]);
    /// ```
    pub fn top<V: Ord>(&self, number: usize, reading: impl Fn(&C) -> Option<V>) -> Vec<(&K, V)> {
        let mut ranked: Vec<(&K, V)> = self
            .iter()
            .filter_map(|(key, group)| Some((key, reading(group)?)))
            .collect();
        // The sort is stable: keys stay in order where readings are equal.
        ranked.sort_by(|(_, one), (_, other)| other.cmp(one));
        ranked.truncate(number);
        ranked
    }

    /// The same states under coarser keys: agents into teams, days into months.
    ///
    /// # Example: channels into real-time and not
    ///
    /// ```
    /// use support_kpi::{Calculator, Channel, Sign, breakdown::By, summary::Count};
    ///
    /// let mut by_channel = By::<Channel, Count>::default();
    /// by_channel.group(&Channel::Chat).add(Sign::Plus, 3);
    /// by_channel.group(&Channel::Phone).add(Sign::Plus, 4);
    ///
    /// let by_kind = by_channel.regroup(|channel| channel.is_real_time());
    /// assert_eq!(by_kind.get(&true).unwrap().value(), Some(7));
    /// ```
    #[must_use]
    pub fn regroup<L>(&self, coarser: impl Fn(&K) -> L) -> By<L, C>
    where
        L: Hash + Eq + Ord + Clone,
    {
        let mut regrouped = By::<L, C>::default();
        for (key, group) in self.slots.iter() {
            regrouped.group(&coarser(key)).merge(group);
        }
        regrouped
    }

    /// Forgets the groups that are empty. All handles are void afterwards:
    /// [`group_at`](Self::group_at) answers `None` for them.
    pub fn shrink(&mut self) {
        self.slots.retain(|group| !group.is_empty());
    }

    /// The place of a key's group, which is made where there is none yet.
    #[inline]
    fn place<Q>(&mut self, key: &Q) -> usize
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ToOwned<Owned = K> + ?Sized,
    {
        match self.slots.find(key) {
            Some(place) => place,
            None => self.add(key.to_owned()),
        }
    }

    /// A new group for a key that has none. Away from the look-up, which is
    /// then short enough to keep the key in registers.
    #[cold]
    #[inline(never)]
    fn add(&mut self, key: K) -> usize {
        self.slots.insert(key, C::default())
    }

    /// The place of the group of a key that is given away.
    #[expect(
        clippy::inline_always,
        reason = "a key that goes through memory takes twice as long to look up"
    )]
    #[inline(always)]
    pub(super) fn place_of_owned(&mut self, key: K) -> usize {
        match self.slots.find(&key) {
            Some(place) => place,
            None => self.add(key),
        }
    }

    /// The group at a place that [`place`](Self::place) gave out.
    #[inline]
    pub(super) fn group_of(&mut self, place: usize) -> &mut C {
        self.slots.at(place)
    }
}

impl<K, C> Default for By<K, C> {
    fn default() -> Self {
        Self {
            slots: Slots::new(),
        }
    }
}

impl<K, C> PartialEq for By<K, C>
where
    K: Hash + Eq + Ord + Clone,
    C: Group,
{
    fn eq(&self, other: &Self) -> bool {
        self.group_count() == other.group_count()
            && self
                .filled()
                .all(|(key, group)| other.get(key) == Some(group))
    }
}

impl<K, C> Eq for By<K, C>
where
    K: Hash + Eq + Ord + Clone,
    C: Group + Eq,
{
}

impl<K, C> fmt::Debug for By<K, C>
where
    K: Hash + Eq + Ord + Clone + fmt::Debug,
    C: Group + fmt::Debug,
{
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_map().entries(self.iter()).finish()
    }
}

impl<K, C> Group for By<K, C>
where
    K: Hash + Eq + Ord + Clone,
    C: Group,
{
    fn combine(&mut self, sign: Sign, other: &Self) {
        for (key, group) in other.slots.iter() {
            self.group(key).combine(sign, group);
        }
    }

    fn is_empty(&self) -> bool {
        self.slots.iter().all(|(_, group)| group.is_empty())
    }
}

impl<K, C> Serialize for By<K, C>
where
    K: Hash + Eq + Ord + Clone + Serialize,
    C: Group + Serialize,
{
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let pairs: Vec<(&K, &C)> = self.iter().collect();
        pairs.serialize(serializer)
    }
}

impl<'de, K, C> Deserialize<'de> for By<K, C>
where
    K: Hash + Eq + Ord + Clone + Deserialize<'de>,
    C: Group + Deserialize<'de>,
{
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let pairs = Vec::<(K, C)>::deserialize(deserializer)?;
        let mut by = Self::default();
        for (position, (key, group)) in pairs.into_iter().enumerate() {
            if by.slots.find(&key).is_some() {
                return Err(D::Error::custom(format_args!(
                    "by: expected each key once, found the key of pair {position} again"
                )));
            }
            by.slots.insert(key, group);
        }
        Ok(by)
    }
}
