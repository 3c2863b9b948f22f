//! What Apple devices say of the certificates that Sentrys show them.

use super::context::Context;
use super::evaluations::Evaluations;
use super::selected::{SelectedCertificate, SelectedCertificates};
use crate::fleet::distribution;
use crate::fleet::pointer::field;
use crate::fleet::profiles::{self, SECOND};
use crate::fleet::store::key;
use crate::message::{Message, message};
use crate::profile::{CertificateName, ProfileName};
use crate::report::{Finding, Severity, Subject};
use crate::upload::Store;
use crate::{Certificate, Profile};

message! {
    /// `finding` is the whole message of a rule of Apple's.
    fn of_certificate(name: &CertificateName, finding: Message) {
        en: "Certificate {name}: {finding}",
    }
    /// `finding` is the whole message of a rule of Apple's.
    fn of_second_certificate(name: &CertificateName, finding: Message) {
        en: "Second certificate {name}: {finding}",
    }
}

/// What devices that have the root say of the first certificate, or once it has expired of the second; and of the second as
/// of when it is valid.
pub(super) fn check(
    context: &Context<'_>,
    evaluations: &mut Evaluations,
    name: &ProfileName,
    profile: &Profile,
) -> Vec<Finding> {
    if profile.server().listener.https_port().is_none() {
        return Vec::new();
    }
    let SelectedCertificates { primary, second } = SelectedCertificates::of(context, profile);
    let has_switched =
        second.is_some() && primary.as_ref().is_some_and(|primary| primary.chain.leaf.is_expired_at(context.at));
    let primary = primary.filter(|_| !has_switched).map(|primary| (primary, context.at));
    let second = second.map(|second| {
        let valid_from = second.chain.leaf.not_before().unwrap_or(context.at);
        let at = if has_switched { context.at } else { valid_from.max(context.at) };
        (second, at)
    });
    let host = &profile.global().external_host;
    let mut findings = Vec::new();
    for (selected, at) in primary.into_iter().chain(second) {
        let evaluation = evaluations.evaluate(selected.chain, host, true, at);
        let of_device = evaluation.findings.iter().filter(|finding| finding.severity != Severity::Info);
        findings.extend(of_device.map(|finding| in_fleet(context, name, &selected, &evaluation.path, finding.clone())));
    }
    findings
}

/// The finding, with a pointer into the fleet: for the leaf where the profile names it, for a CA where it is stored.
fn in_fleet(
    context: &Context<'_>,
    profile: &ProfileName,
    selected: &SelectedCertificate<'_>,
    path: &[Certificate],
    mut finding: Finding,
) -> Finding {
    let of_profile = || field(&[&[profiles::KEY, profile.as_str()], selected.field].concat());
    let ca = match finding.subject {
        Subject::Certificate { index, .. } if index > 0 => path.get(index),
        _ => None,
    };
    let in_file = |ca: &Certificate| {
        let index = selected.chain.certificates().position(|it| it == ca)?.to_string();
        Some(field(&[key(Store::TlsServer), selected.name.as_str(), "certificates", &index]))
    };
    let configured = |ca: &Certificate| {
        let index = context.fleet.root.certificates.iter().position(|it| it == ca)?.to_string();
        Some(field(&[distribution::KEY, "certificates", &index]))
    };
    finding.subject = ca.and_then(|ca| in_file(ca).or_else(|| configured(ca))).unwrap_or_else(of_profile);
    let message = if selected.field == SECOND { of_second_certificate } else { of_certificate };
    finding.message = message(selected.name, finding.message);
    finding
}
