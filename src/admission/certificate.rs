//! The device's certificate: its version, its path to a trusted certificate, and whether it is revoked.

use chrono::{DateTime, Utc};
use x509_parser::x509::X509Version;

use super::attempt::Attempt;
use super::options::AdmissionOptions;
use super::revocation;
use super::rules::{NO_CERTIFICATE, NOT_A_CA, NOT_TRUSTED, NOT_VERSION_3, TOO_MANY_CERTIFICATES, field, leaf_subject};
use crate::Certificate;
use crate::message::message;
use crate::path::{Crl, EvaluatedPath, Evaluator, KeyPurpose, RuleSet, Strictness};
use crate::report::{Finding, Severity};

message! {
    fn no_certificate() {
        en: "The device presents no certificate.",
    }
    fn too_many_certificates(count: usize, limit: usize) {
        en: "The device presents {count} certificates, and no more than {limit} are looked at.",
    }
    fn not_version_3() {
        en: "The certificate of the device is not of version 3.",
    }
    fn not_a_ca(name: String) {
        en: "The trusted certificate {name} is not a CA certificate.",
    }
    fn invalid_path_to_group_certificate() {
        en: "The path of the device's certificate to the group certificate is not valid.",
    }
    fn invalid_path_to_root() {
        en: "The path of the device's certificate to a trusted root certificate is not valid.",
    }
    fn no_path_to_group_certificate() {
        en: "The certificate of the device does not chain to the group certificate.",
    }
    fn no_path_to_root() {
        en: "The certificate of the device does not chain to a trusted root certificate.",
    }
}

/// What was found, and the path it was found on.
#[derive(Default)]
pub(super) struct Checked {
    pub(super) path: Vec<Certificate>,
    pub(super) findings: Vec<Finding>,
}

pub(super) fn check(
    options: &AdmissionOptions,
    trusted: &[Certificate],
    is_group: bool,
    attempt: &Attempt,
    at: DateTime<Utc>,
    crls: &[Crl],
) -> Checked {
    let mut checked = Checked::default();
    let Some((leaf, others)) = attempt.certificates.split_first() else {
        checked.findings.push(NO_CERTIFICATE.finding(field("/certificates"), no_certificate()));
        return checked;
    };
    let limit = options.budget.path_length;
    if attempt.certificates.len() > limit {
        let message = too_many_certificates(attempt.certificates.len(), limit);
        checked.findings.push(TOO_MANY_CERTIFICATES.finding(field("/certificates"), message));
        return checked;
    }
    if leaf.x509().version() != X509Version::V3 {
        checked.findings.push(NOT_VERSION_3.finding(leaf_subject(leaf), not_version_3()));
    }
    let evaluator = evaluator(options, trusted, is_group, at, crls);
    if !is_group {
        let wrong = trusted.iter().enumerate().filter(|(_, certificate)| !certificate.is_ca());
        checked.findings.extend(wrong.map(|(place, certificate)| {
            NOT_A_CA.finding(field(&format!("/mode/roots/{place}")), not_a_ca(certificate.subject_or_names()))
        }));
    }
    let evaluation = evaluator.evaluate(leaf, others);
    if let Some(path) = evaluation.best() {
        checked.findings.extend(of_path(path, is_group));
        checked.findings.extend(revocation::check(options.crl, &evaluator, path, others));
        checked.path.clone_from(&path.certificates);
    }
    checked
}

fn evaluator(
    options: &AdmissionOptions,
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
    evaluator.budget = options.budget;
    evaluator.revocation = revocation::asked(options.crl);
    evaluator.crls = crls.to_vec();
    evaluator
}

/// What is wrong with the path but for revocation, which has rules of its own here.
fn of_path(path: &EvaluatedPath, is_group: bool) -> Vec<Finding> {
    let findings: Vec<Finding> =
        path.findings.iter().filter(|finding| !revocation::is_about(finding)).cloned().collect();
    let is_refused = findings.iter().any(|finding| finding.severity == Severity::Error);
    let Some(leaf) = path.certificates.first().filter(|_| is_refused || !path.is_complete) else { return findings };
    let message = match (path.is_complete, is_group) {
        (true, true) => invalid_path_to_group_certificate(),
        (true, false) => invalid_path_to_root(),
        (false, true) => no_path_to_group_certificate(),
        (false, false) => no_path_to_root(),
    };
    std::iter::once(NOT_TRUSTED.finding(leaf_subject(leaf), message)).chain(findings).collect()
}
