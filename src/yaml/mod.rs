//! YAML as the notes need it: every scalar as it was written, every problem with its place.

mod plain;
mod quote;
mod span;

pub use quote::quoted;

use std::borrow::Cow;
use std::cell::Cell;
use std::fmt;

use rustc_hash::FxHashSet;
use serde::Deserializer;
use serde::de::DeserializeSeed;
use serde::de::EnumAccess;
use serde::de::Error;
use serde::de::IgnoredAny;
use serde::de::MapAccess;
use serde::de::SeqAccess;
use serde::de::VariantAccess;
use serde::de::Visitor;

use crate::text::Place;

pub(crate) use span::closing_brace;
pub(crate) use span::item_span;
pub(crate) use span::key_span;
pub(crate) use span::value_span;

/// The longest YAML that is read, in bytes: nobody writes more by hand.
const LONGEST: usize = 2 * 1024 * 1024;
/// So many bytes of text it may have where each alias is what it stands for.
const LONGEST_UNFOLDED: usize = 2 * LONGEST;
/// The deepest nesting of `[` and `{` that is read, and of `- ` and `? ` that begin a line.
const DEEPEST: usize = 64;

/// A piece of YAML.
#[derive(Debug, Clone, PartialEq)]
pub enum Node<'t> {
    /// Nothing: an absent value, `null` or `~`.
    Null,
    /// A scalar's text, as it was written (`007` and `+44 20` stay so).
    Scalar(Cow<'t, str>),
    /// A list.
    List(Vec<Node<'t>>),
    /// A mapping, in its order.
    Map(Vec<(Node<'t>, Node<'t>)>),
    /// A number or a truth value, before its text is read in the second pass.
    Unread,
}

impl Node<'_> {
    /// Returns the text of a scalar.
    pub fn scalar(&self) -> Option<&str> {
        match self {
            Node::Scalar(text) => Some(text),
            _ => None,
        }
    }

    /// Tells whether there is nothing here: absent, `null`, a blank text, an empty list or mapping.
    pub fn is_empty(&self) -> bool {
        match self {
            Node::Null => true,
            Node::Scalar(text) => text.chars().all(char::is_whitespace),
            Node::List(nodes) => nodes.iter().all(Node::is_empty),
            Node::Map(entries) => entries.is_empty(),
            Node::Unread => false,
        }
    }
}

/// Why a text is no YAML, and where.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Problem {
    /// What is wrong, in one clause.
    pub message: String,
    /// Where, counted from the text's beginning.
    pub place: Place,
}

/// One step from a node to a part of it, by its index.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Step {
    /// The key of a mapping's entry.
    Key(usize),
    /// The value of a mapping's entry.
    Value(usize),
    /// An item of a list.
    Item(usize),
}

impl Step {
    /// Returns which key, value or item it leads to, from zero.
    pub fn number(&self) -> usize {
        match *self {
            Step::Key(index) | Step::Value(index) | Step::Item(index) => index,
        }
    }
}

/// Parses `text`.
///
/// # Errors
///
/// Returns the first problem: text that is no YAML, a key written twice, or more of it than
/// anyone writes by hand (2 MiB, 64 levels of brackets).
pub fn parse(text: &str) -> Result<Node<'_>, Problem> {
    if text.len() > LONGEST {
        let message = format!("it is longer than {} MiB", LONGEST / 1024 / 1024);
        return Err(Problem { message, place: Place::START });
    }
    match plain::read(text) {
        Some(node) => Ok(node),
        None => parse_fully(text),
    }
}

/// Tells whether the quick reader, where it reads `text` at all, reads what the full one does.
pub(crate) fn readers_agree(text: &str) -> bool {
    plain::read(text).is_none_or(|node| parse_fully(text) == Ok(node))
}

fn parse_fully(text: &str) -> Result<Node<'static>, Problem> {
    if let Some(offset) = too_deep(text) {
        let message = format!("it is nested more than {DEEPEST} deep");
        return Err(Problem { message, place: crate::text::place(text, offset) });
    }
    if is_blank(text) {
        return Ok(Node::Null);
    }
    let read = |known| {
        let read = Read { known, room: &Cell::new(LONGEST_UNFOLDED) };
        let node = read.deserialize(serde_yaml::Deserializer::from_str(text));
        node.map_err(|error| problem(text, &error))
    };
    let mut node = read(None)?;
    if has_unread(&node) {
        // The parser would hand out numbers and truth values as such, and lose how they were
        // written; knowing the shape, we can ask for the text of each scalar.
        node = read(Some(&node))?;
    }
    match twice(&node, &mut Vec::new()) {
        None => Ok(node),
        Some((key, steps)) => {
            let place = locate(text, &steps).unwrap_or(Place::START);
            Err(Problem { message: written_twice(&key), place })
        }
    }
}

