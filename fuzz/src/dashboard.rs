//! Any bytes where the dashboard is, and any words in what it shows.

use std::collections::BTreeSet;
use std::io::Write;

use keepwarm::date::Today;
use keepwarm::note::Note;
use keepwarm::render::markdown;
use keepwarm::render::markdown::Frame;
use keepwarm::render::markdown::Ids;
use keepwarm::render::markdown::Page;
use keepwarm::render::markdown::Reader;
use keepwarm::render::markdown::Tick;
use keepwarm::rules;
use keepwarm::settings::Settings;
use keepwarm::vault::Joined;
use keepwarm::yaml;
use pulldown_cmark::Event;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;

use super::reading::PATHS;
use super::reading::read;
use super::reading::today;

/// The notes that say the words.
const NOTES: [&str; 3] = [PATHS[0], PATHS[1], "meetings/2026-11-23.md"];

/// Checks the bytes as the old dashboard, and as words in two notes.
pub fn check(bytes: &[u8]) {
    check_old(bytes);
    if let Ok(words) = str::from_utf8(bytes) {
        check_words(words);
    }
}

/// The text around the block stays, ticks are read and kept once, and there is still one block.
fn check_old(old: &[u8]) {
    let read = Page::read(old);
    assert_eq!(
        format!("{read:?}"),
        format!("{:?}", in_pieces(old)),
        "the pieces say another thing"
    );
    let ticks = &read.ticks;
    let is_known = |tick: &Tick| tick.is_stale || read.ids.contains(&tick.id);
    assert!(ticks.iter().all(is_known), "{ticks:?}");
    let Ok(frame) = &read.frame else {
        assert!(ticks.is_empty(), "ticks are only read in a block");
        return;
    };
    let new = merge(old, frame, &page("Ada", ticks));
    let written = Page::read(&new);
    assert!(written.has_block(), "what was written cannot be read again");
    let outside = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (before, rest) = text.split_once("<!-- keepwarm: begin").unwrap_or_default();
        let (_, after) = rest.rsplit_once("<!-- keepwarm: end").unwrap_or_default();
        let after = after.split_once('\n').map_or("", |(_, after)| after);
        (before.to_owned(), after.to_owned())
    };
    if read.has_block() {
        assert_eq!(outside(&new), outside(old), "something around the block is another");
    }
    let kept = written.ticks;
    let ids =
        |ticks: &[Tick]| -> BTreeSet<String> { ticks.iter().map(|tick| tick.id.clone()).collect() };
    assert_eq!(ids(&kept), ids(ticks), "{ticks:?} became {kept:?}");
    let frame = written.frame.expect("there is a block");
    let again = merge(&new, &frame, &page("Ada", &kept));
    assert_eq!(again, new, "a second build writes something else");
}

/// Reads a page in short pieces.
fn in_pieces(old: &[u8]) -> Page {
    let mut reader = Reader::new(Ids::All);
    old.chunks(5).for_each(|piece| reader.read(piece));
    reader.end()
}

/// Returns what a page becomes when `block` is put in its place.
fn merge(old: &[u8], frame: &Frame, block: &str) -> Vec<u8> {
    let place = |at: u64| usize::try_from(at).expect("it is in memory");
    let mut new = old[..place(frame.range.start)].to_vec();
    let mut fitted = frame.fit(&mut new);
    fitted.write_all(block.as_bytes()).and_then(|()| fitted.end()).expect("there is room");
    new.extend_from_slice(&old[place(frame.range.end)..]);
    new
}

/// Words from a note make no other page than harmless ones, but for the words themselves.
fn check_words(words: &str) {
    let page = page(words, &[]);
    let hidden = |c: char| {
        let is_override = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        is_override || c.is_control() && c != '\n' || matches!(c, '\u{2028}' | '\u{2029}')
    };
    assert!(!page.contains(hidden), "{page:?}");
    let plain = shape(&self::page("ada@example.org", &[]));
    let shape = shape(&page);
    let odd: Vec<&String> = shape.iter().filter(|kind| !plain.contains(kind)).collect();
    assert!(odd.is_empty(), "{odd:?} in {page}");
    let n_items = shape.iter().filter(|kind| *kind == "Start(Item)").count();
    let n_lines = page.lines().filter(|line| line.trim_start().starts_with("- ")).count();
    assert_eq!(n_items, n_lines, "{page}");
}

/// Returns what an outside reader sees, without the words.
fn shape(page: &str) -> Vec<String> {
    let options = Options::ENABLE_TASKLISTS
        | Options::ENABLE_TABLES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_MATH
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_GFM;
    let events = Parser::new_ext(page, options).filter_map(|event| match event {
        Event::Text(_) | Event::Code(_) => None,
        Event::InlineHtml(html) | Event::Html(html) if html.starts_with("<!-- kw:") => {
            Some("an id".to_owned())
        }
        Event::Start(Tag::Link { dest_url, .. }) if dest_url.starts_with("mailto:") => {
            Some("a letter".to_owned())
        }
        Event::Start(Tag::Link { dest_url, .. }) if NOTES.contains(&&*dest_url) => {
            Some("the way to a note".to_owned())
        }
        event => Some(format!("{event:?}")),
    });
    events.collect()
}

/// Returns the dashboard of a contact and a meeting that say these words wherever they can.
fn page(words: &str, ticks: &[Tick]) -> String {
    let value = yaml::quoted(words);
    let task: String = words.lines().map(|line| format!("- [ ] {line}\n")).collect();
    let texts = [
        format!("---\nname: {value}\nemail: {value}\nlast_contact: 2026-01-01\n---\n"),
        format!("---\nwith: Grace\nplace: {value}\n---\nWritten up.\n\n{task}"),
        format!("---\ndate: 2026-11-23\nwith: {value}\nplace: {value}\n---\n"),
    ];
    let notes: Vec<Note> = NOTES.iter().zip(&texts).map(|(path, text)| read(path, text)).collect();
    let settings = Settings::new();
    let joined = Joined::new(&settings, &notes, Vec::new());
    let vault = joined.vault();
    let mut page = Vec::new();
    markdown::dashboard(&rules::due(&vault, Today(today())), &settings, ticks, &mut page)
        .expect("there is room");
    String::from_utf8(page).expect("a page is text")
}
