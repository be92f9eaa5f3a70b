//! Output that shows colours only where they can be seen.

use std::fmt;
use std::io;
use std::io::Write;

use anstream::adapter::strip_str;

use crate::render::terminal::Screen;

use super::World;
use super::args::ColorChoice;
use super::vault::Place;

/// Whether each stream shows colours.
#[derive(Debug, Clone, Copy)]
pub(super) struct Color {
    out: bool,
    err: bool,
}

impl Color {
    /// Writes text for the standard output to `out`, without its colours where they are not shown.
    pub(super) fn print(self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        Stream { stream: out, is_colored: self.out }.print(text)
    }
}

/// Decides about colours: by the option, else by the environment, else by where the output goes.
pub(super) fn color(choice: ColorChoice, world: &World) -> Color {
    let is_set = |name| (world.variable)(name).is_some_and(|value| !value.is_empty());
    let value = |name: &str| (world.variable)(name).unwrap_or_default();
    let is_dumb = value("TERM") == "dumb";
    let is_off = is_set("NO_COLOR") || value("CLICOLOR") == "0" || is_dumb;
    let is_forced = is_set("CLICOLOR_FORCE") && value("CLICOLOR_FORCE") != "0";
    let on = |is_terminal: bool| match choice {
        ColorChoice::Always => true,
        ColorChoice::Never => false,
        ColorChoice::Auto => is_forced && !is_set("NO_COLOR") || is_terminal && !is_off,
    };
    Color { out: on(world.out_width.is_some()), err: on(world.err_is_terminal) }
}

/// One of the two streams.
pub(super) struct Stream<'w> {
    stream: &'w mut dyn Write,
    is_colored: bool,
}

impl<'w> Stream<'w> {
    /// Where data goes.
    pub(super) fn out(world: &'w mut World, color: Color) -> Stream<'w> {
        Stream { stream: &mut *world.out, is_colored: color.out }
    }

    /// Where words about it go; the data before them comes first.
    #[inline(never)] // Every command calls it, once or twice.
    pub(super) fn err(world: &'w mut World, color: Color) -> Stream<'w> {
        // What cannot be written now fails again at the end, where it is told.
        let _ = world.out.flush();
        Stream { stream: &mut *world.err, is_colored: color.err }
    }

    /// Writes text, without its colours and links where they cannot be shown.
    pub(super) fn print(&mut self, text: &str) -> io::Result<()> {
        if self.is_colored {
            return self.stream.write_all(text.as_bytes());
        }
        strip_str(text).try_for_each(|text| self.stream.write_all(text.as_bytes()))
    }

    /// Lets `write!` and `writeln!` write to the stream.
    pub(super) fn write_fmt(&mut self, arguments: fmt::Arguments<'_>) -> io::Result<()> {
        self.print(&arguments.to_string())
    }
}

/// Returns what the agenda is shown on: on a terminal its width, and links where they can be
/// followed; else lines as long as they are.
pub(super) fn screen(world: &World, color: Color, place: &Place) -> Screen {
    let has_links = world.out_width.is_some() && color.out;
    Screen { width: world.out_width, base: place.address().filter(|_| has_links) }
}
