//! Fetching what is far away in memory, for many things at once.

use std::hint::black_box;

/// Looks at texts that are read soon. Where nothing else is done with them, the processor waits for
/// many of them at a time; later it would wait for one after the other.
pub(crate) fn fetch<'t>(texts: impl Iterator<Item = &'t str>) {
    let first = |text: &str| text.as_bytes().first().map_or(0, |byte| usize::from(*byte));
    black_box(texts.map(first).sum::<usize>());
}
