//! The backend over aws-lc-rs: rustls-webpki's algorithms where it has them, those of aws-lc-rs for old chains,
//! and the crate `rsa` for the RSA that it has not.

use aws_lc_rs::agreement::{self, ECDH_P256, ECDH_P384, ECDH_P521};
use aws_lc_rs::digest::{self, Digest};
use aws_lc_rs::signature::{
    ECDSA_P256_SHA256_ASN1, ECDSA_P256_SHA384_ASN1, ECDSA_P384_SHA256_ASN1, ECDSA_P384_SHA384_ASN1,
    ECDSA_P521_SHA256_ASN1, ECDSA_P521_SHA384_ASN1, ECDSA_P521_SHA512_ASN1, EcdsaVerificationAlgorithm, Ed25519KeyPair,
    KeyPair, ParsedPublicKey, RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY, RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
    RSA_PKCS1_2048_8192_SHA256, RSA_PKCS1_2048_8192_SHA384, RSA_PKCS1_2048_8192_SHA512, RSA_PSS_2048_8192_SHA256,
    RSA_PSS_2048_8192_SHA384, RSA_PSS_2048_8192_SHA512, RsaPssSaltLength, VerificationAlgorithm,
};
use rustls_pki_types::SignatureVerificationAlgorithm;
use webpki::aws_lc_rs as modern;

use super::algorithm::Hash;
use super::backend::Backend;
use super::curve::Curve;
use super::public_key::{EcPublicKey, RsaPublicKey};
use super::{SignatureError, rsa};

/// The backend over aws-lc-rs.
#[derive(Debug)]
pub(super) struct AwsLcRs;

impl Backend for AwsLcRs {
    fn rsa_pkcs1(hash: Hash, key: &RsaPublicKey, message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        let algorithm: &'static dyn VerificationAlgorithm = match (hash, key.bits) {
            (Hash::Sha256, MODERN_RSA_BITS..) => &RSA_PKCS1_2048_8192_SHA256,
            (Hash::Sha384, MODERN_RSA_BITS..) => &RSA_PKCS1_2048_8192_SHA384,
            (Hash::Sha512, MODERN_RSA_BITS..) => &RSA_PKCS1_2048_8192_SHA512,
            (Hash::Sha1, LEGACY_RSA_BITS..) => &RSA_PKCS1_1024_8192_SHA1_FOR_LEGACY_USE_ONLY,
            (Hash::Sha256, LEGACY_RSA_BITS..) => &RSA_PKCS1_1024_8192_SHA256_FOR_LEGACY_USE_ONLY,
            (Hash::Sha512, LEGACY_RSA_BITS..) => &RSA_PKCS1_1024_8192_SHA512_FOR_LEGACY_USE_ONLY,
            (hash, _) => return rsa::verify_pkcs1(hash, key, message, signature),
        };
        key.ready.verify(hash, algorithm, &key.der, message, signature)
    }

    fn rsa_pss(
        hash: Hash,
        salt_length: u16,
        key: &RsaPublicKey,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), SignatureError> {
        let (algorithm, usual, usual_salt) = match (hash, key.bits) {
            (Hash::Sha256, MODERN_RSA_BITS..) => {
                (RSA_PSS_2048_8192_SHA256, modern::RSA_PSS_2048_8192_SHA256_LEGACY_KEY, 32)
            }
            (Hash::Sha384, MODERN_RSA_BITS..) => {
                (RSA_PSS_2048_8192_SHA384, modern::RSA_PSS_2048_8192_SHA384_LEGACY_KEY, 48)
            }
            (Hash::Sha512, MODERN_RSA_BITS..) => {
                (RSA_PSS_2048_8192_SHA512, modern::RSA_PSS_2048_8192_SHA512_LEGACY_KEY, 64)
            }
            (hash, _) => return rsa::verify_pss(hash, salt_length, key, message, signature),
        };
        if salt_length == usual_salt {
            return Verifier::Modern(usual).verify(&key.der, message, signature);
        }
        let algorithm = algorithm.with_pss_salt_length(RsaPssSaltLength::Custom(salt_length));
        Verifier::Legacy(&algorithm).verify(&key.der, message, signature)
    }

    fn ecdsa(hash: Hash, key: &EcPublicKey, message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        let algorithm = match (key.curve, hash) {
            (Curve::P256, Hash::Sha256) => &ECDSA_P256_SHA256_ASN1,
            (Curve::P256, Hash::Sha384) => &ECDSA_P256_SHA384_ASN1,
            (Curve::P384, Hash::Sha256) => &ECDSA_P384_SHA256_ASN1,
            (Curve::P384, Hash::Sha384) => &ECDSA_P384_SHA384_ASN1,
            (Curve::P521, Hash::Sha256) => &ECDSA_P521_SHA256_ASN1,
            (Curve::P521, Hash::Sha384) => &ECDSA_P521_SHA384_ASN1,
            (Curve::P521, Hash::Sha512) => &ECDSA_P521_SHA512_ASN1,
            (Curve::P256 | Curve::P384 | Curve::P521, hash) => {
                return unusual_ecdsa(hash, key.curve, &key.point, message, signature);
            }
        };
        let is_key = || ec_key(key.curve, &key.point).is_some();
        key.ready
            .verify(hash, algorithm, &key.point, message, signature)
            .map_err(|error| if is_key() { error } else { SignatureError::UnsuitableKey })
    }

    fn ed25519(key: &[u8; 32], message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        Verifier::Modern(modern::ED25519).verify(key, message, signature)
    }

    fn ec_public_point(curve: Curve, scalar: &[u8]) -> Option<Vec<u8>> {
        let algorithm = match curve {
            Curve::P256 => &ECDH_P256,
            Curve::P384 => &ECDH_P384,
            Curve::P521 => &ECDH_P521,
        };
        let key = agreement::PrivateKey::from_private_key(algorithm, scalar).ok()?;
        Some(key.compute_public_key().ok()?.as_ref().to_vec())
    }

    fn ed25519_public_key(seed: &[u8; 32]) -> Option<[u8; 32]> {
        let pair = Ed25519KeyPair::from_seed_unchecked(seed).ok()?;
        pair.public_key().as_ref().try_into().ok()
    }
}

