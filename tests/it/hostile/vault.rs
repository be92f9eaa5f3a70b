//! A vault of cases, and all that must hold of it.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::time::Duration;
use std::time::Instant;
use std::time::SystemTime;

use keepwarm::text::collapse;
use serde_json::Value;

use crate::properties::dashboard;
use crate::vault::Output;
use crate::vault::TODAY;
use crate::vault::Vault;

use super::Case;
use super::Make;
use super::Owed;

/// No machine is so busy that a vault takes longer than this.
const DEADLINE: Duration = Duration::from_secs(120);

/// Checks all cases together, in one vault: each is as it should be, whatever the others are.
#[track_caller]
pub(super) fn hold(families: impl IntoIterator<Item = Vec<Case>>) {
    let cases: Vec<Case> = families.into_iter().flatten().collect();
    let paths: BTreeSet<&Vec<u8>> = cases.iter().map(|case| &case.path).collect();
    assert_eq!(paths.len(), cases.len(), "two cases have one path");
    let vault = healthy();
    let cases: Vec<Case> = cases.into_iter().filter(|case| make(&vault, case)).collect();
    let before = Snapshot::of(vault.path());

    let agenda = said(&vault, "agenda --json", &[0]);
    let check = said(&vault, "check --json", &[0, 1]);
    check_cases(&cases, &agenda, &check);
    check_healthy(&agenda);
    for command in ["agenda", "check", "review", "stats"] {
        check_screen(command, &vault.run_in(vault.path(), &[command], Some(80)));
        check_screen(command, &vault.run(command));
    }
    assert_eq!(Snapshot::of(vault.path()), before, "looking has changed something");

    assert_eq!(vault.run("build").status, 0);
    let page = vault.read("DASHBOARD.md");
    check_page(&page, &agenda);
    let built = Snapshot::of(vault.path());
    assert_eq!(built.without("DASHBOARD.md"), before, "building has changed something else");
    assert!(vault.run("build").err.contains("up to date"));
    assert_eq!(Snapshot::of(vault.path()), built, "building again has changed something");

    fs::remove_file(vault.path().join("DASHBOARD.md")).unwrap();
    assert_eq!(watched(&vault), page, "watch and build do not agree");
    assert_eq!(Snapshot::of(vault.path()).without("DASHBOARD.md"), before, "so does watching");
}

/// Makes a vault with people and a meeting that nothing must hide, first and last in every order.
fn healthy() -> Vault {
    let text = |name: &str, keys: &str| super::contact_text(name, keys);
    let anchor = "aliases: [Anchor]\nemail: anchor@example.com\ncheck_in: never\n";
    Vault::new()
        .file("people/anchor-person.md", &text("Anchor Person", anchor))
        .file("people/00-first.md", &text("Zz First", ""))
        .file("people/zz-last.md", &text("Zz Last", ""))
        .file("people/second-person.md", &text("Second Person", "check_in: never\n"))
        .file("README.md", "# My vault\n\n- [ ] nobody's task: this is no note of ours\n")
        .file("meetings/zz-last.md", &super::meeting_text("2026-11-20", "- [ ] the last task\n"))
}

fn check_healthy(agenda: &Value) {
    let owed = owed(agenda);
    for (path, line) in [
        ("people/00-first.md", "check-in 2026-10-31 Zz First"),
        ("people/zz-last.md", "check-in 2026-10-31 Zz Last"),
        ("meetings/zz-last.md", "action-item 2026-11-23 Anchor Person: the last task"),
    ] {
        assert_eq!(owed[path], [line]);
    }
    assert!(!owed.contains_key("README.md"));
}

/// Makes what a case is about; tells whether this machine could.
fn make(vault: &Vault, case: &Case) -> bool {
    let path = vault.path().join(native(&case.path));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    let made = match &case.make {
        Make::File(bytes) => fs::write(&path, bytes),
        Make::Folder => fs::create_dir_all(&path),
        #[cfg(unix)]
        Make::Hole(length) => fs::File::create(&path).and_then(|file| file.set_len(*length)),
        #[cfg(unix)]
        Make::Link(target) => std::os::unix::fs::symlink(target, &path),
        #[cfg(unix)]
        Make::SecondName(first) => fs::hard_link(vault.path().join(first), &path),
        #[cfg(unix)]
        Make::Socket => std::os::unix::net::UnixListener::bind(&path).map(drop),
        #[cfg(unix)]
        Make::Pipe => {
            let status = Command::new("mkfifo").arg(&path).status();
            status.map(|status| assert!(status.success()))
        }
    };
    // Windows has names that no file can have, and a Mac has none that is not UTF-8.
    assert!(made.is_ok() || !cfg!(target_os = "linux"), "{}: {made:?}", path.display());
    made.is_ok()
}

