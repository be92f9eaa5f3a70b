//! What is owed on a day: one file for each rule, with the advice that it comes from on top.

mod check_in;
mod coming_up;
mod goal;
mod history;
mod nudge;
mod pick_action;
mod plans;
mod prepare;
mod report_back;
mod task;
mod thank_you;
mod write_up;

pub use check_in::CheckIn;
pub use check_in::check_in;
pub use coming_up::planned;
pub use goal::goal;
pub use history::History;
pub use history::Outcome;
pub use history::Past;
pub use history::outcome;
pub use report_back::untold;
pub use thank_you::Owed;
pub use thank_you::owed;

use std::borrow::Cow;
use std::cmp::Ordering;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;
use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::agenda::Agenda;
use crate::agenda::Counts;
use crate::agenda::Event;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Lengths;
use crate::agenda::Reckoning;
use crate::agenda::Seed;
use crate::agenda::Source;
use crate::agenda::View;
use crate::date::Date;
use crate::date::Datelike;
use crate::date::Duration;
use crate::date::Today;
use crate::diagnostic;
use crate::diagnostic::Diagnostic;
use crate::parallel;
use crate::vault::ContactId;
use crate::vault::Encounter;
use crate::vault::Vault;
use crate::vault::Who;

/// Adds what a meeting owes.
type OfMeeting = for<'v> fn(&History<'v>, &'v Encounter<'v>, Outcome, &mut Vec<Item<'v>>);

const OF_MEETINGS: &[OfMeeting] =
    &[thank_you::due, write_up::due, task::of_meeting, pick_action::due, prepare::due];

/// So many notes are one piece of work for one core.
const PIECE: usize = 256;

/// Returns what is owed on `today`.
pub fn due<'v>(vault: &'v Vault<'v>, today: Today) -> Agenda<'v> {
    let history = History::new(vault, today);
    let (items, (diagnostics, coming_up, goal)) = rayon::join(
        || ordered(&items(&history)),
        || (diagnostics(&history), coming_up::coming_up(&history), goal(&history)),
    );
    Agenda {
        view: View::Full,
        today,
        counts: Counts {
            contacts: vault.contacts.len(),
            meetings: vault.meetings.len(),
            other_notes: vault.n_other,
        },
        items,
        coming_up,
        goal,
        diagnostics,
    }
}

/// Returns how long to wait between two signs of life with each contact, by the path of their
/// note; those with whom there need be none are left out.
pub fn intervals<'v>(vault: &'v Vault<'v>, today: Today) -> FxHashMap<&'v str, Duration> {
    let history = History::new(vault, today);
    let interval = |contact, past| check_in::interval(&history, contact, past, today.0);
    let contacts = history.contacts();
    contacts.filter_map(|(c, past)| Some((c.path, interval(c, past)?))).collect()
}

/// What some notes owe, in no order.
struct Piece<'v> {
    items: Vec<Item<'v>>,
    /// The [`first_of_order`] of each.
    firsts: Vec<u128>,
}

/// Sorts the items and gives them their ids.
fn ordered<'v>(pieces: &[Piece<'v>]) -> Vec<Item<'v>> {
    let item = |piece: u32, place: u32| &pieces[piece as usize].items[place as usize];
    let sorted = || {
        let places = (0..).zip(pieces).flat_map(|(piece, Piece { firsts, .. })| {
            (0..).zip(firsts).map(move |(place, first)| (*first, piece, place))
        });
        let mut places: Vec<(u128, u32, u32)> = places.collect();
        places.par_sort_unstable_by(|(one, i, j), (other, k, l)| {
            one.cmp(other).then_with(|| order(item(*i, *j), item(*k, *l)))
        });
        places
    };
    let ids = || pieces.iter().flat_map(|piece| piece.items.iter().map(|item| item.id));
    let (places, lengths) = rayon::join(sorted, || Lengths::of(ids()));
    let items = places.par_iter().map(|(_, piece, place)| {
        let mut item = item(*piece, *place).clone();
        lengths.shorten(&mut item.id);
        item
    });
    items.collect()
}

/// Returns a number that is in the order of the items, but for those where it is the same: their
/// section, their day, and what the first name begins with.
fn first_of_order(item: &Item) -> u128 {
    let day = item.due.map_or(u32::MAX, |due| due.num_days_from_ce().cast_unsigned() ^ (1 << 31));
    let name = item.who.first().map_or("", Who::name);
    let lower = if name.is_ascii() { Cow::Borrowed(name) } else { name.to_lowercase().into() };
    let mut first = [0; size_of::<u128>()];
    first[0] = item.kind.group() as u8;
    first[1..5].copy_from_slice(&day.to_be_bytes());
    for (place, byte) in first[5..].iter_mut().zip(lower.bytes()) {
        *place = byte.to_ascii_lowercase();
    }
    u128::from_be_bytes(first)
}

fn diagnostics(history: &History) -> Vec<Diagnostic> {
    let mut diagnostics = history.vault.problems.clone();
    diagnostics.extend(plans::problems(history));
    diagnostic::sort(&mut diagnostics);
    diagnostics.dedup();
    diagnostics
}

