//! Long outputs on a terminal, shown in a pager as git does it.

use std::io;
use std::process::Command;

use anstream::adapter::strip_str;
use unicode_width::UnicodeWidthStr;

use super::World;
use super::stream::Color;
use super::stream::Stream;

/// Prints text; in a pager where it is longer than the window.
pub(super) fn print(text: &str, world: &mut World, color: Color) -> io::Result<()> {
    let columns = world.out_width.unwrap_or(80);
    let window = world.window.filter(|window| n_rows(text, columns) >= window.height);
    let Some((window, mut pager)) = window.zip(pager(world)) else {
        return Stream::out(world, color).print(text);
    };
    world.out.flush()?;
    // Ctrl-C is for the pager: without us, it would be left alone with the shell.
    (world.on_stop)(Box::new(|| {}));
    let mut shown = Vec::new();
    color.print(&without_links(text), &mut shown)?;
    match (window.page)(&mut pager, &shown) {
        Ok(()) => Ok(()),
        // There is no such pager.
        Err(_) => Stream::out(world, color).print(text),
    }
}

/// Returns the pager that somebody has chosen, else less; `None` where none is wanted.
fn pager(world: &World) -> Option<Command> {
    let variable = |name: &str| (world.variable)(name);
    if variable("TERM").is_some_and(|term| term == "dumb") {
        return None;
    }
    let chosen = variable("KEEPWARM_PAGER").or_else(|| variable("PAGER"));
    let chosen = chosen.unwrap_or_else(|| "less".to_owned());
    // No shell: words are divided at blanks.
    let mut words = chosen.split_whitespace();
    let mut command = Command::new(words.next().filter(|program| *program != "cat")?);
    command.args(words);
    // Quit if it fits, show colours, leave it on the screen.
    for (name, value) in [("LESS", "FRX"), ("LV", "-c")] {
        if variable(name).is_none() {
            command.env(name, value);
        }
    }
    Some(command)
}

/// Returns how many rows text takes in a window of so many columns.
fn n_rows(text: &str, columns: usize) -> usize {
    let rows = |line: &str| strip_str(line).to_string().width().div_ceil(columns.max(1)).max(1);
    text.lines().map(rows).sum()
}

/// Takes off the links that can be followed: older pagers show their addresses.
fn without_links(text: &str) -> String {
    const START: &str = "\x1b]8;;";
    const END: &str = "\x1b\\";
    let mut parts = text.split(START);
    let first = parts.next().unwrap_or_default().to_owned();
    parts.fold(first, |text, part| text + part.split_once(END).map_or(part, |(_, rest)| rest))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rows_are_those_of_the_window() {
        assert_eq!(n_rows("", 10), 0);
        assert_eq!(n_rows("a\n\n\x1b[1m0123456789\x1b[0m\n0123456789a\n", 10), 5);
        assert_eq!(n_rows("李小龍李小龍\n", 10), 2);
    }

    #[test]
    fn links_go_and_their_words_stay() {
        let text = "a \x1b]8;;file:///x\x1b\\\x1b[1mb\x1b[0m\x1b]8;;\x1b\\ c";
        assert_eq!(without_links(text), "a \x1b[1mb\x1b[0m c");
    }
}
