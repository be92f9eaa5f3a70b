//! The pictures of the page, by the numbers beside them and by what is drawn.

use crate::vault::Vault;

use super::page;
use super::read::Element;

/// Returns the rows of a picture's table.
fn rows(vault: &Vault, picture: &str) -> Vec<String> {
    page(vault).with_id(picture).rows()
}

#[test]
fn a_day_has_as_many_touches_as_people() {
    let vault = Vault::new()
        .contact("ada", "name: Ada\nlast_contact: 2026-11-20\n")
        .file(
            "people/kay.md",
            "---\nname: Kay\n---\n## Log\n\n- 2026-11-20: wrote\n- 2026-11-25: later\n",
        )
        // With Ada on the day of her last contact; with a stranger and Ada; planned; off; too old.
        .meeting("2026-11-20 ada", "with: Ada\nthank_you_email: 2026-11-20", "Yes.\n")
        .meeting("2026-11-03 both", "with: [Ada, Mary]\ndirection: none", "Yes.\n")
        .meeting("2026-11-24 ada", "with: Ada", "")
        .meeting("2026-10-01 ada", "with: Ada\nstatus: cancelled\nthank_you_note: 2026-10-02", "")
        .meeting("2025-11-21 ada", "with: Ada\nthank_you_email: 2025-11-22", "Yes.\n");
    assert_eq!(
        rows(&vault, "touches"),
        ["2025-11-22 | 1", "2026-10-02 | 1", "2026-11-03 | 2", "2026-11-20 | 2"]
    );
    let page = page(&vault);
    let squares = page.with_id("touches").all("rect");
    let squares: Vec<&&Element> =
        squares.iter().filter(|square| !square.value("x").is_empty()).collect();
    assert_eq!(squares.len(), 365);
    let words: Vec<String> =
        squares.iter().flat_map(|s| s.all("title")).map(Element::text).collect();
    assert_eq!(words[3], "2026-11-20: 2 people");
    assert_eq!(squares.iter().filter(|square| square.value("class") == "h2").count(), 2);
}

#[test]
fn every_year_fits_into_the_calendar() {
    for today in
        ["2026-11-21", "2024-02-29", "2025-02-28", "2028-12-31", "2029-01-01", "1900-01-01"]
    {
        let vault = Vault::new().contact("ada", "name: Ada\nlast_contact: 1900-01-01").today(today);
        let vault =
            vault.file("people/kay.md", &format!("---\nname: Kay\nlast_contact: {today}\n---\n"));
        let page = page(&vault);
        for drawing in page.with_id("touches").all("svg") {
            let [.., width, height] = view(drawing)[..] else { panic!("a view has four numbers") };
            for square in drawing.all("rect") {
                let number = |name| square.value(name).parse().unwrap_or(0);
                assert!(number("x") + number("width") <= width, "{today}");
                assert!(number("y") + number("height") <= height, "{today}");
            }
        }
    }
}

fn view(drawing: &Element) -> Vec<u32> {
    drawing.value("viewbox").split(' ').map(|number| number.parse().unwrap()).collect()
}

#[test]
fn new_people_stand_in_the_month_of_the_first_meeting() {
    let vault = Vault::new()
        .config("goal: {new_people: 2}")
        .contact("ada", "name: Ada")
        .contact("kay", "name: Kay")
        .contact("mary", "name: Mary")
        .meeting("2026-11-02 ada", "with: [Ada, Kay]", "Yes.\n")
        .meeting("2026-10-02 ada", "with: Ada", "Yes.\n")
        .meeting("2025-11-30 mary", "with: Mary", "Yes.\n");
    let rows = rows(&vault, "new-people");
    assert_eq!((rows.len(), rows[0].as_str()), (12, "2025-12 | 0 |"));
    assert_eq!(&rows[10..], ["2026-10 | 1 | Ada", "2026-11 | 1 | Kay"]);
    let words = page(&vault).with_id("new-people").text();
    assert!(words.contains("1 of 2 this month · 2 new people since December 2025"), "{words}");
}

#[test]
fn a_tie_is_warm_until_its_check_in_is_overdue_and_cold_after_as_long_again() {
    // Due 60 days after the touch: on 21 September, 20 November and 21 November.
    let vault = Vault::new()
        .contact("cold", "name: Cold\nlast_contact: 2026-07-23")
        .contact("cool", "name: Cool\nlast_contact: 2026-07-24")
        .contact("cooling", "name: Cooling\nlast_contact: 2026-09-21")
        .contact("due", "name: Due\nlast_contact: 2026-09-22")
        .contact("snoozed", "name: Snoozed\nlast_contact: 2026-01-01\nsnooze_until: 2026-12-01")
        .contact("planned", "name: Planned\nlast_contact: 2026-01-01")
        .meeting("2026-11-30 planned", "with: Planned", "")
        .contact("never", "name: Never\nlast_contact: 2026-01-01\ncheck_in: never")
        .contact("unmet", "name: Unmet")
        .contact("own", "name: Own\nlast_contact: 2026-11-01\ncheck_in: 2w");
    assert_eq!(
        rows(&vault, "ties"),
        [
            "Cold | 2026-07-23, 121 days | 2026-09-21 | cold",
            "Cool | 2026-07-24, 120 days | 2026-09-22 | cooling",
            "Own | 2026-11-01, 20 days | 2026-11-15 | cooling",
            "Cooling | 2026-09-21, 61 days | 2026-11-20 | cooling",
            "Due | 2026-09-22, 60 days | 2026-11-21 | warm",
            "Snoozed | 2026-01-01, 324 days | 2026-12-01 | warm",
            "Planned | 2026-01-01, 324 days | meeting planned | warm",
        ]
    );
    let words = page(&vault).with_id("ties").text();
    assert!(words.contains("3 warm 3 cooling 1 cold 1 contact has no touch yet"), "{words}");
}

