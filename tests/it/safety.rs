//! Nothing that somebody wrote is ever lost: the real binary is killed, starved of disk space, and
//! made to race with itself and with editors.

use std::collections::BTreeSet;
use std::fs;
#[cfg(unix)]
use std::fs::File;
#[cfg(unix)]
use std::io::BufRead;
#[cfg(unix)]
use std::io::BufReader;
use std::path::Path;
use std::process::Child;
use std::process::Command;
use std::process::Output;
use std::process::Stdio;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

#[cfg(unix)]
use crate::outside::not_tried;
use crate::vault::TODAY;
use crate::vault::Vault;

/// No machine is so busy that anything takes longer than this.
const DEADLINE: Duration = Duration::from_secs(60);

const NOTE: &str = "meetings/2026-11-20-ada.md";
const GRACE: &str = "people/grace.md";
const DASHBOARD: &str = "DASHBOARD.md";
const BLOCK: &str = "<!-- keepwarm: begin -->\n<!-- keepwarm: end -->\n";

/// A note that is larger than one block of any disk, with two tasks; and somebody's own text before
/// the block in a dashboard, more than is read in one go.
fn world() -> Vault {
    let front = "with: Ada\nthank_you_email: skip\nthank_you_note: skip";
    let body =
        format!("{}\n- [ ] buy yarn\n- [ ] buy wool\n", "She told me of looms.\n".repeat(300));
    Vault::new()
        .config("outputs: {json: agenda.json, ics: agenda.ics, csv: agenda.csv}\n")
        .contact("grace", "name: Grace\nlast_contact: 2026-09-01")
        .meeting("2026-11-20-ada", front, &body)
        .file(DASHBOARD, &format!("{}{BLOCK}", mine()))
}

fn mine() -> String {
    "Mine.\n".repeat(12_000)
}

pub(crate) fn program() -> &'static str {
    env!("CARGO_BIN_EXE_keepwarm")
}

/// Prepares to run `program`, which is keepwarm or runs it.
pub(crate) fn command(program: &str, vault: &Vault) -> Command {
    let mut command = Command::new(program);
    command.current_dir(vault.path()).env_remove("KEEPWARM_VAULT").env("KEEPWARM_TODAY", TODAY);
    command.stdin(Stdio::null()).stdout(Stdio::piped()).stderr(Stdio::piped());
    command
}

fn keepwarm(vault: &Vault, arguments: &[&str]) -> Output {
    command(program(), vault).args(arguments).output().unwrap()
}

