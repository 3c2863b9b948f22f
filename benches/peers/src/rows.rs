//! The works that are measured, each with its peers and its target.

use std::hint::black_box;
use std::time::Duration;

use apptunnel::device::trust::{PreparedTrustEvaluator, TrustEvaluator};
use apptunnel::device::{Origin, Release, TrustAnchor};
use apptunnel::path::{Evaluator, RuleSet, SignatureCache};
use apptunnel::{Bundle, Certificate};
use openssl::nid::Nid;
use openssl::pkcs12::Pkcs12;
use openssl::stack::Stack;
use openssl::x509::store::{X509Store, X509StoreBuilder};
use openssl::x509::verify::X509VerifyParam;
use openssl::x509::{X509, X509PurposeId, X509StoreContext};
use p12_keystore::{KeyStore, Pkcs12ImportPolicy};
use rustls_pki_types::{CertificateDer, ServerName, TrustAnchor as WebpkiAnchor, UnixTime};
use webpki::{EndEntityCert, KeyUsage, anchor_from_trusted_cert};
use x509_parser::prelude::FromDer;

use crate::measure::Contender;
use crate::pki::{AT, Algorithm, HOST, Mesh, Pki};

/// One work.
pub struct Row {
    pub name: String,
    pub targets: Vec<Target>,
    /// The first is this library.
    pub contenders: Vec<Contender>,
}

/// What the first contender is to reach.
pub enum Target {
    /// Its time over that of the contender with this name is at most this.
    Ratio(&'static str, f64),
    /// Its time is at most this.
    Time(Duration),
}

fn ours(certificate: &X509) -> Certificate {
    Certificate::from_der(&certificate.to_der().unwrap()).unwrap()
}

fn der(certificate: &X509) -> CertificateDer<'static> {
    CertificateDer::from(certificate.to_der().unwrap())
}

pub fn parse(algorithm: Algorithm) -> Row {
    let leaf = Pki::new(algorithm).leaf(1).to_der().unwrap();
    let [a, b, c, d] = [(); 4].map(|()| leaf.clone());
    Row {
        name: format!("parse one certificate, {algorithm:?}"),
        targets: vec![
            Target::Ratio("x509-parser", 1.2),
            Target::Ratio("x509-cert", 1.0),
            Target::Ratio("OpenSSL", 1.0),
        ],
        contenders: vec![
            Contender::new("apptunnel", move || {
                black_box(Certificate::from_der(black_box(&a)).unwrap());
            }),
            Contender::new("x509-parser", move || {
                black_box(x509_parser::certificate::X509Certificate::from_der(black_box(&b)).unwrap());
            }),
            Contender::new("x509-cert", move || {
                use x509_cert::der::Decode as _;
                use x509_cert::ext::pkix;
                let certificate = x509_cert::Certificate::from_der(black_box(&c)).unwrap();
                let tbs = certificate.tbs_certificate();
                black_box(tbs.get_extension::<pkix::BasicConstraints>().unwrap());
                black_box(tbs.get_extension::<pkix::KeyUsage>().unwrap());
                black_box(tbs.get_extension::<pkix::ExtendedKeyUsage>().unwrap());
                black_box(tbs.get_extension::<pkix::SubjectAltName>().unwrap());
                black_box(tbs.get_extension::<pkix::SubjectKeyIdentifier>().unwrap());
                black_box(tbs.get_extension::<pkix::AuthorityKeyIdentifier>().unwrap());
                black_box(&certificate);
            }),
            Contender::new("OpenSSL", move || {
                black_box(X509::from_der(black_box(&d)).unwrap());
            }),
        ],
    }
}

/// An evaluator under Apple's newest rules below a root that MDM installed.
fn apple(root: &X509) -> TrustEvaluator {
    let mut evaluator = TrustEvaluator::new(Release::latest(), at());
    evaluator.anchors.push(TrustAnchor::new(ours(root), Origin::User));
    evaluator.server_name = Some(HOST.parse().unwrap());
    evaluator
}

