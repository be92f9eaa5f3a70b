//! Any text as `keepwarm.yaml`: refused, with each problem in its place, or settings with which a
//! vault can be walked, read and shown.

use std::path::Path;

use keepwarm::date::Today;
use keepwarm::disk::Walker;
use keepwarm::note;
use keepwarm::render::markdown;
use keepwarm::render::markdown::Page;
use keepwarm::rules;
use keepwarm::settings;
use keepwarm::vault::Joined;

use super::reading::PATHS;
use super::reading::check_place;
use super::reading::today;

/// Checks one text.
pub fn check(bytes: &[u8]) {
    let Ok(text) = str::from_utf8(bytes) else { return };
    let settings = match settings::read(text) {
        Ok(settings) => settings,
        Err(problems) => {
            assert!(!problems.is_empty(), "refused without a word");
            problems.iter().for_each(|problem| check_place(problem, text));
            return;
        }
    };
    for path in settings.generated() {
        let is_inside = Path::new(path)
            .components()
            .all(|part| matches!(part, std::path::Component::Normal(_)));
        assert!(is_inside && !path.is_empty(), "{path:?} leads out of the vault");
    }
    let walker = Walker::new(Path::new("no folder of this name"), &settings);
    assert!(walker.walk("people/ada.md").0.is_empty());
    let note = "---\nlast_contact: 2026-01-01\ntags: [mentor]\n---\n## Log\n\n- [ ] write\n";
    let notes = PATHS.map(|path| note::parse(path.into(), note, &settings));
    let joined = Joined::new(&settings, &notes, Vec::new());
    let mut page = Vec::new();
    let agenda = rules::due(&joined.vault(), Today(today()));
    markdown::dashboard(&agenda, &settings, &[], &mut page).expect("there is room");
    assert!(Page::read(&page).has_block(), "{page:?}");
}
