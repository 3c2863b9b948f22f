//! What several suites make their input with: the tests, the fuzzers and the benches. None uses all of it.
#![allow(dead_code)]

pub(crate) mod apple;
pub(crate) mod choices;
// The fuzzers do not use it, and lack the libraries that it needs.
#[cfg(test)]
pub(crate) mod containers;
pub(crate) mod der;
pub(crate) mod files;
pub(crate) mod fleet;
pub(crate) mod fleet_operations;
pub(crate) mod pki;
pub(crate) mod profiles;
pub(crate) mod random_pki;
#[cfg(feature = "aws-lc-rs")]
pub(crate) mod rustls_webpki;

use apptunnel::Certificate;
use base64::Engine as _;
use chrono::{DateTime, Utc};

/// The server that is asked about, where nothing else is said.
pub(crate) const HOST: &str = "sentry.example.com";

/// The instant that is asked about, where nothing else is said. The shipped files are made for it.
pub(crate) fn now() -> DateTime<Utc> {
    at("20260601000000")
}

/// An instant as `YYYYMMDDHHMMSS`.
pub(crate) fn at(digits: &str) -> DateTime<Utc> {
    chrono::NaiveDateTime::parse_from_str(digits, "%Y%m%d%H%M%S").unwrap().and_utc()
}

pub(crate) fn certificate(der: &[u8]) -> Certificate {
    Certificate::from_der(der).unwrap()
}

pub(crate) fn base64(bytes: &[u8]) -> String {
    base64::engine::general_purpose::STANDARD.encode(bytes)
}

/// A block of PEM, with its body on one line.
pub(crate) fn pem(label: &str, der: &[u8]) -> Vec<u8> {
    format!("-----BEGIN {label}-----\n{}\n-----END {label}-----\n", base64(der)).into_bytes()
}
