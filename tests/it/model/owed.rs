//! What is owed, as `SPEC` §3 says it: sentence by sentence, in plain loops, knowing nothing of how
//! keepwarm does it.

use std::collections::BTreeSet;

use super::calendar::Day;
use super::calendar::Span;
use super::people;
use super::people::Who;
use super::world::Contact;
use super::world::Direction;
use super::world::Interval;
use super::world::Meeting;
use super::world::Question;
use super::world::Reply;
use super::world::Research;
use super::world::Section;
use super::world::Status;
use super::world::Switch;
use super::world::Tag;
use super::world::Task;
use super::world::Thanked;
use super::world::Thanks;
use super::world::ToldBy;
use super::world::World;

/// Something that is owed.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Item {
    pub(super) kind: &'static str,
    pub(super) due: Option<Day>,
    pub(super) who: Vec<Who>,
    /// The note, and for a task which of its tasks.
    pub(super) source: (String, Option<usize>),
    /// A task's text; the other kinds say what they like.
    pub(super) text: Option<String>,
    pub(super) meeting: Option<(String, Option<Day>)>,
    pub(super) missing: Vec<&'static str>,
}

/// A meeting that is coming up.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Coming {
    pub(super) date: Day,
    pub(super) path: String,
    pub(super) who: Vec<Who>,
    pub(super) has_time: bool,
    pub(super) has_place: bool,
    pub(super) missing: Vec<&'static str>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Off,
    Held,
    Planned,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum TaskKind {
    Preparation,
    Promise,
    Waiting,
    Action,
}

/// What became of the thanks owed to one person.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Sent {
    Pending,
    On(Day),
    Skipped,
}

pub(super) struct Model<'w> {
    pub(super) world: &'w World,
}

