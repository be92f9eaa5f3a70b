//! An entry of a contact's log, written where and as the log's other entries are.

use std::ops::Range;

use crate::date::Date;
use crate::note::Content;
use crate::note::Heading;
use crate::note::LogEntry;
use crate::settings::Section;
use crate::text::Edit;
use crate::text::collapse;
use crate::text::line_break;
use crate::text::line_end;
use crate::text::line_start;

use super::LENGTH_OF_DATE;
use super::Plan;
use super::Reading;
use super::Refusal;

/// Writes down that there was contact on the day `on`.
pub(super) fn log(reading: &Reading, on: Date, words: &str) -> Result<Plan, Refusal> {
    let mut contact = reading.contact()?.clone();
    let words = collapse(words);
    let entries = &reading.outline.log;
    let is_there =
        |entry: &LogEntry| entry.date == on && Style::of(reading.text, entry).words == words;
    let mut edits = Vec::new();
    if !entries.iter().any(is_there) {
        contact.log = [&*contact.log, &[on]].concat().into();
        edits.push(match entries.as_slice() {
            [] => first_entry(reading, on, &words),
            entries => beside_others(reading.text, first_section(reading, entries), on, &words),
        });
    }
    Ok(Plan { edits, content: Content::Contact(contact), key: None })
}

/// Returns the entries that stand before a second heading of a log.
fn first_section<'r>(reading: &Reading, entries: &'r [LogEntry]) -> &'r [LogEntry] {
    let start = entries.first().map_or(0, |entry| entry.range.start);
    let is_next =
        |heading: &&Heading| heading.section == Some(Section::Log) && heading.range.start > start;
    let end = reading.outline.headings.iter().find(is_next).map_or(usize::MAX, |h| h.range.start);
    &entries[..entries.partition_point(|entry| entry.range.start < end)]
}

/// Writes an entry among others, in their order: the newest first, or last.
fn beside_others(text: &str, entries: &[LogEntry], on: Date, words: &str) -> Edit {
    let is_newest_first = match entries {
        [first, .., last] => first.date > last.date,
        _ => false,
    };
    let neighbour = if is_newest_first {
        entries.iter().position(|entry| entry.date <= on).ok_or(entries.len() - 1)
    } else {
        entries.iter().rposition(|entry| entry.date <= on).ok_or(0)
    };
    let is_before = neighbour.is_ok() == is_newest_first;
    let neighbour = neighbour.unwrap_or_else(|nearest| nearest);
    let entry = &entries[neighbour];
    let line = line_start(text, entry.range.start);
    let marker = &text[line..entry.range.start];
    let written = Style::of(text, entry).write(on, words);
    let line_break = line_break(text, entry.range.start);
    let gap = gap_between(text, entries);
    if is_before {
        return Edit::insert(line, format!("{marker}{written}{line_break}{gap}"));
    }
    let marker = counted_on(marker);
    let end = item_end(text, &entry.range);
    if text[..end].ends_with('\n') {
        Edit::insert(end, format!("{gap}{marker}{written}{line_break}"))
    } else {
        Edit::insert(end, format!("{line_break}{gap}{marker}{written}"))
    }
}

/// Returns where the last line of an item ends that has anything on it.
fn item_end(text: &str, item: &Range<usize>) -> usize {
    let is_margin = |c: char| c == '>' || c.is_whitespace();
    let mut end = line_end(text, item.start);
    let mut last = end;
    while end < item.end {
        let next = line_end(text, end);
        if !text[end..next].trim_start_matches(is_margin).is_empty() {
            last = next;
        }
        end = next;
    }
    last
}

/// Returns the empty lines between the first two entries.
fn gap_between<'t>(text: &'t str, entries: &[LogEntry]) -> &'t str {
    let [first, second, ..] = entries else {
        return "";
    };
    let end = item_end(text, &first.range);
    let between = text.get(end..line_start(text, second.range.start)).unwrap_or_default();
    if between.trim().is_empty() { between } else { "" }
}

