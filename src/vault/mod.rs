//! All notes joined: contacts and meetings that know of each other. It knows no day yet.

mod assign;
mod directory;
mod people;

pub use assign::Assigned;
pub use assign::TaskKind;
pub use directory::Directory;
pub use directory::Found;

use rayon::iter::IndexedParallelIterator;
use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Contact;
use crate::note::Content;
use crate::note::Meeting;
use crate::note::Note;
use crate::note::Sent;
use crate::note::ThankYou;
use crate::note::Thanks;
use crate::settings::Direction;
use crate::settings::Settings;
use crate::text::Place;
use crate::text::fold;

use people::People;

/// A contact's place in [`Vault::contacts`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ContactId(u32);

/// A meeting's place in [`Vault::meetings`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct MeetingId(u32);

/// All notes, joined.
#[derive(Debug)]
pub struct Vault<'n> {
    /// How the vault is read and reckoned.
    pub settings: &'n Settings,
    /// The contacts, by path.
    pub contacts: Vec<Acquaintance<'n>>,
    /// The meetings, by path.
    pub meetings: Vec<Encounter<'n>>,
    /// How many notes are neither.
    pub n_other: usize,
    /// What is wrong with the notes, alone and together; foreign notes included.
    pub problems: Vec<Diagnostic>,
}

/// A contact among the other notes.
#[derive(Debug)]
pub struct Acquaintance<'n> {
    /// Their note.
    pub path: &'n str,
    /// What it says.
    pub contact: &'n Contact,
    /// Whether it is the owner's own.
    pub is_me: bool,
    /// The meetings with them, by path.
    pub meetings: Vec<MeetingId>,
    /// Who introduced them, where that is known.
    pub introducers: Vec<ContactId>,
    /// What each task is, and whose.
    pub tasks: Vec<Assigned>,
}

/// A meeting among the other notes.
#[derive(Debug)]
pub struct Encounter<'n> {
    /// Its note.
    pub path: &'n str,
    /// What it says.
    pub meeting: &'n Meeting,
    /// Who was there, the owner excepted; each once.
    pub present: Vec<Who>,
    /// Who asked for whose time.
    pub direction: Direction,
    /// To whom thank-you e-mails were sent.
    pub emails: Thanked,
    /// To whom handwritten notes were sent.
    pub notes: Thanked,
    /// What each task is, and whose.
    pub tasks: Vec<Assigned>,
}

/// A person: a contact, or a name for which there is no note.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Who {
    /// A contact.
    Contact(ContactId),
    /// A name as it was written.
    Stranger(String),
}

impl Who {
    /// Tells whether both are the same person: a name is the same in any spelling.
    pub fn is(&self, other: &Who) -> bool {
        match (self, other) {
            (Who::Contact(one), Who::Contact(other)) => one == other,
            (Who::Stranger(one), Who::Stranger(other)) => fold(one) == fold(other),
            _ => false,
        }
    }
}

/// Who was thanked.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thanked {
    /// Everyone alike.
    Everyone(Sent),
    /// Each of these; the others are pending.
    Each(Vec<(Who, Sent)>),
}

impl Thanked {
    /// Returns whether `who` was thanked; `None` stands for a meeting that names nobody.
    pub fn sent(&self, who: Option<&Who>) -> Sent {
        match self {
            Thanked::Everyone(sent) => *sent,
            Thanked::Each(each) => {
                let found = each.iter().find(|(thanked, _)| who.is_some_and(|who| who.is(thanked)));
                found.map_or(Sent::Pending, |(_, sent)| *sent)
            }
        }
    }

    /// Returns everything that was said about thanks.
    pub fn all(&self) -> impl Iterator<Item = Sent> {
        let (everyone, each) = match self {
            Thanked::Everyone(sent) => (Some(*sent), [].as_slice()),
            Thanked::Each(each) => (None, each.as_slice()),
        };
        everyone.into_iter().chain(each.iter().map(|(_, sent)| *sent))
    }
}

