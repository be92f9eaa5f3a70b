//! The README tells the truth: its tour is run as it stands there, its lists are complete, its
//! links lead somewhere.
//!
//! `SNAPSHOTS=overwrite cargo test readme` writes the outputs into it anew.

use std::collections::BTreeSet;
use std::ops::Range;
use std::path::Path;
use std::process::Command;

use keepwarm::agenda::ItemKind;
use keepwarm::cli;
use keepwarm::diagnostic::Code;
use keepwarm::draft::Kind;
use keepwarm::settings;
use keepwarm::settings::Settings;
use keepwarm::settings::normalise;
use pulldown_cmark::Event;
use pulldown_cmark::Options;
use pulldown_cmark::Parser;
use pulldown_cmark::Tag;
use pulldown_cmark::TagEnd;
use serde_json::Value;

use crate::vault::Vault;

const ROOT: &str = env!("CARGO_MANIFEST_DIR");
const README: &str = include_str!("../../README.md");

/// A code block of the README.
#[derive(Debug)]
struct Block<'t> {
    /// The heading of level two above it.
    section: &'t str,
    /// What stands behind the fence.
    language: &'t str,
    /// The file that it shows, where a line with nothing but its path stands above it.
    file: Option<&'t str>,
    /// What stands between the fences.
    text: &'t str,
    /// Where, in bytes.
    range: Range<usize>,
}

fn blocks() -> Vec<Block<'static>> {
    let mut blocks = Vec::new();
    let (mut section, mut above, mut start) = ("", "", 0);
    let mut open: Option<(&str, usize)> = None;
    for line in README.split_inclusive('\n') {
        let end = start + line.len();
        let line = line.trim_end();
        match (open, line.strip_prefix("```")) {
            (None, Some(language)) => open = Some((language, end)),
            (Some((language, begin)), Some("")) => {
                let range = begin..start;
                let file = above.strip_prefix('`').and_then(|path| path.strip_suffix('`'));
                blocks.push(Block { section, language, file, text: &README[range.clone()], range });
                open = None;
            }
            (Some(_), _) => {}
            (None, None) => {
                section = line.strip_prefix("## ").unwrap_or(section);
                above = if line.is_empty() { above } else { line };
            }
        }
        start = end;
    }
    blocks
}

fn blocks_of(section: &str, languages: &[&str]) -> Vec<Block<'static>> {
    let is_wanted = |block: &Block| block.section == section && languages.contains(&block.language);
    let blocks: Vec<Block> = blocks().into_iter().filter(is_wanted).collect();
    assert!(!blocks.is_empty(), "the README has no such block under `{section}`");
    blocks
}

#[test]
fn every_output_is_what_keepwarm_prints() {
    if cfg!(not(unix)) {
        return; // The tour is written for a Unix shell.
    }
    let tour = tempfile::tempdir().unwrap();
    let mut shown = run(tour.path(), &blocks_of("A tour in five minutes", &["sh", "console"]));
    shown.extend(run(notes().path(), &blocks_of("The notes", &["console"])));
    let picture = &blocks_of("", &["markdown"])[0];
    shown.push((picture.range.clone(), excerpt(picture.text)));
    shown.sort_by_key(|(range, _)| range.start);
    let mut actual = String::new();
    let mut start = 0;
    for (range, text) in shown {
        actual.push_str(&README[start..range.start]);
        actual.push_str(&text);
        start = range.end;
    }
    actual.push_str(&README[start..]);
    assert!(!actual.contains('\r'), "the comparison would not see it");
    let expected = snapbox::Data::read_from(&Path::new(ROOT).join("README.md"), None);
    snapbox::assert_data_eq!(snapbox::Data::text(actual).raw(), expected.raw());
}

/// Runs the commands of all blocks in one shell, and returns what each block should show.
fn run(folder: &Path, blocks: &[Block]) -> Vec<(Range<usize>, String)> {
    let steps: Vec<Vec<&str>> = blocks.iter().map(steps).collect();
    let mut outputs = outputs(folder, &steps.concat()).into_iter();
    let mut shown = Vec::new();
    for (block, steps) in blocks.iter().zip(&steps) {
        let mut text = String::new();
        for (step, output) in steps.iter().zip(&mut outputs) {
            if block.language == "sh" {
                assert_eq!(output, "", "a block without outputs has one: {step}");
                text.push_str(step);
            } else {
                text.push_str(&format!("$ {step}\n{output}"));
            }
        }
        shown.push((block.range.clone(), text));
    }
    shown
}