impl Model<'_> {
    // Meetings.

    fn present(&self, meeting: &Meeting) -> Vec<Who> {
        people::present(self.world, meeting)
    }

    fn direction(&self, meeting: &Meeting) -> Direction {
        if let Some(direction) = meeting.direction {
            return direction;
        }
        if meeting.told_by == ToldBy::OneOnOne || self.present(meeting).len() > 3 {
            return Direction::Neither;
        }
        self.world.config.direction.unwrap_or(Direction::Asking)
    }

    fn is_written_up(meeting: &Meeting) -> bool {
        meeting.pieces.iter().any(|piece| piece.is_write_up)
    }

    fn shows_that_it_happened(&self, meeting: &Meeting) -> bool {
        let is_pending = |thanks: &Thanks| match thanks {
            Thanks::Absent | Thanks::No => true,
            Thanks::On(day) => *day > self.world.today,
            Thanks::Yes => meeting.date.is_none_or(|date| date > self.world.today),
            Thanks::Skip => false,
            Thanks::Each(each) => each.iter().all(|(index, thanked)| {
                // The owner is nobody to thank, in this list as in any.
                let who = people::resolve(self.world, &meeting.with[*index]);
                let is_to_come = matches!(thanked, Thanked::On(day) if *day > self.world.today);
                is_to_come || people::is_owner(self.world, &who)
            }),
        };
        meeting.status == Some(Status::Held)
            || Self::is_written_up(meeting)
            || !is_pending(&meeting.email)
            || !is_pending(&meeting.note)
    }

    fn state(&self, meeting: &Meeting) -> State {
        let Some(date) = meeting.date else { return State::Off };
        let today = self.world.today;
        if matches!(meeting.status, Some(Status::Cancelled | Status::NoShow)) {
            return State::Off;
        }
        if date > today {
            return State::Planned;
        }
        let happened = self.shows_that_it_happened(meeting);
        if date == today {
            return if happened { State::Held } else { State::Planned };
        }
        if meeting.status == Some(Status::Planned) && !happened {
            return State::Off;
        }
        State::Held
    }

    fn is_planned_for_today(&self, meeting: &Meeting) -> bool {
        self.state(meeting) == State::Planned && meeting.date == Some(self.world.today)
    }

    fn is_before_since(&self, day: Day) -> bool {
        self.world.config.since.is_some_and(|since| day < since)
    }

    fn held(&self) -> impl Iterator<Item = (&Meeting, Day)> {
        let held = self.world.meetings.iter().filter(|meeting| self.state(meeting) == State::Held);
        held.map(|meeting| (meeting, meeting.date.unwrap()))
    }

    // Thanks.

    fn sent(&self, meeting: &Meeting, thanks: &Thanks, who: Option<&Who>) -> Sent {
        let on = |day: Day| if day > self.world.today { Sent::Pending } else { Sent::On(day) };
        match thanks {
            Thanks::Absent | Thanks::No => Sent::Pending,
            Thanks::On(day) => on(*day),
            Thanks::Yes => meeting.date.map_or(Sent::Pending, on),
            Thanks::Skip => Sent::Skipped,
            Thanks::Each(each) => {
                for (index, thanked) in each {
                    let entry = people::resolve(self.world, &meeting.with[*index]);
                    if Some(&entry) == who {
                        return match thanked {
                            Thanked::On(day) => on(*day),
                            Thanked::Skip => Sent::Skipped,
                        };
                    }
                }
                Sent::Pending
            }
        }
    }

    // Touches.

    fn own_touches(&self, contact: &Contact) -> BTreeSet<Day> {
        let days = contact.log.iter().chain(&contact.last_contact).copied();
        days.filter(|day| *day <= self.world.today).collect()
    }

    fn touches(&self, contact: &Contact) -> BTreeSet<Day> {
        let who = Who::Known(contact.figure);
        let mut touches = self.own_touches(contact);
        for meeting in &self.world.meetings {
            let is_present = self.present(meeting).contains(&who);
            if is_present && self.state(meeting) == State::Held {
                touches.extend(meeting.date);
            }
            for thanks in [&meeting.email, &meeting.note] {
                // A single value is for everyone present; a list speaks for itself.
                let is_meant = is_present || matches!(thanks, Thanks::Each(_));
                if let Sent::On(day) = self.sent(meeting, thanks, Some(&who))
                    && is_meant
                {
                    touches.insert(day);
                }
            }
        }
        touches
    }

    fn held_with(&self, who: &Who) -> Vec<(&Meeting, Day)> {
        self.held().filter(|(meeting, _)| self.present(meeting).contains(who)).collect()
    }

    fn has_planned_meeting(&self, who: &Who) -> bool {
        self.world.meetings.iter().any(|meeting| {
            self.state(meeting) == State::Planned && self.present(meeting).contains(who)
        })
    }

    /// Returns the first ever held meeting that was no ordinary one.
    fn first_meeting(&self, who: &Who) -> Option<(&Meeting, Day)> {
        let mut first: Option<(&Meeting, Day)> = None;
        for (meeting, date) in self.held_with(who) {
            let key = (date, meeting.path());
            let is_earlier = first.is_none_or(|(other, day)| key < (day, other.path()));
            if self.direction(meeting) != Direction::Neither && is_earlier {
                first = Some((meeting, date));
            }
        }
        first
    }

    // Intervals.

    /// Returns the interval in force, and whether it is the contact's own or a tag's; `None` for
    /// never.
    fn interval(&self, contact: &Contact, from: Day) -> (Option<Span>, bool) {
        let entry = |interval: &Interval| match interval {
            Interval::Never => None,
            Interval::Each(spans) => {
                let last_held =
                    self.held_with(&Who::Known(contact.figure)).iter().map(|(_, day)| *day).max();
                let own = self.own_touches(contact);
                let n_after =
                    own.iter().filter(|day| last_held.is_none_or(|last| **day > last)).count();
                Some(spans[n_after.min(spans.len() - 1)])
            }
        };
        if let Some(interval) = &contact.check_in {
            return (entry(interval), true);
        }
        let of_tags = self.world.config.by_tag.iter();
        let of_tags = of_tags.filter(|(tag, _)| contact.tags.contains(tag));
        let of_tags = of_tags.filter_map(|(_, interval)| entry(interval));
        if let Some(first) = of_tags.min_by_key(|span| from.plus(*span)) {
            return (Some(first), true);
        }
        let usual = Interval::Each(vec![Span::Days(60)]);
        (entry(self.world.config.check_in.as_ref().unwrap_or(&usual)), false)
    }

    // What is owed.

    pub(super) fn items(&self) -> Vec<Item> {
        let mut items = Vec::new();
        for meeting in &self.world.meetings {
            self.of_meeting(meeting, &mut items);
            self.tasks_of_meeting(meeting, &mut items);
        }
        for contact in &self.world.contacts {
            self.tasks_of_contact(contact, &mut items);
            self.reports(contact, &mut items);
            self.requests(contact, &mut items);
        }
        let horizon = self.horizon();
        items.retain(|item| match item.kind {
            "nudge" | "schedule" | "report-back" | "prepare" | "waiting" => {
                item.due.is_none_or(|due| due <= horizon)
            }
            _ => true,
        });
        let mut check_ins = Vec::new();
        for contact in &self.world.contacts {
            let who = Who::Known(contact.figure);
            let is_reported_to =
                items.iter().any(|item| item.kind == "report-back" && item.who == [who.clone()]);
            if !is_reported_to {
                check_ins.extend(self.check_in(contact).filter(|item| item.due <= Some(horizon)));
            }
        }
        items.extend(check_ins);
        items
    }

    fn horizon(&self) -> Day {
        self.world.today.plus(self.world.config.horizon.unwrap_or(Span::Days(7)))
    }

    fn of_meeting(&self, meeting: &Meeting, items: &mut Vec<Item>) {
        let Some(date) = meeting.date else { return };
        let state = self.state(meeting);
        let direction = self.direction(meeting);
        let config = &self.world.config;
        let present = self.present(meeting);
        let item = |kind, due, who| Item {
            kind,
            due: Some(due),
            who,
            source: (meeting.path(), None),
            text: None,
            meeting: Some((meeting.path(), Some(date))),
            missing: Vec::new(),
        };
        if state == State::Planned && direction != Direction::Neither {
            let missing = self.missing(meeting);
            if !missing.is_empty() {
                items.push(Item { missing, ..item("prepare", date, present.clone()) });
            }
        }
        if self.is_before_since(date) {
            return;
        }
        let is_held = state == State::Held;
        let is_held_or_today = is_held || self.is_planned_for_today(meeting);
        let is_asking = direction == Direction::Asking;
        let mut thanked: Vec<Option<Who>> = present.iter().cloned().map(Some).collect();
        if thanked.is_empty() {
            thanked.push(None);
        }
        for who in thanked {
            let sent = self.sent(meeting, &meeting.email, who.as_ref());
            let people: Vec<Who> = who.iter().cloned().collect();
            if is_held_or_today && is_asking && sent == Sent::Pending {
                let due = date.plus(config.email.unwrap_or(Span::Days(0)));
                items.push(item("thank-you-email", due, people.clone()));
            }
            let note = config.note.unwrap_or(Switch::On(Span::Days(3)));
            let is_open = self.sent(meeting, &meeting.note, who.as_ref()) == Sent::Pending;
            let from = match sent {
                Sent::Pending => None,
                Sent::On(day) => Some(day),
                Sent::Skipped => Some(date),
            };
            if let (true, true, true, Switch::On(span), Some(from)) =
                (is_held, is_asking, is_open, note, from)
            {
                items.push(item("thank-you-note", from.plus(span), people));
            }
        }
        let is_written_up = Self::is_written_up(meeting);
        if is_held_or_today && direction != Direction::Neither && !is_written_up {
            items.push(item("write-up", date, present.clone()));
        }
        let is_choice = |task: &Task| {
            let is_kind =
                matches!(self.kind(task, Some(meeting)), TaskKind::Action | TaskKind::Promise);
            is_kind && !matches!(task.sign, '-' | '>')
        };
        if is_held && is_asking && is_written_up && !meeting.tasks.iter().any(is_choice) {
            items.push(item("pick-action", self.action_day(date), present));
        }
    }

    fn action_day(&self, date: Day) -> Day {
        date.plus(self.world.config.action_item.unwrap_or(Span::Days(3)))
    }

    fn missing(&self, meeting: &Meeting) -> Vec<&'static str> {
        let mut missing = Vec::new();
        if !meeting.has_purpose {
            missing.push("purpose");
        }
        if !meeting.has_time {
            missing.push("time");
        }
        if !meeting.has_place {
            missing.push("place");
        }
        if matches!(meeting.research, Research::Nothing | Research::OpenTask) {
            missing.push("research");
        }
        let in_questions = meeting.tasks.iter().filter(|task| task.section == Section::Questions);
        let questions = meeting.questions.iter().filter(|question| **question != Question::Empty);
        let n_questions = questions.count() + in_questions.count();
        if n_questions < 3 && self.direction(meeting) != Direction::Giving {
            missing.push("questions");
        }
        missing
    }

    // Tasks.

    fn kind(&self, task: &Task, meeting: Option<&Meeting>) -> TaskKind {
        match task.tag {
            Some(Tag::Promise) => return TaskKind::Promise,
            Some(Tag::Waiting) => return TaskKind::Waiting,
            Some(Tag::Prep) => return TaskKind::Preparation,
            Some(Tag::Action) => return TaskKind::Action,
            None => {}
        }
        if meeting.is_some_and(|meeting| people::whose(self.world, meeting, task).is_some()) {
            return TaskKind::Waiting;
        }
        match task.section {
            Section::Questions => TaskKind::Preparation,
            Section::Promises => TaskKind::Promise,
            Section::Waiting if meeting.is_some() && people::is_mine(self.world, task) => {
                TaskKind::Action
            }
            Section::Waiting => TaskKind::Waiting,
            Section::Outside | Section::Takeaways | Section::Log | Section::Actions => {
                TaskKind::Action
            }
        }
    }

    fn is_open(task: &Task) -> bool {
        !matches!(task.sign, 'x' | 'X' | '-' | '>')
    }

    fn task_item(&self, kind: TaskKind, task: &Task, due: Option<Day>, who: Vec<Who>) -> Item {
        let kind = match kind {
            TaskKind::Promise => "promise",
            TaskKind::Waiting => "waiting",
            TaskKind::Action | TaskKind::Preparation => "action-item",
        };
        let text = Some(task.text());
        let source = (String::new(), None);
        Item { kind, due, who, source, text, meeting: None, missing: Vec::new() }
    }

    fn tasks_of_meeting(&self, meeting: &Meeting, items: &mut Vec<Item>) {
        let is_spared = meeting.date.is_some_and(|date| self.is_before_since(date));
        let owes_undated = self.state(meeting) == State::Held && !is_spared;
        for (index, task) in meeting.tasks.iter().enumerate() {
            let kind = self.kind(task, Some(meeting));
            let own = task.due.map(|(day, _)| day).or(task.scheduled);
            if !Self::is_open(task) || kind == TaskKind::Preparation {
                continue;
            }
            if own.is_none() && !owes_undated {
                continue;
            }
            let due = own.or_else(|| {
                let date = meeting.date.unwrap();
                let is_done = |other: &Task| {
                    matches!(other.sign, 'x' | 'X')
                        && self.kind(other, Some(meeting)) == TaskKind::Action
                };
                match kind {
                    TaskKind::Waiting => Some(date.plus(self.nudge())),
                    TaskKind::Action if meeting.tasks.iter().any(is_done) => None,
                    _ => Some(self.action_day(date)),
                }
            });
            let linked = people::linked(self.world, task);
            let who = match people::whose(self.world, meeting, task) {
                Some(who) if kind == TaskKind::Waiting => vec![who],
                _ if !linked.is_empty() => linked,
                _ => self.present(meeting),
            };
            items.push(Item {
                source: (meeting.path(), Some(index)),
                meeting: Some((meeting.path(), meeting.date)),
                ..self.task_item(kind, task, due, who)
            });
        }
    }

    fn tasks_of_contact(&self, contact: &Contact, items: &mut Vec<Item>) {
        for (index, task) in contact.tasks.iter().enumerate() {
            let kind = self.kind(task, None);
            if !Self::is_open(task) || kind == TaskKind::Preparation {
                continue;
            }
            let due = task.due.map(|(day, _)| day).or(task.scheduled);
            let linked = people::linked(self.world, task);
            let who = if linked.is_empty() { vec![Who::Known(contact.figure)] } else { linked };
            items.push(Item {
                source: (contact.path(), Some(index)),
                ..self.task_item(kind, task, due, who)
            });
        }
    }

    // People.

    fn nudge(&self) -> Span {
        self.world.config.nudge.unwrap_or(Span::Days(7))
    }

    fn of_contact(contact: &Contact, kind: &'static str, due: Day) -> Item {
        Item {
            kind,
            due: Some(due),
            who: vec![Who::Known(contact.figure)],
            source: (contact.path(), None),
            text: None,
            meeting: None,
            missing: Vec::new(),
        }
    }

    fn check_in(&self, contact: &Contact) -> Option<Item> {
        let who = Who::Known(contact.figure);
        let last = *self.touches(contact).last()?;
        if people::is_owner(self.world, &who) || self.has_planned_meeting(&who) {
            return None;
        }
        let (interval, is_own) = self.interval(contact, last);
        let interval = interval?;
        if self.is_before_since(last) && !is_own {
            return None;
        }
        let held = self.held_with(&who);
        let is_giving_only = !held.is_empty()
            && held.iter().all(|(meeting, _)| self.direction(meeting) == Direction::Giving);
        if is_giving_only {
            let last_held = held.iter().map(|(_, day)| *day).max().unwrap();
            if self.own_touches(contact).iter().any(|day| *day > last_held) {
                return None;
            }
        }
        let mut due = last.plus(interval);
        if let Some(snooze) = contact.snooze {
            due = due.max(snooze);
        }
        Some(Self::of_contact(contact, "check-in", due))
    }

    fn requests(&self, contact: &Contact, items: &mut Vec<Item>) {
        let who = Who::Known(contact.figure);
        if people::is_owner(self.world, &who) || self.has_planned_meeting(&who) {
            return;
        }
        let last_touch = self.touches(contact).last().copied();
        let mut open: BTreeSet<Day> = contact.reached_out.iter().copied().collect();
        open.retain(|day| last_touch.is_none_or(|last| *day >= last));
        open.retain(|day| !self.is_before_since(*day));
        let Some(last) = open.last().copied() else { return };
        let due = match contact.reply {
            Some(Reply::No) => return,
            Some(Reply::Yes) => {
                items.push(Self::of_contact(contact, "schedule", last.plus(self.nudge())));
                return;
            }
            None => last.plus(self.nudge()),
            Some(Reply::Later) => match (contact.snooze, self.interval(contact, last).0) {
                (Some(snooze), _) => snooze,
                (None, Some(interval)) => last.plus(interval),
                (None, None) => return,
            },
        };
        if open.len() <= 2 {
            items.push(Self::of_contact(contact, "nudge", due));
        }
    }

    fn reports(&self, contact: &Contact, items: &mut Vec<Item>) {
        let report_back = self.world.config.report_back;
        let Switch::On(span) = report_back.unwrap_or(Switch::On(Span::Days(7))) else { return };
        let who = Who::Known(contact.figure);
        let Some((meeting, date)) = self.first_meeting(&who) else { return };
        if self.is_before_since(date) {
            return;
        }
        let mut told = BTreeSet::new();
        for by in &contact.referred_by {
            let introducer = people::resolve(self.world, by);
            let Who::Known(figure) = introducer else { continue };
            if people::is_owner(self.world, &introducer) || !told.insert(figure) {
                continue;
            }
            let introducer = people::contact(self.world, figure);
            if self.touches(introducer).iter().any(|day| *day >= date) {
                continue;
            }
            let mut due = date.plus(span);
            if let Some(snooze) = introducer.snooze {
                due = due.max(snooze);
            }
            items.push(Item {
                who: vec![Who::Known(figure)],
                meeting: Some((meeting.path(), Some(date))),
                ..Self::of_contact(contact, "report-back", due)
            });
        }
    }

    // Beside the items.

    pub(super) fn coming_up(&self) -> Vec<Coming> {
        let mut coming = Vec::new();
        for meeting in &self.world.meetings {
            let Some(date) = meeting.date else { continue };
            let state = self.state(meeting);
            let is_today = date == self.world.today && state != State::Off;
            if date > self.horizon() || !(is_today || state == State::Planned) {
                continue;
            }
            let owes = state == State::Planned && self.direction(meeting) != Direction::Neither;
            coming.push(Coming {
                date,
                path: meeting.path(),
                who: self.present(meeting),
                has_time: meeting.has_time,
                has_place: meeting.has_place,
                missing: if owes { self.missing(meeting) } else { Vec::new() },
            });
        }
        coming
    }

    /// Returns the people of this month's first meetings.
    pub(super) fn met(&self) -> BTreeSet<Who> {
        let today = self.world.today;
        let mut met = BTreeSet::new();
        for contact in &self.world.contacts {
            let who = Who::Known(contact.figure);
            if let Some((_, day)) = self.first_meeting(&who)
                && (day.year, day.month) == (today.year, today.month)
            {
                met.insert(who);
            }
        }
        met
    }

    /// Returns what is told of the meetings' plans: code and path.
    pub(super) fn problems(&self) -> BTreeSet<(String, String)> {
        let mut problems = BTreeSet::new();
        let today = self.world.today;
        for meeting in &self.world.meetings {
            let mut problem = |code: &str| {
                problems.insert((code.to_owned(), meeting.path()));
            };
            match meeting.date {
                None => problem("meeting-without-date"),
                Some(date) => {
                    let is_over =
                        date < today || (date == today && self.shows_that_it_happened(meeting));
                    if meeting.status == Some(Status::Planned) && is_over {
                        problem("stale-plan");
                    }
                    if meeting.status == Some(Status::Held) && date > today {
                        problem("future-held");
                    }
                }
            }
            if self.present(meeting).is_empty() {
                problem("meeting-without-people");
            }
        }
        problems
    }
}
