//! The checks of RFC 5280 section 6.1 on one candidate path. All of them are made, so that every fault has its reason.

use chrono::{DateTime, SecondsFormat, Utc};
use x509_parser::der_parser::oid;
use x509_parser::extensions::{ParsedExtension, X509Extension};
use x509_parser::oid_registry::{OID_X509_EXT_EXTENDED_KEY_USAGE, Oid};

use super::graph::Node;
use super::names::NameComparison;
use super::purpose::{self, Purpose};
use crate::certificate::KeyType;
use crate::crypto::{Hash, SignatureError};
use crate::report::{Basis, Certainty, Finding, Rule, Severity, Subject};

/// What a rule set asks of the checks of RFC 5280.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Checks {
    /// How names are compared.
    pub(crate) names: NameComparison,
    /// What counts of an anchor besides its name and key.
    pub(crate) anchor: AnchorChecks,
    /// Whether signatures with SHA-1 are accepted.
    pub(crate) allow_sha1: bool,
}

/// What counts of an anchor besides its name and key (RFC 5280 section 6.2, RFC 5937).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorChecks {
    /// Nothing: an anchor is a name and a key.
    NameAndKey,
    /// The constraints in its certificate too.
    Constraints,
    /// Its validity period.
    Validity,
    /// Its constraints and its validity period.
    ConstraintsAndValidity,
}

impl AnchorChecks {
    pub(crate) fn constraints(self) -> bool {
        matches!(self, Self::Constraints | Self::ConstraintsAndValidity)
    }

    pub(crate) fn validity(self) -> bool {
        matches!(self, Self::Validity | Self::ConstraintsAndValidity)
    }
}

/// One candidate path, ready to be checked.
pub(crate) struct CandidatePath<'a> {
    /// The certificates from the leaf up, without the anchor.
    pub(crate) certificates: Vec<&'a Node>,
    /// For each of them, whether the next one's key, or the anchor's, made its signature. `None` if there is none.
    pub(crate) signatures: Vec<Option<Result<(), SignatureError>>>,
    pub(crate) anchor: Option<&'a Node>,
}

impl CandidatePath<'_> {
    pub(crate) fn subject(&self, index: usize) -> Subject {
        let node = self.certificates.get(index).copied().or(self.anchor);
        Subject::Certificate { index, sha256: node.map(|node| node.certificate.fingerprint()).unwrap_or_default() }
    }

    /// Every certificate with its index, the anchor last.
    fn with_anchor(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.certificates.iter().copied().chain(self.anchor).enumerate()
    }

    /// The issuers with their index: all but the leaf.
    fn issuers(&self) -> impl Iterator<Item = (usize, &Node)> {
        self.certificates.iter().copied().enumerate().skip(1)
    }
}

const REFERENCE_SIGNATURE: &str = "RFC 5280 section 6.1.3 (a)(1)";

macro_rules! rule {
    ($name:ident, $code:literal, $summary:literal, $remedy:literal, $reference:expr) => {
        const $name: Rule = Rule {
            code: $code,
            severity: Severity::Error,
            basis: Basis::Rfc5280,
            certainty: Certainty::Certain,
            summary: $summary,
            remedy: $remedy,
            reference: $reference,
        };
    };
}
pub(super) use rule;

/// The rules decided here.
pub(crate) static RULES: [Rule; 17] = [
    NO_ISSUER,
    NOT_TRIED,
    SIGNATURE,
    SIGNATURE_ALGORITHM,
    ALGORITHM_MISMATCH,
    WEAK_HASH,
    KEY,
    NOT_YET_VALID,
    EXPIRED,
    VERSION,
    BASIC_CONSTRAINTS,
    NOT_A_CA,
    PATH_LENGTH,
    KEY_CERT_SIGN,
    CRITICAL_EXTENSION,
    DUPLICATE_EXTENSION,
    UNPARSEABLE_EXTENSION,
];

