//! What a device says of a chain: its verdict, and every path that it looked at.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::prepared::PreparedTrustEvaluator;
use super::verdict::Outcome;
use crate::Certificate;
use crate::path::explorer::Spent;
use crate::path::{EvaluatedPath, PathSummary};
use crate::report::Verdict;

/// The answer of a [`TrustEvaluator`](super::TrustEvaluator).
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct TrustEvaluation {
    /// What the device reports.
    pub outcome: Outcome,
    /// Every path that was looked at: first the one that the device reports, then the others as they were found.
    pub paths: Vec<EvaluatedPath>,
    spent: Option<Spent>,
    /// What was asked, to answer for other releases as well.
    prepared: PreparedTrustEvaluator,
    leaf: Certificate,
}

/// What a [`TrustEvaluation`] says, without the bytes of its certificates.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct TrustSummary {
    /// Whether the device trusts the chain.
    pub verdict: Verdict,
    /// What the device reports.
    pub apple: Outcome,
    /// Which limit of the budget ended the search, if one did.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub budget_spent: Option<String>,
    /// Every path that was looked at, first the one that the device reports.
    pub paths: Vec<PathSummary>,
}

impl TrustEvaluation {
    pub(super) fn new(
        outcome: Outcome,
        paths: Vec<EvaluatedPath>,
        spent: Option<Spent>,
        prepared: &PreparedTrustEvaluator,
        leaf: &Certificate,
    ) -> Self {
        Self { outcome, paths, spent, prepared: prepared.clone(), leaf: leaf.clone() }
    }

    /// Whether the device trusts the chain.
    pub fn is_accepted(&self) -> bool {
        self.outcome.trust_result.is_trusted()
    }

    /// The path that the device reports.
    pub fn best(&self) -> Option<&EvaluatedPath> {
        self.paths.first()
    }

    /// Which limit of the [`Budget`](crate::Budget) ended the search, if one did: `signatures`, `path_steps`,
    /// `paths` or `path_length`.
    pub fn budget_spent(&self) -> Option<&'static str> {
        self.spent.map(Spent::limit)
    }

    /// What was asked.
    pub(super) fn prepared(&self) -> &PreparedTrustEvaluator {
        &self.prepared
    }

    pub(super) fn leaf(&self) -> &Certificate {
        &self.leaf
    }

    /// What it says, without the bytes of its certificates.
    pub fn summary(&self) -> TrustSummary {
        TrustSummary {
            verdict: if self.is_accepted() { Verdict::Accepted } else { Verdict::Refused },
            apple: self.outcome.clone(),
            budget_spent: self.budget_spent().map(str::to_owned),
            paths: self.paths.iter().map(PathSummary::from).collect(),
        }
    }
}
