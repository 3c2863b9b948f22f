//! Finds every path from a leaf to an anchor and holds each to a rule set.

use std::borrow::Cow;
use std::ops::ControlFlow;

use chrono::{DateTime, Utc};

use super::rule_set::RuleSet;
use super::signers::Signers;
use super::{EvaluatedPath, Evaluation, PreparedEvaluator, SignatureCache};
use crate::crypto::{PublicKey, SignatureError};
use crate::message::Text;
use crate::path::checks::{self, CandidatePath};
use crate::path::constraints;
use crate::path::crl::{self, Crl, CrlOptions, RevocationStatus};
use crate::path::explorer::{Candidacy, explore};
use crate::path::graph::{Graph, LEAF, Node, Nodes};
use crate::path::in_path::{InPath, Position};
use crate::path::policies::PolicyInputs;
use crate::path::purpose::KeyPurpose;
use crate::report::{Certainty, Finding, Rule};
use crate::{Budget, Certificate, ServerName};

/// Evaluates certificates under one rule set at one instant.
///
/// What is not set is not asked: no server name, any purpose, no revocation, any policy.
///
/// ```
/// use apptunnel::Bundle;
/// use apptunnel::path::{Evaluator, RuleSet};
///
/// let open = |file| Bundle::open(&std::fs::read(file).unwrap(), Some("sentry")).unwrap();
/// let bundle = open("examples/files/good.p12");
/// let anchors = open("examples/files/root.pem");
/// let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
/// let (leaf, others) = certificates.split_first().unwrap();
///
/// let mut evaluator = Evaluator::new(RuleSet::rfc5280(), "2026-06-01T00:00:00Z".parse().unwrap());
/// evaluator.anchors.push(anchors.certificates()[0].item().clone());
/// evaluator.server_name = Some("sentry.example.com".parse().unwrap());
/// assert!(evaluator.evaluate(leaf, others).is_accepted());
///
/// // Without the issuing CA there is no path, and the report says what is missing.
/// let evaluation = evaluator.evaluate(leaf, &[]);
/// assert_eq!(evaluation.best().unwrap().findings[0].code, "rfc5280.no-issuer");
/// ```
#[derive(Clone, Debug)]
pub struct Evaluator {
    /// The rules.
    pub rule_set: RuleSet,
    /// The instant.
    pub at: DateTime<Utc>,
    /// The trust anchors.
    pub anchors: Vec<Certificate>,
    /// Leaves that are trusted as they are, without a path.
    pub trusted_leaves: TrustedLeaves,
    /// The name that the client asked for.
    pub server_name: Option<ServerName>,
    /// What the leaf is used for.
    pub purpose: KeyPurpose,
    /// What is asked of certificate policies.
    pub policies: PolicyInputs,
    /// How revocation is looked at.
    pub revocation: Revocation,
    /// The CRLs at hand.
    pub crls: Vec<Crl>,
    /// Most CA certificates between leaf and anchor.
    pub max_intermediates: Option<usize>,
    /// Limit on the work.
    pub budget: Budget,
    /// Where signatures are remembered that were found good. By default nowhere.
    pub signatures: Option<SignatureCache>,
}

/// Leaves that are trusted as they are.
#[derive(Clone, Debug, Default)]
pub struct TrustedLeaves {
    /// The certificates.
    pub certificates: Vec<Certificate>,
    /// Whether they must be self-signed all the same.
    pub require_self_signed: bool,
}

/// How revocation is looked at.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Revocation {
    /// Whose status is asked for.
    pub scope: RevocationScope,
    /// Whether a status that CRLs do not tell is an error.
    pub unknown_is_failure: bool,
    /// Which CRLs are accepted.
    pub options: CrlOptions,
}

/// Whose revocation status is asked for.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum RevocationScope {
    /// Nobody's.
    #[default]
    Off,
    /// The leaf's.
    Leaf,
    /// That of every certificate below the anchor.
    Chain,
}

pub(crate) const RULES: &[&Rule] = &[&SERVER_NAME, &TOO_LONG, &REVOKED, &REVOCATION_UNKNOWN, &NOT_SELF_SIGNED];

