//! An evaluation as data: what is shown of it in JSON.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{EvaluatedPath, Evaluation, RevocationStatus};
use crate::report::{CertificateSummary, Finding, Role, Verdict};

/// What an [`Evaluation`] says, without the bytes of its certificates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct EvaluationSummary {
    /// Whether one path was accepted.
    pub verdict: Verdict,
    /// Which limit of the budget ended the search, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_spent: Option<String>,
    /// Every path that was looked at, the best first.
    pub paths: Vec<PathSummary>,
}

/// One path and what is wrong with it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct PathSummary {
    /// The certificates from the leaf up, the anchor last if the path reaches one.
    pub certificates: Vec<CertificateSummary>,
    /// Whether the path ends in an anchor or is a trusted leaf.
    pub is_complete: bool,
    /// What is wrong, in the order of the checks. The index in a subject counts in `certificates`.
    pub findings: Vec<Finding>,
    /// The revocation status of the certificates that it was asked for, from the leaf up.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub revocation: Vec<RevocationSummary>,
}

/// What the CRLs say about a certificate.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "status")]
pub enum RevocationSummary {
    /// CRLs that cover it for all reasons do not list it.
    Good,
    /// A CRL lists it.
    #[non_exhaustive]
    Revoked {
        /// When it was revoked.
        at: DateTime<Utc>,
        /// Why, if the CRL says, in the words of RFC 5280 section 5.3.1.
        reason: Option<String>,
    },
    /// The CRLs do not tell.
    #[non_exhaustive]
    Unknown {
        /// Why not.
        why: Vec<String>,
    },
}

impl Evaluation {
    /// What it says, without the bytes of its certificates.
    pub fn summary(&self) -> EvaluationSummary {
        EvaluationSummary {
            verdict: if self.is_accepted() { Verdict::Accepted } else { Verdict::Refused },
            budget_spent: self.budget_spent().map(str::to_owned),
            paths: self.paths.iter().map(PathSummary::from).collect(),
        }
    }
}

impl From<&EvaluatedPath> for PathSummary {
    fn from(path: &EvaluatedPath) -> Self {
        let root = path.certificates.len().checked_sub(1).filter(|_| path.is_complete);
        let role = |index, is_self_issued| match index {
            0 => Role::Leaf,
            _ if Some(index) == root && is_self_issued => Role::Root,
            _ => Role::Intermediate,
        };
        let certificates = path.certificates.iter().enumerate();
        Self {
            certificates: certificates.map(|(index, it)| it.summary(role(index, it.is_self_issued()))).collect(),
            is_complete: path.is_complete,
            findings: path.findings.clone(),
            revocation: path.revocation.iter().map(RevocationSummary::from).collect(),
        }
    }
}

impl From<&RevocationStatus> for RevocationSummary {
    fn from(status: &RevocationStatus) -> Self {
        match status {
            RevocationStatus::Good => Self::Good,
            RevocationStatus::Revoked { at, reason, .. } => {
                Self::Revoked { at: *at, reason: reason.map(|reason| reason.to_string()) }
            }
            RevocationStatus::Unknown { why } => Self::Unknown { why: why.iter().map(ToString::to_string).collect() },
        }
    }
}
