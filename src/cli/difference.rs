//! What an edit changes in a note, line by line.

use similar::DiffOp;
use similar::algorithms::Capture;
use similar::algorithms::Compact;
use similar::algorithms::Replace;
use similar::algorithms::myers;
use similar::group_diff_ops;
use similar::udiff::UnifiedHunkHeader;

use crate::text::visible;

/// So many lines are shown around those that change.
const CONTEXT: usize = 3;

/// Returns the lines that are new, with their numbers from one.
pub(super) fn new_lines(old: &str, new: &str) -> Vec<(usize, String)> {
    // A last line that only got a line end is not new.
    let (old, new): (Vec<&str>, Vec<&str>) = (old.lines().collect(), new.lines().collect());
    let changes = changes(&old, &new);
    let changed = changes.iter().filter(|change| !matches!(change, DiffOp::Equal { .. }));
    changed
        .flat_map(DiffOp::new_range)
        .map(|index| (index + 1, visible(new[index].trim()).into_owned()))
        .filter(|(_, text)| !text.is_empty())
        .collect()
}

/// Returns the difference as `diff -u` shows it, for people to look at.
pub(super) fn unified(path: &str, old: &str, new: &str) -> String {
    let old: Vec<&str> = old.split_inclusive('\n').collect();
    let new: Vec<&str> = new.split_inclusive('\n').collect();
    let path = visible(path);
    let mut unified = String::new();
    for hunk in group_diff_ops(changes(&old, &new), CONTEXT) {
        if unified.is_empty() {
            unified = format!("--- a/{path}\n+++ b/{path}\n");
        }
        unified += &format!("{}\n", UnifiedHunkHeader::new(&hunk));
        for line in hunk.iter().flat_map(|change| change.iter_changes(&old[..], &new[..])) {
            let text = line.value().trim_end_matches(['\r', '\n']);
            unified += &format!("{}{}\n", line.tag(), visible(text));
            if !line.value().ends_with('\n') {
                unified += "\\ No newline at end of file\n";
            }
        }
    }
    unified
}

/// Returns how the one lines become the others. Asked for by its name, this algorithm comes alone:
/// a choice among all would add sixty kilobytes to the program.
fn changes(old: &[&str], new: &[&str]) -> Vec<DiffOp> {
    let mut changes = Compact::new(Replace::new(Capture::new()), old, new);
    let Ok(()) = myers::diff(&mut changes, old, 0..old.len(), new, 0..new.len());
    changes.into_inner().into_inner().into_ops()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_new_lines_are_told() {
        let new = new_lines("a\r\nb\r\nc", "a\r\nx \u{1b}[m\r\n\r\nb\r\nc\r\n");
        assert_eq!(new, [(2, "x \u{fffd}[m".to_owned())]);
        let shown = "--- a/n.md\n+++ b/n.md\n@@ -1,2 +1,2 @@\n-a\n+x\n b\n";
        assert_eq!(unified("n.md", "a\r\nb\r\n", "x\r\nb\r\n"), shown);
    }

    #[test]
    fn changes_far_apart_are_shown_apart_and_a_missing_line_end_is_told() {
        let old = "a\nb\nc\nd\ne\nf\ng\nh\ni\nj";
        let new = "a\nc\nd\ne\nf\ng\nh\ni\nj\nk\n";
        let shown = "--- a/n.md\n+++ b/n.md\n@@ -1,5 +1,4 @@\n a\n-b\n c\n d\n e\n\
                     @@ -7,4 +6,5 @@\n g\n h\n i\n-j\n\\ No newline at end of file\n+j\n+k\n";
        assert_eq!(unified("n.md", old, new), shown);
        assert_eq!(new_lines(old, new), [(10, "k".to_owned())]);
        assert_eq!(unified("n.md", old, old), "");
    }
}
