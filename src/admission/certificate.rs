//! The device's certificate: its version, its path to a trusted certificate, and whether it is revoked.

use chrono::{DateTime, Utc};
use x509_parser::x509::X509Version;

use super::attempt::Attempt;
use super::options::AdmissionOptions;
use super::revocation;
use super::rules::{NO_CERTIFICATE, NOT_A_CA, NOT_TRUSTED, NOT_VERSION_3, TOO_MANY_CERTIFICATES, field, leaf_subject};
use crate::Certificate;
use crate::path::{Crl, EvaluatedPath, Evaluator, KeyPurpose, RuleSet, Strictness};
use crate::report::{Finding, Severity};

/// What was found, and the path it was found on.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) path: Vec<Certificate>,
    pub(super) findings: Vec<Finding>,
}

pub(super) fn check(
    settings: &AdmissionOptions,
    trusted: &[Certificate],
    is_group: bool,
    attempt: &Attempt,
    at: DateTime<Utc>,
    crls: &[Crl],
) -> Checked {
    let mut checked = Checked::default();
    let Some((leaf, others)) = attempt.certificates.split_first() else {
        let message = "The device presents no certificate.";
        checked.findings.push(NO_CERTIFICATE.finding(field("/certificates"), message));
        return checked;
    };
    let limit = settings.budget.path_length;
    if attempt.certificates.len() > limit {
        let message = format!(
            "The device presents {} certificates, and no more than {limit} are looked at.",
            attempt.certificates.len()
        );
        checked.findings.push(TOO_MANY_CERTIFICATES.finding(field("/certificates"), message));
        return checked;
    }
    if leaf.x509().version() != X509Version::V3 {
        let message = "The certificate of the device is not of version 3.";
        checked.findings.push(NOT_VERSION_3.finding(leaf_subject(leaf), message));
    }
    let evaluator = evaluator(settings, trusted, is_group, at, crls);
    if !is_group {
        let wrong = trusted.iter().enumerate().filter(|(_, certificate)| !certificate.is_ca());
        checked.findings.extend(wrong.map(|(place, certificate)| {
            let message =
                format!("The trusted certificate {} is not a CA certificate.", certificate.subject_or_names());
            NOT_A_CA.finding(field(&format!("/mode/roots/{place}")), message)
        }));
    }
    let evaluation = evaluator.evaluate(leaf, others);
    if let Some(path) = evaluation.best() {
        checked.findings.extend(of_path(path, is_group));
        checked.findings.extend(revocation::check(settings.crl, &evaluator, path, others));
        checked.path.clone_from(&path.certificates);
    }
    checked
}

fn evaluator(
    settings: &AdmissionOptions,
    trusted: &[Certificate],
    is_group: bool,
    at: DateTime<Utc>,
    crls: &[Crl],
) -> Evaluator {
    let mut evaluator = Evaluator::new(RuleSet::rfc5280(), at);
    // Java takes no certificate for an anchor that is not a CA's (jdk.security.allowNonCaAnchor).
    let anchors = trusted.iter().filter(|certificate| certificate.is_ca());
    evaluator.anchors = anchors.cloned().collect();
    if is_group {
        evaluator.trusted_leaves.certificates = trusted.to_vec();
    }
    evaluator.purpose = KeyPurpose::Client(Strictness::Lax);
    evaluator.budget = settings.budget;
    evaluator.revocation = revocation::asked(settings.crl);
    evaluator.crls = crls.to_vec();
    evaluator
}

/// What is wrong with the path but for revocation, which has rules of its own here.
fn of_path(path: &EvaluatedPath, is_group: bool) -> Vec<Finding> {
    let findings: Vec<Finding> =
        path.findings.iter().filter(|finding| !revocation::is_about(finding)).cloned().collect();
    let is_refused = findings.iter().any(|finding| finding.severity == Severity::Error);
    let trusted = if is_group { "the group certificate" } else { "a trusted root certificate" };
    let message = match path.certificates.first() {
        _ if path.is_complete && !is_refused => return findings,
        Some(leaf) if path.is_complete => {
            (leaf, format!("The path of the device's certificate to {trusted} is not valid."))
        }
        Some(leaf) => (leaf, format!("The certificate of the device does not chain to {trusted}.")),
        None => return findings,
    };
    std::iter::once(NOT_TRUSTED.finding(leaf_subject(message.0), message.1)).chain(findings).collect()
}
