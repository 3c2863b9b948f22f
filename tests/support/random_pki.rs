//! PKIs to order: small, with a fault in every fourth certificate.

use std::collections::BTreeSet;

use apptunnel::Certificate;
use apptunnel::path::{Evaluation, Evaluator, KeyPurpose, RuleSet, Strictness};

use super::choices::Choices;
use super::pki::{self, GeneralName, KEYS, Name, Template};
use super::{HOST, certificate, now};

const HOSTS: [&str; 2] = [HOST, "192.0.2.1"];

/// A PKI before its names and keys are settled.
#[derive(Clone, Debug)]
pub(crate) struct Scenario {
    /// Whether each CA is under the one before, with a name and a key of its own.
    is_chain: bool,
    roots: Vec<(usize, usize)>,
    intermediates: Vec<Certified>,
    leaf: Certified,
    host: &'static str,
    order: Vec<u64>,
}

/// A certificate that some CA of the scenario issued.
#[derive(Clone, Debug)]
struct Certified {
    /// Chosen among those that there are.
    issuer: usize,
    name: usize,
    key: usize,
    /// Whether the issuer's name is written in capitals.
    shouts: bool,
    fault: Fault,
}

/// How a certificate is not like others.
#[derive(Clone, Debug)]
enum Fault {
    None,
    Expired,
    NotYetValid,
    OtherConstraints(Option<(bool, Option<u64>)>),
    PathLength(u64),
    KeyUsage(u8),
    Usages(Vec<&'static str>),
    Names(Vec<GeneralName>, Vec<GeneralName>),
    Unknown(bool),
    Version(u8),
    Damaged,
    OtherKeyId,
}

impl Scenario {
    pub(crate) fn new(choices: &mut Choices<impl FnMut(u64) -> u64>) -> Self {
        Self {
            is_chain: choices.below(10) >= 7,
            roots: (0..=choices.below(3)).map(|_| (choices.index(4), choices.index(KEYS.len()))).collect(),
            intermediates: (0..choices.below(9)).map(|_| Certified::new(choices, 8)).collect(),
            leaf: Certified::new(choices, 16),
            host: choices.one(&HOSTS),
            order: (0..8).map(|_| choices.below(256)).collect(),
        }
    }
}

impl Certified {
    /// Of `soundness + 4` certificates, 4 have a fault.
    fn new(choices: &mut Choices<impl FnMut(u64) -> u64>, soundness: u64) -> Self {
        Self {
            issuer: choices.index(256),
            name: choices.index(6),
            key: choices.index(KEYS.len()),
            shouts: choices.below(32) == 31,
            fault: if choices.below(soundness + 4) < soundness { Fault::None } else { Fault::new(choices) },
        }
    }
}

impl Fault {
    fn new(choices: &mut Choices<impl FnMut(u64) -> u64>) -> Self {
        match choices.below(28) {
            0 => Self::Expired,
            1 => Self::NotYetValid,
            2..=5 => Self::OtherConstraints(
                choices
                    .one(&[true, false])
                    .then(|| (choices.one(&[true, false]), choices.one(&[None, Some(0), Some(1)]))),
            ),
            6..=11 => Self::PathLength(choices.below(2)),
            12..=13 => Self::KeyUsage(choices.one(&[pki::DIGITAL_SIGNATURE, pki::KEY_CERT_SIGN])),
            14..=16 => Self::Usages(vec![choices.one(&[pki::SERVER_AUTH, pki::CLIENT_AUTH, pki::ANY_USAGE])]),
            17..=21 => {
                let permitted: Vec<GeneralName> = (0..choices.below(3)).map(|_| subtree(choices)).collect();
                // It constrains something.
                let least = u64::from(permitted.is_empty());
                let excluded = (0..choices.below(2).max(least)).map(|_| subtree(choices)).collect();
                Self::Names(permitted, excluded)
            }
            22..=23 => Self::Unknown(choices.one(&[true, false])),
            24 => Self::Version(choices.one(&[1, 2, 3])),
            25..=26 => Self::Damaged,
            _ => Self::OtherKeyId,
        }
    }
}

fn subtree(choices: &mut Choices<impl FnMut(u64) -> u64>) -> GeneralName {
    choices.one(&[
        GeneralName::dns(""),
        GeneralName::dns("example.com"),
        GeneralName::dns("Sentry.example.com"),
        GeneralName::dns(".example.com"),
        GeneralName::dns(".com"),
        GeneralName::dns("example.org"),
        GeneralName::Net([192, 0, 2, 0], [255, 255, 255, 0]),
        GeneralName::Net([10, 0, 0, 0], [255, 0, 0, 0]),
        GeneralName::Directory(Name::of(&[("2.5.4.10", "EXAMPLE")])),
        GeneralName::Directory(Name::common("CA 1")),
    ])
}

/// What stands in one certificate.
#[derive(Clone, Debug)]
pub(crate) struct Spec {
    pub(crate) subject: String,
    pub(crate) issuer: String,
    key: usize,
    signer: usize,
    pub(crate) version: u8,
    not_before: &'static str,
    not_after: &'static str,
    constraints: Option<(bool, Option<u64>)>,
    key_usage: Option<u8>,
    pub(crate) usages: Vec<&'static str>,
    names: Vec<GeneralName>,
    pub(crate) permitted: Vec<GeneralName>,
    pub(crate) excluded: Vec<GeneralName>,
    /// Whether there is an extension that nobody knows, and it is critical.
    unknown: Option<bool>,
    is_damaged: bool,
    has_other_key_id: bool,
}

impl Spec {
    fn new(subject: String, key: usize, issuer: String, signer: usize, is_ca: bool) -> Self {
        Self {
            subject,
            issuer,
            key,
            signer,
            version: 3,
            not_before: "20250101000000",
            not_after: "20341231235959",
            constraints: is_ca.then_some((true, None)),
            key_usage: None,
            usages: Vec::new(),
            names: Vec::new(),
            permitted: Vec::new(),
            excluded: Vec::new(),
            unknown: None,
            is_damaged: false,
            has_other_key_id: false,
        }
    }

