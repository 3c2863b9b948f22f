//! Apple's checks on a path, each beside its row (`SecPolicyServer.c`, `SecPolicyLeafCallbacks.c`).

pub(super) mod advice;
mod chain;
mod constraints;
mod dates;
mod distrust;
mod extensions;
mod hashes;
mod hostname;
mod issuers;
mod keys;
mod transparency;
mod usage;

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::rc::Rc;

use super::created::Created;
use super::evaluator::TrustEvaluator;
use super::path::Path;
use super::policy::Policy;
use super::pool::{Entry, Pool};
use super::rule::{AppleRule, Breaches};
use super::transparency::Judgement;
use crate::device::anchor::Origin;
use crate::device::release::Generation;

/// What a path is held to.
pub(super) struct Checker<'a> {
    evaluator: &'a TrustEvaluator,
    generation: Generation,
    work: Work,
}

/// What is kept from one path to the next, so that many paths do not multiply the work.
#[derive(Default)]
struct Work {
    /// What is left of [`Budget::name_comparisons`](crate::Budget).
    name_comparisons: Cell<usize>,
    /// On the leaf's timestamps, by the place of the issuer.
    judgements: RefCell<BTreeMap<Option<usize>, Rc<Judgement>>>,
}

/// A path, and what is known of the certificates on it.
pub(super) struct View<'a> {
    pool: &'a Pool<'a>,
    places: &'a [usize],
    /// Whether the last certificate is an anchor, trusted or denied.
    is_anchored: bool,
    evaluator: &'a TrustEvaluator,
    work: &'a Work,
}

/// Every row.
pub(super) fn rows() -> impl Iterator<Item = &'static AppleRule> {
    [
        dates::ROWS,
        keys::ROWS,
        hashes::ROWS,
        hostname::ROWS,
        usage::ROWS,
        issuers::ROWS,
        constraints::ROWS,
        extensions::ROWS,
        chain::ROWS,
        transparency::ROWS,
        distrust::ROWS,
        advice::ROWS,
    ]
    .into_iter()
    .flatten()
    .copied()
}

impl<'a> Checker<'a> {
    pub(super) fn new(evaluator: &'a TrustEvaluator) -> Self {
        let work = Work { name_comparisons: Cell::new(evaluator.budget.name_comparisons), ..Work::default() };
        Self { evaluator, generation: evaluator.release.generation(), work }
    }

    /// The checks of the leaf that are made before any path is built. One that fails keeps every path from passing.
    pub(super) fn leaf(&self, pool: &mut Pool<'_>) -> Breaches {
        let mut breaches = Breaches::new(self.generation);
        self.on(pool, &[crate::path::graph::LEAF], false, |view| {
            hostname::leaf(view, &mut breaches);
            usage::leaf(view, &mut breaches);
            distrust::leaf(view, &mut breaches);
        });
        breaches
    }

    /// The checks of the last certificate as an issuer, which are made while a path is built.
    pub(super) fn last_as_parent(&self, pool: &mut Pool<'_>, places: &[usize]) -> Breaches {
        let mut breaches = Breaches::new(self.generation);
        self.on(pool, places, false, |view| parent(view, places.len().saturating_sub(1), &mut breaches));
        breaches
    }

    /// The checks of a path as a whole.
    pub(super) fn path(&self, pool: &mut Pool<'_>, places: &[usize], is_anchored: bool) -> Breaches {
        let mut breaches = Breaches::new(self.generation);
        self.on(pool, places, is_anchored, |view| path(view, &mut breaches));
        breaches
    }

    /// Every check on a path, and advice. `leaf` is what the checks of the leaf gave, and `known` what those of the path as
    /// a whole gave, if they were made before.
    pub(super) fn details(
        &self,
        pool: &mut Pool<'_>,
        (places, is_anchored): (&[usize], bool),
        leaf: &Breaches,
        known: Option<&Breaches>,
    ) -> Breaches {
        let mut breaches = leaf.clone();
        self.on(pool, places, is_anchored, |view| {
            for index in 1..view.len() {
                let is_examined = !view.is_trusted_anchor(index) || breaches.generation() >= Generation::V59306_140;
                if is_examined {
                    issuers::parent(view, index, &mut breaches);
                }
            }
            match known {
                Some(known) => breaches.extend(known),
                None => path(view, &mut breaches),
            }
            advice::check(view, &mut breaches);
        });
        breaches
    }

    /// Whether the path ends in an anchor, or below a root that is taken to be one.
    pub(super) fn is_anchored(&self, pool: &Pool<'_>, path: &Path) -> bool {
        path.is_anchored || self.evaluator.knowledge.missing_root.is_some() && pool.lacks_issuer(path.last())
    }

