//! The situations of PKITS sections 4.8 to 4.12, and how far each rule reaches.

mod chain;
mod hostile;
mod tree;

use chain::{
    ANY, BRONZE, CERTIFICATE_POLICIES, GOLD, LEAD, SILVER, certificate, constraints, extension, id, inhibit_any,
    inhibit_mapping, mappings, object_identifier, policies, require_explicit, self_issued, sequence, tlv,
};

use super::{InitialPolicies, PolicyFailure, PolicyInputs, PolicyRules, evaluate};
use crate::Certificate;

/// The policies that the chain is valid for, as text, or why it fails.
type Outcome = Result<Vec<String>, PolicyFailure>;

fn run_by(chain: &[Certificate], inputs: &PolicyInputs, rules: &PolicyRules) -> Outcome {
    let chain: Vec<&Certificate> = chain.iter().collect();
    let policies = evaluate(&chain, Certificate::is_self_issued, inputs, rules, None)?;
    Ok(policies.iter().map(ToString::to_string).collect())
}

fn run(chain: &[Certificate], inputs: &PolicyInputs) -> Outcome {
    run_by(chain, inputs, &PolicyRules::rfc5280(1_000))
}

fn any_of(policies: &[&str]) -> InitialPolicies {
    InitialPolicies::Only(policies.iter().map(|policy| id(policy)).collect())
}

fn accepting(policies: &[&str]) -> PolicyInputs {
    PolicyInputs { initial: any_of(policies), ..PolicyInputs::default() }
}

fn explicit() -> PolicyInputs {
    PolicyInputs { explicit: true, ..PolicyInputs::default() }
}

fn explicitly(policies: &[&str]) -> PolicyInputs {
    PolicyInputs { initial: any_of(policies), ..explicit() }
}

fn valid(policies: &[&str]) -> Outcome {
    Ok(policies.iter().map(ToString::to_string).collect())
}

fn invalid(index: usize, lost_at: Option<usize>, required_by: Option<usize>) -> Outcome {
    Err(PolicyFailure::NoValidPolicy { index, lost_at, required_by })
}

/// A chain of certificates that name these policies.
fn naming<const N: usize>(each: [&[&str]; N]) -> [Certificate; N] {
    each.map(|names| if names.is_empty() { certificate(&[]) } else { certificate(&[policies(names)]) })
}

// Certificate policies: PKITS section 4.8.

#[test]
fn one_policy_all_along() {
    let chain = naming([&[GOLD], &[GOLD], &[GOLD]]);
    for inputs in [PolicyInputs::default(), explicit(), explicitly(&[GOLD]), explicitly(&[GOLD, SILVER])] {
        assert_eq!(run(&chain, &inputs), valid(&[GOLD]));
    }
    assert_eq!(run(&chain, &explicitly(&[SILVER])), invalid(2, None, None));
    assert_eq!(run(&chain, &accepting(&[SILVER])), valid(&[]));
}

#[test]
fn no_policies_at_all() {
    let chain = naming([&[], &[]]);
    assert_eq!(run(&chain, &PolicyInputs::default()), valid(&[]));
    assert_eq!(run(&chain, &explicit()), invalid(0, Some(0), None));
}

#[test]
fn a_certificate_without_policies_ends_them_for_good() {
    let chain = naming([&[GOLD], &[], &[GOLD]]);
    assert_eq!(run(&chain, &PolicyInputs::default()), valid(&[]));
    assert_eq!(run(&chain, &explicit()), invalid(1, Some(1), None));
}

#[test]
fn different_policies_leave_none() {
    let chain = naming([&[GOLD], &[SILVER], &[SILVER]]);
    assert_eq!(run(&chain, &PolicyInputs::default()), valid(&[]));
    assert_eq!(run(&chain, &explicitly(&[GOLD, SILVER])), invalid(1, Some(1), None));
}

#[test]
fn overlapping_policies_leave_what_all_have() {
    let chain = naming([&[GOLD, SILVER, BRONZE], &[GOLD, SILVER], &[GOLD, LEAD]]);
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD]));
    assert_eq!(run(&chain, &explicitly(&[GOLD])), valid(&[GOLD]));
    assert_eq!(run(&chain, &explicitly(&[SILVER])), invalid(2, None, None));
}

#[test]
fn several_policies_all_along() {
    let chain = naming([&[SILVER, GOLD], &[GOLD, SILVER]]);
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD, SILVER]));
    assert_eq!(run(&chain, &explicitly(&[SILVER, LEAD])), valid(&[SILVER]));
}

