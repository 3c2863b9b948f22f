//! Where random input comes from: bytes, of a generator or of a fuzzer, each of which is one choice.

/// Whoever chooses: asked for a number below another.
pub(crate) struct Choices<F>(F);

/// Each byte is one choice. After the last, the first of everything is chosen.
pub(crate) fn of_bytes<'a>(bytes: &mut std::slice::Iter<'a, u8>) -> Choices<impl FnMut(u64) -> u64> {
    Choices(move |limit| bytes.next().map_or(0, |byte| u64::from(*byte) % limit))
}

impl<F: FnMut(u64) -> u64> Choices<F> {
    pub(crate) fn new(choose: F) -> Self {
        Self(choose)
    }

    pub(crate) fn below(&mut self, limit: u64) -> u64 {
        self.0(limit)
    }

    /// An index into so many.
    pub(crate) fn index(&mut self, count: usize) -> usize {
        usize::try_from(self.below(u64::try_from(count).unwrap())).unwrap()
    }

    pub(crate) fn one<T: Clone>(&mut self, of: &[T]) -> T {
        of[self.index(of.len())].clone()
    }
}
