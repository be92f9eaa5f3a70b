//! What is owed, in the dashboard's groups and words.

use minijinja::Value;

use crate::agenda::Agenda;
use crate::agenda::Coming;
use crate::agenda::Group;
use crate::agenda::Item;
use crate::agenda::State;
use crate::date::Date;
use crate::date::Today;
use crate::diagnostic::Diagnostic;
use crate::note::plain;
use crate::parallel;
use crate::render;
use crate::render::letter::letter;
use crate::render::phrase::names;
use crate::render::phrase::phrase;
use crate::render::terminal::is_preparation_of;

use super::Templates;
use super::context::context;
use super::words;
use super::words::Links;
use super::words::Word;

/// Returns the groups as HTML.
pub(super) fn groups(agenda: &Agenda, links: &Links, templates: &Templates) -> Value {
    let mut groups = Vec::new();
    for group in Group::ALL {
        let lines: Vec<Value> = match group {
            Group::ComingUp => {
                let coming = agenda.coming_up.iter();
                coming.map(|coming| coming_line(agenda, coming, links, templates)).collect()
            }
            _ => {
                let items = agenda.of_group(*group);
                parallel::map(items, |item| item_line(item, agenda.today, links, templates))
            }
        };
        groups.push((group.title(), lines, render::nothing(*group)));
    }
    groups.push((render::TO_FIX, to_fix(agenda, links, templates), None));
    groups.retain(|(_, lines, nothing)| !lines.is_empty() || nothing.is_some());
    let groups: Value = groups
        .into_iter()
        .map(|(title, lines, nothing)| context! { title, lines, nothing })
        .collect();
    templates.fill("agenda.html", context! { groups })
}

fn item_line(item: &Item, today: Today, links: &Links, templates: &Templates) -> Value {
    let mark = match item.state(today) {
        state @ (State::Overdue | State::Today) => state.word(),
        State::Upcoming | State::Undated => "",
    };
    let mut words: Vec<Word> = words::pieces(&phrase(item)).collect();
    words.push(Word::ours(" · "));
    words.push(match item.meeting {
        Some(encounter) => {
            let meeting = encounter.meeting();
            links.note(encounter.path(), meeting.label.word(), meeting.date)
        }
        None => links.note(item.path(), "note", None),
    });
    words.extend(letter(item).and_then(|letter| links.letter(&letter)));
    let words = words::line(&words, templates);
    line(item.due, mark, words, item.id.as_str(), Vec::new())
}

fn coming_line(agenda: &Agenda, coming: &Coming, links: &Links, templates: &Templates) -> Value {
    let encounter = coming.meeting;
    let (path, meeting, present) = (encounter.path(), encounter.meeting(), &encounter.present);
    let mark = if coming.date == agenda.today.0 { State::Today.word() } else { "" };
    let mut words = Vec::new();
    if let Some(time) = meeting.time {
        words.push(Word::ours(&format!("{time} · ")));
    }
    if !present.is_empty() {
        words.extend(words::pieces(&names(present)));
        words.push(Word::ours(" · "));
    }
    if let Some(place) = meeting.place() {
        words.extend(words::with_addresses(&plain(place)));
        words.push(Word::ours(" · "));
    }
    words.push(links.note(path, meeting.label.word(), None));
    if !coming.missing.is_empty() {
        words.push(Word::ours(&format!(" · still missing: {}", coming.missing)));
    }
    let to_do = coming.to_do.iter().map(|task| {
        let mut words = vec![Word::ours("to do: ")];
        words.extend(words::with_addresses(&plain(task)));
        words::line(&words, templates)
    });
    let prepare = agenda.items.iter().find(|item| is_preparation_of(item, coming));
    let id = prepare.map_or("", |item| item.id.as_str());
    line(Some(coming.date), mark, words::line(&words, templates), id, to_do.collect())
}

fn to_fix(agenda: &Agenda, links: &Links, templates: &Templates) -> Vec<Value> {
    let (problems, others) = render::to_fix(agenda);
    let problems = problems.into_iter().map(|problem| problem_words(problem, links));
    let others = others.map(|others| words::message(&others));
    let lines = problems.chain(others).map(|words| {
        context! { words => words::line(&words, templates), has_day => false, below => () }
    });
    lines.collect()
}

fn problem_words(problem: &Diagnostic, links: &Links) -> Vec<Word> {
    let label = match problem.place {
        Some(place) => format!("{}, line {}", problem.path, place.line),
        None => problem.path.clone(),
    };
    let mut words = vec![links.note(&problem.path, &label, None), Word::ours(" · ")];
    words.extend(words::message(&problem.message));
    if let Some(help) = &problem.help {
        words.push(Word::ours(" · "));
        words.extend(words::message(help));
    }
    words
}

fn line(day: Option<Date>, mark: &str, words: Value, id: &str, below: Vec<Value>) -> Value {
    let day = day.map(|day| day.to_string());
    context! { has_day => true, day, mark, words, id, below }
}