impl<'n> Vault<'n> {
    /// Joins `notes`, which are sorted by path; `problems` are those of the folder itself.
    pub fn new(
        settings: &'n Settings,
        notes: impl IntoIterator<Item = &'n Note>,
        mut problems: Vec<Diagnostic>,
    ) -> Vault<'n> {
        let notes: Vec<&Note> = notes.into_iter().collect();
        problems.extend(notes.iter().flat_map(|note| note.problems.iter().cloned()));
        let contacts: Vec<(&str, &Contact)> = notes.iter().copied().filter_map(contact).collect();
        let directory = Directory::new(&contacts);
        problems.extend(directory.duplicates(&contacts));
        let people = People::new(&directory, &contacts, settings);
        let meetings: Vec<(&str, &Meeting)> = notes.iter().copied().filter_map(meeting).collect();
        let meetings: Vec<(Encounter, Vec<Diagnostic>)> =
            meetings.par_iter().map(|(path, meeting)| encounter(path, meeting, &people)).collect();
        let contacts: Vec<(Acquaintance, Vec<Diagnostic>)> = contacts
            .par_iter()
            .enumerate()
            .map(|(index, (path, contact))| {
                acquaintance(ContactId(crate::text::count(index)), path, contact, &people)
            })
            .collect();
        let meetings = set_apart(meetings, &mut problems);
        let mut contacts = set_apart(contacts, &mut problems);
        for (id, encounter) in (0..).map(MeetingId).zip(&meetings) {
            for who in &encounter.present {
                if let Who::Contact(contact) = who {
                    contacts[contact.0 as usize].meetings.push(id);
                }
            }
        }
        let n_other = notes.len() - contacts.len() - meetings.len();
        Vault { settings, contacts, meetings, n_other, problems }
    }

    /// Returns a contact.
    pub fn contact(&self, id: ContactId) -> &Acquaintance<'n> {
        &self.contacts[id.0 as usize]
    }

    /// Returns a meeting.
    pub fn meeting(&self, id: MeetingId) -> &Encounter<'n> {
        &self.meetings[id.0 as usize]
    }

    /// Returns all contacts with their ids, by path.
    pub fn contacts_by_id(&self) -> impl Iterator<Item = (ContactId, &Acquaintance<'n>)> {
        (0..).map(ContactId).zip(&self.contacts)
    }

    /// Returns all meetings with their ids, by path.
    pub fn meetings_by_id(&self) -> impl Iterator<Item = (MeetingId, &Encounter<'n>)> {
        (0..).map(MeetingId).zip(&self.meetings)
    }

    /// Returns what to call a person.
    pub fn name<'w>(&'w self, who: &'w Who) -> &'w str {
        match who {
            Who::Contact(id) => &self.contact(*id).contact.name,
            Who::Stranger(name) => name,
        }
    }
}

/// Takes the problems that were found beside each thing.
fn set_apart<T>(found: Vec<(T, Vec<Diagnostic>)>, problems: &mut Vec<Diagnostic>) -> Vec<T> {
    let mut things = Vec::with_capacity(found.len());
    for (thing, beside) in found {
        things.push(thing);
        problems.extend(beside);
    }
    things
}

fn contact(note: &Note) -> Option<(&str, &Contact)> {
    match &note.content {
        Content::Contact(contact) => Some((&note.path, contact)),
        _ => None,
    }
}

fn meeting(note: &Note) -> Option<(&str, &Meeting)> {
    match &note.content {
        Content::Meeting(meeting) => Some((&note.path, meeting)),
        _ => None,
    }
}

fn acquaintance<'n>(
    id: ContactId,
    path: &'n str,
    contact: &'n Contact,
    people: &People<'_, 'n>,
) -> (Acquaintance<'n>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let introducers = people.read(path, &contact.referred_by, &mut problems);
    let introducers = introducers.into_iter().filter_map(|who| match who {
        Who::Contact(introducer) if introducer != id => Some(introducer),
        _ => None,
    });
    let acquaintance = Acquaintance {
        path,
        contact,
        is_me: people.is_me(id),
        meetings: Vec::new(),
        introducers: introducers.collect(),
        tasks: assign::of_contact(id, path, &contact.tasks, people),
    };
    (acquaintance, problems)
}

fn encounter<'n>(
    path: &'n str,
    meeting: &'n Meeting,
    people: &People<'_, 'n>,
) -> (Encounter<'n>, Vec<Diagnostic>) {
    let mut problems = Vec::new();
    let present = people.read(path, &meeting.people, &mut problems);
    let is_ordinary = present.len() > 3 || meeting.is_one_on_one;
    let default = if is_ordinary { Direction::None } else { people.settings.direction };
    if meeting.date.is_none() {
        problems.push(catalog::meeting_without_date(At::top(path)));
    }
    if present.is_empty() {
        let place = meeting.people.first().map_or(Place::START, |person| person.place);
        let at = At { place: Some(place), ..At::top(path) };
        problems.push(catalog::meeting_without_people(at));
    }
    let encounter = Encounter {
        path,
        meeting,
        direction: meeting.direction.unwrap_or(default),
        emails: thanked(path, &meeting.thank_you_email, people, &mut problems),
        notes: thanked(path, &meeting.thank_you_note, people, &mut problems),
        tasks: assign::of_meeting(path, meeting, &present, people),
        present,
    };
    (encounter, problems)
}

fn thanked(
    path: &str,
    thank_you: &ThankYou,
    people: &People,
    problems: &mut Vec<Diagnostic>,
) -> Thanked {
    match &thank_you.thanks {
        Thanks::Everyone(sent) => Thanked::Everyone(*sent),
        Thanks::Each(each) => {
            let mut thanked = Vec::new();
            for (person, sent) in each {
                let who = people.read(path, std::slice::from_ref(person), problems);
                thanked.extend(who.into_iter().map(|who| (who, *sent)));
            }
            Thanked::Each(thanked)
        }
    }
}
