//! `keepwarm draft ID|WHO`: writes a letter to edit.

use crate::agenda::Agenda;
use crate::agenda::Item;
use crate::disk;
use crate::disk::Index;
use crate::draft::Choice;
use crate::draft::Kind;
use crate::draft::Letter;
use crate::draft::Sources;
use crate::draft::draft;
use crate::draft::for_contact;
use crate::draft::for_item;
use crate::note::Details;
use crate::note::details;
use crate::render::wrap;
use crate::rules;
use crate::text::visible;
use crate::vault::Vault;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::clipboard;
use super::stream::Color;
use super::stream::Stream;
use super::vault::Place;
use super::who;
use super::why;

pub(super) fn run(
    place: Place,
    options: &args::Draft,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let today = place.today;
    let index = place.read();
    let joined = Place::join(&index);
    let vault = joined.vault();
    let agenda = rules::due(&vault, today);
    let choice = choose(&vault, &agenda, &options.what.join(" "), options.kind)?;
    let letter = write(&index, &vault, &agenda, &choice)?;
    if options.copy {
        clipboard::copy(&letter.body_text(), world)?;
    } else if options.mailto {
        open(&letter, world, color)?;
    } else {
        let text = letter.text();
        let text = world.out_width.map_or(text.clone(), |width| wrapped(&text, width));
        Stream::out(world, color).print(&text)?;
    }
    let mut err = Stream::err(world, color);
    if options.copy {
        // Above the letter these would be in the way; here they can be read.
        for (key, value) in &letter.headers {
            writeln!(err, "{key}: {value}")?;
        }
    }
    writeln!(err, "{}{}", if options.copy { "copied: " } else { "" }, about(&letter))?;
    Ok(Exit::Done)
}

/// Finds out which letter is meant: by an id, else by a contact.
fn choose<'v>(
    vault: &'v Vault<'v>,
    agenda: &Agenda<'v>,
    what: &str,
    kind: Option<Kind>,
) -> Result<Choice<'v>, Error> {
    let is_exact = |item: &&Item| what.trim_start_matches("kw:") == item.id.as_str();
    let item = match agenda.items.iter().find(is_exact) {
        Some(item) => item,
        None => match who::find(vault, what) {
            Ok(contact) => return Ok(for_contact(vault, agenda, contact, kind)),
            // What is no name may still be the beginning of an id.
            Err(error) => why::find(agenda, what).map_err(|_| error)?,
        },
    };
    for_item(vault, agenda, item, kind).ok_or_else(|| {
        let (id, word) = (item.id, item.kind.word());
        Error::Words(format!(
            "no letter does what {id} ({word}) asks for: say with --kind which one you want"
        ))
    })
}

fn write(index: &Index, vault: &Vault, agenda: &Agenda, choice: &Choice) -> Result<Letter, Error> {
    let read_text = |path: &str| disk::read_text(index.root(), path);
    let read = |path: &str| match read_text(path) {
        Some(text) => details(path, &text, index.settings()),
        None => Details::default(),
    };
    let story = read_text("story.md");
    let template = choice.kind.template(read_text(&choice.kind.path()));
    let sources = Sources { vault, agenda, read: &read, story };
    draft(&sources, choice, &template)
        .map_err(|problem| Error::Config(vec![*problem], template.text))
}

/// Opens the letter in the mail program; where nobody looks on, the address is what is wanted.
fn open(letter: &Letter, world: &mut World, color: Color) -> Result<(), Error> {
    let address = letter.mailto();
    if world.out_width.is_none() {
        return Ok(writeln!(Stream::out(world, color), "{address}")?);
    }
    (world.open)(&address).map_err(|error| {
        Error::Words(format!(
            "no mail program could be opened: {error}; without --mailto the letter is printed"
        ))
    })
}

/// Returns `text` in lines that fit a terminal, and are good to read.
fn wrapped(text: &str, width: usize) -> String {
    const WIDEST: usize = 80;
    let lines = text.lines().flat_map(|line| wrap(line, width.min(WIDEST)));
    lines.map(|line| line + "\n").collect()
}

/// Says which letter it is, and how much is left to do.
fn about(letter: &Letter) -> String {
    let kind = letter.kind.word();
    let to = if letter.name.is_empty() { "" } else { " to " };
    let left = match letter.n_blanks() {
        0 => "nothing left to fill in".to_owned(),
        1 => "1 blank `[…]` to fill in".to_owned(),
        n => format!("{n} blanks `[…]` to fill in"),
    };
    format!("{kind}{to}{}, {left}", visible(&letter.name))
}
