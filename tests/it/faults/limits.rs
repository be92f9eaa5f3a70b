//! Too few open files, too little memory, no threads.

use std::fs;
use std::os::unix::fs::PermissionsExt;
use std::process::Output;

use crate::safety::Accident;
use crate::safety::command;
use crate::safety::err;
use crate::safety::program;
use crate::vault::Vault;

use super::PublicProgram;
use super::has_panicked;

fn limited(vault: &Vault, limit: &str) -> Output {
    let script = format!("ulimit {limit}; exec \"$0\" build");
    command("sh", vault).args(["-c", &script, program()]).output().unwrap()
}

#[test]
fn with_too_few_open_files_it_fails_with_a_word_or_does_its_work() {
    let (vault, accident) = Accident::new();
    let mut statuses = Vec::new();
    for n_files in 4..24 {
        let vault = vault.copy();
        let output = limited(&vault, &format!("-n {n_files}"));
        let words = err(&output);
        let what = format!("room for {n_files} files, where it said {words}");
        accident.left_all_well(&vault, &what);
        assert!(!words.contains("panicked"), "{what}");
        match output.status.code().unwrap() {
            0 => accident.is_told_or_harmless(&vault, &what),
            2 => assert!(words.contains("Too many open files"), "{what}"),
            // The system's loader cannot even open a library.
            status => assert!(status == 127 && n_files < 6, "{status}: {what}"),
        }
        statuses.push(output.status.code().unwrap());
    }
    assert!(statuses.contains(&2) && statuses.ends_with(&[0]), "{statuses:?}");
}

#[test]
fn with_too_little_memory_it_loses_nothing() {
    let (vault, accident) = Accident::new();
    let mut n_done = 0;
    for mib in [8, 16, 24, 28, 30, 32, 34, 36, 40, 48, 64, 96, 128, 192, 256, 512] {
        let vault = vault.copy();
        let output = limited(&vault, &format!("-v {}", mib * 1024));
        let words = err(&output);
        let what = format!("{mib} MiB, where it said {words}");
        accident.left_all_well(&vault, &what);
        assert!(!has_panicked(&words), "{what}");
        n_done += usize::from(output.status.success());
    }
    assert!(n_done > 3);
}

#[test]
fn without_threads_it_does_its_work_alone() {
    let (vault, accident) = Accident::new();
    for entry in walkdir::WalkDir::new(vault.path()).into_iter().map(Result::unwrap) {
        fs::set_permissions(entry.path(), fs::Permissions::from_mode(0o777)).unwrap();
    }
    // Whoever has so few threads has none left, and root has always some.
    let script = "ulimit -u 1 2>/dev/null || ulimit -p 1; exec \"$0\" build";
    let output = PublicProgram::new().script(&vault, script).output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", err(&output));
    assert!(accident.is_over(&vault));
}
