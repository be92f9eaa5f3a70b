//! What is wrong with the notes. What can be wrong with very many is put into words only when
//! somebody asks.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::sync::Arc;

use crate::diagnostic::At;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Note;
use crate::sorting::sort_by;
use crate::text::Place;

/// One thing that is wrong with one file.
#[derive(Debug, Clone)]
pub enum Problem<'v> {
    /// It is in words already.
    Told(Arc<Diagnostic>),
    /// Two contacts have one name or one e-mail address.
    Duplicate(Arc<Duplicate<'v>>),
}

/// A contact who shares something with others.
#[derive(Debug)]
pub struct Duplicate<'v> {
    pub(super) note: &'v Note,
    /// The line of the contact's name.
    pub(super) line: u32,
    pub(super) shared: Shared,
    /// The first of the others.
    pub(super) others: [Option<&'v Note>; catalog::MOST_NAMED],
}

/// What several contacts share.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shared {
    Name,
    Email,
}

impl From<Diagnostic> for Problem<'_> {
    fn from(diagnostic: Diagnostic) -> Self {
        Problem::Told(Arc::new(diagnostic))
    }
}

impl Problem<'_> {
    /// Returns it in words.
    pub fn told(&self) -> Cow<'_, Diagnostic> {
        match self {
            Problem::Told(diagnostic) => Cow::Borrowed(diagnostic),
            Problem::Duplicate(duplicate) => {
                let Duplicate { note, shared, others, .. } = **duplicate;
                let shared = match shared {
                    Shared::Name => "name",
                    Shared::Email => "e-mail address",
                };
                let at = At { path: &note.path, place: self.place(), width: 1 };
                let others: Vec<&str> = others.iter().flatten().map(|note| &*note.path).collect();
                Cow::Owned(catalog::duplicate_person(at, shared, &others))
            }
        }
    }

    /// Returns the file, relative to the vault, with `/`.
    pub fn path(&self) -> &str {
        match self {
            Problem::Told(diagnostic) => &diagnostic.path,
            Problem::Duplicate(duplicate) => &duplicate.note.path,
        }
    }

    /// Returns where in the file it is, unless it is about the whole of it.
    pub fn place(&self) -> Option<Place> {
        match self {
            Problem::Told(diagnostic) => diagnostic.place,
            Problem::Duplicate(duplicate) => Some(Place { line: duplicate.line, column: 1 }),
        }
    }

    /// Returns what kind of thing it is.
    pub fn code(&self) -> Code {
        match self {
            Problem::Told(diagnostic) => diagnostic.code,
            Problem::Duplicate(_) => Code::DuplicatePerson,
        }
    }

    /// Tells whether the file is a note that is neither a contact nor a meeting: only `check`
    /// tells.
    pub fn is_foreign(&self) -> bool {
        match self {
            Problem::Told(diagnostic) => diagnostic.foreign,
            Problem::Duplicate(_) => false,
        }
    }

    /// Returns it if the dashboard lists it under *Notes to fix*, and does not only count it.
    pub fn to_fix(&self) -> Option<&Diagnostic> {
        match self {
            Problem::Told(diagnostic) => Some(&**diagnostic).filter(|one| one.is_to_fix()),
            Problem::Duplicate(_) => None,
        }
    }

    fn order(&self, other: &Problem) -> Ordering {
        let places = self.path().cmp(other.path()).then(self.place().cmp(&other.place()));
        let kinds = places.then(self.code().cmp(&other.code()));
        kinds.then_with(|| self.told().message.cmp(&other.told().message))
    }

    fn is(&self, other: &Problem) -> bool {
        self.order(other).is_eq() && self.told() == other.told()
    }
}

/// Sorts problems by file, place, kind and words, and keeps each once.
pub fn sort(problems: &mut Vec<Problem>) {
    sort_by(problems, Problem::order);
    problems.dedup_by(|one, other| one.is(other));
}

/// Returns `sorted` problems with some others among them, each once.
#[inline(never)] // Else it would be there once for each of its callers.
pub fn merged<'v>(sorted: &[Problem<'v>], mut others: Vec<Problem<'v>>) -> Vec<Problem<'v>> {
    sort(&mut others);
    let mut merged = Vec::with_capacity(sorted.len() + others.len());
    let mut rest = sorted;
    for other in others {
        let n_before = rest.partition_point(|one| one.order(&other).is_lt());
        let (before, after) = rest.split_at(n_before);
        merged.extend_from_slice(before);
        rest = after;
        if !rest.first().is_some_and(|one| one.is(&other)) {
            merged.push(other);
        }
    }
    merged.extend_from_slice(rest);
    merged
}
