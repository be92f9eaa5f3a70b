//! How each shell wants its words: read from what is typed, and written so that they stay one word
//! and do nothing, whatever is in them.

use clap::ValueEnum;
use percent_encoding::percent_decode_str;
use unicode_width::UnicodeWidthStr;

use crate::render::terminal::fitted;
use crate::text::fold;

use super::Offer;

/// A shell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(crate) enum Shell {
    Bash,
    Zsh,
    Fish,
    #[value(alias = "pwsh")]
    Powershell,
    Elvish,
}

/// How a shell shows what is offered.
#[derive(Debug, Clone, Copy)]
pub(super) struct Show {
    /// The columns of the terminal.
    pub(super) width: usize,
    /// Whether bash only lists the words, and inserts none: then there is room to explain them.
    pub(super) is_list: bool,
}

impl Shell {
    /// Returns the script that makes the shell ask us.
    pub(super) fn script(self) -> &'static str {
        match self {
            Shell::Bash => include_str!("keepwarm.bash"),
            Shell::Zsh => include_str!("keepwarm.zsh"),
            Shell::Fish => include_str!("keepwarm.fish"),
            Shell::Powershell => include_str!("keepwarm.ps1"),
            Shell::Elvish => include_str!("keepwarm.elv"),
        }
    }

    /// Returns the words of the command line, the last one being typed, as they were meant; and
    /// what of the last one the shell does not take for a part of it.
    pub(super) fn read(self, words: &[String]) -> (Vec<String>, String) {
        let Some((last, before)) = words.split_last() else { return Default::default() };
        match self {
            Shell::Bash => {
                let (words, apart) = joined(words);
                (words.iter().map(|word| unquoted(word)).collect(), apart)
            }
            Shell::Fish => (with_last(before, unquoted(last)), String::new()),
            Shell::Powershell => {
                (words.iter().map(|word| unescaped(word)).collect(), String::new())
            }
            Shell::Zsh | Shell::Elvish => (words.to_vec(), String::new()),
        }
    }

    /// Returns the lines for what is offered in place of `typed`, of which bash leaves `apart`
    /// where it is.
    pub(super) fn write(self, offers: &[Offer], typed: &str, apart: &str, show: Show) -> String {
        match self {
            Shell::Bash => bash(offers, typed, apart, show),
            Shell::Zsh => zsh(offers, show),
            Shell::Fish | Shell::Elvish => {
                lines(offers, |Offer { value, about }| format!("{value}\t{about}"))
            }
            Shell::Powershell => lines(offers, |Offer { value, about }| {
                let about = if about.is_empty() { value } else { about };
                format!("{}\t{value}\t{about}", powershell_quoted(value))
            }),
        }
    }
}

fn lines(offers: &[Offer], line: impl Fn(&Offer) -> String) -> String {
    offers.iter().map(|offer| line(offer) + "\n").collect()
}

fn with_last(before: &[String], last: String) -> Vec<String> {
    before.iter().cloned().chain([last]).collect()
}

/// Returns a word that a sign and percent-encoding brought here whole.
fn unescaped(word: &str) -> String {
    let word = word.strip_prefix('=').unwrap_or(word);
    percent_decode_str(word).decode_utf8_lossy().into_owned()
}

/// Joins `--kind`, `=` and `promise`, which bash takes for three words; returns also what of the
/// last one stands before what bash replaces.
fn joined(words: &[String]) -> (Vec<String>, String) {
    let mut joined: Vec<String> = Vec::new();
    let mut apart = String::new();
    for word in words {
        let is_equals = word == "=";
        let option = joined.last_mut().filter(|last| last.starts_with("--"));
        match option.filter(|option| is_equals || option.ends_with('=')) {
            Some(option) => {
                if !is_equals {
                    apart.clone_from(option);
                }
                option.push_str(word);
                if is_equals {
                    apart.clone_from(option);
                }
            }
            None => {
                apart.clear();
                joined.push(word.clone());
            }
        }
    }
    (joined, apart)
}

/// Returns a word without the quotes and backslashes of a shell; a quote may be open.
fn unquoted(word: &str) -> String {
    let mut text = String::new();
    let mut quote = None;
    let mut chars = word.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, '\'' | '"') => quote = Some(c),
            (Some(open), c) if c == open => quote = None,
            (None | Some('"'), '\\') => text.extend(chars.next()),
            (_, c) => text.push(c),
        }
    }
    text
}

/// Returns the words for bash: quoted as those that are typed, since they are inserted as they
/// stand; where they are only listed, with their explanations.
fn bash(offers: &[Offer], typed: &str, apart: &str, show: Show) -> String {
    let quote = typed.chars().next().filter(|c| matches!(c, '\'' | '"'));
    let values: Vec<String> = offers
        .iter()
        .map(|offer| bash_quoted(offer.value.strip_prefix(apart).unwrap_or(&offer.value), quote))
        .collect();
    let mut rows = match show.is_list && offers.len() > 1 {
        true => explained(&values, offers, show.width),
        false => values,
    };
    if are_others(offers, &unquoted(typed)) {
        // What they have in common at the beginning must not take the place of what is typed.
        rows.push(" ".to_owned());
    }
    rows.into_iter().map(|row| row + "\n").collect()
}

