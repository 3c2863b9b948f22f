//! Random PKIs: one verdict whatever the order, and the verdict of rustls-webpki but for the differences named here.
//!
//! The cases are the same in every run. `PROPTEST_CASES` makes more of them.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::print_stdout,
    clippy::print_stderr,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking, and says what it measured"
)]

use std::collections::BTreeSet;

use apptunnel::Certificate;
use apptunnel::rules::{Evaluation, Evaluator, Purpose, RuleSet, Strictness};
use proptest::prelude::*;
use proptest::test_runner::{RngSeed, TestRunner};

#[cfg(test)]
mod support;

use support::pki::{self, GeneralName, KEYS, Name, Template};

/// Enough for every difference to occur, and soon done.
const CASES: u32 = 600;
const HOSTS: [&str; 2] = ["sentry.example.com", "192.0.2.1"];

#[test]
fn the_verdict_does_not_depend_on_the_order_of_the_pool() {
    for_each_scenario(|scenario| {
        let built = scenario.build();
        let first = built.evaluate().is_accepted();
        for pool in built.other_orders() {
            prop_assert_eq!(first, built.evaluator().evaluate(&built.leaf, &pool).is_accepted());
        }
        Ok(())
    });
}

#[test]
fn the_findings_do_not_depend_on_the_order_of_the_pool() {
    for_each_scenario(|scenario| {
        let built = scenario.build();
        let first = verdict(&built.evaluate());
        for pool in built.other_orders() {
            prop_assert_eq!(&first, &verdict(&built.evaluator().evaluate(&built.leaf, &pool)));
        }
        Ok(())
    });
}

#[test]
fn an_unrelated_certificate_does_not_matter() {
    let stranger = Name::common("Stranger");
    let stranger = Template::ca(stranger.clone(), &KEYS[11], stranger).signed_by(&KEYS[11]);
    let stranger = Certificate::from_der(&stranger).unwrap();
    for_each_scenario(|scenario| {
        let mut built = scenario.build();
        let first = built.evaluate();
        built.pool.insert(0, stranger.clone());
        prop_assert_eq!(verdict(&first), verdict(&built.evaluate()));
        Ok(())
    });
}

#[test]
fn the_same_question_has_the_same_answer() {
    for_each_scenario(|scenario| {
        let built = scenario.build();
        let (first, again) = (built.evaluate(), built.evaluate());
        prop_assert_eq!(first.budget_spent(), again.budget_spent());
        prop_assert_eq!(first.paths.len(), again.paths.len());
        for (first, again) in first.paths.iter().zip(&again.paths) {
            prop_assert_eq!(&first.certificates, &again.certificates);
            prop_assert_eq!(&first.findings, &again.findings);
        }
        Ok(())
    });
}

#[test]
#[cfg(feature = "aws-lc-rs")]
fn rustls_webpki_agrees() {
    use std::cell::RefCell;

    let seen = RefCell::new(BTreeSet::new());
    let agreed = RefCell::new([0, 0]);
    for_each_scenario(|scenario| {
        let built = scenario.build();
        let ours = built.evaluate();
        let theirs = oracle::verify(&built);
        if ours.is_accepted() == theirs.is_ok() {
            agreed.borrow_mut()[usize::from(theirs.is_ok())] += 1;
            return Ok(());
        }
        let disagreement = oracle::Disagreement::new(&built, &ours, &theirs);
        let Some(difference) = oracle::DIFFERENCES.iter().find(|it| (it.applies)(&disagreement)) else {
            return Err(TestCaseError::fail(format!("{disagreement:#?}")));
        };
        if seen.borrow_mut().insert(difference.name) {
            println!("{}: {}", difference.name, difference.reason);
        }
        Ok(())
    });
    println!("both refuse and both accept: {:?}", agreed.borrow());
    for difference in &oracle::DIFFERENCES {
        let is_needed = cases() < CASES || seen.borrow().contains(difference.name);
        assert!(is_needed, "{} does not occur", difference.name);
    }
}

/// Asks rustls-webpki, and knows where it differs.
#[cfg(feature = "aws-lc-rs")]
mod oracle {
    use std::time::Duration;

    use rustls_pki_types::{CertificateDer, ServerName, UnixTime};
    use webpki::{EndEntityCert, Error, KeyUsage};

    use super::*;

    /// A way in which both may come to different verdicts.
    pub(super) struct Difference {
        pub(super) name: &'static str,
        pub(super) reason: &'static str,
        pub(super) applies: fn(&Disagreement) -> bool,
    }

