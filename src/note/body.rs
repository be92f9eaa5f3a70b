//! The Markdown below the front matter: its tasks, its people, its log, and whether anything was
//! written up.

use std::ops::Range;

use pulldown_cmark::CodeBlockKind;
use pulldown_cmark::Event;
use pulldown_cmark::HeadingLevel;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

use crate::date;
use crate::date::Date;
use crate::settings::Headings;
use crate::settings::Section;
use crate::text::LineCounter;
use crate::text::Place;
use crate::text::line_end;
use crate::text::split_once;
use crate::text::trim;

use super::Kind;
use super::PersonText;
use super::Task;
use super::paragraph::Line;
use super::paragraph::Paragraph;
use super::simple;
use super::task;
use super::task::State;
use super::tasks::TaskList;

/// What a note's body says.
#[derive(Debug, Default, PartialEq)]
pub(super) struct Body {
    /// The first heading of level one.
    pub(super) title: Option<Box<str>>,
    /// All tasks with text, in their order.
    pub(super) tasks: TaskList,
    /// The people whom the body says a meeting was with.
    pub(super) people: Vec<PersonText>,
    /// Where each task's first paragraph stands in the note, from its box on.
    pub(super) task_ranges: Vec<Range<usize>>,
    /// The entries of the log.
    pub(super) log: Vec<LogEntry>,
    /// The headings.
    pub(super) headings: Vec<Heading>,
    /// Whether something was written up.
    pub(super) is_written_up: bool,
    /// Whether something was found out in a *Research* section.
    pub(super) has_research: bool,
    /// How many questions are noted.
    pub(super) n_questions: u32,
    /// Values that were meant to be dates and are none.
    pub(super) bad_dates: Vec<(Place, String)>,
}

/// An entry of the log: a list item that begins with a date.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct LogEntry {
    /// Its day.
    pub(crate) date: Date,
    /// Where its item stands in the note, from its text on.
    pub(crate) range: Range<usize>,
}

/// A heading.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Heading {
    /// Its level, from one.
    pub(crate) level: usize,
    /// What it means.
    pub(crate) section: Option<Section>,
    /// Whether it stands in a quote or a list.
    pub(crate) is_nested: bool,
    /// Where it stands in the note.
    pub(crate) range: Range<usize>,
}

/// Reads the body of a note: `text` from byte `start` on, which is the beginning of `line`. Where
/// headings, tasks and entries of the log stand is left to [`read_fully`].
pub(super) fn read(text: &str, start: usize, line: u32, kind: Kind, headings: &Headings) -> Body {
    let source = &text[start..];
    let Some(lines) = simple::read(source) else {
        return read_fully(text, start, line, kind, headings);
    };
    let mut reader = Reader::new(source, start, line, kind, headings);
    reader.simple(&lines);
    reader.finish()
}

/// Reads the body of a note with the full parser, which tells exactly where everything stands.
pub(super) fn read_fully(
    text: &str,
    start: usize,
    line: u32,
    kind: Kind,
    headings: &Headings,
) -> Body {
    let source = &text[start..];
    let mut reader = Reader::new(source, start, line, kind, headings);
    reader.hidden = obsidian_comments(source);
    for (event, range) in Parser::new_ext(source, options()).into_offset_iter() {
        reader.event(event, range);
    }
    reader.finish()
}

/// Tells whether the quick reader, where it reads `source` at all, reads what the full one does.
pub(super) fn readers_agree(source: &str, kind: Kind, headings: &Headings) -> bool {
    if simple::read(source).is_none() {
        return true;
    }
    let [quick, full] = [read, read_fully].map(|read| {
        let mut body = read(source, 0, 1, kind, headings);
        // Where things stand only the full reader tells exactly.
        body.headings.clear();
        body.task_ranges.clear();
        body.log.iter_mut().for_each(|entry| entry.range = 0..0);
        body
    });
    quick == full
}

/// The Markdown that people write in notes.
pub(super) fn options() -> Options {
    Options::ENABLE_TASKLISTS
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_GFM
}

