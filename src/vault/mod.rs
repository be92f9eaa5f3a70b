//! All notes joined: contacts and meetings that know of each other. It knows no day yet.

mod assign;
mod by_contact;
mod directory;
mod join;
mod list;
mod names;
mod people;
mod problem;
mod replace;

pub use assign::Assigned;
pub use assign::Exceptions;
pub use assign::TaskKind;
pub use assign::is_called;
pub use directory::Directory;
pub use directory::Found;
pub use join::Joined;
pub use list::List;
pub use problem::Duplicate;
pub use problem::Problem;
pub use problem::merged;
pub use problem::sort;
pub use replace::Replaced;
pub use replace::Replacer;

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::few::Lone;
use crate::note::Contact;
use crate::note::Content;
use crate::note::Meeting;
use crate::note::Note;
use crate::note::Reference;
use crate::note::Sent;
use crate::note::Task;
use crate::note::Thanks;
use crate::settings::Direction;
use crate::settings::Settings;
use crate::text::fold;

use by_contact::ByContact;

/// A contact's place in [`Vault::contacts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactId(u32);

impl ContactId {
    /// Returns the place, from zero.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// A meeting's place in [`Vault::meetings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingId(u32);

impl MeetingId {
    /// Returns the place, from zero.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// All notes, joined, as they are now.
#[derive(Debug, Clone)]
pub struct Vault<'v> {
    /// How the vault is read and reckoned.
    pub settings: &'v Settings,
    /// The contacts, by path.
    pub contacts: List<'v, Acquaintance<'v>>,
    /// The meetings, by path.
    pub meetings: List<'v, Encounter<'v>>,
    /// The meetings with each contact: see [`Vault::meetings_with`].
    with: &'v ByContact,
    /// The same where they are others by now.
    now_with: FxHashMap<ContactId, Vec<MeetingId>>,
    /// How many notes are neither.
    pub n_other: usize,
    /// What is wrong with the notes, alone and together, by file and place; foreign notes included.
    pub problems: Arc<Vec<Problem<'v>>>,
}

/// A contact among the other notes.
#[derive(Debug)]
pub struct Acquaintance<'n> {
    /// The contact as somebody to whom something is owed.
    pub who: Who<'n>,
    /// Whether it is the owner's own.
    pub is_me: bool,
    /// Who introduced them, where that is known.
    pub introducers: Box<[ContactId]>,
    /// Which tasks are not as the rest: see [`Acquaintance::tasks`].
    pub exceptions: Exceptions<'n>,
}

/// A meeting among the other notes.
#[derive(Debug)]
pub struct Encounter<'n> {
    /// Its note.
    pub note: &'n Note,
    /// Who was there, the owner excepted; each once.
    pub present: Lone<Who<'n>>,
    /// Who asked for whose time.
    pub direction: Direction,
    /// Who was thanked, where the note speaks of each by name: see [`Encounter::thanks`].
    pub listed: Option<Box<Listed<'n>>>,
    /// Which tasks are not as the rest: see [`Encounter::tasks`].
    pub exceptions: Exceptions<'n>,
}

/// A person: a contact, or a name for which there is no note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who<'n> {
    /// A contact.
    Contact(Known<'n>),
    /// A name as it was written.
    Stranger(Box<str>),
}

/// Somebody who has a note.
#[derive(Debug, Clone, Copy)]
pub struct Known<'n> {
    id: ContactId,
    note: &'n Note,
}

impl<'n> Known<'n> {
    /// Knows a contact by their note, which is about a person.
    pub fn new(id: ContactId, note: &'n Note) -> Known<'n> {
        debug_assert!(matches!(note.content, Content::Contact(_)), "a note about a person");
        Known { id, note }
    }

    /// Returns their place in the vault.
    pub fn id(self) -> ContactId {
        self.id
    }

    /// Returns their note.
    pub fn note(self) -> &'n Note {
        self.note
    }

    /// Returns the path of their note.
    pub fn path(self) -> &'n str {
        &self.note.path
    }

    /// Returns what their note says.
    pub fn contact(self) -> &'n Contact {
        match &self.note.content {
            Content::Contact(contact) => contact,
            _ => unreachable!("only a note about a person makes somebody known"),
        }
    }

    /// Returns their name.
    pub fn name(self) -> &'n str {
        self.contact().name()
    }
}

impl PartialEq for Known<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.id == other.id
    }
}

impl Eq for Known<'_> {}

impl<'n> Who<'n> {
    /// Returns what to call them.
    pub fn name(&self) -> &str {
        match self {
            Who::Contact(known) => known.name(),
            Who::Stranger(name) => name,
        }
    }

    /// Returns the contact.
    pub fn contact(&self) -> Option<Known<'n>> {
        match self {
            Who::Contact(known) => Some(*known),
            Who::Stranger(_) => None,
        }
    }

    /// Returns the contact's place in the vault.
    pub fn id(&self) -> Option<ContactId> {
        self.contact().map(Known::id)
    }

    /// Returns where the contact's note is.
    pub fn path(&self) -> Option<&'n str> {
        self.contact().map(Known::path)
    }

    /// Returns where to write to.
    pub fn email(&self) -> Option<&'n str> {
        let emails = self.contact()?.contact().emails();
        emails.iter().find(|email| email.contains('@'))
    }

    /// Tells whether both are the same person: a name is the same in any spelling.
    pub fn is(&self, other: &Who) -> bool {
        match (self, other) {
            (Who::Contact(one), Who::Contact(other)) => one == other,
            (Who::Stranger(one), Who::Stranger(other)) => fold(one) == fold(other),
            _ => false,
        }
    }
}

