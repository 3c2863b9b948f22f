//! The check of a fleet takes time that is linear in its size.

use crate::alone;
use crate::support::fleet::fleet;
use crate::support::now;

#[test]
fn four_times_the_fleet_takes_no_more_than_four_times_as_long() {
    let _alone = alone();
    let time = |profiles| {
        let fleet = fleet(profiles);
        let took = |_| {
            let start = std::time::Instant::now();
            assert!(!fleet.check(now()).findings.is_empty());
            start.elapsed()
        };
        (0..3).map(took).min().unwrap()
    };
    let (small, large) = (time(25), time(100));
    // A quadratic check would take sixteen times as long.
    assert!(large < small * 9, "{small:?} {large:?}");
}
