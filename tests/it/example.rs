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

#[test]
fn the_committed_dashboard_is_what_build_writes() {
    let vault = example();
    let committed = vault.read("DASHBOARD.md");
    let output = vault.run("build");
    assert_eq!(output.status, 0, "{}", output.err);
    assert_eq!(vault.read("DASHBOARD.md"), committed);
}