/// Returns what to say of a key that stands twice in one mapping.
pub fn written_twice(key: &str) -> String {
    format!("the key `{}` is written twice", key.replace('`', "'"))
}

/// Finds a key that stands twice in one mapping, and the steps to its second place.
fn twice(node: &Node, steps: &mut Vec<Step>) -> Option<(String, Vec<Step>)> {
    let mut below = |step: Step, node: &Node| {
        steps.push(step);
        let found = twice(node, steps);
        steps.pop();
        found
    };
    match node {
        Node::List(nodes) => {
            (0..).zip(nodes).find_map(|(index, node)| below(Step::Item(index), node))
        }
        Node::Map(entries) => {
            let mut seen = FxHashSet::default();
            for (index, (key, value)) in entries.iter().enumerate() {
                if let Some(key) = key.scalar()
                    && !seen.insert(key)
                {
                    let steps = steps.iter().copied().chain([Step::Key(index)]);
                    return Some((key.to_owned(), steps.collect()));
                }
                if let Some(found) = below(Step::Value(index), value) {
                    return Some(found);
                }
            }
            None
        }
        Node::Null | Node::Scalar(_) | Node::Unread => None,
    }
}

/// Returns the place where the part of `text` at the end of `steps` begins.
pub fn locate(text: &str, steps: &[Step]) -> Option<Place> {
    location(text, steps).map(|location| place(text, &location))
}

fn location(text: &str, steps: &[Step]) -> Option<serde_yaml::Location> {
    let located = Locate(steps).deserialize(serde_yaml::Deserializer::from_str(text));
    located.err()?.location()
}

/// Returns a place as everybody else counts: to the parser also a lone carriage return and other
/// rare signs end a line.
fn place(text: &str, location: &serde_yaml::Location) -> Place {
    let before = text.get(..location.index()).unwrap_or(text);
    crate::text::place(text, before.len())
}

fn problem(text: &str, error: &serde_yaml::Error) -> Problem {
    let place = error.location().map_or(Place::START, |location| place(text, &location));
    let message = error.to_string();
    // The parser ends its message with the place, which we show in our own way.
    let message = message.split(" at line ").next().unwrap_or_default();
    let known = PLAIN_WORDS.iter().find(|(theirs, _)| message.contains(theirs));
    let message = known.map_or(message, |(_, ours)| ours).to_owned();
    Problem { message, place }
}

/// What the parser says, and what it means to somebody who writes notes.
const PLAIN_WORDS: &[(&str, &str)] = &[
    ("cannot start any token", "this character cannot begin a value"),
    ("expected ',' or ']'", "a list in brackets is not closed"),
    ("expected ',' or '}'", "a mapping in braces is not closed"),
    ("mapping values are not allowed", "this is the second colon where one can stand"),
    ("expected key", "this does not fit the lines above it"),
    ("expected ':'", "this line has no colon"),
    ("expected node content", "a value is missing here"),
    ("control characters", "there is a control character in it"),
    ("unexpected end of stream", "a quote is not closed"),
];

/// Returns the way out of a problem in `text`.
pub fn way_out(text: &str, problem: &Problem) -> &'static str {
    let line = text.lines().nth(problem.place.line as usize - 1).unwrap_or_default();
    let value = line.split_once(':').map_or(line, |(_, value)| value).trim();
    if problem.message.contains("twice") {
        "keep one of the two"
    } else if problem.message.contains("control character") {
        "delete it: it cannot be seen, but it is there"
    } else if value.contains("]],") || value.matches("[[").count() > 1 {
        "write several links as a list, each in quotes: `[\"[[Ada]]\", \"[[Grace]]\"]`"
    } else if line.contains('\t') {
        "YAML is indented with blanks, never with tabs"
    } else if value.contains(": ") || value.starts_with(['@', '`', '%', '*', '&', '!', '{', '[']) {
        "put the value in quotes: `key: \"value\"`"
    } else {
        "see whether a quote or a bracket is missing here or just above, or a blank after a colon"
    }
}

fn is_blank(text: &str) -> bool {
    text.lines().all(|line| {
        let line = line.trim_start();
        line.is_empty() || line.starts_with('#')
    })
}

