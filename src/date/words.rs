//! Days and months in words.

use chrono::Datelike;

use super::Date;

const WEEKDAYS: [&str; 7] =
    ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];

const MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];

/// Returns a day as people say it: `Friday, 20 November 2026`.
pub fn day_in_words(date: Date) -> String {
    format!("{}, {} {}", weekday_name(date), date.day(), month_in_words(date))
}

/// Returns a day's month as people say it: `November 2026`.
pub fn month_in_words(date: Date) -> String {
    format!("{} {:04}", month_name(date), date.year())
}

/// Returns the name of a weekday: `Friday`.
pub fn weekday_name(date: Date) -> &'static str {
    WEEKDAYS[date.weekday().num_days_from_monday() as usize]
}

/// Returns the name of a day's month: `November`.
pub fn month_name(date: Date) -> &'static str {
    MONTHS[date.month0() as usize]
}

/// Returns a day's month as it is written in dates: `2026-11`.
pub fn month(date: Date) -> String {
    format!("{:04}-{:02}", date.year(), date.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_day_and_month_is_called_as_in_the_calendar() {
        let mut day = Date::from_ymd_opt(2026, 11, 20).unwrap();
        for _ in 0..400 {
            assert_eq!(day_in_words(day), day.format("%A, %-d %B %Y").to_string());
            assert_eq!(month(day), day.format("%Y-%m").to_string());
            day = day.succ_opt().unwrap();
        }
        assert_eq!(month_in_words(Date::from_ymd_opt(987, 6, 5).unwrap()), "June 0987");
    }
}
