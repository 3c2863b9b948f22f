//! A path that is being built, and its score (`SecCertificatePathVC.c`).

use super::evaluator::TrustEvaluator;
use super::pool::{Edge, Pool, PoolCertificate};
use crate::path::graph::LEAF;

/// A path from the leaf up, as far as it goes.
#[derive(Clone, Debug)]
pub(super) struct Path {
    /// Places in the pool, the leaf first.
    pub(super) places: Vec<usize>,
    pub(super) is_anchored: bool,
    /// Number of edges from the leaf up whose signature verified.
    verified: usize,
    /// Whether the last certificate was found to be its own issuer.
    ends_self_signed: bool,
    /// The next source to look for issuers of the last certificate.
    pub(super) next_source: usize,
}

/// What checking the signatures of a path gave.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Verification {
    Verified,
    /// An issuer has no key that can be used.
    Unknown,
    Failed,
}

impl Path {
    /// The leaf alone.
    pub(super) fn new() -> Self {
        Self { places: vec![LEAF], is_anchored: false, verified: 0, ends_self_signed: false, next_source: 0 }
    }

    /// One certificate longer.
    pub(super) fn extended(&self, parent: usize, is_anchored: bool, pool: &mut Pool<'_>) -> Self {
        let places = self.places.iter().copied().chain([parent]).collect();
        let ends_self_signed = is_anchored && pool.is_self_signed(parent);
        Self { places, is_anchored, verified: self.verified, ends_self_signed, next_source: 0 }
    }

    pub(super) fn last(&self) -> usize {
        self.places.last().copied().unwrap_or(LEAF)
    }

    /// Notes that the last certificate turned up as its own issuer, or that it is an anchor.
    pub(super) fn note_self_issued(&mut self, pool: &mut Pool<'_>) {
        self.ends_self_signed = self.ends_self_signed || pool.is_self_signed(self.last());
    }

    pub(super) fn ends_self_signed(&self) -> bool {
        self.ends_self_signed
    }

    /// Checks the signatures that were not checked yet.
    pub(super) fn verify(&mut self, pool: &mut Pool<'_>) -> Verification {
        while let Some(&[below, issuer]) = self.places.get(self.verified..self.verified.saturating_add(2)) {
            match pool.edge(issuer, below) {
                Edge::Verified => self.verified += 1,
                Edge::NoKey => return Verification::Unknown,
                Edge::Unsupported | Edge::Wrong | Edge::NotTried => return Verification::Failed,
            }
        }
        Verification::Verified
    }

    /// Whether the issuer of the last certificate is the subject of one below it.
    pub(super) fn is_cycle(&self, pool: &Pool<'_>) -> bool {
        let issuer = pool.names(self.last()).issuer;
        let below = self.places.split_last().map(|(_, below)| below).unwrap_or_default();
        below.iter().any(|&place| pool.names(place).subject == issuer)
    }

    /// Whether the path ends in an anchor, or below a root that is taken to be one.
    pub(super) fn ends_below_trust(&self, pool: &Pool<'_>, evaluator: &TrustEvaluator) -> bool {
        self.is_anchored || evaluator.knowledge.missing_root.is_some() && pool.lacks_issuer(self.last())
    }

    /// How many certificates have a signature whose hash is looked at: all but the anchor.
    pub(super) fn hashed(&self) -> usize {
        self.places.len() - usize::from(self.is_anchored)
    }

    /// How good the path is among those that are alike in being accepted or rejected.
    pub(super) fn score(&self, pool: &Pool<'_>, evaluator: &TrustEvaluator) -> i64 {
        let length = i64::try_from(self.places.len()).unwrap_or(i64::MAX);
        let entries = || self.places.iter().filter_map(|&place| pool.entry(place));
        let is_valid =
            |entry: &PoolCertificate<'_>| entry.created.as_ref().is_ok_and(|it| it.is_valid_at(evaluator.at));
        let mut score = 0;
        if self.verified + 1 != self.places.len() {
            score += score::NOT_VERIFIED;
        }
        if self.ends_below_trust(pool, evaluator) {
            score += score::ANCHORED;
        }
        score += if self.ends_self_signed { score::SELF_SIGNED - length } else { length };
        if entries().all(is_valid) {
            score += score::VALID;
        }
        if !entries().take(self.hashed()).any(PoolCertificate::has_weak_hash) {
            score += score::GOOD_HASHES;
        }
        if entries().all(|entry| entry.key.is_at_least(score::EC_BITS)) {
            score += score::GOOD_KEYS;
        }
        score
    }
}

/// What counts for and against a path (`SecCertificatePathVCScore` in `SecCertificatePathVC.c`). Each certificate counts 1
/// besides: for the path, or against one that ends self-signed.
pub(super) mod score {
    /// The path passes every check (`ACCEPT_PATH_SCORE` in `SecTrustServer.c`).
    pub(in crate::device::trust) const ACCEPTED: i64 = 10_000_000;
    /// A signature was not checked.
    pub(super) const NOT_VERIFIED: i64 = -100_000;
    /// It ends in an anchor.
    pub(super) const ANCHORED: i64 = 10_000;
    /// It ends in a certificate that its own key signed.
    pub(super) const SELF_SIGNED: i64 = 1_000;
    /// The instant lies in every validity period.
    pub(super) const VALID: i64 = 100;
    /// Every signature below the anchor has a hash of the SHA-2 family.
    pub(super) const GOOD_HASHES: i64 = 10;
    /// Every key is RSA of 2,048 bits or EC of [`EC_BITS`], or more.
    pub(super) const GOOD_KEYS: i64 = 10;
    pub(super) const EC_BITS: usize = 224;
}
