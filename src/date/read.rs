//! Reading dates strictly, `YYYY-MM-DD`, and guessing what a slip was meant to be.

use chrono::Datelike;

use crate::text::beginning;

use super::Date;
use super::Time;

/// The longest link to a day that is read, in bytes: without a limit, brackets that never close
/// would be looked for again and again.
const LONGEST_LINK: usize = 300;

/// A date, and the time of day where one was written beside it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Moment {
    /// The day.
    pub date: Date,
    /// The time of day.
    pub time: Option<Time>,
}

/// Reads a whole text as a date, `2026-11-20`; years 1900 to 9999.
pub fn read(text: &str) -> Option<Date> {
    let (date, length) = scan_date(text)?;
    (length == text.len()).then_some(date)
}

/// Reads a whole text as a date with or without a time; it may be a wikilink to a daily note.
pub fn read_moment(text: &str) -> Option<Moment> {
    let text = text.trim();
    let (moment, length) = scan(text)?;
    (length == text.len()).then_some(moment)
}

/// Reads a date at the start of `text`: plain, with a time, or as a wikilink
/// (`[[daily/2026-11-20|Friday]]`). Also returns its length in bytes.
pub fn scan(text: &str) -> Option<(Moment, usize)> {
    if let Some(rest) = text.strip_prefix("[[") {
        let length = beginning(rest, LONGEST_LINK).find("]]")?;
        let target = rest[..length].split(['|', '#']).next()?;
        let date = read(crate::text::stem(target.trim()))?;
        return Some((Moment { date, time: None }, length + 4));
    }
    let (date, length) = scan_date(text)?;
    let time = match text.as_bytes().get(length) {
        Some(b'T' | b't' | b' ') => Time::scan(&text[length + 1..]),
        _ => None,
    };
    match time {
        Some((time, n)) => Some((Moment { date, time: Some(time) }, length + 1 + n)),
        None => Some((Moment { date, time: None }, length)),
    }
}

/// Reads `YYYY-MM-DD` at the start of `text`, not followed by a further digit.
fn scan_date(text: &str) -> Option<(Date, usize)> {
    let bytes = text.as_bytes();
    let shape = b"dddd-dd-dd";
    let fits = bytes.len() >= shape.len()
        && shape.iter().zip(bytes).all(|(want, byte)| match want {
            b'd' => byte.is_ascii_digit(),
            _ => byte == want,
        });
    if !fits || bytes.get(shape.len()).is_some_and(u8::is_ascii_digit) {
        return None;
    }
    let date = day(&text[..4], &text[5..7], &text[8..10])?;
    Some((date, shape.len()))
}

/// Returns the day, if there is such a day between 1900 and 9999.
fn day(year: &str, month: &str, day: &str) -> Option<Date> {
    let date = Date::from_ymd_opt(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?)?;
    (1900..=9999).contains(&date.year()).then_some(date)
}

/// Returns the first date in a file's name: `2026-11-20`, or `20261120` standing alone
/// (years 1900 to 2100).
pub fn in_file_name(name: &str) -> Option<Date> {
    let bytes = name.as_bytes();
    let mut start = 0;
    while start < bytes.len() {
        if !bytes[start].is_ascii_digit() {
            start += 1;
            continue;
        }
        if let Some((date, _)) = scan_date(&name[start..]) {
            return Some(date);
        }
        let n_digits = bytes[start..].iter().take_while(|byte| byte.is_ascii_digit()).count();
        let digits = &name[start..start + n_digits];
        if n_digits == 8
            && let Some(date) = day(&digits[..4], &digits[4..6], &digits[6..])
            && date.year() <= 2100
        {
            return Some(date);
        }
        start += n_digits;
    }
    None
}

/// Tells whether `text` was probably meant to be a date: numbers with `-`, `/` or `.` between.
pub fn looks_like_date(text: &str) -> bool {
    numbers(text).is_some()
}

