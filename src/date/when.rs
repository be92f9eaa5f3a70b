//! Days as people say them: `2w`, `tomorrow`, `friday`, `next friday`, `2026-12-01`.

use chrono::Datelike;
use chrono::Days;
use chrono::Weekday;

use super::Date;
use super::Duration;

/// Reads a day that is said on `today`.
///
/// A weekday is the first one after today; `next` makes it that of the week after this one,
/// weeks beginning on Monday.
pub fn read_when(text: &str, today: Date) -> Option<Date> {
    let text = crate::text::collapse(text).to_lowercase();
    let text = text.strip_prefix("in ").or(text.strip_prefix("until ")).unwrap_or(&text);
    let days = |days| today.checked_add_days(Days::new(days));
    match text {
        "today" => return Some(today),
        "tomorrow" => return days(1),
        "next week" | "a week" => return days(7),
        "next month" | "a month" => return Some(Duration::Months(1).after(today)),
        "next year" | "a year" => return Some(Duration::Months(12).after(today)),
        _ => {}
    }
    let next = text.strip_prefix("next ");
    if let Ok(weekday) = next.unwrap_or(text).parse::<Weekday>() {
        let days_on = |from: Date| u64::from((7 + weekday as u32 - from.weekday() as u32) % 7);
        return match next {
            None => days(1 + days_on(today.succ_opt()?)),
            Some(_) => {
                let monday = 7 - u64::from(today.weekday().num_days_from_monday());
                days(monday + u64::from(weekday.num_days_from_monday()))
            }
        };
    }
    let duration = Duration::read(text.strip_prefix('+').unwrap_or(text));
    super::read(text).or(duration.map(|duration| duration.after(today)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn when(text: &str, today: &str) -> Option<String> {
        read_when(text, crate::date::read(today).unwrap()).map(|date| date.to_string())
    }

    #[test]
    fn days_are_read_as_people_say_them() {
        // A Saturday.
        let said = |text| when(text, "2026-11-21").unwrap_or_default();
        assert_eq!(said("2w"), "2026-12-05");
        assert_eq!(said("in 3 days"), "2026-11-24");
        assert_eq!(said("+1m"), "2026-12-21");
        assert_eq!(said("Tomorrow"), "2026-11-22");
        assert_eq!(said("2026-12-01"), "2026-12-01");
        assert_eq!(said("friday"), "2026-11-27");
        assert_eq!(said("sat"), "2026-11-28");
        assert_eq!(said("sunday"), "2026-11-22");
        assert_eq!(said("next friday"), "2026-11-27");
        assert_eq!(said("next  week"), "2026-11-28");
        assert_eq!(said("soon"), "");
        assert_eq!(said("2026-13-01"), "");
    }

    #[test]
    fn next_friday_is_not_the_friday_of_this_week() {
        // A Wednesday.
        assert_eq!(when("friday", "2026-11-18").as_deref(), Some("2026-11-20"));
        assert_eq!(when("next friday", "2026-11-18").as_deref(), Some("2026-11-27"));
        assert_eq!(when("next wednesday", "2026-11-18").as_deref(), Some("2026-11-25"));
        assert_eq!(when("wednesday", "2026-11-18").as_deref(), Some("2026-11-25"));
        assert_eq!(when("next monday", "2026-11-22").as_deref(), Some("2026-11-23"));
    }
}
