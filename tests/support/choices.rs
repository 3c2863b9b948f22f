//! Where random input comes from: bytes, of a generator or of a fuzzer, each of which is one choice.

use proptest::test_runner::{Config, RngSeed, TestRunner};

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

/// How many cases a generator makes: `PROPTEST_CASES`, or so many.
pub(crate) fn cases(default: u32) -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(default)
}

/// Makes so many cases, the same in every run.
pub(crate) fn runner(cases: u32, seed: u64) -> TestRunner {
    let rng_seed = RngSeed::Fixed(seed);
    TestRunner::new(Config { cases, rng_seed, failure_persistence: None, ..Config::default() })
}
