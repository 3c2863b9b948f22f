//! Who signed each certificate, with what algorithm, and whether its key can be used.

use super::{CandidatePath, Checks, rule};
use crate::certificate::KeyType;
use crate::crypto::{Hash, SignatureError};
use crate::report::{Basis, Certainty, Finding, Rule, Severity};

const REFERENCE_SIGNATURE: &str = "RFC 5280 section 6.1.3 (a)(1)";

/// The rules decided here.
pub(super) static RULES: [Rule; 7] =
    [NO_ISSUER, NOT_TRIED, SIGNATURE, SIGNATURE_ALGORITHM, ALGORITHM_MISMATCH, WEAK_HASH, KEY];

rule!(
    NO_ISSUER,
    "rfc5280.no-issuer",
    "The path ends in a trust anchor.",
    "Add the missing certificate, or trust the root of this path.",
    "RFC 5280 section 6.1"
);

rule!(
    NOT_TRIED,
    "path.signature-not-tried",
    "Every signature is checked within the limit.",
    "Give fewer certificates, or raise the budget.",
    "Budget::signatures"
);

rule!(
    SIGNATURE,
    "rfc5280.signature",
    "The signature of each certificate was made by the key of its issuer.",
    "Use the issuer's certificate that belongs to the key, or get an undamaged copy of the certificate.",
    REFERENCE_SIGNATURE
);

rule!(
    SIGNATURE_ALGORITHM,
    "rfc5280.signature-algorithm",
    "The signature algorithm of each certificate can be checked.",
    "Have the certificate issued again with a common algorithm, such as ecdsa-with-SHA256.",
    REFERENCE_SIGNATURE
);

rule!(
    ALGORITHM_MISMATCH,
    "rfc5280.algorithm-mismatch",
    "Both statements of the signature algorithm in a certificate agree.",
    "Have the certificate issued again.",
    "RFC 5280 section 4.1.1.2"
);

rule!(
    WEAK_HASH,
    "rfc5280.weak-hash",
    "Signatures use a hash that is accepted.",
    "Have the certificate issued again with SHA-256.",
    "RFC 6151; RFC 6194"
);

rule!(
    KEY,
    "rfc5280.key",
    "The public key of each certificate can be read and has at least 1,024 bits if it is RSA.",
    "Have the certificate issued again for a usable key.",
    "RFC 5280 section 6.1.4 (d)"
);

pub(super) fn signatures(path: &CandidatePath<'_>, checks: &Checks, findings: &mut Vec<Finding>) {
    for (index, (node, signature)) in path.certificates.iter().zip(&path.signatures).enumerate() {
        let certificate = &node.certificate;
        match signature {
            Some(Ok(())) => {}
            None => {
                let message =
                    format!("The issuer, {}, is neither an anchor nor among the certificates.", certificate.issuer());
                findings.push(NO_ISSUER.finding(path.subject(index), message));
            }
            Some(Err(SignatureError::UnsupportedAlgorithm)) => findings.push(SIGNATURE_ALGORITHM.finding(
                path.subject(index),
                format!("The signature algorithm {} cannot be checked.", certificate.signature_algorithm()),
            )),
            Some(Err(SignatureError::NotTried)) => findings.push(
                NOT_TRIED.finding(path.subject(index), "The limit on signature checks was reached before this one."),
            ),
            Some(Err(SignatureError::Invalid | SignatureError::UnsuitableKey)) => findings.push(SIGNATURE.finding(
                path.subject(index),
                format!("The key of {} did not make the signature.", certificate.issuer()),
            )),
        }
        if certificate.inner_signature_algorithm_der() != certificate.signature_algorithm_der() {
            findings.push(ALGORITHM_MISMATCH.finding(
                path.subject(index),
                "The signature algorithms inside and outside the signed part of the certificate differ.",
            ));
        }
        let hash = certificate.signature_hash();
        if matches!(hash, Some(Hash::Md2 | Hash::Md4 | Hash::Md5)) || (hash == Some(Hash::Sha1) && !checks.allow_sha1) {
            let name = hash.map(|hash| hash.to_string()).unwrap_or_default();
            findings.push(WEAK_HASH.finding(path.subject(index), format!("The certificate is signed with {name}.")));
        }
    }
}

pub(super) fn keys(path: &CandidatePath<'_>, findings: &mut Vec<Finding>) {
    for (index, node) in path.certificates.iter().enumerate() {
        match node.certificate.key_type() {
            KeyType::Rsa { bits: 0 } => {
                findings.push(KEY.finding(path.subject(index), "The RSA public key cannot be read."));
            }
            _ if index > 0 && node.key().is_unusable() => {
                findings.push(KEY.finding(path.subject(index), "The public key of the CA cannot be read."));
            }
            KeyType::Rsa { bits } if bits < 1024 => {
                findings.push(KEY.finding(path.subject(index), format!("The RSA key has only {bits} bits.")));
            }
            _ => {}
        }
    }
}
