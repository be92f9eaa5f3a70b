//! What others may see: the same vault and the same agenda, with initials for names, and without
//! addresses, places, paths and texts. Dates, kinds, counts and ids stay, so that everything that
//! is shown of a vault can be shown of this one, and `done ID` still means the same.
//!
//! No text is taken over and then hidden: every text that is shown is made anew.

mod details;
mod initials;
mod vault;

pub use vault::Veil;

use std::borrow::Cow;

use rustc_hash::FxHashMap;

use crate::agenda::Agenda;
use crate::agenda::Coming;
use crate::agenda::Event;
use crate::agenda::Goal;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Reckoning;
use crate::agenda::Touch;
use crate::agenda::View;
use crate::diagnostic::Diagnostic;
use crate::note::Details;
use crate::review::Chat;
use crate::review::Group;
use crate::review::Review;
use crate::settings;
use crate::vault::Problem;
use crate::vault::TaskKind;
use crate::vault::Vault;
use crate::vault::Who;

/// What is shown: a vault and its agenda.
#[derive(Debug, Clone, Copy)]
pub struct Shown<'r> {
    /// The vault.
    pub vault: &'r Vault<'r>,
    /// The agenda.
    pub agenda: &'r Agenda<'r>,
    veil: Option<&'r Veil>,
}

impl Shown<'_> {
    /// Returns what may be seen of what the note at `path` says for people; `read` reads a note by
    /// its own path.
    pub fn details(&self, path: &str, read: &dyn Fn(&str) -> Details) -> Details {
        match self.veil {
            Some(veil) => veil.details(path, read),
            None => read(path),
        }
    }
}

/// Calls `then` with what is shown of a vault and its agenda.
pub fn show<T>(
    view: View,
    vault: &Vault,
    agenda: &Agenda,
    then: impl for<'r> FnOnce(Shown<'r>) -> T,
) -> T {
    if view == View::Full {
        return then(Shown { vault, agenda, veil: None });
    }
    let veil = Veil::new(vault);
    let joined = veil.join(vault);
    let vault = joined.vault();
    let people = veil.people(agenda);
    let agenda = veil.agenda(&vault, &people, agenda);
    then(Shown { vault: &vault, agenda: &agenda, veil: Some(&veil) })
}

