//! Signatures: Baseline Requirements section 7.1.3.2. That of an anchor proves nothing and is not looked at.

use crate::certificate::{Curve, KeyType};
use crate::message::{Message, Text, message};
use crate::path::in_path::{InPath, ProfileRule};
use crate::report::Rule;

const ECDSA_SHA256: &[u8] = b"\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x02";
const ECDSA_SHA384: &[u8] = b"\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x03";
const ECDSA_SHA512: &[u8] = b"\x30\x0a\x06\x08\x2a\x86\x48\xce\x3d\x04\x03\x04";

/// The AlgorithmIdentifiers of section 7.1.3.2: RSASSA-PKCS1-v1_5 and RSASSA-PSS with SHA-256, SHA-384 and SHA-512, and
/// ECDSA with the same.
const ENCODINGS: [&[u8]; 9] = [
    b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0b\x05\x00",
    b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0c\x05\x00",
    b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0d\x05\x00",
    b"\x30\x41\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a\x30\x34\
      \xa0\x0f\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\
      \xa1\x1c\x30\x1a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08\
      \x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x01\x05\x00\xa2\x03\x02\x01\x20",
    b"\x30\x41\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a\x30\x34\
      \xa0\x0f\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\
      \xa1\x1c\x30\x1a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08\
      \x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x02\x05\x00\xa2\x03\x02\x01\x30",
    b"\x30\x41\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x0a\x30\x34\
      \xa0\x0f\x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\
      \xa1\x1c\x30\x1a\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x08\
      \x30\x0d\x06\x09\x60\x86\x48\x01\x65\x03\x04\x02\x03\x05\x00\xa2\x03\x02\x01\x40",
    ECDSA_SHA256,
    ECDSA_SHA384,
    ECDSA_SHA512,
];

pub(super) static ALGORITHM: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.signature-algorithm",
        asks: Text {
            en: "The signature algorithm is one of those with SHA-2 that the requirements list, byte for byte.",
        },
        remedy: Text { en: "Have the certificate issued again with SHA-256." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.3.2")
    },
    applies: |it| it.is_below_anchor(),
    breach: algorithm,
};

message! {
    fn is_not_listed(algorithm: String) {
        en: "The signature algorithm {algorithm} is not listed, or not encoded as listed.",
    }
}

fn algorithm(in_path: &InPath<'_>) -> Option<Message> {
    let is_listed = ENCODINGS.contains(&in_path.certificate.signature_algorithm_der());
    (!is_listed).then(|| is_not_listed(in_path.certificate.signature_algorithm()))
}

pub(super) static CURVE: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.signature-hash",
        asks: Text {
            en: "A key on P-256 signs with SHA-256, one on P-384 with SHA-384, and one on P-521 with SHA-512.",
        },
        remedy: Text { en: "Have the certificate issued again with the hash that belongs to the CA's key." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.3.2.2")
    },
    applies: |it| it.issuer.is_some_and(|issuer| matches!(issuer.key_type(), KeyType::Ec(_))),
    breach: curve,
};

message! {
    fn does_not_fit_the_curve() {
        en: "The hash of the signature is not the one that belongs to the curve of the CA's key.",
    }
}

fn curve(in_path: &InPath<'_>) -> Option<Message> {
    let KeyType::Ec(curve) = in_path.issuer?.key_type() else { return None };
    let wanted = match curve {
        Curve::P256 => ECDSA_SHA256,
        Curve::P384 => ECDSA_SHA384,
        Curve::P521 => ECDSA_SHA512,
    };
    let found = in_path.certificate.signature_algorithm_der();
    let is_ecdsa = [ECDSA_SHA256, ECDSA_SHA384, ECDSA_SHA512].contains(&found);
    (is_ecdsa && found != wanted).then(does_not_fit_the_curve)
}
