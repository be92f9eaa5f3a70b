//! What a task is, and whose: by its section, the person it begins with, its tag, its links.

use crate::note::Meeting;
use crate::note::Reference;
use crate::note::Task;
use crate::note::links;
use crate::settings::Section;
use crate::text::fold;
use crate::text::stem;

use super::ContactId;
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
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Assigned {
    /// What it is.
    pub kind: TaskKind,
    /// Whom it is about.
    pub who: Vec<Who>,
}

/// Whom a task begins with.
enum Prefix<'p> {
    Nobody,
    Me,
    Person(&'p Who),
}

/// Assigns the tasks of a contact's note.
pub(super) fn of_contact(
    id: ContactId,
    path: &str,
    tasks: &[Task],
    people: &People,
) -> Vec<Assigned> {
    tasks
        .iter()
        .map(|task| {
            let kind = tagged(&task.text).unwrap_or_else(|| by_section(task.section));
            let linked = people.linked(path, &task.text);
            let who = if linked.is_empty() { vec![Who::Contact(id)] } else { linked };
            Assigned { kind, who }
        })
        .collect()
}

/// Assigns the tasks of a meeting's note.
pub(super) fn of_meeting(
    path: &str,
    meeting: &Meeting,
    present: &[Who],
    people: &People,
) -> Vec<Assigned> {
    meeting.tasks.iter().map(|task| of_meeting_task(path, task, present, people)).collect()
}

fn of_meeting_task(path: &str, task: &Task, present: &[Who], people: &People) -> Assigned {
    let prefix = prefix(path, &task.text, present, people);
    let kind = match (by_section(task.section), &prefix) {
        (_, Prefix::Person(_)) => TaskKind::Waiting,
        (TaskKind::Waiting, Prefix::Me) => TaskKind::ActionItem,
        (kind, _) => kind,
    };
    let kind = tagged(&task.text).unwrap_or(kind);
    let who = match prefix {
        Prefix::Person(who) if kind == TaskKind::Waiting => vec![who.clone()],
        _ => match people.linked(path, &task.text) {
            linked if linked.is_empty() => present.to_vec(),
            linked => linked,
        },
    };
    Assigned { kind, who }
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
fn prefix<'p>(path: &str, text: &str, present: &'p [Who], people: &People) -> Prefix<'p> {
    let text = text.trim_start_matches(['*', '_']);
    let (mention, text) = match text.strip_prefix('@') {
        Some(text) => (true, text),
        None => (false, text),
    };
    if let Some(link) = links(text).into_iter().next().filter(|link| link.range.start == 0) {
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

fn by_link<'p>(
    path: &str,
    reference: &Reference,
    present: &'p [Who],
    people: &People,
) -> Prefix<'p> {
    match people.directory.find(reference, path) {
        Found::One(id) if people.is_me(id) => Prefix::Me,
        Found::One(id) => {
            let person = present.iter().find(|who| **who == Who::Contact(id));
            person.map_or(Prefix::Nobody, Prefix::Person)
        }
        _ => match by_name(&fold(&reference.written), present, people) {
            Prefix::Nobody => by_name(&fold(stem(&reference.target)), present, people),
            prefix => prefix,
        },
    }
}

fn by_name<'p>(name: &str, present: &'p [Who], people: &People) -> Prefix<'p> {
    if name.is_empty() {
        return Prefix::Nobody;
    }
    if matches!(name, "me" | "i") || people.is_my_name(name) {
        return Prefix::Me;
    }
    let mut called = present.iter().filter(|who| names(who, people).iter().any(|n| n == name));
    match (called.next(), called.next()) {
        (Some(who), None) => Prefix::Person(who),
        _ => Prefix::Nobody,
    }
}

/// Reads `Ada …` or `Ada Lovelace …` after an `@`: the longest name that fits.
fn by_mention<'p>(text: &str, present: &'p [Who], people: &People) -> Prefix<'p> {
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

/// Returns, folded, what somebody present may be called in their own tasks.
fn names(who: &Who, people: &People) -> Vec<String> {
    let (name, mut names) = match who {
        Who::Contact(id) => {
            let (path, contact) = people.contacts[id.0 as usize];
            let mut names: Vec<String> = contact.aliases.iter().map(|alias| fold(alias)).collect();
            names.push(fold(stem(path)));
            (&*contact.name, names)
        }
        Who::Stranger(name) => (name.as_str(), Vec::new()),
    };
    let name = fold(name);
    names.extend(name.split_whitespace().next().map(str::to_owned));
    names.push(name);
    names
}
