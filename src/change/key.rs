//! A key of front matter and its value: set, or added to, in the style of the note.

use std::ops::Range;

use crate::settings::Key;
use crate::text::Edit;
use crate::text::Place;
use crate::text::line_break;
use crate::text::line_end;
use crate::text::line_start;
use crate::yaml;
use crate::yaml::Node;
use crate::yaml::Step;

use super::Reading;
use super::Refusal;
use super::spelling::list_of;
use super::spelling::quote_of;
use super::spelling::quoted;
use super::spelling::spelled;

/// Where a key and its value stand, or would stand.
pub(super) struct Slot<'r> {
    reading: &'r Reading<'r>,
    key: Key,
    /// What is to be written, for words of help.
    wish: String,
    /// The front matter, and where it begins in the note.
    yaml: &'r str,
    start: usize,
    /// Which entry it is.
    index: Option<usize>,
}

impl<'r> Slot<'r> {
    pub(super) fn new(reading: &'r Reading<'r>, key: Key, wish: String) -> Self {
        let range = reading.outline.yaml.clone().unwrap_or_default();
        let index = reading.outline.index_of(key);
        Slot { reading, key, wish, yaml: &reading.text[range.clone()], start: range.start, index }
    }

    /// Refuses to change the value.
    pub(super) fn refusal(&self, reason: &str) -> Refusal {
        let line = self.index.map_or(1, |index| self.reading.outline.key_line(index));
        let name = self.written();
        let help = format!("write `{}` by hand in `{name}`", self.wish);
        Refusal::on_line(line, format!("`{name}` cannot be changed safely: {reason}"), help)
    }

    /// Refuses to change a value that is written in a way that cannot be changed alone.
    fn odd(&self) -> Refusal {
        let key = self.index.and_then(|index| yaml::key_span(self.yaml, index));
        let rest = key.map_or("", |key| &self.yaml[key.end..]);
        let marks = |c: char| matches!(c, ':' | '-' | '[' | ' ' | '\t' | '\r' | '\n');
        self.refusal(match rest.trim_start_matches(marks).chars().next() {
            Some('&') => "it has an anchor",
            Some('*') => "it is an alias",
            Some('!') => "it has a tag",
            _ => "it is written in an unusual way",
        })
    }

    fn written(&self) -> &str {
        let entry = self.index.and_then(|index| self.reading.outline.entries().nth(index));
        entry.map_or(self.key.name(), |(key, _)| key)
    }

    /// Returns the texts of the value, with the steps to them.
    pub(super) fn texts(&self) -> Vec<(Vec<Step>, String)> {
        self.index.map(|index| self.reading.outline.texts(index)).unwrap_or_default()
    }

    /// Returns the place of a text of the value.
    pub(super) fn place(&self, steps: &[Step]) -> Place {
        self.index.map_or(Place::START, |index| self.reading.outline.place(index, steps))
    }

    /// Tells whether the value is a list.
    pub(super) fn is_list(&self) -> bool {
        matches!(self.node(), Some(Node::List(_)))
    }

