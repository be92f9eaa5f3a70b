//! Changes to a note: the text before, and after.

mod keys;
mod logs;
mod tasks;
mod thanks;

use keepwarm::change::Change;
use keepwarm::change::Means;
use keepwarm::change::Refusal;
use keepwarm::change::TaskAt;
use keepwarm::change::Thanked;
use keepwarm::change::Whom;
use keepwarm::change::apply;
use keepwarm::date::Date;
use keepwarm::note;
use keepwarm::note::Content;
use keepwarm::settings::Settings;
use keepwarm::text::Place;

use crate::vault::TODAY;

const MEETING: &str = "meetings/2026-11-20-ada.md";
const CONTACT: &str = "people/ada.md";

fn day(text: &str) -> Date {
    keepwarm::date::read(text).unwrap()
}

fn today() -> Date {
    day(TODAY)
}

/// Changes the note at `path`.
fn changed(path: &str, text: &str, changes: &[Change]) -> Result<String, Refusal> {
    apply(path, text, changes, &Settings::new())
}

/// Returns where and why a change is refused, and what to do instead.
fn refused(path: &str, text: &str, change: Change) -> String {
    let refusal = changed(path, text, &[change]).unwrap_err();
    format!("{}: {refusal}; {}", refusal.place.line, refusal.help)
}

/// Everyone at a meeting was thanked by e-mail today.
fn thank_everyone() -> Change {
    thank(Whom::Everyone, Thanked::On(today()))
}

/// One person was thanked by e-mail today, and no list says anything of them yet.
fn thank_one(written: &str) -> Change {
    thank(Whom::One { written: written.to_owned(), entry: None }, Thanked::On(today()))
}

/// One person was thanked by e-mail today, of whom a list speaks already.
fn answer(line: u32, column: u32) -> Change {
    let written = "[[Ada]]".to_owned();
    let whom = Whom::One { written, entry: Some(Place { line, column }) };
    thank(whom, Thanked::On(today()))
}

fn thank(whom: Whom, thanked: Thanked) -> Change {
    Change::Thank { means: Means::Email, whom, thanked }
}

/// Returns the first open task of a note.
fn open_task(path: &str, text: &str) -> TaskAt {
    let note = note::parse(path.into(), text, &Settings::new());
    let tasks = match &note.content {
        Content::Contact(contact) => &contact.tasks,
        Content::Meeting(meeting) => &meeting.tasks,
        Content::Other => panic!("it has no tasks"),
    };
    let task = tasks.iter().find(|task| task.state == note::State::Open).unwrap();
    TaskAt { line: task.line, text: task.text.into() }
}
