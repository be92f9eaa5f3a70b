//! Any note, and any change that it can be asked for: it is refused, or the lines that say so change
//! and no other byte does, and the note then says so.

use keepwarm::change::Change;
use keepwarm::change::Means;
use keepwarm::change::TaskAt;
use keepwarm::change::Thanked;
use keepwarm::change::Whom;
use keepwarm::change::apply;
use keepwarm::date::Date;
use keepwarm::note::Content;
use keepwarm::note::Note;
use keepwarm::note::Reply;
use keepwarm::note::State;
use keepwarm::settings::Settings;

use super::reading::PATHS;
use super::reading::read;
use super::reading::tasks;
use super::reading::today;

/// Checks one change: the first byte chooses it, the others are the note.
pub fn check(bytes: &[u8]) {
    let Some((choice, text)) = bytes.split_first() else { return };
    let Ok(text) = str::from_utf8(text) else { return };
    for path in PATHS {
        let note = read(path, text);
        let changes = changes(&note);
        if let Some(change) = changes.get(usize::from(*choice) % changes.len().max(1)) {
            let changed = apply(path, text, std::slice::from_ref(change), &Settings::new());
            if let Ok(changed) = changed {
                check_change(path, change, text, &changed);
            }
        }
    }
}

/// Returns the changes that a note can be asked for.
fn changes(note: &Note) -> Vec<Change> {
    let mut changes = match &note.content {
        Content::Contact(_) => vec![
            Change::Log(today(), "checked in".to_owned()),
            Change::ReachOut(today()),
            Change::Snooze(later()),
            Change::Reply(Reply::No),
        ],
        Content::Meeting(_) => {
            let one = Whom::One { written: "[[Ada]]".to_owned(), entry: None };
            let thank = |means, whom, thanked| Change::Thank { means, whom, thanked };
            vec![
                thank(Means::Email, Whom::Everyone, Thanked::On(today())),
                thank(Means::Note, Whom::Everyone, Thanked::Skipped),
                thank(Means::Email, one, Thanked::On(today())),
            ]
        }
        Content::Other => Vec::new(),
    };
    for task in tasks(note) {
        let at = || TaskAt { line: task.line, text: task.text.to_string() };
        changes.push(Change::Complete(at(), today()));
        changes.push(Change::Cancel(at()));
        changes.push(Change::Postpone(at(), later()));
    }
    changes
}

fn later() -> Date {
    today().succ_opt().expect("tomorrow is in the calendar")
}

fn check_change(path: &str, change: &Change, old: &str, new: &str) {
    let (gone, come) = difference(old, new);
    let note = read(path, new);
    match change {
        Change::Complete(at, _) | Change::Cancel(at) | Change::Postpone(at, _) => {
            // The box is on the task's first line, the date on its last; what recurs comes again.
            let n_gone = gone.iter().filter(|line| !come.contains(line)).count();
            assert!(n_gone <= 2 && come.len() <= 2 * gone.len(), "{gone:?} → {come:?}");
            let is_task = |task: &&keepwarm::note::Task<'_>| task.text == at.text;
            let states: Vec<State> = tasks(&note).iter().filter(is_task).map(|t| t.state).collect();
            match change {
                Change::Complete(..) => assert!(states.contains(&State::Done), "{new:?}"),
                Change::Cancel(..) => assert!(states.contains(&State::Cancelled), "{new:?}"),
                _ => assert!(tasks(&note).iter().any(|t| t.due == Some(later())), "{new:?}"),
            }
        }
        Change::Log(..) => {
            assert!(gone.len() <= 1 && come.len() <= 6, "{gone:?} → {come:?}");
            assert_eq!(come.concat().matches("2026-11-21").count(), 1, "{new:?}");
        }
        Change::Thank { .. } | Change::ReachOut(_) | Change::Snooze(_) | Change::Reply(_) => {
            // Keys are in the front matter; nothing below it moves.
            assert_eq!(body(new), body(old), "{gone:?} → {come:?}");
            assert!(!come.is_empty() || gone.is_empty(), "{gone:?} → {come:?}");
        }
    }
}

/// Returns what stands below the front matter.
fn body(text: &str) -> &str {
    let text = text.trim_start_matches('\u{feff}');
    let is_fence = |line: &str| matches!(line.trim_end(), "---" | "...");
    let mut lines = text.split_inclusive('\n');
    if !lines.next().is_some_and(is_fence) {
        return text;
    }
    let Some(n_inside) = lines.position(is_fence) else { return text };
    let start = text.split_inclusive('\n').take(n_inside + 2).map(str::len).sum();
    &text[start..]
}

/// Returns the lines that differ, of `old` and of `new`.
fn difference<'t>(old: &'t str, new: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let [mut old, mut new] = [old, new].map(|text| text.split_inclusive('\n').collect::<Vec<_>>());
    while !old.is_empty() && old.last() == new.last() {
        old.pop();
        new.pop();
    }
    let n_same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    (old.split_off(n_same), new.split_off(n_same))
}
