//! The signer's public key: what a SubjectPublicKeyInfo says, with the bounds that every backend keeps.

use std::borrow::Cow;
use std::ops::RangeInclusive;

use der::asn1::UintRef;
use der::{Decode, Reader, SliceReader};
use x509_parser::oid_registry::{
    OID_KEY_TYPE_DSA, OID_KEY_TYPE_EC_PUBLIC_KEY, OID_PKCS1_RSAENCRYPTION, OID_PKCS1_RSASSAPSS, OID_SIG_ED25519,
};
use x509_parser::prelude::FromDer;
use x509_parser::x509::SubjectPublicKeyInfo;

use super::algorithm::PssParameters;
use super::curve::Curve;
use super::dsa::DsaPublicKey;
use super::modulus::modulus_bits;
#[cfg(feature = "aws-lc-rs")]
use super::ready_key::ReadyKey;

/// A public key, as a backend takes it. Reading one is cheap, and checks nothing that needs arithmetic.
///
/// ```asn1
/// SubjectPublicKeyInfo  ::=  SEQUENCE  {
///     algorithm            AlgorithmIdentifier,
///     subjectPublicKey     BIT STRING  }
/// ```
/// RFC 5280, section 4.1.2.7.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum PublicKey {
    /// An RSA key.
    Rsa(RsaPublicKey, RsaUse),
    /// A point of a curve.
    Ec(EcPublicKey),
    /// An Ed25519 key.
    Ed25519([u8; 32]),
    /// A DSA key, with or without its parameters.
    Dsa(DsaPublicKey),
    /// A key of another algorithm or curve, of a size out of bounds, or one that cannot be read.
    Unusable,
}

/// An RSA key with a modulus of 512 to 8192 bits.
///
/// ```asn1
/// RSAPublicKey  ::=  SEQUENCE  {
///     modulus            INTEGER,    -- n
///     publicExponent     INTEGER  }  -- e
/// ```
/// RFC 8017, appendix A.1.1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct RsaPublicKey {
    /// The RSAPublicKey in DER.
    pub(super) der: Vec<u8>,
    /// The modulus, big-endian, without leading zeros.
    pub(super) modulus: Vec<u8>,
    /// The public exponent: odd, from 3 to 2^33 - 1.
    pub(super) exponent: u64,
    /// Bits of the modulus.
    pub(super) bits: usize,
    #[cfg(feature = "aws-lc-rs")]
    pub(super) ready: ReadyKey,
}

/// A key on a curve.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct EcPublicKey {
    pub(super) curve: Curve,
    /// In SEC1 encoding, compressed or not. Whether it lies on the curve is the backend's to say.
    pub(super) point: Vec<u8>,
    #[cfg(feature = "aws-lc-rs")]
    pub(super) ready: ReadyKey,
}

/// What the algorithm of an RSA key allows it to be used for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum RsaUse {
    /// rsaEncryption: any scheme.
    Any,
    /// id-RSASSA-PSS without parameters: RSASSA-PSS.
    Pss,
    /// id-RSASSA-PSS with parameters: RSASSA-PSS with these hashes and no shorter salt (RFC 4055, section 3.3).
    PssWith(PssParameters),
}

/// Sizes of the modulus: the upper bound, Apple's own, limits the time of a check, and old test suites have the lower.
pub(super) const RSA_BITS: RangeInclusive<usize> = 512..=8192;

/// Greatest public exponent, as in both backends: the time of a check grows with it, and 65537 is all but universal.
const RSA_MAX_EXPONENT: u64 = (1 << 33) - 1;

impl PublicKey {
    /// Reads a SubjectPublicKeyInfo in DER.
    pub(crate) fn from_der(spki: &[u8]) -> Self {
        Self::read(spki).unwrap_or(Self::Unusable)
    }

    /// Whether the key is of a kind that is not known here, or cannot be read.
    pub(crate) fn is_unusable(&self) -> bool {
        matches!(self, Self::Unusable)
    }

    /// Size of the key: bits of an RSA modulus, of a DSA prime, of the field of a curve; 256 for Ed25519.
    ///
    /// `None` if the key is unusable, or a DSA key without parameters.
    pub(crate) fn bits(&self) -> Option<usize> {
        match self {
            Self::Rsa(key, _) => Some(key.bits),
            Self::Ec(key) => Some(key.curve.bits()),
            Self::Ed25519(_) => Some(256),
            Self::Dsa(key) => key.bits(),
            Self::Unusable => None,
        }
    }

