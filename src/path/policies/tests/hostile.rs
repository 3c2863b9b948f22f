//! Malformed extensions, and well-formed ones that cost more than they should.

use std::time::{Duration, Instant};

use super::chain::{
    ANY, BRONZE, CERTIFICATE_POLICIES, GOLD, INHIBIT_ANY_POLICY, LEAD, POLICY_CONSTRAINTS, POLICY_MAPPINGS, SILVER,
    certificate, critical, extension, id, object_identifier, policies, sequence, tlv,
};
use super::{PolicyInputs, PolicyRules, explicit, invalid, mapping, named, naming, run, run_by, valid};
use crate::Certificate;
use crate::path::policies::{PolicyExtension, PolicyFailure};

#[test]
fn malformed_extensions_are_told_apart_from_absent_ones() {
    let gold = || object_identifier(GOLD);
    let raw = |oid: &[u8]| sequence(&[sequence(&[tlv(0x06, oid)])]);
    let with_qualifiers = |qualifiers: Vec<u8>| sequence(&[sequence(&[gold(), qualifiers])]);
    let trailing = |mut value: Vec<u8>| {
        value.extend([0x05, 0x00]);
        value
    };
    let policies = sequence(&[sequence(&[gold()])]);
    let pair = |elements: &[Vec<u8>]| sequence(&[sequence(elements)]);
    let constraints = |elements: &[Vec<u8>]| sequence(elements);
    let cases: Vec<(PolicyExtension, &str, Vec<Vec<u8>>)> = vec![
        (
            PolicyExtension::CertificatePolicies,
            CERTIFICATE_POLICIES,
            vec![
                vec![],
                sequence(&[]),
                sequence(&[sequence(&[])]),
                sequence(&[gold()]),
                tlv(0x31, &sequence(&[gold()])),
                trailing(policies.clone()),
                policies[..policies.len() - 1].to_vec(),
                with_qualifiers(sequence(&[])),
                with_qualifiers(tlv(0x05, &[])),
                with_qualifiers(sequence(&[sequence(&[gold()])])),
                with_qualifiers(sequence(&[sequence(&[tlv(0x05, &[]), tlv(0x05, &[])])])),
                with_qualifiers(sequence(&[sequence(&[gold(), tlv(0x05, &[]), tlv(0x05, &[])])])),
                trailing(with_qualifiers(sequence(&[sequence(&[gold(), tlv(0x05, &[])])]))),
                raw(&[]),
                raw(&[0x2a, 0x83]),
                raw(&[0x2a, 0x80, 0x01]),
                raw(&[0x80]),
                // A constructed OID, and a length that is not known beforehand: BER.
                sequence(&[sequence(&[tlv(0x26, &gold())])]),
                vec![0x30, 0x80, 0x30, 0x03, 0x06, 0x01, 0x2a, 0x00, 0x00],
            ],
        ),
        (
            PolicyExtension::PolicyMappings,
            POLICY_MAPPINGS,
            vec![
                vec![],
                sequence(&[]),
                pair(&[]),
                pair(&[gold()]),
                pair(&[gold(), gold(), gold()]),
                trailing(pair(&[gold(), gold()])),
            ],
        ),
        (
            PolicyExtension::PolicyConstraints,
            POLICY_CONSTRAINTS,
            vec![
                vec![],
                constraints(&[]),
                constraints(&[tlv(0x80, &[])]),
                constraints(&[tlv(0x80, &[0x80])]),
                constraints(&[tlv(0x81, &[0xff, 0x01])]),
                constraints(&[tlv(0x80, &[0, 1])]),
                constraints(&[tlv(0x80, &[0, 0])]),
                constraints(&[tlv(0x81, &[0]), tlv(0x80, &[0])]),
                constraints(&[tlv(0x80, &[0]), tlv(0x82, &[0])]),
                constraints(&[tlv(0x80, &[0]), tlv(0x80, &[0])]),
                constraints(&[tlv(0xa0, &tlv(0x02, &[0]))]),
                constraints(&[tlv(0x02, &[0])]),
                trailing(constraints(&[tlv(0x80, &[0])])),
            ],
        ),
        (
            PolicyExtension::InhibitAnyPolicy,
            INHIBIT_ANY_POLICY,
            vec![
                vec![],
                tlv(0x02, &[]),
                tlv(0x02, &[0xff]),
                tlv(0x02, &[0, 0x7f]),
                tlv(0x01, &[0xff]),
                trailing(tlv(0x02, &[0])),
            ],
        ),
    ];
    for (kind, oid, values) in cases {
        for value in values {
            let malformed = |index| Err(PolicyFailure::Malformed { index, extension: kind });
            let bad = || certificate(&[extension(oid, &value)]);
            assert_eq!(run(&[bad(), certificate(&[])], &PolicyInputs::default()), malformed(0), "{value:02x?}");
            assert_eq!(run(&[certificate(&[]), bad()], &PolicyInputs::default()), malformed(1), "{value:02x?}");
            // Apple reads past it, unless it is critical.
            let apple = |chain: &[Certificate]| run_by(chain, &PolicyInputs::default(), &PolicyRules::apple());
            assert_eq!(apple(&[bad()]), valid(&[]), "{value:02x?}");
            assert_eq!(apple(&[certificate(&[critical(oid, &value)])]), malformed(0), "{value:02x?}");
        }
    }
}