#[cfg(unix)]
fn native(path: &[u8]) -> &Path {
    use std::os::unix::ffi::OsStrExt;
    Path::new(std::ffi::OsStr::from_bytes(path))
}

#[cfg(not(unix))]
fn native(path: &[u8]) -> &Path {
    Path::new(str::from_utf8(path).unwrap_or("not UTF-8"))
}

#[track_caller]
fn said(vault: &Vault, arguments: &str, statuses: &[u8]) -> Value {
    let output = vault.run(arguments);
    assert!(statuses.contains(&output.status), "{arguments}: {output:?}");
    assert_eq!(output.err, "", "{arguments}");
    serde_json::from_str(&output.out).unwrap()
}

/// Checks what each case must owe and be told; says of all of them at once where that is not so.
#[track_caller]
fn check_cases(cases: &[Case], agenda: &Value, check: &Value) {
    let (owed, told) = (owed(agenda), told(check));
    let wrong: Vec<String> = cases
        .iter()
        .filter_map(|case| {
            let path = String::from_utf8_lossy(&case.path).into_owned();
            let codes = told.get(&path).cloned().unwrap_or_default();
            let mut lines = owed.get(&path).cloned().unwrap_or_default();
            lines.retain(|line| !line.starts_with("report-back"));
            let is_owed = match &case.owed {
                Owed::Nothing => lines.is_empty(),
                Owed::Anything => true,
                Owed::Item(line) => lines.iter().any(|owed| owed == line),
                Owed::CheckIn(name) => {
                    let line = format!("check-in 2026-10-31 {name}");
                    lines.len() == 1 && collapse(&lines[0]) == collapse(&line)
                }
                Owed::Tasks(n) => {
                    lines.iter().filter(|line| line.starts_with("action-item ")).count() == *n
                }
            };
            let is_right = is_owed && codes == case.told;
            lines.truncate(5);
            let wanted = (&case.owed, &case.told);
            (!is_right).then(|| format!("{path:?} owes {lines:?}, {codes:?}, not {wanted:?}"))
        })
        .collect();
    assert!(wrong.is_empty(), "{} cases:\n{}", wrong.len(), shortened(&wrong.join("\n")));
}

/// Returns what is owed because of each note: what it is the source of, and what its contact is.
fn owed(agenda: &Value) -> BTreeMap<String, Vec<String>> {
    let mut owed: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for item in agenda["items"].as_array().unwrap() {
        let path = item["source"]["path"].as_str().unwrap();
        owed.entry(path.to_owned()).or_default().push(crate::vault::item_line(item));
    }
    owed
}

/// Returns the codes of what is told of each file.
fn told(check: &Value) -> BTreeMap<String, BTreeSet<&str>> {
    let mut told: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for problem in check["diagnostics"].as_array().unwrap() {
        let is_advice = problem["severity"] == "advice";
        let path = problem["path"].as_str().unwrap().to_owned();
        if !is_advice {
            told.entry(path).or_default().insert(problem["code"].as_str().unwrap());
        }
    }
    told
}

/// Checks that nothing from a note steers the terminal: what is written are words, colours, and
/// links whose addresses have nothing odd in them.
#[track_caller]
fn check_screen(command: &str, output: &Output) {
    assert!(output.status <= 1, "{command}: {output:?}");
    let mut rest = format!("{}{}", output.out, output.err);
    while let Some((before, after)) = rest.split_once('\x1b') {
        assert_no_controls(command, before);
        let sequence = after.strip_prefix("]8;;").and_then(|link| {
            let (address, after) = link.split_once("\x1b\\")?;
            let is_plain = |byte: u8| byte.is_ascii_graphic();
            assert!(address.bytes().all(is_plain), "{command}: {address:?}");
            Some(after)
        });
        let style = after.strip_prefix('[').and_then(|style| {
            let after = style.trim_start_matches(|c: char| c.is_ascii_digit() || c == ';');
            after.strip_prefix('m')
        });
        rest = sequence.or(style).expect("a colour or a link").to_owned();
    }
    assert_no_controls(command, &rest);
}

#[track_caller]
fn assert_no_controls(command: &str, text: &str) {
    // A review is Markdown, in which a tab of the note's is indentation.
    let is_layout = |c: char| c == '\n' || c == '\t' && command == "review";
    let is_odd = |c: char| c.is_control() && !is_layout(c) || is_override(c);
    if let Some(at) = text.find(is_odd) {
        let line = text[..at].lines().count();
        panic!("{command}, line {line}: {:?}", shortened(&text[at..]));
    }
}

