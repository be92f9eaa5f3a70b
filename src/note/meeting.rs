//! A note about a meeting.

use crate::date;
use crate::date::Date;
use crate::date::Time;
use crate::few::Few;
use crate::few::Lone;
use crate::settings::Direction;
use crate::settings::Key;
use crate::text::Texts;

use super::PersonText;
use super::Tasks;
use super::body::Body;
use super::front_matter::FrontMatter;
use super::front_matter::Value;
use super::kind::Kind;
use super::kind::Label;

/// A meeting, as its note has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Meeting {
    /// What kind of meeting it was called.
    pub label: Label,
    /// The day.
    pub date: Option<Date>,
    /// When it begins.
    pub time: Option<Time>,
    /// When it ends.
    pub end: Option<Time>,
    /// With whom, as written.
    pub people: Lone<PersonText>,
    /// What the owner says became of it.
    pub status: Option<Status>,
    /// The line of `status`, or 1.
    pub status_line: u32,
    /// Who asked for whose time.
    pub direction: Option<Direction>,
    /// What for, and where.
    pub occasion: Occasion,
    /// The thank-you e-mails.
    pub thank_you_email: Thanks,
    /// The line of `thank_you_email`, or 1.
    pub thank_you_email_line: u32,
    /// The handwritten notes.
    pub thank_you_note: Thanks,
    /// The line of `thank_you_note`, or 1.
    pub thank_you_note_line: u32,
    /// The tasks in the note.
    pub tasks: Tasks,
    /// Whether anything was written up.
    pub is_written_up: bool,
    /// Whether anything was found out beforehand.
    pub has_research: bool,
    /// How many questions are noted.
    pub n_questions: u32,
}

/// What a meeting is for, and where it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Occasion {
    /// Both, each empty where nothing is said.
    texts: Texts<2>,
}

impl Occasion {
    /// Returns the occasion with that purpose, at that place.
    pub fn new(purpose: Option<&str>, place: Option<&str>) -> Occasion {
        Occasion { texts: Texts::new([purpose, place].map(Option::unwrap_or_default)) }
    }
}

impl Meeting {
    /// Returns what it is for.
    pub fn purpose(&self) -> Option<&str> {
        Some(self.occasion.texts.get(0)).filter(|purpose| !purpose.is_empty())
    }

    /// Returns where it is.
    pub fn place(&self) -> Option<&str> {
        Some(self.occasion.texts.get(1)).filter(|place| !place.is_empty())
    }
}

/// What the owner says became of a meeting.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Status {
    /// It is still to come.
    Planned,
    /// It happened.
    Held,
    /// It was called off.
    Cancelled,
    /// Somebody did not come.
    NoShow,
}

/// What a thank-you key says.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Thanks {
    /// The same for everyone present.
    Everyone(Sent),
    /// For each person of the list; the others are pending.
    Each(Few<(PersonText, Sent)>),
}

/// Whether thanks were sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Sent {
    /// Not yet.
    Pending,
    /// On that day.
    On(Date),
    /// On the day of the meeting.
    SameDay,
    /// Not needed.
    Skipped,
}

impl Sent {
    /// Returns the day of the thanks for a meeting on the day `meeting`; a plan has one, too.
    pub fn day(self, meeting: Option<Date>) -> Option<Date> {
        match self {
            Sent::On(date) => Some(date),
            Sent::SameDay => meeting,
            Sent::Pending | Sent::Skipped => None,
        }
    }

    /// Reads `2026-11-20`, `yes`, `skip` and their like.
    pub(crate) fn read(text: &str) -> Option<Sent> {
        let is_one_of = |words: &[&str]| words.iter().any(|word| text.eq_ignore_ascii_case(word));
        if is_one_of(&["", "false", "no", "pending"]) {
            Some(Sent::Pending)
        } else if is_one_of(&["true", "yes", "done", "sent"]) {
            Some(Sent::SameDay)
        } else if is_one_of(&["skip", "skipped", "n/a"]) {
            Some(Sent::Skipped)
        } else {
            date::read_moment(text).map(|moment| Sent::On(moment.date))
        }
    }

