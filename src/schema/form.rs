//! What can stand behind a key, as schemas that say the same as the readers: a date is a day of
//! the calendar, and what may be a list may be one.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::settings::Form;

use super::any_of;
use super::matching;
use super::null;
use super::reference;
use super::told;

/// A day of the calendar between 1900 and 9999; 29 February only in leap years.
pub(super) const DATE: &str = "(?:(?:19|[2-9][0-9])[0-9]{2}-(?:\
    (?:0[13578]|1[02])-(?:0[1-9]|[12][0-9]|3[01])|(?:0[469]|11)-(?:0[1-9]|[12][0-9]|30)|\
    02-(?:0[1-9]|1[0-9]|2[0-8]))|\
    (?:(?:19|[2-9][0-9])(?:0[48]|[2468][048]|[13579][26])|(?:[2468][048]|[3579][26])00)-02-29)";

/// A time of day, as programs write it, too.
const TIME: &str = "(?:[01]?[0-9]|2[0-3]):[0-5][0-9](?::(?:[0-5][0-9]|60)(?:\\.[0-9]*)?)?\
    (?:[Zz]|[+-][0-9:]{2,5})?";

/// A number of days, weeks, months or years, or one of the words for it.
pub(super) const DURATION: &str = "(?:[Ww][Ee][Ee][Kk][Ll][Yy]|[Mm][Oo][Nn][Tt][Hh][Ll][Yy]|\
    [Qq][Uu][Aa][Rr][Tt][Ee][Rr][Ll][Yy]|[Yy][Ee][Aa][Rr][Ll][Yy]|0*[0-9]{1,5}\\s*(?:\
    [Dd](?:[Aa][Yy][Ss]?)?|[Ww](?:[Ee][Ee][Kk][Ss]?)?|\
    [Mm](?:[Oo][Nn][Tt][Hh][Ss]?)?|[Yy](?:[Ee][Aa][Rr][Ss]?)?)?)";

const A_DATE: &str = "a date as year-month-day, like 2026-11-20";
const A_DURATION: &str = "a duration, like 60d, 2 weeks, 6 months or quarterly";
const A_TIME: &str = "a time as hours and minutes, like 14:30";
const SAID: &str = "a date, yes or skip; in a list, behind each name";

/// A hundred years: the longest duration that is believed, in days.
const LONGEST_DAYS: u32 = 36_525;

/// Returns the name of a form among the definitions; nothing where anything goes.
pub(super) fn name(form: Form) -> Option<&'static str> {
    Some(match form {
        Form::Any => return None,
        Form::Name => "name",
        Form::Text => "text",
        Form::Texts => "texts",
        Form::Date => "date",
        Form::Dates => "dates",
        Form::Time => "time",
        Form::Cadence => "cadence",
        Form::Reply => "reply",
        Form::Status => "status",
        Form::Direction => "direction",
        Form::Thanks => "thanks",
    })
}

/// Returns all forms of values in front matter, by name.
pub(super) fn definitions() -> Value {
    let mut definitions = Map::new();
    let mut define = |name: &str, schema| definitions.insert(name.to_owned(), schema);
    define("empty", empty());
    define("link", link(scalar()));
    define("duration", any_of(vec![any_of(durations(&[])), null(), list_of("duration")]));
    for form in Form::ALL {
        if let Some(name) = name(*form) {
            define(name, schema(*form, name));
        }
    }
    Value::Object(definitions)
}

fn schema(form: Form, name: &str) -> Value {
    match form {
        Form::Any => json!({}),
        Form::Name => any_of(vec![scalar(), reference("empty")]),
        Form::Text => single(name, vec![scalar(), reference("link")]),
        Form::Texts => any_of(vec![null(), scalar(), list_of(name)]),
        Form::Date => single(name, dates()),
        Form::Dates => any_of([dates(), vec![null(), list_of(name)]].concat()),
        Form::Time => single(name, vec![text(&format!("(?:{DATE}[Tt ])?{TIME}"), A_TIME)]),
        Form::Cadence => {
            any_of([durations(&["never"]), vec![null(), list_of("duration")]].concat())
        }
        Form::Reply => {
            let words = choice(&["yes", "no", "later"], &["true", "false"]);
            single(name, [words, vec![boolean()]].concat())
        }
        Form::Status => {
            let others = ["canceled", "no_show", "no show", "noshow"];
            single(name, choice(&["planned", "held", "cancelled", "no-show"], &others))
        }
        Form::Direction => single(name, choice(&["asking", "giving", "none"], &[])),
        Form::Thanks => thanks(name),
    }
}

