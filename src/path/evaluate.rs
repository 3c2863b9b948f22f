//! Finds every path from a leaf to an anchor and holds each to the rules of an evaluator.

use std::borrow::Cow;
use std::ops::ControlFlow;

use super::candidate::CandidatePath;
use super::evaluator::Evaluator;
use super::explorer::{FoundPath, explore};
use super::graph::{Graph, LEAF, Node, Nodes};
use super::in_path::{InPath, Outcome, Position};
use super::{EvaluatedPath, Evaluation, checks};
use crate::Certificate;
use crate::crypto::{PublicKey, SignatureError};
use crate::message::{Text, message};
use crate::report::{Certainty, Finding, Rule};

/// The rules decided here.
pub(super) const RULES: &[&Rule] = &[&NOT_SELF_SIGNED];

static NOT_SELF_SIGNED: Rule = Rule {
    code: "path.not-self-signed",
    certainty: Certainty::Certain,
    asks: Text { en: "A leaf that is trusted as it is, is self-signed where the caller asks for that." },
    remedy: Text { en: "Trust the root of its chain instead." },
    ..Rule::library("TrustedLeaves::require_self_signed")
};

message! {
    fn signed_by_another() {
        en: "The leaf is trusted only if it is self-signed, and it is not.",
    }
}

impl Evaluator {
    /// Looks at the paths from `leaf` to an anchor over the unordered pool `others`, until one is accepted.
    ///
    /// Every path that was looked at is in the result, the best first.
    pub fn evaluate(&self, leaf: &Certificate, others: &[Certificate]) -> Evaluation {
        self.evaluate_among(&self.nodes(others), leaf, others)
    }

    pub(super) fn nodes(&self, others: &[Certificate]) -> Nodes {
        Nodes::new(&self.anchors, others, self.rule_set.checks.names)
    }

    /// `nodes` are those of `others`.
    pub(super) fn evaluate_among(&self, nodes: &Nodes, leaf: &Certificate, others: &[Certificate]) -> Evaluation {
        let mut graph = Graph::new(leaf, nodes, self.at, self.budget.signatures).with_cache(self.signatures.as_ref());
        let mut comparisons_left = self.budget.name_comparisons;
        let mut paths = Vec::new();
        if self.trusted_leaves.certificates.contains(leaf) {
            let path = self.trusted_leaf(&mut graph);
            let accepted = path.is_accepted();
            paths.push(path);
            if accepted {
                return Evaluation::new(paths, None);
            }
        }
        let spent = explore(&mut graph, &self.budget, |graph, found| {
            let path = self.evaluate_path(graph, &found, others, &mut comparisons_left);
            let accepted = path.is_accepted();
            paths.push(path);
            if accepted { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        Evaluation::new(paths, spent)
    }

    fn evaluate_path(
        &self,
        graph: &mut Graph<'_>,
        found: &FoundPath,
        others: &[Certificate],
        comparisons_left: &mut usize,
    ) -> EvaluatedPath {
        let pairs = found.nodes.iter().zip(found.nodes.iter().skip(1));
        let mut signatures: Vec<_> = pairs.map(|(&below, &issuer)| Some(graph.check(issuer, below))).collect();
        let mut nodes: Vec<&Node> = found.nodes.iter().filter_map(|&node| graph.node(node)).collect();
        inherit_parameters(&nodes, &mut signatures);
        let anchor = if found.is_complete {
            nodes.pop()
        } else {
            signatures.push(None);
            None
        };
        let path = CandidatePath { certificates: nodes, signatures, anchor };
        let mut findings = self.check(&path, comparisons_left);
        let revocation = self.check_revocation(&path, others, &mut findings);
        EvaluatedPath::new(&path, found.is_complete, findings, revocation)
    }

    fn trusted_leaf(&self, graph: &mut Graph<'_>) -> EvaluatedPath {
        let is_self_signed = graph.node(LEAF).is_some_and(Node::is_self_issued) && graph.check(LEAF, LEAF).is_ok();
        let path = CandidatePath {
            certificates: graph.node(LEAF).into_iter().collect(),
            signatures: vec![Some(Ok(()))],
            anchor: None,
        };
        let mut findings = self.check(&path, &mut self.budget.name_comparisons.clone());
        if self.trusted_leaves.require_self_signed && !is_self_signed {
            findings.push(NOT_SELF_SIGNED.finding(path.subject(0), signed_by_another()));
        }
        EvaluatedPath::new(&path, true, findings, Vec::new())
    }

    /// Everything but revocation.
    fn check(&self, path: &CandidatePath<'_>, comparisons_left: &mut usize) -> Vec<Finding> {
        let rules = &self.rule_set;
        let mut findings = checks::certificates(path, &rules.checks, &self.purpose, self.at);
        findings.extend(checks::names(path, &rules.checks, rules.dialect, comparisons_left));
        let policies = rules.policies.within(self.budget.policy_nodes);
        findings.extend(checks::policies(path, &rules.checks, &self.policies, &policies));
        findings.extend(checks::server_name(path, self.server_name.as_ref()));
        findings.extend(checks::too_long(path, self.max_intermediates));
        findings.extend(self.profile(path));
        findings
    }

    fn profile(&self, path: &CandidatePath<'_>) -> Vec<Finding> {
        let nodes: Vec<&Node> = path.constrained(&self.rule_set.checks).map(|(_, node)| node).collect();
        let mut findings = Vec::new();
        for (index, node) in nodes.iter().enumerate() {
            let in_path = InPath {
                certificate: &node.certificate,
                position: match index {
                    0 => Position::Leaf,
                    index if index == path.certificates.len() => Position::Anchor,
                    _ => Position::Intermediate,
                },
                is_self_issued: node.is_self_issued(),
                issuer: nodes.get(index.saturating_add(1)).map(|node| &node.certificate),
            };
            for row in self.rule_set.profiles.iter().copied().flatten() {
                if let Outcome::Breach(message) = row.check(&in_path) {
                    findings.push(row.rule.finding(path.subject(index), message));
                }
            }
        }
        findings
    }
}

/// Checks again what was signed by a key that takes its parameters from the keys above it (RFC 5280 section 6.1.4 (d) to
/// (f)). Only on a path is it known which those are.
fn inherit_parameters(nodes: &[&Node], signatures: &mut [Option<Result<(), SignatureError>>]) {
    let mut working_key: Option<Cow<'_, PublicKey>> = None;
    for (index, issuer) in nodes.iter().enumerate().rev() {
        let own = issuer.key();
        let key = match &working_key {
            Some(above) => own.with_inherited_parameters(above),
            None => Cow::Borrowed(own),
        };
        if let Some(below) = index.checked_sub(1)
            && let (Some(node), Some(signature)) = (nodes.get(below), signatures.get_mut(below))
            && own.bits().is_none()
            && key.bits().is_some()
            && *signature == Some(Err(SignatureError::UnsuitableKey))
        {
            *signature = Some(node.certificate.check_signature(&key));
        }
        working_key = Some(key);
    }
}
