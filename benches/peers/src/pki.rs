//! Certificates that the benches are about, made by OpenSSL.

use openssl::asn1::{Asn1Integer, Asn1Time};
use openssl::bn::BigNum;
use openssl::ec::{EcGroup, EcKey};
use openssl::hash::MessageDigest;
use openssl::nid::Nid;
use openssl::pkcs12::Pkcs12;
use openssl::pkey::{PKey, Private};
use openssl::rsa::Rsa;
use openssl::stack::Stack;
use openssl::x509::extension::{
    AuthorityKeyIdentifier, BasicConstraints, ExtendedKeyUsage, KeyUsage, SubjectAlternativeName, SubjectKeyIdentifier,
};
use openssl::x509::{X509, X509Builder, X509Name, X509NameBuilder};

pub const HOST: &str = "sentry.example.com";
/// 2026-06-01T00:00:00Z.
pub const AT: i64 = 1_780_272_000;
/// 2026-01-01T00:00:00Z, and the 397 days that every rule of Apple's allows.
const FROM: i64 = 1_767_225_600;
const DAY: i64 = 86_400;
const LEAF_DAYS: i64 = 397;

/// The kind of every key of a PKI.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Algorithm {
    P256,
    Rsa2048,
}

impl Algorithm {
    pub fn key(self) -> PKey<Private> {
        match self {
            Self::P256 => {
                let group = EcGroup::from_curve_name(Nid::X9_62_PRIME256V1).unwrap();
                PKey::from_ec_key(EcKey::generate(&group).unwrap()).unwrap()
            }
            Self::Rsa2048 => PKey::from_rsa(Rsa::generate(2_048).unwrap()).unwrap(),
        }
    }
}

/// A certificate and its key.
pub struct Identity {
    pub certificate: X509,
    pub key: PKey<Private>,
}

/// Root and intermediate, and leaves to order.
pub struct Pki {
    pub root: Identity,
    pub intermediate: Identity,
    leaf_key: PKey<Private>,
}

impl Pki {
    pub fn new(algorithm: Algorithm) -> Self {
        let root = ca("Bench Root", algorithm.key(), None);
        let intermediate = ca("Bench CA", algorithm.key(), Some(&root));
        Self { root, intermediate, leaf_key: algorithm.key() }
    }

    /// A leaf that every rule passes.
    pub fn leaf(&self, serial: u32) -> X509 {
        let mut builder = builder(&name(HOST), &self.leaf_key, Some(&self.intermediate), serial, LEAF_DAYS);
        let extensions = {
            let context = builder.x509v3_context(Some(&self.intermediate.certificate), None);
            [
                BasicConstraints::new().critical().build().unwrap(),
                KeyUsage::new().critical().digital_signature().key_encipherment().build().unwrap(),
                ExtendedKeyUsage::new().server_auth().build().unwrap(),
                SubjectAlternativeName::new().dns(HOST).dns("www.example.com").build(&context).unwrap(),
                SubjectKeyIdentifier::new().build(&context).unwrap(),
                AuthorityKeyIdentifier::new().keyid(true).build(&context).unwrap(),
            ]
        };
        for extension in extensions {
            builder.append_extension(extension).unwrap();
        }
        builder.sign(&self.intermediate.key, MessageDigest::sha256()).unwrap();
        builder.build()
    }

    /// Leaf, intermediate and root with the leaf's key, encrypted as OpenSSL does with these algorithms.
    pub fn pkcs12(&self, encryption: Nid, password: &str) -> Vec<u8> {
        let mut others = Stack::new().unwrap();
        others.push(self.intermediate.certificate.clone()).unwrap();
        others.push(self.root.certificate.clone()).unwrap();
        let leaf = self.leaf(1);
        let mut builder = Pkcs12::builder();
        builder.name("sentry").pkey(&self.leaf_key).cert(&leaf).ca(others);
        builder.key_algorithm(encryption).cert_algorithm(encryption).key_iter(2_048).mac_iter(2_048);
        builder.build2(password).unwrap().to_der().unwrap()
    }
}

