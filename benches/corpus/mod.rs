//! A vault as people write them, for the benchmarks: the same notes every time.
//!
//! A third of the notes are contacts, the others meetings; a note has some 2.3 KB, and one in a
//! hundred is broken in one of the ways in which notes break. Nothing but the number of a note
//! decides what it says.

mod prose;
mod rng;
mod words;

use std::fs;
use std::path::Path;

use keepwarm::date::Date;
use keepwarm::date::Datelike;

use prose::Writer;
use rng::Rng;

/// The day on which the vault is looked at.
pub(crate) const TODAY: &str = "2026-11-21";

/// One note.
pub(crate) struct Note {
    /// Its file, relative to the vault, with `/`.
    pub(crate) path: String,
    /// What stands in it; not always text.
    pub(crate) bytes: Vec<u8>,
}

/// Writes a vault of `n_notes` notes below `root`, which must not be there yet.
pub(crate) fn write(root: &Path, n_notes: usize) {
    for note in notes(n_notes) {
        let file = root.join(note.path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        fs::write(file, note.bytes).unwrap();
    }
}

/// Returns the notes of a vault of `n_notes`.
pub(crate) fn notes(n_notes: usize) -> impl Iterator<Item = Note> {
    let vault = Vault::new(n_notes / 3);
    (0..n_notes).map(move |number| {
        let (path, text) = match number.checked_sub(vault.people.len()) {
            None => vault.contact(number),
            Some(number) => vault.meeting(number),
        };
        let mut rng = Rng::new("broken", number);
        let bytes = if rng.chance(0.01) { broken(&mut rng, &text) } else { text.into_bytes() };
        Note { path, bytes }
    })
}

/// A person: the stem of their note, and their name.
struct Person {
    stem: String,
    name: String,
}

struct Vault {
    today: Date,
    people: Vec<Person>,
    sentences: Vec<String>,
}

impl Vault {
    fn new(n_people: usize) -> Vault {
        let mut rng = Rng::new("people", 0);
        let people = (0..n_people).map(|number| {
            let first = rng.word(words::FIRST_NAMES);
            let name = format!("{first} {}", rng.word(words::LAST_NAMES));
            // Many share a name; their notes cannot.
            Person { stem: format!("{}-{number}", slug(&name)), name }
        });
        let people = people.collect();
        Vault { today: TODAY.parse().unwrap(), people, sentences: prose::sentences() }
    }

    fn contact(&self, number: usize) -> (String, String) {
        let rng = &mut Rng::new("contact", number);
        let Person { stem, name } = &self.people[number];
        let company = company(rng);
        let role = format!("{} {}", rng.pick(words::RANKS), rng.pick(words::FIELDS));
        let email = format!("{}@{}.example", slug(name).replace('-', "."), slug(&company));
        let mut tags: Vec<&str> = (0..rng.below(5)).map(|_| rng.word(words::TAGS)).collect();
        tags.sort_unstable();
        tags.dedup();
        let mut text = format!(
            "---\ntype: contact\nname: {}\ncompany: {company}\nrole: {}\nemail: {email}\n",
            if rng.chance(0.3) { format!("\"{name}\"") } else { name.clone() },
            role.trim(),
        );
        if tags.is_empty() || rng.chance(0.7) {
            text += &format!("tags: [{}]\n", tags.join(", "));
        } else {
            text += &format!("tags:\n  - {}\n", tags.join("\n  - "));
        }
        text += &format!("source: {}\n", rng.pick(words::SOURCES));
        if rng.chance(0.4) {
            text += &format!("referred_by: \"[[{}]]\"\n", rng.pick(&self.people).stem);
        }
        text += &format!(
            "status: {}\ncadence: {}\ncreated: {}\n---\n\n",
            rng.pick(words::STATES),
            rng.pick(words::CADENCES),
            days_before(self.today, rng.between(1, 1000)),
        );
        text += &self.writer(rng).portrait(stem, name, &company);
        (format!("people/{stem}.md"), text)
    }

    fn meeting(&self, number: usize) -> (String, String) {
        let rng = &mut Rng::new("meeting", number);
        let person = rng.pick(&self.people);
        let date = self.meeting_date(rng);
        let age = (self.today - date).num_days();
        let mut text = format!("---\ntype: meeting\ndate: {date}\n");
        let with = format!("\"[[{}]]\"", person.stem);
        if rng.chance(0.08) {
            let other = &rng.pick(&self.people).stem;
            text += &format!("with:\n  - {with}\n  - \"[[{other}]]\"\n");
        } else {
            text += &format!("with: {with}\n");
        }
        let purpose = rng.pick(words::PURPOSES).replace("{t}", &company(rng));
        let needs_quotes = purpose.contains(": ") || purpose.contains('&');
        let quote = if needs_quotes { "\"" } else { "" };
        text += &format!("objective: {quote}{purpose}{quote}\n");
        let pending = match age {
            ..5 => 0.6,
            5..60 => 0.12,
            60.. => 0.02,
        };
        for (key, share) in [("thank_you_email", 0.9), ("thank_you_note", 0.35)] {
            if age >= 0 && rng.chance(share) {
                text += &match rng.chance(pending) {
                    true => format!("{key}:\n"),
                    false => format!("{key}: {}\n", days_before(date, -rng.between(0, 4))),
                };
            }
        }
        text += "---\n\n";
        text += &self.writer(rng).minutes(person, date);
        (format!("meetings/{}/{date}-{}-{number}.md", date.year(), person.stem), text)
    }

    fn writer<'v>(&'v self, rng: &'v mut Rng) -> Writer<'v> {
        Writer { rng, today: self.today, people: &self.people, sentences: &self.sentences }
    }

    /// Returns the day of a meeting: now and then one to come, else the more likely, the later.
    fn meeting_date(&self, rng: &mut Rng) -> Date {
        if rng.chance(0.02) {
            return days_before(self.today, -rng.between(1, 14));
        }
        days_before(self.today, rng.between(0, 1100).min(rng.between(0, 1100)))
    }
}

fn company(rng: &mut Rng) -> String {
    format!("{} {}", rng.word(words::COMPANIES), rng.word(words::TRADES))
}

fn days_before(date: Date, days: i64) -> Date {
    date - chrono::TimeDelta::days(days)
}

/// Returns a name as file names and addresses have it.
fn slug(name: &str) -> String {
    let plain = |c: char| match c {
        'ö' => 'o',
        'é' | 'ë' => 'e',
        'í' => 'i',
        'á' => 'a',
        'ł' => 'l',
        'ü' => 'u',
        'č' => 'c',
        c => c,
    };
    let name = name.to_lowercase().replace(' ', "-");
    name.chars().map(plain).filter(char::is_ascii).collect()
}

/// Breaks a good note in one of the ways that are seen in the wild; the last two are only odd.
fn broken(rng: &mut Rng, text: &str) -> Vec<u8> {
    let body = text.splitn(3, "---\n").nth(2).unwrap_or_default();
    let front_matter = &text[4..text.len() - body.len() - 4];
    let lines = |keep: fn(&&str) -> bool| text.split_inclusive('\n').filter(keep).collect();
    let text: String = match rng.below(11) {
        0 => format!("---\n{front_matter}{body}"),
        1 => format!("---\nextra: \"unclosed [\n{}", &text[4..]),
        2 => format!("---\nnested:\n\tkey: value\n{}", &text[4..]),
        3 => text.replacen("\ndate: ", "\ndate: 2026-13-45 # ", 1),
        4 => lines(|line| !line.starts_with("type: ")),
        5 => return [&text.as_bytes()[..text.len() - 9], b"\xff\xfe\xe9\n"].concat(),
        6 => String::new(),
        7 => body.to_owned(),
        8 => format!("---\njust a sentence\n---\n{body}"),
        9 => format!("\u{feff}{}", text.replace('\n', "\r\n")),
        _ => text.replacen("[[", "[[nobody-", 1),
    };
    text.into_bytes()
}
