//! Why an item is owed: the advice, the note, the arithmetic, and what would clear it.

use std::fmt::Write;

use anstyle::Style;

use crate::agenda::Agenda;
use crate::agenda::Event;
use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::Reckoning;
use crate::agenda::TouchKind;
use crate::date::Duration;
use crate::text::collapse;
use crate::text::visible;

use super::phrase::plain_phrase;
use super::terminal::lines;
use super::wrap;

const TITLE: Style = Style::new().bold();
const LABEL: Style = Style::new().dimmed();

/// Returns the explanation of one item in lines of at most `width` columns; `None` where they may
/// be as long as they like.
pub fn why(agenda: &Agenda, item: &Item, width: Option<usize>) -> String {
    let due = match item.due {
        Some(due) => format!("due {due}"),
        None => "any day".to_owned(),
    };
    let state = item.state(agenda.today).word();
    let plain = Style::new();
    let mut text = lines(&[(readable(&plain_phrase(item)), TITLE)], width, 0);
    let facts = [
        (format!("{} {}", item.id, item.kind.word()), plain),
        (format!(" · {due}"), plain),
        (format!(" · {state}"), plain),
    ];
    text.push_str(&lines(&facts, width, 0));
    text.push('\n');
    let mut row = |label: &str, value: &str| {
        const MARGIN: usize = 11;
        const LEAST: usize = 16;
        let lines = match width {
            Some(width) => wrap(value, width.saturating_sub(MARGIN).max(LEAST)),
            None => vec![value.to_owned()],
        };
        let value = lines.join(&format!("\n{:MARGIN$}", ""));
        writeln!(text, "{LABEL}{label:<9}{LABEL:#}  {value}").expect("a string takes everything");
    };
    row("Advice", advice(item.kind));
    row("Rule", rule(item.kind));
    if !item.who.is_empty() {
        let names: Vec<String> = item.who.iter().map(|who| readable(who.name())).collect();
        row("Whom", &names.join(", "));
    }
    row("Note", &format!("{}:{}", readable(item.path()), item.line));
    row("Reckoned", &reckoned(item));
    if !item.missing.is_empty() {
        row("Missing", &item.missing.to_string());
    }
    row("Clears", clears(item.kind));
    text
}

fn readable(text: &str) -> String {
    collapse(&visible(text))
}

fn reckoned(item: &Item) -> String {
    match &item.reckoning {
        Reckoning::Own { is_due: true } => "the task has that date of its own".to_owned(),
        Reckoning::Own { is_due: false } => {
            "the task has no due date, but is scheduled for that day".to_owned()
        }
        Reckoning::Later(date) => {
            format!("they answered \"later\", and are snoozed until {date}")
        }
        Reckoning::AnotherDone => {
            "another action item of this meeting is done, so this one has no day".to_owned()
        }
        Reckoning::InContact => {
            "a task in a contact's note has no day, unless it names one".to_owned()
        }
        Reckoning::After { date, event, wait, not_before } => {
            let mut text = format!("{date} {}", happened(item, event));
            if let Some(wait) = wait.filter(|wait| *wait != Duration::Days(0)) {
                let day = wait.after(*date);
                text.push_str(&format!(" + {wait} = {day}"));
                if let Some(snooze) = not_before.filter(|snooze| *snooze > day) {
                    text.push_str(&format!(", snoozed until {snooze}"));
                }
            }
            text
        }
    }
}

fn happened(item: &Item, event: &Event) -> String {
    let path = item.meeting.map(|meeting| readable(meeting.path())).unwrap_or_default();
    match event {
        Event::Meeting => "the meeting".to_owned(),
        Event::FirstMeeting => format!("first meeting ({path})"),
        Event::Email => "the thank-you e-mail".to_owned(),
        Event::EmailSkipped => "the meeting, its e-mail skipped".to_owned(),
        Event::Request => "last request".to_owned(),
        Event::Touch(touch) => {
            let kind = match touch.kind {
                TouchKind::Meeting => "meeting",
                TouchKind::ThankYou => "thank-you",
                TouchKind::Log => "log",
                TouchKind::LastContact => "last_contact",
            };
            format!("last touch ({kind}, {})", readable(&touch.note.path))
        }
    }
}

fn advice(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::ThankYouEmail => "Thank them by e-mail on the same day.",
        ItemKind::ThankYouNote => "Write a note by hand: nearly nobody does, nobody forgets it.",
        ItemKind::WriteUp => "Write down what you learned right after the conversation.",
        ItemKind::ActionItem | ItemKind::PickAction => {
            "Act on at least one piece of advice within three days."
        }
        ItemKind::Promise => "Keep every promise.",
        ItemKind::Waiting => "Remind people, kindly, of what they offered.",
        ItemKind::CheckIn => "Write again after some time, when you want nothing.",
        ItemKind::Nudge => "Ask again after a week, twice at most: silence is not personal.",
        ItemKind::Schedule => "Find a date before the yes goes cold.",
        ItemKind::ReportBack => "Tell the person who introduced you how it went.",
        ItemKind::Prepare => "Prepare: their time is short, and a gift.",
    }
}

fn rule(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::ThankYouEmail => {
            "Everyone you asked for their time, on the meeting's day (thank_you: email)."
        }
        ItemKind::ThankYouNote => {
            "Once the e-mail is sent or skipped, some days after it (thank_you: note)."
        }
        ItemKind::WriteUp => "A meeting that was held, on its day, until the note says something.",
        ItemKind::ActionItem | ItemKind::Promise => {
            "An open task, by its own date, else some days after its meeting (action_item)."
        }
        ItemKind::PickAction => {
            "A meeting written up without an action item or a promise (action_item)."
        }
        ItemKind::Waiting => {
            "An open task of theirs, by its own date, else some days after its meeting (nudge)."
        }
        ItemKind::CheckIn => {
            "Some time after the last touch (check_in), while no meeting is planned."
        }
        ItemKind::Nudge => "One or two requests without an answer, or with `later` (nudge).",
        ItemKind::Schedule => "A request answered `yes`, while no meeting is planned (nudge).",
        ItemKind::ReportBack => {
            "After the first meeting with somebody they introduced (report_back)."
        }
        ItemKind::Prepare => "A planned meeting within the horizon, until nothing is missing.",
    }
}

fn clears(kind: ItemKind) -> &'static str {
    match kind {
        ItemKind::ThankYouEmail => "`thank_you_email:` with a date, `yes` or `skip` in the note",
        ItemKind::ThankYouNote => "`thank_you_note:` with a date, `yes` or `skip` in the note",
        ItemKind::WriteUp => "writing it in the note",
        ItemKind::ActionItem | ItemKind::Promise | ItemKind::Waiting => {
            "ticking the task in the note"
        }
        ItemKind::PickAction => "writing a task `- [ ] …` into the note",
        ItemKind::CheckIn => "any new touch: a meeting, or a dated line under `Log` in their note",
        ItemKind::Nudge => {
            "another `reached_out` date, a `reply`, a meeting, or a dated line under `Log`"
        }
        ItemKind::Schedule => "a note about the planned meeting, or a dated line under `Log`",
        ItemKind::ReportBack => {
            "any touch with them since: a meeting, or a dated line under `Log` in their note"
        }
        ItemKind::Prepare => "filling in what is missing",
    }
}