/// Returns the commands of a block: behind `$ `, or all of it.
fn steps<'t>(block: &Block<'t>) -> Vec<&'t str> {
    match block.language {
        "sh" => vec![block.text],
        _ => block.text.lines().filter_map(|line| line.strip_prefix("$ ")).collect(),
    }
}

/// Runs the steps in one shell, where `keepwarm` is the real program, and returns what each of
/// them prints on either stream.
fn outputs(folder: &Path, steps: &[&str]) -> Vec<String> {
    let program = Path::new(env!("CARGO_BIN_EXE_keepwarm"));
    let steps: Vec<String> =
        steps.iter().map(|step| format!("{step}\nprintf '\\036%s\\036' $?\n")).collect();
    let output = Command::new("/bin/sh")
        .arg("-c")
        .arg(format!("exec 2>&1\n{}", steps.concat()))
        .current_dir(folder)
        .env_clear()
        .env("PATH", format!("{}:/usr/bin:/bin", program.parent().unwrap().display()))
        .output()
        .unwrap();
    let text = String::from_utf8(output.stdout).unwrap();
    let parts: Vec<&str> = text.split('\x1e').collect();
    let pairs: Vec<(&str, &str)> = parts.chunks_exact(2).map(|pair| (pair[0], pair[1])).collect();
    assert_eq!(pairs.len(), steps.len(), "the shell stopped early:\n{text}");
    for (output, status) in &pairs {
        assert!(matches!(*status, "0" | "1"), "a command failed with {status}:\n{output}");
    }
    pairs.into_iter().map(|(output, _)| output.to_owned()).collect()
}

/// Returns the parts of the example's dashboard that have the headings of `shown`.
fn excerpt(shown: &str) -> String {
    let dashboard = example_dashboard();
    let inside = dashboard.split_once("-->\n").unwrap().1;
    let inside = inside.split_once("<!-- keepwarm: end").unwrap().0;
    let parts: Vec<&str> = inside.split("\n## ").collect();
    let mut text = parts[0].to_owned();
    for heading in shown.lines().filter_map(|line| line.strip_prefix("## ")) {
        let part = parts.iter().find(|part| part.lines().next() == Some(heading));
        text.push_str(&format!("\n## {}", part.expect("the dashboard has this section")));
    }
    text
}

/// Builds the example's dashboard anew: whoever tried the example may have built it on another
/// day.
fn example_dashboard() -> String {
    let root = Path::new(ROOT).join("example-vault");
    let mut vault = Vault::new();
    for entry in walkdir::WalkDir::new(&root) {
        let entry = entry.unwrap();
        let path = entry.path().strip_prefix(&root).unwrap().to_str().unwrap();
        if entry.file_type().is_file() && path != "DASHBOARD.md" {
            vault = vault.bytes(path, &std::fs::read(entry.path()).unwrap());
        }
    }
    assert_eq!(vault.run("build").status, 0);
    vault.read("DASHBOARD.md")
}

/// Returns a vault with the notes that the README shows in full.
fn notes() -> Vault {
    let blocks = blocks_of("The notes", &["markdown"]);
    let vault = Vault::new().contact("bruno-halloway", "name: Bruno Halloway");
    blocks.iter().fold(vault, |vault, block| vault.file(block.file.unwrap(), block.text))
}

#[test]
fn the_notes_have_nothing_to_mend() {
    let output = notes().run("check --strict");
    assert_eq!((output.status, output.out.as_str()), (0, ""));
}

#[test]
fn the_json_is_that_of_the_notes() {
    let shown: Value = serde_json::from_str(blocks_of("JSON", &["json"])[0].text).unwrap();
    let output = notes().run("agenda --json --kind thank-you-note");
    let actual: Value = serde_json::from_str(&output.out).unwrap();
    assert_eq!(shown, actual, "the README should show:\n{actual:#}");
}

#[test]
fn the_settings_shown_are_the_defaults() {
    let shown = settings::read(blocks_of("The settings", &["yaml"])[0].text).unwrap();
    assert_eq!(format!("{shown:#?}"), format!("{:#?}", Settings::new()));
}

/// Returns the rows of the table whose first column has this head, in their cells.
fn table(head: &str) -> Vec<Vec<&'static str>> {
    let start = README.find(&format!("\n| {head} |")).expect("there is such a table");
    let rows = README[start + 1..].lines().take_while(|line| line.starts_with('|')).skip(2);
    rows.map(|row| row.trim_matches('|').split('|').map(str::trim).collect()).collect()
}

/// Returns the words in backticks.
fn words(text: &str) -> Vec<&str> {
    text.split('`').skip(1).step_by(2).collect()
}

