//! The example vault does what the README says of it.

use std::path::Path;

use crate::vault::Vault;

const EXAMPLE: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/example-vault");

/// Copies the example vault, so that no test can change it.
fn example() -> Vault {
    let mut vault = Vault::new();
    for entry in walkdir::WalkDir::new(EXAMPLE) {
        let entry = entry.unwrap();
        if entry.file_type().is_file() {
            let path = entry.path().strip_prefix(Path::new(EXAMPLE)).unwrap();
            vault = vault.bytes(path.to_str().unwrap(), &std::fs::read(entry.path()).unwrap());
        }
    }
    vault
}

/// Returns the day of a dashboard, `**2026-11-21**`.
fn day(dashboard: &str) -> &str {
    dashboard.split("**").nth(1).unwrap()
}

#[test]
fn the_committed_dashboard_is_what_build_writes_on_its_day() {
    let vault = example();
    // Whoever has tried the README's first command has a dashboard of another day there.
    let committed = vault.read("DASHBOARD.md");
    let vault = vault.today(day(&committed)).file("DASHBOARD.md", "");
    let output = vault.run("build");
    assert_eq!(output.status, 0, "{}", output.err);
    assert_eq!(vault.read("DASHBOARD.md"), committed);
}

#[test]
fn the_example_has_every_kind_of_item_and_one_mistake() {
    let vault = example();
    let items = vault.items();
    for kind in keepwarm::agenda::ItemKind::ALL {
        assert!(
            items.iter().any(|item| item.starts_with(&format!("{} ", kind.word()))),
            "{kind:?}"
        );
    }
    let mistake = "error bad-date people/adaeze-honeydrum.md:12:15 `2026-11-5` is not a date";
    assert_eq!(vault.problems(), [mistake]);
}