impl Veil {
    /// Returns the people of each item, for the redacted agenda to borrow.
    fn people(&self, agenda: &Agenda) -> Vec<Vec<Who<'_>>> {
        agenda.items.iter().map(|item| self.all(item.who)).collect()
    }

    /// Returns an agenda of the redacted `vault`: the same items in the same order.
    fn agenda<'r>(
        &'r self,
        vault: &'r Vault<'r>,
        people: &'r [Vec<Who<'r>>],
        agenda: &Agenda,
    ) -> Agenda<'r> {
        let items = agenda.items.iter().zip(people);
        Agenda {
            view: View::Redacted,
            today: agenda.today,
            counts: agenda.counts,
            items: items.map(|(item, who)| self.item(vault, item, who)).collect(),
            coming_up: agenda.coming_up.iter().map(|coming| self.coming(vault, coming)).collect(),
            goal: Goal {
                month: agenda.goal.month,
                target: agenda.goal.target,
                met: agenda.goal.met.iter().filter_map(|who| contact(vault, who)).collect(),
            },
            diagnostics: self.problems(&agenda.diagnostics),
        }
    }

    fn item<'r>(&'r self, vault: &'r Vault<'r>, item: &Item, who: &'r [Who<'r>]) -> Item<'r> {
        Item {
            id: item.id,
            kind: item.kind,
            due: item.due,
            who,
            subject: self.subject(item),
            note: self.note(item.note),
            line: item.line,
            meeting: item.meeting.and_then(|meeting| self.meeting(vault, meeting.path())),
            missing: item.missing,
            reckoning: self.reckoning(item.reckoning),
        }
    }

    /// What a task is, or whom a report is about.
    fn subject(&self, item: &Item) -> &str {
        match item.kind {
            ItemKind::ActionItem => neutral(TaskKind::ActionItem),
            ItemKind::Promise => neutral(TaskKind::Promise),
            ItemKind::Waiting => neutral(TaskKind::Waiting),
            ItemKind::ReportBack => self.name_at(item.path()).unwrap_or_default(),
            _ => "",
        }
    }

    fn reckoning<'r>(&'r self, reckoning: Reckoning) -> Reckoning<'r> {
        match reckoning {
            Reckoning::Own { is_due } => Reckoning::Own { is_due },
            Reckoning::After { date, event, wait, not_before } => {
                let event = match event {
                    Event::Meeting => Event::Meeting,
                    Event::FirstMeeting => Event::FirstMeeting,
                    Event::Email => Event::Email,
                    Event::EmailSkipped => Event::EmailSkipped,
                    Event::Request => Event::Request,
                    Event::Touch(Touch { kind, note }) => {
                        Event::Touch(Touch { kind, note: self.note(note) })
                    }
                };
                Reckoning::After { date, event, wait, not_before }
            }
            Reckoning::Later(date) => Reckoning::Later(date),
            Reckoning::AnotherDone => Reckoning::AnotherDone,
            Reckoning::InContact => Reckoning::InContact,
        }
    }

    fn coming<'r>(&'r self, vault: &'r Vault<'r>, coming: &Coming) -> Coming<'r> {
        let meeting = self.meeting(vault, coming.meeting.path());
        Coming {
            meeting: meeting.expect("both vaults have the same meetings"),
            date: coming.date,
            missing: coming.missing,
            to_do: coming.to_do.iter().map(|_| neutral(TaskKind::Preparation)).collect(),
        }
    }

    /// Returns a review in which it is only said how much was learned.
    pub fn review<'r>(&'r self, vault: &'r Vault<'r>, review: &Review) -> Review<'r> {
        let chat = |chat: &Chat| {
            let meeting = self.meeting(vault, chat.meeting.path());
            Chat {
                meeting: meeting.expect("both vaults have the same meetings"),
                date: chat.date,
                learned: chat.learned.iter().filter_map(|one| self.passage(one)).collect(),
                tags: Vec::new(),
            }
        };
        let group = |group: &Group| match group {
            Group::Month(month) => Group::Month(*month),
            Group::Person(who) => {
                let who = self.all(std::slice::from_ref(who));
                let mut present = vault.meetings.iter().flat_map(|meeting| &meeting.present);
                present.find(|one| who.contains(one)).map_or(Group::Other, Group::Person)
            }
            Group::Word(_) | Group::Other => Group::Other,
        };
        let groups = review.groups.iter().map(|(one, chats)| (group(one), chats.clone()));
        Review {
            today: review.today,
            chats: review.chats.iter().map(chat).collect(),
            groups: groups.collect(),
        }
    }

    /// Returns the same problems, in words that quote nothing.
    pub fn diagnostics<'p>(
        &self,
        problems: impl Iterator<Item = Cow<'p, Diagnostic>>,
    ) -> Vec<Diagnostic> {
        let mut others: FxHashMap<String, usize> = FxHashMap::default();
        let redacted = problems.map(|problem| {
            let n_others = others.len();
            let path = match self.shown_path(&problem.path) {
                Some(path) => path.to_owned(),
                None => {
                    let number = others.entry(problem.path.clone()).or_insert(n_others + 1);
                    format!("file-{number}")
                }
            };
            Diagnostic { path, ..diagnostic(&problem) }
        });
        redacted.collect()
    }

    fn problems(&self, problems: &[Problem]) -> Vec<Problem<'_>> {
        let redacted = self.diagnostics(problems.iter().map(Problem::told));
        redacted.into_iter().map(Problem::from).collect()
    }
}

impl Veil {
    /// Returns the path that is shown of a file: the generated ones and the configuration show
    /// theirs, being no notes.
    fn shown_path<'r>(&'r self, path: &'r str) -> Option<&'r str> {
        let is_ours = path == settings::FILE_NAME || path == self.settings.dashboard;
        if is_ours { Some(path) } else { self.path(path) }
    }
}

/// Returns a problem of the configuration in words that quote nothing.
pub fn of_config(problem: &Diagnostic) -> Diagnostic {
    Diagnostic { path: settings::FILE_NAME.to_owned(), ..diagnostic(problem) }
}

/// A hint that is the same for all notes quotes none.
fn diagnostic(problem: &Diagnostic) -> Diagnostic {
    let help = match &problem.help {
        Some(Cow::Borrowed(help)) => Some(Cow::Borrowed(*help)),
        Some(Cow::Owned(_)) | None => None,
    };
    Diagnostic {
        severity: problem.severity,
        code: problem.code,
        path: String::new(),
        place: problem.place,
        width: problem.width,
        message: clause(problem.code.meaning()),
        help,
        foreign: problem.foreign,
    }
}

/// Returns a sentence as a clause that stands alone.
fn clause(sentence: &str) -> String {
    let mut clause = sentence.trim_end_matches('.').to_owned();
    if let Some(first) = clause.get_mut(..1) {
        first.make_ascii_lowercase();
    }
    clause
}

/// Returns what is said instead of a task's text.
fn neutral(kind: TaskKind) -> &'static str {
    match kind {
        TaskKind::Preparation => "something to prepare",
        TaskKind::ActionItem => "an action item",
        TaskKind::Promise | TaskKind::Waiting => "something",
    }
}

/// Returns the redacted contact in place of the original.
fn contact<'r>(vault: &'r Vault<'r>, who: &Who) -> Option<&'r Who<'r>> {
    who.id().map(|id| &vault.contact(id).who)
}
