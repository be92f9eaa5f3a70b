//! What holds of every vault, tried on vaults that nobody thought of. `PROPTEST_CASES=2560` tries
//! ten times as many.

mod changes;
pub(crate) mod dashboard;
mod exports;
mod folder;
mod hostile;
mod kept;
mod published;
mod realistic;

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::fs::File;
use std::sync::LazyLock;
use std::time::Duration;
use std::time::UNIX_EPOCH;

use keepwarm::agenda::Agenda;
use keepwarm::agenda::ItemKind;
use keepwarm::agenda::State;
use keepwarm::diagnostic::Code;
use keepwarm::disk::Index;
use keepwarm::disk::Use;
use keepwarm::note::Content;
use keepwarm::note::Note;
use keepwarm::render::markdown;
use keepwarm::settings::LinkStyle;
use keepwarm::settings::Settings;
use keepwarm::text::fold;
use keepwarm::text::stem;
use percent_encoding::percent_decode_str;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;
use proptest::strategy::ValueTree;
use proptest::test_runner::TestRunner;
use rayon::ThreadPool;
use rayon::ThreadPoolBuilder;
use serde_json::Value;

use crate::vault::TODAY;
use crate::vault::Vault;

use folder::Folder;
use folder::agenda;
use folder::join;
use folder::published;
use realistic::Entry;

/// So many cases, more or fewer as `PROPTEST_CASES` says; no file remembers those that failed.
pub(crate) fn cases(number: u32) -> ProptestConfig {
    const USUAL: u32 = 256;
    let config = ProptestConfig::default();
    ProptestConfig {
        cases: (number * config.cases).div_ceil(USUAL),
        failure_persistence: None,
        ..config
    }
}

/// Returns the parts of a published list that belong to other notes than that at `path`.
fn without(list: &Value, place: impl Fn(&Value) -> &Value, path: &str) -> Vec<Value> {
    let all = list.as_array().into_iter().flatten();
    all.filter(|one| place(one) != path).cloned().collect()
}

/// Returns an agenda without what the note at `path` itself owes, and without the counts.
fn without_note(json: &Value, path: &str) -> (Vec<Value>, Vec<Value>, Value, Vec<Value>) {
    (
        without(&json["items"], |item| &item["source"]["path"], path),
        without(&json["coming_up"], |coming| &coming["path"], path),
        json["goal"].clone(),
        without(&json["diagnostics"], |problem| &problem["path"], path),
    )
}

/// Two pools: the number of threads must not show.
static POOLS: LazyLock<[ThreadPool; 2]> = LazyLock::new(|| {
    [1, 8].map(|n_threads| {
        let pool = ThreadPoolBuilder::new().num_threads(n_threads).build();
        pool.expect("the system has threads to spare")
    })
});

proptest! {
    #![proptest_config(cases(24))]

    #[test]
    fn building_again_leaves_the_dashboard_alone(
        folder in prop_oneof![realistic::folders(), hostile::folders()],
    ) {
        let folder = Folder { notes: on_disk_only(folder.notes), ..folder };
        let vault = folder.on_disk(&[0]);
        let output = vault.run("build");
        prop_assert_eq!(output.status, 0, "{}", output.err);
        let name = folder.settings().dashboard;
        let (bytes, path) = (vault.read(&name), vault.path().join(&name));
        let long_ago = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
        File::options().write(true).open(&path).unwrap().set_modified(long_ago).unwrap();

        let output = vault.run("build");
        prop_assert_eq!(output.status, 0, "{}", output.err);
        prop_assert!(output.err.starts_with(&format!("{name} up to date")), "{}", output.err);
        prop_assert_eq!(vault.read(&name), bytes);
        prop_assert_eq!(fs::metadata(&path).unwrap().modified().unwrap(), long_ago);
    }

    #[test]
    fn the_agenda_knows_neither_the_order_of_files_nor_the_number_of_threads(
        folder in realistic::folders(),
        ranks in vec(any::<u32>(), 16),
        other_ranks in vec(any::<u32>(), 16),
    ) {
        let in_memory = folder.json();
        let agenda_of = |vault: Vault, pool: &ThreadPool| pool.install(|| vault.json());
        let [one, eight] = &*POOLS;
        prop_assert_eq!(agenda_of(folder.on_disk(&ranks), one), in_memory.clone());
        prop_assert_eq!(agenda_of(folder.on_disk(&other_ranks), eight), in_memory);
    }
}

