//! A rule that passes allocates nothing.

use apptunnel::device::trust::Policy;
use apptunnel::device::{Origin, Release};
use apptunnel::path::SignatureCache;

use crate::allocations::measured;
use crate::alone;
use crate::support::apple::Chain;

/// The rules for TLS servers come on top of the basic ones, and cost no allocation more.
#[test]
fn more_rules_are_not_more_allocations() {
    let _alone = alone();
    let [basic, server] = [Policy::BasicX509, Policy::SslServer].map(|policy| {
        let (mut evaluator, leaf, others) = Chain::below(Origin::User).question(Release::latest());
        evaluator.policy = policy;
        evaluator.signatures = Some(SignatureCache::new(100));
        let prepared = evaluator.prepare(&others);
        let evaluate = || {
            let (evaluation, allocated) = measured(|| prepared.evaluate(&leaf));
            assert!(evaluation.is_accepted() && evaluation.paths[0].findings.is_empty());
            allocated.count
        };
        evaluate();
        evaluate()
    });
    assert_eq!(server, basic);
    assert!(server <= 60, "{server} allocations");
}
