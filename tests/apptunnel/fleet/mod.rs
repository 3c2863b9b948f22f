//! What the console holds: each row of what is documented, the check, and that nothing breaks an invariant.

mod authentication;
mod check;
mod distribution;
mod json;
mod random;
mod sentrys;
mod stores;

use apptunnel::fleet::{Refusal, Upload};
use apptunnel::upload::{self, Store};
use apptunnel::{Fleet, Profile};

use crate::support::{self, HOST, files, now};

/// Uploads a shipped file, with its warnings confirmed.
fn put(fleet: &mut Fleet, store: Store, name: &str, file: &str) {
    let upload = Upload::new(store, name.parse().unwrap()).with_confirm(true);
    fleet.upload(&upload, &files::open(file), &upload::UploadOptions::default(), now()).unwrap();
}

fn profile(name: &str, certificate: &str, second: Option<&str>) -> Profile {
    serde_json::from_value(support::fleet::profile(name, HOST, certificate, second, 2)).unwrap()
}

/// A fleet with the certificates `first` and `second` and the profile `Europe` that uses both.
fn europe() -> Fleet {
    let mut fleet = Fleet::default();
    put(&mut fleet, Store::TlsServer, "first", "good.p12");
    put(&mut fleet, Store::TlsServer, "second", "good.p12");
    fleet.add_profile(profile("Europe", "first", Some("second"))).unwrap();
    fleet
}

fn code<T: std::fmt::Debug>(outcome: Result<T, Refusal>) -> String {
    outcome.unwrap_err().findings()[0].code.to_string()
}
