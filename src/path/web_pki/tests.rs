//! Each row with a certificate that breaks it and no other of either profile.

use super::RULES;
use crate::certificate::test_der::{Draft, dns, email, ip, sequence, tlv, uri};
use crate::path::in_path::Position::{Anchor, Intermediate, Leaf};
use crate::path::in_path::{Position, ProfileRule};
use crate::path::profile_testing::{P256, anchor, breaches, ca, check_rows, common_name, leaf};
use crate::path::rfc5280_profile;

const BOTH: [&[&ProfileRule]; 2] = [rfc5280_profile::RULES, RULES];
const AIA: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 1, 1];
const RSA: &[u8] = b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";
const SERVER_AUTH: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 1];
const CLIENT_AUTH: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 2];

fn usages(oids: &[&[u8]]) -> Vec<u8> {
    tlv(0x30, &oids.iter().flat_map(|oid| tlv(6, oid)).collect::<Vec<_>>())
}

/// A modulus of this many octets after the octet 0, the first of them as given.
fn rsa(draft: Draft, first: u8, octets: usize, exponent: &[u8]) -> Draft {
    let modulus = [&[0, first][..], &vec![0xff; octets - 1]].concat();
    let modulus = if first < 0x80 { modulus[1..].to_vec() } else { modulus };
    draft.key(RSA, &sequence(&[&tlv(2, &modulus), &tlv(2, exponent)]))
}

fn named(name: &str) -> Draft {
    leaf().without(17).alternative_names(&[dns(name)]).subject(common_name(name))
}

fn access(location: Vec<u8>) -> Draft {
    let ocsp = tlv(6, &[0x2b, 6, 1, 5, 5, 7, 0x30, 1]);
    leaf().extension_of(AIA, false, &sequence(&[&sequence(&[&ocsp, &location])]))
}

fn point(location: Vec<u8>) -> Vec<u8> {
    sequence(&[&sequence(&[&tlv(0xa0, &tlv(0xa0, &location))])])
}

fn addressed(text: &str, address: &[u8]) -> Draft {
    leaf().without(17).alternative_names(&[ip(address)]).subject(common_name(text))
}

