//! What `init` found and made, in words.

use std::collections::BTreeMap;

use anstyle::Style;

use unicode_width::UnicodeWidthStr;

use crate::note::By;
use crate::starting::Counts;
use crate::starting::Proposal;
use crate::starting::Step;
use crate::starting::Way;
use crate::text::visible;

const TITLE: Style = Style::new().bold();

/// Whether something was done, or only would be.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Tense {
    /// It was done.
    Done,
    /// It would be done.
    Would,
}

/// Returns how many notes are recognised, and by what; nothing of a folder without notes.
pub fn counts(counts: &Counts) -> String {
    let [contacts, meetings] = [&counts.contacts, &counts.meetings];
    let n_notes = contacts.values().chain(meetings.values()).sum::<usize>() + counts.n_other;
    if n_notes == 0 {
        return String::new();
    }
    let line = |by: &BTreeMap<By, usize>, word: &str| {
        let each = match by.len() {
            0 => String::new(),
            1 => by.keys().map(|by| format!(", by {}", by_words(*by))).collect(),
            _ => {
                let each = by.iter().map(|(by, n)| format!("{n} by {}", by_words(*by)));
                format!(": {}", each.collect::<Vec<_>>().join(", "))
            }
        };
        format!("  {}{each}\n", number(by.values().sum(), word))
    };
    let (contacts, meetings) = (line(contacts, "contact"), line(meetings, "meeting"));
    let others = match counts.n_other {
        0 => String::new(),
        n => format!("  {}, left alone\n", number(n, "other")),
    };
    let title = number(n_notes, "note");
    format!("{TITLE}{title} here{TITLE:#}\n{contacts}{meetings}{others}\n")
}

fn by_words(by: By) -> &'static str {
    match by {
        By::Type => "a key like `type`",
        By::Tags => "`tags`",
        By::Folder => "the folder",
    }
}

/// Returns `1 note` or `2 notes`.
fn number(n: usize, word: &str) -> String {
    if n == 1 { format!("1 {word}") } else { format!("{n} {word}s") }
}

/// Returns what is proposed for the configuration, and what would be recognised with it.
pub fn proposal(proposal: &Proposal, with: Option<&Counts>) -> String {
    if proposal.lines.is_empty() {
        return String::new();
    }
    let title = match with {
        Some(_) => "Proposed settings, in keepwarm.yaml",
        None => "Proposed settings, for you to add to keepwarm.yaml",
    };
    let mut text = format!("{TITLE}{title}{TITLE:#}\n");
    for line in &proposal.lines {
        text.push_str(&format!("  {}: {}\n", line.key, visible(&line.value)));
        for reason in &line.reasons {
            text.push_str(&format!("      {}\n", visible(reason)));
        }
    }
    if let Some(with) = with {
        let contacts = number(with.contacts.values().sum(), "contact");
        let meetings = number(with.meetings.values().sum(), "meeting");
        text.push_str(&format!("  With them: {contacts}, {meetings}.\n"));
    }
    text.push('\n');
    text
}

/// Returns what was made, and what was there.
pub fn steps(steps: &[Step], tense: Tense) -> String {
    let of = |way: Way| steps.iter().filter(move |step| step.way == way);
    // What is longer than most has its meaning a little further to the right.
    const WIDEST: usize = 24;
    let widths = steps.iter().map(|step| step.path.width());
    let width = widths.filter(|width| *width <= WIDEST).max().unwrap_or(0);
    let list = |way: Way, title: &str| {
        let lines: String = of(way)
            .map(|step| {
                let gap = " ".repeat(width.saturating_sub(step.path.width()));
                format!("  {}{gap}  {}\n", visible(&step.path), step.meaning)
            })
            .collect();
        if lines.is_empty() { lines } else { format!("{TITLE}{title}{TITLE:#}\n{lines}\n") }
    };
    let [new, longer] = match tense {
        Tense::Done => ["Made", "Added to"],
        Tense::Would => ["To be made", "To be added to"],
    };
    let there = list(Way::There, "There already");
    [list(Way::New, new), list(Way::Longer, longer), there].concat()
}
