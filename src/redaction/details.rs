//! What others may see of what a note says: that something was learned, and when there was contact.

use crate::date;
use crate::note::Details;
use crate::note::Kind;
use crate::note::Line;
use crate::note::Passage;
use crate::settings::Section;
use crate::text::letters;

use super::Veil;

impl Veil {
    /// Returns what is left of what the note says that is shown at `path`; `read` reads it.
    pub(super) fn details(&self, path: &str, read: &dyn Fn(&str) -> Details) -> Details {
        let Some((original, kind)) = self.original(path) else { return Details::default() };
        let details = read(original);
        let is_wanted = |passage: &&Passage| match (kind, passage.section) {
            (Kind::Contact, section) => section == Some(Section::Log),
            (Kind::Meeting, section) => matches!(section, Some(Section::WriteUp) | None),
        };
        let passages = details.passages.iter().filter(is_wanted);
        let passages = passages.filter_map(|passage| match kind {
            Kind::Contact => Some(log(passage)),
            Kind::Meeting => self.passage(passage),
        });
        Details { passages: passages.collect(), ..Details::default() }
    }

    /// Returns a passage that only says how much was written down, unless it was nothing.
    pub(super) fn passage(&self, passage: &Passage) -> Option<Passage> {
        if passage.is_outreach() {
            return None;
        }
        let headings = &self.settings.headings;
        let names_people = |line: &Line| {
            let label = line.text.split_once(':').map(|(label, _)| label);
            label.is_some_and(|label| headings.is_people_label(label))
        };
        let said = passage.lines.iter().filter(|line| line.task.is_none() && !names_people(line));
        let text = match said.count() {
            0 => return None,
            1 => "1 line".to_owned(),
            n => format!("{n} lines"),
        };
        let mut nearest = passage.headings.iter().rev();
        let nearest = nearest.find(|heading| headings.section(heading).is_some());
        let heading = match nearest.map(|heading| letters(heading)).as_deref() {
            Some("summary") => Some("Summary"),
            Some("notes") => Some("Notes"),
            _ => None,
        };
        Some(Passage {
            section: passage.section,
            headings: heading.into_iter().map(str::to_owned).collect(),
            lines: vec![Line { text: text.clone(), is_item: false, task: None, line: 1 }],
            text,
        })
    }
}

/// Returns the dates of a log.
fn log(passage: &Passage) -> Passage {
    let entries = passage.lines.iter().filter(|line| line.is_item && line.task.is_none());
    let dated = entries.filter_map(|line| Some((date::scan(&line.text)?.0.date, line)));
    let lines = dated.map(|(date, line)| Line { text: date.to_string(), ..line.clone() });
    Passage {
        section: passage.section,
        headings: Vec::new(),
        text: String::new(),
        lines: lines.collect(),
    }
}