/// Keeps the notes that a folder on a disk can have, and that keepwarm does not overlook there.
fn on_disk_only(notes: BTreeMap<String, String>) -> BTreeMap<String, String> {
    let is_name = |path: &str| path.len() < 200 && !path.contains("/.") && !path.contains("/#");
    notes.into_iter().filter(|(path, _)| is_name(path)).collect()
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn windows_line_ends_change_nothing(
        folder in realistic::folders(),
        is_changed in vec(prop::bool::weighted(0.8), 1..30),
    ) {
        let all = folder.with_texts(|text| text.replace('\n', "\r\n"));
        prop_assert_eq!(all.json(), folder.json());
        let some = folder.with_texts(|text| {
            let lines = text.split_inclusive('\n').zip(is_changed.iter().cycle());
            lines
                .map(|(line, is_changed)| match is_changed {
                    true => line.replace('\n', "\r\n"),
                    false => line.to_owned(),
                })
                .collect()
        });
        prop_assert_eq!(some.json(), folder.json());
    }

    #[test]
    fn a_byte_order_mark_changes_nothing(folder in realistic::folders()) {
        let marked = folder.with_texts(|text| format!("\u{feff}{text}"));
        prop_assert_eq!(marked.json(), folder.json());
    }

    #[test]
    fn the_spelling_of_keys_changes_nothing(
        drafts in realistic::drafts(),
        spellings in vec(0..SPELLINGS.len(), 1..30),
    ) {
        let mut spellings = spellings.iter().cycle();
        let spelled = drafts.spelled(|entry| match realistic::SLIPS.contains(&entry.key) {
            true => entry.key.to_owned(),
            false => SPELLINGS[*spellings.next().unwrap()](entry.key),
        });
        let plain = drafts.spelled(|entry| entry.key.to_owned());
        prop_assert_eq!(without_words(&spelled.json()), without_words(&plain.json()));
    }

    #[test]
    fn another_name_of_a_key_changes_nothing(
        drafts in realistic::drafts(),
        choices in vec(any::<prop::sample::Index>(), 1..30),
    ) {
        let mut choices = choices.iter().cycle();
        let renamed = drafts.spelled(|entry: &Entry| {
            let names = realistic::ALIASES.iter().find(|(key, _)| *key == entry.key);
            let name = names.map(|(_, names)| *choices.next().unwrap().get(names));
            name.unwrap_or(entry.key).to_owned()
        });
        let plain = drafts.spelled(|entry| entry.key.to_owned());
        prop_assert_eq!(without_words(&renamed.json()), without_words(&plain.json()));
    }
}

/// The ways to write a key, from the canonical one.
const SPELLINGS: &[fn(&str) -> String] = &[
    |key| key.to_owned(),
    |key| key.replace('_', "-"),
    |key| key.replace('_', " "),
    |key| key.replace('_', ""),
    str::to_uppercase,
    |key| capitalised(key, "-"),
    |key| format!("\"{}\"", capitalised(key, " ")),
    |key| {
        let name = capitalised(key, "");
        format!("{}{}", name[..1].to_lowercase(), &name[1..])
    },
];

fn capitalised(key: &str, between: &str) -> String {
    let words = key.split('_').map(|word| format!("{}{}", word[..1].to_uppercase(), &word[1..]));
    words.collect::<Vec<_>>().join(between)
}

