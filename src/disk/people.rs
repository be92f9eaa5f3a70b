//! Finding out who there are notes about, without reading all that the notes say.

use std::path::Path;
use std::sync::Arc;

use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

use crate::note::Person;
use crate::note::person;
use crate::settings::Settings;

use super::Found;
use super::Walker;
use super::read::read_with;

/// Returns the people whose notes' paths are `likely`, by path.
pub fn people(
    root: &Path,
    settings: &Settings,
    is_likely: impl Fn(&str) -> bool + Sync,
) -> Vec<(Arc<str>, Person)> {
    let read = |buffer: &mut Vec<u8>, found: Found| {
        let file = root.join(&*found.path);
        let person = read_with(&file, buffer, |text| person(&found.path, text, settings))?;
        Some((found.path, person?))
    };
    let read_all = |found: Vec<Found>| {
        let likely = found.into_par_iter().filter(|found| found.is_utf8 && is_likely(&found.path));
        likely.map_init(Vec::new, read).flatten_iter().collect()
    };
    let (mut people, _) = Walker::new(root, settings).walk_folders("", read_all);
    people.sort_unstable_by(|(a, _), (b, _)| a.cmp(b));
    people
}
