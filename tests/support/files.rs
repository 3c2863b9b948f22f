//! Files of the repository. Tests and benches start in its root.

use apptunnel::{Bundle, Certificate, Fleet};

/// One of `examples/files`.
pub(crate) fn example(name: &str) -> Vec<u8> {
    read(&format!("examples/files/{name}"))
}

/// One of `tests/fixtures`, such as `chains/good.pem`.
pub(crate) fn fixture(path: &str) -> Vec<u8> {
    read(&format!("tests/fixtures/{path}"))
}

/// One of `examples/files`, opened with their password.
pub(crate) fn open(name: &str) -> Bundle {
    Bundle::open(&example(name), Some("sentry")).unwrap()
}

/// A chain of `tests/fixtures/chains`, opened.
pub(crate) fn chain(name: &str) -> Bundle {
    Bundle::open(&fixture(&format!("chains/{name}")), None).unwrap()
}

pub(crate) fn certificates(bundle: &Bundle) -> Vec<Certificate> {
    bundle.certificates().iter().map(|stored| stored.item().clone()).collect()
}

/// The shipped fleet, as it is saved.
pub(crate) fn fleet_json() -> String {
    String::from_utf8(example("fleet.json")).unwrap()
}

pub(crate) fn fleet() -> Fleet {
    Fleet::from_json(&fleet_json()).unwrap()
}

fn read(path: &str) -> Vec<u8> {
    std::fs::read(path).unwrap_or_else(|error| panic!("{path}: {error}"))
}
