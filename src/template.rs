//! Templates of notes and letters, keepwarm's own or the vault's: plain text with placeholders.

use std::collections::BTreeMap;

use minijinja::Environment;
use minijinja::Error;
use minijinja::ErrorKind;
use minijinja::UndefinedBehavior;
use minijinja::Value;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::ValueKind;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::text::Place;
use crate::text::nearest;
use crate::text::place;
use crate::yaml;

/// A template.
#[derive(Debug, Clone)]
pub struct Template {
    /// Where a vault may have one of its own, relative to the vault.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// What a placeholder stands for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Filling {
    /// A text, maybe an empty one.
    Text(String),
    /// Several texts.
    List(Vec<String>),
    /// Something to ask for in `{% if … %}`.
    Flag(bool),
}

impl Filling {
    fn value(&self) -> Value {
        match self {
            Filling::Text(text) => Value::from(text.as_str()),
            Filling::List(texts) => texts.iter().map(String::as_str).collect(),
            Filling::Flag(flag) => Value::from(*flag),
        }
    }
}

impl From<&str> for Filling {
    fn from(text: &str) -> Filling {
        Filling::Text(text.to_owned())
    }
}

impl From<String> for Filling {
    fn from(text: String) -> Filling {
        Filling::Text(text)
    }
}

impl From<bool> for Filling {
    fn from(flag: bool) -> Filling {
        Filling::Flag(flag)
    }
}

impl From<&[String]> for Filling {
    fn from(texts: &[String]) -> Filling {
        Filling::List(texts.to_vec())
    }
}

/// A template in a loop may do so much, and then it is told that it never ends.
const FUEL: u64 = 100_000;

/// Fills in a template's placeholders.
///
/// # Errors
///
/// Returns what is wrong with the template, with its line.
pub fn fill(template: &Template, values: &[(&str, Filling)]) -> Result<String, Box<Diagnostic>> {
    let mut environment = Environment::new();
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
    environment.set_syntax(syntax());
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| minijinja::AutoEscape::None);
    environment.add_filter("yaml", |value: &Value| as_yaml(value));
    environment.add_filter("blank", |value: &Value, what: &str| match value.is_true() {
        true => value.to_string(),
        false => format!("[{what}]"),
    });
    environment.add_filter("sentence", |text: &str| sentence(text));
    let text = template.text.strip_prefix('\u{feff}').unwrap_or(&template.text);
    let mut context: BTreeMap<Value, Value> = BTreeMap::new();
    context.extend(values.iter().map(|(name, value)| (Value::from(*name), value.value())));
    let filled = environment.render_named_str(&template.path, text, Value::from_object(context));
    filled.map_err(|error| Box::new(problem(&template.path, text, &error, values)))
}

/// A line with nothing but `{% … %}` leaves no line behind.
fn syntax() -> SyntaxConfig {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true).keep_trailing_newline(true);
    syntax.build().expect("the delimiters are the usual ones")
}

/// Writes a value into front matter: nothing as nothing, a list in brackets, quotes where needed.
fn as_yaml(value: &Value) -> String {
    if value.kind() != ValueKind::Seq {
        let text = crate::text::collapse(&value.to_string());
        return if text.is_empty() { text } else { yaml::quoted(&text).into_owned() };
    }
    let items: Vec<String> = value.try_iter().into_iter().flatten().map(|v| as_yaml(&v)).collect();
    if items.is_empty() { String::new() } else { format!("[{}]", items.join(", ")) }
}

/// Ends a text as a sentence ends.
fn sentence(text: &str) -> String {
    let bare = text.trim_end().trim_end_matches(['"', '\'', '”', '’', ')', '*']);
    let is_ended = bare.ends_with(['.', '!', '?', '…', '。', '！', '？']);
    if is_ended { text.trim_end().to_owned() } else { format!("{}.", text.trim_end()) }
}

/// Says what is wrong with a template.
fn problem(path: &str, text: &str, error: &Error, values: &[(&str, Filling)]) -> Diagnostic {
    let meant = error.range().and_then(|range| text.get(range)).unwrap_or_default().trim();
    let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
    let list = || format!("the placeholders are {}", names.join(", "));
    let detail = error.detail().unwrap_or("it cannot be understood");
    let (message, help) = match error.kind() {
        ErrorKind::UndefinedError => {
            let near = nearest(meant, names.iter().copied());
            let help = near.map_or_else(list, |near| format!("did you mean `{near}`?"));
            (format!("there is nothing to put in for `{meant}`"), help)
        }
        ErrorKind::OutOfFuel => {
            let help = "make its loops shorter".to_owned();
            ("this template does not come to an end".to_owned(), help)
        }
        ErrorKind::SyntaxError => {
            let help = format!("write a placeholder like `{{{{ name }}}}`; {}", list());
            (format!("this template cannot be read: {detail}"), help)
        }
        kind => (format!("this template cannot be filled in: {kind}: {detail}"), list()),
    };
    let line = crate::text::count(error.line().unwrap_or(1));
    let place = match error.range() {
        Some(range) if text.is_char_boundary(range.start) => place(text, range.start),
        _ => Place { line, column: 1 },
    };
    let meant = if meant.is_empty() { " " } else { meant };
    catalog::config(At::text(path, place, meant), message, help)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sentence_ends_once() {
        assert_eq!(sentence("start small"), "start small.");
        assert_eq!(sentence("Who knows?"), "Who knows?");
        assert_eq!(sentence("his talk \"Why?\""), "his talk \"Why?\"");
        assert_eq!(sentence("his talk \"Why\""), "his talk \"Why\".");
    }
}
