//! Notes as the checks need them: read for the tests' day, and looked at for what no note may have.

use keepwarm::date;
use keepwarm::date::Date;
use keepwarm::diagnostic::Diagnostic;
use keepwarm::diagnostic::Lines;
use keepwarm::note;
use keepwarm::note::Content;
use keepwarm::note::Note;
use keepwarm::note::Task;
use keepwarm::settings::Settings;

/// A contact's note and a meeting's, if the front matter says nothing.
pub(super) const PATHS: [&str; 2] = ["people/ada.md", "meetings/2026-11-20-ada.md"];

/// Returns the day on which all checks take place.
pub(super) fn today() -> Date {
    date::read("2026-11-21").expect("it is a date")
}

/// Reads a text as the note at `path`, and checks what holds for every note.
pub(super) fn read(path: &str, text: &str) -> Note {
    let settings = Settings::new();
    let note = note::parse(path.into(), text, &settings);
    assert!(note::readers_agree(text, &settings), "the quick readers read something else");
    note.problems.iter().for_each(|problem| check_place(problem, text));
    tasks(&note).iter().for_each(|task| check_task(task, text));
    note
}

/// Returns a note's tasks.
pub(super) fn tasks(note: &Note) -> Vec<Task<'_>> {
    match &note.content {
        Content::Contact(contact) => contact.tasks.iter().collect(),
        Content::Meeting(meeting) => meeting.tasks.iter().collect(),
        Content::Other => Vec::new(),
    }
}

/// What is wrong stands somewhere in the text, and is told with a picture of it.
pub(super) fn check_place(problem: &Diagnostic, text: &str) {
    if let Some(place) = problem.place {
        let line = place.line as usize;
        let n_lines = text.split('\n').count();
        assert!((1..=n_lines).contains(&line), "line {line} of {n_lines}: {problem:?}");
        let line = text.split('\n').nth(line - 1).expect("it was counted");
        let n_columns = line.chars().count() + 1;
        let column = place.column as usize;
        assert!((1..=n_columns).contains(&column), "column {column} of {n_columns}: {problem:?}");
    }
    let shown = keepwarm::diagnostic::show(problem, Some(&Lines::of(text)));
    assert!(shown.contains(problem.code.word()), "{shown}");
}

/// A task is one line of words, on a line that has a box.
fn check_task(task: &Task, text: &str) {
    assert!(!task.text.is_empty());
    assert_eq!(task.text, keepwarm::text::collapse(task.text), "{task:?}");
    let line = text.split('\n').nth(task.line as usize - 1).expect("the line is there");
    assert!(line.contains('['), "{task:?} is not on {line:?}");
}
