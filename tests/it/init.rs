//! `init`: a fresh vault, and a look at a folder that has notes already.

use std::fs;

use keepwarm::settings;
use keepwarm::settings::Settings;

use crate::vault::Output;
use crate::vault::Vault;

/// Runs `init`, which succeeds; returns what it says.
fn init(vault: &Vault, options: &str) -> String {
    let Output { status, out, err } = vault.run(&format!("init {options}"));
    assert_eq!((status, err.as_str()), (0, ""));
    out
}

/// Returns the paths of everything in the vault, sorted; folders end in `/`.
fn paths(vault: &Vault) -> Vec<String> {
    let entries = walkdir::WalkDir::new(vault.path()).min_depth(1).sort_by_file_name();
    let path = |entry: walkdir::DirEntry| {
        let path = entry.path().strip_prefix(vault.path()).unwrap().to_str().unwrap().to_owned();
        if entry.file_type().is_dir() { path + "/" } else { path.replace('\\', "/") }
    };
    entries.into_iter().map(Result::unwrap).map(path).collect()
}

#[test]
fn an_empty_folder_becomes_a_vault() {
    let vault = Vault::new();
    let expected = "\
Made
  people/               a note for each person
  meetings/             a note for each meeting
  templates/contact.md  what `keepwarm new contact` begins with
  templates/meeting.md  what `keepwarm new meeting` begins with
  keepwarm.yaml         the settings, with what they mean
  .gitattributes        the dashboard is written anew, not merged by hand

With git, say once in each clone: git config merge.keepwarm.driver true
Next: `keepwarm new contact NAME`, for somebody whom you would like to meet.
";
    assert_eq!(init(&vault, ""), expected);
    assert_eq!(
        paths(&vault),
        [
            ".gitattributes",
            "keepwarm.yaml",
            "meetings/",
            "people/",
            "templates/",
            "templates/contact.md",
            "templates/meeting.md",
        ]
    );
    assert_eq!(vault.items(), [""; 0]);
    assert_eq!(vault.problems(), [""; 0]);
}

#[test]
fn a_dry_run_says_the_same_and_makes_nothing() {
    let vault = Vault::new();
    let shown = init(&vault, "--dry-run");
    assert_eq!(paths(&vault), [""; 0]);
    assert!(shown.starts_with("To be made\n  people/ "), "{shown}");
    let real = init(&vault, "");
    assert_eq!(
        shown.lines().skip(1).take(6).collect::<Vec<_>>(),
        real.lines().skip(1).take(6).collect::<Vec<_>>()
    );
}

#[test]
fn a_second_run_says_what_is_there() {
    let vault = Vault::new();
    init(&vault, "");
    fs::write(vault.path().join("templates/contact.md"), "Mine.").unwrap();
    fs::remove_file(vault.path().join("templates/meeting.md")).unwrap();
    let expected = "\
Made
  templates/meeting.md  what `keepwarm new meeting` begins with

There already
  people/               a note for each person
  meetings/             a note for each meeting
  templates/contact.md  what `keepwarm new contact` begins with
  keepwarm.yaml         the settings, with what they mean
  .gitattributes        the dashboard is written anew, not merged by hand

Next: `keepwarm new contact NAME`, for somebody whom you would like to meet.
";
    assert_eq!(init(&vault, ""), expected);
    assert_eq!(vault.read("templates/contact.md"), "Mine.");
}

/// The keys of SPEC §8, and `advice`.
const KEYS: &str = "dashboard since horizon thank_you action_item check_in nudge report_back goal me \
                    direction check_in_by_tag folders keys headings ignore links mailto \
                    write_back outputs advice";

#[test]
fn the_configuration_shows_every_key_with_a_line_of_meaning() {
    let vault = Vault::new();
    init(&vault, "");
    let text = vault.read("keepwarm.yaml");
    let as_it_is = settings::read(&text).unwrap();
    assert_eq!(format!("{as_it_is:?}"), format!("{:?}", Settings::new()));
    let lines: Vec<&str> = text.lines().collect();
    let keys = lines.windows(2).filter_map(|two| {
        let (key, _) =
            two[1].strip_prefix('#')?.split_once(':').filter(|_| two[1].as_bytes()[1] != b' ')?;
        assert!(two[0].starts_with("# ") && two[0].ends_with('.'), "{key}: {}", two[0]);
        Some(key)
    });
    assert_eq!(keys.collect::<Vec<_>>(), KEYS.split_whitespace().collect::<Vec<_>>());
}

