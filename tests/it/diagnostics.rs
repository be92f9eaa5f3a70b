//! Every diagnostic as a person sees it: a note that is wrong, and what `check` says of it.
//!
//! `tests/diagnostics/CODE.md` or `CODE-VARIANT.md` is the note, `.yaml` a configuration; what no
//! repository can hold is made here. The `.txt` of the same name is all that `check` prints.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::path::PathBuf;

use keepwarm::agenda::ItemKind;
use keepwarm::agenda::Seed;
use keepwarm::diagnostic::Code;
use snapbox::Assert;
use snapbox::Data;

use crate::vault::Vault;

const FOLDER: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/diagnostics");

const MARY: &str = "---\ntype: contact\nname: Mary Somerville\n---\n";

const STALE: &str = "<!-- keepwarm: begin -->\n- [x] 2026-10-31 · Write to **Mary** <!-- kw:zzzzzz -->\n\
                     <!-- keepwarm: end -->\n";

/// Returns every wrong vault, by the name of its fixture.
fn fixtures() -> BTreeMap<String, Vault> {
    let read = files().into_iter().filter(|file| !has_extension(file, "txt"));
    let read = read.map(|file| (stem(&file), with_fixture(healthy(), &file)));
    let made = made().into_iter().chain(made_on_linux());
    read.chain(made.map(|(name, vault)| (name.to_owned(), vault))).collect()
}

/// Makes a vault with nothing wrong: two people who are both called Ada, and Grace.
fn healthy() -> Vault {
    Vault::new()
        .contact("ada-lovelace", "name: Ada Lovelace\naliases: Ada\nemail: ada@example.org")
        .contact("ada-yonath", "name: Ada Yonath\naliases: Ada\nemail: yonath@example.org")
        .contact("grace-hopper", "name: Grace Hopper\nemail: grace@example.org")
}

/// Adds a fixture where its `type` says that it belongs.
fn with_fixture(vault: Vault, file: &Path) -> Vault {
    let bytes = fs::read(file).unwrap();
    if has_extension(file, "yaml") {
        return vault.bytes("keepwarm.yaml", &bytes);
    }
    let text = String::from_utf8_lossy(&bytes);
    let has_type = |word: &str| text.contains(&format!("type: {word}\n"));
    let folder = match (has_type("contact"), has_type("meeting")) {
        (true, _) => "people/",
        (_, true) => "meetings/",
        _ => "",
    };
    vault.bytes(&format!("{folder}{}.md", stem(file)), &bytes)
}

/// Makes the vaults that are wrong in ways that no fixture can show.
fn made() -> Vec<(&'static str, Vault)> {
    let with = |path, bytes: &[u8]| healthy().bytes(path, bytes);
    let copy = "people/mary.sync-conflict-20261120-120000-ABCDEFG.md";
    let utf16: Vec<u8> = MARY.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let large = MARY.to_owned() + &"\n".repeat(8 * 1024 * 1024);
    vec![
        ("conflict-copy", with(copy, MARY.as_bytes())),
        ("long-story", with("story.md", "All this is about me.\n\n".repeat(60).as_bytes())),
        ("front-matter-line-ends", with("people/mary.md", MARY.replace('\n', "\r").as_bytes())),
        ("not-utf8", with("people/renee.md", b"---\ntype: contact\nname: Ren\xe9e\n---\n")),
        ("not-utf8-utf16", with("people/mary.md", &utf16)),
        ("stale-tick", with("DASHBOARD.md", STALE.as_bytes())),
        ("stale-tick-changed", changed()),
        ("too-large", with("people/mary.md", large.as_bytes())),
    ]
}

/// Makes a vault with a tick for Mary, who is due on another day since.
fn changed() -> Vault {
    let mary = "people/mary.md";
    let (kind, text) = (ItemKind::CheckIn, "");
    let id = Seed { kind, path: mary, person: mary, text, occurrence: 0 }.id();
    let ticked = STALE.replace("zzzzzz", &id.as_str()[..6]);
    let text = MARY.replace("name:", "last_contact: 2026-09-02\nname:");
    healthy().file(mary, &text).file("DASHBOARD.md", &ticked)
}

