//! What an Apple device says of the chain.

use chrono::{DateTime, Utc};

use super::article_103769::SERVER_AUTH;
use super::facts::Facts;
use super::options::UploadOptions;
use super::said_by::is_said_by;
use super::store::Store;
use crate::Certificate;
use crate::device::trust::{SERVER_AUTH_BY_DOCUMENT, TrustEvaluator, TrustMatrix};
use crate::device::{Origin, Release, TrustAnchor};
use crate::message::{Message, message};
use crate::path::EvaluatedPath;
use crate::report::{AppleRoot, AppleVerdict, Basis, Finding, Subject};

message! {
    /// `said` is the whole message of the article's rule.
    fn not_refused(said: Message, release: &Release) {
        en: "{said} The code of {release} does not refuse it.",
    }
}

/// What a device is asked about the chain of the file.
pub(super) struct DeviceQuestion<'a> {
    leaf: &'a Certificate,
    others: Vec<Certificate>,
    evaluator: TrustEvaluator,
    /// Whether the root is taken to be trusted because the devices' roots are not known.
    is_assumed: bool,
}

impl<'a> DeviceQuestion<'a> {
    /// `None` if there is no leaf, or the file is not for a server.
    pub(super) fn new(facts: &'a Facts<'_>) -> Option<Self> {
        let options = facts.question.options;
        let leaf = facts.leaf().filter(|_| options.store == Store::TlsServer)?.certificate;
        let others: Vec<Certificate> =
            facts.question.unique.iter().map(|it| it.certificate).filter(|it| *it != leaf).cloned().collect();
        let trusted = |certificate: &Certificate| match options.origin {
            Some(origin) => TrustAnchor::new(certificate.clone(), origin),
            None => TrustAnchor::on_device(certificate.clone()),
        };
        let mut evaluator = TrustEvaluator::new(options.release, facts.question.at);
        evaluator.server_name.clone_from(&options.server_name);
        evaluator.budget = options.budget;
        evaluator.anchors = options.anchors.iter().map(trusted).collect();
        let in_store = others.iter().filter(|it| Origin::recognise(it).is_some() && !options.anchors.contains(it));
        evaluator.anchors.extend(in_store.map(trusted));
        // Nothing is known of the devices: their trust in the root is assumed. A leaf alone leads to none.
        let is_assumed = evaluator.anchors.is_empty() && facts.chain.len() > 1;
        if is_assumed {
            let origin = options.origin.unwrap_or(Origin::User);
            match facts.chain.last().filter(|_| facts.ends_in_root) {
                Some(root) => evaluator.anchors.push(TrustAnchor::new(root.certificate.clone(), origin)),
                None => evaluator.knowledge.missing_root = Some(origin),
            }
        }
        Some(Self { leaf, others, evaluator, is_assumed })
    }

    pub(super) fn matrix(&self, release: Release) -> TrustMatrix {
        self.evaluator.matrix(release.platform(), self.leaf, &self.others)
    }

    /// Adds what the device says to the findings: to the one that says the same of the same certificate, or as a new one.
    pub(super) fn answer(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) -> Option<AppleVerdict> {
        let evaluation = self.evaluator.evaluate(self.leaf, &self.others);
        let outcome = &evaluation.outcome;
        let path = evaluation.best()?;
        for mut of_device in path.findings.iter().cloned() {
            of_device.subject = self.subject(facts, path, of_device.subject);
            // Advice of the device that the article asks for word for word: one finding is enough.
            let has_article = || findings.iter().any(|it| SERVER_AUTH.is_of(it));
            if SERVER_AUTH_BY_DOCUMENT.rule.is_of(&of_device) && has_article() {
                continue;
            }
            match findings.iter_mut().find(|it| it.apple.is_none() && is_said_by(it, &of_device)) {
                Some(finding) => finding.apple = of_device.apple,
                None => findings.push(of_device),
            }
        }
        for finding in findings.iter_mut().filter(|it| it.basis == Basis::AppleHt210176 && it.apple.is_none()) {
            finding.message = not_refused(finding.message.clone(), &outcome.release);
        }
        Some(AppleVerdict {
            release: outcome.release.into(),
            trust_result: outcome.trust_result,
            os_status: outcome.os_status.clone(),
            root: self.root(path),
        })
    }

    fn root(&self, path: &EvaluatedPath) -> AppleRoot {
        let last = path.certificates.last().filter(|_| path.is_complete);
        let anchor = last.and_then(|last| self.evaluator.anchors.iter().find(|anchor| anchor.certificate == *last));
        match anchor {
            _ if self.is_assumed => AppleRoot::Assumed,
            None => AppleRoot::NotTrusted,
            Some(anchor) => match anchor.origin {
                Origin::System => AppleRoot::System,
                Origin::User => AppleRoot::User,
                Origin::App => AppleRoot::App,
            },
        }
    }

    /// From a place on the path, or among what was asked, to a place in the file.
    fn subject(&self, facts: &Facts<'_>, path: &EvaluatedPath, subject: Subject) -> Subject {
        let place = |pointer: &str| pointer.rsplit_once('/').and_then(|(_, place)| place.parse::<usize>().ok());
        let certificate = match &subject {
            Subject::Certificate { index, .. } => path.certificates.get(*index),
            Subject::Field { pointer } if pointer.starts_with("/others/") => {
                place(pointer).and_then(|place| self.others.get(place))
            }
            Subject::Field { pointer } => {
                place(pointer).and_then(|place| self.evaluator.anchors.get(place)).map(|anchor| &anchor.certificate)
            }
            _ => None,
        };
        let Some(certificate) = certificate else { return subject };
        match facts.question.unique.iter().find(|it| it.certificate == certificate) {
            Some(it) => it.subject(),
            None => facts.anchor_subject(certificate),
        }
    }
}

/// The answers of every release of the platform, as [`super::check`] would ask it.
///
/// `None` if the file holds no leaf, or is not for a server.
pub fn matrix(bundle: &crate::Bundle, options: &UploadOptions, at: DateTime<Utc>) -> Option<TrustMatrix> {
    let facts = Facts::gather(bundle, options, at);
    DeviceQuestion::new(&facts).map(|question| question.matrix(options.release))
}
