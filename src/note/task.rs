//! One task: its box, its text, and the dates in it.

use std::borrow::Cow;

use memchr::memchr;
use memchr::memrchr;
use rustc_hash::FxHashMap;

use crate::date;
use crate::date::Date;
use crate::text::beginning;
use crate::text::collapsed;
use crate::text::fold;

/// The longest value of a field that is read, in bytes: without a limit, what closes it would be
/// looked for again and again where there is nothing of the kind.
const LONGEST_VALUE: usize = 300;
/// So many values of one task are told to be no dates.
const MOST_BAD_DATES: usize = 20;

/// What a task's box says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum State {
    /// `[ ]`, and every sign that means nothing else.
    Open,
    /// `[x]`.
    Done,
    /// `[-]`.
    Cancelled,
    /// `[>]`: it goes on somewhere else.
    Moved,
}

impl State {
    pub(super) fn of(sign: char) -> State {
        match sign {
            'x' | 'X' => State::Done,
            '-' => State::Cancelled,
            '>' => State::Moved,
            _ => State::Open,
        }
    }
}

/// What a task's words say, its date fields taken off.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Words {
    /// The text that is left.
    pub(super) text: String,
    /// When it is due.
    pub(super) due: Option<Date>,
    /// When it is to be begun.
    pub(super) scheduled: Option<Date>,
    /// Values that were meant to be dates and are none.
    pub(super) bad_dates: Vec<String>,
}

/// Reads the source of a task's paragraph, its lines joined; `None` where no text is left.
pub(super) fn read(source: &str) -> Option<Words> {
    let source = collapsed(source);
    let fields = Fields::of(without_block_id(&source));
    let has_fields = fields.text.len() < source.len();
    let text = if has_fields { collapsed(&fields.text) } else { Cow::Borrowed(&*fields.text) };
    let mut text = &*text;
    let mut due = fields.date(FieldName::Due);
    if due.is_none()
        && let Some((date, rest)) = last_date(text)
    {
        due = Some(date);
        text = rest;
    }
    if without_comments(text).trim().is_empty() {
        return None;
    }
    let text = text.to_owned();
    let scheduled = fields.date(FieldName::Scheduled);
    Some(Words { text, due, scheduled, bad_dates: fields.bad_dates })
}

/// Takes off a block id that ends the text, ` ^abc-1`.
pub(crate) fn without_block_id(text: &str) -> &str {
    let Some(caret) = memrchr(b'^', text.as_bytes()) else {
        return text;
    };
    let (rest, id) = (&text[..caret], &text[caret + 1..]);
    let is_id =
        !id.is_empty() && id.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    if is_id && (rest.is_empty() || rest.ends_with(char::is_whitespace)) {
        rest.trim_end()
    } else {
        text
    }
}

/// Returns `text` without its HTML comments.
pub(super) fn without_comments(text: &str) -> Cow<'_, str> {
    if memchr(b'<', text.as_bytes()).is_none() {
        return Cow::Borrowed(text);
    }
    let mut rest = text;
    let mut kept = String::with_capacity(text.len());
    while let Some((before, after)) = rest.split_once("<!--") {
        kept.push_str(before);
        rest = after.split_once("-->").map_or("", |(_, after)| after);
    }
    kept.push_str(rest);
    Cow::Owned(kept)
}

/// The ways to write a date field, in the order of the table in SPEC §2: the first one wins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Form {
    /// `📅 2026-11-20`.
    Emoji,
    /// `[due:: 2026-11-20]`.
    Brackets,
    /// `(due:: 2026-11-20)`.
    Parentheses,
    /// `due:2026-11-20`.
    Word,
    /// `@due(2026-11-20)`.
    Mention,
}

/// What a date field is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FieldName {
    /// When the task is due.
    Due,
    /// When it is to be begun.
    Scheduled,
    /// When it can be begun.
    Start,
    /// When it was written down.
    Created,
    /// When it was done.
    Done,
    /// When it was cancelled.
    Cancelled,
}

/// A date field, and where it stands in the source.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct DateField {
    /// What it is about.
    pub(crate) name: FieldName,
    /// How it is written.
    pub(crate) form: Form,
    /// Its date.
    pub(crate) date: Date,
    /// Where it stands.
    pub(crate) range: std::ops::Range<usize>,
}