#[cfg(unix)]
pub(crate) fn err(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Ticks every box of the dashboard.
fn tick_all(vault: &Vault) {
    assert_eq!(vault.run("build").status, 0);
    let page = vault.read("DASHBOARD.md");
    assert!(page.contains("- [ ]"), "{page}");
    fs::write(vault.path().join("DASHBOARD.md"), page.replace("- [ ]", "- [x]")).unwrap();
}

/// Returns the files that an accident must leave whole, as they are now: the notes, and what is
/// made of them.
fn files(vault: &Vault) -> Vec<String> {
    let paths = [NOTE, GRACE, DASHBOARD, "agenda.json", "agenda.ics", "agenda.csv"];
    paths.map(|path| vault.read(path)).to_vec()
}

/// What every accident must leave: each note as it was or as it should become, a dashboard that
/// is whole, and a vault where the next build makes good what is left to do.
pub(crate) struct Accident {
    before: Vec<String>,
    after: Vec<String>,
    /// What somebody says again when it failed.
    again: String,
}

impl Accident {
    /// What befalls a build that takes ticks over.
    pub(crate) fn new() -> (Vault, Accident) {
        let vault = world();
        tick_all(&vault);
        let accident = Accident::of(&vault, "build");
        (vault, accident)
    }

    /// What befalls `done` with the ids of all that has a box.
    #[cfg(unix)]
    pub(crate) fn of_done() -> (Vault, Accident) {
        let vault = world();
        assert_eq!(vault.run("build").status, 0);
        let page = vault.read(DASHBOARD);
        let ids = page.split(" <!-- kw:").skip(1).filter_map(|rest| rest.split(' ').next());
        let arguments = ids.fold("done".to_owned(), |arguments, id| format!("{arguments} {id}"));
        let accident = Accident::of(&vault, &arguments);
        (vault, accident)
    }

    fn of(vault: &Vault, arguments: &str) -> Accident {
        let before = files(vault);
        let undisturbed = vault.copy();
        assert_eq!(undisturbed.run(arguments).status, 0);
        let after = files(&undisturbed);
        assert!(after.iter().zip(&before).all(|(after, before)| after != before));
        Accident { before, after, again: arguments.to_owned() }
    }

    /// What is to be run, and is disturbed.
    #[cfg(target_os = "linux")]
    pub(crate) fn arguments(&self) -> impl Iterator<Item = &str> {
        self.again.split(' ')
    }

    #[track_caller]
    pub(crate) fn left_all_well(&self, vault: &Vault, what: &str) {
        let now = files(vault);
        for number in [0, 1] {
            let is_old = now[number] == self.before[number];
            assert!(is_old || now[number] == self.after[number], "{what} left {}", now[number]);
        }
        let [page, json, calendar, table] = [2, 3, 4, 5].map(|number| &now[number]);
        let block = page.strip_prefix(&mine()).unwrap_or_default();
        let is_whole = block.starts_with("<!-- keepwarm: begin") && block.ends_with(" end -->\n");
        assert!(is_whole, "{what} left {page}");
        let is_json = serde_json::from_str::<serde_json::Value>(json).is_ok();
        assert!(is_json, "{what} left {json}");
        assert!(calendar.ends_with("END:VCALENDAR\r\n"), "{what} left {calendar}");
        assert!(table.ends_with('\n'), "{what} left {table}");
        let next = vault.copy();
        // Of what is done already there may be nothing left to say.
        next.run(&self.again);
        let output = next.run("build");
        assert_eq!(output.status, 0, "after {what}: {}", output.err);
        assert_eq!(files(&next), self.after, "after {what}");
    }

    /// Checks what a build left that said that all is well: it is, or the dashboard says what could
    /// not be read.
    #[cfg(unix)]
    #[track_caller]
    pub(crate) fn is_told_or_harmless(&self, vault: &Vault, what: &str) {
        let is_harmless = self.is_told(vault) || self.is_over(vault);
        assert!(is_harmless, "{what} left {}", vault.read(DASHBOARD));
    }

    /// Tells whether the dashboard says what could not be read.
    #[cfg(unix)]
    pub(crate) fn is_told(&self, vault: &Vault) -> bool {
        vault.read(DASHBOARD).contains("this cannot be read")
    }

    /// Tells whether all has become what it should.
    #[cfg(unix)]
    pub(crate) fn is_over(&self, vault: &Vault) -> bool {
        files(vault) == self.after
    }

    /// Tells whether all is as it was.
    #[cfg(unix)]
    pub(crate) fn is_untouched(&self, vault: &Vault) -> bool {
        files(vault) == self.before
    }
}

/// Starts a build again and again, lets `stop` end it at another moment each time, and calls `look`
/// with what is left.
fn at_each_moment(
    n_moments: u32,
    mut stop: impl FnMut(u32, &mut Child),
    look: impl Fn(u32, &Vault),
) {
    let (vault, accident) = Accident::new();
    let start = Instant::now();
    assert!(keepwarm(&vault.copy(), &["build"]).status.success());
    let whole = start.elapsed() * 5 / 4;
    for number in 0..n_moments {
        let vault = vault.copy();
        let mut child = command(program(), &vault).arg("build").spawn().unwrap();
        // These are the moments; it may be through already.
        std::thread::sleep(whole * number / n_moments);
        stop(number, &mut child);
        child.wait().unwrap();
        accident.left_all_well(&vault, &format!("stopped at {number} of {n_moments}"));
        look(number, &vault);
    }
}

#[test]
fn killed_at_any_moment_it_leaves_each_file_old_or_new_and_the_next_build_makes_it_good() {
    let kill = |_, child: &mut Child| {
        let _ = child.kill();
    };
    at_each_moment(50, kill, |_, _| {});
}

#[cfg(unix)]
#[test]
fn told_to_stop_at_any_moment_it_leaves_no_half_file_and_nothing_lying_about() {
    let tell = |number: u32, child: &mut Child| {
        let signal = ["-INT", "-TERM", "-HUP"][number as usize % 3];
        let _ = Command::new("kill").args([signal, &child.id().to_string()]).output();
    };
    at_each_moment(60, tell, |number, vault| {
        let names = walkdir::WalkDir::new(vault.path()).into_iter();
        let names = names.map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned());
        let litter: Vec<String> = names.filter(|name| name.starts_with(".keepwarm")).collect();
        assert_eq!(litter, [""; 0], "told to stop at moment {number}");
    });
}

