//! Any line behind a box: its words, its section and its dates, whatever list it stands in.

use keepwarm::note::State;

use super::reading::PATHS;
use super::reading::read;
use super::reading::tasks;

/// Checks each line of a text.
pub fn check(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    for line in text.lines().take(20) {
        check_line(line);
    }
}

fn check_line(line: &str) {
    let front = "---\ntype: meeting\n---\n";
    let quoted = format!("{front}> - [ ] {line}\n");
    let note = read(PATHS[1], &format!("{front}- [ ] {line}\n"));
    let Some(task) = tasks(&note).first().copied() else { return };
    assert_eq!((task.state, task.line), (State::Open, 4), "{task:?}");
    for date in [task.due, task.scheduled].into_iter().flatten() {
        let digits = date.to_string();
        assert_eq!(keepwarm::date::read(&digits), Some(date), "it can be written");
        // A date is never made up: it stands there, as it is, in digits.
        assert!(line.contains(&digits), "{digits} in {line:?}");
    }
    let same = read(PATHS[1], &quoted);
    // Tabs count in another way behind the sign of a quote.
    if !line.contains(['\t', '\r']) {
        assert_eq!(tasks(&same), tasks(&note));
    }
}
