//! Certificates to order: keys from fixed seeds, and every field as a test wants it.

use std::fmt;
use std::sync::{Arc, LazyLock};

use ed25519_dalek::Signer as _;
use p256::ecdsa::signature::hazmat::PrehashSigner as _;
use rsa::traits::PublicKeyParts as _;
use rsa::{BoxedUint, Pkcs1v15Sign, PrivateKey};
use sha1::Digest as _;

use super::der;

pub(crate) const SERVER_AUTH: &str = "1.3.6.1.5.5.7.3.1";
pub(crate) const CLIENT_AUTH: &str = "1.3.6.1.5.5.7.3.2";
pub(crate) const ANY_USAGE: &str = "2.5.29.37.0";
/// Bits of a key usage as the first octet has them.
pub(crate) const DIGITAL_SIGNATURE: u8 = 0x80;
pub(crate) const KEY_CERT_SIGN: u8 = 0x04;

/// A key pair. The same number gives the same key in every run.
#[derive(Clone)]
pub(crate) struct Key(Arc<Secret>);

struct Secret {
    name: String,
    spki: Vec<u8>,
    algorithm: Vec<u8>,
    signer: Signer,
}

#[derive(Clone)]
enum Signer {
    P256(p256::ecdsa::SigningKey),
    P256Sha1(p256::ecdsa::SigningKey),
    Ed25519(ed25519_dalek::SigningKey),
    Rsa(PrivateKey, RsaHash),
    None,
}

/// The hash of an RSA signature.
#[derive(Clone, Copy)]
pub(crate) enum RsaHash {
    Md5,
    Sha1,
    Sha256,
}

/// Twelve keys, in turn of P-256 and of Ed25519.
pub(crate) static KEYS: LazyLock<Vec<Key>> = LazyLock::new(|| {
    (0..12).map(|number| if number % 2 == 0 { Key::p256(number) } else { Key::ed25519(number) }).collect()
});

impl Key {
    pub(crate) fn p256(number: u32) -> Self {
        let signer = p256::ecdsa::SigningKey::from_slice(&seed(number)).unwrap();
        let point = signer.verifying_key().to_sec1_point(false);
        let curve = der::sequence(&[der::oid("1.2.840.10045.2.1"), der::oid("1.2.840.10045.3.1.7")]);
        Self(Arc::new(Secret {
            name: format!("P-256 key {number}"),
            spki: der::sequence(&[curve, der::bit_string(point.as_bytes())]),
            algorithm: der::sequence(&[der::oid("1.2.840.10045.4.3.2")]),
            signer: Signer::P256(signer),
        }))
    }

    pub(crate) fn ed25519(number: u32) -> Self {
        let signer = ed25519_dalek::SigningKey::from_bytes(&seed(number));
        let algorithm = der::sequence(&[der::oid("1.3.101.112")]);
        Self(Arc::new(Secret {
            name: format!("Ed25519 key {number}"),
            spki: der::sequence(&[algorithm.clone(), der::bit_string(signer.verifying_key().as_bytes())]),
            algorithm,
            signer: Signer::Ed25519(signer),
        }))
    }

    /// The private key as PKCS#8 (RFC 5958).
    pub(crate) fn pkcs8(&self) -> Vec<u8> {
        let (algorithm, key) = match &self.0.signer {
            Signer::P256(signer) => {
                let curve = der::sequence(&[der::oid("1.2.840.10045.2.1"), der::oid("1.2.840.10045.3.1.7")]);
                (curve, der::sequence(&[der::integer(1), der::octet_string(&signer.to_bytes())]))
            }
            Signer::Ed25519(signer) => (self.0.algorithm.clone(), der::octet_string(signer.as_bytes())),
            _ => panic!("no test asks for it of {self:?}"),
        };
        der::sequence(&[der::integer(0), algorithm, der::octet_string(&key)])
    }