#[test]
fn the_configuration_shows_the_defaults() {
    let vault = Vault::new();
    init(&vault, "");
    let examples = ["since", "me", "check_in_by_tag", "keys", "headings", "outputs", "advice"];
    let text = vault.read("keepwarm.yaml");
    let is_key = |line: &&str| line.starts_with('#') && !line.starts_with("# ");
    let (mut defaults, mut all) = (String::new(), String::new());
    for line in text.lines().filter(is_key).map(|line| &line[1..]) {
        all += &format!("{line}\n");
        if !examples.contains(&line.split(':').next().unwrap()) {
            defaults += &format!("{line}\n");
        }
    }
    let read = settings::read(&defaults).unwrap();
    assert_eq!(format!("{read:?}"), format!("{:?}", Settings::new()));
    settings::read(&all).unwrap();
}

#[test]
fn the_templates_are_those_that_new_notes_are_made_from() {
    let (vault, plain) = (Vault::new(), Vault::new());
    init(&vault, "");
    for arguments in [
        ["new", "contact", "Ada", "--email", "ada@example.org", "--company", "Engines"].as_slice(),
        &["new", "meeting", "--with", "Ada", "--on", "2026-11-25"],
        &["new", "meeting", "--with", "Ada", "--on", "2026-11-26", "--giving"],
    ] {
        let [ours, theirs] =
            [&vault, &plain].map(|vault| vault.run_in(vault.path(), arguments, None));
        assert_eq!((ours.status, &ours), (0, &theirs));
        let path = ours.out.trim_end();
        assert_eq!(vault.read(path), plain.read(path));
    }
}

#[test]
fn an_example_is_there_to_look_at() {
    let vault = Vault::new();
    let said = init(&vault, "--example");
    assert!(said.ends_with("Next: `keepwarm build`, and a look at DASHBOARD.md.\n"), "{said}");
    assert_eq!(
        vault.items(),
        [
            "thank-you-email 2026-11-20 Teodora Lanternwick",
            "action-item 2026-11-23 Teodora Lanternwick: Keep a tide book of my own for a week: \
         one line a day, written at the same hour",
            "promise 2026-11-23 Teodora Lanternwick: Send her the old tide table from my \
         grandfather's drawer",
            "promise 2026-11-23 Teodora Lanternwick: Ask at the library who could bind her loose pages",
        ]
    );
    assert_eq!(vault.problems(), [""; 0]);
    let said = init(&vault, "--example");
    assert!(!said.contains("Made"), "{said}");
    assert!(said.contains("  people/teodora-lanternwick.md  a person, made up\n"), "{said}");
}

#[test]
fn a_file_that_says_nothing_to_us_does_not_keep_a_vault_from_being_made() {
    let vault = Vault::new().file("README.md", "# Mine\n");
    let said = init(&vault, "");
    let expected =
        "1 note here\n  0 contacts\n  0 meetings\n  1 other, left alone\n\nMade\n  people/";
    assert!(said.starts_with(expected), "{said}");
    assert_eq!(vault.read("README.md"), "# Mine\n");
}

/// A vault as somebody else keeps it: no word of ours in it.
fn persons() -> Vault {
    let person = |vault: Vault, name: &str| {
        let text = format!("---\ne-mail: {name}@example.org\n---\nKnows a lot.\n");
        vault.file(&format!("Persons/{name}.md"), &text)
    };
    let vault = ["Ada", "Grace", "Hedy"].into_iter().fold(Vault::new(), person);
    vault
        .file(
            "Talks/one.md",
            "---\ndate: 2026-09-01\ninvitees: [\"[[Ada]]\", \"[[Grace]]\"]\n---\nGood.\n",
        )
        .file("Talks/two.md", "---\ndate: 2026-11-19\ninvitees: Hedy\n---\nGood.\n")
        .file("Daily/2026-11-19.md", "---\nmood: fine\n---\nTalked to [[Hedy]].\n")
}

