//! What a note says for people to read: who somebody is, and the passages below its headings. It
//! is read from the few notes concerned, when it is asked for.

use std::ops::Range;

use pulldown_cmark::Event;
use pulldown_cmark::HeadingLevel;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

use crate::settings::Key;
use crate::settings::Section;
use crate::settings::Settings;
use crate::text::LineCounter;
use crate::text::collapse;
use crate::text::letters;

use super::body;
use super::front_matter::FrontMatter;
use super::kind;
use super::kind::Kind;
use super::link;
use super::plain::plain;
use super::split;
use super::task;
use super::task::State;

/// What a note says for people to read; of a meeting, only its tags and its passages.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
#[expect(missing_docs, reason = "the names are those of the table in SPEC §2")]
pub struct Details {
    pub company: Option<String>,
    pub role: Option<String>,
    pub phone: Option<String>,
    pub linkedin: Option<String>,
    pub website: Option<String>,
    pub location: Option<String>,
    pub address: Option<String>,
    pub in_common: Option<String>,
    pub met_through: Option<String>,
    /// The tags, without `#`; those that only tell the kind of note are left out.
    pub tags: Vec<String>,
    /// The body, heading by heading; those with nothing below them are left out.
    pub passages: Vec<Passage>,
}

/// What stands between one heading and the next.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Passage {
    /// What the nearest heading that means something means.
    pub section: Option<Section>,
    /// The headings that hold here, as they read, outermost first; its own comes last.
    pub headings: Vec<String>,
    /// Its Markdown, without the heading; lines end in `\n` alone.
    pub text: String,
    /// What it says, paragraph by paragraph and item by item; no comments, code or empty labels.
    pub lines: Vec<Line>,
}

/// A paragraph, an item of a list, or the row of a table, as it reads on one line.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its words, without marks; of a task, without date fields.
    pub text: String,
    /// Whether it is an item of a list.
    pub is_item: bool,
    /// What its box says, if it is a task.
    pub task: Option<State>,
    /// Its line in the note.
    pub line: u32,
}

impl Passage {
    /// Tells whether it stands below a heading like *Outreach*, where drafts of letters are kept.
    pub fn is_outreach(&self) -> bool {
        const HEADINGS: &[&str] =
            &["outreach", "outreachdraft", "outreachemail", "outreachletter", "outreachmessage"];
        self.headings.iter().any(|heading| HEADINGS.contains(&&*letters(heading)))
    }
}

/// Reads what the note at `path` says for people; nothing from one that is not ours.
pub fn details(path: &str, text: &str, settings: &Settings) -> Details {
    let Ok(split) = split::split(text) else { return Details::default() };
    let yaml = split.front.unwrap_or_default();
    let Ok(front) = FrontMatter::read(path, yaml, &settings.keys) else {
        return Details::default();
    };
    let told = super::tell_kind(path, &front, split.front.is_some(), settings);
    let Some(kind) = told.map(|(told, _)| told.kind()) else { return Details::default() };
    let passages = passages(text, split.body_start, split.body_line, kind, settings);
    let tags = tags(&front, kind);
    if kind == Kind::Meeting {
        return Details { tags, passages, ..Details::default() };
    }
    let words = |key| words(&front, key, |text| link::without_links(text).into_owned());
    let address = |key| self::words(&front, key, web_address);
    Details {
        company: words(Key::Company),
        role: words(Key::Role),
        phone: words(Key::Phone),
        linkedin: address(Key::Linkedin),
        website: address(Key::Website),
        location: words(Key::Location),
        address: words(Key::Address),
        in_common: words(Key::InCommon),
        met_through: words(Key::MetThrough),
        tags,
        passages,
    }
}

/// Reads the passages of a text that is no note of ours; front matter is left out.
pub fn passages_of(text: &str, settings: &Settings) -> Vec<Passage> {
    let Ok(split) = split::split(text) else { return Vec::new() };
    passages(text, split.body_start, split.body_line, Kind::Contact, settings)
}

fn tags(front: &FrontMatter, kind: Kind) -> Vec<String> {
    let tags = front.values(Key::Tags, kind).into_iter().flat_map(kind::tags);
    tags.filter(|tag| !kind::tells_kind(tag)).map(str::to_owned).collect()
}

