//! The certificates of one evaluation as Apple sees them: what each is, where it comes from, and who signed it.

use std::collections::{BTreeMap, HashMap};
use std::sync::OnceLock;

use self_cell::self_cell;

use super::created::Created;
use super::evaluator::TrustEvaluator;
use super::knowledge::TrustSetting;
use super::parse::NotCreated;
use super::public_key::AppleKey;
use super::{creation, signature};
use crate::Certificate;
use crate::crypto::{Hash, SignatureError};
use crate::device::origin::Origin;
use crate::device::release::Generation;
use crate::device::store::StoreRoot;
use crate::path::graph::{Graph, LEAF, Nodes};
use crate::path::names::{NameComparison, is_readable, normal_form};
use crate::report::Finding;

/// What a device knows of certificates before it sees a leaf: its anchors, and the pool that comes with the leaf.
#[derive(Debug)]
pub(super) struct Known {
    generation: Generation,
    nodes: Nodes,
    entries: Certificates,
    /// By SHA-256 of the certificate.
    sources: HashMap<[u8; 32], Sources>,
    /// By subject, in the form of RFC 5280. Made when it is asked for first.
    by_text: OnceLock<HashMap<Vec<u8>, Vec<usize>>>,
    /// On those of which the device can make no certificate.
    left_out: Vec<Finding>,
}

self_cell!(
    /// One for each node.
    struct Certificates {
        owner: Vec<Certificate>,
        #[covariant]
        dependent: CertificateList,
    }

    impl {Debug}
);

type CertificateList<'a> = Vec<PoolCertificate<'a>>;

/// Everything that may stand on a path. A certificate that cannot be created on the device is there, and on no path.
pub(super) struct Pool<'a> {
    leaf: PoolCertificate<'a>,
    known: &'a Known,
    /// The place of the leaf's certificate among those that are known, if it is there too.
    twin: Option<usize>,
    graph: Graph<'a>,
    edges: BTreeMap<(usize, usize), Edge>,
    /// Of those that stand on a path.
    self_signed: BTreeMap<usize, bool>,
}

/// One certificate, with what Apple makes of it and where it comes from.
#[derive(Debug)]
pub(super) struct PoolCertificate<'a> {
    pub(super) certificate: &'a Certificate,
    pub(super) created: Result<Created<'a>, NotCreated<'a>>,
    pub(super) key: AppleKey,
    pub(super) hash: Option<Hash>,
    pub(super) store_root: Option<StoreRoot>,
    pub(super) sources: Sources,
}

/// The names of a certificate in the form in which Apple compares them.
#[derive(Clone, Copy, Default)]
pub(super) struct Names<'a> {
    pub(super) subject: &'a [u8],
    pub(super) issuer: &'a [u8],
}

/// Where a certificate comes from.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Sources {
    app: bool,
    user: Option<UserTrust>,
    system: bool,
    given: bool,
}

/// What the user or an administrator thinks of a certificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum UserTrust {
    /// Trusted as what it is.
    Trusted,
    Setting(TrustSetting),
}

/// Sources of issuers, in the order in which they are asked. The first three are of anchors.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Source {
    App,
    User,
    System,
    Given,
}

/// What became of a certificate's signature.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Edge {
    Verified,
    /// The issuer has no key that Apple can use, so nothing was checked.
    NoKey,
    /// Apple does not know the algorithm, or this library cannot check it.
    Unsupported,
    Wrong,
    /// The limit on signature checks is reached.
    NotTried,
}

pub(super) const SOURCES: [Source; 4] = [Source::App, Source::User, Source::System, Source::Given];

