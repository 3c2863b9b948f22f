//! The library beside its peers: the same work, in the same process, in turn.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a bench fails by panicking"
)]

pub mod measure;
pub mod pki;
pub mod rows;
