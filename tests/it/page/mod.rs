//! `export html` and `outputs: html:`: the agenda and the year at a glance as a web page.
//!
//! `SNAPSHOTS=overwrite cargo test page` writes the recorded page anew.

mod browser;
mod pictures;
mod read;
mod safety;

use std::path::Path;

use crate::vault::Output;
use crate::vault::Vault;

use read::Element;

const RECORDED: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/page/page.html");

/// Returns what `export html` prints.
fn exported(vault: &Vault) -> String {
    let Output { status, out, .. } = vault.run("export html");
    assert_eq!(status, 0);
    out
}

fn page(vault: &Vault) -> Element {
    Element::read(&exported(vault))
}

/// Ada, who introduced Grace, was thanked; Grace was not. Both wait for something. Mary comes on
/// Monday, and Alan's note has a mistake.
fn world() -> Vault {
    Vault::new()
        .contact("ada", "name: Ada Lovelace\nemail: ada@example.org\ncheck_in: 30d")
        .contact("grace", "name: Grace Hopper\nemail: grace@example.org\nreferred_by: '[[ada]]'")
        .contact("alan", "name: Alan Turing\nlast_contact: 2026-13-01")
        .meeting(
            "2026-10-12-ada",
            "with: Ada Lovelace\nthank_you_email: yes\nthank_you_note: skip",
            "Looms.\n\n- [x] Buy *cards*\n- [ ] Read https://example.org/notes?a=1&b=2\n",
        )
        .meeting("2026-11-20-grace", "with: Grace Hopper", "Ships.\n\n- [ ] Sail 📅 2026-11-21\n")
        .meeting(
            "2026-11-23-mary",
            "with: Mary Jackson\ntime: 14:30\nplace: <b>Pier 3</b>",
            "## Prep\n\n- [ ] Look her up\n",
        )
}

#[test]
fn the_page_is_the_recorded_one() {
    let page = exported(&world());
    assert!(!page.contains('\r'), "the comparison would not see it");
    let recorded = snapbox::Data::read_from(Path::new(RECORDED), None);
    snapbox::assert_data_eq!(snapbox::Data::text(page).raw(), recorded.raw());
}

#[test]
fn the_agenda_says_what_the_dashboard_says() {
    let vault = world();
    vault.run("build");
    let dashboard = vault.read("DASHBOARD.md");
    let page = page(&vault);
    let titles: Vec<String> = page.with_id("agenda").all("h3").iter().map(|h| h.text()).collect();
    let of_dashboard: Vec<&str> =
        dashboard.lines().filter_map(|line| line.strip_prefix("## ")).collect();
    assert_eq!(titles, of_dashboard);
    let lines: Vec<String> =
        page.with_id("agenda").all("span").into_iter().filter_map(what).collect();
    assert_eq!(
        lines,
        [
            "E-mail Grace Hopper · Meeting, 2026-11-20 · write",
            "Sail · Grace Hopper · Meeting, 2026-11-20",
            "Read https://example.org/notes?a=1&b=2 · Ada Lovelace · Meeting, 2026-10-12",
            "Tell Ada Lovelace how it went with Grace Hopper · Meeting, 2026-11-20 · write",
            "14:30 · Mary Jackson · <b>Pier 3</b> · Meeting · still missing: purpose, research, \
             questions",
            "people/alan.md, line 4 · 2026-13-01 is not a date · write the date as \
             year-month-day, like 2026-11-20",
            "1 warning more: keepwarm check shows them",
        ]
    );
}

/// Returns the words of a line of the agenda.
fn what(span: &Element) -> Option<String> {
    (span.value("class") == "what").then(|| span.text())
}

#[test]
fn each_line_leads_to_its_note() {
    let page = page(&world());
    let links: Vec<&str> =
        page.with_id("agenda").all("a").iter().map(|link| link.value("href")).collect();
    assert_eq!(
        links,
        [
            "meetings/2026-11-20-grace.md",
            "mailto:grace@example.org?subject=Thank%20you%20for%20your%20time",
            "meetings/2026-11-20-grace.md",
            "https://example.org/notes?a=1&b=2",
            "meetings/2026-10-12-ada.md",
            "meetings/2026-11-20-grace.md",
            "mailto:ada@example.org?subject=Thank%20you%20for%20the%20introduction",
            "meetings/2026-11-23-mary.md",
            "people/alan.md",
        ]
    );
    let page = Element::read(&exported(&world().config("mailto: false")));
    assert!(page.all("a").iter().all(|link| !link.value("href").starts_with("mailto:")));
}

