//! Every diagnostic there is, in alphabetical order: the only place where their words are chosen.

use std::borrow::Cow;

use crate::date;
use crate::date::Date;

use super::At;
use super::Code;
use super::Diagnostic;
use super::Severity;

const DATE_FORM: &str = "write the date as year-month-day, like `2026-11-20`";

/// A link fits several contacts: `candidates` are their paths.
pub fn ambiguous_person(at: At, written: &str, candidates: &[&str]) -> Diagnostic {
    let list = candidates.iter().take(3).map(|path| quote(path)).collect::<Vec<_>>().join(", ");
    let first = crate::text::without_extension(candidates.first().copied().unwrap_or_default());
    error(
        Code::AmbiguousPerson,
        at,
        format!("{} fits {} contacts", quote(written), candidates.len()),
    )
    .help(format!("it could be {list}: link by path, like `[[{first}]]`"))
}

/// A draft asks for a job, with these words.
pub fn asks_for_job(at: At, phrase: &str) -> Diagnostic {
    advice(Code::AsksForJob, at, format!("{} asks for a job", quote(phrase)))
        .help("ask for what they know: it is theirs to give, and a job seldom is")
}

/// A value that should be a date is none.
pub fn bad_date(at: At, value: &str) -> Diagnostic {
    let help: Cow<str> = match date::suggest(value) {
        Some(date) => format!("did you mean `{date}`?").into(),
        None => DATE_FORM.into(),
    };
    error(Code::BadDate, at, format!("{} is not a date", quote(value))).help(help)
}

/// A value that should be a duration is none.
pub fn bad_duration(at: At, value: &str) -> Diagnostic {
    error(Code::BadDuration, at, format!("{} is not a duration", quote(value))).help(
        "write a number of days, weeks, months or years, like `60d`, `2 weeks`, `6 months`, `1y`",
    )
}

/// A key has a list or a mapping where it can have none: `shape` says what it has.
pub fn bad_shape(at: At, key: &str, shape: &str, expected: &str) -> Diagnostic {
    error(Code::BadValue, at, format!("{shape} is no value for `{key}`"))
        .help(format!("write {expected}"))
}

/// A value is none of those that its key can have: `expected` says which.
pub fn bad_value(at: At, key: &str, value: &str, expected: &str) -> Diagnostic {
    error(Code::BadValue, at, format!("{} is no value for `{key}`", quote(value)))
        .help(format!("write {expected}"))
}

/// The vault's configuration has a value or a key that it cannot have.
pub fn config(at: At, message: String, help: String) -> Diagnostic {
    error(Code::Config, at, message).help(help)
}

/// A sync client kept two versions of a note.
pub fn conflict_copy(at: At) -> Diagnostic {
    warning(
        Code::ConflictCopy,
        at,
        "this is a sync client's conflict copy, and was not read".into(),
    )
    .help("take over what the note itself lacks, then delete the copy")
}

/// Git could not merge a note.
pub fn conflict_markers(at: At) -> Diagnostic {
    error(Code::ConflictMarkers, at, "git could not merge this note, and left both versions".into())
        .help(
            "keep the lines that are right, and delete those with `<<<<<<<`, `=======`, `>>>>>>>`",
        )
}

/// So many others are named who have the same.
pub const MOST_NAMED: usize = 3;

/// Another contact has the same name or e-mail address.
pub fn duplicate_person(at: At, shared: &str, others: &[&str]) -> Diagnostic {
    let list =
        others.iter().take(MOST_NAMED).map(|path| quote(path)).collect::<Vec<_>>().join(", ");
    warning(Code::DuplicatePerson, at, [&list, " has the same ", shared].concat()).help(
        "if they are one person, merge the notes; if not, tell them apart in `name` or `email`",
    )
}

/// The front matter cannot be read.
pub fn front_matter(at: At, message: &str, help: &'static str) -> Diagnostic {
    error(Code::FrontMatter, at, format!("the front matter cannot be read: {message}")).help(help)
}

/// A meeting still to come has `status: held`.
pub fn future_held(at: At, date: Date) -> Diagnostic {
    error(Code::FutureHeld, at, format!("a meeting on {date} cannot have been held yet"))
        .help("correct the date, or take the status away until then")
}

/// A draft says with these words nothing of what it is about.
pub fn hidden_purpose(at: At, phrase: &str) -> Diagnostic {
    advice(Code::HiddenPurpose, at, format!("{} hides what you want to know", quote(phrase)))
        .help("say in one sentence what you would like to learn, and why from them")
}

/// A draft has more than `most` words.
pub fn long_draft(at: At, n_words: usize, most: usize) -> Diagnostic {
    advice(Code::LongDraft, at, format!("this draft has {n_words} words, and {most} are enough"))
        .help("leave out what they need not know to say yes")
}

/// The owner's story has more than `most` words.
pub fn long_story(at: At, n_words: usize, most: usize) -> Diagnostic {
    advice(Code::LongStory, at, format!("this story has {n_words} words, and {most} are enough"))
        .help("keep what somebody else could retell")
}

/// A meeting without a date.
pub fn meeting_without_date(at: At) -> Diagnostic {
    error(Code::MeetingWithoutDate, at, "this meeting has no date".into())
        .help("add `date: YYYY-MM-DD`, or put the date into the file's name")
}

/// A meeting that names nobody.
pub fn meeting_without_people(at: At) -> Diagnostic {
    error(Code::MeetingWithoutPeople, at, "this meeting does not say with whom".into())
        .help("add `with: \"[[Name]]\"`, or a list under a heading `Attendees`")
}

/// A meeting that was held does not say what it was for.
pub fn no_purpose(at: At) -> Diagnostic {
    advice(Code::NoPurpose, at, "this meeting does not say what it was for".into())
        .help("add `purpose:` with what you wanted to learn")
}

