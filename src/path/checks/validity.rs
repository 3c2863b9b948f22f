//! The validity periods of a path.

use chrono::{DateTime, Utc};

use super::{CandidatePath, Checks, rule};
use crate::printable::instant;
use crate::report::{Basis, Certainty, Finding, Rule, Severity};

/// The rules decided here.
pub(super) static RULES: [Rule; 2] = [NOT_YET_VALID, EXPIRED];

rule!(
    NOT_YET_VALID,
    "rfc5280.not-yet-valid",
    "Every certificate is valid already.",
    "Wait until the certificate is valid, or check the clock.",
    "RFC 5280 section 6.1.3 (a)(2)"
);

rule!(
    EXPIRED,
    "rfc5280.expired",
    "No certificate has expired.",
    "Renew the certificate.",
    "RFC 5280 section 6.1.3 (a)(2)"
);

pub(super) fn validity(path: &CandidatePath<'_>, checks: &Checks, at: DateTime<Utc>, findings: &mut Vec<Finding>) {
    for (index, node) in path.with_anchor() {
        if index == path.certificates.len() && !checks.anchor.validity() {
            continue;
        }
        let certificate = &node.certificate;
        if certificate.is_expired_at(at) {
            let message = format!("The certificate expired on {}.", instant(certificate.not_after()));
            findings.push(EXPIRED.finding(path.subject(index), message));
        }
        if certificate.is_not_yet_valid_at(at) {
            let message = format!("The certificate is not valid before {}.", instant(certificate.not_before()));
            findings.push(NOT_YET_VALID.finding(path.subject(index), message));
        }
    }
}
