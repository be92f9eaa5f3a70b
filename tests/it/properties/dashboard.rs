//! The dashboard as an outside reader of Markdown sees it.

use std::collections::BTreeSet;

use keepwarm::agenda::Agenda;
use keepwarm::agenda::Coming;
use keepwarm::agenda::Group;
use keepwarm::agenda::Item;
use keepwarm::agenda::ItemKind;
use keepwarm::note::plain;
use keepwarm::render;
use keepwarm::text::collapse;
use keepwarm::text::visible;
use keepwarm::vault::Problem;
use keepwarm::vault::Who;
use pulldown_cmark::Event;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;

/// What stands in a dashboard.
#[derive(Debug, Default)]
pub(crate) struct Page {
    /// The items of its lists, nested ones behind those that they belong to.
    pub(crate) lines: Vec<Line>,
    /// The ids in its comments, in their order.
    pub(crate) ids: Vec<String>,
    /// Everything that a dashboard never has.
    pub(crate) surprises: Vec<String>,
}

/// One item of a list.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct Line {
    /// What it says.
    pub(crate) text: String,
    /// What it says in bold.
    pub(crate) bold: Vec<String>,
    /// Where its links lead.
    pub(crate) links: Vec<String>,
    /// Whether it has a box.
    pub(crate) has_box: bool,
}

/// Reads a dashboard with everything switched on that GitHub and Obsidian know.
pub(crate) fn read(markdown: &str) -> Page {
    let options = Options::ENABLE_TASKLISTS
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_GFM;
    let mut page = Page::default();
    let mut open = Vec::new();
    let mut is_bold = false;
    for event in Parser::new_ext(markdown, options) {
        page.event(event, &mut open, &mut is_bold);
    }
    for line in &mut page.lines {
        line.text = collapse(&line.text);
        line.bold = line.bold.iter().map(|bold| collapse(bold)).collect();
    }
    page
}

impl Page {
    /// Takes one event; `open` are the lines that it stands in.
    fn event(&mut self, event: Event, open: &mut Vec<usize>, is_bold: &mut bool) {
        let line = open.last().map(|index| &mut self.lines[*index]);
        match (event, line) {
            (Event::Start(Tag::Item), _) => {
                open.push(self.lines.len());
                self.lines.push(Line::default());
            }
            (Event::End(TagEnd::Item), _) => {
                open.pop();
            }
            (Event::TaskListMarker(_), Some(line)) => line.has_box = true,
            (Event::Start(Tag::Link { dest_url, .. }), Some(line)) => {
                line.links.push(dest_url.into_string());
            }
            (Event::Start(Tag::Strong), Some(line)) => {
                line.bold.push(String::new());
                *is_bold = true;
            }
            (Event::End(TagEnd::Strong), _) => *is_bold = false,
            (Event::Text(text) | Event::Code(text), Some(line)) => {
                line.text.push_str(&text);
                if let Some(bold) = line.bold.last_mut().filter(|_| *is_bold) {
                    bold.push_str(&text);
                }
            }
            (Event::InlineHtml(html) | Event::Html(html), _) => self.html(&html),
            (event, _) if is_expected(&event) => {}
            (event, _) => self.surprises.push(format!("{event:?}")),
        }
    }

    /// Takes a comment of ours; any other HTML is a surprise.
    fn html(&mut self, html: &str) {
        let comment = html.trim().strip_prefix("<!-- ").and_then(|html| html.strip_suffix(" -->"));
        match comment {
            Some(comment) if comment.starts_with("keepwarm: ") && !comment.contains("--") => {}
            Some(comment) if comment.starts_with("kw:") => self.ids.push(comment[3..].to_owned()),
            _ => self.surprises.push(html.to_owned()),
        }
    }
}

/// Tells what a dashboard is made of besides its lines.
fn is_expected(event: &Event) -> bool {
    matches!(
        event,
        Event::Start(
            Tag::Heading { .. } | Tag::Paragraph | Tag::List(None) | Tag::HtmlBlock | Tag::Strong
        ) | Event::End(
            TagEnd::Heading(_)
                | TagEnd::Paragraph
                | TagEnd::List(false)
                | TagEnd::HtmlBlock
                | TagEnd::Link
        ) | Event::Text(_)
            | Event::Code(_)
    )
}

/// What a line of the dashboard has to show.
#[derive(Debug)]
pub(super) struct Expected<'a> {
    /// The words that it has to have.
    words: Vec<String>,
    /// The names in bold; `None` where that is left open.
    names: Option<Vec<String>>,
    /// The note that it leads to.
    path: Option<&'a str>,
    has_box: bool,
}