impl Known {
    pub(super) fn new(evaluator: &TrustEvaluator, others: &[Certificate]) -> Self {
        let settings = &evaluator.knowledge.trust_settings;
        let anchors = evaluator.anchors.iter().map(|anchor| &anchor.certificate);
        let anchors = anchors.chain(settings.iter().map(|(certificate, _)| certificate));
        let nodes = Nodes::new(anchors, others, NameComparison::Apple);
        let mut sources: HashMap<[u8; 32], Sources> = HashMap::new();
        for anchor in &evaluator.anchors {
            let of_anchor = sources.entry(*anchor.certificate.sha256()).or_default();
            match anchor.origin {
                Origin::App => of_anchor.app = true,
                Origin::User => of_anchor.user = Some(UserTrust::Trusted),
                Origin::System => of_anchor.system = true,
            }
        }
        for (certificate, setting) in settings {
            sources.entry(*certificate.sha256()).or_default().user = Some(UserTrust::Setting(*setting));
        }
        for certificate in others {
            sources.entry(*certificate.sha256()).or_default().given = true;
        }
        let generation = evaluator.release.generation();
        let certificates = nodes.iter().map(|node| node.certificate.clone()).collect();
        let entries = Certificates::new(certificates, |certificates: &Vec<Certificate>| {
            let entries = certificates.iter().map(|certificate| {
                let of_certificate = sources.get(certificate.sha256()).copied().unwrap_or_default();
                PoolCertificate::new(certificate, Created::of(certificate), of_certificate, generation)
            });
            entries.collect()
        });
        let are_created = entries.borrow_dependent().iter().all(|entry| entry.created.is_ok());
        let left_out = match are_created {
            true => Vec::new(),
            false => creation::findings_of_left_out(&evaluator.anchors, others).collect(),
        };
        Self { generation, nodes, entries, sources, by_text: OnceLock::new(), left_out }
    }

    pub(super) fn left_out(&self) -> &[Finding] {
        &self.left_out
    }

    fn entry(&self, place: usize) -> Option<&PoolCertificate<'_>> {
        self.entries.borrow_dependent().get(place.checked_sub(1)?)
    }

    /// Places of the certificates with this subject, in the form of RFC 5280.
    fn with_text(&self, subject: &[u8]) -> &[usize] {
        let by_text = self.by_text.get_or_init(|| {
            let mut by_text: HashMap<Vec<u8>, Vec<usize>> = HashMap::new();
            for (place, node) in (1..).zip(self.nodes.iter()) {
                let name = normal_form(node.certificate.raw_subject(), NameComparison::Rfc5280).into_owned();
                by_text.entry(name).or_default().push(place);
            }
            by_text
        });
        by_text.get(subject).map(Vec::as_slice).unwrap_or_default()
    }
}

impl<'a> Pool<'a> {
    /// `created` is what the device makes of the leaf.
    pub(super) fn new(
        evaluator: &'a TrustEvaluator,
        known: &'a Known,
        leaf: &'a Certificate,
        created: Created<'a>,
    ) -> Self {
        let sources = known.sources.get(leaf.sha256()).copied().unwrap_or_default();
        let graph = Graph::new(leaf, &known.nodes, evaluator.at, evaluator.budget.signatures);
        Self {
            leaf: PoolCertificate::new(leaf, Ok(created), Sources { given: true, ..sources }, known.generation),
            known,
            twin: known.nodes.place(leaf),
            graph: graph.with_cache(evaluator.signatures.as_ref()),
            edges: BTreeMap::new(),
            self_signed: BTreeMap::new(),
        }
    }

