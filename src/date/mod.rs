//! The calendar, never the clock: reading dates, adding durations to them.

mod duration;
mod iso;
mod read;
mod time;
mod when;
mod words;

pub use chrono::Datelike;
pub use chrono::NaiveDate as Date;
pub use duration::Cadence;
pub use duration::Duration;
pub use iso::Iso;
pub use read::Moment;
pub use read::in_file_name;
pub use read::looks_like_date;
pub use read::read;
pub use read::read_moment;
pub use read::scan;
pub use read::suggest;
pub use time::Time;
pub use when::read_when;
pub use words::day_in_words;
pub use words::month;
pub use words::month_in_words;
pub use words::month_name;
pub use words::weekday_name;

/// The day for which an agenda is made. Only `main` asks the clock for it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Today(pub Date);
