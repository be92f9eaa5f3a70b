//! All that is known about one contact, gathered to be read before a talk, or before writing.

mod introductions;
mod say;
mod timeline;

pub use introductions::Introductions;
pub use timeline::Happening;
pub use timeline::HappeningKind;

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::date::Date;
use crate::date::Today;
use crate::note::Details;
use crate::note::Line;
use crate::note::Passage;
use crate::note::State;
use crate::note::Task;
use crate::note::plain;
use crate::note::without_kind_tags;
use crate::rules::Outcome;
use crate::rules::outcome;
use crate::settings::Section;
use crate::settings::Settings;
use crate::sorting::sort_by_key;
use crate::text::collapse;
use crate::text::fold;
use crate::text::letters;
use crate::vault::Acquaintance;
use crate::vault::Encounter;
use crate::vault::TaskKind;
use crate::vault::Vault;
use crate::vault::Who;
use crate::vault::is_called;

/// Reads what the note at a path says for people.
pub type Read<'r> = &'r dyn Fn(&str) -> Details;

/// All that is known about one contact.
#[derive(Debug)]
pub struct Brief<'v> {
    /// The day.
    pub today: Today,
    /// Who it is about.
    pub contact: &'v Acquaintance<'v>,
    /// What their note says of them.
    pub details: Details,
    /// The prose of their note that stands under no heading of ours.
    pub about: Vec<String>,
    /// Who introduced whom.
    pub introductions: Introductions<'v>,
    /// The next planned meeting.
    pub next: Option<Plan<'v>>,
    /// The talks with them, the latest first.
    pub talks: Vec<Talk<'v>>,
    /// What the owner promised them and still owes.
    pub promises: Vec<Pledge<'v>>,
    /// What they promised and still owe.
    pub waiting: Vec<Pledge<'v>>,
    /// What else is owed to them, in the agenda's order.
    pub items: Vec<&'v Item<'v>>,
    /// What happened, and what is planned, the latest first.
    pub timeline: Vec<Happening<'v>>,
    /// What to say next, in sentences.
    pub say: Vec<String>,
}

/// A meeting that is planned.
#[derive(Debug)]
pub struct Plan<'v> {
    /// The meeting.
    pub meeting: &'v Encounter<'v>,
    /// Its day.
    pub date: Date,
    /// What the owner wants to ask.
    pub questions: Vec<String>,
}

/// A meeting that was held.
#[derive(Debug)]
pub struct Talk<'v> {
    /// The meeting.
    pub meeting: &'v Encounter<'v>,
    /// Its day.
    pub date: Date,
    /// What was learned: takeaways, insights, advice.
    pub learned: Vec<String>,
    /// What else was written up: the summary, notes, and prose under no heading of ours.
    pub noted: Vec<String>,
    /// The action items that were done.
    pub done: Vec<String>,
    /// The action items that are still to be done.
    pub to_do: Vec<String>,
}

impl Talk<'_> {
    /// Returns what was learned; where there is nothing of it, what was noted.
    pub fn words(&self) -> &[String] {
        if self.learned.is_empty() { &self.noted } else { &self.learned }
    }
}

/// An open promise, of one side or the other.
#[derive(Debug)]
pub struct Pledge<'v> {
    /// What was promised.
    pub text: String,
    /// Its own day, else the day on which it is owed.
    pub due: Option<Date>,
    /// The item of the agenda, if it is owed already.
    pub item: Option<&'v Item<'v>>,
    /// The note where it stands.
    pub path: &'v str,
    /// The line there.
    pub line: u32,
}

