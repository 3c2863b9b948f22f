//! What input costs: memory, allocations and time. A test starts with [`alone`], so that none runs beside it.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking, and says what it measured"
)]

mod allocations;
mod container;
mod device;
mod fleet;
mod path;
mod profile;
#[path = "../support/mod.rs"]
mod support;

use std::sync::{Mutex, MutexGuard, PoisonError};

const MEBIBYTE: usize = 1 << 20;

/// Waits for the tests that run now, and keeps the others waiting.
fn alone() -> MutexGuard<'static, ()> {
    static ALONE: Mutex<()> = Mutex::new(());
    ALONE.lock().unwrap_or_else(PoisonError::into_inner)
}