fn at() -> chrono::DateTime<chrono::Utc> {
    chrono::DateTime::from_timestamp(AT, 0).unwrap()
}

/// rustls-webpki with what it can prepare.
struct Webpki {
    anchors: Vec<WebpkiAnchor<'static>>,
    intermediates: Vec<CertificateDer<'static>>,
    host: ServerName<'static>,
    at: UnixTime,
}

impl Webpki {
    fn new(root: &X509, intermediates: &[X509]) -> Self {
        Self {
            anchors: vec![anchor_from_trusted_cert(&der(root)).unwrap().to_owned()],
            intermediates: intermediates.iter().map(der).collect(),
            host: ServerName::try_from(HOST).unwrap(),
            at: UnixTime::since_unix_epoch(Duration::from_secs(AT.unsigned_abs())),
        }
    }

    fn verify(&self, leaf: &CertificateDer<'_>) -> bool {
        let leaf = EndEntityCert::try_from(leaf).unwrap();
        let verified = leaf.verify_for_usage(
            webpki::ALL_VERIFICATION_ALGS,
            &self.anchors,
            &self.intermediates,
            self.at,
            KeyUsage::server_auth(),
            None,
            None,
        );
        verified.is_ok() && leaf.verify_is_valid_for_subject_name(&self.host).is_ok()
    }
}

fn store(root: &X509) -> X509Store {
    let mut parameters = X509VerifyParam::new().unwrap();
    parameters.set_time(AT);
    parameters.set_host(HOST).unwrap();
    parameters.set_purpose(X509PurposeId::SSL_SERVER).unwrap();
    let mut store = X509StoreBuilder::new().unwrap();
    store.set_param(&parameters).unwrap();
    store.add_cert(root.clone()).unwrap();
    store.build()
}

fn openssl_verifies(store: &X509Store, leaf: &X509, chain: &Stack<X509>) -> bool {
    let mut context = X509StoreContext::new().unwrap();
    context.init(store, leaf, chain, |context| context.verify_cert()).unwrap()
}

fn stack(certificates: &[X509]) -> Stack<X509> {
    let mut stack = Stack::new().unwrap();
    for certificate in certificates {
        stack.push(certificate.clone()).unwrap();
    }
    stack
}

/// Certificates are parsed and trust anchors prepared before, where a peer lets them be.
pub fn evaluate(algorithm: Algorithm) -> Row {
    let pki = Pki::new(algorithm);
    let (leaf, intermediate, root) = (pki.leaf(1), &pki.intermediate.certificate, &pki.root.certificate);
    let prepared = apple(root).prepare(&[ours(intermediate)]);
    let our_leaf = ours(&leaf);
    let webpki = Webpki::new(root, &[intermediate.clone()]);
    let leaf_der = der(&leaf);
    let (store, chain) = (store(root), stack(&[intermediate.clone()]));
    Row {
        name: format!("evaluate leaf, intermediate and root, {algorithm:?}"),
        targets: vec![Target::Ratio("rustls-webpki", 1.15), Target::Ratio("OpenSSL", 1.0)],
        contenders: vec![
            Contender::new("apptunnel", move || {
                assert!(prepared.evaluate(black_box(&our_leaf)).is_accepted());
            }),
            Contender::new("rustls-webpki", move || assert!(webpki.verify(black_box(&leaf_der)))),
            Contender::new("OpenSSL", move || assert!(openssl_verifies(&store, black_box(&leaf), &chain))),
        ],
    }
}

