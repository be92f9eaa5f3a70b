//! Where the values of a mapping stand, byte for byte, so that one of them can be changed and
//! nothing else. What cannot be told for sure has no span.

use std::ops::Range;

use super::Step;
use super::location;

/// How a value stands: in lines of its own, or in brackets.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Style {
    Block,
    Flow,
}

/// Returns where the `index`-th value of the mapping `text` stands: an empty range behind the
/// colon where there is none. Lists and mappings without brackets, and values with an anchor, an
/// alias or a tag, have no span.
pub(crate) fn value_span(text: &str, index: usize) -> Option<Range<usize>> {
    let (after, start) = value_start(text, index)?;
    let first = after + gap(&text[after..]);
    let style = style(text);
    if start < first || style == Style::Flow && text[start..].starts_with([',', '}']) {
        // Nothing of its own stands there, or an alias for something above.
        return (start >= after && !text[first..].starts_with('*')).then_some(after..after);
    }
    (start == first).then(|| Some(start..end(text, start, style)?))?
}

/// Returns where an item of the list that is the `index`-th value of the mapping `text` stands.
pub(crate) fn item_span(text: &str, index: usize, item: usize) -> Option<Range<usize>> {
    let (after, _) = value_start(text, index)?;
    let first = after + gap(&text[after..]);
    let style = match text[first..].starts_with('[') {
        true => Style::Flow,
        false if is_dash(&text[first..]) => Style::Block,
        false => return None,
    };
    let start = offset(text, &[Step::Value(index), Step::Item(item)])?;
    if start < first {
        return None;
    }
    let before = text[..start].trim_end_matches([' ', '\t']);
    if style == Style::Block
        && (!before.ends_with('-') || text[start..].starts_with(['\n', '\r', '#']))
    {
        // Nothing stands behind the dash, or the item begins on a line of its own.
        let dash = if before.ends_with('-') { before.len() } else { return None };
        return Some(dash..dash);
    }
    let end = end(text, start, style)?;
    Some(start..end)
}

/// Returns where the `index`-th key of the mapping `text` stands, its quotes included.
pub(crate) fn key_span(text: &str, index: usize) -> Option<Range<usize>> {
    let start = offset(text, &[Step::Key(index)])?;
    let rest = &text[start..];
    let length = match rest.chars().next()? {
        quote @ ('"' | '\'') => quoted(rest, quote)?,
        _ => {
            let is_colon = |(at, _): &(usize, &str)| {
                rest[at + 1..].starts_with(char::is_whitespace) || rest.len() == at + 1
            };
            let line = rest.lines().next()?;
            let (colon, _) = line.match_indices(':').find(is_colon)?;
            rest[..colon].trim_end().len()
        }
    };
    Some(start..start + length)
}

/// Returns where the closing brace of the mapping `text` stands, if it stands in braces.
pub(crate) fn closing_brace(text: &str) -> Option<usize> {
    if style(text) == Style::Block {
        return None;
    }
    let start = gap(text);
    Some(start + brackets(&text[start..])? - 1)
}

/// Returns the end of the colon behind the `index`-th key, and where the parser sees its value.
fn value_start(text: &str, index: usize) -> Option<(usize, usize)> {
    let key = key_span(text, index)?;
    let rest = text[key.end..].trim_start_matches([' ', '\t']);
    let after = text.len() - rest.strip_prefix(':')?.len();
    Some((after, offset(text, &[Step::Value(index)])?))
}

/// Returns the byte where the part of `text` at the end of `steps` begins.
fn offset(text: &str, steps: &[Step]) -> Option<usize> {
    let offset = location(text, steps)?.index();
    text.is_char_boundary(offset).then_some(offset)
}

/// Tells how the values of the mapping `text` stand.
fn style(text: &str) -> Style {
    if text[gap(text)..].starts_with('{') { Style::Flow } else { Style::Block }
}

fn is_dash(text: &str) -> bool {
    text.strip_prefix('-')
        .is_some_and(|rest| rest.is_empty() || rest.starts_with([' ', '\n', '\r']))
}

/// Returns the length of the blanks, line breaks and comments that `text` begins with.
fn gap(text: &str) -> usize {
    let mut rest = text;
    loop {
        rest = rest.trim_start();
        if !rest.starts_with('#') {
            return text.len() - rest.len();
        }
        rest = rest.find(['\n', '\r']).map_or("", |line_break| &rest[line_break..]);
    }
}

/// Returns where the value that begins at `start` ends.
fn end(text: &str, start: usize, style: Style) -> Option<usize> {
    let rest = &text[start..];
    let length = match rest.chars().next()? {
        quote @ ('"' | '\'') => quoted(rest, quote)?,
        '[' | '{' => brackets(rest)?,
        '|' | '>' if style == Style::Block => block_scalar(text, start),
        '&' | '*' | '!' | '|' | '>' | '%' | '@' | '`' | '#' => return None,
        '-' | '?' if rest[1..].starts_with(char::is_whitespace) || rest.len() == 1 => return None,
        _ => {
            let length = plain(rest, style);
            let is_mapping = rest[..length].contains(": ") || rest[..length].ends_with(':');
            return (!is_mapping).then_some(start + length);
        }
    };
    Some(start + length)
}