    pub(super) fn entry(&self, place: usize) -> Option<&PoolCertificate<'a>> {
        if place == LEAF { Some(&self.leaf) } else { self.known.entry(place) }
    }

    pub(super) fn signatures_are_spent(&self) -> bool {
        self.graph.signatures_are_spent()
    }

    /// The certificates of a source whose subject is the issuer of this one.
    pub(super) fn parents(&self, source: Source, place: usize) -> Vec<usize> {
        if !is_readable(self.names(place).issuer) {
            return Vec::new();
        }
        let is_parent = |&parent: &usize| {
            // The leaf is given, wherever else it comes from.
            let is_given = source == Source::Given && self.twin == Some(parent);
            self.entry(parent).is_some_and(|it| it.created.is_ok() && (is_given || it.is_in(source)))
        };
        self.namesakes(place).filter(is_parent).collect()
    }

    /// Certificates whose subject is the issuer of this one, whatever else they are.
    pub(super) fn namesakes(&self, place: usize) -> impl Iterator<Item = usize> {
        let issuer = self.names(place).issuer;
        let leaf = self.names(LEAF).subject == issuer;
        leaf.then_some(LEAF).into_iter().chain(self.graph.with_subject(issuer).iter().copied())
    }

    /// Whether the issuer of this one is not at hand, as far as was looked.
    pub(super) fn lacks_issuer(&self, place: usize) -> bool {
        let is_issuer = |namesake| matches!(self.known_edge(namesake, place), Some(Edge::Verified | Edge::NoKey));
        !self.namesakes(place).any(is_issuer)
    }

    /// Whether a certificate has the issuer of this one as its subject for RFC 5280, and not for Apple.
    pub(super) fn has_namesake_in_other_types(&self, place: usize) -> bool {
        let Some(entry) = self.entry(place) else { return false };
        let issuer = normal_form(entry.certificate.raw_issuer(), NameComparison::Rfc5280);
        let is_leaf = normal_form(self.leaf.certificate.raw_subject(), NameComparison::Rfc5280) == issuer;
        let alike = self.known.with_text(&issuer).iter().copied().chain(is_leaf.then_some(LEAF));
        alike.into_iter().any(|other| self.names(other).subject != self.names(place).issuer)
    }

    /// Empty if there is no such certificate.
    pub(super) fn names(&self, place: usize) -> Names<'_> {
        let names = self.graph.node(place).map(|node| Names { subject: &node.subject, issuer: &node.issuer });
        names.unwrap_or_default()
    }

    /// Whether subject and issuer are the same name.
    pub(super) fn is_self_issued(&self, place: usize) -> bool {
        let Names { subject, issuer } = self.names(place);
        is_readable(subject) && subject == issuer
    }

    /// Whether the certificate's own key made its signature. Key identifiers that are there must agree.
    pub(super) fn is_self_signed(&mut self, place: usize) -> bool {
        if let Some(known) = self.self_signed.get(&place) {
            return *known;
        }
        let ids_agree = self.entry(place).and_then(|entry| entry.created.as_ref().ok()).is_some_and(|it| {
            it.authority_key_id.zip(it.subject_key_id).is_none_or(|(authority, subject)| authority == subject)
        });
        let self_signed = ids_agree && self.is_self_issued(place) && self.edge(place, place) == Edge::Verified;
        self.self_signed.insert(place, self_signed);
        self_signed
    }

    /// The same, of one that stands on a path.
    pub(super) fn is_known_self_signed(&self, place: usize) -> bool {
        self.self_signed.get(&place) == Some(&true)
    }

    /// Whether the issuer's key made the certificate's signature, as far as Apple looks at it.
    pub(super) fn edge(&mut self, issuer: usize, place: usize) -> Edge {
        if let Some(known) = self.edges.get(&(issuer, place)) {
            return *known;
        }
        let edge = self.checked_edge(issuer, place);
        self.edges.insert((issuer, place), edge);
        edge
    }

    /// What was found out of an edge before.
    pub(super) fn known_edge(&self, issuer: usize, place: usize) -> Option<Edge> {
        self.edges.get(&(issuer, place)).copied()
    }

    fn checked_edge(&mut self, issuer: usize, place: usize) -> Edge {
        let (Some(issuing), Some(entry)) = (self.entry(issuer), self.entry(place)) else {
            return Edge::Wrong;
        };
        let Ok(created) = &entry.created else { return Edge::Wrong };
        if issuing.key == AppleKey::None {
            return Edge::NoKey;
        }
        if !created.algorithms_agree {
            return Edge::Wrong;
        }
        if !signature::is_supported(created.signature_algorithm, self.known.generation) {
            return Edge::Unsupported;
        }
        match self.graph.check(issuer, place) {
            Ok(()) => Edge::Verified,
            Err(SignatureError::NotTried) => Edge::NotTried,
            Err(SignatureError::UnsupportedAlgorithm) => Edge::Unsupported,
            Err(SignatureError::Invalid | SignatureError::UnsuitableKey) => Edge::Wrong,
        }
    }

    /// Whether the certificate is an anchor. Says also yes of one that is denied: the decision is made.
    pub(super) fn is_anchor(&mut self, place: usize) -> bool {
        let self_signed = self.is_self_signed(place);
        self.entry(place).is_some_and(|entry| entry.is_anchor(self_signed))
    }
}

