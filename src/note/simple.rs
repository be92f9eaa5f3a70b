//! A quick reader for bodies that are made of the simplest Markdown: headings, paragraphs, and
//! flat lists of one line each, all at the margin.
//!
//! It tells lines as the full parser would have them read, whatever emphasis, code or links are in
//! them. It declines the whole body, and leaves it
//! to the full parser, wherever a line could mean anything else: indentation, tabs, backslashes,
//! `<`, `%%`, fences, quotes, tables, rules, numbered lists right below text, lines that go on an
//! item, brackets or code that do not end where the line does, headings with more than words in
//! them. The tests below show that a body reads the same either way.

use std::ops::Range;

use memchr::memchr;
use memchr::memchr_iter;
use memchr::memchr3;
use memchr::memchr3_iter;
use pulldown_cmark::HeadingLevel;

/// A line, without its end.
pub(super) struct Line {
    pub(super) kind: Kind,
    /// Where its text stands.
    pub(super) range: Range<usize>,
}

impl Line {
    const BLANK: Line = Line { kind: Kind::Blank, range: 0..0 };
}

/// What a line is.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    Blank,
    Heading(HeadingLevel),
    /// An item of a list with this sign; `.` and `)` are those behind a number.
    Item(u8),
    Text,
}

/// Divides `source` into lines; `None` if one of them is not simple.
pub(super) fn read(source: &str) -> Option<Vec<Line>> {
    let bytes = source.as_bytes();
    let is_before = |next: u8| move |offset: usize| bytes.get(offset + 1) == Some(&next);
    if memchr3(b'<', b'\\', b'\t', bytes).is_some()
        || memchr_iter(b'%', bytes).any(is_before(b'%'))
        || !memchr_iter(b'\r', bytes).all(is_before(b'\n'))
    {
        return None;
    }
    let mut lines: Vec<Line> = Vec::with_capacity(40);
    // Most lines have no sign that would have to be closed.
    let next_sign = |start: usize| Some(start + memchr3(b'[', b']', b'`', bytes.get(start..)?)?);
    let mut sign = next_sign(0);
    let mut start = 0;
    while start <= bytes.len() {
        if bytes.get(start) == Some(&b'\n') {
            lines.push(Line::BLANK);
            start += 1;
            continue;
        }
        let end = memchr(b'\n', &bytes[start..]).map_or(bytes.len(), |length| start + length);
        let text = &source[start..end];
        let line = line(text.strip_suffix('\r').unwrap_or(text))?;
        if sign.is_some_and(|sign| sign < end) {
            if !closes_everything(&text[line.range.clone()]) {
                return None;
            }
            sign = next_sign(end);
        }
        let above = lines.last().map_or(Kind::Blank, |line| line.kind);
        let goes_on = match (above, line.kind) {
            (Kind::Item(_), Kind::Text) => true,
            (Kind::Text, Kind::Item(sign)) => matches!(sign, b'.' | b')'),
            _ => false,
        };
        if goes_on {
            return None;
        }
        lines.push(Line { range: start + line.range.start..start + line.range.end, ..line });
        start = end + 1;
    }
    Some(lines)
}

/// Reads one line, if it is simple, whatever it leaves open.
fn line(line: &str) -> Option<Line> {
    let (kind, start) = match line.as_bytes() {
        [b'A'..=b'Z' | b'a'..=b'z', ..] => {
            return Some(Line { kind: Kind::Text, range: 0..line.len() });
        }
        [] | [b' ', ..] if line.bytes().all(|byte| byte == b' ') => {
            return Some(Line::BLANK);
        }
        [b'#', ..] if !line[1..].starts_with(char::is_alphanumeric) => return heading(line),
        [sign @ (b'-' | b'*' | b'+'), b' ', ..] => (Kind::Item(*sign), 2),
        [b'0'..=b'9', ..] => numbered(line)?,
        _ => (Kind::Text, 0),
    };
    let text = &line[start..];
    let is_box = || matches!(kind, Kind::Item(_)) && has_box(text);
    let is_simple = starts_simply(text) || is_box();
    is_simple.then_some(Line { kind, range: start..line.len() })
}

/// Reads a heading that has nothing but words.
fn heading(line: &str) -> Option<Line> {
    let n_signs = line.bytes().take_while(|byte| *byte == b'#').count();
    let level = HeadingLevel::try_from(n_signs).ok()?;
    let is_blank = |byte: &u8| *byte == b' ';
    let n_blanks = line.bytes().skip(n_signs).take_while(is_blank).count();
    let range = n_signs + n_blanks..line.len() - line.bytes().rev().take_while(is_blank).count();
    let is_word = |byte: u8| IS_WORD[usize::from(byte)];
    let is_simple = n_blanks > 0 && !range.is_empty() && line[range.clone()].bytes().all(is_word);
    is_simple.then_some(Line { kind: Kind::Heading(level), range })
}

