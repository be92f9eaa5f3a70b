//! What the README promises under *What it touches*, tried on the real binary with what was made to
//! break it.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::symlink;
use std::path::Path;
use std::path::PathBuf;
use std::process::Command;
use std::process::Output;

use crate::outside::not_tried;
use crate::safety::command;
use crate::safety::err;
use crate::safety::program;
use crate::vault::Vault;

fn run(vault: &Vault, arguments: &str) -> Output {
    command(program(), vault).args(arguments.split(' ')).output().unwrap()
}

/// A vault with links that lead out of it, and with what hangs whoever opens it.
fn trapped(outside: &Path) -> Vault {
    fs::write(outside.join("secret.md"), "---\ntype: contact\nname: Secret\n---\n").unwrap();
    let vault = Vault::new()
        .contact("ada", "name: Ada\nlast_contact: 2026-01-01\nemail: ada@example.org")
        .meeting(
            "2026-11-20-ada",
            "with: \"[[Ada]]\"",
            "![[../../secret]] [[../secret.md]] ![x](/etc/passwd)\n- [ ] read [[../../secret]]\n",
        );
    let place = |path: &str| vault.path().join(path);
    symlink(outside.join("secret.md"), place("people/link.md")).unwrap();
    symlink(outside, place("people/folder")).unwrap();
    symlink("/dev/zero", place("people/zero.md")).unwrap();
    assert!(Command::new("mkfifo").arg(place("people/pipe.md")).status().unwrap().success());
    vault
}

/// Where the system itself reads whenever a program runs.
const SYSTEM: &[&str] =
    &["/lib", "/usr/lib", "/usr/share/zoneinfo", "/etc/ld.so", "/etc/localtime", "/proc", "/sys"];

#[test]
fn nothing_outside_is_opened_nor_anything_but_ordinary_files_and_folders() {
    let outside = tempfile::tempdir().unwrap();
    let vault = trapped(outside.path());
    let log = outside.path().join("log");
    let root = vault.path().to_str().unwrap();
    for arguments in [
        "build",
        "agenda --json",
        "check",
        "review",
        "stats",
        "show Ada",
        "draft Ada",
        "questions",
        "log Ada hello",
        "new contact Grace",
        "export html",
    ] {
        let strace = ["-f", "-qq", "-y", "-e", "trace=open,openat,openat2,creat", "-o"];
        let mut strace_command = command("strace", &vault);
        strace_command.args(strace).arg(&log).arg(program()).args(["-C", root]);
        let output = strace_command.args(arguments.split(' ')).output();
        if !output.is_ok_and(|output| matches!(output.status.code(), Some(0 | 1))) {
            return not_tried("there is no strace that works here");
        }
        let calls = fs::read_to_string(&log).unwrap();
        let opened = calls.lines().filter_map(|call| Some((call, call.split('"').nth(1)?)));
        let mut n_inside = 0;
        for (call, path) in opened {
            let is_inside = path.starts_with(root) || !path.starts_with('/');
            let is_trap =
                ["link.md", "folder", "zero.md", "pipe.md"].iter().any(|t| path.contains(t));
            let is_system = SYSTEM.iter().any(|place| path.starts_with(place));
            let is_library = path.contains(".so");
            let is_fine = is_inside && !is_trap && !path.contains("..");
            assert!(is_fine || is_system || is_library, "{arguments}: {call}");
            let writes = ["O_WRONLY", "O_RDWR", "O_CREAT"].iter().any(|way| call.contains(way));
            assert!(is_inside || !writes, "{arguments}: {call}");
            n_inside += usize::from(is_inside);
        }
        assert!(n_inside > 0 || arguments == "questions", "{arguments}: {calls}");
    }
}

#[test]
fn a_link_in_the_place_of_a_file_of_keepwarms_is_refused() {
    for (path, arguments) in [
        ("keepwarm.yaml", "agenda"),
        ("questions.yaml", "questions"),
        ("templates/contact.md", "new contact Ada"),
    ] {
        let vault = Vault::new().file("elsewhere", "name: secret\n");
        let file = vault.path().join(path);
        fs::create_dir_all(file.parent().unwrap()).unwrap();
        symlink(vault.path().join("elsewhere"), &file).unwrap();
        let output = run(&vault, arguments);
        let words = err(&output);
        assert_eq!(output.status.code(), Some(2), "{path}: {words}");
        assert!(words.contains(path) && words.contains("is a symbolic link"), "{words}");
        assert!(!words.contains("secret"), "{words}");
    }
    let vault = Vault::new().file("elsewhere/contact.md", "secret\n");
    symlink(vault.path().join("elsewhere"), vault.path().join("templates")).unwrap();
    let output = run(&vault, "new contact Ada");
    assert!(err(&output).contains("is a symbolic link"), "{}", err(&output));
}

