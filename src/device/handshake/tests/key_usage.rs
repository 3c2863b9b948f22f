//! The check of the key usage in handshakes.

use super::*;
use crate::Certificate;
use crate::certificate::test_der::{Draft, tlv};
use crate::report::Certainty;
use crate::tls::Version::{Tls1_2, Tls1_3};

const DIGITAL_SIGNATURE: u8 = 0x80;
const KEY_ENCIPHERMENT: u8 = 0x20;
const KEY_CERT_SIGN: u8 = 0x04;

/// With a key on P-256 or of RSA, and this first octet of the key usage.
fn leaf(key: &KeyType, usage: Option<u8>) -> Certificate {
    let algorithm: &[u8] = b"\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07";
    let rsa: &[u8] = b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00";
    let modulus = tlv(2, &[&[0, 0xc5][..], &[1; 255]].concat());
    let rsa_key = tlv(0x30, &[modulus, tlv(2, &[1, 0, 1])].concat());
    let draft = Draft::new(&["leaf"]);
    let draft = if *key == RSA { draft.key(rsa, &rsa_key) } else { draft.key(algorithm, &[4; 65]) };
    let draft = match usage {
        Some(bits) => draft.extension(15, true, &tlv(3, &[0, bits])),
        None => draft,
    };
    draft.finish()
}

fn shows(key: KeyType, usage: Option<u8>, protocols: &[Version], suites: &[&str]) -> Server {
    let suites = suites.iter().map(|name| name.parse().unwrap()).collect();
    let leaf = leaf(&key, usage);
    assert_eq!(leaf.key_type(), key);
    Server::with_leaf(Selection { protocols: protocols.to_vec(), suites }, leaf)
}

#[test]
fn key_usage_of_rsa_keys_in_tls_1_2_since_18_4() {
    let signing = |usage| shows(RSA, usage, &[Tls1_2], &[GCM]);
    assert_eq!(with("ios-18.4", &signing(Some(KEY_CERT_SIGN))), Err(Failure::NoDigitalSignature));
    assert_eq!(Failure::NoDigitalSignature.certainty(), Certainty::Observed);
    assert!(with("ios-18", &signing(Some(KEY_CERT_SIGN))).is_ok());
    assert!(with("ios-18.4", &signing(Some(DIGITAL_SIGNATURE))).is_ok());
    assert!(with("ios-18.4", &signing(None)).is_ok());
    let exchange = |usage| shows(RSA, Some(usage), &[Tls1_2], &["AES128-SHA"]);
    assert_eq!(with("ios-26", &exchange(DIGITAL_SIGNATURE)), Err(Failure::NoKeyEncipherment));
    assert!(with("ios-26", &exchange(KEY_ENCIPHERMENT)).is_ok());
    assert!(with("ios-18", &exchange(DIGITAL_SIGNATURE)).is_ok());
}

#[test]
fn key_usage_in_tls_1_3_and_of_keys_on_curves() {
    let failure = Err(Failure::ProbablyNoDigitalSignature);
    let modern = |usage| shows(RSA, Some(usage), &[Tls1_3], &[TLS13]);
    assert_eq!(with("ios-12.2", &modern(KEY_ENCIPHERMENT)), failure);
    assert_eq!(with("ios-26", &modern(KEY_ENCIPHERMENT)), failure);
    assert!(with("ios-12.2", &modern(DIGITAL_SIGNATURE)).is_ok());
    let curve = |usage| shows(P256, Some(usage), &[Tls1_2], &[EC_GCM]);
    assert_eq!(with("ios-12.2", &curve(KEY_CERT_SIGN)), failure);
    assert_eq!(with("ios-26", &curve(KEY_CERT_SIGN)), failure);
    assert!(with("ios-26", &curve(DIGITAL_SIGNATURE)).is_ok());
    assert!(with("mail-16", &curve(KEY_CERT_SIGN)).is_ok(), "nothing is known of such a check");
    assert_eq!(Failure::ProbablyNoDigitalSignature.certainty(), Certainty::Probable);
}