#[test]
fn a_folder_with_notes_is_looked_at_and_the_settings_for_it_are_written() {
    let vault = persons();
    let expected = "\
6 notes here
  0 contacts
  0 meetings
  6 others, left alone

Proposed settings, in keepwarm.yaml
  folders: {contact: [people, contacts, Persons], meeting: [meetings, chats, coffee-chats, Talks]}
      Persons/ has 3 notes with keys of people, such as `email`
      Talks/ has 2 notes with a day and somebody's name
  keys: {with: [invitees]}
      2 meetings say in `invitees` who was there
  since: 2026-11-21
      1 meeting is more than 30 days old: it is late for a thank-you
  With them: 3 contacts, 2 meetings.

Made
  keepwarm.yaml  the settings, with what they mean

To change what new notes begin with: keepwarm init --templates
Next: `keepwarm agenda` for what is owed, `keepwarm check` for what is wrong.
";
    assert_eq!(init(&vault, ""), expected);
    let counts = vault.json()["counts"].clone();
    assert_eq!((&counts["contacts"], &counts["meetings"]), (&3.into(), &2.into()));
    assert_eq!(vault.problems(), [""; 0]);
    let config = vault.read("keepwarm.yaml");
    assert!(config.contains("\nsince: 2026-11-21\n\n# How far ahead"), "{config}");
}

#[test]
fn no_note_is_changed() {
    let (vault, before) = (persons(), persons());
    init(&vault, "--templates --example");
    for path in paths(&before).iter().filter(|path| path.ends_with(".md")) {
        assert_eq!(vault.read(path), before.read(path));
    }
}

#[test]
fn a_configuration_that_is_there_stays_and_what_would_help_is_said() {
    let vault = persons().config("horizon: 3d # mine\n");
    let said = init(&vault, "");
    assert!(
        said.contains("\nProposed settings, for you to add to keepwarm.yaml\n  folders: "),
        "{said}"
    );
    assert!(!said.contains("With them"), "{said}");
    assert_eq!(vault.read("keepwarm.yaml"), "horizon: 3d # mine\n");
    let content = init(&persons().config("keys: {email: [x]}\nsince: 2026-01-01\n"), "");
    assert!(!content.contains("  since: "), "{content}");
}

#[test]
fn it_is_said_what_tells_the_kinds() {
    let vault = Vault::new()
        .file("people/a.md", "---\nx: 1\n---\n")
        .file("notes/b.md", "---\ntype: person\n---\n")
        .file("notes/c.md", "---\ntags: [crm/person]\n---\n")
        .file("notes/d.md", "---\ntags: [person]\n---\n")
        .file("notes/e.md", "---\ntype: coffee\ndate: 2026-11-20\nwith: a\n---\n");
    let said = init(&vault, "");
    let expected = "\
5 notes here
  4 contacts: 1 by a key like `type`, 2 by `tags`, 1 by the folder
  1 meeting, by a key like `type`

Made
  keepwarm.yaml  the settings, with what they mean
";
    assert!(said.starts_with(expected), "{said}");
}

#[test]
fn nothing_is_proposed_for_notes_that_are_neither() {
    let vault = Vault::new()
        .file("Companies/a.md", "---\nemail: a@example.org\n---\n")
        .file("Companies/b.md", "---\nemail: b@example.org\n---\n")
        .file("Clippings/a.md", "---\nsource: https://example.org\nauthor: \"[[X]]\"\n---\n")
        .file("Clippings/b.md", "---\nsource: https://example.org\nauthor: \"[[Y]]\"\n---\n")
        .file("Daily/2026-11-01.md", "---\npeople: \"[[X]]\"\n---\n")
        .file("Daily/2026-11-02.md", "---\npeople: \"[[X]]\"\n---\n")
        .file("Mixed/a.md", "---\nemail: a@example.org\n---\n")
        .file("Mixed/b.md", "---\nx: 1\n---\n");
    let said = init(&vault, "");
    assert!(!said.contains("Proposed"), "{said}");
}

#[test]
fn a_key_is_known_by_the_people_whom_it_names() {
    let vault = Vault::new()
        .file("people/Ada.md", "---\nx: 1\n---\n")
        .file("meetings/2026-11-01.md", "---\nrunde: [\"[[Ada]]\"]\nort: Hafen\n---\n");
    let said = init(&vault, "");
    assert!(
        said.contains("  keys: {with: [runde]}\n      1 meeting says in `runde` who was there\n")
    );
    assert_eq!(vault.problems(), [""; 0]);
}

#[test]
fn the_templates_are_put_there_when_asked_for() {
    let vault = persons();
    let said = init(&vault, "--templates");
    assert!(said.contains("  templates/contact.md  what"), "{said}");
    assert!(!said.contains("init --templates"), "{said}");
    assert!(vault.path().join("templates/meeting.md").is_file());
}