/// Returns the value of a contact's key, several divided by commas.
fn words(front: &FrontMatter, key: Key, read: impl Fn(&str) -> String) -> Option<String> {
    let value = front.value(key, Kind::Contact)?;
    let texts = value.texts("")?;
    let words: Vec<String> = texts.iter().map(|text| collapse(&read(&text.text))).collect();
    Some(words.join(", ")).filter(|words| !words.is_empty())
}

/// Returns where `[profile](https://…)` or `<https://…>` leads; else the text as it is.
fn web_address(text: &str) -> String {
    let inside = text.split_once("](").and_then(|(_, rest)| rest.split_once(')'));
    let address = inside.map_or(text, |(address, _)| address);
    address.trim_matches(['<', '>', ' ']).to_owned()
}

fn passages(text: &str, start: usize, line: u32, kind: Kind, settings: &Settings) -> Vec<Passage> {
    let source = &text[start..];
    // Comments become blanks: every place stays what it was.
    let visible = without_obsidian_comments(source);
    let mut reader = Reader {
        source,
        visible: &visible,
        kind,
        settings,
        lines: LineCounter::new(source, 0, line),
        sections: Vec::new(),
        heading: None,
        leaf: None,
        is_new_item: false,
        n_quotes: 0,
        is_code: false,
        start: 0,
        found: Vec::new(),
        passages: Vec::new(),
    };
    for (event, range) in Parser::new_ext(&visible, body::options()).into_offset_iter() {
        reader.event(&event, range);
    }
    reader.close_passage(source.len());
    reader.passages
}

struct Reader<'t> {
    source: &'t str,
    visible: &'t str,
    kind: Kind,
    settings: &'t Settings,
    lines: LineCounter<'t>,
    /// The headings that hold here, outermost first.
    sections: Vec<(HeadingLevel, String)>,
    /// The heading that is being read.
    heading: Option<String>,
    /// Where the text that is being read stands, and whether it begins an item.
    leaf: Option<(Range<usize>, bool)>,
    is_new_item: bool,
    n_quotes: usize,
    is_code: bool,
    /// Where the passage begins.
    start: usize,
    found: Vec<Line>,
    passages: Vec<Passage>,
}