/// Returns the words for zsh, each with what is shown in the list.
fn zsh(offers: &[Offer], show: Show) -> String {
    let values: Vec<String> = offers.iter().map(|offer| offer.value.clone()).collect();
    let shown = explained(&values, offers, show.width);
    values.iter().zip(shown).map(|(value, shown)| format!("{value}\t{shown}\n")).collect()
}

/// Tells whether there are several, and all were found by something else than their beginning.
pub(super) fn are_others(offers: &[Offer], typed: &str) -> bool {
    let begins = |offer: &Offer| fold(&offer.value).starts_with(&*fold(typed));
    offers.len() > 1 && !offers.iter().any(begins)
}

/// Returns words with their explanations beside them, in lines of at most `width` columns.
fn explained(values: &[String], offers: &[Offer], width: usize) -> Vec<String> {
    const LEAST: usize = 8;
    let widest = values.iter().map(|value| value.width()).max().unwrap_or(0);
    let room = width.saturating_sub(widest + "  ()".len() + 1);
    let row = |(value, offer): (&String, &Offer)| {
        if offer.about.is_empty() || room < LEAST {
            return value.clone();
        }
        let gap = " ".repeat(widest - value.width() + 2);
        format!("{value}{gap}({})", fitted(&offer.about, room))
    };
    values.iter().zip(offers).map(row).collect()
}

/// Writes a word for bash: behind an open quote, or without one.
fn bash_quoted(value: &str, quote: Option<char>) -> String {
    let is_plain = |c: char| c.is_alphanumeric() || "-_./@%+,=:".contains(c);
    let mut text = String::new();
    let mut chars = value.chars().peekable();
    while let Some(c) = chars.next() {
        match (quote, c) {
            // Bash closes the quote behind the word, unless the word ends in such a sign.
            (Some(open), c) if c == open && chars.peek().is_none() => text.extend([open, '\\', c]),
            (Some('\''), '\'') => text.push_str("'\\''"),
            // A backslash before it would stay; without one, it calls up an older line.
            (Some('"'), '!') => text.push_str("\"\\!\""),
            (Some('"'), '$' | '`' | '"' | '\\') => text.extend(['\\', c]),
            (Some(_), c) => text.push(c),
            (None, c) if is_plain(c) || !c.is_ascii() => text.push(c),
            (None, c) => text.extend(['\\', c]),
        }
    }
    text
}

/// Writes a word for PowerShell, for which all of `'‘’‚‛` are quotes.
fn powershell_quoted(value: &str) -> String {
    let is_plain = |c: char| c.is_ascii_alphanumeric() || "-_./=".contains(c);
    if value.chars().all(is_plain) {
        return value.to_owned();
    }
    let mut text = "'".to_owned();
    for c in value.chars() {
        if matches!(c, '\'' | '\u{2018}'..='\u{201b}') {
            text.push(c);
        }
        text.push(c);
    }
    text + "'"
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(words: &[&str]) -> Vec<String> {
        words.iter().map(|word| (*word).to_owned()).collect()
    }

    #[test]
    fn what_bash_divides_is_one_word_again() {
        let read = |line: &[&str]| Shell::Bash.read(&words(line));
        assert_eq!(
            read(&["keepwarm", "done", "--kind", "=", "pro"]),
            (words(&["keepwarm", "done", "--kind=pro"]), "--kind=".to_owned())
        );
        assert_eq!(
            read(&["keepwarm", "done", "--kind", "="]),
            (words(&["keepwarm", "done", "--kind="]), "--kind=".to_owned())
        );
        assert_eq!(
            read(&["keepwarm", "--color", "=", "never", "do"]),
            (words(&["keepwarm", "--color=never", "do"]), String::new())
        );
        assert_eq!(
            read(&["keepwarm", "-C", "'my notes'", "show", "Ada\\ L"]),
            (words(&["keepwarm", "-C", "my notes", "show", "Ada L"]), String::new())
        );
        assert_eq!(read(&["keepwarm", "\"Ada \\\"L"]).0, words(&["keepwarm", "Ada \"L"]));
    }

    #[test]
    fn a_word_stays_one_word_in_every_quote() {
        let name = "Ada \"$(rm)\" 'O`Hara' !x \\";
        assert_eq!(
            bash_quoted(name, None),
            "Ada\\ \\\"\\$\\(rm\\)\\\"\\ \\'O\\`Hara\\'\\ \\!x\\ \\\\"
        );
        assert_eq!(bash_quoted(name, Some('\'')), "Ada \"$(rm)\" '\\''O`Hara'\\'' !x \\");
        assert_eq!(bash_quoted(name, Some('"')), "Ada \\\"\\$(rm)\\\" 'O\\`Hara' \"\\!\"x \\\\");
        assert_eq!(bash_quoted("the \"boss\"", Some('"')), "the \\\"boss\"\\\"");
        assert_eq!(powershell_quoted("O’Hara's $x"), "'O’’Hara''s $x'");
        assert_eq!(bash_quoted("李小龍", None), "李小龍");
    }
}