    /// One of the keys in `tests/fixtures/keys.json`.
    pub(crate) fn rsa(name: &str, hash: RsaHash) -> Self {
        let keys = std::fs::read("tests/fixtures/keys.json").unwrap();
        let keys: std::collections::BTreeMap<String, [String; 2]> = serde_json::from_slice(&keys).unwrap();
        let [p, q] = keys[name]
            .each_ref()
            .map(|prime| BoxedUint::from_be_hex(prime, u32::try_from(4 * prime.len()).unwrap()).unwrap());
        let key = PrivateKey::from_p_q(p, q, BoxedUint::from(65_537_u32)).unwrap();
        let arc = match hash {
            RsaHash::Md5 => 4,
            RsaHash::Sha1 => 5,
            RsaHash::Sha256 => 11,
        };
        Self(Arc::new(Secret {
            name: format!("RSA key {name}"),
            spki: rsa_spki(&key.n().to_be_bytes()),
            algorithm: with_null(&format!("1.2.840.113549.1.1.{arc}")),
            signer: Signer::Rsa(key, hash),
        }))
    }

    /// A key of P-256 that signs with SHA-1.
    pub(crate) fn p256_sha1(number: u32) -> Self {
        let key = Self::p256(number);
        let Signer::P256(signer) = &key.0.signer else { panic!("{key:?} is not on P-256") };
        let signer = Signer::P256Sha1(signer.clone());
        key.changed(|it| (it.algorithm, it.signer) = (der::sequence(&[der::oid("1.2.840.10045.4.1")]), signer))
    }

    /// A key that cannot sign: nothing but its SubjectPublicKeyInfo.
    pub(crate) fn public(spki: Vec<u8>) -> Self {
        let name = "public key".to_owned();
        Self(Arc::new(Secret { name, spki, algorithm: der::sequence(&[]), signer: Signer::None }))
    }

    /// An RSA key of this length that cannot sign.
    pub(crate) fn rsa_of(bits: usize) -> Self {
        let mut modulus = vec![0x55; bits.div_ceil(8)];
        modulus[0] = 1 << ((bits - 1) % 8);
        Self::public(rsa_spki(&modulus))
    }

    /// An EC key on this curve, with a point of this many octets, that cannot sign.
    pub(crate) fn ec_on(curve: &str, octets: usize) -> Self {
        let curve = der::sequence(&[der::oid("1.2.840.10045.2.1"), der::oid(curve)]);
        Self::public(der::sequence(&[curve, der::bit_string(&vec![4; octets])]))
    }

    /// The same key, whose certificates name another signature algorithm than they have.
    pub(crate) fn naming(&self, algorithm: &str) -> Self {
        self.changed(|it| it.algorithm = with_null(algorithm))
    }

    fn changed(&self, change: impl FnOnce(&mut Secret)) -> Self {
        let Secret { name, spki, algorithm, signer } = &*self.0;
        let (name, spki, algorithm) = (name.clone(), spki.clone(), algorithm.clone());
        let mut secret = Secret { name, spki, algorithm, signer: signer.clone() };
        change(&mut secret);
        Self(Arc::new(secret))
    }

    pub(crate) fn spki(&self) -> &[u8] {
        &self.0.spki
    }

    pub(crate) fn sign(&self, message: &[u8]) -> Vec<u8> {
        match &self.0.signer {
            Signer::P256(signer) => {
                let signature: p256::ecdsa::DerSignature = signer.sign(message);
                signature.as_bytes().to_vec()
            }
            Signer::P256Sha1(signer) => {
                let signature: p256::ecdsa::DerSignature = signer.sign_prehash(&sha1::Sha1::digest(message)).unwrap();
                signature.as_bytes().to_vec()
            }
            Signer::Ed25519(signer) => signer.sign(message).to_bytes().to_vec(),
            Signer::Rsa(key, hash) => match hash {
                RsaHash::Md5 => key.sign(Pkcs1v15Sign::new::<md5::Md5>(), &md5::Md5::digest(message)),
                RsaHash::Sha1 => key.sign(Pkcs1v15Sign::new::<sha1::Sha1>(), &sha1::Sha1::digest(message)),
                RsaHash::Sha256 => key.sign(Pkcs1v15Sign::new::<sha2::Sha256>(), &sha2::Sha256::digest(message)),
            }
            .unwrap(),
            Signer::None => panic!("{self:?} cannot sign"),
        }
    }

    /// A key identifier: nothing more than bytes that no other key has.
    pub(crate) fn id(&self) -> Vec<u8> {
        self.0.name.as_bytes().to_vec()
    }
}

impl fmt::Debug for Key {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0.name)
    }
}

