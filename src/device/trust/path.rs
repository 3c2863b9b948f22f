//! A path that is being built, and its score (`SecCertificatePathVC.c`).

use super::checks::Checker;
use super::pool::{Edge, Entry, Pool};
use crate::crypto::Hash;
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
        let (_, issuer) = pool.names(self.last());
        let below = self.places.split_last().map(|(_, below)| below).unwrap_or_default();
        below.iter().any(|&place| pool.names(place).0 == issuer)
    }

    /// How good the path is among those that are alike in being accepted or rejected.
    pub(super) fn score(&self, pool: &Pool<'_>, checker: &Checker<'_>) -> i64 {
        let length = i64::try_from(self.places.len()).unwrap_or(i64::MAX);
        let entries = || self.places.iter().filter_map(|&place| pool.entry(place));
        let hashed = self.places.len() - usize::from(self.is_anchored);
        let mut score = 0;
        if self.verified + 1 != self.places.len() {
            score -= 100_000;
        }
        if checker.is_anchored(pool, self) {
            score += 10_000;
        }
        score += if self.ends_self_signed { 1_000 - length } else { length };
        if entries().all(|entry| checker.is_valid(entry)) {
            score += 100;
        }
        if !entries().take(hashed).any(Entry::has_weak_hash) {
            score += 10;
        }
        if entries().all(|entry| entry.key.is_at_least(224)) {
            score += 10;
        }
        score
    }
}

impl Entry<'_> {
    /// A signature with SHA-1 or worse, or with a hash that cannot be told.
    pub(super) fn has_weak_hash(&self) -> bool {
        !matches!(self.hash, Some(Hash::Sha224 | Hash::Sha256 | Hash::Sha384 | Hash::Sha512))
    }
}