/// Returns the next number of a numbered list's marker.
fn counted_on(marker: &str) -> String {
    let digits = marker.trim_start_matches(|c: char| !c.is_ascii_digit());
    let n_digits = digits.bytes().take_while(u8::is_ascii_digit).count();
    let start = marker.len() - digits.len();
    match digits[..n_digits].parse::<u32>() {
        Ok(number) if number < 999_999_999 => {
            format!("{}{}{}", &marker[..start], number + 1, &digits[n_digits..])
        }
        _ => marker.to_owned(),
    }
}

/// Writes the first entry: below a heading that is waiting for it, or below one of its own.
fn first_entry(reading: &Reading, on: Date, words: &str) -> Edit {
    let text = reading.text;
    let entry = Style::PLAIN.write(on, words);
    let headings: Vec<&Heading> =
        reading.outline.headings.iter().filter(|heading| !heading.is_nested).collect();
    let is_log = |heading: &&Heading| heading.section == Some(Section::Log);
    match headings.iter().position(is_log) {
        Some(index) => {
            let end = headings.get(index + 1).map_or(text.len(), |next| next.range.start);
            let start = heading_end(text, headings[index]);
            below_heading(text, start..end.max(start), blank_line(text, &headings), &entry)
        }
        None => new_section(text, &headings, &entry),
    }
}

/// Returns where the line of a heading ends.
fn heading_end(text: &str, heading: &Heading) -> usize {
    let length = text[heading.range.clone()].trim_end().len();
    line_end(text, heading.range.start + length)
}

/// Returns the empty line that the note's headings have below them, if they have.
fn blank_line(text: &str, headings: &[&Heading]) -> &'static str {
    let is_followed = |heading: &&&Heading| {
        let end = heading_end(text, heading);
        !text[end..].trim().is_empty() && heading.section != Some(Section::Log)
    };
    let model = headings.iter().find(is_followed).map(|heading| heading_end(text, heading));
    let has_blank = |end: usize| text[end..line_end(text, end)].trim().is_empty();
    if model.is_none_or(has_blank) { line_break(text, 0) } else { "" }
}

/// Writes the first entry into a section that has none: `section` is what stands below its
/// heading.
fn below_heading(text: &str, section: Range<usize>, blank: &str, entry: &str) -> Edit {
    let line_break = line_break(text, section.start.saturating_sub(1));
    let inside = &text[section.clone()];
    let content = inside.trim_end();
    if matches!(content.trim_start(), "-" | "*" | "+") {
        // The list is begun, with an item that is still empty.
        let after = &inside[content.len()..];
        let n_blanks = after.len() - after.trim_start_matches([' ', '\t']).len();
        let space = if n_blanks == 0 { " " } else { "" };
        let end = section.start + content.len() + n_blanks;
        return Edit::insert(end, format!("{space}{entry}"));
    }
    if !content.is_empty() {
        let end = line_end(text, section.start + content.len());
        let last = &text[line_start(text, section.start + content.len())..end];
        let marker = last.trim_start().get(..2).filter(|mark| matches!(*mark, "- " | "* " | "+ "));
        let blank = if marker.is_some() { "" } else { line_break };
        let lines = format!("{blank}{}{entry}", marker.unwrap_or("- "));
        return Edit::insert(end, ended_as(text, end, &lines, line_break));
    }
    let is_last = section.end == text.len();
    match (inside.contains('\n'), is_last) {
        (false, true) => {
            let lines = ended_as(text, section.start, &format!("{blank}- {entry}"), line_break);
            Edit::insert(section.start, lines)
        }
        (false, false) => {
            Edit::insert(section.start, format!("{blank}- {entry}{line_break}{blank}"))
        }
        // A blank line is there: the entry comes behind it, and one behind the entry.
        (true, _) => {
            let after = if is_last { "" } else { blank };
            let start = line_end(text, section.start);
            Edit::insert(start, format!("- {entry}{line_break}{after}"))
        }
    }
}

