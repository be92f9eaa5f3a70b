//! Ticked boxes and the commands that say the same: a vault before, and its notes after.

use std::collections::BTreeMap;
use std::fs;

use walkdir::WalkDir;

use crate::vault::Output;
use crate::vault::Vault;

/// Returns every file of a vault but the dashboard.
fn notes(vault: &Vault) -> BTreeMap<String, String> {
    let files = WalkDir::new(vault.path()).into_iter().map(Result::unwrap);
    let files = files.filter(|file| file.file_type().is_file());
    let files = files.filter(|file| file.file_name() != "DASHBOARD.md");
    files
        .map(|file| {
            let path = file.path().strip_prefix(vault.path()).unwrap().to_str().unwrap();
            (path.to_owned(), fs::read_to_string(file.path()).unwrap())
        })
        .collect()
}

/// Builds, and puts `sign` into the box of the first line with `words`.
fn tick(vault: &Vault, words: &str, sign: char) {
    vault.run("build");
    let page = vault.read("DASHBOARD.md");
    let line = page.lines().find(|line| line.contains(words) && line.contains("- [ ]"));
    let line = line.unwrap_or_else(|| panic!("no box with `{words}`:\n{page}"));
    let ticked = line.replace("- [ ]", &format!("- [{sign}]"));
    write_page(vault, &page.replace(line, &ticked));
}

fn write_page(vault: &Vault, text: &str) {
    fs::write(vault.path().join("DASHBOARD.md"), text).unwrap();
}

/// Returns the id of the first item with `words` in its line of the agenda.
fn id(vault: &Vault, words: &str) -> String {
    let agenda = vault.run("agenda").out;
    let line = agenda.lines().find(|line| line.contains(words));
    let line = line.unwrap_or_else(|| panic!("nothing with `{words}`:\n{agenda}"));
    line.rsplit(' ').next().unwrap().to_owned()
}

/// Builds, which must take a tick over, and builds again, which must change nothing.
fn build_twice(vault: &Vault) -> Output {
    let output = vault.run("build");
    let (notes_then, page) = (notes(vault), vault.read("DASHBOARD.md"));
    let again = vault.run("build");
    assert!(again.err.contains("DASHBOARD.md up to date"), "{}", again.err);
    assert_eq!((notes(vault), vault.read("DASHBOARD.md")), (notes_then, page));
    output
}

const COFFEE: &str = "meetings/2026-11-20-ada.md";
const ADA: &str = "people/ada.md";

/// Ada and Grace, and what was talked about.
fn world() -> Vault {
    Vault::new()
        .contact("ada", "name: Ada Lovelace\nlast_contact: 2026-11-20")
        .contact("grace", "name: Grace Hopper\nlast_contact: 2026-11-20")
}

#[test]
fn what_two_computers_tick_is_merged_by_git() {
    let tasks = "## Action items\n\n- [ ] buy yarn\n\n## Promises\n\n- [ ] send the photo\n";
    let vault = world().meeting("2026-11-20-ada", "with: Ada\nthank_you_email:", tasks);
    let vault = vault.file(".gitignore", "/DASHBOARD.md\n");
    if vault.git("init -q -b main").is_none() {
        return;
    }
    assert_eq!(vault.git("add -A"), Some(true));
    assert_eq!(vault.git("commit -q -m talk"), Some(true));
    let other = vault.copy();
    for (vault, words, sign) in [(&vault, "yarn", 'x'), (&other, "photo", '-')] {
        tick(vault, words, sign);
        assert_eq!(vault.run("build").status, 0);
        assert_eq!(vault.git("commit -q -a -m tick"), Some(true));
    }
    let pull = format!("pull -q --no-rebase --no-edit {} main", other.path().display());
    assert_eq!(vault.git(&pull), Some(true));
    let merged = tasks.replace("[ ] buy yarn", "[x] buy yarn ✅ 2026-11-21");
    assert!(vault.read(COFFEE).ends_with(&merged.replace("[ ] send", "[-] send")));
}

/// A way to do something about an item: the vault, the words of its line, and the note after.
struct Case {
    vault: fn() -> Vault,
    words: &'static str,
    path: &'static str,
    /// After `[x]` or `done`,
    done: &'static str,
    /// and after `[-]` or `skip`.
    skipped: &'static str,
}

