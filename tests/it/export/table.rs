//! `export csv`: items as rows.

use crate::vault::Vault;

use super::HOSTILE;
use super::exported;
use super::quoted;
use super::read::table;
use super::world;

/// Returns some columns of the table, without the header.
fn columns(vault: &Vault, arguments: &str, names: &[&str]) -> Vec<Vec<String>> {
    let rows = table(&exported(vault, &format!("csv {arguments}")));
    let place = |name: &&str| rows[0].iter().position(|column| column == name).unwrap();
    let places: Vec<usize> = names.iter().map(place).collect();
    let cells = |row: &Vec<String>| places.iter().map(|place| row[*place].clone()).collect();
    rows[1..].iter().map(cells).collect()
}

#[test]
fn a_table_has_a_header_and_a_row_for_each_item() {
    assert_eq!(
        exported(&world(), "csv --kind prepare"),
        "\u{feff}\"id\",\"kind\",\"state\",\"due\",\"who\",\"text\",\"note\",\"line\",\"meeting\",\
         \"meeting_date\",\"missing\"\r\n\
         \"qb6y7c\",\"prepare\",\"upcoming\",\"2026-11-25\",\"Ada Lovelace\",\
         \"Prepare to meet Ada Lovelace\",\"meetings/2026-11-25-ada.md\",\"1\",\
         \"meetings/2026-11-25-ada.md\",\"2026-11-25\",\"research; questions\"\r\n"
    );
    assert_eq!(
        columns(&world(), "", &["kind", "state", "due", "who", "text"]),
        [
            ["thank-you-email", "overdue", "2026-11-20", "Grace Hopper", "E-mail Grace Hopper"],
            ["action-item", "upcoming", "2026-11-30", "Grace Hopper", "Read it"],
            ["action-item", "undated", "", "Ada Lovelace", "Return the map to her"],
            ["prepare", "upcoming", "2026-11-25", "Ada Lovelace", "Prepare to meet Ada Lovelace"],
        ]
    );
}

#[test]
fn several_people_share_a_cell() {
    let vault = Vault::new().meeting("2026-11-20-x", "with: [Ada, Grace]\ndirection: asking", "");
    let rows = columns(&vault, "--kind write-up", &["who", "note", "meeting_date"]);
    assert_eq!(rows, [["Ada; Grace", "meetings/2026-11-20-x.md", "2026-11-20"]]);
}

#[test]
fn nothing_owed_is_a_header() {
    assert_eq!(table(&exported(&Vault::new(), "csv")).len(), 1);
}

#[test]
fn whatever_notes_say_a_cell_is_text_and_is_seen() {
    let shown = [
        "Ada, Countess; of \"Lovelace\"",
        "back\\slash and \\n no break",
        "'=cmd|'/c calc'!A1",
        "'@SUM(1+1)",
        "END:VEVENT BEGIN:VEVENT",
        "esc \u{fffd}[31m red \u{fffd}",
        "turned \u{fffd}round\u{fffd}",
        HOSTILE[7],
        HOSTILE[8],
    ];
    for (name, shown) in HOSTILE.into_iter().zip(shown) {
        let vault =
            Vault::new().contact("a", &format!("name: {}\nreached_out: 2026-11-10", quoted(name)));
        assert_eq!(columns(&vault, "", &["who"]), [[shown]], "{name:?}");
    }
}

#[test]
fn a_task_that_begins_like_a_formula_is_text() {
    for task in ["=1+1", "+441234", "-5 %", "@home", "＝1"] {
        let note = format!("---\ntype: contact\n---\n- [ ] {task}\n");
        let vault = Vault::new().file("people/ada.md", &note);
        assert_eq!(columns(&vault, "", &["text"]), [[format!("'{task}")]]);
    }
}
