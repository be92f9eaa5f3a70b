//! Joining the notes: who was there, whose each task is, what they know of each other.

use std::ops::Range;
use std::sync::Arc;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::fetch::fetch;
use crate::note::Contact;
use crate::note::Content;
use crate::note::Label;
use crate::note::Meeting;
use crate::note::Note;
use crate::note::PersonText;
use crate::note::Tasks;
use crate::note::ThankYou;
use crate::note::Thanks;
use crate::parallel::PIECE;
use crate::parallel::both;
use crate::parallel::gather;
use crate::settings::Direction;
use crate::settings::Settings;
use crate::text::Place;

use super::Acquaintance;
use super::ContactId;
use super::Encounter;
use super::Known;
use super::Listed;
use super::MeetingId;
use super::Vault;
use super::Who;
use super::assign;
use super::by_contact::ByContact;
use super::people::People;

/// A vault whose notes may be replaced one by one, as long as nobody is called otherwise.
pub struct Joined<'n> {
    vault: Vault<'n>,
    people: People<'n>,
    notes: Vec<&'n Note>,
    /// What is wrong with the folder itself.
    of_folder: Vec<Diagnostic>,
}

impl<'n> Joined<'n> {
    /// Joins `notes`, which are sorted by path; `of_folder` is what is wrong with the folder.
    pub fn new(
        settings: &'n Settings,
        notes: impl IntoIterator<Item = &'n Note>,
        of_folder: Vec<Diagnostic>,
    ) -> Joined<'n> {
        let notes: Vec<&Note> = notes.into_iter().collect();
        let Sorted { contacts, n_meetings, problems: of_notes } = sorted(&notes);
        let contacts = (0..).map(ContactId).zip(contacts);
        let contacts: Vec<Known> = contacts.map(|(id, note)| Known::new(id, note)).collect();
        let n_other = notes.len() - contacts.len() - n_meetings;
        let people = People::new(contacts, settings);
        let (meetings, of_meetings) = encounters(&notes, n_meetings, &people);
        let n_contacts = people.directory.contacts().len();
        let (by_contact, duplicates) =
            both(|| ByContact::new(n_contacts, &meetings), || people.directory.duplicates());
        let (contacts, of_contacts) = acquaintances(&people, &by_contact);
        let mut problems: Vec<_> = of_folder.iter().cloned().map(Arc::new).collect();
        problems.extend(of_notes.into_iter().chain(duplicates));
        problems.extend(of_meetings.into_iter().chain(of_contacts).map(Arc::new));
        let vault = Vault { settings, contacts, meetings, n_other, problems };
        Joined { vault, people, notes, of_folder }
    }

    /// Returns the notes, joined.
    pub fn vault(&self) -> &Vault<'n> {
        &self.vault
    }

    /// Returns the same, never to be changed again.
    pub fn into_vault(self) -> Vault<'n> {
        self.vault
    }

    /// Returns the notes, by path.
    pub fn notes(&self) -> &[&'n Note] {
        &self.notes
    }

    /// Returns what is wrong with the folder itself.
    pub fn of_folder(&self) -> &[Diagnostic] {
        &self.of_folder
    }

    /// Puts another reading of the `place`-th note there. Tells whether it did: a note of another
    /// kind, or of somebody who is called otherwise now, can change what any other note means.
    pub fn replace(&mut self, place: usize, note: &'n Note) -> bool {
        let old = self.notes[place];
        debug_assert_eq!(old.path, note.path, "another reading of the same note");
        let mut problems = match (&old.content, &note.content) {
            (Content::Contact(old), Content::Contact(contact)) if is_called_so(old, contact) => {
                self.replace_contact(note)
            }
            (Content::Meeting(_), Content::Meeting(meeting)) => self.replace_meeting(note, meeting),
            (Content::Other, Content::Other) => Vec::new(),
            _ => return false,
        };
        problems.extend(note.problems.iter().cloned());
        let of_folder = self.of_folder.iter().filter(|problem| *problem.path == *note.path);
        problems.extend(of_folder.cloned());
        self.vault.problems.retain(|problem| *problem.path != *note.path);
        self.vault.problems.extend(problems.into_iter().map(Arc::new));
        self.notes[place] = note;
        true
    }

    fn replace_contact(&mut self, note: &'n Note) -> Vec<Diagnostic> {
        let contacts = &mut self.vault.contacts;
        let index = contacts
            .binary_search_by(|contact| contact.path().cmp(&note.path))
            .expect("a contact's note is among the contacts");
        let known = Known::new(contacts[index].id(), note);
        // Those who were with them still hold the old reading: it calls them the same.
        self.people.directory.replace(known);
        let meetings = std::mem::take(&mut contacts[index].meetings);
        let mut problems = Vec::new();
        contacts[index] = acquaintance(known, meetings, &self.people, &mut problems);
        problems.extend(self.people.directory.duplicate(&known));
        problems
    }

    fn replace_meeting(&mut self, note: &'n Note, meeting: &'n Meeting) -> Vec<Diagnostic> {
        let Vault { contacts, meetings, .. } = &mut self.vault;
        let index = meetings
            .binary_search_by(|encounter| encounter.path().cmp(&note.path))
            .expect("a meeting's note is among the meetings");
        let id = MeetingId(u32::try_from(index).expect("ids count the meetings"));
        let mut problems = Vec::new();
        let new = encounter(note, meeting, &self.people, &mut problems);
        let mut change = |contact: ContactId, change: &dyn Fn(&mut Vec<MeetingId>)| {
            let meetings = &mut contacts[contact.index()].meetings;
            let mut changed = std::mem::take(meetings).into_vec();
            change(&mut changed);
            *meetings = changed.into();
        };
        for contact in meetings[index].present.iter().filter_map(Who::id) {
            change(contact, &|meetings| meetings.retain(|meeting| *meeting != id));
        }
        for contact in new.present.iter().filter_map(Who::id) {
            change(contact, &|meetings| {
                meetings.insert(meetings.partition_point(|meeting| *meeting < id), id);
            });
        }
        meetings[index] = new;
        problems
    }
}

