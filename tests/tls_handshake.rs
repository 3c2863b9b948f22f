//! What `tls::negotiate` says is what real TLS stacks do when both sides are set up like the rows.
//!
//! rustls shakes hands in memory, with the suites and groups it has. OpenSSL 3 does on the loopback interface, with the
//! older ones too; where there is no such `openssl` its tests say so and pass.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stderr,
    reason = "a test fails by panicking, and says what it left out"
)]

#[cfg(test)]
mod support;
#[path = "tls/openssl.rs"]
mod with_openssl;
#[path = "tls/rustls.rs"]
mod with_rustls;