struct Reader<'t> {
    source: &'t str,
    /// Where the source begins in the note.
    start: usize,
    kind: Kind,
    headings: &'t Headings,
    lines: LineCounter<'t>,
    /// Where Obsidian's comments stand, `%% … %%`.
    hidden: Vec<Range<usize>>,
    /// The headings that hold here, outermost first, with what they mean.
    sections: Vec<(HeadingLevel, Option<Section>)>,
    /// The blocks that are open here, outermost first.
    blocks: Vec<Block>,
    /// How many of them are neither lists nor items.
    n_quotes: usize,
    /// The text that is being read.
    leaf: Option<Leaf<'t>>,
    people_of_sections: Vec<PersonText>,
    people_of_labels: Vec<Vec<PersonText>>,
    /// Whether a line like `Attendees:` has just ended, and the list below it names the people.
    is_list_of_people_next: bool,
    body: Body,
}

/// A block that contains other blocks.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Block {
    List {
        /// Whether a label right above says that its items are people.
        names_people: bool,
    },
    Item {
        /// Whether its first block is still to come.
        is_new: bool,
        /// Where it ends.
        end: usize,
    },
    Other,
}

/// A piece of text that contains no other block.
#[derive(Debug)]
enum Leaf<'t> {
    Paragraph { paragraph: Paragraph<'t>, is_first_in_item: bool },
    Heading { level: HeadingLevel, text: String, range: Range<usize> },
    Cell { has_text: bool },
    Code { is_query: bool, has_text: bool },
    Html { text: String },
}