/// Tells whether a contact can be called just what they could be called before.
fn is_called_so(old: &Contact, new: &Contact) -> bool {
    (old.name(), old.aliases(), old.emails()) == (new.name(), new.aliases(), new.emails())
}

/// What a first look at the notes shows.
#[derive(Default)]
struct Sorted<'n> {
    /// Those about people, by path.
    contacts: Vec<&'n Note>,
    n_meetings: usize,
    /// What is wrong with all of them.
    problems: Vec<Arc<Diagnostic>>,
}

fn sorted<'n>(notes: &[&'n Note]) -> Sorted<'n> {
    let mut all = Sorted::default();
    let add = |range: Range<usize>, sorted: &mut Sorted<'n>| {
        for note in &notes[range] {
            match note.content {
                Content::Contact(_) => sorted.contacts.push(note),
                Content::Meeting(_) => sorted.n_meetings += 1,
                Content::Other => {}
            }
            sorted.problems.extend(note.problems.iter().cloned().map(Arc::new));
        }
    };
    gather(&mut all, notes.len(), PIECE, &add, |all, piece| {
        all.contacts.append(&mut piece.contacts);
        all.n_meetings += std::mem::take(&mut piece.n_meetings);
        all.problems.append(&mut piece.problems);
    });
    all
}

fn encounters<'n>(
    notes: &[&'n Note],
    n_meetings: usize,
    people: &People<'n>,
) -> (Vec<Encounter<'n>>, Vec<Diagnostic>) {
    let mut all = (Vec::with_capacity(n_meetings), Vec::new());
    let add = |range: Range<usize>, (encounters, problems): &mut (Vec<_>, Vec<_>)| {
        fetch(notes[range.clone()].iter().flat_map(texts));
        for note in &notes[range] {
            if let Content::Meeting(meeting) = &note.content {
                encounters.push(encounter(note, meeting, people, problems));
            }
        }
    };
    gather(&mut all, notes.len(), PIECE, &add, append);
    all
}

