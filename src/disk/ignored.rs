//! Patterns in gitignore's syntax: which files and folders are not read.

use crate::text::nfc;

/// The patterns of one vault, in their order: the last one that matches decides.
#[derive(Debug)]
pub(super) struct Ignored {
    patterns: Vec<Pattern>,
}

#[derive(Debug)]
struct Pattern {
    /// `!pattern`: what it matches is read after all.
    is_exception: bool,
    /// `pattern/`: no file is meant.
    is_for_folders: bool,
    /// Whether it says where: else it means everything of that name, wherever it is.
    is_path: bool,
    signs: Vec<Sign>,
}

/// A part of a pattern. Case never matters.
#[derive(Debug, PartialEq)]
enum Sign {
    /// This character, in lower case.
    Exactly(char),
    /// `?`: a character of a name.
    Any,
    /// `[a-z]` or `[!a-z]`: a character of a name that is in one of the ranges, or in none.
    OneOf { ranges: Vec<(char, char)>, is_reversed: bool },
    /// `*`: any characters of a name.
    Star,
    /// `**/`: any folders.
    Folders,
    /// `**` at the end: all that is below a folder.
    Below,
}

impl Ignored {
    /// Reads the patterns; one that is no pattern matches nothing, as in git.
    pub(super) fn new(patterns: &[String]) -> Ignored {
        Ignored { patterns: patterns.iter().filter_map(|line| Pattern::read(line)).collect() }
    }

    /// Tells whether any pattern can match a file: most only mean folders, `templates/`.
    pub(super) fn may_match_files(&self) -> bool {
        self.patterns.iter().any(|pattern| !pattern.is_for_folders)
    }

    /// Tells whether the file or folder at `path` is not read; the folders above it are.
    pub(super) fn matches(&self, path: &str, is_folder: bool) -> bool {
        let path: Vec<char> = nfc(path).chars().map(lower).collect();
        let mut patterns = self.patterns.iter().rev();
        let last = patterns.find(|pattern| pattern.matches(&path, is_folder));
        last.is_some_and(|pattern| !pattern.is_exception)
    }
}

impl Pattern {
    fn read(line: &str) -> Option<Pattern> {
        let line = if line.ends_with("\\ ") { line } else { line.trim_end() };
        if line.is_empty() || line.starts_with('#') {
            return None;
        }
        let (is_exception, line) = match line.strip_prefix('!') {
            Some(line) => (true, line),
            None => (false, line),
        };
        let (is_for_folders, line) = match line.strip_suffix('/') {
            // The slash may be escaped.
            Some(line) => (true, line.strip_suffix('\\').unwrap_or(line)),
            None => (false, line),
        };
        let is_path = line.contains('/');
        let signs = signs(&nfc(line.strip_prefix('/').unwrap_or(line)))?;
        Some(Pattern { is_exception, is_for_folders, is_path, signs })
    }

    fn matches(&self, path: &[char], is_folder: bool) -> bool {
        if self.is_for_folders && !is_folder {
            return false;
        }
        let name = path.rsplit(|c| *c == '/').next().unwrap_or(path);
        let path = if self.is_path { path } else { name };
        // Whether the signs from one on match the path from each place on: the last sign first.
        let mut rest_matches = vec![false; path.len()];
        rest_matches.push(true);
        for sign in self.signs.iter().rev() {
            rest_matches = sign.before(&rest_matches, path);
        }
        rest_matches[0]
    }
}

impl Sign {
    /// Tells for each place of the path whether this sign, and the rest after it, match from there.
    fn before(&self, rest_matches: &[bool], path: &[char]) -> Vec<bool> {
        let mut matches = vec![false; rest_matches.len()];
        let mut is_below_folder = false;
        for place in (0..matches.len()).rev() {
            let c = path.get(place).copied();
            let next_matches = |matches: &[bool]| c.is_some() && matches[place + 1];
            is_below_folder |= c == Some('/') && next_matches(rest_matches);
            matches[place] = match self {
                Sign::Star => rest_matches[place] || c != Some('/') && next_matches(&matches),
                Sign::Folders => rest_matches[place] || is_below_folder,
                Sign::Below => c.is_some(),
                sign => c.is_some_and(|c| sign.is(c)) && next_matches(rest_matches),
            };
        }
        matches
    }

    /// Tells whether `c`, in lower case, is what the sign stands for.
    fn is(&self, c: char) -> bool {
        match self {
            Sign::Exactly(wanted) => c == *wanted,
            Sign::OneOf { ranges, is_reversed } => {
                let upper = c.to_uppercase().next().unwrap_or(c);
                let is_in = |(first, last): &(char, char)| {
                    (first..=last).contains(&&c) || (first..=last).contains(&&upper)
                };
                c != '/' && ranges.iter().any(is_in) != *is_reversed
            }
            Sign::Any => c != '/',
            Sign::Star | Sign::Folders | Sign::Below => false,
        }
    }
}

fn lower(c: char) -> char {
    c.to_lowercase().next().unwrap_or(c)
}

