//! What the rules of the upload check need to know of a file, found out once.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::Context;
use crate::path::{ChainEnd, Linker};
use crate::rules::Indexed;
use crate::{Bundle, Certificate};

/// The file, what was asked, and what follows from both.
pub(super) struct Facts<'a> {
    pub(super) bundle: &'a Bundle,
    pub(super) context: &'a Context,
    pub(super) at: DateTime<Utc>,
    /// Every certificate of the file once, by its first place.
    pub(super) unique: Vec<Indexed<'a>>,
    /// The leaf and the certificates above it. Empty if the file holds no certificate.
    pub(super) chain: Vec<Indexed<'a>>,
    /// Why the chain ends. `None` if there is no chain.
    pub(super) end: Option<ChainEnd>,
    /// Self-signed CA certificates that are not on the chain.
    pub(super) other_roots: Vec<Indexed<'a>>,
    /// CA certificates that signed nothing below which the leaf stands.
    pub(super) unrelated: Vec<Indexed<'a>>,
}

impl<'a> Facts<'a> {
    pub(super) fn gather(bundle: &'a Bundle, context: &'a Context, at: DateTime<Utc>) -> Self {
        let unique = unique(bundle);
        // The linker speaks of places in this pool; `unique` leads back to places in the file.
        let pool: Vec<Certificate> = unique.iter().map(|it| it.certificate.clone()).collect();
        let mut facts = Self {
            bundle,
            context,
            at,
            unique,
            chain: Vec::new(),
            end: None,
            other_roots: Vec::new(),
            unrelated: Vec::new(),
        };
        let Some(leaf) = leaf(bundle, &facts.unique) else { return facts };
        let mut linker = Linker::new(&pool, at, &context.budget);
        let chain = linker.chain(leaf);
        let above = linker.above(leaf);
        let place = |index: &usize| facts.unique.get(*index).copied();
        facts.chain = chain.certificates.iter().filter_map(place).collect();
        let off_chain: BTreeSet<usize> = (0..pool.len()).filter(|index| !chain.certificates.contains(index)).collect();
        let is_ca = |index: &&usize| pool.get(**index).is_some_and(Certificate::is_ca);
        let roots: Vec<usize> =
            off_chain.iter().filter(is_ca).copied().filter(|&index| linker.is_self_signed(index)).collect();
        facts.other_roots = roots.iter().filter_map(place).collect();
        facts.unrelated =
            off_chain.iter().filter(is_ca).filter(|index| !above.contains(index)).filter_map(place).collect();
        facts.end = Some(chain.end);
        facts
    }

    pub(super) fn leaf(&self) -> Option<&Indexed<'a>> {
        self.chain.first()
    }

    pub(super) fn ends_in_root(&self) -> bool {
        self.end == Some(ChainEnd::SelfSigned)
    }
}

fn unique(bundle: &Bundle) -> Vec<Indexed<'_>> {
    let mut seen = BTreeSet::new();
    bundle
        .certificates()
        .iter()
        .enumerate()
        .map(|(index, stored)| Indexed { index, certificate: stored.item() })
        .filter(|it| seen.insert(it.certificate.sha256()))
        .collect()
}

/// The place in `unique` of the certificate that the file is about: the one the private key belongs to, or the first
/// that is not a CA certificate, or the first that no other certificate names as its issuer.
fn leaf(bundle: &Bundle, unique: &[Indexed<'_>]) -> Option<usize> {
    let owner = bundle.key_owner();
    let issuers: BTreeSet<&[u8]> =
        unique.iter().filter(|it| !it.certificate.is_self_issued()).map(|it| it.certificate.raw_issuer()).collect();
    unique
        .iter()
        .position(|it| Some(it.index) == owner)
        .or_else(|| unique.iter().position(|it| !it.certificate.is_ca()))
        .or_else(|| unique.iter().position(|it| !issuers.contains(it.certificate.raw_subject())))
        .or(if unique.is_empty() { None } else { Some(0) })
}