/// Returns the texts that are looked through for people.
fn texts<'n>(note: &&'n Note) -> impl Iterator<Item = &'n str> {
    let (people, tasks): (&[PersonText], Option<&Tasks>) = match &note.content {
        Content::Contact(contact) => (&contact.referred_by, Some(&contact.tasks)),
        Content::Meeting(meeting) => (&meeting.people, Some(&meeting.tasks)),
        Content::Other => (&[], None),
    };
    let people = people.iter().map(|person| &*person.text);
    people.chain(tasks.into_iter().flatten().map(|task| task.text))
}

fn acquaintances<'n>(
    people: &People<'n>,
    by_contact: &ByContact,
) -> (Vec<Acquaintance<'n>>, Vec<Diagnostic>) {
    let contacts = people.directory.contacts();
    let mut all = (Vec::with_capacity(contacts.len()), Vec::new());
    let add = |range: Range<usize>, (acquaintances, problems): &mut (Vec<_>, Vec<_>)| {
        fetch(contacts[range.clone()].iter().flat_map(|known| texts(&known.note)));
        for known in &contacts[range] {
            let meetings = by_contact.of(known.id());
            acquaintances.push(acquaintance(*known, meetings.into(), people, problems));
        }
    };
    gather(&mut all, contacts.len(), PIECE, &add, append);
    all
}

fn append<T, U>(all: &mut (Vec<T>, Vec<U>), piece: &mut (Vec<T>, Vec<U>)) {
    all.0.append(&mut piece.0);
    all.1.append(&mut piece.1);
}

fn acquaintance<'n>(
    known: Known<'n>,
    meetings: Box<[MeetingId]>,
    people: &People<'n>,
    problems: &mut Vec<Diagnostic>,
) -> Acquaintance<'n> {
    let (id, path, contact) = (known.id(), known.path(), known.contact());
    let introducers = people.read(path, &contact.referred_by, problems);
    let introducers = introducers.iter().filter_map(Who::id).filter(|introducer| *introducer != id);
    Acquaintance {
        who: Who::Contact(known),
        is_me: people.is_me(id),
        meetings,
        introducers: introducers.collect(),
        exceptions: assign::of_contact(path, &contact.tasks, people),
    }
}

fn encounter<'n>(
    note: &'n Note,
    meeting: &'n Meeting,
    people: &People<'n>,
    problems: &mut Vec<Diagnostic>,
) -> Encounter<'n> {
    let path = &note.path;
    let present = people.read(path, &meeting.people, problems);
    let is_ordinary = present.len() > 3 || meeting.label == Label::OneOnOne;
    let default = if is_ordinary { Direction::None } else { people.settings.direction };
    if meeting.date.is_none() {
        problems.push(catalog::meeting_without_date(At::top(path)));
    }
    if present.is_empty() {
        let place = meeting.people.first().map_or(Place::START, |person| person.place);
        let at = At { place: Some(place), ..At::top(path) };
        problems.push(catalog::meeting_without_people(at));
    }
    Encounter {
        note,
        direction: meeting.direction.unwrap_or(default),
        listed: listed(path, meeting, people, problems),
        exceptions: assign::of_meeting(path, meeting, &present, people),
        present: present.into(),
    }
}

/// Reads the lists of thanks, if there is one.
fn listed<'n>(
    path: &str,
    meeting: &Meeting,
    people: &People<'n>,
    problems: &mut Vec<Diagnostic>,
) -> Option<Box<Listed<'n>>> {
    let mut read = |thank_you: &ThankYou| {
        let Thanks::Each(each) = &thank_you.thanks else { return Box::default() };
        let thanked = each.iter().flat_map(|(person, sent)| {
            let who = people.read(path, std::slice::from_ref(person), problems);
            who.into_iter().map(|who| (who, *sent))
        });
        thanked.collect()
    };
    let (emails, notes) = (read(&meeting.thank_you_email), read(&meeting.thank_you_note));
    let is_one = !emails.is_empty() || !notes.is_empty();
    is_one.then(|| Box::new(Listed { emails, notes }))
}
