//! `export -o`: a file that somebody chose.

use std::fs;

use crate::vault::Output;

use super::exported;
use super::world;

fn said(words: &str) -> Output {
    Output { status: 0, out: String::new(), err: format!("{words}\n") }
}

#[test]
fn the_document_for_programs_is_that_of_the_agenda() {
    let vault = world().file("people/broken.md", "---\ntype: contact\nlast_contact: soon\n---\n");
    for filter in ["", " --who ada", " --overdue", " --kind nudge --until 2w"] {
        let agenda = vault.run(&format!("agenda --json{filter}"));
        assert_eq!(vault.run(&format!("export json{filter}")), agenda, "{filter}");
    }
}

#[test]
fn what_cannot_be_exported_is_told() {
    let vault = world().file("people/broken.md", "---\ntype: contact\nlast_contact: soon\n---\n");
    for format in ["ics", "csv"] {
        let output = vault.run(&format!("export {format}"));
        assert_eq!(
            (output.status, output.err.as_str()),
            (0, "1 note to fix: see `keepwarm check`\n")
        );
    }
}

#[test]
fn a_file_is_what_is_printed_and_is_written_only_if_that_changed() {
    for format in ["ics", "csv", "json"] {
        let vault = world();
        let command = format!("export {format} -o out/agenda");
        assert_eq!(vault.run(&command), said("out/agenda written"));
        assert_eq!(vault.read("out/agenda"), exported(&vault, format));
        assert_eq!(vault.run(&command), said("out/agenda up to date"));
        let vault = vault.today("2026-11-30");
        assert_eq!(vault.run(&command), said("out/agenda written"));
        assert_eq!(vault.read("out/agenda"), exported(&vault, format));
    }
}

#[test]
fn a_dash_is_the_standard_output() {
    let vault = world();
    assert_eq!(exported(&vault, "csv -o -"), exported(&vault, "csv"));
    assert!(!vault.path().join("-").exists());
}

#[test]
fn a_file_is_found_from_the_folder_one_stands_in() {
    let vault = world();
    let elsewhere = tempfile::tempdir().unwrap();
    let root = vault.path().to_str().unwrap();
    let arguments = ["-C", root, "export", "csv", "--output", "my agenda.csv"];
    assert_eq!(vault.run_in(elsewhere.path(), &arguments, None), said("my agenda.csv written"));
    let text = fs::read_to_string(elsewhere.path().join("my agenda.csv")).unwrap();
    assert_eq!(text, exported(&vault, "csv"));
}

#[test]
fn a_file_of_somebody_else_stays_unless_it_is_to_be_replaced() {
    let json = exported(&world(), "json");
    for (format, mine) in [
        ("ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:-//Mine//EN\r\nEND:VCALENDAR\r\n"),
        ("ics", "keepwarm"),
        ("csv", "id,kind,state\r\n"),
        ("csv", "\"id\",\"kind\"\r\n"),
        ("csv", json.as_str()),
        ("json", "{\"schema\":1,\"today\":\"2026-11-21\"}"),
        ("json", "[]"),
    ] {
        let vault = world().bytes("mine", mine.as_bytes());
        let output = vault.run(&format!("export {format} -o mine"));
        let words = "it is not keepwarm's own; --force replaces it";
        assert_eq!(output.err, format!("error: [VAULT]/mine was not written: {words}\n"));
        assert_eq!((output.status, vault.read("mine").as_str()), (2, mine));
        assert_eq!(vault.run(&format!("export {format} -o mine --force")), said("mine written"));
        assert_eq!(vault.read("mine"), exported(&vault, format));
    }
}

#[test]
fn an_empty_file_is_nobodys() {
    let vault = world().bytes("agenda.ics", b"");
    assert_eq!(vault.run("export ics -o agenda.ics"), said("agenda.ics written"));
}

#[test]
fn lines_that_git_has_ended_otherwise_make_nothing_foreign() {
    for format in ["ics", "csv"] {
        let old = exported(&world(), format).replace("\r\n", "\n");
        let vault = world().bytes("agenda", old.as_bytes());
        assert_eq!(vault.run(&format!("export {format} -o agenda")), said("agenda written"));
    }
}

#[test]
fn a_note_is_never_replaced() {
    for name in ["people/ada.md", "people/ADA.Markdown"] {
        let vault = world();
        let output = vault.run(&format!("export csv -o {name} --force"));
        let words = "was not written: it is called like a note";
        assert_eq!(output.err, format!("error: [VAULT]/{name} {words}\n"));
        assert_eq!(output.status, 2);
        assert_eq!(vault.read("people/ada.md"), world().read("people/ada.md"));
    }
}

#[test]
fn force_is_for_files() {
    let output = world().run("export csv --force");
    assert_eq!(output.status, 2);
    assert!(output.err.contains("--output"), "{}", output.err);
}

#[test]
#[cfg(unix)]
fn what_is_no_file_is_not_written() {
    let vault = world();
    std::os::unix::fs::symlink("people/ada.md", vault.path().join("link")).unwrap();
    let pipe = vault.path().join("pipe");
    assert!(std::process::Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    for (name, why) in [
        ("link", "it is a symbolic link; put the file itself there"),
        ("pipe", "it is not a regular file"),
        ("people", "it is not a regular file"),
    ] {
        let output = vault.run(&format!("export csv -o {name} --force"));
        assert_eq!(output.err, format!("error: cannot write [VAULT]/{name}: {why}\n"));
        assert_eq!(output.status, 2);
    }
}
