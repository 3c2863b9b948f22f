//! What an evaluation found: every path that was looked at, with its findings.

use crate::Certificate;
use crate::path::candidate::CandidatePath;
use crate::path::crl::RevocationStatus;
use crate::path::explorer::Spent;
use crate::report::{Finding, Severity};

/// The answer of an [`Evaluator`](super::Evaluator).
///
/// Where no path is accepted, each says what is wrong with it. Here one leads to a root that has expired, and the other to
/// a root that nobody trusts:
///
/// ```
/// use apptunnel::Bundle;
/// use apptunnel::path::{AnchorChecks, Evaluator, RuleSet};
///
/// let file = std::fs::read("tests/fixtures/chains/cross-signed-old-root-expired.pem").unwrap();
/// let bundle = Bundle::open(&file, None).unwrap();
/// let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
/// let [leaf, issuing, expired_root, cross_signed, _other_root] = &certificates[..] else { panic!() };
///
/// let rules = RuleSet::rfc5280().with_anchor_checks(AnchorChecks::ConstraintsAndValidity);
/// let mut evaluator = Evaluator::new(rules, "2026-06-01T00:00:00Z".parse().unwrap());
/// evaluator.anchors.push(expired_root.clone());
/// let evaluation = evaluator.evaluate(leaf, &[issuing.clone(), cross_signed.clone()]);
///
/// let why: Vec<_> = evaluation
///     .paths
///     .iter()
///     .map(|path| (path.certificates.last().unwrap(), path.findings[0].code.as_str()))
///     .collect();
/// assert_eq!(why, [(expired_root, "rfc5280.expired"), (cross_signed, "rfc5280.no-issuer")]);
/// ```
#[derive(Clone, Debug)]
pub struct Evaluation {
    /// Every path that was looked at, the best first.
    ///
    /// An accepted path is better than a rejected one; then one that reaches an anchor; then the one with fewer
    /// findings; then the shorter one; then the one that was found first.
    pub paths: Vec<EvaluatedPath>,
    spent: Option<Spent>,
}

/// One path and what is wrong with it.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct EvaluatedPath {
    /// The certificates from the leaf up, the anchor last if the path reaches one. The index in the subject of a finding
    /// counts here.
    pub certificates: Vec<Certificate>,
    /// Whether the path ends in an anchor or is a trusted leaf.
    pub is_complete: bool,
    /// What is wrong, in the order of the checks.
    pub findings: Vec<Finding>,
    /// The revocation status of the certificates that it was asked for, from the leaf up.
    pub revocation: Vec<RevocationStatus>,
}

impl Evaluation {
    pub(super) fn new(mut paths: Vec<EvaluatedPath>, spent: Option<Spent>) -> Self {
        paths
            .sort_by_key(|path| (!path.is_accepted(), !path.is_complete, path.findings.len(), path.certificates.len()));
        Self { paths, spent }
    }

    /// Whether one path was accepted.
    pub fn is_accepted(&self) -> bool {
        self.best().is_some_and(EvaluatedPath::is_accepted)
    }

    /// The best path.
    pub fn best(&self) -> Option<&EvaluatedPath> {
        self.paths.first()
    }

    /// Which limit of the [`Budget`](crate::Budget) ended the search, if one did: `signatures`, `path_steps`,
    /// `paths` or `path_length`.
    pub fn budget_spent(&self) -> Option<&'static str> {
        self.spent.map(Spent::limit)
    }
}

impl EvaluatedPath {
    pub(super) fn new(
        path: &CandidatePath<'_>,
        is_complete: bool,
        findings: Vec<Finding>,
        revocation: Vec<RevocationStatus>,
    ) -> Self {
        let nodes = path.certificates.iter().copied().chain(path.anchor);
        Self { certificates: nodes.map(|node| node.certificate.clone()).collect(), is_complete, findings, revocation }
    }

    /// Whether the path reaches an anchor and no finding is an error.
    pub fn is_accepted(&self) -> bool {
        self.is_complete && self.findings.iter().all(|finding| finding.severity != Severity::Error)
    }
}
