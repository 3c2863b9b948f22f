//! A path as the checks see it.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::ops::Range;
use std::rc::Rc;

use crate::device::origin::Origin;
use crate::device::trust::created::Created;
use crate::device::trust::evaluator::TrustEvaluator;
use crate::device::trust::pool::{Pool, PoolCertificate};
use crate::device::trust::transparency::SctEvaluation;

/// A path, and what is known of the certificates on it.
pub(super) struct ExaminedPath<'a> {
    pub(super) pool: &'a Pool<'a>,
    pub(super) places: &'a [usize],
    /// Whether the last certificate is an anchor, trusted or denied.
    pub(super) is_anchored: bool,
    pub(super) evaluator: &'a TrustEvaluator,
    pub(super) shared: &'a Shared,
}

/// What the paths of one evaluation share, so that many of them do not multiply the work.
pub(super) struct Shared {
    /// What is left of [`Budget::name_comparisons`](crate::Budget).
    pub(super) name_comparisons: Cell<usize>,
    /// On the leaf's timestamps, by the place of the issuer.
    pub(super) sct_evaluations: RefCell<BTreeMap<Option<usize>, Rc<SctEvaluation>>>,
}

impl Shared {
    pub(super) fn new(name_comparisons: usize) -> Self {
        Self { name_comparisons: Cell::new(name_comparisons), sct_evaluations: RefCell::default() }
    }
}

impl<'a> ExaminedPath<'a> {
    pub(super) fn len(&self) -> usize {
        self.places.len()
    }

    pub(super) fn last(&self) -> usize {
        self.len().saturating_sub(1)
    }

    pub(super) fn place(&self, index: usize) -> Option<usize> {
        self.places.get(index).copied()
    }

    pub(super) fn entry(&self, index: usize) -> Option<&'a PoolCertificate<'a>> {
        self.pool.entry(self.place(index)?)
    }

    pub(super) fn created(&self, index: usize) -> Option<&'a Created<'a>> {
        self.entry(index)?.created.as_ref().ok()
    }

    pub(super) fn leaf(&self) -> Option<(&'a PoolCertificate<'a>, &'a Created<'a>)> {
        Some((self.entry(0)?, self.created(0)?))
    }

    /// The last certificate, whatever it is.
    pub(super) fn root(&self) -> Option<&'a PoolCertificate<'a>> {
        self.entry(self.last())
    }

    /// Whether the last certificate is an anchor that is trusted.
    pub(super) fn has_trusted_anchor(&self) -> bool {
        self.is_anchored && self.root().is_some_and(|root| !root.is_denied())
    }

    pub(super) fn is_trusted_anchor(&self, index: usize) -> bool {
        index + 1 == self.len() && self.has_trusted_anchor()
    }

    /// How many certificates are not the trusted anchor.
    pub(super) fn below_anchor(&self) -> usize {
        self.len() - usize::from(self.has_trusted_anchor())
    }

    /// Whether the last certificate is in Apple's store, whoever else trusts it.
    pub(super) fn ends_in_system_root(&self) -> bool {
        self.root().is_some_and(PoolCertificate::is_system) || self.missing_root() == Some(Origin::System)
    }

    /// Whether the user or an administrator trusts the last certificate.
    pub(super) fn ends_in_user_root(&self) -> bool {
        self.is_user_anchor(self.last()) || self.missing_root() == Some(Origin::User)
    }

    /// How the root above the last certificate is trusted, if it is taken to be there.
    pub(super) fn missing_root(&self) -> Option<Origin> {
        let last = self.place(self.len().checked_sub(1)?)?;
        self.evaluator.knowledge.missing_root.filter(|_| !self.is_anchored && self.pool.lacks_issuer(last))
    }

    /// Whether the user or an administrator trusts the certificate as what it is.
    pub(super) fn is_user_anchor(&self, index: usize) -> bool {
        self.entry(index).is_some_and(|entry| entry.is_user_anchor(self.is_self_signed(index)))
    }

    /// Whether its own key made its signature.
    pub(super) fn is_self_signed(&self, index: usize) -> bool {
        self.place(index).is_some_and(|place| self.pool.is_known_self_signed(place))
    }

    pub(super) fn is_self_issued(&self, index: usize) -> bool {
        self.place(index).is_some_and(|place| self.pool.is_self_issued(place))
    }

    /// The certificates that are neither leaf nor root.
    pub(super) fn sub_cas(&self) -> Range<usize> {
        1..self.len().saturating_sub(usize::from(self.missing_root().is_none()))
    }
}
