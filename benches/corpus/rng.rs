//! Numbers that look like chance and are the same every time.

/// A stream of numbers.
pub(super) struct Rng {
    state: u64,
}

impl Rng {
    /// Begins the `number`-th stream of those called `name`.
    pub(super) fn new(name: &str, number: usize) -> Rng {
        // FNV-1a: each note has a stream of its own, whatever the others are.
        let bytes = name.bytes().chain(number.to_le_bytes());
        let hash = |hash: u64, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3);
        Rng { state: bytes.fold(0xcbf2_9ce4_8422_2325, hash) }
    }

    /// The next step of `SplitMix64`.
    fn next(&mut self) -> u64 {
        self.state = self.state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let z = (self.state ^ (self.state >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        z ^ (z >> 31)
    }

    /// Returns a number below `end`.
    pub(super) fn below(&mut self, end: usize) -> usize {
        usize::try_from(self.next() % end as u64).unwrap()
    }

    /// Returns a number from `first` to `last`.
    pub(super) fn between(&mut self, first: i64, last: i64) -> i64 {
        first + i64::try_from(self.below(usize::try_from(last - first).unwrap() + 1)).unwrap()
    }

    /// Says yes so often, of one.
    pub(super) fn chance(&mut self, share: f64) -> bool {
        (self.below(10_000) as f64) < share * 10_000.0
    }

    /// Picks one of several.
    pub(super) fn pick<'a, T>(&mut self, among: &'a [T]) -> &'a T {
        &among[self.below(among.len())]
    }

    /// Picks one of the words, which are divided by blanks.
    pub(super) fn word<'w>(&mut self, words: &'w str) -> &'w str {
        let n_words = words.split(' ').count();
        words.split(' ').nth(self.below(n_words)).unwrap()
    }
}
