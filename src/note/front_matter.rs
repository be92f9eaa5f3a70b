//! The keys of one note and their values, each with its place.

use std::borrow::Cow;
use std::cell::OnceCell;
use std::cell::RefCell;
use std::ops::Range;

use memchr::memchr;
use memchr::memchr_iter;
use rustc_hash::FxBuildHasher;
use rustc_hash::FxHashSet;

use crate::date;
use crate::date::Cadence;
use crate::date::Date;
use crate::date::Duration;
use crate::date::Moment;
use crate::date::Time;
use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::settings::Key;
use crate::settings::Keys;
use crate::settings::cadence;
use crate::settings::normalise;
use crate::sorting::sort_by_key;
use crate::text::Place;
use crate::text::count;
use crate::text::is_printable_ascii;
use crate::text::line_end;
use crate::text::line_start;
use crate::text::lines;
use crate::text::offset_of;
use crate::text::place;
use crate::text::trim;
use crate::text::without_break;
use crate::yaml;
use crate::yaml::Node;
use crate::yaml::Step;

use super::kind::Kind;

/// So many bytes are looked at again to find the places of one value's parts.
const MOST_LOOKS: usize = 1024 * 1024;

/// The front matter of one note.
#[derive(Debug)]
pub(super) struct FrontMatter<'t> {
    path: &'t str,
    text: &'t str,
    entries: Vec<Entry<'t>>,
    /// What was wrong with the values that were asked for.
    problems: RefCell<Vec<Diagnostic>>,
}

/// One key and its value.
#[derive(Debug)]
struct Entry<'t> {
    /// The key as it was written.
    key: Cow<'t, str>,
    /// What it is in a contact's note, and its rank among the names for that.
    of_contact: Option<(Key, u32)>,
    /// The same in a meeting's note.
    of_meeting: Option<(Key, u32)>,
    value: Node<'t>,
    /// The key's line and where what follows its colon stands, once it was asked for.
    line: OnceCell<(u32, Range<usize>)>,
}

/// A text in front matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Written<'f> {
    pub(super) text: Cow<'f, str>,
    /// The steps to it from the key's value.
    pub(super) steps: Vec<Step>,
}

impl<'t> FrontMatter<'t> {
    /// Reads the YAML `text`, which begins on the note's second line.
    pub(super) fn read(path: &'t str, text: &'t str, keys: &Keys) -> Result<Self, Box<Diagnostic>> {
        let nodes = match yaml::parse(text) {
            Ok(Node::Map(nodes)) => nodes,
            Ok(Node::Null) => Vec::new(),
            Ok(_) => {
                let help = "write `key: value` lines between the fences";
                let at = At { path, place: Some(Place { line: 2, column: 1 }), width: 1 };
                return Err(Box::new(catalog::front_matter(at, "it has no keys", help)));
            }
            Err(problem) => return Err(Box::new(not_yaml(path, text, &problem))),
        };
        let names = nodes.iter().map(|(key, _)| normalise(key.scalar().unwrap_or_default()));
        let names: Vec<Cow<str>> = names.collect();
        if let Some(index) = twice(&names) {
            let place = yaml::locate(text, &[Step::Key(index)]).map(in_note);
            let key = nodes[index].0.scalar().unwrap_or_default();
            let at = At::text(path, place.unwrap_or(Place::START), key);
            let message = yaml::written_twice(key);
            return Err(Box::new(catalog::front_matter(at, &message, "keep one of the two")));
        }
        let meanings: Vec<_> = names.iter().map(|name| keys.meanings(name)).collect();
        let entries = nodes.into_iter().zip(meanings);
        let entries = entries.map(|((key, value), [of_contact, of_meeting])| {
            let key = match key {
                Node::Scalar(key) => key,
                _ => Cow::Borrowed(""),
            };
            Entry { key, of_contact, of_meeting, value, line: OnceCell::new() }
        });
        let entries = entries.collect();
        Ok(FrontMatter { path, text, entries, problems: RefCell::default() })
    }

    /// Returns what was wrong with the values that were asked for.
    pub(super) fn into_problems(self) -> Vec<Diagnostic> {
        self.problems.into_inner()
    }

