//! What is fuzzed: one module for each target, with a function that takes the input and panics on a finding.
//!
//! The binaries in `fuzz_targets` call them, and so does `tests/fuzz_corpus.rs` of the library, which runs every file of
//! the corpora as an ordinary test.

#![allow(
    missing_docs,
    unreachable_pub,
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a target fails by panicking"
)]

pub mod c_abi;
pub mod certificate;
mod chain;
pub mod crl;
pub mod fleet;
pub mod fleet_json;
pub mod hostname;
pub mod log_list;
pub mod name_constraints;
pub mod pem;
pub mod pkcs12;
pub mod pkcs7;
pub mod pki;
pub mod policies;
pub mod profile;
pub mod timestamps;
pub mod tls;
pub mod upload;

#[path = "../../tests/support/mod.rs"]
mod support;

use support::now;

/// The password of the fixtures.
const PASSWORD: &str = "Passwort-1";

/// A target: takes any input and panics on a finding.
pub type Target = fn(&[u8]);

/// Every target by its name, which is that of its corpus too.
pub const TARGETS: [(&str, Target); 17] = [
    ("c_abi", c_abi::check),
    ("certificate", certificate::check),
    ("crl", crl::check),
    ("fleet", fleet::check),
    ("fleet_json", fleet_json::check),
    ("hostname", hostname::check),
    ("log_list", log_list::check),
    ("name_constraints", name_constraints::check),
    ("pem", pem::check),
    ("pkcs12", pkcs12::check),
    ("pkcs7", pkcs7::check),
    ("pki", pki::check),
    ("policies", policies::check),
    ("profile", profile::check),
    ("timestamps", timestamps::check),
    ("tls", tls::check),
    ("upload", upload::check),
];

/// Cuts the input into values: two bytes with the length stand before each but the last.
fn parts<const N: usize>(input: &[u8]) -> [&[u8]; N] {
    let mut rest = input;
    std::array::from_fn(|index| {
        let [high, low, after @ ..] = rest else { return std::mem::take(&mut rest) };
        if index + 1 == N {
            return std::mem::take(&mut rest);
        }
        let length = usize::from(u16::from_be_bytes([*high, *low])).min(after.len());
        let (part, after) = after.split_at(length);
        rest = after;
        part
    })
}
