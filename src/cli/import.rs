//! `keepwarm import linkedin|vcard FILE`: makes notes about the people of an address book.

use crate::composing::Habit;
use crate::disk;
use crate::disk::DiskError;
use crate::disk::Index;
use crate::import;
use crate::import::Card;
use crate::import::Known;
use crate::import::NewNote;
use crate::import::Paths;
use crate::import::Plan;
use crate::parallel;
use crate::render::counted;
use crate::text::visible;
use crate::vault::Vault;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::error;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;
use super::who::has_words;

pub(super) fn run(
    place: Place,
    options: &args::Import,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let file = world.folder.join(&options.file);
    let book = import::decode(disk::read_named(&file)?)
        .and_then(|text| import::read(options.origin, &text))
        .map_err(|words| Error::Words(format!("{} was not read: {words}", file.display())))?;
    let index = place.read();
    let joined = Place::join(&index);
    let vault = joined.vault();
    let is_chosen = |card: &&Card| is_chosen(card, &options.matches);
    let cards: Vec<&Card> = book.cards.iter().filter(is_chosen).collect();
    let n_chosen = cards.len();
    let known = known(&index, &vault);
    let plan = import::plan(cards, known, index.settings(), paths(&index, &vault));
    let (made, failed) = match options.dry_run {
        true => (plan.new.iter().collect(), None),
        false => make(&index, &plan),
    };
    let mut out = Stream::out(world, color);
    for note in &made {
        writeln!(out, "{}", visible(&line(note)))?;
    }
    let mut err = Stream::err(world, color);
    for (card, why) in &plan.doubtful {
        writeln!(err, "doubtful: {} {why}", card.name)?;
    }
    for problem in &book.problems {
        writeln!(err, "{}: {problem}", file.display())?;
    }
    if n_chosen == 0 && !book.cards.is_empty() {
        writeln!(err, "nobody of {} matches", book.cards.len())?;
    }
    let verb = if options.dry_run { "would be made" } else { "made" };
    writeln!(err, "{}", summary(&plan, made.len(), verb, book.n_nameless))?;
    if let Some(failed) = failed {
        error::report(&Error::Disk(failed), &mut err);
        return Ok(Exit::Failed);
    }
    let is_clear = plan.doubtful.is_empty() && book.problems.is_empty();
    Ok(if is_clear { Exit::Done } else { Exit::Attention })
}

fn is_chosen(card: &Card, matches: &[String]) -> bool {
    let about = [Some(&card.name), card.company.as_ref(), card.role.as_ref()];
    let about = about.map(|text| text.map_or("", String::as_str)).join(" ");
    matches.is_empty() || matches.iter().any(|words| has_words(&about, words))
}

/// Returns everybody who has a note; what only people look at in it is read again.
fn known(index: &Index, vault: &Vault) -> Vec<Known> {
    let (mine, others): (Vec<_>, Vec<_>) = vault.contacts.iter().partition(|known| known.is_me);
    let mut known = parallel::map(&others, |known| {
        let details = Place::details(index, known.path());
        let contact = known.contact();
        let names = std::iter::once(contact.name()).chain(contact.aliases());
        Known {
            path: Some(known.path().to_owned()),
            names: names.map(ToString::to_string).collect(),
            emails: contact.emails().iter().map(ToString::to_string).collect(),
            linkedin: details.linkedin,
            website: details.website,
        }
    });
    let names = mine.iter().map(|me| me.contact().name().to_string());
    let names = names.chain(index.settings().me.iter().cloned());
    let emails = mine.iter().flat_map(|me| me.contact().emails()).map(ToString::to_string);
    known.push(Known {
        path: None,
        names: names.collect(),
        emails: emails.collect(),
        linkedin: None,
        website: None,
    });
    known
}

/// Learns where new notes go.
fn paths(index: &Index, vault: &Vault) -> Paths {
    let root = index.root();
    let habit = Habit::of(vault, &disk::names(root, ""));
    let names = disk::names(root, habit.folders()[0]);
    let generated = index.settings().generated().map(str::to_owned);
    Paths::new(habit, &names.into_iter().chain(generated).collect::<Vec<String>>())
}

/// Makes the notes; returns those that were made, and why the first of the others was not.
fn make<'p, 'c>(index: &Index, plan: &'p Plan<'c>) -> (Vec<&'p NewNote<'c>>, Option<DiskError>) {
    let create = |note: &NewNote| disk::create(index.root(), &note.path, note.text.as_bytes());
    let results = parallel::map(&plan.new, create);
    let mut made = Vec::new();
    let mut failed = None;
    for (note, result) in plan.new.iter().zip(results) {
        match result {
            Ok(()) => made.push(note),
            Err(error) => _ = failed.get_or_insert(error),
        }
    }
    (made, failed)
}

/// Returns `people/ada-lovelace.md · Ada Lovelace · analyst · Engines Ltd`.
fn line(note: &NewNote) -> String {
    let parts = [Some(&note.path), Some(&note.card.name), note.card.role.as_ref()];
    let parts = parts.into_iter().chain([note.card.company.as_ref()]).flatten();
    parts.map(String::as_str).collect::<Vec<&str>>().join(" · ")
}

fn summary(plan: &Plan, n_made: usize, verb: &str, n_nameless: usize) -> String {
    let mut summary = format!("{} {verb}", counted(n_made, "note", "notes"));
    for (n, words) in [
        (plan.n_known, "there already"),
        (plan.doubtful.len(), "doubtful"),
        (n_nameless, "without a person's name"),
    ] {
        if n > 0 {
            summary.push_str(&format!(", {n} {words}"));
        }
    }
    summary
}
