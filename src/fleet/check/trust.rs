//! What Apple devices say of the certificates that Sentrys show them.

use std::collections::HashMap;
use std::rc::Rc;

use chrono::{DateTime, TimeDelta, Utc};

use super::context::Context;
use crate::device::trust::{CheckKey, TrustEvaluator};
use crate::device::{Origin, ServedChain, TrustAnchor};
use crate::fleet::distribution;
use crate::fleet::pointer::field;
use crate::fleet::profiles::{self, PRIMARY, SECOND};
use crate::fleet::store::key;
use crate::profile::{CertificateName, Host, ProfileName};
use crate::report::{Finding, Severity, Subject};
use crate::upload::Store;
use crate::{Certificate, Profile};

/// What a device says of a chain under a host name.
pub(super) struct Said {
    pub(super) is_trusted: bool,
    /// The error that it shows.
    pub(super) error: Option<String>,
    /// Whether it is refused because it does not lead to a root that is trusted.
    pub(super) is_unanchored: bool,
    /// The first second at which a certificate of the path has expired. `None` if chrono cannot hold it.
    pub(super) ends: Option<DateTime<Utc>>,
    path: Vec<Certificate>,
    findings: Vec<Finding>,
}

/// What was evaluated: the chain, the host in lower case, whether the device has the roots of the configuration, when.
type Question = (Vec<[u8; 32]>, String, bool, i64);

/// Every evaluation that was made.
pub(super) struct Evaluations {
    evaluator: TrustEvaluator,
    configured: Vec<TrustAnchor>,
    known: HashMap<Question, Rc<Said>>,
}

/// A certificate that a Sentry shows.
pub(super) struct Shown<'a> {
    /// Where the profile names it.
    pub(super) place: &'static [&'static str],
    pub(super) name: &'a CertificateName,
    pub(super) stored: &'a ServedChain,
}

impl Evaluations {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let mut evaluator = TrustEvaluator::new(context.options.release, context.at);
        evaluator.budget = context.options.budget;
        let configured = context.fleet.root.certificates.iter().cloned().map(TrustAnchor::on_device).collect();
        Self { evaluator, configured, known: HashMap::new() }
    }

    /// What a device says that has the roots of the configuration or has not.
    pub(super) fn ask(&mut self, stored: &ServedChain, host: &Host, has_roots: bool, at: DateTime<Utc>) -> Rc<Said> {
        let chain = stored.certificates().map(|certificate| *certificate.sha256()).collect();
        let has_roots = has_roots && !self.configured.is_empty();
        let question = (chain, host.as_str().to_ascii_lowercase(), has_roots, at.timestamp());
        if let Some(said) = self.known.get(&question) {
            return Rc::clone(said);
        }
        let said = Rc::new(self.evaluate(stored, host, has_roots, at));
        self.known.insert(question, Rc::clone(&said));
        said
    }

    fn evaluate(&mut self, stored: &ServedChain, host: &Host, has_roots: bool, at: DateTime<Utc>) -> Said {
        let evaluator = &mut self.evaluator;
        evaluator.at = at;
        evaluator.server_name = Some(host.server_name().clone());
        evaluator.anchors = if has_roots { self.configured.clone() } else { Vec::new() };
        // A root of Apple's store is recognised where the file has it.
        let in_store = stored.others.iter().filter(|other| Origin::recognise(other).is_some());
        evaluator.anchors.extend(in_store.map(|other| TrustAnchor::new(other.clone(), Origin::System)));
        let evaluation = evaluator.evaluate(&stored.leaf, &stored.others);
        let best = evaluation.best();
        let findings = best.map(|path| path.findings.clone()).unwrap_or_default();
        let path = best.map(|path| path.certificates.clone()).unwrap_or_default();
        let anchor_keys = [CheckKey::AnchorTrusted.name(), CheckKey::MissingIntermediate.name()];
        let is_of_anchor =
            |finding: &Finding| finding.apple.as_ref().is_some_and(|apple| anchor_keys.contains(&apple.key.as_ref()));
        Said {
            is_trusted: evaluation.is_accepted(),
            error: evaluation.outcome.os_status.as_ref().map(ToString::to_string),
            is_unanchored: findings.iter().any(is_of_anchor),
            ends: path.iter().filter_map(expiry).min(),
            path,
            findings,
        }
    }
}

/// The first second at which a certificate has expired.
pub(super) fn expiry(certificate: &Certificate) -> Option<DateTime<Utc>> {
    certificate.not_after()?.checked_add_signed(TimeDelta::seconds(1))
}

/// The uploaded certificates of a profile: the first, then the second.
pub(super) fn shown<'a>(context: &Context<'a>, profile: &'a Profile) -> (Option<Shown<'a>>, Option<Shown<'a>>) {
    let certificates = context.fleet.certificates(Store::TlsServer);
    let mut slots = profiles::used(profile).filter_map(|(place, store, name)| {
        let stored = certificates.get(name).filter(|_| store == Store::TlsServer)?;
        Some(Shown { place, name, stored })
    });
    let first = slots.next();
    match first {
        Some(first) if first.place == PRIMARY => (Some(first), slots.next()),
        other => (None, other),
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
    let (primary, second) = shown(context, profile);
    let has_switched = second.is_some() && primary.as_ref().is_some_and(|it| it.stored.leaf.is_expired_at(context.at));
    let primary = primary.filter(|_| !has_switched).map(|shown| (shown, context.at));
    let second = second.map(|shown| {
        let valid = shown.stored.leaf.not_before().unwrap_or(context.at);
        let at = if has_switched { context.at } else { valid.max(context.at) };
        (shown, at)
    });
    let host = &profile.global().external_host;
    let mut findings = Vec::new();
    for (shown, at) in primary.into_iter().chain(second) {
        let said = evaluations.ask(shown.stored, host, true, at);
        let told = said.findings.iter().filter(|finding| finding.severity != Severity::Info);
        findings.extend(told.map(|finding| placed(context, name, &shown, &said.path, finding.clone())));
    }
    findings
}

/// The finding, with a pointer into the fleet: for the leaf where the profile names it, for a CA where it is stored.
fn placed(
    context: &Context<'_>,
    profile: &ProfileName,
    shown: &Shown<'_>,
    path: &[Certificate],
    mut finding: Finding,
) -> Finding {
    let of_profile = || field(&[&[profiles::KEY, profile.as_str()], shown.place].concat());
    let certificate = match finding.subject {
        Subject::Certificate { index, .. } if index > 0 => path.get(index),
        _ => None,
    };
    let of_store = |certificate: &Certificate| {
        let in_file = shown.stored.certificates().position(|it| it == certificate);
        let in_file = in_file
            .map(|index| field(&[key(Store::TlsServer), shown.name.as_str(), "certificates", &index.to_string()]));
        let configured = || context.fleet.root.certificates.iter().position(|it| it == certificate);
        in_file.or_else(|| Some(field(&[distribution::KEY, "certificates", &configured()?.to_string()])))
    };
    finding.subject = certificate.and_then(of_store).unwrap_or_else(of_profile);
    let which = if shown.place == SECOND { "Second certificate" } else { "Certificate" };
    finding.message = format!("{which} {}: {}", shown.name, finding.message).into();
    finding
}
