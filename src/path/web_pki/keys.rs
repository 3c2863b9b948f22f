//! Public keys: Baseline Requirements sections 6.1.5, 6.1.6 and 7.1.3.1. They bind every certificate, the root's too.

use x509_parser::public_key::PublicKey;

use crate::certificate::KeyType;
use crate::message::{Message, Text, message};
use crate::path::in_path::{InPath, ProfileRule};
use crate::report::Rule;

/// The shortest modulus, in bits.
const RSA_BITS: usize = 2048;

/// The AlgorithmIdentifiers of section 7.1.3.1: rsaEncryption with NULL, id-ecPublicKey with P-256, P-384 and P-521.
const ENCODINGS: [&[u8]; 4] = [
    b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00",
    b"\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07",
    b"\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22",
    b"\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x23",
];

pub(super) static ALGORITHM: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.key-algorithm",
        asks: Text { en: "Keys are RSA, or EC on P-256, P-384 or P-521." },
        remedy: Text { en: "Have the certificate issued again for a key on P-256." },
        ..Rule::cab_forum("Baseline Requirements section 6.1.5")
    },
    applies: |_| true,
    breach: algorithm,
};

message! {
    fn is_of_another_kind(kind: &KeyType) {
        en: "The key is of another kind: {kind}.",
    }
}

fn algorithm(in_path: &InPath<'_>) -> Option<Message> {
    match in_path.certificate.key_type() {
        KeyType::Rsa { .. } | KeyType::Ec(_) => None,
        other => Some(is_of_another_kind(&other)),
    }
}

pub(super) static RSA_SIZE: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.rsa-size",
        asks: Text { en: "The modulus of an RSA key has 2,048 bits or more." },
        remedy: Text { en: "Make an RSA key of 2,048 bits and have the certificate issued again." },
        ..Rule::cab_forum("Baseline Requirements section 6.1.5")
    },
    applies: |it| rsa_bits(it).is_some(),
    breach: rsa_size,
};

message! {
    fn is_short(bits: usize) {
        en: "The RSA key has {bits} bits.",
    }
}

/// A key that cannot be read has 0 bits, and is path validation's.
fn rsa_size(in_path: &InPath<'_>) -> Option<Message> {
    let bits = rsa_bits(in_path)?;
    (bits < RSA_BITS).then(|| is_short(bits))
}

pub(super) static RSA_MULTIPLE_OF_8: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.rsa-multiple-of-8",
        asks: Text { en: "The length in bits of the modulus of an RSA key is divisible by 8." },
        remedy: Text { en: "Make an RSA key of 2,048 bits and have the certificate issued again." },
        ..Rule::cab_forum("Baseline Requirements section 6.1.5")
    },
    applies: |it| rsa_bits(it).is_some(),
    breach: rsa_multiple_of_8,
};

message! {
    fn is_not_divisible(bits: usize) {
        en: "The RSA key has {bits} bits, which is not divisible by 8.",
    }
}

fn rsa_multiple_of_8(in_path: &InPath<'_>) -> Option<Message> {
    let bits = rsa_bits(in_path)?;
    (bits % 8 != 0).then(|| is_not_divisible(bits))
}

pub(super) static RSA_EXPONENT: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.rsa-exponent",
        asks: Text { en: "The public exponent of an RSA key is an odd number of 3 or more." },
        remedy: Text { en: "Make an RSA key with the exponent 65,537 and have the certificate issued again." },
        ..Rule::cab_forum("Baseline Requirements section 6.1.6")
    },
    applies: |it| rsa_bits(it).is_some(),
    breach: rsa_exponent,
};

message! {
    fn exponent_is_weak() {
        en: "The public exponent of the RSA key is even or less than 3.",
    }
}

fn rsa_exponent(in_path: &InPath<'_>) -> Option<Message> {
    let Ok(PublicKey::RSA(key)) = in_path.certificate.x509().public_key().parsed() else { return None };
    let (last, before) = key.exponent.split_last()?;
    let is_small = before.iter().all(|byte| *byte == 0) && *last < 3;
    (last & 1 == 0 || is_small).then(exponent_is_weak)
}

pub(super) static ENCODING: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.key-encoding",
        asks: Text { en: "The algorithm of a key is encoded byte for byte as the requirements list it." },
        remedy: Text { en: "Have the certificate issued again by software that encodes the key correctly." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.3.1")
    },
    applies: |it| matches!(it.certificate.key_type(), KeyType::Rsa { .. } | KeyType::Ec(_)),
    breach: encoding,
};

message! {
    fn is_encoded_otherwise() {
        en: "The algorithm of the key is not encoded as the requirements list it.",
    }
}

/// Of the keys that `algorithm` lets pass.
fn encoding(in_path: &InPath<'_>) -> Option<Message> {
    let is_listed = || {
        let content = in_path.certificate.spki();
        // The AlgorithmIdentifier is the first value in the SubjectPublicKeyInfo, whose header has 2 to 6 bytes.
        (2..=6).any(|header| {
            content.get(header..).is_some_and(|rest| ENCODINGS.iter().any(|known| rest.starts_with(known)))
        })
    };
    (!is_listed()).then(is_encoded_otherwise)
}

fn rsa_bits(in_path: &InPath<'_>) -> Option<usize> {
    match in_path.certificate.key_type() {
        KeyType::Rsa { bits: 0 } => None,
        KeyType::Rsa { bits } => Some(bits),
        _ => None,
    }
}
