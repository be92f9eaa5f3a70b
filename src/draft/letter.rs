//! A letter: what stands above it, its body, and what lies beside it on the desk.

use std::fmt::Write;

use percent_encoding::AsciiSet;
use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;

use crate::text::visible;

use super::Kind;
use super::facts::Facts;

/// A letter to edit.
#[derive(Debug)]
pub struct Letter {
    /// What kind of letter it is.
    pub kind: Option<Kind>,
    /// Whom it is for, if that is known.
    pub name: String,
    /// Where it goes, if that is known.
    pub email: String,
    /// The lines above it: `To`, `Subject`.
    pub headers: Vec<(String, String)>,
    /// Its paragraphs, and the lines that must stay lines.
    pub body: Vec<String>,
    /// What the notes say that belongs beside it: a heading and its lines.
    pub beside: Vec<(String, Vec<String>)>,
}

impl Letter {
    /// Reads a filled-in template: headers up to the first empty line, then the body.
    pub(super) fn read(text: &str, facts: Facts) -> Letter {
        let mut lines = text.trim_start().lines().peekable();
        let mut headers = Vec::new();
        while let Some((key, value)) = lines.peek().and_then(|line| header(line)) {
            headers.push((key.to_owned(), visible(value.trim()).into_owned()));
            lines.next();
        }
        Letter {
            kind: facts.kind,
            headers,
            body: paragraphs(lines),
            beside: beside(&facts),
            name: facts.name,
            email: facts.email,
        }
    }

    /// Returns how many blanks are left to fill in.
    pub fn n_blanks(&self) -> usize {
        let headers = self.headers.iter().map(|(_, value)| value);
        headers.chain(&self.body).map(|line| line.matches('[').count()).sum()
    }

    /// Returns the body alone, each paragraph on one line.
    pub fn body_text(&self) -> String {
        self.body.join("\n") + "\n"
    }

    /// Returns all of it: the headers, the body, and below a line what lies beside it.
    pub fn text(&self) -> String {
        let mut text = String::new();
        for (key, value) in &self.headers {
            writeln!(text, "{key}: {value}").expect(INFALLIBLE);
        }
        if !self.headers.is_empty() {
            text.push('\n');
        }
        text.push_str(&self.body_text());
        if !self.beside.is_empty() {
            text.push_str("\n---\nNot part of the letter, from your notes:\n");
        }
        for (heading, lines) in &self.beside {
            writeln!(text, "\n{heading}").expect(INFALLIBLE);
            for line in lines {
                writeln!(text, "- {}", visible(line)).expect(INFALLIBLE);
            }
        }
        text
    }

    /// Returns the address that opens the letter in a mail program (RFC 6068).
    pub fn mailto(&self) -> String {
        const KEPT: &AsciiSet = &NON_ALPHANUMERIC
            .remove(b'-')
            .remove(b'.')
            .remove(b'_')
            .remove(b'~')
            .remove(b'@')
            .remove(b'+');
        let subject = self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case("subject"));
        let subject = subject.map_or("", |(_, subject)| subject);
        let body = self.body.join("\r\n");
        let encoded = |text: &str| utf8_percent_encode(text, NON_ALPHANUMERIC).to_string();
        format!(
            "mailto:{}?subject={}&body={}",
            utf8_percent_encode(&self.email, KEPT),
            encoded(subject),
            encoded(&body)
        )
    }
}

const INFALLIBLE: &str = "a string takes everything";

/// Reads a line like `Subject: Thank you`.
fn header(line: &str) -> Option<(&str, &str)> {
    let (key, value) = line.split_once(':')?;
    let is_word = !key.is_empty() && key.chars().all(|c| c.is_alphanumeric() || c == '-');
    is_word.then_some((key, value))
}

/// Joins the lines of each paragraph; a backslash at its end, or a dash at the beginning of the
/// next one, keeps a line as it is. Between paragraphs stands one empty line.
fn paragraphs<'t>(lines: impl Iterator<Item = &'t str>) -> Vec<String> {
    let mut body: Vec<String> = Vec::new();
    let mut is_open = false;
    for line in lines {
        let line = visible(line.trim());
        let (text, is_kept) = match line.strip_suffix('\\') {
            Some(text) => (text.trim_end(), true),
            None => (&*line, false),
        };
        match body.last_mut() {
            _ if text.is_empty() => {
                if body.last().is_some_and(|last| !last.is_empty()) {
                    body.push(String::new());
                }
                is_open = false;
                continue;
            }
            Some(last) if is_open && !text.starts_with("- ") => {
                last.push(' ');
                last.push_str(text);
            }
            _ => body.push(text.to_owned()),
        }
        is_open = !is_kept;
    }
    while body.last().is_some_and(String::is_empty) {
        body.pop();
    }
    body
}

/// Returns what the notes say that belongs beside the letter.
fn beside(facts: &Facts) -> Vec<(String, Vec<String>)> {
    let told = match facts.day.bare.as_str() {
        "" => String::new(),
        _ if facts.about.is_empty() => format!("What they told me, {}", facts.day.bare),
        day => format!("What {} told me, {day}", facts.about),
    };
    let has_learned = !facts.takeaways.is_empty();
    let told_lines = if has_learned { &facts.takeaways } else { &facts.noted };
    let parts = [
        (told.as_str(), told_lines),
        ("What I did about it", &facts.deeds),
        ("What I mean to do", &facts.plans),
        ("What I promised", &facts.promises),
        ("What they promised", &facts.offers),
    ];
    let parts = parts.into_iter().filter(|(_, lines)| !lines.is_empty());
    parts.map(|(heading, lines)| (heading.to_owned(), lines.clone())).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paragraphs_are_one_line_each() {
        let text = "\n\nDear Ada,\n\nthank\nyou.\n\n\n- one\n- two\n  more\n\nRegards,\\\nSam\n\n";
        let body =
            ["Dear Ada,", "", "thank you.", "", "- one", "- two more", "", "Regards,", "Sam"];
        assert_eq!(Letter::read(text, Facts::default()).body, body);
    }

    #[test]
    fn a_mailto_address_says_all() {
        let facts = Facts { email: "a&b+c@example.org".to_owned(), ..Facts::default() };
        let letter = Letter::read("Subject: A & Ö?\n\nDear %,\n\nyes=no\n", facts);
        assert_eq!(
            letter.mailto(),
            "mailto:a%26b+c@example.org?subject=A%20%26%20%C3%96%3F\
             &body=Dear%20%25%2C%0D%0A%0D%0Ayes%3Dno"
        );
    }
}
