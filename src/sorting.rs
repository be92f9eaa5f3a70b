//! Lists in order: each of the standard library's own sorts would add six kilobytes to the program,
//! which only long lists are worth.

use std::cmp::Ordering;

/// Sorts by a key, which is asked for once; equals stay as they were.
pub(crate) fn sort_by_key<T, K: Ord>(list: &mut [T], key: impl Fn(&T) -> K) {
    if list.len() < 2 {
        return;
    }
    let keys: Vec<K> = list.iter().map(key).collect();
    let places = places(list.len(), &|one, other| keys[one].cmp(&keys[other]));
    arrange(places, &mut |one, other| list.swap(one, other));
}

/// Sorts by an order; equals stay as they were.
pub(crate) fn sort_by<T>(list: &mut [T], order: impl Fn(&T, &T) -> Ordering) {
    let places = places(list.len(), &|one, other| order(&list[one], &list[other]));
    arrange(places, &mut |one, other| list.swap(one, other));
}

/// Returns the places of what belongs first, second and so on.
fn places(n: usize, order: &dyn Fn(usize, usize) -> Ordering) -> Vec<usize> {
    let mut places: Vec<usize> = (0..n).collect();
    places.sort_by(|one, other| order(*one, *other));
    places
}

/// Swaps things until each is where it belongs.
#[inline(never)] // Else it would be there once for each kind of list.
fn arrange(mut places: Vec<usize>, swap: &mut dyn FnMut(usize, usize)) {
    for place in 0..places.len() {
        // What was in a place before has made room: it is where its successor came from.
        while places[place] < place {
            places[place] = places[places[place]];
        }
        swap(place, places[place]);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_order_of_a_few_things_is_sorted_and_equals_stay() {
        for n in 0..7_u32 {
            for number in 0..4_u32.pow(n) {
                let list: Vec<(u32, u32)> =
                    (0..n).map(|index| (number / 4_u32.pow(index) % 4, index)).collect();
                let mut sorted = list.clone();
                sorted.sort_by_key(|(value, _)| *value);
                let (mut by_key, mut by) = (list.clone(), list);
                sort_by_key(&mut by_key, |(value, _)| *value);
                sort_by(&mut by, |one, other| one.0.cmp(&other.0));
                assert_eq!((&by_key, &by), (&sorted, &sorted));
            }
        }
    }
}