/// Shortest RSA key of the algorithms that are not for old chains.
const MODERN_RSA_BITS: usize = 2048;

/// Shortest RSA key that aws-lc-rs takes at all.
const LEGACY_RSA_BITS: usize = 1024;

enum Verifier<'a> {
    Modern(&'static dyn SignatureVerificationAlgorithm),
    Legacy(&'a dyn VerificationAlgorithm),
}

impl Verifier<'_> {
    fn verify(&self, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        match self {
            Self::Modern(algorithm) => {
                algorithm.verify_signature(key, message, signature).map_err(|_| SignatureError::Invalid)
            }
            Self::Legacy(algorithm) => {
                algorithm.verify_sig(key, message, signature).map_err(|_| SignatureError::Invalid)
            }
        }
    }
}

/// Checks an ECDSA signature whose hash aws-lc-rs does not pair with the curve.
///
/// ECDSA takes the leftmost bits of the digest, as many as the order has, for an integer (FIPS 186-5, section 6.4.2). A
/// longer digest may therefore be cut to the length of the curve's own, and a shorter one filled with zeros before it.
fn unusual_ecdsa(hash: Hash, curve: Curve, key: &[u8], message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
    let algorithm = match hash {
        Hash::Sha1 => &digest::SHA1_FOR_LEGACY_USE_ONLY,
        Hash::Sha224 => &digest::SHA224,
        Hash::Sha256 => &digest::SHA256,
        Hash::Sha384 => &digest::SHA384,
        Hash::Sha512 => &digest::SHA512,
        Hash::Md2 | Hash::Md4 | Hash::Md5 => return Err(SignatureError::UnsupportedAlgorithm),
    };
    let key = ec_key(curve, key).ok_or(SignatureError::UnsuitableKey)?;
    let digest = digest::digest(algorithm, message);
    let digest = digest.as_ref();
    let own = match curve {
        Curve::P256 => &digest::SHA256,
        Curve::P384 => &digest::SHA384,
        Curve::P521 => &digest::SHA512,
    };
    let mut fitted = vec![0; own.output_len().saturating_sub(digest.len())];
    fitted.extend(digest.iter().take(own.output_len()));
    Digest::import_less_safe(&fitted, own)
        .and_then(|digest| key.verify_digest_sig(&digest, signature))
        .map_err(|_| SignatureError::Invalid)
}

/// The key with the algorithm of its curve's own hash. `None` if it is no point of the curve.
fn ec_key(curve: Curve, key: &[u8]) -> Option<ParsedPublicKey> {
    let algorithm: &'static EcdsaVerificationAlgorithm = match curve {
        Curve::P256 => &ECDSA_P256_SHA256_ASN1,
        Curve::P384 => &ECDSA_P384_SHA384_ASN1,
        Curve::P521 => &ECDSA_P521_SHA512_ASN1,
    };
    ParsedPublicKey::new(algorithm, key).ok()
}