const CASES: &[Case] = &[
    Case {
        vault: || world().meeting("2026-11-20-ada", "with: Ada\nthank_you_email:", "Looms.\n"),
        words: "E-mail",
        path: COFFEE,
        done: "---\ntype: meeting\nwith: Ada\nthank_you_email: 2026-11-21\n---\nLooms.\n",
        skipped: "---\ntype: meeting\nwith: Ada\nthank_you_email: skip\n---\nLooms.\n",
    },
    Case {
        vault: || {
            let with = "with: [\"[[Ada Lovelace]]\", \"[[people/grace|Grace]]\"]";
            world().meeting("2026-11-20-ada", with, "Looms.\n")
        },
        words: "Grace Hopper",
        path: COFFEE,
        done: "---\ntype: meeting\nwith: [\"[[Ada Lovelace]]\", \"[[people/grace|Grace]]\"]\n\
               thank_you_email: [\"[[people/grace|Grace]] 2026-11-21\"]\n---\nLooms.\n",
        skipped: "---\ntype: meeting\nwith: [\"[[Ada Lovelace]]\", \"[[people/grace|Grace]]\"]\n\
                  thank_you_email: [\"[[people/grace|Grace]] skip\"]\n---\nLooms.\n",
    },
    Case {
        vault: || {
            let front = "with: Ada Lovelace, Grace Hopper\n\
                         thank_you_email: [Grace Hopper 2026-11-20, Ada Lovelace no]";
            world().meeting("2026-11-20-ada", front, "Looms.\n")
        },
        words: "Ada Lovelace",
        path: COFFEE,
        done: "---\ntype: meeting\nwith: Ada Lovelace, Grace Hopper\n\
               thank_you_email: [Grace Hopper 2026-11-20, Ada Lovelace 2026-11-21]\n---\nLooms.\n",
        skipped: "---\ntype: meeting\nwith: Ada Lovelace, Grace Hopper\n\
                  thank_you_email: [Grace Hopper 2026-11-20, Ada Lovelace skip]\n---\nLooms.\n",
    },
    Case {
        vault: || world().meeting("2026-11-20-ada", "with: Ada\nthanked: yes", "Looms.\n"),
        words: "Handwritten",
        path: COFFEE,
        done: "---\ntype: meeting\nwith: Ada\nthanked: yes\nthank_you_note: 2026-11-21\n---\n\
               Looms.\n",
        skipped: "---\ntype: meeting\nwith: Ada\nthanked: yes\nthank_you_note: skip\n---\n\
                  Looms.\n",
    },
    Case {
        vault: || world().meeting("2026-11-20-ada", "with: Ada", "- [ ] buy yarn 📅 2026-11-25\n"),
        words: "buy yarn",
        path: COFFEE,
        done: "---\ntype: meeting\nwith: Ada\n---\n- [x] buy yarn 📅 2026-11-25 ✅ 2026-11-21\n",
        skipped: "---\ntype: meeting\nwith: Ada\n---\n- [-] buy yarn 📅 2026-11-25\n",
    },
    Case {
        vault: || world().meeting("2026-11-20-ada", "with: Ada", "# Promises\n* [ ] a pie ^p\n"),
        words: "a pie",
        path: COFFEE,
        done: "---\ntype: meeting\nwith: Ada\n---\n# Promises\n* [x] a pie ✅ 2026-11-21 ^p\n",
        skipped: "---\ntype: meeting\nwith: Ada\n---\n# Promises\n* [-] a pie ^p\n",
    },
    Case {
        vault: || world().meeting("2026-11-20-ada", "with: Ada", "- [ ] Ada: a book\n"),
        words: "a book",
        path: COFFEE,
        done: "---\ntype: meeting\nwith: Ada\n---\n- [x] Ada: a book ✅ 2026-11-21\n",
        skipped: "---\ntype: meeting\nwith: Ada\n---\n- [-] Ada: a book\n",
    },
    Case {
        vault: || Vault::new().contact("ada", "name: Ada\nlast_contact: 2026-09-01"),
        words: "Write to",
        path: ADA,
        done: "---\ntype: contact\nname: Ada\nlast_contact: 2026-09-01\n---\n\n## Log\n\n\
               - 2026-11-21: checked in\n",
        skipped: "---\ntype: contact\nname: Ada\nlast_contact: 2026-09-01\n\
                  snooze_until: 2027-01-20\n---\n",
    },
    Case {
        vault: || Vault::new().contact("ada", "name: Ada\nreached_out: 2026-11-10"),
        words: "Ask",
        path: ADA,
        done: "---\ntype: contact\nname: Ada\nreached_out: [2026-11-10, 2026-11-21]\n---\n",
        skipped: "---\ntype: contact\nname: Ada\nreached_out: 2026-11-10\nreply: no\n---\n",
    },
    Case {
        vault: || {
            let ada = "name: Ada\ncheck_in: 1 month";
            Vault::new()
                .contact("ada", ada)
                .contact("grace", "name: Grace\nreferred_by: Ada")
                .meeting("2026-11-18-grace", "with: Grace\nthanked: skip", "Looms.\n")
        },
        words: "how it went",
        path: ADA,
        done: "---\ntype: contact\nname: Ada\ncheck_in: 1 month\n---\n\n## Log\n\n- 2026-11-21: \
               told how it went with [Grace, 2026-11-18](../meetings/2026-11-18-grace.md)\n",
        skipped: "---\ntype: contact\nname: Ada\ncheck_in: 1 month\n\
                  snooze_until: 2026-12-21\n---\n",
    },
];