#[test]
fn every_kind_is_in_the_table() {
    let rows = table("kind");
    let shown: Vec<&str> = rows.iter().flat_map(|row| words(row[0])).collect();
    let kinds: Vec<&str> = ItemKind::ALL.iter().map(|kind| kind.word()).collect();
    assert_eq!(BTreeSet::from_iter(&shown), BTreeSet::from_iter(&kinds));
    assert_eq!(shown.len(), kinds.len());
}

#[test]
fn every_advice_is_in_the_table() {
    let shown: BTreeSet<&str> = table("advice").iter().flat_map(|row| words(row[0])).collect();
    assert_eq!(shown, Code::ADVICE.iter().map(|code| code.word()).collect());
}

#[test]
fn every_letter_is_in_the_table() {
    let shown: BTreeSet<&str> = table("letter").iter().flat_map(|row| words(row[0])).collect();
    assert_eq!(shown, Kind::ALL.iter().map(|kind| kind.word()).collect());
}

#[test]
fn every_name_of_a_key_is_one() {
    let keys = Settings::new().keys;
    for (head, lookup) in [
        ("key of a contact", &(|name: &str| keys.of_contact(name)) as &dyn Fn(&str) -> Option<_>),
        ("key of a meeting", &|name: &str| keys.of_meeting(name)),
    ] {
        for row in table(head) {
            for (key, aliases) in words(row[0]).into_iter().zip(row[1].split(';')) {
                let (known, rank) = lookup(&normalise(key)).unwrap();
                assert_eq!(rank, 0, "{key}");
                for (rank, alias) in (1..).zip(words(aliases)) {
                    assert_eq!(lookup(&normalise(alias)), Some((known, rank)), "{alias}");
                }
            }
        }
    }
}

#[test]
fn every_heading_in_the_table_means_something() {
    let headings = Settings::new().headings;
    for row in table("headings") {
        let shown = row[0].split(", ").filter(|heading| !heading.starts_with("and "));
        for heading in shown {
            assert!(headings.section(heading).is_some(), "{heading}");
        }
    }
}

#[test]
fn every_command_and_option_is_documented_and_no_other() {
    let command = cli::command();
    let commands: BTreeSet<&str> = command.get_subcommands().map(clap::Command::get_name).collect();
    let rows = table("command");
    let shown = rows.iter().map(|row| words(row[0])[0].split(' ').nth(1).unwrap());
    assert_eq!(shown.collect::<BTreeSet<&str>>(), commands);
    let parts = command.get_subcommands().flat_map(clap::Command::get_subcommands);
    for command in std::iter::once(&command).chain(command.get_subcommands()).chain(parts) {
        for option in command.get_arguments().filter_map(|argument| argument.get_long()) {
            let is_shown = |end: &str| README.contains(&format!("`--{option}{end}"));
            assert!(is_shown("`") || is_shown(" "), "--{option}");
        }
    }
    for shown in ["`keepwarm ", "$ keepwarm ", "'keepwarm "] {
        for (start, shown) in README.match_indices(shown) {
            let rest = &README[start + shown.len()..];
            let word = rest.split([' ', '`', '\n']).next().unwrap();
            assert!(commands.contains(word), "there is no command `{word}`");
        }
    }
}

#[test]
fn every_link_leads_somewhere() {
    let mut anchors = BTreeSet::new();
    let mut destinations = Vec::new();
    let mut heading: Option<String> = None;
    for event in Parser::new_ext(README, Options::ENABLE_TABLES) {
        match event {
            Event::Start(Tag::Heading { .. }) => heading = Some(String::new()),
            Event::End(TagEnd::Heading(_)) => {
                let text = heading.take().unwrap().to_lowercase().replace(' ', "-");
                assert!(anchors.insert(format!("#{text}")), "two headings `{text}`");
            }
            Event::Text(text) | Event::Code(text) => {
                if let Some(heading) = &mut heading {
                    heading.push_str(&text);
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => destinations.push(dest_url.to_string()),
            _ => {}
        }
    }
    for destination in destinations {
        let is_outside = destination.starts_with("https://");
        let leads =
            || anchors.contains(&destination) || Path::new(ROOT).join(&destination).exists();
        assert!(is_outside || leads(), "{destination}");
    }
}

#[test]
fn headings_go_down_one_level_at_a_time() {
    let levels = Parser::new(README).filter_map(|event| match event {
        Event::Start(Tag::Heading { level, .. }) => Some(level as usize),
        _ => None,
    });
    let levels: Vec<usize> = levels.collect();
    assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
    assert_eq!(levels[0], 1);
    assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
}
