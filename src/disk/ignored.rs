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
    use std::fs;
    use std::io::Write;
    use std::path::Path;
    use std::process::Command;
    use std::process::Stdio;

    use proptest::collection::vec;
    use proptest::prelude::ProptestConfig;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    fn matches(pattern: &str, path: &str) -> bool {
        Ignored::new(&[pattern.to_owned()]).matches(path, false)
    }

    /// Runs git, and returns what it prints; `None` where there is no git.
    fn git(root: &Path, arguments: &[&str], input: &str) -> Option<String> {
        let mut git = Command::new("git")
            .args(["-c", "core.ignoreCase=true", "-c", "core.quotePath=false"])
            .args(arguments)
            .current_dir(root)
            .env("GIT_CONFIG_GLOBAL", "")
            .env("GIT_CONFIG_NOSYSTEM", "1")
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .ok()?;
        git.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
        Some(String::from_utf8(git.wait_with_output().unwrap().stdout).unwrap())
    }

    const PATTERN: &str = "[!#]?/?([abC*?/\\\\]|\\*\\*|/\\*\\*/|\\[a\\]|\\[!a-b\\]){0,6}[/ ]?";

    #[test]
    #[expect(clippy::print_stderr, reason = "what is left out is told")]
    fn the_patterns_mean_what_they_mean_to_git() {
        let folder = tempfile::tempdir().unwrap();
        if git(folder.path(), &["init", "--quiet"], "").is_none() {
            return eprintln!("left out: there is no git");
        }
        let paths = vec("[aAbBc]{1,3}(/[aAbBc]{1,3}){0,3}", 30);
        let config = ProptestConfig::with_cases(100);
        proptest!(config, |(patterns in vec(PATTERN, 1..4), paths in paths)| {
            fs::write(folder.path().join(".git/info/exclude"), patterns.join("\n")).unwrap();
            let input = paths.join("\n");
            let theirs = git(folder.path(), &["check-ignore", "--stdin"], &input).unwrap();
            let ignored = Ignored::new(&patterns);
            let is_ignored = |path: &&String| {
                let mut folders = path.match_indices('/').map(|(end, _)| &path[..end]);
                folders.any(|folder| ignored.matches(folder, true)) || ignored.matches(path, false)
            };
            let ours: Vec<&String> = paths.iter().filter(is_ignored).collect();
            prop_assert_eq!(ours, theirs.lines().collect::<Vec<_>>(), "{:?}", patterns);
        });
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