    /// Returns the keys that mean nothing in any note, as they were written, in their order.
    pub(super) fn unknown(&self) -> impl Iterator<Item = &str> {
        let is_unknown = |e: &&Entry| e.of_contact.is_none() && e.of_meeting.is_none();
        self.entries.iter().filter(is_unknown).map(|entry| &*entry.key)
    }

    /// Returns all keys as written and their values, in their order.
    pub(super) fn entries(&self) -> impl Iterator<Item = (&str, &Node<'t>)> {
        self.entries.iter().map(|entry| (&*entry.key, &entry.value))
    }

    /// Returns the value of `key` in a note of that kind: of several names for it the first in
    /// rank that has a value.
    pub(super) fn value(&self, key: Key, kind: Kind) -> Option<Value<'_, 't>> {
        let ranked = self.ranked(key, kind);
        let (index, ..) = ranked.min_by_key(|(_, rank, value)| (value.is_empty(), *rank))?;
        Some(Value { front: self, key, index })
    }

    /// Returns the values of all names of `key` in a note of that kind, in their rank.
    pub(super) fn values(&self, key: Key, kind: Kind) -> Vec<&Node<'t>> {
        let mut ranked: Vec<_> = self.ranked(key, kind).collect();
        sort_by_key(&mut ranked, |(_, rank, _)| *rank);
        ranked.into_iter().map(|(.., node)| node).collect()
    }

    /// Returns the values of all names of `key`, each with its index and its rank.
    fn ranked(&self, key: Key, kind: Kind) -> impl Iterator<Item = (usize, u32, &Node<'t>)> {
        self.entries.iter().enumerate().filter_map(move |(index, entry)| {
            let meaning = match kind {
                Kind::Contact => entry.of_contact,
                Kind::Meeting => entry.of_meeting,
            };
            let (known, rank) = meaning?;
            (known == key).then_some((index, rank, &entry.value))
        })
    }

    /// Returns the place of the key that was written as `key`.
    pub(super) fn key_place(&self, key: &str) -> Place {
        let index = self.entries.iter().position(|entry| entry.key == key);
        index.map_or(Place::START, |index| Place { line: self.key_line(index).0, column: 1 })
    }

    /// Returns the line of the `index`-th key, and what follows its colon there.
    pub(super) fn key_line(&self, index: usize) -> (u32, &'t str) {
        let (number, rest) = self.entries[index].line.get_or_init(|| self.find_key_line(index));
        (*number, &self.text[rest.clone()])
    }

    fn find_key_line(&self, index: usize) -> (u32, Range<usize>) {
        let key = &*self.entries[index].key;
        if let Cow::Borrowed(key) = self.entries[index].key
            && let Some(start) = offset_of(key, self.text)
        {
            // The quick reader has lent it from the line that it begins.
            let newlines = memchr_iter(b'\n', &self.text.as_bytes()[..start]);
            let line = without_break(&self.text[..line_end(self.text, start)]);
            return (2 + count(newlines.count()), start + key.len() + 1..line.len());
        }
        let mut start = 0;
        for (number, whole) in (2..).zip(lines(self.text)) {
            let line = without_break(whole);
            let quote = line.chars().next().filter(|c| matches!(c, '"' | '\''));
            let unquoted = quote.map_or(line, |_| &line[1..]);
            let rest = unquoted.strip_prefix(key);
            let rest = rest.and_then(|rest| match quote {
                Some(quote) => rest.strip_prefix(quote),
                None => Some(rest),
            });
            if let Some(value) = rest.and_then(|rest| rest.trim_start().strip_prefix(':')) {
                let end = start + line.len();
                return (number, end - value.len()..end);
            }
            start += whole.len();
        }
        // A mapping in braces, say: let the parser find it.
        let found = yaml::locate(self.text, &[Step::Key(index)]).map(in_note);
        (found.unwrap_or(Place::START).line, 0..0)
    }

    /// Returns the place of a part of the `index`-th value, or else of its key.
    pub(super) fn place(&self, index: usize, steps: &[Step]) -> Place {
        let place = self.exact_place(index, steps);
        place.unwrap_or_else(|| Place { line: self.key_line(index).0, column: 1 })
    }

    /// Returns the place of a part of the `index`-th value; none far down a list that nobody wrote
    /// by hand: to find each would take longer the more there are.
    fn exact_place(&self, index: usize, steps: &[Step]) -> Option<Place> {
        let far: usize = steps.iter().map(Step::number).sum();
        if far.saturating_mul(self.text.len()) > MOST_LOOKS {
            return None;
        }
        if let Some(place) = self.plain_place(index, steps) {
            return Some(place);
        }
        let steps: Vec<Step> =
            [Step::Value(index)].into_iter().chain(steps.iter().copied()).collect();
        Some(yaml::locate(self.text, &steps).map_or(Place::START, in_note))
    }

    /// Finds the place where the value stands as nearly everybody writes it: behind its key, or
    /// as a list of one line each below it.
    fn plain_place(&self, index: usize, steps: &[Step]) -> Option<Place> {
        let (line, rest) = self.key_line(index);
        let after = |text: &str, prefix: usize| Place {
            line,
            column: count(text[..prefix].chars().count()) + 1,
        };
        // Of a key in braces, say, only the parser knows what follows it.
        let rest_start = offset_of(rest, self.text).filter(|start| *start > 0)?;
        let start = line_start(self.text, rest_start);
        let mut lines = lines(&self.text[start..]).map(without_break);
        let whole = lines.next()?;
        let value = rest.trim_start();
        match steps {
            [] if !value.is_empty() && !value.starts_with(['|', '>', '&', '*', '!', '#']) => {
                Some(after(whole, whole.len() - value.len()))
            }
            [Step::Item(item)] if value.is_empty() => {
                let items = lines.take(item + 1);
                let mut margin = None;
                let mut last = None;
                for text in items {
                    let dash = text.len() - text.trim_start().len();
                    let value = text[dash..].strip_prefix("- ")?.trim_start();
                    let is_plain = !value.starts_with(['-', '|', '>', '&', '*', '!', '#', '?']);
                    if *margin.get_or_insert(dash) != dash || value.is_empty() || !is_plain {
                        return None;
                    }
                    last = Some((text, text.len() - value.len()));
                }
                let (text, prefix) = last?;
                let place = after(text, prefix);
                Some(Place { line: line + 1 + count(*item), ..place })
            }
            _ => None,
        }
    }
}

