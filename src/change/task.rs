//! A task: its box is ticked or crossed out, its due date moved.

use std::ops::Range;

use crate::date::Date;
use crate::note::Content;
use crate::note::DateField;
use crate::note::FieldName;
use crate::note::Fields;
use crate::note::Form;
use crate::note::State;
use crate::note::Task;
use crate::note::Tasks;
use crate::note::without_block_id;
use crate::settings::Section;
use crate::sorting::sort_by_key;
use crate::text::Edit;
use crate::text::collapse;
use crate::text::line_break;
use crate::text::line_start;
use crate::text::splice;

use super::LENGTH_OF_DATE;
use super::Plan;
use super::Reading;
use super::Refusal;
use super::TaskAt;
use super::recurrence::Rule;

/// Ticks a task, on the day `on`; a recurring one is written once more above, for the next time.
pub(super) fn complete(reading: &Reading, at: &TaskAt, on: Date) -> Result<Plan, Refusal> {
    let found = Found::of(reading, at)?;
    let next: Tasks;
    let mut edits = Vec::new();
    let mut tasks = reading.tasks();
    tasks[found.index].state = State::Done;
    if let Some(rule) = found.fields.rule {
        let rule = Rule::read(rule).ok_or_else(|| {
            let reason = format!("the rule `{}` cannot be read", rule.replace('`', "'"));
            found.refusal(&reason, "tick it by hand, and write when it comes next")
        })?;
        let edit;
        (edit, next) = found.next(rule, on)?;
        edits.push(edit);
        tasks.splice(found.index..found.index, &next);
    }
    edits.push(Edit::replace(found.sign(), "x"));
    edits.push(match found.fields.field(FieldName::Done) {
        Some(field) => Edit::replace(found.date(field), on.to_string()),
        None => match found.form() {
            Form::Brackets => Edit::insert(found.end(), format!(" [completion:: {on}]")),
            Form::Parentheses => Edit::insert(found.end(), format!(" (completion:: {on})")),
            Form::Emoji | Form::Word | Form::Mention => {
                Edit::insert(found.end(), format!(" ✅ {on}"))
            }
        },
    });
    Ok(found.plan(edits, tasks))
}

/// Crosses a task out.
pub(super) fn cancel(reading: &Reading, at: &TaskAt) -> Result<Plan, Refusal> {
    let found = Found::of(reading, at)?;
    let mut tasks = reading.tasks();
    tasks[found.index].state = State::Cancelled;
    Ok(found.plan(vec![Edit::replace(found.sign(), "-")], tasks))
}

/// Makes a task due on the day `to`, in its own way of writing dates.
pub(super) fn postpone(reading: &Reading, at: &TaskAt, to: Date) -> Result<Plan, Refusal> {
    let found = Found::of(reading, at)?;
    let mut tasks = reading.tasks();
    let edit = match found.due() {
        Some(range) => Edit::replace(range, to.to_string()),
        None => {
            let field = match found.form() {
                Form::Emoji => format!(" 📅 {to}"),
                Form::Brackets => format!(" [due:: {to}]"),
                Form::Parentheses => format!(" (due:: {to})"),
                Form::Word | Form::Mention => format!(" due:{to}"),
            };
            Edit::insert(found.end(), field)
        }
    };
    let is_due_then = tasks[found.index].due == Some(to);
    tasks[found.index].due = Some(to);
    Ok(found.plan(if is_due_then { Vec::new() } else { vec![edit] }, tasks))
}

/// A task that was found again.
struct Found<'r> {
    reading: &'r Reading<'r>,
    index: usize,
    task: Task<'r>,
    /// Where its words begin, behind the box.
    start: usize,
    /// Its words, without a block id and blanks at the end.
    words: &'r str,
    fields: Fields<'r>,
}

