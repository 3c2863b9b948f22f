//! Public keys: Baseline Requirements sections 6.1.5, 6.1.6 and 7.1.3.1. They bind every certificate, the root's too.

use x509_parser::public_key::PublicKey;

use crate::certificate::KeyType;
use crate::path::in_path::{InPath, when};

/// The shortest modulus, in bits.
const RSA_BITS: usize = 2048;

/// The AlgorithmIdentifiers of section 7.1.3.1: rsaEncryption with NULL, id-ecPublicKey with P-256, P-384 and P-521.
const ENCODINGS: [&[u8]; 4] = [
    b"\x30\x0d\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x01\x01\x05\x00",
    b"\x30\x13\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x08\x2a\x86\x48\xce\x3d\x03\x01\x07",
    b"\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x22",
    b"\x30\x10\x06\x07\x2a\x86\x48\xce\x3d\x02\x01\x06\x05\x2b\x81\x04\x00\x23",
];

pub(super) fn algorithm(in_path: &InPath<'_>) -> Option<String> {
    match in_path.certificate.key_type() {
        KeyType::Rsa { .. } | KeyType::Ec(_) => None,
        other => Some(format!("The key is of another kind: {other}.")),
    }
}

/// A key that cannot be read has 0 bits, and is path validation's.
pub(super) fn rsa_size(in_path: &InPath<'_>) -> Option<String> {
    let bits = rsa_bits(in_path)?;
    (bits < RSA_BITS).then(|| format!("The RSA key has {bits} bits."))
}

pub(super) fn rsa_multiple_of_8(in_path: &InPath<'_>) -> Option<String> {
    let bits = rsa_bits(in_path)?;
    (bits % 8 != 0).then(|| format!("The RSA key has {bits} bits, which is not divisible by 8."))
}

pub(super) fn rsa_exponent(in_path: &InPath<'_>) -> Option<String> {
    let Ok(PublicKey::RSA(key)) = in_path.certificate.x509().public_key().parsed() else { return None };
    let (last, before) = key.exponent.split_last()?;
    let is_small = before.iter().all(|byte| *byte == 0) && *last < 3;
    when(last & 1 == 0 || is_small, "The public exponent of the RSA key is even or less than 3.")
}

/// Of the keys that `algorithm` lets pass.
pub(super) fn encoding(in_path: &InPath<'_>) -> Option<String> {
    let is_asked = matches!(in_path.certificate.key_type(), KeyType::Rsa { .. } | KeyType::Ec(_));
    let is_listed = || {
        let content = in_path.certificate.spki();
        // The AlgorithmIdentifier is the first value in the SubjectPublicKeyInfo, whose header has 2 to 6 bytes.
        (2..=6).any(|header| {
            content.get(header..).is_some_and(|rest| ENCODINGS.iter().any(|known| rest.starts_with(known)))
        })
    };
    when(is_asked && !is_listed(), "The algorithm of the key is not encoded as the requirements list it.")
}

fn rsa_bits(in_path: &InPath<'_>) -> Option<usize> {
    match in_path.certificate.key_type() {
        KeyType::Rsa { bits: 0 } => None,
        KeyType::Rsa { bits } => Some(bits),
        _ => None,
    }
}
