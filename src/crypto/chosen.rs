//! What the rest of the library asks for, by the backend that was chosen by feature.

use super::SignatureError;
use super::algorithm::SignatureAlgorithm;
#[cfg(feature = "aws-lc-rs")]
use super::aws_lc_rs::AwsLcRs as Chosen;
use super::backend::{self, Backend};
use super::curve::Curve;
use super::public_key::PublicKey;
#[cfg(all(feature = "rustcrypto", not(feature = "aws-lc-rs")))]
use super::rustcrypto::RustCrypto as Chosen;

#[cfg(not(any(feature = "aws-lc-rs", feature = "rustcrypto")))]
compile_error!("apptunnel needs a backend for signatures: enable the feature `aws-lc-rs` or `rustcrypto`");

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
