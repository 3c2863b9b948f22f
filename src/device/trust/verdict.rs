//! What a device reports of a path: the trust result, and the error on top.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::created::Created;
use super::evaluator::TrustEvaluator;
use super::rule::{AppleRule, Breaches};
use crate::Certificate;
use crate::device::release::Release;
use crate::message::Text;
use crate::path::EvaluatedPath;
use crate::path::candidate::subject_of;
use crate::report::{AppleClass, Finding, OsStatus, Rule, Severity, Subject, TrustResult};

pub(super) const ROWS: &[&AppleRule] = &[&NOT_CREATED, &LEFT_OUT];

pub(super) static NOT_CREATED: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.parse.not-created",
        asks: Text { en: "The certificate can be created on the device (SecCertificateCreateWithData)." },
        remedy: Text { en: "Have the certificate issued again as RFC 5280 asks for." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecCertificateParse")
    },
    scope: Text { en: "leaf" },
    ..AppleRule::BASE
};
pub(super) static LEFT_OUT: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.parse.left-out",
        severity: Severity::Warning,
        asks: Text {
            en: "Every certificate that comes with the leaf can be created on the device; one that cannot is not there for it.",
        },
        remedy: Text { en: "Replace the certificate by one that follows RFC 5280." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecCertificateParse")
    },
    scope: Text { en: "every certificate but the leaf" },
    ..AppleRule::BASE
};

/// What a device with one release says of a chain.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct Outcome {
    /// The release.
    pub release: Release,
    /// The result of `SecTrustGetTrustResult`.
    pub trust_result: TrustResult,
    /// The error of `SecTrustEvaluateWithError`. `None` if the chain is trusted, or the leaf cannot be created.
    ///
    /// Of several errors, the one that Apple ranks first: blocked, revoked, key size, hash, denied, standards, pinning,
    /// trust, usage, name, expired; then the one nearest to the leaf. Of two that are alike in that, Apple's own choice is
    /// not defined, and here it is the first in the order of [`CheckKey::all`](super::CheckKey::all).
    pub os_status: Option<OsStatus>,
}

/// The result and the error on top.
pub(super) fn of(breaches: &Breaches, is_known_to_user: bool) -> (TrustResult, Option<OsStatus>) {
    let errors = || breaches.iter().filter_map(|breach| Some((breach.row.key?, breach.index)));
    let top = errors().min_by_key(|(key, index)| (key.rank(), *index, *key));
    let Some((key, _)) = top else {
        let trusted = if is_known_to_user { TrustResult::Proceed } else { TrustResult::Unspecified };
        return (trusted, None);
    };
    let has = |class| breaches.iter().any(|breach| breach.class() == Some(class));
    let result = if has(AppleClass::Fatal) {
        TrustResult::Fatal
    } else if has(AppleClass::Deny) {
        TrustResult::Deny
    } else {
        TrustResult::Recoverable
    };
    (result, Some(key.os_status()))
}

/// The path of a leaf that cannot be created.
pub(super) fn not_created(leaf: &Certificate, reason: &str) -> EvaluatedPath {
    let message = format!("The device cannot make a certificate of it: {reason}.");
    EvaluatedPath {
        certificates: vec![leaf.clone()],
        is_complete: false,
        findings: vec![NOT_CREATED.rule.finding(subject_of(0, Some(leaf)), message)],
        revocation: Vec::new(),
    }
}

/// Certificates that are not there for the device.
pub(super) fn left_out<'a>(
    evaluator: &'a TrustEvaluator,
    others: &'a [Certificate],
) -> impl Iterator<Item = Finding> + 'a {
    let anchors = evaluator.anchors.iter().map(|anchor| &anchor.certificate);
    let named = anchors.enumerate().map(|(place, it)| (format!("/anchors/{place}"), it));
    let named = named.chain(others.iter().enumerate().map(|(place, it)| (format!("/others/{place}"), it)));
    named.filter_map(|(pointer, certificate)| {
        let reason = Created::of(certificate).err()?;
        let message = format!("The device cannot make a certificate of {}: {reason}.", certificate.subject_or_names());
        Some(LEFT_OUT.rule.finding(Subject::Field { pointer }, message))
    })
}
