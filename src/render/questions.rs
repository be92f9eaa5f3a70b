//! A list of questions for a terminal: by objective, and within one by when to ask them.

use anstyle::Style;

use crate::questions::Objective;
use crate::questions::Origin;
use crate::questions::Question;
use crate::questions::When;
use crate::text::visible;

const TITLE: Style = Style::new().bold();
const QUIET: Style = Style::new().dimmed();

/// Returns the questions under their objectives, each with the moment for it.
pub fn questions(questions: &[&Question]) -> String {
    let mut parts = Vec::new();
    for objective in Objective::ALL {
        let of_one = questions.iter().filter(|question| question.objective == objective);
        let lines: String = When::ALL
            .iter()
            .flat_map(|when| of_one.clone().filter(move |question| question.when == *when))
            .map(|question| line(question))
            .collect();
        if !lines.is_empty() {
            parts.push(format!("{TITLE}{}{TITLE:#}\n{lines}", title(objective)));
        }
    }
    parts.join("\n")
}

fn title(objective: Objective) -> &'static str {
    match objective {
        Objective::Information => "Information: what the work is like",
        Objective::Insight => "Insight: what they have learned from it",
        Objective::Relationship => "Relationship: who they are",
    }
}

fn line(question: &Question) -> String {
    let when = question.when.word();
    let own = match question.origin {
        Origin::Keepwarm => String::new(),
        Origin::Vault => format!("  {QUIET}yours{QUIET:#}"),
    };
    format!("  {QUIET}{when:<9}{QUIET:#}{}{own}\n", visible(&question.text))
}
