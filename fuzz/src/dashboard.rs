//! Any bytes where the dashboard is, and any words in what it shows.

use std::collections::BTreeSet;

use keepwarm::date::Today;
use keepwarm::note::Note;
use keepwarm::render::markdown;
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
    let ticks = markdown::ticks(old);
    let ids: BTreeSet<String> = markdown::ids(old).into_iter().collect();
    assert!(ticks.iter().all(|tick| tick.is_stale || ids.contains(&tick.id)), "{ticks:?}");
    let Ok(new) = markdown::merge(old, page("Ada", &ticks).into_bytes()) else {
        assert!(ticks.is_empty(), "ticks are only read in a block");
        return;
    };
    assert!(markdown::has_block(&new), "what was written cannot be read again");
    let outside = |bytes: &[u8]| {
        let text = String::from_utf8_lossy(bytes).into_owned();
        let (before, rest) = text.split_once("<!-- keepwarm: begin").unwrap_or_default();
        let (_, after) = rest.rsplit_once("<!-- keepwarm: end").unwrap_or_default();
        let after = after.split_once('\n').map_or("", |(_, after)| after);
        (before.to_owned(), after.to_owned())
    };
    if markdown::has_block(old) {
        assert_eq!(outside(&new), outside(old), "something around the block is another");
    }
    let kept = markdown::ticks(&new);
    let ids =
        |ticks: &[Tick]| -> BTreeSet<String> { ticks.iter().map(|tick| tick.id.clone()).collect() };
    assert_eq!(ids(&kept), ids(&ticks), "{ticks:?} became {kept:?}");
    let again = markdown::merge(&new, page("Ada", &kept).into_bytes()).expect("there is a block");
    assert_eq!(again, new, "a second build writes something else");
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
    let page = markdown::dashboard(&rules::due(&vault, Today(today())), &settings, ticks);
    String::from_utf8(page).expect("a page is text")
}