    fn with(mut self, fault: &Fault) -> Self {
        match fault.clone() {
            Fault::None => {}
            Fault::Expired => self.not_after = "20260531235959",
            Fault::NotYetValid => self.not_before = "20260601000001",
            Fault::OtherConstraints(constraints) => self.constraints = constraints,
            Fault::PathLength(limit) => self.constraints = self.constraints.map(|(is_ca, _)| (is_ca, Some(limit))),
            Fault::KeyUsage(bits) => self.key_usage = Some(bits),
            Fault::Usages(usages) => self.usages = usages,
            Fault::Names(permitted, excluded) => (self.permitted, self.excluded) = (permitted, excluded),
            Fault::Unknown(critical) => self.unknown = Some(critical),
            Fault::Version(version) => self.version = version,
            Fault::Damaged => self.is_damaged = true,
            Fault::OtherKeyId => self.has_other_key_id = true,
        }
        self
    }

    #[cfg(feature = "aws-lc-rs")]
    pub(crate) fn is_ca(&self) -> bool {
        self.constraints.is_some_and(|(is_ca, _)| is_ca)
    }

    #[cfg(feature = "aws-lc-rs")]
    pub(crate) fn is_self_issued(&self) -> bool {
        self.subject.eq_ignore_ascii_case(&self.issuer)
    }

    fn certificate(&self, serial: u64) -> Certificate {
        let signer = &KEYS[self.signer];
        let mut template = Template::new(Name::common(&self.subject), &KEYS[self.key], Name::common(&self.issuer));
        template.serial = serial;
        template.version = self.version;
        (template.not_before, template.not_after) = (self.not_before, self.not_after);
        let authority = if self.has_other_key_id { b"other".to_vec() } else { signer.id() };
        template.extensions = vec![pki::subject_key_id(&KEYS[self.key].id()), pki::authority_key_id(&authority)];
        template.extensions.extend(self.constraints.map(|(is_ca, limit)| pki::basic_constraints(is_ca, limit, true)));
        template.extensions.extend(self.key_usage.map(pki::key_usage));
        template.extensions.extend((!self.usages.is_empty()).then(|| pki::extended_key_usage(&self.usages)));
        template.extensions.extend((!self.names.is_empty()).then(|| pki::alternative_names(&self.names)));
        if !self.permitted.is_empty() || !self.excluded.is_empty() {
            template.extensions.push(pki::name_constraints(&self.permitted, &self.excluded));
        }
        template.extensions.extend(self.unknown.map(pki::unknown_extension));
        let der = if self.is_damaged { template.damaged(signer) } else { template.signed_by(signer) };
        certificate(&der)
    }
}

/// A PKI that can be evaluated.
#[derive(Clone)]
pub(crate) struct Built {
    pub(crate) leaf: Certificate,
    pub(crate) anchors: Vec<Certificate>,
    pub(crate) pool: Vec<Certificate>,
    pub(crate) host: &'static str,
    pub(crate) specs: Vec<(Certificate, Spec)>,
}

impl std::fmt::Debug for Built {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.specs.iter().map(|(_, spec)| spec)).finish()
    }
}

