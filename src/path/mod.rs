//! From a leaf up to its root: which certificate of a pool signed which.
//!
//! Only names, key identifiers and signatures count here. Whether a chain is acceptable is for the rules.

use std::collections::btree_map::Entry;
use std::collections::{BTreeMap, BTreeSet, VecDeque};
use std::fmt;

use chrono::{DateTime, Utc};

use crate::certificate::hex;
use crate::crypto::{self, SignatureError};
use crate::{Budget, Certificate};

/// The certificates above one leaf, from the leaf up, and why they end where they end.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Chain {
    /// Indexes into the pool, the leaf first.
    pub(crate) certificates: Vec<usize>,
    pub(crate) end: ChainEnd,
}

/// Why a chain ends.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ChainEnd {
    /// The last certificate is self-signed.
    SelfSigned,
    /// No certificate of the pool signed the last one.
    MissingIssuer(MissingIssuer),
    /// The budget for signature checks is spent.
    BudgetSpent,
}

/// The certificate that a chain lacks, as far as the one below it tells.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct MissingIssuer {
    /// Its subject.
    pub(crate) subject: String,
    /// Its subject key identifier.
    pub(crate) key_id: Option<Vec<u8>>,
    /// Where it can be fetched.
    pub(crate) ca_issuers: Vec<String>,
    /// Certificates of the pool with its subject, and why each is not the one.
    pub(crate) namesakes: Vec<(usize, NotIssuer)>,
}

/// Why a certificate with the right name is not the issuer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum NotIssuer {
    /// It is not a CA certificate.
    NotCa,
    /// Its key did not sign the certificate, or could not be tried.
    Signature(SignatureError),
}

/// Finds issuers in a pool. Every pair of issuer and certificate is checked once.
pub(crate) struct Linker<'a> {
    pool: &'a [Certificate],
    by_subject: BTreeMap<&'a [u8], Vec<usize>>,
    checked: BTreeMap<(usize, usize), Result<(), SignatureError>>,
    signatures_left: usize,
    at: DateTime<Utc>,
}

impl<'a> Linker<'a> {
    /// A linker over a pool in which every certificate stands once.
    ///
    /// Of several issuers with one name and key, those valid at `at` come first.
    pub(crate) fn new(pool: &'a [Certificate], at: DateTime<Utc>, budget: &Budget) -> Self {
        let mut by_subject: BTreeMap<&[u8], Vec<usize>> = BTreeMap::new();
        for (index, certificate) in pool.iter().enumerate() {
            by_subject.entry(certificate.raw_subject()).or_default().push(index);
        }
        Self { pool, by_subject, checked: BTreeMap::new(), signatures_left: budget.signatures, at }
    }

    /// The shortest chain from `leaf` to a self-signed certificate, or else the longest there is.
    pub(crate) fn chain(&mut self, leaf: usize) -> Chain {
        let walk = self.walk(leaf, |linker, index| linker.is_self_signed(index));
        let end = if walk.stopped {
            ChainEnd::SelfSigned
        } else if self.signatures_left == 0 {
            ChainEnd::BudgetSpent
        } else {
            ChainEnd::MissingIssuer(self.missing_issuer(walk.last))
        };
        Chain { certificates: walk.up_to_last(), end }
    }

    /// Every certificate above `leaf`, itself included.
    pub(crate) fn above(&mut self, leaf: usize) -> BTreeSet<usize> {
        self.walk(leaf, |_, _| false).below.into_keys().collect()
    }

    /// Walks up breadth first until `stop`. Takes each certificate once, so cross-signed CAs cost no more than their
    /// number.
    fn walk(&mut self, leaf: usize, stop: impl Fn(&mut Self, usize) -> bool) -> Walk {
        let mut below = BTreeMap::from([(leaf, None)]);
        let mut queue = VecDeque::from([leaf]);
        let mut last = leaf;
        while let Some(current) = queue.pop_front() {
            last = current;
            if stop(self, current) {
                return Walk { below, last, stopped: true };
            }
            for issuer in self.issuers(current) {
                if let Entry::Vacant(entry) = below.entry(issuer) {
                    entry.insert(Some(current));
                    queue.push_back(issuer);
                }
            }
        }
        Walk { below, last, stopped: false }
    }

