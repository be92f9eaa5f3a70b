//! Files that stand where the dashboard goes, and settings that lead it elsewhere: what is not ours
//! is kept, to the byte, or nothing is written.

use std::io::BufRead;
use std::io::BufReader;
use std::process::Command;
use std::process::Stdio;

use crate::vault::Output;
use crate::vault::TODAY;
use crate::vault::Vault;

const BEGIN: &str = "<!-- keepwarm: begin · generated, tick boxes but do not edit -->";
const END: &str = "<!-- keepwarm: end -->";

fn ada() -> Vault {
    Vault::new().file("people/ada.md", &super::contact_text("Ada", ""))
}

/// Returns a file with a block of ours between two texts.
fn around(before: &str, after: &str) -> String {
    format!("{before}{BEGIN}\n# Dashboard\n\nold\n{END}\n{after}")
}

/// Builds over these bytes, and returns what is there then.
#[track_caller]
fn built(name: &str, old: &[u8]) -> (Output, Vec<u8>) {
    let vault = ada().bytes(name, old);
    let output = vault.run("build");
    let new = std::fs::read(vault.path().join(name)).unwrap();
    if output.status < 2 {
        assert_eq!(vault.run("build").status, output.status);
        assert_eq!(std::fs::read(vault.path().join(name)).unwrap(), new, "a second build");
    }
    assert_eq!(std::fs::read_dir(vault.path()).unwrap().count(), 2, "something else is there");
    (output, new)
}

#[test]
fn what_stands_around_the_block_stays_to_the_byte() {
    let long = "user line\n".repeat(super::sized(100_000, 900_000));
    let around: Vec<(Vec<u8>, Vec<u8>)> = [
        ("# Mine\n\nmy own text\n\n", "\nmy footer\n"),
        ("\u{feff}# Mine\n", ""),
        ("<<<<<<< HEAD\nmine\n=======\ntheirs\n>>>>>>> x\n", "=======\n"),
        // No tick: it is not in the block.
        ("- [x] x <!-- kw:aaaaaa -->\n", "- [x] y <!-- kw:bbbbbb -->\n"),
        ("```\n<!-- not keepwarm: begin -->\n```\n", " <!-- keepwarm: end -->\n"),
        // The size that a note may have is no limit here.
        (&long, "no last line end"),
    ]
    .map(|(before, after)| (before.into(), after.into()))
    .into_iter()
    .chain([(b"caf\xe9\n".to_vec(), b"a\0b\xff".to_vec())])
    .collect();
    for (before, after) in around {
        let old = [&before, format!("{BEGIN}\nold\n{END}\n").as_bytes(), &after].concat();
        let (output, new) = built("DASHBOARD.md", &old);
        assert_eq!(output.status, 0, "{}", output.err);
        assert!(new.starts_with(&before) && new.ends_with(&after));
        let block = &new[before.len()..new.len() - after.len()];
        let block = str::from_utf8(block).unwrap();
        assert!(block.starts_with(BEGIN) && block.ends_with(&format!("{END}\n")), "{block}");
        assert!(block.contains("Write to **Ada**"), "{block}");
    }
}

#[test]
fn a_file_whose_block_is_not_clear_is_refused_and_stays() {
    let block = around("", "");
    for (why, old) in [
        ("somebody's own text", "# My precious notes\n".to_owned()),
        ("no end", format!("a\n{BEGIN}\nb\nmine\n")),
        ("no begin", format!("a\n{END}\nmine\n")),
        ("the end first", format!("{END}\nx\n{BEGIN}\n")),
        ("two blocks", format!("{block}mine\n{block}")),
        ("one in the other", format!("{BEGIN}\n{block}{END}\n")),
        ("both sides of a conflict", format!("<<<<<<< HEAD\n{block}=======\n{block}>>>>>>> x\n")),
        ("one in a fence, and one not", format!("```\n{block}```\nmine\n{block}")),
    ] {
        let (output, new) = built("DASHBOARD.md", old.as_bytes());
        assert_eq!(output.status, 2, "{why}: {}", output.err);
        assert!(output.err.contains("DASHBOARD.md was not written: it "), "{}", output.err);
        assert_eq!(new, old.as_bytes(), "{why}");
        let vault = ada().file("DASHBOARD.md", &old);
        let said = watched(&vault);
        assert!(said.contains("DASHBOARD.md was not written: it "), "{why}: {said}");
        assert_eq!(vault.read("DASHBOARD.md"), old, "{why}");
    }
}

