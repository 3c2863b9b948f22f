//! The chain of a leaf as far as verified signatures carry it, and what is missing above.

use std::collections::BTreeSet;
use std::ops::ControlFlow;

use chrono::{DateTime, Utc};

use crate::crypto::SignatureError;
use crate::message::{Argument, Message, Text, message};
use crate::path::explorer::{FoundPath, explore};
use crate::path::graph::{Graph, LEAF, Nodes};
use crate::path::names::NameComparison;
use crate::printable::{hex, printable};
use crate::{Budget, Certificate};

/// The best chain of a leaf over a pool.
#[derive(Clone, Debug)]
pub(super) struct Chain {
    /// From the leaf up.
    pub(super) certificates: Vec<Certificate>,
    pub(super) end: ChainEnd,
    /// SHA-256 of everything that stands above the leaf on any chain, the leaf included.
    pub(super) above: BTreeSet<[u8; 32]>,
}

/// Why a chain ends.
#[derive(Clone, Debug)]
pub(super) enum ChainEnd {
    /// The last certificate is one of the ends that were asked for.
    Reached,
    /// None of the certificates signed the last one.
    MissingIssuer(MissingIssuer),
    /// The issuer of the last one may be there, but its signature is of a kind that cannot be checked.
    NotCheckable,
    /// The limit on signature checks is reached.
    BudgetSpent,
}

/// The certificate that a chain lacks, as far as the one below it tells.
#[derive(Clone, Debug)]
pub(super) struct MissingIssuer {
    /// Its subject.
    pub(super) subject: String,
    key_id: Option<Vec<u8>>,
    ca_issuers: Option<String>,
    /// Certificates with its subject.
    pub(super) namesakes: Vec<Namesake>,
}

/// A certificate that has the name of the missing one.
#[derive(Clone, Debug)]
pub(super) struct Namesake {
    pub(super) certificate: Certificate,
    /// What is said of it by its place in the file: why it is not the missing one.
    pub(super) is_not_it: fn(usize) -> Message,
}

static WITHOUT_NAME: Text = Text { en: "a CA without a name" };

message! {
    fn missing(issuer: Argument) {
        en: "Missing: {issuer}.",
    }
    fn missing_with_key(issuer: Argument, key_id: String) {
        en: "Missing: {issuer}, key identifier {key_id}.",
    }
    fn missing_published(issuer: Argument, uri: &str) {
        en: "Missing: {issuer}, published at {uri}.",
    }
    fn missing_with_key_published(issuer: Argument, key_id: String, uri: &str) {
        en: "Missing: {issuer}, key identifier {key_id}, published at {uri}.",
    }
    fn stands_below(place: usize) {
        en: "Certificate {place} has that name, but it stands below already.",
    }
    fn key_does_not_suit(place: usize) {
        en: "Certificate {place} has that name, but its key does not suit the signature algorithm.",
    }
    fn key_did_not_sign(place: usize) {
        en: "Certificate {place} has that name, but its key did not make the signature.",
    }
    fn is_no_ca(place: usize) {
        en: "Certificate {place} has that name, but it is not a CA certificate.",
    }
}