    fn node(&self) -> Option<&Node<'_>> {
        let index = self.index?;
        self.reading.outline.entries().nth(index).map(|(_, node)| node)
    }

    /// Sets the value to a single text, in the place of nothing or of a single text.
    pub(super) fn set(&self, text: &str) -> Result<Edit, Refusal> {
        match (self.index, self.texts().as_slice()) {
            (None, _) => self.insert_key(text),
            (Some(index), []) if self.node().is_some_and(Node::is_empty) => {
                self.fill(index, text, &quoted(text, None))
            }
            (Some(_), [(steps, _)]) => self.replace(steps, text),
            (Some(_), _) => Err(self.refusal("it is no single value")),
        }
    }

    /// Replaces one text of the value, in its quotes.
    pub(super) fn replace(&self, steps: &[Step], text: &str) -> Result<Edit, Refusal> {
        let index = self.index.unwrap_or_default();
        let texts = self.texts();
        let old = texts.iter().find(|(known, _)| known == steps).map(|(_, old)| old.as_str());
        let span = match steps {
            [] => yaml::value_span(self.yaml, index),
            [Step::Item(item)] => yaml::item_span(self.yaml, index, *item),
            _ => None,
        };
        let span = span.ok_or_else(|| self.odd())?;
        let written = &self.yaml[span.clone()];
        if let Some(quote) = quote_of(written) {
            return Ok(self.edit(span, quoted(text, Some(quote))));
        }
        if !written.starts_with(['|', '>']) && Some(written) != old {
            return Err(self.odd());
        }
        Ok(self.edit(span, quoted(text, None)))
    }

    /// Adds a text to what is there: nothing, a single text, or a list.
    pub(super) fn add(&self, text: &str) -> Result<Edit, Refusal> {
        let Some(index) = self.index else {
            return self.insert_key(&list_of(text));
        };
        match self.node() {
            Some(Node::List(items)) if !items.iter().all(Node::is_empty) => {
                self.add_item(index, items.len(), text)
            }
            Some(node) if node.is_empty() => self.fill(index, text, &list_of(text)),
            _ => {
                let span = yaml::value_span(self.yaml, index);
                let span = span.ok_or_else(|| self.odd())?;
                let old = &self.yaml[span.clone()];
                if old.contains('\n') || quote_of(old).is_none() && old.starts_with(['[', '{']) {
                    return Err(self.odd());
                }
                let new = quoted(text, quote_of(old));
                Ok(self.edit(span.clone(), format!("[{old}, {new}]")))
            }
        }
    }

    /// Replaces a single text by a list of one.
    pub(super) fn set_list(&self, text: &str) -> Result<Edit, Refusal> {
        let index = self.index.unwrap_or_default();
        let span = yaml::value_span(self.yaml, index);
        let span = span.ok_or_else(|| self.odd())?;
        Ok(self.edit(span, list_of(text)))
    }

    /// Writes where nothing stands: `item` where an empty list is waiting for it, else `whole`.
    fn fill(&self, index: usize, item: &str, whole: &str) -> Result<Edit, Refusal> {
        let (span, text) = match yaml::value_span(self.yaml, index) {
            Some(span) => (span, whole.to_owned()),
            None => {
                let span = yaml::item_span(self.yaml, index, 0);
                let span = span.ok_or_else(|| self.odd())?;
                (span, quoted(item, None))
            }
        };
        if span.is_empty() {
            return Ok(self.fill_nothing(span.start, &text));
        }
        let written = &self.yaml[span.clone()];
        if written.contains('#') {
            return Err(self.refusal("there is a comment in it"));
        }
        match quote_of(written) {
            Some(quote) if !text.starts_with('[') => Ok(self.edit(span, quoted(item, Some(quote)))),
            _ if written.starts_with('[') => Ok(self.edit(span, list_of(item))),
            _ => Ok(self.edit(span, text)),
        }
    }

    /// Writes behind a colon or a dash that has nothing behind it but blanks or a comment.
    fn fill_nothing(&self, offset: usize, text: &str) -> Edit {
        let rest = &self.yaml[offset..];
        let after = rest.trim_start_matches([' ', '\t']);
        let n_blanks = rest.len() - after.len();
        if n_blanks > 0 && (after.is_empty() || after.starts_with(['\n', '\r', ',', '}'])) {
            return self.edit(offset + n_blanks..offset + n_blanks, text);
        }
        if n_blanks > 1 {
            return self.edit(offset + 1..offset + 1, text);
        }
        self.edit(offset..offset, format!(" {text}"))
    }

    /// Adds an item to a list of `n_items`, in its style.
    fn add_item(&self, index: usize, n_items: usize, text: &str) -> Result<Edit, Refusal> {
        let item = |item| yaml::item_span(self.yaml, index, item);
        let last = item(n_items - 1).ok_or_else(|| self.odd())?;
        if last.is_empty() {
            return Ok(self.fill_nothing(last.start, &quoted(text, None)));
        }
        let new = quoted(text, quote_of(&self.yaml[last.clone()]));
        if yaml::value_span(self.yaml, index).is_none() {
            let start = line_start(self.yaml, last.start);
            let dash = &self.yaml[start..last.start];
            if !dash.trim().eq("-") {
                return Err(self.odd());
            }
            let end = line_end(self.yaml, last.end);
            let line_break = line_break(self.yaml, last.end);
            return Ok(self.edit(end..end, format!("{dash}{new}{line_break}")));
        }
        let before = n_items.checked_sub(2).and_then(item).map_or(last.start, |span| span.end);
        let between = self.yaml[before..last.start].strip_prefix(',');
        let between = between.filter(|blanks| blanks.trim().is_empty()).unwrap_or(" ");
        Ok(self.edit(last.end..last.end, format!(",{between}{new}")))
    }

    /// Writes the key at the end of the front matter, as the other keys there are written.
    fn insert_key(&self, value: &str) -> Result<Edit, Refusal> {
        let text = self.reading.text;
        let key = spelled(self.key, self.reading.outline.entries().map(|(key, _)| key));
        if self.reading.outline.yaml.is_none() {
            let start = self.reading.outline.body;
            let line_break = line_break(text, start);
            let fence = format!("---{line_break}");
            let front = format!("{fence}{key}: {value}{line_break}{fence}");
            return Ok(Edit::insert(start, front));
        }
        let first = yaml::key_span(self.yaml, 0);
        if let Some(brace) = yaml::closing_brace(self.yaml) {
            let before = self.yaml[..brace].trim_end();
            let is_json = first.is_some_and(|span| self.yaml[span].starts_with('"'));
            let (key, value) = match is_json {
                true if value.starts_with('[') => (format!("\"{key}\""), value.to_owned()),
                true => (format!("\"{key}\""), format!("\"{value}\"")),
                false => (key, value.to_owned()),
            };
            let comma = match before.chars().next_back() {
                Some('{') => "",
                Some(',') => " ",
                _ => ", ",
            };
            return Ok(self.edit(before.len()..before.len(), format!("{comma}{key}: {value}")));
        }
        let margin =
            first.map_or("", |span| &self.yaml[line_start(self.yaml, span.start)..span.start]);
        let end = self.start + self.yaml.len();
        let line_break = line_break(text, end - 1);
        Ok(Edit::insert(end, format!("{margin}{key}: {value}{line_break}")))
    }

    fn edit(&self, range: Range<usize>, text: impl Into<String>) -> Edit {
        Edit::replace(self.start + range.start..self.start + range.end, text)
    }
}
