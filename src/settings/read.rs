//! Reading `keepwarm.yaml`: an unknown key or a bad value is an error that names the way out.

use crate::date::Cadence;
use crate::date::Date;
use crate::date::Duration;
use crate::date::read as read_date;
use crate::diagnostic::At;
use crate::diagnostic::Code;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::text::Place;
use crate::text::fold;
use crate::text::is_note_name;
use crate::text::nearest;
use crate::yaml;
use crate::yaml::Node;
use crate::yaml::Step;

use super::Direction;
use super::Format;
use super::Key;
use super::LinkStyle;
use super::OPTIONS;
use super::Output;
use super::Section;
use super::Setting;
use super::Settings;

/// The name of the configuration's file, at the vault's root.
pub const FILE_NAME: &str = "keepwarm.yaml";

const DURATION: &str = "a duration, like `7d` or `2 weeks`";
const CADENCE: &str = "a duration, a list of them, or `never`";
const PATH: &str = "a path inside the vault, like `notes/DASHBOARD.md`";

/// Reads the text of `keepwarm.yaml`.
///
/// # Errors
///
/// Returns every key and value that cannot be used, with its place.
pub fn read(text: &str) -> Result<Settings, Vec<Diagnostic>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { text, settings: Settings::new(), problems: Vec::new() };
    match yaml::parse(text) {
        Ok(Node::Null) => {}
        Ok(Node::Map(entries)) => reader.all(&entries),
        Ok(_) => {
            let help = "write `key: value` lines, as in the README".to_owned();
            let message = "the configuration has no keys".to_owned();
            reader.problems.push(catalog::config(At::top(FILE_NAME), message, help));
        }
        Err(problem) => {
            let at = At { path: FILE_NAME, place: Some(problem.place), width: 1 };
            let message = format!("the configuration cannot be read: {}", problem.message);
            let help = yaml::way_out(text, &problem).to_owned();
            reader.problems.push(catalog::config(at, message, help));
        }
    }
    if reader.problems.is_empty() { Ok(reader.settings) } else { Err(reader.problems) }
}

struct Reader<'t> {
    text: &'t str,
    settings: Settings,
    problems: Vec<Diagnostic>,
}

/// The entries of a mapping, and the steps that lead to it.
#[derive(Clone, Copy)]
struct Mapping<'n> {
    entries: &'n [(Node<'n>, Node<'n>)],
    steps: [Option<Step>; 1],
}

/// A value in the configuration, and the steps that lead to it.
#[derive(Clone, Copy)]
struct Value<'n> {
    node: &'n Node<'n>,
    name: &'n str,
    steps: [Option<Step>; 2],
}

impl<'t> Reader<'t> {
    fn all(&mut self, entries: &[(Node, Node)]) {
        let all = Mapping { entries, steps: [None] };
        self.each(all, names(OPTIONS), Self::one);
        // Only now it is known what the dashboard is called.
        values(all).filter(|(key, _)| *key == "outputs").for_each(|(_, value)| self.names(value));
    }

    /// Refuses outputs that would take each other's place, or a note's.
    fn names(&mut self, outputs: Value) {
        let Node::Map(entries) = outputs.node else { return };
        let mut taken = vec![(fold(&self.settings.dashboard).into_owned(), "the dashboard")];
        for (_, value) in values(Mapping { entries, steps: [outputs.steps[0]] }) {
            let Some(name) = path(value.node) else { continue };
            let folded = fold(&name).into_owned();
            let other = taken.iter().find(|(other, _)| *other == folded).map(|(_, what)| *what);
            if let Some(what) = if is_note_name(&name) { Some("a note") } else { other } {
                let message = format!("`{name}` is the name of {what}");
                let help = format!("write a name like `agenda.{}`", value.name);
                let at = At::text(FILE_NAME, self.place(value), &name);
                self.problems.push(catalog::config(at, message, help));
            }
            taken.push((folded, "another output"));
        }
    }

    /// Reads the value of one key at the top level.
    fn one(&mut self, value: Value) {
        match value.name {
            "dashboard" => self.set(value, PATH, path, |to, path| to.dashboard = path),
            "since" => {
                let expected = "a date, like `2026-01-01`";
                self.set(value, expected, date, |to, date| to.since = Some(date));
            }
            "horizon" => self.set(value, DURATION, duration, |to, read| to.horizon = read),
            "thank_you" => self.group(value, Self::thank_you),
            "action_item" => self.set(value, DURATION, duration, |to, read| to.action_item = read),
            "check_in" => self.set(value, CADENCE, cadence, |to, read| to.check_in = read),
            "nudge" => self.set(value, DURATION, duration, |to, read| to.nudge = read),
            "report_back" => {
                let expected = "a duration, like `7d`, or `off`";
                self.set(value, expected, duration_or_off, |to, read| {
                    to.report_back = read;
                });
            }
            "goal" => self.group(value, Self::goal),
            "me" => self.set(value, "a name, or a list of names", texts, |to, me| {
                to.me = me;
            }),
            "direction" => {
                let expected = "`asking`, `giving` or `none`";
                let read = |node: &Node| Direction::read(node.scalar()?);
                self.set(value, expected, read, |to, direction| {
                    to.direction = direction;
                });
            }
            "check_in_by_tag" => self.by_tag(value),
            "folders" => self.group(value, Self::folders),
            "keys" => {
                let names: Vec<&str> = Key::names().collect();
                self.mapping(value, &names, Self::keys);
            }
            "headings" => {
                let names: Vec<&str> = Section::names().collect();
                self.mapping(value, &names, Self::headings);
            }
            "ignore" => {
                let expected = "a pattern, or a list of them, like `[templates/, archive/]`";
                self.set(value, expected, texts, |to, ignore| to.ignore = ignore);
            }
            "links" => {
                let expected = "`markdown` or `wikilink`";
                self.set(value, expected, link_style, |to, links| to.links = links);
            }
            "mailto" => self.set(value, "`true` or `false`", truth, |to, read| {
                to.mailto = read;
            }),
            "write_back" => {
                self.set(value, "`true` or `false`", truth, |to, read| {
                    to.write_back = read;
                });
            }
            "outputs" => self.group(value, Self::output),
            "advice" => self.advice(value),
            _ => unreachable!("only known keys are read"),
        }
    }

