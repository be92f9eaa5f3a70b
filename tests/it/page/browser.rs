//! The page in a real browser: nothing is loaded or refused, nothing runs, the keyboard reaches
//! everything, and whoever sees little or hears instead can use it.
//!
//! `KEEPWARM_TEST_BROWSER` names a folder in which npm has installed `puppeteer-core` and `axe-core`;
//! then Node.js and Chromium must be there too. Without it the test is left out.

use std::process::Command;

use crate::vault::Vault;

use super::exported;
use super::safety::hostile;
use super::world;

const CHECK: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/page/check.mjs");

#[test]
#[expect(clippy::disallowed_methods, reason = "the environment says where the modules are")]
fn a_browser_finds_no_fault() {
    let Ok(modules) = std::env::var("KEEPWARM_TEST_BROWSER") else {
        println!("skipped: KEEPWARM_TEST_BROWSER does not say where its modules are");
        return;
    };
    let reloading = world().config("outputs: {html: page.html}");
    assert_eq!(reloading.run("build").status, 0);
    let pages = [
        ("ordinary.html", reloading.read("page.html")),
        ("hostile.html", exported(&hostile())),
        ("empty.html", exported(&Vault::new())),
    ];
    let folder = tempfile::tempdir().unwrap();
    let mut check = Command::new("node");
    check.args([CHECK, &modules]);
    for (name, page) in pages {
        let path = folder.path().join(name);
        std::fs::write(&path, page).unwrap();
        check.arg(path);
    }
    let output = check.output().expect("Node.js is installed");
    let text = |bytes: &[u8]| String::from_utf8_lossy(bytes).into_owned();
    let (told, failed) = (text(&output.stdout), text(&output.stderr));
    assert!(output.status.success() && told.is_empty(), "{told}{failed}");
}
