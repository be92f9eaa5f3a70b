//! Notes, names, links and files that are odd, broken or malicious, by family. Whatever a case is, it
//! crashes nothing, hangs nothing, leaves the vault nowhere, reaches no reader of what is written,
//! and costs no other note anything; what else must hold stands beside it.
//!
//! Where the specification leaves a case open, `decided` says what was chosen, in words; what then
//! must hold is what any other case has.
//!
//! The sizes are small enough for every day. `HOSTILE=full` takes those that hurt.

mod dashboards;
mod dates;
mod encodings;
mod fences;
mod file_names;
mod files;

mod growth;
mod people;
mod tasks;
mod vault;
mod yaml;

use std::collections::BTreeSet;

/// Something in a vault, and what keepwarm makes of it.
pub(super) struct Case {
    /// Where it is, in bytes: not every name is UTF-8.
    path: Vec<u8>,
    make: Make,
    /// The codes of all diagnostics about it.
    told: BTreeSet<&'static str>,
    owed: Owed,
}

/// What there is at a path.
enum Make {
    File(Vec<u8>),
    /// A file of so many bytes without any.
    #[cfg(unix)]
    Hole(u64),
    /// A symbolic link to that place.
    #[cfg(unix)]
    Link(&'static str),
    /// A second name for a file.
    #[cfg(unix)]
    SecondName(&'static str),
    Folder,
    #[cfg(unix)]
    Pipe,
    #[cfg(unix)]
    Socket,
}

/// What is owed because of a note.
#[derive(Debug, PartialEq, Eq)]
enum Owed {
    /// Nothing: it is no note of ours, or all is done.
    Nothing,
    /// A check-in with the contact of this name, on 31 October.
    CheckIn(String),
    /// So many action items.
    Tasks(usize),
    /// Something, and this is among it: kind, day, names and the text of a task.
    Item(&'static str),
    /// Whatever.
    Anything,
}

/// A file about which nothing is told and for which nothing is owed.
fn file(path: impl Into<Vec<u8>>, text: impl AsRef<[u8]>) -> Case {
    let make = Make::File(text.as_ref().to_owned());
    Case { path: path.into(), make, told: BTreeSet::new(), owed: Owed::Nothing }
}

impl Case {
    /// Adds bytes at the end of the file.
    fn below(mut self, bytes: &[u8]) -> Case {
        if let Make::File(text) = &mut self.make {
            text.extend(bytes);
        }
        self
    }

    /// Of these codes diagnostics are told, and of no others.
    fn told(mut self, codes: &str) -> Case {
        let known = keepwarm::diagnostic::Code::ALL;
        self.told = codes
            .split(' ')
            .map(|code| known.iter().find(|known| known.word() == code).unwrap().word())
            .collect();
        self
    }

    /// It is about a contact by this name, who was last seen on 1 September.
    fn named(mut self, name: impl Into<String>) -> Case {
        self.owed = Owed::CheckIn(name.into());
        self
    }

    /// It has so many action items.
    fn with_tasks(mut self, n_tasks: usize) -> Case {
        self.owed = Owed::Tasks(n_tasks);
        self
    }

    /// It owes, among other things, this.
    fn owes(mut self, line: &'static str) -> Case {
        self.owed = Owed::Item(line);
        self
    }

    /// What it owes is not what the case is about.
    fn owes_anything(mut self) -> Case {
        self.owed = Owed::Anything;
        self
    }

    /// Says what was chosen where the specification leaves it open.
    fn decided(self, what: &str) -> Case {
        assert!(what.contains(' '), "{what:?} is no reason");
        self
    }
}

/// The text of a contact's note who was last seen on 1 September; with further keys.
fn contact_text(name: &str, keys: &str) -> String {
    format!("---\ntype: contact\nname: {name}\nlast_contact: 2026-09-01\n{keys}---\nA note.\n")
}

/// A contact in `people/STEM.md`, by the name `Case STEM`, with further keys.
fn contact(stem: &str, keys: &str) -> Case {
    let name = format!("Case {}", stem.replace('-', " "));
    file(format!("people/{stem}.md"), contact_text(&name, keys)).named(name)
}

/// The contact `people/STEM.md` with the whole text given.
fn person(stem: &str, text: impl AsRef<[u8]>) -> Case {
    let name = format!("Case {}", stem.replace('-', " "));
    file(format!("people/{stem}.md"), text).named(name)
}

/// The text of a meeting with Anchor, who was thanked, and that was written up.
fn meeting_text(date: &str, body: &str) -> String {
    format!(
        "---\ntype: meeting\ndate: {date}\nwith: \"[[Anchor Person]]\"\nthank_you_email: skip\n\
         thank_you_note: skip\n---\nWe talked about work.\n\n{body}"
    )
}

/// A meeting in `meetings/STEM.md` whose body has so many action items.
fn tasks(stem: &str, body: &str, n_tasks: usize) -> Case {
    file(format!("meetings/{stem}.md"), meeting_text("2026-11-20", body)).with_tasks(n_tasks)
}

/// Tells whether the sizes that hurt are wanted.
#[expect(clippy::disallowed_methods, reason = "who runs the tests says how long")]
fn is_full() -> bool {
    std::env::var_os("HOSTILE").is_some_and(|value| value == "full")
}

/// Returns the large size if that is wanted, else the small one.
fn sized(small: usize, large: usize) -> usize {
    if is_full() { large } else { small }
}
