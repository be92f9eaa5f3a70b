//! The command line: arguments in, text and an exit status out. It alone knows the terminal and
//! the environment, and they are handed to it.

mod agenda;
mod args;
mod build;
mod check;
mod clipboard;
mod completions;
mod dashboard;
mod difference;
mod done;
mod draft;
mod edits;
mod error;
mod export;
mod filter;
mod help;
mod import;
mod init;
mod man;
mod new;
mod outputs;
mod pager;
mod progress;
mod questions;
mod redact;
mod review;
mod schema;
mod show;
mod stats;
mod stream;
mod vault;
mod watch;
mod welcome;
mod who;
mod why;
mod world;

pub use args::command;
pub use progress::Draw;
pub use world::Exit;
pub use world::Notice;
pub use world::RunProgram;
pub use world::Window;
pub use world::World;

use std::ffi::OsString;
use std::io;
use std::process;

use crate::agenda::View;
use crate::disk;
use crate::ticking::Wish;

use args::Arguments;
use args::Command;
use error::Error;
use stream::Stream;
use vault::Place;

/// How a command ends that is told to stop: as shells say it of Ctrl-C.
const INTERRUPTED: i32 = 130;

/// Runs keepwarm with `arguments`, the program's name first.
pub fn run(arguments: impl IntoIterator<Item = OsString>, world: &mut World) -> Exit {
    let arguments: Vec<OsString> = arguments.into_iter().collect();
    // Also where help is asked for, or the arguments are wrong.
    if let Some(window) = &mut world.window
        && arguments.iter().any(|word| word == "--no-pager")
    {
        window.height = usize::MAX;
    }
    let arguments = match Arguments::read(&arguments, world.out_width) {
        Ok(arguments) => arguments,
        Err(error) => return args::report(&error, &arguments, world),
    };
    let color = stream::color(arguments.color, world);
    match run_command(&arguments, world, color) {
        Ok(exit) => exit,
        // Whoever reads us has read enough: `keepwarm agenda | head`.
        Err(Error::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(error) => {
            error::report(&error, &mut Stream::err(world, color));
            Exit::Failed
        }
    }
}

fn run_command(
    arguments: &Arguments,
    world: &mut World,
    color: stream::Color,
) -> Result<Exit, Error> {
    let place = || match arguments.view() {
        View::Full => Place::find(arguments, world),
        View::Redacted => Place::find(arguments, world).map_err(redact::redacted),
    };
    let Some(command) = &arguments.command else {
        return welcome::run(place()?, arguments, world, color);
    };
    let place = match command {
        // These have nothing to do with any vault.
        Command::Completions(options) => return completions::run(options, world),
        Command::Man(options) => return man::run(options, world),
        Command::Schema(options) => return schema::run(arguments, options, world),
        _ => place()?,
    };
    if may_write(command) {
        (world.on_stop)(Box::new(|| {
            disk::stop_writing();
            process::exit(INTERRUPTED);
        }));
    }
    match command {
        Command::Build(options) => build::run(place, options, world, color),
        Command::Watch(options) => {
            let fixed = vault::fixed_today(arguments, world)?;
            watch::run(place, options, fixed, world, color)
        }
        Command::Agenda(options) => agenda::run(place, options, world, color),
        Command::Check(options) => check::run(place, options, world, color),
        Command::Draft(options) => draft::run(place, options, world, color),
        Command::Show(options) => show::run(place, options, world, color),
        Command::Init(options) => init::run(place, options, world, color),
        Command::New(options) => new::run(place, options, world, color),
        Command::Questions(options) => questions::run(place, options, world, color),
        Command::Done(options) => done::run(place, options, Wish::Done, world, color),
        Command::Skip(options) => done::run(place, options, Wish::NotNeeded, world, color),
        Command::Snooze(options) => done::snooze(place, options, world, color),
        Command::Log(options) => done::log(place, options, world, color),
        Command::Why(options) => why::run(place, options, world, color),
        Command::Review(options) => review::run(place, options, world, color),
        Command::Stats(options) => stats::run(place, options, world, color),
        Command::Export(options) => export::run(place, options, world, color),
        Command::Import(options) => import::run(place, options, world, color),
        Command::Completions(_) | Command::Man(_) | Command::Schema(_) => Ok(Exit::Done),
    }
}

/// Tells which commands end between two files when somebody wants them to; a watch sees to it
/// itself, and those that write nothing may end anywhere.
fn may_write(command: &Command) -> bool {
    matches!(
        command,
        Command::Build(_)
            | Command::Init(_)
            | Command::New(_)
            | Command::Done(_)
            | Command::Skip(_)
            | Command::Snooze(_)
            | Command::Log(_)
            | Command::Import(_)
            | Command::Export(_)
    )
}
