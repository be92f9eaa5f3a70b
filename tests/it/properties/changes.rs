//! A change to a note changes what it should, and no other byte.

use keepwarm::change::Change;
use keepwarm::change::Means;
use keepwarm::change::TaskAt;
use keepwarm::change::Thanked;
use keepwarm::change::Whom;
use keepwarm::change::apply;
use keepwarm::date;
use keepwarm::date::Date;
use keepwarm::note;
use keepwarm::note::Content;
use keepwarm::note::Reply;
use keepwarm::note::State;
use keepwarm::note::Task;
use keepwarm::note::Tasks;
use keepwarm::settings::Settings;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::sample::select;
use serde_yaml::Mapping;
use serde_yaml::Value;

use crate::vault::TODAY;

use super::cases;
use super::hostile;
use super::realistic;

const PATH: &str = "meetings/2026-11-20-coffee.md";

/// Front matter that is none of ours, in all its dresses.
const OTHERS: &[&str] = &[
    "type: meeting\n",
    "with: [\"[[Ada]]\", 'Grace'] # who\n",
    "place: >-\n  folded\n\n  text\n",
    "purpose: |+\n  literal: text\n\n",
    "# a comment\n\n",
    "? odd\n: {a: [b, c], 'd': \"e # f\"}\n",
    "anchor: &a [1, 2]\nalias: *a\n",
    "list:\n- one # two\n-   'three'\n\n",
    "nested:\n    deep:\n      - x: y\n",
    "\"quoted key\": \"it's \\\"so\\\"\"   \n",
    "plain: over\n  several lines\n",
    "tagged: !odd 007\n",
    "ünïcode: 日本 🎉\t\n",
    "date-created: 2026-11-01 10:00 #x\n",
    "url: http://example.org/#a:b\n",
    "empty:\n",
];

/// The key to change, up to its value; `None` for its name says that it is absent.
const KEYS: &[&str] = &[
    "thank_you_email:",
    "Thank-You Email:",
    "thankYouEmail :",
    "\"thank you email\":",
    "'thanked':",
    "thank_you:",
];

/// Values that leave the thanks open: what stands before, the value, and what stands behind.
const OPEN: &[[&str; 3]] = &[
    ["", "", ""],
    [" ", "", ""],
    ["", "", " # not yet"],
    ["", "", "\t# not yet  "],
    [" ", "no", ""],
    ["   ", "false", "   # soon: 'maybe"],
    [" '", "pending", "'"],
    [" \"", "", "\" # soon"],
    [" ", "~", "  "],
    [" ", "null", " #"],
    [" ", "2027-01-01", ""],
    [" [", "no", "]"],
    [" [ '", "no", "' ] # one"],
    ["\n  - ", "no", " # one"],
    ["\n- \"", "no", "\""],
    ["\n    ", "no", ""],
];

/// How the front matter is framed.
const FRAMES: &[[&str; 2]] =
    &[["---\n", "---\n"], ["\u{feff}--- \n", "---\n"], ["---\n", "...  \n"], ["---\n", "---"]];

const BODIES: &[&str] = &["", "Text.\n", "\n# Title\n\nText: x\n---\n- [ ] task", "--- \n\t\n"];

/// What a task says.
const WORDS: &[&str] = &[
    "Write",
    "Write  [[Ada]] #soon",
    "Write by 2026-11-25.",
    "Write 📅 2026-11-25 ⏫",
    "Write ⏳ 2026-11-24 📅 2026-11-25 ^a-1",
    "Write [due:: 2026-11-25] ^b",
    "Write (scheduled:: 2026-11-24) it",
    "Write due:2026-11-25 #x",
    "`- [ ] 📅 2026-11-25` and (2026-11-26)",
    "Minutes of 2026-11-20",
    "Write [priority:: high]",
    "Write <!-- 2026-11-25 --> it",
    "**Ada**: write\u{a0}it ➕ 2026-11-01",
    "Write [[2026-11-25|Friday]] mail",
    "Réponse à 日本 🎉 ^c",
];