rule!(
    NO_ISSUER,
    "rfc5280.no-issuer",
    "The path ends in a trust anchor.",
    "Add the missing certificate, or trust the root of this path.",
    "RFC 5280 section 6.1"
);
rule!(
    NOT_TRIED,
    "path.signature-not-tried",
    "Every signature is checked within the limit.",
    "Give fewer certificates, or raise the budget.",
    "Budget::signatures"
);
rule!(
    SIGNATURE,
    "rfc5280.signature",
    "The signature of each certificate was made by the key of its issuer.",
    "Use the issuer's certificate that belongs to the key, or get an undamaged copy of the certificate.",
    REFERENCE_SIGNATURE
);
rule!(
    SIGNATURE_ALGORITHM,
    "rfc5280.signature-algorithm",
    "The signature algorithm of each certificate can be checked.",
    "Have the certificate issued again with a common algorithm, such as ecdsa-with-SHA256.",
    REFERENCE_SIGNATURE
);
rule!(
    ALGORITHM_MISMATCH,
    "rfc5280.algorithm-mismatch",
    "Both statements of the signature algorithm in a certificate agree.",
    "Have the certificate issued again.",
    "RFC 5280 section 4.1.1.2"
);
rule!(
    WEAK_HASH,
    "rfc5280.weak-hash",
    "Signatures use a hash that is accepted.",
    "Have the certificate issued again with SHA-256.",
    "RFC 6151; RFC 6194"
);
rule!(
    KEY,
    "rfc5280.key",
    "The public key of each certificate can be read and has at least 1,024 bits if it is RSA.",
    "Have the certificate issued again for a usable key.",
    "RFC 5280 section 6.1.4 (d)"
);
rule!(
    NOT_YET_VALID,
    "rfc5280.not-yet-valid",
    "Every certificate is valid already.",
    "Wait until the certificate is valid, or check the clock.",
    "RFC 5280 section 6.1.3 (a)(2)"
);
rule!(
    EXPIRED,
    "rfc5280.expired",
    "No certificate has expired.",
    "Renew the certificate.",
    "RFC 5280 section 6.1.3 (a)(2)"
);
rule!(
    VERSION,
    "rfc5280.version",
    "A CA certificate has version 3.",
    "Have the CA certificate issued again as version 3 with basic constraints.",
    "RFC 5280 section 6.1.4 (k)"
);
rule!(
    BASIC_CONSTRAINTS,
    "rfc5280.basic-constraints",
    "A CA certificate has basic constraints.",
    "Have the CA certificate issued again with basic constraints.",
    "RFC 5280 section 6.1.4 (k)"
);
rule!(
    NOT_A_CA,
    "rfc5280.not-a-ca",
    "The basic constraints of every issuer say that it is a CA.",
    "Have the certificate issued by a CA.",
    "RFC 5280 section 6.1.4 (k)"
);
rule!(
    PATH_LENGTH,
    "rfc5280.path-length",
    "No more CA certificates follow a CA than its path length allows.",
    "Have the certificate issued by a CA that is higher up.",
    "RFC 5280 section 6.1.4 (l)(m)"
);
rule!(
    KEY_CERT_SIGN,
    "rfc5280.key-cert-sign",
    "The key usage of every issuer, if it has one, contains keyCertSign.",
    "Have the CA certificate issued again with keyCertSign.",
    "RFC 5280 section 6.1.4 (n)"
);
rule!(
    CRITICAL_EXTENSION,
    "rfc5280.critical-extension",
    "Every critical extension is known.",
    "Have the certificate issued again without the extension, or with it not critical.",
    "RFC 5280 section 6.1.4 (o), 6.1.5 (f)"
);
rule!(
    DUPLICATE_EXTENSION,
    "rfc5280.duplicate-extension",
    "No extension stands twice in a certificate.",
    "Have the certificate issued again.",
    "RFC 5280 section 4.2"
);
rule!(
    UNPARSEABLE_EXTENSION,
    "rfc5280.unparseable-extension",
    "Every extension that path validation uses can be read.",
    "Have the certificate issued again.",
    "RFC 5280 section 4.2.1"
);

/// Every breach on the path, but for names, policies and revocation.
pub(crate) fn check(path: &CandidatePath<'_>, checks: &Checks, purpose: &Purpose, at: DateTime<Utc>) -> Vec<Finding> {
    let mut findings = Vec::new();
    signatures(path, checks, &mut findings);
    keys(path, &mut findings);
    validity(path, checks, at, &mut findings);
    issuers(path, checks, &mut findings);
    path_length(path, checks, &mut findings);
    extensions(path, checks, purpose, &mut findings);
    purpose::check(path, checks, purpose, &mut findings);
    findings
}

