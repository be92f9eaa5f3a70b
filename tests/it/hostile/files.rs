//! What is no ordinary file, what is too large for a note, and what sync programs leave behind.

use super::Case;
use super::Make;
use super::Owed;
use super::contact_text;
use super::file;
use super::meeting_text;
use super::sized;
use super::vault::hold;

/// The largest note that is read.
const LIMIT: usize = 8 << 20;

#[test]
fn only_ordinary_files_are_opened() {
    #[cfg(unix)]
    hold([links(), special(), folders()]);
    #[cfg(not(unix))]
    hold([folders()]);
}

#[test]
fn a_file_that_is_too_large_is_told_and_no_other() {
    hold([large()]);
}

#[test]
fn copies_that_sync_programs_make_are_told_and_owe_nothing() {
    hold([copies()]);
}

fn object(path: &str, make: Make) -> Case {
    Case { make, ..file(path, "") }
}

/// Symbolic links, of which none is followed.
#[cfg(unix)]
fn links() -> Vec<Case> {
    let link = |path, target| object(path, Make::Link(target)).told("symlink-skipped");
    vec![
        link("people/inside.md", "anchor-person.md"),
        link("people/outside.md", "/etc/hostname"),
        link("people/passwd.md", "/etc/passwd"),
        link("people/dangling.md", "nowhere.md"),
        link("people/self.md", "self.md"),
        link("people/loop-a.md", "loop-b.md"),
        link("people/loop-b.md", "loop-a.md"),
        link("people/up", ".."),
        link("people/root", "/"),
        // An editor's lock is a link that leads nowhere, and nobody's note.
        object("people/.#anchor-person.md", Make::Link("user@host.1234:1")),
    ]
}

/// What would hang whoever opens it.
#[cfg(unix)]
fn special() -> Vec<Case> {
    vec![object("people/pipe.md", Make::Pipe), object("people/socket.md", Make::Socket)]
}

fn folders() -> Vec<Case> {
    vec![
        object("people/folder.md", Make::Folder),
        file("people/folder.md/inside.md", contact_text("Inside", "")).named("Inside"),
        object("people/empty", Make::Folder),
        file("archive/2020/old.md", contact_text("Old", "")).named("Old"),
    ]
}

fn large() -> Vec<Case> {
    let whole = meeting_text("2026-11-20", "\n\n- [ ] t\n");
    let prose = |length: usize| {
        let line = "prose ".repeat(20) + "\n";
        let text = line.repeat(length / line.len());
        let rest = "x".repeat(length - text.len() - 1) + "\n";
        whole.replace("\n\n- [ ]", &format!("\n\n{text}{rest}\n- [ ]"))
    };
    let fill = LIMIT - prose(1000).len() + 1000;
    let mut cases = vec![
        file("meetings/limit.md", prose(fill)).with_tasks(1),
        file("meetings/over.md", prose(fill + 1)).told("too-large"),
        file("meetings/line.md", "x".repeat(sized(LIMIT + 1, 64 << 20))).told("too-large"),
    ];
    #[cfg(unix)]
    cases.push(object("people/hole.md", Make::Hole(1 << 30)).told("too-large"));
    assert_eq!(prose(fill).len(), LIMIT);
    cases.retain(|case| case.owed != Owed::Anything);
    cases
}

fn copies() -> Vec<Case> {
    let copy = |name: &str| {
        file(format!("people/{name}.md"), contact_text("Sync Person", "")).told("conflict-copy")
    };
    let cases = vec![
        file("people/sync.md", contact_text("Sync Person", "")).named("Sync Person"),
        copy("sync.sync-conflict-20261120-101112-ABCDEFG"),
        copy("sync (conflicted copy 2026-11-20)"),
        copy("sync (Case Conflict)"),
    ];
    #[cfg(unix)]
    let cases = [
        cases,
        vec![
            file("people/hard-a.md", contact_text("Hard", ""))
                .named("Hard")
                .told("duplicate-person"),
            object("people/hard-b.md", Make::SecondName("people/hard-a.md"))
                .named("Hard")
                .told("duplicate-person")
                .decided("a file with two names in the vault is two notes of one person"),
        ],
    ];
    #[cfg(unix)]
    let cases = cases.into_iter().flatten().collect();
    cases
}