    /// Whether the certificate is signed by its own key.
    pub(crate) fn is_self_signed(&mut self, index: usize) -> bool {
        self.pool.get(index).is_some_and(Certificate::is_self_issued) && self.check(index, index).is_ok()
    }

    /// The CA certificates that signed this one, the likeliest first.
    fn issuers(&mut self, index: usize) -> Vec<usize> {
        self.candidates(index)
            .into_iter()
            .filter(|&issuer| {
                issuer != index
                    && self.pool.get(issuer).is_some_and(Certificate::is_ca)
                    && self.check(issuer, index).is_ok()
            })
            .collect()
    }

    /// The certificates whose subject is this one's issuer: those with the right key identifier first, then those
    /// valid, then in file order.
    fn candidates(&self, index: usize) -> Vec<usize> {
        let Some(certificate) = self.pool.get(index) else { return Vec::new() };
        let mut candidates = self.by_subject.get(certificate.raw_issuer()).cloned().unwrap_or_default();
        candidates.sort_by_key(|&candidate| {
            let issuer = self.pool.get(candidate);
            let key_id_differs = match (certificate.authority_key_id(), issuer.and_then(Certificate::subject_key_id)) {
                (Some(wanted), Some(found)) => wanted != found,
                _ => false,
            };
            let invalid = !issuer.is_some_and(|issuer| issuer.is_valid_at(self.at));
            (key_id_differs, invalid, candidate)
        });
        candidates
    }

    fn missing_issuer(&mut self, index: usize) -> MissingIssuer {
        let namesakes = self
            .candidates(index)
            .into_iter()
            .filter(|&candidate| candidate != index)
            .map(|candidate| match self.check(candidate, index) {
                Err(error) => (candidate, NotIssuer::Signature(error)),
                Ok(()) => (candidate, NotIssuer::NotCa),
            })
            .collect();
        let certificate = self.pool.get(index);
        MissingIssuer {
            subject: certificate.map(Certificate::issuer).unwrap_or_default(),
            key_id: certificate.and_then(Certificate::authority_key_id).map(<[u8]>::to_vec),
            ca_issuers: certificate.map(|it| it.ca_issuers().map(str::to_owned).collect()).unwrap_or_default(),
            namesakes,
        }
    }

    /// Checks once whether the issuer's key signed the certificate.
    fn check(&mut self, issuer: usize, index: usize) -> Result<(), SignatureError> {
        if let Some(known) = self.checked.get(&(issuer, index)) {
            return *known;
        }
        let (Some(issuing), Some(certificate)) = (self.pool.get(issuer), self.pool.get(index)) else {
            return Err(SignatureError::Invalid);
        };
        let Some(left) = self.signatures_left.checked_sub(1) else {
            return Err(SignatureError::Invalid);
        };
        self.signatures_left = left;
        let result = crypto::verify_signature(
            certificate.signature_algorithm_der(),
            issuing.spki(),
            certificate.tbs(),
            certificate.signature(),
        );
        self.checked.insert((issuer, index), result);
        result
    }
}

/// The certificates that were reached, each with the one it signed.
struct Walk {
    below: BTreeMap<usize, Option<usize>>,
    last: usize,
    stopped: bool,
}

impl Walk {
    /// The way from the leaf up to the last certificate.
    fn up_to_last(&self) -> Vec<usize> {
        let down = std::iter::successors(Some(self.last), |index| self.below.get(index).copied().flatten());
        let mut chain: Vec<usize> = down.collect();
        chain.reverse();
        chain
    }
}

impl fmt::Display for NotIssuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::NotCa => "it is not a CA certificate",
            Self::Signature(SignatureError::Invalid) => "its key did not make the signature",
            Self::Signature(SignatureError::UnsuitableKey) => "its key does not suit the signature algorithm",
            Self::Signature(SignatureError::UnsupportedAlgorithm) => "the signature algorithm is not supported",
        })
    }
}

impl fmt::Display for MissingIssuer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", if self.subject.is_empty() { "a CA without a name" } else { &self.subject })?;
        if let Some(key_id) = &self.key_id {
            write!(f, ", key identifier {}", hex(key_id))?;
        }
        if let Some(uri) = self.ca_issuers.first() {
            write!(f, ", published at {uri}")?;
        }
        Ok(())
    }
}
