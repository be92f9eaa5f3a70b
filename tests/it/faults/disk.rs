//! Disks that are full, or may not be written.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::os::unix::process::ExitStatusExt;
use std::path::Path;
use std::process::Command;
use std::process::ExitStatus;
use std::process::Output;

use crate::outside::not_tried;
use crate::safety::Accident;
use crate::safety::command;
use crate::safety::err;
use crate::safety::program;
use crate::vault::Vault;

use super::PublicProgram;

/// Runs a script in which a disk can be mounted that nobody else sees: `$0` is keepwarm, `$1` a
/// folder for the mount, `$2` the vault, `$3` a folder for what comes of it. Tells whether the
/// system allows it.
fn with_mounts(vault: &Vault, script: &str, results: &Vault) -> bool {
    let folder = tempfile::tempdir().unwrap();
    let run = |how: &[&str], script: &str| {
        let mut command = command("unshare", vault);
        command.args(how).args(["sh", "-ec", script, program()]);
        command.args([folder.path(), vault.path(), results.path()]).output()
    };
    for how in [&["--mount"][..], &["--user", "--map-root-user", "--mount"]] {
        let probe = run(how, "mount -t tmpfs none \"$1\"");
        if probe.is_ok_and(|output| output.status.success()) {
            let output = run(how, script).unwrap();
            assert!(output.status.success(), "{}", err(&output));
            return true;
        }
    }
    not_tried("this system lets nobody mount a disk of their own");
    false
}

/// Builds on a small disk with so many free blocks; the vault comes back as it was left, with what
/// was said and how it ended.
const FULL: &str = r#"
    for free in 0 1 2 3 4 5 6 8 10 12 14 18 20 22 24 28 40; do
        mount -t tmpfs -o size=320k none "$1"
        cp -R "$2/." "$1"
        dd if=/dev/zero of="$1/filler" bs=4k 2>/dev/null || true
        blocks=$(($(stat -c %s "$1/filler") / 4096 - free))
        dd if=/dev/null of="$1/filler" bs=4k seek="$blocks" 2>/dev/null
        status=0
        (cd "$1"; exec "$0" build 2>"$3/$free.said") || status=$?
        echo "$status" > "$3/$free.status"
        rm "$1/filler"
        mkdir "$3/$free"
        cp -R "$1/." "$3/$free"
        umount "$1"
    done
"#;

/// The same, where it is not the blocks that are used up, but the places for files.
const FULL_OF_FILES: &str = r#"
    for free in 0 1 2; do
        mount -t tmpfs -o size=1m,nr_inodes=60 none "$1"
        cp -R "$2/." "$1"
        number=0
        while touch "$1/filler-$number" 2>/dev/null; do number=$((number + 1)); done
        for spare in 1 2; do
            if [ "$spare" -le "$free" ]; then rm "$1/filler-$spare"; fi
        done
        status=0
        (cd "$1"; exec "$0" build 2>"$3/$free.said") || status=$?
        echo "$status" > "$3/$free.status"
        rm "$1"/filler-*
        mkdir "$3/$free"
        cp -R "$1/." "$3/$free"
        umount "$1"
    done
"#;

#[test]
fn a_disk_that_is_full_leaves_each_file_old_or_new_and_is_told() {
    for (script, sizes) in [
        (FULL, &[0, 1, 2, 3, 4, 5, 6, 8, 10, 12, 14, 18, 20, 22, 24, 28, 40][..]),
        (FULL_OF_FILES, &[0, 1, 2]),
    ] {
        let (vault, accident) = Accident::new();
        let results = Vault::new();
        if !with_mounts(&vault, script, &results) {
            return;
        }
        let mut statuses = Vec::new();
        for free in sizes {
            let left = Vault::new();
            let from = results.path().join(format!("{free}/."));
            let copied = Command::new("cp").arg("-R").args([&*from, left.path()]).status();
            assert!(copied.unwrap().success());
            let (said, status) =
                (results.read(&format!("{free}.said")), results.read(&format!("{free}.status")));
            let what = format!("{free} free blocks or files, where it said {said}");
            accident.left_all_well(&left, &what);
            assert_eq!(litter(&left), [""; 0], "{what}");
            match status.trim() {
                "0" => assert!(accident.is_over(&left), "{what}"),
                "2" => assert!(said.contains("No space left on device"), "{what}"),
                status => panic!("{what}, and ended with {status}"),
            }
            statuses.push(status.trim().to_owned());
        }
        assert_eq!((statuses[0].as_str(), statuses[statuses.len() - 1].as_str()), ("2", "0"));
    }
}

