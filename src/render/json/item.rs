//! An item as JSON, as every document has it. There are many, and hardly a text in them has
//! anything to escape: they are written by hand.

use crate::agenda::Item;
use crate::agenda::Missing;
use crate::date::Date;
use crate::date::Iso;
use crate::date::Today;
use crate::render::phrase::add_text;
use crate::vault::Who;

/// Adds an item to a document.
pub(in crate::render) fn add(item: &Item, today: Today, json: &mut Vec<u8>) {
    push(json, &[r#"{"id":""#, item.id.as_str(), r#"","kind":""#, item.kind.word()]);
    push(json, &[r#"","due":"#]);
    add_day(item.due, json);
    push(json, &[r#","state":""#, item.state(today).word(), r#"","who":["#]);
    add_list(item.who, json, |who, json| add_string(who.name(), json));
    push(json, &[r#"],"contacts":["#]);
    add_list(item.who, json, |who, json| match Who::path(who) {
        Some(path) => add_string(path, json),
        None => push(json, &["null"]),
    });
    push(json, &[r#"],"text":""#]);
    add_text(item, &mut |part| add_escaped(part, json));
    push(json, &[r#"","source":{"path":"#]);
    add_string(item.path(), json);
    push(json, &[r#","line":"#]);
    super::add(&item.line, json);
    match item.meeting {
        Some(encounter) => {
            push(json, &[r#"},"meeting":{"path":"#]);
            add_string(encounter.path(), json);
            push(json, &[r#","date":"#]);
            add_day(encounter.meeting().date, json);
            push(json, &["}"]);
        }
        None => push(json, &[r#"},"meeting":null"#]),
    }
    push(json, &[r#","missing":["#]);
    let missing: Vec<Missing> = item.missing.iter().collect();
    add_list(&missing, json, |missing, json| push(json, &["\"", missing.word(), "\""]));
    push(json, &["]}"]);
}

fn add_list<T>(all: &[T], json: &mut Vec<u8>, add: impl Fn(&T, &mut Vec<u8>)) {
    for (index, one) in all.iter().enumerate() {
        if index > 0 {
            json.push(b',');
        }
        add(one, json);
    }
}

fn add_day(day: Option<Date>, json: &mut Vec<u8>) {
    match day.map(|day| (day, Iso::of(day))) {
        Some((_, Some(iso))) => push(json, &["\"", iso.as_str(), "\""]),
        Some((day, None)) => push(json, &["\"", &day.to_string(), "\""]),
        None => push(json, &["null"]),
    }
}

fn add_string(text: &str, json: &mut Vec<u8>) {
    json.push(b'"');
    add_escaped(text, json);
    json.push(b'"');
}

/// Adds a part of a string.
fn add_escaped(text: &str, json: &mut Vec<u8>) {
    // It looks at all of it: many bytes are looked at in one go.
    let is_plain = |byte: u8| (byte >= b' ') & (byte != b'"') & (byte != b'\\');
    if text.bytes().fold(true, |are_plain, byte| are_plain & is_plain(byte)) {
        return push(json, &[text]);
    }
    let mut string = Vec::with_capacity(text.len() + 8);
    super::add(&text, &mut string);
    json.extend_from_slice(&string[1..string.len() - 1]);
}

fn push(json: &mut Vec<u8>, parts: &[&str]) {
    parts.iter().for_each(|part| json.extend_from_slice(part.as_bytes()));
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_string_is_what_the_library_writes() {
        for text in ["", "Ada", "a \"b\" \\ c\n\u{1}\u{7f}", "Zoë — ✎", "\u{2028}"] {
            let mut json = Vec::new();
            add_string(text, &mut json);
            assert_eq!(json, serde_json::to_vec(text).unwrap(), "{text:?}");
        }
    }
}