    fn thank_you(&mut self, value: Value) {
        if value.name == "email" {
            self.set(value, DURATION, duration, |to, read| {
                to.thank_you_email = read;
            });
        } else {
            let expected = "a duration, like `3d`, or `off`";
            self.set(value, expected, duration_or_off, |to, read| {
                to.thank_you_note = read;
            });
        }
    }

    fn goal(&mut self, value: Value) {
        let read = |node: &Node| node.scalar()?.trim().parse().ok();
        self.set(value, "a number of people", read, |to, number| {
            to.new_people = number;
        });
    }

    fn folders(&mut self, value: Value) {
        let expected = "a folder, or a list of folders";
        let name = value.name;
        self.set(value, expected, texts, |to, folders| match name {
            "contact" => to.contact_folders = folders,
            _ => to.meeting_folders = folders,
        });
    }

    fn keys(&mut self, value: Value) {
        let Some(key) = Key::named(value.name) else {
            return;
        };
        self.set(value, "a key of your own, or a list of them", texts, |to, names| {
            names.iter().for_each(|name| to.keys.add(key, name));
        });
    }

    fn headings(&mut self, value: Value) {
        let Some(section) = Section::named(value.name) else {
            return;
        };
        self.set(value, "a heading of your own, or a list of them", texts, |to, texts| {
            texts.iter().for_each(|text| to.headings.add(section, text));
        });
    }

    fn output(&mut self, value: Value) {
        let named = Format::ALL.iter().find(|format| format.word() == value.name);
        let Some(&format) = named else { return };
        let expected = format!("a path inside the vault, like `agenda.{}`", value.name);
        self.set(value, &expected, path, |to, path| {
            to.outputs.push(Output { format, path });
        });
    }

    /// Reads what is switched off: some of the advice, or all of it.
    fn advice(&mut self, value: Value) {
        match truth(value.node) {
            Some(is_on) => {
                let all = Code::ADVICE.iter().filter(|_| !is_on);
                self.settings.no_advice.extend(all);
            }
            None => {
                let words: Vec<&str> = Code::ADVICE.iter().map(|code| code.word()).collect();
                self.mapping(value, &words, Self::one_advice);
            }
        }
    }

    fn one_advice(&mut self, value: Value) {
        let name = value.name;
        self.set(value, "`true` or `false`", truth, |to, is_on| {
            let code = Code::ADVICE.iter().filter(|code| code.word() == name && !is_on);
            to.no_advice.extend(code);
        });
    }

    fn by_tag(&mut self, value: Value) {
        let Some(mapping) = self.as_mapping(value) else {
            return;
        };
        for (tag, value) in values(mapping) {
            let tag = fold(tag.trim_start_matches('#')).into_owned();
            self.set(value, CADENCE, cadence, |to, read| {
                to.check_in_by_tag.push((tag, read));
            });
        }
    }

    /// Reads one value and puts it into the settings; an absent one leaves the default.
    fn set<T>(
        &mut self,
        value: Value,
        expected: &str,
        read: impl FnOnce(&Node) -> Option<T>,
        put: impl FnOnce(&mut Settings, T),
    ) {
        if *value.node == Node::Null {
            return;
        }
        match read(value.node) {
            Some(read) => put(&mut self.settings, read),
            None => self.bad_value(value, expected),
        }
    }

    /// Reads a value that is a mapping with `known` keys.
    fn mapping(&mut self, value: Value, known: &[&str], one: fn(&mut Self, Value)) {
        if let Some(mapping) = self.as_mapping(value) {
            self.each(mapping, known.iter().copied(), one);
        }
    }

    /// Reads a value that is a mapping with the keys of its group.
    fn group(&mut self, value: Value, one: fn(&mut Self, Value)) {
        let setting = OPTIONS.iter().find(|setting| setting.name == value.name);
        let known = setting.map_or([].as_slice(), |setting| setting.shape.keys());
        if let Some(mapping) = self.as_mapping(value) {
            self.each(mapping, names(known), one);
        }
    }

