//! A rule that passes allocates nothing.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking"
)]

use std::sync::atomic::Ordering;

use apptunnel::device::trust::Policy;
use apptunnel::device::{Origin, Release};
use apptunnel::path::SignatureCache;

#[cfg(test)]
#[path = "support/allocations.rs"]
mod allocations;
mod support;

use allocations::ALLOCATIONS;
use support::apple::Chain;

/// The rules for TLS servers come on top of the basic ones, and cost no allocation more.
#[test]
fn more_rules_are_not_more_allocations() {
    let [basic, server] = [Policy::BasicX509, Policy::SslServer].map(|policy| {
        let (mut evaluator, leaf, others) = Chain::below(Origin::User).question(Release::latest());
        evaluator.policy = policy;
        evaluator.signatures = Some(SignatureCache::new(100));
        let prepared = evaluator.prepare(&others);
        let evaluate = || {
            let before = ALLOCATIONS.load(Ordering::Relaxed);
            let evaluation = prepared.evaluate(&leaf);
            let allocations = ALLOCATIONS.load(Ordering::Relaxed) - before;
            assert!(evaluation.is_accepted() && evaluation.paths[0].findings.is_empty());
            allocations
        };
        evaluate();
        evaluate()
    });
    assert_eq!(server, basic);
    assert!(server <= 60, "{server} allocations");
}
