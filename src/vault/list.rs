//! A list in which some places have come to hold other things.

use std::ops::Range;

use rustc_hash::FxHashMap;

/// Things by their place. What takes another's place is kept elsewhere, so that whoever knows the
/// old one may go on doing so.
#[derive(Debug)]
pub struct List<'v, T> {
    all: &'v [T],
    /// What took the place of one of them, by that place.
    others: FxHashMap<usize, &'v T>,
}

impl<T> Clone for List<'_, T> {
    fn clone(&self) -> Self {
        List { all: self.all, others: self.others.clone() }
    }
}

impl<'v, T> List<'v, T> {
    pub(super) fn new(all: &'v [T]) -> List<'v, T> {
        List { all, others: FxHashMap::default() }
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.all.len()
    }

    /// Tells whether there are none.
    pub fn is_empty(&self) -> bool {
        self.all.is_empty()
    }

    /// Returns what is at that place, of which there is one.
    pub fn at(&self, place: usize) -> &'v T {
        if self.others.is_empty() { &self.all[place] } else { self.now_at(place) }
    }

    #[cold] // Only a watch comes here.
    fn now_at(&self, place: usize) -> &'v T {
        self.others.get(&place).copied().unwrap_or_else(|| &self.all[place])
    }

    /// Returns all of them, in their order.
    pub fn iter(&self) -> impl ExactSizeIterator<Item = &'v T> + Clone + use<'_, 'v, T> {
        self.range(0..self.len())
    }

    /// Returns those in some of the places.
    pub fn range(
        &self,
        places: Range<usize>,
    ) -> impl ExactSizeIterator<Item = &'v T> + Clone + use<'_, 'v, T> {
        places.map(|place| self.at(place))
    }

    /// Puts another one in a place.
    pub(super) fn put(&mut self, place: usize, other: &'v T) {
        self.others.insert(place, other);
    }
}