#[test]
fn an_extension_that_stands_twice_is_malformed() {
    let twice = certificate(&[policies(&[GOLD]), policies(&[GOLD])]);
    let malformed = Err(PolicyFailure::Malformed { index: 0, extension: PolicyExtension::CertificatePolicies });
    assert_eq!(run(std::slice::from_ref(&twice), &PolicyInputs::default()), malformed);
    assert_eq!(run_by(&[twice], &PolicyInputs::default(), &PolicyRules::apple()), malformed);
}

#[test]
fn a_policy_that_stands_twice_fails_except_for_apple() {
    let chain = naming([&[GOLD], &[SILVER, GOLD, SILVER]]);
    let duplicate = Err(PolicyFailure::DuplicatePolicy { index: 1, policy: id(SILVER) });
    assert_eq!(run(&chain, &PolicyInputs::default()), duplicate);
    assert_eq!(run_by(&chain, &explicit(), &PolicyRules::apple()), valid(&[GOLD]));
}

#[test]
fn a_mapping_that_stands_twice_counts_once() {
    let chain = [mapping(&[GOLD], &[(GOLD, SILVER), (GOLD, SILVER)]), named(&[SILVER])];
    assert_eq!(run(&chain, &explicit()), valid(&[GOLD]));
}

#[test]
fn skip_counts_of_any_size_are_large() {
    for digits in [&[0, 0x80][..], &[0x7f; 4], &[0, 0xff, 0xff, 0xff, 0xff], &[0x7f; 8], &[0x01; 9], &[0x7f; 300]] {
        let both = sequence(&[tlv(0x80, digits), tlv(0x81, digits)]);
        let chain = [
            certificate(&[
                policies(&[GOLD]),
                extension(POLICY_CONSTRAINTS, &both),
                extension(INHIBIT_ANY_POLICY, &tlv(0x02, digits)),
            ]),
            mapping(&[ANY], &[(GOLD, SILVER)]),
            named(&[SILVER]),
        ];
        assert_eq!(run(&chain, &PolicyInputs::default()), valid(&[GOLD]), "{digits:02x?}");
        assert_eq!(run(&[chain[0].clone(), certificate(&[])], &PolicyInputs::default()), valid(&[]), "{digits:02x?}");
    }
}

#[test]
fn policies_with_long_arcs_are_told_apart() {
    let long = |last: u8| {
        let mut oid = vec![0x2a];
        oid.extend([0xff; 400]);
        oid.push(last);
        certificate(&[extension(CERTIFICATE_POLICIES, &sequence(&[sequence(&[tlv(0x06, &oid)])]))])
    };
    assert_eq!(run(&[long(1), long(1)], &explicit()).map(|it| it.len()), Ok(1));
    assert_eq!(run(&[long(1), long(2)], &explicit()), invalid(1, Some(1), None));
}

#[test]
fn nodes_are_counted_to_the_last() {
    // anyPolicy at depth 1, and the policy that is mapped there; at depth 2, the three that are named.
    let chain = [mapping(&[ANY], &[(GOLD, SILVER)]), named(&[SILVER, BRONZE, LEAD])];
    let limited = |nodes| run_by(&chain, &explicit(), &PolicyRules { nodes, ..PolicyRules::rfc5280(3) });
    assert_eq!(limited(5), valid(&[GOLD, BRONZE, LEAD]));
    assert_eq!(limited(4), Err(PolicyFailure::BudgetSpent { index: 1 }));
    assert_eq!(limited(1), Err(PolicyFailure::BudgetSpent { index: 0 }));
}