#[test]
fn a_ticked_box_and_its_command_say_the_same_in_the_note_and_nothing_else_anywhere() {
    for case in CASES {
        for (sign, command, after) in [('x', "done", case.done), ('-', "skip", case.skipped)] {
            let by_box = (case.vault)();
            let mut expected = notes(&by_box);
            expected.insert(case.path.to_owned(), after.to_owned());
            tick(&by_box, case.words, sign);
            let output = build_twice(&by_box);
            assert_eq!(output.status, 0, "{}", output.err);
            assert!(output.err.starts_with(&format!("{}:", case.path)), "{}", output.err);
            assert_eq!(notes(&by_box), expected);
            assert!(!by_box.read("DASHBOARD.md").contains(&format!("- [{sign}]")));

            let by_command = (case.vault)();
            let output = by_command.run(&format!("{command} {}", id(&by_command, case.words)));
            assert_eq!((output.status, output.err.as_str()), (0, ""));
            assert!(output.out.starts_with(&format!("{}:", case.path)), "{}", output.out);
            assert_eq!(notes(&by_command), expected);
        }
    }
}

#[test]
fn a_dry_run_shows_what_would_change_and_writes_nothing() {
    for case in CASES {
        let vault = (case.vault)();
        tick(&vault, case.words, 'x');
        let (before, page) = (notes(&vault), vault.read("DASHBOARD.md"));
        let by_box = vault.run("build --dry-run");
        let by_command = vault.run(&format!("done --dry-run {}", id(&vault, case.words)));
        assert_eq!(by_box, by_command);
        assert_eq!((by_box.status, by_box.err.as_str()), (0, ""));
        let head = format!("--- a/{}\n+++ b/{0}\n@@ ", case.path);
        assert!(by_box.out.starts_with(&head), "{}", by_box.out);
        let added = by_box.out.lines().filter(|line| line.starts_with('+')).count();
        assert!(added >= 2, "{}", by_box.out);
        assert_eq!((notes(&vault), vault.read("DASHBOARD.md")), (before, page));
    }
}

#[test]
fn several_ticks_in_one_note_are_one_write() {
    let body = "- [ ] one\n- [ ] two\n- [ ] three\n";
    let vault = world().meeting("2026-11-20-ada", "with: Ada, Grace", body);
    tick(&vault, "one", 'x');
    let page = vault.read("DASHBOARD.md").replace("- [ ]", "- [x]");
    write_page(&vault, &page);
    let output = build_twice(&vault);
    let written = "meetings/2026-11-20-ada.md:4: thank_you_email: \
                   [\"[[Ada]] 2026-11-21\", \"[[Grace]] 2026-11-21\"]\n\
                   meetings/2026-11-20-ada.md:6: - [x] one ✅ 2026-11-21\n\
                   meetings/2026-11-20-ada.md:7: - [x] two ✅ 2026-11-21\n\
                   meetings/2026-11-20-ada.md:8: - [x] three ✅ 2026-11-21\n";
    assert!(output.err.starts_with(written), "{}", output.err);
}

#[test]
fn wikilinks_are_written_where_the_dashboard_has_them() {
    let vault = Vault::new()
        .config("links: wikilink\n")
        .contact("ada", "name: Ada")
        .contact("grace", "name: Grace\nreferred_by: Ada")
        .meeting("2026-11-18-grace", "with: Grace\nthanked: skip", "Looms.\n");
    tick(&vault, "how it went", 'X');
    assert_eq!(build_twice(&vault).status, 0);
    let entry = "- 2026-11-21: told how it went with [[meetings/2026-11-18-grace|Grace, \
                 2026-11-18]]\n";
    assert!(vault.read(ADA).ends_with(entry), "{}", vault.read(ADA));
}

// What is not owed, or not so.

fn one_task() -> Vault {
    Vault::new().meeting("2026-11-20-x", "with: []", "- [ ] buy yarn 📅 2026-11-25\n")
}

const TASK: &str = "meetings/2026-11-20-x.md";

