//! What kind of note it is: by its type, else its tags, else its folder.

use crate::settings::Settings;
use crate::text::collapse;
use crate::text::fold;
use crate::text::split_once;
use crate::text::stem;
use crate::yaml::Node;

/// The notes that are ours.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// A person.
    Contact,
    /// A meeting with people.
    Meeting,
}

/// What tells the kind of a note.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum By {
    /// A key such as `type`.
    Type,
    /// Its tags.
    Tags,
    /// The folder that it is in.
    Folder,
}

/// What kind of meeting it was called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Label {
    /// `meeting`, or nothing more than its folder.
    Meeting,
    /// `coffee`.
    Coffee,
    /// `coffee chat`.
    CoffeeChat,
    /// `chat`.
    Chat,
    /// `call`.
    Call,
    /// `informational interview`.
    InformationalInterview,
    /// `interview`.
    Interview,
    /// `job interview`.
    JobInterview,
    /// `1-1` or the like: a regular talk between two people at work.
    OneOnOne,
}

impl Label {
    /// Returns what to call such a meeting.
    pub fn word(self) -> &'static str {
        match self {
            Label::Meeting => "Meeting",
            Label::Coffee => "Coffee",
            Label::CoffeeChat => "Coffee chat",
            Label::Chat => "Chat",
            Label::Call => "Call",
            Label::InformationalInterview => "Informational interview",
            Label::Interview => "Interview",
            Label::JobInterview => "Job interview",
            Label::OneOnOne => "1-1",
        }
    }
}

/// A kind, as a word told it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Told {
    Contact,
    Meeting(Label),
}

impl Told {
    pub(super) fn kind(self) -> Kind {
        match self {
            Told::Contact => Kind::Contact,
            Told::Meeting(_) => Kind::Meeting,
        }
    }
}

/// Reads the kind from the value of a key such as `type`.
pub(super) fn by_type(node: &Node) -> Option<Told> {
    match node {
        Node::Scalar(text) => by_word(text),
        node => by_words(texts(node).into_iter()),
    }
}

/// Reads the kind from `tags`: a list, or text divided by commas or blanks.
pub(super) fn by_tags(node: &Node) -> Option<Told> {
    by_words(tags(node).iter().flat_map(|tag| tag.split('/')))
}

/// Reads the kind from words: a contact if one of them says so, else a meeting; an ordinary one
/// if one of them says that.
fn by_words<'w>(words: impl Iterator<Item = &'w str>) -> Option<Told> {
    let told: Vec<Told> = words.filter_map(by_word).collect();
    let ordinary = Told::Meeting(Label::OneOnOne);
    let first = || told.first().copied();
    [Told::Contact, ordinary].into_iter().find(|one| told.contains(one)).or_else(first)
}

/// Returns the tags of a list, or of a text divided by commas or blanks; without `#`.
pub(super) fn tags<'n>(node: &'n Node) -> Vec<&'n str> {
    let bare = |tag: &'n str| tag.trim().trim_start_matches('#');
    let tags: Vec<&str> = match node {
        Node::Scalar(text) => {
            text.split(|c: char| c == ',' || c.is_whitespace()).map(bare).collect()
        }
        node => texts(node).into_iter().map(bare).collect(),
    };
    tags.into_iter().filter(|tag| !tag.is_empty()).collect()
}

/// Returns the texts in a list, however deep, or the one text.
fn texts<'n>(node: &'n Node) -> Vec<&'n str> {
    match node {
        Node::Scalar(text) => vec![text],
        Node::List(nodes) => nodes.iter().flat_map(texts).collect(),
        _ => Vec::new(),
    }
}

/// Tells whether a tag says nothing but what kind of note it is, like `person` or `coffee-chat`.
pub fn tells_kind(tag: &str) -> bool {
    by_word(tag).is_some()
}

/// Reads the kind from one word, such as `#person`, `[[Categories/People|People]]`, `coffee-chat`.
fn by_word(word: &str) -> Option<Told> {
    by_plain_word(word).or_else(|| by_plain_word(&plain_word(word)))
}

/// Returns a word without its dress, its parts divided by one blank.
fn plain_word(word: &str) -> String {
    let word = word.trim();
    let word = word.strip_prefix("[[").and_then(|word| word.strip_suffix("]]")).unwrap_or(word);
    let word = split_once(word, b'|').map_or(word, |(word, _)| word);
    let word = fold(stem(word).trim_start_matches('#'));
    collapse(&word.replace(['-', '_'], " "))
}

