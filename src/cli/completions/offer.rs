//! What may come next on a command line: commands, options, and from the vault ids and people.

use std::ffi::OsStr;
use std::ffi::OsString;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc;
use std::sync::mpsc::RecvTimeoutError;
use std::time::Duration;

use clap::Arg;
use clap::Command;
use clap_complete::engine::ArgValueCompleter;
use clap_complete::engine::CompletionCandidate;
use clap_complete::engine::complete;

use crate::agenda::Item;
use crate::agenda::ItemKind;
use crate::agenda::State;
use crate::date;
use crate::disk;
use crate::disk::Index;
use crate::disk::Use;
use crate::disk::Walker;
use crate::note::Person;
use crate::note::is_among_contacts;
use crate::note::is_among_meetings;
use crate::render;
use crate::rules;
use crate::settings::Settings;
use crate::sorting::sort_by;
use crate::sorting::sort_by_key;
use crate::text::collapse;
use crate::text::fold;
use crate::text::stem;
use crate::text::visible;

use super::super::World;
use super::super::args;
use super::super::args::Arguments;
use super::super::vault::Place;
use super::super::who::has_words;
use super::Offer;

/// So long a shell waits at most.
const PATIENCE: Duration = Duration::from_secs(1);

/// What is offered.
pub(super) enum Offered {
    /// These words.
    Words(Vec<Offer>),
    /// Files, which every shell knows best itself.
    Files(Files),
}

/// Which files.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Files {
    Any,
    Folders,
}

/// The signs by which our own candidates are known among those of the command line.
const FILES: &str = "keepwarm-files";
const FOLDERS: &str = "keepwarm-folders";

/// Returns what may come in place of the last word.
pub(super) fn offered(words: &[String], world: &World) -> Offered {
    let nothing = Offered::Words(Vec::new());
    let Some((typed, before)) = words.split_last() else { return nothing };
    let place = place(before, world).map(Arc::new);
    let mut command = with_vault(args::command(), place.as_ref());
    let arguments = words.iter().map(OsString::from).collect();
    let Ok(candidates) = complete(&mut command, arguments, before.len(), None) else {
        return nothing;
    };
    let has = |sign: &str| candidates.iter().any(|one| one.get_id().is_some_and(|id| id == sign));
    match () {
        () if has(FILES) => Offered::Files(Files::Any),
        () if has(FOLDERS) => Offered::Files(Files::Folders),
        () => Offered::Words(sorted_out(&candidates, typed)),
    }
}

/// Options stand back where there is something else to say, and where nobody began with a dash;
/// what cannot be shown in a line is left out.
fn sorted_out(candidates: &[CompletionCandidate], typed: &str) -> Vec<Offer> {
    let offers = candidates.iter().filter_map(|candidate| {
        let value = candidate.get_value().to_str().filter(|value| visible(value) == *value)?;
        let about = candidate.get_help().map(ToString::to_string).unwrap_or_default();
        let about = about.lines().next().unwrap_or_default();
        let about = about.split(" [default").next().unwrap_or_default();
        Some(Offer { value: value.to_owned(), about: collapse(&visible(about)) })
    });
    let (options, words): (Vec<Offer>, Vec<Offer>) =
        offers.partition(|offer| offer.value.starts_with('-'));
    match () {
        () if typed.starts_with('-') => options,
        () if words.is_empty() => {
            options.into_iter().filter(|option| option.value.starts_with("--")).collect()
        }
        () => words,
    }
}

/// Finds the vault that the words before mean, as far as they can be understood.
fn place(before: &[String], world: &World) -> Option<Place> {
    let command = args::command().ignore_errors(true);
    let matches = command.try_get_matches_from(before).ok()?;
    let vault: Option<PathBuf> = matches.try_get_one("vault").ok().flatten().cloned();
    let home = (world.variable)("HOME").or_else(|| (world.variable)("USERPROFILE"));
    let vault = vault.map(|vault| match (vault.strip_prefix("~"), home) {
        (Ok(rest), Some(home)) => PathBuf::from(home).join(rest),
        _ => vault,
    });
    let today = matches.try_get_one("today").ok().flatten().copied();
    Place::find(&Arguments::of(vault, today), world).ok()
}