/// Ticks the yarn, lets something happen to the vault, and builds: nothing may be written.
#[track_caller]
fn is_stale(vault: Vault, happen: impl FnOnce(&Vault)) {
    tick(&vault, "buy yarn", 'x');
    happen(&vault);
    let before = notes(&vault);
    let problems = vault.problems();
    assert!(problems.iter().any(|problem| problem.contains("stale-tick")), "{problems:?}");
    let output = build_twice(&vault);
    assert_eq!(output.status, 1, "{}", output.err);
    assert!(output.err.contains("1 tick does not fit what is owed"), "{}", output.err);
    assert_eq!(notes(&vault), before);
    let page = vault.read("DASHBOARD.md");
    let (_, to_fix) = page.split_once("## Notes to fix").unwrap();
    assert_eq!(to_fix.matches("- [x] ").count(), 1, "{page}");
    assert_eq!(page.matches("- [x] ").count(), 1, "{page}");

    // Whatever comes, it never means anything again, and goes with its line.
    let restored = one_task().read(TASK);
    fs::write(vault.path().join(TASK), &restored).unwrap();
    vault.run("build");
    assert_eq!(vault.read(TASK), restored);
    let page = vault.read("DASHBOARD.md");
    assert_eq!(page.matches("- [x] ").count(), 1, "{page}");
    let kept = page.lines().filter(|line| !line.starts_with("- [x]"));
    write_page(&vault, &kept.map(|line| format!("{line}\n")).collect::<String>());
    assert_eq!(vault.run("build").status, 0);
    assert_eq!(vault.read("DASHBOARD.md").matches("- [x] ").count(), 0);
}

fn replace(vault: &Vault, path: &str, from: &str, to: &str) {
    let text = vault.read(path);
    assert!(text.contains(from), "{path} has no `{from}`:\n{text}");
    fs::write(vault.path().join(path), text.replace(from, to)).unwrap();
}

#[test]
fn a_tick_for_a_task_that_is_gone_is_stale() {
    is_stale(one_task(), |vault| replace(vault, TASK, "- [ ] buy yarn", "buy yarn"));
}

#[test]
fn a_tick_for_a_task_that_reads_otherwise_is_stale() {
    is_stale(one_task(), |vault| replace(vault, TASK, "buy yarn", "buy wool"));
}

#[test]
fn a_tick_for_a_task_with_another_day_is_stale() {
    is_stale(one_task(), |vault| replace(vault, TASK, "2026-11-25", "2026-11-26"));
}

#[test]
fn a_tick_whose_own_line_was_edited_is_stale() {
    is_stale(one_task(), |vault| replace(vault, "DASHBOARD.md", "buy yarn", "buy silk"));
}

#[test]
fn a_tick_with_an_unknown_id_is_stale() {
    let page = |vault: &Vault| vault.read("DASHBOARD.md");
    is_stale(one_task(), |vault| {
        let page = page(vault);
        let (_, id) = page.split_once("[x]").unwrap().1.split_once("kw:").unwrap();
        write_page(vault, &page.replace(&id[..6], "zzzzzz"));
    });
}

#[test]
fn a_tick_for_a_task_that_was_cancelled_instead_is_stale() {
    is_stale(one_task(), |vault| replace(vault, TASK, "- [ ]", "- [-]"));
}

#[test]
fn a_line_that_went_elsewhere_in_the_block_is_still_right() {
    let vault = world().contact("alan", "name: Alan\nlast_contact: 2026-01-01").meeting(
        "2026-11-20-x",
        "with: Ada\nthanked: no",
        "- [ ] buy yarn 📅 2026-11-25\n",
    );
    tick(&vault, "buy yarn", 'x');
    let page = vault.read("DASHBOARD.md");
    let mut lines: Vec<&str> = page.lines().collect();
    let n_lines = lines.len();
    lines[1..n_lines - 1].reverse();
    write_page(&vault, &lines.join("\r\n"));
    assert_eq!(build_twice(&vault).status, 0);
    assert!(vault.read(TASK).ends_with("- [x] buy yarn 📅 2026-11-25 ✅ 2026-11-21\n"));
    assert!(vault.read("DASHBOARD.md").contains("- [ ]"), "the others stay");
}

#[test]
fn a_tick_of_yesterday_counts_on_another_day_and_is_dated_then() {
    let vault = one_task();
    tick(&vault, "buy yarn", 'x');
    for (from, to) in [("        · ", "overdue · "), ("11-25        ", "11-25 today  ")] {
        let vault = vault.copy().today("2026-11-26");
        replace(&vault, "DASHBOARD.md", from, to);
        assert_eq!(build_twice(&vault).status, 0);
        assert!(vault.read(TASK).ends_with("✅ 2026-11-26\n"), "{}", vault.read(TASK));
    }
}

