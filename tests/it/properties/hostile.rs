//! Notes with names, texts and paths that try to get out of their line, and notes that are broken.

use std::collections::BTreeMap;

use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::Index;
use proptest::sample::select;

use super::folder::Folder;

/// Markup, comments, markers, line ends, characters that nobody sees.
const SCRAPS: &[&str] = &[
    "<script>alert(1)</script>",
    "<b>",
    "</li>",
    "<!-- kw:aaaaaa -->",
    "<!--",
    "-->",
    "<!-- keepwarm: end -->",
    "<http://e.example>",
    "<a@e.example>",
    "[x](javascript:alert(1))",
    "![i](http://e.example/i.png)",
    "[[x]]",
    "[[x|",
    "[^1]",
    "]]",
    "](",
    "[",
    "]",
    "(",
    ")",
    "`",
    "``",
    "```",
    "**",
    "*",
    "__",
    "_",
    "==",
    "$x$",
    "$$",
    "$",
    "~",
    "~~",
    "%%",
    "|",
    "||",
    "\\",
    "\n",
    "\n\n",
    "\r\n",
    "\r",
    "\t",
    "\u{0}",
    "\u{7}",
    "\u{1b}[31m",
    "\u{7f}",
    "\u{85}",
    "\u{2028}",
    "\u{2029}",
    "\u{202e}",
    "\u{2066}",
    "\u{200b}",
    "\u{feff}",
    "\u{a0}",
    "&lt;",
    "&#x3c;",
    "&amp",
    "&",
    "# ",
    "#tag",
    "- [ ] ",
    "- [x](y)",
    "> ",
    "1. ",
    "---",
    "===",
    ":",
    "://",
    "www.e.example",
    "http://e.example/a_b_c",
    "kw:bbbbbb",
    "^id",
    "%0A",
    "%",
    "\"",
    "'",
    "{{x}}",
    "👩‍👩‍👧",
    "e\u{301}",
    "李",
];

const WORDS: &[&str] = &["Ada", "x", " ", " ", "tea", "and", "2026-11-20", "9"];

/// A text that nobody wrote in good faith.
pub(super) fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        6 => select(SCRAPS).prop_map(str::to_owned),
        3 => select(WORDS).prop_map(str::to_owned),
        1 => any::<char>().prop_map(String::from),
    ];
    vec(piece, 1..6).prop_map(|pieces| pieces.concat())
}

#[derive(Debug)]
struct Person {
    stem: String,
    name: Index,
    email: String,
    value: String,
    task: String,
}