/// What a task's source says beside its text.
#[derive(Default)]
pub(crate) struct Fields<'s> {
    source: &'s str,
    text: String,
    /// The date fields, in their order.
    pub(crate) dates: Vec<DateField>,
    /// How it recurs: `every week when done`.
    pub(crate) rule: Option<&'s str>,
    bad_dates: Vec<String>,
    /// Whether a comment has begun that never ends.
    is_comment_open: bool,
    /// Where the last run of so many backticks begins, by their number.
    last_runs: Option<FxHashMap<usize, usize>>,
}

impl<'s> Fields<'s> {
    /// Reads the fields of `source`.
    pub(crate) fn of(source: &'s str) -> Self {
        let text = String::with_capacity(source.len());
        let mut fields = Fields { source, text, dates: Vec::with_capacity(2), ..Fields::default() };
        fields.take_off(source);
        fields
    }

    /// Returns the date field that counts, of those about `name`.
    pub(crate) fn field(&self, name: FieldName) -> Option<&DateField> {
        self.dates.iter().filter(|field| field.name == name).min_by_key(|field| field.form)
    }

    fn date(&self, name: FieldName) -> Option<Date> {
        self.field(name).map(|field| field.date)
    }

    /// Copies `source` without its fields, which are put where they belong.
    fn take_off(&mut self, source: &'s str) {
        let mut rest = source;
        loop {
            let bytes = rest.as_bytes();
            let may_begin = |start: &usize| {
                MAY_BEGIN[usize::from(bytes[*start])] && may_begin_something(&bytes[*start..])
            };
            let length = (0..bytes.len()).find(may_begin);
            let (text, after) = rest.split_at(length.unwrap_or(rest.len()));
            self.text.push_str(text);
            rest = after;
            let Some(c) = rest.chars().next() else { return };
            match self.verbatim(rest).or_else(|| self.take_field(rest)) {
                Some(length) if length > 0 => rest = &rest[length..],
                _ => {
                    self.text.push(c);
                    rest = &rest[c.len_utf8()..];
                }
            }
        }
    }

    /// Copies a code span or a comment as it stands: a date in it is only text.
    fn verbatim(&mut self, rest: &str) -> Option<usize> {
        let length = match rest.as_bytes() {
            [b'<', ..] if rest.starts_with("<!--") => self.comment(rest)?,
            [b'`', ..] => self.code_span(rest),
            _ => return None,
        };
        self.text.push_str(&rest[..length]);
        Some(length)
    }

    /// Returns the length of the comment that `rest` begins with.
    fn comment(&mut self, rest: &str) -> Option<usize> {
        if self.is_comment_open {
            return None;
        }
        let end = rest.find("-->");
        self.is_comment_open = end.is_none();
        Some(end? + "-->".len())
    }

    /// Returns the length of the code span that `rest` begins with. A run of backticks that nothing
    /// closes is text, and so is what follows it.
    fn code_span(&mut self, rest: &str) -> usize {
        let begin = self.source.len() - rest.len();
        let n_ticks = run(rest);
        let last_runs = self.last_runs.get_or_insert_with(|| runs(self.source).collect());
        if last_runs.get(&n_ticks).is_none_or(|last| *last <= begin) {
            return n_ticks;
        }
        let close = runs(&rest[n_ticks..]).find(|(length, _)| *length == n_ticks);
        close.map_or(n_ticks, |(_, offset)| n_ticks + offset + n_ticks)
    }

    /// Takes one field off the start of `rest`, and returns its length.
    fn take_field(&mut self, rest: &'s str) -> Option<usize> {
        let n_dates = self.dates.len();
        let length = self
            .emoji(rest)
            .or_else(|| self.inline(rest))
            .or_else(|| self.word(rest))
            .or_else(|| self.sign(rest))?;
        let start = self.source.len() - rest.len();
        for field in &mut self.dates[n_dates..] {
            field.range = start..start + length;
        }
        self.text.push(' ');
        Some(length)
    }

