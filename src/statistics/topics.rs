//! What the chats were for, and about.

use std::collections::BTreeMap;

use crate::note::plain;
use crate::note::tells_kind;
use crate::parallel;
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
    let purposes = chats.iter().filter_map(|chat| chat.encounter.meeting.purpose.as_deref());
    counted(&mut purposes.map(|purpose| collapse(&plain(purpose))))
}

/// Counts the tags of the chats and of the people there, each once for a chat.
pub(super) fn tags(chats: &[Chat], read: Read) -> Vec<Topic> {
    let of_chats = parallel::map(chats, |chat| read(chat.encounter.path).tags);
    let mut all = chats.iter().zip(of_chats).flat_map(|(chat, mut tags)| {
        let present = chat.encounter.present.iter().filter_map(Who::contact);
        let of_people = present.flat_map(|known| &known.contact().tags);
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
    let mut counts: BTreeMap<String, Topic> = BTreeMap::new();
    for text in texts.filter(|text| !text.is_empty()) {
        let key = fold(&text).into_owned();
        counts.entry(key).or_insert(Topic { text, n_chats: 0 }).n_chats += 1;
    }
    let mut topics: Vec<Topic> = counts.into_values().collect();
    sort_by_key(&mut topics, |topic| std::cmp::Reverse(topic.n_chats));
    topics
}
