//! The validity periods of the chain, against the instant asked for.

use chrono::{DateTime, Utc};

use super::facts::Facts;
use crate::message::{Days, Text, message};
use crate::report::{Certainty, Finding, Rule, Severity};
use crate::upload::indexed::Indexed;

pub(super) const RULES: &[&Rule] = &[&EXPIRED, &NOT_YET_VALID, &EXPIRES_SOON];

const REFERENCE: &str = "RFC 5280 section 4.1.2.5";

pub(super) static EXPIRED: Rule = Rule {
    code: "validity.expired",
    certainty: Certainty::Certain,
    asks: Text { en: "No certificate of the chain has expired; the second of notAfter is still valid." },
    remedy: Text { en: "Renew the certificate and upload the new one." },
    ..Rule::library(REFERENCE)
};

pub(super) static NOT_YET_VALID: Rule = Rule {
    code: "validity.not-yet-valid",
    certainty: Certainty::Certain,
    asks: Text { en: "Every certificate of the chain is valid already; the second of notBefore is valid." },
    remedy: Text { en: "Wait until the certificate is valid, or upload it as the second certificate." },
    ..Rule::library(REFERENCE)
};

static EXPIRES_SOON: Rule = Rule {
    code: "validity.expires-soon",
    severity: Severity::Warning,
    asks: Text { en: "Every certificate of the chain has more days left than asked for." },
    remedy: Text { en: "Renew the certificate before it expires." },
    ..Rule::library("UploadOptions::expires_within_days")
};

message! {
    fn expired(at: Option<DateTime<Utc>>) {
        en: "The certificate expired on {at}.",
    }
    fn not_yet_valid(from: Option<DateTime<Utc>>) {
        en: "The certificate is not valid before {from}.",
    }
    fn expires_soon(at: DateTime<Utc>, left: Days) {
        en: "The certificate expires on {at}, in {left}.",
    }
}

/// Intermediates and roots break a chain as surely as the leaf.
pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    facts.chain.iter().filter_map(|it| check_one(it, facts)).collect()
}

fn check_one(it: &Indexed<'_>, facts: &Facts<'_>) -> Option<Finding> {
    let certificate = it.certificate;
    let at = facts.question.at;
    if certificate.is_expired_at(at) {
        return Some(EXPIRED.finding(it.subject(), expired(certificate.not_after())));
    }
    if certificate.is_not_yet_valid_at(at) {
        return Some(NOT_YET_VALID.finding(it.subject(), not_yet_valid(certificate.not_before())));
    }
    let not_after = certificate.not_after()?;
    let left = not_after - at;
    if left.num_seconds() > i64::from(facts.question.options.expires_within_days?) * 86_400 {
        return None;
    }
    Some(EXPIRES_SOON.finding(it.subject(), expires_soon(not_after, Days(left.num_days()))))
}
