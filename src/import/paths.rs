//! Where the notes of an address book go: beside those that are there, and never over one.

use rustc_hash::FxHashMap;
use rustc_hash::FxHashSet;

use crate::composing::Habit;
use crate::text::fold;
use crate::text::without_extension;

/// Hands out the paths of new notes, each once.
pub struct Paths {
    habit: Habit,
    /// The folded names of what is in the folder.
    taken: FxHashSet<String>,
    /// The number that comes next, for each path that was handed out.
    next: FxHashMap<String, u32>,
}

impl Paths {
    /// Begins with the `names` of what is in the folder of the contacts. On some systems `Ada.md`
    /// and `ada.md` are one file, so they are one to us.
    pub fn new(habit: Habit, names: &[String]) -> Paths {
        let taken = names.iter().map(|name| fold(name).into_owned()).collect();
        Paths { habit, taken, next: FxHashMap::default() }
    }

    /// Returns the path of a new note about somebody: the first, from `ada-lovelace.md` and
    /// `ada-lovelace-2.md` on, where nothing is.
    pub(super) fn next(&mut self, name: &str) -> String {
        let first = self.habit.contact_path(name);
        let next = self.next.entry(fold(&first).into_owned()).or_insert(1);
        let stem = without_extension(&first);
        let gap = if stem.contains(' ') { " " } else { "-" };
        loop {
            let path = match *next {
                1 => first.clone(),
                number => format!("{stem}{gap}{number}.md"),
            };
            *next += 1;
            let name = path.rsplit('/').next().unwrap_or(&path);
            if self.taken.insert(fold(name).into_owned()) {
                return path;
            }
        }
    }
}
