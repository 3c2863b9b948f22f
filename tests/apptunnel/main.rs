//! The library as its users see it. Each module tests the module of the library that has its name.
//!
//! What measures memory and time has a program of its own, `measured`: here one test runs beside another.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking, and says what it left out"
)]

mod admission;
mod budget;
mod catalogue;
mod container;
mod device;
mod docs;
mod fleet;
mod path;
mod profile;
mod report;
mod schema;
mod second_certificate;
#[path = "../support/mod.rs"]
mod support;
mod upload;