/// Returns what a watch says first that is wrong.
fn watched(vault: &Vault) -> String {
    let mut command = Command::new(env!("CARGO_BIN_EXE_keepwarm"));
    command.args(["--today", TODAY, "watch", "--quiet"]).env_remove("KEEPWARM_VAULT");
    command.current_dir(vault.path()).stdin(Stdio::null()).stderr(Stdio::piped());
    let mut watch = command.spawn().unwrap();
    let line = BufReader::new(watch.stderr.take().unwrap()).lines().next();
    watch.kill().unwrap();
    watch.wait().unwrap();
    line.unwrap().unwrap()
}

#[test]
fn what_a_killed_run_has_left_is_no_note_and_stops_no_build() {
    let half = "---\ntype: contact\nname: Half\nlast_contact: 2026-09-01\n---\n";
    let names = [".keepwarm-a1b2c3.tmp", "people/.keepwarm-a1b2c3.tmp", "people/.ada.md.kw123"];
    let others = ["DASHBOARD.md.tmp", ".DASHBOARD.md.tmp", "people/ada.md.tmp"];
    let mut vault = ada();
    for name in names.into_iter().chain(others) {
        vault = vault.file(name, half);
    }
    let output = vault.run("build");
    assert_eq!(output.status, 0, "{}", output.err);
    let page = vault.read("DASHBOARD.md");
    assert!(page.contains("Write to **Ada**") && !page.contains("Half"), "{page}");
    for name in names.into_iter().chain(others) {
        assert_eq!(vault.read(name), half, "{name} is nobody's to change");
    }
}

#[cfg(unix)]
#[test]
fn a_dashboard_with_a_second_name_is_written_under_its_own_only() {
    let old = around("mine\n", "");
    let vault = ada().file("DASHBOARD.md", &old);
    let [first, second] = ["DASHBOARD.md", "copy-of-it"].map(|name| vault.path().join(name));
    std::fs::hard_link(first, second).unwrap();
    assert_eq!(vault.run("build").status, 0);
    assert!(vault.read("DASHBOARD.md").contains("Write to **Ada**"));
    assert_eq!(vault.read("copy-of-it"), old);
}

/// A block in a fence is a block: whoever shows how one looks has to write it otherwise.
#[test]
fn a_block_inside_a_fence_is_filled_and_the_text_around_it_stays() {
    let (output, new) = built("DASHBOARD.md", around("```\n", "```\nmine\n").as_bytes());
    assert_eq!(output.status, 0);
    assert!(new.starts_with(b"```\n") && new.ends_with(b"```\nmine\n"));
}

#[test]
fn lines_in_the_block_that_mean_nothing_do_no_harm() {
    let block = |lines: &str| format!("{BEGIN}\n{lines}\n{END}\n");
    for lines in ["- [x] a line of mine", "<<<<<<< HEAD\n- [ ] a\n=======\n- [x] b\n>>>>>>> x"] {
        let (output, new) = built("DASHBOARD.md", block(lines).as_bytes());
        assert_eq!(output.status, 0, "{}", output.err);
        assert!(!String::from_utf8(new).unwrap().contains(lines));
    }
    for id in ["zzzzzz", "../../../etc/passwd", "zzzzzz --> <!-- keepwarm: end", "\u{1b}[31mzz"] {
        let line = format!("- [x] 2026-10-31 · Write to **Ada** <!-- kw:{id} -->");
        let vault = ada().file("DASHBOARD.md", &block(&line));
        let output = vault.run("build");
        assert!(output.status <= 1, "{}", output.err);
        assert!(!output.err.contains('\u{1b}'), "{:?}", output.err);
        assert!(vault.read("people/ada.md").ends_with("A note.\n"), "nothing is written back");
        assert_eq!(vault.read("DASHBOARD.md").matches(END).count(), 1);
    }
}