/// Returns an agenda with the codes and lines of its diagnostics, but not their columns and words.
fn without_words(json: &Value) -> Value {
    let mut json = json.clone();
    for problem in json["diagnostics"].as_array_mut().into_iter().flatten() {
        for key in ["column", "message", "help"] {
            problem[key] = Value::Null;
        }
    }
    json
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn a_note_that_goes_away_changes_only_what_it_concerns(folder in realistic::folders()) {
        let settings = folder.settings();
        let notes = folder.read(&settings);
        let before = published(&agenda(&join(&settings, &notes).vault(), TODAY));
        for gone in &notes {
            let rest: Vec<Note> = notes.iter().filter(|note| *note != gone).cloned().collect();
            let after = published(&agenda(&join(&settings, &rest).vault(), TODAY));
            let concerned = concerned(&folder, &notes, gone);
            prop_assert_eq!(
                of_others(&before, &concerned),
                of_others(&after, &concerned),
                "without {}", gone.path
            );
        }
    }

    #[test]
    fn a_note_about_strangers_changes_nothing_else(
        folder in realistic::folders(),
        stranger in select(hostile::STRANGERS),
        path in select(EXTRA_PATHS),
    ) {
        let before = folder.json();
        let mut folder = folder;
        folder.notes.insert(path.to_owned(), stranger.to_owned());
        prop_assert_eq!(without_note(&folder.json(), path), without_note(&before, path));
    }

    #[test]
    fn lines_above_change_no_id(folder in realistic::folders(), n_lines in 1..9_usize) {
        let lower = folder.with_texts(|text| match text.starts_with("---\n") {
            true => text.replacen("\n---\n", &format!("\n---\n{}", "\n".repeat(n_lines)), 1),
            false => text.to_owned(),
        });
        prop_assert_eq!(without_lines(&lower.json()), without_lines(&folder.json()));
    }
}

/// Returns the paths of the notes that may owe something else when `gone` goes away: itself;
/// for a contact the notes that name them, for whatever is gone the contacts whom it names; the
/// contacts who share a meeting with a contact that is gone; and whom all those were introduced by.
fn concerned<'n>(folder: &Folder, notes: &'n [Note], gone: &'n Note) -> BTreeSet<&'n str> {
    let names = |note: &Note, other: &Note| names(&folder.notes[&*note.path], other);
    let mut concerned = BTreeSet::from([&*gone.path]);
    let naming = notes.iter().filter(|note| names(note, gone));
    let sources: Vec<&Note> = naming.chain([gone]).collect();
    concerned.extend(sources.iter().map(|note| &*note.path));
    // A second round for introducers: whoever is owed a report is owed no check-in.
    for _ in 0..2 {
        let known = concerned.clone();
        let sources = notes.iter().filter(|note| known.contains(&*note.path));
        for source in sources {
            let named = notes.iter().filter(|note| names(source, note));
            concerned.extend(named.map(|note| &*note.path));
        }
    }
    concerned
}

/// Tells whether a note's text may name the contact of another note; `false` for a meeting.
fn names(text: &str, other: &Note) -> bool {
    let Content::Contact(contact) = &other.content else {
        return false;
    };
    let text = percent_decode_str(text).decode_utf8_lossy();
    let text = fold(&text);
    let first = contact.name().split(' ').next().unwrap_or_default();
    let names = [first, contact.name(), stem(&other.path)];
    let names = names.into_iter().chain(contact.aliases());
    let mut names = names.chain(contact.emails());
    names.any(|name| text.contains(&*fold(name)))
}

/// Returns what is owed, and what is coming up, that has nothing to do with the notes at `paths`.
fn of_others(json: &Value, paths: &BTreeSet<&str>) -> (Vec<Value>, Vec<Value>) {
    let is_other = |path: &Value| !path.as_str().is_some_and(|path| paths.contains(path));
    let list = |key: &str| json[key].as_array().cloned().unwrap_or_default();
    let items = list("items").into_iter().filter(|item| {
        let mut people = item["contacts"].as_array().into_iter().flatten();
        // A report is the only item that hangs on the touches of somebody with another note.
        let is_report = item["kind"] == "report-back";
        is_other(&item["source"]["path"]) && (!is_report || people.all(is_other))
    });
    let coming = list("coming_up").into_iter().filter(|coming| is_other(&coming["path"]));
    (items.collect(), coming.collect())
}

/// Returns an agenda without the lines in its notes.
fn without_lines(json: &Value) -> Value {
    let mut json = json.clone();
    for item in json["items"].as_array_mut().into_iter().flatten() {
        item["source"]["line"] = Value::Null;
    }
    json["diagnostics"] = Value::Null;
    json
}