impl<'r> Found<'r> {
    /// Finds an open task: the one on its line, or where that is another one now, the only open
    /// one with its text.
    fn of(reading: &'r Reading<'r>, at: &TaskAt) -> Result<Self, Refusal> {
        let tasks = reading.tasks();
        let has_text = |task: &Task| task.text == at.text;
        let is_at = |task: &Task| task.line == at.line && has_text(task);
        let is_open = |task: &Task| task.state == State::Open && has_text(task);
        let refuse = |reason: &str| {
            let reason = format!("{reason}: `{}`", at.text.replace('`', "'"));
            Err(Refusal::on_line(at.line, reason, "see what became of it"))
        };
        let index = match tasks.iter().position(is_at) {
            Some(index) if tasks[index].state == State::Open => index,
            Some(_) => return refuse("the task is not open any more"),
            None => match tasks.iter().filter(|task| is_open(task)).count() {
                0 => return refuse("the task is not there any more"),
                1 => tasks.iter().position(is_open).unwrap_or_default(),
                _ => return refuse("the task has moved, and there are several like it"),
            },
        };
        let range = reading.outline.tasks[index].clone();
        let source = &reading.text[range.clone()];
        let box_end = source.find(']').map_or(0, |end| end + 1);
        let words = without_block_id(source[box_end..].trim_end()).trim_end();
        let (start, fields) = (range.start + box_end, Fields::of(words));
        Ok(Found { reading, index, task: tasks[index], start, words, fields })
    }

    fn refusal(&self, reason: &str, help: &str) -> Refusal {
        Refusal::on_line(self.task.line, reason, help)
    }

    /// Returns where the sign in the box stands.
    fn sign(&self) -> Range<usize> {
        self.reading.outline.tasks[self.index].start + 1..self.start - 1
    }

    /// Returns where the words end, and a field can be added.
    fn end(&self) -> usize {
        self.start + self.words.len()
    }

    /// Returns where the date of a field stands.
    fn date(&self, field: &DateField) -> Range<usize> {
        let written = &self.words[field.range.clone()];
        let start = written.find(&field.date.to_string()).unwrap_or_default();
        self.date_at(field.range.start + start)
    }

    /// Returns where a date stands that begins so far into the words: in a link, up to its end,
    /// for the link may call it `Friday`.
    fn date_at(&self, start: usize) -> Range<usize> {
        let rest = &self.words[start + LENGTH_OF_DATE..];
        let name = if rest.starts_with('|') { rest.find("]]") } else { None };
        let start = self.start + start;
        start..start + LENGTH_OF_DATE + name.unwrap_or_default()
    }

    /// Returns where the date stands on which the task is due.
    fn due(&self) -> Option<Range<usize>> {
        if let Some(field) = self.fields.field(FieldName::Due) {
            return Some(self.date(field));
        }
        Some(self.date_at(self.words.rfind(&self.task.due?.to_string())?))
    }

    /// Returns how the task writes its fields.
    fn form(&self) -> Form {
        let forms = || self.fields.dates.iter().map(|field| field.form);
        forms().min().or_else(|| inline_form(self.words)).unwrap_or(Form::Emoji)
    }

