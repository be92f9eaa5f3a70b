//! Times of day, `14:30`.

use std::fmt;

/// A time of day, as written: it belongs to no time zone.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Time {
    minutes: u16,
}

impl Time {
    /// Reads `14:30`, also with seconds (`14:30:00`), fractions and a zone (`14:30:00Z`,
    /// `14:30+01:00`), which are dropped: a note's time is local to the note.
    pub fn read(text: &str) -> Option<Time> {
        let (time, length) = Time::scan(text)?;
        (length == text.len()).then_some(time)
    }

    /// Returns the whole minutes since midnight.
    pub fn minutes(self) -> u16 {
        self.minutes
    }

    /// Reads a time at the start of `text`; also returns its length in bytes.
    pub(super) fn scan(text: &str) -> Option<(Time, usize)> {
        let bytes = text.as_bytes();
        let n_hour = bytes.iter().take_while(|byte| byte.is_ascii_digit()).count();
        if !(1..=2).contains(&n_hour) || bytes.get(n_hour) != Some(&b':') {
            return None;
        }
        let hour: u16 = text[..n_hour].parse().ok()?;
        let mut end = n_hour + 1;
        let minute = two_digits(bytes, &mut end)?;
        if hour > 23 || minute > 59 {
            return None;
        }
        if bytes.get(end) == Some(&b':') {
            end += 1;
            let second = two_digits(bytes, &mut end)?;
            if second > 60 {
                return None;
            }
            if bytes.get(end) == Some(&b'.') {
                end += 1;
                end += bytes[end..].iter().take_while(|byte| byte.is_ascii_digit()).count();
            }
        }
        end += zone(&bytes[end..]);
        if bytes.get(end).is_some_and(u8::is_ascii_alphanumeric) {
            return None;
        }
        Some((Time { minutes: hour * 60 + minute }, end))
    }
}

fn two_digits(bytes: &[u8], end: &mut usize) -> Option<u16> {
    let digits = bytes.get(*end..*end + 2)?;
    *end += 2;
    let digits = std::str::from_utf8(digits).ok()?;
    digits.bytes().all(|byte| byte.is_ascii_digit()).then(|| digits.parse().ok())?
}

/// Returns the length of a zone (`Z`, `+01:00`, `-0800`, ` +02`) at the start of `bytes`.
fn zone(bytes: &[u8]) -> usize {
    match bytes {
        [b'Z' | b'z', ..] => 1,
        [b'+' | b'-', rest @ ..] => {
            let length =
                rest.iter().take_while(|byte| byte.is_ascii_digit() || **byte == b':').count();
            if (2..=5).contains(&length) { 1 + length } else { 0 }
        }
        _ => 0,
    }
}

impl fmt::Display for Time {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:02}:{:02}", self.minutes / 60, self.minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_time_keeps_its_hours_and_minutes_as_written() {
        let read = |text| Time::read(text).map(|time| time.to_string());
        assert_eq!(read("14:30").as_deref(), Some("14:30"));
        assert_eq!(read("9:05").as_deref(), Some("09:05"));
        assert_eq!(read("23:30:00.000Z").as_deref(), Some("23:30"));
        assert_eq!(read("23:30-08:00").as_deref(), Some("23:30"));
        for wrong in ["24:00", "12:60", "2pm", "14.30", "14:3", "14:30x", "", "1430"] {
            assert_eq!(read(wrong), None, "{wrong}");
        }
    }
}
