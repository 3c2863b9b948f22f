//! One X.509 certificate: its DER is kept, and it is parsed once.
//!
//! Nothing here judges a certificate; that is for the rules.

mod extensions;
mod key;
pub(crate) mod name;
#[cfg(test)]
pub(crate) mod test_der;

pub use crate::crypto::Curve;
pub use key::{InvalidKeyType, KeyType};

use std::fmt;
use std::sync::{Arc, OnceLock};

use chrono::{DateTime, Utc};
use der::{Decode, Header, Reader, SliceReader, Tag};
use self_cell::self_cell;
use sha2::{Digest, Sha256};
use x509_parser::certificate::X509Certificate;
use x509_parser::prelude::FromDer;
use x509_parser::x509::X509Version;

use crate::crypto::{Hash, PublicKey, SignatureAlgorithm, SignatureError};
use crate::message::{Message, message};
use crate::printable::{hex, printable};
use crate::report::{CertificateSummary, Role};

/// An X.509 certificate. Cheap to clone, and the same for every thread.
///
/// ```
/// use apptunnel::{Bundle, Certificate};
///
/// let file = std::fs::read("examples/files/good.p12").unwrap();
/// let bundle = Bundle::open(&file, Some("sentry")).unwrap();
/// let leaf: &Certificate = bundle.certificates()[0].item();
/// assert_eq!(leaf.subject(), "CN=sentry.example.com");
/// assert_eq!(Certificate::from_der(leaf.der()).unwrap(), *leaf);
/// ```
#[derive(Clone)]
pub struct Certificate(Arc<Inner>);

struct Inner {
    parsed: Parsed,
    // What is made when it is asked for first, and depends on nothing but the DER.
    sha256: OnceLock<[u8; 32]>,
    signature_algorithm: OnceLock<Option<SignatureAlgorithm>>,
    public_key: OnceLock<PublicKey>,
    spki_sha256: OnceLock<[u8; 32]>,
    own_signature: OnceLock<Result<(), SignatureError>>,
}

self_cell!(
    struct Parsed {
        owner: Box<[u8]>,
        #[covariant]
        dependent: X509Certificate,
    }
);

/// The bytes are not an X.509 certificate.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct CertificateError(Message);

message! {
    fn longer(bytes: usize) {
        en: "not an X.509 certificate: {bytes} bytes follow it",
    }
    fn unreadable(error: String) {
        en: "not an X.509 certificate: {error}",
    }
}

impl Certificate {
    /// Reads one certificate in DER (RFC 5280 section 4.1).
    ///
    /// Takes what devices take: odd serial numbers, unknown extensions and extensions that cannot be read are left to the
    /// rules.
    ///
    /// # Errors
    /// The bytes are not the encoding of a certificate, or more bytes follow it.
    pub fn from_der(der: &[u8]) -> Result<Self, CertificateError> {
        let parsed = Parsed::try_new(der.into(), |der| match X509Certificate::from_der(der) {
            Ok(([], certificate)) => Ok(certificate),
            Ok((rest, _)) => Err(CertificateError(longer(rest.len()))),
            Err(error) => Err(CertificateError(unreadable(printable(&error.to_string())))),
        })?;
        Ok(Self(Arc::new(Inner {
            parsed,
            sha256: OnceLock::new(),
            signature_algorithm: OnceLock::new(),
            public_key: OnceLock::new(),
            spki_sha256: OnceLock::new(),
            own_signature: OnceLock::new(),
        })))
    }

    /// The certificate in DER, as it was read.
    pub fn der(&self) -> &[u8] {
        self.0.parsed.borrow_owner()
    }

    /// SHA-256 of the DER.
    pub fn sha256(&self) -> &[u8; 32] {
        self.0.sha256.get_or_init(|| Sha256::digest(self.der()).into())
    }

    /// SHA-256 of the DER as lower-case hex, as reports name a certificate.
    pub fn fingerprint(&self) -> String {
        hex(self.sha256())
    }

    /// Subject in the form of RFC 4514, empty if there is none.
    pub fn subject(&self) -> String {
        name::to_rfc4514(self.x509().subject())
    }

    /// Issuer in the form of RFC 4514.
    pub fn issuer(&self) -> String {
        name::to_rfc4514(self.x509().issuer())
    }

    /// Serial number as it is encoded, big-endian, with a leading zero byte where DER puts one.
    pub fn serial(&self) -> &[u8] {
        self.x509().raw_serial()
    }

