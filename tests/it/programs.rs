//! Other programs that some tests need.

use std::path::Path;
use std::path::PathBuf;

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