#[test]
fn settings_that_lead_out_of_the_vault_are_refused() {
    for path in [
        "../outside.md",
        "a/../../outside.md",
        "/outside.md",
        "C:/outside.md",
        "C:outside.md",
        "..\\outside.md",
        "a\\..\\..\\outside.md",
        "\\\\server\\share\\outside.md",
        "people/",
        ".",
        "",
    ] {
        for key in ["dashboard: ", "outputs: {json: "] {
            let close = if key.contains('{') { "}" } else { "" };
            let config = format!("{key}\"{}\"{close}\n", path.replace('\\', "\\\\"));
            let vault = ada().config(&config);
            let output = vault.run("build");
            assert_eq!(output.status, 2, "{config}: {}", output.err);
            let n_files = std::fs::read_dir(vault.path()).unwrap().count();
            assert_eq!(n_files, 2, "{config} made something");
        }
    }
}

#[test]
fn settings_that_name_a_note_or_another_file_are_no_reason_to_overwrite_it() {
    let note = super::contact_text("Ada", "");
    let vault = ada().config("dashboard: people/ada.md\n");
    assert_eq!(vault.run("build").status, 2);
    assert_eq!(vault.read("people/ada.md"), note);
    let vault = ada().config("outputs: {json: people/ada.md}\n");
    assert_eq!(vault.run("build").status, 2);
    assert_eq!(vault.read("people/ada.md"), note);
    let vault = ada().config("dashboard: out/today/board.txt\n");
    assert_eq!(vault.run("build").status, 0, "any name will do, and folders are made");
    assert!(vault.read("out/today/board.txt").starts_with(BEGIN));
}

#[cfg(unix)]
#[test]
fn an_output_that_is_a_link_out_of_the_vault_is_not_followed() {
    let outside = tempfile::tempdir().unwrap();
    let target = outside.path().join("board");
    for (config, name) in [("", "DASHBOARD.md"), ("outputs: {json: agenda.json}\n", "agenda.json")]
    {
        std::fs::write(&target, "").unwrap();
        let vault = ada().config(config);
        std::os::unix::fs::symlink(&target, vault.path().join(name)).unwrap();
        let output = vault.run("build");
        assert_eq!(output.status, 2, "{name}");
        assert!(output.err.contains("it is a symbolic link"), "{}", output.err);
        assert_eq!(std::fs::read(&target).unwrap(), b"", "{name}");
    }
}

#[test]
fn settings_that_are_odd_are_read_or_told() {
    let bomb: String = ('b'..='j').zip('a'..).fold("a: &a [x, x, x]\n".to_owned(), |text, pair| {
        format!("{text}{0}: &{0} [*{1}, *{1}, *{1}, *{1}, *{1}, *{1}]\n", pair.0, pair.1)
    });
    for (config, status) in [
        ("", 0),
        ("# nothing\n", 0),
        ("horizon:\n", 0),
        ("\u{feff}horizon: 7d\r\n", 0),
        ("ignore: [\"**\", \"!people/\"]\n", 0),
        // A pattern that is no glob matches nothing, as in git.
        ("ignore: [\"[a\"]\n", 0),
        // To write again at once is odd, but it can be meant.
        ("check_in: 0d\n", 0),
        // A word may mean one thing in a contact's note, and another in a meeting's.
        ("keys: {with: [name]}\n", 0),
        ("dashboard: [\n", 2),
        ("dashbord: X.md\n", 2),
        ("- a\n", 2),
        ("horizon: 7d\nhorizon: 9d\n", 2),
        ("horizon: soon\n", 2),
        (&bomb, 2),
        (&format!("x: {}", "[".repeat(5000)), 2),
    ] {
        let vault = ada().config(config);
        let output = vault.run("build");
        assert_eq!(output.status, status, "{config:.80}: {}", output.err);
        let is_built = vault.path().join("DASHBOARD.md").exists();
        assert_eq!(is_built, status == 0, "{config:.80}");
        assert!(output.err.len() < 4000, "{config:.80}");
    }
    let not_utf8 = ada().bytes("keepwarm.yaml", b"me: Ren\xe9e\n").run("build");
    assert_eq!(not_utf8.status, 2, "{}", not_utf8.err);
    let folder = ada().file("keepwarm.yaml/x.md", "").run("build");
    assert_eq!(folder.status, 2, "{}", folder.err);
}
