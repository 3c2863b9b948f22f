//! What a signature cache may change: the time, and nothing else.

use std::thread;

use apptunnel::Budget;
use apptunnel::device::{Origin, Release};
use apptunnel::path::{RuleSet, SignatureCache};

use crate::support::apple::Chain;

#[test]
fn a_wrong_signature_stays_wrong() {
    let good = Chain::below(Origin::User);
    let bad = good.clone().with(|chain| chain.links[0].is_damaged = true);
    // The leaf's signature and the CA's are remembered; the root's own is kept with the root.
    let cache = SignatureCache::new(100);
    for chain in [&good, &bad, &good, &bad] {
        let (mut evaluator, leaf, others) = chain.path_question(RuleSet::rfc5280());
        let without = evaluator.evaluate(&leaf, &others);
        evaluator.signatures = Some(cache.clone());
        let with = evaluator.evaluate(&leaf, &others);
        assert_eq!(with.is_accepted(), !chain.links[0].is_damaged);
        assert_eq!(with.summary(), without.summary());
        assert_eq!(cache.len(), 2);
    }
    let cache = SignatureCache::new(100);
    for chain in [&good, &bad, &good, &bad] {
        let (mut evaluator, leaf, others) = chain.question(Release::latest());
        let without = evaluator.evaluate(&leaf, &others);
        evaluator.signatures = Some(cache.clone());
        let with = evaluator.evaluate(&leaf, &others);
        assert_eq!(with.is_accepted(), !chain.links[0].is_damaged);
        assert_eq!(with.summary(), without.summary());
        assert_eq!(cache.len(), 2);
    }
}

/// Otherwise the answer would depend on what was asked before.
#[test]
fn a_hit_counts_as_a_check() {
    let mut chain = Chain::below(Origin::User);
    for (signatures, spent) in [(3, None), (1, Some("signatures"))] {
        chain.budget = Budget::default().with_signatures(signatures);
        let (mut evaluator, leaf, others) = chain.path_question(RuleSet::rfc5280());
        evaluator.signatures = Some(SignatureCache::new(100));
        for _ in 0..3 {
            assert_eq!(evaluator.evaluate(&leaf, &others).budget_spent(), spent);
        }
    }
}

#[test]
fn threads_share_it() {
    let (mut evaluator, leaf, others) = Chain::below(Origin::User).question(Release::latest());
    let cache = SignatureCache::new(100);
    evaluator.signatures = Some(cache.clone());
    let prepared = evaluator.prepare(&others);
    thread::scope(|scope| {
        for _ in 0..4 {
            let (prepared, evaluator) = (prepared.clone(), evaluator.clone());
            let (leaf, others) = (&leaf, &others);
            scope.spawn(move || {
                for _ in 0..50 {
                    assert!(prepared.evaluate(leaf).is_accepted() && evaluator.evaluate(leaf, others).is_accepted());
                }
            });
        }
    });
    assert_eq!(cache.len(), 2);
}
