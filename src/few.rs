//! Lists of which there are many, and little in each.

use std::ops::Deref;
use std::ops::DerefMut;

/// A list that is nearly always empty: it takes no more room than a pointer then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Few<T>(Option<Box<Box<[T]>>>);

impl<T> Default for Few<T> {
    fn default() -> Few<T> {
        Few(None)
    }
}

impl<T> Deref for Few<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        self.0.as_deref().map_or(&[], |list| list)
    }
}

impl<T> DerefMut for Few<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        self.0.as_deref_mut().map_or(&mut [], |list| list)
    }
}

impl<T> From<Vec<T>> for Few<T> {
    fn from(list: Vec<T>) -> Few<T> {
        Few((!list.is_empty()).then(|| Box::new(list.into())))
    }
}

impl<T> FromIterator<T> for Few<T> {
    fn from_iter<I: IntoIterator<Item = T>>(list: I) -> Few<T> {
        list.into_iter().collect::<Vec<T>>().into()
    }
}

/// A list that nearly always has one thing alone, which needs no room elsewhere then.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lone<T>(Room<T>);

#[derive(Debug, Clone, PartialEq, Eq)]
enum Room<T> {
    One([T; 1]),
    Others(Box<[T]>),
}

impl<T> Default for Lone<T> {
    fn default() -> Lone<T> {
        Lone(Room::Others(Box::default()))
    }
}

impl<T> Deref for Lone<T> {
    type Target = [T];

    fn deref(&self) -> &[T] {
        match &self.0 {
            Room::One(one) => one,
            Room::Others(others) => others,
        }
    }
}

impl<T> DerefMut for Lone<T> {
    fn deref_mut(&mut self) -> &mut [T] {
        match &mut self.0 {
            Room::One(one) => one,
            Room::Others(others) => others,
        }
    }
}

impl<T> From<Vec<T>> for Lone<T> {
    fn from(list: Vec<T>) -> Lone<T> {
        Lone(match <[T; 1]>::try_from(list) {
            Ok(one) => Room::One(one),
            Err(others) => Room::Others(others.into()),
        })
    }
}

impl<'l, T> IntoIterator for &'l Lone<T> {
    type Item = &'l T;
    type IntoIter = std::slice::Iter<'l, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<T> FromIterator<T> for Lone<T> {
    fn from_iter<I: IntoIterator<Item = T>>(list: I) -> Lone<T> {
        list.into_iter().collect::<Vec<T>>().into()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_hold_what_they_were_given() {
        for list in [vec![], vec![1], vec![1, 2, 3]] {
            assert_eq!(*Few::from(list.clone()), *list);
            assert_eq!(*Lone::from(list.clone()), *list);
        }
    }
}
