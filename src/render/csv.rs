//! The agenda as a table for spreadsheets: a row for each item, in the dashboard's order (RFC 4180,
//! in UTF-8).
//!
//! Two things are there for the sake of spreadsheets. The file begins with a byte order mark: Excel
//! reads `ZoÃ«` for `Zoë` without it. And a cell that would be taken for a formula begins with an
//! apostrophe, as OWASP recommends. Programs better read JSON.

use std::borrow::Cow;

use csv::QuoteStyle;
use csv::Terminator;
use csv::WriterBuilder;

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::agenda::Missing;
use crate::date::Date;
use crate::date::Today;
use crate::note::plain;
use crate::note::without_kind_tags;
use crate::text::visible;
use crate::vault::Who;

const COLUMNS: [&str; 11] = [
    "id",
    "kind",
    "state",
    "due",
    "who",
    "text",
    "note",
    "line",
    "meeting",
    "meeting_date",
    "missing",
];

const MARK: &str = "\u{feff}";

/// Excel has room for 32,767 UTF-16 units in a cell; what goes beyond them ends up in other rows.
const LONGEST: usize = 32_000;

const MEMORY: &str = "memory takes everything";

/// Returns the table.
pub fn table(agenda: &Agenda) -> Vec<u8> {
    let mut table = header();
    let mut rows = writer();
    for item in &agenda.items {
        rows.write_record(row(item, agenda.today).map(|cell| harmless(&cell).into_owned()))
            .expect(MEMORY);
    }
    table.extend(rows.into_inner().expect(MEMORY));
    table
}

/// Tells whether a file is a table that we wrote: it begins with the same header.
pub fn is_ours(bytes: &[u8]) -> bool {
    let first = bytes.split_inclusive(|byte| *byte == b'\n').next().unwrap_or_default();
    first.trim_ascii_end() == header().trim_ascii_end()
}

fn header() -> Vec<u8> {
    let mut row = writer();
    row.write_record(COLUMNS).expect(MEMORY);
    [MARK.as_bytes(), &row.into_inner().expect(MEMORY)].concat()
}

/// Every cell is in quotes: a spreadsheet that divides at semicolons must not find a formula behind
/// one.
fn writer() -> csv::Writer<Vec<u8>> {
    WriterBuilder::new()
        .quote_style(QuoteStyle::Always)
        .terminator(Terminator::CRLF)
        .from_writer(Vec::new())
}

fn row<'i>(item: &'i Item, today: Today) -> [Cow<'i, str>; COLUMNS.len()] {
    let day = |day: Option<Date>| day.map_or(String::new(), |day| day.to_string());
    let names: Vec<&str> = item.who.iter().map(Who::name).collect();
    let missing: Vec<&str> = item.missing.iter().map(Missing::word).collect();
    [
        item.id.as_str().into(),
        item.kind.word().into(),
        item.state(today).word().into(),
        day(item.due).into(),
        names.join("; ").into(),
        without_kind_tags(plain(&super::text(item))).into_owned().into(),
        item.path().into(),
        item.line.to_string().into(),
        item.meeting.map_or("", |encounter| encounter.path()).into(),
        day(item.meeting.and_then(|encounter| encounter.meeting().date)).into(),
        missing.join("; ").into(),
    ]
}

/// Returns a cell without what cannot be seen, without its meaning as a formula, and not too long.
fn harmless(cell: &str) -> Cow<'_, str> {
    let part = cut(cell);
    let before = if part.trim_start().starts_with(is_operator) { "'" } else { "" };
    let after = if part.len() < cell.len() { "…" } else { "" };
    match (before, after) {
        ("", "") => visible(part),
        _ => format!("{before}{}{after}", visible(part)).into(),
    }
}

/// Returns as much of a text as a spreadsheet can hold.
fn cut(text: &str) -> &str {
    if text.len() <= LONGEST {
        return text;
    }
    let mut units = 0;
    let end = text.char_indices().find(|(_, c)| {
        units += c.len_utf16();
        units > LONGEST
    });
    end.map_or(text, |(end, _)| &text[..end])
}

/// Tells the signs with which a formula begins, also those as wide as a Chinese character.
fn is_operator(c: char) -> bool {
    matches!(c, '=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_only_text() {
        for formula in ["=cmd|'/c calc'!A1", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "＝1"] {
            assert!(harmless(formula).starts_with('\''), "{formula:?}");
        }
        for text in ["2026-11-21", "a = b", "Zoë", "", "'"] {
            assert_eq!(harmless(text), text);
        }
    }

    #[test]
    fn a_cell_is_as_long_as_a_spreadsheet_can_hold() {
        let long = "é".repeat(LONGEST);
        assert_eq!(harmless(&long), long);
        assert_eq!(harmless(&format!("{long}é")), format!("{long}…"));
        assert_eq!(harmless(&format!("={long}")).chars().count(), LONGEST + 2);
        let wide = "😀".repeat(LONGEST);
        assert_eq!(harmless(&wide), format!("{}…", "😀".repeat(LONGEST / 2)));
    }

    #[test]
    fn a_table_is_known_by_its_header_however_its_lines_end() {
        assert!(is_ours(&header()));
        assert!(is_ours(&[header().trim_ascii_end(), b"\n\"k3f9a2\"\n"].concat()));
        assert!(!is_ours(b"id,kind\r\n"));
        assert!(!is_ours(b""));
    }
}
