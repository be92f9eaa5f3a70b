//! `outputs:`: what `build` writes beside the dashboard.

use std::fs;
use std::fs::File;
use std::time::Duration;
use std::time::UNIX_EPOCH;

use crate::vault::Output;
use crate::vault::Vault;

use super::exported;
use super::world;

const ALL: &str = "outputs: {csv: out/agenda.csv, ics: agenda.ics, json: agenda.json}\n";

/// Builds, and returns what was said about errors.
fn errors(vault: &Vault) -> (u8, Vec<String>) {
    let Output { status, out, err } = vault.run("build");
    assert_eq!(out, "");
    let errors = err.lines().filter(|line| line.starts_with("error"));
    (status, errors.map(str::to_owned).collect())
}

#[test]
fn every_output_is_what_export_prints() {
    let vault = world().config(ALL);
    for vault in [vault.copy(), vault.today("2026-11-22")] {
        assert_eq!(errors(&vault), (0, vec![]));
        for (format, path) in
            [("ics", "agenda.ics"), ("csv", "out/agenda.csv"), ("json", "agenda.json")]
        {
            assert_eq!(vault.read(path), exported(&vault, format));
        }
    }
}

#[test]
fn an_output_that_has_not_changed_is_not_written() {
    let vault = world().config(ALL);
    assert_eq!(errors(&vault), (0, vec![]));
    let long_ago = UNIX_EPOCH + Duration::from_secs(1_000_000_000);
    let paths = ["agenda.ics", "out/agenda.csv", "agenda.json"].map(|path| vault.path().join(path));
    for path in &paths {
        File::options().write(true).open(path).unwrap().set_modified(long_ago).unwrap();
    }
    assert_eq!(errors(&vault), (0, vec![]));
    for path in &paths {
        assert_eq!(fs::metadata(path).unwrap().modified().unwrap(), long_ago, "{path:?}");
    }
}

#[test]
fn a_file_of_somebody_else_stays_and_all_else_is_written() {
    let vault = world().config(ALL).file("agenda.ics", "mine").file("out/agenda.csv", "mine");
    let words = "it is not keepwarm's own; move it away, or choose another name in `outputs:`";
    let told = ["out/agenda.csv", "agenda.ics"]
        .map(|path| format!("error: [VAULT]/{path} was not written: {words}"));
    assert_eq!(errors(&vault), (2, told.to_vec()));
    assert_eq!(
        (vault.read("agenda.ics"), vault.read("out/agenda.csv")),
        ("mine".into(), "mine".into())
    );
    assert_eq!(vault.read("agenda.json"), exported(&vault, "json"));
    assert!(vault.read("DASHBOARD.md").contains("E-mail **Grace Hopper**"));
}

#[test]
#[cfg(unix)]
fn an_output_leaves_the_vault_through_no_link() {
    let elsewhere = tempfile::tempdir().unwrap();
    fs::write(elsewhere.path().join("agenda.ics"), "").unwrap();
    let vault = world().config("outputs: {csv: out/agenda.csv, ics: agenda.ics}\n");
    let link = |from: &std::path::Path, name: &str| {
        std::os::unix::fs::symlink(from, vault.path().join(name)).unwrap();
    };
    link(elsewhere.path(), "out");
    link(&elsewhere.path().join("agenda.ics"), "agenda.ics");
    let told = [
        "error: cannot write [VAULT]/out/agenda.csv: [VAULT]/out is a symbolic link; \
         nothing there is read",
        "error: cannot write [VAULT]/agenda.ics: it is a symbolic link; put the file itself there",
    ];
    assert_eq!(errors(&vault), (2, told.map(str::to_owned).to_vec()));
    assert_eq!(fs::read_dir(elsewhere.path()).unwrap().count(), 1);
    assert_eq!(fs::read(elsewhere.path().join("agenda.ics")).unwrap(), b"");
}

#[test]
fn an_output_has_a_name_of_its_own() {
    for (config, message) in [
        ("outputs: {ics: people/ada.md}", "`people/ada.md` is the name of a note"),
        ("outputs: {csv: Table.Markdown}", "`Table.Markdown` is the name of a note"),
        (
            "outputs: {ics: Today.txt}\ndashboard: today.txt",
            "`Today.txt` is the name of the dashboard",
        ),
        ("outputs: {ics: a.txt, csv: ./A.txt}", "`A.txt` is the name of another output"),
    ] {
        let vault = world().config(config);
        let output = vault.run("build");
        assert_eq!((output.status, output.out.as_str()), (2, ""));
        assert!(output.err.starts_with(&format!("error[config]: {message}\n")), "{}", output.err);
        assert!(output.err.contains(" --> keepwarm.yaml:1:"), "{}", output.err);
        assert!(output.err.contains("help: write a name like `agenda."), "{}", output.err);
        assert!(!vault.path().join("DASHBOARD.md").exists());
    }
}

#[test]
fn an_output_stays_inside_the_vault() {
    for format in ["html", "ics", "json", "csv"] {
        for path in ["../agenda", "/tmp/agenda", "out/../../agenda", "C:/agenda", "..\\agenda", "."]
        {
            let vault = world().config(&format!("outputs: {{{format}: '{path}'}}"));
            let output = vault.run("build");
            assert_eq!((output.status, output.out.as_str()), (2, ""), "{path}");
            let help = format!("write a path inside the vault, like `agenda.{format}`");
            assert!(output.err.contains(&help), "{}", output.err);
        }
    }
}

#[test]
fn what_is_written_changes_nothing_in_the_agenda() {
    let vault = world().config(ALL);
    let before = vault.json();
    assert_eq!(errors(&vault), (0, vec![]));
    assert_eq!(vault.json(), before);
}
