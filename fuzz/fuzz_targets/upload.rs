//! Any bytes, opened and checked: no panic, no endless loop, and the same report each time.

#![no_main]

use apptunnel::upload::{self, Context};
use apptunnel::{Budget, Bundle};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|file: &[u8]| {
    // A fuzzer that finds a million iterations is slow and learns nothing.
    let budget = Budget { kdf_iterations: 10_000, scrypt_cost: 1 << 14, ..Budget::default() };
    for password in [None, Some(""), Some("sentry")] {
        if let Ok(bundle) = Bundle::open_within(file, password, &budget) {
            let at = "2026-06-01T00:00:00Z".parse().expect("an instant");
            let check = || upload::check(&bundle, &Context::default(), at).to_json();
            assert_eq!(check(), check());
        }
    }
});
