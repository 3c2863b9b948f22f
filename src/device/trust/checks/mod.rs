//! Apple's checks on a path, each beside its row (`SecPolicyServer.c`, `SecPolicyLeafCallbacks.c`).

pub(super) mod advice;
mod chain;
mod constraints;
mod distrust;
mod examined_path;
mod extensions;
mod hashes;
mod hostname;
mod issuers;
mod keys;
#[cfg(test)]
mod testing;
mod transparency;
mod usage;
mod validity;

use self::examined_path::{ExaminedPath, Shared};
use super::evaluator::TrustEvaluator;
use super::policy::Policy;
use super::pool::Pool;
use super::rule::{AppleRule, Breaches};
use crate::device::release::{Generation, IOS_13_6};
use crate::path::graph::LEAF;

/// Makes Apple's checks for one evaluation: by the rules of its release, at its instant.
///
/// A path is given by the places of its certificates in the pool, the leaf first.
pub(super) struct Checker<'a> {
    evaluator: &'a TrustEvaluator,
    generation: Generation,
    shared: Shared,
}

/// Every rule that is checked on a path.
pub(super) fn rules() -> impl Iterator<Item = &'static AppleRule> {
    [
        validity::RULES,
        keys::RULES,
        hashes::RULES,
        hostname::RULES,
        usage::RULES,
        issuers::RULES,
        constraints::RULES,
        extensions::RULES,
        chain::RULES,
        transparency::RULES,
        distrust::RULES,
        advice::RULES,
    ]
    .into_iter()
    .flatten()
    .copied()
}

impl<'a> Checker<'a> {
    pub(super) fn new(evaluator: &'a TrustEvaluator) -> Self {
        let shared = Shared::new(evaluator.budget.name_comparisons);
        Self { evaluator, generation: evaluator.release.generation(), shared }
    }

    /// The checks of the leaf that are made before any path is built. One that fails keeps every path from passing.
    pub(super) fn leaf(&self, pool: &mut Pool<'_>) -> Breaches {
        let mut breaches = Breaches::new(self.generation);
        leaf_checks(&self.examine(pool, &[LEAF], false), &mut breaches);
        breaches
    }

    /// The checks of the last certificate as an issuer, which are made while a path is built.
    pub(super) fn last_as_parent(&self, pool: &mut Pool<'_>, places: &[usize]) -> Breaches {
        let mut breaches = Breaches::new(self.generation);
        let path = self.examine(pool, places, false);
        parent_checks(&path, path.last(), &mut breaches);
        breaches
    }

    /// The checks of a path as a whole.
    pub(super) fn path(&self, pool: &mut Pool<'_>, places: &[usize], is_anchored: bool) -> Breaches {
        let mut breaches = Breaches::new(self.generation);
        path_checks(&self.examine(pool, places, is_anchored), &mut breaches);
        breaches
    }

    /// Every check on a path, and advice. `leaf` is what the checks of the leaf gave, and `known` what those of the path as
    /// a whole gave, if they were made before.
    pub(super) fn details(
        &self,
        pool: &mut Pool<'_>,
        places: &[usize],
        is_anchored: bool,
        leaf: &Breaches,
        known: Option<&Breaches>,
    ) -> Breaches {
        let mut breaches = leaf.clone();
        let path = self.examine(pool, places, is_anchored);
        for index in 1..path.len() {
            if !path.is_trusted_anchor(index) || self.generation >= IOS_13_6 {
                issuers::parent(&path, index, &mut breaches);
            }
        }
        match known {
            Some(known) => breaches.extend(known),
            None => path_checks(&path, &mut breaches),
        }
        advice::check(&path, &mut breaches);
        breaches
    }

    fn examine<'p>(&'p self, pool: &'p mut Pool<'_>, places: &'p [usize], is_anchored: bool) -> ExaminedPath<'p> {
        for &place in places {
            pool.is_self_signed(place);
        }
        ExaminedPath { pool, places, is_anchored, evaluator: self.evaluator, shared: &self.shared }
    }
}

/// `SecPVCLeafChecks`.
fn leaf_checks(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    hostname::leaf(path, breaches);
    usage::leaf(path, breaches);
    distrust::leaf(path, breaches);
}

/// `SecPVCParentCertificateChecks`.
fn parent_checks(path: &ExaminedPath<'_>, index: usize, breaches: &mut Breaches) {
    validity::validity(path, index, breaches);
    keys::weak(path, index, breaches);
    hashes::weak(path, index, breaches);
    issuers::parent(path, index, breaches);
}

/// `SecPVCPathChecks`.
fn path_checks(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    chain::check(path, breaches);
    for index in 0..path.len() {
        validity::validity(path, index, breaches);
        keys::weak(path, index, breaches);
        hashes::weak(path, index, breaches);
    }
    issuers::path_length(path, breaches);
    constraints::names(path, breaches);
    constraints::policies(path, breaches);
    extensions::check(path, breaches);
    usage::extended(path, breaches);
    if path.evaluator.policy == Policy::SslServer {
        validity::periods(path, breaches);
        keys::size(path, breaches);
        hashes::disallowed(path, breaches);
        usage::server_auth(path, breaches);
        transparency::check(path, breaches);
        distrust::pins(path, breaches);
    }
    distrust::lists(path, breaches);
}
