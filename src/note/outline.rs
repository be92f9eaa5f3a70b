//! Where the parts of a note stand: what must be known to change one of them.

use std::ops::Range;

use crate::settings::Key;
use crate::settings::Settings;
use crate::text::Place;
use crate::yaml::Node;
use crate::yaml::Step;

use super::Kind;
use super::body;
use super::body::Heading;
use super::body::LogEntry;
use super::front_matter::FrontMatter;
use super::front_matter::leaves_of;
use super::split;

/// Where the parts of a contact or a meeting stand.
pub(crate) struct Outline<'t> {
    /// The YAML between the fences, if there are fences.
    pub(crate) yaml: Option<Range<usize>>,
    /// Where the body begins.
    pub(crate) body: usize,
    /// Where each task's first paragraph stands, from its box on.
    pub(crate) tasks: Vec<Range<usize>>,
    /// The entries of the log.
    pub(crate) log: Vec<LogEntry>,
    /// The headings.
    pub(crate) headings: Vec<Heading>,
    front: FrontMatter<'t>,
    kind: Kind,
}

/// Reads where the parts of the note at `path` stand; `None` for a note that is neither a contact
/// nor a meeting, and for one with something before its front matter.
pub(crate) fn outline<'t>(
    path: &'t str,
    text: &'t str,
    settings: &Settings,
) -> Option<Outline<'t>> {
    let split = split::split(text).ok()?;
    if split.front.is_none() && split::not_first(text).is_some() {
        return None;
    }
    let front = FrontMatter::read(path, split.front.unwrap_or_default(), &settings.keys).ok()?;
    let (told, _) = super::tell_kind(path, &front, split.front.is_some(), settings)?;
    let kind = told.kind();
    let body = body::read_fully(text, split.body_start, split.body_line, kind, &settings.headings);
    let yaml = split.front.map(|yaml| split.front_start..split.front_start + yaml.len());
    Some(Outline {
        yaml,
        body: split.body_start,
        tasks: body.task_ranges,
        log: body.log,
        headings: body.headings,
        front,
        kind,
    })
}

impl<'t> Outline<'t> {
    /// Returns the index of the entry from which `key` is read.
    pub(crate) fn index_of(&self, key: Key) -> Option<usize> {
        self.front.value(key, self.kind).map(|value| value.index())
    }

    /// Returns the keys as they are written, in their order, each with its value.
    pub(crate) fn entries(&self) -> impl Iterator<Item = (&str, &Node<'t>)> {
        self.front.entries()
    }

    /// Returns the texts in the `index`-th value, with the steps to them, as a note reads them.
    pub(crate) fn texts(&self, index: usize) -> Vec<(Vec<Step>, String)> {
        let mut leaves = Vec::new();
        let node = self.entries().nth(index).map(|(_, node)| node);
        node.map(|node| leaves_of(node, &mut Vec::new(), &mut leaves));
        let leaves = leaves.into_iter().filter(|leaf| !leaf.text.is_empty());
        leaves.map(|leaf| (leaf.steps, leaf.text.into_owned())).collect()
    }

    /// Returns the line of the `index`-th key.
    pub(crate) fn key_line(&self, index: usize) -> u32 {
        self.front.key_line(index).0
    }

    /// Returns the place where a note reads a part of the `index`-th value.
    pub(crate) fn place(&self, index: usize, steps: &[Step]) -> Place {
        self.front.place(index, steps)
    }
}
