//! Each row with a certificate that breaks it and no other. Its neighbour in `profile_testing` breaks none.

use super::{RULES, RULES_NOT_OF_WEB_PKI};
use crate::certificate::test_der::{Draft, dns, email, ip, sequence, tlv, uri};
use crate::path::in_path::Position::{Anchor, Intermediate, Leaf};
use crate::path::in_path::{Position, ProfileRule};
use crate::path::profile_testing::{anchor, breaches, ca, check_rows, leaf};

const ROWS: [&[&ProfileRule]; 2] = [RULES, RULES_NOT_OF_WEB_PKI];
const EMPTY: &[u8] = &[0x30, 0];
const AIA: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 1, 1];
const SIA: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 1, 11];

fn named(names: &[Vec<u8>]) -> Draft {
    leaf().without(17).alternative_names(names)
}

fn access() -> Vec<u8> {
    sequence(&[&sequence(&[&tlv(6, &[0x2b, 6, 1, 5, 5, 7, 0x30, 1]), &uri("http://a.example")])])
}

fn flawed() -> Vec<(&'static str, Position, Draft)> {
    let policy = sequence(&[&tlv(6, &[0x2a, 3])]);
    let bad_access = access();
    let twenty_one = [1; 21];
    vec![
        ("rfc5280.profile.version", Leaf, leaf().version(2)),
        ("rfc5280.profile.serial-positive", Leaf, leaf().serial(&[0])),
        ("rfc5280.profile.serial-positive", Intermediate, ca().serial(&[0x80])),
        ("rfc5280.profile.serial-length", Leaf, leaf().serial(&twenty_one)),
        ("rfc5280.profile.issuer-empty", Leaf, leaf().issuer(EMPTY.to_vec())),
        ("rfc5280.profile.validity-encoding", Leaf, leaf().not_after(0x18, "20491231235959Z")),
        ("rfc5280.profile.ca-subject-empty", Intermediate, ca().subject(EMPTY.to_vec())),
        ("rfc5280.profile.unique-identifiers", Leaf, leaf().unique_identifier()),
        ("rfc5280.profile.aki-missing", Leaf, leaf().without(35)),
        ("rfc5280.profile.aki-missing", Leaf, leaf().instead(35, false, EMPTY)),
        ("rfc5280.profile.aki-missing", Intermediate, anchor()),
        ("rfc5280.profile.aki-critical", Leaf, leaf().instead(35, true, &sequence(&[&tlv(0x80, b"ca")]))),
        ("rfc5280.profile.ski-missing", Anchor, anchor().without(14)),
        ("rfc5280.profile.ski-critical", Leaf, leaf().extension(14, true, &tlv(4, b"key"))),
        ("rfc5280.profile.ca-key-usage-missing", Anchor, anchor().without(15)),
        ("rfc5280.profile.key-usage-empty", Leaf, leaf().instead(15, true, &tlv(3, &[7, 0]))),
        ("rfc5280.profile.policy-twice", Leaf, leaf().extension(32, false, &sequence(&[&policy, &policy]))),
        ("rfc5280.profile.san-critical", Leaf, leaf().subject(EMPTY.to_vec())),
        ("rfc5280.profile.san-empty", Leaf, leaf().instead(17, false, EMPTY)),
        ("rfc5280.profile.dns-name", Leaf, named(&[dns("a_b.example.com")])),
        ("rfc5280.profile.dns-name", Leaf, named(&[dns(".example.com")])),
        ("rfc5280.profile.dns-name", Leaf, named(&[dns("example.com.")])),
        ("rfc5280.profile.dns-name", Leaf, named(&[dns("-a.example.com")])),
        ("rfc5280.profile.dns-name", Leaf, named(&[dns("")])),
        ("rfc5280.profile.ip-address", Leaf, named(&[ip(&[1; 8])])),
        ("rfc5280.profile.rfc822-name", Leaf, named(&[email("a@b@example.com")])),
        ("rfc5280.profile.rfc822-name", Leaf, named(&[email("example.com")])),
        ("rfc5280.profile.uri", Leaf, named(&[uri("/a/relative/path")])),
        ("rfc5280.profile.anchor-basic-constraints", Anchor, anchor().without(19).instead(15, true, &tlv(3, &[1, 2]))),
        (
            "rfc5280.profile.basic-constraints-critical",
            Anchor,
            anchor().instead(19, false, &sequence(&[&[1, 1, 0xff]])),
        ),
        ("rfc5280.profile.path-length-without-ca", Leaf, leaf().extension(19, true, &sequence(&[&[2, 1, 0]]))),
        ("rfc5280.profile.cert-sign-without-ca", Leaf, leaf().instead(15, true, &tlv(3, &[2, 4]))),
        ("rfc5280.profile.name-constraints-without-ca", Leaf, leaf().constraints(&[dns("example.com")], &[])),
        ("rfc5280.profile.name-constraints-empty", Intermediate, ca().extension(30, true, EMPTY)),
        (
            "rfc5280.profile.policy-constraints-critical",
            Intermediate,
            ca().extension(36, false, &sequence(&[&tlv(0x80, &[0])])),
        ),
        ("rfc5280.profile.policy-constraints-empty", Intermediate, ca().extension(36, true, EMPTY)),
        (
            "rfc5280.profile.distribution-point-empty",
            Leaf,
            leaf().extension(31, false, &sequence(&[&sequence(&[&tlv(0x81, &[1, 6])])])),
        ),
        ("rfc5280.profile.inhibit-any-policy-critical", Intermediate, ca().extension(54, false, &tlv(2, &[0]))),
        ("rfc5280.profile.freshest-crl-critical", Leaf, leaf().extension(46, true, EMPTY)),
        ("rfc5280.profile.aia-critical", Leaf, leaf().extension_of(AIA, true, &bad_access)),
        ("rfc5280.profile.sia-critical", Leaf, leaf().extension_of(SIA, true, &bad_access)),
        (
            "rfc5280.profile.name-constraints-critical",
            Intermediate,
            ca().extension(30, false, &crate::certificate::test_der::constraints(&[dns("example.com")], &[])),
        ),
    ]
}

