//! A fleet after any operations: what is refused changes nothing, and what is done can be saved and loaded.

use std::sync::LazyLock;

use apptunnel::{Bundle, Fleet};

use super::now;
use super::support::choices::of_bytes;
use super::support::fleet_operations::operate;

static FILES: LazyLock<[Bundle; 3]> = LazyLock::new(|| {
    let files: [&[u8]; 3] = [
        include_bytes!("../../examples/files/good.p12"),
        include_bytes!("../../examples/files/group.cer"),
        include_bytes!("../../examples/files/no-root.p12"),
    ];
    files.map(|file| Bundle::open(file, Some("sentry")).unwrap())
});

/// One choice in each byte: an operation, or something about one.
pub fn check(input: &[u8]) {
    let mut left = input.iter();
    let mut fleet = Fleet::default();
    while left.len() > 0 {
        operate(&mut fleet, &mut of_bytes(&mut left), &*FILES);
    }
    let report = fleet.check(now());
    assert_eq!(report, fleet.check(now()));
    assert_eq!(serde_json::from_str::<apptunnel::fleet::FleetReport>(&report.to_json()).unwrap(), report);
}