#[test]
fn any_policy_all_along_is_valid_for_whatever_is_asked() {
    let chain = naming([&[ANY], &[ANY]]);
    assert_eq!(run(&chain, &explicit()), valid(&[ANY]));
    assert_eq!(run(&chain, &explicitly(&[SILVER, GOLD])), valid(&[GOLD, SILVER]));
}

#[test]
fn any_policy_lets_each_policy_pass() {
    assert_eq!(run(&naming([&[ANY], &[GOLD]]), &explicit()), valid(&[GOLD]));
    assert_eq!(run(&naming([&[GOLD], &[ANY]]), &explicit()), valid(&[GOLD]));
    assert_eq!(run(&naming([&[GOLD], &[ANY], &[SILVER]]), &explicit()), invalid(2, Some(2), None));
    // Named beside anyPolicy, a policy is itself and not any.
    assert_eq!(run(&naming([&[GOLD, ANY], &[ANY]]), &explicitly(&[LEAD])), valid(&[LEAD]));
    assert_eq!(run(&naming([&[GOLD, ANY], &[GOLD]]), &explicitly(&[LEAD])), invalid(1, None, None));
}

#[test]
fn any_policy_among_the_accepted_is_all_of_them() {
    let chain = naming([&[GOLD], &[GOLD]]);
    assert_eq!(run(&chain, &explicitly(&[SILVER, ANY])), valid(&[GOLD]));
    assert_eq!(run(&chain, &explicitly(&[])), invalid(1, None, None));
}

#[test]
fn qualifiers_change_nothing() {
    let notice = sequence(&[object_identifier("1.3.6.1.5.5.7.2.2"), sequence(&[tlv(0x0c, &[b'x'; 300])])]);
    let practice = sequence(&[object_identifier("1.3.6.1.5.5.7.2.1"), tlv(0x16, b"https://example.com")]);
    let unknown = sequence(&[object_identifier("2.999.9"), tlv(0x05, &[])]);
    let qualified = |policy| sequence(&[object_identifier(policy), sequence(&[notice.clone(), practice.clone()])]);
    let other = sequence(&[object_identifier(SILVER), sequence(&[unknown])]);
    let leaf = certificate(&[extension(CERTIFICATE_POLICIES, &sequence(&[qualified(GOLD), qualified(ANY), other]))]);
    let ca = certificate(&[policies(&[GOLD, SILVER])]);
    assert_eq!(run(&[ca, leaf], &explicit()), valid(&[GOLD, SILVER]));
}

#[test]
fn a_chain_without_certificates_is_valid_for_what_is_asked() {
    assert_eq!(run(&[], &explicitly(&[GOLD])), valid(&[GOLD]));
    assert_eq!(run(&[], &explicit()), valid(&[ANY]));
}

// Require explicit policy: PKITS section 4.9.

/// A CA that requires a policy after `skip` certificates, then CAs and a leaf, with policies or not.
fn requiring<const N: usize>(skip: u8, below: [&[&str]; N]) -> Vec<Certificate> {
    let mut chain = vec![certificate(&[policies(&[GOLD]), require_explicit(skip)])];
    chain.extend(naming(below));
    chain
}

#[test]
fn a_policy_is_required_once_the_count_is_down() {
    let below: [&[&str]; 4] = [&[GOLD], &[GOLD], &[GOLD], &[]];
    // The last count is the leaf's own (6.1.5 (a)).
    for skip in [0, 1, 2, 3, 4] {
        assert_eq!(run(&requiring(skip, below), &PolicyInputs::default()), invalid(4, Some(4), Some(0)), "{skip}");
    }
    for skip in [5, 10, 127] {
        assert_eq!(run(&requiring(skip, below), &PolicyInputs::default()), valid(&[]), "{skip}");
    }
}

#[test]
fn the_count_is_down_in_the_middle() {
    let below: [&[&str]; 3] = [&[GOLD], &[], &[GOLD]];
    assert_eq!(run(&requiring(1, below), &PolicyInputs::default()), invalid(2, Some(1 + 1), Some(0)));
    // At 2 the second CA may still go without, and its leaf may not.
    assert_eq!(run(&requiring(2, below), &PolicyInputs::default()), invalid(3, Some(2), Some(0)));
}

