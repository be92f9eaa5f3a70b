//! The dashboard: the agenda as Markdown that reads well on GitHub, in Obsidian, and as plain text
//! (SPEC §4).

mod block;
mod escape;
mod line;

pub use block::BlockError;
pub use block::merge;
pub use block::ticks;

use std::collections::BTreeMap;
use std::fmt::Write;

use rayon::iter::IntoParallelRefIterator;
use rayon::iter::ParallelIterator;

use crate::agenda::Agenda;
use crate::agenda::Group;
use crate::agenda::Item;
use crate::settings::Settings;

use line::Links;

/// Returns the generated block, from its first marker to its last; `ticked` are the boxes that
/// are ticked, by id.
pub fn dashboard(agenda: &Agenda, settings: &Settings, ticked: &BTreeMap<String, char>) -> String {
    let links = Links::new(settings);
    let mut text = format!(
        "{}\n# Dashboard\n\n**{}** · {} · new people this month: {}\n",
        block::BEGIN,
        agenda.today.0,
        super::summary(agenda),
        super::goal(agenda),
    );
    for group in Group::ALL {
        let lines = match group {
            Group::ComingUp => coming_up(agenda, &links),
            _ => items(agenda, *group, &links, ticked),
        };
        section(&mut text, group.title(), &lines, nothing(*group));
    }
    section(&mut text, "Notes to fix", &to_fix(agenda, &links), None);
    text.push_str(block::END);
    text.push('\n');
    text
}

fn section(text: &mut String, title: &str, lines: &str, nothing: Option<&str>) {
    let lines = match (lines, nothing) {
        ("", None) => return,
        ("", Some(nothing)) => nothing,
        (lines, _) => lines,
    };
    write!(text, "\n## {title}\n\n{lines}").expect("a string takes everything");
}

/// Returns what a section says when it is empty; most are left out then.
fn nothing(group: Group) -> Option<&'static str> {
    match group {
        Group::ThankYous => Some("Everyone is thanked.\n"),
        Group::Actions => Some("Nothing to act on.\n"),
        Group::CheckIns => Some("Nobody is waiting to hear from you.\n"),
        _ => None,
    }
}

fn items(agenda: &Agenda, group: Group, links: &Links, ticked: &BTreeMap<String, char>) -> String {
    let items: Vec<&Item> = agenda.items.iter().filter(|item| item.kind.group() == group).collect();
    let lines: Vec<String> = items
        .par_iter()
        .map(|item| {
            let sign = ticked.get(item.id.as_str()).copied().unwrap_or(' ');
            line::item(item, agenda.today, links, sign)
        })
        .collect();
    lines.concat()
}

fn coming_up(agenda: &Agenda, links: &Links) -> String {
    agenda.coming_up.iter().map(|coming| line::coming(coming, agenda.today, links)).collect()
}

fn to_fix(agenda: &Agenda, links: &Links) -> String {
    let own = || agenda.diagnostics.iter().filter(|diagnostic| !diagnostic.foreign);
    let mut lines: String = own()
        .filter(|problem| problem.is_to_fix())
        .map(|problem| line::problem(problem, links))
        .collect();
    let n_others = own().filter(|problem| !problem.is_to_fix()).count();
    let others = match n_others {
        0 => return lines,
        1 => "1 warning".to_owned(),
        n => format!("{n} warnings"),
    };
    let more = if lines.is_empty() { "" } else { " more" };
    writeln!(lines, "- {others}{more}: `keepwarm check` shows them")
        .expect("a string takes everything");
    lines
}