/// The bytes that a heading may have that is simple.
const IS_WORD: [bool; 256] = {
    let mut is_word = [false; 256];
    let mut byte = 0;
    while byte < is_word.len() {
        let is_letter = (byte as u8).is_ascii_alphanumeric() || byte >= 0x80;
        is_word[byte] = is_letter
            || matches!(byte as u8, b' ' | b'-' | b',' | b'.' | b':' | b';' | b'?' | b'!')
            || matches!(byte as u8, b'\'' | b'"' | b'(' | b')' | b'/' | b'+' | b'@' | b'%');
        byte += 1;
    }
    is_word
};

/// Reads a line that begins with a digit: an item, or text.
fn numbered(line: &str) -> Option<(Kind, usize)> {
    let n_digits = line.bytes().take_while(u8::is_ascii_digit).count();
    match line.as_bytes()[n_digits..] {
        [sign @ (b'.' | b')'), b' ', ..] if n_digits <= 9 => Some((Kind::Item(sign), n_digits + 2)),
        [b'.' | b')', b' ', ..] | [b'.' | b')'] => None,
        _ => Some((Kind::Text, 0)),
    }
}

/// Tells whether a text begins with something to read, and with nothing that makes it more than a
/// text: words, also emphasised, or a link with words.
fn starts_simply(text: &str) -> bool {
    let mut chars = text.chars();
    let is_word = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    let next_is_word = || is_word(text.chars().nth(1));
    match chars.next() {
        Some('0'..='9') => matches!(numbered(text), Some((Kind::Text, _))),
        Some('(' | '"' | '\'' | '@' | '`' | '#') => next_is_word(),
        Some(sign @ ('*' | '_' | '~')) => {
            let inside = text.trim_start_matches(sign);
            let most = if sign == '~' { 2 } else { 3 };
            text.len() - inside.len() <= most && inside.starts_with(char::is_alphanumeric)
        }
        Some('[') => {
            let inside = text.strip_prefix("[[").unwrap_or(&text[1..]);
            let label = inside.split(']').next().unwrap_or_default();
            let words = label.rsplit('|').next().unwrap_or_default();
            is_word(label.chars().next()) && is_word(words.chars().next())
        }
        first => is_word(first),
    }
}

/// Tells whether a text begins with a box that has words behind it.
fn has_box(text: &str) -> bool {
    let Some(rest) = text.strip_prefix('[') else { return false };
    let mut chars = rest.chars();
    let has_sign = chars.next().is_some_and(|sign| !matches!(sign, '[' | ']' | '`' | '^'));
    has_sign && chars.as_str().strip_prefix("] ").is_some_and(|text| !text.trim().is_empty())
}

/// Tells whether all brackets and code spans end where the line does, so that no line decides how
/// another is read; destinations of links must be simple, and no reference is defined.
fn closes_everything(text: &str) -> bool {
    let bytes = text.as_bytes();
    let mut depth = 0_u32;
    let mut last_tick = None;
    let mut n_ticks = 0;
    for offset in memchr3_iter(b'[', b']', b'`', bytes) {
        let after = &bytes[offset + 1..];
        let is_wikilink = || bytes[..offset].ends_with(b"]");
        match bytes[offset] {
            b'[' => depth += 1,
            b']' => {
                let Some(outer) = depth.checked_sub(1) else { return false };
                depth = outer;
                let is_open = match after.first() {
                    Some(b':') => !is_wikilink(),
                    Some(b'[') => true,
                    Some(b'(') => !is_destination(&after[1..]),
                    _ => false,
                };
                if is_open {
                    return false;
                }
            }
            _ => {
                if last_tick.is_some_and(|last| last + 1 == offset) {
                    return false;
                }
                last_tick = Some(offset);
                n_ticks += 1;
            }
        }
    }
    depth == 0 && n_ticks % 2 == 0
}

/// Tells whether a link's destination ends soon, without blanks, quotes or brackets in it.
fn is_destination(bytes: &[u8]) -> bool {
    let is_end = |byte: &u8| b" ()\"'`[]".contains(byte);
    bytes.iter().find(|byte| is_end(byte)) == Some(&b')')
}

#[cfg(test)]
mod tests {
    use proptest::array::uniform3;
    use proptest::collection::vec;
    use proptest::prelude::ProptestConfig;
    use proptest::prop_assert;
    use proptest::proptest;

    use super::*;
    use crate::note::body;
    use crate::note::kind::Kind as NoteKind;
    use crate::settings::Settings;

