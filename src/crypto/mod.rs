//! The one seam to cryptography: checks of signatures, and the public key that belongs to a private one.
//!
//! A backend is chosen by feature; nothing outside this module names one. With both features on, `aws-lc-rs` is used.
//! What is checked here is arithmetic: whether SHA-1 or a short key is acceptable is for a rule to say.
//!
//! | signature | key | `aws-lc-rs` | `rustcrypto` |
//! |---|---|---|---|
//! | RSA PKCS #1 v1.5, SHA-1, SHA-256, SHA-512 | 1024 to 8192 bits | yes | yes |
//! | RSA PKCS #1 v1.5, SHA-384 | 2048 to 8192 bits | yes | yes |
//! | RSA PKCS #1 v1.5, SHA-384 | 1024 to 2047 bits | no | yes |
//! | RSA PKCS #1 v1.5, SHA-224 | 1024 to 8192 bits | no | yes |
//! | RSASSA-PSS, SHA-256, SHA-384, SHA-512, any salt | 2048 to 8192 bits | yes | yes |
//! | RSASSA-PSS, SHA-256, SHA-384, SHA-512, any salt | 1024 to 2047 bits | no | yes |
//! | RSASSA-PSS, SHA-1, SHA-224, any salt | 1024 to 8192 bits | no | yes |
//! | RSASSA-PSS with another hash in MGF1 | any | no | no |
//! | ECDSA, SHA-1, SHA-224, SHA-256, SHA-384, SHA-512 | P-256, P-384, P-521 | yes | yes |
//! | Ed25519 | Ed25519 | yes | yes |
//! | MD2, MD4, MD5; DSA; Ed448; ML-DSA | any | no | no |
//!
//! "No" is [`SignatureError::UnsupportedAlgorithm`]. RSA keys of other sizes are [`SignatureError::UnsuitableKey`], and so is
//! a key of id-RSASSA-PSS for anything but RSASSA-PSS within its parameters.

mod algorithm;
#[cfg(feature = "aws-lc-rs")]
mod aws_lc_rs;
mod backend;
mod public_key;
// With both features on, the tests hold the two backends to the same table.
#[cfg(all(feature = "rustcrypto", any(test, not(feature = "aws-lc-rs"))))]
mod rustcrypto;
#[cfg(test)]
mod tests;

// The names are for the messages of rules.
#[allow(unused_imports)]
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