impl<'a> PoolCertificate<'a> {
    fn new(
        certificate: &'a Certificate,
        created: Result<Created<'a>, NotCreated<'a>>,
        sources: Sources,
        generation: Generation,
    ) -> Self {
        Self {
            certificate,
            created,
            key: AppleKey::of(certificate.x509().public_key(), certificate.public_key(), generation),
            hash: certificate.signature_hash(),
            store_root: StoreRoot::of(certificate),
            sources,
        }
    }
}

impl PoolCertificate<'_> {
    fn is_in(&self, source: Source) -> bool {
        match source {
            Source::App => self.sources.app,
            Source::User => self.sources.user.is_some(),
            Source::System => self.sources.system,
            Source::Given => self.sources.given,
        }
    }

    /// Anchors of the app come first, then Apple's own, the user's, and those of Apple's store.
    fn is_anchor(&self, self_signed: bool) -> bool {
        let by_user = self.sources.user.is_some_and(|trust| match trust {
            UserTrust::Trusted | UserTrust::Setting(TrustSetting::Deny) => true,
            UserTrust::Setting(TrustSetting::TrustRoot) => self_signed,
            UserTrust::Setting(TrustSetting::TrustAsRoot) => !self_signed,
            UserTrust::Setting(TrustSetting::Unspecified) => false,
        });
        self.sources.app || by_user || self.is_system_anchor()
    }

    /// Whether it is in Apple's store for TLS servers, whoever else trusts it.
    pub(super) fn is_system(&self) -> bool {
        self.sources.system || self.store_root.is_some_and(StoreRoot::anchors_servers)
    }

    fn is_system_anchor(&self) -> bool {
        self.sources.system && self.store_root.is_none_or(StoreRoot::anchors_servers)
    }

    /// Whether the user or an administrator trusts it as what it is.
    pub(super) fn is_user_anchor(&self, self_signed: bool) -> bool {
        match self.sources.user {
            Some(UserTrust::Trusted) => true,
            Some(UserTrust::Setting(TrustSetting::TrustRoot)) => self_signed,
            Some(UserTrust::Setting(TrustSetting::TrustAsRoot)) => !self_signed,
            Some(UserTrust::Setting(TrustSetting::Deny | TrustSetting::Unspecified)) | None => false,
        }
    }

    /// Whether a trust setting refuses it. An app's own anchor and Apple's own roots are not refused.
    pub(super) fn is_denied(&self) -> bool {
        let is_beyond = self.sources.app || self.store_root.is_some_and(StoreRoot::is_apples);
        self.sources.user == Some(UserTrust::Setting(TrustSetting::Deny)) && !is_beyond
    }

    /// Whether the user or an administrator has to do with it, so that the trust result is *proceed*.
    pub(super) fn is_known_to_user(&self) -> bool {
        self.sources.user.is_some_and(|trust| trust != UserTrust::Setting(TrustSetting::Unspecified))
    }

    /// A signature with SHA-1 or worse, or with a hash that cannot be told.
    pub(super) fn has_weak_hash(&self) -> bool {
        !matches!(self.hash, Some(Hash::Sha224 | Hash::Sha256 | Hash::Sha384 | Hash::Sha512))
    }
}