fn signatures(path: &CandidatePath<'_>, checks: &Checks, findings: &mut Vec<Finding>) {
    for (index, (node, signature)) in path.certificates.iter().zip(&path.signatures).enumerate() {
        let certificate = &node.certificate;
        match signature {
            Some(Ok(())) => {}
            None => {
                let message =
                    format!("The issuer, {}, is neither an anchor nor among the certificates.", certificate.issuer());
                findings.push(NO_ISSUER.finding(path.subject(index), message));
            }
            Some(Err(SignatureError::UnsupportedAlgorithm)) => findings.push(SIGNATURE_ALGORITHM.finding(
                path.subject(index),
                format!("The signature algorithm {} cannot be checked.", certificate.signature_algorithm()),
            )),
            Some(Err(SignatureError::NotTried)) => findings.push(
                NOT_TRIED.finding(path.subject(index), "The limit on signature checks was reached before this one."),
            ),
            Some(Err(SignatureError::Invalid | SignatureError::UnsuitableKey)) => findings.push(SIGNATURE.finding(
                path.subject(index),
                format!("The key of {} did not make the signature.", certificate.issuer()),
            )),
        }
        if certificate.inner_signature_algorithm_der() != certificate.signature_algorithm_der() {
            findings.push(ALGORITHM_MISMATCH.finding(
                path.subject(index),
                "The signature algorithms inside and outside the signed part of the certificate differ.",
            ));
        }
        let hash = certificate.signature_hash();
        if matches!(hash, Some(Hash::Md2 | Hash::Md4 | Hash::Md5)) || (hash == Some(Hash::Sha1) && !checks.allow_sha1) {
            let name = hash.map(|hash| hash.to_string()).unwrap_or_default();
            findings.push(WEAK_HASH.finding(path.subject(index), format!("The certificate is signed with {name}.")));
        }
    }
}

fn keys(path: &CandidatePath<'_>, findings: &mut Vec<Finding>) {
    for (index, node) in path.certificates.iter().enumerate() {
        match node.certificate.key_type() {
            KeyType::Rsa { bits: 0 } => {
                findings.push(KEY.finding(path.subject(index), "The RSA public key cannot be read."));
            }
            _ if index > 0 && node.key.is_unusable() => {
                findings.push(KEY.finding(path.subject(index), "The public key of the CA cannot be read."));
            }
            KeyType::Rsa { bits } if bits < 1024 => {
                findings.push(KEY.finding(path.subject(index), format!("The RSA key has only {bits} bits.")));
            }
            _ => {}
        }
    }
}

fn validity(path: &CandidatePath<'_>, checks: &Checks, at: DateTime<Utc>, findings: &mut Vec<Finding>) {
    let date = |instant: Option<DateTime<Utc>>| {
        instant.map_or_else(|| "a date out of range".to_owned(), |it| it.to_rfc3339_opts(SecondsFormat::Secs, true))
    };
    for (index, node) in path.with_anchor() {
        if index == path.certificates.len() && !checks.anchor.validity() {
            continue;
        }
        let certificate = &node.certificate;
        if certificate.is_expired_at(at) {
            let message = format!("The certificate expired on {}.", date(certificate.not_after()));
            findings.push(EXPIRED.finding(path.subject(index), message));
        }
        if certificate.is_not_yet_valid_at(at) {
            let message = format!("The certificate is not valid before {}.", date(certificate.not_before()));
            findings.push(NOT_YET_VALID.finding(path.subject(index), message));
        }
    }
}

fn issuers(path: &CandidatePath<'_>, checks: &Checks, findings: &mut Vec<Finding>) {
    let anchor = path.anchor.filter(|_| checks.anchor.constraints());
    for (index, node) in path.issuers().chain(anchor.map(|anchor| (path.certificates.len(), anchor))) {
        let certificate = &node.certificate;
        let is_anchor = index == path.certificates.len();
        let x509 = certificate.x509();
        match x509.basic_constraints() {
            Ok(Some(constraints)) if !constraints.value.ca => {
                findings
                    .push(NOT_A_CA.finding(path.subject(index), "The basic constraints say that this is not a CA."));
            }
            Ok(None) if is_anchor => {}
            Ok(None) if x509.version() != x509_parser::x509::X509Version::V3 => {
                let message = "The CA certificate has version 1 or 2, which cannot say that it is a CA.";
                findings.push(VERSION.finding(path.subject(index), message));
            }
            Ok(None) => {
                findings.push(
                    BASIC_CONSTRAINTS.finding(path.subject(index), "The CA certificate has no basic constraints."),
                );
            }
            // What cannot be read or stands twice is found below.
            Ok(Some(_)) | Err(_) => {}
        }
        if let Ok(Some(usage)) = x509.key_usage()
            && !usage.value.key_cert_sign()
        {
            findings.push(KEY_CERT_SIGN.finding(path.subject(index), "The key usage does not contain keyCertSign."));
        }
    }
}

/// Self-issued certificates do not count, and the leaf is not a CA certificate here.
fn path_length(path: &CandidatePath<'_>, checks: &Checks, findings: &mut Vec<Finding>) {
    let anchor = path.anchor.filter(|_| checks.anchor.constraints());
    let mut below: u32 = 0;
    for (index, node) in path.issuers().chain(anchor.map(|anchor| (path.certificates.len(), anchor))) {
        if let Ok(Some(constraints)) = node.certificate.x509().basic_constraints()
            && constraints.value.ca
            && let Some(limit) = constraints.value.path_len_constraint
            && below > limit
        {
            let message = format!("{below} CA certificates follow, and the path length is {limit}.");
            findings.push(PATH_LENGTH.finding(path.subject(index), message));
        }
        if !node.is_self_issued() {
            below += 1;
        }
    }
}

