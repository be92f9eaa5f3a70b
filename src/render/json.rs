//! The agenda as JSON: the published format (SPEC §7), version 1. It only ever gains keys.

pub(super) mod item;

use std::io;
use std::io::Write;

use serde::Serialize;
use serde::Serializer;

use crate::agenda;
use crate::agenda::Agenda;
use crate::agenda::Gaps;
use crate::date;
use crate::date::Date;
use crate::date::Iso;
use crate::date::Today;
use crate::diagnostic;
use crate::parallel;
use crate::questions;
use crate::vault::Problem;
use crate::vault::Who;

/// What stands before the items.
#[derive(Serialize)]
struct Head {
    schema: u32,
    today: Day,
    counts: Counts,
}

/// What stands between the items and the diagnostics.
#[derive(Serialize)]
struct Middle<'a> {
    coming_up: Vec<Coming<'a>>,
    goal: Goal<'a>,
}

#[derive(Serialize)]
struct Check<'a> {
    schema: u32,
    today: Day,
    diagnostics: Vec<Diagnostic<'a>>,
}

#[derive(Serialize)]
struct Counts {
    contacts: usize,
    meetings: usize,
    other_notes: usize,
}

#[derive(Serialize)]
struct Coming<'a> {
    path: &'a str,
    date: Day,
    time: Option<String>,
    #[serde(serialize_with = "names")]
    who: &'a [Who<'a>],
    place: Option<&'a str>,
    #[serde(serialize_with = "missing")]
    missing: Gaps,
}

#[derive(Serialize)]
struct Goal<'a> {
    month: String,
    target: u32,
    met: Vec<&'a str>,
}

#[derive(Serialize)]
struct Diagnostic<'a> {
    severity: &'a str,
    code: &'a str,
    path: &'a str,
    line: Option<u32>,
    column: Option<u32>,
    message: &'a str,
    help: Option<&'a str>,
}

#[derive(Serialize)]
struct Questions<'a> {
    schema: u32,
    questions: Vec<Question<'a>>,
}

#[derive(Serialize)]
struct Question<'a> {
    text: &'a str,
    objective: &'a str,
    when: &'a str,
    own: bool,
}

pub(super) const SCHEMA: u32 = 1;

/// So much becomes text at a time, on every core: enough to share out, little to keep.
const N_AT_A_TIME: usize = 2048;

/// So much is one piece of work for one core.
const PIECE: usize = 64;

/// A day, `2026-11-21`.
pub(super) struct Day(pub(super) Date);

impl Serialize for Day {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match Iso::of(self.0) {
            Some(iso) => serializer.serialize_str(iso.as_str()),
            None => serializer.collect_str(&self.0),
        }
    }
}

/// Writes the agenda as one line of JSON; without the warnings about foreign notes.
///
/// # Errors
///
/// Fails where `out` does.
pub fn agenda(agenda: &Agenda, mut out: impl Write) -> io::Result<()> {
    let own: Vec<&Problem> =
        agenda.diagnostics.iter().filter(|problem| !problem.is_foreign()).collect();
    let head = Head {
        schema: SCHEMA,
        today: Day(agenda.today.0),
        counts: Counts {
            contacts: agenda.counts.contacts,
            meetings: agenda.counts.meetings,
            other_notes: agenda.counts.other_notes,
        },
    };
    let middle = Middle {
        coming_up: agenda.coming_up.iter().map(coming).collect(),
        goal: Goal {
            month: date::month(agenda.goal.month),
            target: agenda.goal.target,
            met: agenda.goal.met.iter().map(|who| who.name()).collect(),
        },
    };
    // One document in parts: a big vault has many items, and can have many diagnostics.
    let out: &mut dyn Write = &mut out;
    open(&head, "items", out)?;
    list(&agenda.items, &super::fetch_texts, &|one, text| item::add(one, agenda.today, text), out)?;
    go_on(&middle, "diagnostics", out)?;
    list(&own, &|_| (), &|one, text| add(&diagnostic(&one.told()), text), out)?;
    out.write_all(b"]}\n")
}

/// Writes the keys of a document up to those of a list.
pub(super) fn open(keys: &impl Serialize, list: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"{")?;
    out.write_all(&inside(keys)?)?;
    write!(out, r#","{list}":["#)
}

/// Writes the keys between a list and the next.
fn go_on(keys: &impl Serialize, list: &str, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"],")?;
    out.write_all(&inside(keys)?)?;
    write!(out, r#","{list}":["#)
}