    /// The key as it is to be used below `issuer`: a DSA key without parameters takes those of the issuer's DSA key.
    ///
    /// This is working_public_key_parameters of RFC 5280, section 6.1.4, (d) to (f). Going down a path from its anchor, the
    /// issuer's working key is passed here, not the key of its certificate, for parameters are inherited over any number of
    /// certificates. What is inherited belongs to the path: only the key itself can be kept with the certificate.
    ///
    /// Every other key comes back as it is, and so does one whose issuer has nothing to give: it then is
    /// [`UnsuitableKey`](super::SignatureError::UnsuitableKey) for every signature.
    pub(crate) fn with_inherited_parameters(&self, issuer: &Self) -> Cow<'_, Self> {
        match (self, issuer) {
            (Self::Dsa(key), Self::Dsa(issuer)) => {
                key.with_inherited_parameters(issuer).map_or(Cow::Borrowed(self), |key| Cow::Owned(Self::Dsa(key)))
            }
            _ => Cow::Borrowed(self),
        }
    }

    fn read(spki: &[u8]) -> Option<Self> {
        let (rest, spki) = SubjectPublicKeyInfo::from_der(spki).ok()?;
        if !rest.is_empty() || spki.subject_public_key.unused_bits != 0 {
            return None;
        }
        let key: &[u8] = &spki.subject_public_key.data;
        let algorithm = &spki.algorithm.algorithm;
        let parameters = spki.algorithm.parameters();
        if *algorithm == OID_PKCS1_RSAENCRYPTION {
            Some(Self::Rsa(RsaPublicKey::from_der(key)?, RsaUse::Any))
        } else if *algorithm == OID_PKCS1_RSASSAPSS {
            let allowed = match parameters {
                None => RsaUse::Pss,
                Some(parameters) => RsaUse::PssWith(PssParameters::from_any(parameters)?),
            };
            Some(Self::Rsa(RsaPublicKey::from_der(key)?, allowed))
        } else if *algorithm == OID_KEY_TYPE_EC_PUBLIC_KEY {
            let curve = Curve::from_oid(parameters?.as_oid().ok()?.as_bytes())?;
            is_sec1_point(key, curve.scalar_length()).then(|| Self::Ec(EcPublicKey::new(curve, key.to_vec())))
        } else if *algorithm == OID_KEY_TYPE_DSA {
            Some(Self::Dsa(DsaPublicKey::from_der(key, parameters)?))
        } else if *algorithm == OID_SIG_ED25519 {
            let key = key.try_into().ok()?;
            is_ed25519_encoding(&key).then_some(Self::Ed25519(key))
        } else {
            None
        }
    }
}

impl EcPublicKey {
    pub(super) fn new(curve: Curve, point: Vec<u8>) -> Self {
        Self {
            curve,
            point,
            #[cfg(feature = "aws-lc-rs")]
            ready: ReadyKey::default(),
        }
    }
}

impl RsaPublicKey {
    fn from_der(key: &[u8]) -> Option<Self> {
        let mut reader = SliceReader::new(key).ok()?;
        let (modulus, exponent) =
            reader.sequence(|reader| Ok::<_, der::Error>((UintRef::decode(reader)?, u64::decode(reader)?))).ok()?;
        reader.finish().ok()?;
        let modulus = modulus.as_bytes();
        let bits = modulus_bits(modulus);
        let odd = modulus.last().is_some_and(|last| last % 2 == 1) && exponent % 2 == 1;
        let suits = odd && RSA_BITS.contains(&bits) && (3..=RSA_MAX_EXPONENT).contains(&exponent);
        suits.then(|| Self {
            der: key.to_vec(),
            modulus: modulus.to_vec(),
            exponent,
            bits,
            #[cfg(feature = "aws-lc-rs")]
            ready: ReadyKey::default(),
        })
    }
}

impl RsaUse {
    /// Whether a key of this use may make a signature with these parameters.
    pub(super) fn allows_pss(self, signature: PssParameters) -> bool {
        match self {
            Self::Any | Self::Pss => true,
            Self::PssWith(key) => {
                key.hash == signature.hash
                    && key.mask_hash == signature.mask_hash
                    && key.salt_length <= signature.salt_length
            }
        }
    }
}

/// Whether `point` has the form of a compressed or an uncompressed point (SEC 1, section 2.3.3).
fn is_sec1_point(point: &[u8], length: usize) -> bool {
    match point.first() {
        Some(2 | 3) => point.len() == 1 + length,
        Some(4) => point.len() == 1 + 2 * length,
        _ => false,
    }
}

/// Whether `key` is the one encoding of a point, if it is one at all (RFC 8032, section 5.1.3): y is less than the prime
/// 2^255 - 19, and where x is zero, so is its sign. Libraries disagree on the others.
fn is_ed25519_encoding(key: &[u8; 32]) -> bool {
    let [low, middle @ .., high] = key;
    let all = |byte: u8| middle.iter().all(|other| *other == byte);
    match high {
        0x7f | 0xff if all(0xff) => *low < 0xec || (*low == 0xec && *high == 0x7f),
        0x80 if all(0) => *low != 1,
        _ => true,
    }
}
