//! Finding out who there are notes about, without reading all that the notes say.

use std::path::Path;

use crate::note::Person;
use crate::note::person;
use crate::parallel;
use crate::settings::Settings;

use super::Found;
use super::Walker;
use super::read::read_with;

/// Returns the people whose notes' paths are `likely`, by path.
pub fn people(
    root: &Path,
    settings: &Settings,
    is_likely: impl Fn(&str) -> bool + Sync,
) -> Vec<(Box<str>, Person)> {
    let (mut found, _) = Walker::new(root, settings).walk("");
    found.retain(|found| found.is_utf8 && is_likely(&found.path));
    let people = parallel::map(&found, |Found { path, .. }| {
        let file = root.join(&**path);
        let person = read_with(&file, &mut Vec::new(), |text| person(path, text, settings))?;
        Some((path.clone(), person?))
    });
    people.into_iter().flatten().collect()
}
