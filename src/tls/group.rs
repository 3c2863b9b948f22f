//! Groups for the exchange of keys.

use std::fmt;
use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{UnknownName, Version};
use crate::message::Text;

/// A group of IANA's registry "TLS Supported Groups". In text and JSON it has its IANA name.
///
/// ```
/// use apptunnel::tls::Group;
///
/// assert_eq!(Group::Secp256r1.id(), 0x0017);
/// assert_eq!("X25519MLKEM768".parse(), Ok(Group::X25519MlKem768));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
#[non_exhaustive]
pub enum Group {
    /// P-256.
    Secp256r1,
    /// P-384.
    Secp384r1,
    /// P-521.
    Secp521r1,
    /// Curve25519 (RFC 7748).
    X25519,
    /// Curve448 (RFC 7748).
    X448,
    /// 2,048 bits (RFC 7919).
    Ffdhe2048,
    /// 3,072 bits (RFC 7919).
    Ffdhe3072,
    /// 4,096 bits (RFC 7919).
    Ffdhe4096,
    /// 6,144 bits (RFC 7919).
    Ffdhe6144,
    /// 8,192 bits (RFC 7919).
    Ffdhe8192,
    /// P-256 with ML-KEM-768 (draft-ietf-tls-ecdhe-mlkem).
    #[serde(rename = "SecP256r1MLKEM768")]
    Secp256r1MlKem768,
    /// X25519 with ML-KEM-768 (draft-ietf-tls-ecdhe-mlkem).
    #[serde(rename = "X25519MLKEM768")]
    X25519MlKem768,
    /// P-384 with ML-KEM-1024 (draft-ietf-tls-ecdhe-mlkem).
    #[serde(rename = "SecP384r1MLKEM1024")]
    Secp384r1MlKem1024,
}

impl Group {
    /// Every group, by number.
    pub const ALL: [Self; 13] = [
        Self::Secp256r1,
        Self::Secp384r1,
        Self::Secp521r1,
        Self::X25519,
        Self::X448,
        Self::Ffdhe2048,
        Self::Ffdhe3072,
        Self::Ffdhe4096,
        Self::Ffdhe6144,
        Self::Ffdhe8192,
        Self::Secp256r1MlKem768,
        Self::X25519MlKem768,
        Self::Secp384r1MlKem1024,
    ];

    /// The group with this number, if the library knows it.
    pub fn from_id(id: u16) -> Option<Self> {
        Self::ALL.into_iter().find(|group| group.id() == id)
    }

    /// Its number in the registry.
    pub fn id(self) -> u16 {
        self.entry().0
    }

    /// Its name in the registry.
    pub fn name(self) -> &'static str {
        self.entry().1
    }

    /// Whether ECDHE of this version can use it. Hybrids are for TLS 1.3 alone, and FFDHE groups there too.
    pub fn is_usable_for_ecdhe(self, version: Version) -> bool {
        match self {
            Self::Secp256r1 | Self::Secp384r1 | Self::Secp521r1 | Self::X25519 | Self::X448 => true,
            _ => version == Version::Tls1_3,
        }
    }

    fn entry(self) -> (u16, &'static str) {
        match self {
            Self::Secp256r1 => (0x0017, "secp256r1"),
            Self::Secp384r1 => (0x0018, "secp384r1"),
            Self::Secp521r1 => (0x0019, "secp521r1"),
            Self::X25519 => (0x001d, "x25519"),
            Self::X448 => (0x001e, "x448"),
            Self::Ffdhe2048 => (0x0100, "ffdhe2048"),
            Self::Ffdhe3072 => (0x0101, "ffdhe3072"),
            Self::Ffdhe4096 => (0x0102, "ffdhe4096"),
            Self::Ffdhe6144 => (0x0103, "ffdhe6144"),
            Self::Ffdhe8192 => (0x0104, "ffdhe8192"),
            Self::Secp256r1MlKem768 => (0x11eb, "SecP256r1MLKEM768"),
            Self::X25519MlKem768 => (0x11ec, "X25519MLKEM768"),
            Self::Secp384r1MlKem1024 => (0x11ed, "SecP384r1MLKEM1024"),
        }
    }
}

impl fmt::Display for Group {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

impl FromStr for Group {
    type Err = UnknownName;

    /// Reads an IANA name, in upper or lower case.
    fn from_str(name: &str) -> Result<Self, UnknownName> {
        let named = Self::ALL.into_iter().find(|group| group.name().eq_ignore_ascii_case(name));
        named.ok_or_else(|| UnknownName::new(&Text { en: "group" }, name))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_read_back() {
        for group in Group::ALL {
            assert_eq!(group.name().parse(), Ok(group));
            assert_eq!(Group::from_id(group.id()), Some(group));
            assert_eq!(serde_json::to_string(&group).unwrap(), format!("{:?}", group.name()));
        }
        assert!("P-256".parse::<Group>().is_err());
        assert!(Group::ALL.is_sorted_by_key(|group| group.id()));
    }

    #[test]
    fn hybrids_are_for_tls_1_3_alone() {
        assert!(Group::X25519MlKem768.is_usable_for_ecdhe(Version::Tls1_3));
        assert!(!Group::X25519MlKem768.is_usable_for_ecdhe(Version::Tls1_2));
        assert!(Group::X25519.is_usable_for_ecdhe(Version::Tls1_2));
        assert!(!Group::Ffdhe2048.is_usable_for_ecdhe(Version::Tls1_2));
    }
}