/// CAs in a circle, each of which has a certificate from four others, and none from an anchor: what a leaf of the first
/// has to walk through. Certificates of the CAs, the leaf, and a root that has nothing to do with them.
pub struct Mesh {
    pub cas: Vec<X509>,
    pub leaf: X509,
    pub root: X509,
}

impl Mesh {
    pub fn new(size: usize) -> Self {
        let cas: Vec<Identity> =
            (0..size).map(|number| ca(&format!("CA {number}"), Algorithm::P256.key(), None)).collect();
        let crossed = cas
            .iter()
            .enumerate()
            .flat_map(|(index, subject)| [1, 3, 7, 9].map(|step| cross(subject, &cas[(index + step) % size])));
        let crossed = crossed.collect();
        let pki = Pki {
            root: ca("Root", Algorithm::P256.key(), None),
            leaf_key: Algorithm::P256.key(),
            intermediate: cas.into_iter().next().unwrap(),
        };
        Self { cas: crossed, leaf: pki.leaf(1), root: pki.root.certificate }
    }
}

/// A CA certificate, self-signed or by an issuer.
fn ca(common_name: &str, key: PKey<Private>, issuer: Option<&Identity>) -> Identity {
    let certificate = ca_certificate(&name(common_name), &key, issuer);
    Identity { certificate, key }
}

fn cross(subject: &Identity, issuer: &Identity) -> X509 {
    ca_certificate(&name_of(&subject.certificate), &subject.key, Some(issuer))
}

fn ca_certificate(subject: &X509Name, key: &PKey<Private>, issuer: Option<&Identity>) -> X509 {
    let mut builder = builder(subject, key, issuer, 1, 3_650);
    let extensions = {
        let context = builder.x509v3_context(issuer.map(|issuer| &*issuer.certificate), None);
        let authority = issuer.map(|_| AuthorityKeyIdentifier::new().keyid(true).build(&context).unwrap());
        [
            Some(BasicConstraints::new().critical().ca().build().unwrap()),
            Some(KeyUsage::new().critical().key_cert_sign().crl_sign().build().unwrap()),
            Some(SubjectKeyIdentifier::new().build(&context).unwrap()),
            authority,
        ]
    };
    for extension in extensions.into_iter().flatten() {
        builder.append_extension(extension).unwrap();
    }
    builder.sign(issuer.map_or(key, |issuer| &issuer.key), MessageDigest::sha256()).unwrap();
    builder.build()
}

fn builder(subject: &X509Name, key: &PKey<Private>, issuer: Option<&Identity>, serial: u32, days: i64) -> X509Builder {
    let mut builder = X509::builder().unwrap();
    builder.set_version(2).unwrap();
    let serial = Asn1Integer::from_bn(&BigNum::from_u32(serial).unwrap()).unwrap();
    builder.set_serial_number(&serial).unwrap();
    builder.set_subject_name(subject).unwrap();
    match issuer {
        Some(issuer) => builder.set_issuer_name(issuer.certificate.subject_name()).unwrap(),
        None => builder.set_issuer_name(subject).unwrap(),
    }
    builder.set_pubkey(key).unwrap();
    builder.set_not_before(&Asn1Time::from_unix(FROM).unwrap()).unwrap();
    builder.set_not_after(&Asn1Time::from_unix(FROM + days * DAY).unwrap()).unwrap();
    builder
}

fn name(common_name: &str) -> X509Name {
    let mut name = X509NameBuilder::new().unwrap();
    name.append_entry_by_nid(Nid::COUNTRYNAME, "DE").unwrap();
    name.append_entry_by_nid(Nid::ORGANIZATIONNAME, "Example").unwrap();
    name.append_entry_by_nid(Nid::COMMONNAME, common_name).unwrap();
    name.build()
}

fn name_of(certificate: &X509) -> X509Name {
    certificate.subject_name().to_owned().unwrap()
}
