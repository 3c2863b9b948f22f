//! What an Apple device says of a server's chain, release by release.
//!
//! [`RuleSet::apple`](crate::rules::RuleSet::apple) predicts `SecTrustEvaluate` with the SSL server policy: whether the
//! chain is trusted, the path that is chosen, and the error code. The rules are those of Apple's published source, tag
//! Security-61901.0.87.0.1 of `apple-oss-distributions/Security`, and of the tags before it that belong to older releases.
//! What rests on a document alone is advice and never rejects a chain.
//!
//! ```
//! use apptunnel::Bundle;
//! use apptunnel::rules::apple::{Release, TrustResult};
//! use apptunnel::rules::{Evaluator, Origin, RuleSet, TrustAnchor};
//!
//! let open = |file| Bundle::open(&std::fs::read(file).unwrap(), Some("sentry")).unwrap();
//! let bundle = open("examples/files/sha1.p12");
//! let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
//! let (leaf, others) = certificates.split_first().unwrap();
//! let root = open("examples/files/root.pem").certificates()[0].item().clone();
//!
//! let rules = RuleSet::apple("ios:18.4".parse().unwrap());
//! let mut evaluator = Evaluator::new(rules, "2026-06-01T00:00:00Z".parse().unwrap());
//! evaluator.anchors.push(TrustAnchor::new(root, Origin::User));
//! let evaluation = evaluator.evaluate(leaf, others);
//! let outcome = evaluation.apple().unwrap();
//! assert_eq!(outcome.trust_result, TrustResult::Recoverable);
//! assert_eq!(outcome.os_status.as_ref().unwrap().name, "errSecInvalidDigestAlgorithm");
//! ```

mod builder;
mod checks;
mod created;
mod creation;
mod inputs;
mod key;
mod matrix;
mod path;
mod pool;
mod public_key;
mod release;
mod roots;
mod rule;
mod signature;
pub mod transparency;
mod verdict;

pub use crate::report::TrustResult;
pub(crate) use checks::advice::SCHEDULE as VALIDITY_SCHEDULE;
pub use creation::{Creation, CreationError};
pub use inputs::{DateLimit, Distrust, Inputs, Pins, Transparency, TrustSetting};
pub use key::CheckKey;
pub use matrix::{Matrix, Span};
pub use release::{Platform, Release, ReleaseError};
pub use rule::AppleRule;
pub use verdict::Outcome;

use self::builder::search;
use self::checks::Checker;
use self::created::Created;
pub(super) use self::pool::Known;
use self::pool::Pool;
use super::anchor::Origin;
use super::evaluation::{EvaluatedPath, Evaluation};
use super::rule_set::AppleRules;
use super::{PreparedEvaluator, Purpose};
use crate::Certificate;
use crate::report::Finding;

/// One of Apple's trust policies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Policy {
    /// `SecPolicyCreateBasicX509`.
    Basic,
    /// `SecPolicyCreateSSL` for a server.
    Server,
    /// `SecPolicyCreateSSL` for a client.
    Client,
}

impl Policy {
    fn is_tls(self) -> bool {
        self != Self::Basic
    }
}

/// Every row of Apple's rules.
///
/// ```
/// let mut rows = apptunnel::rules::apple::rows();
/// let key_size = rows.find(|row| row.rule.code == "apple.key.rsa_lt_2048").unwrap();
/// assert_eq!(key_size.since().as_deref(), Some("iOS 13, macOS 10.15"));
/// ```
pub fn rows() -> impl Iterator<Item = &'static AppleRule> {
    verdict::ROWS.iter().copied().chain(checks::rows())
}

/// The evaluation of a leaf on the device of the rule set. `known` is what it knows of the pool.
pub(super) fn evaluate(prepared: &PreparedEvaluator, known: &Known, leaf: &Certificate) -> Evaluation {
    let evaluator = prepared.evaluator();
    let AppleRules { release, is_basic } = known.rules();
    let policy = match evaluator.purpose {
        _ if is_basic => Policy::Basic,
        Purpose::Client(_) => Policy::Client,
        _ => Policy::Server,
    };
    let generation = release.generation();
    let created = match Created::of(leaf) {
        Ok(created) => created,
        Err(reason) => return verdict::not_created(release, (prepared, leaf), &reason.to_string()),
    };
    let mut pool = Pool::new(evaluator, known, leaf, created);
    let checker = Checker::new(evaluator, policy, generation);
    let search = search(&mut pool, &checker, &evaluator.budget);
    let mut paths: Vec<EvaluatedPath> = Vec::with_capacity(search.looked_at.len());
    let mut verdict = None;
    let mut accepted = search.accepted;
    for path in &search.looked_at {
        let asked = (path.places.as_slice(), path.is_anchored);
        let breaches = checker.details(&mut pool, asked, &search.leaf, accepted.take().as_ref());
        let entries = || path.places.iter().filter_map(|&place| pool.entry(place));
        let certificates: Vec<Certificate> = entries().map(|entry| entry.certificate.clone()).collect();
        let findings: Vec<Finding> = breaches.iter().map(|breach| breach.finding(&certificates)).collect();
        let is_complete = path.is_anchored && pool.entry(path.last()).is_some_and(|entry| !entry.is_denied());
        verdict.get_or_insert_with(|| {
            let by_user = evaluator.apple.missing_root == Some(Origin::User) && !path.is_anchored;
            verdict::of(&breaches, by_user || entries().any(pool::Entry::is_known_to_user))
        });
        paths.push(EvaluatedPath { certificates, is_complete, findings, revocation: Vec::new() });
    }
    if let Some(reported) = paths.first_mut() {
        reported.findings.extend_from_slice(known.left_out());
    }
    let (trust_result, os_status) = verdict.unwrap_or((TrustResult::Invalid, None));
    let outcome = Outcome { release, trust_result, os_status };
    Evaluation::of_device(outcome, paths, search.spent, (prepared, leaf))
}