    /// `📅 2026-11-20`.
    fn emoji(&mut self, rest: &str) -> Option<usize> {
        const EMOJI: &[(char, FieldName)] = &[
            ('📅', FieldName::Due),
            ('📆', FieldName::Due),
            ('🗓', FieldName::Due),
            ('⏳', FieldName::Scheduled),
            ('⌛', FieldName::Scheduled),
            ('✅', FieldName::Done),
            ('🛫', FieldName::Start),
            ('➕', FieldName::Created),
            ('❌', FieldName::Cancelled),
        ];
        let first = rest.chars().next()?;
        let (_, name) = EMOJI.iter().find(|(emoji, _)| *emoji == first)?;
        let value = after_emoji(rest);
        match date::scan(value) {
            Some((moment, length)) => {
                self.put(*name, Form::Emoji, moment.date);
                Some(rest.len() - value.len() + length)
            }
            None => {
                self.complain_of_first_word(value);
                None
            }
        }
    }

    /// `[due:: 2026-11-20]` or `(due:: 2026-11-20)`.
    fn inline(&mut self, rest: &'s str) -> Option<usize> {
        let (form, close) = match rest.as_bytes().first()? {
            b'[' => (Form::Brackets, ']'),
            b'(' => (Form::Parentheses, ')'),
            _ => return None,
        };
        const LONGEST_NAME: usize = 20;
        let start = &rest.as_bytes()[1..];
        let start = &start[..start.len().min(LONGEST_NAME + 2)];
        let colons = start.windows(2).position(|two| two == b"::")?;
        let (name, after) = (&rest[1..1 + colons], &rest[1 + colons + 2..]);
        let field = match &*fold(name) {
            "due" => Some(FieldName::Due),
            "scheduled" => Some(FieldName::Scheduled),
            "completion" => Some(FieldName::Done),
            "start" => Some(FieldName::Start),
            "created" => Some(FieldName::Created),
            "cancelled" => Some(FieldName::Cancelled),
            "repeat" | "priority" => None,
            _ => return None,
        };
        let value = beginning(after.trim_start(), LONGEST_VALUE);
        let link = if value.starts_with("[[") { value.find("]]")? + 2 } else { 0 };
        let end = link + value[link..].find(close)?;
        let length = rest.len() - after.trim_start().len() + end + 1;
        let value = value[..end].trim();
        match (field, date::read_moment(value)) {
            (Some(field), Some(moment)) => self.put(field, form, moment.date),
            (Some(_), None) if !value.is_empty() => {
                self.complain(value);
                return None;
            }
            (None, _) if name == "repeat" => self.rule = Some(value),
            _ => {}
        }
        Some(length)
    }

    /// `due:2026-11-20`, `t:2026-11-20`, `@due(2026-11-20)`.
    fn word(&mut self, rest: &str) -> Option<usize> {
        if self.text.chars().next_back().is_some_and(char::is_alphanumeric) {
            return None;
        }
        let starts_with = |word: &str| {
            rest.get(..word.len()).is_some_and(|start| start.eq_ignore_ascii_case(word))
        };
        if starts_with("@due(") {
            let end = beginning(rest, LONGEST_VALUE).find(')')?;
            let value = rest["@due(".len()..end].trim();
            let Some(moment) = date::read_moment(value) else {
                if !value.is_empty() {
                    self.complain(value);
                }
                return None;
            };
            self.put(FieldName::Due, Form::Mention, moment.date);
            return Some(end + 1);
        }
        let (word, field) = match () {
            () if starts_with("due:") => ("due:", FieldName::Due),
            () if starts_with("t:") => ("t:", FieldName::Scheduled),
            () => return None,
        };
        let value = &rest[word.len()..];
        let Some((moment, length)) = date::scan(value) else {
            self.complain_of_first_word(value);
            return None;
        };
        self.put(field, Form::Word, moment.date);
        Some(word.len() + length)
    }

    fn put(&mut self, name: FieldName, form: Form, date: Date) {
        self.dates.push(DateField { name, form, date, range: 0..0 });
    }

    /// Takes a field without a date of ours off the start of `rest`: a recurrence or a priority.
    fn sign(&mut self, rest: &'s str) -> Option<usize> {
        let value = after_emoji(rest);
        let before = rest.len() - value.len();
        match rest.chars().next()? {
            '🔁' => {
                let length = recurrence(value);
                self.rule = Some(value[..length].trim_end());
                Some(before + length)
            }
            '🔺' | '⏫' | '🔼' | '🔽' | '⏬' => Some(before),
            _ => None,
        }
    }