/// Returns the date that `text` plainly means, for a suggestion: the year first
/// (`2026-1-5`, `2026/01/05`, `20260105`), or a month by its name (`Jan 5, 2026`).
pub fn suggest(text: &str) -> Option<Date> {
    let text = text.trim();
    if text.len() == 8 && text.bytes().all(|byte| byte.is_ascii_digit()) {
        return day(&text[..4], &text[4..6], &text[6..]);
    }
    if let Some([year, month, date]) = numbers(text)
        && year.len() == 4
    {
        return day(year, month, date);
    }
    by_month_name(text)
}

/// Splits `2026-1-5`, `5/1/2026`, `20.11.2026` into its three numbers.
fn numbers(text: &str) -> Option<[&str; 3]> {
    let mut parts = text.split(['-', '/', '.']);
    let numbers = [parts.next()?, parts.next()?, parts.next()?];
    let fits = |part: &&str| {
        (1..=4).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit())
    };
    (parts.next().is_none() && numbers.iter().all(fits)).then_some(numbers)
}

fn by_month_name(text: &str) -> Option<Date> {
    const MONTHS: [&str; 12] =
        ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
    let words: Vec<String> = text
        .split([' ', ','])
        .filter(|word| !word.is_empty())
        .map(str::to_ascii_lowercase)
        .collect();
    let [a, b, year] = words.as_slice() else {
        return None;
    };
    let month = |word: &str| {
        let index = MONTHS.iter().position(|month| word.starts_with(month))?;
        Some((index + 1).to_string())
    };
    let number = |word: &str| {
        let digits = word.trim_end_matches(|c: char| c.is_ascii_alphabetic());
        (1..=2).contains(&digits.len()).then(|| digits.to_owned())
    };
    let (month, number) = match (month(a), month(b)) {
        (Some(month), None) => (month, number(b)?),
        (None, Some(month)) => (month, number(a)?),
        _ => return None,
    };
    (year.len() == 4).then(|| day(year, &month, &number))?
}

#[cfg(test)]
mod tests {
    use super::*;

    fn date(text: &str) -> Date {
        read(text).unwrap()
    }

    #[test]
    fn only_the_strict_form_is_a_date() {
        assert!(read("2026-11-20").is_some());
        let wrong = [
            "2026-1-5",
            "2026-02-30",
            "1899-12-31",
            "0000-01-01",
            "99999-01-01",
            "+2026-01-05",
            " 2026-01-05",
            "2026-11-200",
            "２０２６-11-20",
            "today",
            "",
        ];
        for wrong in wrong {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn a_moment_may_have_a_time_or_be_a_wikilink() {
        let time = |text| read_moment(text).map(|moment| moment.time.map(|time| time.to_string()));
        assert_eq!(time("2026-11-20"), Some(None));
        assert_eq!(time("2026-11-20T14:30:00Z"), Some(Some("14:30".to_owned())));
        assert_eq!(time("2026-11-20 9:05"), Some(Some("09:05".to_owned())));
        assert_eq!(time("[[daily/2026-11-20|Friday]]"), Some(None));
        assert_eq!(time("2026-11-20 or so"), None);
        assert_eq!(time("2026-11-20T99:00"), None);
    }

    #[test]
    fn the_first_date_in_a_file_name_counts() {
        assert_eq!(in_file_name("Coffee 2026-11-20 and 2025-01-01"), Some(date("2026-11-20")));
        assert_eq!(in_file_name("20261120 coffee"), Some(date("2026-11-20")));
        assert_eq!(in_file_name("call 1202611201"), None);
        assert_eq!(in_file_name("2026-02-30 impossible"), None);
        assert_eq!(in_file_name("21011120"), None);
    }

    #[test]
    fn plain_meanings_are_suggested_and_nothing_else() {
        for text in ["2026-1-5", "2026/01/05", "20260105", "Jan 5, 2026", "5th January 2026"] {
            assert_eq!(suggest(text), Some(date("2026-01-05")), "{text}");
        }
        for text in ["5/1/2026", "2026-02-30", "soon", "2026"] {
            assert_eq!(suggest(text), None, "{text}");
        }
    }
}
