//! The rules for certificates, and the names they are checked against.
//!
//! A rule set takes certificates and gives findings. It knows nothing of the file they came in.

mod anchor;
pub mod apple;
pub mod article_103769;
mod evaluation;
mod evaluator;
#[cfg(feature = "parallel")]
pub(crate) mod parallel;
mod prepared;
mod profile;
#[cfg(test)]
mod profile_testing;
mod rfc5280_profile;
mod rule_set;
mod server_name;
mod signers;
mod summary;
mod web_pki;

pub use crate::path::checks::AnchorChecks;
pub use crate::path::crl::{Crl, CrlError, CrlOptions, CrlProblem, RevocationReason, RevocationStatus, UnknownReason};
pub use crate::path::policies::{InitialPolicies, PolicyId, PolicyIdError, PolicyInputs};
pub use crate::path::purpose::{Purpose, Strictness};
pub use crate::path::signature_cache::SignatureCache;
pub use anchor::{Origin, TrustAnchor, UnknownOrigin};
pub use evaluation::{EvaluatedPath, Evaluation};
pub use evaluator::{Evaluator, Revocation, RevocationScope, TrustedLeaves};
pub use prepared::PreparedEvaluator;
pub use rule_set::RuleSet;
pub use server_name::{InvalidServerName, ServerName};
pub use summary::{EvaluationSummary, PathSummary, RevocationSummary};

use crate::Certificate;
use crate::path::{checks, constraints, purpose};
use crate::report::{Rule, Subject};

/// Every rule that an [`Evaluator`] knows, whatever its rule set.
pub fn rows() -> impl Iterator<Item = &'static Rule> {
    let profiles = RuleSet::web_pki().profiles.iter().copied().flatten().map(|row| &row.rule);
    let others = [&constraints::RULES[..], &purpose::RULES, &evaluator::RULES].into_iter().flatten();
    checks::rules().chain(others).chain(profiles).chain(apple::rows().map(|row| &row.rule))
}

/// One certificate of a report, with its place in it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Indexed<'a> {
    pub(crate) index: usize,
    pub(crate) certificate: &'a Certificate,
}

impl Indexed<'_> {
    pub(crate) fn subject(&self) -> Subject {
        Subject::Certificate { index: self.index, sha256: self.certificate.fingerprint() }
    }
}
