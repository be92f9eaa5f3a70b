//! Writes the notes of a vault that was described.

use std::fmt;

use super::world::Config;
use super::world::Contact;
use super::world::Direction;
use super::world::DueForm;
use super::world::Interval;
use super::world::Meeting;
use super::world::NamedIn;
use super::world::OWNER;
use super::world::Question;
use super::world::Ref;
use super::world::Reply;
use super::world::Research;
use super::world::SECTIONS;
use super::world::Section;
use super::world::Status;
use super::world::Switch;
use super::world::Task;
use super::world::Thanked;
use super::world::Thanks;
use super::world::ToldBy;
use super::world::World;

/// A note, and the lines of its tasks.
pub(super) struct Written {
    pub(super) path: String,
    pub(super) text: String,
    pub(super) task_lines: Vec<usize>,
}

impl fmt::Debug for World {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{}\n=== keepwarm.yaml\n{}", self.today, config(&self.config))?;
        let mut notes = notes(self).into_iter();
        notes.try_for_each(|Written { path, text, .. }| write!(formatter, "=== {path}\n{text}"))
    }
}

/// Writes every note.
pub(super) fn notes(world: &World) -> Vec<Written> {
    let contacts = world.contacts.iter().map(contact);
    contacts.chain(world.meetings.iter().map(meeting)).collect()
}

/// Writes `keepwarm.yaml`.
pub(super) fn config(config: &Config) -> String {
    let mut lines = Vec::new();
    let mut line = |key: &str, value: Option<String>| {
        lines.extend(value.map(|value| format!("{key}: {value}\n")));
    };
    line("since", config.since.map(|day| day.to_string()));
    line("horizon", config.horizon.map(|span| span.to_string()));
    let thanks = [
        config.email.map(|span| format!("email: {span}")),
        config.note.map(|note| format!("note: {}", switch(note))),
    ];
    let thanks: Vec<String> = thanks.into_iter().flatten().collect();
    line("thank_you", (!thanks.is_empty()).then(|| format!("{{{}}}", thanks.join(", "))));
    line("action_item", config.action_item.map(|span| span.to_string()));
    line("check_in", config.check_in.as_ref().map(interval));
    line("nudge", config.nudge.map(|span| span.to_string()));
    line("report_back", config.report_back.map(switch));
    line("goal", config.new_people.map(|n| format!("{{new_people: {n}}}")));
    line("me", config.has_me.then(|| format!("[{OWNER}]")));
    line("direction", config.direction.map(|direction| direction_word(direction).to_owned()));
    let tags = config.by_tag.iter().map(|(tag, every)| format!("{tag}: {}", interval(every)));
    let tags: Vec<String> = tags.collect();
    line("check_in_by_tag", (!tags.is_empty()).then(|| format!("{{{}}}", tags.join(", "))));
    lines.concat()
}

fn switch(switch: Switch) -> String {
    match switch {
        Switch::Off => "off".to_owned(),
        Switch::On(span) => span.to_string(),
    }
}

fn interval(interval: &Interval) -> String {
    match interval {
        Interval::Never => "never".to_owned(),
        Interval::Each(spans) if spans.len() == 1 => spans[0].to_string(),
        Interval::Each(spans) => list(spans.iter().map(ToString::to_string)),
    }
}

fn direction_word(direction: Direction) -> &'static str {
    match direction {
        Direction::Asking => "asking",
        Direction::Giving => "giving",
        Direction::Neither => "none",
    }
}

fn list(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(", "))
}

fn quoted(text: &str) -> String {
    format!("\"{text}\"")
}

/// The lines of a note that is being written.
#[derive(Default)]
struct Page {
    lines: Vec<String>,
    task_lines: Vec<usize>,
}

impl Page {
    fn line(&mut self, line: impl Into<String>) {
        self.lines.extend(line.into().lines().map(str::to_owned));
    }

    fn key(&mut self, key: &str, value: Option<String>) {
        if let Some(value) = value {
            self.line(format!("{key}: {value}"));
        }
    }

    fn blank(&mut self) {
        self.lines.push(String::new());
    }

    /// Writes the tasks of one section, in their order.
    fn tasks(&mut self, tasks: &[Task], section: Section) {
        for (index, task) in tasks.iter().enumerate() {
            if task.section == section {
                self.lines.push(task_line(task));
                self.task_lines[index] = self.lines.len();
            }
        }
        self.blank();
    }

    /// Writes the sections that have tasks, each below its heading.
    fn sections(&mut self, tasks: &[Task]) {
        for (section, heading) in SECTIONS {
            if tasks.iter().any(|task| task.section == *section) {
                self.line(format!("## {heading}"));
                self.blank();
                self.tasks(tasks, *section);
            }
        }
    }

    fn end(self, path: String) -> Written {
        Written { path, text: self.lines.join("\n") + "\n", task_lines: self.task_lines }
    }
}

fn task_line(task: &Task) -> String {
    let mut line = format!("- [{}] {}", task.sign, task.text());
    if task.is_repeated {
        line.push_str(" 🔁 every week");
    }
    if let Some(day) = task.scheduled {
        line.push_str(&format!(" ⏳ {day}"));
    }
    if let Some((day, form)) = task.due {
        line.push_str(&match form {
            DueForm::Emoji => format!(" 📅 {day} ^abc"),
            DueForm::Inline => format!(" [due:: {day}]"),
            DueForm::Words => format!(" due:{day}"),
            DueForm::By => format!(" by {day}."),
            DueForm::Bracketed => format!(" ({day})"),
        });
    }
    line
}

