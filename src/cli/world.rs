//! What a command needs of the world around it.

use std::io;
use std::io::BufRead;
use std::io::Write;
use std::path::PathBuf;
use std::process::Command;
use std::time::Duration;

use chrono::NaiveDateTime;

use super::Draw;

/// The world around a command: in tests, one that is made up.
pub struct World<'w> {
    /// What day and what time it is here, by the clock.
    pub now: &'w dyn Fn() -> NaiveDateTime,
    /// So often a watch looks at the clock: nothing wakes it after the machine's sleep, or when the
    /// clock is set.
    pub tick: Duration,
    /// Shows a notice on the desktop, without waiting for it; calls back with the reason if it
    /// cannot be shown.
    pub notify: &'w dyn Fn(Notice, Box<dyn FnOnce(String) + Send>),
    /// Has something called when somebody wants us to stop.
    pub on_stop: &'w dyn Fn(Box<dyn FnMut() + Send>),
    /// Looks up a variable of the environment.
    pub variable: &'w dyn Fn(&str) -> Option<String>,
    /// Runs an editor, which has the terminal to itself; tells whether it ended well.
    pub edit: &'w dyn Fn(&mut Command) -> io::Result<bool>,
    /// What somebody types, where there is somebody: on a terminal.
    pub input: Option<&'w mut dyn BufRead>,
    /// Runs another program, with this on its standard input; tells whether it went well.
    pub run: &'w RunProgram<'w>,
    /// Opens an address in the program that the system has for it.
    pub open: &'w dyn Fn(&str) -> io::Result<()>,
    /// The current folder.
    pub folder: PathBuf,
    /// Where data goes.
    pub out: &'w mut dyn Write,
    /// Where words about it go.
    pub err: &'w mut dyn Write,
    /// Whether `out` is a terminal, and if so how many columns it has.
    pub out_width: Option<usize>,
    /// Whether `err` is a terminal.
    pub err_is_terminal: bool,
    /// The window of the terminal, where there is one.
    pub window: Option<Window<'w>>,
}

/// The window of a terminal.
#[derive(Clone, Copy)]
pub struct Window<'w> {
    /// How many rows it has.
    pub height: usize,
    /// Runs a pager with this text, until somebody has read enough; fails if there is none.
    pub page: &'w dyn Fn(&mut Command, &[u8]) -> io::Result<()>,
    /// Writes to the terminal at once, from any thread.
    pub draw: Draw,
}

/// Something for the desktop to show.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// One line.
    pub title: String,
    /// A few lines.
    pub body: String,
}
/// Runs a program with arguments and a standard input; tells whether it went well.
pub type RunProgram<'w> = dyn Fn(&str, &[&str], &[u8]) -> io::Result<bool> + 'w;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Exit {
    /// Done.
    Done,
    /// Done, but something needs attention.
    Attention,
    /// It could not be done.
    Failed,
}

impl Exit {
    /// Returns the exit status.
    pub fn status(self) -> u8 {
        match self {
            Exit::Done => 0,
            Exit::Attention => 1,
            Exit::Failed => 2,
        }
    }
}
