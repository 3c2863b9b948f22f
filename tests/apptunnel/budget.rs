//! Each limit of the budget is held to the very number. The rest have their tests where their work is done; DESIGN.md
//! says where.

use apptunnel::device::{Origin, Release};
use apptunnel::path::RuleSet;
use apptunnel::{Budget, Bundle};

use crate::support::apple::Chain;
use crate::support::files;

type Set = fn(&mut Budget, usize);

fn budget(set: Set, limit: usize) -> Budget {
    let mut budget = Budget::default();
    set(&mut budget, limit);
    budget
}

#[test]
fn a_file_opens_with_what_it_needs_and_no_less() {
    let p12 = files::example("good.p12");
    let pem = files::example("chain.pem");
    let cases: [(&[u8], Set, usize); 4] = [
        (&p12, |it, limit| it.input_bytes = limit, p12.len()),
        (&p12, |it, limit| it.private_keys = limit, 1),
        (&p12, |it, limit| it.kdf_iterations = limit as u64, 3 * 2_048),
        (&pem, |it, limit| it.certificates = limit, 3),
    ];
    for (file, set, needed) in cases {
        let open = |limit| Bundle::open_within(file, Some("sentry"), &budget(set, limit));
        assert!(open(needed).is_ok(), "{needed}");
        assert_eq!(open(needed - 1).unwrap_err().kind(), "limit-exceeded", "{needed}");
    }
}

/// How deep a file is, is not known from without.
#[test]
fn a_file_nests_no_deeper_than_allowed() {
    let cases: [(&str, &str, Set); 2] = [
        ("containers/p12-ber-nested.p12", "Passwort-1", |it, limit| it.asn1_depth = limit),
        ("containers/p12-nested-2.p12", "Passwort-1", |it, limit| it.safe_contents_depth = limit),
    ];
    for (file, password, set) in cases {
        let p12 = files::fixture(file);
        let open = |limit| Bundle::open_within(&p12, Some(password), &budget(set, limit));
        let needed = (0..64).find(|limit| open(*limit).is_ok()).unwrap();
        assert!(needed > 1, "{file} {needed}");
        assert!((0..needed).all(|limit| open(limit).is_err()), "{file} {needed}");
    }
}

#[test]
fn a_chain_is_found_with_what_it_needs_and_no_less() {
    let cases: [(&str, Set, usize); 4] = [
        ("signatures", |it, limit| it.signatures = limit, 2),
        ("path_steps", |it, limit| it.path_steps = limit, 2),
        ("paths", |it, limit| it.paths = limit, 1),
        ("path_length", |it, limit| it.path_length = limit, 3),
    ];
    for (name, set, needed) in cases {
        let spent = |limit| {
            let (mut evaluator, leaf, others) = Chain::below(Origin::User).path_question(RuleSet::rfc5280());
            evaluator.budget = budget(set, limit);
            let evaluation = evaluator.evaluate(&leaf, &others);
            assert_eq!(evaluation.is_accepted(), limit >= needed, "{name} {limit}");
            evaluation.budget_spent()
        };
        assert_eq!((spent(needed), spent(needed - 1)), (None, Some(name)));
    }
}

/// Apple's search has steps of its own: how many this chain needs, is not known from without.
#[test]
fn the_search_of_a_device_ends_with_its_steps() {
    let evaluate = |limit| {
        let (mut evaluator, leaf, others) = Chain::below(Origin::User).question(Release::latest());
        evaluator.budget.path_steps = limit;
        evaluator.evaluate(&leaf, &others)
    };
    let needed = (0..100).find(|limit| evaluate(*limit).is_accepted()).unwrap();
    assert!(needed > 2, "{needed}");
    for limit in 0..needed {
        assert_eq!(evaluate(limit).budget_spent(), Some("path_steps"), "{limit}");
    }
}
