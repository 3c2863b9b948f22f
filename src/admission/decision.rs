//! The decision about one device.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::attempt::{Attempt, Traffic};
use super::options::{AdmissionOptions, CertificateField, Mode};
use super::rules::{NOT_FOR_APP_TUNNEL, field};
use super::{certificate, standing, user};
use crate::Certificate;
use crate::message::message;
use crate::path::Crl;
use crate::report::{CertificateSummary, Finding, Role, Severity};

/// Whether a device is let in, and why.
///
/// ```
/// use apptunnel::admission::{Attempt, CrlCheck, Mode, AdmissionOptions, Standing, Traffic, authenticate};
///
/// let options = AdmissionOptions::new(Mode::PassThrough, CrlCheck::Off);
/// let attempt = Attempt::new(Vec::new(), Traffic::AppTunnel, Standing::Managed);
/// let decision = authenticate(&options, &attempt, "2026-06-01T00:00:00Z".parse().unwrap(), &[]);
/// assert!(!decision.is_admitted);
/// assert_eq!(decision.findings[0].code, "admission.pass-through-app-tunnel");
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Decision {
    /// Whether it is let in: no finding is an error.
    pub is_admitted: bool,
    /// The path from the device's certificate up, the trusted certificate last if it is reached. Empty where no certificate
    /// was looked at. The index in the subject of a finding counts here.
    pub path: Vec<CertificateSummary>,
    /// The user that the certificate names, where the mode asks for one.
    pub user: Option<String>,
    /// Every reason, the most severe first. Besides the `admission` rules they name those of the path.
    pub findings: Vec<Finding>,
}

message! {
    fn pass_through_has_no_certificate() {
        en: "AppTunnel needs a device certificate, and with pass through there is none.",
    }
}

/// Decides about a device at one instant.
///
/// `crls` are the CRLs that the CAs have published, as far as they are at hand; with [`CrlCheck::Off`] nobody looks at
/// them. Every reason is told, not only the first.
///
/// [`CrlCheck::Off`]: super::CrlCheck::Off
pub fn authenticate(options: &AdmissionOptions, attempt: &Attempt, at: DateTime<Utc>, crls: &[Crl]) -> Decision {
    let mut findings: Vec<Finding> = standing::check(options, attempt).into_iter().collect();
    let mut path = Vec::new();
    let mut mapped = None;
    let presented = match &options.mode {
        Mode::PassThrough => {
            if attempt.traffic == Traffic::AppTunnel {
                findings.push(NOT_FOR_APP_TUNNEL.finding(field("/traffic"), pass_through_has_no_certificate()));
            }
            None
        }
        Mode::GroupCertificate(group) => Some((std::slice::from_ref(group), None)),
        Mode::IdentityCertificates { roots } => Some((roots.as_slice(), None)),
        Mode::Kerberos { roots, user } => Some((roots.as_slice(), Some(*user))),
    };
    if let Some((trusted, field)) = presented {
        let is_group = matches!(options.mode, Mode::GroupCertificate(_));
        let checked = certificate::check(options, trusted, is_group, attempt, at, crls);
        findings.extend(checked.findings);
        path = checked.path;
        if let (Some(CertificateField::NtPrincipalName), Some(leaf)) = (field, attempt.certificates.first()) {
            match user::principal_name(leaf) {
                Ok(name) => mapped = Some(name),
                Err(finding) => findings.push(*finding),
            }
        }
    }
    findings.sort_by_key(|finding| finding.severity);
    let is_admitted = findings.iter().all(|finding| finding.severity != Severity::Error);
    Decision { is_admitted, path: summaries(&path), user: mapped, findings }
}

fn summaries(path: &[Certificate]) -> Vec<CertificateSummary> {
    let role = |index: usize, certificate: &Certificate| match index {
        0 => Role::Leaf,
        _ if certificate.is_self_issued() => Role::Root,
        _ => Role::Intermediate,
    };
    path.iter().enumerate().map(|(index, certificate)| certificate.summary(role(index, certificate))).collect()
}