fn by_plain_word(word: &str) -> Option<Told> {
    Some(Told::Meeting(match word {
        "contact" | "contacts" | "person" | "persons" | "people" => return Some(Told::Contact),
        "meeting" | "meetings" => Label::Meeting,
        "coffee" | "coffees" => Label::Coffee,
        "coffee chat" | "coffee chats" => Label::CoffeeChat,
        "chat" | "chats" => Label::Chat,
        "call" | "calls" => Label::Call,
        "informational interview" | "informational interviews" => Label::InformationalInterview,
        "interview" | "interviews" => Label::Interview,
        "job interview" | "job interviews" => Label::JobInterview,
        "1 1" | "1:1" | "1on1" | "one on one" => Label::OneOnOne,
        _ => return None,
    }))
}

/// Reads the kind from the folders above the note; the nearest one wins.
pub(super) fn by_folder(path: &str, settings: &Settings) -> Option<Told> {
    let mut folder = path;
    while let Some((parent, _)) = folder.rsplit_once('/') {
        folder = parent;
        if settings.contact_folders.iter().any(|known| is_folder(folder, known)) {
            return Some(Told::Contact);
        }
        if settings.meeting_folders.iter().any(|known| is_folder(folder, known)) {
            return Some(Told::Meeting(Label::Meeting));
        }
    }
    None
}

/// Tells whether the folder of the note at `path` makes it a contact, if it says nothing else.
pub fn is_among_contacts(path: &str, settings: &Settings) -> bool {
    by_folder(path, settings) == Some(Told::Contact)
}

/// Tells whether the folder of the note at `path` makes it a meeting, if it says nothing else.
pub fn is_among_meetings(path: &str, settings: &Settings) -> bool {
    matches!(by_folder(path, settings), Some(Told::Meeting(_)))
}

/// Tells whether the path `folder` ends in the folder, or the folders, called `known`.
fn is_folder(folder: &str, known: &str) -> bool {
    let known = fold(known.trim_matches('/'));
    let folder = fold(folder);
    let before = folder.strip_suffix(&*known);
    !known.is_empty() && before.is_some_and(|before| before.is_empty() || before.ends_with('/'))
}

/// Guesses the kind from the lines of front matter that cannot be read as a whole.
pub(super) fn by_lines(front: &str, settings: &Settings) -> Option<Told> {
    use crate::settings::Key;
    let mut list_of = None;
    for line in front.split(['\n', '\r']) {
        let item = line.trim_start().strip_prefix("- ").filter(|_| list_of.is_some());
        let (key, value) = match (item, line.split_once(':')) {
            (Some(item), _) => (list_of, item),
            (None, Some((key, value))) => {
                let key = key.trim_matches(['"', '\'', ' ']);
                let known = settings.keys.of_meeting(&crate::settings::normalise(key));
                (known.map(|(key, _)| key), value)
            }
            (None, None) => continue,
        };
        list_of = key;
        let value = value.trim().trim_matches(['"', '\'']);
        let words = value.trim_start_matches('[').trim_end_matches(']');
        let node = Node::List(
            words
                .split(',')
                .map(|word| Node::Scalar(word.trim_matches(['"', '\'', ' ', '[', ']']).into()))
                .collect(),
        );
        let told = match key {
            Some(Key::Type) => by_type(&node),
            Some(Key::Tags) => by_tags(&node).or_else(|| by_tags(&Node::Scalar(words.into()))),
            _ => None,
        };
        if told.is_some() {
            return told;
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_are_read_in_every_dress() {
        for word in ["Person", "#people", "[[Categories/People|x]]", "CONTACTS"] {
            assert_eq!(by_word(word), Some(Told::Contact), "{word}");
        }
        for word in ["coffee-chat", "Coffee_Chats", "[[coffee chat]]"] {
            assert_eq!(by_word(word), Some(Told::Meeting(Label::CoffeeChat)), "{word}");
        }
        for word in ["1-1", "1:1", "1on1", "One on one"] {
            assert_eq!(by_word(word), Some(Told::Meeting(Label::OneOnOne)), "{word}");
        }
        assert_eq!(by_word("note"), None);
    }

    #[test]
    fn the_nearest_folder_wins() {
        let settings = Settings::new();
        let kind = |path| by_folder(path, &settings).map(Told::kind);
        assert_eq!(kind("People/meetings/x.md"), Some(Kind::Meeting));
        assert_eq!(kind("meetings/2026/people/x.md"), Some(Kind::Contact));
        assert_eq!(kind("peoples/x.md"), None);
        assert_eq!(kind("people.md"), None);
    }

    #[test]
    fn broken_front_matter_may_still_tell_its_kind() {
        let settings = Settings::new();
        for front in
            ["a: b: c\ntype: person\n", "tags:\n  - x\n  - person\n", "tags: [x, crm/person]\n"]
        {
            assert_eq!(by_lines(front, &settings), Some(Told::Contact), "{front}");
        }
        assert_eq!(by_lines("aliases:\n  - person\n", &settings), None);
    }
}
