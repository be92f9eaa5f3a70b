//! Vaults travel between systems, by git and by sync programs: what Windows forbids, what macOS
//! takes apart, and what neither of them tells apart.

use std::fs;

use serde_json::Value;

use crate::vault::Vault;

/// Names that no file may have on Windows, or that lead elsewhere.
const NAMES: &[&str] = &[
    "CON",
    "nul",
    "Aux.md",
    "prn.",
    "COM1",
    "lpt9.txt",
    "Com²",
    "con .x",
    "Ada.",
    "Ada . ",
    "Ada <b>:\"c\"/\\|?*",
    "C:\\Users\\ada",
    "..\\..\\ada",
    "/etc/passwd",
    "\u{1}Ada\u{7f}",
    "~ada~",
];

/// Tells whether a file may have this name on Linux, Windows and macOS.
fn is_portable(name: &str) -> bool {
    let device = name.split('.').next().unwrap().trim_end().to_uppercase();
    let devices = ["CON", "PRN", "AUX", "NUL", "CONIN$", "CONOUT$"].map(str::to_owned);
    let numbered = "0123456789¹²³".chars();
    let numbered = numbered.flat_map(|n| [format!("COM{n}"), format!("LPT{n}")]);
    let is_device = devices.into_iter().chain(numbered).any(|known| known == device);
    let is_odd = name.contains(|c: char| c.is_control() || "<>:\"/\\|?*".contains(c));
    !is_device && !is_odd && !name.ends_with(['.', ' ']) && name.len() < 200
}

#[test]
fn new_notes_have_names_that_every_system_allows() {
    for folder in ["people", ".obsidian"] {
        let vault = Vault::new();
        fs::create_dir(vault.path().join(folder)).unwrap();
        for (number, name) in NAMES.iter().enumerate() {
            let day = format!("2026-12-{:02}", number + 1);
            let contact = ["new", "contact", "--another", name];
            let output = vault.run_in(vault.path(), &contact, None);
            assert_eq!(output.status, 0, "{name}: {}", output.err);
            let stem = output.out.trim_end().rsplit_once('/').unwrap().1;
            assert!(is_portable(stem), "{name} became {stem}");
            let who = format!("people/{stem}");
            let meeting = ["new", "meeting", "--with", &who, "--on", &day];
            let output = vault.run_in(vault.path(), &meeting, None);
            assert_eq!(output.status, 0, "{who}: {}", output.err);
            let path = output.out.trim_end();
            assert!(path.split('/').all(is_portable), "{name} became {path}");
        }
        let entries = walkdir::WalkDir::new(vault.path()).into_iter().map(Result::unwrap);
        let is_file = |entry: &walkdir::DirEntry| entry.file_type().is_file();
        assert_eq!(entries.filter(is_file).count(), 2 * NAMES.len());
    }
}

#[test]
fn a_name_is_taken_in_any_case_and_form() {
    for (there, name, path) in [
        ("people/ada.md", "ADA", "people/ada-2.md"),
        ("people/ADA.MD", "Ada", "people/ada-2.md"),
        ("people/zoe\u{308}.md", "Zo\u{eb}", "people/zo\u{eb}-2.md"),
        ("people/strasse.md", "Straße", "people/straße-2.md"),
    ] {
        let vault = Vault::new().file(there, "Mine.\n");
        assert_eq!(vault.run(&format!("new contact {name}")).out.trim_end(), path);
        assert_eq!(vault.read(there), "Mine.\n");
    }
}

#[test]
fn a_person_by_the_name_of_the_dashboard_does_not_take_its_place() {
    let vault = Vault::new().file("ada.md", "---\ntype: contact\nname: Ada\n---\n");
    assert_eq!(vault.run("new contact Dashboard").out, "dashboard-2.md\n");
}

#[test]
fn two_notes_whose_names_differ_by_case_are_both_read_and_told_apart_by_path() {
    let vault = Vault::new()
        .contact("ada", "name: Ada Lovelace\nlast_contact: 2026-09-01")
        .contact("Grace", "name: Grace Hopper")
        .meeting("2026-11-20", "with: \"[[ada]]\"", "");
    if vault.path().join("people/ADA.md").exists() {
        return; // This system does not tell them apart.
    }
    let vault = vault.contact("ADA", "name: Ada Byron\nlast_contact: 2026-09-01");
    assert_eq!(vault.json()["counts"]["contacts"], 3);
    assert_eq!(vault.items_of("check-in").len(), 2);
    let problem = "error ambiguous-person meetings/2026-11-20.md:3:7 `ada` fits 2 contacts";
    assert_eq!(vault.problems(), [problem]);
    assert_eq!(vault.items_of("thank-you-email"), ["thank-you-email 2026-11-20 ada"]);
}

