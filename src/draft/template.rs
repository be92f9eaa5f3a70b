//! Templates of letters: keepwarm's own, or the vault's.

use std::collections::BTreeMap;

use minijinja::AutoEscape;
use minijinja::Environment;
use minijinja::Error;
use minijinja::ErrorKind;
use minijinja::UndefinedBehavior;
use minijinja::Value;
use minijinja::syntax::SyntaxConfig;

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::text::Place;
use crate::text::nearest;
use crate::text::place;

/// The template of a letter.
#[derive(Debug, Clone)]
pub struct Template {
    /// Where a vault may have its own, relative to the vault.
    pub path: String,
    /// Its text.
    pub text: String,
}

/// A template in a loop may do so much, and then it is told that it never ends.
const FUEL: u64 = 100_000;

/// Fills in a template.
///
/// # Errors
///
/// Returns what is wrong with the template, and where.
pub(super) fn fill(
    template: &Template,
    values: &[(&str, Value)],
) -> Result<String, Box<Diagnostic>> {
    let mut environment = Environment::new();
    environment.set_debug(true);
    environment.set_fuel(Some(FUEL));
    environment.set_syntax(syntax());
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_auto_escape_callback(|_| AutoEscape::None);
    environment.add_filter("blank", |value: &Value, what: &str| match value.is_true() {
        true => value.to_string(),
        false => format!("[{what}]"),
    });
    environment.add_filter("sentence", |text: &str| sentence(text));
    let text = template.text.strip_prefix('\u{feff}').unwrap_or(&template.text);
    let context: BTreeMap<&str, Value> = values.iter().cloned().collect();
    let filled = environment.render_named_str(&template.path, text, context);
    filled.map_err(|error| Box::new(problem(&template.path, text, &error, values)))
}

/// A line with nothing but `{% … %}` leaves no line behind.
fn syntax() -> SyntaxConfig {
    let mut syntax = SyntaxConfig::builder();
    syntax.trim_blocks(true).lstrip_blocks(true);
    syntax.build().expect("the delimiters are the usual ones")
}

/// Ends a text as a sentence ends.
fn sentence(text: &str) -> String {
    let bare = text.trim_end().trim_end_matches(['"', '\'', '”', '’', ')', '*']);
    let is_ended = bare.ends_with(['.', '!', '?', '…', '。', '！', '？']);
    if is_ended { text.trim_end().to_owned() } else { format!("{}.", text.trim_end()) }
}

/// Says what is wrong with a template.
fn problem(path: &str, text: &str, error: &Error, values: &[(&str, Value)]) -> Diagnostic {
    let meant = error.range().and_then(|range| text.get(range)).unwrap_or_default().trim();
    let names: Vec<&str> = values.iter().map(|(name, _)| *name).collect();
    let list = || format!("the facts are {}", names.join(", "));
    let detail = error.detail().unwrap_or("it cannot be understood");
    let (message, help) = match error.kind() {
        ErrorKind::UndefinedError => {
            let near = nearest(meant, names.iter().copied());
            let help = near.map_or_else(list, |near| format!("did you mean `{near}`?"));
            (format!("there is no fact `{meant}`"), help)
        }
        ErrorKind::OutOfFuel => {
            let help = "make its loops shorter".to_owned();
            ("this template does not come to an end".to_owned(), help)
        }
        ErrorKind::SyntaxError => {
            let help = format!("write a fact like `{{{{ name }}}}`; {}", list());
            (format!("this template cannot be read: {detail}"), help)
        }
        kind => (format!("this template cannot be filled in: {kind}: {detail}"), list()),
    };
    let place = match error.range() {
        Some(range) if text.is_char_boundary(range.start) => place(text, range.start),
        _ => Place { line: crate::text::count(error.line().unwrap_or(1)), column: 1 },
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
