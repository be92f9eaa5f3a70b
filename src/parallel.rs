//! The same for each of many things, on every core.

mod threads;

pub(crate) use threads::start;

use std::hint::black_box;
use std::ops::Range;
use std::sync::Mutex;
use std::sync::MutexGuard;
use std::sync::PoisonError;
use std::sync::atomic::AtomicUsize;
use std::sync::atomic::Ordering;

use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

/// So many things that are little work each are done in one go.
pub(crate) const PIECE: usize = 256;

/// Returns what `make` makes of each thing, in their order.
pub(crate) fn map<T: Sync, M: Send>(all: &[T], make: impl Fn(&T) -> M + Sync) -> Vec<M> {
    map_pieces(all, 1, make)
}

/// Does the same where each is little work: many are done in one go.
pub(crate) fn map_many<T: Sync, M: Send>(all: &[T], make: impl Fn(&T) -> M + Sync) -> Vec<M> {
    map_pieces(all, PIECE, make)
}

fn map_pieces<T: Sync, M: Send>(all: &[T], piece: usize, make: impl Fn(&T) -> M + Sync) -> Vec<M> {
    let mut made = Vec::with_capacity(all.len());
    let add = |range: Range<usize>, made: &mut Vec<M>| made.extend(all[range].iter().map(&make));
    gather(&mut made, all.len(), piece, &add, Vec::append);
    made
}

/// What is made piece by piece, and is to stand in the order of the pieces.
struct Line<'r, R, P> {
    /// What is ready from the first piece on.
    ready: &'r mut R,
    n_ready: usize,
    /// Pieces that were made before one in front of them.
    waiting: Vec<(usize, P)>,
    /// Pieces that were emptied: their room is used again.
    empty: Vec<P>,
}

/// Gathers in `ready` what `add` adds for each of `n` things, of which so many are one piece, in
/// their order. `append` moves all of a piece to the end, as soon as those before it are there: so
/// nothing of it is kept twice.
pub(crate) fn gather<R: Send, P: Default + Send>(
    ready: &mut R,
    n: usize,
    piece: usize,
    add: &(dyn Fn(Range<usize>, &mut P) + Sync),
    append: fn(&mut R, &mut P),
) {
    let line = Mutex::new(Line { ready, n_ready: 0, waiting: Vec::new(), empty: Vec::new() });
    for_each(n.div_ceil(piece), &|index| {
        let mut made = lock(&line).empty.pop().unwrap_or_default();
        add(index * piece..n.min((index + 1) * piece), &mut made);
        let Line { ready, n_ready, waiting, empty } = &mut *lock(&line);
        waiting.push((index, made));
        while let Some(next) = waiting.iter().position(|(index, _)| index == n_ready) {
            let (_, mut made) = waiting.swap_remove(next);
            append(ready, &mut made);
            *n_ready += 1;
            empty.push(made);
        }
    });
}

/// Locks what several cores work on: whoever failed takes the whole down with it, and nobody sees
/// what they left.
pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Makes the allocator ask the system for much memory at once, where it would else ask for a page
/// at a time, and all other cores would have to wait each time. What is not used costs nothing.
pub(crate) fn make_room() {
    const ROOM: usize = 1024 * 1024;
    drop(black_box(Vec::<u8>::with_capacity(ROOM)));
}

/// Works on each of `n` things, begun in their order.
///
/// All of it but the work itself is there once; each of rayon's own iterators would add ten
/// kilobytes to the program.
fn for_each(n: usize, work: &(dyn Fn(usize) + Sync)) {
    let next = AtomicUsize::new(0);
    let indices = || Some(next.fetch_add(1, Ordering::Relaxed)).filter(|index| *index < n);
    let n_workers = rayon::current_num_threads().min(n);
    let work = |index| {
        make_room();
        work(index);
    };
    (0..n_workers).into_par_iter().for_each(|_| std::iter::from_fn(indices).for_each(work));
}

/// Does both, side by side where there is a core for it.
pub(crate) fn both<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    start();
    rayon::join(one, other)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_made_stands_in_the_order_of_what_it_is_made_of() {
        for n in [0, 1, 255, 256, 257, 10_000] {
            let all: Vec<usize> = (0..n).collect();
            let doubled: Vec<usize> = all.iter().map(|one| one * 2).collect();
            assert_eq!(map(&all, |one| one * 2), doubled);
            assert_eq!(map_many(&all, |one| one * 2), doubled);
            let mut text = String::from("0");
            let add = |range: Range<usize>, piece: &mut Vec<usize>| piece.extend(range.skip(1));
            gather(&mut text, n, 3, &add, |text, piece| {
                piece.drain(..).for_each(|one| text.push_str(&one.to_string()));
            });
            let left: String =
                all.iter().filter(|one| **one % 3 > 0).map(ToString::to_string).collect();
            assert_eq!(text, format!("0{left}"));
        }
    }
}
