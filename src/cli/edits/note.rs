//! One note, and all that is to be said in it: one write, or none.

use std::fs;
use std::panic::AssertUnwindSafe;
use std::panic::catch_unwind;

use crate::change;
use crate::change::Change;
use crate::change::Refusal;
use crate::disk;
use crate::disk::DiskError;
use crate::disk::Index;
use crate::disk::Replaced;
use crate::text::Place;

use super::EditedNote;
use super::Mode;
use super::Outcome;

/// What was said in a note.
pub(super) struct Said {
    /// The note, if anything was.
    pub(super) note: Option<EditedNote>,
    /// What became of each wish.
    pub(super) outcomes: Vec<Outcome>,
}

/// Says in the note at `path` what each of some wishes wants said there. `None` if it is not the
/// note that was read before: then nothing is written.
pub(super) fn edit(
    index: &Index,
    path: &str,
    wishes: &[Vec<Change>],
    mode: Mode,
) -> Result<Option<Said>, DiskError> {
    // What is no text was not read as a note of ours.
    let bytes = index.bytes_as_read(path)?;
    let Some(old) = bytes.and_then(|bytes| String::from_utf8(bytes).ok()) else {
        return Ok(None);
    };
    let (new, refusals) = apply(index, path, &old, wishes);
    let mut doubt = None;
    if mode == Mode::Write && new != old {
        let file = index.root().join(path);
        match disk::replace(&file, Some(old.as_bytes()), new.as_bytes()) {
            Ok(Replaced::Yes) => {}
            Ok(Replaced::Changed) => return Ok(None),
            // It happened after all, but the system will not say that it is on the disk.
            Err(error) if fs::read(&file).is_ok_and(|now| now == new.as_bytes()) => {
                doubt = Some(error);
            }
            Err(error) => return Err(error),
        }
    }
    let outcome = |refusal| match (refusal, &doubt) {
        (Some(refusal), _) => Outcome::Refused(path.to_owned(), refusal),
        (None, Some(error)) => Outcome::Unsure(error.clone()),
        (None, None) => Outcome::Done,
    };
    let outcomes = refusals.into_iter().map(outcome).collect();
    let note = (new != old).then(|| EditedNote { path: path.to_owned(), old, new });
    Ok(Some(Said { note, outcomes }))
}

/// Returns the new text, and for each wish why it is refused, if it is. One that is refused does
/// not stop the others.
fn apply(
    index: &Index,
    path: &str,
    old: &str,
    wishes: &[Vec<Change>],
) -> (String, Vec<Option<Refusal>>) {
    let apply = |changes: &[Change]| apply_all(index, path, old, changes);
    if let Ok(new) = apply(&wishes.concat()) {
        return (new, vec![None; wishes.len()]);
    }
    let mut refusals: Vec<Option<Refusal>> = wishes.iter().map(|wish| apply(wish).err()).collect();
    let others = wishes.iter().zip(&refusals).filter(|(_, refusal)| refusal.is_none());
    let others: Vec<Change> = others.flat_map(|(wish, _)| wish.clone()).collect();
    match apply(&others) {
        Ok(new) => (new, refusals),
        Err(refusal) => {
            // Each could be said, but not all of them together.
            refusals.iter_mut().for_each(|own| *own = own.take().or(Some(refusal.clone())));
            (old.to_owned(), refusals)
        }
    }
}

/// A fault of ours in one note must not cost the others.
fn apply_all(index: &Index, path: &str, old: &str, changes: &[Change]) -> Result<String, Refusal> {
    let apply = || change::apply(path, old, changes, index.settings());
    catch_unwind(AssertUnwindSafe(apply)).unwrap_or_else(|_| {
        Err(Refusal {
            place: Place::START,
            reason: "keepwarm failed on it".to_owned(),
            help: "write it by hand".to_owned(),
        })
    })
}