    /// One rejects what the other accepts. Some of it is only there to be printed.
    #[allow(dead_code)]
    #[derive(Debug)]
    pub(super) enum Disagreement {
        /// Findings of ours on the path that rustls-webpki accepts.
        OnlyTheirs { messages: Vec<(String, String)>, built: Built, spent: Option<&'static str> },
        /// The error of theirs when it is given nothing but the path that we accept, if there is one then.
        OnlyOurs { error: Option<Error>, on_all: Error, path: Vec<Spec>, built: Built },
    }

    pub(super) static DIFFERENCES: [Difference; 9] = [
        Difference {
            name: "anyExtendedKeyUsage",
            reason: "RFC 5280 section 4.2.1.12 lets anyExtendedKeyUsage stand for every purpose; rustls-webpki asks for \
                     serverAuth itself.",
            applies: |it| {
                it.ours_alone(
                    |error| matches!(error, Error::RequiredEkuNotFoundContext(_)),
                    |path| path.iter().any(|spec| spec.usages.contains(&pki::ANY_USAGE)),
                )
            },
        },
        Difference {
            name: "CA as leaf",
            reason: "rustls-webpki takes no CA certificate as a leaf; RFC 5280 section 6 does not mind.",
            applies: |it| it.ours_alone(|error| matches!(error, Error::CaUsedAsEndEntity), |path| path[0].is_ca()),
        },
        Difference {
            name: "depth",
            reason: "rustls-webpki takes six intermediates at most; our limit is Budget::path_length.",
            applies: |it| {
                it.ours_alone(|error| matches!(error, Error::MaximumPathDepthExceeded), |path| path.len() > 8)
            },
        },
        Difference {
            name: "directory name constraints",
            reason: "rustls-webpki does not compare directory names: every certificate below such a constraint is refused.",
            applies: |it| {
                it.ours_alone(
                    |error| matches!(error, Error::NameConstraintViolation),
                    |path| {
                        let is_directory = |name: &GeneralName| matches!(name, GeneralName::Directory(_));
                        path.iter().any(|spec| spec.permitted.iter().chain(&spec.excluded).any(is_directory))
                    },
                )
            },
        },
        Difference {
            name: "keyCertSign",
            reason: "RFC 5280 section 6.1.4 (n) asks for keyCertSign where there is a key usage; rustls-webpki does not \
                     look at it.",
            applies: |it| it.theirs_alone(|code, _| code == "rfc5280.key-cert-sign"),
        },
        Difference {
            name: "leading dot",
            reason: "RFC 5280 section 4.2.1.10 knows no dNSName constraint with a leading dot; rustls-webpki takes it as \
                     one label or more.",
            applies: |it| {
                it.theirs_alone(|code, message| code == "rfc5280.name-constraints-malformed" && message.contains("\"."))
            },
        },
        Difference {
            name: "names by bytes",
            reason: "RFC 5280 section 7.1 compares names without regard to case; rustls-webpki compares the bytes.",
            applies: |it| {
                it.ours_alone(
                    |error| matches!(error, Error::UnknownIssuer),
                    |path| path.windows(2).any(|pair| pair[0].issuer != pair[1].subject),
                )
            },
        },
        Difference {
            name: "self-issued and path length",
            reason: "RFC 5280 section 6.1.4 (l) does not count self-issued certificates; rustls-webpki counts them.",
            applies: |it| {
                it.ours_alone(
                    |error| matches!(error, Error::PathLenConstraintViolated),
                    |path| path[1..].iter().any(Spec::is_self_issued),
                )
            },
        },
        Difference {
            name: "version 1 with extensions",
            reason: "rustls-webpki takes version 3 only; RFC 5280 section 6.1 asks it of CAs.",
            applies: |it| {
                it.ours_alone(
                    |error| matches!(error, Error::UnsupportedCertVersion),
                    |path| path.iter().any(|spec| spec.version < 3),
                )
            },
        },
    ];

    impl Disagreement {
        pub(super) fn new(built: &Built, ours: &Evaluation, theirs: &Result<Vec<Certificate>, Error>) -> Self {
            let built = built.clone();
            match theirs {
                Ok(path) => {
                    let same = ours.paths.iter().find(|evaluated| evaluated.certificates == *path);
                    let findings = same.map(|path| path.findings.as_slice()).unwrap_or_default();
                    let messages = findings.iter().map(|it| (it.code.to_string(), it.message.clone())).collect();
                    Self::OnlyTheirs { messages, built, spent: ours.budget_spent() }
                }
                Err(on_all) => {
                    let mut alone = built.clone();
                    let path = &ours.best().unwrap().certificates;
                    let [leaf, intermediates @ .., anchor] = path.as_slice() else { panic!("{path:?} is no path") };
                    assert_eq!(*leaf, alone.leaf);
                    alone.pool = intermediates.to_vec();
                    alone.anchors = vec![anchor.clone()];
                    let error = verify(&alone).err();
                    let path = path.iter().map(|certificate| built.spec(certificate).clone()).collect();
                    Self::OnlyOurs { error, on_all: on_all.clone(), path, built }
                }
            }
        }

