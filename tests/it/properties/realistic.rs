//! Vaults as people keep them: each note put together at random from pieces that are legal, or
//! wrong in the usual ways.

use std::collections::BTreeMap;

use percent_encoding::NON_ALPHANUMERIC;
use percent_encoding::utf8_percent_encode;
use proptest::collection::vec;
use proptest::option::weighted;
use proptest::prelude::*;
use proptest::sample::select;
use unicode_normalization::UnicodeNormalization;

use super::folder::Folder;

/// A note before its keys are spelled.
#[derive(Debug, Clone)]
pub(super) struct Draft {
    path: String,
    front: Vec<Entry>,
    body: String,
}

/// A key by its canonical name, and what follows its colon.
#[derive(Debug, Clone)]
pub(super) struct Entry {
    pub(super) key: &'static str,
    value: String,
}

/// A config and notes before their keys are spelled.
#[derive(Debug, Clone)]
pub(super) struct Drafts {
    config: String,
    notes: Vec<Draft>,
}

impl Drafts {
    /// Writes the notes, each key as `spell` says.
    pub(super) fn spelled(&self, mut spell: impl FnMut(&Entry) -> String) -> Folder {
        let mut notes = BTreeMap::new();
        for note in &self.notes {
            let mut text = String::new();
            if !note.front.is_empty() {
                text.push_str("---\n");
                for entry in &note.front {
                    text.push_str(&format!("{}:{}\n", spell(entry), entry.value));
                }
                text.push_str("---\n");
            }
            text.push_str(&note.body);
            notes.insert(note.path.clone(), text);
        }
        Folder { config: self.config.clone(), notes }
    }
}

/// Somebody of whom the notes speak.
#[derive(Debug, Clone, Copy)]
struct Figure {
    name: &'static str,
    stem: &'static str,
    alias: &'static str,
    email: &'static str,
}

const fn figure(
    name: &'static str,
    stem: &'static str,
    alias: &'static str,
    email: &'static str,
) -> Figure {
    Figure { name, stem, alias, email }
}

const CAST: &[Figure] = &[
    figure("Ottoline Marmalade", "ottoline-marmalade", "Lady Jam", "ottoline@example.org"),
    figure("Bram Kettlewhistle", "kettlewhistle", "Steamy", "bram@example.org"),
    figure("Zoë Ångdal", "zoë ångdal", "Zuzu", "zoe@example.org"),
    figure("Fernão d'Açúcar", "fernao", "Sugarloaf", "acucar+tea@example.org"),
    figure("Weiß Nudelbaum", "weiss", "Noodles", "weiss@example.org"),
    figure("みかん 箱田", "mikan", "Tangerine", "mikan@example.org"),
    figure("Wren Applewick", "wren", "Wrennie", "wren@example.org"),
    figure("Quentin Nobody", "nobody", "Nemo", "nemo@example.org"),
];

/// Every day that the notes speak of; the tests take place on 2026-11-21.
const DAYS: &[&str] = &[
    "2024-02-29",
    "2025-11-21",
    "2026-01-31",
    "2026-05-21",
    "2026-08-31",
    "2026-09-22",
    "2026-10-15",
    "2026-11-01",
    "2026-11-07",
    "2026-11-11",
    "2026-11-14",
    "2026-11-16",
    "2026-11-17",
    "2026-11-18",
    "2026-11-19",
    "2026-11-20",
    "2026-11-20",
    "2026-11-21",
    "2026-11-21",
    "2026-11-22",
    "2026-11-24",
    "2026-11-28",
    "2026-11-29",
    "2026-12-24",
    "2027-02-28",
];

const CONFIGS: &[&str] = &[
    "",
    "",
    "me: [Wren Applewick]\n",
    "me: [\"[[people/wren|Wren]]\", Wrennie]\nsince: 2026-11-01\n",
    "check_in_by_tag: {mentor: 30d, alumni: [2 weeks, 6 months]}\ncheck_in: never\n",
    "direction: giving\nhorizon: 30d\n",
    "thank_you: {email: 1d, note: off}\naction_item: 1w\nnudge: 3\nreport_back: off\n",
    "check_in: [30d, 3 months]\ngoal: {new_people: 3}\nmailto: false\n",
    "keys: {with: [invitees]}\nheadings: {promises: [Homework]}\nlinks: wikilink\n",
    "dashboard: notes/TODAY.md\nreport_back: 0d\ncheck_in: 1w\n",
];

/// A vault: a handful of contacts and meetings, and what else lies about.
pub(super) fn folders() -> impl Strategy<Value = Folder> {
    drafts().prop_map(|drafts| drafts.spelled(|entry| entry.key.to_owned()))
}

