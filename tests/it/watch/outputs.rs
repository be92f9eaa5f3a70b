//! What a watch writes beside the dashboard.

use std::fs;
use std::time::Duration;

use super::NOTE;
use super::Watch;
use super::world;

const ALL: &str = "outputs: {ics: agenda.ics, csv: out/agenda.csv, json: agenda.json}";

fn has_all(watch: &Watch) -> bool {
    let is_fresh = |format: &str, path: &str| {
        let text = fs::read_to_string(watch.path(path)).unwrap_or_default();
        text == watch.vault.run(&format!("export {format}")).out
    };
    is_fresh("ics", "agenda.ics")
        && is_fresh("csv", "out/agenda.csv")
        && is_fresh("json", "agenda.json")
}

#[test]
fn every_output_follows_the_notes() {
    let watch = Watch::start(world().config(ALL));
    watch.wait("the outputs", has_all);
    fs::write(watch.path("people/alan.md"), NOTE).unwrap();
    watch.settle();
    watch.wait("the new outputs", has_all);
    assert!(watch.vault.read("agenda.ics").contains("Alan Turing"));
}

#[test]
fn an_output_that_is_deleted_is_written_again() {
    let watch = Watch::start(world().config(ALL));
    watch.wait("the outputs", has_all);
    fs::remove_dir_all(watch.path("out")).unwrap();
    watch.wait("the outputs", has_all);
}

#[test]
fn a_file_of_somebody_else_is_told_once_and_keeps_nothing_else_back() {
    let watch = Watch::start(world().config(ALL).file("agenda.ics", "mine"));
    watch.line_with("overdue");
    fs::write(watch.path("people/alan.md"), NOTE).unwrap();
    let told = watch.line_with("now due: Check in with Alan Turing");
    assert!(told.contains("people/alan.md"), "{told}");
    watch.settle();
    watch.wait("the other outputs", |watch| {
        watch.vault.read("out/agenda.csv") == watch.vault.run("export csv").out
    });
    assert_eq!(watch.vault.read("agenda.ics"), "mine");
    // What our own writing woke would speak within a burst.
    let said = std::iter::from_fn(|| watch.lines.recv_timeout(Duration::from_secs(2)).ok());
    assert_eq!(said.collect::<Vec<String>>(), [""; 0]);
    fs::rename(watch.path("agenda.ics"), watch.path("mine.ics")).unwrap();
    watch.wait("the outputs", has_all);
}
