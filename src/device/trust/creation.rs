//! Whether a device can make a certificate of bytes at all: for callers, and as findings.

use x509_parser::prelude::FromDer;
use x509_parser::x509::SubjectPublicKeyInfo;

use super::created::Created;
use super::parse::{NotCreated, dotted};
use super::public_key::AppleKey;
use super::rule::AppleRule;
use crate::Certificate;
use crate::crypto::PublicKey;
use crate::device::TrustAnchor;
use crate::device::release::Release;
use crate::message::{Message, Text, message};
use crate::path::EvaluatedPath;
use crate::path::candidate::subject_of;
use crate::path::names::{NameComparison, is_readable, normal_form};
use crate::report::{Finding, Rule, Severity, Subject};

/// What `SecCertificateCreateWithData` makes of a certificate on a device.
///
/// It is asked of bytes: [`Certificate`](crate::Certificate) reads a few that a device does not, and the reverse. A leaf of
/// which nothing can be made has the trust result
/// [`Invalid`](super::TrustResult::Invalid). Any other certificate is left out of the search for a path.
///
/// ```
/// use apptunnel::Bundle;
/// use apptunnel::device::trust::Creation;
/// use apptunnel::device::Release;
///
/// let bundle = Bundle::open(&std::fs::read("examples/files/root.pem").unwrap(), None).unwrap();
/// let creation = Creation::of(bundle.certificates()[0].item().der(), Release::latest()).unwrap();
/// assert!(creation.has_key && creation.unparseable_extension.is_none());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct Creation {
    /// Whether `SecCertificateCopyKey` returns a key. Without one, nothing that the certificate signed is checked.
    pub has_key: bool,
    /// Whether subject and issuer can be compared with other names.
    pub has_comparable_names: bool,
    /// OID of an extension that Apple knows and cannot read.
    pub unparseable_extension: Option<String>,
    /// OID of an extension that stands more than once.
    pub duplicate_extension: Option<String>,
    /// OID of an extension that is critical, and that Apple does not know.
    pub unknown_critical_extension: Option<String>,
}

/// Why a device cannot make a certificate of the bytes.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the device cannot make a certificate of it: {0}")]
pub struct CreationError(Message);

impl Creation {
    /// What a device with this release makes of a certificate in DER.
    ///
    /// # Errors
    ///
    /// Nothing can be made of it.
    pub fn of(der: &[u8], release: Release) -> Result<Self, CreationError> {
        let created = Created::from_der(der).map_err(|reason| CreationError(reason.message()))?;
        let is_comparable = |name| is_readable(&normal_form(name, NameComparison::Apple));
        let has_key = SubjectPublicKeyInfo::from_der(created.spki).is_ok_and(|(_, spki)| {
            AppleKey::of(&spki, &PublicKey::from_der(created.spki), release.generation()) != AppleKey::None
        });
        Ok(Self {
            has_key,
            has_comparable_names: is_comparable(created.subject) && is_comparable(created.issuer),
            unparseable_extension: created.unparseable.map(dotted),
            duplicate_extension: created.duplicate.map(dotted),
            unknown_critical_extension: created.unknown_critical.map(dotted),
        })
    }
}

pub(super) const RULES: &[&AppleRule] = &[&NOT_CREATED, &LEFT_OUT];

static NOT_CREATED: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.parse.not-created",
        asks: Text { en: "The certificate can be created on the device (SecCertificateCreateWithData)." },
        remedy: Text { en: "Have the certificate issued again as RFC 5280 asks for." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecCertificateParse")
    },
    scope: Text { en: "leaf" },
    ..AppleRule::BASE
};

static LEFT_OUT: AppleRule = AppleRule {
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

message! {
    fn not_created(reason: Message) {
        en: "The device cannot make a certificate of it: {reason}.",
    }
    fn left_out(certificate: String, reason: Message) {
        en: "The device cannot make a certificate of {certificate}: {reason}.",
    }
}

/// The path of a leaf that cannot be created.
pub(super) fn path_of_not_created(leaf: &Certificate, reason: &NotCreated<'_>) -> EvaluatedPath {
    EvaluatedPath {
        certificates: vec![leaf.clone()],
        is_complete: false,
        findings: vec![NOT_CREATED.rule.finding(subject_of(0, Some(leaf)), not_created(reason.message()))],
        revocation: Vec::new(),
    }
}

/// Certificates that are not there for the device.
pub(super) fn findings_of_left_out<'a>(
    anchors: &'a [TrustAnchor],
    others: &'a [Certificate],
) -> impl Iterator<Item = Finding> + 'a {
    let anchors = anchors.iter().map(|anchor| &anchor.certificate);
    let named = anchors.enumerate().map(|(place, it)| (format!("/anchors/{place}"), it));
    let named = named.chain(others.iter().enumerate().map(|(place, it)| (format!("/others/{place}"), it)));
    named.filter_map(|(pointer, certificate)| {
        let reason = Created::of(certificate).err()?;
        let message = left_out(certificate.subject_or_names(), reason.message());
        Some(LEFT_OUT.rule.finding(Subject::Field { pointer }, message))
    })
}
