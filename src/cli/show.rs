//! `keepwarm show WHO`: prints what is known about somebody.

use crate::agenda::View;
use crate::brief::brief;
use crate::redaction;
use crate::render;
use crate::rules;
use crate::vault::Acquaintance;
use crate::vault::Vault;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::pager;
use super::stream::Color;
use super::vault::Place;
use super::who;

pub(super) fn run(
    place: Place,
    options: &args::Show,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let today = place.today;
    let index = place.read();
    let joined = Place::join(&index);
    let vault = joined.vault();
    let view = options.redact.view();
    let contact = find(&vault, &options.who.join(" "), view)?;
    let agenda = rules::due(&vault, today);
    let read = |path: &str| Place::details(&index, path);
    redaction::show(view, &vault, &agenda, |shown| {
        let contact = shown.vault.contact(contact.id());
        let brief = brief(shown.vault, shown.agenda, contact, &|path| shown.details(path, &read));
        if options.json {
            render::brief::json::json(&brief, &mut world.out)?;
            return Ok(Exit::Done);
        }
        let text = render::brief::text(&brief, world.out_width);
        pager::print(&text, world, color)?;
        Ok(Exit::Done)
    })
}

/// Finds whom `who` means; others are not told who else it could be.
fn find<'a, 'v>(
    vault: &'a Vault<'v>,
    who: &str,
    view: View,
) -> Result<&'a Acquaintance<'v>, Error> {
    who::find(vault, who).map_err(|error| match view {
        View::Full => error,
        View::Redacted => Error::Words(
            "nobody, or more than one, is called so: without `--redact` it is said who".to_owned(),
        ),
    })
}