/// Returns every file with its bytes.
fn files(vault: &Vault) -> BTreeMap<PathBuf, Vec<u8>> {
    let entries = walkdir::WalkDir::new(vault.path()).into_iter().map(Result::unwrap);
    let files = entries.filter(|entry| entry.file_type().is_file());
    files.map(|entry| (entry.path().to_owned(), fs::read(entry.path()).unwrap())).collect()
}

#[test]
fn what_makes_new_files_replaces_none() {
    let card = "BEGIN:VCARD\nVERSION:4.0\nFN:Ada Lovelace\nEND:VCARD\n";
    let table = "First Name,Last Name,URL,Email Address,Company,Position,Connected On\n\
                 Ada,Lovelace,,,,,11 Mar 2026\n";
    for (stem, meeting) in [("ada-lovelace", "2026-11-20-ada-lovelace"), ("x", "x")] {
        let vault = Vault::new()
            .file("cards.vcf", card)
            .file("table.csv", table)
            .file("templates/contact.md", "mine")
            .file(&format!("people/{stem}.md"), "mine")
            .file(&format!("meetings/2026/{meeting}.md"), "mine");
        for arguments in [
            "init",
            "init --example",
            "init --templates",
            "new contact Ada Lovelace",
            "new meeting --with Ada --on 2026-11-20",
            "import vcard cards.vcf",
            "import linkedin table.csv",
        ] {
            let before = files(&vault);
            run(&vault, arguments);
            let after = files(&vault);
            let kept = before.keys().filter(|path| after.get(*path) == before.get(*path));
            assert_eq!(kept.count(), before.len(), "{arguments}");
        }
        // Something was made, or this says nothing.
        assert!(files(&vault).len() > 5, "{:?}", files(&vault).keys());
    }
}

#[test]
fn nothing_is_written_into_a_note_with_the_marks_of_a_conflict() {
    let note = "meetings/2026-11-20-x.md";
    let both = "<<<<<<< HEAD\n- [ ] buy yarn\n=======\n- [ ] buy wool\n>>>>>>> other\n";
    let vault = Vault::new().meeting("2026-11-20-x", "with: []", both);
    assert_eq!(run(&vault, "build").status.code(), Some(0));
    let page = vault.read("DASHBOARD.md");
    let line = page.lines().find(|line| line.contains("buy yarn")).unwrap();
    let vault = vault.file("DASHBOARD.md", &page.replace(line, &line.replace("[ ]", "[x]")));
    let before = vault.read(note);
    let id = line.rsplit_once("kw:").unwrap().1.trim_end_matches(" -->");
    for arguments in ["build", &format!("done {id}"), &format!("skip {id}")] {
        let output = run(&vault, arguments);
        let words = err(&output);
        assert!(matches!(output.status.code(), Some(1 | 2)), "{arguments}: {words}");
        assert!(words.contains(note), "{arguments}: {words}");
        assert_eq!(vault.read(note), before, "{arguments}");
    }
    assert!(vault.read("DASHBOARD.md").contains("- [x]"), "the tick waits");
}

/// Notes that were made to use up memory: what they would ask for has no end.
fn hungry() -> Vault {
    let mut bomb = "---\ntype: contact\na0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned();
    for n in 1..12 {
        let aliases = vec![format!("*a{}", n - 1); 9].join(", ");
        bomb.push_str(&format!("a{n}: &a{n} [{aliases}]\n"));
    }
    bomb.push_str("name: *a11\n---\n");
    let deep = format!("---\ntype: contact\nname: {}\n---\n", "[".repeat(30_000));
    let quotes = format!("{} x\n", ">".repeat(100_000));
    let lists: String = (0..2_000).map(|n| format!("{}- [ ] t{n}\n", " ".repeat(n))).collect();
    Vault::new()
        .contact("ada", "name: Ada\nlast_contact: 2026-01-01")
        .file("people/bomb.md", &bomb)
        .file("people/deep.md", &deep)
        .meeting("2026-11-18-line", "with: Ada", &"x".repeat(7 << 20))
        .meeting("2026-11-18-stars", "with: Ada", &"*a **b _c ".repeat(50_000))
        .meeting("2026-11-18-links", "with: Ada", &"[[a](".repeat(20_000))
        .meeting("2026-11-18-quotes", "with: Ada", &quotes)
        .meeting("2026-11-18-lists", "with: Ada", &lists)
        .meeting("2026-11-18-tasks", "with: Ada", &"- [ ] t\n".repeat(20_000))
}

#[test]
fn notes_that_were_made_to_use_up_memory_do_not() {
    let vault = hungry();
    let script = format!("ulimit -v {}; exec \"$0\" \"$@\"", 512 * 1024);
    for arguments in [&["build"][..], &["agenda", "--json"], &["check"]] {
        let mut limited = command("sh", &vault);
        let output = limited.args(["-c", &script, program()]).args(arguments).output().unwrap();
        let words = err(&output);
        assert!(matches!(output.status.code(), Some(0 | 1)), "{arguments:?}: {words}");
    }
    let page = vault.read("DASHBOARD.md");
    assert!(page.contains("**Ada**") && page.contains("people/bomb.md"), "{}", page.len());
}
