//! `keepwarm new meeting --with WHO --on DATE`: a note to prepare a meeting in, and to write it up.

use std::path::Path;

use crate::composing::Form;
use crate::composing::NewContact;
use crate::composing::NewMeeting;
use crate::composing::NewNote;
use crate::composing::joined;
use crate::composing::link;
use crate::composing::read_back;
use crate::composing::tidied;
use crate::date::Date;
use crate::date::Today;
use crate::note::Note;
use crate::note::Reference;
use crate::questions;
use crate::questions::Occasion;
use crate::questions::Question;
use crate::questions::Turn;
use crate::settings::Direction;
use crate::settings::Settings;
use crate::sorting::sort_by_key;
use crate::text::fold;
use crate::vault::Acquaintance;
use crate::vault::Encounter;
use crate::vault::Joined;
use crate::vault::Vault;
use crate::vault::Who;

use super::super::stream::Stream;
use super::Color;
use super::Error;
use super::Exit;
use super::Place;
use super::World;
use super::args;
use super::contact;
use super::who;

pub(super) fn run(
    place: Place,
    options: &args::NewMeeting,
    world: &mut World,
    color: Color,
) -> Result<Exit, Error> {
    let questions = super::super::questions::read(&place)?;
    let (today, root) = (place.today, place.root.clone());
    let index = place.read();
    let people = people(&Place::join(&index).vault(), options, &root, today, world, color)?;
    // Links are chosen among all contacts, those included who are to be made.
    let parsed: Vec<Note> = people.new.iter().map(|note| parse(note, index.settings())).collect();
    let mut notes: Vec<&Note> = index.notes().collect();
    for note in &parsed {
        notes.insert(notes.partition_point(|other| other.path < note.path), note);
    }
    let joined = Joined::new(index.settings(), notes, Vec::new());
    let vault = joined.vault();
    let is_present =
        |contact: &&Acquaintance| people.paths.iter().any(|path| path == contact.path());
    let mut present: Vec<&Acquaintance> = vault.contacts.iter().filter(is_present).collect();
    let place = |path: &str| people.paths.iter().position(|other| other == path);
    sort_by_key(&mut present, |contact| place(contact.path()));
    if !options.another {
        check_that_new(&vault, options.on, &present)?;
    }
    let note = compose(options, &present, &vault, &questions, &root, today)?;
    for stranger in &people.new {
        super::create(&root, stranger)?;
        writeln!(Stream::err(world, color), "made {} as well", stranger.path)?;
    }
    super::create(&root, &note)?;
    super::show(&root, &note, options.open(), world, color)
}

/// Who is to be met.
struct People {
    /// The paths of their notes, in the order in which they were named.
    paths: Vec<String>,
    /// Those of the notes that are to be made.
    new: Vec<NewNote>,
}

/// Finds those who are meant, and asks about those who are not known.
fn people(
    vault: &Vault,
    options: &args::NewMeeting,
    root: &Path,
    today: Today,
    world: &mut World,
    color: Color,
) -> Result<People, Error> {
    let mut people = People { paths: Vec::new(), new: Vec::new() };
    for text in &options.with {
        let text = tidied(&Reference::read(text).target);
        if !who::candidates(vault, &text).is_empty() {
            let known = who::find(vault, &text)?;
            let name = known.contact().name();
            if fold(name) != fold(&text) {
                writeln!(Stream::err(world, color), "with {name} ({})", known.path())?;
            }
            people.paths.push(known.path().to_owned());
            continue;
        }
        let name = contact::name(&text)?;
        if !options.create {
            ask(vault, &text, world, color)?;
        }
        let contact = NewContact { name, ..NewContact::default() };
        let note = contact::compose(&contact, vault, root, today)?;
        if !people.paths.contains(&note.path) {
            people.paths.push(note.path.clone());
            people.new.push(note);
        }
    }
    Ok(people)
}

/// Asks, if there is somebody to ask, whether there is to be a note about `who`; fails if not.
fn ask(vault: &Vault, who: &str, world: &mut World, color: Color) -> Result<(), Error> {
    let unknown = match who::find(vault, who) {
        Err(Error::Words(words)) => words,
        Err(error) => return Err(error),
        Ok(_) => return Ok(()),
    };
    if world.input.is_none() {
        let way_out = "To make a note about them as well, say `--create`.";
        return Err(Error::Words(format!("{unknown}\n{way_out}")));
    }
    write!(Stream::err(world, color), "{unknown}\nMake a note about them as well? [y/N] ")?;
    world.err.flush()?;
    let mut answer = String::new();
    if let Some(input) = &mut world.input {
        input.read_line(&mut answer)?;
    }
    match &*fold(&answer) {
        "y" | "yes" => Ok(()),
        _ => Err(Error::Words("no note was made".to_owned())),
    }
}

/// Refuses to make a second note about the same people on the same day.
fn check_that_new(vault: &Vault, date: Date, present: &[&Acquaintance]) -> Result<(), Error> {
    let is_same = |other: &&Encounter| {
        let is_wanted = |who: &Who| present.iter().any(|contact| who.id() == Some(contact.id()));
        let is_there = |contact: &&Acquaintance| {
            other.present.iter().any(|who| who.id() == Some(contact.id()))
        };
        other.meeting().date == Some(date)
            && other.present.iter().all(is_wanted)
            && present.iter().all(is_there)
    };
    let Some(same) = vault.meetings.iter().find(is_same) else {
        return Ok(());
    };
    Err(Error::Words(format!(
        "there is a note about that meeting already: {}\n\
         If there is another one on that day, say so with `--another`.",
        same.path()
    )))
}

/// Returns the note, at a path that is free.
fn compose(
    options: &args::NewMeeting,
    present: &[&Acquaintance],
    vault: &Vault,
    questions: &[Question],
    root: &Path,
    today: Today,
) -> Result<NewNote, Error> {
    let names: Vec<String> = present.iter().map(|one| one.contact().name().to_string()).collect();
    let who = joined(&names);
    let path = super::habit(vault, root).meeting_path(options.on, &who);
    let path = super::free_path(root, &path, vault.settings);
    let direction = if options.giving { Direction::Giving } else { vault.settings.direction };
    let occasion = match direction {
        Direction::Giving => Occasion::Giving,
        Direction::Asking | Direction::None => Occasion::Asking(options.objective),
    };
    let n_meetings =
        present.iter().map(|one| vault.meetings_with(one.id()).count()).max().unwrap_or(0);
    let meeting = NewMeeting {
        date: options.on,
        time: options.time,
        links: present.iter().map(|contact| link(vault, contact.id(), &path)).collect(),
        names,
        place: tidied(options.place.as_deref().unwrap_or_default()),
        purpose: tidied(options.purpose.as_deref().unwrap_or_default()),
        direction,
        questions: questions::pick(questions, occasion, Turn { name: &who, n_meetings }),
    };
    let template = super::template(root, Form::Meeting)?;
    let note = meeting.note(path, &template, vault.settings, today);
    let note = note.map_err(super::bad_template(&template))?;
    read_back(&note, Form::Meeting, vault.settings).map_err(super::bad_template(&template))?;
    Ok(note)
}

fn parse(note: &NewNote, settings: &Settings) -> Note {
    crate::note::parse(note.path.as_str().into(), &note.text, settings)
}
