//! The certificates of one evaluation and which may have issued which. Every signature is checked once.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, HashMap, VecDeque};

use chrono::{DateTime, Utc};

use super::key_id::KeyIdMatch;
use super::names::{NameComparison, normal_form};
use super::signature_cache::SignatureCache;
use crate::Certificate;
use crate::crypto::{PublicKey, SignatureError};

/// A certificate with what finding issuers needs of it.
#[derive(Debug)]
pub(crate) struct Node {
    pub(crate) certificate: Certificate,
    /// Its names in the form in which equal bytes are equal names.
    pub(crate) subject: Vec<u8>,
    pub(crate) issuer: Vec<u8>,
    pub(crate) is_anchor: bool,
    /// Nodes with the same key have the same number.
    key_class: usize,
}

/// The anchors and the unordered pool, ready for any number of leaves.
#[derive(Debug)]
pub(crate) struct Nodes {
    /// In a graph, the first of them stands after the leaf.
    nodes: Vec<Node>,
    comparison: NameComparison,
    by_subject: HashMap<Vec<u8>, Vec<usize>>,
    key_classes: HashMap<Vec<u8>, usize>,
    by_sha256: HashMap<[u8; 32], usize>,
}

/// The leaf below a pool. The leaf is node 0.
pub(crate) struct Graph<'p> {
    leaf: Node,
    pool: &'p Nodes,
    /// By key class of the issuer and node that was signed.
    checked: BTreeMap<(usize, usize), Result<(), SignatureError>>,
    cache: Option<&'p SignatureCache>,
    signatures_left: usize,
    /// Whether a check was refused because none was left.
    is_spent: bool,
    at: DateTime<Utc>,
}

/// A certificate whose subject is the issuer of another.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Candidate {
    pub(crate) node: usize,
    /// Whether its key made the other's signature.
    pub(crate) signature: Result<(), SignatureError>,
}

/// How likely a certificate issued another, as far as it shows without a check of the signature. The greater, the
/// likelier; what stands first counts first.
#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Likeliness {
    key_id: KeyIdMatch,
    is_anchor: bool,
    is_ca: bool,
    is_valid: bool,
    /// Decides between equals, so that the place in the pool does not matter.
    sha256: Reverse<[u8; 32]>,
}

/// Bytes that are hashed in the time of one check.
const TBS_PER_SIGNATURE: usize = 64 << 10;

/// The leaf's place in every graph.
pub(crate) const LEAF: usize = 0;

impl Node {
    fn new(certificate: &Certificate, comparison: NameComparison, is_anchor: bool, key_class: usize) -> Self {
        Self {
            certificate: certificate.clone(),
            subject: normal_form(certificate.raw_subject(), comparison).into_owned(),
            issuer: normal_form(certificate.raw_issuer(), comparison).into_owned(),
            is_anchor,
            key_class,
        }
    }

    pub(crate) fn key(&self) -> &PublicKey {
        self.certificate.public_key()
    }

    /// Whether subject and issuer are the same name (RFC 5280 section 6.1).
    pub(crate) fn is_self_issued(&self) -> bool {
        self.subject == self.issuer
    }
}

impl Nodes {
    /// A certificate that stands in the pool several times, or is an anchor too, becomes one node.
    pub(crate) fn new<'a>(
        anchors: impl IntoIterator<Item = &'a Certificate>,
        pool: &'a [Certificate],
        comparison: NameComparison,
    ) -> Self {
        let mut this = Self {
            nodes: Vec::with_capacity(pool.len()),
            comparison,
            by_subject: HashMap::new(),
            key_classes: HashMap::new(),
            by_sha256: HashMap::new(),
        };
        for (certificate, is_anchor) in
            anchors.into_iter().map(|it| (it, true)).chain(pool.iter().map(|it| (it, false)))
        {
            let place = this.nodes.len() + 1;
            if *this.by_sha256.entry(*certificate.sha256()).or_insert(place) != place {
                continue;
            }
            let next_class = this.key_classes.len();
            let key_class = *this.key_classes.entry(certificate.spki().to_vec()).or_insert(next_class);
            let node = Node::new(certificate, comparison, is_anchor, key_class);
            this.by_subject.entry(node.subject.clone()).or_default().push(place);
            this.nodes.push(node);
        }
        this
    }

    /// Every node, in the order of their places, which begin at 1.
    pub(crate) fn iter(&self) -> impl Iterator<Item = &Node> {
        self.nodes.iter()
    }

    /// The place of a certificate.
    pub(crate) fn place(&self, certificate: &Certificate) -> Option<usize> {
        self.by_sha256.get(certificate.sha256()).copied()
    }
}

