//! A first contact and a first meeting, to look at.

use chrono::Months;

use crate::composing::Habit;
use crate::composing::NewNote;
use crate::date::Today;

const NAME: &str = "Teodora Lanternwick";

/// Returns the notes: the meeting was yesterday.
pub fn example(habit: &Habit, today: Today) -> [NewNote; 2] {
    let yesterday = today.0.pred_opt().unwrap_or(today.0);
    let earlier = today.0.checked_sub_months(Months::new(4)).unwrap_or(today.0);
    let contact = include_str!("example/contact.md").replace("{{ earlier }}", &earlier.to_string());
    let meeting = include_str!("example/meeting.md").replace("{{ date }}", &yesterday.to_string());
    [
        NewNote { path: habit.contact_path(NAME), text: contact },
        NewNote { path: habit.meeting_path(yesterday, NAME), text: meeting },
    ]
}
