//! Whether the certificates of a device are revoked.

use super::options::{CrlCheck, WithoutCrl};
use super::rules::{REVOCATION_UNKNOWN_ADMITTED, REVOCATION_UNKNOWN_REFUSED, REVOKED};
use crate::Certificate;
use crate::path::candidate::subject_of;
use crate::path::{EvaluatedPath, Evaluator, Revocation, RevocationScope, RevocationStatus};
use crate::printable::instant;
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

fn finding(without_crl: WithoutCrl, path: &EvaluatedPath, index: usize, status: &RevocationStatus) -> Option<Finding> {
    let certificate = path.certificates.get(index);
    let subject = subject_of(index, certificate);
    let name = certificate.map(Certificate::subject_or_names).unwrap_or_default();
    match status {
        RevocationStatus::Good => None,
        RevocationStatus::Revoked { at, reason, .. } => {
            let reason = reason.map(|reason| format!(", because of {reason}")).unwrap_or_default();
            let message = format!("The certificate {name} was revoked on {}{reason}.", instant(Some(*at)));
            Some(REVOKED.finding(subject, message))
        }
        RevocationStatus::Unknown { why } => {
            let why: Vec<String> = why.iter().map(|reason| format!("{reason}.")).collect();
            let why = why.join(" ");
            let (rule, outcome) = match without_crl {
                WithoutCrl::Admit => (&REVOCATION_UNKNOWN_ADMITTED, "the device is let in all the same"),
                WithoutCrl::Refuse => (&REVOCATION_UNKNOWN_REFUSED, "the device is kept out"),
            };
            let message = format!("Whether the certificate {name} is revoked is not known, and {outcome}. {why}");
            Some(rule.finding(subject, message))
        }
    }
}

/// The group certificate itself has no path, but its issuer may have a CRL.
fn of_trusted_leaf(evaluator: &Evaluator, leaf: &Certificate, others: &[Certificate]) -> RevocationStatus {
    let issuer = others.iter().find(|other| other.raw_subject() == leaf.raw_issuer());
    let issuer = if leaf.is_self_issued() { Some(leaf) } else { issuer };
    evaluator.revocation_status(leaf, issuer.unwrap_or(leaf), others)
}
