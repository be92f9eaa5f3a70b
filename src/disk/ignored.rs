//! Patterns in gitignore's syntax, in any case: which files and folders are not read.

use gix_ignore::Search;
use gix_ignore::glob::pattern::Case;
use gix_ignore::glob::pattern::Mode;
use gix_ignore::search::Ignore;

use crate::text::fold_whole;

/// The patterns of one vault, in their order: the last one that matches decides.
#[derive(Debug)]
pub(super) struct Ignored {
    patterns: Search,
    /// Whether one of them can match a file: most only mean folders, `templates/`.
    may_match_files: bool,
}

impl Ignored {
    /// Reads the patterns; one that is no pattern matches nothing, as in git.
    pub(super) fn new(patterns: &[String]) -> Ignored {
        let folded = patterns.iter().map(|pattern| fold_whole(pattern).into_owned());
        let patterns = Search::from_overrides(folded, Ignore { support_precious: false });
        let mut each = patterns.patterns.iter().flat_map(|list| &list.patterns);
        let may_match_files = each.any(|one| !one.pattern.mode.contains(Mode::MUST_BE_DIR));
        Ignored { patterns, may_match_files }
    }

    /// Tells whether it is worth asking about files.
    pub(super) fn may_match_files(&self) -> bool {
        self.may_match_files
    }

    /// Tells whether the file or folder at `path` is not read; the folders above it are.
    pub(super) fn matches(&self, path: &str, is_folder: bool) -> bool {
        let path = fold_whole(path);
        let path = path.as_bytes().into();
        // Folded already, but a range such as `[A-_]` is only right so.
        let last = self.patterns.pattern_matching_relative_path(path, Some(is_folder), Case::Fold);
        last.is_some_and(|last| !last.pattern.is_negative())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        Ignored::new(&[pattern.to_owned()]).matches(path, false)
    }

    #[test]
    fn case_does_not_matter_in_any_script() {
        assert!(matches("Z[N-P]Ë", "x/zoë") && matches("*É", "é") && matches("ΟΔΟΣ", "οδος"));
        assert!(matches("cafe\u{301}", "Café") && !matches("x[!b]a", "xBa"));
    }

    #[test]
    fn many_stars_take_no_time() {
        let path = "a".repeat(200);
        assert!(!matches(&("*a".repeat(100) + "b"), &path));
        assert!(matches(&"*a".repeat(50), &path));
    }

    #[test]
    fn what_is_no_pattern_matches_nothing() {
        for pattern in ["", "  ", "# a", "[a", "a\\", "/"] {
            assert!(!matches(pattern, "a"), "{pattern}");
        }
        assert!(matches("\\!a\\*", "x/!a*") && matches("[]]", "]") && matches("a\\ ", "a "));
    }
}
