//! The keys that front matter can have: their names, what they mean, and what can stand behind
//! them. The reader and the published schema both go by this table.

use super::Key;

/// A key of front matter.
#[derive(Debug)]
pub struct KnownKey {
    /// The key.
    pub key: Key,
    /// Its canonical name.
    pub name: &'static str,
    /// Its other names, in their rank.
    pub aliases: &'static [&'static str],
    /// What can stand behind it.
    pub form: Form,
    /// What it means, for somebody who writes a note.
    pub about: &'static str,
    /// Values, in YAML.
    pub examples: &'static [&'static str],
}

/// What can stand behind a key of front matter.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Form {
    /// Anything: it is used where it fits.
    Any,
    /// One text, and no list.
    Name,
    /// One text, perhaps as a list of one.
    Text,
    /// A text, or a list of texts.
    Texts,
    /// A date, with or without a time.
    Date,
    /// A date, or a list of dates.
    Dates,
    /// A time of day.
    Time,
    /// A duration, a list of durations, or `never`.
    Cadence,
    /// An answer.
    Reply,
    /// What became of a meeting.
    Status,
    /// Who asked for whose time.
    Direction,
    /// Thanks, to everyone or to each.
    Thanks,
}

impl Form {
    /// Every form.
    pub const ALL: &[Form] = &[
        Form::Any,
        Form::Name,
        Form::Text,
        Form::Texts,
        Form::Date,
        Form::Dates,
        Form::Time,
        Form::Cadence,
        Form::Reply,
        Form::Status,
        Form::Direction,
        Form::Thanks,
    ];
}

/// The keys of every note.
pub const COMMON: &[KnownKey] = &[
    KnownKey {
        key: Key::Type,
        name: "type",
        aliases: &["category", "categories", "kind", "note_type", "file_class", "meeting_type"],
        form: Form::Any,
        about: "What the note is about: contact or person; meeting, coffee chat, call, \
            informational interview, 1-1 and their like. Other words are for yourself. Without \
            it the tags decide, then the folder.",
        examples: &["contact", "coffee chat", "informational interview"],
    },
    KnownKey {
        key: Key::Tags,
        name: "tags",
        aliases: &[],
        form: Form::Any,
        about: "Your own words for sorting: a list, or a text divided by commas or blanks. A \
            contact's tags can have their own rhythm: check_in_by_tag in keepwarm.yaml.",
        examples: &["[mentor, alumni]"],
    },
    KnownKey {
        key: Key::Title,
        name: "title",
        aliases: &[],
        form: Form::Any,
        about: "The note's title: a contact's name where there is no key name.",
        examples: &[],
    },
];

/// The keys of a contact.
pub const CONTACT: &[KnownKey] = &[
    KnownKey {
        key: Key::Name,
        name: "name",
        aliases: &["full_name", "display_name"],
        form: Form::Name,
        about: "What to call them, on one line. Without it: the title, the first heading, or the \
            file's name.",
        examples: &["Ada Lovelace"],
    },
    KnownKey {
        key: Key::Aliases,
        name: "aliases",
        aliases: &["alias", "aka", "nickname"],
        form: Form::Texts,
        about: "Other names by which your notes may call them: one, or a list.",
        examples: &["[Ada, Countess of Lovelace]"],
    },
    KnownKey {
        key: Key::Company,
        name: "company",
        aliases: &["org", "organization", "organisation", "employer"],
        form: Form::Texts,
        about: "Where they work: a text, a link to a note, or a list.",
        examples: &["Analytical Engines"],
    },
    KnownKey {
        key: Key::Role,
        name: "role",
        aliases: &["job_title", "position"],
        form: Form::Text,
        about: "What they do there.",
        examples: &["Programmer"],
    },
    KnownKey {
        key: Key::Email,
        name: "email",
        aliases: &["emails", "mail"],
        form: Form::Texts,
        about: "Where to write to: one address, or a list, of which the first is used.",
        examples: &["ada@example.org"],
    },
    KnownKey {
        key: Key::Phone,
        name: "phone",
        aliases: &["mobile"],
        form: Form::Text,
        about: "Their telephone number, as you would dial it.",
        examples: &["+44 20 7946 0000"],
    },
    KnownKey {
        key: Key::Linkedin,
        name: "linkedin",
        aliases: &["linkedin_url"],
        form: Form::Text,
        about: "The address of their profile.",
        examples: &["https://www.linkedin.com/in/ada-example"],
    },
    KnownKey {
        key: Key::Website,
        name: "website",
        aliases: &["url"],
        form: Form::Text,
        about: "The address of their own page.",
        examples: &["https://ada.example"],
    },
    KnownKey {
        key: Key::Location,
        name: "location",
        aliases: &["city"],
        form: Form::Text,
        about: "Where they live: good to know before you propose a place or a time.",
        examples: &["London"],
    },
    KnownKey {
        key: Key::Address,
        name: "address",
        aliases: &["postal_address"],
        form: Form::Text,
        about: "Where a handwritten note finds them, on one line.",
        examples: &["12 St James's Square, London"],
    },
    KnownKey {
        key: Key::InCommon,
        name: "in_common",
        aliases: &["common_ground"],
        form: Form::Text,
        about: "What you share with them: it opens a first letter.",
        examples: &["we both studied in Turin"],
    },
    KnownKey {
        key: Key::MetThrough,
        name: "met_through",
        aliases: &["source", "how_met"],
        form: Form::Text,
        about: "How you found them, where no person introduced you.",
        examples: &["her talk at the fair"],
    },
    KnownKey {
        key: Key::ReferredBy,
        name: "referred_by",
        aliases: &["introduced_by", "introducer"],
        form: Form::Texts,
        about: "Who introduced you: a link to their note, or a list of links. After your first \
            meeting they are owed a word about how it went.",
        examples: &["\"[[Charles Babbage]]\""],
    },
    KnownKey {
        key: Key::ReachedOut,
        name: "reached_out",
        aliases: &["asked", "contacted"],
        form: Form::Dates,
        about: "The days on which you asked for a meeting: a date, year-month-day, or a list of \
            dates.",
        examples: &["2026-11-02", "[2026-11-02, 2026-11-09]"],
    },
    KnownKey {
        key: Key::Reply,
        name: "reply",
        aliases: &[],
        form: Form::Reply,
        about: "What they answered to your request: yes, no or later. Nothing: no answer yet.",
        examples: &["yes"],
    },
    KnownKey {
        key: Key::LastContact,
        name: "last_contact",
        aliases: &["last_contacted", "last_touch", "last_chat"],
        form: Form::Date,
        about: "When you were last in touch, year-month-day, for what no meeting and no line \
            under Log tells.",
        examples: &["2026-09-30"],
    },
    KnownKey {
        key: Key::CheckIn,
        name: "check_in",
        aliases: &["cadence", "frequency", "contact_frequency"],
        form: Form::Cadence,
        about: "How long after the last touch to write again: a duration such as 60d, 2 weeks, \
            6 months or quarterly; a list of them, which are waited for one after the other; or \
            never. It wins over keepwarm.yaml.",
        examples: &["60d", "[60d, 6 months]", "never"],
    },
    KnownKey {
        key: Key::SnoozeUntil,
        name: "snooze_until",
        aliases: &["snooze", "snoozed_until"],
        form: Form::Date,
        about: "Leave them in peace until that day, year-month-day: nothing reminds you to \
            write before.",
        examples: &["2027-01-15"],
    },
];

