//! The order of what is owed: by section, day, names, path, line.

use std::borrow::Cow;
use std::cmp::Ordering;

use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHashSet;

use crate::agenda::Item;
use crate::agenda::Lengths;
use crate::date::Date;
use crate::date::Datelike;
use crate::parallel::both;
use crate::text::count;
use crate::vault::Who;

/// What is owed, in no order yet; the ids are in full length.
#[derive(Default)]
pub(super) struct Unordered<'v> {
    items: Vec<Item<'v>>,
    /// One for each item.
    places: Vec<Place>,
}

/// Where an item is, and where it belongs.
struct Place {
    /// The [`first_of_order`].
    first: u64,
    index: u32,
}

impl<'v> Unordered<'v> {
    pub(super) fn with_room_for(n: usize) -> Unordered<'v> {
        Unordered { items: Vec::with_capacity(n), places: Vec::with_capacity(n) }
    }

    /// Adds the items that `rules` add.
    pub(super) fn add(&mut self, rules: impl FnOnce(&mut Vec<Item<'v>>)) {
        let start = self.items.len();
        rules(&mut self.items);
        let places = (count(start)..).zip(&self.items[start..]);
        self.places
            .extend(places.map(|(index, item)| Place { first: first_of_order(item), index }));
    }

    /// Moves all of another to the end.
    pub(super) fn append(&mut self, other: &mut Unordered<'v>) {
        let start = count(self.items.len());
        self.items.append(&mut other.items);
        let places = other.places.drain(..);
        self.places.extend(places.map(|place| Place { index: start + place.index, ..place }));
    }

    /// Sorts the items, and shortens their ids.
    pub(super) fn ordered(self) -> Vec<Item<'v>> {
        let Unordered { mut items, mut places } = self;
        let item = |place: &Place| &items[place.index as usize];
        let sort = || {
            places.par_sort_unstable_by(|one, other| {
                one.first.cmp(&other.first).then_with(|| order(item(one), item(other)))
            });
        };
        let ((), lengths) = both(sort, || Lengths::of(&items));
        let places: Vec<u32> = places.into_iter().map(|place| place.index).collect();
        arrange(&mut items, places, |item| lengths.shorten(&mut item.id));
        items
    }
}

/// Takes those out of ordered `items` that are gone, and puts `new` ones where they belong.
pub(super) fn replace<'v>(
    items: &mut Vec<Item<'v>>,
    is_gone: impl Fn(&Item<'v>) -> bool,
    new: Unordered<'v>,
) {
    let new = new.ordered();
    let mut beginnings: FxHashSet<u64> = new.iter().map(|item| item.id.beginning()).collect();
    items.retain(|item| {
        let is_gone = is_gone(item);
        if is_gone {
            beginnings.insert(item.id.beginning());
        }
        !is_gone
    });
    insert(items, &new);
    // Only ids that begin as one of those that came or went can have another length now.
    let is_concerned = |item: &Item| beginnings.contains(&item.id.beginning());
    let concerned: Vec<Item> = items.iter().filter(|item| is_concerned(item)).copied().collect();
    let lengths = Lengths::of(&concerned);
    for item in items.iter_mut().filter(|item| is_concerned(item)) {
        lengths.shorten(&mut item.id);
    }
}

/// Puts `new` items, which are in order like `items`, where they belong.
fn insert<'v>(items: &mut Vec<Item<'v>>, new: &[Item<'v>]) {
    let is_before = |one: &Item<'v>, other: &Item<'v>| order(one, other).is_lt();
    let place = |item| items.partition_point(|other| is_before(other, item));
    let places: Vec<usize> = new.iter().map(place).collect();
    let mut end = items.len();
    items.extend_from_slice(new);
    // From the last on, each of them makes room for itself and for those before it.
    for (n_before, (item, place)) in new.iter().zip(places).enumerate().rev() {
        items.copy_within(place..end, place + n_before + 1);
        items[place + n_before] = *item;
        end = place;
    }
}

/// Moves each item to where it belongs, and calls `arrived` with it there. A second list would need
/// as much room again.
fn arrange(items: &mut [Item], mut places: Vec<u32>, arrived: impl Fn(&mut Item)) {
    const HERE: u32 = u32::MAX;
    for start in 0..places.len() {
        if places[start] == HERE {
            continue;
        }
        // The first of a ring makes room for the one that belongs in its place, and so on.
        let (first, mut empty) = (items[start], start);
        loop {
            let from = std::mem::replace(&mut places[empty], HERE) as usize;
            items[empty] = if from == start { first } else { items[from] };
            arrived(&mut items[empty]);
            if from == start {
                break;
            }
            empty = from;
        }
    }
}

/// Returns a number that is in the order of the items, but for those where it is the same: their
/// section, their day, and what the first name begins with.
fn first_of_order(item: &Item) -> u64 {
    const DAY_BITS: u32 = 22; // The last day that can be written is the 3,652,059th.
    const NO_DAY: i32 = (1 << DAY_BITS) - 1;
    const NAME_BYTES: usize = 4;
    let day = item.due.map_or(NO_DAY, |due| due.num_days_from_ce().clamp(0, NO_DAY - 1));
    let name = item.who.first().map_or("", Who::name);
    let lower = if name.is_ascii() { Cow::Borrowed(name) } else { name.to_lowercase().into() };
    let mut beginning = [0; NAME_BYTES];
    for (place, byte) in beginning.iter_mut().zip(lower.bytes()) {
        *place = byte.to_ascii_lowercase();
    }
    let first = (item.kind.group() as u64) << DAY_BITS | u64::from(day.cast_unsigned());
    first << u32::BITS | u64::from(u32::from_be_bytes(beginning))
}

/// Compares by section, day (no day last), names, path, line.
#[inline(never)] // Else it would be there many times in each way to sort.
fn order<'v>(one: &Item<'v>, other: &Item<'v>) -> Ordering {
    let day = |item: &Item| (item.kind.group(), item.due.map_or((1, Date::MIN), |due| (0, due)));
    let rest = |item: &Item<'v>| (item.path(), item.line, item.kind.word(), item.id);
    day(one)
        .cmp(&day(other))
        .then_with(|| compare_names(one.who, other.who))
        .then_with(|| rest(one).cmp(&rest(other)))
}

/// Compares the names one after the other, without regard to case.
pub(super) fn compare_names(ones: &[Who], others: &[Who]) -> Ordering {
    let mut pairs = ones.iter().zip(others);
    let different = pairs.find_map(|(one, other)| {
        Some(compare_name(one.name(), other.name())).filter(|order| order.is_ne())
    });
    different.unwrap_or(ones.len().cmp(&others.len()))
}

fn compare_name(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        let one = one.bytes().map(|byte| byte.to_ascii_lowercase());
        return one.cmp(other.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    one.to_lowercase().cmp(&other.to_lowercase())
}
