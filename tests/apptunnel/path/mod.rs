//! Paths: the same answer whatever the order, the cache and the number of threads.

#[cfg(feature = "parallel")]
mod parallel;
mod random;
mod signature_cache;
