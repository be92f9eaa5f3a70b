//! What somebody may not read, or may not touch.

use std::fs;
use std::fs::Permissions;
use std::io::BufRead;
use std::io::BufReader;
use std::os::unix::fs::PermissionsExt;
use std::path::Path;
use std::process::Command;

use serde_json::Value;

use crate::safety::command;
use crate::safety::err;
use crate::vault::Vault;
use crate::vault::item_line;

use super::PublicProgram;

fn allow(path: &Path, mode: u32) {
    fs::set_permissions(path, Permissions::from_mode(mode)).unwrap();
}

/// A vault in which anybody may write, but for a note and a folder that nobody may read.
struct Locked(Vault);

impl Locked {
    fn new() -> Locked {
        let keys = |name: &str| format!("name: {name}\nlast_contact: 2026-09-01");
        let vault = Vault::new()
            .contact("ada", &keys("Ada"))
            .contact("locked", &keys("Locked"))
            .contact("shut/inside", &keys("Inside"))
            .contact("zoe", &keys("Zoe"));
        for entry in walkdir::WalkDir::new(vault.path()).into_iter().map(Result::unwrap) {
            allow(entry.path(), if entry.file_type().is_dir() { 0o777 } else { 0o666 });
        }
        allow(&vault.path().join("people/locked.md"), 0);
        allow(&vault.path().join("people/shut"), 0);
        Locked(vault)
    }
}

impl Drop for Locked {
    fn drop(&mut self) {
        // Only then can the folder be removed.
        allow(&self.0.path().join("people/shut"), 0o755);
    }
}

#[test]
fn what_nobody_may_read_is_told_and_hides_nothing_else() {
    let Locked(vault) = &Locked::new();
    let program = PublicProgram::new();
    let run = |arguments: &str| program.command(vault).args(arguments.split(' ')).output().unwrap();

    let agenda = run("agenda --json");
    assert_eq!(agenda.status.code(), Some(0), "{}", err(&agenda));
    let agenda: Value = serde_json::from_slice(&agenda.stdout).unwrap();
    let items: Vec<String> = agenda["items"].as_array().unwrap().iter().map(item_line).collect();
    assert_eq!(items, ["check-in 2026-10-31 Ada", "check-in 2026-10-31 Zoe"]);
    let told = |json: &Value| -> Vec<String> {
        let problems = json["diagnostics"].as_array().unwrap().iter();
        problems.map(|problem| format!("{} {}", problem["code"], problem["path"])).collect()
    };
    let both = [r#""unreadable" "people/locked.md""#, r#""unreadable" "people/shut""#];
    assert_eq!(told(&agenda), both);

    let check = run("check --json");
    assert_eq!(check.status.code(), Some(1), "{}", err(&check));
    assert_eq!(told(&serde_json::from_slice(&check.stdout).unwrap()), both);

    let build = run("build");
    assert_eq!(build.status.code(), Some(0), "{}", err(&build));
    let page = vault.read("DASHBOARD.md");
    for words in ["Write to **Ada**", "Write to **Zoe**", "people/locked.md", "people/shut"] {
        assert!(page.contains(words), "{words}: {page}");
    }

    fs::remove_file(vault.path().join("DASHBOARD.md")).unwrap();
    let mut watch = program.command(vault).arg("watch").spawn().unwrap();
    let mut lines = BufReader::new(watch.stderr.take().unwrap()).lines();
    // It tells so once the first dashboard is there.
    let built = lines.any(|line| line.unwrap().contains("overdue"));
    watch.kill().unwrap();
    watch.wait().unwrap();
    assert!(built);
    assert_eq!(vault.read("DASHBOARD.md"), page);
}

#[test]
fn a_device_is_never_opened() {
    let vault = Vault::new().contact("ada", "name: Ada\nlast_contact: 2026-09-01");
    // It has no end.
    let path = vault.path().join("people/zero.md");
    let made = Command::new("mknod").arg(path).args(["c", "1", "5"]).output();
    if !made.is_ok_and(|output| output.status.success()) {
        return crate::outside::not_tried("nobody may make a device here");
    }
    for arguments in ["agenda", "check", "build"] {
        let script = format!("ulimit -v {}; exec \"$0\" \"$@\"", 512 * 1024);
        let output = command("sh", &vault)
            .args(["-c", &script, crate::safety::program(), arguments])
            .output()
            .unwrap();
        assert_eq!(output.status.code(), Some(0), "{arguments}: {}", err(&output));
    }
    assert!(vault.read("DASHBOARD.md").contains("Write to **Ada**"));
}
