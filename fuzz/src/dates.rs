//! Any text as a date, a time, a duration or a file's name.

use keepwarm::date;
use keepwarm::date::Date;
use keepwarm::date::Duration;
use keepwarm::date::Time;

use super::reading::today;

/// Checks one text.
pub fn check(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let dates = [
        date::read(text),
        date::read_moment(text).map(|moment| moment.date),
        date::scan(text).map(|(moment, _)| moment.date),
        date::suggest(text),
        date::in_file_name(text),
        date::read_when(text, today()),
    ];
    for date in dates.into_iter().flatten() {
        assert_eq!(date::read(&date.to_string()), Some(date), "it can be written and read");
    }
    if let Some(date) = date::read(text) {
        assert_eq!(date.to_string(), text, "there is one way to write a date");
    }
    if let Some((_, length)) = date::scan(text) {
        assert!(text.is_char_boundary(length), "{length}");
    }
    let _ = date::looks_like_date(text);
    if let Some(time) = Time::read(text) {
        assert_eq!(Time::read(&time.to_string()), Some(time));
    }
    if let Some(duration) = Duration::read(text) {
        check_duration(duration);
    }
}

/// A duration goes forward, from any day of the calendar, and can be written.
fn check_duration(duration: Duration) {
    assert_eq!(Duration::read(&duration.to_string()), Some(duration));
    for day in ["1900-01-01", "2024-02-29", "2026-11-21", "9999-12-31"] {
        let day = date::read(day).expect("it is a date");
        let then = duration.after(day);
        assert!(then >= day && date::read(&then.to_string()) == Some(then), "{then}");
        let next: Date = day.succ_opt().expect("chrono goes on");
        assert!(duration.after(next.min(date::read("9999-12-31").expect("it is"))) >= then);
    }
}