        /// We accept a path that they refuse with such an error, and it looks like this.
        fn ours_alone(&self, is_error: fn(&Error) -> bool, is_path: fn(&[Spec]) -> bool) -> bool {
            match self {
                Self::OnlyOurs { error: Some(error), path, .. } => {
                    (is_error(error) || (is_ambiguous(path) && is_of_signature(error))) && is_path(path)
                }
                _ => false,
            }
        }

        /// They accept a path on which all our findings are such.
        fn theirs_alone(&self, is_finding: fn(&str, &str) -> bool) -> bool {
            match self {
                Self::OnlyTheirs { messages, .. } => {
                    !messages.is_empty() && messages.iter().all(|(code, message)| is_finding(code, message))
                }
                Self::OnlyOurs { .. } => false,
            }
        }
    }

    /// Whether two CAs of the path have one name. rustls-webpki then tries wrong orders of them, too, and of all errors
    /// reports the one that it holds for the most specific: that of a signature.
    fn is_ambiguous(path: &[Spec]) -> bool {
        let subjects: BTreeSet<String> = path.iter().map(|spec| spec.subject.to_lowercase()).collect();
        subjects.len() < path.len()
    }

    fn is_of_signature(error: &Error) -> bool {
        matches!(
            error,
            Error::InvalidSignatureForPublicKey | Error::UnsupportedSignatureAlgorithmForPublicKeyContext(_)
        )
    }

    /// The path that rustls-webpki accepts, the anchor last. Of anchors nothing counts but name and key, as for us.
    pub(super) fn verify(built: &Built) -> Result<Vec<Certificate>, Error> {
        let anchor_ders: Vec<CertificateDer<'_>> =
            built.anchors.iter().map(|anchor| CertificateDer::from(anchor.der())).collect();
        let anchors: Vec<_> = anchor_ders
            .iter()
            .map(|der| {
                let mut anchor = webpki::anchor_from_trusted_cert(der).unwrap();
                anchor.name_constraints = None;
                anchor
            })
            .collect();
        let pool: Vec<CertificateDer<'_>> = built.pool.iter().map(|other| CertificateDer::from(other.der())).collect();
        let leaf = CertificateDer::from(built.leaf.der());
        let leaf = EndEntityCert::try_from(&leaf)?;
        let at = UnixTime::since_unix_epoch(Duration::from_secs(u64::try_from(at().timestamp()).unwrap()));
        let algorithms = [webpki::aws_lc_rs::ECDSA_P256_SHA256, webpki::aws_lc_rs::ED25519];
        let path = leaf.verify_for_usage(&algorithms, &anchors, &pool, at, KeyUsage::server_auth(), None, None)?;
        leaf.verify_is_valid_for_subject_name(&ServerName::try_from(built.host).unwrap())?;
        let anchor = anchors.iter().position(|anchor| anchor == path.anchor()).unwrap();
        let intermediates =
            path.intermediate_certificates().map(|it| Certificate::from_der(it.der().as_ref()).unwrap());
        Ok(std::iter::once(built.leaf.clone()).chain(intermediates).chain([built.anchors[anchor].clone()]).collect())
    }
}

/// What a best path says.
fn verdict(evaluation: &Evaluation) -> (bool, BTreeSet<String>) {
    let findings = evaluation.best().map(|path| path.findings.as_slice()).unwrap_or_default();
    (evaluation.is_accepted(), findings.iter().map(|finding| finding.code.to_string()).collect())
}

fn at() -> chrono::DateTime<chrono::Utc> {
    "2026-06-01T00:00:00Z".parse().unwrap()
}

fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|cases| cases.parse().ok()).unwrap_or(CASES)
}

fn for_each_scenario(test: impl Fn(Scenario) -> Result<(), TestCaseError>) {
    let cases = cases();
    let config =
        ProptestConfig { cases, rng_seed: RngSeed::Fixed(5_280), failure_persistence: None, ..Default::default() };
    if let Err(error) = TestRunner::new(config).run(&scenario(), test) {
        panic!("{error}");
    }
}

