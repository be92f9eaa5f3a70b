//! A quick reader for front matter as nearly everybody writes it: one line for each key.
//!
//! It reads `key: value` where the value is plain, in quotes without escapes, or a list in brackets
//! on the same line, and lists of one line each below their key; blank lines and lines of comment
//! may stand between. It declines whatever it is not sure of, and leaves it to the full parser:
//! everything else that is indented, comments behind values, tabs and other control characters,
//! values that begin with or contain a sign that could mean something, a key written twice. The
//! tests below show that what it does read, both read the same.

use std::borrow::Cow;

use memchr::memchr;
use memchr::memchr2_iter;

use crate::text::is_printable_ascii;
use crate::text::lines;
use crate::text::split_once;
use crate::text::without_break;

use super::Node;

/// The longest key that is read: the full parser has a limit.
const LONGEST_KEY: usize = 100;
/// The most keys that are read: each is compared with those before it.
const MOST_KEYS: usize = 64;

/// Reads `text`, or declines.
pub(super) fn read(text: &str) -> Option<Node<'_>> {
    if memchr2_iter(b'[', b'{', text.as_bytes()).nth(super::DEEPEST).is_some() {
        return None;
    }
    let mut entries: Vec<(Node, Node)> = Vec::with_capacity(16);
    // Whether the last key still waits for a list, and how far its items are indented.
    let mut list: Option<Option<usize>> = None;
    let is_plain = |byte: u8| (b' '..=b'~').contains(&byte) | (byte == b'\n');
    let is_all_plain = text.bytes().fold(true, |is, byte| is & is_plain(byte));
    for line in lines(text).map(without_break) {
        if !(is_all_plain || is_sure(line)) || entries.len() > MOST_KEYS {
            return None;
        }
        let unindented = line.trim_ascii_start();
        if unindented.is_empty() || line.starts_with('#') {
            continue;
        }
        if let Some(item) = unindented.strip_prefix("- ") {
            let indent = line.len() - unindented.len();
            if *list.as_mut()?.get_or_insert(indent) != indent {
                return None;
            }
            entries.last_mut()?.1.push(scalar(item.trim_ascii())?);
            continue;
        }
        let (key, value) = split_once(line, b':')?;
        let key = key_of(key)?;
        let is_known = |(known, _): &(Node, Node)| known.scalar() == Some(key);
        if !(value.is_empty() || value.starts_with(' ')) || entries.iter().any(is_known) {
            return None;
        }
        let key = Node::Scalar(Cow::Borrowed(key));
        let value = value.trim_ascii();
        list = value.is_empty().then_some(None);
        entries.push((key, if value.is_empty() { Node::Null } else { node(value)? }));
    }
    (1..=MOST_KEYS).contains(&entries.len()).then_some(Node::Map(entries))
}

impl<'t> Node<'t> {
    /// Adds an item to a list, or begins one.
    fn push(&mut self, item: Node<'t>) {
        match self {
            Node::List(nodes) => nodes.push(item),
            node => *node = Node::List(vec![item]),
        }
    }
}

/// Tells whether a line has no character that YAML reads in a way of its own, wherever it stands.
fn is_sure(line: &str) -> bool {
    is_printable_ascii(line)
        || line.chars().all(|c| match c {
            '\u{2028}' | '\u{2029}' | '\u{feff}' | '\u{fffe}' | '\u{ffff}' => false,
            c => matches!(c, ' '..='~' | '\u{a0}'..),
        })
}

/// Returns a key, if it is nothing but words.
fn key_of(text: &str) -> Option<&str> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ' ');
    let fits = text.starts_with(|c: char| c.is_alphanumeric() || c == '_')
        && text.len() <= LONGEST_KEY
        && text.chars().all(is_word)
        && !text.ends_with(' ')
        && !is_null(text);
    fits.then_some(text)
}

/// Reads the value behind a key.
fn node(text: &str) -> Option<Node<'_>> {
    match text.strip_prefix('[') {
        Some(rest) => flow_list(rest.strip_suffix(']')?),
        None => scalar(text),
    }
}