fn has_unread(node: &Node) -> bool {
    match node {
        Node::Unread => true,
        Node::List(nodes) => nodes.iter().any(has_unread),
        Node::Map(entries) => {
            entries.iter().any(|(key, value)| has_unread(key) || has_unread(value))
        }
        Node::Null | Node::Scalar(_) => false,
    }
}

/// Returns where brackets, wherever they stand, are nested too deep.
fn too_deep(text: &str) -> Option<usize> {
    let mut depth = 0_usize;
    // How many marks the line begins with, until something else stands there.
    let mut marks = Some(0_usize);
    let bytes = text.as_bytes();
    for (offset, byte) in text.bytes().enumerate() {
        match byte {
            b'[' | b'{' => depth += 1,
            b']' | b'}' => depth = depth.saturating_sub(1),
            _ => {}
        }
        marks = match byte {
            b'\n' => Some(0),
            b'-' | b'?' if bytes[offset + 1..].starts_with(b" ") => marks.map(|marks| marks + 1),
            b' ' => marks,
            _ => None,
        };
        if depth.max(marks.unwrap_or_default()) > DEEPEST {
            return Some(offset);
        }
    }
    None
}

/// How to read a node: its shape first, then the text of its scalars.
#[derive(Clone, Copy)]
struct Read<'s> {
    /// The node as it was read for its shape.
    known: Option<&'s Node<'static>>,
    /// So many bytes of text may still come.
    room: &'s Cell<usize>,
}

impl<'s> Read<'s> {
    fn item(self, index: usize) -> Read<'s> {
        match self.known {
            Some(Node::List(nodes)) => Read { known: nodes.get(index), ..self },
            _ => Read { known: None, ..self },
        }
    }

    fn key(self, index: usize) -> Read<'s> {
        Read { known: self.entry(index).map(|(key, _)| key), ..self }
    }

    fn value(self, index: usize) -> Read<'s> {
        Read { known: self.entry(index).map(|(_, value)| value), ..self }
    }

    fn entry(self, index: usize) -> Option<&'s (Node<'static>, Node<'static>)> {
        match self.known {
            Some(Node::Map(entries)) => entries.get(index),
            _ => None,
        }
    }
}

impl<'de> DeserializeSeed<'de> for Read<'_> {
    type Value = Node<'static>;

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<Self::Value, D::Error> {
        match self.known {
            Some(Node::Unread) => deserializer.deserialize_str(self),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Read<'_> {
    type Value = Node<'static>;

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("YAML")
    }

    fn visit_unit<E: Error>(self) -> Result<Self::Value, E> {
        Ok(Node::Null)
    }

    fn visit_bool<E: Error>(self, _: bool) -> Result<Self::Value, E> {
        Ok(Node::Unread)
    }

    fn visit_i64<E: Error>(self, _: i64) -> Result<Self::Value, E> {
        Ok(Node::Unread)
    }

    fn visit_i128<E: Error>(self, _: i128) -> Result<Self::Value, E> {
        Ok(Node::Unread)
    }

    fn visit_u64<E: Error>(self, _: u64) -> Result<Self::Value, E> {
        Ok(Node::Unread)
    }

    fn visit_u128<E: Error>(self, _: u128) -> Result<Self::Value, E> {
        Ok(Node::Unread)
    }

    fn visit_f64<E: Error>(self, _: f64) -> Result<Self::Value, E> {
        Ok(Node::Unread)
    }

    fn visit_str<E: Error>(self, text: &str) -> Result<Self::Value, E> {
        let left = self.room.get().checked_sub(text.len());
        self.room.set(left.ok_or_else(|| E::custom("its aliases make it too long"))?);
        Ok(Node::Scalar(Cow::Owned(text.to_owned())))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<Self::Value, A::Error> {
        let mut nodes = Vec::new();
        while let Some(node) = list.next_element_seed(self.item(nodes.len()))? {
            nodes.push(node);
        }
        Ok(Node::List(nodes))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Self::Value, A::Error> {
        let mut entries = Vec::new();
        while let Some(key) = map.next_key_seed(self.key(entries.len()))? {
            let value = map.next_value_seed(self.value(entries.len()))?;
            entries.push((key, value));
        }
        Ok(Node::Map(entries))
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<Self::Value, A::Error> {
        // A tag such as `!person` says nothing to us: the value is what stands behind it.
        let (_, value) = tagged.variant::<String>()?;
        value.newtype_variant_seed(self)
    }
}

/// Fails at the node at the end of the steps: the error carries its place.
struct Locate<'s>(&'s [Step]);

impl<'de> DeserializeSeed<'de> for Locate<'_> {
    type Value = ();

    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<(), D::Error> {
        match self.0 {
            [] => deserializer.deserialize_any(Here),
            _ => deserializer.deserialize_any(self),
        }
    }
}

impl<'de> Visitor<'de> for Locate<'_> {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str("a list or a mapping")
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut list: A) -> Result<(), A::Error> {
        if let [Step::Item(index), steps @ ..] = self.0 {
            for _ in 0..*index {
                list.next_element::<IgnoredAny>()?;
            }
            list.next_element_seed(Locate(steps))?;
        }
        Ok(())
    }

    fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<(), A::Error> {
        let (index, key, steps) = match self.0 {
            [Step::Key(index), steps @ ..] => (*index, true, steps),
            [Step::Value(index), steps @ ..] => (*index, false, steps),
            _ => return Ok(()),
        };
        for _ in 0..index {
            map.next_entry::<IgnoredAny, IgnoredAny>()?;
        }
        if key {
            map.next_key_seed(Locate(steps))?;
        } else if map.next_key::<IgnoredAny>()?.is_some() {
            map.next_value_seed(Locate(steps))?;
        }
        Ok(())
    }

    fn visit_enum<A: EnumAccess<'de>>(self, tagged: A) -> Result<(), A::Error> {
        let (_, value) = tagged.variant::<String>()?;
        value.newtype_variant_seed(self)
    }
}