#[test]
fn lines_are_only_added_to_the_attributes_that_are_there() {
    for (old, gap) in [("*.png binary\n", "\n"), ("*.png binary", "\n\n")] {
        let vault = Vault::new().file(".gitattributes", old);
        let said = init(&vault, "");
        assert!(said.contains("Added to\n  .gitattributes "), "{said}");
        let text = vault.read(".gitattributes");
        assert!(text.starts_with(&format!("{old}{gap}# keepwarm writes")), "{text}");
        assert!(text.ends_with("\nDASHBOARD.md merge=keepwarm\n"), "{text}");
        init(&vault, "");
        assert_eq!(vault.read(".gitattributes"), text, "once is enough");
    }
    for kept in ["DASHBOARD.md merge=ours\n", "  DASHBOARD.md\tmerge=keepwarm"] {
        let vault = Vault::new().file(".gitattributes", kept);
        init(&vault, "");
        assert_eq!(vault.read(".gitattributes"), kept);
    }
    let vault = Vault::new().file(".gitattributes", "*.png binary\r\n");
    init(&vault, "");
    let text = vault.read(".gitattributes");
    assert_eq!(text.matches('\n').count(), text.matches("\r\n").count());
}

#[test]
fn the_attributes_name_what_is_configured() {
    let vault = Vault::new().config("dashboard: My Page.md\noutputs: {json: out/agenda.json}\n");
    init(&vault, "");
    let text = vault.read(".gitattributes");
    let lines = "\n\"My Page.md\" merge=keepwarm\nout/agenda.json merge=keepwarm\n";
    assert!(text.ends_with(lines), "{text}");
}

#[test]
fn a_folder_with_notes_gets_attributes_only_where_git_keeps_it() {
    let vault = persons();
    init(&vault, "");
    assert!(!vault.path().join(".gitattributes").exists());
    let vault = persons().file(".git/HEAD", "ref: refs/heads/main\n");
    init(&vault, "");
    assert!(vault.path().join(".gitattributes").is_file());
}

#[test]
fn git_keeps_one_side_of_the_dashboard_and_the_next_build_mends_it() {
    let vault = Vault::new();
    if vault.git("init -q -b main").is_none() {
        return; // Without git there is nothing to merge.
    }
    init(&vault, "--example");
    let commit = |vault: &Vault| {
        assert_eq!(vault.run("build").status, 0);
        assert_eq!(vault.git("add -A"), Some(true));
        assert_eq!(vault.git("commit -q -m x"), Some(true));
    };
    commit(&vault);
    assert_eq!(vault.git("config merge.keepwarm.driver true"), Some(true));
    assert_eq!(vault.git("checkout -q -b other"), Some(true));
    let vault = vault.contact("ada", "name: Ada\nlast_contact: 2026-01-01");
    commit(&vault);
    assert_eq!(vault.git("checkout -q main"), Some(true));
    let vault = vault.contact("bo", "name: Bo\nlast_contact: 2026-01-01");
    commit(&vault);
    assert_eq!(vault.git("merge -q --no-edit other"), Some(true), "there is no conflict");
    assert!(!vault.read("DASHBOARD.md").contains("**Ada**"));
    assert_eq!(vault.run("build").status, 0);
    let page = vault.read("DASHBOARD.md");
    assert!(page.contains("**Ada**") && page.contains("**Bo**"), "{page}");
}

#[test]
fn inside_a_vault_its_root_is_meant_and_named() {
    let vault = Vault::new().file("keepwarm.yaml", "").file("sub/x.txt", "");
    let output = vault.run_in(&vault.path().join("sub"), &["init"], None);
    assert!(output.out.starts_with("In [VAULT]\n\nMade\n  people/ "), "{}", output.out);
    assert!(vault.path().join("people").is_dir());
}

#[test]
#[cfg(unix)]
fn what_cannot_be_made_is_told() {
    let vault = Vault::new().file("elsewhere/x.txt", "");
    let link = vault.path().join("templates");
    std::os::unix::fs::symlink(vault.path().join("elsewhere"), link).unwrap();
    let output = vault.run("init");
    assert_eq!(output.status, 2);
    assert!(output.err.starts_with("error: cannot make [VAULT]/templates/contact.md: "));
    assert_eq!(fs::read_dir(vault.path().join("elsewhere")).unwrap().count(), 1);
}
