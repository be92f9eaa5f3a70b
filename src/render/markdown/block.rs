//! The generated block inside its file: the text around it is the user's, and stays.

use std::fmt;

/// The first line of the block. Whatever follows its first words, the line begins the block.
pub(super) const BEGIN: &str = "<!-- keepwarm: begin · generated, do not edit -->";
/// The last line of the block.
pub(super) const END: &str = "<!-- keepwarm: end -->";

const BEGIN_START: &[u8] = b"<!-- keepwarm: begin";
const END_START: &[u8] = b"<!-- keepwarm: end";

/// Why a block cannot be put into a file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum BlockError {
    /// The file has text, but no markers: it is somebody's own.
    NoMarkers,
    /// One marker is missing, or they are in the wrong order, or there are several.
    OddMarkers,
}

impl fmt::Display for BlockError {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        formatter.write_str(match self {
            BlockError::NoMarkers => {
                "it has text of yours and no keepwarm block: choose another file with `dashboard:` \
                 in keepwarm.yaml, or add these two lines where the block should stand:\n  \
                 <!-- keepwarm: begin -->\n  <!-- keepwarm: end -->"
            }
            BlockError::OddMarkers => {
                "it should have one line `<!-- keepwarm: begin … -->` and, below it, one line \
                 `<!-- keepwarm: end -->`: delete what is too much, or add what is missing"
            }
        })
    }
}

/// Where the block stands in a file, in bytes.
type Range = std::ops::Range<usize>;

/// Puts `block` into the file `old`: in place of the block there, or as all of an empty file.
/// Line ends and the last line's end stay as they are.
///
/// # Errors
///
/// Refuses a file with text but without a block of ours, so that nothing of the user's is lost.
pub fn merge(old: &[u8], block: String) -> Result<Vec<u8>, BlockError> {
    let Some(range) = find(old)? else {
        return Ok(block.into_bytes());
    };
    let first_line = &old[range.start..];
    let first_line = &first_line[..first_line.iter().position(|b| *b == b'\n').unwrap_or(0)];
    let block = match first_line.ends_with(b"\r") {
        true => block.replace('\n', "\r\n"),
        false => block,
    };
    let block = match old[range.clone()].ends_with(b"\n") {
        true => block.as_str(),
        false => block.trim_end(),
    };
    Ok([&old[..range.start], block.as_bytes(), &old[range.end..]].concat())
}

/// A box in the block that is not blank.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tick {
    /// The id of what was ticked.
    pub id: String,
    /// What stands in the box.
    pub sign: char,
    /// The whole line.
    pub text: String,
    /// The number of the line in the file, from one.
    pub line: u32,
}

/// Returns the boxes in the old block that are not blank, each id once, in their order.
pub fn ticks(old: &[u8]) -> Vec<Tick> {
    let Ok(Some(range)) = find(old) else { return Vec::new() };
    let first = old[..range.start].iter().filter(|byte| **byte == b'\n').count() + 1;
    let block = String::from_utf8_lossy(&old[range]);
    let mut ticks: Vec<Tick> = Vec::new();
    for (index, text) in block.lines().enumerate() {
        let Some((id, sign)) = tick(text).filter(|(_, sign)| *sign != ' ') else { continue };
        if ticks.iter().all(|known| known.id != id) {
            let line = crate::text::count(first + index);
            ticks.push(Tick { id, sign, text: text.trim().to_owned(), line });
        }
    }
    ticks
}

/// Reads the id and the box of a line like `- [x] … <!-- kw:k3f9a2 -->`.
fn tick(line: &str) -> Option<(String, char)> {
    let rest = line.trim_start().strip_prefix(['-', '*', '+'])?.trim_start().strip_prefix('[')?;
    let mut chars = rest.chars();
    let sign = chars.next()?;
    chars.as_str().strip_prefix(']')?;
    let (_, id) = line.trim_end().strip_suffix("-->")?.rsplit_once("<!-- kw:")?;
    let id = id.trim();
    let is_id = id.len() >= 6 && id.bytes().all(|byte| byte.is_ascii_alphanumeric());
    is_id.then(|| (id.to_owned(), sign))
}

/// Finds the block, its last line's end included; `None` in a file without any text.
fn find(old: &[u8]) -> Result<Option<Range>, BlockError> {
    let bom = if old.starts_with(b"\xef\xbb\xbf") { 3 } else { 0 };
    let mut begins = Vec::new();
    let mut ends = Vec::new();
    let mut start = bom;
    for line in old[bom..].split_inclusive(|byte| *byte == b'\n') {
        if line.starts_with(BEGIN_START) {
            begins.push(start);
        } else if line.starts_with(END_START) {
            ends.push(start + line.len());
        }
        start += line.len();
    }
    match (begins.as_slice(), ends.as_slice()) {
        ([], []) if old[bom..].iter().all(u8::is_ascii_whitespace) => Ok(None),
        ([], []) => Err(BlockError::NoMarkers),
        ([begin], [end]) if begin < end => Ok(Some(*begin..*end)),
        _ => Err(BlockError::OddMarkers),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "<!-- keepwarm: begin -->\nnew\n<!-- keepwarm: end -->\n";

    fn merged(old: &str) -> Result<String, BlockError> {
        merge(old.as_bytes(), BLOCK.to_owned()).map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn text_around_the_block_stays() {
        let old = "\u{feff}mine\r\n<!-- keepwarm: begin · x -->\r\nold\r\n<!-- keepwarm: end -->";
        let new = "\u{feff}mine\r\n<!-- keepwarm: begin -->\r\nnew\r\n<!-- keepwarm: end -->";
        assert_eq!(merged(old).as_deref(), Ok(new));
        assert_eq!(merged(" \n").as_deref(), Ok(BLOCK));
    }

    #[test]
    fn a_file_that_is_not_ours_is_refused() {
        assert_eq!(merged("# Mine\n"), Err(BlockError::NoMarkers));
        let odd = [
            "<!-- keepwarm: begin -->\nb\n",
            "<!-- keepwarm: end -->\n<!-- keepwarm: begin -->\n",
            &BLOCK.repeat(2),
        ];
        for odd in odd {
            assert_eq!(merged(odd), Err(BlockError::OddMarkers), "{odd}");
        }
    }

    #[test]
    fn ticks_are_read_only_inside_the_block() {
        let block = "<!-- keepwarm: begin -->\n- [x] b <!-- kw:bbbbbb -->\n\
                     - [ ] c <!-- kw:cccccc -->\n- [-] d <!-- kw:dddddd -->\n\
                     <!-- keepwarm: end -->\n";
        let old = format!("- [x] a <!-- kw:aaaaaa -->\n{block}");
        let found = ticks(old.as_bytes());
        let found: Vec<_> = found.iter().map(|t| (t.id.as_str(), t.sign, t.line)).collect();
        assert_eq!(found, [("bbbbbb", 'x', 3), ("dddddd", '-', 5)]);
    }
}