impl Scenario {
    pub(crate) fn build(&self) -> Built {
        // Of each CA its name and key.
        let mut authorities: Vec<(String, usize)> = Vec::new();
        let mut specs: Vec<Spec> = Vec::new();
        for (name, key) in &self.roots {
            let name = format!("Root {name}");
            authorities.push((name.clone(), *key));
            specs.push(Spec::new(name.clone(), *key, name, *key, true));
        }
        let roots = authorities.len();
        for (index, it) in self.intermediates.iter().enumerate() {
            let (name, key) = if self.is_chain { (index + 10, index) } else { (it.name, it.key) };
            authorities.push((format!("CA {name}"), key));
        }
        for (index, it) in self.intermediates.iter().enumerate() {
            let (subject, key) = authorities[roots + index].clone();
            let issuer = match self.is_chain {
                true => roots + index - 1,
                false => it.issuer % authorities.len(),
            };
            let (issuer, signer) = authorities[issuer].clone();
            let issuer = if it.shouts { issuer.to_uppercase() } else { issuer };
            specs.push(Spec::new(subject, key, issuer, signer, true).with(&it.fault));
        }
        let (issuer, signer) = match self.is_chain {
            true => authorities[authorities.len() - 1].clone(),
            // Seldom a root.
            false if !self.intermediates.is_empty() && !self.order[0].is_multiple_of(8) => {
                authorities[roots + self.leaf.issuer % self.intermediates.len()].clone()
            }
            false => authorities[self.leaf.issuer % authorities.len()].clone(),
        };
        let mut leaf = Spec::new("Leaf".to_owned(), self.leaf.key, issuer, signer, false).with(&self.leaf.fault);
        leaf.names = vec![GeneralName::dns("*.example.com"), GeneralName::Ip([192, 0, 2, 1])];
        if self.leaf.shouts {
            leaf.names.truncate(1);
        }
        specs.push(leaf);

        let specs: Vec<(Certificate, Spec)> =
            (1..).zip(specs).map(|(serial, it)| (it.certificate(serial), it)).collect();
        let certificates: Vec<Certificate> = specs.iter().map(|(certificate, _)| certificate.clone()).collect();
        let (leaf, issuers) = certificates.split_last().unwrap();
        let (anchors, pool) = issuers.split_at(roots);
        let mut pool: Vec<_> = self.order.iter().zip(pool.iter().cloned()).collect();
        pool.sort_by_key(|(order, _)| **order);
        Built {
            leaf: leaf.clone(),
            anchors: anchors.to_vec(),
            pool: pool.into_iter().map(|(_, certificate)| certificate).collect(),
            host: self.host,
            specs,
        }
    }
}

impl Built {
    /// Neither the verdict nor a finding depends on the order of the pool.
    pub(crate) fn is_the_same_in_any_order(&self) {
        let first = verdict(&self.evaluate());
        for pool in self.other_orders() {
            assert_eq!(first, verdict(&self.evaluator().evaluate(&self.leaf, &pool)));
        }
    }

    /// An unrelated certificate does not matter.
    pub(crate) fn is_the_same_with_a_stranger(&self) {
        let name = Name::common("Stranger");
        let stranger = Template::ca(name.clone(), &KEYS[11], name).signed_by(&KEYS[11]);
        let pool: Vec<_> = std::iter::once(certificate(&stranger)).chain(self.pool.iter().cloned()).collect();
        assert_eq!(verdict(&self.evaluate()), verdict(&self.evaluator().evaluate(&self.leaf, &pool)));
    }

    /// The same question has the same answer.
    pub(crate) fn is_the_same_again(&self) {
        let (first, again) = (self.evaluate(), self.evaluate());
        assert_eq!(first.budget_spent(), again.budget_spent());
        assert_eq!(first.paths.len(), again.paths.len());
        for (first, again) in first.paths.iter().zip(&again.paths) {
            assert_eq!(first.certificates, again.certificates);
            assert_eq!(first.findings, again.findings);
        }
    }

    pub(crate) fn evaluator(&self) -> Evaluator {
        let mut evaluator = Evaluator::new(RuleSet::rfc5280(), now());
        evaluator.anchors = self.anchors.clone();
        evaluator.purpose = KeyPurpose::Server(Strictness::Lax);
        evaluator.server_name = Some(self.host.parse().unwrap());
        evaluator
    }

    pub(crate) fn evaluate(&self) -> Evaluation {
        self.evaluator().evaluate(&self.leaf, &self.pool)
    }

    fn other_orders(&self) -> [Vec<Certificate>; 2] {
        [1, 2].map(|turn| {
            let mut pool = self.pool.clone();
            let turn = turn * pool.len() / 3;
            pool.rotate_left(turn);
            pool.reverse();
            pool
        })
    }

    #[cfg(feature = "aws-lc-rs")]
    pub(crate) fn spec(&self, certificate: &Certificate) -> &Spec {
        self.specs.iter().find(|(it, _)| it == certificate).map(|(_, spec)| spec).unwrap()
    }
}

/// What a best path says.
fn verdict(evaluation: &Evaluation) -> (bool, BTreeSet<String>) {
    let findings = evaluation.best().map(|path| path.findings.as_slice()).unwrap_or_default();
    (evaluation.is_accepted(), findings.iter().map(|finding| finding.code.to_string()).collect())
}