#[test]
fn the_leaf_may_require_a_policy_itself() {
    let leaf = |skip| certificate(&[require_explicit(skip)]);
    let chain = |skip| [certificate(&[policies(&[GOLD])]), leaf(skip)];
    assert_eq!(run(&chain(0), &PolicyInputs::default()), invalid(1, Some(1), Some(1)));
    assert_eq!(run(&chain(1), &PolicyInputs::default()), valid(&[]));
}

#[test]
fn a_later_count_may_only_lower_an_earlier_one() {
    let chain = |first, second| {
        let ca = |skip| certificate(&[policies(&[GOLD]), require_explicit(skip)]);
        [ca(first), ca(second), certificate(&[policies(&[GOLD])]), certificate(&[])]
    };
    assert_eq!(run(&chain(10, 0), &PolicyInputs::default()), invalid(3, Some(3), Some(1)));
    assert_eq!(run(&chain(0, 10), &PolicyInputs::default()), invalid(3, Some(3), Some(0)));
    assert_eq!(run(&chain(10, 10), &PolicyInputs::default()), valid(&[]));
}

#[test]
fn a_required_policy_must_be_an_accepted_one() {
    let chain = requiring(0, [&[GOLD]]);
    assert_eq!(run(&chain, &accepting(&[GOLD])), valid(&[GOLD]));
    assert_eq!(run(&chain, &accepting(&[SILVER])), invalid(1, None, Some(0)));
}

#[test]
fn self_issued_cas_do_not_count_but_a_self_issued_leaf_does() {
    let ca = certificate(&[policies(&[GOLD]), require_explicit(2)]);
    let rollover = || self_issued(&[policies(&[GOLD])]);
    let chain = [ca.clone(), rollover(), rollover(), certificate(&[])];
    assert_eq!(run(&chain, &PolicyInputs::default()), valid(&[]));
    let chain = [ca.clone(), rollover(), certificate(&[policies(&[GOLD])]), certificate(&[])];
    assert_eq!(run(&chain, &PolicyInputs::default()), invalid(3, Some(3), Some(0)));
    let chain = [ca, certificate(&[policies(&[GOLD])]), self_issued(&[])];
    assert_eq!(run(&chain, &PolicyInputs::default()), invalid(2, Some(2), Some(0)));
}

#[test]
fn the_caller_says_what_is_self_issued() {
    let chain = [
        certificate(&[policies(&[GOLD]), require_explicit(2)]),
        self_issued(&[policies(&[GOLD])]),
        certificate(&[policies(&[GOLD])]),
        certificate(&[]),
    ];
    let chain: Vec<&Certificate> = chain.iter().collect();
    let run = |all: bool| evaluate(&chain, |_| all, &PolicyInputs::default(), &PolicyRules::rfc5280(100), None);
    assert!(run(false).is_err());
    assert!(run(true).is_ok());
}

// Policy mappings: PKITS section 4.10.

fn mapping(names: &[&str], pairs: &[(&str, &str)]) -> Certificate {
    certificate(&[policies(names), mappings(pairs)])
}

fn named(names: &[&str]) -> Certificate {
    certificate(&[policies(names)])
}

#[test]
fn a_mapped_policy_counts_as_the_one_it_came_from() {
    let chain = [mapping(&[GOLD], &[(GOLD, SILVER)]), named(&[SILVER])];
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD]));
    assert_eq!(run(&chain, &explicitly(&[GOLD])), valid(&[GOLD]));
    assert_eq!(run(&chain, &explicitly(&[SILVER])), invalid(1, None, None));
    let forbidden = PolicyInputs { inhibit_mapping: true, ..explicit() };
    assert_eq!(run(&chain, &forbidden), invalid(1, Some(0), None));
}

#[test]
fn a_mapped_policy_no_longer_counts_as_itself() {
    let chain = [mapping(&[GOLD], &[(GOLD, SILVER)]), named(&[GOLD])];
    assert_eq!(run(&chain, &explicit()), invalid(1, Some(1), None));
    let chain = [mapping(&[GOLD], &[(GOLD, SILVER), (GOLD, GOLD)]), named(&[GOLD])];
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD]));
}

#[test]
fn mappings_may_follow_each_other() {
    let chain =
        [mapping(&[GOLD], &[(GOLD, SILVER)]), mapping(&[SILVER], &[(SILVER, BRONZE)]), named(&[BRONZE, SILVER])];
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD]));
    let skipped = [mapping(&[GOLD], &[(GOLD, SILVER), (SILVER, BRONZE)]), named(&[BRONZE])];
    assert_eq!(run(&skipped, &explicit()), invalid(1, Some(1), None));
}