/// Whatever the readers take for nothing.
fn empty() -> Value {
    any_of(vec![null(), matching("\\s*"), list_of("empty")])
}

fn scalar() -> Value {
    json!({ "type": ["string", "number", "boolean"] })
}

fn boolean() -> Value {
    json!({ "type": "boolean" })
}

fn list_of(name: &str) -> Value {
    json!({ "type": "array", "items": reference(name) })
}

/// `[[Ada Lovelace]]` without quotes, which YAML takes for a list in a list.
fn link(inside: Value) -> Value {
    let inner = json!({ "type": "array", "minItems": 1, "items": inside });
    json!({ "type": "array", "minItems": 1, "maxItems": 1, "items": inner })
}

/// One of the values, nothing, or a list with at most one of them.
fn single(name: &str, mut values: Vec<Value>) -> Value {
    values.push(null());
    values.push(json!({ "type": "array", "maxItems": 1, "items": reference(name) }));
    let has_empty = json!({
        "type": "array",
        "items": any_of(vec![reference(name), reference("empty")]),
        "contains": reference("empty"),
    });
    values.push(has_empty);
    any_of(values)
}

/// A text of this pattern, or a blank one.
fn text(pattern: &str, expected: &str) -> Value {
    told(&format!("\\s*(?:{pattern})?\\s*"), expected)
}

/// A date with or without a time, also as a link to a daily note.
fn dates() -> Vec<Value> {
    vec![text(&moment(), A_DATE), link(told(&daily_note(), A_DATE))]
}

fn moment() -> String {
    format!("(?:{DATE}(?:[Tt ]{TIME})?|\\[\\[{}\\]\\])", daily_note())
}

/// The target of a link to a daily note, `daily/2026-11-20|Friday`.
fn daily_note() -> String {
    let extension = "(?:\\.[Mm][Dd]|\\.[Mm][Aa][Rr][Kk][Dd][Oo][Ww][Nn])?";
    format!("\\s*(?:[^|#\\]]*/)?{DATE}{extension}\\s*(?:[|#][^\\]]*)?")
}

/// A duration, a number of days, or one of these words.
pub(super) fn durations(words: &[&str]) -> Vec<Value> {
    let expected = match words {
        [] => A_DURATION.to_owned(),
        [word, ..] => format!("{A_DURATION}; or {word}"),
    };
    let words: String = words.iter().map(|word| format!("|{}", any_case(word))).collect();
    let days = json!({ "type": "integer", "minimum": 0, "maximum": LONGEST_DAYS });
    vec![text(&format!("{DURATION}{words}"), &expected), days]
}

/// One of the words, in any case; editors propose those that are `shown`.
pub(super) fn choice(shown: &[&str], others: &[&str]) -> Vec<Value> {
    let all = [shown, others].concat();
    vec![json!({ "enum": shown }), words(&all, &format!("one of {}", shown.join(", ")))]
}

/// One of the words, in any case.
pub(super) fn words(words: &[&str], expected: &str) -> Value {
    let words: Vec<String> = words.iter().map(|word| any_case(word)).collect();
    text(&words.join("|"), expected)
}

/// What says whether thanks were sent: alone, or behind each person of a list.
fn thanks(name: &str) -> Value {
    let words = "false no pending true yes done sent skip skipped n/a";
    let words: Vec<String> = words.split(' ').map(any_case).collect();
    let said = format!("(?:{}|{})", words.join("|"), moment());
    let alone = vec![text(&format!("(?:[\\s\\S]*\\s)?{said}"), SAID), boolean()];
    let each = text(&format!("[\\s\\S]*\\S\\s+{said}"), SAID);
    let list = json!({
        "type": "array",
        "items": any_of(vec![each, reference("empty")]),
    });
    single(name, [alone, vec![link(told(&daily_note(), A_DATE)), list]].concat())
}

/// Returns a pattern for a word in any case: JSON Schema has no other way to say so.
fn any_case(word: &str) -> String {
    let letter = |c: char| match c.is_ascii_lowercase() {
        true => format!("[{}{c}]", c.to_ascii_uppercase()),
        false => c.to_string(),
    };
    word.chars().map(letter).collect()
}
