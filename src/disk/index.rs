//! All notes as they were read last, kept up to date file by file.

use std::collections::BTreeMap;
use std::collections::BTreeSet;
use std::fs;
use std::hash::BuildHasher;
use std::hash::BuildHasherDefault;
use std::hash::DefaultHasher;
use std::io;
use std::path::Path;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::Mutex;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;
use std::time::Duration;
use std::time::Instant;

use rayon::slice::ParallelSliceMut;
use rustc_hash::FxHashSet;

use crate::diagnostic::Diagnostic;
use crate::note::Content;
use crate::note::Note;
use crate::parallel;
use crate::parallel::lock;
use crate::settings::Settings;

use super::DiskError;
use super::Found;
use super::Walker;
use super::read::Reader;
use super::read::read_again;
use super::walk::N_AT_A_TIME;

/// So long the last good reading of a file is kept, after it vanished or became unreadable: most
/// editors save in steps, and a reader may see each of them.
pub const DOUBT: Duration = Duration::from_secs(2);

/// What an index is read for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Use {
    /// One answer: what the system can tell of each file is not asked for.
    Once,
    /// To be kept up to date.
    Watch,
}

/// The notes of a vault, as they were read last.
#[derive(Debug)]
pub struct Index {
    root: PathBuf,
    used: Use,
    settings: Arc<Settings>,
    walker: Walker,
    /// Sorted by path.
    entries: Vec<Entry>,
    /// What is wrong with the folders themselves, by path.
    problems: BTreeMap<String, Diagnostic>,
    /// The notes whose last good reading is kept, and since when.
    doubtful: BTreeMap<String, Instant>,
}

/// A note, and the file that it was read from.
#[derive(Debug)]
struct Entry {
    note: Arc<Note>,
    /// Known of what is watched: one answer needs no room for it.
    stamp: Option<Box<Stamp>>,
}

/// What the system tells of a file, in short: the same stamp, the same bytes.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Stamp {
    /// A hash of what stays the same when the file gets another name.
    file: u64,
    /// When anything about it was changed, in nanoseconds.
    changed: i64,
}

impl Index {
    /// Reads all notes below `root`.
    pub fn read(root: &Path, settings: Settings, used: Use) -> Index {
        Index::read_counting(root, settings, used, &AtomicUsize::new(0))
    }

    /// Does the same, and counts in `n_read` how many are read so far.
    pub fn read_counting(
        root: &Path,
        settings: Settings,
        used: Use,
        n_read: &AtomicUsize,
    ) -> Index {
        parallel::start();
        let mut index = Index {
            root: root.to_owned(),
            used,
            walker: Walker::new(root, &settings),
            settings: Arc::new(settings),
            entries: Vec::new(),
            problems: BTreeMap::new(),
            doubtful: BTreeMap::new(),
        };
        let read = Mutex::new(Vec::new());
        let problems = index.walker.walk_folders("", &|found| {
            let entries = index.read_all(found, n_read);
            lock(&read).extend(entries);
        });
        index.enter(std::mem::take(&mut *lock(&read)));
        index.put_problems("", problems);
        index
    }

    /// Returns the vault's folder.
    pub fn root(&self) -> &Path {
        &self.root
    }

    /// Returns how the notes were read.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Returns the same, to keep.
    pub fn shared_settings(&self) -> Arc<Settings> {
        Arc::clone(&self.settings)
    }

    /// Returns the notes, by path.
    pub fn notes(&self) -> impl Iterator<Item = &Note> {
        self.shared_notes().map(|note| &**note)
    }

    /// Returns the same, to keep: a note that has not changed is the very same the next time.
    pub fn shared_notes(&self) -> impl Iterator<Item = &Arc<Note>> {
        self.entries.iter().map(|entry| &entry.note)
    }

    fn entry(&self, path: &str) -> Option<&Entry> {
        Some(&self.entries[self.place(path).ok()?])
    }

    /// Returns where the note at `path` is among the entries, else where it would be.
    fn place(&self, path: &str) -> Result<usize, usize> {
        self.entries.binary_search_by(|entry| (*entry.note.path).cmp(path))
    }

    /// Returns the bytes of a note, if they still say what was read from them; `None` if it is
    /// another note now, or none.
    ///
    /// # Errors
    ///
    /// Fails where the system will not let us read it.
    pub fn bytes_as_read(&self, path: &str) -> Result<Option<Vec<u8>>, DiskError> {
        let file = self.root.join(path);
        let Some(Entry { note: known, .. }) = self.entry(path) else { return Ok(None) };
        if !self.walker.finds(path) {
            return Ok(None);
        }
        match read_again(&known.path, &file, &self.settings) {
            Ok(read) => Ok(read.filter(|(note, _)| *note == **known).map(|(_, bytes)| bytes)),
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
            Err(error) => Err(DiskError::new("cannot read", &file, error)),
        }
    }

    /// Returns how many notes there are.
    pub fn n_notes(&self) -> usize {
        self.entries.len()
    }