    fn as_mapping<'n>(&mut self, value: Value<'n>) -> Option<Mapping<'n>> {
        match value.node {
            Node::Null => None,
            Node::Map(entries) => Some(Mapping { entries, steps: [value.steps[0]] }),
            _ => {
                self.bad_value(value, "a mapping of keys and values, like `{key: value}`");
                None
            }
        }
    }

    fn each<'k>(
        &mut self,
        mapping: Mapping,
        known: impl Iterator<Item = &'k str> + Clone,
        one: fn(&mut Self, Value),
    ) {
        for (index, (name, value)) in values(mapping).enumerate() {
            if known.clone().any(|known| known == name) {
                one(self, value);
            } else {
                self.unknown_key(mapping, index, name, known.clone());
            }
        }
    }

    fn unknown_key<'k>(
        &mut self,
        mapping: Mapping,
        index: usize,
        name: &str,
        known: impl Iterator<Item = &'k str> + Clone,
    ) {
        let message = format!("there is no key `{name}`");
        let help = match nearest(&fold(name), known.clone()) {
            Some(near) => format!("did you mean `{near}`?"),
            None => format!("the keys here are {}", known.collect::<Vec<_>>().join(", ")),
        };
        let steps: Vec<Step> =
            mapping.steps.into_iter().flatten().chain([Step::Key(index)]).collect();
        let place = yaml::locate(self.text, &steps).unwrap_or(Place::START);
        self.problems.push(catalog::config(At::text(FILE_NAME, place, name), message, help));
    }

    fn bad_value(&mut self, value: Value, expected: &str) {
        let written = value.node.scalar().unwrap_or(" ");
        let message = match value.node.scalar() {
            Some(text) => format!("`{text}` is no value for `{}`", value.name),
            None => format!("this is no value for `{}`", value.name),
        };
        let at = At::text(FILE_NAME, self.place(value), written);
        self.problems.push(catalog::config(at, message, format!("write {expected}")));
    }

    fn place(&self, value: Value) -> Place {
        let steps: Vec<Step> = value.steps.into_iter().flatten().collect();
        yaml::locate(self.text, &steps).unwrap_or(Place::START)
    }
}

fn names(settings: &'static [Setting]) -> impl Iterator<Item = &'static str> + Clone {
    settings.iter().map(|setting| setting.name)
}

/// Returns the entries of a mapping whose keys are texts, by name.
fn values<'n>(mapping: Mapping<'n>) -> impl Iterator<Item = (&'n str, Value<'n>)> {
    mapping.entries.iter().enumerate().map(move |(index, (key, node))| {
        let name = key.scalar().unwrap_or("null");
        let step = Some(Step::Value(index));
        let steps = match mapping.steps {
            [None] => [step, None],
            [outer] => [outer, step],
        };
        (name, Value { node, name, steps })
    })
}

fn date(node: &Node) -> Option<Date> {
    read_date(node.scalar()?.trim())
}

fn duration(node: &Node) -> Option<Duration> {
    Duration::read(node.scalar()?)
}

fn duration_or_off(node: &Node) -> Option<Option<Duration>> {
    match node.scalar()?.trim().to_ascii_lowercase().as_str() {
        "off" | "false" | "no" | "never" => Some(None),
        text => Duration::read(text).map(Some),
    }
}

/// Reads a cadence: a duration, a list of them, or `never`.
pub(crate) fn cadence(node: &Node) -> Option<Cadence> {
    match node {
        Node::Scalar(text) if text.trim().eq_ignore_ascii_case("never") => Some(Cadence::Never),
        Node::Scalar(text) => Duration::read(text).map(Cadence::from),
        Node::List(nodes) => {
            let durations: Option<Vec<Duration>> = nodes.iter().map(duration).collect();
            Cadence::of(&durations?)
        }
        _ => None,
    }
}

fn link_style(node: &Node) -> Option<LinkStyle> {
    match node.scalar()?.trim() {
        "markdown" => Some(LinkStyle::Markdown),
        "wikilink" | "wikilinks" => Some(LinkStyle::Wikilink),
        _ => None,
    }
}

fn truth(node: &Node) -> Option<bool> {
    match node.scalar()?.trim().to_ascii_lowercase().as_str() {
        "true" | "yes" | "on" => Some(true),
        "false" | "no" | "off" => Some(false),
        _ => None,
    }
}

fn texts(node: &Node) -> Option<Vec<String>> {
    match node {
        Node::Scalar(text) => Some(vec![text.trim().to_owned()]),
        Node::List(nodes) => {
            nodes.iter().map(|node| Some(node.scalar()?.trim().to_owned())).collect()
        }
        _ => None,
    }
}

/// Reads a path that stays inside the vault: relative, with `/`, without `..`.
fn path(node: &Node) -> Option<String> {
    let text = node.scalar()?.trim();
    let text = text.strip_prefix("./").unwrap_or(text);
    let is_inside = !text.contains(|c: char| matches!(c, '\\' | ':') || c.is_control())
        && text.split('/').all(|part| !matches!(part, "" | "." | ".."));
    is_inside.then(|| text.to_owned())
}
