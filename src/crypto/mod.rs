//! The one seam to cryptography: checks of signatures, and the public key that belongs to a private one.
//!
//! A backend is chosen by feature; nothing outside this module names one. With both features on, `aws-lc-rs` is used.
//! What is checked here is arithmetic: whether MD5 or a short key is acceptable is for a rule to say.
//!
//! Both backends check the same signatures:
//!
//! | signature | key |
//! |---|---|
//! | RSA PKCS #1 v1.5 with MD5, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512 | RSA, 512 to 8192 bits |
//! | RSASSA-PSS with SHA-1, SHA-224, SHA-256, SHA-384, SHA-512, the same hash in MGF1, any salt | RSA, 512 to 8192 bits |
//! | ECDSA with SHA-1, SHA-224, SHA-256, SHA-384, SHA-512 | P-256, P-384, P-521 |
//! | Ed25519 | Ed25519 |
//! | DSA with SHA-1, SHA-224, SHA-256 | DSA, p of 512 to 3072 bits, q of 160, 224 or 256 |
//!
//! Any other algorithm is [`SignatureError::UnsupportedAlgorithm`]: MD2, MD4, Ed448, ML-DSA. Keys of other kinds and sizes
//! are [`SignatureError::UnsuitableKey`], and so is a key of id-RSASSA-PSS for anything but RSASSA-PSS within its parameters.
//! The bounds keep every check, of whatever hostile key, to a few milliseconds.

mod algorithm;
#[cfg(feature = "aws-lc-rs")]
mod aws_lc_rs;
mod backend;
mod dsa;
mod public_key;
mod rsa;
// With both features on, the tests hold the two backends to the same table.
#[cfg(all(feature = "rustcrypto", any(test, not(feature = "aws-lc-rs"))))]
mod rustcrypto;
#[cfg(test)]
mod tests;

pub(crate) use algorithm::{Hash, SignatureAlgorithm};
pub(crate) use public_key::PublicKey;

#[cfg(feature = "aws-lc-rs")]
use aws_lc_rs::AwsLcRs as Chosen;
use backend::Backend;
#[cfg(all(feature = "rustcrypto", not(feature = "aws-lc-rs")))]
use rustcrypto::RustCrypto as Chosen;

use crate::certificate::Curve;

#[cfg(not(any(feature = "aws-lc-rs", feature = "rustcrypto")))]
compile_error!("apptunnel needs a backend for signatures: enable the feature `aws-lc-rs` or `rustcrypto`");

/// Why a signature was not accepted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum SignatureError {
    /// The signature algorithm is not one the library can check.
    UnsupportedAlgorithm,
    /// The key is of another kind than the signature algorithm needs, or cannot be read.
    UnsuitableKey,
    /// The signature is wrong.
    Invalid,
    /// The signature was not looked at: the limit on checks is reached.
    NotTried,
}

/// Checks `signature` over `message`.
///
/// `algorithm` is the AlgorithmIdentifier of the signature and `spki` the signer's SubjectPublicKeyInfo, both in DER.
pub(crate) fn verify_signature(
    algorithm: &[u8],
    spki: &[u8],
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    let algorithm = SignatureAlgorithm::from_der(algorithm).ok_or(SignatureError::UnsupportedAlgorithm)?;
    algorithm.verify(&PublicKey::from_der(spki), message, signature)
}

impl SignatureAlgorithm {
    /// Checks `signature` over `message` with a key that has been read before.
    pub(crate) fn verify(&self, key: &PublicKey, message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        backend::verify::<Chosen>(self.scheme(), key, message, signature)
    }
}

/// The uncompressed public point of an EC private key. `None` if the scalar is not one of the curve.
///
/// `scalar` is big-endian; leading zeros may be missing or too many.
pub(crate) fn ec_public_point(curve: Curve, scalar: &[u8]) -> Option<Vec<u8>> {
    Chosen::ec_public_point(curve, &backend::scalar_of_full_length(curve, scalar)?)
}

/// The public key of an Ed25519 seed.
pub(crate) fn ed25519_public_key(seed: &[u8; 32]) -> Option<[u8; 32]> {
    Chosen::ed25519_public_key(seed)
}