/// The keys of a meeting.
pub const MEETING: &[KnownKey] = &[
    KnownKey {
        key: Key::Date,
        name: "date",
        aliases: &["when", "meeting_date"],
        form: Form::Date,
        about: "The day, year-month-day, perhaps with the time behind it. Without it: the first \
            date in the file's name.",
        examples: &["2026-11-20", "2026-11-20 14:30"],
    },
    KnownKey {
        key: Key::Time,
        name: "time",
        aliases: &["start"],
        form: Form::Time,
        about: "When it begins, hours and minutes.",
        examples: &["14:30"],
    },
    KnownKey {
        key: Key::End,
        name: "end",
        aliases: &["until"],
        form: Form::Time,
        about: "When it ends, hours and minutes.",
        examples: &["15:00"],
    },
    KnownKey {
        key: Key::With,
        name: "with",
        aliases: &[
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
        form: Form::Texts,
        about: "Whom you met: a link to their note, a name, or a list. Without it: the list \
            under a heading Attendees in the note.",
        examples: &["\"[[Ada Lovelace]]\"", "[\"[[Ada Lovelace]]\", Grace Hopper]"],
    },
    KnownKey {
        key: Key::Status,
        name: "status",
        aliases: &[],
        form: Form::Status,
        about: "What became of it: planned, held, cancelled or no-show. Usually the date is \
            enough.",
        examples: &["held"],
    },
    KnownKey {
        key: Key::Direction,
        name: "direction",
        aliases: &[],
        form: Form::Direction,
        about: "Who asked for whose time. asking: you for theirs, so thanks are owed. giving: \
            they for yours. none: an ordinary meeting, which owes nothing but its tasks.",
        examples: &["asking"],
    },
    KnownKey {
        key: Key::Purpose,
        name: "purpose",
        aliases: &["objective", "goal", "why"],
        form: Form::Text,
        about: "What you want to understand when you leave.",
        examples: &["how she came to work on engines"],
    },
    KnownKey {
        key: Key::Place,
        name: "place",
        aliases: &["location", "where", "loc"],
        form: Form::Text,
        about: "Where: a place, or the link for a call.",
        examples: &["Cafe Rosso", "https://meet.example/ada"],
    },
    KnownKey {
        key: Key::ThankYouEmail,
        name: "thank_you_email",
        aliases: &["thank_you", "thanked"],
        form: Form::Thanks,
        about: "Whether you thanked by e-mail: the day, year-month-day; yes for the meeting's \
            own day; skip where it is not needed; nothing or no while it is pending. A list \
            speaks for each person.",
        examples: &["2026-11-20", "skip", "[\"[[Ada Lovelace]] 2026-11-20\"]"],
    },
    KnownKey {
        key: Key::ThankYouNote,
        name: "thank_you_note",
        aliases: &["handwritten_note", "thank_you_card"],
        form: Form::Thanks,
        about: "Whether you sent a note by hand: the day, year-month-day; yes for the meeting's \
            own day; skip where it is not needed; nothing or no while it is pending. A list \
            speaks for each person.",
        examples: &["2026-11-23", "skip"],
    },
];