impl Reader<'_> {
    fn event(&mut self, event: &Event, range: Range<usize>) {
        match event {
            Event::Start(Tag::Heading { .. }) => {
                self.close_passage(range.start);
                self.heading = Some(String::new());
            }
            Event::End(TagEnd::Heading(level)) => {
                let heading = collapse(&self.heading.take().unwrap_or_default());
                self.sections.retain(|(outer, _)| outer < level);
                self.sections.push((*level, heading));
                self.start = range.end;
            }
            Event::Text(text) | Event::Code(text) if self.heading.is_some() => {
                self.heading.get_or_insert_default().push_str(text);
            }
            _ if self.heading.is_some() => {}
            Event::Start(Tag::Item) => {
                self.close_leaf();
                self.is_new_item = true;
            }
            Event::End(TagEnd::Item) => {
                self.close_leaf();
                self.is_new_item = false;
            }
            Event::Start(Tag::CodeBlock(_)) => {
                self.close_leaf();
                self.is_new_item = false;
                self.is_code = true;
            }
            Event::End(TagEnd::CodeBlock) => self.is_code = false,
            Event::Start(Tag::BlockQuote(_)) => {
                self.close_leaf();
                self.n_quotes += 1;
            }
            Event::End(TagEnd::BlockQuote(_)) => {
                self.close_leaf();
                self.n_quotes -= 1;
            }
            // A row is one line, so its cells are not divided.
            Event::Start(Tag::TableCell) | Event::End(TagEnd::TableCell) => {}
            Event::Start(tag) if is_inline(tag) => self.reach(range),
            Event::End(tag) if is_end_of_inline(*tag) => {}
            Event::Start(_) | Event::End(_) | Event::Rule | Event::Html(_) => self.close_leaf(),
            _ if !self.is_code => self.reach(range),
            _ => {}
        }
    }

    /// Makes the text that is being read contain `range`.
    fn reach(&mut self, range: Range<usize>) {
        // The parser leaves the backslash of `\[` out of the text.
        let is_escaped = self.visible[..range.start].ends_with('\\');
        let start = if is_escaped { range.start - 1 } else { range.start };
        match &mut self.leaf {
            Some((leaf, _)) => leaf.end = leaf.end.max(range.end),
            None => self.leaf = Some((start..range.end, std::mem::take(&mut self.is_new_item))),
        }
    }

    fn close_leaf(&mut self) {
        let Some((range, is_item)) = self.leaf.take() else { return };
        let line = self.lines.line(range.start);
        let text = self.joined(range);
        let (task, text) = match task_sign(&text).filter(|_| is_item) {
            Some((sign, rest)) => {
                let text = task::read(rest).map_or(String::new(), |words| words.text);
                (Some(State::of(sign)), text)
            }
            None => (None, text),
        };
        let text = collapse(&plain(&text));
        if !text.is_empty() && !text.ends_with(':') {
            self.found.push(Line { text, is_item, task, line });
        }
    }

    /// Joins the lines of a paragraph, without what stands before them; of a callout's first line,
    /// `[!tip] For winter`, the title is left.
    fn joined(&self, range: Range<usize>) -> String {
        let is_margin = |c: char| c.is_whitespace() || self.n_quotes > 0 && c == '>';
        let lines = self.visible[range].lines().map(|line| line.trim_start_matches(is_margin));
        let lines: Vec<&str> = lines.collect();
        match lines.as_slice() {
            [first, rest @ ..] if self.n_quotes > 0 && first.starts_with("[!") => {
                let title = first.split_once(']').map_or("", |(_, title)| title);
                let title = title.trim_start_matches(['+', '-']).trim();
                let gap = if title.is_empty() || rest.is_empty() { "" } else { ": " };
                format!("{title}{gap}{}", rest.join(" "))
            }
            lines => lines.join(" "),
        }
    }

    /// Ends the passage before the heading at `end`.
    fn close_passage(&mut self, end: usize) {
        self.close_leaf();
        let lines = std::mem::take(&mut self.found);
        let text = self.source[self.start..end.max(self.start)].trim_matches(['\n', '\r']);
        if !text.trim().is_empty() {
            let headings = self.sections.iter().map(|(_, heading)| heading.clone()).collect();
            let text = text.replace("\r\n", "\n").trim_end().to_owned();
            self.passages.push(Passage { section: self.section(), headings, text, lines });
        }
        self.start = end;
    }

    fn section(&self) -> Option<Section> {
        let has_log = self.kind == Kind::Contact;
        let sections = self.sections.iter().rev();
        let mut sections = sections.filter_map(|(_, text)| self.settings.headings.section(text));
        sections.find(|section| has_log || *section != Section::Log)
    }
}

/// Reads the sign in the box at the start of an item, `[x] `, and what follows the box.
fn task_sign(text: &str) -> Option<(char, &str)> {
    let mut chars = text.strip_prefix('[')?.chars();
    let sign = chars.next().filter(|sign| *sign != ']')?;
    let rest = chars.as_str().strip_prefix(']')?;
    (rest.is_empty() || rest.starts_with([' ', '\t'])).then_some((sign, rest))
}

fn is_inline(tag: &Tag) -> bool {
    matches!(
        tag,
        Tag::Emphasis | Tag::Strong | Tag::Strikethrough | Tag::Link { .. } | Tag::Image { .. }
    )
}

fn is_end_of_inline(tag: TagEnd) -> bool {
    matches!(
        tag,
        TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image
    )
}

/// Returns `source` with blanks for Obsidian's comments, byte by byte.
fn without_obsidian_comments(source: &str) -> String {
    let mut visible = String::with_capacity(source.len());
    let mut end = 0;
    for comment in body::obsidian_comments(source) {
        visible.push_str(&source[end..comment.start]);
        let blanks = source[comment.clone()].bytes();
        visible.extend(blanks.map(|byte| if byte == b'\n' { '\n' } else { ' ' }));
        end = comment.end;
    }
    visible.push_str(&source[end..]);
    visible
}

