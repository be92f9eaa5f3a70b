//! Which files below the vault's folder are notes, and what becomes of the others.

#[cfg(target_os = "linux")]
use std::ffi::OsStr;
#[cfg(target_os = "linux")]
use std::fs;
#[cfg(target_os = "linux")]
use std::os::unix::ffi::OsStrExt;
#[cfg(unix)]
use std::os::unix::fs::symlink;
#[cfg(unix)]
use std::os::unix::net::UnixListener;
use std::process::Command;

use rayon::ThreadPoolBuilder;
use serde_json::json;

use crate::vault::Vault;

const CONTACT: &str = "---\ntype: contact\n---\n";

/// Makes a vault with a contact in each of these files.
fn contacts_in(paths: &[&str]) -> Vault {
    let add = |vault: Vault, path: &&str| vault.file(path, CONTACT);
    paths.iter().fold(Vault::new(), add)
}

#[test]
fn every_markdown_file_is_read_in_any_case_and_at_any_depth() {
    let vault = contacts_in(&["a.md", "b.MD", "c.markdown", "d.MarkDown", "e/f/g/h/i.md"]);
    let counts = json!({"contacts": 5, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
fn files_with_other_endings_are_not_read() {
    let vault = contacts_in(&["a.txt", "b.mdx", "c.md.bak", "md", "d.org"]);
    let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
fn names_that_begin_with_a_dot_are_skipped() {
    let vault = contacts_in(&[".ada.md", ".obsidian/ada.md", "people/.trash/ada.md"]);
    let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
fn folders_of_programmers_tools_are_skipped_and_their_namesakes_are_not() {
    let vault = contacts_in(&["node_modules/a.md", "site/node_modules/b.md", "target/c.md"])
        .file("target.md", CONTACT)
        .file("targets/d.md", CONTACT);
    let counts = json!({"contacts": 2, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
fn what_editors_leave_lying_about_is_skipped() {
    let vault = contacts_in(&["ada.md~", "#ada.md#", ".#ada.md", "old~/ada.md", "#old#/ada.md"]);
    let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
fn templates_are_ignored_by_default_in_any_case() {
    let vault = contacts_in(&["templates/a.md", "Templates/b.md", "crm/_TEMPLATES/c.md"]);
    let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
fn a_folder_that_the_config_ignores_is_skipped_in_any_case() {
    let vault = contacts_in(&["Archive/a.md", "old/archive/b.md", "archives/c.md"])
        .config("ignore: [archive/]\n");
    let counts = json!({"contacts": 1, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
fn patterns_to_ignore_have_the_syntax_of_gitignore() {
    let vault = contacts_in(&[
        "a.draft.md",
        "deep/b.draft.md",
        "keep.draft.md",
        "inbox/c.md",
        "crm/inbox/d.md",
        "x/y/z/e.md",
    ])
    .config("ignore: ['*.draft.md', '!keep.draft.md', '/inbox/', 'x/**/e.md']\n");
    let counts = json!({"contacts": 2, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
fn patterns_to_ignore_mean_what_they_mean_to_git() {
    let paths = [
        "a.md",
        "A/b.md",
        "A/c/a.md",
        "b/a.md",
        "b/c/d/a.md",
        "c/A.md",
        "c/b/x.md",
        "x y.md",
        "!a.md",
    ];
    for patterns in [
        &["a.md"][..],
        &["/a.md", "b/"],
        &["A/", "!a/b.md"],
        &["*", "!b/", "!b/*.md"],
        &["b/**/a.md", "**/x.md"],
        &["[a-b]", "!A"],
        &["c/*", "#a.md", "?.md "],
        &["\\!a.md", "x\\ y.md", "b/c"],
    ] {
        let config = format!("ignore: {}\n", json!(patterns));
        let vault = contacts_in(&paths).config(&config);
        let vault = vault.file(".git-ignored", &patterns.join("\n"));
        let arguments = ["-c", "core.ignoreCase=true", "ls-files", "--others"];
        let run = |arguments: &[&str]| {
            let mut git = Command::new("git");
            git.args(arguments).current_dir(vault.path()).env("GIT_CONFIG_GLOBAL", "").output()
        };
        if run(&["init", "--quiet"]).is_err() {
            return println!("left out: there is no git");
        }
        let listed = run(&[&arguments[..], &["--exclude-from=.git-ignored", "*.md"]].concat());
        let listed = String::from_utf8(listed.unwrap().stdout).unwrap();
        let n_read = vault.json()["counts"]["contacts"].clone();
        assert_eq!(n_read, listed.lines().count(), "{patterns:?}: {listed}");
    }
}

#[test]
fn the_dashboard_is_no_note() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace").meeting(
        "2026-11-20",
        "with: Ada Lovelace",
        "- [ ] Read her notes\n",
    );
    let before = vault.items();
    assert_eq!(vault.run("build").status, 0);
    let counts = json!({"contacts": 1, "meetings": 1, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
    assert_eq!(vault.items(), before);
}

#[test]
fn a_dashboard_of_another_name_is_no_note_either() {
    let vault = Vault::new().config("dashboard: people/today.md\n");
    assert_eq!(vault.run("build").status, 0);
    assert!(vault.read("people/today.md").contains("# Dashboard"));
    let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
fn notes_that_git_does_not_see_are_read() {
    let vault = contacts_in(&["private/ada.md", "grace.md"])
        .file(".gitignore", "private/\n*.md\n")
        .file(".ignore", "private/\n")
        .file(".git/info/exclude", "*.md\n");
    let counts = json!({"contacts": 2, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
#[cfg(unix)]
fn links_to_notes_and_folders_are_not_followed_but_told() {
    let vault = contacts_in(&[".store/ada.md"]);
    symlink(".store/ada.md", vault.path().join("ada.md")).unwrap();
    symlink(".store", vault.path().join("people")).unwrap();
    symlink(".", vault.path().join("round")).unwrap();
    symlink("nowhere", vault.path().join("torn.markdown")).unwrap();
    let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
    let problems = [
        "warning symlink-skipped ada.md:-:- this is a symbolic link, and was not followed",
        "warning symlink-skipped people:-:- this is a symbolic link, and was not followed",
        "warning symlink-skipped round:-:- this is a symbolic link, and was not followed",
        "warning symlink-skipped torn.markdown:-:- this is a symbolic link, and was not followed",
    ];
    assert_eq!(vault.problems(), problems);
}

#[test]
#[cfg(unix)]
fn links_that_look_like_neither_note_nor_folder_are_passed_over() {
    let vault = Vault::new().file("photo.png", "");
    symlink("photo.png", vault.path().join("portrait.png")).unwrap();
    symlink("nowhere", vault.path().join("nothing")).unwrap();
    assert_eq!(vault.problems(), [""; 0]);
}

#[test]
#[cfg(unix)]
fn links_in_skipped_places_are_passed_over() {
    let vault = contacts_in(&["ada.md", "templates/x.txt"]);
    symlink("ada.md", vault.path().join(".ada.md")).unwrap();
    symlink("../ada.md", vault.path().join("templates/ada.md")).unwrap();
    assert_eq!(vault.problems(), [""; 0]);
}

#[test]
#[cfg(unix)]
fn a_vault_reached_by_a_link_is_read() {
    let vault = contacts_in(&[".store/ada.md"]);
    symlink(".store", vault.path().join("link")).unwrap();
    assert_eq!(vault.run("-C link agenda --json"), vault.run("-C .store agenda --json"));
    assert_eq!(vault.run("-C link check").status, 0);
    vault.run("-C link build");
    assert!(vault.read(".store/DASHBOARD.md").contains("# Dashboard"));
}

#[test]
#[cfg(unix)]
fn a_pipe_is_never_opened() {
    let vault = contacts_in(&["ada.md"]);
    let pipe = vault.path().join("pipe.md");
    assert!(Command::new("mkfifo").arg(&pipe).status().unwrap().success());
    let counts = json!({"contacts": 1, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
    assert_eq!(vault.problems(), [""; 0]);
}

#[test]
#[cfg(unix)]
fn a_socket_is_never_opened() {
    let vault = contacts_in(&["ada.md"]);
    let _socket = UnixListener::bind(vault.path().join("socket.md")).unwrap();
    let counts = json!({"contacts": 1, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
    assert_eq!(vault.problems(), [""; 0]);
}

#[test]
fn a_folder_with_the_name_of_a_note_is_no_note() {
    let vault = Vault::new().file("people.md/photo.png", "");
    let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
    assert_eq!(vault.problems(), [""; 0]);
}

#[test]
fn text_may_begin_with_a_byte_order_mark_and_end_its_lines_as_windows_does() {
    let text = "---\ntype: meeting\ndate: 2026-11-20\nwith: Ada Lovelace\nthank_you_email: skip\n\
                thank_you_note: skip\n---\n## Promises\n\n- [ ] Send\n  the score\n";
    for bom in ["", "\u{feff}"] {
        for line_end in ["\n", "\r\n"] {
            let text = format!("{bom}{}", text.replace('\n', line_end));
            let vault = Vault::new()
                .contact("ada", "name: Ada Lovelace")
                .bytes("coffee.md", text.as_bytes());
            let items = [
                "promise 2026-11-23 Ada Lovelace: Send the score",
                "write-up 2026-11-20 Ada Lovelace",
            ];
            assert_eq!(vault.items(), items, "{text:?}");
            assert_eq!(vault.problems(), [""; 0], "{text:?}");
        }
    }
}

#[test]
fn a_note_in_another_encoding_is_an_error() {
    let vault = Vault::new()
        .bytes("latin.md", b"---\ntype: contact\nname: Ren\xe9\n---\n")
        .bytes("wide.md", b"\xff\xfe-\0-\0-\0\n\0");
    let problems = [
        "error not-utf8 latin.md:-:- this file is not UTF-8 text: see line 3",
        "error not-utf8 wide.md:-:- this file is not UTF-8 text: it looks like UTF-16",
    ];
    assert_eq!(vault.problems(), problems);
}

#[test]
fn a_note_over_8_mib_is_an_error() {
    let mut text = b"---\ntype: contact\n---\n".to_vec();
    text.resize(8 * 1024 * 1024 + 1, b'x');
    let vault = Vault::new().bytes("ada.md", &text);
    let problems = ["error too-large ada.md:-:- this file is larger than 8 MiB, and was not read"];
    assert_eq!(vault.problems(), problems);
}

#[test]
fn a_note_of_8_mib_is_read() {
    let mut text = b"---\ntype: contact\n---\n".to_vec();
    text.resize(8 * 1024 * 1024, b'x');
    let vault = Vault::new().bytes("ada.md", &text);
    let counts = json!({"contacts": 1, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
    assert_eq!(vault.problems(), [""; 0]);
}

#[test]
fn what_cannot_be_read_is_counted_and_what_is_skipped_is_not() {
    let vault = contacts_in(&["templates/x.md", "x (conflicted copy).md"])
        .bytes("latin.md", b"Ren\xe9")
        .bytes("large.md", &vec![b'x'; 8 * 1024 * 1024 + 1])
        .file("broken.md", "---\na: [\n---\n");
    let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 3});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
#[cfg(target_os = "linux")]
fn a_note_whose_name_is_not_utf8_does_not_vanish() {
    let vault = contacts_in(&["ada.md"]);
    let name = OsStr::from_bytes(b"ren\xe9.md");
    fs::write(vault.path().join(name), CONTACT).unwrap();
    let problem = "error unreadable ren\u{fffd}.md:-:- this cannot be read: its name is not UTF-8";
    assert_eq!(vault.problems(), [problem]);
}

#[test]
fn conflict_copies_of_sync_clients_are_not_read_but_told() {
    for name in [
        "ada.sync-conflict-20260101-120000-ABC.md",
        "ada.sync-conflict-20260101-120000-ABC.markdown",
        "ada (conflicted copy 2026-01-01).md",
        "ada (Grace's conflicted copy 2026-01-01).md",
        "ada (Case Conflict).md",
        "ada (laptop, conflict 2).md",
    ] {
        let vault = contacts_in(&[name]);
        let counts = json!({"contacts": 0, "meetings": 0, "other_notes": 0});
        assert_eq!(vault.json()["counts"], counts, "{name}");
        let message = "this is a sync client's conflict copy, and was not read";
        let problem = format!("warning conflict-copy {name}:-:- {message}");
        assert_eq!(vault.problems(), [problem]);
    }
}

#[test]
fn notes_about_conflicts_are_no_conflict_copies() {
    let vault = contacts_in(&["conflict.md", "ada (draft).md", "a conflict of interest.md"]);
    let counts = json!({"contacts": 3, "meetings": 0, "other_notes": 0});
    assert_eq!(vault.json()["counts"], counts);
}

#[test]
fn nothing_is_owed_twice_because_of_a_conflict_copy() {
    let note = "date: 2026-11-20\nwith: Ada Lovelace";
    let vault = Vault::new()
        .contact("ada", "name: Ada Lovelace")
        .meeting("coffee", note, "")
        .meeting("coffee.sync-conflict-20261120-120000-ABC", note, "");
    let items = ["thank-you-email 2026-11-20 Ada Lovelace", "write-up 2026-11-20 Ada Lovelace"];
    assert_eq!(vault.items(), items);
}

#[test]
fn a_note_that_cannot_be_read_neither_hides_the_others_nor_vanishes() {
    let vault = Vault::new()
        .contact("ada", "name: Ada Lovelace")
        .bytes("people/grace.md", b"\xff")
        .file("people/joan.md", "---\na: [\n---\n")
        .bytes("people/large.md", &vec![b'x'; 8 * 1024 * 1024 + 1])
        .meeting("2026-11-20", "with: Ada Lovelace", "");
    let items = ["thank-you-email 2026-11-20 Ada Lovelace", "write-up 2026-11-20 Ada Lovelace"];
    assert_eq!(vault.items(), items);
    vault.run("build");
    let dashboard = vault.read("DASHBOARD.md");
    let (_, to_fix) = dashboard.split_once("## Notes to fix\n").unwrap();
    let expected = "
- [people/grace.md](people/grace.md) · this file is not UTF-8 text: see line 1 \
· save it again with the encoding UTF-8
- [people/joan.md, line 3](people/joan.md) · the front matter cannot be read: \
a value is missing here \
· see whether a quote or a bracket is missing here or just above, or a blank after a colon
- [people/large.md](people/large.md) · this file is larger than 8 MiB, and was not read \
· split it, or add it to `ignore:` in keepwarm.yaml
<!-- keepwarm: end -->
";
    assert_eq!(to_fix, expected);
}

#[test]
fn the_order_in_which_files_were_made_does_not_matter() {
    let files = [
        ("people/ada.md", "---\nname: Ada\n---\n"),
        ("people/b/ada.md", "---\nname: Ada\n---\n"),
        ("meetings/2026-11-19.md", "With: Ada, Grace\n"),
        ("meetings/2026-11-20.md", "With: Ada, Grace\n"),
    ];
    let add = |vault: Vault, (path, text): &(&str, &str)| vault.file(path, text);
    let forwards = files.iter().fold(Vault::new(), add);
    let backwards = files.iter().rev().fold(Vault::new(), add);
    assert_eq!(forwards.json(), backwards.json());
    assert_eq!(forwards.run("check"), backwards.run("check"));
}

#[test]
fn the_number_of_threads_does_not_matter() {
    let add = |vault: Vault, day: u32| {
        let note = format!("with: [Ada {day}, Grace {}]\ntime: {day}", day % 3);
        vault.meeting(&format!("2026-11-{day}"), &note, "- [ ] Read her notes\n")
    };
    let vault = (10..30).fold(Vault::new(), add);
    let with_threads = |n_threads: usize| {
        let threads = ThreadPoolBuilder::new().num_threads(n_threads).build().unwrap();
        threads.install(|| (vault.run("agenda --json"), vault.run("check")))
    };
    assert_eq!(with_threads(1), with_threads(8));
}

#[test]
fn locale_and_time_zone_do_not_matter() {
    let add = |vault: Vault| {
        vault.contact("ida", "name: İda\nreached_out: 2026-11-01").meeting(
            "2026-11-21",
            "with: ida\ntime: 23:30",
            "",
        )
    };
    let here = add(Vault::new());
    let there = add(Vault::new()
        .variable("TZ", "Pacific/Kiritimati")
        .variable("LANG", "tr_TR.UTF-8")
        .variable("LC_ALL", "tr_TR.UTF-8"));
    assert_eq!(here.run("agenda --json"), there.run("agenda --json"));
    assert_eq!(here.run("agenda"), there.run("agenda"));
}
