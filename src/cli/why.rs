//! `keepwarm why ID`: explains why something is owed.

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::redaction;
use crate::render;
use crate::render::why::why;
use crate::rules;
use crate::text::nearest_code;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::pager;
use super::stream::Color;
use super::vault::Place;
use super::who::has_words;

pub(super) fn run(
    place: Place,
    options: &args::Why,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let today = place.today;
    let index = place.read();
    let joined = Place::join(&index);
    let vault = joined.vault();
    let agenda = rules::due(&vault, today);
    let text = redaction::show(options.redact.view(), &vault, &agenda, |shown| {
        Ok::<String, Error>(why(shown.agenda, find(shown.agenda, &options.id)?, world.out_width))
    })?;
    pager::print(&text, world, color)?;
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
            "no id of what is owed begins with `{id}`: {}",
            hint(agenda, &id)
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

/// Returns what somebody may have meant who gave no id.
fn hint(agenda: &Agenda, id: &str) -> String {
    let ids = agenda.items.iter().map(|item| item.id.as_str());
    let near = nearest_code(id, ids);
    let meant = near.and_then(|id| agenda.items.iter().find(|item| item.id.as_str() == id));
    if let Some(item) = meant {
        return format!("did you mean `{}` ({})?", item.id, render::text(item));
    }
    let is_theirs = |item: &&Item| item.who.iter().any(|who| has_words(who.name(), id));
    match agenda.items.iter().filter(is_theirs).count() {
        0 => "`keepwarm agenda` shows the ids".to_owned(),
        _ => format!("`keepwarm agenda --who {id}` shows what is owed there, with ids"),
    }
}
