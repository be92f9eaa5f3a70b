//! The people of a meeting: nearly always one.

use std::ops::Deref;

use super::Who;

/// Some people, who are a list to look at.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Party<'n>(Room<'n>);

/// One alone needs no room elsewhere.
#[derive(Debug, Clone, PartialEq, Eq)]
enum Room<'n> {
    One([Who<'n>; 1]),
    Others(Box<[Who<'n>]>),
}

impl<'n> From<Vec<Who<'n>>> for Party<'n> {
    fn from(people: Vec<Who<'n>>) -> Party<'n> {
        Party(match <[Who; 1]>::try_from(people) {
            Ok(one) => Room::One(one),
            Err(others) => Room::Others(others.into()),
        })
    }
}

impl<'n> Deref for Party<'n> {
    type Target = [Who<'n>];

    fn deref(&self) -> &[Who<'n>] {
        match &self.0 {
            Room::One(one) => one,
            Room::Others(others) => others,
        }
    }
}

impl<'p, 'n> IntoIterator for &'p Party<'n> {
    type Item = &'p Who<'n>;
    type IntoIter = std::slice::Iter<'p, Who<'n>>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}