impl FrontMatter<'_> {
    /// Tells whether a quote stands at `place`.
    fn is_quoted(&self, place: Place) -> bool {
        let line = self.text.lines().nth((place.line as usize).saturating_sub(2));
        let first = line.and_then(|line| line.chars().nth(place.column as usize - 1));
        first.is_some_and(|c| matches!(c, '"' | '\''))
    }
}

/// So many names are compared with one another before a set is worth it.
const FEW: usize = 16;

/// Returns the index of the first name that stands before it already.
fn twice(names: &[Cow<str>]) -> Option<usize> {
    if names.len() <= FEW {
        let mut all = (0..).zip(names);
        let is_known = |(index, name): (usize, &Cow<str>)| names[..index].contains(name);
        return all.position(|(index, name)| !name.is_empty() && is_known((index, name)));
    }
    let mut seen = FxHashSet::with_capacity_and_hasher(names.len(), FxBuildHasher);
    names.iter().position(|name| !name.is_empty() && !seen.insert(name))
}

/// Counts a place in the YAML from the note's beginning.
fn in_note(place: Place) -> Place {
    Place { line: place.line + 1, ..place }
}

fn not_yaml(path: &str, text: &str, problem: &yaml::Problem) -> Diagnostic {
    let at = At { path, place: Some(in_note(problem.place)), width: 1 };
    catalog::front_matter(at, &problem.message, yaml::way_out(text, problem))
}

/// The value of one key.
#[derive(Clone, Copy)]
pub(super) struct Value<'f, 't> {
    front: &'f FrontMatter<'t>,
    key: Key,
    index: usize,
}

impl<'f, 't> Value<'f, 't> {
    fn node(&self) -> &'f Node<'t> {
        &self.front.entries[self.index].value
    }