fn is_override(c: char) -> bool {
    matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

/// Checks that an outside reader finds in the dashboard what is owed, in its lines, and no more.
#[track_caller]
fn check_page(page: &str, agenda: &Value) {
    assert_no_controls("build", page);
    let seen = dashboard::read(page);
    assert!(seen.surprises.is_empty(), "{}", shortened(&format!("{:?}", seen.surprises)));
    const NO_BOX: [&str; 4] = ["write-up", "pick-action", "schedule", "prepare"];
    let items = agenda["items"].as_array().unwrap();
    let has_box = |item: &&Value| !NO_BOX.contains(&item["kind"].as_str().unwrap());
    let ids: BTreeSet<&str> =
        items.iter().filter(has_box).map(|item| item["id"].as_str().unwrap()).collect();
    assert_eq!(seen.ids.len(), ids.len(), "boxes");
    assert_eq!(seen.ids.iter().map(String::as_str).collect::<BTreeSet<_>>(), ids);
    let n_lines = page.lines().filter(|line| line.trim_start().starts_with("- ")).count();
    assert_eq!(seen.lines.len(), n_lines, "lines");
    for link in seen.lines.iter().flat_map(|line| &line.links) {
        match link.strip_prefix("mailto:") {
            Some(letter) => check_letter(letter),
            None => check_way(link),
        }
    }
}

/// A letter goes to one address, and has a subject of ours.
#[track_caller]
fn check_letter(letter: &str) {
    let (address, rest) = letter.split_once("?subject=").expect("every letter has a subject");
    assert_eq!(address.matches('@').count(), 1, "{letter}");
    assert!(!address.contains(['?', '&', ',', ';']), "{letter}");
    assert!(!rest.contains(['&', '?', '\n']), "{letter}");
}

/// A link leads to a file in the vault, not to a web page and not out of the folder.
#[track_caller]
fn check_way(link: &str) {
    let steps = link.split('/').any(|step| step == "..");
    assert!(!steps && !link.starts_with('/') && !link.contains(':'), "{link}");
}

/// Returns the first dashboard that a watch writes.
fn watched(vault: &Vault) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keepwarm"));
    command.args(["watch", "--quiet"]).current_dir(vault.path()).env_remove("KEEPWARM_VAULT");
    command.env("KEEPWARM_TODAY", TODAY).stdin(Stdio::null()).stderr(Stdio::null());
    let _watch = Running(command.spawn().unwrap());
    let end = Instant::now() + DEADLINE;
    loop {
        // It is put there in one step: whoever sees it sees all of it.
        if let Ok(page) = fs::read_to_string(vault.path().join("DASHBOARD.md")) {
            return page;
        }
        assert!(Instant::now() < end, "the watch has written nothing");
        std::thread::sleep(Duration::from_millis(5));
    }
}

/// A process that ends with the test.
struct Running(Child);

impl Drop for Running {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.0.kill();
        let _ = self.0.wait();
    }
}

/// Everything in a vault as it is: what there is, its bytes, its mode, and when it was changed.
#[derive(Debug, PartialEq, Eq)]
struct Snapshot(BTreeMap<PathBuf, (u64, Option<u64>, SystemTime, bool)>);

impl Snapshot {
    fn of(root: &Path) -> Snapshot {
        use std::hash::DefaultHasher;
        use std::hash::Hasher;
        let entries = walkdir::WalkDir::new(root).min_depth(1).into_iter().map(Result::unwrap);
        let entry = |entry: walkdir::DirEntry| {
            let metadata = entry.metadata().unwrap();
            let is_small = metadata.is_file() && metadata.len() < 16 << 20;
            let hash = is_small.then(|| {
                let mut hasher = DefaultHasher::new();
                hasher.write(&fs::read(entry.path()).unwrap());
                hasher.finish()
            });
            let modified = match metadata.is_dir() {
                // A folder is changed by what is put into it, and it is known what that is.
                true => SystemTime::UNIX_EPOCH,
                false => metadata.modified().unwrap(),
            };
            let facts = (metadata.len(), hash, modified, metadata.permissions().readonly());
            let facts = if metadata.is_dir() { (0, None, modified, false) } else { facts };
            (entry.into_path(), facts)
        };
        Snapshot(entries.map(entry).collect())
    }

    fn without(&self, name: &str) -> Snapshot {
        let rest = self.0.iter().filter(|(path, _)| !path.ends_with(name));
        Snapshot(rest.map(|(path, facts)| (path.clone(), *facts)).collect())
    }
}

/// Returns the beginning of a text that may be very long.
fn shortened(text: &str) -> String {
    text.chars().take(6000).collect()
}