/// Divides a pattern into its signs; `None` if a bracket never closes, or nothing follows `\`.
fn signs(pattern: &str) -> Option<Vec<Sign>> {
    let mut signs = Vec::new();
    let mut rest = pattern;
    while let Some(c) = rest.chars().next() {
        let is_start = matches!(signs.last(), None | Some(Sign::Exactly('/') | Sign::Folders));
        let after_stars = rest.strip_prefix("**").filter(|_| is_start);
        let (sign, after) = match (c, after_stars) {
            (_, Some("")) => (Sign::Below, ""),
            (_, Some(after)) if after.starts_with('/') => (Sign::Folders, &after[1..]),
            ('*', _) => (Sign::Star, &rest[1..]),
            ('?', _) => (Sign::Any, &rest[1..]),
            ('[', _) => one_of(&rest[1..])?,
            ('\\', _) => {
                let escaped = rest[1..].chars().next()?;
                (Sign::Exactly(lower(escaped)), &rest[1 + escaped.len_utf8()..])
            }
            (c, _) => (Sign::Exactly(lower(c)), &rest[c.len_utf8()..]),
        };
        signs.push(sign);
        rest = after;
    }
    Some(signs)
}

/// Reads what follows a `[`, up to its `]`, and returns what follows that.
fn one_of(rest: &str) -> Option<(Sign, &str)> {
    let inside = rest.strip_prefix(['!', '^']);
    let is_reversed = inside.is_some();
    let inside = inside.unwrap_or(rest);
    // A bracket that comes first is only a character.
    let first = inside.chars().next()?.len_utf8();
    let end = first + inside[first..].find(']')?;
    let mut ranges = Vec::new();
    let mut chars = inside[..end].chars();
    while let Some(first) = chars.next() {
        let range = chars.as_str().strip_prefix('-').and_then(|rest| rest.chars().next());
        if range.is_some() {
            chars.nth(1);
        }
        ranges.push((first, range.unwrap_or(first)));
    }
    let is_sorted = ranges.iter().all(|(first, last)| first <= last);
    is_sorted.then_some((Sign::OneOf { ranges, is_reversed }, &inside[end + 1..]))
}

#[cfg(test)]
mod tests {
    use ignore::gitignore::GitignoreBuilder;
    use proptest::collection::vec;
    use proptest::prelude::ProptestConfig;
    use proptest::prop_assert_eq;
    use proptest::proptest;

    use super::*;

    fn matches(patterns: &[String], path: &str, is_folder: bool) -> bool {
        Ignored::new(patterns).matches(path, is_folder)
    }

    const PATTERN: &str = "[!#]?/?([abC*?/]|\\*\\*|/\\*\\*/|\\[a\\]|\\[a-b\\]){0,6}[/ ]?";

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(1_000))]

        #[test]
        fn the_patterns_mean_what_they_mean_to_ripgrep(
            mut patterns in vec(PATTERN, 1..4),
            path in "[aAbBc]{1,3}(/[aAbBc]{1,3}){0,3}",
            is_folder in proptest::bool::ANY,
        ) {
            // What an empty name means, nobody knows.
            let is_odd = |pattern: &String| {
                pattern.contains("//") || pattern.trim_matches(['!', '/', ' ']).is_empty()
            };
            patterns.retain(|pattern| !is_odd(pattern));
            let mut builder = GitignoreBuilder::new(".");
            builder.case_insensitive(true).unwrap();
            for pattern in &patterns {
                let _ = builder.add_line(None, pattern);
            }
            let theirs = builder.build().unwrap().matched(&path, is_folder).is_ignore();
            let ours = matches(&patterns, &path, is_folder);
            prop_assert_eq!(ours, theirs, "{:?} {}", patterns, path);
        }
    }

    #[test]
    fn every_character_is_one_in_any_case() {
        let matches = |pattern: &str, path| matches(&[pattern.to_owned()], path, false);
        assert!(matches("?ü", "ÜÜ") && matches("ZO[E-Ë]", "x/zoë") && matches("*É", "é"));
        assert!(matches("[!b]*", "x/a") && !matches("x[!b]a", "x/a") && !matches("[!b]", "B"));
    }

    #[test]
    fn many_stars_take_no_time() {
        let path = "a".repeat(200);
        assert!(!matches(&["*a".repeat(100) + "b"], &path, false));
        assert!(matches(&["*a".repeat(100)], &path, false));
    }

    #[test]
    fn what_is_no_pattern_matches_nothing() {
        for pattern in ["", "  ", "# a", "[a", "a\\", "[b-a]", "/"] {
            assert!(!matches(&[pattern.to_owned()], "a", false), "{pattern}");
        }
        assert!(matches(&["\\!a\\*".to_owned()], "x/!a*", false));
        assert!(matches(&["[]]".to_owned()], "]", false));
        assert!(matches(&["a\\ ".to_owned()], "a ", false));
        assert!(Ignored::new(&["a\\/".to_owned()]).matches("a", true));
    }
}
