//! The agenda as JSON: the published format (SPEC §7), version 1. It only ever gains keys.

use std::borrow::Cow;
use std::io;
use std::io::Write;

use serde::Serialize;
use serde::Serializer;

use crate::agenda;
use crate::agenda::Agenda;
use crate::date;
use crate::date::Date;
use crate::date::Iso;
use crate::date::Today;
use crate::diagnostic;
use crate::parallel;
use crate::questions;
use crate::vault::Who;

/// What stands before the items.
#[derive(Serialize)]
struct Head {
    schema: u32,
    today: Day,
    counts: Counts,
}

/// What stands behind the items.
#[derive(Serialize)]
struct Tail<'a> {
    coming_up: Vec<Coming<'a>>,
    goal: Goal<'a>,
    diagnostics: Vec<Diagnostic<'a>>,
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

/// An item, as every document has it.
#[derive(Serialize)]
pub(super) struct Item<'a> {
    id: &'a str,
    kind: &'a str,
    due: Option<Day>,
    state: &'a str,
    #[serde(serialize_with = "names")]
    who: &'a [Who<'a>],
    #[serde(serialize_with = "paths")]
    contacts: &'a [Who<'a>],
    text: Cow<'a, str>,
    source: Source<'a>,
    meeting: Option<Meeting<'a>>,
    #[serde(serialize_with = "missing")]
    missing: &'a [agenda::Missing],
}

#[derive(Serialize)]
struct Source<'a> {
    path: &'a str,
    line: u32,
}

#[derive(Serialize)]
struct Meeting<'a> {
    path: &'a str,
    date: Option<Day>,
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
    missing: &'a [agenda::Missing],
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

/// So many items become text at a time, on every core: enough to share out, little to keep.
const N_AT_A_TIME: usize = 8192;

/// So many items are one piece of work for one core.
const PIECE: usize = 128;

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
    let own = agenda.diagnostics.iter().filter(|diagnostic| !diagnostic.foreign);
    let head = serde_json::to_vec(&Head {
        schema: SCHEMA,
        today: Day(agenda.today.0),
        counts: Counts {
            contacts: agenda.counts.contacts,
            meetings: agenda.counts.meetings,
            other_notes: agenda.counts.other_notes,
        },
    })?;
    let tail = serde_json::to_vec(&Tail {
        coming_up: agenda.coming_up.iter().map(coming).collect(),
        goal: Goal {
            month: date::month(agenda.goal.month),
            target: agenda.goal.target,
            met: agenda.goal.met.iter().map(|who| who.name()).collect(),
        },
        diagnostics: own.map(diagnostic).collect(),
    })?;
    // One document in three parts: a big vault has many items.
    out.write_all(&head[..head.len() - 1])?;
    out.write_all(br#","items":["#)?;
    items(agenda, &mut out)?;
    out.write_all(b"],")?;
    out.write_all(&tail[1..])?;
    out.write_all(b"\n")
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

/// Writes the items, with commas between them.
fn items(agenda: &Agenda, out: &mut impl Write) -> io::Result<()> {
    let text = |items: &&[agenda::Item]| -> serde_json::Result<Vec<u8>> {
        let mut text = Vec::new();
        for one in *items {
            text.push(b',');
            serde_json::to_writer(&mut text, &item(one, agenda.today))?;
        }
        Ok(text)
    };
    let mut skip = 1;
    for round in agenda.items.chunks(N_AT_A_TIME) {
        let pieces: Vec<&[agenda::Item]> = round.chunks(PIECE).collect();
        for text in parallel::map(&pieces, text) {
            out.write_all(&text?[skip..])?;
            skip = 0;
        }
    }
    Ok(())
}

pub(super) fn item<'a>(item: &'a agenda::Item, today: Today) -> Item<'a> {
    Item {
        id: item.id.as_str(),
        kind: item.kind.word(),
        due: item.due.map(Day),
        state: item.state(today).word(),
        who: item.who,
        contacts: item.who,
        text: super::text(item),
        source: Source { path: item.source.path, line: item.source.line },
        meeting: item.meeting.map(|encounter| Meeting {
            path: encounter.path,
            date: encounter.meeting.date.map(Day),
        }),
        missing: &item.missing,
    }
}

fn coming<'a>(coming: &'a agenda::Coming) -> Coming<'a> {
    let encounter = coming.meeting;
    Coming {
        path: encounter.path,
        date: Day(coming.date),
        time: encounter.meeting.time.map(|time| time.to_string()),
        who: &encounter.present,
        place: encounter.meeting.place.as_deref(),
        missing: &coming.missing,
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

fn paths<S: Serializer>(people: &[Who], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(people.iter().map(Who::path))
}

fn missing<S: Serializer>(all: &[agenda::Missing], serializer: S) -> Result<S::Ok, S::Error> {
    serializer.collect_seq(all.iter().map(|missing| missing.word()))
}