    /// First second of validity. `None` if chrono cannot hold it.
    pub fn not_before(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.x509().validity().not_before.timestamp(), 0)
    }

    /// Last second of validity, itself included. `None` if chrono cannot hold it.
    pub fn not_after(&self) -> Option<DateTime<Utc>> {
        DateTime::from_timestamp(self.x509().validity().not_after.timestamp(), 0)
    }

    /// Type and size of the public key.
    pub fn key_type(&self) -> KeyType {
        KeyType::of(self.x509().public_key())
    }

    /// The SubjectPublicKeyInfo in DER.
    pub fn spki(&self) -> &[u8] {
        self.x509().public_key().raw
    }

    /// Whether `at` lies in the validity period, both ends included (RFC 5280 section 4.1.2.5).
    pub fn is_valid_at(&self, at: DateTime<Utc>) -> bool {
        !self.is_expired_at(at) && !self.is_not_yet_valid_at(at)
    }

    /// Whether `at` is later than notAfter. Validity has whole seconds: the second of notAfter is valid to its end.
    pub fn is_expired_at(&self, at: DateTime<Utc>) -> bool {
        at.timestamp() > self.x509().validity().not_after.timestamp()
    }

    /// Whether `at` is earlier than notBefore.
    pub fn is_not_yet_valid_at(&self, at: DateTime<Utc>) -> bool {
        at.timestamp() < self.x509().validity().not_before.timestamp()
    }

    /// The signature algorithm by the name its RFC gives it, or its OID.
    pub fn signature_algorithm(&self) -> String {
        let oid = || self.x509().signature_algorithm.algorithm.to_id_string();
        self.known_signature_algorithm().map_or_else(oid, |known| known.name().to_owned())
    }

    /// DNS names and IP addresses of the subject alternative name, as text.
    pub(crate) fn alternative_name_texts(&self) -> Vec<String> {
        self.dns_names().map(printable).chain(self.ip_addresses().map(|address| address.to_string())).collect()
    }

    /// The subject, or the alternative names if it is empty.
    pub(crate) fn subject_or_names(&self) -> String {
        let subject = self.subject();
        if subject.is_empty() { self.alternative_name_texts().join(", ") } else { subject }
    }

    pub(crate) fn summary(&self, role: Role) -> CertificateSummary {
        CertificateSummary {
            sha256: self.fingerprint(),
            subject: self.subject(),
            issuer: self.issuer(),
            serial: hex(self.serial()),
            not_before: self.not_before(),
            not_after: self.not_after(),
            key: self.key_type().to_string(),
            signature_algorithm: self.signature_algorithm(),
            names: self.alternative_name_texts(),
            role,
            friendly_name: None,
            local_key_id: None,
        }
    }

    pub(crate) fn signature_hash(&self) -> Option<Hash> {
        self.known_signature_algorithm()?.hash()
    }

    /// The key, as a backend takes it.
    pub(crate) fn public_key(&self) -> &PublicKey {
        self.0.public_key.get_or_init(|| PublicKey::from_der(self.spki()))
    }

    /// SHA-256 of the SubjectPublicKeyInfo.
    pub(crate) fn spki_sha256(&self) -> &[u8; 32] {
        self.0.spki_sha256.get_or_init(|| Sha256::digest(self.spki()).into())
    }

    /// Whether the key made the certificate's signature.
    pub(crate) fn check_signature(&self, key: &PublicKey) -> Result<(), SignatureError> {
        self.known_signature_algorithm().ok_or(SignatureError::UnsupportedAlgorithm)?.verify(
            key,
            self.tbs(),
            self.signature(),
        )
    }

    /// Whether the certificate's own key made its signature.
    pub(crate) fn own_signature(&self) -> Result<(), SignatureError> {
        *self.0.own_signature.get_or_init(|| self.check_signature(self.public_key()))
    }

    fn known_signature_algorithm(&self) -> Option<SignatureAlgorithm> {
        *self.0.signature_algorithm.get_or_init(|| SignatureAlgorithm::from_der(self.signature_algorithm_der()))
    }

    /// The outer AlgorithmIdentifier in DER.
    pub(crate) fn signature_algorithm_der(&self) -> &[u8] {
        let read = || {
            let mut reader = SliceReader::new(self.der())?;
            Header::decode(&mut reader)?;
            reader.tlv_bytes()?;
            reader.tlv_bytes()
        };
        read().unwrap_or_default()
    }

    /// The AlgorithmIdentifier inside the signed part, in DER.
    pub(crate) fn inner_signature_algorithm_der(&self) -> &[u8] {
        let read = || {
            let mut reader = SliceReader::new(self.tbs())?;
            Header::decode(&mut reader)?;
            if self.x509().version() != X509Version::V1 || Tag::peek(&reader)?.is_context_specific() {
                reader.tlv_bytes()?;
            }
            reader.tlv_bytes()?;
            reader.tlv_bytes()
        };
        read().unwrap_or_default()
    }

    /// The bytes that are signed: the TBSCertificate in DER.
    pub(crate) fn tbs(&self) -> &[u8] {
        self.x509().tbs_certificate.as_ref()
    }

    pub(crate) fn signature(&self) -> &[u8] {
        &self.x509().signature_value.data
    }

    pub(crate) fn raw_subject(&self) -> &[u8] {
        self.x509().subject().as_raw()
    }

    pub(crate) fn raw_issuer(&self) -> &[u8] {
        self.x509().issuer().as_raw()
    }

    pub(crate) fn x509(&self) -> &X509Certificate<'_> {
        self.0.parsed.borrow_dependent()
    }
}

impl CertificateError {
    /// What is wrong. [`Display`](fmt::Display) writes it in English.
    pub fn message(&self) -> Message {
        self.0.clone()
    }
}

impl PartialEq for Certificate {
    fn eq(&self, other: &Self) -> bool {
        self.der() == other.der()
    }
}

impl Eq for Certificate {}

impl fmt::Debug for Certificate {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Certificate")
            .field("subject", &self.subject())
            .field("sha256", &self.fingerprint())
            .finish_non_exhaustive()
    }
}