/// A vault before its keys are spelled.
pub(super) fn drafts() -> impl Strategy<Value = Drafts> {
    let contacts = vec(contacts(), 0..6);
    let meetings = vec(meetings(), 0..6);
    let others = vec(select(OTHERS), 0..2);
    (select(CONFIGS), contacts, meetings, others).prop_map(
        |(config, contacts, meetings, others)| {
            let mut notes = contacts;
            for (number, (pattern, mut note)) in (1..).zip(meetings) {
                note.path = pattern.replace("{}", &number.to_string());
                notes.push(note);
            }
            notes.extend(others.into_iter().map(|(path, text)| Draft {
                path: path.to_owned(),
                front: Vec::new(),
                body: text.to_owned(),
            }));
            Drafts { config: config.to_owned(), notes }
        },
    )
}

/// Notes that are neither contacts nor meetings, or cannot be read.
const OTHERS: &[(&str, &str)] = &[
    ("journal/2026-11-20.md", "Met [[Ottoline Marmalade]].\n\n- [ ] buy tea\n"),
    ("people/odd.md", "---\nname: a: b: c\n---\n"),
    ("people/twice.md", "---\nname: One\nName: Two\n---\n"),
    ("meetings/open.md", "---\nwith: \"[[Zoë Ångdal]]\"\n\nIt was fine.\n"),
    ("recipes/jam.md", "---\ntitle: Jam\n---\n\n- [ ] sugar\n"),
    ("meetings/empty.md", ""),
];

fn contacts() -> impl Strategy<Value = Draft> {
    let figure = select(CAST);
    let folder = select(&["people/", "people/", "contacts/friends/", ""][..]);
    (figure, folder).prop_flat_map(|(figure, folder)| {
        let path = format!("{folder}{}.md", figure.stem);
        (contact_front(figure), body()).prop_map(move |(front, body)| Draft {
            path: path.clone(),
            front,
            body,
        })
    })
}

fn contact_front(figure: Figure) -> impl Strategy<Value = Vec<Entry>> {
    let name = texts(figure.name);
    let about = select(&[" baker", " \"baker: of bread\"", " [baker]", ""][..]);
    let about = about.prop_map(str::to_owned).boxed();
    front(vec![
        (0.9, "type", words(CONTACT_TYPES)),
        (0.7, "name", name),
        (0.1, "title", texts("Somebody")),
        (0.4, "aliases", texts(figure.alias)),
        (0.3, "company", texts("[[Ottersby Trams]]")),
        (0.3, "role", about.clone()),
        (0.6, "email", texts(figure.email)),
        (0.1, "phone", texts("+44 20 0007")),
        (0.1, "in_common", about),
        (0.4, "tags", words(TAGS)),
        (0.1, "met_through", texts("a talk")),
        (0.3, "referred_by", people()),
        (0.4, "reached_out", days()),
        (0.4, "reply", words(REPLIES)),
        (0.3, "last_contact", dates()),
        (0.4, "check_in", words(CADENCES)),
        (0.2, "snooze_until", dates()),
        (0.1, "lastconact", dates()),
        (0.1, "favourite_tea", texts("assam")),
    ])
}

const CONTACT_TYPES: &[&str] =
    &[" contact", " Person", " people", " \"#person\"", " [note, \"[[Categories/People|x]]\"]"];
const TAGS: &[&str] =
    &[" [mentor, trams]", " \"#alumni mentor\"", " trams, alumni", "\n  - alumni\n  - crm/x", ""];
const REPLIES: &[&str] = &[" yes", " no", " later", " Later", " true", " perhaps", ""];
const CADENCES: &[&str] = &[
    " 60d",
    " 2 weeks",
    " monthly",
    " 1y",
    " never",
    " [30d, 6 months]",
    "\n  - 1m\n  - never",
    " 3",
    " now and then",
    "",
];

fn meetings() -> impl Strategy<Value = (String, Draft)> {
    let pattern = prop_oneof![
        5 => day().prop_map(|day| format!("meetings/2026/{day}-{{}}.md")),
        1 => day().prop_map(|day| format!("Coffee-Chats/{} {{}}.markdown", day.replace('-', ""))),
        1 => Just("meetings/{}.md".to_owned()),
        1 => Just("notes/chat-{}.md".to_owned()),
    ];
    (pattern, meeting_front(), body()).prop_map(|(pattern, front, body)| {
        let path = String::new();
        (pattern, Draft { path, front, body })
    })
}

