//! The clipboard, by the tool that the system has for it: no library can keep a text there after
//! the program has ended.

use std::io;

use super::Error;
use super::World;

/// A tool, its arguments, and whether it can be of use here.
type Tool = (&'static str, &'static [&'static str], fn(&World) -> bool);

const TOOLS: &[Tool] = &[
    ("pbcopy", &[], |_| cfg!(target_os = "macos")),
    ("clip", &[], |_| cfg!(windows)),
    ("wl-copy", &[], |world| is_set(world, "WAYLAND_DISPLAY")),
    ("xclip", &["-selection", "clipboard"], |world| is_set(world, "DISPLAY")),
    ("xsel", &["--clipboard", "--input"], |world| is_set(world, "DISPLAY")),
    ("clip.exe", &[], |world| is_set(world, "WSL_DISTRO_NAME")),
    ("termux-clipboard-set", &[], |world| is_set(world, "TERMUX_VERSION")),
];

/// Puts `text` into the clipboard.
pub(super) fn copy(text: &str, world: &World) -> Result<(), Error> {
    for (program, arguments, is_of_use) in TOOLS {
        if !is_of_use(world) {
            continue;
        }
        let input = if program.starts_with("clip") { utf16(text) } else { text.into() };
        match (world.run)(program, arguments, &input) {
            Ok(true) => return Ok(()),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {}
            Ok(false) => {
                return Err(Error::Words(format!("`{program}` could not copy the letter")));
            }
            Err(error) => {
                return Err(Error::Words(format!(
                    "`{program}` could not copy the letter: {error}"
                )));
            }
        }
    }
    let words = "there is no clipboard here: install `wl-copy`, `xclip` or `xsel`, or leave out \
                 --copy, and the letter is printed";
    Err(Error::Words(words.to_owned()))
}

/// Windows' own tool takes anything else for the letters of another century.
fn utf16(text: &str) -> Vec<u8> {
    let text = format!("\u{feff}{text}");
    text.encode_utf16().flat_map(u16::to_le_bytes).collect()
}

fn is_set(world: &World, name: &str) -> bool {
    (world.variable)(name).is_some_and(|value| !value.is_empty())
}