/// A vault whose files and folders have an accent in their names, which `form` writes.
fn accented(form: impl Fn(&str) -> String) -> Vault {
    Vault::new()
        .config(
            "folders: {contact: [Kontakte-f\u{fc}r]}\nignore: [Entw\u{fc}rfe/, entw\u{fc}rfe.md]\n",
        )
        .file(&form("Kontakte-f\u{fc}r/Zo\u{eb}.md"), "---\nlast_contact: 2026-09-01\n---\n")
        .file(&form("Kontakte-f\u{fc}r/Entw\u{fc}rfe.md"), "---\nlast_contact: 2026-09-01\n---\n")
        .file(&form("Entw\u{fc}rfe/x.md"), "---\ntype: contact\nlast_contact: 2026-09-01\n---\n")
        .meeting(
            &form("2026-11-20-Zo\u{eb}"),
            "with: [\"[[Zo\u{eb}]]\", \"[[Kontakte-f\u{fc}r/zo\u{eb}.md|Z]]\"]",
            "She told me.\n- [ ] call\n",
        )
}

/// macOS, and some sync programs, write `ü` in a file's name as `u` and two dots.
#[test]
fn accents_that_a_system_takes_apart_change_nothing() {
    let together = accented(str::to_owned);
    let apart = accented(|path| path.replace('\u{fc}', "u\u{308}").replace('\u{eb}', "e\u{308}"));
    let ids = |vault: &Vault| -> Vec<Value> {
        let items = vault.json()["items"].as_array().unwrap().clone();
        items.into_iter().map(|item| item["id"].clone()).collect()
    };
    for vault in [&together, &apart] {
        assert_eq!(vault.problems(), [""; 0]);
        assert_eq!(vault.json()["counts"]["contacts"], 1);
        assert_eq!(vault.items_of("thank-you-email").len(), 1);
    }
    assert_eq!(ids(&together), ids(&apart));
    assert_eq!(ids(&together).len(), 2);
}

#[test]
fn somebody_is_named_by_a_path_as_any_shell_completes_it() {
    let vault = Vault::new().contact("ada", "name: Ada Lovelace\nrole: computer");
    let shown = vault.run("show people/ada.md");
    assert!(shown.status == 0 && shown.out.contains("computer"), "{}", shown.err);
    for path in ["./people/ada.md", ".\\people\\ada.md", "people\\ada.md", "People\\Ada.md"] {
        assert_eq!(vault.run(&format!("show {path}")), shown, "{path}");
    }
}

/// macOS tells of changes below `/private/tmp` if a vault in `/tmp` is watched.
#[cfg(unix)]
#[test]
fn a_changed_file_is_known_by_its_real_name_too() {
    use keepwarm::disk::Index;
    use keepwarm::disk::Use;
    use keepwarm::settings::Settings;
    let vault = Vault::new().contact("ada", "name: Ada");
    let folder = tempfile::tempdir().unwrap();
    let link = folder.path().join("notes");
    std::os::unix::fs::symlink(vault.path(), &link).unwrap();
    let index = Index::read(&link, Settings::new(), Use::Watch);
    for root in [&link, &fs::canonicalize(&link).unwrap()] {
        assert_eq!(index.relative(&root.join("people/ada.md")), "people/ada.md");
    }
}

#[cfg(unix)]
#[test]
fn a_backslash_in_the_name_of_a_folder_is_only_a_sign() {
    let vault = Vault::new();
    let root = vault.path().join("my\\notes");
    fs::create_dir_all(root.join("people")).unwrap();
    fs::write(root.join("people/ada.md"), "---\nlast_contact: 2026-09-01\n---\n").unwrap();
    let output = vault.run_in(&root, &["agenda"], Some(80));
    assert!(output.out.contains("/my%5Cnotes/people/ada.md"), "{}", output.out);
}
