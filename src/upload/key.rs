//! The private key of a TLS server certificate.

use super::facts::Facts;
use super::store::Store;
use crate::certificate::KeyType;
use crate::message::{Text, message};
use crate::report::{Certainty, Finding, Rule, Severity, Subject};

pub(super) const RULES: &[&Rule] = &[&MISSING, &MISMATCH, &NOT_COMPARABLE];

const REFERENCE: &str = "RFC 7292 section 4.2; N-MDM Administrator Guide 119, Setting Up AppTunnel";

static MISSING: Rule = Rule {
    code: "key.missing",
    asks: Text { en: "A file uploaded as TLS server certificate holds its private key." },
    remedy: Text { en: "Export the certificate together with its private key, as a .p12 or .pfx file." },
    ..Rule::library(REFERENCE)
};

static MISMATCH: Rule = Rule {
    code: "key.mismatch",
    asks: Text { en: "The private key belongs to the leaf." },
    remedy: Text { en: "Put the private key together with the certificate that was issued for it." },
    ..Rule::library(REFERENCE)
};

static NOT_COMPARABLE: Rule = Rule {
    code: "key.not-comparable",
    severity: Severity::Warning,
    certainty: Certainty::Certain,
    asks: Text { en: "The public key of the private key is known, so that it can be compared with the certificate's." },
    remedy: Text { en: "Use an RSA key, or an EC key on P-256 or P-384; Apple devices take no other." },
    ..Rule::library(REFERENCE)
};

message! {
    fn missing() {
        en: "The file holds no private key; a TLS server certificate needs it.",
    }
    fn not_comparable(key: &KeyType) {
        en: "Whether the {key} private key belongs to the leaf cannot be told.",
    }
    fn belongs_to_ca(key: &KeyType, place: usize, subject: String) {
        en: "The {key} private key belongs to certificate {place} ({subject}), which is a CA certificate, and not to the leaf.",
    }
    fn belongs_to_none(key: &KeyType) {
        en: "The {key} private key belongs to no certificate in the file.",
    }
}

pub(super) fn check(facts: &Facts<'_>) -> Option<Finding> {
    if facts.question.options.store == Store::Group || facts.chain.is_empty() {
        return None;
    }
    let Some(key) = facts.question.bundle.private_key() else {
        return Some(MISSING.finding(Subject::File, missing()));
    };
    let leaf = facts.leaf()?;
    if facts.question.has_key(leaf) {
        return None;
    }
    if facts.question.bundle.keys().iter().any(|key| key.item().belongs_to(leaf.certificate).is_none()) {
        return Some(NOT_COMPARABLE.finding(Subject::PrivateKey, not_comparable(key.key_type())));
    }
    let message = match facts
        .question
        .bundle
        .key_owner()
        .and_then(|owner| facts.question.unique.iter().find(|it| it.index == owner))
    {
        Some(owner) => belongs_to_ca(key.key_type(), owner.index, owner.certificate.subject()),
        None => belongs_to_none(key.key_type()),
    };
    Some(MISMATCH.finding(Subject::PrivateKey, message))
}
