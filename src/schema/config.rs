//! The schema of `keepwarm.yaml`: a key or a value that it does not know is an error.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::diagnostic::Code;
use crate::settings::Key;
use crate::settings::OPTIONS;
use crate::settings::Section;
use crate::settings::Setting;
use crate::settings::Shape;

use super::any_of;
use super::document;
use super::form::DATE;
use super::form::choice;
use super::form::durations;
use super::form::words;
use super::matching;
use super::null;
use super::told;
use super::value;

/// Returns the schema of `keepwarm.yaml`.
pub fn config() -> String {
    let mut schema = group(OPTIONS);
    schema["type"] = json!(["object", "null"]);
    document("keepwarm: keepwarm.yaml", schema)
}

/// A mapping with these keys, each optional, and no others.
fn group(settings: &[Setting]) -> Value {
    mapping(settings.iter().map(|setting| (setting.name, property(setting))))
}

fn mapping<'s>(properties: impl Iterator<Item = (&'s str, Value)>) -> Value {
    let mut named = Map::new();
    named.extend(properties.map(|(name, schema)| (name.to_owned(), schema)));
    json!({ "type": "object", "properties": named, "additionalProperties": false })
}

fn property(setting: &Setting) -> Value {
    let mut property = optional(shape(setting.shape));
    property["description"] = setting.about.into();
    if !setting.default.is_empty() {
        property["default"] = value(setting.default);
    }
    property
}

/// One of these, or nothing: then the default holds.
fn optional(mut schemas: Vec<Value>) -> Value {
    schemas.push(null());
    any_of(schemas)
}

fn shape(shape: Shape) -> Vec<Value> {
    match shape {
        Shape::Path => vec![path(), json!({ "type": ["number", "boolean"] })],
        Shape::Output => {
            let mut output = path();
            output["not"] =
                matching("[\\s\\S]+\\.(?:[Mm][Dd]|[Mm][Aa][Rr][Kk][Dd][Oo][Ww][Nn])\\s*");
            vec![output, json!({ "type": ["number", "boolean"] })]
        }
        Shape::Day => {
            vec![told(&format!("\\s*{DATE}\\s*"), "a date as year-month-day, like 2026-01-01")]
        }
        Shape::Duration => written(durations(&[])),
        Shape::DurationOrOff => {
            let words = ["off", "false", "no", "never"];
            [written(durations(&words)), vec![json!({ "const": false })]].concat()
        }
        Shape::Cadence => cadence(),
        Shape::Count => {
            let digits = told("\\s*\\+?[0-9]+\\s*", "a number of people, like 2");
            vec![json!({ "type": "integer", "minimum": 0, "maximum": u32::MAX }), digits]
        }
        Shape::Texts => texts(),
        Shape::Direction => written(choice(&["asking", "giving", "none"], &[])),
        Shape::Links => {
            let words = told("\\s*(?:markdown|wikilinks?)\\s*", "markdown or wikilink");
            vec![json!({ "enum": ["markdown", "wikilink"] }), words]
        }
        Shape::Truth => truth(),
        Shape::Group(settings) => vec![group(settings)],
        Shape::CadenceByTag => {
            vec![json!({ "type": "object", "additionalProperties": optional(cadence()) })]
        }
        Shape::OwnKeys => vec![mapping(Key::names().map(|name| (name, optional(texts()))))],
        Shape::OwnHeadings => {
            vec![mapping(Section::names().map(|name| (name, optional(texts()))))]
        }
        Shape::Advice => {
            let codes = Code::ADVICE.iter().map(|code| (code.word(), optional(truth())));
            [truth(), vec![mapping(codes)]].concat()
        }
    }
}

/// The same without a blank text, which is no value here.
fn written(schemas: Vec<Value>) -> Vec<Value> {
    let not_blank = |mut schema: Value| {
        if schema.get("pattern").is_some() {
            schema["not"] = matching("\\s*");
        }
        schema
    };
    schemas.into_iter().map(not_blank).collect()
}

fn cadence() -> Vec<Value> {
    let each = any_of(written(durations(&[])));
    let list = json!({ "type": "array", "minItems": 1, "items": each });
    [written(durations(&["never"])), vec![list]].concat()
}

fn texts() -> Vec<Value> {
    let one = json!({ "type": ["string", "number", "boolean"] });
    vec![one.clone(), json!({ "type": "array", "items": one })]
}

fn truth() -> Vec<Value> {
    let words = words(&["true", "yes", "on", "false", "no", "off"], "true or false");
    [vec![json!({ "type": "boolean" })], written(vec![words])].concat()
}

/// A path that stays inside the vault.
fn path() -> Value {
    let part = "(?!\\.{1,2}\\s*(?:/|$))[^/\\\\:]+";
    let expected = "a path inside the vault, like notes/DASHBOARD.md";
    told(&format!("\\s*(?:\\./)?(?=[^\\s/]){part}(?:/{part})*"), expected)
}
