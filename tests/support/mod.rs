//! What several suites make their input with: the tests, the fuzzers and the benches. None uses all of it.
#![allow(dead_code)]

pub(crate) mod apple;
pub(crate) mod choices;
// The fuzzers have not the libraries that it needs.
#[cfg(test)]
pub(crate) mod containers;
pub(crate) mod der;
pub(crate) mod fleet;
pub(crate) mod fleet_operations;
pub(crate) mod pki;
pub(crate) mod profiles;
pub(crate) mod random_pki;
#[cfg(feature = "aws-lc-rs")]
pub(crate) mod rustls_webpki;