/// Thirty-two bytes from which a key is made. Both algorithms take almost any.
fn seed(number: u32) -> [u8; 32] {
    let mut seed = [0x5a; 32];
    seed[..4].copy_from_slice(&number.to_be_bytes());
    seed
}

fn rsa_spki(modulus: &[u8]) -> Vec<u8> {
    let modulus = der::value(der::INTEGER, &[if modulus[0] < 0x80 { &[][..] } else { &[0] }, modulus].concat());
    let key = der::sequence(&[modulus, der::integer(65_537)]);
    der::sequence(&[with_null("1.2.840.113549.1.1.1"), der::bit_string(&key)])
}

/// An AlgorithmIdentifier with the parameters NULL.
fn with_null(algorithm: &str) -> Vec<u8> {
    der::sequence(&[der::oid(algorithm), der::value(0x05, &[])])
}

/// A Name in DER.
#[derive(Clone, PartialEq, Eq)]
pub(crate) struct Name(Vec<u8>, String);

impl Name {
    /// Of RDNs with one attribute each: OID and value.
    pub(crate) fn of(rdns: &[(&str, &str)]) -> Self {
        Self::typed(der::UTF8_STRING, rdns)
    }

    /// As [`Name::of`], of another string type.
    pub(crate) fn typed(string: u8, rdns: &[(&str, &str)]) -> Self {
        let encoded: Vec<Vec<u8>> = rdns
            .iter()
            .map(|(kind, value)| der::set(&[der::sequence(&[der::oid(kind), der::value(string, value.as_bytes())])]))
            .collect();
        let text: Vec<&str> = rdns.iter().map(|(_, value)| *value).collect();
        Self(der::sequence(&encoded), text.join("/"))
    }

    /// Of what stands for a Name in DER.
    pub(crate) fn raw(der: Vec<u8>) -> Self {
        let text = format!("{der:?}");
        Self(der, text)
    }

    /// Of an organization and a common name.
    pub(crate) fn common(name: &str) -> Self {
        Self::of(&[("2.5.4.10", "Example"), ("2.5.4.3", name)])
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.1)
    }
}

/// A GeneralName, or with `Net` the base of a subtree.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum GeneralName {
    Dns(String),
    Ip([u8; 4]),
    /// An NT Principal Name, as any type of string.
    Principal(u8, String),
    /// Address and mask.
    Net([u8; 4], [u8; 4]),
    Directory(Name),
    /// Of any tag.
    Raw(u8, Vec<u8>),
}

impl GeneralName {
    pub(crate) fn dns(name: &str) -> Self {
        Self::Dns(name.to_owned())
    }

    pub(crate) fn to_der(&self) -> Vec<u8> {
        match self {
            Self::Dns(name) => der::implicit(2, name.as_bytes()),
            Self::Ip(address) => der::implicit(7, address),
            Self::Principal(tag, name) => {
                let name = der::tagged(0, &der::value(*tag, name.as_bytes()));
                der::tagged(0, &[der::oid("1.3.6.1.4.1.311.20.2.3"), name].concat())
            }
            Self::Net(address, mask) => der::implicit(7, &[*address, *mask].concat()),
            Self::Directory(name) => der::tagged(4, &name.0),
            Self::Raw(tag, content) => der::value(*tag, content),
        }
    }
}

/// A certificate before it is signed.
#[derive(Clone, Debug)]
pub(crate) struct Template {
    /// 1, 2 or 3. Extensions are written whatever it is.
    pub(crate) version: u8,
    pub(crate) serial: u64,
    pub(crate) issuer: Name,
    pub(crate) subject: Name,
    /// `YYYYMMDDHHMMSS`.
    pub(crate) not_before: &'static str,
    pub(crate) not_after: &'static str,
    pub(crate) key: Key,
    /// Each in DER.
    pub(crate) extensions: Vec<Vec<u8>>,
    /// What stands in place of a field of the TBSCertificate.
    pub(crate) replaced: Vec<(Field, Vec<u8>)>,
}

/// A field of a TBSCertificate.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Field {
    Version,
    Serial,
    Algorithm,
    Issuer,
    Validity,
    Subject,
    Key,
    Extensions,
}