/// Returns what the lines of an agenda's dashboard have to show.
pub(super) fn expected<'a>(agenda: &'a Agenda) -> Vec<Expected<'a>> {
    let mut lines = Vec::new();
    for group in Group::ALL {
        if *group == Group::ComingUp {
            lines.extend(agenda.coming_up.iter().flat_map(of_coming));
        } else {
            let items = agenda.items.iter();
            lines.extend(items.filter(|item| item.kind.group() == *group).map(of_item));
        }
    }
    let own = || agenda.diagnostics.iter().filter(|problem| !problem.is_foreign());
    lines.extend(own().filter_map(Problem::to_fix).map(|problem| Expected {
        words: Vec::new(),
        names: Some(Vec::new()),
        path: Some(&problem.path),
        has_box: false,
    }));
    if own().any(|problem| problem.to_fix().is_none()) {
        lines.push(Expected {
            words: vec!["keepwarm check shows them".to_owned()],
            names: Some(Vec::new()),
            path: None,
            has_box: false,
        });
    }
    lines
}

fn of_item<'a>(item: &Item<'a>) -> Expected<'a> {
    let is_task = matches!(item.kind, ItemKind::ActionItem | ItemKind::Promise | ItemKind::Waiting);
    let (words, names) = match item.kind {
        _ if is_task => (vec![without_kind(&shown(&plain(item.subject)))], None),
        ItemKind::ReportBack => (vec![shown(&render::text(item))], None),
        _ => (Vec::new(), Some(names(item.who))),
    };
    let path = item.meeting.map_or(item.path(), |meeting| meeting.path());
    Expected { words, names, path: Some(path), has_box: item.kind.has_box() }
}

/// Leaves out the tags that say what a task is: its place in the dashboard says so already.
fn without_kind(text: &str) -> String {
    const KINDS: &[&str] = &["#promise", "#waiting", "#prep", "#action"];
    let words = text.split(' ').filter(|word| !KINDS.contains(word));
    words.collect::<Vec<_>>().join(" ")
}

fn of_coming<'a>(coming: &Coming<'a>) -> Vec<Expected<'a>> {
    let place = coming.meeting.meeting().place().into_iter().map(|place| shown(&plain(place)));
    let line = Expected {
        words: place.collect(),
        names: Some(names(&coming.meeting.present)),
        path: Some(coming.meeting.path()),
        has_box: false,
    };
    let to_do = coming.to_do.iter().map(|task| Expected {
        words: vec![shown(&plain(task))],
        names: Some(Vec::new()),
        path: None,
        has_box: false,
    });
    std::iter::once(line).chain(to_do).collect()
}

/// Returns the names that are shown: at most four, else three and a number.
fn names(people: &[Who]) -> Vec<String> {
    let n_named = if people.len() > 4 { 3 } else { people.len() };
    people[..n_named].iter().map(|person| shown(person.name())).collect()
}

/// Returns a text as it has to be seen: on one line, and nothing hidden in it.
fn shown(text: &str) -> String {
    collapse(&visible(text))
}

impl Expected<'_> {
    /// Returns what is wrong with a line, if anything.
    pub(super) fn missed_by(
        &self,
        line: &Line,
        ways: &impl Fn(&str) -> BTreeSet<String>,
    ) -> Option<String> {
        let fits = |text: &str| text.chars().count() <= 200;
        let missing = self.words.iter().find(|words| fits(words) && !line.text.contains(*words));
        if let Some(words) = missing {
            return Some(format!("it does not say {words:?}"));
        }
        let has_names =
            |names: &Vec<String>| *names == line.bold || !names.iter().all(|name| fits(name));
        if !self.names.as_ref().is_none_or(has_names) {
            return Some(format!("its names are not {:?}", self.names));
        }
        if line.has_box != self.has_box {
            return Some("its box".to_owned());
        }
        let (letters, notes): (Vec<&String>, Vec<&String>) =
            line.links.iter().partition(|link| link.starts_with("mailto:"));
        let leads_there = match (self.path, notes.as_slice()) {
            (None, []) => true,
            (Some(path), [link]) => ways(path).contains(*link),
            _ => false,
        };
        let is_one_letter = letters.len() <= usize::from(self.has_box || self.path.is_some());
        (!leads_there || !is_one_letter)
            .then(|| format!("it does not lead to {:?} alone", self.path))
    }
}
