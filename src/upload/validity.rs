//! The validity periods of the chain, against the instant asked for.

use super::facts::Facts;
use crate::message::Text;
use crate::printable::instant;
use crate::report::{Basis, Certainty, Finding, Rule, Severity};
use crate::upload::indexed::Indexed;

pub(super) const RULES: [Rule; 3] = [EXPIRED, NOT_YET_VALID, EXPIRES_SOON];

const REFERENCE: &str = "RFC 5280 section 4.1.2.5";

const EXPIRED: Rule = Rule {
    code: "validity.expired",
    severity: Severity::Error,
    basis: Basis::Library,
    certainty: Certainty::Certain,
    asks: Text { en: "No certificate of the chain has expired; the second of notAfter is still valid." },
    remedy: Text { en: "Renew the certificate and upload the new one." },
    reference: REFERENCE,
};

const NOT_YET_VALID: Rule = Rule {
    code: "validity.not-yet-valid",
    severity: Severity::Error,
    basis: Basis::Library,
    certainty: Certainty::Certain,
    asks: Text { en: "Every certificate of the chain is valid already; the second of notBefore is valid." },
    remedy: Text { en: "Wait until the certificate is valid, or upload it as the second certificate." },
    reference: REFERENCE,
};

const EXPIRES_SOON: Rule = Rule {
    code: "validity.expires-soon",
    severity: Severity::Warning,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    asks: Text { en: "Every certificate of the chain has more days left than asked for." },
    remedy: Text { en: "Renew the certificate before it expires." },
    reference: "UploadOptions::expires_within_days",
};

/// Intermediates and roots break a chain as surely as the leaf.
pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.chain.iter().filter_map(|it| check_one(it, facts)).collect()
}

fn check_one(it: &Indexed<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let certificate = it.certificate;
    let at = facts.at;
    if certificate.is_expired_at(at) {
        return Some(
            EXPIRED.finding(it.subject(), format!("The certificate expired on {}.", instant(certificate.not_after()))),
        );
    }
    if certificate.is_not_yet_valid_at(at) {
        let message = format!("The certificate is not valid before {}.", instant(certificate.not_before()));
        return Some(NOT_YET_VALID.finding(it.subject(), message));
    }
    let not_after = certificate.not_after()?;
    let left = not_after - at;
    if left.num_seconds() > i64::from(facts.context.expires_within_days?) * 86_400 {
        return None;
    }
    let message = format!("The certificate expires on {}, in {} days.", instant(Some(not_after)), left.num_days());
    Some(EXPIRES_SOON.finding(it.subject(), message))
}
