//! The keys that `keepwarm.yaml` can have: their names, what they mean, and what can stand behind
//! them. The reader and the published schema both go by this table.

/// A key of the configuration.
#[derive(Debug)]
pub struct Setting {
    /// Its name.
    pub name: &'static str,
    /// What can stand behind it.
    pub shape: Shape,
    /// What it means, for somebody who writes it.
    pub about: &'static str,
    /// What holds without it, in YAML; nothing where nothing does.
    pub default: &'static str,
}

/// What can stand behind a key of the configuration.
#[derive(Debug, Clone, Copy)]
pub enum Shape {
    /// A path inside the vault.
    Path,
    /// The same, but not one like a note's.
    Output,
    /// A day.
    Day,
    /// A duration.
    Duration,
    /// A duration, or `off`.
    DurationOrOff,
    /// A duration, a list of durations, or `never`.
    Cadence,
    /// A number of people.
    Count,
    /// A text, or a list of texts.
    Texts,
    /// Who asked for whose time.
    Direction,
    /// How the dashboard links to notes.
    Links,
    /// `true` or `false`.
    Truth,
    /// Further keys.
    Group(&'static [Setting]),
    /// A cadence for each tag.
    CadenceByTag,
    /// The user's own names for each key of front matter.
    OwnKeys,
    /// The user's own words for each section.
    OwnHeadings,
    /// `true` or `false`: for all of the advice, or for each.
    Advice,
}

impl Shape {
    /// Returns the further keys of a group.
    pub fn keys(self) -> &'static [Setting] {
        match self {
            Shape::Group(settings) => settings,
            _ => &[],
        }
    }
}

/// The keys at the top level.
pub const OPTIONS: &[Setting] = &[
    Setting {
        name: "dashboard",
        shape: Shape::Path,
        about: "The generated page: a path inside the vault.",
        default: "DASHBOARD.md",
    },
    Setting {
        name: "since",
        shape: Shape::Day,
        about: "A date, year-month-day: meetings and requests before it owe nothing. Good for a \
            folder of old notes.",
        default: "",
    },
    Setting {
        name: "horizon",
        shape: Shape::Duration,
        about: "How far ahead to look for what is not due yet.",
        default: "7d",
    },
    Setting {
        name: "thank_you",
        shape: Shape::Group(&[
            Setting {
                name: "email",
                shape: Shape::Duration,
                about: "How long after the meeting the e-mail of thanks is due.",
                default: "0d",
            },
            Setting {
                name: "note",
                shape: Shape::DurationOrOff,
                about: "How long after that e-mail the note by hand is due; off for no notes.",
                default: "3d",
            },
        ]),
        about: "By when to thank people for their time.",
        default: "",
    },
    Setting {
        name: "action_item",
        shape: Shape::Duration,
        about: "How long after a meeting its action items and promises are due, where they have \
            no date of their own.",
        default: "3d",
    },
    Setting {
        name: "check_in",
        shape: Shape::Cadence,
        about: "How long after the last touch to write again: a duration; a list of them, such \
            as [60d, 6 months], which are waited for one after the other; or never.",
        default: "60d",
    },
    Setting {
        name: "nudge",
        shape: Shape::Duration,
        about: "How long to wait for an answer, or for what somebody promised.",
        default: "7d",
    },
    Setting {
        name: "report_back",
        shape: Shape::DurationOrOff,
        about: "How long after the first meeting with somebody their introducer should hear how \
            it went; off for never.",
        default: "7d",
    },
    Setting {
        name: "goal",
        shape: Shape::Group(&[Setting {
            name: "new_people",
            shape: Shape::Count,
            about: "How many people to meet for the first time in a month.",
            default: "1",
        }]),
        about: "What you want to reach in a month.",
        default: "",
    },
    Setting {
        name: "me",
        shape: Shape::Texts,
        about: "Your own names, as your notes write them: nobody to follow up with.",
        default: "[]",
    },
    Setting {
        name: "direction",
        shape: Shape::Direction,
        about: "Who asked for whose time, in meetings that do not say. asking: you for theirs. \
            giving: they for yours. none: ordinary meetings.",
        default: "asking",
    },
    Setting {
        name: "check_in_by_tag",
        shape: Shape::CadenceByTag,
        about: "How long to wait for contacts with a tag, such as {mentor: 30d}: of several \
            tags the one that is due first. A contact's own check_in wins.",
        default: "{}",
    },
    Setting {
        name: "folders",
        shape: Shape::Group(&[
            Setting {
                name: "contact",
                shape: Shape::Texts,
                about: "Folders whose notes are about people.",
                default: "[people, contacts]",
            },
            Setting {
                name: "meeting",
                shape: Shape::Texts,
                about: "Folders whose notes are about meetings.",
                default: "[meetings, chats, coffee-chats]",
            },
        ]),
        about: "Which folders tell what a note is about, where it does not say so itself.",
        default: "",
    },
    Setting {
        name: "keys",
        shape: Shape::OwnKeys,
        about: "Your own names for the keys of notes, such as {with: [invitees]}.",
        default: "{}",
    },
    Setting {
        name: "headings",
        shape: Shape::OwnHeadings,
        about: "Your own words for the headings of notes, such as {promises: [Homework]}.",
        default: "{}",
    },
    Setting {
        name: "ignore",
        shape: Shape::Texts,
        about: "What is not read, written as in .gitignore.",
        default: "[templates/, _templates/]",
    },
    Setting {
        name: "links",
        shape: Shape::Links,
        about: "How the dashboard links to notes: markdown opens everywhere, wikilink suits \
            Obsidian.",
        default: "markdown",
    },
    Setting {
        name: "mailto",
        shape: Shape::Truth,
        about: "Whether the dashboard has links that begin an e-mail.",
        default: "true",
    },
    Setting {
        name: "write_back",
        shape: Shape::Truth,
        about: "Whether what is ticked in the dashboard is taken over into the notes.",
        default: "true",
    },
    Setting {
        name: "outputs",
        shape: Shape::Group(&[
            Setting {
                name: "html",
                shape: Shape::Output,
                about: "The agenda as a web page: a path inside the vault.",
                default: "",
            },
            Setting {
                name: "ics",
                shape: Shape::Output,
                about: "The agenda as a calendar: a path inside the vault.",
                default: "",
            },
            Setting {
                name: "json",
                shape: Shape::Output,
                about: "The agenda as JSON: a path inside the vault.",
                default: "",
            },
            Setting {
                name: "csv",
                shape: Shape::Output,
                about: "The agenda as a table: a path inside the vault.",
                default: "",
            },
        ]),
        about: "Further files to write on each build.",
        default: "",
    },
    Setting {
        name: "advice",
        shape: Shape::Advice,
        about: "Which advice check gives: false for none, or a key for each, such as \
            {long-draft: false}.",
        default: "{}",
    },
];