#[cfg(unix)]
#[test]
fn a_full_disk_leaves_the_note_as_it_was_and_is_told() {
    let (vault, accident) = Accident::new();
    for (name, script) in [
        ("an early end", "ulimit -f 0; exec \"$0\" build"),
        ("an end in the middle", "ulimit -f 8; exec \"$0\" build"),
        ("a failed write", "trap '' XFSZ; ulimit -f 0; exec \"$0\" build"),
        ("half a write", "trap '' XFSZ; ulimit -f 8; exec \"$0\" build"),
    ] {
        let vault = vault.copy();
        let output = command("sh", &vault).args(["-c", script, program()]).output().unwrap();
        assert!(!output.status.success(), "{name}");
        assert_eq!(vault.read(NOTE), accident.before[0], "{name}");
        if script.starts_with("trap") {
            assert_eq!(output.status.code(), Some(2), "{name}");
            let words = err(&output);
            assert!(words.contains("cannot write") && words.contains(NOTE), "{name}: {words}");
        }
        accident.left_all_well(&vault, name);
    }
}

#[cfg(unix)]
#[test]
fn a_note_that_is_read_only_is_refused_and_the_others_are_written() {
    use std::os::unix::fs::PermissionsExt;
    let (vault, accident) = Accident::new();
    let note = vault.path().join(NOTE);
    fs::set_permissions(&note, fs::Permissions::from_mode(0o444)).unwrap();
    let output = vault.run("build");
    assert_eq!(output.status, 2, "{}", output.err);
    assert!(output.err.contains(&format!("cannot write [VAULT]/{NOTE}: it is read-only")));
    assert_eq!(vault.read(NOTE), accident.before[0]);
    assert_eq!(vault.read(GRACE), accident.after[1]);
    assert_eq!(vault.read("DASHBOARD.md").matches("- [x]").count(), 2, "they are not lost");
    fs::set_permissions(&note, fs::Permissions::from_mode(0o644)).unwrap();
    accident.left_all_well(&vault, "a note that was read-only");
}

#[cfg(unix)]
#[test]
fn a_note_keeps_its_mode_and_attributes_and_other_names_keep_the_old_one() {
    use std::os::unix::fs::MetadataExt;
    use std::os::unix::fs::PermissionsExt;
    let (vault, accident) = Accident::new();
    let note = vault.path().join(NOTE);
    fs::set_permissions(&note, fs::Permissions::from_mode(0o640)).unwrap();
    let other = vault.path().join("other");
    fs::hard_link(&note, &other).unwrap();
    let has_attributes = xattr::set(&note, "user.colour", b"green").is_ok();
    let old = fs::metadata(&note).unwrap();
    assert_eq!(keepwarm(&vault, &["build"]).status.code(), Some(0));
    assert_eq!(vault.read(NOTE), accident.after[0]);
    let new = fs::metadata(&note).unwrap();
    assert_eq!((new.mode(), new.uid(), new.gid()), (old.mode(), old.uid(), old.gid()));
    if has_attributes {
        let colour = xattr::get(&note, "user.colour").unwrap();
        assert_eq!(colour.as_deref(), Some(b"green".as_slice()));
    } else {
        not_tried("files have no attributes here");
    }
    assert_eq!(fs::read_to_string(other).unwrap(), accident.before[0]);
    let names = fs::read_dir(note.parent().unwrap()).unwrap();
    assert_eq!(names.count(), 1, "something is left lying about");
}

