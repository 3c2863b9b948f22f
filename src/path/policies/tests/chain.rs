//! Certificates that carry nothing but what these tests are about.

use crate::Certificate;
use crate::path::policies::PolicyId;

pub(super) const ANY: &str = "2.5.29.32.0";
pub(super) const GOLD: &str = "2.999.1";
pub(super) const SILVER: &str = "2.999.2";
pub(super) const BRONZE: &str = "2.999.3";
pub(super) const LEAD: &str = "2.999.4";

pub(super) const CERTIFICATE_POLICIES: &str = "2.5.29.32";
pub(super) const POLICY_MAPPINGS: &str = "2.5.29.33";
pub(super) const POLICY_CONSTRAINTS: &str = "2.5.29.36";
pub(super) const INHIBIT_ANY_POLICY: &str = "2.5.29.54";

const SEQUENCE: u8 = 0x30;

/// A certificate whose subject differs from its issuer, with these extensions.
pub(super) fn certificate(extensions: &[Vec<u8>]) -> Certificate {
    build(b"issuer", b"subject", extensions)
}

/// A certificate whose subject is its issuer, with these extensions.
pub(super) fn self_issued(extensions: &[Vec<u8>]) -> Certificate {
    build(b"same", b"same", extensions)
}

/// A critical extension with this value.
pub(super) fn critical(oid: &str, value: &[u8]) -> Vec<u8> {
    sequence(&[object_identifier(oid), vec![0x01, 1, 0xff], tlv(0x04, value)])
}

/// An extension with this value, not critical.
pub(super) fn extension(oid: &str, value: &[u8]) -> Vec<u8> {
    sequence(&[object_identifier(oid), tlv(0x04, value)])
}

pub(super) fn policies(policies: &[&str]) -> Vec<u8> {
    let entries: Vec<_> = policies.iter().map(|policy| sequence(&[object_identifier(policy)])).collect();
    extension(CERTIFICATE_POLICIES, &sequence(&entries))
}

pub(super) fn mappings(mappings: &[(&str, &str)]) -> Vec<u8> {
    let pair = |(issuer, subject): &(&str, &str)| sequence(&[object_identifier(issuer), object_identifier(subject)]);
    extension(POLICY_MAPPINGS, &sequence(&mappings.iter().map(pair).collect::<Vec<_>>()))
}

/// Policy constraints with requireExplicitPolicy.
pub(super) fn require_explicit(skip: u8) -> Vec<u8> {
    extension(POLICY_CONSTRAINTS, &sequence(&[tlv(0x80, &[skip])]))
}

/// Policy constraints with inhibitPolicyMapping.
pub(super) fn inhibit_mapping(skip: u8) -> Vec<u8> {
    extension(POLICY_CONSTRAINTS, &sequence(&[tlv(0x81, &[skip])]))
}

/// Policy constraints with both.
pub(super) fn constraints(require_explicit: u8, inhibit_mapping: u8) -> Vec<u8> {
    extension(POLICY_CONSTRAINTS, &sequence(&[tlv(0x80, &[require_explicit]), tlv(0x81, &[inhibit_mapping])]))
}

pub(super) fn inhibit_any(skip: u8) -> Vec<u8> {
    extension(INHIBIT_ANY_POLICY, &tlv(0x02, &[skip]))
}

pub(super) fn id(text: &str) -> PolicyId {
    text.parse().unwrap()
}

pub(super) fn object_identifier(text: &str) -> Vec<u8> {
    tlv(0x06, id(text).content())
}

pub(super) fn sequence(elements: &[Vec<u8>]) -> Vec<u8> {
    tlv(SEQUENCE, &elements.concat())
}

pub(super) fn tlv(tag: u8, content: &[u8]) -> Vec<u8> {
    let length = u32::try_from(content.len()).unwrap().to_be_bytes();
    let mut encoded = vec![tag];
    match content.len() {
        0..0x80 => encoded.push(length[3]),
        _ => {
            encoded.push(0x84);
            encoded.extend(length);
        }
    }
    // DER wants the shortest length.
    while encoded[1] > 0x81 && encoded[2] == 0 {
        encoded[1] -= 1;
        encoded.remove(2);
    }
    encoded.extend(content);
    encoded
}

/// A version 3 certificate with an empty RSA key and signature, which nobody checks here.
fn build(issuer: &[u8], subject: &[u8], extensions: &[Vec<u8>]) -> Certificate {
    let name = |text: &[u8]| sequence(&[tlv(0x31, &sequence(&[object_identifier("2.5.4.3"), tlv(0x0c, text)]))]);
    let algorithm = || sequence(&[object_identifier("1.2.840.113549.1.1.11"), tlv(0x05, &[])]);
    let key = sequence(&[object_identifier("1.2.840.113549.1.1.1"), tlv(0x05, &[])]);
    let mut tbs = vec![
        tlv(0xa0, &tlv(0x02, &[2])),
        tlv(0x02, &[1]),
        algorithm(),
        name(issuer),
        sequence(&[tlv(0x17, b"250101000000Z"), tlv(0x17, b"350101000000Z")]),
        name(subject),
        sequence(&[key, tlv(0x03, &[0])]),
    ];
    if !extensions.is_empty() {
        tbs.push(tlv(0xa3, &sequence(extensions)));
    }
    let der = sequence(&[sequence(&tbs), algorithm(), tlv(0x03, &[0])]);
    Certificate::from_der(&der).unwrap()
}