#[test]
fn a_line_that_was_copied_counts_once() {
    let vault = one_task();
    tick(&vault, "buy yarn", 'x');
    let page = vault.read("DASHBOARD.md");
    let line = page.lines().find(|line| line.contains("[x]")).unwrap();
    write_page(&vault, &page.replace(line, &format!("{line}\n{line}\n  {line}")));
    assert_eq!(build_twice(&vault).status, 0);
    assert_eq!(vault.read(TASK).matches("✅").count(), 1);
}

#[test]
fn a_line_that_was_copied_with_another_sign_counts_not_at_all() {
    let vault = one_task();
    tick(&vault, "buy yarn", 'x');
    let before = notes(&vault);
    let page = vault.read("DASHBOARD.md");
    let line = page.lines().find(|line| line.contains("[x]")).unwrap();
    write_page(&vault, &page.replace(line, &format!("{line}\n{}", line.replace("[x]", "[-]"))));
    assert_eq!(build_twice(&vault).status, 0);
    assert_eq!(notes(&vault), before);
    assert!(vault.read("DASHBOARD.md").contains("- [?] 2026-11-25"));
}

#[test]
fn a_dashboard_that_git_could_not_merge_counts_where_it_is_right() {
    let vault = one_task();
    tick(&vault, "buy yarn", 'x');
    let page = vault.read("DASHBOARD.md");
    let line = page.lines().find(|line| line.contains("[x]")).unwrap();
    let theirs = line.replace("[x]", "[ ]");
    let both = format!("<<<<<<< HEAD\n{theirs}\n=======\n{line}\n>>>>>>> other");
    write_page(&vault, &page.replace(line, &both));
    assert_eq!(build_twice(&vault).status, 0);
    assert!(vault.read(TASK).contains("- [x] buy yarn"));
    assert!(!vault.read("DASHBOARD.md").contains("<<<"));
}

#[test]
fn a_tick_in_a_note_that_git_could_not_merge_is_refused_and_stays() {
    let conflict = "<<<<<<< HEAD\n- [ ] buy yarn\n=======\n- [ ] buy wool\n>>>>>>> other\n";
    let vault = Vault::new().meeting("2026-11-20-x", "with: []", conflict);
    tick(&vault, "buy yarn", 'x');
    let before = notes(&vault);
    let output = build_twice(&vault);
    assert_eq!(output.status, 1);
    assert!(output.err.starts_with("warning: meetings/2026-11-20-x.md:"), "{}", output.err);
    assert!(output.err.contains("was not written"), "{}", output.err);
    assert_eq!(notes(&vault), before);
    assert!(vault.read("DASHBOARD.md").contains("- [x] 2026-11-23"));
}

#[test]
fn one_refusal_stops_no_other_tick_in_the_same_note() {
    let body = "- [ ] water 🔁 every full moon 📅 2026-11-24\n- [ ] buy yarn 📅 2026-11-25\n";
    let vault = Vault::new().meeting("2026-11-20-x", "with: []", body);
    tick(&vault, "buy yarn", 'x');
    replace(&vault, "DASHBOARD.md", "- [ ] 2026-11-24", "- [x] 2026-11-24");
    let output = build_twice(&vault);
    assert_eq!(output.status, 1, "{}", output.err);
    assert!(output.err.contains("was not written"), "{}", output.err);
    let text = vault.read(TASK);
    assert!(text.contains("- [x] buy yarn") && text.contains("- [ ] water"), "{text}");
    let page = vault.read("DASHBOARD.md");
    assert!(page.contains("- [x]") && page.contains("water"), "{page}");
}

#[test]
fn other_signs_are_no_wish() {
    let vault = one_task();
    tick(&vault, "buy yarn", '/');
    let (before, page) = (notes(&vault), vault.read("DASHBOARD.md"));
    assert_eq!(build_twice(&vault).status, 0);
    assert_eq!((notes(&vault), vault.read("DASHBOARD.md")), (before, page));
    replace(&vault, TASK, "2026-11-25", "2026-11-30");
    assert_eq!(build_twice(&vault).status, 0);
    assert!(vault.read("DASHBOARD.md").contains("- [/] 2026-11-30         · buy yarn"));
}

