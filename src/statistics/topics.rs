//! What the chats were for, and about.

use crate::note::plain;
use crate::note::tells_kind;
use crate::parallel;
use crate::sorting::sort_by;
use crate::sorting::sort_by_key;
use crate::text::collapse;
use crate::text::fold;
use crate::vault::Who;

use super::Chat;
use super::Read;

/// A purpose or a tag, and how many chats had it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Topic {
    /// The words, as they were written first.
    pub text: String,
    /// How many chats had it.
    pub n_chats: usize,
}

pub(super) fn purposes(chats: &[Chat]) -> Vec<Topic> {
    let purposes = chats.iter().filter_map(|chat| chat.encounter.meeting().purpose());
    counted(&mut purposes.map(|purpose| collapse(&plain(purpose))))
}

/// Counts the tags of the chats and of the people there, each once for a chat.
pub(super) fn tags(chats: &[Chat], read: Read) -> Vec<Topic> {
    let of_chats = parallel::map(chats, |chat| read(chat.encounter.path()).tags);
    let mut all = chats.iter().zip(of_chats).flat_map(|(chat, mut tags)| {
        let present = chat.encounter.present.iter().filter_map(Who::contact);
        let of_people = present.flat_map(|known| known.contact().tags());
        tags.extend(of_people.filter(|tag| !tells_kind(tag)).map(ToString::to_string));
        let mut seen = Vec::new();
        tags.retain(|tag| {
            let is_new = !seen.contains(&fold(tag).into_owned());
            seen.push(fold(tag).into_owned());
            is_new
        });
        tags
    });
    counted(&mut all)
}

/// Counts equal texts, whatever their case; most first, then in alphabetical order.
fn counted(texts: &mut dyn Iterator<Item = String>) -> Vec<Topic> {
    let texts = texts.filter(|text| !text.is_empty());
    let mut folded: Vec<(String, String)> =
        texts.map(|text| (fold(&text).into_owned(), text)).collect();
    sort_by(&mut folded, |(one, _), (other, _)| one.cmp(other));
    let equal = folded.chunk_by(|(one, _), (other, _)| one == other);
    let topic =
        |equal: &[(String, String)]| Topic { text: equal[0].1.clone(), n_chats: equal.len() };
    let mut topics: Vec<Topic> = equal.map(topic).collect();
    sort_by_key(&mut topics, |topic| std::cmp::Reverse(topic.n_chats));
    topics
}
