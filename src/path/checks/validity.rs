//! The validity periods of a path.

use chrono::{DateTime, Utc};

use super::CheckOptions;
use crate::message::{Text, message};
use crate::path::candidate::CandidatePath;
use crate::report::{Finding, Rule};

/// The rules decided here.
pub(super) const RULES: &[&Rule] = &[&NOT_YET_VALID, &EXPIRED];

static NOT_YET_VALID: Rule = Rule {
    code: "rfc5280.not-yet-valid",
    asks: Text { en: "Every certificate is valid already." },
    remedy: Text { en: "Wait until the certificate is valid, or check the clock." },
    ..Rule::rfc5280("RFC 5280 section 6.1.3 (a)(2)")
};

static EXPIRED: Rule = Rule {
    code: "rfc5280.expired",
    asks: Text { en: "No certificate has expired." },
    remedy: Text { en: "Renew the certificate." },
    ..Rule::rfc5280("RFC 5280 section 6.1.3 (a)(2)")
};

message! {
    fn not_yet_valid(before: Option<DateTime<Utc>>) {
        en: "The certificate is not valid before {before}.",
    }
    fn expired(on: Option<DateTime<Utc>>) {
        en: "The certificate expired on {on}.",
    }
}

pub(super) fn validity(
    path: &CandidatePath<'_>,
    options: &CheckOptions,
    at: DateTime<Utc>,
    findings: &mut Vec<Finding>,
) {
    for (index, node) in path.with_anchor() {
        if index == path.certificates.len() && !options.anchor.validity() {
            continue;
        }
        let certificate = &node.certificate;
        if certificate.is_expired_at(at) {
            findings.push(EXPIRED.finding(path.subject(index), expired(certificate.not_after())));
        }
        if certificate.is_not_yet_valid_at(at) {
            findings.push(NOT_YET_VALID.finding(path.subject(index), not_yet_valid(certificate.not_before())));
        }
    }
}
