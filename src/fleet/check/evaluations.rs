//! What Apple devices say of chains. Each question is evaluated once.

use std::collections::HashMap;
use std::rc::Rc;

use chrono::{DateTime, Utc};

use super::context::Context;
use crate::Certificate;
use crate::device::trust::{CheckKey, TrustEvaluator};
use crate::device::{Origin, ServedChain, TrustAnchor};
use crate::profile::Host;
use crate::report::{Finding, OsStatus};
use crate::second_certificate::expiry;

/// What a device says of a chain under a host name.
pub(super) struct Evaluation {
    pub(super) is_trusted: bool,
    /// The error that it shows. `None` if the chain is trusted, or the leaf cannot be read.
    pub(super) os_status: Option<OsStatus>,
    /// Whether it is refused because it does not lead to a root that is trusted.
    pub(super) is_unanchored: bool,
    /// The first second at which a certificate of the path has expired. `None` if chrono cannot hold it.
    pub(super) ends: Option<DateTime<Utc>>,
    /// From the leaf up.
    pub(super) path: Vec<Certificate>,
    /// About the certificates of the path.
    pub(super) findings: Vec<Finding>,
}

/// What decides an evaluation.
#[derive(PartialEq, Eq, Hash)]
struct Request {
    /// SHA-256 of each certificate.
    chain: Vec<[u8; 32]>,
    /// In lower case.
    host: String,
    /// Whether the device has the roots of the configuration Sentry Root Certificate.
    has_roots: bool,
    at: DateTime<Utc>,
}

/// Every evaluation that was made.
pub(super) struct Evaluations {
    evaluator: TrustEvaluator,
    /// The roots of the configuration.
    roots: Vec<TrustAnchor>,
    known: HashMap<Request, Rc<Evaluation>>,
}

impl Evaluations {
    pub(super) fn new(context: &Context<'_>) -> Self {
        let mut evaluator = TrustEvaluator::new(context.options.release, context.at);
        evaluator.budget = context.options.budget;
        let roots = context.fleet.root.certificates.iter().cloned().map(TrustAnchor::on_device).collect();
        Self { evaluator, roots, known: HashMap::new() }
    }

    /// What a device says that has the roots of the configuration or has not.
    pub(super) fn evaluate(
        &mut self,
        chain: &ServedChain,
        host: &Host,
        has_roots: bool,
        at: DateTime<Utc>,
    ) -> Rc<Evaluation> {
        let request = Request {
            chain: chain.certificates().map(|certificate| *certificate.sha256()).collect(),
            host: host.as_str().to_ascii_lowercase(),
            has_roots: has_roots && !self.roots.is_empty(),
            at,
        };
        if let Some(evaluation) = self.known.get(&request) {
            return Rc::clone(evaluation);
        }
        let evaluation = Rc::new(self.evaluate_anew(chain, host, has_roots, at));
        self.known.insert(request, Rc::clone(&evaluation));
        evaluation
    }

    fn evaluate_anew(&mut self, chain: &ServedChain, host: &Host, has_roots: bool, at: DateTime<Utc>) -> Evaluation {
        let evaluator = &mut self.evaluator;
        evaluator.at = at;
        evaluator.server_name = Some(host.server_name().clone());
        evaluator.anchors = if has_roots { self.roots.clone() } else { Vec::new() };
        // A root of Apple's store is recognised where the file has it.
        let in_store = chain.others.iter().filter(|other| Origin::recognise(other).is_some());
        evaluator.anchors.extend(in_store.map(|other| TrustAnchor::new(other.clone(), Origin::System)));
        let evaluation = evaluator.evaluate(&chain.leaf, &chain.others);
        let best = evaluation.best();
        let findings = best.map(|path| path.findings.clone()).unwrap_or_default();
        let path = best.map(|path| path.certificates.clone()).unwrap_or_default();
        Evaluation {
            is_trusted: evaluation.is_accepted(),
            os_status: evaluation.outcome.os_status.clone(),
            is_unanchored: findings.iter().any(is_of_anchor),
            ends: path.iter().filter_map(expiry).min(),
            path,
            findings,
        }
    }
}

/// Whether the device says by it that the chain leads to no root that it trusts.
fn is_of_anchor(finding: &Finding) -> bool {
    let is = |key: CheckKey| finding.apple.as_ref().is_some_and(|check| check.key == key.name());
    is(CheckKey::AnchorTrusted) || is(CheckKey::MissingIntermediate)
}
