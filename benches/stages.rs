//! What each stage costs by itself, on 1,000 notes in memory where nothing else is said.
//!
//! `cargo bench --bench stages -- --sort location` prints them in their order. Machines differ:
//! compare figures of one run. `markdown` is no stage of ours but a bare parse of the bodies, to
//! compare `body` with.

#![expect(clippy::unwrap_used, reason = "a bench has failed then")]

mod corpus;

use std::collections::BTreeSet;
use std::hint::black_box;
use std::path::Path;
use std::sync::LazyLock;
use std::time::Instant;

use divan::Bencher;
use keepwarm::date::Today;
use keepwarm::disk;
use keepwarm::disk::Index;
use keepwarm::disk::Use;
use keepwarm::disk::Walker;
use keepwarm::note;
use keepwarm::note::Content;
use keepwarm::note::Note;
use keepwarm::note::parse;
use keepwarm::render::json;
use keepwarm::render::markdown;
use keepwarm::rules;
use keepwarm::rules::Reckoned;
use keepwarm::settings::Settings;
use keepwarm::vault::Joined;
use keepwarm::yaml;

const N_NOTES: usize = 1000;

static SETTINGS: LazyLock<Settings> = LazyLock::new(Settings::new);
static SOURCES: LazyLock<Vec<Source>> = LazyLock::new(|| {
    let notes = corpus::notes(N_NOTES).map(|note| (note.path, String::from_utf8(note.bytes)));
    let mut sources: Vec<Source> =
        notes.filter_map(|(path, text)| Some(Source::new(path, text.ok()?))).collect();
    sources.sort_by(|a, b| a.path.cmp(&b.path));
    sources
});
static NOTES: LazyLock<Vec<Note>> =
    LazyLock::new(|| SOURCES.iter().map(|source| read(source, &source.text)).collect());

/// A note's text, and its two parts.
struct Source {
    path: String,
    text: String,
    yaml: String,
    /// The front matter alone.
    front: String,
    /// The body, below front matter that says little.
    body: String,
}

impl Source {
    fn new(path: String, text: String) -> Source {
        let (_, rest) = text.split_once("---\n").unwrap_or_default();
        let (yaml, body) = rest.split_once("---\n").unwrap_or_default();
        let front = format!("---\n{yaml}---\n");
        let body = format!("---\ntype: meeting\n---\n{body}");
        Source { path, yaml: yaml.to_owned(), front, body, text }
    }
}

fn main() {
    divan::main();
}

fn each(bencher: Bencher, stage: impl Fn(&Source) + Sync) {
    bencher
        .counter(divan::counter::ItemsCount::new(N_NOTES))
        .bench(|| SOURCES.iter().for_each(&stage));
}

fn read(source: &Source, text: &str) -> Note {
    parse(source.path.as_str().into(), text, &SETTINGS)
}

/// Runs `stage` on a vault on the disk.
fn on_disk(bencher: Bencher, stage: impl Fn(&Path) + Sync) {
    let folder = tempfile::tempdir().unwrap();
    corpus::write(folder.path(), N_NOTES);
    bencher.counter(divan::counter::ItemsCount::new(N_NOTES)).bench(|| stage(folder.path()));
}

#[divan::bench]
fn walk(bencher: Bencher) {
    on_disk(bencher, |root| drop(black_box(Walker::new(root, &SETTINGS).walk(""))));
}

#[divan::bench]
fn bytes(bencher: Bencher) {
    on_disk(bencher, |root| {
        for source in SOURCES.iter() {
            black_box(disk::read_text(root, &source.path));
        }
    });
}

#[divan::bench]
fn split(bencher: Bencher) {
    each(bencher, |source| {
        black_box(note::front_matter(&source.text));
    });
}

#[divan::bench]
fn yaml(bencher: Bencher) {
    each(bencher, |source| drop(black_box(yaml::parse(&source.yaml))));
}

#[divan::bench]
fn front_matter(bencher: Bencher) {
    each(bencher, |source| drop(black_box(read(source, &source.front))));
}