/// Lets the arguments of a command know what is in the vault.
fn with_vault(command: Command, place: Option<&Arc<Place>>) -> Command {
    let name = command.get_name().to_owned();
    let command = command.mut_args(|arg| with_candidates(arg, &name, place));
    command.mut_subcommands(|command| with_vault(command, place))
}

/// Gives an argument its candidates, by what its value is called in the help.
fn with_candidates(arg: Arg, command: &str, place: Option<&Arc<Place>>) -> Arg {
    let value = match arg.get_value_names() {
        Some([value, ..]) => value.to_string(),
        _ => arg.get_id().as_str().to_uppercase(),
    };
    let sign = |sign: &'static str| {
        move |_: &OsStr| vec![CompletionCandidate::new("").id(Some(sign.to_owned()))]
    };
    let wanted = match value.as_str() {
        "DIR" => return arg.add(ArgValueCompleter::new(sign(FOLDERS))),
        "FILE" => return arg.add(ArgValueCompleter::new(sign(FILES))),
        "ID" => Wanted { ids: Some(kinds(command)), people: None },
        "ID|WHO" => Wanted { ids: Some(kinds(command)), people: Some(Call::One) },
        "WHO" => Wanted { ids: None, people: Some(Call::One) },
        "NAME" if arg.get_id() == "who" => Wanted { ids: None, people: Some(Call::All) },
        _ => return arg,
    };
    let Some(place) = place.map(Arc::clone) else { return arg };
    arg.add(ArgValueCompleter::new(move |typed: &OsStr| wanted.candidates(&place, typed)))
}

/// What an argument takes from the vault.
#[derive(Clone, Copy)]
struct Wanted {
    /// Ids, of items of some kinds.
    ids: Option<fn(ItemKind) -> bool>,
    /// People.
    people: Option<Call>,
}

/// How people are called.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Call {
    /// So that one person is meant: who shares a name with others is called by their note.
    One,
    /// By name, whoever has it.
    All,
}

/// Returns the kinds of items that a command can do something with.
fn kinds(command: &str) -> fn(ItemKind) -> bool {
    match command {
        "done" | "skip" => ItemKind::has_box,
        "snooze" => ItemKind::can_wait,
        "draft" => {
            |kind| kind.is_letter() || matches!(kind, ItemKind::ThankYouNote | ItemKind::Waiting)
        }
        _ => |_| true,
    }
}

impl Wanted {
    fn candidates(self, place: &Arc<Place>, typed: &OsStr) -> Vec<CompletionCandidate> {
        let typed = typed.to_string_lossy().into_owned();
        let place = Arc::clone(place);
        let offers = in_time(move || {
            let ids = self.ids.map(|is_wanted| ids(&place, &typed, is_wanted)).unwrap_or_default();
            // Where an id is begun, or may be, people would only hide the ids.
            match self.people {
                Some(call) if ids.is_empty() => people(&place, &typed, call),
                _ => ids,
            }
        });
        let candidate = |Offer { value, about }| {
            CompletionCandidate::new(value).help((!about.is_empty()).then(|| about.into()))
        };
        offers.unwrap_or_default().into_iter().map(candidate).collect()
    }
}

/// Returns the result of some work, unless it takes too long; then it is left alone, and ends with
/// us.
fn in_time<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Option<T> {
    let (done, is_done) = mpsc::channel::<()>();
    let worker = std::thread::spawn(move || {
        let result = work();
        drop(done);
        result
    });
    match is_done.recv_timeout(PATIENCE) {
        Err(RecvTimeoutError::Timeout) => None,
        _ => worker.join().ok(),
    }
}

