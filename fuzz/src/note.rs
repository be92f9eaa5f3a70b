//! Any text as a whole note: read by both readers, with each problem in its place, and by every
//! function that reads notes for people.

use keepwarm::note;
use keepwarm::settings::Settings;

use super::reading::PATHS;
use super::reading::read;

/// Checks one text.
pub fn check(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let settings = Settings::new();
    for path in PATHS {
        read(path, text);
        let details = note::details(path, text, &settings);
        for passage in details.passages.iter().flat_map(|passage| &passage.lines) {
            assert!(!passage.text.contains('\n'), "{passage:?}");
        }
        let _ = note::glance(path, text, &settings);
    }
    for line in text.lines() {
        assert!(!note::plain(line).contains('\n'));
        let _ = (note::links(line), note::without_links(line), note::tells_kind(line));
        let shown = keepwarm::text::visible(line);
        assert_eq!(shown.chars().count(), line.chars().count());
        assert!(!shown.contains(char::is_control), "{shown:?}");
    }
}