#[test]
fn one_policy_may_map_to_several_and_several_to_one() {
    let chain = [mapping(&[GOLD], &[(GOLD, SILVER), (GOLD, BRONZE)]), named(&[BRONZE])];
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD]));
    let chain = [mapping(&[GOLD, SILVER], &[(GOLD, BRONZE), (SILVER, BRONZE)]), named(&[BRONZE])];
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD, SILVER]));
    assert_eq!(run(&chain, &explicitly(&[SILVER])), valid(&[SILVER]));
    // The second has a way to itself, and the first one to it.
    let chain = [mapping(&[GOLD, SILVER], &[(GOLD, SILVER)]), named(&[SILVER])];
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD, SILVER]));
}

#[test]
fn a_mapping_of_a_policy_that_is_not_valid_does_nothing() {
    let chain = [mapping(&[GOLD], &[(SILVER, BRONZE)]), named(&[BRONZE])];
    assert_eq!(run(&chain, &explicit()), invalid(1, Some(1), None));
    let chain = [named(&[GOLD]), mapping(&[ANY], &[(SILVER, BRONZE)]), named(&[BRONZE])];
    assert_eq!(run(&chain, &explicit()), invalid(2, Some(2), None));
}

#[test]
fn any_policy_stands_for_the_policies_a_certificate_maps() {
    let chain = [mapping(&[ANY], &[(GOLD, SILVER)]), named(&[SILVER])];
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD]));
    // A policy with a node of its own next to one without.
    let chain = [mapping(&[GOLD, ANY], &[(GOLD, LEAD), (SILVER, BRONZE)]), named(&[BRONZE, LEAD])];
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD, SILVER]));
    // What the leaf names is no longer the mapped policy, though anyPolicy is valid beside it.
    let chain = [mapping(&[ANY], &[(GOLD, SILVER)]), named(&[GOLD])];
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD]));
}

#[test]
fn a_branch_that_ends_is_not_a_valid_policy() {
    let chain = [mapping(&[GOLD, SILVER], &[(GOLD, BRONZE), (SILVER, LEAD)]), named(&[BRONZE, LEAD]), named(&[LEAD])];
    assert_eq!(run(&chain, &explicit()), valid(&[SILVER]));
    assert_eq!(run(&chain, &explicitly(&[GOLD])), invalid(2, None, None));
}

#[test]
fn no_mapping_may_touch_any_policy() {
    for pair in [(ANY, GOLD), (GOLD, ANY)] {
        let chain = [named(&[GOLD, ANY]), mapping(&[GOLD, ANY], &[pair]), named(&[GOLD])];
        assert_eq!(run(&chain, &PolicyInputs::default()), Err(PolicyFailure::MapsAnyPolicy { index: 1 }));
        assert_eq!(
            run_by(&chain, &PolicyInputs::default(), &PolicyRules::apple()),
            Err(PolicyFailure::MapsAnyPolicy { index: 1 })
        );
        // Section 6.1.4 is not for the leaf.
        assert_eq!(run(&[mapping(&[GOLD], &[pair])], &explicit()), valid(&[GOLD]));
    }
}

// Inhibit policy mapping: PKITS section 4.11.

#[test]
fn mapping_is_over_once_the_count_is_down() {
    let chain = |skip| {
        [
            certificate(&[policies(&[GOLD]), constraints(0, skip)]),
            mapping(&[GOLD], &[(GOLD, SILVER)]),
            mapping(&[SILVER], &[(SILVER, BRONZE)]),
            named(&[BRONZE]),
        ]
    };
    assert_eq!(run(&chain(0), &PolicyInputs::default()), invalid(2, Some(1), Some(0)));
    assert_eq!(run(&chain(1), &PolicyInputs::default()), invalid(3, Some(2), Some(0)));
    assert_eq!(run(&chain(2), &PolicyInputs::default()), valid(&[GOLD]));
}

#[test]
fn an_inhibited_mapping_deletes_the_policy_it_maps_and_no_other() {
    let ca = certificate(&[policies(&[GOLD, SILVER]), constraints(0, 0)]);
    let chain = [ca, mapping(&[GOLD, SILVER], &[(GOLD, BRONZE)]), named(&[GOLD, SILVER, BRONZE])];
    assert_eq!(run(&chain, &PolicyInputs::default()), valid(&[SILVER]));
}

