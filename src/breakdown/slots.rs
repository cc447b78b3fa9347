//! Groups side by side, each found by its key.

use std::borrow::Borrow;
use std::hash::{BuildHasher as _, Hash};

use foldhash::fast::FixedState;
use hashbrown::HashTable;

/// Groups side by side, each at a place that stays its own, found by its key.
///
/// The table holds places alone, and so stays in the nearest caches for
/// thousands of groups; keys lie apart from the groups, which are much larger.
#[derive(Clone)]
pub(super) struct Slots<K, C> {
    places: HashTable<usize>,
    keys: Vec<K>,
    groups: Vec<C>,
    /// How often places were given out anew: a place is good for one time.
    generation: u64,
}

fn hash<Q: Hash + ?Sized>(key: &Q) -> u64 {
    FixedState::default().hash_one(key)
}

impl<K, C> Slots<K, C> {
    pub(super) const fn new() -> Self {
        Self {
            places: HashTable::new(),
            keys: Vec::new(),
            groups: Vec::new(),
            generation: 0,
        }
    }

    /// Which time of places this is: another one after [`retain`](Self::retain).
    #[inline]
    pub(super) const fn generation(&self) -> u64 {
        self.generation
    }

    /// The groups with their keys, in the order of their places.
    pub(super) fn iter(&self) -> impl Iterator<Item = (&K, &C)> {
        self.keys.iter().zip(&self.groups)
    }

    /// The group at a place; `None` beyond the last one.
    #[inline]
    pub(super) fn get_at(&mut self, place: usize) -> Option<&mut C> {
        self.groups.get_mut(place)
    }

    /// The group at a place that [`find`](Self::find) or [`insert`](Self::insert) gave out.
    #[inline]
    pub(super) fn at(&mut self, place: usize) -> &mut C {
        #[expect(
            clippy::indexing_slicing,
            reason = "places are given out for groups that are there, and asked for before any is taken away"
        )]
        &mut self.groups[place]
    }
}

impl<K: Hash + Eq, C> Slots<K, C> {
    /// The place of a key; `None` where it has no group.
    #[inline]
    pub(super) fn find<Q>(&self, key: &Q) -> Option<usize>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        let is_it = |place: &usize| self.keys.get(*place).is_some_and(|own| own.borrow() == key);
        self.places.find(hash(key), is_it).copied()
    }

    /// The group of a key; `None` where it has none.
    #[inline]
    pub(super) fn get<Q>(&self, key: &Q) -> Option<&C>
    where
        K: Borrow<Q>,
        Q: Hash + Eq + ?Sized,
    {
        self.groups.get(self.find(key)?)
    }

    /// Adds a group under a key that has none, and returns its place.
    #[cold]
    pub(super) fn insert(&mut self, key: K, group: C) -> usize {
        let place = self.groups.len();
        let keys = &self.keys;
        let rehash = |place: &usize| keys.get(*place).map_or(0, hash);
        self.places.insert_unique(hash(&key), place, rehash);
        self.keys.push(key);
        self.groups.push(group);
        place
    }

    /// Takes away the groups that are not kept. The others get places anew,
    /// and all that were given out before are void.
    pub(super) fn retain(&mut self, is_kept: impl Fn(&C) -> bool) {
        let anew = Self {
            generation: self.generation.wrapping_add(1),
            ..Self::new()
        };
        let Self { keys, groups, .. } = std::mem::replace(self, anew);
        for (key, group) in keys.into_iter().zip(groups) {
            if is_kept(&group) {
                self.insert(key, group);
            }
        }
    }
}