impl<'t> Reader<'t> {
    fn new(
        source: &'t str,
        start: usize,
        line: u32,
        kind: Kind,
        headings: &'t Headings,
    ) -> Reader<'t> {
        Reader {
            source,
            start,
            kind,
            headings,
            lines: LineCounter::new(source, 0, line),
            hidden: Vec::new(),
            sections: Vec::with_capacity(4),
            blocks: Vec::with_capacity(4),
            n_quotes: 0,
            leaf: None,
            people_of_sections: Vec::new(),
            people_of_labels: Vec::new(),
            is_list_of_people_next: false,
            body: Body::default(),
        }
    }

    /// Takes lines that are read without the full parser, as it would have them read.
    fn simple(&mut self, lines: &[simple::Line]) {
        // The sign of the list that is open, also behind a blank line.
        let mut list = None;
        for (number, simple::Line { kind, range }) in (self.lines.line(0)..).zip(lines) {
            let text = &self.source[range.clone()];
            let sign = match kind {
                simple::Kind::Blank => continue,
                simple::Kind::Item(sign) => Some(sign),
                simple::Kind::Heading(_) | simple::Kind::Text => None,
            };
            if list != sign {
                // Of two lists in a row, only the first one stands below the label.
                let names_people = list.is_none() && self.is_list_of_people_next;
                self.blocks.clear();
                self.blocks.extend(sign.map(|_| Block::List { names_people }));
                list = sign;
            }
            self.is_list_of_people_next = false;
            self.lines.skip_to(range.start, number);
            match kind {
                simple::Kind::Blank => {}
                simple::Kind::Heading(level) => self.begin_section(*level, text),
                simple::Kind::Item(_) => self.simple_item(text, range),
                simple::Kind::Text => self.line(&Line::simple(text, range.start)),
            }
        }
    }

    fn simple_item(&mut self, text: &'t str, range: &Range<usize>) {
        if let Some(sign) = task_sign(text) {
            self.task(State::of(sign), after_box(text), range.clone());
        } else if !self.item(trim(text), range.start) {
            self.line(&Line::simple(text, range.start));
        }
    }

    fn event(&mut self, event: Event<'t>, range: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, range),
            Event::End(tag) => self.end(tag),
            Event::Rule => {
                self.before_block();
            }
            Event::Html(html) => {
                if let Some(Leaf::Html { text }) = &mut self.leaf {
                    text.push_str(&html);
                }
            }
            event => self.inline(&event, range),
        }
    }

    fn start(&mut self, tag: Tag<'t>, range: Range<usize>) {
        match tag {
            Tag::Paragraph => {
                let is_first_in_item = self.before_block();
                let paragraph = Paragraph::new(self.source, self.is_quoted());
                self.leaf = Some(Leaf::Paragraph { paragraph, is_first_in_item });
            }
            Tag::Heading { level, .. } => {
                self.before_block();
                self.leaf = Some(Leaf::Heading { level, text: String::new(), range });
            }
            Tag::CodeBlock(kind) => {
                self.before_block();
                self.leaf = Some(Leaf::Code { is_query: is_query(&kind), has_text: false });
            }
            Tag::HtmlBlock => {
                self.before_block();
                self.leaf = Some(Leaf::Html { text: String::new() });
            }
            Tag::TableCell => self.leaf = Some(Leaf::Cell { has_text: false }),
            Tag::List(_) => {
                if let Some(Leaf::Paragraph { paragraph, .. }) = &mut self.leaf {
                    paragraph.cut(range.start);
                }
                self.close_leaf();
                let names_people = std::mem::take(&mut self.is_list_of_people_next);
                self.before_block();
                self.blocks.push(Block::List { names_people });
            }
            Tag::Item => self.blocks.push(Block::Item { is_new: true, end: range.end }),
            Tag::BlockQuote(_)
            | Tag::FootnoteDefinition(_)
            | Tag::Table(_)
            | Tag::TableHead
            | Tag::TableRow
            | Tag::DefinitionList
            | Tag::DefinitionListTitle
            | Tag::DefinitionListDefinition
            | Tag::MetadataBlock(_) => {
                self.before_block();
                self.blocks.push(Block::Other);
                self.n_quotes += 1;
            }
            Tag::Emphasis
            | Tag::Strong
            | Tag::Strikethrough
            | Tag::Superscript
            | Tag::Subscript
            | Tag::Link { .. } => self.touch(range.start),
            Tag::Image { .. } => {
                self.touch(range.start);
                self.has_content();
            }
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Paragraph
            | TagEnd::Heading(_)
            | TagEnd::CodeBlock
            | TagEnd::HtmlBlock
            | TagEnd::TableCell => self.close_leaf(),
            TagEnd::List(_)
            | TagEnd::Item
            | TagEnd::BlockQuote(_)
            | TagEnd::FootnoteDefinition
            | TagEnd::Table
            | TagEnd::TableHead
            | TagEnd::TableRow
            | TagEnd::DefinitionList
            | TagEnd::DefinitionListTitle
            | TagEnd::DefinitionListDefinition
            | TagEnd::MetadataBlock(_) => {
                self.close_leaf();
                self.is_list_of_people_next = false;
                let closed = self.blocks.pop();
                self.n_quotes -= usize::from(closed == Some(Block::Other));
            }
            TagEnd::Emphasis
            | TagEnd::Strong
            | TagEnd::Strikethrough
            | TagEnd::Superscript
            | TagEnd::Subscript
            | TagEnd::Link
            | TagEnd::Image => {}
        }
    }

    /// Takes what stands inside a line.
    fn inline(&mut self, event: &Event<'t>, range: Range<usize>) {
        match event {
            Event::SoftBreak | Event::HardBreak => {
                if let Some(Leaf::Paragraph { paragraph, .. }) = &mut self.leaf {
                    paragraph.end_line(range.start);
                }
            }
            Event::InlineHtml(_) => {
                self.touch(range.start);
                if let Some(Leaf::Paragraph { paragraph, .. }) = &mut self.leaf {
                    paragraph.hide(range);
                }
            }
            Event::TaskListMarker(_) => self.touch(range.start),
            Event::Text(text) | Event::Code(text) => {
                self.touch(range.start);
                if let Some(Leaf::Heading { text: heading, .. }) = &mut self.leaf {
                    heading.push_str(text);
                }
                let is_code = matches!(event, Event::Code(_));
                if (is_code || !text.trim().is_empty()) && !self.is_hidden(&range) {
                    self.has_content();
                }
                self.reach(range.end);
            }
            _ => {
                self.touch(range.start);
                self.has_content();
            }
        }
    }

    /// Begins a paragraph where a tight list's item has its text without one.
    fn touch(&mut self, start: usize) {
        if self.leaf.is_none() {
            let is_first_in_item = self.before_block();
            let paragraph = Paragraph::new(self.source, self.is_quoted());
            self.leaf = Some(Leaf::Paragraph { paragraph, is_first_in_item });
        }
        if let Some(Leaf::Paragraph { paragraph, .. }) = &mut self.leaf {
            paragraph.begin_line(start);
        }
    }

    fn reach(&mut self, end: usize) {
        if let Some(Leaf::Paragraph { paragraph, .. }) = &mut self.leaf {
            paragraph.reach(end);
        }
    }

    fn has_content(&mut self) {
        match &mut self.leaf {
            Some(Leaf::Paragraph { paragraph, .. }) => paragraph.has_content(),
            Some(Leaf::Cell { has_text } | Leaf::Code { has_text, .. }) => *has_text = true,
            _ => {}
        }
    }

    fn is_hidden(&self, range: &Range<usize>) -> bool {
        let next = self.hidden.partition_point(|hidden| hidden.end < range.end);
        self.hidden.get(next).is_some_and(|hidden| hidden.start <= range.start)
    }

    fn is_quoted(&self) -> bool {
        self.n_quotes > 0
    }

    /// Ends the text before a block; tells whether the block is the first one of a list's item.
    fn before_block(&mut self) -> bool {
        self.close_leaf();
        self.is_list_of_people_next = false;
        match self.blocks.last_mut() {
            Some(Block::Item { is_new, .. }) => std::mem::take(is_new),
            _ => false,
        }
    }

    fn close_leaf(&mut self) {
        match self.leaf.take() {
            None => {}
            Some(Leaf::Heading { level, text, range }) => self.heading(level, &text, &range),
            Some(Leaf::Paragraph { paragraph, is_first_in_item }) => {
                self.paragraph(paragraph, is_first_in_item);
            }
            Some(Leaf::Cell { has_text }) => self.prose(has_text),
            Some(Leaf::Code { is_query, has_text }) => self.prose(has_text && !is_query),
            Some(Leaf::Html { text }) => self.prose(has_visible_html(&text)),
        }
    }

    fn heading(&mut self, level: HeadingLevel, text: &str, range: &Range<usize>) {
        self.begin_section(level, text);
        self.body.headings.push(Heading {
            level: level as usize,
            section: self.sections.last().and_then(|(_, section)| *section),
            is_nested: !self.blocks.is_empty(),
            range: self.start + range.start..self.start + range.end,
        });
    }

    fn begin_section(&mut self, level: HeadingLevel, text: &str) {
        while self.sections.last().is_some_and(|(outer, _)| *outer >= level) {
            self.sections.pop();
        }
        let section = self.headings.section(text);
        let has_log = self.kind == Kind::Contact;
        let section = section.filter(|section| has_log || *section != Section::Log);
        self.sections.push((level, section));
        let is_title = level == HeadingLevel::H1 && self.kind == Kind::Contact;
        if is_title && self.body.title.is_none() && !text.trim().is_empty() {
            self.body.title = Some(text.trim().into());
        }
    }

    /// Returns what the nearest heading that means something means.
    fn section(&self) -> Option<Section> {
        self.sections.iter().rev().find_map(|(_, section)| *section)
    }

    /// Counts prose for what it is: research where it was asked for, else a write-up.
    fn prose(&mut self, is_prose: bool) {
        if !is_prose {
            return;
        }
        match self.section() {
            Some(Section::Research) => self.body.has_research = true,
            Some(section) if section.is_preparation() => {}
            _ => self.body.is_written_up = true,
        }
    }

    fn paragraph(&mut self, paragraph: Paragraph<'t>, is_first_in_item: bool) {
        let start = paragraph.start();
        if is_first_in_item && let Some(sign) = task_sign(&self.source[start..]) {
            let end = paragraph.end();
            if self.task(State::of(sign), after_box(&paragraph.raw_text()), start..end) {
                self.body.task_ranges.push(self.start + start..self.start + end);
            }
            return;
        }
        if is_first_in_item && paragraph.has_text() && self.item(&paragraph.text(), start) {
            return;
        }
        for line in paragraph.lines() {
            self.is_list_of_people_next = false;
            self.line(&line);
        }
    }

    /// Takes the text that an item without a box begins with; tells whether it names a person, and
    /// is no prose.
    fn item(&mut self, text: &str, start: usize) -> bool {
        let section = self.section();
        if section == Some(Section::Questions) {
            self.body.n_questions += 1;
        }
        if section == Some(Section::Log) {
            self.log_entry(text, start);
        }
        let is_named = self.is_in_list_of_people();
        let is_person = is_named || section == Some(Section::People);
        if is_person {
            let person = self.person(text, start);
            match self.people_of_labels.last_mut() {
                Some(people) if is_named => people.push(person),
                _ => self.people_of_sections.push(person),
            }
        }
        is_person
    }

    fn line(&mut self, line: &Line) {
        if self.kind == Kind::Contact {
            // Prose and labels tell something of a meeting only.
            return;
        }
        let names_people = self.people_label(line);
        self.prose(!names_people && line.has_content && !line.is_label());
    }

    /// Reads the people from a line like `**Attendees:** [[Ada]], Grace`.
    fn people_label(&mut self, line: &Line) -> bool {
        let Some((label, names)) = line.label() else {
            return false;
        };
        if !self.headings.is_people_label(label) {
            return false;
        }
        self.is_list_of_people_next = names.is_empty();
        let names = names.trim_end();
        let people = match names {
            "" => Vec::new(),
            names => {
                let end = line_end(self.source, line.start);
                let found = self.source[line.start..end].find(names);
                let start = found.map_or(line.start, |offset| line.start + offset);
                vec![self.person(names, start)]
            }
        };
        self.people_of_labels.push(people);
        true
    }

    fn is_in_list_of_people(&self) -> bool {
        let list = self.blocks.iter().rev().find(|block| matches!(block, Block::List { .. }));
        list == Some(&Block::List { names_people: true })
    }

    fn person(&mut self, text: &str, start: usize) -> PersonText {
        PersonText { text: text.into(), place: self.lines.place(start) }
    }

    /// Reads the date that begins an entry of the log.
    fn log_entry(&mut self, text: &str, start: usize) {
        let text = text.trim_start_matches(['*', '_', '~', '=', ' ']);
        if let Some((moment, _)) = date::scan(text) {
            let ends = self.blocks.iter().rev().find_map(|block| match block {
                Block::Item { end, .. } => Some(*end),
                _ => None,
            });
            let range = self.start + start..self.start + ends.unwrap_or(start);
            self.body.log.push(LogEntry { date: moment.date, range });
            return;
        }
        // A day that never was is no touch; one that is only written differently is told.
        let word = text.split([' ', ':', '*']).next().unwrap_or_default();
        if date::looks_like_date(word) && date::suggest(word).is_some() {
            self.body.bad_dates.push((self.lines.place(start), word.to_owned()));
        }
    }

    /// Takes the task that stands at `range`; tells whether it has text, without which it is none.
    fn task(&mut self, state: State, text: &str, range: Range<usize>) -> bool {
        let Some(words) = task::read(text) else {
            return false;
        };
        let section = self.section();
        match section {
            Some(Section::Questions) => self.body.n_questions += 1,
            Some(Section::Research) if state == State::Done => self.body.has_research = true,
            _ => {}
        }
        for bad_date in words.bad_dates {
            let found = self.source[range.clone()].find(&bad_date);
            let written = range.start + found.unwrap_or_default();
            self.body.bad_dates.push((self.lines.place(written), bad_date));
        }
        self.body.tasks.push(Task {
            state,
            section,
            text: &words.text,
            due: words.due,
            scheduled: words.scheduled,
            line: self.lines.line(range.start),
        });
        true
    }

    fn finish(mut self) -> Body {
        self.close_leaf();
        self.body.people = if self.people_of_sections.is_empty() {
            self.people_of_labels.into_iter().find(|people| !people.is_empty()).unwrap_or_default()
        } else {
            self.people_of_sections
        };
        self.body
    }
}