#[test]
fn without_write_back_a_tick_stays_where_it_is() {
    let vault = one_task().config("write_back: false\n");
    tick(&vault, "buy yarn", 'x');
    let (before, page) = (notes(&vault), vault.read("DASHBOARD.md"));
    let output = build_twice(&vault);
    assert!(output.err.contains("1 ticked in the dashboard, but not yet in the notes"));
    assert_eq!((notes(&vault), vault.read("DASHBOARD.md")), (before, page));
    assert_eq!(vault.run("build --dry-run").out, "");
}

#[test]
fn whoever_ticks_here_and_writes_there_is_not_scolded() {
    let cases: &[(Vault, &str, char, &str, &str)] = &[
        (one_task(), "buy yarn", 'x', "- [ ]", "- [x]"),
        (one_task(), "buy yarn", '-', "- [ ]", "- [-]"),
        (one_task(), "E-mail", 'x', "with: []", "with: []\nthanked: 2026-11-20"),
        (one_task(), "E-mail", '-', "with: []", "with: []\nthanked: skip"),
    ];
    for (vault, words, sign, from, to) in cases {
        tick(vault, words, *sign);
        replace(vault, TASK, from, to);
        is_fulfilled(vault);
    }
    let cases: &[(&str, char, &str)] = &[
        ("last_contact: 2026-09-01", 'x', "last_contact: 2026-11-21"),
        ("last_contact: 2026-09-01", '-', "last_contact: 2026-09-01\nsnooze_until: 2027-01-20"),
        ("reached_out: 2026-11-10", 'x', "reached_out: [2026-11-10, 2026-11-21]"),
        ("reached_out: 2026-11-10", '-', "reached_out: 2026-11-10\nreply: no"),
    ];
    for (front, sign, to) in cases {
        let vault = Vault::new().contact("ada", front);
        tick(&vault, "ada", *sign);
        replace(&vault, ADA, front, to);
        is_fulfilled(&vault);
    }
}

#[track_caller]
fn is_fulfilled(vault: &Vault) {
    assert_eq!(vault.problems().iter().filter(|p| p.contains("stale-tick")).count(), 0);
    let before = notes(vault);
    let output = build_twice(vault);
    assert_eq!(output.status, 0, "{}", output.err);
    assert!(output.err.contains(": the note says so already\n"), "{}", output.err);
    assert_eq!(notes(vault), before);
    assert!(!vault.read("DASHBOARD.md").contains("- [x]"));
    assert!(!vault.read("DASHBOARD.md").contains("- [-]"));
}

/// Whatever is still listed after it was done must not be done again.
#[test]
fn a_tick_whose_note_was_written_but_whose_line_stayed_is_done_once() {
    let vaults = [
        Vault::new().contact("ada", "last_contact: 2026-11-15\ncheck_in: weekly"),
        Vault::new().contact("ada", "reached_out: 2026-11-15"),
    ];
    for vault in vaults {
        tick(&vault, "ada", 'x');
        let page = vault.read("DASHBOARD.md");
        assert_eq!(vault.run("build").status, 0);
        let (before, after) = (notes(&vault), vault.read("DASHBOARD.md"));
        // As if we had been killed between the note and the dashboard.
        write_page(&vault, &page);
        assert_eq!(build_twice(&vault).status, 0);
        assert_eq!((notes(&vault), vault.read("DASHBOARD.md")), (before, after));
    }
}

// Equal tasks.

const EQUAL: &str = "- [ ] write\n\na\n\n- [ ] write\n\nb\n\n- [ ] write\n\nc\n";

fn equal_tasks() -> Vault {
    Vault::new().file("people/ada.md", &format!("---\nname: Ada\n---\n{EQUAL}"))
}

/// Ticks the `number`-th of the equal lines, from one.
fn tick_equal(vault: &Vault, number: usize) {
    vault.run("build");
    let page = vault.read("DASHBOARD.md");
    let (start, _) = page.match_indices("- [ ] any day").nth(number - 1).unwrap();
    write_page(vault, &format!("{}- [x]{}", &page[..start], &page[start + 5..]));
}

#[test]
fn of_equal_tasks_the_chosen_one_is_ticked() {
    for (number, letter) in [(1, 'a'), (2, 'b'), (3, 'c')] {
        let vault = equal_tasks();
        tick_equal(&vault, number);
        assert_eq!(build_twice(&vault).status, 0);
        let ticked = format!("- [x] write ✅ 2026-11-21\n\n{letter}\n");
        let text = vault.read(ADA);
        assert!(text.contains(&ticked) && text.matches("[x]").count() == 1, "{text}");
    }
}