/// Returns what is owed, piece by piece.
fn items<'v>(history: &History<'v>) -> Vec<Piece<'v>> {
    let Vault { contacts, meetings, .. } = history.vault;
    let reports = of_each(contacts, &history.pasts, |contact, past, items| {
        report_back::due(history, contact, past, items);
    });
    let reported = reports.iter().flat_map(|piece| &piece.items);
    let reports_to: FxHashSet<ContactId> =
        reported.flat_map(|report| report.who).filter_map(Who::id).collect();
    let of_contacts = of_each(contacts, &history.pasts, |contact, past, items| {
        task::of_contact(history, contact, items);
        if contact.is_me {
            return;
        }
        nudge::due(history, contact, past, items);
        if !reports_to.contains(&contact.id) {
            check_in::due(history, contact, past, items);
        }
    });
    let of_meetings = of_each(meetings, &history.outcomes, |encounter, outcome, items| {
        OF_MEETINGS.iter().for_each(|due| due(history, encounter, *outcome, items));
    });
    reports.into_iter().chain(of_contacts).chain(of_meetings).collect()
}

/// Returns what `rules` say of each of the notes, of which `known` is known.
fn of_each<'v, N: Sync, K: Sync>(
    notes: &'v [N],
    known: &[K],
    rules: impl Fn(&'v N, &K, &mut Vec<Item<'v>>) + Sync,
) -> Vec<Piece<'v>> {
    let pieces: Vec<_> = notes.chunks(PIECE).zip(known.chunks(PIECE)).collect();
    parallel::map(&pieces, |(notes, known)| {
        let mut items = Vec::with_capacity(notes.len());
        notes.iter().zip(*known).for_each(|(note, known)| rules(note, known, &mut items));
        let firsts = items.iter().map(first_of_order).collect();
        Piece { items, firsts }
    })
}

/// Compares by section, day (no day last), names, path, line.
fn order<'v>(one: &Item<'v>, other: &Item<'v>) -> Ordering {
    let day = |item: &Item| (item.kind.group(), item.due.map_or((1, Date::MIN), |due| (0, due)));
    let rest = |item: &Item<'v>| (item.source, item.kind.word(), item.id);
    day(one)
        .cmp(&day(other))
        .then_with(|| compare_names(one.who, other.who))
        .then_with(|| rest(one).cmp(&rest(other)))
}

/// Compares the names one after the other, without regard to case.
fn compare_names(ones: &[Who], others: &[Who]) -> Ordering {
    let mut pairs = ones.iter().zip(others);
    let different = pairs.find_map(|(one, other)| {
        Some(compare_name(one.name(), other.name())).filter(|order| order.is_ne())
    });
    different.unwrap_or(ones.len().cmp(&others.len()))
}

fn compare_name(one: &str, other: &str) -> Ordering {
    if one.is_ascii() && other.is_ascii() {
        let one = one.bytes().map(|byte| byte.to_ascii_lowercase());
        return one.cmp(other.bytes().map(|byte| byte.to_ascii_lowercase()));
    }
    one.to_lowercase().cmp(&other.to_lowercase())
}

/// An item before it has its id.
struct Draft<'v> {
    kind: ItemKind,
    due: Option<Date>,
    reckoning: Reckoning<'v>,
    who: &'v [Who<'v>],
    source: Source<'v>,
    meeting: Option<&'v Encounter<'v>>,
}

impl<'v> Draft<'v> {
    /// Something that a whole meeting owes, by the day that was reckoned.
    fn of_meeting(
        kind: ItemKind,
        encounter: &'v Encounter<'v>,
        (due, reckoning): (Date, Reckoning<'v>),
    ) -> Draft<'v> {
        Draft {
            kind,
            due: Some(due),
            reckoning,
            who: &encounter.present,
            source: Source { path: encounter.path, line: 1 },
            meeting: Some(encounter),
        }
    }

    /// Makes an item of it that is no task; `subject` is whom it is about beside those in `who`.
    fn item(self, subject: &'v str) -> Item<'v> {
        let person = self.who.first().map_or("", |who| who.path().unwrap_or(who.name()));
        self.with_seed(subject, person, "", 0)
    }

    /// Makes an item of a task: the `occurrence`-th of this kind and text in its note.
    fn task(self, text: &'v str, occurrence: usize) -> Item<'v> {
        // Whose a task is can change with a link elsewhere: its text says which one it is.
        self.with_seed(text, "", text, occurrence)
    }

    fn with_seed(self, subject: &'v str, person: &str, text: &str, occurrence: usize) -> Item<'v> {
        let Draft { kind, due, reckoning, who, source, meeting } = self;
        let id = Seed { kind, path: source.path, person, text, occurrence }.id();
        Item { id, kind, due, who, subject, source, meeting, missing: Vec::new(), reckoning }
    }
}

/// Returns the day of a meeting, and the reckoning that says so.
fn on_the_day<'v>(date: Date) -> (Date, Reckoning<'v>) {
    let event = Event::Meeting;
    (date, Reckoning::After { date, event, wait: None, not_before: None })
}

/// Returns the day `wait` after `date`, and the reckoning that says so.
fn after<'v>(date: Date, event: Event<'v>, wait: Duration) -> (Date, Reckoning<'v>) {
    let reckoning = Reckoning::After { date, event, wait: Some(wait), not_before: None };
    (wait.after(date), reckoning)
}