#[test]
fn who_is_owed_no_check_in_has_no_tie() {
    let vault = Vault::new()
        .config("since: 2026-01-01")
        .contact("old", "name: Old\nlast_contact: 2025-12-31")
        .contact("asked", "name: Asked\nlast_contact: 2026-11-20")
        .meeting("2026-11-01 asked", "with: Asked\ndirection: giving", "Yes.\n");
    assert_eq!(rows(&vault, "ties"), [""; 0]);
}

#[test]
fn of_many_ties_some_of_each_warmth_are_drawn_and_the_others_counted() {
    let mut vault = Vault::new();
    for n in 0..20 {
        vault = vault
            .contact(&format!("a{n}"), "last_contact: 2026-01-01")
            .contact(&format!("b{n}"), "last_contact: 2026-09-01")
            .contact(&format!("c{n}"), "last_contact: 2026-11-01");
    }
    let page = page(&vault);
    let ties = page.with_id("ties");
    let figure = ties.all("figure")[0];
    let bars = figure.all("rect").into_iter().filter(|bar| bar.value("rx") == "3");
    let count = |warmth| bars.clone().filter(|bar| bar.value("class") == warmth).count();
    assert_eq!((count("cold"), count("cooling"), count("warm")), (6, 4, 4));
    assert_eq!(figure.all("figcaption")[0].text(), "and more: 14 cold, 16 cooling, 16 warm");
    assert_eq!(ties.rows().len(), 60);
}

/// Returns the names in the drawings of the map, a list for each, further in the further down.
fn trees(vault: &Vault) -> Vec<Vec<String>> {
    let page = page(vault);
    let drawings = page.with_id("introductions").all("div").remove(0).all("svg");
    let indented = |name: &&Element| {
        let depth = (name.value("x").parse::<usize>().unwrap() - 18) / 22;
        format!("{}{}", ".".repeat(depth), name.text())
    };
    let names = drawings.iter().map(|svg| svg.all("text").iter().map(indented).collect());
    names.collect()
}

#[test]
fn everyone_stands_below_whoever_introduced_them() {
    let vault = Vault::new()
        .contact("ada", "name: Ada")
        .contact("grace", "name: Grace\nreferred_by: Ada")
        .contact("bob", "name: Bob\nreferred_by: [Ada, Eve]")
        .contact("mary", "name: Mary\nreferred_by: Grace")
        .contact("eve", "name: Eve")
        .contact("alone", "name: Alone")
        .meeting("2026-11-01 grace", "with: Grace", "Yes.\n")
        .meeting("2026-12-01 mary", "with: Mary", "");
    assert_eq!(trees(&vault), [vec!["Ada", ".Bob", ".Grace", "..Mary"], vec!["Eve", ".Bob"]]);
    assert_eq!(
        rows(&vault, "introductions"),
        [
            "Ada | Bob | not yet",
            "Ada | Grace | yes",
            "Grace | Mary | not yet",
            "Eve | Bob | not yet"
        ]
    );
}

#[test]
fn people_who_introduced_each_other_stand_below_each_other_once() {
    let vault = Vault::new()
        .contact("ada", "name: Ada\nreferred_by: Grace")
        .contact("grace", "name: Grace\nreferred_by: Ada");
    assert_eq!(trees(&vault), [["Ada", ".Grace", "..Ada"]]);
}

#[test]
fn a_long_chain_and_a_wide_tree_are_cut_and_the_rest_is_counted() {
    let mut vault = Vault::new();
    for n in 1..=300 {
        vault = vault
            .contact(&format!("chain {n}"), &format!("referred_by: chain {}", n - 1))
            .contact(&format!("wide {n}"), "referred_by: wide");
    }
    let vault = vault.contact("chain 0", "name: chain 0").contact("wide", "name: wide");
    let trees = trees(&vault);
    assert_eq!((trees[0].len(), trees[0][36].as_str()), (37, "and 265 more"));
    assert_eq!((trees[1].len(), trees[1][7].as_str()), (8, "and 294 more"));
    let words = page(&vault).with_id("introductions").text();
    assert!(words.contains("600 introductions."), "{words}");
    assert!(words.ends_with("and 300 more"), "{words}");
    assert_eq!(rows(&vault, "introductions").len(), 300);
}

#[test]
fn each_picture_is_an_image_with_a_name_a_description_and_a_table() {
    let page = page(&super::world());
    for picture in ["touches", "new-people", "ties", "introductions"] {
        let section = page.with_id(picture);
        assert_eq!(section.all("table").len(), 1, "{picture}");
        for drawing in section.all("svg") {
            if drawing.value("aria-hidden") == "true" {
                continue;
            }
            assert_eq!(drawing.value("role"), "img");
            let ids: Vec<&str> = drawing.value("aria-labelledby").split(' ').collect();
            assert_eq!(ids.len(), 2);
            assert_eq!(page.with_id(ids[0]).name, "title");
            assert_eq!(page.with_id(ids[1]).name, "desc");
        }
    }
    let mut ids: Vec<&str> = page.below().iter().map(|element| element.value("id")).collect();
    ids.retain(|id| !id.is_empty());
    let n = ids.len();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), n, "an id is there once");
}
