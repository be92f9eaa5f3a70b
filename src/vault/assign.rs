//! What a task is, and whose: by its section, the person it begins with, its tag, its links.

use crate::few::Lone;
use crate::note::Meeting;
use crate::note::Reference;
use crate::note::Task;
use crate::note::Tasks;
use crate::note::links;
use crate::settings::Section;
use crate::text::count;
use crate::text::fold;
use crate::text::stem;

use super::Found;
use super::Who;
use super::people::People;

/// What a task is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TaskKind {
    /// Something to do before the meeting; never an item of the agenda.
    Preparation,
    /// Something the owner wants to do.
    ActionItem,
    /// Something the owner promised.
    Promise,
    /// Something the others promised.
    Waiting,
}

/// What a task is, and whose.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Assigned<'v, 'n> {
    /// What it is.
    pub kind: TaskKind,
    /// Whom it is about, if not everybody whom its note is about.
    pub whose: Option<&'v [Who<'n>]>,
}

/// The tasks of a note that are not what their section says, or not about everybody whom their note
/// is about: a few.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Exceptions<'n>(Box<[Exception<'n>]>);

#[derive(Debug, Clone, PartialEq, Eq)]
struct Exception<'n> {
    /// The task's place in the note.
    index: u32,
    kind: TaskKind,
    whose: Whose<'n>,
}

type Whose<'n> = Option<Lone<Who<'n>>>;

impl<'n> Exceptions<'n> {
    /// Returns the note's `tasks`, with what each is, and whose.
    pub(super) fn among<'v>(
        &'v self,
        tasks: &'v Tasks,
    ) -> impl ExactSizeIterator<Item = (Task<'v>, Assigned<'v, 'n>)> {
        let mut exceptions = self.0.iter().peekable();
        tasks.iter().enumerate().map(move |(index, task)| {
            let assigned = match exceptions.next_if(|exception| exception.index == count(index)) {
                Some(Exception { kind, whose, .. }) => {
                    Assigned { kind: *kind, whose: whose.as_deref() }
                }
                None => Assigned { kind: by_section(task.section), whose: None },
            };
            (task, assigned)
        })
    }

    /// Returns the same for other people.
    pub fn for_others<'o>(&self, mut others: impl FnMut(&[Who]) -> Vec<Who<'o>>) -> Exceptions<'o> {
        let exceptions = self.0.iter().map(|exception| Exception {
            index: exception.index,
            kind: exception.kind,
            whose: exception.whose.as_deref().map(|whose| others(whose).into()),
        });
        Exceptions(exceptions.collect())
    }
}

/// Whom a task begins with.
enum Prefix<'p, 'n> {
    Nobody,
    Me,
    Person(&'p Who<'n>),
}

/// Assigns the tasks of a contact's note.
pub(super) fn of_contact<'n>(path: &str, tasks: &Tasks, people: &People<'n>) -> Exceptions<'n> {
    exceptions(tasks, |task| {
        let kind = tagged(task.text).unwrap_or_else(|| by_section(task.section));
        (kind, linked(path, task, people))
    })
}

/// Assigns the tasks of a meeting's note.
pub(super) fn of_meeting<'n>(
    path: &str,
    meeting: &Meeting,
    present: &[Who<'n>],
    people: &People<'n>,
) -> Exceptions<'n> {
    exceptions(&meeting.tasks, |task| of_meeting_task(path, task, present, people))
}

fn exceptions<'n>(tasks: &Tasks, assign: impl Fn(Task) -> (TaskKind, Whose<'n>)) -> Exceptions<'n> {
    let exceptions = tasks.iter().zip(0..).filter_map(|(task, index)| {
        let (kind, whose) = assign(task);
        let is_one = kind != by_section(task.section) || whose.is_some();
        is_one.then_some(Exception { index, kind, whose })
    });
    Exceptions(exceptions.collect())
}

fn of_meeting_task<'n>(
    path: &str,
    task: Task,
    present: &[Who<'n>],
    people: &People<'n>,
) -> (TaskKind, Whose<'n>) {
    let prefix = prefix(path, task.text, present, people);
    let kind = match (by_section(task.section), &prefix) {
        (_, Prefix::Person(_)) => TaskKind::Waiting,
        (TaskKind::Waiting, Prefix::Me) => TaskKind::ActionItem,
        (kind, _) => kind,
    };
    let kind = tagged(task.text).unwrap_or(kind);
    let whose = match prefix {
        Prefix::Person(who) if kind == TaskKind::Waiting => Some(vec![who.clone()].into()),
        _ => linked(path, task, people),
    };
    (kind, whose)
}