/// Where a further note may stand, in folders that mean something and elsewhere.
const EXTRA_PATHS: &[&str] = &[
    "people/zz-extra.md",
    "meetings/2026-11-20-zz-extra.md",
    "meetings/zz/extra.markdown",
    "zz-extra.md",
];

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn a_damaged_note_changes_nothing_else(
        folder in realistic::folders(),
        stranger in select(hostile::STRANGERS),
        mishaps in hostile::mishaps(),
        path in select(EXTRA_PATHS),
    ) {
        let bytes = hostile::damaged(stranger, &mishaps);
        check_extra(&folder, path, &bytes)?;
    }

    #[test]
    fn any_bytes_change_nothing_else(
        folder in realistic::folders(),
        fence in select(&["", "---\n", "\u{feff}---\r\n"][..]),
        bytes in vec(any::<u8>(), 0..200),
        path in select(EXTRA_PATHS),
    ) {
        check_extra(&folder, path, &[fence.as_bytes(), &bytes].concat())?;
    }
}

/// Checks that a further file is read without a panic, is counted, and changes nothing else.
fn check_extra(folder: &Folder, path: &str, bytes: &[u8]) -> Result<(), TestCaseError> {
    let before = folder.json();
    let vault = folder.on_disk(&[0]).bytes(path, bytes);
    let settings = folder.settings();
    let index = Index::read(vault.path(), settings.clone(), Use::Once);
    prop_assert!(index.problems().is_empty());
    let notes: Vec<Note> = index.notes().cloned().collect();
    let joined = join(&settings, &notes);
    let after = agenda(&joined.vault(), TODAY);
    // The reader of files takes a panic for an unreadable note.
    let is_unreadable = after.diagnostics.iter().any(|problem| problem.code() == Code::Unreadable);
    prop_assert!(!is_unreadable, "{:?}", after.diagnostics);
    let json = published(&after);
    let count = |json: &Value| {
        let counts = json["counts"].as_object().into_iter().flat_map(serde_json::Map::values);
        counts.filter_map(Value::as_u64).sum::<u64>()
    };
    prop_assert_eq!(count(&json), count(&before) + 1);
    prop_assert_eq!(without_note(&json, path), without_note(&before, path));
    for command in ["check", "agenda"] {
        let output = vault.run_in(vault.path(), &[command], Some(80));
        prop_assert!(output.status <= 1, "{}", output.err);
    }
    Ok(())
}

proptest! {
    #![proptest_config(cases(160))]

    #[test]
    fn every_id_is_short_readable_and_unique(
        folder in prop_oneof![realistic::folders(), hostile::folders()],
    ) {
        const ALPHABET: &str = "0123456789abcdefghjkmnpqrstvwxyz";
        let ids = folder.agenda(|agenda| {
            agenda.items.iter().map(|item| item.id.to_string()).collect::<Vec<String>>()
        });
        prop_assert_eq!(ids.len(), ids.iter().collect::<BTreeSet<_>>().len());
        for id in ids {
            prop_assert!(id.len() >= 6 && id.chars().all(|c| ALPHABET.contains(c)), "{}", id);
        }
    }

    #[test]
    fn what_is_owed_stays_owed_as_the_days_go_by(
        folder in realistic::folders(),
        later in select(LATER_DAYS),
    ) {
        let settings = folder.settings();
        let notes = folder.read(&settings);
        let joined = join(&settings, &notes);
        let vault = joined.vault();
        let (now, then) = (agenda(&vault, TODAY), agenda(&vault, later));
        for item in &now.items {
            let same = then.items.iter().find(|other| other.id == item.id);
            let is_task = matches!(
                item.kind,
                ItemKind::ActionItem | ItemKind::Promise | ItemKind::Waiting
            );
            if is_task {
                prop_assert_eq!(same.map(|same| same.due), Some(item.due), "{:?}", item);
            }
            if let Some(same) = same.filter(|same| same.due == item.due) {
                let (before, after) = (item.state(now.today), same.state(then.today));
                prop_assert!(urgency(before) <= urgency(after), "{:?}", item);
            }
        }
    }

    #[test]
    fn nothing_in_a_note_gets_out_of_its_line_in_the_dashboard(
        folder in prop_oneof![1 => realistic::folders(), 4 => hostile::folders()],
    ) {
        let settings = folder.settings();
        folder.agenda(|agenda| check_dashboard(agenda, &settings))?;
    }
}