#[cfg(test)]
mod tests {
    use super::*;

    const ADA: &str = "\
---
type: contact
company: [[Analytical Engines]]
role: \"[[roles/programmer|Programmer]]\"
phone: +44 20 1843
linkedin: \"[profile](https://linkedin.example/in/ada)\"
website: <https://ada.example>
in common: we both
  like trains
source: [the fair, a *talk*]
tags: [person, mentor, crm/people, person/friend]
---
Before any heading.

# Ada

## Notes from the talk
## 2. Takeaways \u{1f4a1}
- **Start** with the [[people/babbage|engine]]
  that is there <!-- not this -->
  - small steps
- [ ]
- [x] read her notes 📅 2026-11-20
-
What stayed:
> *Poetical* science,
> she said

```query
x
```
%% hidden

- and this %%
### On method
1. weigh `it`
## Log
- 2026-11-01: sent a card
";

    fn of(text: &str) -> Details {
        details("people/ada.md", text, &Settings::new())
    }

    fn line(text: &str, is_item: bool, task: Option<State>, line: u32) -> Line {
        Line { text: text.to_owned(), is_item, task, line }
    }

    #[test]
    fn who_somebody_is_reads_as_words() {
        let details = Details { passages: Vec::new(), ..of(ADA) };
        let words = |text: &str| Some(text.to_owned());
        let expected = Details {
            company: words("Analytical Engines"),
            role: words("Programmer"),
            phone: words("+44 20 1843"),
            linkedin: words("https://linkedin.example/in/ada"),
            website: words("https://ada.example"),
            in_common: words("we both like trains"),
            met_through: words("the fair, a *talk*"),
            tags: vec!["mentor".to_owned(), "person/friend".to_owned()],
            ..Details::default()
        };
        assert_eq!(details, expected);
        let meeting = ADA.replace("contact", "meeting").replace("phone", "location");
        assert_eq!(of(&meeting).location, None);
    }

    #[test]
    fn passages_have_their_headings_and_their_lines() {
        let passages = of(ADA).passages;
        let about = |passage: &Passage| (passage.section, passage.headings.join(" / "));
        let takeaways = "Ada / 2. Takeaways \u{1f4a1}".to_owned();
        assert_eq!(
            passages.iter().map(about).collect::<Vec<_>>(),
            [
                (None, String::new()),
                (Some(Section::WriteUp), takeaways.clone()),
                (Some(Section::WriteUp), format!("{takeaways} / On method")),
                (Some(Section::Log), "Ada / Log".to_owned()),
            ]
        );
        assert_eq!(passages[0].lines, [line("Before any heading.", false, None, 13)]);
        assert_eq!(
            passages[1].lines,
            [
                line("Start with the engine that is there", true, None, 19),
                line("small steps", true, None, 21),
                line("read her notes", true, Some(State::Done), 23),
                line("Poetical science, she said", false, None, 26),
            ]
        );
        assert_eq!(passages[2].text, "1. weigh `it`");
        assert_eq!(passages[2].lines, [line("weigh it", true, None, 36)]);
        assert_eq!(passages[3].lines, [line("2026-11-01: sent a card", true, None, 38)]);
    }

    #[test]
    fn line_ends_and_broken_notes_do_no_harm() {
        let passages = of(&ADA.replace('\n', "\r\n")).passages;
        assert_eq!(passages, of(ADA).passages);
        assert_eq!(of("---\ntype: contact\nname: [\n---\nx\n"), Details::default());
        assert_eq!(of("---\nname: Ada\n"), Details::default());
        let callout = passages_of("> [!tip]- *Winter*\n> cold\n", &Settings::new());
        assert_eq!(callout[0].lines, [line("Winter: cold", false, None, 1)]);
        let after_empty = passages_of("-\n\nafter\n", &Settings::new());
        assert_eq!(after_empty[0].lines, [line("after", false, None, 3)]);
        let table = passages_of("| a | *b* |\n|---|---|\n| c | d |\n", &Settings::new());
        assert_eq!(table[0].lines, [line("a | b", false, None, 1), line("c | d", false, None, 3)]);
    }
}
