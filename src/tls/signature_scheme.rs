//! Signature schemes of handshakes.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::UnknownName;
use crate::certificate::Curve;
use crate::message::Text;

/// A scheme of IANA's registry "TLS SignatureScheme" that an Apple client offers. In text and JSON it has its name of
/// RFC 8446 section 4.2.3.
///
/// ```
/// use apptunnel::tls::SignatureScheme;
///
/// assert_eq!(SignatureScheme::RsaPssRsaeSha256.id(), 0x0804);
/// assert_eq!(SignatureScheme::RsaPssRsaeSha256.to_string(), "rsa_pss_rsae_sha256");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum SignatureScheme {
    /// RSASSA-PKCS1-v1_5 with SHA-1.
    RsaPkcs1Sha1,
    /// ECDSA with SHA-1.
    EcdsaSha1,
    /// RSASSA-PKCS1-v1_5 with SHA-256.
    RsaPkcs1Sha256,
    /// ECDSA with SHA-256; in TLS 1.3 by a key on P-256.
    EcdsaSecp256r1Sha256,
    /// RSASSA-PKCS1-v1_5 with SHA-384.
    RsaPkcs1Sha384,
    /// ECDSA with SHA-384; in TLS 1.3 by a key on P-384.
    EcdsaSecp384r1Sha384,
    /// RSASSA-PKCS1-v1_5 with SHA-512.
    RsaPkcs1Sha512,
    /// ECDSA with SHA-512; in TLS 1.3 by a key on P-521.
    EcdsaSecp521r1Sha512,
    /// RSASSA-PSS with SHA-256 by a key of type rsaEncryption.
    RsaPssRsaeSha256,
    /// RSASSA-PSS with SHA-384 by a key of type rsaEncryption.
    RsaPssRsaeSha384,
    /// RSASSA-PSS with SHA-512 by a key of type rsaEncryption.
    RsaPssRsaeSha512,
}

impl SignatureScheme {
    /// Every scheme, by number.
    pub const ALL: [Self; 11] = [
        Self::RsaPkcs1Sha1,
        Self::EcdsaSha1,
        Self::RsaPkcs1Sha256,
        Self::EcdsaSecp256r1Sha256,
        Self::RsaPkcs1Sha384,
        Self::EcdsaSecp384r1Sha384,
        Self::RsaPkcs1Sha512,
        Self::EcdsaSecp521r1Sha512,
        Self::RsaPssRsaeSha256,
        Self::RsaPssRsaeSha384,
        Self::RsaPssRsaeSha512,
    ];

    /// Its number in the registry.
    pub fn id(self) -> u16 {
        self.entry().0
    }

    /// Its name in the registry.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// Whether a key of type rsaEncryption makes such signatures with PSS padding, as TLS 1.3 asks for.
    pub fn is_rsa_pss(self) -> bool {
        matches!(self, Self::RsaPssRsaeSha256 | Self::RsaPssRsaeSha384 | Self::RsaPssRsaeSha512)
    }

    /// Whether a key of type rsaEncryption makes such signatures, whatever the padding.
    pub fn is_rsa(self) -> bool {
        !self.is_ecdsa()
    }

    /// Whether a key on a curve makes such signatures.
    pub fn is_ecdsa(self) -> bool {
        matches!(
            self,
            Self::EcdsaSha1 | Self::EcdsaSecp256r1Sha256 | Self::EcdsaSecp384r1Sha384 | Self::EcdsaSecp521r1Sha512
        )
    }

    /// The only scheme by which a key on this curve signs in TLS 1.3.
    pub fn of_curve(curve: Curve) -> Self {
        match curve {
            Curve::P256 => Self::EcdsaSecp256r1Sha256,
            Curve::P384 => Self::EcdsaSecp384r1Sha384,
            Curve::P521 => Self::EcdsaSecp521r1Sha512,
        }
    }

    fn entry(self) -> (u16, &'static str) {
        match self {
            Self::RsaPkcs1Sha1 => (0x0201, "rsa_pkcs1_sha1"),
            Self::EcdsaSha1 => (0x0203, "ecdsa_sha1"),
            Self::RsaPkcs1Sha256 => (0x0401, "rsa_pkcs1_sha256"),
            Self::EcdsaSecp256r1Sha256 => (0x0403, "ecdsa_secp256r1_sha256"),
            Self::RsaPkcs1Sha384 => (0x0501, "rsa_pkcs1_sha384"),
            Self::EcdsaSecp384r1Sha384 => (0x0503, "ecdsa_secp384r1_sha384"),
            Self::RsaPkcs1Sha512 => (0x0601, "rsa_pkcs1_sha512"),
            Self::EcdsaSecp521r1Sha512 => (0x0603, "ecdsa_secp521r1_sha512"),
            Self::RsaPssRsaeSha256 => (0x0804, "rsa_pss_rsae_sha256"),
            Self::RsaPssRsaeSha384 => (0x0805, "rsa_pss_rsae_sha384"),
            Self::RsaPssRsaeSha512 => (0x0806, "rsa_pss_rsae_sha512"),
        }
    }
}

impl fmt::Display for SignatureScheme {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for SignatureScheme {
    type Err = UnknownName;

    /// Reads a name of RFC 8446.
    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let named = Self::ALL.into_iter().find(|scheme| scheme.name() == name);
        named.ok_or_else(|| UnknownName::new(&Text { en: "signature scheme" }, name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// serde makes snake case of `RsaPkcs1Sha256` in its own way.
    #[test]
    fn names_are_read_back_in_json_too() {
        for scheme in SignatureScheme::ALL {
            assert_eq!(scheme.name().parse(), Ok(scheme));
            assert_eq!(serde_json::to_string(&scheme).unwrap(), format!("{:?}", scheme.name()));
            assert_ne!(scheme.is_rsa(), scheme.is_ecdsa());
        }
        assert!(SignatureScheme::ALL.is_sorted_by_key(|scheme| scheme.id()));
    }
}