/// Returns lines to write at `end` of some other line, ended as that is.
fn ended_as(text: &str, end: usize, lines: &str, line_break: &str) -> String {
    if text[..end].ends_with('\n') {
        format!("{lines}{line_break}")
    } else {
        format!("{line_break}{lines}")
    }
}

/// Writes the first entry below a heading of its own, at the end of the note.
fn new_section(text: &str, headings: &[&Heading], entry: &str) -> Edit {
    let line_break = line_break(text, 0);
    let others = match headings {
        // A single heading of level one at the top is the note's title.
        [first, others @ ..] if first.level == 1 && others.iter().all(|h| h.level > 1) => others,
        headings => headings,
    };
    let level = others.iter().map(|heading| heading.level).min().unwrap_or(2);
    let blank = blank_line(text, headings);
    let lines = format!("{} Log{line_break}{blank}- {entry}", "#".repeat(level));
    if !text.ends_with('\n') {
        return Edit::insert(text.len(), format!("{line_break}{line_break}{lines}"));
    }
    let n_breaks = text[text.trim_end().len()..].matches('\n').count();
    let before = if n_breaks == 1 { line_break } else { "" };
    Edit::insert(text.len(), format!("{before}{lines}{line_break}"))
}

/// How an entry is written: what stands around its date.
struct Style<'t> {
    /// Marks and the beginning of a link, `**[[daily/`.
    before: &'t str,
    /// The end of the link, marks, and what divides the date from the words, `]]**: `.
    after: &'t str,
    /// The words, without marks at their end.
    words: String,
}

impl<'t> Style<'t> {
    const PLAIN: Style<'static> = Style { before: "", after: ": ", words: String::new() };

    /// Reads the style of an entry; that of one which is written in a way of its own is plain.
    fn of(text: &'t str, entry: &LogEntry) -> Style<'t> {
        let source = &text[entry.range.clone()];
        let plain = |words: &str| Style { words: collapse(words), ..Style::PLAIN };
        let Some(start) = source.find(&entry.date.to_string()) else {
            return plain(source);
        };
        let (before, rest) = (&source[..start], &source[start + LENGTH_OF_DATE..]);
        let mark = before.trim_end_matches(|c: char| !is_mark(c));
        let link = &before[mark.len()..];
        let end_of_link =
            if link.starts_with("[[") { rest.find("]]").map(|at| at + 2) } else { None };
        let rest = &rest[end_of_link.unwrap_or_default()..];
        let words = rest.trim_start_matches(|c: char| is_mark(c) || is_divider(c));
        let divider = &rest[..rest.len() - words.len()];
        let closing: String = mark.chars().rev().collect();
        let is_clear = !divider.is_empty()
            && !divider.contains('\n')
            && !words.is_empty()
            && divider.contains(&closing)
            && divider.chars().filter(|c| is_mark(*c)).count() == mark.len()
            && (link.is_empty() || end_of_link.is_some());
        let first_line = words.split('\n').next().unwrap_or_default();
        let words = collapse(first_line);
        let after_link = if end_of_link.is_some() { 2 } else { 0 };
        if !is_clear || end_of_link.is_some_and(|end| end > 2) {
            return Style { words, ..Style::PLAIN };
        }
        let after = &source[start + LENGTH_OF_DATE..][..after_link + divider.len()];
        Style { before, after, words }
    }

    /// Writes an entry in this style.
    fn write(&self, on: Date, words: &str) -> String {
        let Style { before, after, .. } = self;
        let written = format!("{before}{on}{after}{words}");
        written.trim_end_matches([':', ' ']).to_owned()
    }
}

/// Tells the marks that make a date bold, say.
fn is_mark(c: char) -> bool {
    matches!(c, '*' | '_' | '~' | '=')
}

/// Tells what people write between a date and their words.
fn is_divider(c: char) -> bool {
    matches!(c, ':' | '-' | '–' | '—' | '|' | ',' | '.') || c.is_whitespace()
}