fn flawed() -> Vec<(&'static str, Position, Draft)> {
    let id = tlv(0x80, b"key");
    let ca_constraints = sequence(&[&[1, 1, 0xff]]);
    let v6 = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    vec![
        ("cab-forum.version", Anchor, anchor().version(1).without(14).without(15).without(19)),
        ("cab-forum.root-eku", Anchor, anchor().extension(37, false, &usages(&[SERVER_AUTH]))),
        ("cab-forum.root-aki-ski", Anchor, anchor().extension(35, false, &sequence(&[&tlv(0x80, b"other")]))),
        ("cab-forum.root-aki-ski", Anchor, anchor().extension(35, false, &[0x30, 0])),
        ("cab-forum.aki-fields", Anchor, anchor().extension(35, false, &sequence(&[&id, &tlv(0x82, &[1])]))),
        ("cab-forum.ca-key-usage", Intermediate, ca().instead(15, true, &tlv(3, &[2, 0x24]))),
        (
            "cab-forum.subscriber-ca",
            Leaf,
            leaf().extension(19, true, &ca_constraints).extension(14, false, &tlv(4, b"key")),
        ),
        ("cab-forum.server-auth", Leaf, leaf().without(37)),
        ("cab-forum.server-auth", Leaf, leaf().instead(37, false, &usages(&[CLIENT_AUTH]))),
        ("cab-forum.any-eku", Leaf, leaf().instead(37, false, &usages(&[SERVER_AUTH, &[0x55, 0x1d, 37, 0]]))),
        ("cab-forum.eku-critical", Leaf, leaf().instead(37, true, &usages(&[SERVER_AUTH]))),
        ("cab-forum.subscriber-key-usage", Leaf, leaf().instead(15, true, &tlv(3, &[5, 0xa0]))),
        ("cab-forum.aia-form", Leaf, access(dns("a.example.com"))),
        ("cab-forum.aia-form", Leaf, access(uri("ldap://a.example.com"))),
        ("cab-forum.crl-distribution-points", Leaf, leaf().extension(31, true, &point(uri("http://a.example")))),
        ("cab-forum.crl-distribution-points", Leaf, leaf().extension(31, false, &point(uri("ldap://a.example")))),
        ("cab-forum.san-missing", Leaf, leaf().without(17).subject(vec![0x30, 0])),
        ("cab-forum.san-critical", Leaf, leaf().instead(17, true, &sequence(&[&dns("a.example.com")]))),
        (
            "cab-forum.san-form",
            Leaf,
            leaf().without(17).alternative_names(&[dns("a.example.com"), email("a@example.com")]),
        ),
        ("cab-forum.reserved-label", Leaf, named("ab--c.example.com")),
        ("cab-forum.wildcard", Leaf, named("a*.example.com")),
        ("cab-forum.wildcard", Leaf, named("*")),
        #[cfg(feature = "psl")]
        ("cab-forum.wildcard-public-suffix", Leaf, named("*.co.uk")),
        #[cfg(feature = "psl")]
        ("cab-forum.wildcard-public-suffix", Leaf, named("*.github.io")),
        ("cab-forum.key-algorithm", Anchor, anchor().key(&sequence(&[&tlv(6, &[0x2b, 0x65, 0x70])]), &[0; 32])),
        ("cab-forum.rsa-size", Leaf, rsa(leaf(), 0xff, 255, &[3])),
        ("cab-forum.rsa-multiple-of-8", Anchor, rsa(anchor(), 0x0f, 257, &[3])),
        ("cab-forum.rsa-exponent", Leaf, rsa(leaf(), 0xff, 256, &[1])),
        ("cab-forum.rsa-exponent", Leaf, rsa(leaf(), 0xff, 256, &[1, 0, 0])),
        ("cab-forum.key-encoding", Leaf, {
            let without_null = sequence(&[&tlv(6, &RSA[4..13])]);
            leaf().key(&without_null, &sequence(&[&tlv(2, &[&[0][..], &[0xff; 256]].concat()), &tlv(2, &[3])]))
        }),
        (
            "cab-forum.signature-algorithm",
            Leaf,
            leaf().algorithm(b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x05\x05\x00"),
        ),
        ("cab-forum.signature-hash", Leaf, leaf().algorithm(b"\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03")),
        ("cab-forum.common-name", Leaf, leaf().subject(common_name("A.example.com"))),
        ("cab-forum.common-name", Leaf, addressed("0xc0.0.2.1", &[192, 0, 2, 1])),
        ("cab-forum.common-name", Leaf, addressed("192.0.02.1", &[192, 0, 2, 1])),
        ("cab-forum.common-name", Leaf, addressed("2001:db8:0:0:0:0:0:1", &v6)),
    ]
}

fn flawless() -> Vec<(Position, Draft)> {
    let v6 = [0x20, 1, 0xd, 0xb8, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1];
    vec![
        (Leaf, leaf()),
        (Intermediate, ca()),
        (Anchor, anchor().extension(35, false, &sequence(&[&tlv(0x80, b"key")]))),
        (Leaf, leaf().key(P256, &[6; 65])),
        (Leaf, rsa(leaf(), 0xff, 256, &[3])),
        (Leaf, named("*.example.co.uk")),
        (Leaf, named("xn--nxasmq6b.com")),
        (Leaf, access(uri("http://a.example.com"))),
        (Leaf, leaf().extension(31, false, &point(uri("HTTP://a.example")))),
        (Leaf, addressed("192.0.2.1", &[192, 0, 2, 1])),
        (Leaf, addressed("2001:db8::1", &v6)),
    ]
}

#[test]
fn every_row_has_text_and_a_certificate_on_either_side() {
    check_rows(&[RULES], &flawed(), flawless());
}

#[test]
fn a_flawed_certificate_breaks_its_row_and_no_other() {
    for (code, position, draft) in flawed() {
        let also = if code == "cab-forum.san-missing" { &["rfc5280.profile.san-critical"][..] } else { &[] };
        assert_eq!(breaches(&BOTH, position, draft), [also, &[code]].concat());
    }
}

#[test]
fn flawless_certificates_break_no_row() {
    for (position, draft) in flawless() {
        assert_eq!(breaches(&BOTH, position, draft), [""; 0]);
    }
}
