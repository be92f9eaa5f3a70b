//! git, which changes thousands of notes at once: each is removed, made and written.

use std::fs;
use std::path::Path;
use std::process::Command;
use std::time::Duration;
use std::time::Instant;

use super::DEADLINE;
use super::NOTE;
use super::Watch;
use super::world;

const N_NOTES: usize = 2000;

/// Runs git as somebody whose own configuration is empty; tells whether there is a git.
fn git(root: &Path, arguments: &[&str]) -> bool {
    let output = Command::new("git")
        .args(["-c", "user.name=Wren", "-c", "user.email=wren@example.org"])
        .args(["-c", "commit.gpgsign=false", "-c", "core.autocrlf=false"])
        .args(arguments)
        .current_dir(root)
        .env("GIT_CONFIG_GLOBAL", "")
        .env("GIT_CONFIG_NOSYSTEM", "1")
        .output();
    let Ok(output) = output else { return false };
    let words = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "git {}: {words}", arguments.join(" "));
    true
}

fn write_notes(root: &Path, month: &str) {
    fs::create_dir_all(root.join("people/many")).unwrap();
    for number in 0..N_NOTES {
        let text = NOTE.replace("Alan Turing", &format!("Person {number} of {month}"));
        fs::write(root.join(format!("people/many/{number}.md")), text).unwrap();
    }
}

#[test]
fn git_checkout_stash_and_merge_are_followed() {
    let vault = world().file(".gitignore", "/DASHBOARD.md\n");
    let root = vault.path().to_owned();
    if !git(&root, &["init", "--quiet", "--initial-branch=may"]) {
        return println!("skipped: there is no git");
    }
    write_notes(&root, "May");
    git(&root, &["add", "."]);
    git(&root, &["commit", "--quiet", "-m", "May"]);
    git(&root, &["checkout", "--quiet", "-b", "june"]);
    write_notes(&root, "June");
    git(&root, &["commit", "--quiet", "-a", "-m", "June"]);

    let watch = Watch::start(vault);
    let has = |words: &'static str, but_not: &'static str| {
        watch.wait(words, |watch| {
            let dashboard = watch.dashboard();
            let n_there = dashboard.matches(words).count();
            n_there >= N_NOTES && !dashboard.contains(but_not)
        });
        watch.settle();
    };
    has("of June", "of May");
    git(&root, &["checkout", "--quiet", "may"]);
    has("of May", "of June");
    write_notes(&root, "July");
    has("of July", "of May");
    git(&root, &["stash", "--quiet"]);
    has("of May", "of July");
    git(&root, &["stash", "pop", "--quiet"]);
    has("of July", "of May");
    git(&root, &["checkout", "--quiet", "--", "."]);
    git(&root, &["merge", "--quiet", "june"]);
    has("of June", "of May");
}

/// However many notes change, what they are gathered into is built now and then, and then rests.
#[test]
fn a_checkout_of_many_notes_is_a_few_builds() {
    let vault = world().file(".gitignore", "/DASHBOARD.md\n");
    let root = vault.path().to_owned();
    if !git(&root, &["init", "--quiet", "--initial-branch=may"]) {
        return println!("skipped: there is no git");
    }
    for month in ["May", "June"] {
        write_notes(&root, month);
        git(&root, &["add", "."]);
        git(&root, &["commit", "--quiet", "-m", month]);
    }
    let watch = Watch::start(vault);
    while watch.lines.try_recv().is_ok() {}
    let start = Instant::now();
    git(&root, &["checkout", "--quiet", "HEAD~"]);
    while watch.dashboard().matches("of May").count() < N_NOTES {
        assert!(start.elapsed() < DEADLINE, "not followed");
        std::thread::sleep(Duration::from_millis(20));
    }
    let n_seconds = start.elapsed().as_secs();
    let n_builds = watch.lines.try_iter().count();
    assert!(n_builds as u64 <= 4 + 2 * n_seconds, "{n_builds} builds in {n_seconds} s");
    watch.settle();
    #[cfg(target_os = "linux")]
    {
        use super::limits::cpu_ticks;
        let quiet = Duration::from_secs(1);
        while watch.lines.recv_timeout(2 * quiet).is_ok() {}
        let before = cpu_ticks(&watch);
        let _ = watch.lines.recv_timeout(quiet);
        let used = cpu_ticks(&watch) - before;
        assert!(used <= 5, "{used} hundredths of a second in one second");
    }
}