fn contact(contact: &Contact) -> Written {
    let mut page = Page { task_lines: vec![0; contact.tasks.len()], ..Page::default() };
    let figure = super::world::CAST[contact.figure];
    page.line("---\ntype: person");
    page.key("name", Some(figure.name.to_owned()));
    page.key("aliases", Some(format!("[{}]", figure.alias)));
    page.key("email", Some(figure.email.to_owned()));
    let tags = contact.tags.iter().map(|tag| (*tag).to_owned());
    page.key("tags", (!contact.tags.is_empty()).then(|| list(tags)));
    let introducers = contact.referred_by.iter().map(|by| quoted(&by.written()));
    page.key("referred_by", (!contact.referred_by.is_empty()).then(|| list(introducers)));
    let requests = contact.reached_out.iter().map(ToString::to_string);
    page.key("reached_out", (!contact.reached_out.is_empty()).then(|| list(requests)));
    let reply = contact.reply.map(|reply| match reply {
        Reply::Yes => "yes",
        Reply::No => "no",
        Reply::Later => "later",
    });
    page.key("reply", reply.map(str::to_owned));
    page.key("last_contact", contact.last_contact.map(|day| day.to_string()));
    page.key("check_in", contact.check_in.as_ref().map(interval));
    page.key("snooze_until", contact.snooze.map(|day| day.to_string()));
    page.line("---");
    page.tasks(&contact.tasks, Section::Outside);
    page.line("## History");
    page.blank();
    for day in &contact.log {
        page.line(format!("- {day}: sent a card"));
    }
    page.blank();
    page.sections(&contact.tasks);
    page.end(contact.path())
}

fn meeting(meeting: &Meeting) -> Written {
    let mut page = Page { task_lines: vec![0; meeting.tasks.len()], ..Page::default() };
    page.line("---");
    let told_by = match meeting.told_by {
        ToldBy::Coffee => "type: coffee",
        ToldBy::Tag => "tags: [meeting]",
        ToldBy::OneOnOne => "type: 1-1",
        ToldBy::Folder => "mood: good",
    };
    page.line(told_by);
    let date = meeting.date.filter(|_| !meeting.is_dated_by_name);
    page.key("date", date.map(|day| day.to_string()));
    let status = meeting.status.map(|status| match status {
        Status::Planned => "planned",
        Status::Held => "held",
        Status::Cancelled => "cancelled",
        Status::NoShow => "no-show",
    });
    page.key("status", status.map(str::to_owned));
    page.key("direction", meeting.direction.map(|direction| direction_word(direction).to_owned()));
    if meeting.named_in == NamedIn::Key && !meeting.with.is_empty() {
        page.key("with", Some(list(meeting.with.iter().map(|who| quoted(&who.written())))));
    }
    page.key("purpose", meeting.has_purpose.then(|| "to ask about looms".to_owned()));
    page.key("time", meeting.has_time.then(|| "14:30".to_owned()));
    page.key("place", meeting.has_place.then(|| "The Mill".to_owned()));
    page.key("thank_you_email", thanks(&meeting.email, &meeting.with));
    page.key("thank_you_note", thanks(&meeting.note, &meeting.with));
    page.line("---\n# Coffee");
    page.blank();
    people(&mut page, meeting);
    page.tasks(&meeting.tasks, Section::Outside);
    for piece in &meeting.pieces {
        page.line(piece.text);
        page.blank();
    }
    preparation(&mut page, meeting);
    page.sections(&meeting.tasks);
    page.end(meeting.path())
}

fn thanks(thanks: &Thanks, with: &[Ref]) -> Option<String> {
    match thanks {
        Thanks::Absent => None,
        Thanks::No => Some("no".to_owned()),
        Thanks::On(day) => Some(day.to_string()),
        Thanks::Yes => Some("yes".to_owned()),
        Thanks::Skip => Some("skip".to_owned()),
        Thanks::Each(each) => Some(list(each.iter().map(|(index, thanked)| {
            let value = match thanked {
                Thanked::On(day) => day.to_string(),
                Thanked::Skip => "skip".to_owned(),
            };
            quoted(&format!("{} {value}", with[*index].written()))
        }))),
    }
}

fn people(page: &mut Page, meeting: &Meeting) {
    if meeting.with.is_empty() {
        return;
    }
    let names: Vec<String> = meeting.with.iter().map(Ref::written).collect();
    match meeting.named_in {
        NamedIn::Key => return,
        NamedIn::Line => page.line(format!("**Attendees:** {}", names.join(", "))),
        NamedIn::Section => {
            page.line("## Guests");
            page.blank();
            names.iter().for_each(|name| page.line(format!("- {name}")));
            page.blank();
            page.line("## Later");
        }
    }
    page.blank();
}

fn preparation(page: &mut Page, meeting: &Meeting) {
    page.line("## Preparation");
    page.blank();
    page.line("### Research");
    page.blank();
    page.line(match meeting.research {
        Research::Nothing => "- ",
        Research::OpenTask => "- [ ] read her paper",
        Research::DoneTask => "- [x] read her paper",
        Research::Text => "She ran the mill.",
    });
    page.blank();
    page.line("### Questions");
    page.blank();
    for question in &meeting.questions {
        page.line(match question {
            Question::Item => "- Why looms?",
            Question::Task => "- [ ] Why tea?",
            Question::Empty => "- ",
        });
    }
    page.blank();
}