/// Returns the contacts to whom links in the task lead.
fn linked<'n>(path: &str, task: Task, people: &People<'n>) -> Whose<'n> {
    let linked = people.linked(path, task.text);
    (!linked.is_empty()).then(|| linked.into())
}

fn by_section(section: Option<Section>) -> TaskKind {
    match section {
        Some(section) if section.is_preparation() => TaskKind::Preparation,
        Some(Section::Promises) => TaskKind::Promise,
        Some(Section::Waiting) => TaskKind::Waiting,
        _ => TaskKind::ActionItem,
    }
}

/// Returns what the first tag that means something makes of a task.
fn tagged(text: &str) -> Option<TaskKind> {
    if !text.contains('#') {
        return None;
    }
    text.split(' ').find_map(|word| {
        let tag = word.strip_prefix('#')?;
        let tag = tag.trim_end_matches(|c: char| !c.is_alphanumeric());
        match tag.to_ascii_lowercase().as_str() {
            "promise" => Some(TaskKind::Promise),
            "waiting" => Some(TaskKind::Waiting),
            "prep" => Some(TaskKind::Preparation),
            "action" => Some(TaskKind::ActionItem),
            _ => None,
        }
    })
}

/// Reads whom a task begins with: `Ada: …`, `**Ada**: …`, `[[Ada Lovelace]]: …`, `@Ada …`.
fn prefix<'p, 'n>(
    path: &str,
    text: &str,
    present: &'p [Who<'n>],
    people: &People,
) -> Prefix<'p, 'n> {
    let text = text.trim_start_matches(['*', '_']);
    let (mention, text) = match text.strip_prefix('@') {
        Some(text) => (true, text),
        None => (false, text),
    };
    if let Some(link) = links(text).next().filter(|link| link.range.start == 0) {
        let after = text[link.range.end..].trim_start_matches(['*', '_', ' ']);
        if mention || after.starts_with(':') {
            return by_link(path, &link.reference, present, people);
        }
        return Prefix::Nobody;
    }
    if mention {
        return by_mention(text, present, people);
    }
    let Some((name, _)) = text.split_once(':') else {
        return Prefix::Nobody;
    };
    let name = fold(name.trim_matches(['*', '_', ' ']));
    by_name(&name, present, people)
}

fn by_link<'p, 'n>(
    path: &str,
    reference: &Reference,
    present: &'p [Who<'n>],
    people: &People,
) -> Prefix<'p, 'n> {
    match people.directory.find(reference, path) {
        Found::One(id) if people.is_me(id) => Prefix::Me,
        Found::One(id) => {
            let person = present.iter().find(|who| who.id() == Some(id));
            person.map_or(Prefix::Nobody, Prefix::Person)
        }
        _ => match by_name(&fold(&reference.written), present, people) {
            Prefix::Nobody => by_name(&fold(stem(&reference.target)), present, people),
            prefix => prefix,
        },
    }
}

fn by_name<'p, 'n>(name: &str, present: &'p [Who<'n>], people: &People) -> Prefix<'p, 'n> {
    if name.is_empty() {
        return Prefix::Nobody;
    }
    if matches!(name, "me" | "i") || people.is_my_name(name) {
        return Prefix::Me;
    }
    let mut called = present.iter().filter(|who| is_called(who, name));
    match (called.next(), called.next()) {
        (Some(who), None) => Prefix::Person(who),
        _ => Prefix::Nobody,
    }
}

/// Reads `Ada …` or `Ada Lovelace …` after an `@`: the longest name that fits.
fn by_mention<'p, 'n>(text: &str, present: &'p [Who<'n>], people: &People) -> Prefix<'p, 'n> {
    let mut ends: Vec<usize> = text
        .char_indices()
        .filter(|(_, c)| !(c.is_alphanumeric() || matches!(c, '-' | '_')))
        .map(|(end, _)| end)
        .chain([text.len()])
        .take(8)
        .collect();
    ends.reverse();
    let found = ends.into_iter().map(|end| by_name(&fold(&text[..end]), present, people));
    found.into_iter().find(|prefix| !matches!(prefix, Prefix::Nobody)).unwrap_or(Prefix::Nobody)
}

/// Tells whether somebody may be called by the folded `name` in their own tasks: by their name,
/// the first word of it, an alias, or the stem of their note.
pub fn is_called(who: &Who, name: &str) -> bool {
    let full = fold(who.name());
    full == name
        || full.split_whitespace().next() == Some(name)
        || who.contact().is_some_and(|known| {
            fold(stem(known.path())) == name
                || known.contact().aliases().iter().any(|alias| fold(alias) == name)
        })
}
