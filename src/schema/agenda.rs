//! The schema of what `agenda --json` prints. It may gain keys, so others are allowed.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::agenda::ItemKind;
use crate::agenda::Missing;
use crate::agenda::State;
use crate::diagnostic::Code;
use crate::diagnostic::Severity;

use super::any_of;
use super::document;
use super::form::DATE;
use super::matching;
use super::null;
use super::reference;

/// A key of an object: its name, its value, what it means.
type Property = (&'static str, Value, &'static str);

/// Returns the schema of the agenda as JSON.
pub fn agenda() -> String {
    let lists = [
        ("schema", json!({ "const": 1 }), "Stays 1 as long as keys are only added."),
        ("today", date(), "The day that everything is reckoned for."),
        ("counts", counts(), "How many notes there are."),
        ("items", list(item()), "What is owed, in the dashboard's order."),
        ("coming_up", list(coming()), "Meetings to come within the horizon, and today's."),
        ("goal", goal(), "The new people of this month."),
        ("diagnostics", list(diagnostic()), "What is wrong with the notes, by file and place."),
    ];
    let mut schema = object(lists.to_vec());
    schema["definitions"] = json!({ "date": matching(DATE) });
    document("keepwarm: the agenda as JSON", schema)
}

/// An object that has all of these keys.
fn object(properties: Vec<Property>) -> Value {
    let required: Vec<&str> = properties.iter().map(|(name, ..)| *name).collect();
    let described = properties.iter().map(|(name, schema, about)| {
        let mut schema = match schema.get("$ref") {
            // What stands beside a reference is not read.
            Some(_) => json!({ "allOf": [schema] }),
            None => schema.clone(),
        };
        schema["description"] = (*about).into();
        ((*name).to_owned(), schema)
    });
    let mut properties = Map::new();
    properties.extend(described);
    json!({ "type": "object", "required": required, "properties": properties })
}

fn counts() -> Value {
    object(vec![
        ("contacts", number(0), "Notes about people."),
        ("meetings", number(0), "Notes about meetings."),
        ("other_notes", number(0), "All others."),
    ])
}

fn item() -> Value {
    let kinds = ItemKind::ALL.iter().map(|kind| kind.word());
    let states = State::ALL.iter().map(|state| state.word());
    object(vec![
        ("id", matching("[0-9a-hjkmnp-tv-z]{6,}"), "Its name, for done, skip, snooze and why."),
        ("kind", words(kinds), "What kind of thing is owed."),
        ("due", or_null(date()), "By when; null for any day."),
        ("state", words(states), "Where it stands today."),
        ("who", list(text()), "To whom it is owed, by name."),
        ("contacts", list(or_null(text())), "Their notes; null where there is none."),
        ("text", text(), "What to do: a task's own words, or a short phrase."),
        ("source", source(), "The note and the line to look at."),
        ("meeting", or_null(meeting()), "The meeting that it comes from."),
        ("missing", missing(), "What a preparation lacks."),
    ])
}

fn source() -> Value {
    object(vec![
        ("path", text(), "The note, relative to the vault, with /."),
        ("line", number(1), "The line, from one."),
    ])
}

fn meeting() -> Value {
    object(vec![
        ("path", text(), "Its note, relative to the vault, with /."),
        ("date", or_null(date()), "Its day."),
    ])
}

fn coming() -> Value {
    object(vec![
        ("path", text(), "Its note, relative to the vault, with /."),
        ("date", date(), "Its day."),
        ("time", or_null(matching("[0-9]{2}:[0-9]{2}")), "When it begins."),
        ("who", list(text()), "With whom, by name."),
        ("place", or_null(text()), "Where."),
        ("missing", missing(), "What its preparation lacks."),
    ])
}

fn goal() -> Value {
    object(vec![
        ("month", matching("[0-9]{4}-(?:0[1-9]|1[0-2])"), "The month."),
        ("target", number(0), "How many new people to meet."),
        ("met", list(text()), "Whom the owner met for the first time, by name."),
    ])
}

fn diagnostic() -> Value {
    let severities = [Severity::Error, Severity::Warning, Severity::Advice].map(Severity::word);
    let codes = Code::ALL.iter().map(|code| code.word());
    object(vec![
        ("severity", words(severities.into_iter()), "How much it matters."),
        ("code", words(codes), "What kind of thing is wrong."),
        ("path", text(), "The file, relative to the vault, with /."),
        ("line", or_null(number(1)), "The line, from one; null for the whole file."),
        ("column", or_null(number(1)), "The character in the line, from one."),
        ("message", text(), "What is wrong."),
        ("help", or_null(text()), "What to do about it."),
    ])
}

fn missing() -> Value {
    list(words(Missing::ALL.iter().map(|missing| missing.word())))
}

fn date() -> Value {
    reference("date")
}

fn text() -> Value {
    json!({ "type": "string" })
}

fn number(least: u32) -> Value {
    json!({ "type": "integer", "minimum": least })
}

fn words<'w>(words: impl Iterator<Item = &'w str>) -> Value {
    json!({ "enum": words.collect::<Vec<&str>>() })
}

fn list(items: Value) -> Value {
    json!({ "type": "array", "items": items })
}

fn or_null(schema: Value) -> Value {
    any_of(vec![schema, null()])
}