    /// Returns the edit that writes the task's next occurrence above it, and how it is read.
    fn next(&self, rule: Rule, done: Date) -> Result<(Edit, Tasks), Refusal> {
        let start = self.reading.outline.tasks[self.index].start;
        let line = line_start(self.reading.text, start).max(self.reading.outline.body);
        let field = |name| self.fields.field(name).map(|field| field.date);
        let start_date = field(FieldName::Start);
        let reference = self.task.due.or(self.task.scheduled).or(start_date);
        let days = reference.map(|reference| rule.next(reference, done) - reference);
        let moved = |date: Date| {
            let moved = days.and_then(|days| date.checked_add_signed(days));
            let moved = moved.filter(|moved| crate::date::read(&moved.to_string()).is_some());
            let help = "tick it by hand, and write when it comes next";
            moved.ok_or_else(|| self.refusal("its next date cannot be written", help))
        };
        let mut edits = vec![Edit::replace(self.sign(), " ")];
        for field in &self.fields.dates {
            match field.name {
                FieldName::Due | FieldName::Scheduled | FieldName::Start => {
                    let date = moved(field.date)?.to_string();
                    edits.push(Edit::replace(self.date(field), date));
                }
                FieldName::Created | FieldName::Done | FieldName::Cancelled => {
                    let before = self.words[..field.range.start].trim_end().len();
                    let range = self.start + before..self.start + field.range.end;
                    edits.push(Edit::replace(range, ""));
                }
            }
        }
        let due = self.task.due.map(moved).transpose()?;
        if let (None, Some(due), Some(range)) = (field(FieldName::Due), due, self.due()) {
            edits.push(Edit::replace(range, due.to_string()));
        }
        for ids in ids(self.words) {
            edits.push(Edit::replace(self.start + ids.start..self.start + ids.end, ""));
        }
        sort_by_key(&mut edits, |edit| edit.range.start);
        for edit in &mut edits {
            edit.range = edit.range.start - line..edit.range.end - line;
        }
        let copy = splice(&self.reading.text[line..self.end()], &edits);
        let line_break = line_break(self.reading.text, start);
        let scheduled = self.task.scheduled.map(moved).transpose()?;
        let no_ids: Vec<Edit> =
            ids(self.task.text).into_iter().map(|ids| Edit::replace(ids, "")).collect();
        let text = collapse(&splice(self.task.text, &no_ids));
        let task = Task { text: &text, due, scheduled, ..self.task };
        Ok((Edit::insert(line, format!("{copy}{line_break}")), [task].into_iter().collect()))
    }

    /// Returns the plan that makes `edits`, after which the note has these `tasks`.
    fn plan(&self, edits: Vec<Edit>, tasks: Vec<Task>) -> Plan {
        let mut content = self.reading.note.content.clone();
        let tasks: Tasks = tasks.into_iter().collect();
        match &mut content {
            Content::Contact(contact) => contact.tasks = tasks,
            Content::Meeting(meeting) => {
                let n_done =
                    |tasks: &Tasks| tasks.iter().filter(|task| task.state == State::Done).count();
                let section = self.task.section;
                let is_ticked = n_done(&tasks) > n_done(&meeting.tasks);
                meeting.has_research |= section == Some(Section::Research) && is_ticked;
                if section == Some(Section::Questions) {
                    meeting.n_questions += crate::text::count(tasks.len() - meeting.tasks.len());
                }
                meeting.tasks = tasks;
            }
            Content::Other => {}
        }
        Plan { edits, content, key: None }
    }
}

/// Returns where a task says its own id, `🆔 a1`, and those of the tasks it waits for, `⛔ b2,c3`,
/// with the blanks before: no two tasks can have one id.
fn ids(words: &str) -> Vec<Range<usize>> {
    let is_id = |c: char| c.is_ascii_alphanumeric() || matches!(c, '-' | '_' | ',');
    let mut ranges = Vec::new();
    for (sign_start, sign) in words.match_indices(['🆔', '⛔']) {
        let after = &words[sign_start + sign.len()..];
        let value = after.trim_start_matches(['\u{fe0f}', ' ']);
        let rest = value.trim_start_matches(is_id);
        if rest.len() < value.len() {
            let start = words[..sign_start].trim_end().len();
            ranges.push(start..words.len() - rest.len());
        }
    }
    ranges
}

/// Returns the form of fields such as `[priority:: high]` or `(effort:: 2)`, if there are any.
fn inline_form(words: &str) -> Option<Form> {
    words.match_indices("::").find_map(|(colons, _)| {
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | ' ');
        match words[..colons].trim_end_matches(is_name).chars().next_back()? {
            '[' => Some(Form::Brackets),
            '(' => Some(Form::Parentheses),
            _ => None,
        }
    })
}
