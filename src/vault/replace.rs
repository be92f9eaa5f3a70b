//! Notes that are read anew take the places of the old, as long as nobody is called otherwise.

use std::sync::Arc;

use typed_arena::Arena;

use crate::diagnostic::Diagnostic;
use crate::note::Contact;
use crate::note::Content;
use crate::note::Meeting;
use crate::note::Note;

use super::Acquaintance;
use super::ContactId;
use super::Encounter;
use super::Known;
use super::MeetingId;
use super::Problem;
use super::Vault;
use super::Who;
use super::join::acquaintance;
use super::join::encounter;
use super::people::People;
use super::problem;

/// Replaces notes in a vault, and keeps what it puts there.
pub struct Replacer<'n> {
    people: People<'n>,
    /// What is wrong with the folder itself.
    of_folder: Vec<Diagnostic>,
    contacts: Arena<Acquaintance<'n>>,
    meetings: Arena<Encounter<'n>>,
}

/// What took the place of what.
#[derive(Debug, Clone, Copy)]
pub enum Replaced<'v> {
    /// A contact.
    Contact {
        /// As it was.
        old: &'v Acquaintance<'v>,
        /// As it is now.
        new: &'v Acquaintance<'v>,
    },
    /// A meeting.
    Meeting {
        /// Its place.
        id: MeetingId,
        /// As it was.
        old: &'v Encounter<'v>,
        /// As it is now.
        new: &'v Encounter<'v>,
    },
    /// A note that is only counted.
    Other,
}

impl Replaced<'_> {
    /// Returns the reading that is gone.
    pub fn old(&self) -> Option<&Note> {
        match self {
            Replaced::Contact { old, .. } => Some(old.known().note()),
            Replaced::Meeting { old, .. } => Some(old.note),
            Replaced::Other => None,
        }
    }

    /// Returns which meeting it is.
    pub fn meeting(&self) -> Option<MeetingId> {
        match self {
            Replaced::Meeting { id, .. } => Some(*id),
            Replaced::Contact { .. } | Replaced::Other => None,
        }
    }
}

impl<'n> Replacer<'n> {
    pub(super) fn new(people: People<'n>, of_folder: Vec<Diagnostic>) -> Replacer<'n> {
        Replacer { people, of_folder, contacts: Arena::new(), meetings: Arena::new() }
    }

    /// Returns what is wrong with the folder itself.
    pub fn of_folder(&self) -> &[Diagnostic] {
        &self.of_folder
    }

    /// Puts `note` in the place of `old`, another reading of it, in the vault for which this is.
    /// `None` where that is not enough: a note of another kind, or of somebody who is called
    /// otherwise now, can change what any other note means.
    pub fn replace<'v>(
        &'v self,
        vault: &mut Vault<'v>,
        old: &Note,
        note: &'n Note,
    ) -> Option<Replaced<'v>> {
        debug_assert_eq!(old.path, note.path, "another reading of the same note");
        let mut problems = Vec::new();
        let replaced = match (&old.content, &note.content) {
            (Content::Contact(old), Content::Contact(contact)) if is_called_so(old, contact) => {
                self.replace_contact(vault, note, &mut problems)
            }
            (Content::Meeting(_), Content::Meeting(meeting)) => {
                self.replace_meeting(vault, note, meeting, &mut problems)
            }
            (Content::Other, Content::Other) => Replaced::Other,
            _ => return None,
        };
        let path = &*note.path;
        problems.extend(note.problems.iter().cloned());
        problems.extend(self.of_folder.iter().filter(|problem| problem.path == path).cloned());
        let mut problems: Vec<Problem> = problems.into_iter().map(Problem::from).collect();
        if let Replaced::Contact { new, .. } = replaced {
            problems.extend(self.people.directory.duplicate(Known::new(new.id(), note)));
        }
        problem::sort(&mut problems);
        let start = vault.problems.partition_point(|problem| problem.path() < path);
        let end = vault.problems.partition_point(|problem| problem.path() <= path);
        Arc::make_mut(&mut vault.problems).splice(start..end, problems);
        Some(replaced)
    }

    fn replace_contact<'v>(
        &'v self,
        vault: &mut Vault<'v>,
        note: &'n Note,
        problems: &mut Vec<Diagnostic>,
    ) -> Replaced<'v> {
        let place =
            place(vault.contacts.len(), |place| vault.contacts.at(place).path() < &*note.path);
        let old = vault.contacts.at(place);
        // Those who were with them, now or later, hold the first reading: it calls them the same.
        let known = Known::new(old.id(), note);
        let new = self.contacts.alloc(acquaintance(known, &self.people, problems));
        vault.contacts.put(place, new);
        Replaced::Contact { old, new }
    }

    fn replace_meeting<'v>(
        &'v self,
        vault: &mut Vault<'v>,
        note: &'n Note,
        meeting: &'n Meeting,
        problems: &mut Vec<Diagnostic>,
    ) -> Replaced<'v> {
        let place =
            place(vault.meetings.len(), |place| vault.meetings.at(place).path() < &*note.path);
        let id = MeetingId(u32::try_from(place).expect("ids count the meetings"));
        let old = vault.meetings.at(place);
        let new = self.meetings.alloc(encounter(note, meeting, &self.people, problems));
        for contact in old.present.iter().filter_map(Who::id) {
            change(vault, contact, |meetings| meetings.retain(|meeting| *meeting != id));
        }
        for contact in new.present.iter().filter_map(Who::id) {
            change(vault, contact, |meetings| {
                meetings.insert(meetings.partition_point(|meeting| *meeting < id), id);
            });
        }
        vault.meetings.put(place, new);
        Replaced::Meeting { id, old, new }
    }
}

/// Returns the first place of `n` that is not before the one we look for.
fn place(n: usize, is_before: impl Fn(usize) -> bool) -> usize {
    let (mut start, mut end) = (0, n);
    while start < end {
        let middle = usize::midpoint(start, end);
        if is_before(middle) { start = middle + 1 } else { end = middle }
    }
    start
}

/// Changes which meetings there were with a contact.
fn change(vault: &mut Vault, contact: ContactId, change: impl FnOnce(&mut Vec<MeetingId>)) {
    let with = vault.with;
    change(vault.now_with.entry(contact).or_insert_with(|| with.of(contact).to_vec()));
}

/// Tells whether a contact can be called just what they could be called before.
fn is_called_so(old: &Contact, new: &Contact) -> bool {
    (old.name(), old.aliases(), old.emails()) == (new.name(), new.aliases(), new.emails())
}
