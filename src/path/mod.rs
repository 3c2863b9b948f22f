//! From a leaf up to its anchors: which certificate signed which, every way up, and the checks of RFC 5280 and of the
//! CA/Browser Forum.
//!
//! Takes certificates and gives findings. It knows neither the file they came in nor what a device makes of them.

pub(crate) mod candidate;
mod checks;
mod constraints;
pub(crate) mod crl;
mod evaluate;
mod evaluation;
mod evaluator;
pub(crate) mod explorer;
pub(crate) mod graph;
mod in_path;
pub(crate) mod name_constraints;
pub(crate) mod names;
#[cfg(feature = "parallel")]
pub(crate) mod parallel;
pub(crate) mod policies;
mod prepared;
#[cfg(test)]
mod profile_testing;
pub(crate) mod purpose;
mod revocation;
mod rfc5280_profile;
mod rule_set;
pub(crate) mod signature_cache;
mod summary;
mod web_pki;

pub use checks::AnchorChecks;
pub use crl::{Crl, CrlError, CrlOptions, CrlProblem, RevocationReason, RevocationStatus, UnknownReason};
pub use evaluation::{EvaluatedPath, Evaluation};
pub use evaluator::{Evaluator, Revocation, RevocationScope, TrustedLeaves};
pub use policies::{InitialPolicies, PolicyId, PolicyIdError, PolicyInputs};
pub use prepared::PreparedEvaluator;
pub use purpose::{KeyPurpose, Strictness};
pub use rule_set::RuleSet;
pub use signature_cache::SignatureCache;
pub use summary::{EvaluationSummary, PathSummary, RevocationSummary};

use crate::report::Rule;

/// Every rule that an [`Evaluator`] knows, whatever its rule set.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let profiles = [rfc5280_profile::RULES, rfc5280_profile::RULES_NOT_OF_WEB_PKI, web_pki::RULES];
    let profiles = profiles.into_iter().flatten().map(|row| &row.rule);
    let others = [constraints::RULES, purpose::RULES, checks::REQUEST_RULES, revocation::RULES, evaluate::RULES]
        .into_iter()
        .flatten()
        .copied();
    checks::rules().chain(others).chain(profiles)
}