/// Reads a text that has a line's rest to itself.
fn scalar(text: &str) -> Option<Node<'_>> {
    if let Some((text, rest)) = quoted(text) {
        return rest.is_empty().then_some(Node::Scalar(Cow::Borrowed(text)));
    }
    let starts_well =
        text.starts_with(|c: char| c.is_alphanumeric() || matches!(c, '+' | '(' | '/' | '_'));
    let bytes = text.as_bytes();
    let means_more = |sign: usize| match bytes[sign] {
        b':' => matches!(bytes.get(sign + 1), None | Some(b' ')),
        _ => bytes[..sign].ends_with(b" "),
    };
    (starts_well && !memchr2_iter(b':', b'#', bytes).any(means_more)).then(|| plain(text))
}

/// Reads what stands between the brackets of a list.
fn flow_list(mut rest: &str) -> Option<Node<'_>> {
    let is_word = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '/' | '.' | '+');
    let mut nodes = Vec::new();
    rest = rest.trim_ascii();
    while !rest.is_empty() {
        let (node, after) = match quoted(rest) {
            Some((text, after)) => (Node::Scalar(Cow::Borrowed(text)), after),
            None => {
                let comma = memchr(b',', rest.as_bytes());
                let (text, after) = rest.split_at(comma.unwrap_or(rest.len()));
                let text = text.trim_ascii();
                if !text.starts_with(char::is_alphanumeric) || !text.chars().all(is_word) {
                    return None;
                }
                (plain(text), after)
            }
        };
        nodes.push(node);
        rest = match after.trim_ascii_start() {
            "" => "",
            // Nothing after a comma is no item.
            after => Some(after.strip_prefix(',')?.trim_ascii()).filter(|a| !a.is_empty())?,
        };
    }
    Some(Node::List(nodes))
}

/// Splits a text in quotes, without escapes, from what follows it.
fn quoted(text: &str) -> Option<(&str, &str)> {
    let quote = text.bytes().next().filter(|byte| matches!(byte, b'"' | b'\''))?;
    let (inside, after) = split_once(&text[1..], quote)?;
    let has_backslash = || memchr(b'\\', inside.as_bytes()).is_some();
    let has_escape = quote == b'"' && has_backslash() || after.as_bytes().starts_with(&[quote]);
    (!has_escape).then_some((inside, after))
}

fn plain(text: &str) -> Node<'_> {
    if is_null(text) { Node::Null } else { Node::Scalar(Cow::Borrowed(text)) }
}

