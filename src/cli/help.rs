//! The help of the whole program: its commands, grouped by what one does, and examples.

use std::fmt::Write;

use clap::Command;
use clap::builder::Styles;
use clap::builder::styling::Style;

use crate::render::wrap;

/// The groups, and their commands in the order in which one comes to need them. A command that
/// stands in none is listed at the end.
const GROUPS: &[(&str, &[&str])] = &[
    ("Every day", &["agenda", "build", "watch", "done", "skip", "snooze", "draft"]),
    ("Meeting people, and writing down", &["show", "questions", "new", "log"]),
    ("Looking back", &["review", "stats", "why", "check", "export"]),
    ("Setting up", &["init", "import", "schema", "completions", "man"]),
];

const MORE: &str = "See keepwarm --help for examples, keepwarm COMMAND --help for a command.";

/// Command lines, and what they are good for.
pub(super) const EXAMPLES: &[(&str, &str)] = &[
    ("keepwarm init", "start a vault in this folder"),
    ("keepwarm new contact 'Ada King'", "make a note about somebody"),
    ("keepwarm", "see what is owed, with an id for each line"),
    ("keepwarm agenda --who ada", "see what is owed to Ada"),
    ("keepwarm why k3f9", "see why; the beginning of an id will do"),
    ("keepwarm draft k3f9", "begin the letter that is owed"),
    ("keepwarm done k3f9", "say in the note that it is done"),
    ("keepwarm snooze k3f9 2w", "put it off"),
    ("keepwarm log ada sent the book", "note that there was contact"),
    ("keepwarm show ada", "read up on Ada before you meet"),
    ("keepwarm build", "write DASHBOARD.md, and take over its ticks"),
    ("keepwarm watch", "do so whenever a note is saved"),
    ("keepwarm export ics -o owed.ics", "write it for a calendar"),
];

/// Groups the commands in the help of `command`, in lines of at most `width` columns.
pub(super) fn with_groups(command: Command, width: usize) -> Command {
    let styles = Styles::styled();
    let (header, literal) = (*styles.get_header(), *styles.get_literal());
    let groups = groups(&command);
    let names = groups.iter().flat_map(|(_, commands)| commands);
    let widest = names.map(|command| command.get_name().len()).max().unwrap_or(0);
    let mut list = String::new();
    for (title, commands) in &groups {
        writeln!(list, "{header}{title}:{header:#}").expect(INFALLIBLE);
        for command in commands {
            let name = command.get_name();
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            let margin = widest + 4;
            let lines = wrap(&about, width.saturating_sub(margin).max(20));
            let about = lines.join(&format!("\n{:margin$}", ""));
            writeln!(list, "  {literal}{name:<widest$}{literal:#}  {about}").expect(INFALLIBLE);
        }
        list.push('\n');
    }
    let usage = "{about-with-newline}\n{usage-heading} {usage}\n\n";
    let options = format!("{header}Options:{header:#}\n{{options}}{{after-help}}");
    command
        .term_width(width.min(100))
        .help_template(format!("{usage}{list}{options}"))
        .after_help(MORE)
        .after_long_help(examples(header, literal, width))
}

const INFALLIBLE: &str = "a string takes everything";

/// Returns the examples; what they mean stands beside them where there is room, else below.
fn examples(header: Style, literal: Style, width: usize) -> String {
    const GAP: usize = 2;
    let widest = |column: fn(&(&str, &str)) -> usize| EXAMPLES.iter().map(column).max();
    let widest = [widest(|(line, _)| line.len()), widest(|(_, meaning)| meaning.len())];
    let [line_width, meaning_width] = widest.map(Option::unwrap_or_default);
    let is_wide = GAP + line_width + GAP + meaning_width <= width;
    let mut examples = format!("{header}Examples:{header:#}");
    for (line, meaning) in EXAMPLES {
        let gap = match is_wide {
            true => " ".repeat(line_width - line.len() + GAP),
            false => "\n      ".to_owned(),
        };
        write!(examples, "\n  {literal}{line}{literal:#}{gap}{meaning}").expect(INFALLIBLE);
    }
    examples
}

/// Returns the commands in their groups.
pub(super) fn groups(command: &Command) -> Vec<(&'static str, Vec<&Command>)> {
    let is_grouped =
        |command: &&Command| GROUPS.iter().any(|(_, names)| names.contains(&command.get_name()));
    let others = command.get_subcommands().filter(|command| !is_grouped(command));
    let mut groups: Vec<(&str, Vec<&Command>)> = GROUPS
        .iter()
        .map(|(title, names)| {
            (*title, names.iter().filter_map(|name| command.find_subcommand(name)).collect())
        })
        .collect();
    if let Some((_, last)) = groups.last_mut() {
        last.extend(others);
    }
    groups
}
