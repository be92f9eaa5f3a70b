//! `keepwarm man`: prints the manual page, or writes all of them into a folder, for packagers.

use std::path::Path;
use std::path::PathBuf;

use clap::Args;
use clap_mangen::Man;
use clap_mangen::roff::Roff;
use clap_mangen::roff::bold;
use clap_mangen::roff::roman;

use crate::disk;
use crate::disk::Generated;

use super::Error;
use super::Exit;
use super::World;
use super::args;
use super::help;

#[derive(Debug, Args)]
pub(crate) struct Pages {
    /// Write the pages of all commands into this folder
    #[arg(long, value_name = "DIR")]
    pub(super) dir: Option<PathBuf>,
}

pub(super) fn run(options: &Pages, world: &mut World) -> Result<Exit, Error> {
    let mut command = args::command().disable_help_subcommand(true);
    command.build();
    match &options.dir {
        None => {
            let (_, page) = page(&command)?;
            world.out.write_all(&page)?;
        }
        Some(folder) => {
            let folder = world.folder.join(folder);
            let mut left = vec![&command];
            while let Some(command) = left.pop() {
                let (name, page) = page(command)?;
                write(&folder.join(name), &page)?;
                left.extend(command.get_subcommands());
            }
        }
    }
    Ok(Exit::Done)
}

/// Writes a page, unless there is something else by that name.
fn write(file: &Path, page: &[u8]) -> Result<(), Error> {
    let is_ours = |old: &[u8]| String::from_utf8_lossy(old).contains(".TH KEEPWARM");
    match disk::write_own(file, page, is_ours)? {
        Generated::Written | Generated::UpToDate => Ok(()),
        Generated::Foreign => {
            let file = file.display();
            Err(Error::Words(format!("{file} was not written: it is no page of keepwarm's")))
        }
    }
}

/// Returns the file name and the page of a command; the same at any time.
fn page(command: &clap::Command) -> Result<(String, Vec<u8>), Error> {
    let is_whole = command.get_name() == PROGRAM;
    // Without a date, what stands behind it would take its place.
    let man = Man::new(command.clone())
        .title(command.get_display_name().unwrap_or(PROGRAM).to_uppercase())
        .date(" ")
        .manual(PROGRAM)
        .source(concat!("keepwarm ", env!("CARGO_PKG_VERSION")));
    let mut page = Vec::new();
    man.render_title(&mut page)?;
    man.render_name_section(&mut page)?;
    synopsis(command).to_writer(&mut page)?;
    man.render_description_section(&mut page)?;
    man.render_options_section(&mut page)?;
    if is_whole {
        commands(command).to_writer(&mut page)?;
        examples().to_writer(&mut page)?;
    } else if command.has_subcommands() {
        man.render_subcommands_section(&mut page)?;
    }
    Ok((man.get_filename(), page))
}

const PROGRAM: &str = "keepwarm";

fn synopsis(command: &clap::Command) -> Roff {
    let usage = command.clone().render_usage().to_string();
    let mut roff = Roff::new();
    roff.control("SH", ["SYNOPSIS"]);
    roff.text([roman(usage.trim_start_matches("Usage: "))]);
    roff
}

fn commands(command: &clap::Command) -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["COMMANDS"]);
    for (title, commands) in help::groups(command) {
        roff.control("SS", [title]);
        for command in commands {
            let name = command.get_display_name().unwrap_or_else(|| command.get_name());
            let about = command.get_about().map(ToString::to_string).unwrap_or_default();
            entry(&mut roff, &format!("{name}(1)"), &about);
        }
    }
    roff
}

fn examples() -> Roff {
    let mut roff = Roff::new();
    roff.control("SH", ["EXAMPLES"]);
    help::EXAMPLES.iter().for_each(|(line, meaning)| entry(&mut roff, line, meaning));
    roff
}

fn entry(roff: &mut Roff, term: &str, words: &str) {
    roff.control("TP", []);
    roff.text([bold(term)]);
    roff.text([roman(words)]);
}
