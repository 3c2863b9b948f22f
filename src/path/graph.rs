//! The certificates of one evaluation and which may have issued which. Every signature is checked once.

use std::collections::{BTreeSet, HashMap, VecDeque};

use chrono::{DateTime, Utc};

use super::names::{NameComparison, normal_form};
use crate::Certificate;
use crate::crypto::{PublicKey, SignatureAlgorithm, SignatureError};

/// A certificate with what finding issuers needs of it.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) certificate: Certificate,
    /// Its names in the form in which equal bytes are equal names.
    pub(crate) subject: Vec<u8>,
    pub(crate) issuer: Vec<u8>,
    pub(crate) key: PublicKey,
    pub(crate) is_anchor: bool,
    /// Nodes with the same key have the same number.
    key_class: usize,
}

/// The leaf, the anchors and the unordered pool. The leaf is node 0.
pub(crate) struct Graph {
    nodes: Vec<Node>,
    /// Everything but the leaf, by subject.
    by_subject: HashMap<Vec<u8>, Vec<usize>>,
    /// By key class of the issuer and node that was signed.
    checked: HashMap<(usize, usize), Result<(), SignatureError>>,
    signatures_left: usize,
    /// Whether a check was refused because none was left.
    is_spent: bool,
    at: DateTime<Utc>,
}

/// A certificate whose subject is the issuer of another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) node: usize,
    pub(crate) signature: Result<(), SignatureError>,
}

/// Bytes that are hashed in the time of one check.
const TBS_PER_SIGNATURE: usize = 64 << 10;

/// The leaf's place in every graph.
pub(crate) const LEAF: usize = 0;

impl Node {
    /// Whether subject and issuer are the same name (RFC 5280 section 6.1).
    pub(crate) fn is_self_issued(&self) -> bool {
        self.subject == self.issuer
    }
}

impl Graph {
    /// A certificate that stands in the pool several times, or is an anchor too, becomes one node.
    pub(crate) fn new(
        leaf: &Certificate,
        anchors: &[Certificate],
        pool: &[Certificate],
        comparison: NameComparison,
        at: DateTime<Utc>,
        signatures: usize,
    ) -> Self {
        let mut graph = Self {
            nodes: Vec::with_capacity(1 + anchors.len() + pool.len()),
            by_subject: HashMap::new(),
            checked: HashMap::new(),
            signatures_left: signatures,
            is_spent: false,
            at,
        };
        let mut key_classes: HashMap<Vec<u8>, usize> = HashMap::new();
        let mut seen: HashMap<[u8; 32], usize> = HashMap::new();
        let others = anchors.iter().map(|anchor| (anchor, true)).chain(pool.iter().map(|other| (other, false)));
        for (certificate, is_anchor) in std::iter::once((leaf, false)).chain(others) {
            let place = graph.nodes.len();
            // The leaf has a node of its own even if it is an anchor as well.
            if place != LEAF && *seen.entry(*certificate.sha256()).or_insert(place) != place {
                continue;
            }
            let next_class = key_classes.len();
            let node = Node {
                certificate: certificate.clone(),
                subject: normal_form(certificate.raw_subject(), comparison).into_owned(),
                issuer: normal_form(certificate.raw_issuer(), comparison).into_owned(),
                key: PublicKey::from_der(certificate.spki()),
                is_anchor,
                key_class: *key_classes.entry(certificate.spki().to_vec()).or_insert(next_class),
            };
            if place != LEAF {
                graph.by_subject.entry(node.subject.clone()).or_default().push(place);
            }
            graph.nodes.push(node);
        }
        graph
    }

    pub(crate) fn node(&self, index: usize) -> Option<&Node> {
        self.nodes.get(index)
    }

    /// Every node, the leaf first.
    pub(crate) fn nodes(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter()
    }

    pub(crate) fn signatures_are_spent(&self) -> bool {
        self.is_spent
    }