impl<'n> Acquaintance<'n> {
    /// Returns the contact by their note.
    pub fn known(&self) -> Known<'n> {
        self.who.contact().expect("an acquaintance has a note")
    }

    /// Returns their place in the vault.
    pub fn id(&self) -> ContactId {
        self.known().id()
    }

    /// Returns the path of their note.
    pub fn path(&self) -> &'n str {
        self.known().path()
    }

    /// Returns what it says.
    pub fn contact(&self) -> &'n Contact {
        self.known().contact()
    }

    /// Returns the tasks in the contact's note, with what each is, and whose.
    pub fn tasks(&self) -> impl ExactSizeIterator<Item = (Task<'_>, Assigned<'_, 'n>)> {
        self.exceptions.among(&self.contact().tasks)
    }

    /// Returns whom one of them is about.
    pub fn whose<'v>(&'v self, task: Assigned<'v, 'n>) -> &'v [Who<'n>] {
        task.whose.unwrap_or(std::slice::from_ref(&self.who))
    }
}

impl<'n> Encounter<'n> {
    /// Returns the path of its note.
    pub fn path(&self) -> &'n str {
        &self.note.path
    }

    /// Returns what its note says.
    pub fn meeting(&self) -> &'n Meeting {
        match &self.note.content {
            Content::Meeting(meeting) => meeting,
            _ => unreachable!("only a note about a meeting makes an encounter"),
        }
    }

    /// Returns to whom thank-you e-mails were sent.
    pub fn emails(&self) -> Thanked<'_> {
        self.thanked(&self.meeting().thank_you_email, |listed| &listed.emails)
    }

    /// Returns to whom handwritten notes were sent.
    pub fn notes(&self) -> Thanked<'_> {
        self.thanked(&self.meeting().thank_you_note, |listed| &listed.notes)
    }

    /// Returns to whom thanks were sent: e-mails, and notes by hand.
    pub fn thanks(&self) -> [Thanked<'_>; 2] {
        [self.emails(), self.notes()]
    }

    fn thanked<'e>(
        &'e self,
        thanks: &Thanks,
        list: impl FnOnce(&'e Listed<'n>) -> &'e [(Who<'n>, Sent)],
    ) -> Thanked<'e> {
        match thanks {
            Thanks::Everyone(sent) => Thanked::Everyone(*sent),
            Thanks::Each(_) => Thanked::Each(self.listed.as_deref().map(list).unwrap_or_default()),
        }
    }

    /// Returns the tasks in the meeting's note, with what each is, and whose.
    pub fn tasks(&self) -> impl ExactSizeIterator<Item = (Task<'_>, Assigned<'_, 'n>)> {
        self.exceptions.among(&self.meeting().tasks)
    }

    /// Returns whom one of them is about.
    pub fn whose<'v>(&'v self, task: Assigned<'v, 'n>) -> &'v [Who<'n>] {
        task.whose.unwrap_or(&self.present)
    }
}

/// Who was thanked, person by person.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Listed<'n> {
    /// By e-mail.
    pub emails: Box<[(Who<'n>, Sent)]>,
    /// By hand.
    pub notes: Box<[(Who<'n>, Sent)]>,
}

/// Who was thanked.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Thanked<'e> {
    /// Everyone alike.
    Everyone(Sent),
    /// Each of these; the others are pending.
    Each(&'e [(Who<'e>, Sent)]),
}

impl<'e> Thanked<'e> {
    /// Returns whether `who` was thanked; `None` stands for a meeting that names nobody.
    pub fn sent(self, who: Option<&Who>) -> Sent {
        match self {
            Thanked::Everyone(sent) => sent,
            Thanked::Each(each) => {
                let found = each.iter().find(|(thanked, _)| who.is_some_and(|who| who.is(thanked)));
                found.map_or(Sent::Pending, |(_, sent)| *sent)
            }
        }
    }

    /// Returns everything that was said about thanks.
    pub fn all(self) -> impl Iterator<Item = Sent> + use<'e> {
        let (everyone, each) = match self {
            Thanked::Everyone(sent) => (Some(sent), [].as_slice()),
            Thanked::Each(each) => (None, each),
        };
        everyone.into_iter().chain(each.iter().map(|(_, sent)| *sent))
    }
}

impl<'v> Vault<'v> {
    /// Returns a contact.
    pub fn contact(&self, id: ContactId) -> &'v Acquaintance<'v> {
        self.contacts.at(id.index())
    }

    /// Returns the contact that a link or a name in the note `from` means, if it is exactly one.
    pub fn meant(&self, text: &str, from: &str) -> Option<ContactId> {
        let contacts: Vec<Known> = self.contacts.iter().map(Acquaintance::known).collect();
        match Directory::new(contacts).find(&Reference::read(text), from) {
            Found::One(id) => Some(id),
            Found::Many(_) | Found::Nobody => None,
        }
    }

    /// Returns a meeting.
    pub fn meeting(&self, id: MeetingId) -> &'v Encounter<'v> {
        self.meetings.at(id.index())
    }

    /// Returns the meetings with a contact, by path.
    pub fn meetings_with(&self, contact: ContactId) -> impl Iterator<Item = &'v Encounter<'v>> {
        self.ids_with(contact).iter().map(|id| self.meeting(*id))
    }

    /// Returns their places.
    pub(crate) fn ids_with(&self, contact: ContactId) -> &[MeetingId] {
        let now = self.now_with.get(&contact).map(Vec::as_slice);
        now.unwrap_or_else(|| self.with.of(contact))
    }
}
