//! What the Sentry shows and what devices make of it, over time.
//!
//! Between two dates of the certificates nothing changes, so that it is enough to ask at each of them.

use std::collections::BTreeSet;

use chrono::{DateTime, SubsecRound, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::active::{ActiveCertificate, boundaries};
use super::pair::{CertificatePair, DeviceOptions, Slot};
use super::reachable;
use crate::Certificate;
use crate::device::trust::{Outcome, TrustEvaluator};
use crate::device::{Origin, Release, ServedChain, TrustAnchor};
use crate::report::TrustResult;

/// What holds at an instant: the certificate that the Sentry shows, and what Apple devices say of each.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct State {
    /// What the Sentry shows.
    pub active: ActiveCertificate,
    /// What a device says of the primary certificate, whether it is shown or not.
    pub primary: Outcome,
    /// What a device says of the reserve.
    pub reserve: Option<Outcome>,
    /// Whether a device accepts the certificate that is shown.
    pub is_working: bool,
}

/// The two certificates, ready to be evaluated at any instant.
pub(super) struct Timeline<'a> {
    pair: &'a CertificatePair,
    requests: Vec<Request<'a>>,
}

/// The state at an instant, and the path of each certificate on the device.
pub(super) struct DatedState {
    pub(super) at: DateTime<Utc>,
    pub(super) state: State,
    pub(super) paths: Vec<DevicePath>,
}

/// The path that a device reports for one of the two certificates.
pub(super) struct DevicePath {
    pub(super) slot: Slot,
    /// From the leaf up.
    pub(super) certificates: Vec<Certificate>,
    /// Whether it ends in a root of Apple's store.
    pub(super) is_public: bool,
}

/// What a device is asked about one of the two certificates: with the certificates that can matter to it, and no other.
struct Request<'a> {
    slot: Slot,
    leaf: &'a Certificate,
    others: Vec<Certificate>,
    evaluator: TrustEvaluator,
}

impl<'a> Timeline<'a> {
    pub(super) fn new(pair: &'a CertificatePair) -> Self {
        let requests = pair.slots().map(|(slot, chain)| Request::new(slot, chain, &pair.devices)).collect();
        Self { pair, requests }
    }

    /// The instants after `from` at which a certificate begins to be valid or has expired.
    pub(super) fn instants(&self, from: DateTime<Utc>) -> BTreeSet<DateTime<Utc>> {
        self.requests
            .iter()
            .flat_map(Request::certificates)
            .flat_map(boundaries)
            .filter(|instant| *instant > from)
            .collect()
    }

    /// In whole seconds: an Apple device compares fractions of a second, and the Sentry's switch is not known so exactly.
    pub(super) fn state(&self, at: DateTime<Utc>) -> DatedState {
        let at = whole_second(at);
        let (mut primary, mut reserve) = (None, None);
        let mut paths = Vec::new();
        for request in &self.requests {
            let (outcome, path) = request.evaluate(at);
            match request.slot {
                Slot::Primary => primary = Some(outcome),
                Slot::Reserve => reserve = Some(outcome),
            }
            paths.push(path);
        }
        let primary = primary.unwrap_or_else(|| no_answer(self.pair.devices.release));
        let active = self.pair.active_certificate(at);
        let shown = match active.shown {
            Some(Slot::Primary) => Some(&primary),
            Some(Slot::Reserve) => reserve.as_ref(),
            None => None,
        };
        let is_working = active.is_valid && shown.is_some_and(|outcome| outcome.trust_result.is_trusted());
        DatedState { at, state: State { active, primary, reserve, is_working }, paths }
    }
}

impl<'a> Request<'a> {
    fn new(slot: Slot, chain: &'a ServedChain, devices: &DeviceOptions) -> Self {
        let given = devices.anchors.iter().map(|anchor| &anchor.certificate);
        let above = reachable::above(&chain.leaf, chain.others.iter().chain(given));
        let mut evaluator = TrustEvaluator::new(devices.release, DateTime::UNIX_EPOCH);
        evaluator.server_name.clone_from(&devices.server_name);
        evaluator.budget = devices.budget;
        evaluator.anchors = anchors(&chain.leaf, &above, devices);
        let in_file = hashes(&chain.others);
        let others = above.into_iter().filter(|it| in_file.contains(it.sha256())).cloned().collect();
        Self { slot, leaf: &chain.leaf, others, evaluator }
    }

    fn certificates(&self) -> impl Iterator<Item = &Certificate> {
        let anchors = self.evaluator.anchors.iter().map(|anchor| &anchor.certificate);
        std::iter::once(self.leaf).chain(&self.others).chain(anchors)
    }

    fn evaluate(&self, at: DateTime<Utc>) -> (Outcome, DevicePath) {
        let evaluator = TrustEvaluator { at, ..self.evaluator.clone() };
        let evaluation = evaluator.evaluate(self.leaf, &self.others);
        let certificates = evaluation.best().map(|path| path.certificates.clone()).unwrap_or_default();
        let top = certificates.last();
        let is_public = evaluator
            .anchors
            .iter()
            .any(|anchor| anchor.origin == Origin::System && top.is_some_and(|top| *top == anchor.certificate));
        (evaluation.outcome, DevicePath { slot: self.slot, certificates, is_public })
    }
}

/// The roots by which a device evaluates the leaf: of those that the caller gave, the ones that can matter to it; and the
/// roots of Apple's store that came in its file. Where the caller gave none and the file has none of the store, the topmost
/// CA certificates above the leaf are taken for roots that MDM distributed.
fn anchors(leaf: &Certificate, above: &[&Certificate], devices: &DeviceOptions) -> Vec<TrustAnchor> {
    let can_matter = hashes(above.iter().copied().chain([leaf]));
    let given = hashes(devices.anchors.iter().map(|anchor| &anchor.certificate));
    let of_caller = devices.anchors.iter().filter(|anchor| can_matter.contains(anchor.certificate.sha256())).cloned();
    let of_store = above
        .iter()
        .filter(|it| Origin::recognise(it).is_some() && !given.contains(it.sha256()))
        .map(|it| TrustAnchor::on_device((*it).clone()));
    let known: Vec<TrustAnchor> = of_caller.chain(of_store).collect();
    if !given.is_empty() || !known.is_empty() {
        return known;
    }
    reachable::topmost(above).into_iter().map(|top| TrustAnchor::new(top.clone(), Origin::User)).collect()
}

fn hashes<'a>(certificates: impl IntoIterator<Item = &'a Certificate>) -> BTreeSet<&'a [u8; 32]> {
    certificates.into_iter().map(Certificate::sha256).collect()
}

pub(super) fn whole_second(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(0)
}

fn no_answer(release: Release) -> Outcome {
    Outcome { release, trust_result: TrustResult::Invalid, os_status: None }
}