    /// Returns what is wrong with the folders themselves.
    pub fn problems(&self) -> Vec<Diagnostic> {
        self.problems.values().cloned().collect()
    }

    /// Returns the path of a file below the vault's folder, with `/`.
    pub fn relative(&self, file: &Path) -> String {
        self.walker.relative(file)
    }

    /// Reads all notes anew, in another way. What cannot be read just now stays as it was read
    /// last.
    pub fn configure(&mut self, settings: Settings, now: Instant) {
        self.walker = Walker::new(&self.root, &settings);
        self.settings = Arc::new(settings);
        let known = self.notes().map(|note| note.path.to_string()).collect();
        self.look(&[""], &known, now);
    }

    /// Looks again at the files and folders at `paths`, and returns the paths of the notes that
    /// are different now.
    pub fn refresh(&mut self, paths: &BTreeSet<String>, now: Instant) -> BTreeSet<String> {
        let mut trees: Vec<&str> = Vec::new();
        for path in paths {
            // What is below a folder that is looked at is looked at with it.
            if !trees.last().is_some_and(|folder| is_at_or_below(path, folder)) {
                trees.push(path);
            }
        }
        self.look(&trees, paths, now)
    }

    /// Looks at every file of the vault, and reads those that are not what they were.
    pub fn rescan(&mut self, now: Instant) -> BTreeSet<String> {
        self.look(&[""], &BTreeSet::new(), now)
    }

    /// Returns when the next doubtful note is to be looked at again, with [`Index::settle`].
    pub fn next_doubt(&self) -> Option<Instant> {
        self.doubtful.values().min().map(|since| *since + DOUBT)
    }

    /// Looks again at the doubtful notes whose time has come.
    pub fn settle(&mut self, now: Instant) -> BTreeSet<String> {
        let is_ripe = |(_, since): &(&String, &Instant)| **since + DOUBT <= now;
        let ripe = self.doubtful.iter().filter(is_ripe).map(|(path, _)| path.clone()).collect();
        self.refresh(&ripe, now)
    }

    /// Looks at all files in `trees`. Those that are `named` are read; the others only if their
    /// stamp is another one.
    fn look(&mut self, trees: &[&str], named: &BTreeSet<String>, now: Instant) -> BTreeSet<String> {
        let mut changed = BTreeSet::new();
        let mut new = Vec::new();
        let mut wanted = Vec::new();
        let mut gone = BTreeSet::new();
        for tree in trees {
            let (found, problems) = self.walker.walk(tree);
            changed.extend(self.put_problems(tree, problems));
            gone.extend(self.gone(tree, &found));
            let is_wanted =
                |found: &Found| named.contains(&*found.path) || self.is_different(found);
            wanted.extend(found.into_iter().filter(is_wanted));
        }
        let n_read = AtomicUsize::new(0);
        let parts: Vec<&[Found]> = wanted.chunks(N_AT_A_TIME).collect();
        let read = parallel::map(&parts, |part| self.read_all(part.to_vec(), &n_read));
        for entry in read.into_iter().flatten() {
            let path = entry.note.path.to_string();
            let is_other = match self.place(&path) {
                Ok(place) => self.put(place, entry, now),
                Err(_) => {
                    new.push(entry);
                    true
                }
            };
            if is_other {
                changed.insert(path);
            }
        }
        self.enter(new);
        // What is gone comes last: by now it is known whether it only has another name.
        let missing = self.doubtful.keys().filter(|path| !self.root.join(path).exists());
        gone.extend(missing.cloned());
        let moved = self.moved(&gone);
        gone.retain(|path| self.is_gone_for_good(path, &moved, now));
        if !gone.is_empty() {
            self.entries.retain(|entry| !gone.contains(&*entry.note.path));
        }
        changed.extend(gone);
        changed
    }

    /// Returns the notes at and below `tree` that are not among those found there, which are sorted
    /// by path.
    fn gone(&self, tree: &str, found: &[Found]) -> Vec<String> {
        let is_there = |path: &str| found.binary_search_by(|found| (*found.path).cmp(path)).is_ok();
        let start = self.place(tree).unwrap_or_else(|place| place);
        let known = self.entries[start..].iter().map(|entry| &*entry.note.path);
        let known = known.take_while(|path| path.starts_with(tree));
        known
            .filter(|path| is_at_or_below(path, tree) && !is_there(path))
            .map(str::to_owned)
            .collect()
    }

    fn is_different(&self, found: &Found) -> bool {
        let known = self.entry(&found.path).and_then(|entry| entry.stamp.as_deref());
        known.is_none() || known != stamp(&self.root.join(&*found.path)).as_ref()
    }

    fn read_all(&self, found: Vec<Found>, n_read: &AtomicUsize) -> Vec<Entry> {
        let mut reader = Reader::new(&self.root, &self.settings);
        parallel::make_room();
        let read = found.into_iter().filter_map(|found| {
            let (note, metadata) = reader.read(found, self.used)?;
            n_read.fetch_add(1, Ordering::Relaxed);
            Some(Entry {
                note: Arc::new(note),
                stamp: metadata.as_ref().map(Stamp::of).map(Box::new),
            })
        });
        read.collect()
    }