/// Returns the names of all temporary files of ours in a vault.
fn litter(vault: &Vault) -> Vec<String> {
    let entries = walkdir::WalkDir::new(vault.path()).into_iter().map(Result::unwrap);
    let names = entries.map(|entry| entry.file_name().to_string_lossy().into_owned());
    names.filter(|name| name.starts_with(".keepwarm")).collect()
}

/// What is tried where nothing may be written, and how it may end. On the next day there is a
/// dashboard to be written; on the same, only notes.
const TRIED: &[(&str, &[i32])] =
    &[("agenda", &[0]), ("check", &[0, 1]), ("build", &[2]), ("build --today 2026-11-22", &[2])];

/// Checks that reading goes well, that writing is refused with a word, and that nothing changes.
fn is_only_read(vault: &Vault, accident: &Accident, run: impl Fn(&str) -> Output) {
    for (arguments, statuses) in TRIED {
        let output = run(arguments);
        let words = err(&output);
        let status = output.status.code().unwrap();
        assert!(statuses.contains(&status), "{arguments} ended with {status}: {words}");
        assert!(!words.contains("panicked"), "{words}");
        let is_told = |file: &str| {
            words.lines().any(|line| line.contains("cannot write") && line.contains(file))
        };
        let is_shown = |text: &str| String::from_utf8_lossy(&output.stdout).contains(text);
        match *arguments {
            "agenda" => assert!(is_shown("buy yarn")),
            "check" => {}
            "build" => assert!(is_told("meetings/2026-11-20-ada.md"), "{words}"),
            _ => assert!(is_told("DASHBOARD.md"), "{words}"),
        }
        assert!(accident.is_untouched(vault), "{arguments}");
        assert_eq!(litter(vault), [""; 0], "{arguments}");
    }
}

#[test]
fn on_a_disk_that_is_read_only_notes_are_read_and_building_is_refused() {
    let (vault, accident) = Accident::new();
    let results = Vault::new();
    let script = r#"
        mount --bind "$2" "$1"
        mount -o remount,bind,ro "$1"
        for arguments in agenda check build "build --today 2026-11-22"; do
            status=0
            (cd "$1"; exec "$0" $arguments >"$3/$arguments.out" 2>"$3/$arguments.err") || status=$?
            echo "$status" > "$3/$arguments.status"
        done
    "#;
    if !with_mounts(&vault, script, &results) {
        return;
    }
    is_only_read(&vault, &accident, |arguments| {
        let status: i32 = results.read(&format!("{arguments}.status")).trim().parse().unwrap();
        Output {
            status: ExitStatus::from_raw(status << 8),
            stdout: results.read(&format!("{arguments}.out")).into(),
            stderr: results.read(&format!("{arguments}.err")).into(),
        }
    });
}

#[test]
fn where_the_user_may_not_write_notes_are_read_and_building_is_refused() {
    let (vault, accident) = Accident::new();
    let public = |path: &Path, mode| {
        fs::set_permissions(path, fs::Permissions::from_mode(mode)).unwrap();
    };
    for entry in walkdir::WalkDir::new(vault.path()).into_iter().map(Result::unwrap) {
        public(entry.path(), if entry.file_type().is_dir() { 0o555 } else { 0o644 });
    }
    let program = PublicProgram::new();
    is_only_read(&vault, &accident, |arguments| {
        program.command(&vault).args(arguments.split(' ')).output().unwrap()
    });
    for entry in walkdir::WalkDir::new(vault.path()).into_iter().map(Result::unwrap) {
        public(entry.path(), 0o755);
    }
}
