//! Durations and cadences: `3d`, `2 weeks`, `quarterly`, `[60d, 6 months]`, `never`.

use std::fmt;

use chrono::Days;
use chrono::Months;

use crate::few::Few;

use super::Date;

/// A length of time in whole days or whole calendar months.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Duration {
    /// So many days.
    Days(u16),
    /// So many calendar months, clamped to the month's last day.
    Months(u16),
}

impl Duration {
    /// The longest duration that is believed: a hundred years.
    const LONGEST_DAYS: u32 = 36_525;

    /// Reads `3`, `3d`, `3 days`, `2w`, `1 month`, `1y`, `weekly`, `monthly`, `quarterly` or
    /// `yearly`, in any case.
    pub fn read(text: &str) -> Option<Duration> {
        let text = text.trim().to_ascii_lowercase();
        match text.as_str() {
            "weekly" => return Some(Duration::Days(7)),
            "monthly" => return Some(Duration::Months(1)),
            "quarterly" => return Some(Duration::Months(3)),
            "yearly" => return Some(Duration::Months(12)),
            _ => {}
        }
        let n_digits = text.bytes().take_while(u8::is_ascii_digit).count();
        let number: u32 = text[..n_digits].parse().ok()?;
        let number = |factor: u32, days: u32| {
            let total = number.checked_mul(factor)?;
            let short = total.checked_mul(days)? <= Duration::LONGEST_DAYS;
            short.then(|| u16::try_from(total).ok())?
        };
        match text[n_digits..].trim_start() {
            "" | "d" | "day" | "days" => number(1, 1).map(Duration::Days),
            "w" | "week" | "weeks" => number(7, 1).map(Duration::Days),
            "m" | "month" | "months" => number(1, 30).map(Duration::Months),
            "y" | "year" | "years" => number(12, 30).map(Duration::Months),
            _ => None,
        }
    }

    /// Returns the day this long after `date`; never later than the last day that can be written.
    #[inline(never)] // Many call it, and the call is the least of it.
    pub fn after(self, date: Date) -> Date {
        let last = Date::from_ymd_opt(9999, 12, 31).expect("a day of the calendar");
        let day = match self {
            Duration::Days(days) => date.checked_add_days(Days::new(days.into())),
            Duration::Months(months) => date.checked_add_months(Months::new(months.into())),
        };
        day.map_or(last, |day| day.min(last))
    }
}

impl fmt::Display for Duration {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Duration::Days(days) => write!(formatter, "{days}d"),
            Duration::Months(1) => write!(formatter, "1 month"),
            Duration::Months(months) => write!(formatter, "{months} months"),
        }
    }
}

/// How often to get in touch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Cadence {
    /// Never: no check-ins.
    Never,
    /// The durations to wait, one after the other; the last one repeats.
    Every {
        /// The first of them, which nearly always is the only one.
        first: Duration,
        /// The others.
        others: Few<Duration>,
    },
}

impl From<Duration> for Cadence {
    fn from(first: Duration) -> Cadence {
        Cadence::Every { first, others: Few::default() }
    }
}

impl Cadence {
    /// Returns the cadence of `durations`, if there are any.
    pub fn of(durations: &[Duration]) -> Option<Cadence> {
        let (first, others) = durations.split_first()?;
        Some(Cadence::Every { first: *first, others: others.iter().copied().collect() })
    }

    /// Returns the duration to wait after `n_touches` touches since the last meeting.
    pub fn duration(&self, n_touches: usize) -> Option<Duration> {
        match self {
            Cadence::Never => None,
            Cadence::Every { first, others } => {
                let last = others.last().filter(|_| n_touches > 0);
                let nth = n_touches.checked_sub(1).and_then(|index| others.get(index));
                Some(*nth.or(last).unwrap_or(first))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::date::read;

    fn after(duration: &str, date: &str) -> String {
        Duration::read(duration).unwrap().after(read(date).unwrap()).to_string()
    }

    #[test]
    fn durations_are_read_as_people_write_them() {
        assert_eq!(after("3", "2026-11-20"), "2026-11-23");
        assert_eq!(after("3 days", "2026-11-20"), "2026-11-23");
        assert_eq!(after("2W", "2026-11-20"), "2026-12-04");
        assert_eq!(after("quarterly", "2026-11-20"), "2027-02-20");
        assert_eq!(after("1y", "2026-11-20"), "2027-11-20");
        for wrong in ["", "-5d", "1.5 months", "3 fortnights", "sometimes", "999999999999 years"] {
            assert_eq!(Duration::read(wrong), None, "{wrong}");
        }
    }

    #[test]
    fn months_end_on_the_last_day_there_is() {
        assert_eq!(after("1 month", "2026-01-31"), "2026-02-28");
        assert_eq!(after("1y", "2024-02-29"), "2025-02-28");
        assert_eq!(after("1y", "9999-12-31"), "9999-12-31");
    }

    #[test]
    fn a_widening_cadence_repeats_its_last_step() {
        let cadence = |durations: &[Duration]| Cadence::of(durations).unwrap();
        let (days, weeks, months) = (Duration::Days(60), Duration::Days(84), Duration::Months(6));
        let widening = cadence(&[days, weeks, months]);
        let waits = [0, 1, 2, 5].map(|n_touches| widening.duration(n_touches));
        assert_eq!(waits, [days, weeks, months, months].map(Some));
        assert_eq!(cadence(&[days]).duration(5), Some(days));
        assert_eq!(Cadence::of(&[]), None);
        assert_eq!(Cadence::Never.duration(0), None);
    }
}
