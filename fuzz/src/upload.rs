//! Any file, opened and checked: the same report each time, which its JSON holds whole.

use apptunnel::container::OpenError;
use apptunnel::upload::{Store, UploadOptions};
use apptunnel::{Budget, Bundle, Report, upload};

use super::{PASSWORD, now};

/// Any bytes.
pub fn check(file: &[u8]) {
    for password in [None, Some(""), Some(PASSWORD)] {
        if let Ok(bundle) = open(file, password) {
            report(&bundle);
        }
    }
}

/// Opens a file within a smaller budget: a fuzzer that finds a million iterations is slow and learns nothing.
pub(super) fn open(file: &[u8], password: Option<&str>) -> Result<Bundle, OpenError> {
    let budget = Budget::default().with_kdf_iterations(10_000).with_scrypt_cost(1 << 14);
    Bundle::open_within(file, password, &budget)
}

/// What was opened makes a sound report.
pub(super) fn report(bundle: &Bundle) {
    let summary = serde_json::to_string(&bundle.summary()).unwrap();
    assert_eq!(serde_json::from_str::<apptunnel::container::BundleSummary>(&summary).unwrap(), bundle.summary());
    for store in Store::ALL {
        let context =
            UploadOptions::default().with_store(store).with_server_name("sentry.example.com".parse().unwrap());
        let report = upload::check(bundle, &context, now());
        assert_eq!(report, upload::check(bundle, &context, now()));
        assert_eq!(serde_json::from_str::<Report>(&report.to_json()).unwrap(), report);
        assert!(!report.to_string().chars().any(|char| char.is_control() && char != '\n'), "{report}");
    }
}

/// The certificates in DER and the keys, in file order.
pub(super) fn contents(bundle: &Bundle) -> (Vec<&[u8]>, Vec<&[u8]>) {
    (
        bundle.certificates().iter().map(|it| it.item().der()).collect(),
        bundle.keys().iter().map(|it| it.item().secret_der()).collect(),
    )
}