/// Returns the ids that begin with what is typed; if none does, those of what is owed to people
/// with such a name.
fn ids(place: &Place, typed: &str, is_wanted: fn(ItemKind) -> bool) -> Vec<Offer> {
    let index = Index::read(&place.root, place.settings.clone(), Use::Once);
    let joined = Place::join(&index);
    let vault = joined.vault();
    let agenda = rules::due(&vault, place.today);
    let wanted: Vec<&Item> = agenda.items.iter().filter(|item| is_wanted(item.kind)).collect();
    let lower = typed.to_ascii_lowercase();
    let begins = |item: &&&Item| item.id.as_str().starts_with(&lower);
    let is_theirs = |item: &&&Item| item.who.iter().any(|who| has_words(who.name(), typed));
    let mut found: Vec<&Item> = wanted.iter().filter(begins).copied().collect();
    if found.is_empty() {
        found = wanted.iter().filter(is_theirs).copied().collect();
    }
    let offer = |item: &Item| {
        let due = item.due.map_or("any day ".to_owned(), |due| format!("{due} "));
        let state = match item.state(place.today) {
            State::Overdue => "overdue ",
            State::Today => "today ",
            State::Upcoming | State::Undated => "",
        };
        Offer {
            value: item.id.as_str().to_owned(),
            about: format!("{due}{state}· {}", render::text(item)),
        }
    };
    found.into_iter().map(offer).collect()
}

/// Returns the people whose name begins with what is typed; else those with such an alias; else
/// those with a name that has such words.
fn people(place: &Place, typed: &str, call: Call) -> Vec<Offer> {
    if typed.is_empty()
        && call == Call::One
        && let Some(stems) = stems(place)
    {
        return stems;
    }
    let people = find_people(place, typed);
    let begins = |name: &str| fold(name).starts_with(&*fold(typed));
    let mut found = by_name(&people, call, &begins);
    if found.is_empty() {
        let aliases = people.iter().flat_map(|(_, person)| {
            let aliases = person.aliases.iter().filter(|alias| begins(alias));
            aliases.map(|alias| Offer { value: alias.to_string(), about: person.name.to_string() })
        });
        found = aliases.collect();
    }
    if found.is_empty() {
        found = by_name(&people, call, &|name| has_words(name, typed));
    }
    found
}

/// Returns the people who may be meant, and their notes. Most notes are called like the people:
/// then few of them have to be read.
fn find_people(place: &Place, typed: &str) -> Vec<(Box<str>, Person)> {
    let Place { root, settings, .. } = place;
    let has_begun = |path: &str| has_words(&stem(path).replace(['-', '_', '.'], " "), typed);
    let mut people =
        disk::people(root, settings, |path| is_likely(path, settings) && has_begun(path));
    if people.is_empty() {
        people = disk::people(root, settings, |_| true);
    }
    let is_me = |name: &str| settings.me.iter().any(|me| fold(me) == fold(name));
    people.retain(|(_, person)| !is_me(&person.name));
    people
}

/// Tells whether a note may be about a person, from its path alone.
fn is_likely(path: &str, settings: &Settings) -> bool {
    !is_among_meetings(path, settings) && date::in_file_name(stem(path)).is_none()
}

/// Returns the names of the notes about people, where there are too many of them to read all only
/// for their beginnings to be typed.
fn stems(place: &Place) -> Option<Vec<Offer>> {
    const MANY: usize = 1000;
    let Place { root, settings, .. } = place;
    let (found, _) = Walker::new(root, settings).walk("");
    let paths =
        found.iter().map(|found| &*found.path).filter(|path| is_among_contacts(path, settings));
    let mut stems: Vec<&str> = paths.map(stem).collect();
    sort_by(&mut stems, Ord::cmp);
    stems.dedup();
    let offer = |stem: &str| Offer { value: stem.to_owned(), about: String::new() };
    (stems.len() > MANY).then(|| stems.into_iter().map(offer).collect())
}

/// Returns those whose name is meant, by name.
fn by_name(
    people: &[(Box<str>, Person)],
    call: Call,
    is_meant: &dyn Fn(&str) -> bool,
) -> Vec<Offer> {
    let meant = people.iter().filter(|(_, person)| is_meant(&person.name));
    let mut meant: Vec<(&str, &str)> =
        meant.map(|(path, person)| (&*person.name, &**path)).collect();
    sort_by_key(&mut meant, |(name, _)| *name);
    let offers = meant.chunk_by(|(one, _), (other, _)| one == other).flat_map(|same| {
        let offer = |value: &str, about: &str| Offer { value: value.into(), about: about.into() };
        match same {
            [_, _, ..] if call == Call::One => {
                same.iter().map(|(name, path)| offer(path, name)).collect()
            }
            _ => vec![offer(same[0].0, "")],
        }
    });
    offers.collect()
}