    /// Keeps the first word of a field's value as a bad date, if it was meant to be one.
    fn complain_of_first_word(&mut self, value: &str) {
        let word = beginning(value, LONGEST_VALUE).split(' ').next().unwrap_or_default();
        let word = word.trim_end_matches(['.', ',', ';', ')', ']']);
        if date::looks_like_date(word) {
            self.complain(word);
        }
    }

    /// Keeps a value that was meant to be a date and is none.
    fn complain(&mut self, value: &str) {
        if self.bad_dates.len() < MOST_BAD_DATES {
            self.bad_dates.push(value.to_owned());
        }
    }
}

/// The bytes with which something may begin that [`may_begin_something`] tells.
const MAY_BEGIN: [bool; 256] = {
    let mut may_begin = [false; 256];
    let mut byte = 0;
    while byte < may_begin.len() {
        may_begin[byte] = byte >= 0xc0
            || matches!(byte as u8, b'<' | b'`' | b'[' | b'(' | b'@' | b'd' | b'D' | b't' | b'T');
        byte += 1;
    }
    may_begin
};

/// Tells whether code, a comment or a field may begin here: everything else is only text.
fn may_begin_something(bytes: &[u8]) -> bool {
    match bytes {
        [b'd' | b'D', rest @ ..] => rest.get(..3).is_some_and(|r| r.eq_ignore_ascii_case(b"ue:")),
        [b't' | b'T', rest @ ..] => rest.starts_with(b":"),
        // Beside these signs, it may be the first byte of an emoji.
        [first, ..] => b"<`[(@".contains(first) || *first >= 0xc0,
        [] => false,
    }
}

fn after_emoji(rest: &str) -> &str {
    let mut chars = rest.chars();
    chars.next();
    let rest = chars.as_str();
    rest.strip_prefix('\u{fe0f}').unwrap_or(rest).trim_start()
}

/// Returns the length of a recurrence rule, such as `every 2 weeks when done`; it ends where
/// something begins that no rule has, or a date, or a word with a colon, such as `due:2026-11-20`.
fn recurrence(text: &str) -> usize {
    let mut end = 0;
    for (offset, c) in text.char_indices() {
        if c == ':' {
            return text[..end].rfind(' ').map_or(0, |blank| blank + 1);
        }
        if !(c.is_ascii_alphanumeric() || matches!(c, ' ' | ',' | '!')) {
            break;
        }
        if date::scan(&text[offset..]).is_some() {
            break;
        }
        end = offset + c.len_utf8();
    }
    end
}

/// Returns the length of the run of backticks that `text` begins with.
fn run(text: &str) -> usize {
    text.bytes().take_while(|byte| *byte == b'`').count()
}

/// Returns the runs of backticks in `text`: their lengths, and where they begin.
fn runs(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let mut end = 0;
    std::iter::from_fn(move || {
        let begin = end + memchr(b'`', &text.as_bytes()[end..])?;
        let length = run(&text[begin..]);
        end = begin + length;
        Some((length, begin))
    })
}

/// Finds a bare date that ends the text, `… by 2026-11-25.`, and returns the text before it.
/// After `of`, `from`, `since` or `in` it says something else than when the task is due.
fn last_date(text: &str) -> Option<(Date, &str)> {
    let end = text.trim_end_matches([' ', '.', ',', ';', ':', '!', '?', '…']);
    let (date, before) = if let Some(inside) = end.strip_suffix(')') {
        let open = inside.rfind('(')?;
        let (date, word) = date_and_words(&inside[open + 1..])?;
        let (word, is_due) = without_preposition(word.trim_end());
        if !is_due || !word.is_empty() {
            return None;
        }
        (date, &end[..open])
    } else if end.ends_with("]]") {
        let open = end.rfind("[[")?;
        (date::read_moment(&end[open..])?.date, &end[..open])
    } else {
        date_and_words(end)?
    };
    if !(before.is_empty() || before.ends_with(' ')) {
        return None;
    }
    let (rest, is_due) = without_preposition(before.trim_end());
    is_due.then_some((date, rest))
}

/// Splits a text that ends in a date, with or without a time, before the date.
fn date_and_words(text: &str) -> Option<(Date, &str)> {
    let mut start = text.len();
    for _ in 0..2 {
        start = text[..start].trim_end().rfind(' ').map_or(0, |blank| blank + 1);
        if let Some(moment) = date::read_moment(&text[start..])
            && !text[start..].starts_with("[[")
        {
            return Some((moment.date, &text[..start]));
        }
    }
    None
}