fn meeting_front() -> impl Strategy<Value = Vec<Entry>> {
    front(vec![
        (0.8, "type", words(MEETING_TYPES)),
        (0.6, "date", dates()),
        (0.4, "time", words(TIMES)),
        (0.1, "end", words(TIMES)),
        (0.8, "with", people()),
        (0.4, "status", words(STATUSES)),
        (0.3, "direction", words(DIRECTIONS)),
        (0.4, "purpose", texts("learn about trams")),
        (0.2, "tags", words(TAGS)),
        (0.4, "place", texts("https://example.org/attic?a=1")),
        (0.6, "thank_you_email", thanks()),
        (0.5, "thank_you_note", thanks()),
        (0.1, "statsu", words(STATUSES)),
    ])
}

const MEETING_TYPES: &[&str] = &[
    " meeting",
    " coffee chat",
    " Coffee",
    " \"1:1\"",
    " one-on-one",
    " [[Informational Interviews]]",
    " [note, call]",
];
const TIMES: &[&str] = &[" 14:30", " \"09:05\"", " 9:05", " after lunch", ""];
const STATUSES: &[&str] =
    &[" planned", " held", " cancelled", " Canceled", " no-show", " No show", " maybe", ""];
const DIRECTIONS: &[&str] = &[" asking", " asking", " giving", " none", " Giving", " sideways"];

/// Some of the keys, each with its odds, in any order.
fn front(
    keys: Vec<(f64, &'static str, BoxedStrategy<String>)>,
) -> impl Strategy<Value = Vec<Entry>> {
    let entries: Vec<_> = keys
        .into_iter()
        .map(|(odds, key, value)| weighted(odds, value.prop_map(move |value| Entry { key, value })))
        .collect();
    entries.prop_map(|entries| entries.into_iter().flatten().collect::<Vec<Entry>>()).prop_shuffle()
}

fn words(words: &'static [&'static str]) -> BoxedStrategy<String> {
    select(words).prop_map(str::to_owned).boxed()
}

/// The one text, in every way in which YAML has it.
fn texts(text: &str) -> BoxedStrategy<String> {
    let decomposed: String = text.nfd().collect();
    select(vec![
        format!(" {}", plain(text)),
        format!(" {}", quoted(text)),
        format!(" '{}'", text.replace('\'', "''")),
        format!(" [{}]", quoted(text)),
        format!("\n  - {}", quoted(text)),
        format!(" {} # a remark", quoted(&decomposed)),
        " |\n  TEXT".replace("TEXT", text),
    ])
    .boxed()
}

/// Returns a text without quotes where YAML lets it stand so.
fn plain(text: &str) -> String {
    if text.starts_with('[') { quoted(text) } else { text.to_owned() }
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

fn day() -> impl Strategy<Value = &'static str> {
    select(DAYS)
}

/// A date as a key's value.
fn dates() -> BoxedStrategy<String> {
    prop_oneof![
        8 => day().prop_map(|day| format!(" {day}")),
        1 => day().prop_map(|day| format!(" \"[[{day}]]\"")),
        1 => day().prop_map(|day| format!(" {day}T14:30")),
        1 => day().prop_map(|day| format!(" '{day} 09:15:00'")),
        1 => words(&["", " null", " ~", " 2026-1-5", " 2026-02-30", " soon", " 20.11.2026"]),
    ]
    .boxed()
}

/// A date, or a list of dates, as a key's value.
fn days() -> BoxedStrategy<String> {
    let block = vec(day(), 1..4).prop_map(|days| {
        let items = days.iter().map(|day| format!("\n  - {day}"));
        items.collect::<String>()
    });
    let flow = vec(day(), 1..5).prop_map(|days| format!(" [{}]", days.join(", ")));
    prop_oneof![3 => dates(), 2 => block, 2 => flow].boxed()
}

/// One person, as a text in a note names them.
fn references() -> impl Strategy<Value = String> {
    (select(CAST), 0..11_u8).prop_map(|(figure, form)| {
        let Figure { name, stem, alias, email } = figure;
        let encoded = utf8_percent_encode(stem, NON_ALPHANUMERIC);
        match form {
            0 | 1 => format!("[[{name}]]"),
            2 => format!("[[people/{stem}|{alias}]]"),
            3 => format!("[[{stem}#Log]]"),
            4 => format!("[[{stem}.md]]"),
            5 => format!("[{alias}](people/{encoded}.md)"),
            6 => format!("[[{}]]", name.nfd().collect::<String>()),
            7 => alias.to_owned(),
            8 => email.to_owned(),
            9 => name.to_uppercase(),
            _ => name.to_owned(),
        }
    })
}