#[test]
fn links_lead_from_wherever_the_page_is() {
    let vault = world().file("out/of/here.txt", "");
    let link = |path: &str| {
        let page = Element::read(&vault.read(path));
        let links = page.with_id("agenda").all("a");
        links[0].value("href").to_owned()
    };
    for (path, href) in [
        ("page.html", "meetings/2026-11-20-grace.md"),
        ("out/of/page.html", "../../meetings/2026-11-20-grace.md"),
    ] {
        let output = vault.run(&format!("export html -o {path}"));
        assert_eq!((output.status, output.out.as_str()), (0, ""));
        assert_eq!(link(path), href);
    }
    let elsewhere = tempfile::tempdir().unwrap();
    let folder = elsewhere.path().join("a folder");
    std::fs::create_dir(&folder).unwrap();
    let vault = vault.path().to_str().unwrap();
    let arguments = ["-C", vault, "export", "html", "-o", "page.html"];
    world().run_in(&folder, &arguments, None);
    let page = Element::read(&std::fs::read_to_string(folder.join("page.html")).unwrap());
    let href = page.with_id("agenda").all("a")[0].value("href").to_owned();
    let found = folder.join(href);
    assert!(found.is_file(), "{}", found.display());
}

#[test]
fn the_page_beside_the_dashboard_loads_itself_anew_and_the_exported_one_does_not() {
    let vault = world().config("outputs: {html: out/page.html}");
    assert_eq!(vault.run("build").status, 0);
    let output = vault.read("out/page.html");
    let refresh = "<meta http-equiv=\"refresh\" content=\"60\">\n";
    assert!(output.contains(refresh));
    let exported = exported(&vault);
    assert!(!exported.contains("refresh"));
    let same = output.replace(refresh, "").replace("href=\"..&#x2f;", "href=\"");
    assert_eq!(same, exported);
}

#[test]
fn a_page_is_written_only_if_it_changed_and_never_over_another_one() {
    let vault = world().config("outputs: {html: page.html}");
    assert_eq!(vault.run("build").status, 0);
    let written = vault.read("page.html");
    assert_eq!(
        vault.run("export html -o page.html").err,
        "1 note to fix: see `keepwarm check`\npage.html written\n"
    );
    assert_eq!(vault.run("build").status, 0);
    assert_eq!(vault.read("page.html"), written);
    let vault = vault.file("page.html", &written.replace('\n', "\r\n"));
    assert_eq!(vault.run("build").status, 0);
    assert_eq!(vault.read("page.html"), written);
    let vault = vault.file("page.html", "<!doctype html>\n<p>Mine.</p>\n");
    assert_eq!(vault.run("build").status, 2);
    assert_eq!(vault.run("export html -o page.html").status, 2);
    assert_eq!(vault.read("page.html"), "<!doctype html>\n<p>Mine.</p>\n");
}

#[test]
fn the_same_notes_make_the_same_page_anywhere() {
    let vault = world();
    assert_eq!(exported(&vault), exported(&vault.copy()));
}

#[test]
fn an_empty_vault_is_told_how_to_begin() {
    let page = page(&Vault::new());
    let words = page.all("main")[0].text();
    assert!(words.starts_with("Nothing here yet That is how everybody begins."), "{words}");
    let commands: Vec<String> = page.all("code").iter().map(|code| code.text()).collect();
    assert_eq!(commands.len(), 3);
    let vault = Vault::new();
    for command in &commands {
        let words: Vec<String> = words_of(command);
        let words: Vec<&str> = words.iter().map(String::as_str).collect();
        let output = vault.run_in(vault.path(), &words[1..], None);
        assert_eq!(output.status, 0, "{command}: {}", output.err);
    }
}

#[test]
fn a_vault_with_nothing_but_other_notes_or_mistakes_says_so() {
    let vault = Vault::new().file("plans.md", "A plan.\n").file("recipe.md", "Eggs.\n");
    let words = page(&vault).all("main")[0].text();
    assert!(words.contains("2 notes are here, about nobody as far as can be told"), "{words}");
    let vault = Vault::new().file("people/ada.md", "---\nname: [\n---\n");
    let words = page(&vault).all("main")[0].text();
    assert!(words.contains("Notes to fix people/ada.md, line 3"), "{words}");
}

/// Divides a command as a shell does.
fn words_of(command: &str) -> Vec<String> {
    let parts = command.split('"').enumerate();
    let words = parts.flat_map(|(index, part)| match index % 2 {
        0 => part.split_whitespace().map(str::to_owned).collect(),
        _ => vec![part.to_owned()],
    });
    words.collect()
}

#[test]
fn headings_go_down_one_level_at_a_time_and_landmarks_are_there() {
    for vault in [world(), Vault::new()] {
        let page = page(&vault);
        let levels: Vec<u32> = page.below().into_iter().filter_map(level).collect();
        assert_eq!(levels[0], 1);
        assert_eq!(levels.iter().filter(|level| **level == 1).count(), 1);
        assert!(levels.windows(2).all(|pair| pair[1] <= pair[0] + 1), "{levels:?}");
        for landmark in ["header", "main", "footer"] {
            assert_eq!(page.all(landmark).len(), 1, "{landmark}");
        }
        assert_eq!(page.all("html")[0].value("lang"), "en");
    }
}

fn level(element: &Element) -> Option<u32> {
    let level = element.name.strip_prefix('h')?;
    level.parse().ok()
}
