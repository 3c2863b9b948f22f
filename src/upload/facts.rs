//! What the rules of the upload check need to know of a file, found out once.

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::chain::{self, Chain, ChainEnd};
use super::options::UploadOptions;
use crate::message::message;
use crate::report::Subject;
use crate::upload::indexed::Indexed;
use crate::{Bundle, Certificate, crypto};

message! {
    /// One of several in a list, by its place in the file.
    pub(super) fn certificate_at(place: usize, name: String) {
        en: "certificate {place} ({name})",
    }
}

/// What is in the file, and what was asked of it.
pub(super) struct Question<'a> {
    pub(super) bundle: &'a Bundle,
    pub(super) options: &'a UploadOptions,
    pub(super) at: DateTime<Utc>,
    /// Every certificate of the file once, by its first place.
    pub(super) unique: Vec<Indexed<'a>>,
}

/// The file, what was asked, and what follows from both.
pub(super) struct Facts<'a> {
    pub(super) question: Question<'a>,
    /// The chain that devices see: the leaf and the certificates of the file above it. Leads to an anchor that was
    /// given, if there is such a chain. Empty if the file holds no certificate.
    pub(super) chain: Vec<Indexed<'a>>,
    /// Whether `chain` ends in a self-signed CA certificate of the file.
    pub(super) ends_in_root: bool,
    /// The chain by the certificates of the file alone. `None` if it holds none.
    pub(super) in_file: Option<Chain>,
    /// The chain to an anchor that was given. `None` if none was.
    pub(super) to_anchor: Option<Chain>,
    /// Self-signed CA certificates of the file that are not on its chain.
    pub(super) other_roots: Vec<Indexed<'a>>,
}

impl<'a> Facts<'a> {
    pub(super) fn gather(bundle: &'a Bundle, options: &'a UploadOptions, at: DateTime<Utc>) -> Self {
        let question = Question { bundle, options, at, unique: unique(bundle) };
        match question.choose_leaf() {
            Some(leaf) => Self::of_leaf(question, leaf),
            None => Self {
                question,
                chain: Vec::new(),
                ends_in_root: false,
                in_file: None,
                to_anchor: None,
                other_roots: Vec::new(),
            },
        }
    }

    fn of_leaf(question: Question<'a>, leaf: Indexed<'a>) -> Self {
        let Question { options, at, ref unique, .. } = question;
        let roots: Vec<Indexed<'a>> = unique.iter().copied().filter(|it| is_root(it.certificate)).collect();
        let certificates =
            |indexed: &[Indexed<'_>]| indexed.iter().map(|it| it.certificate.clone()).collect::<Vec<_>>();
        let pool = certificates(unique);
        let chain_to = |ends: &[Certificate]| chain::find(leaf.certificate, ends, &pool, at, &options.budget);
        let in_file = chain_to(&certificates(&roots));
        let to_anchor = (!options.anchors.is_empty()).then(|| chain_to(&options.anchors));
        let seen = to_anchor.as_ref().filter(|chain| chain.reaches_end()).unwrap_or(&in_file);
        let place = |certificate: &Certificate| unique.iter().find(|it| it.certificate == certificate).copied();
        let chain: Vec<Indexed<'a>> = seen.certificates.iter().map_while(place).collect();
        let ends_in_root = chain.last().is_some_and(|top| roots.iter().any(|root| root.index == top.index));
        let on_chain = |root: &Indexed<'_>| in_file.certificates.contains(root.certificate);
        let other_roots = roots.iter().filter(|root| !on_chain(root)).copied().collect();
        Self { question, chain, ends_in_root, in_file: Some(in_file), to_anchor, other_roots }
    }

    /// A certificate of the anchors that were given.
    pub(super) fn anchor_subject(&self, anchor: &Certificate) -> Subject {
        let place = self.question.options.anchors.iter().position(|it| it == anchor).unwrap_or_default();
        Subject::Field { pointer: format!("/anchors/{place}") }
    }

    pub(super) fn leaf(&self) -> Option<&Indexed<'a>> {
        self.chain.first()
    }

    /// Whether a certificate stands above the leaf on any chain that was found.
    pub(super) fn is_above(&self, certificate: &Certificate) -> bool {
        let chains = self.in_file.iter().chain(&self.to_anchor);
        chains.into_iter().any(|chain| chain.above.contains(certificate.sha256()))
    }
}

impl<'a> Question<'a> {
    /// The certificate that the file is about: one that a private key belongs to, or the first that is not a CA
    /// certificate, or the first that no other certificate names as its issuer.
    ///
    /// Of several that a key belongs to, the one with the key's identifier is taken, then one that is valid. A CA
    /// certificate is taken only if there is no other.
    fn choose_leaf(&self) -> Option<Indexed<'a>> {
        let keyed = self.unique.iter().filter(|it| self.has_key(it) && self.may_be_leaf(it));
        let key_id = self.bundle.keys().first().and_then(|key| key.local_key_id());
        let likeliest = keyed.min_by_key(|it| {
            let own_id = self.bundle.certificates().get(it.index).and_then(|stored| stored.local_key_id());
            (key_id.is_none() || own_id != key_id, !it.certificate.is_valid_at(self.at), it.index)
        });
        let issuers: BTreeSet<&[u8]> = self
            .unique
            .iter()
            .filter(|it| !it.certificate.is_self_issued())
            .map(|it| it.certificate.raw_issuer())
            .collect();
        likeliest
            .or_else(|| self.unique.iter().find(|it| !it.certificate.is_ca()))
            .or_else(|| self.unique.iter().find(|it| !issuers.contains(it.certificate.raw_subject())))
            .or_else(|| self.unique.first())
            .copied()
    }

    /// Whether a private key of the file belongs to the certificate.
    pub(super) fn has_key(&self, it: &Indexed<'_>) -> bool {
        self.bundle.keys().iter().any(|key| key.item().belongs_to(it.certificate) == Some(true))
    }

    fn may_be_leaf(&self, it: &Indexed<'_>) -> bool {
        !it.certificate.is_ca() || self.unique.iter().all(|other| other.certificate.is_ca())
    }
}

impl Chain {
    pub(super) fn reaches_end(&self) -> bool {
        matches!(self.end, ChainEnd::Reached)
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

/// Whether this is a root: a CA certificate that its own key signed.
fn is_root(certificate: &Certificate) -> bool {
    certificate.is_ca()
        && certificate.is_self_issued()
        && crypto::verify_signature(
            certificate.signature_algorithm_der(),
            certificate.spki(),
            certificate.tbs(),
            certificate.signature(),
        )
        .is_ok()
}