#[test]
fn of_equal_tasks_none_is_ticked_when_one_came_or_went() {
    let changes: &[fn(&str) -> String] = &[
        |text| text.replacen("- [ ] write\n", "", 1),
        |text| text.replacen("- [ ] write\n\nc", "c", 1),
        |text| text.replacen("- [ ] write\n", "- [ ] write\n- [ ] write\n", 1),
        |text| text.replacen("- [ ] write\n", "- [x] write\n", 1),
    ];
    for (number, change) in changes.iter().enumerate() {
        let vault = equal_tasks();
        tick_equal(&vault, 2);
        fs::write(vault.path().join(ADA), change(&vault.read(ADA))).unwrap();
        let before = notes(&vault);
        assert_eq!(build_twice(&vault).status, 1, "{number}");
        assert_eq!(notes(&vault), before, "{number}");
    }
}

#[test]
fn lines_above_and_other_tasks_do_not_lead_astray() {
    let vault = equal_tasks();
    tick_equal(&vault, 2);
    replace(&vault, ADA, "---\n- [ ] write", "---\nNew.\n\n- [ ] think\n- [ ] write");
    assert_eq!(build_twice(&vault).status, 0);
    assert!(vault.read(ADA).contains("- [x] write ✅ 2026-11-21\n\nb\n"), "{}", vault.read(ADA));
}

// The commands' own.

#[test]
fn something_is_put_off_in_its_own_way() {
    let task = |after: &str| format!("---\ntype: meeting\nwith: []\n---\n- [ ] buy yarn {after}\n");
    let vault = one_task();
    let output = vault.run(&format!("snooze {} next friday", id(&vault, "buy yarn")));
    assert_eq!((output.status, output.err.as_str()), (0, "until Friday, 27 November 2026\n"));
    assert_eq!(output.out, "meetings/2026-11-20-x.md:5: - [ ] buy yarn 📅 2026-11-27\n");
    assert_eq!(vault.read(TASK), task("📅 2026-11-27"));
    let snoozed = |front: &str, words: &str| {
        let vault = Vault::new().contact("ada", front);
        assert_eq!(vault.run(&format!("snooze {} 2w", id(&vault, words))).status, 0);
        vault.read(ADA).replacen(&format!("---\ntype: contact\n{front}\n"), "", 1)
    };
    let until = "snooze_until: 2026-12-05\n---\n";
    assert_eq!(snoozed("last_contact: 2026-09-01", "Write"), until);
    assert_eq!(snoozed("reached_out: 2026-11-10", "Ask"), format!("reply: later\n{until}"));
}

#[test]
fn what_cannot_be_put_off_is_declined() {
    let vault = one_task();
    let before = notes(&vault);
    let words = "thanks cannot wait; if none are needed, `keepwarm skip` says so";
    let mail = id(&vault, "E-mail");
    let output = vault.run(&format!("snooze {mail} 2w"));
    let expected =
        format!("until Saturday, 5 December 2026\nwarning: {mail} was not done: {words}\n");
    assert_eq!((output.status, output.err), (2, expected));
    let written = id(&vault, "Write down");
    for command in [format!("done {written}"), format!("snooze {written} 2w")] {
        let output = vault.run(&command);
        assert_eq!(output.status, 2);
        assert!(output.err.contains("cleared by writing, not by ticking"), "{}", output.err);
    }
    for (when, words) in [
        ("soon", "`soon` is no day"),
        ("2026-11-21", "Saturday, 21 November 2026 is not a day to come"),
        ("2026-11-31", "`2026-11-31` is no day"),
    ] {
        let output = vault.run(&format!("snooze {mail} {when}"));
        assert_eq!(output.status, 2);
        assert!(output.err.contains(words), "{}", output.err);
    }
    assert_eq!(notes(&vault), before);
}

#[test]
fn the_day_of_the_deed_may_be_another_one() {
    let vault = one_task();
    let task = id(&vault, "buy yarn");
    assert_eq!(vault.run(&format!("done --on 2026-11-19 {task}")).status, 0);
    assert!(vault.read(TASK).ends_with("✅ 2026-11-19\n"));
    let output = vault.run(&format!("done --on 2026-11-22 {}", id(&vault, "E-mail")));
    let words = "error: 2026-11-22 is still to come: `--on` says when it was done\n";
    assert_eq!((output.status, output.err.as_str()), (2, words));
}

#[test]
fn several_ids_are_done_and_each_failure_is_told() {
    let vault = one_task();
    let (task, mail) = (id(&vault, "buy yarn"), id(&vault, "E-mail"));
    let written = id(&vault, "Write down");
    let output = vault.run(&format!("done {task} zzzzzz {mail} {task} {written}"));
    assert_eq!(output.status, 1);
    assert_eq!(output.out.lines().count(), 2, "{}", output.out);
    assert!(output.err.contains("no id of what is owed begins with `zzzzzz`"), "{}", output.err);
    assert!(output.err.contains("cleared by writing"), "{}", output.err);
    let output = vault.run(&format!("done {task}"));
    assert_eq!(output.status, 2);
}

