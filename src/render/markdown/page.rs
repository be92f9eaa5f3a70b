//! A file with a block of ours, as it is read and written piece by piece: what is ticked in it, and
//! where the block stands. The text around it is the user's, and stays.

use std::collections::hash_map::Entry;
use std::io;
use std::io::Write;
use std::ops::Range;

use memchr::memchr_iter;
use memchr::memmem;
use rustc_hash::FxHashMap;

use crate::agenda::View;
use crate::text::count;

use super::block;
use super::block::BlockError;
use super::block::Marker;
use super::block::Tick;

/// What comes before all text, in some files.
const BYTE_ORDER_MARK: &[u8] = b"\xef\xbb\xbf";
/// What so many bytes of a line do not tell, the line does not tell.
const ENOUGH: usize = 4096;
/// What a box says whose line stands there twice, with two signs.
const UNCLEAR: char = '?';

/// What a file says, but for what is written anew in any case.
#[derive(Debug, Clone)]
pub struct Page {
    /// The boxes in the block that are not blank, in their order. A line that stands there twice
    /// counts once.
    pub ticks: Vec<Tick>,
    /// The ids in the block, ticked or not, if they were asked for.
    pub ids: Vec<String>,
    /// Who may see the block: its first line says so.
    pub view: View,
    /// Where a block is to stand.
    pub frame: Result<Frame, BlockError>,
}

/// Where a block stands in a file, and how its lines end there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Frame {
    /// What makes way for it, in bytes: the block that is there, else all of a file without text.
    pub range: Range<u64>,
    /// Whether there is a block.
    pub has_block: bool,
    is_crlf: bool,
    /// Whether the last line has no end.
    is_open: bool,
}

/// Which ids of a block are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Ids {
    /// All of them.
    All,
    /// Those that are ticked.
    Ticked,
}

impl Page {
    /// Reads a file that is all there.
    pub fn read(bytes: &[u8]) -> Page {
        let mut reader = Reader::new(Ids::All);
        reader.read(bytes);
        reader.end()
    }

    /// Tells whether there is a block of ours.
    pub fn has_block(&self) -> bool {
        self.frame.as_ref().is_ok_and(|frame| frame.has_block)
    }
}

/// Where in a file a line stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Before,
    Inside,
    Behind,
    /// The markers make no sense.
    Odd,
}

/// Reads a file piece by piece. A line that says nothing to us takes no room, however long it is.
#[derive(Debug)]
pub struct Reader {
    ids: Ids,
    state: State,
    page: Page,
    frame: Frame,
    /// The ticks by id, and by the whole line where it means nothing.
    known: FxHashMap<(String, Option<String>), usize>,
    /// Whether there was no text so far.
    is_blank: bool,
    n_lines: usize,
    /// How much was read, in bytes.
    position: u64,
    /// Where the line begins that is being read.
    start: u64,
    /// What was read of it before this piece, as far as it may tell something.
    line: Vec<u8>,
}

impl Reader {
    /// Begins a file.
    pub fn new(ids: Ids) -> Reader {
        let frame = Frame { range: 0..0, has_block: false, is_crlf: false, is_open: false };
        let page =
            Page { ticks: Vec::new(), ids: Vec::new(), view: View::Full, frame: Ok(frame.clone()) };
        Reader {
            ids,
            state: State::Before,
            page,
            frame,
            known: FxHashMap::default(),
            is_blank: true,
            n_lines: 0,
            position: 0,
            start: 0,
            line: Vec::new(),
        }
    }

    /// Reads the next piece; the first is long enough for a byte order mark.
    pub fn read(&mut self, piece: &[u8]) {
        let mark = piece.strip_prefix(BYTE_ORDER_MARK).filter(|_| self.position == 0);
        let text = mark.unwrap_or(piece);
        self.position += (piece.len() - text.len()) as u64;
        self.start = if mark.is_some() { self.position } else { self.start };
        self.is_blank = self.is_blank && text.trim_ascii().is_empty();
        for part in block::split_lines(text) {
            self.position += part.len() as u64;
            let is_whole = part.ends_with(b"\n");
            if is_whole && self.line.is_empty() {
                self.read_line(part);
                continue;
            }
            if self.tells_more() {
                self.line.extend_from_slice(part);
            }
            if is_whole {
                self.end_line();
            }
        }
    }