/// The people whom a key names.
fn people() -> BoxedStrategy<String> {
    let quoted = |people: &[String]| people.iter().map(|one| quoted(one)).collect::<Vec<_>>();
    let bare = select(CAST).prop_map(|figure| format!(" [[{}]]", figure.name));
    let one = references().prop_map(|person| format!(" {}", self::quoted(&person)));
    let joined =
        vec(references(), 2..4).prop_map(|all| format!(" {}", self::quoted(&all.join(", "))));
    let flow =
        vec(references(), 1..5).prop_map(move |all| format!(" [{}]", quoted(&all).join(", ")));
    let block = vec(references(), 1..4)
        .prop_map(move |all| format!("\n  - {}", quoted(&all).join("\n  - ")));
    prop_oneof![
        2 => bare,
        4 => one,
        1 => joined,
        3 => flow,
        2 => block,
        1 => words(&["", " null", " []"]),
    ]
    .boxed()
}

/// What a thank-you key says.
fn thanks() -> BoxedStrategy<String> {
    let each = (references(), select(&["skip", "yes", "no", "sent", ""][..]))
        .prop_map(|(person, said)| quoted(format!("{person} {said}").trim()));
    let dated = (references(), day()).prop_map(|(person, day)| quoted(&format!("{person} {day}")));
    let list = vec(prop_oneof![each, dated], 1..4).prop_map(|all| format!(" [{}]", all.join(", ")));
    prop_oneof![
        4 => words(&["", " false", " no", " true", " yes", " done", " sent", " skip", " n/a", " perhaps"]),
        3 => dates(),
        2 => list,
    ]
    .boxed()
}

/// What stands below the front matter.
fn body() -> impl Strategy<Value = String> {
    let section = (weighted(0.8, heading()), vec(block(), 0..4)).prop_map(|(heading, blocks)| {
        let heading = heading.unwrap_or_default();
        format!("{heading}{}", blocks.concat())
    });
    vec(section, 0..5).prop_map(|sections| sections.concat())
}

fn heading() -> impl Strategy<Value = String> {
    (1..5_usize, select(HEADINGS))
        .prop_map(|(level, heading)| format!("\n{} {heading}\n\n", "#".repeat(level)))
}

const HEADINGS: &[&str] = &[
    "Preparation",
    "2. Research",
    "Questions?",
    "Promises",
    "🤝 I promised",
    "Waiting for",
    "They owe me",
    "SUMMARY",
    "Takeaways",
    "**Notes**",
    "Attendees",
    "Log",
    "Interactions",
    "Action items:",
    "Follow-ups",
    "Next steps",
    "Homework",
    "Coffee in the attic",
];

fn block() -> impl Strategy<Value = String> {
    let log = (select(LOG), day()).prop_map(|(form, day)| form.replace("DAY", day));
    let label = (select(LABELS), references(), references()).prop_map(|(form, one, other)| {
        let form = form.replace("ONE", &one);
        form.replace("OTHER", &other)
    });
    prop_oneof![
        6 => task(),
        2 => log,
        2 => label,
        4 => select(BLOCKS).prop_map(str::to_owned),
    ]
}

const LOG: &[&str] = &[
    "- DAY: sent her the article\n",
    "- **DAY** saw a tram and thought of him\n",
    "* [[DAY]] wrote back\n",
    "1. DAY\n",
    "  - DAY, nested\n",
    "- on DAY, or so\n",
];

const LABELS: &[&str] = &[
    "**Attendees:** ONE, OTHER\n",
    "attendees:: ONE\n",
    "With: ONE and OTHER\n",
    "People:\n\n- ONE\n- OTHER\n",
    "- Guests: ONE\n",
    "- ONE\n- OTHER\n",
    "Talked with ONE about OTHER.\n",
];

const BLOCKS: &[&str] = &[
    "She knows every tram by its cough.\n",
    "> Said in passing: paste should be thin.\n\n",
    "\n---\n\n",
    "- \n",
    "- [ ] \n",
    "- What did you do first?\n- And then?\n- What would you do again?\n",
    "1. Why trams?\n2. Why bread?\n3. [ ] Why both?\n",
    "Purpose:\n\nPlace:\n",
    "<!-- - [ ] hidden -->\n",
    "%% - [ ] hidden too %%\n",
    "```\n- [ ] code\n```\n\n",
    "```dataview\nTASK\n```\n\n",
    "    - [ ] indented code\n",
    "| a | b |\n|---|---|\n| c | d |\n\n",
    "> [!todo]\n> - [ ] read the minutes 📅 2026-11-27\n\n",
    "![[scan.png]]\n",
    "<div>\n<p>hi</p>\n</div>\n\n",
    "A line[^1].\n\n[^1]: - [ ] in a footnote\n\n",
    "- a\n  - [ ] nested deeper due:2026-11-23\n    - [x] deeper still ✅ 2026-11-20\n",
    "<<<<<<< HEAD\na\n=======\nb\n>>>>>>> theirs\n",
    "- [ ] the first line\n  and the second by 2026-11-30\n",
];