/// A visitor to which every node is an error.
struct Here;

impl<'de> Visitor<'de> for Here {
    type Value = ();

    fn expecting(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        // The parser reports every kind of node as "not what was expected", with its place.
        formatter.write_str("a place")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn scalar(text: &str) -> Node<'_> {
        Node::Scalar(Cow::Borrowed(text))
    }

    fn value(text: &str) -> Node<'_> {
        match parse(text).unwrap() {
            Node::Map(entries) => entries.into_iter().next().unwrap().1,
            node => node,
        }
    }

    #[test]
    fn scalars_stay_as_they_were_written() {
        let texts =
            ["007", "+4420", "1.10", "0x1F", "1e3", ".inf", "yes", "True", "14:30", "1_000"];
        for text in texts {
            assert_eq!(value(&format!("a: {text}")), scalar(text), "{text}");
            assert_eq!(value(&format!("a: [{text}]")), Node::List(vec![scalar(text)]), "{text}");
        }
        assert_eq!(value("a: \"1\\n2\""), scalar("1\n2"));
        assert_eq!(value("a: !!str 43"), scalar("43"));
        assert_eq!(value("a: !person Ada"), scalar("Ada"));
    }

    #[test]
    fn nothing_is_null() {
        for text in ["a:", "a: null", "a: ~", "a: # a comment"] {
            assert_eq!(value(text), Node::Null, "{text}");
        }
        assert_eq!(parse("").unwrap(), Node::Null);
        assert_eq!(parse("# only a comment\n").unwrap(), Node::Null);
    }

    #[test]
    fn odd_keys_are_only_keys() {
        let text = "2: two\nnull: n\n~: m\n[a, b]: z\n? {c: d}\n: e\n";
        assert!(matches!(parse(text).unwrap(), Node::Map(entries) if entries.len() == 5));
    }

    #[test]
    fn a_place_counts_lines_as_editors_do() {
        let place = parse("a: b\rc: \"d\u{2028}e\": f: g\n").unwrap_err().place;
        assert_eq!(place.line, 1);
    }

    #[test]
    fn problems_have_a_place() {
        let problem = parse("a: 1\na: 2\n").unwrap_err();
        assert_eq!(problem.message, "the key `a` is written twice");
        let problem = parse("a: b: c\n").unwrap_err();
        assert_eq!(problem.place, Place { line: 1, column: 5 });
    }

    #[test]
    fn bombs_are_refused() {
        for text in ["[".repeat(1000), "{a: ".repeat(1000), "x".repeat(LONGEST + 1)] {
            assert!(parse(&text).is_err());
        }
        assert!(parse("x: &x [*x]\n").is_err());
    }

    #[test]
    fn every_part_can_be_located() {
        let text = "a: 1\nb:\n  - [ü, {c: x}]\n  - null\nd:\n";
        let at = |steps: &[Step]| locate(text, steps).map(|place| (place.line, place.column));
        use Step::{Item, Key, Value};
        assert_eq!(at(&[Key(1)]), Some((2, 1)));
        assert_eq!(at(&[Value(0)]), Some((1, 4)));
        assert_eq!(at(&[Value(1), Item(0), Item(1), Value(0)]), Some((3, 13)));
        assert_eq!(at(&[Value(1), Item(1)]), Some((4, 5)));
    }
}
