//! LinkedIn's `Connections.csv`: notes of its own first, then a header, then a line for each
//! connection.

use csv::ReaderBuilder;
use csv::StringRecord;

use crate::date;
use crate::date::Date;
use crate::date::Datelike;
use crate::text::letters;

use super::Book;
use super::Card;
use super::clean;

/// Reads the connections.
///
/// # Errors
///
/// Says so where there is no header.
pub(super) fn read(text: &str) -> Result<Book, String> {
    let header = header(text).ok_or_else(|| {
        let words = "no line in it has the columns `First Name` and `Last Name`";
        format!("{words}: is it the `Connections.csv` of LinkedIn's data export?")
    })?;
    let mut reader = ReaderBuilder::new()
        .delimiter(header.delimiter)
        .flexible(true)
        .from_reader(&text.as_bytes()[header.start..]);
    let columns = Columns::read(reader.headers().unwrap_or(&StringRecord::new()));
    let mut book = Book::default();
    let rows: Vec<StringRecord> = reader.into_records().map_while(Result::ok).collect();
    let order = Order::of(rows.iter().filter_map(|row| row.get(columns.connected?)));
    for row in &rows {
        if is_swallowed(row) {
            let line = row.position().map_or(0, csv::Position::line) + header.n_lines_before;
            book.problems.push(format!("a quote that opens on line {line} does not close"));
        }
        match card(row, &columns, order) {
            Some(card) => book.cards.push(card),
            None => book.n_nameless += 1,
        }
    }
    Ok(book)
}

/// Where the header is, and what divides its columns.
struct Header {
    start: usize,
    n_lines_before: u64,
    delimiter: u8,
}

/// Finds the header; spreadsheets write semicolons or tabs where LinkedIn wrote commas.
fn header(text: &str) -> Option<Header> {
    let mut start = 0;
    for (n_lines_before, line) in (0..).zip(text.split_inclusive(['\n', '\r'])) {
        for delimiter in [',', ';', '\t'] {
            let has = |name: &str| line.split(delimiter).any(|column| letters(column) == name);
            if has("firstname") && has("lastname") {
                return Some(Header { start, n_lines_before, delimiter: delimiter as u8 });
            }
        }
        start += line.len();
    }
    None
}

/// Which column holds what.
struct Columns {
    first: Option<usize>,
    last: Option<usize>,
    url: Option<usize>,
    email: Option<usize>,
    company: Option<usize>,
    position: Option<usize>,
    connected: Option<usize>,
}

impl Columns {
    fn read(header: &StringRecord) -> Columns {
        let named = |names: &[&str]| {
            header.iter().position(|column| names.contains(&letters(column).as_str()))
        };
        Columns {
            first: named(&["firstname"]),
            last: named(&["lastname"]),
            url: named(&["url", "profileurl"]),
            email: named(&["emailaddress", "email"]),
            company: named(&["company", "organization"]),
            position: named(&["position", "title"]),
            connected: named(&["connectedon"]),
        }
    }
}

/// Tells a row that holds what was meant to be many.
fn is_swallowed(row: &StringRecord) -> bool {
    row.iter().any(|field| field.len() > 300 && field.contains('\n'))
}

fn card(row: &StringRecord, columns: &Columns, order: Order) -> Option<Card> {
    let text = |column: Option<usize>| column.and_then(|column| clean(row.get(column)?));
    let names: Vec<String> =
        [text(columns.first), text(columns.last)].into_iter().flatten().collect();
    let connected = text(columns.connected).map(|written| match connected_on(&written, order) {
        Some(date) => format!("LinkedIn, connected {date}"),
        None => format!("LinkedIn, connected {written}"),
    });
    let card = Card::named(clean(&names.join(" "))?);
    Some(Card {
        company: text(columns.company),
        role: text(columns.position),
        linkedin: text(columns.url),
        met_through: connected.or_else(|| Some("LinkedIn".to_owned())),
        ..card.with_emails(text(columns.email))
    })
}

/// What stands first in a date like `11/5/26`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Order {
    Day,
    Month,
}

impl Order {
    /// LinkedIn writes the month first; a spreadsheet may have turned all dates round.
    fn of<'t>(mut dates: impl Iterator<Item = &'t str>) -> Order {
        let is_day = |text: &str| {
            let first = text.trim().split('/').next().and_then(|first| first.parse::<u32>().ok());
            first.is_some_and(|first| (13..=31).contains(&first))
        };
        if dates.any(is_day) { Order::Day } else { Order::Month }
    }
}

/// Reads `05 Nov 2026`, `05-Nov-26`, `11/5/26` or `2026-11-05`.
fn connected_on(text: &str, order: Order) -> Option<Date> {
    if let Some(date) = date::suggest(&text.replace('-', " ")).or_else(|| date::suggest(text)) {
        return Some(date);
    }
    let parts: Vec<&str> = text.split(['/', '-', ' ', '.']).collect();
    let [first, second, year] = parts.as_slice() else {
        return None;
    };
    let year = if year.len() == 2 { format!("20{year}") } else { (*year).to_owned() };
    if let Some(date) = date::suggest(&format!("{first} {second} {year}")) {
        return Some(date);
    }
    let (month, day) = match order {
        Order::Month => (first, second),
        Order::Day => (second, first),
    };
    let date = Date::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    (1900..=9999).contains(&date.year()).then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connected(text: &str) -> String {
        connected_on(text, Order::of([text].into_iter())).map_or("-".into(), |d| d.to_string())
    }

    #[test]
    fn dates_are_read_in_every_style_that_was_seen() {
        for text in
            ["05 Nov 2026", "05-Nov-26", "05-Nov-2026", "11/5/26", "11/05/2026", "2026-11-05"]
        {
            assert_eq!(connected(text), "2026-11-05", "{text}");
        }
        assert_eq!(connected("25/11/2026"), "2026-11-25");
        assert_eq!(connected_on("5/11/26", Order::Day), date::read("2026-11-05"));
        for text in ["soon", "13/13/26", "", "1/2", "99999/1/1"] {
            assert_eq!(connected(text), "-", "{text}");
        }
    }
}