    /// Nodes with this subject, the leaf excluded.
    pub(crate) fn with_subject(&self, subject: &[u8]) -> &[usize] {
        self.by_subject.get(subject).map_or(&[], Vec::as_slice)
    }

    /// Whether the two have the same subject and key: the same CA, reissued.
    pub(crate) fn is_same_entity(&self, one: usize, other: usize) -> bool {
        match (self.nodes.get(one), self.nodes.get(other)) {
            (Some(one), Some(other)) => one.key_class == other.key_class && one.subject == other.subject,
            _ => false,
        }
    }

    /// The nodes whose subject is this one's issuer, the likeliest first: the key identifier fits, then anchors, then
    /// CA certificates, then those that are valid, then by fingerprint: the place in the pool must not matter.
    pub(crate) fn namesakes_of_issuer(&self, index: usize) -> Vec<usize> {
        let Some(node) = self.nodes.get(index) else { return Vec::new() };
        let mut places = self.with_subject(&node.issuer).to_vec();
        places.sort_by_cached_key(|&place| self.likeliness(&node.certificate, place));
        places
    }

    /// The same, each with whether it signed this one.
    pub(crate) fn candidates(&mut self, index: usize) -> Vec<Candidate> {
        let places = self.namesakes_of_issuer(index);
        places.into_iter().map(|place| Candidate { node: place, signature: self.check(place, index) }).collect()
    }

    fn likeliness(&self, certificate: &Certificate, place: usize) -> (u8, bool, bool, bool, [u8; 32]) {
        let Some(issuer) = self.nodes.get(place) else { return (3, true, true, true, [0; 32]) };
        let key_id = match (certificate.authority_key_id(), issuer.certificate.subject_key_id()) {
            (Some(wanted), Some(found)) if wanted == found => 0,
            (Some(_), Some(_)) => 2,
            _ => 1,
        };
        (
            key_id,
            !issuer.is_anchor,
            !issuer.certificate.is_ca(),
            !issuer.certificate.is_valid_at(self.at),
            *issuer.certificate.sha256(),
        )
    }

    /// Whether the issuer's key signed the certificate. Checked once for each key and certificate.
    pub(crate) fn check(&mut self, issuer: usize, index: usize) -> Result<(), SignatureError> {
        let (Some(issuing), Some(node)) = (self.nodes.get(issuer), self.nodes.get(index)) else {
            return Err(SignatureError::Invalid);
        };
        let pair = (issuing.key_class, index);
        if let Some(known) = self.checked.get(&pair) {
            return *known;
        }
        // A long certificate costs as much as several: all of it is hashed.
        let cost = 1 + node.certificate.tbs().len() / TBS_PER_SIGNATURE;
        let Some(left) = self.signatures_left.checked_sub(cost) else {
            self.is_spent = true;
            return Err(SignatureError::NotTried);
        };
        self.signatures_left = left;
        let result = verify(&node.certificate, &issuing.key);
        self.checked.insert(pair, result);
        result
    }

    /// Every node above `start`, itself included, over signatures that verify.
    pub(crate) fn above(&mut self, start: usize) -> BTreeSet<usize> {
        let mut above = BTreeSet::from([start]);
        let mut queue = VecDeque::from([start]);
        while let Some(current) = queue.pop_front() {
            if self.nodes.get(current).is_some_and(|node| node.is_anchor && current != start) {
                continue;
            }
            for candidate in self.candidates(current) {
                if candidate.signature.is_ok() && above.insert(candidate.node) {
                    queue.push_back(candidate.node);
                }
            }
        }
        above
    }
}

/// Whether the key made the certificate's signature.
pub(crate) fn verify(certificate: &Certificate, key: &PublicKey) -> Result<(), SignatureError> {
    SignatureAlgorithm::from_der(certificate.signature_algorithm_der())
        .ok_or(SignatureError::UnsupportedAlgorithm)?
        .verify(key, certificate.tbs(), certificate.signature())
}