/// A meeting that is planned does not say what it is for.
pub fn no_purpose_yet(at: At) -> Diagnostic {
    advice(Code::NoPurpose, at, "this meeting does not say what it is for".into())
        .help("add `purpose:` with what you want to learn")
}

/// A draft asks for nothing.
pub fn no_request(at: At) -> Diagnostic {
    advice(Code::NoRequest, at, "this draft asks for nothing".into())
        .help("end with one small request, like `Could I ask you about it for twenty minutes?`")
}

/// A file with bytes that are not UTF-8, the first of them on `line`.
pub fn not_utf8(at: At, line: usize) -> Diagnostic {
    error(Code::NotUtf8, at, format!("this file is not UTF-8 text: see line {line}"))
        .help("save it again with the encoding UTF-8")
}

/// A file that looks like UTF-16.
pub fn not_utf8_but_utf16(at: At) -> Diagnostic {
    error(Code::NotUtf8, at, "this file is not UTF-8 text: it looks like UTF-16".into())
        .help("save it again with the encoding UTF-8")
}

/// A question that a search would answer.
pub fn searchable_question(at: At, question: &str) -> Diagnostic {
    advice(Code::SearchableQuestion, at, format!("{} can be looked up", quote(question)))
        .help("look it up, and ask what only they can tell you")
}

/// A meeting that was planned for a day now past.
pub fn stale_plan(at: At, date: Date) -> Diagnostic {
    warning(Code::StalePlan, at, format!("this meeting was planned for {date}: did it happen?"))
        .help("write `status: held`, `cancelled` or `no-show`, or its new date")
}

/// A meeting that is still called planned, although the note shows that it happened.
pub fn stale_plan_held(at: At) -> Diagnostic {
    let message = "this meeting is still called planned, but the note shows that it happened";
    warning(Code::StalePlan, at, message.into())
        .help("write `status: held`, or take the status away")
}

/// A box in the dashboard is ticked, but nothing is owed under its `id`.
pub fn stale_tick(at: At, id: &str) -> Diagnostic {
    warning(Code::StaleTick, at, format!("this is ticked, but nothing is owed under {}", quote(id)))
        .help("if it is done, delete the line; if not, see `keepwarm agenda` for what is owed")
}

/// A box in the dashboard is ticked, but what is owed under its `id` reads otherwise now.
pub fn stale_tick_changed(at: At, id: &str) -> Diagnostic {
    let message = format!("this was ticked, but what is owed under {} has changed", quote(id));
    warning(Code::StaleTick, at, message).help("delete the line, and look again at what is owed")
}

/// A symbolic link.
pub fn symlink_skipped(at: At) -> Diagnostic {
    warning(Code::SymlinkSkipped, at, "this is a symbolic link, and was not followed".into()).help(
        "move the file or folder itself into the vault, or add it to `ignore:` in keepwarm.yaml",
    )
}

/// A file that is larger than any note.
pub fn too_large(at: At, limit_mib: usize) -> Diagnostic {
    error(Code::TooLarge, at, format!("this file is larger than {limit_mib} MiB, and was not read"))
        .help("split it, or add it to `ignore:` in keepwarm.yaml")
}

/// A key that looks like a slip for a known one.
pub fn unknown_key(at: At, written: &str, known: &str) -> Diagnostic {
    warning(Code::UnknownKey, at, format!("{} is no key that keepwarm knows", quote(written)))
        .help(format!("did you mean `{known}`?"))
}

/// A link that fits no contact.
pub fn unknown_person(at: At, written: &str) -> Diagnostic {
    warning(Code::UnknownPerson, at, format!("there is no contact {}", quote(written)))
        .help("correct the name, or make a note of that name for them with `type: contact`")
}

/// A file or folder that the system will not let us read.
pub fn unreadable(at: At, reason: &str) -> Diagnostic {
    error(Code::Unreadable, at, format!("this cannot be read: {reason}"))
        .help("see to its permissions, rename it, or add it to `ignore:` in keepwarm.yaml")
}

fn error(code: Code, at: At, message: String) -> Diagnostic {
    diagnostic(Severity::Error, code, at, message)
}

fn warning(code: Code, at: At, message: String) -> Diagnostic {
    diagnostic(Severity::Warning, code, at, message)
}

fn advice(code: Code, at: At, message: String) -> Diagnostic {
    diagnostic(Severity::Advice, code, at, message)
}

fn diagnostic(severity: Severity, code: Code, at: At, message: String) -> Diagnostic {
    Diagnostic {
        severity,
        code,
        path: at.path.to_owned(),
        place: at.place,
        width: at.width,
        message,
        help: None,
        foreign: false,
    }
}

impl Diagnostic {
    fn help(self, help: impl Into<Cow<'static, str>>) -> Diagnostic {
        Diagnostic { help: Some(help.into()), ..self }
    }

    /// Returns the same of a note that is neither contact nor meeting: no more than a warning.
    pub(crate) fn of_foreign_note(self) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, foreign: true, ..self }
    }
}

/// Puts the author's own text in backticks, shortened to what fits a message.
fn quote(text: &str) -> String {
    const LONGEST: usize = 60;
    let text = crate::text::collapsed(text);
    let (n_chars, end) = match text.chars().nth(LONGEST) {
        Some(_) => (LONGEST - 1, "…`"),
        None => (LONGEST, "`"),
    };
    let mut quoted = String::with_capacity(text.len().min(4 * LONGEST) + 5);
    quoted.push('`');
    // A backtick of the author's own would end ours.
    quoted.extend(text.chars().take(n_chars).map(|c| if c == '`' { '\'' } else { c }));
    quoted.push_str(end);
    quoted
}