    /// Tells whether it is done with on `today`: a day still to come is only a plan.
    pub fn is_done(self, meeting: Option<Date>, today: Date) -> bool {
        match self {
            Sent::Pending => false,
            Sent::On(date) => date <= today,
            Sent::SameDay => meeting.is_none_or(|date| date <= today),
            Sent::Skipped => true,
        }
    }
}

/// Reads a meeting from its front matter and its body.
pub(super) fn read(front: &FrontMatter, body: Body, path: &str, label: Label) -> Meeting {
    let value = |key| front.value(key, Kind::Meeting);
    let text = |key| value(key).and_then(|value: Value| value.text());
    let line = |key| value(key).map_or(1, |value| value.line());
    let thanks = |key| value(key).map_or(Thanks::Everyone(Sent::Pending), |value| thanks(&value));
    let date_value = value(Key::Date).filter(|value| !value.is_empty());
    let moment = date_value.and_then(|value| value.moment());
    let in_file_name = || date::in_file_name(crate::text::stem(path));
    let people = value(Key::With).filter(|value| !value.is_empty());
    Meeting {
        label,
        date: moment.map(|moment| moment.date).or_else(in_file_name),
        time: value(Key::Time)
            .and_then(|value| value.time())
            .or_else(|| moment.and_then(|moment| moment.time)),
        end: value(Key::End).and_then(|value| value.time()),
        people: people.map_or_else(|| body.people.into(), |value| super::people(&value)),
        status: value(Key::Status)
            .and_then(|value| value.word("`planned`, `held`, `cancelled` or `no-show`", status)),
        status_line: line(Key::Status),
        direction: value(Key::Direction)
            .and_then(|value| value.word("`asking`, `giving` or `none`", Direction::read)),
        occasion: Occasion::new(text(Key::Purpose).as_deref(), text(Key::Place).as_deref()),
        thank_you_email: thanks(Key::ThankYouEmail),
        thank_you_email_line: line(Key::ThankYouEmail),
        thank_you_note: thanks(Key::ThankYouNote),
        thank_you_note_line: line(Key::ThankYouNote),
        tasks: body.tasks.into(),
        is_written_up: body.is_written_up,
        has_research: body.has_research,
        n_questions: body.n_questions,
    }
}

fn status(text: &str) -> Option<Status> {
    match text.replace(['_', ' '], "-").as_str() {
        "planned" => Some(Status::Planned),
        "held" => Some(Status::Held),
        "cancelled" | "canceled" => Some(Status::Cancelled),
        "no-show" | "noshow" => Some(Status::NoShow),
        _ => None,
    }
}

/// Reads a thank-you: one value for everyone, or a list that speaks per person.
fn thanks(value: &Value) -> Thanks {
    const EXPECTED: &str = "a date, `yes`, `skip`, or a list like `[\"[[Ada]] 2026-11-20\"]`";
    let texts = value.texts(EXPECTED).unwrap_or_default();
    if texts.is_empty() {
        return Thanks::Everyone(Sent::Pending);
    }
    if let [text] = texts.as_slice()
        && let Some(sent) = Sent::read(&text.text)
    {
        return Thanks::Everyone(sent);
    }
    let mut each = Vec::new();
    for written in texts {
        match person_and_word(&written.text) {
            (person, Some(sent)) => {
                let place = value.place(&written);
                each.push((PersonText { text: person.into(), place }, sent));
            }
            (text, None) if date::looks_like_date(text) || date::suggest(text).is_some() => {
                value.complain_of_date(&written);
            }
            _ => value.complain_of(&written, EXPECTED),
        }
    }
    if each.is_empty() { Thanks::Everyone(Sent::Pending) } else { Thanks::Each(each.into()) }
}

/// Splits `[[Ada]] 2026-11-20 10:00` into the person and what is said of them.
fn person_and_word(text: &str) -> (&str, Option<Sent>) {
    let blanks = text.rmatch_indices(' ').map(|(blank, _)| blank).take(2);
    let splits = blanks.map(|blank| (text[..blank].trim_end(), Sent::read(&text[blank + 1..])));
    let split = splits.filter(|(_, said)| said.is_some()).last();
    split.unwrap_or((text, None))
}
