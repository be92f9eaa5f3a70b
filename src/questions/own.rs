//! The vault's own questions: `questions.yaml`, a list.

use crate::diagnostic::At;
use crate::diagnostic::Diagnostic;
use crate::diagnostic::catalog;
use crate::text::Place;
use crate::text::collapse;
use crate::text::fold;
use crate::text::nearest;
use crate::yaml;
use crate::yaml::Node;
use crate::yaml::Step;

use super::Objective;
use super::Origin;
use super::Question;
use super::When;

/// The name of the file with the vault's own questions, at the vault's root.
pub const FILE_NAME: &str = "questions.yaml";

const KEYS: [&str; 3] = ["text", "objective", "when"];
const SHAPE: &str = "write a list: `- What do you look at first?`, or `- text:` with `objective:` \
                     and `when:` below it";

/// Reads the text of `questions.yaml`: a list of questions, each a text, or a mapping with `text`,
/// `objective` (`insight`, if it does not say) and `when` (`middle`).
///
/// # Errors
///
/// Returns every question that cannot be used, with its place.
pub fn read(text: &str) -> Result<Vec<Question>, Vec<Diagnostic>> {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let mut reader = Reader { text, questions: Vec::new(), problems: Vec::new() };
    match yaml::parse(text) {
        Ok(Node::Null) => {}
        Ok(Node::List(nodes)) => (0..).zip(&nodes).for_each(|(index, node)| {
            reader.one(index, node);
        }),
        Ok(_) => reader.problem(&[], "", "the questions are no list", SHAPE),
        Err(problem) => {
            let at = At { path: FILE_NAME, place: Some(problem.place), width: 1 };
            let message = format!("the questions cannot be read: {}", problem.message);
            let help = yaml::way_out(text, &problem).to_owned();
            reader.problems.push(catalog::config(at, message, help));
        }
    }
    if reader.problems.is_empty() { Ok(reader.questions) } else { Err(reader.problems) }
}

struct Reader<'t> {
    text: &'t str,
    questions: Vec<Question>,
    problems: Vec<Diagnostic>,
}

impl Reader<'_> {
    /// Reads the question at `index` of the list.
    fn one(&mut self, index: usize, node: &Node) {
        let mut question = Question {
            text: collapse(node.scalar().unwrap_or_default()),
            objective: Objective::Insight,
            when: When::Middle,
            origin: Origin::Vault,
        };
        let n_problems = self.problems.len();
        if let Node::Map(entries) = node {
            for (entry, (key, value)) in (0..).zip(entries) {
                self.key(&mut question, [Step::Item(index), Step::Key(entry)], key, value);
            }
        }
        if question.text.is_empty() && self.problems.len() == n_problems {
            self.problem(&[Step::Item(index)], "", "this question has no text", SHAPE);
        }
        self.questions.push(question);
    }

    /// Reads one key of a question, and its value.
    fn key(&mut self, question: &mut Question, at: [Step; 2], key: &Node, value: &Node) {
        let key = key.scalar().unwrap_or("null");
        let [item, Step::Key(entry) | Step::Value(entry) | Step::Item(entry)] = at;
        let at_value = [item, Step::Value(entry)];
        let word = fold(value.scalar().unwrap_or_default()).into_owned();
        match key {
            _ if KEYS.contains(&key) && value.is_empty() => {}
            "text" if value.scalar().is_some() => {
                question.text = collapse(value.scalar().unwrap_or_default());
            }
            "objective" => match Objective::ALL.iter().find(|known| known.word() == word) {
                Some(objective) => question.objective = *objective,
                None => {
                    let help = "write `information`, `insight` or `relationship`";
                    self.bad_value(&at_value, key, value, help);
                }
            },
            "when" => match When::ALL.iter().find(|known| known.word() == word) {
                Some(when) => question.when = *when,
                None => {
                    let help = "write `opening`, `middle` or `closing`, or `before` for what to \
                                ask a visitor to send";
                    self.bad_value(&at_value, key, value, help);
                }
            },
            "text" => self.bad_value(&at_value, key, value, "write the question, in quotes"),
            _ => {
                let help = match nearest(&fold(key), KEYS) {
                    Some(near) => format!("did you mean `{near}`?"),
                    None => format!("the keys here are {}; {SHAPE}", KEYS.join(", ")),
                };
                self.problem(&at, key, &format!("there is no key `{key}`"), &help);
            }
        }
    }

    fn bad_value(&mut self, steps: &[Step], key: &str, value: &Node, help: &str) {
        let message = match value.scalar() {
            Some(text) => format!("`{text}` is no value for `{key}`"),
            None => format!("this is no value for `{key}`"),
        };
        self.problem(steps, value.scalar().unwrap_or_default(), &message, help);
    }

    fn problem(&mut self, steps: &[Step], meant: &str, message: &str, help: &str) {
        let place = yaml::locate(self.text, steps).unwrap_or(Place::START);
        let at = At::text(FILE_NAME, place, if meant.is_empty() { " " } else { meant });
        self.problems.push(catalog::config(at, message.to_owned(), help.to_owned()));
    }
}