static SERVER_NAME: Rule = Rule {
    code: "rfc9525.server-name",
    asks: Text { en: "The subject alternative name of the leaf covers the name that the client asked for." },
    remedy: Text { en: "Have the certificate issued again with that name, or ask for a name that it covers." },
    ..Rule::rfc5280("RFC 9525 section 6")
};

static TOO_LONG: Rule = Rule {
    code: "path.too-long",
    certainty: Certainty::Certain,
    asks: Text { en: "No more CA certificates stand between leaf and anchor than the caller allows." },
    remedy: Text { en: "Have the certificate issued by a CA that is higher up." },
    ..Rule::library("Evaluator::max_intermediates")
};

static REVOKED: Rule = Rule {
    code: "rfc5280.revoked",
    asks: Text { en: "No certificate is revoked." },
    remedy: Text { en: "Have the certificate issued again with a new key." },
    ..Rule::rfc5280("RFC 5280 section 6.3.3")
};

static REVOCATION_UNKNOWN: Rule = Rule {
    code: "rfc5280.revocation-unknown",
    asks: Text { en: "CRLs tell the status of every certificate that is asked about." },
    remedy: Text { en: "Get a current CRL of the issuer." },
    ..Rule::rfc5280("RFC 5280 section 6.3.3")
};

static NOT_SELF_SIGNED: Rule = Rule {
    code: "path.not-self-signed",
    certainty: Certainty::Certain,
    asks: Text { en: "A leaf that is trusted as it is, is self-signed where the caller asks for that." },
    remedy: Text { en: "Trust the root of its chain instead." },
    ..Rule::library("TrustedLeaves::require_self_signed")
};

impl Evaluator {
    /// An evaluator that trusts nobody yet.
    pub fn new(rule_set: RuleSet, at: DateTime<Utc>) -> Self {
        Self {
            rule_set,
            at,
            anchors: Vec::new(),
            trusted_leaves: TrustedLeaves::default(),
            server_name: None,
            purpose: KeyPurpose::Any,
            policies: PolicyInputs::default(),
            revocation: Revocation::default(),
            crls: Vec::new(),
            max_intermediates: None,
            budget: Budget::default(),
            signatures: None,
        }
    }

    /// Makes the evaluator and a pool ready for many leaves. Later changes of the evaluator do not reach what was made.
    pub fn prepare(&self, others: &[Certificate]) -> PreparedEvaluator {
        PreparedEvaluator::new(self.clone(), others.to_vec())
    }

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
        let spent = explore(&mut graph, &self.budget, |graph, candidacy| {
            let path = self.evaluate_path(graph, &candidacy, others, &mut comparisons_left);
            let accepted = path.is_accepted();
            paths.push(path);
            if accepted { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        });
        Evaluation::new(paths, spent)
    }

    /// What the CRLs at hand say of one certificate and its issuer, whether or not there is a path to an anchor. The
    /// issuer counts as one.
    pub fn revocation_status(
        &self,
        subject: &Certificate,
        issuer: &Certificate,
        others: &[Certificate],
    ) -> RevocationStatus {
        let mut signers = Signers { evaluator: self, anchor: issuer, others };
        crl::status(subject, issuer, &self.crls, &self.revocation.options, self.at, &mut signers)
    }