    /// Pieces of which bodies are made; the first ones are chosen most.
    const STARTS: &[&str] = &[
        "",
        "",
        "- ",
        "## ",
        "- [ ] ",
        "1. ",
        "# ",
        "* ",
        "- [x] ",
        "2) ",
        "+ ",
        "3. ",
        "- [/] ",
        "### ",
        "**",
        "[[",
        "(",
        "#",
        "`",
        "2026-11-20",
        "- [",
        "1.",
        "> ",
        "  - ",
        "    ",
        "-",
        "---",
        "===",
        "```",
        "~~~",
        "| a | b |",
        "|---|---|",
        "<!-- ",
        "- - ",
        "10. ",
        "- 1. ",
        "  ",
        "\t",
        "***",
        "_",
        "~~",
        "![",
        "- # ",
        "[^1]: ",
        "[a]: ",
        "*",
        "-   ",
        "- [ ]",
        "- | -",
        ":-",
        "\\",
        "&amp;",
        "$$",
    ];
    const TEXTS: &[&str] = &[
        "words of text",
        "",
        "Attendees:",
        "Notes",
        "Ada",
        "Log",
        "[[Ada]]",
        "[[ada|Ada]], Grace",
        "2026-11-20: met",
        "send it by 2026-12-01",
        "Attendees: [[Ada]], Grace",
        "a **bold** and *b* word",
        "some `code` here",
        "[Ada](people/ada.md) too",
        "Questions",
        "due 📅 2026-12-01 ✅ 2026-12-02",
        "Topic:",
        "ada:",
        "Research",
        "**With:** Ada",
        "see [[Ada]]: x",
        "Zoë ✅ done",
        "a & b",
        "a | b",
        "a `b",
        "b` c",
        "a [b",
        "b](c) d",
        "[a][b]",
        "[a]: /b",
        "[[a",
        "b]] c",
        "a <b> c",
        "<!-- c -->",
        "a %% b",
        "c %% d",
        "a  ",
        "a\\",
        "[x](a (b) c)",
        "[x](a",
        "\"b\") c",
        "![](a.png)",
        "[]()",
        "---",
        "===",
        "``a`",
        "~~a~~",
        "***a***",
        "__a",
        "&nbsp;",
        "a # b #",
        "😀 a",
        "[[a| ]]",
        "a^b",
        "[^1]",
        "x]",
        "*",
        "_",
        "https://a.example/b_c",
        "<https://a.example>",
        "\u{a0}a",
        "a\u{2028}b",
        "1. a",
        "- a",
        "# a",
        "[ ] a",
    ];
    const ENDS: &[&str] =
        &["\n", "\n\n", "\n", "\n\n", "\n", "\n", "\r\n", " \n", "  \n", "\r", "\n \n", ""];

    fn pieces(numbers: &[usize; 3]) -> String {
        let pick = |pieces: &[&'static str], index: usize| {
            pieces[numbers[index].pow(3) * pieces.len() / 1_000_000_000]
        };
        [pick(STARTS, 0), pick(TEXTS, 1), pick(ENDS, 2)].concat()
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(10_000))]

        #[test]
        fn both_readers_agree(
            lines in vec(uniform3(0..1000_usize), 1..10),
            edits in vec((0..1000_usize, 0..40_usize), 0..2),
        ) {
            let text: String = lines.iter().map(pieces).collect();
            let mut text: Vec<char> = text.chars().collect();
            for (place, sign) in edits {
                let place = place % (text.len() + 1);
                match "\n\r :#-[]()*_\"'|>`~!\t\\a0<&%+.^=x".chars().nth(sign) {
                    Some(sign) => text.insert(place, sign),
                    None => text.truncate(place),
                }
            }
            let text: String = text.into_iter().collect();
            let settings = Settings::new();
            for kind in [NoteKind::Contact, NoteKind::Meeting] {
                prop_assert!(body::readers_agree(&text, kind, &settings.headings), "{text:?}");
            }
        }
    }

    #[test]
    fn what_nearly_everybody_writes_is_simple() {
        let is_simple = |text| read(text).is_some();
        assert!(is_simple(
            "# Ada\n\nMet **her** at [[Boats]], [site](https://a.example).\nAgain.\n"
        ));
        assert!(is_simple(
            "## ✅ Notes\n- [ ] send `it`\n- [x] [[Ada|A]]: read\n\n1. One?\n2. Two?\n"
        ));
        for text in
            ["- a\n  - b\n", "- a\nb\n", "> a\n", "a <b>\n", "```\n- [ ] a\n```\n", "a\n---\n"]
        {
            assert!(!is_simple(text), "{text}");
        }
    }
}
