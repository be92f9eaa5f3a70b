//! The same for each of many things, on every core.

mod threads;

pub(crate) use threads::start;

use std::hint::black_box;
use std::sync::OnceLock;

use rayon::iter::IntoParallelIterator;
use rayon::iter::ParallelIterator;

/// Returns what `make` makes of each thing, in their order.
///
/// All of it but the work itself is there once; each of rayon's own iterators would add ten
/// kilobytes to the program.
pub(crate) fn map<T: Sync, M: Send + Sync>(all: &[T], make: impl Fn(&T) -> M + Sync) -> Vec<M> {
    let made: Vec<OnceLock<M>> = all.iter().map(|_| OnceLock::new()).collect();
    for_each(all.len(), &|index| {
        made[index].get_or_init(|| make(&all[index]));
    });
    made.into_iter().filter_map(OnceLock::into_inner).collect()
}

/// Does the same where each is little work: many are done in one go.
pub(crate) fn map_many<T: Sync, M: Send + Sync>(
    all: &[T],
    make: impl Fn(&T) -> M + Sync,
) -> Vec<M> {
    const PIECE: usize = 256;
    let pieces: Vec<&[T]> = all.chunks(PIECE).collect();
    let made = map(&pieces, |piece| piece.iter().map(&make).collect::<Vec<M>>());
    let mut whole = Vec::with_capacity(all.len());
    made.into_iter().for_each(|piece| whole.extend(piece));
    whole
}

/// Makes the allocator ask the system for much memory at once, where it would else ask for a page
/// at a time, and all other cores would have to wait each time. What is not used costs nothing.
pub(crate) fn make_room() {
    const ROOM: usize = 1024 * 1024;
    drop(black_box(Vec::<u8>::with_capacity(ROOM)));
}

fn for_each(n: usize, work: &(dyn Fn(usize) + Sync)) {
    (0..n).into_par_iter().for_each(|index| {
        make_room();
        work(index);
    });
}

/// Does both, side by side where there is a core for it.
pub(crate) fn both<A: Send, B: Send>(
    one: impl FnOnce() -> A + Send,
    other: impl FnOnce() -> B + Send,
) -> (A, B) {
    start();
    rayon::join(one, other)
}
