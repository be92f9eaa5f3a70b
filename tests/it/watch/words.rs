//! What a watch says, and when it builds.

use std::fs;
use std::sync::atomic::AtomicBool;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use keepwarm::cli::Exit;

use super::DEADLINE;
use super::NOTE;
use super::Watch;
use super::made_up::MadeUp;
use super::made_up::ORDINARY;
use super::made_up::Surroundings;
use super::world;

/// Returns the text without the folder, and with every time as `#`.
fn timeless(said: &str, watch_root: &str) -> String {
    let said = said.replace(watch_root, "[VAULT]");
    let mut text = String::new();
    for c in said.chars() {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if c != '#' || !text.ends_with('#') {
            text.push(c);
        }
    }
    text.replace("#:#:#", "#")
}

#[test]
fn a_line_says_what_changed_how_long_it_took_and_what_became_due_or_done() {
    let watch = MadeUp::start(world(), ORDINARY);
    let root = watch.vault.path().display().to_string();
    watch.wait_for("keepwarm: end");
    let path = watch.vault.path().join("people/alan.md");
    fs::write(&path, NOTE).unwrap();
    watch.wait_for("Alan Turing");
    fs::write(&path, NOTE.replace("2026-09-01", "2026-11-20")).unwrap();
    watch.wait_for_saying("done: ");
    let (exit, said) = watch.end();
    assert_eq!(exit, Exit::Done);
    assert_eq!(
        timeless(&said, &root),
        "watching [VAULT] (# notes); Ctrl-C ends it\n\
         # · # overdue · # due today · # coming · # ms\n\
         # · people/alan.md · now due: Check in with Alan Turing · # ms\n\
         # · people/alan.md · done: Check in with Alan Turing · # ms\n"
    );
}

#[test]
fn on_a_terminal_a_line_without_news_gives_way_to_the_next() {
    let watch = MadeUp::start(world(), Surroundings { is_terminal: true, ..ORDINARY });
    let root = watch.vault.path().display().to_string();
    watch.wait_for("keepwarm: end");
    for (n, day) in [(1, 19), (2, 20)] {
        let note = NOTE.replace("2026-09-01", &format!("2026-11-{day}"));
        fs::write(watch.vault.path().join("people/alan.md"), note).unwrap();
        watch.wait_for_lines_with("people/alan.md", n);
    }
    fs::write(watch.vault.path().join("keepwarm.yaml"), "chek_in: never\n").unwrap();
    watch.wait_for_saying("error");
    let (_, said) = watch.end();
    let said = timeless(&said, &root);
    let (line, error) = said.split_once("\u{1b}[#m").unwrap();
    assert_eq!(
        line,
        "watching [VAULT] (# notes); Ctrl-C ends it\n\
         # · # overdue · # due today · # coming · # ms\n\
         # · people/alan.md · # ms\r\u{1b}[K# · people/alan.md · # ms\n"
    );
    assert!(error.contains("there is no key `chek_in`"), "{error}");
}

#[test]
fn quiet_says_only_what_is_wrong() {
    let around = Surroundings { arguments: "watch --quiet", ..ORDINARY };
    let watch = MadeUp::start(world(), around);
    fs::write(watch.vault.path().join("people/alan.md"), NOTE).unwrap();
    watch.wait_for("Alan Turing");
    assert_eq!(watch.said(), "");
    fs::write(watch.vault.path().join("keepwarm.yaml"), "chek_in: never\n").unwrap();
    watch.wait_for_saying("there is no key `chek_in`");
    assert_eq!(watch.end().0, Exit::Done);
}

#[cfg(unix)]
#[test]
fn a_burst_is_one_build() {
    let watch = Watch::start(world());
    watch.while_stopped(|| {
        for number in 0..100 {
            let name = format!("Person {number}");
            let path = watch.path(&format!("people/{number}.md"));
            fs::write(path, NOTE.replace("Alan Turing", &name)).unwrap();
        }
    });
    let line = watch.line_with("Person");
    assert!(line.contains("people/0.md, people/1.md, people/10.md and 97 more"), "{line}");
    assert_eq!(watch.lines.recv_timeout(Duration::from_secs(2)).ok(), None);
    watch.settle();
}

#[test]
fn a_steady_stream_is_built_while_it_lasts() {
    let watch = Watch::start(world());
    let is_over = AtomicBool::new(false);
    let path = watch.path("people/alan.md");
    let start = Instant::now();
    std::thread::scope(|scope| {
        scope.spawn(|| {
            let mut number = 0;
            // It is never quiet for as long as a burst needs to be over.
            while !is_over.load(Ordering::Relaxed) && start.elapsed() < DEADLINE {
                number += 1;
                let note = NOTE.replace("Alan Turing", &format!("Alan {number}"));
                fs::write(&path, note).unwrap();
                std::thread::sleep(Duration::from_millis(5));
            }
        });
        for _ in 0..3 {
            watch.line_with("people/alan.md");
        }
        is_over.store(true, Ordering::Relaxed);
    });
    watch.settle();
}