const MARKERS: &[&str] = &[
    "- [ ] ",
    "* [/]  ",
    "+ [✓] ",
    "7. [ ]\t",
    "> - [ ] ",
    "> > 1) [!] ",
    "- a\n  - [ ] ",
    "1. a\n\n   * [ ] ",
    "- - [ ] ",
];

/// What stands beside tasks.
const BESIDES: &[&str] = &[
    "\n",
    "## Next steps\n",
    "Text.\n\n",
    "- [x] Done ✅ 2026-11-01\n",
    "- an item\n\n",
    "> a quote\n\n",
    "```\n- [ ] code\n```\n",
    "| a | b |\n|---|---|\n| c | d |\n\n",
    "<!-- - [ ] hidden -->\n\n",
];

fn today() -> Date {
    date::read(TODAY).unwrap()
}

fn thank(whom: Whom) -> Change {
    Change::Thank { means: Means::Email, whom, thanked: Thanked::On(today()) }
}

/// Gives each line its own line break: `\n`, or `\r\n` where told.
fn with_line_breaks(text: &str, is_crlf: &[bool]) -> String {
    let lines = text.split_inclusive('\n').zip(is_crlf.iter().cycle());
    let line = |(line, is_crlf): (&str, &bool)| match is_crlf {
        true => line.replace('\n', "\r\n"),
        false => line.to_owned(),
    };
    lines.map(line).collect()
}

fn line_breaks() -> impl Strategy<Value = Vec<bool>> {
    prop_oneof![Just(vec![false]), Just(vec![true]), vec(any::<bool>(), 1..9)]
}

/// Returns the mapping as a standard parser reads it, without `key`, and what that says.
fn mapping(yaml: &str, key: &str) -> (Mapping, Option<Value>) {
    let value: Value = serde_yaml::from_str(yaml).unwrap();
    let mut mapping = match value {
        Value::Null => Mapping::new(),
        value => value.as_mapping().unwrap().clone(),
    };
    let own = mapping.shift_remove(key);
    (mapping, own)
}

/// Returns the lines that differ, of `before` and of `after`.
fn changed_lines<'t>(before: &'t str, after: &'t str) -> (Vec<&'t str>, Vec<&'t str>) {
    let lines = |text: &'t str| -> Vec<&'t str> { text.split_inclusive('\n').collect() };
    let (mut old, mut new) = (lines(before), lines(after));
    while !old.is_empty() && old.last() == new.last() {
        old.pop();
        new.pop();
    }
    let n_same = old.iter().zip(&new).take_while(|(old, new)| old == new).count();
    (old.split_off(n_same), new.split_off(n_same))
}

/// Returns the YAML of a generated note.
fn yaml(text: &str) -> &str {
    let start = text.find('\n').unwrap() + 1;
    let end = ["\n---", "\n..."].into_iter().filter_map(|fence| text[start - 1..].find(fence));
    &text[start..start + end.min().unwrap()]
}

