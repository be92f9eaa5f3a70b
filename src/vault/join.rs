//! Joining the notes: who was there, whose each task is, what they know of each other.

use std::ops::Range;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::fetch::fetch;
use crate::note::Content;
use crate::note::Label;
use crate::note::Meeting;
use crate::note::Note;
use crate::note::PersonText;
use crate::note::Tasks;
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
use super::List;
use super::Listed;
use super::Problem;
use super::Replacer;
use super::Vault;
use super::Who;
use super::assign;
use super::by_contact::ByContact;
use super::people::People;
use super::problem;

/// All notes, joined.
#[derive(Debug)]
pub struct Joined<'n> {
    settings: &'n Settings,
    contacts: Vec<Acquaintance<'n>>,
    meetings: Vec<Encounter<'n>>,
    with: ByContact,
    n_other: usize,
    problems: Arc<Vec<Problem<'n>>>,
}

impl<'n> Joined<'n> {
    /// Joins `notes`, which are sorted by path; `of_folder` is what is wrong with the folder.
    pub fn new(
        settings: &'n Settings,
        notes: impl IntoIterator<Item = &'n Note>,
        of_folder: Vec<Diagnostic>,
    ) -> Joined<'n> {
        let notes: Vec<&Note> = notes.into_iter().collect();
        join(settings, &notes, &of_folder).0
    }

    /// Does the same for notes that may be replaced one by one.
    pub fn with_replacer(
        settings: &'n Settings,
        notes: &[&'n Note],
        of_folder: Vec<Diagnostic>,
    ) -> (Joined<'n>, Replacer<'n>) {
        let (joined, people) = join(settings, notes, &of_folder);
        (joined, Replacer::new(people, of_folder))
    }

    /// Has the same people meet again who met in `vault`, as other notes tell it.
    pub fn like(
        vault: &Vault,
        settings: &'n Settings,
        contacts: Vec<Acquaintance<'n>>,
        meetings: Vec<Encounter<'n>>,
        mut problems: Vec<Problem<'n>>,
    ) -> Joined<'n> {
        problem::sort(&mut problems);
        let with = ByContact::new(contacts.len(), &meetings);
        let problems = Arc::new(problems);
        Joined { settings, contacts, meetings, with, n_other: vault.n_other, problems }
    }

    /// Returns the notes as they were joined.
    #[inline(never)] // Else it would be there once for each of its callers.
    pub fn vault(&self) -> Vault<'_> {
        Vault {
            settings: self.settings,
            contacts: List::new(&self.contacts),
            meetings: List::new(&self.meetings),
            with: &self.with,
            now_with: FxHashMap::default(),
            n_other: self.n_other,
            problems: Arc::clone(&self.problems),
        }
    }
}

fn join<'n>(
    settings: &'n Settings,
    notes: &[&'n Note],
    of_folder: &[Diagnostic],
) -> (Joined<'n>, People<'n>) {
    let Sorted { contacts, n_meetings, problems: of_notes } = sorted(notes);
    let contacts = (0..).map(ContactId).zip(contacts);
    let contacts: Vec<Known> = contacts.map(|(id, note)| Known::new(id, note)).collect();
    let n_other = notes.len() - contacts.len() - n_meetings;
    let people = People::new(contacts, settings);
    let (meetings, of_meetings) = encounters(notes, n_meetings, &people);
    let sorted = || {
        let mut problems = of_notes;
        problems.extend(people.directory.duplicates());
        problems.extend(of_folder.iter().cloned().chain(of_meetings).map(Problem::from));
        problem::sort(&mut problems);
        problems
    };
    let n_contacts = people.directory.contacts().len();
    let ((contacts, of_contacts), (with, problems)) =
        both(|| acquaintances(&people), || (ByContact::new(n_contacts, &meetings), sorted()));
    let of_contacts = of_contacts.into_iter().map(Problem::from).collect();
    let problems = Arc::new(problem::merged(&problems, of_contacts));
    (Joined { settings, contacts, meetings, with, n_other, problems }, people)
}

/// What a first look at the notes shows.
#[derive(Default)]
struct Sorted<'n> {
    /// Those about people, by path.
    contacts: Vec<&'n Note>,
    n_meetings: usize,
    /// What is wrong with all of them.
    problems: Vec<Problem<'n>>,
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
            sorted.problems.extend(note.problems.iter().cloned().map(Problem::from));
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

fn acquaintances<'n>(people: &People<'n>) -> (Vec<Acquaintance<'n>>, Vec<Diagnostic>) {
    let contacts = people.directory.contacts();
    let mut all = (Vec::with_capacity(contacts.len()), Vec::new());
    let add = |range: Range<usize>, (acquaintances, problems): &mut (Vec<_>, Vec<_>)| {
        fetch(contacts[range.clone()].iter().flat_map(|known| texts(&known.note)));
        for known in &contacts[range] {
            acquaintances.push(acquaintance(*known, people, problems));
        }
    };
    gather(&mut all, contacts.len(), PIECE, &add, append);
    all
}

fn append<T, U>(all: &mut (Vec<T>, Vec<U>), piece: &mut (Vec<T>, Vec<U>)) {
    all.0.append(&mut piece.0);
    all.1.append(&mut piece.1);
}

pub(super) fn acquaintance<'n>(
    known: Known<'n>,
    people: &People<'n>,
    problems: &mut Vec<Diagnostic>,
) -> Acquaintance<'n> {
    let (id, path, contact) = (known.id(), known.path(), known.contact());
    let introducers = people.read(path, &contact.referred_by, problems);
    let introducers = introducers.iter().filter_map(Who::id).filter(|introducer| *introducer != id);
    Acquaintance {
        who: Who::Contact(known),
        is_me: people.is_me(id),
        introducers: introducers.collect(),
        exceptions: assign::of_contact(path, &contact.tasks, people),
    }
}

pub(super) fn encounter<'n>(
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
    let mut read = |thanks: &Thanks| {
        let Thanks::Each(each) = thanks else { return Box::default() };
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