/// Gathers what is known about `contact`; the notes concerned are read again with `read`.
pub fn brief<'v>(
    vault: &'v Vault<'v>,
    agenda: &'v Agenda<'v>,
    contact: &'v Acquaintance<'v>,
    read: Read,
) -> Brief<'v> {
    let today = agenda.today;
    let details = read(contact.path());
    let of_them = |item: &&Item| item.who.iter().any(|who| who.id() == Some(contact.id()));
    let is_pledge = |item: &&Item| matches!(item.kind, ItemKind::Promise | ItemKind::Waiting);
    let items: Vec<&Item> = agenda.items.iter().filter(of_them).collect();
    let mut brief = Brief {
        today,
        contact,
        about: about(&details),
        introductions: introductions::introductions(vault, contact),
        next: next(vault, today, contact, read),
        talks: talks(vault, today, contact, read),
        promises: pledges(vault, agenda, contact, TaskKind::Promise),
        waiting: pledges(vault, agenda, contact, TaskKind::Waiting),
        items: items.into_iter().filter(|item| !is_pledge(item)).collect(),
        timeline: timeline::timeline(vault, today, contact, &details),
        say: Vec::new(),
        details,
    };
    brief.say = say::say(&brief);
    brief
}

/// Returns the prose of a contact's note that stands under no heading of ours.
fn about(details: &Details) -> Vec<String> {
    let passages = details.passages.iter();
    let passages = passages.filter(|passage| passage.section.is_none() && !passage.is_outreach());
    let lines = passages.flat_map(|passage| &passage.lines);
    lines.filter(|line| line.task.is_none()).map(|line| line.text.clone()).collect()
}

/// Returns the next planned meeting.
fn next<'v>(
    vault: &'v Vault<'v>,
    today: Today,
    contact: &Acquaintance,
    read: Read,
) -> Option<Plan<'v>> {
    let meetings = vault.meetings_with(contact.id());
    let planned = meetings.filter(|meeting| outcome(meeting, today.0) == Outcome::Planned);
    let dated = planned.filter_map(|meeting| Some((meeting.meeting().date?, meeting)));
    let (date, meeting) = dated.min_by_key(|(date, meeting)| (*date, meeting.path()))?;
    let passages = read(meeting.path()).passages;
    let asked = passages.iter().filter(|passage| passage.section == Some(Section::Questions));
    let questions = asked.flat_map(|passage| &passage.lines).filter(|line| line.is_item);
    let questions = questions.map(|line| line.text.clone()).collect();
    Some(Plan { meeting, date, questions })
}

/// Returns the talks with a contact, the latest first.
fn talks<'v>(
    vault: &'v Vault<'v>,
    today: Today,
    contact: &Acquaintance,
    read: Read,
) -> Vec<Talk<'v>> {
    let meetings = vault.meetings_with(contact.id());
    let held = meetings.filter(|meeting| outcome(meeting, today.0) == Outcome::Held);
    let dated = held.filter_map(|meeting| Some((meeting.meeting().date?, meeting)));
    let mut talks: Vec<Talk> =
        dated.map(|(date, meeting)| talk(vault, meeting, date, Some(&contact.who), read)).collect();
    sort_by_key(&mut talks, |talk| std::cmp::Reverse(talk.date));
    talks
}

/// Returns what a meeting was like; its action items as far as they are about `who`, if somebody
/// is meant.
pub fn talk<'v>(
    vault: &Vault,
    meeting: &'v Encounter<'v>,
    date: Date,
    who: Option<&Who>,
    read: Read,
) -> Talk<'v> {
    let details = read(meeting.path());
    let (done, to_do) = action_items(meeting, who);
    Talk {
        meeting,
        date,
        learned: written(&details, vault.settings, Written::Learned),
        noted: written(&details, vault.settings, Written::Noted),
        done,
        to_do,
    }
}

/// The two parts of a write-up.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Written {
    /// Takeaways, insights, advice, and the user's own headings.
    Learned,
    /// The summary, notes, and prose under no heading of ours.
    Noted,
}

/// Returns the lines of one part of what a meeting's note says.
fn written(details: &Details, settings: &Settings, part: Written) -> Vec<String> {
    let lines = passages(details, settings, part).flat_map(|passage| said(passage, settings));
    lines.map(|line| line.text.clone()).collect()
}

/// Returns the passages that say what was learned; where there are none, what was noted.
pub fn passages_to_learn_from<'d>(details: &'d Details, settings: &Settings) -> Vec<&'d Passage> {
    let of = |part| -> Vec<&Passage> {
        let passages = passages(details, settings, part);
        passages.filter(|passage| said(passage, settings).next().is_some()).collect()
    };
    Some(of(Written::Learned))
        .filter(|found| !found.is_empty())
        .unwrap_or_else(|| of(Written::Noted))
}

