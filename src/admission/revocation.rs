//! Whether the certificates of a device are revoked.

use chrono::{DateTime, Utc};

use super::options::{CrlCheck, WithoutCrl};
use super::rules::{REVOCATION_UNKNOWN_ADMITTED, REVOCATION_UNKNOWN_REFUSED, REVOKED};
use crate::Certificate;
use crate::message::{Sentences, message};
use crate::path::candidate::subject_of;
use crate::path::crl::{self, RevocationReason};
use crate::path::{EvaluatedPath, Evaluator, Revocation, RevocationScope, RevocationStatus};
use crate::report::Finding;

/// What is asked of every path. A path whose status is known is looked for if one of unknown status does not do.
pub(super) fn asked(crl: CrlCheck) -> Revocation {
    match crl {
        CrlCheck::Off => Revocation::default(),
        CrlCheck::On { without_crl } => Revocation {
            scope: RevocationScope::Chain,
            unknown_is_failure: without_crl == WithoutCrl::Refuse,
            ..Revocation::default()
        },
    }
}

/// Whether a finding of the path says what is said here.
pub(super) fn is_about(finding: &Finding) -> bool {
    finding.code == "rfc5280.revoked" || finding.code == "rfc5280.revocation-unknown"
}

/// What the CRLs say of the certificates on the path of a device.
pub(super) fn check(
    crl: CrlCheck,
    evaluator: &Evaluator,
    path: &EvaluatedPath,
    others: &[Certificate],
) -> Vec<Finding> {
    let CrlCheck::On { without_crl } = crl else { return Vec::new() };
    let is_trusted_itself = path.is_complete && path.certificates.len() == 1;
    let statuses = match path.certificates.first() {
        Some(leaf) if is_trusted_itself => vec![of_trusted_leaf(evaluator, leaf, others)],
        _ => path.revocation.clone(),
    };
    let statuses = statuses.iter().enumerate();
    statuses.filter_map(|(index, status)| finding(without_crl, path, index, status)).collect()
}

message! {
    fn revoked(name: &str, at: DateTime<Utc>) {
        en: "The certificate {name} was revoked on {at}.",
    }
    fn revoked_because(name: &str, at: DateTime<Utc>, reason: &RevocationReason) {
        en: "The certificate {name} was revoked on {at}, because of {reason}.",
    }
    fn unknown_and_admitted(name: &str, why: Sentences) {
        en: "Whether the certificate {name} is revoked is not known, and the device is let in all the same. {why}",
    }
    fn unknown_and_refused(name: &str, why: Sentences) {
        en: "Whether the certificate {name} is revoked is not known, and the device is kept out. {why}",
    }
}

fn finding(without_crl: WithoutCrl, path: &EvaluatedPath, index: usize, status: &RevocationStatus) -> Option<Finding> {
    let certificate = path.certificates.get(index);
    let subject = subject_of(index, certificate);
    let name = certificate.map(Certificate::subject_or_names).unwrap_or_default();
    match status {
        RevocationStatus::Good => None,
        RevocationStatus::Revoked { at, reason, .. } => {
            let message = match reason {
                Some(reason) => revoked_because(&name, *at, reason),
                None => revoked(&name, *at),
            };
            Some(REVOKED.finding(subject, message))
        }
        RevocationStatus::Unknown { why } => {
            let why = crl::sentences(why);
            Some(match without_crl {
                WithoutCrl::Admit => REVOCATION_UNKNOWN_ADMITTED.finding(subject, unknown_and_admitted(&name, why)),
                WithoutCrl::Refuse => REVOCATION_UNKNOWN_REFUSED.finding(subject, unknown_and_refused(&name, why)),
            })
        }
    }
}

/// The group certificate itself has no path, but its issuer may have a CRL.
fn of_trusted_leaf(evaluator: &Evaluator, leaf: &Certificate, others: &[Certificate]) -> RevocationStatus {
    let issuer = others.iter().find(|other| other.raw_subject() == leaf.raw_issuer());
    let issuer = if leaf.is_self_issued() { Some(leaf) } else { issuer };
    evaluator.revocation_status(leaf, issuer.unwrap_or(leaf), others)
}
