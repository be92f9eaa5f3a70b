//! The answer, as plain data: what is owed to whom and by when, and why. It holds no formatting.

mod gaps;
mod id;

pub use gaps::Gaps;
pub use gaps::Missing;
pub use id::Id;
pub use id::Lengths;
pub use id::Seed;

use crate::date::Date;
use crate::date::Duration;
use crate::date::Today;
use crate::diagnostic::Code;
use crate::note::Note;
use crate::vault::Encounter;
use crate::vault::Problem;
use crate::vault::TaskKind;
use crate::vault::Who;

/// Everything that is owed on one day, and what belongs to it. What the notes say stays with them.
#[derive(Debug, Clone)]
pub struct Agenda<'v> {
    /// Who may see it.
    pub view: View,
    /// The day.
    pub today: Today,
    /// How many notes there are.
    pub counts: Counts,
    /// What is owed, in the dashboard's order.
    pub items: Vec<Item<'v>>,
    /// The meetings to come within the horizon, and today's.
    pub coming_up: Vec<Coming<'v>>,
    /// The new people of this month.
    pub goal: Goal<'v>,
    /// What is wrong with the notes, by file and place; foreign notes included.
    pub diagnostics: Vec<Problem<'v>>,
}

impl<'v> Agenda<'v> {
    /// Returns the items of a group.
    pub fn of_group(&self, group: Group) -> &[Item<'v>] {
        let start = self.items.partition_point(|item| item.kind.group() < group);
        let end = self.items.partition_point(|item| item.kind.group() <= group);
        &self.items[start..end]
    }

    /// Tells whether something could not be read, so that more may be owed than is known.
    pub fn is_in_part(&self) -> bool {
        self.diagnostics.iter().any(|problem| problem.code() == Code::Unreadable)
    }
}

/// Who may see an agenda.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum View {
    /// Its owner: it has everything.
    Full,
    /// Anybody: it has initials for names, and no texts.
    Redacted,
}

/// How many notes there are of each kind.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Counts {
    /// Notes about people.
    pub contacts: usize,
    /// Notes about meetings.
    pub meetings: usize,
    /// All others.
    pub other_notes: usize,
}

/// Something that is owed.
#[derive(Debug, Clone, Copy)]
pub struct Item<'v> {
    /// Its name, which survives edits elsewhere.
    pub id: Id,
    /// What kind of thing it is.
    pub kind: ItemKind,
    /// By when; `None` for no day.
    pub due: Option<Date>,
    /// To whom.
    pub who: &'v [Who<'v>],
    /// The text of a task; whom a report is about; nothing for other kinds.
    pub subject: &'v str,
    /// The note to look at.
    pub note: &'v Note,
    /// The line in it, from one.
    pub line: u32,
    /// The meeting that it comes from.
    pub meeting: Option<&'v Encounter<'v>>,
    /// What is still missing, where it is about preparing.
    pub missing: Gaps,
    /// Why it is due then.
    pub reckoning: Reckoning<'v>,
}

impl<'v> Item<'v> {
    /// Returns the path of the note to look at, relative to the vault, with `/`.
    pub fn path(&self) -> &'v str {
        &self.note.path
    }
}

/// What kind of thing is owed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "each kind is described by its rule in `rules`")]
pub enum ItemKind {
    ThankYouEmail,
    ThankYouNote,
    WriteUp,
    ActionItem,
    PickAction,
    Promise,
    Waiting,
    CheckIn,
    Nudge,
    Schedule,
    ReportBack,
    Prepare,
}

impl ItemKind {
    /// Every kind, in the order of SPEC §3.
    pub const ALL: &[ItemKind] = &[
        ItemKind::ThankYouEmail,
        ItemKind::ThankYouNote,
        ItemKind::WriteUp,
        ItemKind::ActionItem,
        ItemKind::PickAction,
        ItemKind::Promise,
        ItemKind::Waiting,
        ItemKind::CheckIn,
        ItemKind::Nudge,
        ItemKind::Schedule,
        ItemKind::ReportBack,
        ItemKind::Prepare,
    ];

    /// Returns what an open task is owed as; one that prepares a meeting is no item.
    pub fn of_task(kind: TaskKind) -> Option<ItemKind> {
        match kind {
            TaskKind::Preparation => None,
            TaskKind::ActionItem => Some(ItemKind::ActionItem),
            TaskKind::Promise => Some(ItemKind::Promise),
            TaskKind::Waiting => Some(ItemKind::Waiting),
        }
    }