    /// Enters notes that were not there.
    fn enter(&mut self, new: Vec<Entry>) {
        const FEW: usize = 16;
        if new.len() <= FEW {
            for entry in new {
                let place = self.place(&entry.note.path).unwrap_or_else(|place| place);
                self.entries.insert(place, entry);
            }
        } else {
            self.entries.extend(new);
            self.entries.par_sort_unstable_by(|a, b| a.note.path.cmp(&b.note.path));
        }
    }

    /// Enters another reading of the note at that place; tells whether it is another one than
    /// before.
    fn put(&mut self, place: usize, entry: Entry, now: Instant) -> bool {
        let old = &mut self.entries[place];
        let is_same = old.note == entry.note;
        let is_lost = entry.note.content == Content::Other && old.note.content != Content::Other;
        if is_lost && !is_over(&mut self.doubtful, &entry.note.path, now) {
            // Keep the last good reading, and look at the file again.
            old.stamp = None;
            return false;
        }
        self.doubtful.remove(&*entry.note.path);
        match is_same {
            // The very same note is known to have the same reading.
            true => old.stamp = entry.stamp,
            false => *old = entry,
        }
        !is_same
    }

    /// Returns those of the notes that are gone whose file is still there, under another name.
    fn moved(&self, gone: &BTreeSet<String>) -> BTreeSet<String> {
        if gone.is_empty() {
            return BTreeSet::new();
        }
        let file = |entry: &Entry| entry.stamp.as_ref().map(|stamp| stamp.file);
        let others = self.entries.iter().filter(|entry| !gone.contains(&*entry.note.path));
        let there: FxHashSet<u64> = others.filter_map(file).collect();
        let is_there = |path: &&String| {
            self.entry(path).and_then(file).is_some_and(|file| there.contains(&file))
        };
        gone.iter().filter(is_there).cloned().collect()
    }

    /// Tells whether a note whose file is gone was moved, or is gone for good.
    fn is_gone_for_good(&mut self, path: &str, moved: &BTreeSet<String>, now: Instant) -> bool {
        let Some(entry) = self.entry(path) else { return false };
        let is_ours = entry.note.content != Content::Other;
        if is_ours && !moved.contains(path) && !is_over(&mut self.doubtful, path, now) {
            return false;
        }
        self.doubtful.remove(path);
        true
    }

    /// Replaces what is wrong at and below `path`; returns the paths where that changed.
    fn put_problems(&mut self, path: &str, problems: Vec<Diagnostic>) -> BTreeSet<String> {
        let known = self.problems.range(path.to_owned()..).map(|(known, _)| known);
        let known = known.take_while(|known| known.starts_with(path));
        let known: Vec<String> =
            known.filter(|known| is_at_or_below(known, path)).cloned().collect();
        let (mut old, mut new) = (BTreeMap::new(), BTreeMap::new());
        old.extend(known.iter().filter_map(|known| self.problems.remove_entry(known)));
        new.extend(problems.into_iter().map(|problem| (problem.path.clone(), problem)));
        let differs = |path: &&String| old.get(*path) != new.get(*path);
        let changed = old.keys().chain(new.keys()).filter(differs).cloned().collect();
        self.problems.extend(new);
        changed
    }
}

/// Tells whether a note has been doubtful for long enough to believe it; else notes since when.
fn is_over(doubtful: &mut BTreeMap<String, Instant>, path: &str, now: Instant) -> bool {
    let since = *doubtful.entry(path.to_owned()).or_insert(now);
    let is_over = now >= since + DOUBT;
    if is_over {
        doubtful.remove(path);
    }
    is_over
}

fn is_at_or_below(path: &str, folder: &str) -> bool {
    let rest = path.strip_prefix(folder);
    rest.is_some_and(|rest| folder.is_empty() || rest.is_empty() || rest.starts_with('/'))
}

impl Stamp {
    /// Reads the stamp from what the system told before the file was read: what is written after
    /// it is noticed the next time.
    fn of(metadata: &fs::Metadata) -> Stamp {
        let (number, changed) = identity(metadata);
        let file = (metadata.len(), metadata.modified().ok(), number);
        Stamp { file: BuildHasherDefault::<DefaultHasher>::new().hash_one(file), changed }
    }
}

fn stamp(file: &Path) -> Option<Stamp> {
    fs::symlink_metadata(file).ok().as_ref().map(Stamp::of)
}

/// Returns the file's number, and when anything about it was changed.
#[cfg(unix)]
fn identity(metadata: &fs::Metadata) -> (u64, i64) {
    use std::os::unix::fs::MetadataExt;
    let changed = metadata.ctime().wrapping_mul(1_000_000_000);
    (metadata.ino(), changed.wrapping_add(metadata.ctime_nsec()))
}

#[cfg(not(unix))]
fn identity(_: &fs::Metadata) -> (u64, i64) {
    (0, 0)
}