#[derive(Debug)]
struct Meeting {
    stem: String,
    with: Vec<Index>,
    value: String,
    date: String,
    tasks: Vec<(&'static str, String)>,
}

/// A vault of such texts; several people may have one name.
pub(super) fn folders() -> impl Strategy<Value = Folder> {
    let names = vec(texts(), 1..4);
    let person = (texts(), any::<Index>(), texts(), texts(), texts());
    let person = person.prop_map(|(stem, name, email, value, task)| Person {
        stem,
        name,
        email,
        value,
        task,
    });
    let date = prop_oneof![
        2 => select(&["2026-11-20", "2026-11-21", "2026-11-24"][..]).prop_map(str::to_owned),
        1 => texts(),
    ];
    let task = (select(HEADINGS), texts());
    let meeting = (texts(), vec(any::<Index>(), 0..4), texts(), date, vec(task, 0..4));
    let meeting = meeting.prop_map(|(stem, with, value, date, tasks)| Meeting {
        stem,
        with,
        value,
        date,
        tasks,
    });
    let config = select(&["", "dashboard: notes/x/TODAY.md\n", "links: wikilink\n"][..]);
    let people = vec(person, 0..5);
    let meetings = vec(meeting, 0..5);
    let broken = vec(texts(), 0..2);
    (config, names, people, meetings, broken).prop_map(
        |(config, names, people, meetings, broken)| {
            let people = people.iter().map(|person| contact_note(person, &names));
            let meetings = meetings.iter().map(|meeting| meeting_note(meeting, &names));
            let broken = broken.iter().map(|key| broken_note(key));
            Folder {
                config: config.to_owned(),
                notes: people.chain(meetings).chain(broken).collect::<BTreeMap<_, _>>(),
            }
        },
    )
}

const HEADINGS: &[&str] = &["Preparation", "Promises", "Waiting for", "Next steps"];

fn contact_note(person: &Person, names: &[String]) -> (String, String) {
    let name = escaped(person.name.get::<String>(names));
    let email = escaped(&format!("{}@example.org", person.email));
    let value = escaped(&person.value);
    let front = format!(
        "name: {name}\nemail: {email}\naliases: [{value}]\nreached_out: 2026-11-01\n\
         last_contact: 2026-09-20\nreply: {value}\ncheck_in: {value}\nreferred_by: {name}\n"
    );
    let text = format!("---\n{front}---\n\n- [ ] {}\n", person.task);
    (path("people", &person.stem), text)
}

fn meeting_note(meeting: &Meeting, names: &[String]) -> (String, String) {
    let with: Vec<String> =
        meeting.with.iter().map(|name| escaped(name.get::<String>(names))).collect();
    let value = escaped(&meeting.value);
    let front = format!(
        "date: {}\nwith: [{}]\npurpose: {value}\nplace: {value}\nstatus: {value}\ntime: {value}\n\
         {value}: 1\nthank_you_email: {value}\n",
        escaped(&meeting.date),
        with.join(", "),
    );
    let sections = meeting.tasks.iter();
    let body: String =
        sections.map(|(heading, task)| format!("\n## {heading}\n\n- [ ] {task}\n")).collect();
    (path("meetings", &meeting.stem), format!("---\n{front}---\n{body}"))
}

/// Returns a contact with a key that is written twice.
fn broken_note(key: &str) -> (String, String) {
    let key = escaped(key);
    (path("people/broken", &key), format!("---\n{key}: 1\n{key}: 2\n---\n"))
}

/// Returns a path that a file can have, with something to see in its name.
fn path(folder: &str, stem: &str) -> String {
    let stem = match stem.trim() {
        "" => "_".to_owned(),
        _ => stem.replace(['/', '\0'], "_"),
    };
    format!("{folder}/{stem}.md")
}

/// Returns a text as YAML that reads as exactly this text.
fn escaped(text: &str) -> String {
    let character = |c: char| match c {
        'a'..='z' | 'A'..='Z' | '0'..='9' | ' ' => c.to_string(),
        c => format!("\\U{:08x}", u32::from(c)),
    };
    format!("\"{}\"", text.chars().map(character).collect::<String>())
}

/// A change to the bytes of a note.
#[derive(Debug, Clone)]
pub(super) enum Mishap {
    /// The bytes between two places are lost.
    Lost(Index, Index),
    /// The bytes between two places are there twice.
    Doubled(Index, Index),
    /// Something stands there that nobody wrote, so many times.
    Added(Index, Vec<u8>, usize),
}

/// A few changes to the bytes of a note.
pub(super) fn mishaps() -> impl Strategy<Value = Vec<Mishap>> {
    let place = any::<Index>;
    let piece = prop_oneof![
        3 => select(SCRAPS).prop_map(|scrap| scrap.as_bytes().to_vec()),
        3 => select(MARKS).prop_map(|mark| mark.as_bytes().to_vec()),
        1 => vec(any::<u8>(), 1..4),
    ];
    let times = prop_oneof![4 => Just(1), 1 => 2..200_usize];
    let mishap = prop_oneof![
        (place(), place()).prop_map(|(one, other)| Mishap::Lost(one, other)),
        (place(), place()).prop_map(|(one, other)| Mishap::Doubled(one, other)),
        (place(), piece, times).prop_map(|(at, piece, times)| Mishap::Added(at, piece, times)),
    ];
    vec(mishap, 0..4)
}

/// What means something in YAML, in Markdown or in a task.
const MARKS: &[&str] = &[
    "---\n",
    "...\n",
    "\n",
    ": ",
    "- ",
    "? ",
    "&a ",
    "*a",
    "&a [*a, *a]",
    "<<: *a",
    "!!binary ",
    "!x ",
    "{",
    "}",
    "[",
    "|\n",
    ">-\n",
    "%YAML 1.2\n",
    "@",
    "\t",
    "    ",
    "- [ ] ",
    "> ",
    "📅 ",
    "📅 2026-11-25",
    "[due:: ",
    "due:",
    "🔁 ",
    "2026-11-2",
    "9999-12-31",
    "0000-00-00",
    "[[",
    "|",
    "#",
    "<<<<<<< HEAD\n",
    ">>>>>>> x\n",
    "%%",
    "^",
    "(",
    "@",
    "99999999999999999999d",
];

/// Changes the bytes of a note.
pub(super) fn damaged(text: &str, mishaps: &[Mishap]) -> Vec<u8> {
    let mut bytes = text.as_bytes().to_vec();
    for mishap in mishaps {
        match mishap {
            Mishap::Lost(one, other) => {
                bytes.drain(between(&bytes, one, other));
            }
            Mishap::Doubled(one, other) => {
                let range = between(&bytes, one, other);
                let again = bytes[range.clone()].to_vec();
                bytes.splice(range.end..range.end, again);
            }
            Mishap::Added(at, piece, times) => {
                let at = at.index(bytes.len() + 1);
                bytes.splice(at..at, piece.repeat(*times));
            }
        }
    }
    bytes
}

fn between(bytes: &[u8], one: &Index, other: &Index) -> std::ops::Range<usize> {
    let (one, other) = (one.index(bytes.len() + 1), other.index(bytes.len() + 1));
    one.min(other)..one.max(other)
}

/// Notes about people of whom no other note speaks.
pub(super) const STRANGERS: &[&str] = &[
    "---\ntype: contact\nname: Quillon Vexworthy\naliases: [Vexo, \"Old Quill\"]\n\
     email: quillon@example.org\ntags: [mentor, x]\nreached_out:\n  - 2026-11-01\n  - 2026-11-09\n\
     reply: later\nlast_contact: 2026-08-01\ncheck_in: [30d, 6 months]\n\
     referred_by: \"[[Vortigern Quux]]\"\n---\n\n# Quillon\n\n## Log\n\n- 2026-10-01: wrote\n\n\
     - [ ] send it 📅 2026-11-25 ^abc\n- [x] done ✅ 2026-11-01\n",
    "---\ntype: coffee chat\ndate: 2026-11-20 14:30\nwith: [\"[[Quillon Vexworthy|Vexo]]\"]\n\
     status: held\ndirection: asking\npurpose: 'learn: all'\nplace: >-\n  the\n  attic\n\
     thank_you_email: [\"[[Quillon Vexworthy]] 2026-11-20\"]\nthank_you_note:\n---\n\n\
     **Attendees:** [[Quillon Vexworthy]]\n\n## Questions\n\n1. Why?\n2. How?\n\n## Summary\n\n\
     It was `good`.\n\n| a | b |\n|---|---|\n| c | d |\n\n> [!todo]\n> - [ ] nested [due:: 2026-11-22]\n\n\
     - [ ] Vexo: send the paper by 2026-11-30\n  - [ ] more #promise\n",
];