/// Returns the sign in the box that a text begins with, `[x] `.
fn task_sign(text: &str) -> Option<char> {
    let mut chars = text.strip_prefix('[')?.chars();
    let sign = chars.next().filter(|sign| !matches!(sign, ']' | '\n' | '\r'))?;
    let rest = chars.as_str().strip_prefix(']')?;
    (rest.is_empty() || rest.starts_with([' ', '\t', '\n', '\r'])).then_some(sign)
}

/// Returns what follows the box.
fn after_box(text: &str) -> &str {
    split_once(text, b']').map_or("", |(_, text)| text)
}

/// Tells code that asks a plugin for a list, and is no text of the note's own.
fn is_query(kind: &CodeBlockKind) -> bool {
    let CodeBlockKind::Fenced(info) = kind else {
        return false;
    };
    let language = info.split([' ', ',', '{']).next().unwrap_or_default().to_ascii_lowercase();
    matches!(language.as_str(), "dataview" | "dataviewjs" | "tasks" | "query" | "base")
}

/// Tells whether anything is left of HTML without its comments and tags.
fn has_visible_html(html: &str) -> bool {
    let html = task::without_comments(html);
    let mut is_in_tag = false;
    html.chars().any(|c| {
        match c {
            '<' => is_in_tag = true,
            '>' if is_in_tag => {
                is_in_tag = false;
                return false;
            }
            _ => {}
        }
        !is_in_tag && !c.is_whitespace()
    })
}

/// Finds Obsidian's comments, `%% … %%`.
pub(super) fn obsidian_comments(source: &str) -> Vec<Range<usize>> {
    let mut comments = Vec::new();
    let mut signs = memchr::memmem::find_iter(source.as_bytes(), "%%");
    while let (Some(open), Some(close)) = (signs.next(), signs.next()) {
        comments.push(open..close + 2);
    }
    comments
}
