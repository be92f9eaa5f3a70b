//! Files with names that are markup, options, devices, or no text at all.

use super::Case;
use super::contact_text;
use super::file;
use super::sized;
use super::vault::hold;

#[test]
fn a_file_may_have_any_name() {
    hold([odd(), edges(), no_notes()]);
}

/// A contact by the name of `File` and a number in the file of that name.
fn called(names: &[&str]) -> Vec<Case> {
    let case = |(number, name): (usize, &&str)| {
        let text = contact_text(&format!("File {number}"), "");
        file(format!("people/{name}"), text).named(format!("File {number}"))
    };
    (0..).zip(names).map(case).collect()
}

fn odd() -> Vec<Case> {
    called(&[
        "with spaces  two.md",
        "new\nline.md",
        "tab\there.md",
        "quote\"'`.md",
        "-leading-dash.md",
        "--help.md",
        "paren (x) [y] {z}.md",
        "[a](b).md",
        "percent%20twenty.md",
        "hash#frag?query=1&x.md",
        "pipe|caret^.md",
        "back\\slash.md",
        "colon:star*q?.md",
        "semi;dollar$(x).md",
        "<html>.md",
        "%%.md",
        "UPPER.MD",
        "long.markdown",
        "Mixed.MarkDown",
        "trailing dot..md",
        "CON.md",
        "ёлка-日本-🎄.md",
        "e\u{301}clair.md",
        "rlo\u{202e}dm.txt.md",
        "esc\x1b[31m.md",
        " .md",
        "<!-- keepwarm: end -->.md",
        "Collide.md",
        "collide.md",
        "-->.md",
    ])
}

fn edges() -> Vec<Case> {
    let deep: String = (0..sized(32, 64)).map(|n| format!("d{n:02}/")).collect();
    let mut latin = b"people/latin1-".to_vec();
    latin.extend(b"\xe9-\xff.md");
    vec![
        file(format!("people/{}.md", "x".repeat(252)), contact_text("Long", "")).named("Long"),
        file(format!("people/{deep}deep.md"), contact_text("Deep", "")).named("Deep"),
        file(latin, contact_text("Latin", ""))
            .told("unreadable")
            .decided("no link could lead to a name that is no text: it is told"),
    ]
}

/// Files that are no notes, by their names.
fn no_notes() -> Vec<Case> {
    let names = [
        "people/.hidden.md",
        "people/noext",
        "people/text.txt",
        "people/x.mdx",
        "people/x.md.bak",
        "people/.md",
        "people/anchor-person.md~",
        "people/#anchor-person.md#",
        "people/.anchor-person.md.swp",
        "people/4913",
        "people/.anchor-person.md.kate-swp",
        "people/sedAbC123",
        "people/anchor-person.md.tmp",
        "people/.goutputstream-ABC123",
        "people/.DS_Store",
        "people/anchor-person.md.orig",
        "people/anchor-person.md.rej",
        "people/.syncthing.anchor-person.md.tmp",
        ".git/skipped.md",
        ".obsidian/skipped.md",
        ".trash/skipped.md",
        "node_modules/skipped.md",
        "node_modules/deep/people/skipped.md",
        "target/skipped.md",
        ".stversions/skipped.md",
    ];
    names.into_iter().map(|path| file(path, contact_text("Nobody", ""))).collect()
}