impl Template {
    /// Version 3, valid from 2025 to 2034, without extensions.
    pub(crate) fn new(subject: Name, key: &Key, issuer: Name) -> Self {
        Self {
            version: 3,
            serial: 1,
            issuer,
            subject,
            not_before: "20250101000000",
            not_after: "20341231235959",
            key: key.clone(),
            extensions: Vec::new(),
            replaced: Vec::new(),
        }
    }

    /// A CA certificate without a limit on the path.
    pub(crate) fn ca(subject: Name, key: &Key, issuer: Name) -> Self {
        Self::new(subject, key, issuer).with(basic_constraints(true, None, true))
    }

    pub(crate) fn with(mut self, extension: Vec<u8>) -> Self {
        self.extensions.push(extension);
        self
    }

    /// Adds an extension in place of one with the same OID.
    pub(crate) fn put(&mut self, extension: Vec<u8>) {
        self.extensions.retain(|other| extension_oid(other) != extension_oid(&extension));
        self.extensions.push(extension);
    }

    pub(crate) fn remove(&mut self, oid: &str) {
        self.extensions.retain(|extension| extension_oid(extension) != der::oid(oid));
    }

    pub(crate) fn replace(&mut self, field: Field, der: Vec<u8>) {
        self.replaced.push((field, der));
    }

    pub(crate) fn serial(mut self, serial: u64) -> Self {
        self.serial = serial;
        self
    }

    /// The certificate in DER.
    pub(crate) fn signed_by(&self, issuer: &Key) -> Vec<u8> {
        let tbs = self.tbs(issuer);
        let signature = issuer.sign(&tbs);
        der::sequence(&[tbs, issuer.0.algorithm.clone(), der::bit_string(&signature)])
    }

    /// The certificate in DER with a signature over something else, which says that this key made it.
    pub(crate) fn damaged(&self, issuer: &Key) -> Vec<u8> {
        let signature = issuer.sign(b"something else");
        der::sequence(&[self.tbs(issuer), issuer.0.algorithm.clone(), der::bit_string(&signature)])
    }

    pub(crate) fn tbs(&self, issuer: &Key) -> Vec<u8> {
        let version = der::tagged(0, &der::integer(u64::from(self.version.saturating_sub(1))));
        let extensions = der::tagged(3, &der::sequence(&self.extensions));
        let parts = [
            (Field::Version, if self.version > 1 { version } else { Vec::new() }),
            (Field::Serial, der::integer(self.serial)),
            (Field::Algorithm, issuer.0.algorithm.clone()),
            (Field::Issuer, self.issuer.0.clone()),
            (Field::Validity, der::sequence(&[der::time(self.not_before), der::time(self.not_after)])),
            (Field::Subject, self.subject.0.clone()),
            (Field::Key, self.key.0.spki.clone()),
            (Field::Extensions, if self.extensions.is_empty() { Vec::new() } else { extensions }),
        ];
        let replaced = |field| self.replaced.iter().rev().find(|(it, _)| *it == field).map(|(_, der)| der.clone());
        der::sequence(&parts.map(|(field, der)| replaced(field).unwrap_or(der)))
    }
}

/// The OID of an extension, in DER.
fn extension_oid(extension: &[u8]) -> &[u8] {
    let header = if extension[1] < 0x80 { 2 } else { 2 + usize::from(extension[1] & 0x7f) };
    let oid = &extension[header..];
    &oid[..2 + usize::from(oid[1])]
}

pub(crate) fn extension(oid: &str, critical: bool, value: &[u8]) -> Vec<u8> {
    let mut parts = vec![der::oid(oid), der::octet_string(value)];
    if critical {
        parts.insert(1, der::boolean(true));
    }
    der::sequence(&parts)
}

pub(crate) fn basic_constraints(ca: bool, path_length: Option<u64>, critical: bool) -> Vec<u8> {
    let ca = ca.then(|| der::boolean(true));
    let parts: Vec<Vec<u8>> = ca.into_iter().chain(path_length.map(der::integer)).collect();
    extension("2.5.29.19", critical, &der::sequence(&parts))
}

/// `bits` is the first octet of the bit string.
pub(crate) fn key_usage(bits: u8) -> Vec<u8> {
    let unused = u8::try_from(bits.trailing_zeros().min(7)).unwrap();
    extension("2.5.29.15", true, &der::value(der::BIT_STRING, &[unused, bits]))
}

