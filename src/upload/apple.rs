//! What an Apple device says of the chain.

use chrono::{DateTime, Utc};

use super::UploadOptions;
use super::facts::Facts;
use super::store::Store;
use crate::Certificate;
use crate::device::trust::{CheckKey, TrustEvaluator, TrustMatrix};
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

/// The evaluation of a server's chain as a device makes it.
pub(super) struct Asked<'a> {
    leaf: &'a Certificate,
    others: Vec<Certificate>,
    evaluator: TrustEvaluator,
    /// Whether the root is taken to be trusted because the devices' roots are not known.
    is_assumed: bool,
}

impl<'a> Asked<'a> {
    /// `None` if there is no leaf, or the file is not for a server.
    pub(super) fn new(facts: &'a Facts<'_>) -> Option<Self> {
        let context = facts.context;
        let leaf = facts.leaf().filter(|_| context.store == Store::TlsServer)?.certificate;
        let others: Vec<Certificate> =
            facts.unique.iter().map(|it| it.certificate).filter(|it| *it != leaf).cloned().collect();
        let trusted = |certificate: &Certificate| match context.origin {
            Some(origin) => TrustAnchor::new(certificate.clone(), origin),
            None => TrustAnchor::on_device(certificate.clone()),
        };
        let mut evaluator = TrustEvaluator::new(context.release, facts.at);
        evaluator.server_name.clone_from(&context.server_name);
        evaluator.budget = context.budget;
        evaluator.anchors = context.anchors.iter().map(trusted).collect();
        let in_store = others.iter().filter(|it| Origin::recognise(it).is_some() && !context.anchors.contains(it));
        evaluator.anchors.extend(in_store.map(trusted));
        // Nothing is known of the devices: their trust in the root is assumed. A leaf alone leads to none.
        let is_assumed = evaluator.anchors.is_empty() && facts.chain.len() > 1;
        if is_assumed {
            let origin = context.origin.unwrap_or(Origin::User);
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
    pub(super) fn judge(&self, facts: &Facts<'_>, findings: &mut Vec<Finding>) -> Option<AppleVerdict> {
        let evaluation = self.evaluator.evaluate(self.leaf, &self.others);
        let outcome = &evaluation.outcome;
        let path = evaluation.best()?;
        for mut told in path.findings.iter().cloned() {
            told.subject = self.subject(facts, path, told.subject);
            // The article asks for it word for word, and has spoken.
            if told.code == "apple.eku.doc-only" && findings.iter().any(|it| it.code == "article-103769.server-auth") {
                continue;
            }
            match findings.iter_mut().find(|finding| finding.apple.is_none() && says(finding, &told)) {
                Some(finding) => finding.apple = told.apple,
                None => findings.push(told),
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
        match facts.unique.iter().find(|it| it.certificate == certificate) {
            Some(it) => it.subject(),
            None => facts.anchor_subject(certificate),
        }
    }
}

/// Whether a finding that was made already says what the device says.
fn says(finding: &Finding, told: &Finding) -> bool {
    use CheckKey::{
        AnchorTrusted, ExtendedKeyUsage, KeySize, MissingIntermediate, OtherTrustValidityPeriod, SSLHostname,
        ServerAuthEKU, SignatureHashAlgorithms, SystemTrustValidityPeriod, TemporalValidity, WeakKeySize,
        WeakSignature,
    };
    let keys: &[CheckKey] = match finding.code.as_str() {
        "article-103769.key-size" | "trust.anchor-weak" => &[KeySize, WeakKeySize],
        "article-103769.signature-hash" => &[SignatureHashAlgorithms, WeakSignature],
        "article-103769.dns-name" | "trust.name-not-covered" => &[SSLHostname],
        "article-103769.server-auth" => &[ServerAuthEKU, ExtendedKeyUsage],
        "article-103769.validity-period" => &[SystemTrustValidityPeriod, OtherTrustValidityPeriod],
        "validity.expired" | "validity.not-yet-valid" | "trust.anchor-not-valid" => &[TemporalValidity],
        "upload.no-chain" | "upload.no-root" | "upload.root-mismatch" | "trust.not-anchored" => {
            &[AnchorTrusted, MissingIntermediate]
        }
        _ => return false,
    };
    let Some(apple) = &told.apple else { return false };
    // Where a chain ends depends on who looks for it.
    let is_of_end = keys.contains(&AnchorTrusted);
    keys.iter().any(|key| key.name() == apple.key) && (is_of_end || finding.subject == told.subject)
}

/// The answers of every release of the platform, as [`super::check`] would ask it.
///
/// `None` if the file holds no leaf, or is not for a server.
pub fn matrix(bundle: &crate::Bundle, context: &UploadOptions, at: DateTime<Utc>) -> Option<TrustMatrix> {
    let facts = Facts::gather(bundle, context, at);
    Asked::new(&facts).map(|asked| asked.matrix(context.release))
}