impl<'p> Graph<'p> {
    /// The leaf has a node of its own even if it is in the pool as well.
    pub(crate) fn new(leaf: &Certificate, pool: &'p Nodes, at: DateTime<Utc>, signatures: usize) -> Self {
        let key_class = pool.key_classes.get(leaf.spki()).copied().unwrap_or(pool.key_classes.len());
        Self {
            leaf: Node::new(leaf, pool.comparison, false, key_class),
            pool,
            checked: BTreeMap::new(),
            cache: None,
            signatures_left: signatures,
            is_spent: false,
            at,
        }
    }

    /// The same, which asks the cache before it checks a signature.
    #[must_use]
    pub(crate) fn with_cache(mut self, cache: Option<&'p SignatureCache>) -> Self {
        self.cache = cache;
        self
    }

    pub(crate) fn node(&self, index: usize) -> Option<&Node> {
        match index.checked_sub(1) {
            None => Some(&self.leaf),
            Some(index) => self.pool.nodes.get(index),
        }
    }

    pub(crate) fn signatures_are_spent(&self) -> bool {
        self.is_spent
    }

    /// Nodes with this subject, the leaf excluded.
    pub(crate) fn with_subject(&self, subject: &[u8]) -> &'p [usize] {
        self.pool.by_subject.get(subject).map_or(&[], Vec::as_slice)
    }

    /// Whether the two have the same subject and key: the same CA, reissued.
    pub(crate) fn is_same_entity(&self, one: usize, other: usize) -> bool {
        match (self.node(one), self.node(other)) {
            (Some(one), Some(other)) => one.key_class == other.key_class && one.subject == other.subject,
            _ => false,
        }
    }

    /// The nodes whose subject is this one's issuer, the likeliest first.
    pub(crate) fn namesakes_of_issuer(&self, index: usize) -> Vec<usize> {
        let Some(node) = self.node(index) else { return Vec::new() };
        let mut places = self.with_subject(&node.issuer).to_vec();
        if places.len() > 1 {
            places.sort_by_cached_key(|&place| Reverse(self.likeliness(&node.certificate, place)));
        }
        places
    }

    /// The same, each with whether it signed this one.
    pub(crate) fn candidates(&mut self, index: usize) -> Vec<Candidate> {
        let places = self.namesakes_of_issuer(index);
        places.into_iter().map(|place| Candidate { node: place, signature: self.check(place, index) }).collect()
    }

    fn likeliness(&self, certificate: &Certificate, place: usize) -> Option<Likeliness> {
        let node = self.node(place)?;
        let issuer = &node.certificate;
        Some(Likeliness {
            key_id: KeyIdMatch::of(certificate.authority_key_id(), issuer.subject_key_id()),
            is_anchor: node.is_anchor,
            is_ca: issuer.is_ca(),
            is_valid: issuer.is_valid_at(self.at),
            sha256: Reverse(*issuer.sha256()),
        })
    }

    /// Whether the issuer's key signed the certificate. Checked once for each key and certificate.
    pub(crate) fn check(&mut self, issuer: usize, index: usize) -> Result<(), SignatureError> {
        let (Some(issuing), Some(node)) = (self.node(issuer), self.node(index)) else {
            return Err(SignatureError::Invalid);
        };
        let pair = (issuing.key_class, index);
        if let Some(known) = self.checked.get(&pair) {
            return *known;
        }
        // A long certificate costs as much as several: all of it is hashed. One that the cache knows costs the same, so
        // that the outcome does not depend on what was asked before.
        let cost = 1 + node.certificate.tbs().len() / TBS_PER_SIGNATURE;
        let Some(left) = self.signatures_left.checked_sub(cost) else {
            self.is_spent = true;
            return Err(SignatureError::NotTried);
        };
        let result = match self.cache {
            _ if issuing.certificate.spki() == node.certificate.spki() => node.certificate.own_signature(),
            Some(cache) => cache.check(&issuing.certificate, &node.certificate),
            None => node.certificate.check_signature(issuing.key()),
        };
        self.signatures_left = left;
        self.checked.insert(pair, result);
        result
    }

    /// Every node above `start`, itself included, over signatures that verify.
    pub(crate) fn above(&mut self, start: usize) -> BTreeSet<usize> {
        let mut above = BTreeSet::from([start]);
        let mut queue = VecDeque::from([start]);
        while let Some(current) = queue.pop_front() {
            if self.node(current).is_some_and(|node| node.is_anchor && current != start) {
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
