//! `keepwarm watch`, driven from outside: the real binary, real files, real signals.
//!
//! After any sequence of changes the dashboard is what `build` would write. `WATCH_OPERATIONS`
//! makes the random sequences longer, `WATCH_SEED` replays one; `WATCH_LONG` adds what takes minutes,
//! and `WATCH_SOAK` says for how many seconds a long run goes on.

mod clock;
mod git;
#[cfg(target_os = "linux")]
mod limits;
mod made_up;
mod notices;
mod outputs;
mod redacted;
mod saves;
#[cfg(target_os = "linux")]
mod soak;
mod words;
#[cfg(target_os = "linux")]
mod zone;

use std::fs;
use std::io::BufRead;
use std::io::BufReader;
use std::io::Write;
use std::path::Path;
use std::path::PathBuf;
use std::process::Child;
use std::process::Command;
use std::process::Stdio;
use std::sync::mpsc;
use std::sync::mpsc::Receiver;
use std::time::Duration;
use std::time::Instant;
use std::time::SystemTime;

use keepwarm::date::Today;
use keepwarm::disk;
use keepwarm::disk::Index;
use keepwarm::disk::Use;
use keepwarm::redaction;
use keepwarm::render::markdown;
use keepwarm::render::markdown::Page;
use keepwarm::rules;
use keepwarm::vault::Joined;

use crate::vault::TODAY;
use crate::vault::Vault;

/// No machine is so busy that a change takes longer than this.
const DEADLINE: Duration = Duration::from_secs(60);

/// A vault that the real binary is watching.
struct Watch {
    vault: Vault,
    child: Child,
    lines: Receiver<String>,
}

impl Watch {
    fn start(vault: Vault) -> Watch {
        let watch = Watch::start_by(vault, keepwarm());
        watch.line_with("watching");
        watch.settle();
        watch
    }