/// Writes the keys behind a list, which are the last.
pub(super) fn close(keys: &impl Serialize, out: &mut dyn Write) -> io::Result<()> {
    out.write_all(b"],")?;
    out.write_all(&inside(keys)?)?;
    out.write_all(b"}\n")
}

/// Returns the keys and values of a struct, without the braces.
fn inside(keys: &impl Serialize) -> serde_json::Result<Vec<u8>> {
    let mut text = serde_json::to_vec(keys)?;
    text.pop();
    text.remove(0);
    Ok(text)
}

/// Writes what `add` adds to a text for each of `all`, with commas between them.
pub(super) fn list<T: Sync>(
    all: &[T],
    fetch: &(dyn Fn(&[T]) + Sync),
    add: &(dyn Fn(&T, &mut Vec<u8>) + Sync),
    out: &mut dyn Write,
) -> io::Result<()> {
    let text = |piece: &&[T]| {
        let mut text = Vec::with_capacity(piece.len() << 9);
        fetch(piece);
        for one in *piece {
            text.push(b',');
            add(one, &mut text);
        }
        text
    };
    let mut skip = 1;
    for round in all.chunks(N_AT_A_TIME) {
        let pieces: Vec<&[T]> = round.chunks(PIECE).collect();
        for text in parallel::map(&pieces, text) {
            out.write_all(&text[skip..])?;
            skip = 0;
        }
    }
    Ok(())
}

/// Adds what can always be written.
fn add(value: &impl Serialize, text: &mut Vec<u8>) {
    serde_json::to_writer(text, value).expect("memory takes everything, and keys are texts");
}

/// Returns the same line.
pub fn agenda_line(one: &Agenda) -> Vec<u8> {
    let mut line = Vec::new();
    agenda(one, &mut line).expect("memory takes everything");
    line
}

/// Tells whether a file is an agenda that we wrote: it begins with the first three keys.
pub fn is_agenda(bytes: &[u8]) -> bool {
    const BEGIN: &[u8] = br#"{"schema":1,"today":""#;
    const DAY: usize = "2026-11-21".len();
    let rest = bytes.strip_prefix(BEGIN).and_then(|rest| rest.get(DAY..));
    rest.is_some_and(|rest| rest.starts_with(br#"","counts":"#))
}

/// Writes the diagnostics as one line of JSON.
///
/// # Errors
///
/// Fails where `out` does.
pub fn diagnostics(
    today: Today,
    diagnostics: &[diagnostic::Diagnostic],
    out: impl Write,
) -> io::Result<()> {
    let diagnostics = diagnostics.iter().map(diagnostic).collect();
    line(&Check { schema: SCHEMA, today: Day(today.0), diagnostics }, out)
}

/// Writes questions as one line of JSON.
///
/// # Errors
///
/// Fails where `out` does.
pub fn questions(questions: &[&questions::Question], out: impl Write) -> io::Result<()> {
    let questions = questions.iter().map(|one| question(one)).collect();
    line(&Questions { schema: SCHEMA, questions }, out)
}

/// Writes a document as one line.
pub(super) fn line(document: &impl Serialize, mut out: impl Write) -> io::Result<()> {
    serde_json::to_writer(&mut out, document)?;
    out.write_all(b"\n")
}

fn coming<'a>(coming: &'a agenda::Coming) -> Coming<'a> {
    let encounter = coming.meeting;
    Coming {
        path: encounter.path(),
        date: Day(coming.date),
        time: encounter.meeting().time.map(|time| time.to_string()),
        who: &encounter.present,
        place: encounter.meeting().place(),
        missing: coming.missing,
    }
}

fn diagnostic(diagnostic: &diagnostic::Diagnostic) -> Diagnostic<'_> {
    Diagnostic {
        severity: diagnostic.severity.word(),
        code: diagnostic.code.word(),
        path: &diagnostic.path,
        line: diagnostic.place.map(|place| place.line),
        column: diagnostic.place.map(|place| place.column),
        message: &diagnostic.message,
        help: diagnostic.help.as_deref(),
    }
}

fn question(question: &questions::Question) -> Question<'_> {
    Question {
        text: &question.text,
        objective: question.objective.word(),
        when: question.when.word(),
        own: question.origin == questions::Origin::Vault,
    }
}

fn names<S: Serializer>(people: &[Who], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(people.iter().map(Who::name))
}

fn missing<S: Serializer>(all: &Gaps, serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(all.iter().map(agenda::Missing::word))
}