/// Returns the passages of one part of what a meeting's note says.
fn passages<'d>(
    details: &'d Details,
    settings: &Settings,
    part: Written,
) -> impl Iterator<Item = &'d Passage> {
    details.passages.iter().filter(move |passage| match passage.section {
        Some(Section::WriteUp) => is_account(passage, settings) == (part == Written::Noted),
        None => part == Written::Noted && !passage.is_outreach(),
        _ => false,
    })
}

/// Tells whether a passage stands below *Summary* or *Notes*.
fn is_account(passage: &Passage, settings: &Settings) -> bool {
    let mut headings = passage.headings.iter().rev();
    let heading = headings.find(|heading| settings.headings.section(heading).is_some());
    matches!(heading.map(|heading| letters(heading)).as_deref(), Some("summary" | "notes"))
}

/// Returns the lines of a passage that are no tasks, and name no people.
fn said<'d>(passage: &'d Passage, settings: &Settings) -> impl Iterator<Item = &'d Line> {
    let names_people = |line: &Line| {
        let label = line.text.split_once(':').map(|(label, _)| label);
        label.is_some_and(|label| settings.headings.is_people_label(label))
    };
    passage.lines.iter().filter(move |line| line.task.is_none() && !names_people(line))
}

/// Returns the texts of a meeting's action items that are done, and of those still to be done.
fn action_items(meeting: &Encounter, who: Option<&Who>) -> (Vec<String>, Vec<String>) {
    let of = |state: State| -> Vec<String> {
        let tasks = meeting.tasks().filter(|(task, assigned)| {
            let mut whose = meeting.whose(*assigned).iter();
            let is_theirs = who.is_none_or(|who| whose.any(|one| one.is(who)));
            assigned.kind == TaskKind::ActionItem && task.state == state && is_theirs
        });
        tasks.map(|(task, _)| task_text(task)).collect()
    };
    (of(State::Done), of(State::Open))
}

/// Returns a task's text as it reads.
fn task_text(task: Task) -> String {
    collapse(&without_kind_tags(plain(task.text)))
}

/// Returns the open promises of one kind between the owner and a contact, the earliest first.
fn pledges<'v>(
    vault: &'v Vault<'v>,
    agenda: &'v Agenda<'v>,
    contact: &Acquaintance,
    kind: TaskKind,
) -> Vec<Pledge<'v>> {
    let mut pledges = Vec::new();
    let mut add = |path: &'v str, task: Task, is: TaskKind, whose: &[Who]| {
        let is_theirs = whose.iter().any(|who| who.id() == Some(contact.id()));
        if is == kind && task.state == State::Open && is_theirs {
            let source = (path, task.line);
            let mut items = agenda.items.iter();
            let item = items.find(|item| (item.path(), item.line) == source);
            let due = item.and_then(|item| item.due).or(task.due).or(task.scheduled);
            let text = task_text(task);
            let text = without_name(&text, contact).to_owned();
            pledges.push(Pledge { text, due, item, path, line: task.line });
        }
    };
    for meeting in vault.meetings.iter() {
        for (task, assigned) in meeting.tasks() {
            add(meeting.path(), task, assigned.kind, meeting.whose(assigned));
        }
    }
    for other in vault.contacts.iter() {
        for (task, assigned) in other.tasks() {
            add(other.path(), task, assigned.kind, other.whose(assigned));
        }
    }
    sort_by_key(&mut pledges, |pledge| (pledge.due.unwrap_or(Date::MAX), pledge.path, pledge.line));
    pledges
}

/// Takes off the contact's name that begins a task, `Ada: send the slides`.
fn without_name<'t>(text: &'t str, contact: &Acquaintance) -> &'t str {
    match text.split_once(':') {
        Some((name, rest)) if is_called(&contact.who, &fold(name)) => rest.trim_start(),
        _ => text,
    }
}