#[test]
fn policies_and_mappings_of_one_certificate_are_limited() {
    let rules = PolicyRules { policies: 2, mappings: 2, ..PolicyRules::rfc5280(100) };
    let spent = Err(PolicyFailure::BudgetSpent { index: 0 });
    assert_eq!(run_by(&naming([&[GOLD, SILVER]]), &explicit(), &rules), valid(&[GOLD, SILVER]));
    assert_eq!(run_by(&naming([&[GOLD, SILVER, BRONZE]]), &explicit(), &rules), spent);
    let two = [(GOLD, SILVER), (GOLD, BRONZE)];
    let three = [(GOLD, SILVER), (GOLD, BRONZE), (GOLD, LEAD)];
    let chain = |pairs: &[_]| [mapping(&[GOLD], pairs), named(&[SILVER])];
    assert_eq!(run_by(&chain(&two), &explicit(), &rules), valid(&[GOLD]));
    assert_eq!(run_by(&chain(&three), &explicit(), &rules), spent);
    // Nobody maps from a leaf.
    assert_eq!(run_by(&[mapping(&[GOLD], &three)], &explicit(), &rules), valid(&[GOLD]));
}

#[test]
fn apple_takes_1023_policies_and_no_more() {
    let names: Vec<String> = (0..1_024).map(|it| format!("2.999.5.{it}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let apple = PolicyRules { nodes: 2_000, ..PolicyRules::apple() };
    let run = |names: &[&str]| run_by(&[named(names)], &PolicyInputs::default(), &apple).map(|it| it.len());
    assert_eq!(run(&names[..1_023]), Ok(1_023));
    assert_eq!(run(&names), Err(PolicyFailure::BudgetSpent { index: 0 }));
}

/// In the tree of RFC 5280 each of these policies would have every policy of the next certificate as a child: 30 to the
/// power of 30 nodes (CVE-2023-0464).
#[test]
fn mapping_everything_to_everything_does_not_explode() {
    let names: Vec<String> = (0..30).map(|it| format!("2.999.6.{it}")).collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let pairs: Vec<(&str, &str)> = names.iter().flat_map(|from| names.iter().map(move |to| (*from, *to))).collect();
    let chain: Vec<Certificate> = (0..30).map(|_| mapping(&names, &pairs)).collect();
    assert_eq!(timed(&chain, &PolicyRules::rfc5280(1_000)), Ok(30));
    assert_eq!(timed(&chain, &PolicyRules::rfc5280(899)), Err(PolicyFailure::BudgetSpent { index: 0 }));
    let rules = PolicyRules { nodes: 899, ..PolicyRules::rfc5280(1_000) };
    assert_eq!(timed(&chain, &rules), Err(PolicyFailure::BudgetSpent { index: 29 }));
}

#[test]
fn a_graph_20_deep_and_1000_wide_is_done_in_no_time() {
    let name = |depth: usize, at: usize| format!("2.999.7.{depth}.{at}");
    let chain: Vec<Certificate> = (0..20)
        .map(|depth| {
            let names: Vec<String> = (0..1_000).map(|at| name(depth, at)).collect();
            let below: Vec<String> = (0..1_000).map(|at| name(depth + 1, at)).collect();
            let pairs: Vec<(&str, &str)> = names.iter().zip(&below).map(|(a, b)| (a.as_str(), b.as_str())).collect();
            mapping(&names.iter().map(String::as_str).collect::<Vec<_>>(), &pairs)
        })
        .collect();
    assert_eq!(timed(&chain, &PolicyRules::rfc5280(20_000)), Ok(1_000));
    assert_eq!(timed(&chain, &PolicyRules::rfc5280(19_999)), Err(PolicyFailure::BudgetSpent { index: 19 }));
}

/// How many policies the chain is valid for. It takes a few milliseconds; the bound leaves room for a machine under load,
/// and none for work that grows with more than the size of the input.
fn timed(chain: &[Certificate], rules: &PolicyRules) -> Result<usize, PolicyFailure> {
    let start = Instant::now();
    let outcome = run_by(chain, &explicit(), rules);
    assert!(start.elapsed() < Duration::from_secs(2), "{:?}", start.elapsed());
    outcome.map(|policies| policies.len())
}
