//! The agenda in other forms: printed, and in files.

mod calendar;
mod files;
mod outputs;
mod python;
pub(crate) mod read;
mod table;

use crate::vault::Vault;

/// Returns what `export ARGUMENTS` prints.
fn exported(vault: &Vault, arguments: &str) -> String {
    let output = vault.run(&format!("export {arguments}"));
    assert_eq!((output.status, output.err.as_str()), (0, ""));
    output.out
}

/// A person to thank, one to ask again, a task without a day, and two meetings to come.
fn world() -> Vault {
    Vault::new()
        .contact("ada", "name: Ada Lovelace\nreached_out: 2026-11-10")
        .meeting("2026-11-20-grace", "with: Grace Hopper", "Ships.\n- [ ] Read it 📅 2026-11-30\n")
        .file("people/alan.md", "---\ntype: contact\n---\n- [ ] Return the **map** to [[ada|her]]\n")
        .meeting(
            "2026-11-25-ada",
            "with: Ada Lovelace\ntime: 14:30\nend: 15:45\nplace: Pier 3, gate B; left\npurpose: Looms",
            "",
        )
        .meeting("2027-03-01-mary", "with: Mary Jackson", "## Prep\n- [ ] Look her up\n")
}

/// Names and texts that are hard to write: what parts lines and cells, what is a formula, what is
/// not seen, what turns text round, and characters of many bytes wherever a line is folded.
const HOSTILE: [&str; 9] = [
    "Ada, Countess; of \"Lovelace\"",
    "back\\slash and \\n no break",
    "=cmd|'/c calc'!A1",
    "@SUM(1+1)",
    "END:VEVENT\nBEGIN:VEVENT",
    "esc \u{1b}[31m red \u{7}",
    "turned \u{202e}round\u{202c}",
    "👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧👩‍👩‍👧",
    "李小龍李小龍李小龍李小龍李小龍李小龍李小龍李小龍李小龍李小龍",
];

/// Returns a text in quotes, as YAML reads it back.
fn quoted(text: &str) -> String {
    let plain = |c: char| c.is_ascii_alphanumeric() || c == ' ';
    let char = |c| if plain(c) { format!("{c}") } else { format!("\\U{:08x}", u32::from(c)) };
    format!("\"{}\"", text.chars().map(char).collect::<String>())
}