/// Returns the length of the text in quotes that `text` begins with.
fn quoted(text: &str, quote: char) -> Option<usize> {
    let mut chars = text.char_indices().skip(1).peekable();
    while let Some((at, c)) = chars.next() {
        if c == '\\' && quote == '"' {
            chars.next();
        } else if c == quote {
            let is_doubled = quote == '\'' && chars.peek().is_some_and(|(_, next)| *next == quote);
            if !is_doubled {
                return Some(at + 1);
            }
            chars.next();
        }
    }
    None
}

/// Returns the length of the list or mapping in brackets that `text` begins with.
fn brackets(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    let mut before = ' ';
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        match c {
            '"' | '\'' if matches!(before, '[' | '{' | ',' | ':') => at += quoted(&text[at..], c)?,
            '#' if text[..at].ends_with(char::is_whitespace) => at += gap(&text[at..]),
            _ => at += c.len_utf8(),
        }
        match c {
            '[' | '{' => depth += 1,
            ']' | '}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return Some(at);
        }
        if !c.is_whitespace() {
            before = c;
        }
    }
    None
}

/// Returns the length of the text without quotes that `text` begins with, on its first line.
fn plain(text: &str, style: Style) -> usize {
    let is_end = |(at, c): &(usize, char)| match c {
        '\n' | '\r' => true,
        '#' => text[..*at].ends_with([' ', '\t']),
        ',' | ']' | '}' => style == Style::Flow,
        _ => false,
    };
    let end = text.char_indices().find(is_end).map_or(text.len(), |(at, _)| at);
    text[..end].trim_end().len()
}

/// Returns the length of the text below a `|` or `>` at `start`, without its last line break.
fn block_scalar(text: &str, start: usize) -> usize {
    let line = &text[crate::text::line_start(text, start)..];
    let margin = |line: &str| line.len() - line.trim_start_matches(' ').len();
    let mut length = 0;
    let mut end = 0;
    for (index, inside) in text[start..].split_inclusive('\n').enumerate() {
        if index > 0 && !inside.trim().is_empty() {
            if margin(inside) <= margin(line) {
                break;
            }
            end = length + inside.trim_end_matches(['\n', '\r']).len();
        } else if index == 0 {
            end = inside.trim_end().len();
        }
        length += inside.len();
    }
    end
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(text: &str, index: usize) -> Option<&str> {
        value_span(text, index).map(|span| &text[span])
    }

    #[test]
    fn every_scalar_has_its_span() {
        for (text, written) in [
            ("a: 1 # one\nb: 2\n", "1"),
            ("a : 1\n", "1"),
            ("'a': it's 1  \nb: 2\n", "it's 1"),
            ("\"a: b\": 'it''s' # one\n", "'it''s'"),
            ("a: \"x \\\" y\"\n", "\"x \\\" y\""),
            ("a: http://x#y\n", "http://x#y"),
            ("a: ~\n", "~"),
            ("a:\n  # below\n  1\n", "1"),
            ("a: |\n  x\n\n  y\n\nb: 2\n", "|\n  x\n\n  y"),
            ("a: >- # fold\r\n  x\r\nb: 2\r\n", ">- # fold\r\n  x"),
            ("{a: 1, b: 2}\n", "1"),
            ("{a: 1}\n", "1"),
            ("a: [x, 'y]', \"z]\", [it's]] # list\n", "[x, 'y]', \"z]\", [it's]]"),
            ("a: [\n  x, # ]\n  y\n]\nb: 2\n", "[\n  x, # ]\n  y\n]"),
            ("ä: ü\n", "ü"),
        ] {
            assert_eq!(value(text, 0), Some(written), "{text}");
        }
    }

    #[test]
    fn nothing_has_its_place_behind_the_colon() {
        for text in ["a:\nb: 1\n", "a: \n", "a: # none\nb: 1\n"] {
            assert_eq!(value_span(text, 0), Some(2..2), "{text}");
        }
        for text in ["{a: , b: 1}\n", "{a: }\n"] {
            assert_eq!(value_span(text, 0), Some(3..3), "{text}");
        }
    }

    #[test]
    fn items_have_their_spans() {
        let item = |text: &'static str, item| item_span(text, 0, item).map(|span| &text[span]);
        assert_eq!(item("a: [x, 'y, z']\n", 1), Some("'y, z'"));
        assert_eq!(item("a:\n- x # one\n- \"y\"\n", 0), Some("x"));
        assert_eq!(item("a:\n  - x\n  - \"y\" \nb: 1\n", 1), Some("\"y\""));
        assert_eq!(item("a:\n  - \nb: 1\n", 0), Some(""));
    }

    #[test]
    fn anchors_aliases_and_tags_have_no_span() {
        for text in ["x: &n 1\na: *n\n", "x: 1\na: &n 2\n", "x: 1\na: !!str 2\n"] {
            assert_eq!(value_span(text, 1), None, "{text}");
        }
        for text in ["x: &n [1]\na: *n\n", "x: 1\na: &n\n  - 2\n", "x: 1\na:\n  - &n 2\n"] {
            assert_eq!(item_span(text, 1, 0), None, "{text}");
        }
        assert_eq!(value_span("? a\n: 1\n", 0), None);
        assert_eq!(value_span("a:\n  - 1\n", 0), None);
        assert_eq!(value_span("a:\n  b: 1\n", 0), None);
    }
}
