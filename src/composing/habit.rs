//! Where a vault keeps its notes and what it calls them, learned from those that are there.

use std::collections::BTreeMap;

use crate::date::Date;
use crate::date::Datelike;
use crate::settings::Settings;
use crate::text::fold;
use crate::text::nfc;
use crate::text::stem;
use crate::vault::Vault;

use super::naming::Style;
use super::naming::file_name;

/// Where new notes go.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Habit {
    contacts: Contacts,
    meetings: Meetings,
}

/// Where contacts are: `people/`, and what stands before the name, `Person - `.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Contacts {
    folder: String,
    prefix: String,
    style: Style,
}

/// Where meetings are: the folders, with `{year}` and `{month}`, and how the name is put together.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct Meetings {
    folder: String,
    name: MeetingName,
}

#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct MeetingName {
    /// What stands before it all, `Meeting - `.
    prefix: String,
    order: Order,
    /// What stands between the day and the people.
    gap: String,
    style: Style,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Order {
    DayFirst,
    DayLast,
}

impl Habit {
    /// Learns from the notes of `vault`; where there are none, from the names of the `folders` at
    /// its root.
    pub fn of(vault: &Vault, folders: &[String]) -> Habit {
        let settings = vault.settings;
        let default_style = match folders.iter().any(|folder| folder == ".obsidian") {
            true => Style::AsWritten,
            false => Style::Slug,
        };
        let known = vault.contacts.iter();
        let contacts = most(known.map(|known| contacts(known.path(), known.contact().name())));
        let contacts = contacts.unwrap_or_else(|| Contacts {
            folder: home(&settings.contact_folders, folders, "people"),
            prefix: String::new(),
            style: default_style,
        });
        let dated = || {
            vault
                .meetings
                .iter()
                .filter_map(|encounter| Some((encounter.path(), encounter.meeting().date?)))
        };
        let style = contacts.style;
        let meetings = Meetings {
            folder: most(dated().map(|(path, date)| meeting_folder(path, date)))
                .unwrap_or_else(|| meetings_home(settings, folders)),
            name: most(dated().filter_map(|(path, date)| meeting_name(path, date))).unwrap_or_else(
                || MeetingName {
                    prefix: String::new(),
                    order: Order::DayFirst,
                    gap: style.blank().to_owned(),
                    style,
                },
            ),
        };
        Habit { contacts, meetings }
    }

    /// Returns the path of a new note about somebody.
    pub fn contact_path(&self, name: &str) -> String {
        let Contacts { folder, prefix, style } = &self.contacts;
        below(folder, &format!("{prefix}{}", file_name(name, *style)))
    }

    /// Returns the path of a new note about a meeting.
    pub fn meeting_path(&self, date: Date, who: &str) -> String {
        let MeetingName { prefix, order, gap, style } = &self.meetings.name;
        let who = file_name(who, *style);
        let name = match order {
            Order::DayFirst => format!("{prefix}{date}{gap}{who}"),
            Order::DayLast => format!("{prefix}{who}{gap}{date}"),
        };
        let year = format!("{:04}", date.year());
        let month = format!("{:02}", date.month());
        let folder = self.meetings.folder.replace(YEAR, &year).replace(MONTH, &month);
        below(&folder, &name)
    }

    /// Returns the folder of the contacts, and that of the meetings without its year.
    pub fn folders(&self) -> [&str; 2] {
        let meetings = &self.meetings.folder;
        let end = meetings.find('{').unwrap_or(meetings.len());
        [&self.contacts.folder, meetings[..end].trim_end_matches('/')]
    }
}

const YEAR: &str = "{year}";
const MONTH: &str = "{month}";

fn below(folder: &str, name: &str) -> String {
    if folder.is_empty() { format!("{name}.md") } else { format!("{folder}/{name}.md") }
}

/// Returns what there is most of; of equals the first.
fn most<T: Ord>(all: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: BTreeMap<T, usize> = BTreeMap::new();
    all.for_each(|one| *counts.entry(one).or_default() += 1);
    counts.into_iter().rev().max_by_key(|(_, n)| *n).map(|(one, _)| one)
}

/// Returns the first of the `known` folders that is there, in any case; else the first one.
fn home(known: &[String], folders: &[String], default: &str) -> String {
    let known: Vec<&str> = known.iter().map(|folder| folder.trim_matches('/')).collect();
    let there = known.iter().find_map(|known| folders.iter().find(|f| fold(f) == fold(known)));
    let first = known.iter().find(|known| !known.is_empty()).copied().unwrap_or(default);
    there.map_or_else(|| first.to_owned(), String::clone)
}

fn meetings_home(settings: &Settings, folders: &[String]) -> String {
    format!("{}/{YEAR}", home(&settings.meeting_folders, folders, "meetings"))
}

/// Learns from one contact.
fn contacts(path: &str, name: &str) -> Contacts {
    let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
    let stem = nfc(stem(path));
    for style in [Style::AsWritten, Style::Slug] {
        if let Some(prefix) = stem.strip_suffix(&file_name(name, style)) {
            return Contacts { folder, prefix: prefix.to_owned(), style };
        }
    }
    Contacts { folder, prefix: String::new(), style: style_of(&stem) }
}

/// Guesses the style of a name: only names as written have blanks or capitals.
fn style_of(name: &str) -> Style {
    let is_written = name.contains(|c: char| c.is_whitespace() || c.is_uppercase());
    if is_written { Style::AsWritten } else { Style::Slug }
}

/// Learns from one meeting in which folder it is.
fn meeting_folder(path: &str, date: Date) -> String {
    let Some((folder, _)) = path.rsplit_once('/') else {
        return String::new();
    };
    let (year, month) = (format!("{:04}", date.year()), format!("{:02}", date.month()));
    let year_and_month = format!("{year}-{month}");
    let mut has_year = false;
    let parts = folder.split('/').map(|part| match part {
        _ if part == year => {
            has_year = true;
            YEAR.to_owned()
        }
        _ if part == year_and_month => format!("{YEAR}-{MONTH}"),
        _ if part == month && has_year => MONTH.to_owned(),
        _ => part.to_owned(),
    });
    parts.collect::<Vec<_>>().join("/")
}

/// Learns from one meeting how it is called; `None` where its name has no day.
fn meeting_name(path: &str, date: Date) -> Option<MeetingName> {
    let stem = stem(path);
    let day = date.to_string();
    let (before, after) = stem.split_once(&day)?;
    let is_gap = |c: char| !c.is_alphanumeric();
    if after.is_empty() {
        let who = before.trim_end_matches(is_gap);
        let gap = before[who.len()..].to_owned();
        let (prefix, style) = (String::new(), style_of(who));
        return Some(MeetingName { prefix, order: Order::DayLast, gap, style })
            .filter(|_| !who.is_empty());
    }
    let who = after.trim_start_matches(is_gap);
    let gap = after[..after.len() - who.len()].to_owned();
    let prefix = before.to_owned();
    let style = style_of(who);
    Some(MeetingName { prefix, order: Order::DayFirst, gap, style })
        .filter(|name| !who.is_empty() && !name.gap.is_empty())
}