    /// Tells whether more of the line may say something.
    fn tells_more(&self) -> bool {
        let is_box = || {
            let start = String::from_utf8_lossy(&self.line[..ENOUGH]);
            self.state == State::Inside && block::after_box(&start).is_some()
        };
        self.line.len() < ENOUGH || Marker::of(&self.line).is_some() || is_box()
    }

    fn end_line(&mut self) {
        let line = std::mem::take(&mut self.line);
        self.read_line(&line);
    }

    fn read_line(&mut self, line: &[u8]) {
        self.n_lines += 1;
        let start = std::mem::replace(&mut self.start, self.position);
        self.state = match (Marker::of(line), self.state) {
            (Some(Marker::Begin), State::Before) => {
                self.frame.range.start = start;
                self.frame.is_crlf = line.ends_with(b"\r\n");
                if memmem::find(line, " · redacted ".as_bytes()).is_some() {
                    self.page.view = View::Redacted;
                }
                State::Inside
            }
            (Some(Marker::End), State::Inside) => {
                self.frame.range.end = self.position;
                self.frame.is_open = !line.ends_with(b"\n");
                State::Behind
            }
            (Some(_), _) => State::Odd,
            (None, State::Inside) => {
                self.read_box(line);
                State::Inside
            }
            (None, state) => state,
        };
    }

    fn read_box(&mut self, line: &[u8]) {
        if self.ids == Ids::Ticked && line.starts_with(b"- [ ] ") {
            return;
        }
        let number = count(self.n_lines);
        let Some(tick) = Tick::read(&String::from_utf8_lossy(line), number) else { return };
        if self.ids == Ids::All && !tick.is_stale {
            self.page.ids.push(tick.id.clone());
        }
        if tick.sign == ' ' {
            return;
        }
        let ticks = &mut self.page.ticks;
        match self.known.entry((tick.id.clone(), tick.is_stale.then(|| tick.text.clone()))) {
            Entry::Vacant(place) => {
                place.insert(ticks.len());
                ticks.push(tick);
            }
            Entry::Occupied(same) => {
                let known = &mut ticks[*same.get()];
                if !known.sign.eq_ignore_ascii_case(&tick.sign) {
                    known.sign = UNCLEAR;
                }
            }
        }
    }

    /// Ends the file. What is ticked counts only in a block that has its place.
    pub fn end(mut self) -> Page {
        if !self.line.is_empty() {
            self.end_line();
        }
        let Reader { state, mut page, frame, is_blank, position, .. } = self;
        page.frame = match state {
            State::Behind => Ok(Frame { has_block: true, ..frame }),
            State::Before if is_blank => Ok(Frame { range: 0..position, ..frame }),
            State::Before => Err(BlockError::NoMarkers),
            State::Inside | State::Odd => Err(BlockError::OddMarkers),
        };
        match page.frame {
            Ok(_) => page,
            Err(_) => Page { ticks: Vec::new(), ids: Vec::new(), view: View::Full, ..page },
        }
    }
}

impl Frame {
    /// Returns the same around a block that stands elsewhere.
    pub fn with(&self, range: Range<u64>) -> Frame {
        Frame { range, has_block: true, ..self.clone() }
    }

    /// Returns what gives the lines of a block, on their way to `file`, the ends that they have
    /// there.
    pub fn fit<'f>(&self, file: &'f mut (dyn Write + Send)) -> Fitted<'f> {
        let newline = if self.is_crlf { b"\r\n".as_slice() } else { b"\n" };
        Fitted { file, newline, is_open: self.is_open, is_ended: false }
    }
}

/// Gives the lines of a block the ends that they have in a file.
pub struct Fitted<'f> {
    file: &'f mut (dyn Write + Send),
    newline: &'static [u8],
    is_open: bool,
    /// Whether a line has ended whose end is still to be written.
    is_ended: bool,
}

impl Fitted<'_> {
    /// Ends the block.
    ///
    /// # Errors
    ///
    /// Fails if the file cannot be written.
    pub fn end(self) -> io::Result<()> {
        if self.is_ended && !self.is_open { self.file.write_all(self.newline) } else { Ok(()) }
    }
}