fn tasks(text: &str) -> Tasks {
    match note::parse(PATH.into(), text, &Settings::new()).content {
        Content::Meeting(meeting) => meeting.tasks,
        _ => Tasks::default(),
    }
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn a_key_changes_and_no_other_byte(
        before in proptest::sample::subsequence(OTHERS, 0..5),
        after in proptest::sample::subsequence(OTHERS, 0..5),
        key in select(KEYS),
        open in select(OPEN),
        frame in select(FRAMES),
        body in select(BODIES),
        is_crlf in line_breaks(),
        is_for_one in any::<bool>(),
    ) {
        let after: String = after.iter().filter(|text| !before.contains(text)).copied().collect();
        let [margin, value, tail] = open;
        // A day that is planned for everyone is left to the owner.
        prop_assume!(!is_for_one || value != "2027-01-01");
        let line = format!("{key}{margin}{value}{tail}\n");
        let text = format!("{}{}{line}{after}{}", frame[0], before.concat(), frame[1]);
        let text = with_line_breaks(&text, &is_crlf) + body_of(&frame, body);
        let whom = match is_for_one {
            true => Whom::One { written: "[[Ada]]".to_owned(), entry: None },
            false => Whom::Everyone,
        };
        let changed = apply(PATH, &text, &[thank(whom)], &Settings::new());
        let changed = changed.map_err(|refusal| format!("{refusal:?}\n{text}"));
        let changed = changed.map_err(TestCaseError::fail)?;

        let key = key.trim_end_matches([':', ' ']).trim_matches(['"', '\'']);
        let ((others, _), (others_then, own)) =
            (mapping(yaml(&text), key), mapping(yaml(&changed), key));
        prop_assert_eq!(others_then, others);
        let own = match own {
            Some(Value::Sequence(items)) if items.len() == 1 => items[0].clone(),
            own => own.unwrap(),
        };
        let said = if is_for_one { format!("[[Ada]] {TODAY}") } else { TODAY.to_owned() };
        prop_assert_eq!(own, Value::String(said));

        let (old, new) = changed_lines(&text, &changed);
        prop_assert_eq!((old.len(), new.len()), (1, 1), "{}", changed);
        let comment = tail.find('#').map_or("", |start| &tail[start..]);
        prop_assert!(new[0].trim_end_matches(['\r', '\n']).ends_with(comment), "{}", changed);
        prop_assert_eq!(new[0].ends_with("\r\n"), old[0].ends_with("\r\n"));
    }

    #[test]
    fn a_missing_key_is_one_more_line(
        others in proptest::sample::subsequence(OTHERS, 0..8),
        frame in select(FRAMES),
        body in select(BODIES),
        is_crlf in line_breaks(),
    ) {
        let text = format!("{}{}{}", frame[0], others.concat(), frame[1]);
        let text = with_line_breaks(&text, &is_crlf) + body_of(&frame, body);
        let changed = apply(PATH, &text, &[thank(Whom::Everyone)], &Settings::new()).unwrap();
        let keys = ["thank_you_email", "thank-you-email", "thank you email"];
        let key = keys.into_iter().find(|key| changed.contains(key)).unwrap();
        let ((others, _), (others_then, own)) =
            (mapping(yaml(&text), key), mapping(yaml(&changed), key));
        prop_assert_eq!(others_then, others);
        prop_assert_eq!(own, Some(Value::String(TODAY.to_owned())));
        let (old, new) = changed_lines(&text, &changed);
        prop_assert_eq!((old.len(), new.len()), (0, 1), "{}", changed);
    }

    #[test]
    fn a_task_changes_and_no_other_byte(
        before in vec(select(BESIDES), 0..4),
        after in vec(select(BESIDES), 0..4),
        marker in select(MARKERS),
        words in select(WORDS),
        blanks in select(&["", " ", "  "][..]),
        others in vec((select(MARKERS), select(WORDS)), 0..3),
        is_crlf in line_breaks(),
        choice in 0..3,
    ) {
        let others: String =
            others.iter().map(|(marker, words)| format!("\n\nText.\n\n{marker}{words}\n")).collect();
        let after = after.concat();
        let text =
            format!("{}\nText.\n\n{marker}{words}{blanks}\n\n{after}{others}", before.concat());
        let text = with_line_breaks(&text, &is_crlf);
        let old = tasks(&text);
        let mut wanted: Vec<Task> = old.iter().collect();
        let index = wanted.iter().position(|task| task.state == State::Open).unwrap();
        let task = &wanted[index];
        let at = TaskAt { line: task.line, text: task.text.to_string() };
        let to = date::read("2026-12-24").unwrap();
        let change = match choice {
            0 => Change::Complete(at, today()),
            1 => Change::Cancel(at),
            _ => Change::Postpone(at, to),
        };
        let changed = apply(PATH, &text, &[change], &Settings::new());
        let changed = changed.map_err(|refusal| format!("{refusal:?}\n{text}"));
        let changed = changed.map_err(TestCaseError::fail)?;

        match choice {
            0 => wanted[index].state = State::Done,
            1 => wanted[index].state = State::Cancelled,
            _ => wanted[index].due = Some(to),
        }
        prop_assert_eq!(tasks(&changed), wanted.into_iter().collect());
        let (old, new) = changed_lines(&text, &changed);
        prop_assert_eq!((old.len(), new.len()), (1, 1), "{}", changed);
        let back = new[0].replace(" ✅ 2026-11-21", "").replace(" [completion:: 2026-11-21]", "");
        let back = back.replace(" (completion:: 2026-11-21)", "");
        let sign = words_before(old[0], ']');
        let back = match choice {
            0 => back.replacen("[x]", &format!("[{sign}]"), 1),
            1 => back.replacen("[-]", &format!("[{sign}]"), 1),
            _ => without_dates(&back),
        };
        let old = if choice == 2 { without_dates(old[0]) } else { old[0].to_owned() };
        prop_assert_eq!(back, old);
    }
}