#[divan::bench]
fn markdown(bencher: Bencher) {
    each(bencher, |source| {
        black_box(pulldown_cmark::Parser::new(&source.body).count());
    });
}

#[divan::bench]
fn body(bencher: Bencher) {
    each(bencher, |source| drop(black_box(read(source, &source.body))));
}

#[divan::bench]
fn note(bencher: Bencher) {
    each(bencher, |source| drop(black_box(read(source, &source.text))));
}

#[divan::bench]
fn index(bencher: Bencher) {
    on_disk(bencher, |root| drop(black_box(Index::read(root, SETTINGS.clone(), Use::Once))));
}

/// One note that was saved is read again.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn index_again(bencher: Bencher, n_notes: usize) {
    const PATH: &str = "meetings/saved.md";
    let folder = tempfile::tempdir().unwrap();
    corpus::write(folder.path(), n_notes);
    let file = folder.path().join(PATH);
    std::fs::write(&file, "---\nwith: Ada\n---\n").unwrap();
    let mut index = Index::read(folder.path(), SETTINGS.clone(), Use::Watch);
    let paths = BTreeSet::from([PATH.to_owned()]);
    let mut texts = ["---\nwith: Eve\n---\n", "---\nwith: Ada\n---\n"];
    bencher.bench_local(|| {
        std::fs::write(&file, texts[0]).unwrap();
        texts.reverse();
        assert_eq!(index.refresh(&paths, Instant::now()), paths);
    });
}

#[divan::bench]
fn join(bencher: Bencher) {
    bencher.bench(|| Joined::new(&SETTINGS, black_box(NOTES.iter()), Vec::new()));
}

#[divan::bench]
fn rules(bencher: Bencher) {
    let joined = Joined::new(&SETTINGS, NOTES.iter(), Vec::new());
    let vault = joined.vault();
    bencher.bench(|| rules::due(black_box(&vault), today()));
}

/// What is owed after one meeting has changed: what grows with the vault is to find the place of
/// its items among the others.
#[divan::bench(args = [1_000, 10_000, 100_000])]
fn rules_again(bencher: Bencher, n_notes: usize) {
    let texts = corpus::notes(n_notes);
    let texts = texts.filter_map(|note| Some((note.path, String::from_utf8(note.bytes).ok()?)));
    let mut texts: Vec<(String, String)> = texts.collect();
    texts.sort();
    let parse = |(path, text): &(String, String)| parse(path.as_str().into(), text, &SETTINGS);
    let notes: Vec<Note> = texts.iter().map(parse).collect();
    let place = notes.iter().position(|note| matches!(note.content, Content::Meeting(_))).unwrap();
    let (path, text) = &texts[place];
    let other = parse(&(path.clone(), format!("{text}\n- [ ] read it again\n")));
    let notes: Vec<&Note> = notes.iter().collect();
    let (joined, replacer) = Joined::with_replacer(&SETTINGS, &notes, Vec::new());
    let mut vault = joined.vault();
    let mut reckoned = Reckoned::new(&vault, today());
    let mut readings = [notes[place], &other];
    bencher.bench_local(|| {
        let replaced = replacer.replace(&mut vault, readings[0], readings[1]).unwrap();
        readings.reverse();
        reckoned.catch_up(&vault, &[replaced]);
    });
}

#[divan::bench]
fn dashboard(bencher: Bencher) {
    let joined = Joined::new(&SETTINGS, NOTES.iter(), Vec::new());
    let vault = joined.vault();
    let agenda = rules::due(&vault, today());
    bencher.bench(|| {
        let mut page = Vec::new();
        markdown::dashboard(black_box(&agenda), &SETTINGS, &[], &mut page).map(|()| page)
    });
}

#[divan::bench]
fn json(bencher: Bencher) {
    let joined = Joined::new(&SETTINGS, NOTES.iter(), Vec::new());
    let vault = joined.vault();
    let agenda = rules::due(&vault, today());
    bencher.bench(|| json::agenda(black_box(&agenda), std::io::sink()));
}

fn today() -> Today {
    Today(corpus::TODAY.parse().unwrap())
}
