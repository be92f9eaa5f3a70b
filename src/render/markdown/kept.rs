//! A block kept, so that its lines need not be written anew where they say the same.

use std::borrow::Cow;
use std::ops::Range;

use memchr::memchr_iter;

use crate::agenda::Agenda;
use crate::agenda::Group;
use crate::agenda::Id;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::date::Date;
use crate::date::Today;
use crate::note::Note;
use crate::parallel;

use super::Block;

/// So many lines of the kept block are passed over, at most, to find the one of an item.
const FARTHEST: usize = 16;
/// So many lines are written in one go.
const PIECE: usize = 128;
/// Few lines are longer, in bytes.
pub(super) const ENOUGH: usize = 256;

/// A block that is in its place, and where the items' lines are in it.
#[derive(Debug, Default)]
pub struct Kept {
    block: Vec<u8>,
    today: Option<Today>,
    lines: Vec<Line>,
}

/// A block, and what is where in it.
#[derive(Debug)]
pub struct Layout {
    /// All of it.
    pub block: Vec<u8>,
    /// Where the lines of the groups' items are.
    pub(super) groups: Vec<(Group, Range<usize>)>,
}

/// The line of an item.
#[derive(Debug)]
struct Line {
    group: Group,
    id: Id,
    due: Option<Date>,
    range: Range<usize>,
}

/// Items whose lines stand together in the kept block, or are to be written.
enum Run<'i, 'v> {
    Kept(Range<usize>),
    New(&'i [Item<'v>]),
}

impl Kept {
    /// Keeps the agenda's block.
    pub fn new(layout: Layout, agenda: &Agenda) -> Kept {
        let Layout { block, groups } = layout;
        let mut lines = Vec::with_capacity(agenda.items.len());
        for (group, Range { start: from, end: to }) in groups {
            let mut start = from;
            for (item, end) in
                agenda.of_group(group).iter().zip(memchr_iter(b'\n', &block[from..to]))
            {
                let range = start..from + end + 1;
                start = range.end;
                lines.push(Line { group, id: item.id, due: item.due, range });
            }
        }
        Kept { block, today: Some(agenda.today), lines }
    }

    /// Gives the room of the block back.
    pub fn into_room(self) -> Vec<u8> {
        self.block
    }

    /// Adds the lines of a group's items: as they are where they say the same, else written by
    /// `write`. What is in a note that `is_changed` is written anew.
    pub(super) fn add_lines<'k, 'v>(
        &'k self,
        agenda: &Agenda<'v>,
        group: Group,
        is_changed: impl Fn(&Note) -> bool,
        write: impl Fn(&[Item<'v>], &mut String) + Sync,
        block: &mut Block,
    ) {
        let runs = self.runs(agenda, group, is_changed);
        let add = |range: Range<usize>, lines: &mut Vec<Cow<'k, [u8]>>| {
            lines.extend(runs[range].iter().map(|run| match run {
                Run::Kept(range) => Cow::Borrowed(&self.block[range.clone()]),
                Run::New(items) => {
                    let mut lines = String::with_capacity(items.len() * ENOUGH);
                    write(items, &mut lines);
                    lines.into_bytes().into()
                }
            }));
        };
        parallel::gather(block, runs.len(), 1, &add, |block, lines| {
            lines.drain(..).for_each(|lines| block.add(&lines));
        });
    }

    fn runs<'i, 'v>(
        &self,
        agenda: &'i Agenda<'v>,
        group: Group,
        is_changed: impl Fn(&Note) -> bool,
    ) -> Vec<Run<'i, 'v>> {
        let is_same = |item: &Item, line: &Line| {
            // A report tells of a meeting in another note.
            let is_all = item.kind != ItemKind::ReportBack && !is_changed(item.note);
            is_all && item.due == line.due
        };
        let items = agenda.of_group(group);
        let mut lines = self.lines_of(group, agenda.today);
        let mut runs: Vec<Run> = Vec::new();
        for (index, item) in items.iter().enumerate() {
            let kept = lines.iter().take(FARTHEST).position(|line| line.id == item.id);
            let kept = kept.map(|n_gone| {
                let line = &lines[n_gone];
                lines = &lines[n_gone + 1..];
                line
            });
            match (kept.filter(|line| is_same(item, line)), runs.last_mut()) {
                (Some(line), Some(Run::Kept(range))) if range.end == line.range.start => {
                    range.end = line.range.end;
                }
                (Some(line), _) => runs.push(Run::Kept(line.range.clone())),
                (None, Some(Run::New(run))) if run.len() < PIECE => {
                    *run = &items[index - run.len()..=index];
                }
                (None, _) => runs.push(Run::New(&items[index..=index])),
            }
        }
        runs
    }

    fn lines_of(&self, group: Group, today: Today) -> &[Line] {
        if self.today != Some(today) {
            return &[];
        }
        let start = self.lines.partition_point(|line| line.group < group);
        let end = self.lines.partition_point(|line| line.group <= group);
        &self.lines[start..end]
    }
}
