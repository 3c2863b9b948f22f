//! Random PKIs: one verdict whatever the order, and the verdict of rustls-webpki but for the differences named here.
//!
//! The cases are the same in every run. `PROPTEST_CASES` makes more of them.

use apptunnel::path::SignatureCache;
use proptest::prelude::*;

use crate::support::choices::{cases, of_bytes, runner};
use crate::support::random_pki::{Built, Scenario};
#[cfg(feature = "aws-lc-rs")]
use crate::support::rustls_webpki::{self, DIFFERENCES, Verdicts};

/// Enough for every difference to occur, and soon done.
const CASES: u32 = 600;

#[test]
fn the_findings_do_not_depend_on_the_order_of_the_pool() {
    for_each_scenario(Built::is_the_same_in_any_order);
}

#[test]
fn an_unrelated_certificate_does_not_matter() {
    for_each_scenario(Built::is_the_same_with_a_stranger);
}

/// One cache for all scenarios, so small that much is forgotten.
#[test]
fn a_cache_and_a_prepared_pool_do_not_change_an_answer() {
    let cache = SignatureCache::new(50);
    for_each_scenario(|built| {
        let mut evaluator = built.evaluator();
        evaluator.signatures = Some(cache.clone());
        let prepared = evaluator.prepare(&built.pool);
        let first = built.evaluate();
        for again in [evaluator.evaluate(&built.leaf, &built.pool), prepared.evaluate(&built.leaf)] {
            assert_eq!(first.budget_spent(), again.budget_spent());
            assert_eq!(first.paths.len(), again.paths.len());
            for (first, again) in first.paths.iter().zip(&again.paths) {
                assert_eq!(&first.certificates, &again.certificates);
                assert_eq!(&first.findings, &again.findings);
            }
        }
        assert!(cache.len() <= 50);
    });
    assert!(!cache.is_empty());
}

#[test]
fn the_same_question_has_the_same_answer() {
    for_each_scenario(Built::is_the_same_again);
}

#[test]
#[cfg(feature = "aws-lc-rs")]
fn rustls_webpki_agrees() {
    use std::cell::RefCell;
    use std::collections::BTreeSet;

    let seen = RefCell::new(BTreeSet::new());
    let agreed = RefCell::new([0, 0]);
    let compare = |built: &Built| match rustls_webpki::compare(built) {
        Ok(Verdicts::Same(accepted)) => agreed.borrow_mut()[usize::from(accepted)] += 1,
        Ok(Verdicts::Differ(difference)) => {
            if seen.borrow_mut().insert(difference.name) {
                println!("{}: {}", difference.name, difference.reason);
            }
        }
        Err(disagreement) => panic!("{disagreement:#?}"),
    };
    for_each_scenario(compare);
    // A mesh that is too rare for that.
    compare(&built(include_bytes!("signature-checks")));
    println!("both refuse and both accept: {:?}", agreed.borrow());
    for difference in &DIFFERENCES {
        let is_needed = cases(CASES) < CASES || seen.borrow().contains(difference.name);
        assert!(is_needed, "{} does not occur", difference.name);
    }
}

fn for_each_scenario(test: impl Fn(&Built)) {
    let run = runner(cases(CASES), 5_282).run(&prop::collection::vec(any::<u8>(), 300), |bytes| {
        test(&built(&bytes));
        Ok(())
    });
    if let Err(error) = run {
        panic!("{error}");
    }
}

fn built(choices: &[u8]) -> Built {
    Scenario::new(&mut of_bytes(&mut choices.iter())).build()
}