/// Finds the best chain from `leaf` to one of `ends`.
///
/// A chain that reaches an end is better than one that does not. Among those, one whose certificates are all valid at
/// `at` is better, then the shorter one, then the one found first. Among the others the longest is the best.
pub(super) fn find(
    leaf: &Certificate,
    ends: &[Certificate],
    pool: &[Certificate],
    at: DateTime<Utc>,
    budget: &Budget,
) -> Chain {
    let pool = Nodes::new(ends.iter(), pool, NameComparison::Rfc5280);
    let mut graph = Graph::new(leaf, &pool, at, budget.signatures);
    if ends.contains(leaf) {
        return Chain {
            certificates: vec![leaf.clone()],
            end: ChainEnd::Reached,
            above: BTreeSet::from([*leaf.sha256()]),
        };
    }
    let mut best = Verified { nodes: vec![LEAF], reaches_end: false, invalid: 0 };
    let spent = explore(&mut graph, budget, |graph, path| {
        let found = Verified::of(graph, &path, at);
        if found.rank() < best.rank() {
            best = found;
        }
        if best.reaches_end && best.invalid == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let end = match best.nodes.last() {
        _ if best.reaches_end => ChainEnd::Reached,
        _ if spent.is_some() => ChainEnd::BudgetSpent,
        Some(&last) => end_above(&mut graph, last, &best.nodes),
        None => ChainEnd::BudgetSpent,
    };
    let node = |index: &usize| graph.node(*index).map(|node| node.certificate.clone());
    let certificates = best.nodes.iter().filter_map(node).collect();
    let above = graph.above(LEAF).into_iter().filter_map(|index| graph.node(index).map(|it| *it.certificate.sha256()));
    Chain { certificates, end, above: above.collect() }
}

/// The part of a candidate path whose issuers are CAs that signed what is below them.
struct Verified {
    nodes: Vec<usize>,
    reaches_end: bool,
    /// How many of the certificates are not valid at the instant.
    invalid: usize,
}

impl Verified {
    fn of(graph: &mut Graph, path: &FoundPath, at: DateTime<Utc>) -> Self {
        let mut nodes = vec![LEAF];
        for pair in path.nodes.windows(2) {
            let &[below, issuer] = pair else { break };
            let is_ca = graph.node(issuer).is_some_and(|node| node.certificate.is_ca());
            if !is_ca || graph.check(issuer, below).is_err() {
                break;
            }
            nodes.push(issuer);
        }
        let reaches_end = path.is_complete && nodes.len() == path.nodes.len();
        let valid = |index: &&usize| graph.node(**index).is_some_and(|node| node.certificate.is_valid_at(at));
        let invalid = nodes.len() - nodes.iter().filter(valid).count();
        Self { nodes, reaches_end, invalid }
    }

    /// Lower is better.
    fn rank(&self) -> (bool, usize, usize) {
        if self.reaches_end {
            (false, self.invalid, self.nodes.len())
        } else {
            (true, usize::MAX - self.nodes.len(), self.invalid)
        }
    }
}

fn end_above(graph: &mut Graph, last: usize, chain: &[usize]) -> ChainEnd {
    let mut namesakes = Vec::new();
    for candidate in graph.candidates(last) {
        let Some(node) = graph.node(candidate.node) else { continue };
        let is_not_it: fn(usize) -> Message = match candidate.signature {
            _ if chain.iter().any(|&below| graph.is_same_entity(below, candidate.node)) => stands_below,
            Err(SignatureError::UnsupportedAlgorithm) => return ChainEnd::NotCheckable,
            Err(SignatureError::NotTried) => return ChainEnd::BudgetSpent,
            Err(SignatureError::UnsuitableKey) => key_does_not_suit,
            Err(SignatureError::Invalid) => key_did_not_sign,
            Ok(()) => is_no_ca,
        };
        namesakes.push(Namesake { certificate: node.certificate.clone(), is_not_it });
    }
    let certificate = graph.node(last).map(|node| &node.certificate);
    ChainEnd::MissingIssuer(MissingIssuer {
        subject: certificate.map(Certificate::issuer).unwrap_or_default(),
        key_id: certificate.and_then(Certificate::authority_key_id).map(<[u8]>::to_vec),
        ca_issuers: certificate.and_then(|it| it.ca_issuers().next().map(printable)),
        namesakes,
    })
}

impl MissingIssuer {
    pub(super) fn message(&self) -> Message {
        let issuer: Argument =
            if self.subject.is_empty() { (&WITHOUT_NAME).into() } else { self.subject.as_str().into() };
        match (self.key_id.as_deref().map(hex), &self.ca_issuers) {
            (None, None) => missing(issuer),
            (Some(key_id), None) => missing_with_key(issuer, key_id),
            (None, Some(uri)) => missing_published(issuer, uri),
            (Some(key_id), Some(uri)) => missing_with_key_published(issuer, key_id, uri),
        }
    }
}