/// From DER to verdict.
pub fn parse_and_evaluate(algorithm: Algorithm) -> Row {
    let pki = Pki::new(algorithm);
    let (leaf, intermediate, root) = (pki.leaf(1), &pki.intermediate.certificate, &pki.root.certificate);
    let evaluator = apple(root);
    let webpki = Webpki::new(root, &[intermediate.clone()]);
    let leaf_der = der(&leaf);
    let store = store(root);
    let [leaf, other] = [&leaf, intermediate].map(|it| it.to_der().unwrap());
    let (our_leaf, our_other) = (leaf.clone(), other.clone());
    Row {
        name: format!("parse and evaluate leaf and intermediate, {algorithm:?}"),
        targets: vec![],
        contenders: vec![
            Contender::new("apptunnel", move || {
                let [leaf, other] = [&our_leaf, &our_other].map(|it| Certificate::from_der(black_box(it)).unwrap());
                assert!(evaluator.evaluate(&leaf, &[other]).is_accepted());
            }),
            Contender::new("rustls-webpki", move || assert!(webpki.verify(black_box(&leaf_der)))),
            Contender::new("OpenSSL", move || {
                let [leaf, other] = [&leaf, &other].map(|it| X509::from_der(black_box(it)).unwrap());
                assert!(openssl_verifies(&store, &leaf, &stack(&[other])));
            }),
        ],
    }
}

/// Leaves that were not seen before, below the same CA: the cache knows the CA's signature and no leaf's.
pub fn fleet(algorithm: Algorithm) -> Row {
    const LEAVES: u32 = 100;
    let pki = Pki::new(algorithm);
    let (intermediate, root) = (&pki.intermediate.certificate, &pki.root.certificate);
    let leaves: Vec<X509> = (1..=LEAVES).map(|serial| pki.leaf(serial)).collect();
    let mut evaluator = apple(root);
    evaluator.signatures = Some(SignatureCache::new(50));
    let prepared = evaluator.prepare(&[ours(intermediate)]);
    let webpki = Webpki::new(root, &[intermediate.clone()]);
    let (store, chain) = (store(root), stack(&[intermediate.clone()]));
    let mut our_leaves = leaves.iter().map(ours).collect::<Vec<_>>().into_iter().cycle();
    let mut leaf_ders = leaves.iter().map(der).collect::<Vec<_>>().into_iter().cycle();
    let mut leaves = leaves.into_iter().cycle();
    Row {
        name: format!("leaves of one CA, its signature cached, {algorithm:?}"),
        targets: vec![Target::Ratio("rustls-webpki", 1.0 / 1.8), Target::Ratio("OpenSSL", 1.0 / 1.8)],
        contenders: vec![
            Contender::new("apptunnel", move || {
                assert!(prepared.evaluate(&our_leaves.next().unwrap()).is_accepted());
            }),
            Contender::new("rustls-webpki", move || assert!(webpki.verify(&leaf_ders.next().unwrap()))),
            Contender::new("OpenSSL", move || {
                assert!(openssl_verifies(&store, &leaves.next().unwrap(), &chain));
            }),
        ],
    }
}

/// What is left when every signature is in the cache.
pub fn rules_alone() -> Row {
    let pki = Pki::new(Algorithm::P256);
    let mut evaluator = apple(&pki.root.certificate);
    evaluator.signatures = Some(SignatureCache::new(100));
    let prepared = evaluator.prepare(&[ours(&pki.intermediate.certificate)]);
    let leaf = ours(&pki.leaf(1));
    Row {
        name: "the rules for one chain, its signatures cached".to_owned(),
        targets: vec![Target::Time(Duration::from_micros(5))],
        contenders: vec![Contender::new("apptunnel", move || {
            assert!(prepared.evaluate(black_box(&leaf)).is_accepted());
        })],
    }
}

