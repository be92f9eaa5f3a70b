//! The manual pages, as `man` reads them.

use std::process::Command;
use std::process::Stdio;

use crate::programs::find;
use crate::vault::Vault;

#[test]
fn the_page_teaches_and_is_the_same_every_day() {
    let page = Vault::new().config("a: [").run("man");
    assert_eq!((page.status, page.err.as_str()), (0, ""));
    for part in [".TH KEEPWARM 1", ".SH SYNOPSIS\n", ".SS \"Every day\"\n", ".SH EXAMPLES\n"] {
        assert!(page.out.contains(part), "{part}");
    }
    assert!(page.out.contains("keepwarm\\-agenda(1)"));
    assert_eq!(page, Vault::new().today("2027-01-01").run("man"));
}

#[test]
fn every_command_has_a_page() {
    let vault = Vault::new();
    let output = vault.run("man --dir share/man1");
    assert_eq!((output.status, output.out.as_str(), output.err.as_str()), (0, "", ""));
    assert_eq!(vault.read("share/man1/keepwarm.1"), vault.run("man").out);
    let command = keepwarm::cli::command();
    for command in command.get_subcommands() {
        let page = vault.read(&format!("share/man1/keepwarm-{}.1", command.get_name()));
        assert!(page.contains(&format!("keepwarm {}", command.get_name())), "{page}");
    }
    assert!(vault.read("share/man1/keepwarm-new-contact.1").contains("\\-\\-referred\\-by"));
    assert_eq!(vault.run("man --dir share/man1").status, 0, "its own pages are replaced");
    let vault = vault.file("share/man1/keepwarm.1", "mine");
    assert_eq!(vault.run("man --dir share/man1").status, 2);
    assert_eq!(vault.read("share/man1/keepwarm.1"), "mine");
}

#[test]
fn groff_has_nothing_to_complain_of() {
    let Some(groff) = find("groff") else { return };
    let vault = Vault::new();
    assert_eq!(vault.run("man --dir pages").status, 0);
    let mut files: Vec<_> = std::fs::read_dir(vault.path().join("pages")).unwrap().collect();
    files.sort_by_key(|file| file.as_ref().unwrap().file_name());
    for file in files {
        let path = file.unwrap().path();
        let output = Command::new(&groff)
            .args(["-man", "-ww", "-z", "-Tutf8", "-Kutf8"])
            .arg(&path)
            .stdin(Stdio::null())
            .output()
            .unwrap();
        assert_eq!(String::from_utf8_lossy(&output.stderr), "", "{}", path.display());
    }
}
