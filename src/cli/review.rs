//! `keepwarm review`: prints what the chats left behind, to be thought over.

use crate::agenda::View;
use crate::redaction::Veil;
use crate::render::markdown;
use crate::review::By;
use crate::review::Wanted;
use crate::review::review;
use crate::vault::Who;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::pager;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;
use super::who::has_words;

pub(super) fn run(
    place: Place,
    options: &args::Review,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let today = place.today;
    let index = place.read();
    let joined = Place::join(&index);
    let vault = joined.vault();
    let read = |path: &str| Place::details(&index, path);
    let view = options.redact.view();
    if view == View::Redacted && matches!(options.by, By::Tag | By::Company) {
        let words = "tags and companies are not shown with `--redact`: gather by month or person";
        return Err(Error::Words(words.to_owned()));
    }
    let words = options.who.as_deref();
    let is_called = |who: &Who| words.is_some_and(|words| is_called(who, words));
    let wanted = Wanted {
        since: options.since,
        who: words.map(|_| &is_called as _),
        tag: options.tag.as_deref(),
    };
    let review = review(&vault, today, options.by, &wanted, &read);
    if review.chats.is_empty() {
        let words = match options.has_filter() {
            true => "Nothing of that is written down.",
            false => {
                "Nothing is written down yet. What did your last chat teach you? \
                Put it under a heading *Takeaways* in its note."
            }
        };
        writeln!(Stream::err(world, color), "{words}")?;
        return Ok(Exit::Done);
    }
    let text = match view {
        View::Full => markdown::review(&review, options.by, index.settings()),
        View::Redacted => {
            let veil = Veil::new(&vault);
            let joined = veil.join(&vault);
            let vault = joined.vault();
            markdown::review(&veil.review(&vault, &review), options.by, vault.settings)
        }
    };
    pager::print(&text, world, color)?;
    Ok(Exit::Done)
}

/// Tells whether the name or an alias has these words.
fn is_called(who: &Who, words: &str) -> bool {
    let aliases = who.contact().into_iter().flat_map(|known| known.contact().aliases());
    has_words(who.name(), words) || aliases.into_iter().any(|alias| has_words(alias, words))
}
