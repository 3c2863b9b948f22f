//! Keys as Apple makes them of a SubjectPublicKeyInfo (`SecCertificateCopyKey`).

use x509_parser::x509::SubjectPublicKeyInfo;

use crate::certificate::{Curve, KeyType};
use crate::crypto::PublicKey;
use crate::device::release::{Generation, IOS_17};

/// The kind and size of a key that Apple can use.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum AppleKey {
    /// The block size, which is the modulus in whole bytes.
    Rsa { bytes: usize },
    /// Bits of the curve's field.
    Ec { bits: usize },
    /// Ed25519 or Ed448.
    Edwards,
    /// None: an algorithm, a curve or parameters that Apple does not know, or a key that cannot be read.
    None,
}

/// Longest modulus: 8,192 bits.
const MAX_RSA_BYTES: usize = 1_024;

impl AppleKey {
    /// `key` is what the library itself reads of the same SubjectPublicKeyInfo.
    pub(super) fn of(spki: &SubjectPublicKeyInfo<'_>, key: &PublicKey, generation: Generation) -> Self {
        let has_point_of = |bytes: usize| spki.subject_public_key.data.len() == bytes;
        match KeyType::of(spki) {
            KeyType::Rsa { bits } if (1..=MAX_RSA_BYTES).contains(&bits.div_ceil(8)) => {
                Self::Rsa { bytes: bits.div_ceil(8) }
            }
            KeyType::Ec(_) | KeyType::Ed25519 if key.is_unusable() => Self::None,
            KeyType::Ec(Curve::P256) => Self::Ec { bits: 256 },
            KeyType::Ec(Curve::P384) => Self::Ec { bits: 384 },
            KeyType::Ec(Curve::P521) => Self::Ec { bits: 521 },
            KeyType::Other(oid) if oid == "1.2.840.10045.3.1.1" && has_point_of(49) => Self::Ec { bits: 192 },
            KeyType::Other(oid) if oid == "1.3.132.0.33" && has_point_of(57) => Self::Ec { bits: 224 },
            KeyType::Ed25519 if generation >= IOS_17 => Self::Edwards,
            KeyType::Other(oid) if oid == "1.3.101.113" && has_point_of(57) && generation >= IOS_17 => Self::Edwards,
            _ => Self::None,
        }
    }

    /// Whether it is RSA of 2,048 bits, counted in whole bytes, or EC of this many bits, or more.
    pub(super) fn is_at_least(self, ec_bits: usize) -> bool {
        match self {
            Self::Rsa { bytes } => bytes >= 256,
            Self::Ec { bits } => bits >= ec_bits,
            Self::Edwards | Self::None => false,
        }
    }
}
