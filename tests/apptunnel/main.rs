//! The library as its users see it. Each module tests the module of the library that has its name; `docs` and `schema` compare
//! what is published with what the library has.
//!
//! Here one test runs beside another, so what measures memory and time has a program of its own: `measured`.

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
