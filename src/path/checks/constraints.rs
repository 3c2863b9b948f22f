//! Name constraints and certificate policies on one candidate path, as findings.

use x509_parser::oid_registry::{OID_X509_EXT_CERTIFICATE_POLICIES, OID_X509_EXT_POLICY_MAPPINGS};

use super::CheckOptions;
use crate::Certificate;
use crate::message::{Text, message};
use crate::path::candidate::CandidatePath;
use crate::path::graph::Node;
use crate::path::name_constraints::{ConstraintsError, Dialect, NameConstraints};
use crate::path::policies::{self, PolicyExtension, PolicyFailure, PolicyId, PolicyInputs, PolicyRules};
use crate::report::{Finding, Rule};

/// The rules decided here.
pub(super) const RULES: &[&Rule] = &[&NAME_CONSTRAINTS, &MALFORMED_NAME_CONSTRAINTS, &POLICIES];

static NAME_CONSTRAINTS: Rule = Rule {
    code: "rfc5280.name-constraints",
    asks: Text { en: "Every name is within the name constraints of the CAs above." },
    remedy: Text { en: "Use names that the CA may certify, or have the certificate issued by another CA." },
    ..Rule::rfc5280("RFC 5280 section 6.1.3 (b)(c)")
};
static MALFORMED_NAME_CONSTRAINTS: Rule = Rule {
    code: "rfc5280.name-constraints-malformed",
    asks: Text { en: "The name constraints of every CA can be read and applied." },
    remedy: Text { en: "Have the CA certificate issued again." },
    ..Rule::rfc5280("RFC 5280 section 4.2.1.10")
};
static POLICIES: Rule = Rule {
    code: "rfc5280.policies",
    asks: Text { en: "The path is valid for a certificate policy, where one is required." },
    remedy: Text { en: "Have the certificate issued under a policy that the CAs above allow, or accept that policy." },
    ..Rule::rfc5280("RFC 5280 section 6.1.5 (g)")
};

message! {
    fn lost(lost_at: usize) {
        en: "A certificate policy is required by the caller or the anchor, and none is left after certificate [{lost_at}].",
    }
    fn lost_and_required_by(by: usize, lost_at: usize) {
        en: "A certificate policy is required by certificate [{by}], and none is left after certificate [{lost_at}].",
    }
    fn not_accepted() {
        en: "A certificate policy is required by the caller or the anchor, and none of those left is accepted.",
    }
    fn not_accepted_and_required_by(by: usize) {
        en: "A certificate policy is required by certificate [{by}], and none of those left is accepted.",
    }
    fn maps_any_policy() {
        en: "The policy mappings map from or to anyPolicy.",
    }
    fn malformed(extension: &PolicyExtension) {
        en: "The extension {extension} is malformed.",
    }
    fn policy_twice(policy: &PolicyId) {
        en: "The policy {policy} stands twice.",
    }
    fn too_many_policies() {
        en: "The certificate policies are more than the limit allows.",
    }
}

/// Every breach of name constraints. From the anchor down, each certificate is held to what stands above it.
pub(crate) fn names(
    path: &CandidatePath<'_>,
    options: &CheckOptions,
    dialect: Dialect,
    comparisons_left: &mut usize,
) -> Vec<Finding> {
    let mut findings = Vec::new();
    let mut constraints = NameConstraints::new(dialect);
    if let Some(anchor) = path.constrained_anchor(options) {
        add(path, path.certificates.len(), anchor, &mut constraints, comparisons_left, &mut findings);
    }
    for (index, node) in path.certificates.iter().enumerate().rev() {
        let is_leaf = index == 0;
        if (is_leaf || !node.is_self_issued())
            && let Err(violation) = constraints.check(&node.certificate, comparisons_left)
        {
            findings.push(NAME_CONSTRAINTS.finding(path.subject(index), violation.message()));
        }
        if !is_leaf {
            add(path, index, node, &mut constraints, comparisons_left, &mut findings);
        }
    }
    findings
}

fn add<'a>(
    path: &CandidatePath<'_>,
    index: usize,
    node: &'a Node,
    constraints: &mut NameConstraints<'a>,
    comparisons_left: &mut usize,
    findings: &mut Vec<Finding>,
) {
    match constraints.add(index, &node.certificate, comparisons_left) {
        Ok(()) => {}
        Err(error @ ConstraintsError::BudgetSpent) => {
            findings.push(NAME_CONSTRAINTS.finding(path.subject(index), error.message()));
        }
        Err(error) => {
            findings.push(MALFORMED_NAME_CONSTRAINTS.finding(path.subject(index), error.message()));
        }
    }
}

/// The breach of policies, if there is one.
pub(crate) fn policies(
    path: &CandidatePath<'_>,
    options: &CheckOptions,
    inputs: &PolicyInputs,
    rules: &PolicyRules,
) -> Option<Finding> {
    let anchor = path.constrained_anchor(options);
    let names_policies = |node: &&Node| {
        let extensions = node.certificate.x509().extensions();
        extensions
            .iter()
            .any(|it| it.oid == OID_X509_EXT_CERTIFICATE_POLICIES || it.oid == OID_X509_EXT_POLICY_MAPPINGS)
    };
    let on_chain = anchor.filter(names_policies);
    let above_chain = anchor.filter(|anchor| !names_policies(anchor)).map(|anchor| &anchor.certificate);
    let nodes: Vec<&Node> = on_chain.into_iter().chain(path.certificates.iter().rev().copied()).collect();
    let chain: Vec<&Certificate> = nodes.iter().map(|node| &node.certificate).collect();
    let is_self_issued = |certificate: &Certificate| {
        nodes.iter().any(|node| std::ptr::eq(&node.certificate, certificate) && node.is_self_issued())
    };
    let failure = policies::evaluate(&chain, is_self_issued, inputs, rules, above_chain).err()?;
    // The module counts from the top of the chain, and a path from the leaf.
    let leaf = chain.len().saturating_sub(1);
    let from_leaf = |index: usize| leaf.saturating_sub(index);
    let (index, message) = match failure {
        PolicyFailure::NoValidPolicy { lost_at, required_by, .. } => {
            let message = match (required_by.map(from_leaf), lost_at.map(from_leaf)) {
                (Some(by), Some(lost_at)) => lost_and_required_by(by, lost_at),
                (Some(by), None) => not_accepted_and_required_by(by),
                (None, Some(lost_at)) => lost(lost_at),
                (None, None) => not_accepted(),
            };
            (leaf, message)
        }
        PolicyFailure::MapsAnyPolicy { index } => (index, maps_any_policy()),
        PolicyFailure::Malformed { index, extension } => (index, malformed(&extension)),
        PolicyFailure::DuplicatePolicy { index, policy } => (index, policy_twice(&policy)),
        PolicyFailure::BudgetSpent { index } => (index, too_many_policies()),
    };
    Some(POLICIES.finding(path.subject(from_leaf(index)), message))
}