    /// Returns which of the front matter's keys it is.
    pub(super) fn index(&self) -> usize {
        self.index
    }

    /// Tells whether the key is there without anything behind it.
    pub(super) fn is_empty(&self) -> bool {
        self.node().is_empty()
    }

    /// Returns the line of the key.
    pub(super) fn line(&self) -> u32 {
        self.front.key_line(self.index).0
    }

    /// Reads a text that must not be a list.
    pub(super) fn scalar(&self) -> Option<Cow<'f, str>> {
        match self.node() {
            Node::Scalar(text) => Some(one_line(text)).filter(|text| !text.is_empty()),
            node => {
                if !node.is_empty() {
                    self.complain("a single text");
                }
                None
            }
        }
    }

    /// Reads a text: a scalar, or the one text of a list.
    pub(super) fn text(&self) -> Option<Cow<'f, str>> {
        if let Node::Scalar(text) = self.node() {
            return Some(one_line(text)).filter(|text| !text.is_empty());
        }
        let mut texts = self.texts("a text")?;
        if texts.len() > 1 {
            self.complain("a single text");
            return None;
        }
        texts.pop().map(|written| written.text)
    }

    /// Reads the texts of a list, or the one text; a link that YAML takes for a list is a text.
    /// `None` where something else stands there.
    pub(super) fn texts(&self, expected: &str) -> Option<Vec<Written<'f>>> {
        if let Node::Scalar(_) = self.node() {
            return Some(self.only().into_iter().collect());
        }
        let mut leaves = Vec::new();
        if !leaves_of(self.node(), &mut Vec::new(), &mut leaves) {
            self.complain(expected);
        }
        leaves.retain(|written| !written.text.is_empty());
        Some(leaves)
    }

    /// Returns the one text that stands there alone.
    fn only(&self) -> Option<Written<'f>> {
        let text = one_line(self.node().scalar()?);
        (!text.is_empty()).then_some(Written { text, steps: Vec::new() })
    }

    /// Returns the place of a text in this value.
    pub(super) fn place(&self, written: &Written) -> Place {
        self.front.place(self.index, &written.steps)
    }

    /// Reads one date, with or without a time.
    pub(super) fn moment(&self) -> Option<Moment> {
        if let Node::Scalar(_) = self.node() {
            return self.only().and_then(|written| self.moment_of(&written));
        }
        match self.texts("a date")?.as_slice() {
            [] => None,
            [written] => self.moment_of(written),
            [first, ..] => {
                let at = self.at(first);
                self.push(catalog::bad_shape(at, self.key.name(), "a list", "a single date"));
                None
            }
        }
    }

    /// Reads one date.
    pub(super) fn date(&self) -> Option<Date> {
        self.moment().map(|moment| moment.date)
    }

    /// Reads a date or a list of dates; what is none is told and left out.
    pub(super) fn dates(&self) -> Vec<Date> {
        let texts = self.texts("a date, or a list of dates").unwrap_or_default();
        texts.iter().filter_map(|text| Some(self.moment_of(text)?.date)).collect()
    }

    fn moment_of(&self, written: &Written) -> Option<Moment> {
        let moment = date::read_moment(&written.text);
        if moment.is_none() {
            self.push(catalog::bad_date(self.at(written), &written.text));
        }
        moment
    }

    /// Reads a time of day; of a date with a time, the time.
    pub(super) fn time(&self) -> Option<Time> {
        let text = self.text()?;
        let time = Time::read(&text).or_else(|| date::read_moment(&text)?.time);
        if time.is_none() {
            self.complain("a time, like `14:30`");
        }
        time
    }

    /// Reads a duration, a list of them, or `never`; what is none is told and left out.
    pub(super) fn cadence(&self) -> Option<Cadence> {
        let read = cadence(self.node());
        if read.is_some() {
            return read;
        }
        let mut durations = Vec::new();
        for text in self.texts("a duration, a list of them, or `never`")? {
            match Duration::read(&text.text) {
                Some(duration) => durations.push(duration),
                None => self.push(catalog::bad_duration(self.at(&text), &text.text)),
            }
        }
        Cadence::of(&durations)
    }

    /// Reads one of the words that the key can have.
    pub(super) fn word<T>(&self, expected: &str, read: impl Fn(&str) -> Option<T>) -> Option<T> {
        let text = self.text()?;
        let word = read(&text.to_lowercase());
        if word.is_none() {
            self.complain(expected);
        }
        word
    }

    /// Tells that the value is none of those that the key can have.
    pub(super) fn complain(&self, expected: &str) {
        let place = self.front.place(self.index, &[]);
        let path = self.front.path;
        let at = At { path, place: Some(place), width: 1 };
        let key = self.key.name();
        self.push(match self.node() {
            Node::Scalar(text) => {
                catalog::bad_value(self.text_at(place, text), key, text, expected)
            }
            Node::Map(_) => catalog::bad_shape(at, key, "a mapping", expected),
            _ => catalog::bad_shape(at, key, "a list", expected),
        });
    }

    /// Tells that `written` is none of the values that the key can have.
    pub(super) fn complain_of(&self, written: &Written, expected: &str) {
        let at = self.at(written);
        self.push(catalog::bad_value(at, self.key.name(), &written.text, expected));
    }

    /// Tells that `written` is no date.
    pub(super) fn complain_of_date(&self, written: &Written) {
        self.push(catalog::bad_date(self.at(written), &written.text));
    }

    fn at(&self, written: &Written) -> At<'f> {
        match self.front.exact_place(self.index, &written.steps) {
            Some(place) => self.text_at(place, &written.text),
            None => At::text(self.front.path, self.place(written), &written.text),
        }
    }

    fn text_at(&self, place: Place, text: &str) -> At<'f> {
        let at = At::text(self.front.path, place, text);
        let quotes = if self.front.is_quoted(place) { 2 } else { 0 };
        At { width: at.width + quotes, ..at }
    }

    fn push(&self, problem: Diagnostic) {
        self.front.problems.borrow_mut().push(problem);
    }
}

