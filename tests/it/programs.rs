//! Other programs that some tests need.

use std::path::Path;
use std::path::PathBuf;
use std::process::Command;

/// Finds a program that a test needs. Where there is none, the test is left out, and says so; it
/// fails where `KEEPWARM_TEST_SHELLS` is `required`.
#[expect(clippy::disallowed_methods, reason = "whoever runs the tests decides")]
pub(crate) fn find(program: &str) -> Option<PathBuf> {
    let folders = ["/usr/local/bin", "/usr/bin", "/bin", "/opt/homebrew/bin"];
    let mut files = folders.iter().map(|folder| Path::new(folder).join(program));
    let found = files.find(|file| file.exists());
    if found.is_none() {
        let required = std::env::var("KEEPWARM_TEST_SHELLS").is_ok_and(|value| value == "required");
        assert!(!required, "there is no {program}");
        eprintln!("left out: there is no {program}");
    }
    found
}

/// Finds a Python with a package that a test needs: the one that `KEEPWARM_TEST_PYTHON` names,
/// which must have it; else `python3`, without which the test is left out, and says so.
#[expect(clippy::disallowed_methods, reason = "whoever runs the tests decides")]
pub(crate) fn find_python(package: &str) -> Option<Command> {
    let named = std::env::var("KEEPWARM_TEST_PYTHON").ok();
    let python = named.as_deref().unwrap_or("python3");
    let has_package = Command::new(python).args(["-c", &format!("import {package}")]).output();
    if !has_package.is_ok_and(|output| output.status.success()) {
        assert_eq!(named, None, "this Python has no package {package}");
        eprintln!("left out: there is no python3 with the package {package}");
        return None;
    }
    Some(Command::new(python))
}