#[cfg(unix)]
#[test]
fn a_note_that_is_a_link_by_now_is_not_followed() {
    let (vault, accident) = Accident::new();
    let note = vault.path().join(NOTE);
    let elsewhere = tempfile::tempdir().unwrap();
    let target = elsewhere.path().join("ada.md");
    fs::rename(&note, &target).unwrap();
    std::os::unix::fs::symlink(&target, &note).unwrap();
    assert_eq!(keepwarm(&vault, &["build"]).status.code(), Some(1));
    assert_eq!(fs::read_to_string(&target).unwrap(), accident.before[0]);
    assert!(fs::symlink_metadata(&note).unwrap().is_symlink());
}

#[test]
fn without_a_tick_no_note_is_ever_written() {
    let vault = world();
    let stamps = || {
        let paths = [NOTE, GRACE].map(|path| vault.path().join(path));
        paths.map(|path| {
            (fs::read(&path).unwrap(), fs::metadata(&path).unwrap().modified().unwrap())
        })
    };
    let before = stamps();
    for arguments in ["build", "agenda", "check", "build --dry-run", "done --dry-run --overdue"] {
        vault.run(arguments);
        assert_eq!(stamps(), before, "{arguments}");
    }
}

// Several at once.

/// Waits until something holds.
#[track_caller]
fn wait(what: &str, is_met: impl Fn() -> bool) {
    let end = Instant::now() + DEADLINE;
    while !is_met() {
        assert!(Instant::now() < end, "{what} never came about");
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

fn start(vault: &Vault, arguments: &[&str]) -> Running {
    let mut command = command(program(), vault);
    command.stdout(Stdio::null()).stderr(Stdio::null());
    Running(command.args(arguments).spawn().unwrap())
}

#[test]
fn two_builds_and_a_watch_at_once_take_each_tick_over_exactly_once() {
    const N_ROUNDS: usize = 8;
    let tasks: String = (0..N_ROUNDS).map(|n| format!("- [ ] task {n}\n")).collect();
    let vault = Vault::new()
        .contact("grace", "name: Grace\nlast_contact: 2026-11-15\ncheck_in: weekly")
        .meeting("2026-11-20-ada", "with: Ada\nthanked: skip\nthank_you_note: skip", &tasks);
    assert_eq!(vault.run("build").status, 0);
    let _watch = start(&vault, &["watch", "--quiet"]);
    for number in 0..N_ROUNDS {
        let path = vault.path().join("DASHBOARD.md");
        let words = format!("task {number} ");
        wait("the box", || fs::read_to_string(&path).is_ok_and(|page| page.contains(&words)));
        let page = vault.read("DASHBOARD.md");
        let tick = |line: &str| match line.contains(&words) || line.contains("Write to") {
            true => format!("{}\n", line.replace("- [ ]", "- [x]")),
            false => format!("{line}\n"),
        };
        save(&path, &page.lines().map(tick).collect::<String>());
        let mut builds = [start(&vault, &["build"]), start(&vault, &["build"])];
        for build in &mut builds {
            build.0.wait().unwrap();
        }
        let done = format!("- [x] task {number} ✅ {TODAY}\n");
        wait(&done, || vault.read(NOTE).contains(&done));
        wait("a page without ticks", || !vault.read("DASHBOARD.md").contains("- [x]"));
    }
    assert_eq!(vault.read(NOTE).matches('✅').count(), N_ROUNDS);
    assert_eq!(vault.read(GRACE).matches("checked in").count(), 1);
}

/// Saves as careful editors do: nobody sees half a page.
fn save(path: &Path, text: &str) {
    let temporary = path.with_file_name(".saving");
    fs::write(&temporary, text).unwrap();
    fs::rename(temporary, path).unwrap();
}

#[test]
fn an_editor_that_saves_the_note_all_the_time_loses_no_line() {
    const N_TASKS: usize = 12;
    let saves: [fn(&Path, &str); 2] = [save, |path, text| fs::write(path, text).unwrap()];
    for save in saves {
        let tasks: String = (0..N_TASKS).map(|n| format!("- [ ] task {n}\n")).collect();
        let vault = Vault::new().meeting("2026-11-20-ada", "with: []", &tasks);
        let path = vault.path().join(NOTE);
        let is_over = AtomicBool::new(false);
        std::thread::scope(|scope| {
            let editor = scope.spawn(|| {
                let mut n_lines = 0;
                while !is_over.load(Ordering::Relaxed) {
                    let text = fs::read_to_string(&path).unwrap();
                    save(&path, &format!("{text}line {n_lines}\n"));
                    n_lines += 1;
                    std::thread::sleep(Duration::from_millis(3));
                }
                n_lines
            });
            for number in 0..N_TASKS {
                let ids = vault.run("agenda --kind action-item").out;
                let words = format!("task {number} ");
                let Some(line) = ids.lines().find(|line| line.contains(&words)) else { continue };
                let id = line.rsplit(' ').next().unwrap();
                keepwarm(&vault, &["done", id]);
            }
            is_over.store(true, Ordering::Relaxed);
            let n_lines = editor.join().unwrap();
            let text = fs::read_to_string(&path).unwrap();
            let lines: Vec<&str> = text.lines().filter(|line| line.starts_with("line ")).collect();
            let expected: Vec<String> = (0..n_lines).map(|n| format!("line {n}")).collect();
            assert_eq!(lines, expected);
            let tasks =
                text.lines().filter_map(|line| line.split_once("] task ")?.1.split(' ').next());
            let tasks: BTreeSet<&str> = tasks.collect();
            assert_eq!(tasks.len(), N_TASKS, "{text}");
            assert_eq!(text.matches("] task ").count(), N_TASKS, "{text}");
        });
    }
}

/// Returns the first line that a program says.
#[cfg(unix)]
fn first_line(child: &mut Child) -> String {
    let mut lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let line = lines.next().unwrap().unwrap();
    // What it says later must find a reader.
    std::thread::spawn(move || lines.for_each(drop));
    line
}

#[cfg(unix)]
#[test]
fn a_second_writer_waits_and_says_so() {
    let (vault, accident) = Accident::new();
    let lock = File::open(vault.path()).unwrap();
    lock.lock().unwrap();
    let mut child = command(program(), &vault).arg("build").spawn().unwrap();
    let words = "another keepwarm is writing in this vault: waiting for it";
    assert_eq!(first_line(&mut child), words);
    assert_eq!(files(&vault), accident.before);
    lock.unlock().unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    assert_eq!(files(&vault), accident.after);
}

#[cfg(unix)]
#[test]
fn a_watch_does_not_wait_for_ever() {
    let vault = world();
    let lock = File::open(vault.path()).unwrap();
    lock.lock().unwrap();
    let mut watch = Running(command(program(), &vault).arg("watch").spawn().unwrap());
    assert!(first_line(&mut watch.0).starts_with("watching "));
    Command::new("kill").arg(watch.0.id().to_string()).status().unwrap();
    let end = Instant::now() + DEADLINE;
    while watch.0.try_wait().unwrap().is_none() {
        assert!(Instant::now() < end, "it does not end");
        std::thread::sleep(Duration::from_millis(5));
    }
}