fn flawless() -> Vec<(Position, Draft)> {
    let point = sequence(&[&sequence(&[&tlv(0xa0, &tlv(0xa0, &uri("http://a.example")))])]);
    let policy = |number: u8| sequence(&[&tlv(6, &[0x2a, number])]);
    vec![
        (Leaf, leaf()),
        (Intermediate, ca()),
        (Anchor, anchor()),
        (Anchor, anchor().serial(&[0])),
        (Leaf, leaf().serial(&[&[0, 0xff][..], &[1; 19]].concat())),
        (Leaf, leaf().not_after(0x17, "491231235959Z")),
        (Leaf, leaf().not_after(0x18, "20500101000000Z")),
        (Leaf, named(&[dns("*.example.com"), dns("1.example.com"), ip(&[1; 4]), ip(&[1; 16])])),
        (Leaf, named(&[email("\"a@b\"@example.com"), email("*@example.com"), uri("spiffe://example.com/a")])),
        (Leaf, leaf().extension_of(AIA, false, &access())),
        (Leaf, leaf().extension_of(SIA, false, &access())),
        (Leaf, leaf().extension(31, false, &point)),
        (Leaf, leaf().extension(32, false, &sequence(&[&policy(3), &policy(4)]))),
        (Leaf, leaf().extension(46, false, &point)),
        (Leaf, leaf().subject(EMPTY.to_vec()).instead(17, true, &sequence(&[&dns("a.example.com")]))),
        (Intermediate, ca().extension(54, true, &tlv(2, &[0]))),
        (
            Intermediate,
            ca().constraints(&[dns("example.com")], &[]).extension(36, true, &sequence(&[&tlv(0x80, &[0])])),
        ),
    ]
}

#[test]
fn every_row_has_text_and_a_certificate_on_either_side() {
    check_rows(&ROWS, &flawed(), flawless());
}

#[test]
fn a_flawed_certificate_breaks_its_row_and_no_other() {
    for (code, position, draft) in flawed() {
        assert_eq!(breaches(&ROWS, position, draft), [code]);
    }
}

#[test]
fn flawless_certificates_break_no_row() {
    for (position, draft) in flawless() {
        assert_eq!(breaches(&ROWS, position, draft), [""; 0]);
    }
}