#[test]
fn done_and_skip_take_the_filters_of_agenda() {
    let vault = world().meeting("2026-11-19-a", "with: Ada", "Words.\n- [ ] one\n").meeting(
        "2026-11-20-g",
        "with: Grace",
        "Words.\n- [ ] two\n",
    );
    assert_eq!(vault.run("skip --kind thank-you-email --who grace").status, 0);
    assert_eq!(vault.items_of("thank-you-email"), ["thank-you-email 2026-11-19 Ada Lovelace"]);
    assert_eq!(vault.run("done --until 2026-11-22").status, 0);
    assert_eq!(vault.items_of("action-item"), ["action-item 2026-11-23 Grace Hopper: two"]);
    let output = vault.run("done --overdue");
    assert_eq!((output.status, output.err.as_str()), (0, "nothing of that is owed to anybody\n"));
    assert_eq!(vault.run("done").status, 2);
    assert_eq!(vault.run("skip abcdef --overdue").status, 2);
}

#[test]
fn contact_is_logged_in_one_line() {
    let vault = world();
    let output = vault.run_in(
        vault.path(),
        &["log", "--on", "2026-11-19", "love ada", "sent\nthe ", " book\u{1b}[m"],
        None,
    );
    let line = "people/ada.md:7: ## Log\npeople/ada.md:9: - 2026-11-19: sent the book\u{fffd}[m\n";
    assert_eq!(output, Output { status: 0, out: line.to_owned(), err: String::new() });
    assert!(vault.read(ADA).ends_with("\n## Log\n\n- 2026-11-19: sent the book\u{fffd}[m\n"));
}

#[test]
fn whoever_could_be_meant_is_asked_about() {
    let vault = world()
        .contact("alan", "name: Alan Turing\naliases: [The Prof]")
        .contact("me", "name: Adam Smith")
        .contact("ada-y", "name: Ada Yonath")
        .config("me: Adam Smith\n");
    let said = |who: &str| {
        let output = vault.run_in(vault.path(), &["log", who, "hello"], None);
        assert_eq!(output.status, 2, "{}", output.out);
        output.err
    };
    let both = "error: `ada` could be one of these:\n  Ada Yonath (people/ada-y.md)\n  \
                Ada Lovelace (people/ada.md)\n";
    // The stem of a file is a name too.
    assert_eq!(said("ad"), both.replace("`ada`", "`ad`"));
    assert_eq!(
        said("Lovelcae"),
        "error: there is no contact `Lovelcae`: did you mean `lovelace`?\n"
    );
    assert_eq!(said("smith"), "error: there is no contact `smith`\n");
    assert_eq!(said(" "), "error: there is no contact ` `\n");
    for who in ["the prof", "prof", "people/alan.md", "TURING al"] {
        let output = vault.run_in(vault.path(), &["log", who, "hello"], None);
        assert_eq!(output.status, 0, "{who}: {}", output.err);
    }
}

#[test]
fn a_command_refreshes_the_dashboard_that_is_there_and_makes_none() {
    let vault = one_task();
    assert_eq!(vault.run(&format!("done {}", id(&vault, "E-mail"))).err, "");
    assert!(!vault.path().join("DASHBOARD.md").exists());
    vault.run("build");
    let output = vault.run(&format!("done {}", id(&vault, "buy yarn")));
    assert!(output.err.starts_with("DASHBOARD.md written: "), "{}", output.err);
    assert!(!vault.read("DASHBOARD.md").contains("buy yarn"));
    let mine = one_task().file("DASHBOARD.md", "Mine.\n");
    let output = mine.run(&format!("done {}", id(&mine, "E-mail")));
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    assert_eq!(mine.read("DASHBOARD.md"), "Mine.\n");
}

#[test]
fn a_dashboard_with_an_old_first_line_is_still_ours() {
    let vault = one_task();
    tick(&vault, "buy yarn", 'x');
    let page = vault.read("DASHBOARD.md");
    let first = page.lines().next().unwrap();
    assert_eq!(first, "<!-- keepwarm: begin · generated, tick boxes but do not edit -->");
    let old = "<!-- keepwarm: begin · generated, do not edit -->";
    write_page(&vault, &page.replace(first, old));
    assert_eq!(build_twice(&vault).status, 0);
    assert!(vault.read(TASK).contains("- [x] buy yarn"));
    assert!(vault.read("DASHBOARD.md").starts_with(first));
}
