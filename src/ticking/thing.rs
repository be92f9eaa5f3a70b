//! Everything in a vault that may be ticked, owed or not, by the ids that the agenda gives it.

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::agenda::Id;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Seed;
use crate::change::Means;
use crate::note::Task;
use crate::vault::Acquaintance;
use crate::vault::Assigned;
use crate::vault::Encounter;
use crate::vault::TaskKind;
use crate::vault::Vault;
use crate::vault::Who;

/// The shortest id that the agenda gives.
const SHORTEST: usize = 6;

/// Something that may be ticked.
#[derive(Debug, Clone, Copy)]
pub(super) enum Thing<'v> {
    /// A task in a note.
    Task(InNote<'v>),
    /// Thanks to somebody at a meeting.
    Thanks(Thanks<'v>),
    /// Writing to somebody again.
    CheckIn(&'v Acquaintance<'v>),
    /// Asking somebody again.
    Nudge(&'v Acquaintance<'v>),
    /// Telling `to` how it went with `about`.
    ReportBack { about: &'v Acquaintance<'v>, to: &'v Acquaintance<'v> },
}

/// A task, and its place in its note.
#[derive(Debug, Clone, Copy)]
pub(super) struct InNote<'v> {
    pub(super) kind: ItemKind,
    pub(super) path: &'v str,
    pub(super) task: Task<'v>,
    /// How many tasks of this kind and text stand before it.
    occurrence: usize,
    /// How many tasks the note has.
    pub(super) n_tasks: usize,
}

/// Thanks to somebody at a meeting.
#[derive(Debug, Clone, Copy)]
pub(super) struct Thanks<'v> {
    pub(super) encounter: &'v Encounter<'v>,
    /// Whom; `None` for a meeting that names nobody.
    pub(super) who: Option<&'v Who<'v>>,
    pub(super) means: Means,
}

/// The things that some ids may mean.
pub(super) struct Things<'v>(Vec<(Id, Thing<'v>)>);

impl<'v> Things<'v> {
    /// Finds everything whose id begins with one of `ids`.
    pub(super) fn find(vault: &'v Vault<'v>, ids: &FxHashSet<&str>) -> Things<'v> {
        let mut found = Vec::new();
        let mut meet = |thing: Thing<'v>| {
            let id = thing.id();
            if prefixes(id.as_str()).any(|prefix| ids.contains(prefix)) {
                found.push((id, thing));
            }
        };
        if ids.is_empty() {
            return Things(found);
        }
        for encounter in vault.meetings.iter() {
            tasks(encounter.path(), encounter.tasks(), &mut meet);
            let present = encounter.present.iter().map(Some);
            let nobody = encounter.present.is_empty().then_some(None);
            for who in present.chain(nobody) {
                for means in [Means::Email, Means::Note] {
                    meet(Thing::Thanks(Thanks { encounter, who, means }));
                }
            }
        }
        for contact in vault.contacts.iter() {
            tasks(contact.path(), contact.tasks(), &mut meet);
            meet(Thing::CheckIn(contact));
            meet(Thing::Nudge(contact));
            for introducer in &contact.introducers {
                let to = vault.contact(*introducer);
                meet(Thing::ReportBack { about: contact, to });
            }
        }
        Things(found)
    }

    /// Returns what an item asks for; `None` for what has no box.
    pub(super) fn of_item(&self, item: &Item) -> Option<&Thing<'v>> {
        self.one(item.id.as_str(), |thing| thing.is_of(item))
    }

    /// Returns the only thing that an id can mean.
    pub(super) fn only(&self, id: &str) -> Option<&Thing<'v>> {
        self.one(id, |_| true)
    }

    fn one(&self, id: &str, is_meant: impl Fn(&Thing) -> bool) -> Option<&Thing<'v>> {
        let begins = |found: &&(Id, Thing)| found.0.as_str().starts_with(id) && is_meant(&found.1);
        let mut found = self.0.iter().filter(begins);
        match (found.next(), found.next()) {
            (Some((_, thing)), None) => Some(thing),
            _ => None,
        }
    }
}

/// Meets the tasks of a note.
fn tasks<'v>(
    path: &'v str,
    tasks: impl ExactSizeIterator<Item = (Task<'v>, Assigned<'v, 'v>)>,
    meet: &mut impl FnMut(Thing<'v>),
) {
    let n_tasks = tasks.len();
    let mut occurrences: FxHashMap<(TaskKind, &str), usize> = FxHashMap::default();
    for (task, assigned) in tasks {
        let counter = occurrences.entry((assigned.kind, task.text)).or_default();
        let occurrence = std::mem::replace(counter, *counter + 1);
        let Some(kind) = ItemKind::of_task(assigned.kind) else { continue };
        meet(Thing::Task(InNote { kind, path, task, occurrence, n_tasks }));
    }
}

impl Thing<'_> {
    /// Returns its id in full length, as the rules make it.
    fn id(&self) -> Id {
        let seed = |kind, path, person| Seed { kind, path, person, text: "", occurrence: 0 }.id();
        match self {
            Thing::Task(task) => task.id(task.occurrence),
            Thing::Thanks(thanks) => {
                let person = thanks.who.map_or("", |who| who.path().unwrap_or(who.name()));
                seed(kind_of(thanks.means), thanks.encounter.path(), person)
            }
            Thing::CheckIn(contact) => seed(ItemKind::CheckIn, contact.path(), contact.path()),
            Thing::Nudge(contact) => seed(ItemKind::Nudge, contact.path(), contact.path()),
            Thing::ReportBack { about, to } => seed(ItemKind::ReportBack, about.path(), to.path()),
        }
    }

    fn is_of(&self, item: &Item) -> bool {
        let (kind, path, line) = match self {
            Thing::Task(task) => (task.kind, task.path, Some(task.task.line)),
            Thing::Thanks(thanks) => (kind_of(thanks.means), thanks.encounter.path(), None),
            Thing::CheckIn(contact) => (ItemKind::CheckIn, contact.path(), None),
            Thing::Nudge(contact) => (ItemKind::Nudge, contact.path(), None),
            Thing::ReportBack { about, .. } => (ItemKind::ReportBack, about.path(), None),
        };
        let is_line = line.is_none_or(|line| line == item.line);
        kind == item.kind && path == item.path() && is_line
    }
}

impl InNote<'_> {
    /// Returns the id of the `occurrence`-th task that is like this one.
    pub(super) fn id(&self, occurrence: usize) -> Id {
        let text = self.task.text;
        Seed { kind: self.kind, path: self.path, person: "", text, occurrence }.id()
    }
}

fn kind_of(means: Means) -> ItemKind {
    match means {
        Means::Email => ItemKind::ThankYouEmail,
        Means::Note => ItemKind::ThankYouNote,
    }
}

/// Returns all that the agenda may make of an id in full length.
pub(super) fn prefixes(id: &str) -> impl Iterator<Item = &str> {
    (SHORTEST..=id.len()).map(|length| &id[..length])
}
