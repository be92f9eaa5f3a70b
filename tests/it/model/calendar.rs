//! A calendar that counts on its fingers: one day after the other.

use std::fmt;

/// A day, compared as it is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) struct Day {
    pub(super) year: u32,
    pub(super) month: u32,
    pub(super) day: u32,
}

/// Some days, or some calendar months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Span {
    Days(u32),
    Months(u32),
}

fn length(year: u32, month: u32) -> u32 {
    let is_leap = year.is_multiple_of(4) && (!year.is_multiple_of(100) || year.is_multiple_of(400));
    match month {
        2 if is_leap => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

impl Day {
    pub(super) fn new(year: u32, month: u32, day: u32) -> Day {
        Day { year, month, day }
    }

    fn next(self) -> Day {
        let Day { year, month, day } = self;
        if day < length(year, month) {
            Day { day: day + 1, ..self }
        } else if month < 12 {
            Day::new(year, month + 1, 1)
        } else {
            Day::new(year + 1, 1, 1)
        }
    }

    fn previous(self) -> Day {
        let Day { year, month, day } = self;
        if day > 1 {
            Day { day: day - 1, ..self }
        } else if month > 1 {
            Day::new(year, month - 1, length(year, month - 1))
        } else {
            Day::new(year - 1, 12, 31)
        }
    }

    /// Returns the day so many days later, or earlier.
    pub(super) fn offset(self, n_days: i32) -> Day {
        let mut day = self;
        for _ in 0..n_days {
            day = day.next();
        }
        for _ in n_days..0 {
            day = day.previous();
        }
        day
    }

    /// Adds a span; a day that its month does not have is the month's last.
    pub(super) fn plus(self, span: Span) -> Day {
        let mut day = self;
        match span {
            Span::Days(n) => {
                for _ in 0..n {
                    day = day.next();
                }
            }
            Span::Months(n) => {
                for _ in 0..n {
                    day.month += 1;
                    if day.month > 12 {
                        day.month = 1;
                        day.year += 1;
                    }
                }
                day.day = day.day.min(length(day.year, day.month));
            }
        }
        day
    }
}

impl fmt::Display for Day {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{:04}-{:02}-{:02}", self.year, self.month, self.day)
    }
}

impl fmt::Display for Span {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Span::Days(n) if *n > 0 && n.is_multiple_of(7) => write!(formatter, "{}w", n / 7),
            Span::Days(n) => write!(formatter, "{n}d"),
            Span::Months(n) if n.is_multiple_of(12) => write!(formatter, "{}y", n / 12),
            Span::Months(n) => write!(formatter, "{n} months"),
        }
    }
}
