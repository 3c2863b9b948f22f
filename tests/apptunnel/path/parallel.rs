//! Many leaves on several threads: the answers of one, in their order.

use std::cell::Cell;

use apptunnel::device::{Origin, Release};

use crate::support::apple::Chain;

#[test]
fn answers_come_in_the_order_of_the_leaves() {
    let (evaluator, good, others) = Chain::below(Origin::User).question(Release::latest());
    let prepared = evaluator.prepare(&others);
    let bad = others[0].der();
    // Good, not a server's, and no certificate at all.
    let leaves = (0..3_000).map(|number| [good.der(), bad, b"nothing"][number % 3]);
    let mut count = 0;
    for answer in prepared.evaluate_all(leaves) {
        match count % 3 {
            0 => assert!(answer.unwrap().is_accepted()),
            1 => assert!(!answer.unwrap().is_accepted()),
            _ => assert!(answer.is_err()),
        }
        count += 1;
    }
    assert_eq!(count, 3_000);
}

/// So memory does not grow with their number.
#[test]
fn leaves_are_taken_as_answers_are() {
    let (evaluator, leaf, others) = Chain::below(Origin::User).question(Release::latest());
    let prepared = evaluator.prepare(&others);
    let taken = Cell::new(0);
    let leaves = (0..5_000).map(|_| {
        taken.set(taken.get() + 1);
        leaf.der()
    });
    let answers = prepared.evaluate_all(leaves);
    assert_eq!(taken.get(), 0);
    for (given, _) in answers.enumerate() {
        assert!(taken.get() - given <= 1_024);
    }
    assert_eq!(taken.get(), 5_000);
}