    /// Whether the instant lies in the validity period, to the fraction of a second.
    pub(super) fn is_valid(&self, entry: &Entry<'_>) -> bool {
        entry.created.as_ref().is_ok_and(|created| dates::is_valid(created, self.evaluator.at))
    }

    fn on(&self, pool: &mut Pool<'_>, places: &[usize], is_anchored: bool, mut check: impl FnMut(&View<'_>)) {
        for &place in places {
            pool.is_self_signed(place);
        }
        check(&View { pool, places, is_anchored, evaluator: self.evaluator, work: &self.work });
    }
}

/// `SecPVCParentCertificateChecks`.
fn parent(view: &View<'_>, index: usize, breaches: &mut Breaches) {
    dates::validity(view, index, breaches);
    keys::weak(view, index, breaches);
    hashes::weak(view, index, breaches);
    issuers::parent(view, index, breaches);
}

/// `SecPVCPathChecks`.
fn path(view: &View<'_>, breaches: &mut Breaches) {
    chain::check(view, breaches);
    for index in 0..view.len() {
        dates::validity(view, index, breaches);
        keys::weak(view, index, breaches);
        hashes::weak(view, index, breaches);
    }
    issuers::path_length(view, breaches);
    constraints::names(view, breaches);
    constraints::policies(view, breaches);
    extensions::check(view, breaches);
    usage::path(view, breaches);
    if view.evaluator.policy == Policy::SslServer {
        dates::periods(view, breaches);
        keys::size(view, breaches);
        hashes::disallowed(view, breaches);
        usage::server_auth(view, breaches);
        transparency::check(view, breaches);
        distrust::pins(view, breaches);
    }
    distrust::path(view, breaches);
}

impl<'a> View<'a> {
    fn len(&self) -> usize {
        self.places.len()
    }

    fn last(&self) -> usize {
        self.len().saturating_sub(1)
    }

    fn place(&self, index: usize) -> Option<usize> {
        self.places.get(index).copied()
    }

    fn entry(&self, index: usize) -> Option<&'a Entry<'a>> {
        self.pool.entry(self.place(index)?)
    }

    fn created(&self, index: usize) -> Option<&'a Created<'a>> {
        self.entry(index)?.created.as_ref().ok()
    }

    fn leaf(&self) -> Option<(&'a Entry<'a>, &'a Created<'a>)> {
        Some((self.entry(0)?, self.created(0)?))
    }

    /// The last certificate, whatever it is.
    fn root(&self) -> Option<&'a Entry<'a>> {
        self.entry(self.last())
    }

    /// Whether the last certificate is an anchor that is trusted.
    fn has_trusted_anchor(&self) -> bool {
        self.is_anchored && self.root().is_some_and(|root| !root.is_denied())
    }

    fn is_trusted_anchor(&self, index: usize) -> bool {
        index + 1 == self.len() && self.has_trusted_anchor()
    }

    /// How many certificates are not the trusted anchor.
    fn below_anchor(&self) -> usize {
        self.len() - usize::from(self.has_trusted_anchor())
    }

    /// Whether the last certificate is in Apple's store, whoever else trusts it.
    fn ends_in_system_root(&self) -> bool {
        self.root().is_some_and(Entry::is_system) || self.missing_root() == Some(Origin::System)
    }

    /// Whether the user or an administrator trusts the last certificate.
    fn ends_in_user_root(&self) -> bool {
        self.is_user_anchor(self.last()) || self.missing_root() == Some(Origin::User)
    }

    /// How the root above the last certificate is trusted, if it is taken to be there.
    fn missing_root(&self) -> Option<Origin> {
        let last = self.place(self.len().checked_sub(1)?)?;
        self.evaluator.knowledge.missing_root.filter(|_| !self.is_anchored && self.pool.lacks_issuer(last))
    }

    /// Whether the user or an administrator trusts the certificate as what it is.
    fn is_user_anchor(&self, index: usize) -> bool {
        self.entry(index).is_some_and(|entry| entry.is_user_anchor(self.is_self_signed(index)))
    }

    /// Whether its own key made its signature.
    fn is_self_signed(&self, index: usize) -> bool {
        self.place(index).is_some_and(|place| self.pool.is_known_self_signed(place))
    }

    fn is_self_issued(&self, index: usize) -> bool {
        self.place(index).is_some_and(|place| self.pool.is_self_issued(place))
    }

    /// The certificates that are neither leaf nor root.
    fn sub_cas(&self) -> std::ops::Range<usize> {
        1..self.len().saturating_sub(usize::from(self.missing_root().is_none()))
    }
}