pub(crate) fn extended_key_usage(purposes: &[&str]) -> Vec<u8> {
    let purposes: Vec<Vec<u8>> = purposes.iter().map(|purpose| der::oid(purpose)).collect();
    extension("2.5.29.37", false, &der::sequence(&purposes))
}

pub(crate) fn alternative_names(names: &[GeneralName]) -> Vec<u8> {
    let names: Vec<Vec<u8>> = names.iter().map(GeneralName::to_der).collect();
    extension("2.5.29.17", false, &der::sequence(&names))
}

pub(crate) fn name_constraints(permitted: &[GeneralName], excluded: &[GeneralName]) -> Vec<u8> {
    extension("2.5.29.30", true, &name_constraints_value(permitted, excluded))
}

pub(crate) fn name_constraints_value(permitted: &[GeneralName], excluded: &[GeneralName]) -> Vec<u8> {
    let list = |number: u8, names: &[GeneralName]| {
        let subtrees: Vec<Vec<u8>> = names.iter().map(|name| der::sequence(&[name.to_der()])).collect();
        (!names.is_empty()).then(|| der::tagged(number, &subtrees.concat()))
    };
    let lists: Vec<Vec<u8>> = list(0, permitted).into_iter().chain(list(1, excluded)).collect();
    der::sequence(&lists)
}

pub(crate) fn subject_key_id(id: &[u8]) -> Vec<u8> {
    extension("2.5.29.14", false, &der::octet_string(id))
}

pub(crate) fn authority_key_id(id: &[u8]) -> Vec<u8> {
    extension("2.5.29.35", false, &der::sequence(&[der::implicit(0, id)]))
}

pub(crate) fn certificate_policies(policies: &[Vec<u8>]) -> Vec<u8> {
    let policies: Vec<Vec<u8>> = policies.iter().map(|policy| der::sequence(std::slice::from_ref(policy))).collect();
    extension("2.5.29.32", false, &der::sequence(&policies))
}

/// Pairs of issuerDomainPolicy and subjectDomainPolicy.
pub(crate) fn policy_mappings(mappings: &[(Vec<u8>, Vec<u8>)]) -> Vec<u8> {
    let mappings: Vec<Vec<u8>> =
        mappings.iter().map(|(issuer, subject)| der::sequence(&[issuer.clone(), subject.clone()])).collect();
    extension("2.5.29.33", true, &der::sequence(&mappings))
}

/// An extension that nobody knows.
pub(crate) fn unknown_extension(critical: bool) -> Vec<u8> {
    extension("1.3.6.1.4.1.99999.1", critical, &der::value(0x05, &[]))
}

/// A CRL before it is signed.
#[derive(Clone, Debug)]
pub(crate) struct RevocationList {
    pub(crate) issuer: Name,
    /// `YYYYMMDDHHMMSS`.
    pub(crate) this_update: &'static str,
    pub(crate) next_update: &'static str,
    /// Serial numbers and when each was revoked.
    pub(crate) revoked: Vec<(u64, &'static str)>,
}

impl RevocationList {
    /// Current in 2026, with nothing on it.
    pub(crate) fn new(issuer: &Name) -> Self {
        let (this_update, next_update) = ("20260101000000", "20261231235959");
        Self { issuer: issuer.clone(), this_update, next_update, revoked: Vec::new() }
    }

    pub(crate) fn revoking(mut self, serial: u64, at: &'static str) -> Self {
        self.revoked.push((serial, at));
        self
    }

    /// The CRL in DER.
    pub(crate) fn signed_by(&self, issuer: &Key) -> Vec<u8> {
        let mut parts = vec![
            der::integer(1),
            issuer.0.algorithm.clone(),
            self.issuer.0.clone(),
            der::time(self.this_update),
            der::time(self.next_update),
        ];
        if !self.revoked.is_empty() {
            let entry = |(serial, at): &(u64, &str)| der::sequence(&[der::integer(*serial), der::time(at)]);
            parts.push(der::sequence(&self.revoked.iter().map(entry).collect::<Vec<_>>()));
        }
        let tbs = der::sequence(&parts);
        let signature = issuer.sign(&tbs);
        der::sequence(&[tbs, issuer.0.algorithm.clone(), der::bit_string(&signature)])
    }
}