#[test]
fn a_certificate_may_map_though_it_inhibits_mapping_below() {
    let chain = [
        certificate(&[policies(&[GOLD]), mappings(&[(GOLD, SILVER)]), inhibit_mapping(0)]),
        certificate(&[policies(&[SILVER]), mappings(&[(SILVER, BRONZE)]), inhibit_mapping(5)]),
        named(&[BRONZE, SILVER]),
    ];
    assert_eq!(run(&chain[..1], &explicit()), valid(&[GOLD]));
    // The second may not, nor raise the count again.
    assert_eq!(run(&chain, &explicit()), invalid(2, Some(1), None));
}

#[test]
fn self_issued_cas_do_not_use_up_the_count_of_mappings() {
    let ca = |skip| certificate(&[policies(&[GOLD]), constraints(0, skip)]);
    let rollover = || self_issued(&[policies(&[GOLD])]);
    let mapped = || mapping(&[GOLD], &[(GOLD, SILVER)]);
    let chain = |skip| [ca(skip), rollover(), mapped(), named(&[SILVER])];
    assert_eq!(run(&chain(1), &PolicyInputs::default()), valid(&[GOLD]));
    assert_eq!(run(&chain(0), &PolicyInputs::default()), invalid(3, Some(2), Some(0)));
    // Being self-issued does not let it map.
    let itself = self_issued(&[policies(&[GOLD]), mappings(&[(GOLD, SILVER)])]);
    assert_eq!(run(&[ca(0), itself, named(&[SILVER])], &PolicyInputs::default()), invalid(2, Some(1), Some(0)));
}

// Inhibit any policy: PKITS section 4.12.

#[test]
fn any_policy_is_over_once_the_count_is_down() {
    let chain = |skip| {
        let ca = certificate(&[policies(&[GOLD]), require_explicit(0), inhibit_any(skip)]);
        [ca, named(&[ANY]), named(&[ANY])]
    };
    assert_eq!(run(&chain(0), &PolicyInputs::default()), invalid(1, Some(1), Some(0)));
    assert_eq!(run(&chain(1), &PolicyInputs::default()), invalid(2, Some(2), Some(0)));
    assert_eq!(run(&chain(2), &PolicyInputs::default()), valid(&[GOLD]));
}

#[test]
fn a_certificate_may_say_any_policy_though_it_inhibits_it_below() {
    let chain = [certificate(&[policies(&[ANY]), inhibit_any(0)]), named(&[GOLD])];
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD]));
    let forbidden = PolicyInputs { inhibit_any: true, ..explicit() };
    assert_eq!(run(&chain, &forbidden), invalid(0, Some(0), None));
    assert_eq!(run(&naming([&[ANY, GOLD], &[GOLD]]), &forbidden), valid(&[GOLD]));
}

#[test]
fn a_later_count_of_any_policy_may_only_lower_an_earlier_one() {
    let chain = |first, second| {
        let ca = |skip| certificate(&[policies(&[GOLD]), inhibit_any(skip)]);
        [ca(first), ca(second), named(&[ANY])]
    };
    assert_eq!(run(&chain(1, 5), &explicit()), invalid(2, Some(2), None));
    assert_eq!(run(&chain(5, 0), &explicit()), invalid(2, Some(2), None));
    assert_eq!(run(&chain(2, 5), &explicit()), valid(&[GOLD]));
}

#[test]
fn self_issued_cas_may_say_any_policy_and_a_self_issued_leaf_may_not() {
    let ca = |skip| certificate(&[policies(&[GOLD]), inhibit_any(skip)]);
    let rollover = || self_issued(&[policies(&[ANY])]);
    assert_eq!(run(&[ca(0), rollover(), named(&[GOLD])], &explicit()), valid(&[GOLD]));
    assert_eq!(run(&[ca(0), rollover(), named(&[ANY])], &explicit()), invalid(2, Some(2), None));
    assert_eq!(run(&[ca(0), rollover()], &explicit()), invalid(1, Some(1), None));
    // They do not use up the count either.
    assert_eq!(run(&[ca(1), rollover(), rollover(), named(&[ANY])], &explicit()), valid(&[GOLD]));
    assert_eq!(run(&[ca(1), rollover(), named(&[ANY]), named(&[ANY])], &explicit()), invalid(3, Some(3), None));
}

#[test]
fn an_inhibited_any_policy_still_lets_no_mapping_through() {
    let ca = certificate(&[policies(&[ANY]), inhibit_any(0)]);
    let chain = [ca, mapping(&[ANY, GOLD], &[(SILVER, BRONZE)]), named(&[GOLD, BRONZE])];
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD]));
}
