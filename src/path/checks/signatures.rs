//! Who signed each certificate, with what algorithm, and whether its key can be used.

use super::CheckOptions;
use crate::certificate::KeyType;
use crate::crypto::{Hash, SignatureError};
use crate::message::{Text, message};
use crate::path::candidate::CandidatePath;
use crate::report::{Finding, Rule};

const REFERENCE_SIGNATURE: &str = "RFC 5280 section 6.1.3 (a)(1)";

/// The rules decided here.
pub(super) const RULES: &[&Rule] =
    &[&NO_ISSUER, &NOT_TRIED, &SIGNATURE, &SIGNATURE_ALGORITHM, &ALGORITHM_MISMATCH, &WEAK_HASH, &KEY];

static NO_ISSUER: Rule = Rule {
    code: "rfc5280.no-issuer",
    asks: Text { en: "The path ends in a trust anchor." },
    remedy: Text { en: "Add the missing certificate, or trust the root of this path." },
    ..Rule::rfc5280("RFC 5280 section 6.1")
};

static NOT_TRIED: Rule = Rule {
    code: "path.signature-not-tried",
    asks: Text { en: "Every signature is checked within the limit." },
    remedy: Text { en: "Give fewer certificates, or raise the budget." },
    ..Rule::rfc5280("Budget::signatures")
};

static SIGNATURE: Rule = Rule {
    code: "rfc5280.signature",
    asks: Text { en: "The signature of each certificate was made by the key of its issuer." },
    remedy: Text {
        en: "Use the issuer's certificate that belongs to the key, or get an undamaged copy of the certificate.",
    },
    ..Rule::rfc5280(REFERENCE_SIGNATURE)
};

static SIGNATURE_ALGORITHM: Rule = Rule {
    code: "rfc5280.signature-algorithm",
    asks: Text { en: "The signature algorithm of each certificate can be checked." },
    remedy: Text { en: "Have the certificate issued again with a common algorithm, such as ecdsa-with-SHA256." },
    ..Rule::rfc5280(REFERENCE_SIGNATURE)
};

static ALGORITHM_MISMATCH: Rule = Rule {
    code: "rfc5280.algorithm-mismatch",
    asks: Text { en: "Both statements of the signature algorithm in a certificate agree." },
    remedy: Text { en: "Have the certificate issued again." },
    ..Rule::rfc5280("RFC 5280 section 4.1.1.2")
};

static WEAK_HASH: Rule = Rule {
    code: "rfc5280.weak-hash",
    asks: Text { en: "Signatures use a hash that is accepted." },
    remedy: Text { en: "Have the certificate issued again with SHA-256." },
    ..Rule::rfc5280("RFC 6151; RFC 6194")
};

static KEY: Rule = Rule {
    code: "rfc5280.key",
    asks: Text { en: "The public key of each certificate can be read and has at least 1,024 bits if it is RSA." },
    remedy: Text { en: "Have the certificate issued again for a usable key." },
    ..Rule::rfc5280("RFC 5280 section 6.1.4 (d)")
};

message! {
    fn issuer_not_at_hand(issuer: String) {
        en: "The issuer, {issuer}, is neither an anchor nor among the certificates.",
    }
    fn limit_reached() {
        en: "The limit on signature checks was reached before this one.",
    }
    fn algorithm_unknown(algorithm: String) {
        en: "The signature algorithm {algorithm} cannot be checked.",
    }
    fn signed_by_another_key(issuer: String) {
        en: "The key of {issuer} did not make the signature.",
    }
    fn algorithms_differ() {
        en: "The signature algorithms inside and outside the signed part of the certificate differ.",
    }
    fn signed_with(hash: &Hash) {
        en: "The certificate is signed with {hash}.",
    }
}

pub(super) fn signatures(path: &CandidatePath<'_>, options: &CheckOptions, findings: &mut Vec<Finding>) {
    for (index, (node, signature)) in path.certificates.iter().zip(&path.signatures).enumerate() {
        let certificate = &node.certificate;
        let mut breach = |rule: &'static Rule, message| findings.push(rule.finding(path.subject(index), message));
        match signature {
            Some(Ok(())) => {}
            None => breach(&NO_ISSUER, issuer_not_at_hand(certificate.issuer())),
            Some(Err(SignatureError::UnsupportedAlgorithm)) => {
                breach(&SIGNATURE_ALGORITHM, algorithm_unknown(certificate.signature_algorithm()));
            }
            Some(Err(SignatureError::NotTried)) => breach(&NOT_TRIED, limit_reached()),
            Some(Err(SignatureError::Invalid | SignatureError::UnsuitableKey)) => {
                breach(&SIGNATURE, signed_by_another_key(certificate.issuer()));
            }
        }
        if certificate.inner_signature_algorithm_der() != certificate.signature_algorithm_der() {
            breach(&ALGORITHM_MISMATCH, algorithms_differ());
        }
        if let Some(hash) = certificate.signature_hash()
            && (matches!(hash, Hash::Md2 | Hash::Md4 | Hash::Md5) || (hash == Hash::Sha1 && !options.allow_sha1))
        {
            breach(&WEAK_HASH, signed_with(&hash));
        }
    }
}

message! {
    fn rsa_key_unreadable() {
        en: "The RSA public key cannot be read.",
    }
    fn ca_key_unreadable() {
        en: "The public key of the CA cannot be read.",
    }
    fn rsa_key_short(bits: usize) {
        en: "The RSA key has only {bits} bits.",
    }
}

pub(super) fn keys(path: &CandidatePath<'_>, findings: &mut Vec<Finding>) {
    for (index, node) in path.certificates.iter().enumerate() {
        let message = match node.certificate.key_type() {
            KeyType::Rsa { bits: 0 } => rsa_key_unreadable(),
            _ if index > 0 && node.key().is_unusable() => ca_key_unreadable(),
            KeyType::Rsa { bits } if bits < 1024 => rsa_key_short(bits),
            _ => continue,
        };
        findings.push(KEY.finding(path.subject(index), message));
    }
}