/// Returns the body; none where the fence before it has no line break.
fn body_of(frame: &[&str; 2], body: &'static str) -> &'static str {
    if frame[1].ends_with('\n') { body } else { "" }
}

/// Returns what stands in the first box of a line.
fn words_before(line: &str, close: char) -> &str {
    let (_, rest) = line.split_once('[').unwrap();
    rest.split(close).next().unwrap()
}

/// Returns a line without due dates in any form.
fn without_dates(line: &str) -> String {
    let mut line = line.to_owned();
    for date in ["2026-11-25", "2026-11-26", "2026-12-24"] {
        for field in [" 📅 D", " [due:: D]", " (due:: D)", " due:D", "D"] {
            line = line.replace(&field.replace('D', date), "");
        }
    }
    line
}

proptest! {
    #![proptest_config(cases(64))]

    #[test]
    fn whatever_a_note_says_nothing_in_it_is_lost(
        folder in prop_oneof![realistic::folders(), hostile::folders()],
        choices in vec(any::<Index>(), 8),
    ) {
        let settings = folder.settings();
        for (path, text) in &folder.notes {
            let changes = possible_changes(path, text, &settings);
            for choice in choices.iter().filter(|_| !changes.is_empty()) {
                let change = choice.get(&changes).clone();
                let Ok(changed) = apply(path, text, &[change], &settings) else { continue };
                let (old, new) = changed_lines(text, &changed);
                let lost = old.iter().filter(|line| !new.contains(line)).count();
                prop_assert!(lost <= 2 && new.len() <= old.len() + 5, "{text}\n\n{changed}");
            }
        }
    }
}

/// Returns changes that a note could be asked for.
fn possible_changes(path: &str, text: &str, settings: &Settings) -> Vec<Change> {
    let note = note::parse(path.into(), text, settings);
    let (mut changes, tasks) = match note.content {
        Content::Contact(contact) => {
            let log = Change::Log(today(), "checked in".to_owned());
            let reply = Change::Reply(Reply::Later);
            let front = [Change::ReachOut(today()), Change::Snooze(today()), reply];
            ([log].into_iter().chain(front).collect::<Vec<_>>(), contact.tasks)
        }
        Content::Meeting(meeting) => {
            let one = Whom::One { written: "[[Ada]]".to_owned(), entry: None };
            (vec![thank(Whom::Everyone), thank(one)], meeting.tasks)
        }
        Content::Other => return Vec::new(),
    };
    for task in &tasks {
        let at = TaskAt { line: task.line, text: task.text.into() };
        changes.push(Change::Complete(at.clone(), today()));
        changes.push(Change::Cancel(at.clone()));
        changes.push(Change::Postpone(at, today()));
    }
    changes
}
