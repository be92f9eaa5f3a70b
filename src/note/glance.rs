//! A look at a note from a folder that is not a vault yet: what it is taken for, and why.

use crate::date;
use crate::date::Date;
use crate::settings::Key;
use crate::settings::Settings;
use crate::yaml::Node;

use super::front_matter::FrontMatter;
use super::front_matter::leaves_of;
use super::kind::By;
use super::kind::Kind;
use super::split;
use super::tell_kind;

/// What a note shows at a glance.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Glance {
    /// What it is taken for, and what tells it.
    pub kind: Option<(Kind, By)>,
    /// The keys of its front matter that have a value, as written, with the texts in the value.
    pub keys: Vec<(String, Vec<String>)>,
    /// The day that it would have as a meeting.
    pub date: Option<Date>,
}

/// Looks at the note at `path`. Front matter that cannot be read shows nothing.
pub fn glance(path: &str, text: &str, settings: &Settings) -> Glance {
    let in_file_name = date::in_file_name(crate::text::stem(path));
    let nothing = Glance { kind: None, keys: Vec::new(), date: in_file_name };
    let Ok(split) = split::split(text) else {
        return nothing;
    };
    let Ok(front) = FrontMatter::read(path, split.front.unwrap_or_default(), &settings.keys) else {
        return nothing;
    };
    let date = front.value(Key::Date, Kind::Meeting);
    let told = tell_kind(path, &front, split.front.is_some(), settings);
    let keys = front.entries().filter(|(_, node)| !node.is_empty());
    Glance {
        kind: told.map(|(told, by)| (told.kind(), by)),
        keys: keys.map(|(key, node)| (key.to_owned(), texts(node))).collect(),
        date: date.and_then(|value| value.date()).or(in_file_name),
    }
}

fn texts(node: &Node) -> Vec<String> {
    let mut leaves = Vec::new();
    leaves_of(node, &mut Vec::new(), &mut leaves);
    leaves.into_iter().map(|written| written.text.into_owned()).collect()
}