    /// Returns the word that people and programs read.
    pub fn word(self) -> &'static str {
        match self {
            ItemKind::ThankYouEmail => "thank-you-email",
            ItemKind::ThankYouNote => "thank-you-note",
            ItemKind::WriteUp => "write-up",
            ItemKind::ActionItem => "action-item",
            ItemKind::PickAction => "pick-action",
            ItemKind::Promise => "promise",
            ItemKind::Waiting => "waiting",
            ItemKind::CheckIn => "check-in",
            ItemKind::Nudge => "nudge",
            ItemKind::Schedule => "schedule",
            ItemKind::ReportBack => "report-back",
            ItemKind::Prepare => "prepare",
        }
    }

    /// Returns the part of the agenda where it stands.
    pub fn group(self) -> Group {
        match self {
            ItemKind::ThankYouEmail | ItemKind::ThankYouNote => Group::ThankYous,
            ItemKind::ActionItem | ItemKind::PickAction | ItemKind::Promise => Group::Actions,
            ItemKind::CheckIn | ItemKind::ReportBack => Group::CheckIns,
            ItemKind::Nudge | ItemKind::Schedule => Group::ReachingOut,
            ItemKind::WriteUp => Group::WriteUps,
            ItemKind::Prepare => Group::ComingUp,
            ItemKind::Waiting => Group::Waiting,
        }
    }

    /// Tells whether it is cleared by ticking its box; the others are cleared by writing.
    pub fn has_box(self) -> bool {
        !matches!(
            self,
            ItemKind::WriteUp | ItemKind::PickAction | ItemKind::Schedule | ItemKind::Prepare
        )
    }

    /// Tells whether it can be put off; the others are about a day that is past.
    pub fn can_wait(self) -> bool {
        matches!(
            self,
            ItemKind::ActionItem
                | ItemKind::Promise
                | ItemKind::Waiting
                | ItemKind::CheckIn
                | ItemKind::Nudge
                | ItemKind::ReportBack
        )
    }

    /// Tells whether it is done by writing to somebody.
    pub fn is_letter(self) -> bool {
        matches!(
            self,
            ItemKind::ThankYouEmail
                | ItemKind::CheckIn
                | ItemKind::ReportBack
                | ItemKind::Nudge
                | ItemKind::Schedule
        )
    }
}

/// The parts of an agenda, in their order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
#[expect(missing_docs, reason = "the names are those of the sections in SPEC §4")]
pub enum Group {
    ThankYous,
    Actions,
    CheckIns,
    ReachingOut,
    WriteUps,
    ComingUp,
    Waiting,
}

impl Group {
    /// Every group, in their order.
    pub const ALL: &[Group] = &[
        Group::ThankYous,
        Group::Actions,
        Group::CheckIns,
        Group::ReachingOut,
        Group::WriteUps,
        Group::ComingUp,
        Group::Waiting,
    ];

    /// Returns its heading.
    pub fn title(self) -> &'static str {
        match self {
            Group::ThankYous => "Thank-you notes",
            Group::Actions => "Action items",
            Group::CheckIns => "Check-ins",
            Group::ReachingOut => "Reaching out",
            Group::WriteUps => "Write-ups",
            Group::ComingUp => "Coming up",
            Group::Waiting => "Waiting for",
        }
    }
}

/// Where an item stands on the agenda's day, in the order of the days.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum State {
    /// It was due before.
    Overdue,
    /// It is due on the day.
    Today,
    /// It is due later.
    Upcoming,
    /// It has no day.
    Undated,
}

impl State {
    /// Every state.
    pub const ALL: &[State] = &[State::Overdue, State::Today, State::Upcoming, State::Undated];

    /// Returns the word that people and programs read.
    pub fn word(self) -> &'static str {
        match self {
            State::Overdue => "overdue",
            State::Today => "today",
            State::Upcoming => "upcoming",
            State::Undated => "undated",
        }
    }
}

impl Item<'_> {
    /// Returns where the item stands on `today`.
    pub fn state(&self, today: Today) -> State {
        match self.due {
            None => State::Undated,
            Some(due) if due < today.0 => State::Overdue,
            Some(due) if due == today.0 => State::Today,
            Some(_) => State::Upcoming,
        }
    }
}

/// A meeting that is coming up.
#[derive(Debug, Clone)]
pub struct Coming<'v> {
    /// The meeting.
    pub meeting: &'v Encounter<'v>,
    /// Its day.
    pub date: Date,
    /// What its preparation lacks.
    pub missing: Gaps,
    /// What is still to be done for it: the texts of its open preparation tasks.
    pub to_do: Vec<&'v str>,
}

/// The new people of one month, against the number that was meant.
#[derive(Debug, Clone)]
pub struct Goal<'v> {
    /// A day in the month.
    pub month: Date,
    /// How many new people to meet.
    pub target: u32,
    /// Whom the owner met for the first time.
    pub met: Vec<&'v Who<'v>>,
}

/// Why an item is due when it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Reckoning<'v> {
    /// The task has a date of its own.
    Own {
        /// Whether the date is called a due date, and not a scheduled one.
        is_due: bool,
    },
    /// It is counted from something that happened.
    After {
        /// The day.
        date: Date,
        /// What happened on it.
        event: Event<'v>,
        /// How long after that.
        wait: Option<Duration>,
        /// Until when it rests all the same.
        not_before: Option<Date>,
    },
    /// The answer was "later", until that day.
    Later(Date),
    /// No day: one action item of the meeting is done already.
    AnotherDone,
    /// No day: the task stands in a contact's note.
    InContact,
}

/// What an item is counted from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Event<'v> {
    /// The meeting.
    Meeting,
    /// The first meeting with somebody who was introduced.
    FirstMeeting,
    /// The thank-you e-mail.
    Email,
    /// The meeting, its thank-you e-mail not being needed.
    EmailSkipped,
    /// The last request for a meeting.
    Request,
    /// The last touch.
    Touch(Touch<'v>),
}

/// A touch: a sign of life between the owner and a contact.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Touch<'v> {
    /// What it was.
    pub kind: TouchKind,
    /// The note that tells it.
    pub note: &'v Note,
}

/// What a touch was.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum TouchKind {
    /// A held meeting.
    Meeting,
    /// A thank-you that was sent.
    ThankYou,
    /// An entry in the contact's log.
    Log,
    /// The contact's `last_contact`.
    LastContact,
}