    /// Has a command start the watch, and waits for nothing.
    fn start_by(vault: Vault, mut command: Command) -> Watch {
        let mut child = command
            .current_dir(vault.path())
            .env_remove("KEEPWARM_VAULT")
            .stdin(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .unwrap();
        let stderr = BufReader::new(child.stderr.take().unwrap());
        let (sender, lines) = mpsc::channel();
        std::thread::spawn(move || {
            for line in stderr.lines().map_while(Result::ok) {
                if sender.send(line).is_err() {
                    break;
                }
            }
        });
        Watch { vault, child, lines }
    }

    fn path(&self, path: &str) -> PathBuf {
        self.vault.path().join(path)
    }

    /// Waits for a line that the watch says.
    fn line_with(&self, words: &str) -> String {
        let end = Instant::now() + DEADLINE;
        loop {
            let left = end.saturating_duration_since(Instant::now());
            let line = self.lines.recv_timeout(left).unwrap_or_else(|_| panic!("no line: {words}"));
            if line.contains(words) {
                return line;
            }
        }
    }

    /// Waits until `is_met` holds; looks whenever the watch says something, and now and then.
    fn wait(&self, what: &str, is_met: impl Fn(&Watch) -> bool) {
        let end = Instant::now() + DEADLINE;
        while !is_met(self) {
            assert!(Instant::now() < end, "{what} never came about");
            let _ = self.lines.recv_timeout(Duration::from_millis(20));
        }
    }

    /// Waits until the dashboard is what `build` would write.
    fn settle(&self) {
        self.wait("a fresh dashboard", |watch| {
            let path = watch.path("DASHBOARD.md");
            fs::read(path).is_ok_and(|old| old == built(watch.vault.path(), &old))
        });
    }

    fn dashboard(&self) -> String {
        self.vault.read("DASHBOARD.md")
    }

    /// Has everything happen at once, as the watch sees it.
    #[cfg(unix)]
    fn while_stopped(&self, happen: impl FnOnce()) {
        self.signal("-STOP");
        happen();
        self.signal("-CONT");
    }

    #[cfg(unix)]
    fn signal(&self, signal: &str) {
        let id = self.child.id().to_string();
        assert!(Command::new("kill").args([signal, &id]).status().unwrap().success());
    }

    /// Ends the watch as Ctrl-C or a service manager would; returns its exit status.
    #[cfg(unix)]
    fn end(mut self, signal: &str) -> Option<i32> {
        self.signal(signal);
        self.child.wait().unwrap().code()
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// Returns the command that watches the current folder.
fn keepwarm() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keepwarm"));
    command.args(["--today", TODAY, "watch"]);
    command
}

/// Returns the dashboard that `build` would write over `old`.
fn built(root: &Path, old: &[u8]) -> Vec<u8> {
    let settings = disk::read_settings(root).unwrap().unwrap_or_else(|_| panic!("bad config"));
    let index = Index::read(root, settings, Use::Watch);
    let joined = Joined::new(index.settings(), index.notes(), index.problems());
    let vault = joined.vault();
    let today = Today(keepwarm::date::read(TODAY).unwrap());
    let agenda = rules::due(&vault, today);
    let Page { ticks, view, frame, .. } = Page::read(old);
    let Ok(frame) = frame else { return Vec::new() };
    let place = |at: u64| usize::try_from(at).unwrap();
    let mut new = old[..place(frame.range.start)].to_vec();
    let mut block = frame.fit(&mut new);
    redaction::show(view, &vault, &agenda, |shown| {
        markdown::dashboard(shown.agenda, shown.vault.settings, &ticks, &mut block).unwrap();
    });
    block.end().unwrap();
    [&new, &old[place(frame.range.end)..]].concat()
}

fn world() -> Vault {
    Vault::new()
        .contact("ada", "name: Ada Lovelace\nlast_contact: 2026-09-01")
        .contact("grace", "name: Grace Hopper\nlast_contact: 2026-08-01")
        .meeting("2026-11-20-ada", "with: Ada Lovelace", "She told me about looms.\n")
}

fn meeting(name: &str) -> String {
    format!("---\ntype: meeting\nwith: {name}\n---\nWe talked.\n")
}

const NOTE: &str = "---\ntype: contact\nname: Alan Turing\nlast_contact: 2026-09-01\n---\n";

#[test]
fn a_note_that_vanishes_for_a_moment_never_leaves_the_dashboard() {
    let watch = Watch::start(world());
    let path = watch.path("people/grace.md");
    let text = fs::read_to_string(&path).unwrap();
    for broken in ["", "---\ntype: cont", "---\ntype: contact\nname: Ada"] {
        fs::write(&path, broken).unwrap();
        // Another note's change makes the watch build while this one is broken.
        let other = format!("{NOTE}{}\n", broken.len());
        fs::write(
            watch.path("people/alan.md"),
            other.replace("Turing", &format!("{}", broken.len())),
        )
        .unwrap();
        let name = format!("Alan {}", broken.len());
        watch.wait("the other note", |watch| watch.dashboard().contains(&name));
        assert!(watch.dashboard().contains("Write to **Grace Hopper**"), "{broken}");
        fs::write(&path, &text).unwrap();
        watch.settle();
    }
}

#[test]
fn a_note_that_is_really_gone_leaves_the_dashboard() {
    let watch = Watch::start(world());
    fs::remove_file(watch.path("people/grace.md")).unwrap();
    watch.wait("her leaving", |watch| !watch.dashboard().contains("Grace Hopper"));
    watch.settle();
}

#[expect(clippy::disallowed_methods, reason = "more are asked for by the environment")]
#[test]
fn a_note_in_a_nested_tree_made_at_once_is_found() {
    let n_trees = if std::env::var("WATCH_LONG").is_ok() { 1000 } else { 20 };
    let watch = Watch::start(world());
    for number in 0..n_trees {
        let folder = watch.path(&format!("people/a{number}/b/c/d"));
        fs::create_dir_all(&folder).unwrap();
        let name = format!("Alan {number} Turing");
        fs::write(folder.join("alan.md"), NOTE.replace("Alan Turing", &name)).unwrap();
    }
    watch.wait("all of them", |watch| {
        let page = watch.dashboard();
        (0..n_trees).all(|number| page.contains(&format!("Alan {number} Turing")))
    });
}

#[test]
fn a_renamed_folder_is_never_owed_twice() {
    let watch = Watch::start(world().file("people/old/alan.md", NOTE));
    fs::rename(watch.path("people/old"), watch.path("people/new")).unwrap();
    watch.wait("the new path", |watch| watch.dashboard().contains("people/new/alan.md"));
    assert!(!watch.dashboard().contains("people/old/alan.md"));
}

#[test]
fn a_renamed_note_keeps_what_is_owed_under_its_new_path() {
    let watch = Watch::start(world().meeting(
        "2026-11-19-alan",
        "with: \"[[alan]]\"",
        "- [ ] send [[alan]] the map\n",
    ));
    fs::write(watch.path("people/alan.md"), NOTE).unwrap();
    watch.wait("him", |watch| watch.dashboard().contains("**Alan Turing**"));
    fs::rename(watch.path("people/alan.md"), watch.path("people/turing.md")).unwrap();
    watch.wait("the old link", |watch| watch.dashboard().contains("**alan**"));
    watch.settle();
    let meeting = watch.path("meetings/2026-11-19-alan.md");
    let text = fs::read_to_string(&meeting).unwrap().replace("[[alan]]", "[[turing]]");
    fs::write(meeting, text).unwrap();
    watch.wait("the mended link", |watch| watch.dashboard().contains("**Alan Turing**"));
    watch.settle();
}

#[test]
fn a_folder_that_is_moved_out_and_in_again_is_followed() {
    let mut vault = world();
    for number in 0..300 {
        let note = NOTE.replace("Alan Turing", &format!("Person {number}"));
        vault = vault.file(&format!("people/club/{}/{number}.md", number % 7), &note);
    }
    let watch = Watch::start(vault);
    let outer = tempfile::tempdir().unwrap();
    let away = outer.path().join("club");
    fs::rename(watch.path("people/club"), &away).unwrap();
    watch.wait("their leaving", |watch| !watch.dashboard().contains("Person"));
    fs::rename(&away, watch.path("people/guild")).unwrap();
    watch.wait("their return", |watch| watch.dashboard().contains("people/guild/5/299.md"));
    watch.settle();
    fs::remove_dir_all(watch.path("people/guild")).unwrap();
    watch.wait("their leaving", |watch| !watch.dashboard().contains("Person"));
    watch.settle();
}

#[test]
fn a_deleted_or_edited_dashboard_is_written_again() {
    let watch = Watch::start(world());
    let good = watch.dashboard();
    fs::remove_file(watch.path("DASHBOARD.md")).unwrap();
    watch.wait("it", |watch| watch.path("DASHBOARD.md").exists() && watch.dashboard() == good);
    let edited = format!("mine\n{}also mine\n", good.replace("Ada", "Eve"));
    fs::write(watch.path("DASHBOARD.md"), edited).unwrap();
    watch.wait("the block", |watch| watch.dashboard() == format!("mine\n{good}also mine\n"));
}

#[test]
fn a_tick_is_taken_over_at_once_and_told() {
    let watch = Watch::start(world());
    // Each save is somebody else's writing; a tick is never kept waiting for that.
    fs::write(watch.path("people/alan.md"), NOTE).unwrap();
    watch.wait("Alan", |watch| watch.dashboard().contains("Write to **Alan"));
    for (name, path) in [("Alan", "people/alan.md"), ("Grace", "people/grace.md")] {
        let page = watch.dashboard();
        let words = format!("Write to **{name}");
        let line = page.lines().find(|line| line.contains(&words)).unwrap();
        let ticked = page.replace(line, &line.replace("- [ ]", "- [x]"));
        fs::write(watch.path("DASHBOARD.md"), ticked).unwrap();
        let said = watch.line_with("ticked: ");
        assert!(said.contains(&format!("{path}:")) && said.contains("done: "), "{said}");
        assert!(watch.vault.read(path).contains("- 2026-11-21: checked in\n"));
        assert!(!watch.dashboard().contains("- [x]"));
    }
    assert!(!watch.dashboard().contains("Write to **Grace"));
    watch.settle();
}

#[test]
fn a_tick_that_cannot_be_taken_over_is_told_once_and_stays() {
    let watch = Watch::start(world());
    let task = "---\nwith: []\n---\n- [ ] water 🔁 every full moon\n";
    fs::write(watch.path("meetings/2026-11-19-x.md"), task).unwrap();
    watch.wait("the task", |watch| watch.dashboard().contains("water"));
    let page = watch.dashboard();
    let line = page.lines().find(|line| line.contains("water")).unwrap();
    let ticked = page.replace(line, &line.replace("- [ ]", "- [x]"));
    fs::write(watch.path("DASHBOARD.md"), ticked).unwrap();
    watch.line_with("warning: meetings/2026-11-19-x.md:4: ");
    fs::write(watch.path("people/alan.md"), NOTE).unwrap();
    let mut said = String::new();
    while !said.contains("people/alan.md") {
        said = watch.line_with("");
        assert!(!said.contains("warning"), "{said}");
    }
    assert!(watch.dashboard().contains("- [x] 2026-11-22         · water"));
    assert_eq!(watch.vault.read("meetings/2026-11-19-x.md"), task);
}

#[test]
fn a_tick_that_means_nothing_is_told() {
    let watch = Watch::start(world());
    let page = watch.dashboard();
    let line = page.lines().find(|line| line.contains("Write to **Grace")).unwrap();
    let edited = line.replace("- [ ]", "- [x]").replace("Grace", "Eve");
    fs::write(watch.path("DASHBOARD.md"), page.replace(line, &edited)).unwrap();
    let said = watch.line_with("1 tick means nothing now: see *Notes to fix*");
    assert!(!said.contains("ticked: "), "{said}");
    assert!(watch.dashboard().contains("Write to **Eve"));
}

#[test]
fn a_half_saved_dashboard_loses_no_tick() {
    let watch = Watch::start(world());
    let page = watch.dashboard();
    let ticked = page.replace("- [ ]", "- [x]");
    let path = watch.path("DASHBOARD.md");
    let mut file = fs::File::create(&path).unwrap();
    file.write_all(&ticked.as_bytes()[..100]).unwrap();
    // Another note's change wakes the watch while the dashboard is cut short.
    fs::write(watch.path("people/alan.md"), NOTE).unwrap();
    std::thread::sleep(Duration::from_millis(800));
    file.write_all(&ticked.as_bytes()[100..]).unwrap();
    drop(file);
    watch.line_with("ticked: ");
    assert!(watch.vault.read("people/grace.md").contains("checked in"));
    watch.settle();
}

#[test]
fn a_broken_config_is_told_and_the_last_good_one_holds_on() {
    let watch = Watch::start(world().config("check_in: 60d\n"));
    let good = watch.dashboard();
    fs::write(watch.path("keepwarm.yaml"), "chek_in: never\n").unwrap();
    watch.line_with("there is no key `chek_in`");
    assert_eq!(watch.dashboard(), good);
    fs::write(watch.path("keepwarm.yaml"), "check_in: never\n").unwrap();
    watch.wait("the new one", |watch| !watch.dashboard().contains("Write to"));
    watch.settle();
}

#[test]
fn a_half_saved_config_changes_nothing() {
    let whole = "horizon: 30d\ncheck_in: never\n";
    let watch = Watch::start(world().config(whole));
    for half in ["", "horizon: 30d\nche"] {
        fs::write(watch.path("keepwarm.yaml"), half).unwrap();
        // A note's change makes the watch build while the config is broken.
        let name = format!("Alan {}", half.len());
        fs::write(watch.path("meetings/2026-11-19-alan.md"), meeting(&name)).unwrap();
        watch.wait("the meeting", |watch| watch.dashboard().contains(&name));
        assert!(!watch.dashboard().contains("Write to"), "{half}");
        fs::write(watch.path("keepwarm.yaml"), whole).unwrap();
        watch.settle();
    }
    // A config that is really gone is believed.
    fs::remove_file(watch.path("keepwarm.yaml")).unwrap();
    watch.wait("the default", |watch| watch.dashboard().contains("Write to"));
    watch.settle();
}

#[test]
fn a_dashboard_that_may_not_be_overwritten_is_told_once_and_costs_nothing() {
    let watch = Watch::start(world());
    let good = watch.dashboard();
    fs::write(watch.path("DASHBOARD.md"), good.replace("Ada", "Eve")).unwrap();
    watch.wait("the correction", |watch| watch.dashboard() == good);
    fs::write(watch.path("DASHBOARD.md"), "All mine.\n").unwrap();
    watch.line_with("was not written");
    watch.line_with("keepwarm: end");
    let quiet = Duration::from_secs(1);
    assert_eq!(watch.lines.recv_timeout(quiet).ok(), None);
    #[cfg(target_os = "linux")]
    {
        let before = limits::cpu_ticks(&watch);
        assert_eq!(watch.lines.recv_timeout(quiet).ok(), None);
        let used = limits::cpu_ticks(&watch) - before;
        assert!(used < 20, "{used} hundredths of a second in one second");
    }
    assert_eq!(watch.dashboard(), "All mine.\n");
    fs::remove_file(watch.path("DASHBOARD.md")).unwrap();
    watch.wait("it", |watch| watch.path("DASHBOARD.md").exists());
}

#[test]
fn a_half_saved_dashboard_is_not_filled_by_us() {
    let watch = Watch::start(world());
    let path = watch.path("DASHBOARD.md");
    let saved = format!("{}My own words.\n", watch.dashboard());
    let mut editor = fs::File::create(&path).unwrap();
    let name = "the file is still the one that the editor writes to";
    fs::write(watch.path("notes.txt"), "").unwrap();
    let _ = watch.lines.recv_timeout(Duration::from_millis(300));
    editor.write_all(saved.as_bytes()).unwrap();
    drop(editor);
    watch.settle();
    assert!(watch.dashboard().contains("My own words."), "{name}");
}

#[cfg(unix)]
#[test]
fn another_folder_in_the_vaults_place_is_watched() {
    let watch = Watch::start(world());
    let other = world().contact("alan", "name: Alan Turing\nlast_contact: 2026-09-01");
    let outer = tempfile::tempdir().unwrap();
    watch.while_stopped(|| {
        fs::rename(watch.vault.path(), outer.path().join("away")).unwrap();
        fs::rename(other.path(), watch.vault.path()).unwrap();
    });
    watch.wait("its notes", |watch| {
        watch.path("DASHBOARD.md").exists() && watch.dashboard().contains("Alan Turing")
    });
    fs::remove_file(watch.path("people/alan.md")).unwrap();
    watch.wait("his leaving", |watch| !watch.dashboard().contains("Alan Turing"));
    watch.settle();
}

#[test]
fn a_vault_that_goes_away_is_told_and_watched_again_when_it_is_back() {
    let outer = tempfile::tempdir().unwrap();
    let watch = Watch::start(world());
    let away = outer.path().join("away");
    fs::rename(watch.vault.path(), &away).unwrap();
    watch.line_with("is gone");
    fs::rename(&away, watch.vault.path()).unwrap();
    watch.line_with("is back");
    fs::write(watch.path("people/alan.md"), NOTE).unwrap();
    watch.wait("the new note", |watch| watch.dashboard().contains("Alan Turing"));
    watch.settle();
}

#[expect(clippy::disallowed_methods, reason = "a minute is asked for by the environment")]
#[test]
fn its_own_writing_wakes_nothing() {
    // Whatever was woken would speak within a burst and the second look.
    let seconds = if std::env::var("WATCH_LONG").is_ok() { 60 } else { 3 };
    let outputs =
        "outputs: {html: page.html, ics: agenda.ics, csv: out/agenda.csv, json: people/x.json}\n";
    let watch = Watch::start(world().config(outputs));
    fs::write(watch.path("people/alan.md"), NOTE).unwrap();
    watch.line_with("people/alan.md");
    watch.settle();
    for path in ["page.html", "agenda.ics", "out/agenda.csv", "people/x.json"] {
        assert!(watch.vault.read(path).contains("Alan Turing"), "{path}");
    }
    let before = stamps(watch.vault.path());
    let said = watch.lines.recv_timeout(Duration::from_secs(seconds)).ok();
    assert_eq!(said, None);
    assert_eq!(stamps(watch.vault.path()), before);
}

/// Returns what there is in a folder, and when it was last changed.
fn stamps(root: &Path) -> Vec<(PathBuf, SystemTime)> {
    let entries = walkdir::WalkDir::new(root).sort_by_file_name().into_iter().map(Result::unwrap);
    let modified = |entry: &walkdir::DirEntry| entry.metadata().unwrap().modified().unwrap();
    entries.map(|entry| (entry.path().to_owned(), modified(&entry))).collect()
}

#[test]
fn two_watches_on_one_vault_come_to_rest() {
    let first = Watch::start(world());
    let mut second = Command::new(env!("CARGO_BIN_EXE_keepwarm"))
        .args(["--today", "2026-11-22", "watch", "--quiet"])
        .current_dir(first.vault.path())
        .spawn()
        .unwrap();
    // They never agree on the day, and yet write ever more seldom.
    let lines = std::iter::from_fn(|| first.lines.recv_timeout(Duration::from_secs(4)).ok());
    let n_lines = lines.take(20).count();
    second.kill().unwrap();
    second.wait().unwrap();
    assert!(n_lines < 20, "they write by turns");
}

#[cfg(unix)]
#[test]
fn ctrl_c_and_sigterm_end_it_well() {
    for signal in ["-INT", "-TERM", "-HUP"] {
        assert_eq!(Watch::start(world()).end(signal), Some(0), "{signal}");
    }
}

/// A small generator of random numbers, the same on every machine.
struct Random(u64);

impl Random {
    fn below(&mut self, n: usize) -> usize {
        self.0 ^= self.0 << 13;
        self.0 ^= self.0 >> 7;
        self.0 ^= self.0 << 17;
        usize::try_from(self.0 >> 33).unwrap() % n
    }
}

/// Does something to the vault that people and programs do.
fn operate(watch: &Watch, random: &mut Random) {
    let number = random.below(6);
    let folder = ["people", "people/a", "people/a/b", "meetings", "notes"][random.below(5)];
    let path = watch.path(&format!("{folder}/n{number}.md"));
    let names = ["Ada Lovelace", "Grace Hopper", "Alan Turing"];
    let name = names[random.below(3)];
    let day = 10 + random.below(20);
    let text = match random.below(3) {
        0 => NOTE.replace("Alan Turing", name).replace("2026-09-01", &format!("2026-09-{day}")),
        1 => format!(
            "---\ntype: coffee\ndate: 2026-11-{day}\nwith: {name}\n---\n- [ ] ask {number}\n"
        ),
        _ => format!("Only text {number}.\n"),
    };
    match random.below(14) {
        0..=3 => {
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(&path, &text).unwrap();
        }
        4 | 5 => {
            let save = saves::ALL[random.below(saves::ALL.len())];
            if path.exists() {
                save.iter().for_each(|step| step(&path, &text));
            }
        }
        6 => drop(fs::remove_file(&path)),
        7 => {
            let other = watch.path(&format!("people/m{}.md", random.below(6)));
            drop(fs::rename(&path, other));
        }
        8 => drop(fs::rename(watch.path("people/a"), watch.path(&format!("people/c{number}")))),
        9 => drop(fs::remove_dir_all(watch.path(&format!("people/c{number}")))),
        10 => drop(fs::remove_file(watch.path("DASHBOARD.md"))),
        11 | 12 => tick(&watch.path("DASHBOARD.md"), random),
        _ => {
            let config = ["", "check_in: 30d\n", "horizon: 30d\n"][random.below(3)];
            fs::write(watch.path("keepwarm.yaml"), config).unwrap();
        }
    }
}

/// Ticks some boxes of the dashboard, and takes away what meant nothing before.
fn tick(path: &Path, random: &mut Random) {
    let Ok(page) = fs::read_to_string(path) else { return };
    let lines = page.lines().filter(|line| !line.ends_with(" stale -->"));
    let lines = lines.map(|line| match random.below(3) {
        0 => line.replace("- [ ]", "- [x]"),
        1 => line.replace("- [ ]", "- [-]"),
        _ => line.to_owned(),
    });
    let page: String = lines.map(|line| format!("{line}\n")).collect();
    let temporary = path.with_file_name(".saving");
    fs::write(&temporary, page).unwrap();
    fs::rename(temporary, path).unwrap();
}

/// Has a few random things happen at once, and waits for what `build` would write. Returns how many.
fn burst(watch: &Watch, random: &mut Random, name: &str) -> usize {
    let n_operations = 1 + random.below(12);
    for _ in 0..n_operations {
        operate(watch, random);
    }
    watch.wait(&format!("{name}: the dashboard of `build`"), |watch| {
        let path = watch.path("DASHBOARD.md");
        let is_taken_over = |old: &[u8]| Page::read(old).ticks.iter().all(|tick| tick.is_stale);
        let is_built = |old: &[u8]| *old == built(watch.vault.path(), old);
        fs::read(path).is_ok_and(|old| is_taken_over(&old) && is_built(&old))
    });
    n_operations
}

/// Runs random sequences, in bursts, and compares with `build` after each burst.
fn random_sequence(seed: u64, n_operations: usize) {
    let watch = Watch::start(world());
    let mut random = Random(seed);
    let mut n_done = 0;
    while n_done < n_operations {
        n_done += burst(&watch, &mut random, &format!("seed {seed}, after operation {n_done}"));
    }
}

#[expect(clippy::disallowed_methods, reason = "a longer run is asked for by the environment")]
#[test]
fn after_any_sequence_of_changes_the_dashboard_is_what_build_would_write() {
    let number = |name| std::env::var(name).ok().and_then(|value| value.parse::<u64>().ok());
    let n_operations = usize::try_from(number("WATCH_OPERATIONS").unwrap_or(1000)).unwrap();
    if let Some(seed) = number("WATCH_SEED") {
        return random_sequence(seed, n_operations);
    }
    const N_AT_ONCE: u64 = 8;
    std::thread::scope(|scope| {
        for seed in 1..=N_AT_ONCE {
            scope.spawn(move || random_sequence(seed * 0x9e37_79b9, n_operations / 8));
        }
    });
}