    fn evaluate_path(
        &self,
        graph: &mut Graph<'_>,
        candidacy: &Candidacy,
        others: &[Certificate],
        comparisons_left: &mut usize,
    ) -> EvaluatedPath {
        let above: Vec<Option<usize>> = candidacy.nodes.iter().skip(1).map(|&node| Some(node)).chain([None]).collect();
        let mut signatures: Vec<_> = candidacy
            .nodes
            .iter()
            .zip(&above)
            .map(|(&node, above)| above.map(|above| graph.check(above, node)))
            .collect();
        let mut nodes: Vec<&Node> = candidacy.nodes.iter().filter_map(|&node| graph.node(node)).collect();
        inherit_parameters(&nodes, &mut signatures);
        let anchor = if candidacy.is_complete { nodes.pop() } else { None };
        let path = CandidatePath { certificates: nodes, signatures, anchor };
        let mut findings = self.check(&path, comparisons_left);
        let revocation = self.revocation(&path, others, &mut findings);
        EvaluatedPath::new(&path, candidacy.is_complete, findings, revocation)
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
            findings.push(
                NOT_SELF_SIGNED
                    .finding(path.subject(0), "The leaf is trusted only if it is self-signed, and it is not."),
            );
        }
        EvaluatedPath::new(&path, true, findings, Vec::new())
    }

    /// Everything but revocation.
    fn check(&self, path: &CandidatePath<'_>, comparisons_left: &mut usize) -> Vec<Finding> {
        let rules = &self.rule_set;
        let mut findings = checks::check(path, &rules.checks, &self.purpose, self.at);
        findings.extend(constraints::check_names(path, &rules.checks, rules.dialect, comparisons_left));
        let policies = rules.policies.within(self.budget.policy_nodes);
        findings.extend(constraints::check_policies(path, &rules.checks, &self.policies, &policies));
        findings.extend(self.server_name(path));
        findings.extend(self.too_long(path));
        findings.extend(self.profile(path));
        findings
    }

    fn server_name(&self, path: &CandidatePath<'_>) -> Option<Finding> {
        let name = self.server_name.as_ref()?;
        let leaf = &path.certificates.first()?.certificate;
        if name.is_covered_by(leaf) {
            return None;
        }
        let covered = leaf.alternative_name_texts();
        let covered = if covered.is_empty() { "no name".to_owned() } else { covered.join(", ") };
        Some(
            SERVER_NAME
                .finding(path.subject(0), format!("The certificate does not cover {name}; it covers {covered}.")),
        )
    }

    fn too_long(&self, path: &CandidatePath<'_>) -> Option<Finding> {
        let intermediates = path.certificates.len().saturating_sub(1);
        let limit = self.max_intermediates.filter(|limit| intermediates > *limit)?;
        let message =
            format!("{intermediates} CA certificates stand between leaf and anchor, and the limit is {limit}.");
        Some(TOO_LONG.finding(path.subject(intermediates), message))
    }

    fn profile(&self, path: &CandidatePath<'_>) -> Vec<Finding> {
        let anchor = path.anchor.filter(|_| self.rule_set.checks.anchor.constraints());
        let nodes: Vec<&Node> = path.certificates.iter().copied().chain(anchor).collect();
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
                findings.extend((row.breach)(&in_path).map(|message| row.rule.finding(path.subject(index), message)));
            }
        }
        findings
    }

    fn revocation(
        &self,
        path: &CandidatePath<'_>,
        others: &[Certificate],
        findings: &mut Vec<Finding>,
    ) -> Vec<RevocationStatus> {
        let asked = match self.revocation.scope {
            RevocationScope::Off => 0,
            RevocationScope::Leaf => 1,
            RevocationScope::Chain => path.certificates.len(),
        };
        let Some(anchor) = path.anchor else { return Vec::new() };
        let nodes: Vec<&Node> = path.certificates.iter().copied().chain([anchor]).collect();
        let mut statuses = Vec::new();
        for (index, pair) in nodes.windows(2).take(asked).enumerate() {
            let [subject, issuer] = pair else { continue };
            let mut signers = Signers { evaluator: self, anchor: &anchor.certificate, others };
            let status = crl::status(
                &subject.certificate,
                &issuer.certificate,
                &self.crls,
                &self.revocation.options,
                self.at,
                &mut signers,
            );
            match &status {
                RevocationStatus::Good => {}
                RevocationStatus::Revoked { at, reason, .. } => {
                    let reason = reason.map(|reason| format!(", because of {reason}")).unwrap_or_default();
                    findings.push(
                        REVOKED.finding(path.subject(index), format!("The certificate was revoked on {at}{reason}.")),
                    );
                }
                RevocationStatus::Unknown { why } if self.revocation.unknown_is_failure => {
                    let why: Vec<String> = why.iter().map(|reason| format!("{reason}.")).collect();
                    findings.push(REVOCATION_UNKNOWN.finding(path.subject(index), why.join(" ")));
                }
                RevocationStatus::Unknown { .. } => {}
            }
            statuses.push(status);
        }
        statuses
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