impl Write for Fitted<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        let Some((last, lines)) = bytes.split_last() else { return Ok(0) };
        if std::mem::replace(&mut self.is_ended, *last == b'\n') {
            self.file.write_all(self.newline)?;
        }
        let lines = if self.is_ended { lines } else { bytes };
        if self.newline == b"\n" {
            self.file.write_all(lines)?;
            return Ok(bytes.len());
        }
        let mut start = 0;
        for end in memchr_iter(b'\n', lines) {
            self.file.write_all(&lines[start..end])?;
            self.file.write_all(self.newline)?;
            start = end + 1;
        }
        self.file.write_all(&lines[start..])?;
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const BLOCK: &str = "<!-- keepwarm: begin -->\nnew\n<!-- keepwarm: end -->\n";

    /// Reads a file in pieces of every length.
    fn read(old: &str) -> Page {
        let pages = (3..old.len().max(4)).map(|length| {
            let mut reader = Reader::new(Ids::All);
            old.as_bytes().chunks(length).for_each(|piece| reader.read(piece));
            reader.end()
        });
        let all: Vec<Page> = pages.chain([Page::read(old.as_bytes())]).collect();
        assert!(all.iter().all(|page| format!("{page:?}") == format!("{:?}", all[0])), "{old:?}");
        all.into_iter().next_back().unwrap()
    }

    fn merged(old: &str) -> Result<String, BlockError> {
        let frame = read(old).frame?;
        let (start, end) = (frame.range.start as usize, frame.range.end as usize);
        let mut new = old.as_bytes()[..start].to_vec();
        let mut fitted = frame.fit(&mut new);
        BLOCK.as_bytes().chunks(7).for_each(|piece| fitted.write_all(piece).unwrap());
        fitted.end().unwrap();
        new.extend_from_slice(&old.as_bytes()[end..]);
        Ok(String::from_utf8(new).unwrap())
    }

    #[test]
    fn text_around_the_block_stays() {
        let old = "\u{feff}mine\r\n<!-- keepwarm: begin · x -->\r\nold\r\n<!-- keepwarm: end -->";
        let new = "\u{feff}mine\r\n<!-- keepwarm: begin -->\r\nnew\r\n<!-- keepwarm: end -->";
        assert_eq!(merged(old).as_deref(), Ok(new));
        assert_eq!(merged(" \n").as_deref(), Ok(BLOCK));
        assert_eq!(merged("").as_deref(), Ok(BLOCK));
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
        let page = read(&format!("- [x] a <!-- kw:aaaaaa -->\n{block}"));
        let found: Vec<_> = page.ticks.iter().map(|t| (t.id.as_str(), t.sign, t.line)).collect();
        assert_eq!(found, [("bbbbbb", 'x', 3), ("dddddd", '-', 5)]);
        assert_eq!(page.ids, ["bbbbbb", "cccccc", "dddddd"]);
    }

    #[test]
    fn a_line_that_stands_there_twice_is_ticked_once_or_not_at_all() {
        let page = read(
            "<!-- keepwarm: begin -->\n- [x] a <!-- kw:aaaaaa -->\n\
             - [X] a <!-- kw:aaaaaa -->\n- [x] b <!-- kw:bbbbbb -->\n\
             - [-] b <!-- kw:bbbbbb -->\n- [x] b <!-- kw:bbbbbb stale -->\n\
             <!-- keepwarm: end -->\n",
        );
        let found: Vec<_> =
            page.ticks.iter().map(|t| (t.id.as_str(), t.sign, t.is_stale)).collect();
        assert_eq!(found, [("aaaaaa", 'x', false), ("bbbbbb", '?', false), ("bbbbbb", 'x', true)]);
    }

    #[test]
    fn of_a_long_line_only_what_says_something_takes_room() {
        let mut reader = Reader::new(Ids::Ticked);
        let long = "a".repeat(1 << 16);
        let begin = format!("<!-- keepwarm: begin · {long} -->\n");
        let ticked = format!("- [x] {long}{long} <!-- kw:aaaaaa -->\n");
        for piece in [long.as_str(), &long, "\n", &begin, &long, &long, &long] {
            reader.read(piece.as_bytes());
        }
        assert!(reader.line.len() <= long.len());
        for piece in ["\n", &ticked[..100_000], &ticked[100_000..], "<!-- keepwarm: end -->"] {
            reader.read(piece.as_bytes());
        }
        let page = reader.end();
        assert_eq!(page.ticks.len(), 1);
        assert_eq!(page.ticks[0].text, ticked.trim());
        assert_eq!(page.ticks[0].line, 4);
        assert_eq!(page.frame.unwrap().range.start, 2 * (1 << 16) + 1);
    }
}
