//! Path validation: which ways lead from a leaf up to a trust anchor, and what is wrong with each (RFC 5280 section 6).
//!
//! An [`Evaluator`] holds what is asked: a [`RuleSet`], an instant, the trust anchors, and, where they matter, the server's
//! name, the purpose, certificate policies and CRLs. Its [`evaluate`](Evaluator::evaluate) takes a leaf and a pool of other
//! certificates in any order, and gives an [`Evaluation`]: every path that was looked at, the best first, each with its
//! [findings](crate::report::Finding). A path is accepted if it reaches an anchor and none of its findings is an error.
//!
//! There are three sets of rules, each on top of the one before it:
//!
//! | rule set | what it asks |
//! |---|---|
//! | [`RuleSet::rfc5280`] | section 6: signatures, dates, CAs, names, policies |
//! | [`RuleSet::rfc5280_with_profile`] | and section 4: what a certificate must look like |
//! | [`RuleSet::web_pki`] | and the CA/Browser Forum's Baseline Requirements, which relax one row of section 4 |
//!
//! An Apple device validates paths in its own way: that is [`device`](crate::device). This module knows neither devices nor
//! files. What it shares with them has a variant for each: how names are compared, and how name constraints and policies
//! are read.
//!
//! The way of a leaf through the files: `graph` finds who may have issued whom, `explorer` walks up from the leaf,
//! `evaluate` makes a `candidate` of every way that is found and holds it to the `checks`, to the rows of
//! `rfc5280_profile` and `web_pki`, and to the CRLs (`revocation`, `crl`).

pub(crate) mod candidate;
mod checks;
pub(crate) mod crl;
mod evaluate;
mod evaluation;
mod evaluator;
pub(crate) mod explorer;
pub(crate) mod graph;
mod in_path;
mod key_id;
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
    let others = [revocation::RULES, evaluate::RULES].into_iter().flatten().copied();
    checks::rules().chain(others).chain(profiles)
}
