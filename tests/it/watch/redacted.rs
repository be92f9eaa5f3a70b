//! A dashboard that others may see, while it is watched.

use std::fs;

use super::NOTE;
use super::Watch;
use super::world;

#[test]
fn a_redacted_dashboard_stays_so_and_is_ticked() {
    let vault = world();
    assert_eq!(vault.run("build --redact").status, 0);
    let watch = Watch::start(vault);
    fs::write(watch.path("people/alan.md"), NOTE).unwrap();
    watch.wait("Alan", |watch| watch.dashboard().contains("Write to **A. T.**"));
    let page = watch.dashboard();
    let line = page.lines().find(|line| line.contains("Write to **A. T.**")).unwrap();
    let ticked = page.replace(line, &line.replace("- [ ]", "- [x]"));
    fs::write(watch.path("DASHBOARD.md"), ticked).unwrap();
    watch.wait("the tick", |watch| !watch.dashboard().contains("A. T."));
    assert!(watch.vault.read("people/alan.md").contains("- 2026-11-21: checked in\n"));
    assert!(!watch.dashboard().contains("Grace"));
}
