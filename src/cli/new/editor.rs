//! Opening a note in the editor that somebody has chosen.

use std::path::Path;
use std::process::Command;

use super::super::Error;
use super::super::Exit;
use super::super::World;
use super::super::stream::Color;
use super::super::stream::Stream;

/// Opens `file` in `$VISUAL`, else `$EDITOR`, if there is one, and somebody at a terminal.
pub(super) fn open(file: &Path, world: &mut World, color: Color) -> Result<Exit, Error> {
    let is_on_terminal = world.out_width.is_some() && world.input.is_some();
    let variables = ["VISUAL", "EDITOR"].into_iter();
    let mut editors = variables.filter_map(|name| (world.variable)(name));
    let editor = editors.find(|editor| !editor.trim().is_empty());
    let Some(editor) = editor.filter(|_| is_on_terminal) else {
        return Ok(Exit::Done);
    };
    // No shell: the first word is the program, unless all of it names one, as on Windows.
    let words: Vec<&str> = match Path::new(&editor).is_file() {
        true => vec![&editor],
        false => editor.split_whitespace().collect(),
    };
    let problem = match (world.edit)(Command::new(words[0]).args(&words[1..]).arg(file)) {
        Ok(true) => return Ok(Exit::Done),
        Ok(false) => format!("`{editor}` did not end well"),
        Err(error) => format!("`{editor}` could not be started: {error}"),
    };
    writeln!(Stream::err(world, color), "{problem}; the note is there")?;
    Ok(Exit::Attention)
}
