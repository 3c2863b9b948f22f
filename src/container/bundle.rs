//! What a certificate file holds, and how it was stored.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::PrivateKey;
use crate::Certificate;
use crate::message::{Message, Text, display_by_word};
use crate::printable::hex;

/// A certificate file, opened: certificates in file order, the private key if there is one, how both were stored, and
/// every part that was not taken.
///
/// ```
/// use apptunnel::Bundle;
///
/// let file = std::fs::read("examples/files/good.p12").unwrap();
/// let bundle = Bundle::open(&file, Some("sentry")).unwrap();
/// assert_eq!(bundle.certificates().len(), 3);
/// assert_eq!(bundle.key_owner(), Some(0));
/// assert!(bundle.dropped().is_empty());
/// ```
#[derive(Clone, Debug)]
pub struct Bundle {
    pub(super) format: Format,
    pub(super) encoding: Encoding,
    pub(super) encryption: Encryption,
    pub(super) mac: Option<String>,
    pub(super) iterations: Iterations,
    pub(super) certificates: Vec<Stored<Certificate>>,
    pub(super) keys: Vec<Stored<PrivateKey>>,
    pub(super) key_is_clear: bool,
    pub(super) dropped: Vec<Dropped>,
}

/// A certificate or key as it stands in the file.
#[derive(Clone, Debug)]
pub struct Stored<T> {
    pub(super) item: T,
    pub(super) friendly_name: Option<String>,
    pub(super) local_key_id: Option<Vec<u8>>,
}

/// What kind of file it is, by its content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Format {
    /// PKCS#12 (RFC 7292).
    Pkcs12,
    /// PKCS#7 or CMS SignedData (RFC 5652).
    Pkcs7,
    /// PEM blocks (RFC 7468 and its predecessors).
    Pem,
    /// One or more certificates in DER.
    DerCert,
    /// A private key in DER.
    DerKey,
    /// Certificates in base64 without BEGIN and END lines.
    Base64,
}

/// How the bytes are written.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Encoding {
    /// Distinguished encoding rules.
    Der,
    /// Basic encoding rules: indefinite lengths or constructed strings.
    Ber,
    /// Text with BEGIN and END lines.
    Pem,
    /// Base64 alone.
    Base64,
}

/// How the parts of the file are encrypted. Names are those of RFC 8018 and RFC 7292, such as
/// `PBES2/PBKDF2-HMAC-SHA256/AES-256-CBC` or `PBE-SHA1-3DES`; `none` is stored in the clear; `None` is not there.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Encryption {
    /// Of the certificates.
    pub certs: Option<String>,
    /// Of the first private key.
    pub key: Option<String>,
}

/// Iterations of the key derivations, as the file states them.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Iterations {
    /// For the certificates.
    pub certs: Option<u64>,
    /// For the first private key.
    pub key: Option<u64>,
    /// For the MAC.
    pub mac: Option<u64>,
}

/// A part of the file that was not taken.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Dropped {
    /// What it is and where: `CRL bag`, `CERTIFICATE block 2`, `16 bytes after the end`.
    pub what: Message,
    /// Why it was not taken: `trailing data`, `unknown bag type`.
    pub reason: Message,
}

/// What a [`Bundle`] is, without its bytes and secrets, for JSON.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct BundleSummary {
    /// What kind of file it is.
    pub format: Format,
    /// How the bytes are written.
    pub encoding: Encoding,
    /// How its parts are encrypted.
    pub encryption: Encryption,
    /// How its integrity is protected, such as `HMAC-SHA256` or `PBMAC1/PBKDF2-HMAC-SHA256/HMAC-SHA256`.
    pub mac: Option<String>,
    /// Iterations of the key derivations.
    pub iterations: Iterations,
    /// Every private key, in file order. The first is the one that counts.
    pub keys: Vec<KeySummary>,
    /// Every part that was not taken.
    pub dropped: Vec<Dropped>,
}

/// A private key without its secret.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct KeySummary {
    /// Key type and size.
    #[serde(rename = "type")]
    pub key_type: String,
    /// SHA-256 of the SubjectPublicKeyInfo of its public key, as lower-case hex.
    pub spki_sha256: String,
    /// SHA-256 of the first certificate in the file with this public key.
    pub matches: Option<String>,
    /// Its name in the file.
    pub friendly_name: Option<String>,
    /// Its identifier in the file, as lower-case hex.
    pub local_key_id: Option<String>,
}

