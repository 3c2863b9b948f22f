//! The checks of RFC 5280 section 6.1 on one candidate path. All of them are made, so that every fault has its reason.

mod extensions;
mod issuers;
mod signatures;
mod validity;

use chrono::{DateTime, Utc};

use super::graph::Node;
use super::names::NameComparison;
use super::purpose::{self, KeyPurpose};
use crate::Certificate;
use crate::crypto::SignatureError;
use crate::report::{Finding, Rule, Subject};

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
        subject_of(index, node.map(|node| &node.certificate))
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

/// The certificate at this index of a path, as the subject of a finding.
pub(crate) fn subject_of(index: usize, certificate: Option<&Certificate>) -> Subject {
    Subject::Certificate { index, sha256: certificate.map(Certificate::fingerprint).unwrap_or_default() }
}

/// Every rule decided here.
pub(crate) fn rules() -> impl Iterator<Item = &'static Rule> {
    [signatures::RULES, validity::RULES, issuers::RULES, extensions::RULES].into_iter().flatten().copied()
}

/// Every breach on the path, but for names, policies and revocation.
pub(crate) fn check(
    path: &CandidatePath<'_>,
    checks: &Checks,
    purpose: &KeyPurpose,
    at: DateTime<Utc>,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    signatures::signatures(path, checks, &mut findings);
    signatures::keys(path, &mut findings);
    validity::validity(path, checks, at, &mut findings);
    issuers::issuers(path, checks, &mut findings);
    issuers::path_length(path, checks, &mut findings);
    extensions::extensions(path, checks, purpose, &mut findings);
    purpose::check(path, checks, purpose, &mut findings);
    findings
}