/// A PKI before its names and keys are settled.
#[derive(Clone, Debug)]
struct Scenario {
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
    issuer: prop::sample::Index,
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

fn scenario() -> impl Strategy<Value = Scenario> {
    (
        prop::bool::weighted(0.3),
        prop::collection::vec((0..4_usize, 0..KEYS.len()), 1..=3),
        prop::collection::vec(certified(8), 0..=8),
        certified(16),
        prop::sample::select(&HOSTS[..]),
        prop::collection::vec(any::<u64>(), 8),
    )
        .prop_map(|(is_chain, roots, intermediates, leaf, host, order)| Scenario {
            is_chain,
            roots,
            intermediates,
            leaf,
            host,
            order,
        })
}

/// Of `soundness + 4` certificates, 4 have a fault.
fn certified(soundness: u32) -> impl Strategy<Value = Certified> {
    (
        any::<prop::sample::Index>(),
        0..6_usize,
        0..KEYS.len(),
        prop::bool::weighted(0.03),
        prop_oneof![soundness => Just(Fault::None), 4 => fault()],
    )
        .prop_map(|(issuer, name, key, shouts, fault)| Certified { issuer, name, key, shouts, fault })
}

fn fault() -> impl Strategy<Value = Fault> {
    let usages = vec![vec![pki::SERVER_AUTH], vec![pki::CLIENT_AUTH], vec![pki::ANY_USAGE]];
    prop_oneof![
        1 => Just(Fault::Expired),
        1 => Just(Fault::NotYetValid),
        4 => prop::option::of((any::<bool>(), prop::option::of(0..2_u64))).prop_map(Fault::OtherConstraints),
        6 => (0..2_u64).prop_map(Fault::PathLength),
        2 => prop::sample::select(vec![pki::DIGITAL_SIGNATURE, pki::KEY_CERT_SIGN]).prop_map(Fault::KeyUsage),
        3 => prop::sample::select(usages).prop_map(Fault::Usages),
        5 => (prop::collection::vec(subtree(), 0..=2), prop::collection::vec(subtree(), 0..=1))
            .prop_filter("constrains nothing", |(permitted, excluded)| !permitted.is_empty() || !excluded.is_empty())
            .prop_map(|(permitted, excluded)| Fault::Names(permitted, excluded)),
        2 => any::<bool>().prop_map(Fault::Unknown),
        1 => (1..=3_u8).prop_map(Fault::Version),
        2 => Just(Fault::Damaged),
        1 => Just(Fault::OtherKeyId),
    ]
}

fn subtree() -> impl Strategy<Value = GeneralName> {
    prop::sample::select(vec![
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
struct Spec {
    subject: String,
    issuer: String,
    key: usize,
    signer: usize,
    version: u8,
    not_before: &'static str,
    not_after: &'static str,
    constraints: Option<(bool, Option<u64>)>,
    key_usage: Option<u8>,
    usages: Vec<&'static str>,
    names: Vec<GeneralName>,
    permitted: Vec<GeneralName>,
    excluded: Vec<GeneralName>,
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
    fn is_ca(&self) -> bool {
        self.constraints.is_some_and(|(is_ca, _)| is_ca)
    }

    #[cfg(feature = "aws-lc-rs")]
    fn is_self_issued(&self) -> bool {
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
        Certificate::from_der(&der).unwrap()
    }
}

/// A PKI that can be evaluated.
#[derive(Clone)]
struct Built {
    leaf: Certificate,
    anchors: Vec<Certificate>,
    pool: Vec<Certificate>,
    host: &'static str,
    specs: Vec<(Certificate, Spec)>,
}

impl std::fmt::Debug for Built {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_list().entries(self.specs.iter().map(|(_, spec)| spec)).finish()
    }
}

impl Scenario {
    fn build(&self) -> Built {
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
                false => it.issuer.index(authorities.len()),
            };
            let (issuer, signer) = authorities[issuer].clone();
            let issuer = if it.shouts { issuer.to_uppercase() } else { issuer };
            specs.push(Spec::new(subject, key, issuer, signer, true).with(&it.fault));
        }
        let (issuer, signer) = match self.is_chain {
            true => authorities[authorities.len() - 1].clone(),
            // Seldom a root.
            false if !self.intermediates.is_empty() && !self.order[0].is_multiple_of(8) => {
                authorities[roots + self.leaf.issuer.index(self.intermediates.len())].clone()
            }
            false => authorities[self.leaf.issuer.index(authorities.len())].clone(),
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
    fn evaluator(&self) -> Evaluator {
        let mut evaluator = Evaluator::new(RuleSet::rfc5280(), at());
        evaluator.anchors = self.anchors.iter().cloned().map(Into::into).collect();
        evaluator.purpose = Purpose::Server(Strictness::Lax);
        evaluator.server_name = Some(self.host.parse().unwrap());
        evaluator
    }

    fn evaluate(&self) -> Evaluation {
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
    fn spec(&self, certificate: &Certificate) -> &Spec {
        self.specs.iter().find(|(it, _)| it == certificate).map(|(_, spec)| spec).unwrap()
    }
}
