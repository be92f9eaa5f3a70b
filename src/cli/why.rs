//! `keepwarm why ID`: explains why something is owed.

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::redaction;
use crate::render;
use crate::render::why::why;
use crate::rules;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;

pub(super) fn run(
    place: Place,
    options: &args::Why,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let today = place.today;
    let index = place.read();
    let vault = Place::join(&index);
    let agenda = rules::due(&vault, today);
    let text = redaction::show(options.redact.view(), &vault, &agenda, |shown| {
        Ok::<String, Error>(why(shown.agenda, find(shown.agenda, &options.id)?))
    })?;
    Stream::out(world, color).print(&text)?;
    Ok(Exit::Done)
}

/// Returns the one item whose id begins with `id`.
pub(super) fn find<'a, 'v>(agenda: &'a Agenda<'v>, id: &str) -> Result<&'a Item<'v>, Error> {
    let id = id.trim().trim_start_matches("kw:").to_ascii_lowercase();
    let begins = |item: &&Item| item.id.as_str().starts_with(&id);
    if let Some(item) = agenda.items.iter().find(|item| item.id.as_str() == id) {
        return Ok(item);
    }
    let found: Vec<&Item> = agenda.items.iter().filter(begins).collect();
    match found.as_slice() {
        [item] => Ok(item),
        [] => Err(Error::Words(format!(
            "no id of what is owed begins with `{id}`: `keepwarm agenda` shows the ids"
        ))),
        several => {
            let list = several.iter().take(5);
            let list: Vec<String> =
                list.map(|item| format!("{} ({})", item.id, render::text(item))).collect();
            let words = format!("`{id}` could be {}: write more of it", list.join(", "));
            Err(Error::Words(words))
        }
    }
}
