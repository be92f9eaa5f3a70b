//! What keeps a command from doing its work.

use std::io;

use anstyle::AnsiColor;
use anstyle::Style;

use crate::diagnostic::Diagnostic;
use crate::diagnostic::Lines;
use crate::diagnostic::show;
use crate::disk::DiskError;

use super::stream::Stream;

/// Why a command could not do its work.
#[derive(Debug)]
pub(super) enum Error {
    /// The configuration cannot be used: what is wrong with it, and its text.
    Config(Vec<Diagnostic>, String),
    /// A file could not be read or written.
    Disk(DiskError),
    /// Nobody can read what we write.
    Output(io::Error),
    /// Anything else, in words.
    Words(String),
}

impl From<DiskError> for Error {
    fn from(error: DiskError) -> Error {
        Error::Disk(error)
    }
}

impl From<io::Error> for Error {
    fn from(error: io::Error) -> Error {
        Error::Output(error)
    }
}

const ERROR: Style = AnsiColor::Red.on_default().bold();

/// Prints an error, once.
pub(super) fn report(error: &Error, err: &mut Stream) {
    let words = match error {
        Error::Config(problems, text) => {
            let lines = Lines::of(text);
            for problem in problems {
                // There is nobody to tell that even this could not be written.
                let _ = writeln!(err, "{}\n", show(problem, Some(&lines)));
            }
            return;
        }
        Error::Disk(error) => error.to_string(),
        Error::Output(error) => format!("cannot write the output: {error}"),
        Error::Words(words) => words.clone(),
    };
    let words = words.split('\n').map(crate::text::visible).collect::<Vec<_>>().join("\n");
    let _ = writeln!(err, "{ERROR}error{ERROR:#}: {words}");
}