fn task() -> impl Strategy<Value = String> {
    let bullet = select(&["- ", "- ", "* ", "+ ", "1. ", "  - ", "> - "][..]);
    let sign = select(&[' ', ' ', ' ', 'x', 'X', '-', '>', '/', '?'][..]);
    let prefix = weighted(0.3, (select(PREFIXES), select(CAST)));
    let text = select(TASKS);
    let link = weighted(0.2, references());
    let field = weighted(0.5, (select(FIELDS), day()));
    let tag = select(&["", "", "", " #promise", " #waiting", " #prep", " #action", " #tram"][..]);
    let end = select(&["", "", ".", " ^abc-1", " ➕ 2026-11-01", " 🔁 every week", " ⏫"][..]);
    (bullet, sign, prefix, text, link, field, tag, end).prop_map(
        |(bullet, sign, prefix, text, link, field, tag, end)| {
            let prefix = prefix.map_or(String::new(), |(form, figure)| {
                let first = figure.name.split(' ').next().unwrap_or_default();
                form.replace("NAME", figure.name).replace("FIRST", first)
            });
            let link = link.map_or(String::new(), |person| format!(" for {person}"));
            let field = field.map_or(String::new(), |(form, day)| form.replace("DAY", day));
            format!("{bullet}[{sign}] {prefix}{text}{link}{tag}{field}{end}\n")
        },
    )
}

const PREFIXES: &[&str] =
    &["FIRST: ", "**NAME**: ", "[[NAME]]: ", "@FIRST ", "Me: ", "I: ", "Wren: ", "Note: "];

const TASKS: &[&str] = &[
    "send the slides",
    "read *Thin Paste*",
    "ask about `due:2026-11-25`",
    "ring the museum",
    "send the minutes of 2026-11-18",
    "buy a\u{a0}ticket",
    "see [the page](https://example.org/a_b)",
];

const FIELDS: &[&str] = &[
    " 📅 DAY",
    " 📆DAY",
    " 🗓️ [[DAY]]",
    " [due:: DAY]",
    " (due:: DAY) and [scheduled:: 2026-11-12]",
    " due:DAY",
    " @due(DAY)",
    " ⏳ DAY",
    " [scheduled:: DAY]",
    " t:DAY",
    " by DAY",
    " (DAY)",
    " [[DAY]]",
    " since DAY",
    " ✅ DAY",
    " 📅 2026-2-30",
];

/// Every key of SPEC §2 with its other names.
pub(super) const ALIASES: &[(&str, &[&str])] = &[
    ("type", &["category", "categories", "kind", "note_type", "file_class", "meeting_type"]),
    ("name", &["full_name", "display_name"]),
    ("aliases", &["alias", "aka", "nickname"]),
    ("company", &["org", "organization", "organisation", "employer"]),
    ("role", &["job_title", "position"]),
    ("email", &["emails", "mail"]),
    ("phone", &["mobile"]),
    ("in_common", &["common_ground"]),
    ("met_through", &["source", "how_met"]),
    ("referred_by", &["introduced_by", "introducer"]),
    ("reached_out", &["asked", "contacted"]),
    ("last_contact", &["last_contacted", "last_touch", "last_chat"]),
    ("check_in", &["cadence", "frequency", "contact_frequency"]),
    ("snooze_until", &["snooze", "snoozed_until"]),
    ("date", &["when", "meeting_date"]),
    ("time", &["start"]),
    ("end", &["until"]),
    (
        "with",
        &[
            "people",
            "attendees",
            "participants",
            "guests",
            "who",
            "attended",
            "members",
            "person",
            "contact",
        ],
    ),
    ("purpose", &["objective", "goal", "why"]),
    ("place", &["location", "where", "loc"]),
    ("thank_you_email", &["thank_you", "thanked"]),
    ("thank_you_note", &["handwritten_note", "thank_you_card"]),
];

/// The slips for known keys, which are spelled in one way only.
pub(super) const SLIPS: &[&str] = &["lastconact", "statsu"];
