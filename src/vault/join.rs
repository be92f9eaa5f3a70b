//! Joining the notes: who was there, whose each task is, what they know of each other.

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::note::Contact;
use crate::note::Content;
use crate::note::Meeting;
use crate::note::Note;
use crate::note::ThankYou;
use crate::note::Thanks;
use crate::settings::Direction;
use crate::settings::Settings;
use crate::text::Place;

use super::Acquaintance;
use super::ContactId;
use super::Encounter;
use super::Known;
use super::MeetingId;
use super::Thanked;
use super::Vault;
use super::Who;
use super::assign;
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
        let mut problems = of_folder.clone();
        problems.extend(notes.iter().flat_map(|note| note.problems.iter().cloned()));
        let contacts: Vec<&Note> = notes
            .par_iter()
            .copied()
            .filter(|note| matches!(note.content, Content::Contact(_)))
            .collect();
        let contacts: Vec<Known> =
            (0..).map(ContactId).zip(contacts).filter_map(|(id, note)| known(id, note)).collect();
        let people = People::new(contacts, settings);
        problems.extend(people.directory.duplicates());
        let meetings: Vec<(&str, &Meeting)> =
            notes.par_iter().copied().filter_map(meeting).collect();
        let (meetings, of_meetings): (Vec<Encounter>, Vec<Vec<Diagnostic>>) =
            meetings.par_iter().map(|(path, meeting)| encounter(path, meeting, &people)).unzip();
        let (mut contacts, of_contacts): (Vec<Acquaintance>, Vec<Vec<Diagnostic>>) = people
            .directory
            .contacts()
            .par_iter()
            .map(|known| acquaintance(*known, &people))
            .unzip();
        problems.extend(of_meetings.into_iter().chain(of_contacts).flatten());
        for (id, encounter) in (0..).map(MeetingId).zip(&meetings) {
            for who in &encounter.present {
                if let Some(contact) = who.id() {
                    contacts[contact.index()].meetings.push(id);
                }
            }
        }
        let n_other = notes.len() - contacts.len() - meetings.len();
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
                self.replace_contact(note, contact)
            }
            (Content::Meeting(_), Content::Meeting(meeting)) => {
                self.replace_meeting(&note.path, meeting)
            }
            (Content::Other, Content::Other) => Vec::new(),
            _ => return false,
        };
        problems.extend(note.problems.iter().cloned());
        let of_folder = self.of_folder.iter().filter(|problem| *problem.path == *note.path);
        problems.extend(of_folder.cloned());
        self.vault.problems.retain(|problem| *problem.path != *note.path);
        self.vault.problems.extend(problems);
        self.notes[place] = note;
        true
    }

    fn replace_contact(&mut self, note: &'n Note, contact: &'n Contact) -> Vec<Diagnostic> {
        let contacts = &mut self.vault.contacts;
        let index = contacts
            .binary_search_by(|contact| contact.path.cmp(&note.path))
            .expect("a contact's note is among the contacts");
        let known = Known { id: contacts[index].id, path: &note.path, contact };
        // Those who were with them still hold the old reading: it calls them the same.
        self.people.directory.replace(known);
        let (new, mut problems) = acquaintance(known, &self.people);
        let meetings = std::mem::take(&mut contacts[index].meetings);
        contacts[index] = Acquaintance { meetings, ..new };
        problems.extend(self.people.directory.duplicate(&known));
        problems
    }

    fn replace_meeting(&mut self, path: &'n str, meeting: &'n Meeting) -> Vec<Diagnostic> {
        let Vault { contacts, meetings, .. } = &mut self.vault;
        let index = meetings
            .binary_search_by(|encounter| encounter.path.cmp(path))
            .expect("a meeting's note is among the meetings");
        let id = MeetingId(u32::try_from(index).expect("ids count the meetings"));
        let (new, problems) = encounter(path, meeting, &self.people);
        for contact in meetings[index].present.iter().filter_map(Who::id) {
            contacts[contact.index()].meetings.retain(|meeting| *meeting != id);
        }
        for contact in new.present.iter().filter_map(Who::id) {
            let meetings = &mut contacts[contact.index()].meetings;
            meetings.insert(meetings.partition_point(|meeting| *meeting < id), id);
        }
        meetings[index] = new;
        problems
    }
}

/// Tells whether a contact can be called just what they could be called before.
fn is_called_so(old: &Contact, new: &Contact) -> bool {
    (&old.name, &old.aliases, &old.emails) == (&new.name, &new.aliases, &new.emails)
}

fn known(id: ContactId, note: &Note) -> Option<Known<'_>> {
    let Content::Contact(contact) = &note.content else {
        return None;
    };
    Some(Known { id, path: &note.path, contact })
}

fn meeting(note: &Note) -> Option<(&str, &Meeting)> {
    match &note.content {
        Content::Meeting(meeting) => Some((&note.path, meeting)),
        _ => None,
    }
}

fn acquaintance<'n>(known: Known<'n>, people: &People<'n>) -> (Acquaintance<'n>, Vec<Diagnostic>) {
    let Known { id, path, contact } = known;
    let mut problems = Vec::new();
    let introducers = people.read(path, &contact.referred_by, &mut problems);
    let introducers = introducers.iter().filter_map(Who::id).filter(|introducer| *introducer != id);
    let acquaintance = Acquaintance {
        path,
        contact,
        id,
        who: Who::Contact(known),
        is_me: people.is_me(id),
        meetings: Vec::new(),
        introducers: introducers.collect(),
        tasks: assign::of_contact(path, &contact.tasks, people),
    };
    (acquaintance, problems)
}

fn encounter<'n>(
    path: &'n str,
    meeting: &'n Meeting,
    people: &People<'n>,
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

fn thanked<'n>(
    path: &str,
    thank_you: &ThankYou,
    people: &People<'n>,
    problems: &mut Vec<Diagnostic>,
) -> Thanked<'n> {
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
