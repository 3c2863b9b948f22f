//! What a device reports of a path: the trust result, and the error on top.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::created::Created;
use super::evaluator::TrustEvaluator;
use super::rule::{AppleRule, Breaches, apple_rule};
use crate::Certificate;
use crate::device::release::Release;
use crate::path::EvaluatedPath;
use crate::path::checks::subject_of;
use crate::report::{AppleClass, Finding, OsStatus, Subject, TrustResult};

pub(super) const ROWS: &[&AppleRule] = &[&NOT_CREATED, &LEFT_OUT];

apple_rule!(
    NOT_CREATED, "apple.parse.not-created", since V57740,
    scope "leaf",
    severity Error, AppleSource, Certain,
    "The certificate can be created on the device (SecCertificateCreateWithData).",
    "Have the certificate issued again as RFC 5280 asks for.",
    "apple-oss-distributions/Security, SecCertificateParse"
);
apple_rule!(
    LEFT_OUT, "apple.parse.left-out", since V57740,
    scope "every certificate but the leaf",
    severity Warning, AppleSource, Certain,
    "Every certificate that comes with the leaf can be created on the device; one that cannot is not there for it.",
    "Replace the certificate by one that follows RFC 5280.",
    "apple-oss-distributions/Security, SecCertificateParse"
);

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