/// Returns a text without blanks at its ends, its line breaks as blanks.
fn one_line(text: &str) -> Cow<'_, str> {
    let is_break = |c: char| matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}');
    let text = trim(text);
    if is_printable_ascii(text) || !text.contains(is_break) {
        return text.into();
    }
    text.replace(is_break, " ").into()
}

/// Collects the texts of `node` with the steps to them; `[[Ada]]` without quotes is one text.
/// Returns whether nothing but texts and lists stood there.
pub(super) fn leaves_of<'n>(
    node: &'n Node,
    steps: &mut Vec<Step>,
    leaves: &mut Vec<Written<'n>>,
) -> bool {
    let mut push = |text| leaves.push(Written { text, steps: steps.clone() });
    match node {
        Node::Null => true,
        Node::Scalar(text) => {
            push(one_line(text));
            true
        }
        Node::List(nodes) => {
            if let [Node::List(inner)] = nodes.as_slice()
                && !inner.is_empty()
                && let Some(words) = inner.iter().map(Node::scalar).collect::<Option<Vec<&str>>>()
            {
                push(format!("[[{}]]", words.join(", ")).into());
                return true;
            }
            let mut is_text = true;
            for (index, node) in nodes.iter().enumerate() {
                steps.push(Step::Item(index));
                is_text &= leaves_of(node, steps, leaves);
                steps.pop();
            }
            is_text
        }
        Node::Map(_) | Node::Unread => false,
    }
}

/// Returns the place of the first of git's conflict markers, if the last one follows.
pub(super) fn conflict_markers(text: &str) -> Option<Place> {
    memchr(b'<', text.as_bytes())?;
    let first = line_starting(text, 0, "<<<<<<< ")?;
    line_starting(text, first, ">>>>>>> ")?;
    Some(place(text, first))
}

fn line_starting(text: &str, from: usize, marker: &str) -> Option<usize> {
    let found = memchr::memmem::find_iter(&text.as_bytes()[from..], marker);
    let mut offsets = found.map(|offset| from + offset);
    offsets.find(|offset| *offset == 0 || text.as_bytes()[offset - 1] == b'\n')
}
