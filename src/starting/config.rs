//! The first `keepwarm.yaml`: every key, with what it means.

use super::Proposal;

/// A key with an example or its default, and what it means.
type Row = (&'static str, &'static str, &'static str);

const HEAD: &str = "\
# keepwarm's settings. All of them are optional. Each is shown behind a # with its default, or with
# an example where it has none; to change one, take its # away.
";

const ROWS: &[Row] = &[
    ("dashboard", "DASHBOARD.md", "The page that keepwarm writes, inside this folder."),
    ("since", "2026-01-01", "Meetings and requests before this day owe nothing; for old notes."),
    ("horizon", "7d", "How far ahead to look."),
    (
        "thank_you",
        "{email: 0d, note: 3d}",
        "The e-mail after a meeting, the handwritten note after the e-mail; `note: off` for none.",
    ),
    ("action_item", "3d", "Action items and promises without a day of their own, after a meeting."),
    (
        "check_in",
        "60d",
        "When to write again, after the last touch; also a list that widens, `[60d, 6 months]`.",
    ),
    ("nudge", "7d", "How long to wait for an answer before asking again."),
    (
        "report_back",
        "7d",
        "When to tell whoever introduced you how it went, after a first meeting; or `off`.",
    ),
    ("goal", "{new_people: 1}", "How many new people you would like to meet in a month."),
    ("me", "[Sam Taylor]", "Your own names: nobody to follow up with."),
    (
        "direction",
        "asking",
        "Meetings that do not say: you asked (`asking`), they did (`giving`), or nobody (`none`).",
    ),
    (
        "check_in_by_tag",
        "{mentor: 30d, alumni: 6 months}",
        "Sooner or later for people with a tag; what a contact's own note says wins.",
    ),
    (
        "folders",
        "{contact: [people, contacts], meeting: [meetings, chats, coffee-chats]}",
        "Folders that tell what a note is, when it does not say so itself.",
    ),
    ("keys", "{with: [invitees]}", "Your own words for keys."),
    ("headings", "{promises: [Homework]}", "Your own words for headings."),
    ("ignore", "[templates/, _templates/]", "What is not read, written as in .gitignore."),
    ("links", "markdown", "The dashboard's links to notes: `markdown`, or `wikilink` for [[…]]."),
    ("mailto", "true", "Whether the dashboard has links that begin an e-mail."),
    ("write_back", "true", "Whether a tick in the dashboard is taken over into the note."),
    (
        "outputs",
        "{html: dashboard.html, ics: agenda.ics, csv: agenda.csv, json: agenda.json}",
        "The same agenda in other forms, written on each build.",
    ),
    (
        "advice",
        "{long-draft: false}",
        "Advice of `keepwarm check` to switch off; or `off`, for all of it.",
    ),
];

/// Returns the text of `keepwarm.yaml`: what is proposed holds, all else is only shown.
pub fn config(proposal: &Proposal) -> String {
    let mut text = HEAD.to_owned();
    for (key, example, meaning) in ROWS {
        let line = match proposal.lines.iter().find(|line| line.key == *key) {
            Some(line) => format!("{key}: {}", line.value),
            None => format!("#{key}: {example}"),
        };
        text.push_str(&format!("\n# {meaning}\n{line}\n"));
    }
    text
}