/// Makes the vaults that not every system can hold.
#[cfg(target_os = "linux")]
fn made_on_linux() -> Vec<(&'static str, Vault)> {
    use std::ffi::OsStr;
    use std::os::unix::ffi::OsStrExt;
    use std::os::unix::fs::symlink;
    let [unreadable, note, folder] = [healthy(), healthy(), healthy()];
    fs::write(unreadable.path().join(OsStr::from_bytes(b"people/ren\xe9e.md")), MARY).unwrap();
    symlink("../.store/mary.md", note.path().join("people/mary.md")).unwrap();
    symlink("people", folder.path().join("friends")).unwrap();
    vec![("unreadable", unreadable), ("symlink-skipped", note), ("symlink-skipped-folder", folder)]
}

#[cfg(not(target_os = "linux"))]
fn made_on_linux() -> Vec<(&'static str, Vault)> {
    Vec::new()
}

fn files() -> Vec<PathBuf> {
    fs::read_dir(FOLDER).unwrap().map(|entry| entry.unwrap().path()).collect()
}

fn has_extension(file: &Path, extension: &str) -> bool {
    file.extension().is_some_and(|found| found == extension)
}

fn stem(file: &Path) -> String {
    file.file_stem().unwrap().to_str().unwrap().to_owned()
}

/// Returns all that `check` says.
fn shown(vault: &Vault) -> String {
    let output = vault.run("check");
    output.out + &output.err
}

/// Tells whether the name of a fixture is a code, or a code and a variant.
fn is_of(name: &str, code: Code) -> bool {
    let variant = name.strip_prefix(code.word());
    variant.is_some_and(|variant| variant.is_empty() || variant.starts_with('-'))
}

#[test]
fn every_diagnostic_is_shown_as_its_picture_says() {
    let mut differences = String::new();
    for (name, vault) in fixtures() {
        let picture = Path::new(FOLDER).join(format!("{name}.txt"));
        let expected = Data::read_from(&picture, None).raw();
        let shown = Data::text(shown(&vault)).raw();
        let compared = Assert::new().action_env("SNAPSHOTS").try_eq(None, shown, expected);
        differences.extend(compared.err().map(|difference| difference.to_string()));
    }
    assert!(differences.is_empty(), "{differences}");
}

#[test]
fn every_fixture_shows_its_own_code_and_no_other() {
    for (name, vault) in fixtures() {
        let shown = shown(&vault);
        let is_shown = |code: &&Code| shown.contains(&format!("[{}]: ", code.word()));
        let found: Vec<&Code> = Code::ALL.iter().filter(is_shown).collect();
        let expected: Vec<&Code> = Code::ALL.iter().filter(|code| is_of(&name, **code)).collect();
        assert_eq!(found, expected, "{name}:\n{shown}");
        assert_eq!(found.len(), 1, "{name}:\n{shown}");
    }
}

#[test]
fn every_diagnostic_has_a_way_out() {
    for (name, vault) in fixtures() {
        let shown = shown(&vault);
        let n_diagnostics = shown.matches("]: ").count();
        assert_eq!(shown.matches("= help: ").count(), n_diagnostics, "{name}:\n{shown}");
    }
}

#[test]
#[cfg(target_os = "linux")]
fn every_code_has_a_fixture() {
    let fixtures = fixtures();
    for code in Code::ALL {
        let has_fixture = fixtures.keys().any(|name| is_of(name, *code));
        assert!(has_fixture, "tests/diagnostics/{}.md is missing", code.word());
    }
}

#[test]
#[cfg(target_os = "linux")]
fn every_picture_has_a_fixture() {
    let fixtures = fixtures();
    for picture in files().iter().filter(|file| has_extension(file, "txt")) {
        assert!(fixtures.contains_key(&stem(picture)), "{} has no source", picture.display());
    }
}

#[test]
fn nothing_is_wrong_with_what_stands_beside_a_fixture() {
    assert_eq!(shown(&healthy()), "0 errors, 0 warnings in 3 notes\n");
}
