//! Writing dates, many of them.

use chrono::Datelike;

use super::Date;

/// A date as text, `2026-11-20`: what its `Display` writes, sooner.
#[derive(Debug, Clone, Copy)]
pub struct Iso([u8; 10]);

impl Iso {
    /// Writes a date; `None` of a year that has not four digits.
    pub fn of(date: Date) -> Option<Iso> {
        let year = u32::try_from(date.year()).ok().filter(|year| *year <= 9999)?;
        let digit = |number: u32, unit: u32| b'0' + (number / unit % 10) as u8;
        let two = |number| [digit(number, 10), digit(number, 1)];
        let [a, b] = two(year / 100);
        let [c, d] = two(year % 100);
        let [e, f] = two(date.month());
        let [g, h] = two(date.day());
        Some(Iso([a, b, c, d, b'-', e, f, b'-', g, h]))
    }

    /// Returns the text.
    pub fn as_str(&self) -> &str {
        str::from_utf8(&self.0).expect("digits are ASCII")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_are_written_as_ever() {
        for (year, month, day) in [(2026, 11, 20), (1, 2, 3), (0, 12, 31), (9999, 10, 1)] {
            let date = Date::from_ymd_opt(year, month, day).unwrap();
            assert_eq!(Iso::of(date).unwrap().as_str(), date.to_string());
        }
        for year in [-1, 10_000] {
            assert!(Iso::of(Date::from_ymd_opt(year, 1, 1).unwrap()).is_none());
        }
    }
}