pub fn lint() -> Row {
    let leaf = Pki::new(Algorithm::Rsa2048).leaf(1).to_der().unwrap();
    let host: apptunnel::ServerName = HOST.parse().unwrap();
    let mut device = TrustEvaluator::new(Release::latest(), at());
    device.server_name = Some(host.clone());
    let device = device.prepare(&[]);
    let mut web_pki = Evaluator::new(RuleSet::web_pki(), at());
    web_pki.server_name = Some(host);
    let web_pki = web_pki.prepare(&[]);
    Row {
        name: "every rule for one leaf, parse included".to_owned(),
        // A hundredth of what zlint takes for a certificate with all its lints: 547 certificates a second.
        targets: vec![Target::Time(Duration::from_secs_f64(1.0 / 547.0 / 100.0))],
        contenders: vec![Contender::new("apptunnel", move || {
            let leaf = Certificate::from_der(black_box(&leaf)).unwrap();
            black_box(device.evaluate(&leaf));
            black_box(web_pki.evaluate(&leaf));
        })],
    }
}

pub fn pkcs12(encryption: Nid) -> Row {
    let file = Pki::new(Algorithm::P256).pkcs12(encryption, "sentry");
    let [a, b, c] = [(); 3].map(|()| file.clone());
    Row {
        name: format!("open PKCS#12, 2,048 iterations, {}", encryption.long_name().unwrap()),
        targets: vec![Target::Ratio("OpenSSL", 1.05), Target::Ratio("p12-keystore", 1.05)],
        contenders: vec![
            Contender::new("apptunnel", move || {
                black_box(Bundle::open(black_box(&a), Some("sentry")).unwrap());
            }),
            Contender::new("OpenSSL", move || {
                black_box(Pkcs12::from_der(black_box(&b)).unwrap().parse2("sentry").unwrap());
            }),
            Contender::new("p12-keystore", move || {
                black_box(KeyStore::from_pkcs12(black_box(&c), "sentry", Pkcs12ImportPolicy::Strict).unwrap());
            }),
        ],
    }
}

pub fn mesh(size: usize) -> Row {
    let mesh = Mesh::new(size);
    let mut evaluator = Evaluator::new(RuleSet::rfc5280(), at());
    evaluator.anchors.push(ours(&mesh.root));
    let (leaf, others) = (ours(&mesh.leaf), mesh.cas.iter().map(ours).collect::<Vec<_>>());
    let webpki = Webpki::new(&mesh.root, &mesh.cas);
    let leaf_der = der(&mesh.leaf);
    Row {
        name: format!("explore a mesh of {size} cross-signed CAs"),
        targets: vec![Target::Ratio("rustls-webpki", 1.0)],
        contenders: vec![
            Contender::new("apptunnel", move || {
                assert!(!evaluator.evaluate(black_box(&leaf), &others).is_accepted());
            }),
            Contender::new("rustls-webpki", move || assert!(!webpki.verify(black_box(&leaf_der)))),
        ],
    }
}

/// Distinct leaves of one PKI, and what they are held to. For many leaves on several cores.
pub fn leaves(count: u32) -> (PreparedTrustEvaluator, Vec<Vec<u8>>) {
    let pki = Pki::new(Algorithm::P256);
    let prepared = apple(&pki.root.certificate).prepare(&[ours(&pki.intermediate.certificate)]);
    (prepared, (1..=count).map(|serial| pki.leaf(serial).to_der().unwrap()).collect())
}

/// Every row that is measured in turn.
pub fn all() -> Vec<fn() -> Row> {
    use Algorithm::{P256, Rsa2048};
    vec![
        || parse(P256),
        || parse(Rsa2048),
        || evaluate(P256),
        || evaluate(Rsa2048),
        || parse_and_evaluate(P256),
        || parse_and_evaluate(Rsa2048),
        || fleet(P256),
        || fleet(Rsa2048),
        rules_alone,
        lint,
        || pkcs12(Nid::AES_256_CBC),
        || pkcs12(Nid::PBE_WITHSHA1AND3_KEY_TRIPLEDES_CBC),
        || mesh(10),
        || mesh(30),
        || mesh(100),
        || mesh(300),
        || mesh(1_000),
    ]
}
