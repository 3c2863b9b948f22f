//! Ten thousand operations in a row: no invariant breaks, and a refusal changes nothing.

use std::collections::{BTreeMap, BTreeSet};

use apptunnel::Fleet;

use crate::support::choices::Choices;
use crate::support::files;
use crate::support::fleet_operations::operate;

/// SplitMix64, from a fixed seed.
fn choose(mut state: u64) -> impl FnMut(u64) -> u64 {
    move |limit| {
        state = state.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut z = state;
        z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (z ^ (z >> 31)) % limit
    }
}

#[test]
fn ten_thousand_operations_break_no_invariant() {
    let files = ["good.p12", "group.cer", "no-root.p12"].map(files::open);
    let mut fleet = Fleet::default();
    let mut choices = Choices::new(choose(20_260_601));
    let mut outcomes: BTreeMap<(&str, bool), usize> = BTreeMap::new();
    for _ in 0..10_000 {
        *outcomes.entry(operate(&mut fleet, &mut choices, &files)).or_default() += 1;
    }
    let operations: BTreeSet<&str> = outcomes.keys().map(|(operation, _)| *operation).collect();
    assert_eq!(operations.len(), 19);
    for operation in operations {
        assert!(outcomes.contains_key(&(operation, true)), "{operation} never went well");
        assert!(outcomes.contains_key(&(operation, false)), "{operation} was never refused");
    }
}