fn extensions(path: &CandidatePath<'_>, checks: &Checks, purpose: &Purpose, findings: &mut Vec<Finding>) {
    let anchor = path.anchor.filter(|_| checks.anchor.constraints());
    let certificates = path.certificates.iter().copied().chain(anchor).enumerate();
    for (index, node) in certificates {
        let extensions = node.certificate.x509().extensions();
        for (place, extension) in extensions.iter().enumerate() {
            let oid = &extension.oid;
            if extensions.iter().take(place).any(|earlier| earlier.oid == *oid) {
                let message = format!("The extension {} stands twice.", extension_name(oid));
                findings.push(DUPLICATE_EXTENSION.finding(path.subject(index), message));
            }
            if extension.critical && has_unknown_qualifier(extension.parsed_extension()) {
                let message = "The critical certificate policies have a qualifier that is not known.";
                findings.push(CRITICAL_EXTENSION.finding(path.subject(index), message));
            }
            if is_processed(oid) {
                if matches!(
                    extension.parsed_extension(),
                    ParsedExtension::ParseError { .. } | ParsedExtension::Unparsed
                ) {
                    let message = format!("The extension {} cannot be read.", extension_name(oid));
                    findings.push(UNPARSEABLE_EXTENSION.finding(path.subject(index), message));
                }
            } else if extension.critical
                && !purpose.knows_extension(oid)
                && !(*oid == MS_APPLICATION_POLICIES && is_there(extensions, &OID_X509_EXT_EXTENDED_KEY_USAGE))
            {
                let message = format!("The critical extension {} is not known.", extension_name(oid));
                findings.push(CRITICAL_EXTENSION.finding(path.subject(index), message));
            }
        }
    }
}

/// Extensions that the path engine, its rules or its revocation checks process.
static PROCESSED: [(Oid<'static>, &str); 18] = [
    (oid!(2.5.29.14), "subjectKeyIdentifier"),
    (oid!(2.5.29.15), "keyUsage"),
    (oid!(2.5.29.17), "subjectAltName"),
    (oid!(2.5.29.18), "issuerAltName"),
    (oid!(2.5.29.19), "basicConstraints"),
    (oid!(2.5.29.30), "nameConstraints"),
    (oid!(2.5.29.31), "cRLDistributionPoints"),
    (oid!(2.5.29.32), "certificatePolicies"),
    (oid!(2.5.29.33), "policyMappings"),
    (oid!(2.5.29.35), "authorityKeyIdentifier"),
    (oid!(2.5.29.36), "policyConstraints"),
    (oid!(2.5.29.37), "extKeyUsage"),
    (oid!(2.5.29.46), "freshestCRL"),
    (oid!(2.5.29.54), "inhibitAnyPolicy"),
    (oid!(1.3.6.1.5.5.7.1.1), "authorityInfoAccess"),
    (oid!(1.3.6.1.5.5.7.1.11), "subjectInfoAccess"),
    (oid!(1.3.6.1.5.5.7.48.1.5), "ocspNoCheck"),
    (oid!(1.3.6.1.4.1.11129.2.4.2), "signedCertificateTimestampList"),
];

/// Microsoft's application policies say the same as the extended key usage, and are not looked at beside it.
const MS_APPLICATION_POLICIES: Oid<'static> = oid!(1.3.6.1.4.1.311.21.10);

/// The qualifiers of RFC 5280 section 4.2.1.4: CPS pointer and user notice.
const QUALIFIERS: [Oid<'static>; 2] = [oid!(1.3.6.1.5.5.7.2.1), oid!(1.3.6.1.5.5.7.2.2)];

/// "If this extension is critical, the path validation software MUST be able to interpret this extension (including the
/// optional qualifier), or MUST reject the certificate."
fn has_unknown_qualifier(extension: &ParsedExtension<'_>) -> bool {
    let ParsedExtension::CertificatePolicies(policies) = extension else { return false };
    let mut qualifiers = policies.iter().filter_map(|policy| policy.policy_qualifiers.as_ref()).flatten();
    qualifiers.any(|qualifier| !QUALIFIERS.contains(&qualifier.policy_qualifier_id))
}

fn is_there(extensions: &[X509Extension<'_>], oid: &Oid<'_>) -> bool {
    extensions.iter().any(|extension| extension.oid == *oid)
}

fn is_processed(oid: &Oid<'_>) -> bool {
    PROCESSED.iter().any(|(known, _)| known == oid)
}

fn extension_name(oid: &Oid<'_>) -> String {
    PROCESSED.iter().find(|(known, _)| known == oid).map_or_else(|| oid.to_id_string(), |(_, name)| (*name).to_owned())
}