fn is_null(text: &str) -> bool {
    matches!(text, "null" | "Null" | "NULL" | "~")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::yaml::parse_fully;

    /// Pieces of which lines of front matter are made; the first ones are chosen most.
    const KEYS: &[&str] = &[
        "name",
        "with",
        "thank_you_email",
        "Last Contact",
        "a-b",
        "7",
        "größe",
        "_",
        "x2",
        "yes",
        "a - b",
        "null",
        "~",
        "x y ",
        "\"q\"",
        "- a",
        "?",
        "#",
        "&a",
        " in",
        "\tt",
        "[k]",
        "<<",
        "a#b",
        "a:b",
        "a #b",
    ];
    const BETWEEN: &[&str] =
        &[": ", ": ", ": ", ":  ", " : ", ":", ":\t", " ", ": # c", ": \"", ": [", ": - "];
    const VALUES: &[&str] = &[
        "",
        "Ada Lovelace",
        "2026-11-20",
        "14:30",
        "[a, b c]",
        "'[[Ada]]'",
        "\"[[Ada|A]]\"",
        "[]",
        "007",
        "1e3",
        "+44 20 7",
        "yes",
        "null",
        "Null",
        "~",
        "\"Ada: x # y\"",
        "[\"[[A, B]]\", 'c' , d e]",
        "[ ]",
        "a#b",
        "https://example.org/a?b=c#d",
        "a, b",
        "a ] b",
        "a \"b\" c",
        "\"\"",
        "''",
        "Zoë",
        "a\u{a0}",
        "1_000",
        "[null, ~, 7]",
        "'it''s'",
        "\"a\\n\"",
        "[a, ]",
        "[, a]",
        "[a: b]",
        "[#t, #u]",
        "[[Ada]]",
        "[a, [b]]",
        "{a: b}",
        "a: b",
        "a #b",
        "a:",
        "|",
        ">-",
        "&x a",
        "*x",
        "!t a",
        "@me",
        "%",
        "`c`",
        "-",
        "- a",
        "-1",
        "\"a\" b",
        "'a' # c",
        "# c",
        "...",
        "---",
        "\u{a0}",
        "a\u{2028}b",
        "\u{feff}",
        "😀",
        "x\ty",
        "a\rb",
        "<",
        "=",
        ".5",
        "0x1F",
        "\"",
        "'",
        "\"a\"\"b\"",
        "\"a\",",
        "[\"a\"b]",
        "['a''b']",
        "[a]]",
        "[a] b",
        "[\"a\": b]",
        "[a,b,,c]",
        "(a",
        "/a",
        "a,",
        "a?",
        "?",
        "? a",
        ", a",
        "] a",
        "a:b",
        ":a",
        "a :b",
    ];
    const BEFORE: &[&str] = &[
        "", "", "", "", "  - ", "- ", "    - ", "  ", " ", "-", "# ", " # ", "\t- ", "  -  ",
        "- - ",
    ];
    const ENDS: &[&str] =
        &["\n", "\n", "\n", "\n", "\n", "\r\n", " \n", "\n\n", "\n  \n", "\r", ""];

    /// Returns a line of pieces that are chosen by numbers below a thousand.
    fn line(numbers: &[usize; 6], number: usize) -> String {
        let pick = |pieces: &[&'static str], index: usize| {
            pieces[numbers[index].pow(3) * pieces.len() / 1_000_000_000]
        };
        let before = pick(BEFORE, 0);
        let is_item = before.ends_with("- ") && !numbers[1].is_multiple_of(8);
        let (key, between) = if is_item { ("", "") } else { (pick(KEYS, 1), pick(BETWEEN, 2)) };
        // Keys that are written twice are one test of many, not most of them.
        let twice = if is_item || numbers[3] < 100 { String::new() } else { number.to_string() };
        format!("{before}{key}{twice}{between}{}{}", pick(VALUES, 4), pick(ENDS, 5))
    }

    proptest::proptest! {
        #![proptest_config(proptest::prelude::ProptestConfig::with_cases(10_000))]

        #[test]
        fn the_quick_reader_and_the_full_one_agree(
            lines in proptest::collection::vec(proptest::array::uniform6(0..1000_usize), 1..8),
            edits in proptest::collection::vec((0..1000_usize, 0..40_usize), 0..2),
        ) {
            let lines = lines.iter().zip(0..).map(|(numbers, number)| line(numbers, number));
            let mut text: Vec<char> = lines.collect::<String>().chars().collect();
            for (place, sign) in edits {
                let place = place % (text.len() + 1);
                match "\n\r :#-[]{},\"'|>&*!%@`~?\t\\a0\u{85}\u{feff}".chars().nth(sign) {
                    Some(sign) => text.insert(place, sign),
                    None => text.truncate(place),
                }
            }
            let text: String = text.into_iter().collect();
            if let Some(node) = read(&text) {
                proptest::prop_assert_eq!(Ok(node), parse_fully(&text), "{:?}", text);
            }
        }
    }

    #[test]
    fn the_quick_reader_reads_what_nearly_everybody_writes() {
        for text in [
            "type: contact\nname: \"Zoë Müller\"\ntags: [a, 'b c', \"[[D]]\"]\nemail: z@x.org\n",
            "with:\n  - \"[[Ada]]\"\n  - Grace Hopper\n\n# when\ndate: 2026-11-20 14:30\nstatus:\n",
            "aliases:\r\n- Z\r\nphone: +44 20 7\r\ntags: []\r\n",
        ] {
            assert_eq!(read(text), Some(parse_fully(text).unwrap()), "{text}");
        }
        for text in
            ["a: b: c\n", "a: 1\na: 2\n", "a:\n b\n", "a: [[B]]\n", "a: \"\\t\"\n", "a: b # c\n"]
        {
            assert_eq!(read(text), None, "{text}");
        }
    }
}
