//! What a path is held to: the rules, the instant, and whatever the caller asks.

use chrono::{DateTime, Utc};

use super::crl::{Crl, CrlOptions};
use super::policies::PolicyInputs;
use super::purpose::KeyPurpose;
use super::rule_set::RuleSet;
use super::signature_cache::SignatureCache;
use crate::{Budget, Certificate, ServerName};

/// Evaluates certificates under one rule set at one instant.
///
/// What is not set is not asked: no server name, any purpose, no revocation, any policy.
///
/// ```
/// use apptunnel::Bundle;
/// use apptunnel::path::{Evaluator, RuleSet};
///
/// let open = |file| Bundle::open(&std::fs::read(file).unwrap(), Some("sentry")).unwrap();
/// let bundle = open("examples/files/good.p12");
/// let anchors = open("examples/files/root.pem");
/// let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
/// let (leaf, others) = certificates.split_first().unwrap();
///
/// let mut evaluator = Evaluator::new(RuleSet::rfc5280(), "2026-06-01T00:00:00Z".parse().unwrap());
/// evaluator.anchors.push(anchors.certificates()[0].item().clone());
/// evaluator.server_name = Some("sentry.example.com".parse().unwrap());
/// assert!(evaluator.evaluate(leaf, others).is_accepted());
///
/// // Without the issuing CA there is no path, and the report says what is missing.
/// let evaluation = evaluator.evaluate(leaf, &[]);
/// assert_eq!(evaluation.best().unwrap().findings[0].code, "rfc5280.no-issuer");
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Evaluator {
    /// The rules.
    pub rule_set: RuleSet,
    /// The instant.
    pub at: DateTime<Utc>,
    /// The trust anchors.
    pub anchors: Vec<Certificate>,
    /// Leaves that are trusted as they are, without a path.
    pub trusted_leaves: TrustedLeaves,
    /// The name that the client asked for.
    pub server_name: Option<ServerName>,
    /// What the leaf is used for.
    pub purpose: KeyPurpose,
    /// What is asked of certificate policies.
    pub policies: PolicyInputs,
    /// How revocation is looked at.
    pub revocation: Revocation,
    /// The CRLs at hand.
    pub crls: Vec<Crl>,
    /// Most CA certificates between leaf and anchor.
    pub max_intermediates: Option<usize>,
    /// Limit on the work.
    pub budget: Budget,
    /// Where signatures are remembered that were found good. By default nowhere.
    pub signatures: Option<SignatureCache>,
}

/// Leaves that are trusted as they are.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct TrustedLeaves {
    /// The certificates.
    pub certificates: Vec<Certificate>,
    /// Whether they must be self-signed all the same.
    pub require_self_signed: bool,
}

/// How revocation is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub struct Revocation {
    /// Whose status is asked for.
    pub scope: RevocationScope,
    /// Whether a status that CRLs do not tell is an error.
    pub unknown_is_failure: bool,
    /// Which CRLs are accepted.
    pub options: CrlOptions,
}

/// Whose revocation status is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum RevocationScope {
    /// Nobody's.
    #[default]
    Off,
    /// The leaf's.
    Leaf,
    /// That of every certificate below the anchor.
    Chain,
}

impl Evaluator {
    /// An evaluator that trusts nobody yet.
    pub fn new(rule_set: RuleSet, at: DateTime<Utc>) -> Self {
        Self {
            rule_set,
            at,
            anchors: Vec::new(),
            trusted_leaves: TrustedLeaves::default(),
            server_name: None,
            purpose: KeyPurpose::Any,
            policies: PolicyInputs::default(),
            revocation: Revocation::default(),
            crls: Vec::new(),
            max_intermediates: None,
            budget: Budget::default(),
            signatures: None,
        }
    }
}

impl TrustedLeaves {
    /// These certificates.
    #[must_use]
    pub fn with_certificates(self, certificates: Vec<Certificate>) -> Self {
        Self { certificates, ..self }
    }

    /// The same, which must be self-signed or need not be.
    #[must_use]
    pub fn with_require_self_signed(self, require_self_signed: bool) -> Self {
        Self { require_self_signed, ..self }
    }
}

impl Revocation {
    /// The same, about these certificates.
    #[must_use]
    pub fn with_scope(self, scope: RevocationScope) -> Self {
        Self { scope, ..self }
    }

    /// The same, with a status that CRLs do not tell as an error or not.
    #[must_use]
    pub fn with_unknown_is_failure(self, unknown_is_failure: bool) -> Self {
        Self { unknown_is_failure, ..self }
    }

    /// The same, by these CRLs.
    #[must_use]
    pub fn with_options(self, options: CrlOptions) -> Self {
        Self { options, ..self }
    }
}
