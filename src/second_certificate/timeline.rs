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

/// The two certificates, ready to be asked at any instant.
pub(super) struct Timeline<'a> {
    pair: &'a CertificatePair,
    judges: Vec<Judge<'a>>,
}

/// One state, and the path of each certificate on the device.
pub(super) struct Moment {
    pub(super) at: DateTime<Utc>,
    pub(super) state: State,
    pub(super) paths: Vec<(Slot, DevicePath)>,
}

/// The path that a device reports.
pub(super) struct DevicePath {
    /// From the leaf up.
    pub(super) certificates: Vec<Certificate>,
    /// Whether it ends in a root of Apple's store.
    pub(super) is_public: bool,
}

/// A certificate with the certificates that can matter to it, and a device.
struct Judge<'a> {
    slot: Slot,
    leaf: &'a Certificate,
    others: Vec<Certificate>,
    evaluator: TrustEvaluator,
}

impl<'a> Timeline<'a> {
    pub(super) fn new(pair: &'a CertificatePair) -> Self {
        let judges = pair.slots().map(|(slot, certificate)| Judge::new(slot, certificate, &pair.devices)).collect();
        Self { pair, judges }
    }

    /// The instants after `from` at which a certificate begins to be valid or has expired.
    pub(super) fn instants(&self, from: DateTime<Utc>) -> BTreeSet<DateTime<Utc>> {
        self.judges
            .iter()
            .flat_map(Judge::certificates)
            .flat_map(boundaries)
            .filter(|instant| *instant > from)
            .collect()
    }

    /// In whole seconds: an Apple device compares fractions of a second, and the Sentry's switch is not known so exactly.
    pub(super) fn moment(&self, at: DateTime<Utc>) -> Moment {
        let at = whole_second(at);
        let (mut primary, mut reserve) = (None, None);
        let mut paths = Vec::new();
        for judge in &self.judges {
            let (outcome, path) = judge.at(at);
            match judge.slot {
                Slot::Primary => primary = Some(outcome),
                Slot::Reserve => reserve = Some(outcome),
            }
            paths.push((judge.slot, path));
        }
        let primary = primary.unwrap_or_else(|| no_answer(self.pair.devices.release));
        let active = self.pair.active_certificate(at);
        let shown = match active.shown {
            Some(Slot::Primary) => Some(&primary),
            Some(Slot::Reserve) => reserve.as_ref(),
            None => None,
        };
        let is_working = active.is_valid && shown.is_some_and(|outcome| outcome.trust_result.is_trusted());
        Moment { at, state: State { active, primary, reserve, is_working }, paths }
    }
}

impl<'a> Judge<'a> {
    fn new(slot: Slot, certificate: &'a ServedChain, devices: &DeviceOptions) -> Self {
        let ServedChain { leaf, others } = certificate;
        let mut evaluator = TrustEvaluator::new(devices.release, DateTime::UNIX_EPOCH);
        evaluator.server_name.clone_from(&devices.server_name);
        evaluator.budget = devices.budget;
        let anchors = devices.anchors.iter().map(|anchor| &anchor.certificate);
        let reachable = reachable::above(leaf, others.iter().chain(anchors));
        let near: BTreeSet<&[u8; 32]> = reachable.iter().map(|it| it.sha256()).chain([leaf.sha256()]).collect();
        let is_near = |anchor: &&TrustAnchor| near.contains(anchor.certificate.sha256());
        evaluator.anchors = devices.anchors.iter().filter(is_near).cloned().collect();
        let anchors: BTreeSet<&[u8; 32]> = devices.anchors.iter().map(|anchor| anchor.certificate.sha256()).collect();
        let is_anchor = |it: &Certificate| anchors.contains(it.sha256());
        let in_store = reachable.iter().filter(|it| Origin::recognise(it).is_some() && !is_anchor(it));
        evaluator.anchors.extend(in_store.map(|it| TrustAnchor::on_device((*it).clone())));
        if devices.anchors.is_empty() && evaluator.anchors.is_empty() {
            let assumed = reachable::topmost(&reachable).into_iter().cloned();
            evaluator.anchors.extend(assumed.map(|top| TrustAnchor::new(top, Origin::User)));
        }
        let in_file: BTreeSet<&[u8; 32]> = others.iter().map(Certificate::sha256).collect();
        let others = reachable.into_iter().filter(|it| in_file.contains(it.sha256())).cloned().collect();
        Self { slot, leaf, others, evaluator }
    }

    fn certificates(&self) -> impl Iterator<Item = &Certificate> {
        let anchors = self.evaluator.anchors.iter().map(|anchor| &anchor.certificate);
        std::iter::once(self.leaf).chain(&self.others).chain(anchors)
    }

    fn at(&self, at: DateTime<Utc>) -> (Outcome, DevicePath) {
        let evaluator = TrustEvaluator { at, ..self.evaluator.clone() };
        let evaluation = evaluator.evaluate(self.leaf, &self.others);
        let certificates = evaluation.best().map(|path| path.certificates.clone()).unwrap_or_default();
        let top = certificates.last();
        let is_public = evaluator
            .anchors
            .iter()
            .any(|anchor| anchor.origin == Origin::System && top.is_some_and(|top| *top == anchor.certificate));
        (evaluation.outcome, DevicePath { certificates, is_public })
    }
}

pub(super) fn whole_second(at: DateTime<Utc>) -> DateTime<Utc> {
    at.trunc_subsecs(0)
}

fn no_answer(release: Release) -> Outcome {
    Outcome { release, trust_result: TrustResult::Invalid, os_status: None }
}
