//! How a task recurs: the rules that can be read, `every 2 weeks when done`, and the day they
//! lead to.

use crate::date::Date;
use crate::date::Duration;

/// A rule.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Rule {
    every: Duration,
    /// Whether it counts from the day on which the task was done.
    is_when_done: bool,
}

impl Rule {
    /// Reads `every week`, `every other month`, `every 3 days when done`, in any case.
    pub(super) fn read(text: &str) -> Option<Rule> {
        let text = text.to_ascii_lowercase();
        let words: Vec<&str> = text.split_whitespace().collect();
        let (words, is_when_done) = match words.as_slice() {
            [words @ .., "when", "done"] => (words, true),
            words => (words, false),
        };
        let (number, unit) = match words {
            ["every", unit] => ("1", unit),
            ["every", "other", unit] => ("2", unit),
            ["every", number, unit] => (*number, unit),
            _ => return None,
        };
        const UNITS: [&str; 8] =
            ["day", "days", "week", "weeks", "month", "months", "year", "years"];
        let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
        let is_some = number.bytes().any(|byte| byte != b'0');
        if !is_number || !is_some || !UNITS.contains(unit) {
            return None;
        }
        let every = Duration::read(&format!("{number} {unit}"))?;
        Some(Rule { every, is_when_done })
    }

    /// Returns the day that follows `reference`, of a task that was done on the day `done`.
    pub(super) fn next(self, reference: Date, done: Date) -> Date {
        self.every.after(if self.is_when_done { done } else { reference })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::read;

    fn next(rule: &str, reference: &str) -> Option<String> {
        let done = read("2026-11-21").unwrap();
        Some(Rule::read(rule)?.next(read(reference).unwrap(), done).to_string())
    }

    #[test]
    fn rules_are_read_as_people_write_them() {
        for (rule, day) in [
            ("every day", "2026-02-01"),
            ("Every 10 days", "2026-02-10"),
            ("every week", "2026-02-07"),
            ("every other week", "2026-02-14"),
            ("every month", "2026-02-28"),
            ("every 2 months", "2026-03-31"),
            ("every year", "2027-01-31"),
            ("every 1 day when done", "2026-11-22"),
            ("every  month  When Done", "2026-12-21"),
        ] {
            assert_eq!(next(rule, "2026-01-31").as_deref(), Some(day), "{rule}");
        }
    }

    #[test]
    fn other_rules_are_none() {
        for rule in [
            "",
            "every",
            "every 0 days",
            "every weekday",
            "every week on Monday",
            "every month on the 1st",
            "every 2 fortnights",
            "every -1 days",
            "weekly",
            "every week call Ada",
        ] {
            assert_eq!(next(rule, "2026-01-31"), None, "{rule}");
        }
    }
}