/// Takes off a word that makes the date after it a due date; tells whether it can be one at all.
fn without_preposition(before: &str) -> (&str, bool) {
    let start = before.rfind(' ').map_or(0, |blank| blank + 1);
    let word = before[start..].to_ascii_lowercase();
    match word.as_str() {
        "by" | "due" | "due:" | "on" | "before" | "until" => (before[..start].trim_end(), true),
        "of" | "from" | "since" | "in" => (before, false),
        _ => (before, true),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(source: &str) -> (String, Option<String>, Option<String>) {
        let words = read(source).unwrap();
        let text = |date: Option<Date>| date.map(|date| date.to_string());
        (words.text, text(words.due), text(words.scheduled))
    }

    fn due(source: &str) -> (String, String) {
        let (text, due, _) = words(source);
        (text, due.unwrap_or_default())
    }

    #[test]
    fn every_due_field_is_read_and_taken_off() {
        let sources = [
            "send 📅 2026-12-01 slides",
            "send 📆2026-12-01 slides",
            "send 🗓️ 2026-12-01 slides",
            "send 📅 [[2026-12-01]] slides",
            "send [due:: 2026-12-01] slides",
            "send (Due::2026-12-01) slides",
            "send [due:: [[2026-12-01]]] slides",
            "send due:2026-12-01 slides",
            "send @due(2026-12-01) slides ^block-1",
        ];
        for source in sources {
            assert_eq!(
                due(source),
                ("send slides".to_owned(), "2026-12-01".to_owned()),
                "{source}"
            );
        }
    }

    #[test]
    fn a_bare_date_at_the_end_is_when_it_is_due() {
        for source in [
            "send it 2026-12-01",
            "send it by 2026-12-01.",
            "send it Due: 2026-12-01",
            "send it on [[2026-12-01]]",
            "send it (2026-12-01)!",
            "send it (by 2026-12-01)",
            "send it until 2026-12-01 10:00 ^id",
        ] {
            assert_eq!(due(source), ("send it".to_owned(), "2026-12-01".to_owned()), "{source}");
        }
        for source in [
            "minutes of 2026-12-01",
            "news since (2026-12-01)",
            "on 2026-12-01 send it",
            "read v2026-12-01",
            "see `📅 2026-12-01`",
        ] {
            assert_eq!(due(source), (source.to_owned(), String::new()), "{source}");
        }
    }

    #[test]
    fn the_first_form_wins() {
        assert_eq!(due("a due:2026-12-03 [due:: 2026-12-02] 📅 2026-12-01").1, "2026-12-01");
        assert_eq!(due("a 📅 2026-12-01 📅 2026-12-05").1, "2026-12-01");
        assert_eq!(due("a @due(2026-12-02) due:2026-12-01").1, "2026-12-01");
    }

    #[test]
    fn all_fields_leave_the_text_and_tags_stay() {
        let source = "a ➕ 2026-11-01 🛫 2026-11-02 ⏳ 2026-12-03 📅 2026-12-04 🔁 every week when \
                      done ⏫ [priority:: high] #tag ✅ 2026-12-05";
        let expected = ("a #tag".to_owned(), Some("2026-12-04".into()), Some("2026-12-03".into()));
        assert_eq!(words(source), expected);
        let source = "a 🔁 every week due:2026-12-04 t:2026-12-03";
        let expected = ("a".to_owned(), Some("2026-12-04".into()), Some("2026-12-03".into()));
        assert_eq!(words(source), expected);
    }

    #[test]
    fn what_was_meant_to_be_a_date_is_told() {
        for (source, bad) in [
            ("a 📅 2026-02-30", "2026-02-30"),
            ("a [due:: soon]", "soon"),
            ("a 📅 2026-1-5 b", "2026-1-5"),
            ("a due:2026-13-01", "2026-13-01"),
        ] {
            assert_eq!(read(source).unwrap().bad_dates, [bad], "{source}");
        }
        for source in ["a 📅", "a due:", "ask what is due: all of it", "a ✅"] {
            assert_eq!(read(source).unwrap().bad_dates, [""; 0], "{source}");
        }
    }

    #[test]
    fn a_box_without_text_is_no_task() {
        for source in ["", "📅 2026-12-01", "<!-- a hint -->", "^id"] {
            assert_eq!(read(source), None, "{source}");
        }
    }
}
