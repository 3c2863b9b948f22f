//! Kinds of public keys.

use std::fmt;
use std::str::FromStr;

use x509_parser::oid_registry::{
    OID_KEY_TYPE_EC_PUBLIC_KEY, OID_PKCS1_RSAENCRYPTION, OID_PKCS1_RSASSAPSS, OID_SIG_ED25519,
};
use x509_parser::x509::SubjectPublicKeyInfo;

use crate::crypto::{Curve, PublicKey, modulus_bits};
use crate::message::argument_by_display;

/// Type and size of a key, as far as TLS certificates go.
///
/// [`Display`](fmt::Display) writes `RSA-2048`, `EC-P256`, `Ed25519`, or the OID of another algorithm.
/// [`FromStr`] reads the same.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyType {
    /// rsaEncryption (RFC 3279).
    Rsa {
        /// Length of the modulus in bits.
        bits: usize,
    },
    /// id-RSASSA-PSS: an RSA key for signatures of that kind alone (RFC 4055).
    RsaPss {
        /// Length of the modulus in bits.
        bits: usize,
    },
    /// id-ecPublicKey with one of the NIST curves (RFC 5480).
    Ec(Curve),
    /// id-Ed25519 (RFC 8410).
    Ed25519,
    /// Anything else: the OID of the algorithm, or of the curve for id-ecPublicKey.
    Other(String),
}

argument_by_display!(KeyType);

impl fmt::Display for KeyType {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Rsa { bits } => write!(f, "RSA-{bits}"),
            Self::RsaPss { bits } => write!(f, "RSASSA-PSS-{bits}"),
            Self::Ec(Curve::P256) => f.write_str("EC-P256"),
            Self::Ec(Curve::P384) => f.write_str("EC-P384"),
            Self::Ec(Curve::P521) => f.write_str("EC-P521"),
            Self::Ed25519 => f.write_str("Ed25519"),
            Self::Other(oid) => f.write_str(oid),
        }
    }
}

/// Text that is not the type of a key.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("a type of key is RSA-2048, RSASSA-PSS-2048, EC-P256, EC-P384, EC-P521, Ed25519, or an OID in digits and dots")]
pub struct InvalidKeyType;

impl FromStr for KeyType {
    type Err = InvalidKeyType;

    /// Reads what [`Display`](fmt::Display) writes. RSA has any number of bits.
    fn from_str(text: &str) -> Result<Self, InvalidKeyType> {
        // Not `usize::from_str`, which takes a sign.
        let is_number = |text: &str| !text.is_empty() && text.bytes().all(|byte| byte.is_ascii_digit());
        let bits = |text: &str| text.parse().ok().filter(|_| is_number(text)).ok_or(InvalidKeyType);
        match text {
            "EC-P256" => Ok(Self::Ec(Curve::P256)),
            "EC-P384" => Ok(Self::Ec(Curve::P384)),
            "EC-P521" => Ok(Self::Ec(Curve::P521)),
            "Ed25519" => Ok(Self::Ed25519),
            _ => match text.rsplit_once('-') {
                Some(("RSA", size)) => Ok(Self::Rsa { bits: bits(size)? }),
                Some(("RSASSA-PSS", size)) => Ok(Self::RsaPss { bits: bits(size)? }),
                None if text.contains('.') && text.split('.').all(is_number) => Ok(Self::Other(text.to_owned())),
                _ => Err(InvalidKeyType),
            },
        }
    }
}

impl KeyType {
    pub(crate) fn of(spki: &SubjectPublicKeyInfo<'_>) -> Self {
        let algorithm = &spki.algorithm;
        if algorithm.algorithm == OID_PKCS1_RSAENCRYPTION {
            let bits = match spki.parsed() {
                Ok(x509_parser::public_key::PublicKey::RSA(key)) => modulus_bits(key.modulus),
                _ => 0,
            };
            return Self::Rsa { bits };
        }
        if algorithm.algorithm == OID_PKCS1_RSASSAPSS {
            return Self::RsaPss { bits: PublicKey::from_der(spki.raw).bits().unwrap_or(0) };
        }
        if algorithm.algorithm == OID_SIG_ED25519 {
            return Self::Ed25519;
        }
        if algorithm.algorithm == OID_KEY_TYPE_EC_PUBLIC_KEY
            && let Some(curve) = algorithm.parameters.as_ref().and_then(|curve| curve.as_oid().ok())
        {
            return Curve::from_oid(curve.as_bytes()).map_or_else(|| Self::Other(curve.to_id_string()), Self::Ec);
        }
        Self::Other(algorithm.algorithm.to_id_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use x509_parser::prelude::FromDer;

    #[test]
    fn text_is_read_back() {
        for text in
            ["RSA-2048", "RSASSA-PSS-3072", "EC-P256", "EC-P384", "EC-P521", "Ed25519", "1.2.840.10040.4.1", "RSA-0"]
        {
            assert_eq!(text.parse::<KeyType>().unwrap().to_string(), text);
        }
        assert_eq!("EC-P384".parse(), Ok(KeyType::Ec(Curve::P384)));
        for text in
            ["", "RSA", "RSA-", "RSA-+1", "RSA-99999999999999999999", "rsa-2048", "EC-P224", "DSA-1", "1", "1..2"]
        {
            assert_eq!(text.parse::<KeyType>(), Err(InvalidKeyType), "{text}");
        }
    }

    /// An RSA key of id-RSASSA-PSS is as long as any other.
    #[test]
    fn the_size_of_a_pss_key_is_that_of_its_modulus() {
        let mut key = vec![0x30, 0x81, 0x89, 0x02, 0x81, 0x81, 0x00];
        key.extend([0xc5; 128]);
        key.extend([0x02, 0x03, 0x01, 0x00, 0x01]);
        let mut spki =
            vec![0x30, 0x81, 0x9d, 0x30, 0x0b, 6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 1, 10, 0x03, 0x81, 0x8d, 0];
        spki.extend(key);
        let (_, spki) = SubjectPublicKeyInfo::from_der(&spki).unwrap();
        assert_eq!(KeyType::of(&spki), KeyType::RsaPss { bits: 1024 });
        assert_eq!(KeyType::of(&spki).to_string(), "RSASSA-PSS-1024");
    }
}
