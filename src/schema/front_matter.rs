//! The schemas of a contact's and of a meeting's front matter: other people's keys may stand there
//! as well.

use serde_json::Map;
use serde_json::Value;
use serde_json::json;

use crate::settings::COMMON;
use crate::settings::CONTACT;
use crate::settings::Keys;
use crate::settings::KnownKey;
use crate::settings::MEETING;

use super::document;
use super::form;
use super::reference;
use super::value;

/// Returns the schema of a contact's front matter, with the vault's own names for keys.
pub fn contact(keys: &Keys) -> String {
    let known = COMMON.iter().chain(CONTACT);
    let names = |known: &KnownKey| keys.names_in_contact(known.key);
    front_matter("keepwarm: the front matter of a contact", known, names)
}

/// Returns the schema of a meeting's front matter, with the vault's own names for keys.
pub fn meeting(keys: &Keys) -> String {
    let known = COMMON.iter().chain(MEETING);
    let names = |known: &KnownKey| keys.names_in_meeting(known.key);
    front_matter("keepwarm: the front matter of a meeting", known, names)
}

/// Editors propose the canonical names; every name is checked, in every spelling.
fn front_matter<'k>(
    title: &str,
    known: impl Iterator<Item = &'static KnownKey>,
    names: impl Fn(&KnownKey) -> Vec<&'k str>,
) -> String {
    let mut properties = Map::new();
    let mut patterns = Map::new();
    for known in known {
        properties.insert(known.name.to_owned(), property(known));
        let pattern = other_spellings(known.name, &names(known));
        patterns.insert(pattern, property(known));
    }
    let schema = json!({
        "type": ["object", "null"],
        "properties": properties,
        "patternProperties": patterns,
        "definitions": form::definitions(),
    });
    document(title, schema)
}

fn property(known: &KnownKey) -> Value {
    let mut about = known.about.to_owned();
    if !known.aliases.is_empty() {
        about.push_str(&format!(" ({}; also written: {})", known.name, known.aliases.join(", ")));
    }
    let mut property = json!({ "description": about });
    if let Some(form) = form::name(known.form) {
        property["allOf"] = json!([reference(form)]);
    }
    let examples: Vec<Value> = known.examples.iter().map(|example| value(example)).collect();
    if !examples.is_empty() {
        property["examples"] = examples.into();
    }
    property
}

/// Returns a pattern for all names of a key but the canonical one as it stands in the table: case,
/// `-`, `_`, blanks and camelCase do not matter.
fn other_spellings(canonical: &str, names: &[&str]) -> String {
    const GAP: &str = "[-_\\s]*";
    let spelled: Vec<String> = names
        .iter()
        .map(|name| name.chars().map(|c| letter(c) + GAP).collect::<String>())
        .collect();
    format!("^(?!{canonical}$){GAP}(?:{})$", spelled.join("|"))
}

/// Returns a pattern for a character in any case.
fn letter(c: char) -> String {
    let upper: String = c.to_uppercase().collect();
    match c {
        c if c.is_alphabetic() && upper != c.to_string() => format!("(?:{c}|{upper})"),
        c if c.is_ascii_punctuation() => format!("\\{c}"),
        c => c.to_string(),
    }
}
