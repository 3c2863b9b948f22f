//! The backend in pure Rust, for targets without a C compiler.

use p256::ecdsa::signature::Verifier;
use p256::ecdsa::signature::hazmat::PrehashVerifier;
use p256::elliptic_curve::sec1::ToSec1Point;
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use super::algorithm::Hash;
use super::backend::Backend;
use super::curve::Curve;
use super::public_key::{EcPublicKey, RsaPublicKey};
use super::{SignatureError, rsa};

/// The backend of the RustCrypto and dalek crates.
#[derive(Debug)]
pub(super) struct RustCrypto;

impl Backend for RustCrypto {
    fn rsa_pkcs1(hash: Hash, key: &RsaPublicKey, message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        rsa::verify_pkcs1(hash, key, message, signature)
    }

    fn rsa_pss(
        hash: Hash,
        salt_length: u16,
        key: &RsaPublicKey,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), SignatureError> {
        rsa::verify_pss(hash, salt_length, key, message, signature)
    }

    fn ecdsa(hash: Hash, key: &EcPublicKey, message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        let digest = match hash {
            Hash::Sha1 => Sha1::digest(message).to_vec(),
            Hash::Sha224 => Sha224::digest(message).to_vec(),
            Hash::Sha256 => Sha256::digest(message).to_vec(),
            Hash::Sha384 => Sha384::digest(message).to_vec(),
            Hash::Sha512 => Sha512::digest(message).to_vec(),
            Hash::Md2 | Hash::Md4 | Hash::Md5 => return Err(SignatureError::UnsupportedAlgorithm),
        };
        let verdict = match key.curve {
            Curve::P256 => {
                let key = p256::ecdsa::VerifyingKey::from_sec1_bytes(&key.point)
                    .map_err(|_| SignatureError::UnsuitableKey)?;
                p256::ecdsa::Signature::from_der(signature)
                    .and_then(|signature| key.verify_prehash(&digest, &signature))
            }
            Curve::P384 => {
                let key = p384::ecdsa::VerifyingKey::from_sec1_bytes(&key.point)
                    .map_err(|_| SignatureError::UnsuitableKey)?;
                p384::ecdsa::Signature::from_der(signature)
                    .and_then(|signature| key.verify_prehash(&digest, &signature))
            }
            Curve::P521 => {
                let key = p521::ecdsa::VerifyingKey::from_sec1_bytes(&key.point)
                    .map_err(|_| SignatureError::UnsuitableKey)?;
                p521::ecdsa::Signature::from_der(signature)
                    .and_then(|signature| key.verify_prehash(&digest, &signature))
            }
        };
        verdict.map_err(|_| SignatureError::Invalid)
    }

    fn ed25519(key: &[u8; 32], message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        ed25519_dalek::VerifyingKey::from_bytes(key)
            .and_then(|key| key.verify(message, &ed25519_dalek::Signature::from_slice(signature)?))
            .map_err(|_| SignatureError::Invalid)
    }

    // The keys of all four crates are wiped when they are dropped.

    fn ec_public_point(curve: Curve, scalar: &[u8]) -> Option<Vec<u8>> {
        Some(match curve {
            Curve::P256 => {
                p256::SecretKey::from_slice(scalar).ok()?.public_key().to_sec1_point(false).as_bytes().to_vec()
            }
            Curve::P384 => {
                p384::SecretKey::from_slice(scalar).ok()?.public_key().to_sec1_point(false).as_bytes().to_vec()
            }
            Curve::P521 => {
                p521::SecretKey::from_slice(scalar).ok()?.public_key().to_sec1_point(false).as_bytes().to_vec()
            }
        })
    }

    fn ed25519_public_key(seed: &[u8; 32]) -> Option<[u8; 32]> {
        Some(ed25519_dalek::SigningKey::from_bytes(seed).verifying_key().to_bytes())
    }
}