impl Bundle {
    /// What kind of file it is.
    pub fn format(&self) -> Format {
        self.format
    }

    /// How the bytes are written.
    pub fn encoding(&self) -> Encoding {
        self.encoding
    }

    /// How its parts are encrypted.
    pub fn encryption(&self) -> &Encryption {
        &self.encryption
    }

    /// How its integrity is protected, if it is.
    pub fn mac(&self) -> Option<&str> {
        self.mac.as_deref()
    }

    /// Iterations of the key derivations.
    pub fn iterations(&self) -> Iterations {
        self.iterations
    }

    /// The certificates in file order. One that stands twice in the file is here twice.
    pub fn certificates(&self) -> &[Stored<Certificate>] {
        &self.certificates
    }

    /// The first private key.
    pub fn private_key(&self) -> Option<&PrivateKey> {
        self.keys.first().map(Stored::item)
    }

    /// Whether the first private key can be read from the file without the password. [`Encryption::key`] is `none` as well
    /// for a key that is not encrypted itself inside an encrypted part of a PKCS#12 file.
    pub fn key_is_in_the_clear(&self) -> bool {
        self.key_is_clear
    }

    /// Every private key in file order. Those after the first are in [`Bundle::dropped`] too.
    pub fn keys(&self) -> &[Stored<PrivateKey>] {
        &self.keys
    }

    /// Index of the first certificate that the private key is known to belong to. Without one, it is for
    /// [`PrivateKey::belongs_to`] to say whether that can be told at all.
    pub fn key_owner(&self) -> Option<usize> {
        self.owner_of(self.private_key()?)
    }

    /// Index of the first certificate that a private key is known to belong to.
    pub fn owner_of(&self, key: &PrivateKey) -> Option<usize> {
        self.certificates.iter().position(|certificate| key.belongs_to(certificate.item()) == Some(true))
    }

    /// Every part of the file that was not taken.
    pub fn dropped(&self) -> &[Dropped] {
        &self.dropped
    }

    /// The bundle for JSON.
    pub fn summary(&self) -> BundleSummary {
        BundleSummary {
            format: self.format,
            encoding: self.encoding,
            encryption: self.encryption.clone(),
            mac: self.mac.clone(),
            iterations: self.iterations,
            keys: self.keys.iter().map(|key| self.summarize(key)).collect(),
            dropped: self.dropped.clone(),
        }
    }

    fn summarize(&self, key: &Stored<PrivateKey>) -> KeySummary {
        let owner = self.owner_of(key.item()).and_then(|index| self.certificates.get(index));
        KeySummary {
            key_type: key.item().key_type().to_string(),
            spki_sha256: key.item().spki_sha256(),
            matches: owner.map(|owner| owner.item().fingerprint()),
            friendly_name: key.friendly_name.clone(),
            local_key_id: key.local_key_id.as_deref().map(hex),
        }
    }
}

impl<T> Stored<T> {
    /// The certificate or key.
    pub fn item(&self) -> &T {
        &self.item
    }

    /// Its name in the file (PKCS#9 friendlyName).
    pub fn friendly_name(&self) -> Option<&str> {
        self.friendly_name.as_deref()
    }

    /// Its identifier in the file (PKCS#9 localKeyId): the same for a key and its certificate.
    pub fn local_key_id(&self) -> Option<&[u8]> {
        self.local_key_id.as_deref()
    }
}

impl Format {
    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pkcs12 => "pkcs12",
            Self::Pkcs7 => "pkcs7",
            Self::Pem => "pem",
            Self::DerCert => "der-cert",
            Self::DerKey => "der-key",
            Self::Base64 => "base64",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static Text {
        match self {
            Self::Pkcs12 => &Text { en: "PKCS#12" },
            Self::Pkcs7 => &Text { en: "PKCS#7" },
            Self::Pem => &Text { en: "PEM" },
            Self::DerCert => &Text { en: "DER certificate" },
            Self::DerKey => &Text { en: "DER private key" },
            Self::Base64 => &Text { en: "base64" },
        }
    }
}

impl Encoding {
    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Der => "der",
            Self::Ber => "ber",
            Self::Pem => "pem",
            Self::Base64 => "base64",
        }
    }
}

display_by_word!(Format, Encoding);