const LATER_DAYS: &[&str] =
    &["2026-11-22", "2026-11-25", "2026-11-30", "2026-12-25", "2027-02-28", "2028-02-29"];

fn urgency(state: State) -> u8 {
    match state {
        State::Undated => 0,
        State::Upcoming => 1,
        State::Today => 2,
        State::Overdue => 3,
    }
}

/// Checks that the dashboard has one line for each thing that it shows, and nothing else.
fn check_dashboard(agenda: &Agenda, settings: &Settings) -> Result<(), TestCaseError> {
    let mut page = Vec::new();
    markdown::dashboard(agenda, settings, &[], &mut page).expect("there is room");
    let text = String::from_utf8(page).map_err(|error| TestCaseError::fail(error.to_string()))?;
    let hidden = |c: &char| {
        let is_override = matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}');
        is_override || matches!(c, '\u{2028}' | '\u{2029}') || c.is_control() && *c != '\n'
    };
    prop_assert_eq!(text.chars().find(hidden), None, "{}", text);

    let page = dashboard::read(&text);
    prop_assert!(page.surprises.is_empty(), "{:?} in {}", page.surprises, text);
    let items = agenda.items.iter();
    let ids: BTreeSet<&str> =
        items.filter(|item| item.kind.has_box()).map(|item| item.id.as_str()).collect();
    prop_assert_eq!(page.ids.len(), ids.len(), "{}", text);
    prop_assert_eq!(page.ids.iter().map(String::as_str).collect::<BTreeSet<_>>(), ids);

    let expected = dashboard::expected(agenda);
    prop_assert_eq!(page.lines.len(), expected.len(), "{}", text);
    for (line, expected) in page.lines.iter().zip(&expected) {
        let missed = expected.missed_by(line, &|path| ways(path, settings));
        prop_assert_eq!(missed, None, "{:?} in {}", line, text);
    }
    Ok(())
}

/// Returns the destinations that lead from the dashboard to the note at `path`.
fn ways(path: &str, settings: &Settings) -> BTreeSet<String> {
    const KEPT: &percent_encoding::AsciiSet = &percent_encoding::NON_ALPHANUMERIC
        .remove(b'/')
        .remove(b'-')
        .remove(b'.')
        .remove(b'_')
        .remove(b'~');
    let to_root = "../".repeat(settings.dashboard.matches('/').count());
    let encoded = percent_encoding::utf8_percent_encode(path, KEPT);
    let mut ways = BTreeSet::from([format!("{to_root}{encoded}")]);
    if settings.links == LinkStyle::Wikilink {
        ways.extend(path.strip_suffix(".md").map(str::to_owned));
    }
    ways
}

#[test]
fn the_generated_vaults_owe_something_of_every_kind() {
    let mut runner = TestRunner::deterministic();
    let mut kinds = BTreeSet::new();
    let mut codes = BTreeSet::new();
    for _ in 0..200 {
        let tree = realistic::folders().new_tree(&mut runner).unwrap();
        tree.current().agenda(|agenda| {
            kinds.extend(agenda.items.iter().map(|item| item.kind.word()));
            codes.extend(agenda.diagnostics.iter().map(|problem| problem.code().word()));
        });
    }
    let all: BTreeSet<&str> = ItemKind::ALL.iter().map(|kind| kind.word()).collect();
    assert_eq!(kinds, all);
    let of_files = [
        "config",
        "conflict-copy",
        "not-utf8",
        "stale-tick",
        "symlink-skipped",
        "too-large",
        "unreadable",
    ];
    let all = Code::ALL.iter().filter(|code| !Code::ADVICE.contains(code)).map(|code| code.word());
    let all: BTreeSet<&str> = all.filter(|code| !of_files.contains(code)).collect();
    assert_eq!(codes, all);
}
