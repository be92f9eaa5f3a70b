//! `keepwarm completions SHELL`: prints the script for a shell, which then asks us, with the words
//! typed so far, what may come next. Whatever goes wrong there, nothing is offered, nothing said.

mod offer;
mod shell;

pub(crate) use shell::Shell;

use std::ffi::OsString;

use clap::Args;

use super::Error;
use super::Exit;
use super::World;
use offer::Files;
use offer::Offered;
use shell::Show;
use shell::are_others;

#[derive(Debug, Args)]
pub(crate) struct Completions {
    /// The shell
    pub(super) shell: Shell,

    /// The words of a command line as typed so far: what may come in place of the last one
    #[arg(last = true, hide = true)]
    pub(super) words: Option<Vec<OsString>>,
}

/// Something that may be typed.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Offer {
    /// The word, without any quotes.
    pub(super) value: String,
    /// What it means.
    pub(super) about: String,
}

pub(super) fn run(options: &Completions, world: &mut World) -> Result<Exit, Error> {
    let Some(words) = &options.words else {
        world.out.write_all(options.shell.script().as_bytes())?;
        return Ok(Exit::Done);
    };
    let typed: Vec<String> = words.iter().map(|word| word.to_string_lossy().into_owned()).collect();
    let (words, apart) = options.shell.read(&typed);
    let variable = |name| (world.variable)(name).unwrap_or_default();
    let show = Show {
        width: variable("COLUMNS").parse().unwrap_or(80),
        is_list: matches!(variable("COMP_TYPE").as_str(), "63" | "33" | "64"),
    };
    let text = match offer::offered(&words, world) {
        Offered::Words(offers) => {
            let kind = match options.shell {
                Shell::Zsh if are_others(&offers, words.last().map_or("", String::as_str)) => {
                    "others"
                }
                _ => "words",
            };
            let typed = typed.last().map_or("", String::as_str);
            format!("{kind}\n{}", options.shell.write(&offers, typed, &apart, show))
        }
        Offered::Files(Files::Any) => "files\n".to_owned(),
        Offered::Files(Files::Folders) => "folders\n".to_owned(),
    };
    world.out.write_all(text.as_bytes())?;
    Ok(Exit::Done)
}
