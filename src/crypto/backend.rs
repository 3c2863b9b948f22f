//! What a backend does, and what is decided before one is asked: whether algorithm and key belong together.

use zeroize::Zeroizing;

use super::SignatureError;
use super::algorithm::{Hash, PssParameters, Scheme};
use super::curve::Curve;
use super::public_key::{EcPublicKey, PublicKey, RsaPublicKey, RsaUse};

/// Signature checks and public keys by one cryptographic library.
///
/// All make the same checks. A check answers [`SignatureError::UnsupportedAlgorithm`] if it is not one of them,
/// [`SignatureError::UnsuitableKey`] if `key` is no key, and [`SignatureError::Invalid`] if the signature is wrong.
pub(super) trait Backend {
    /// Checks an RSASSA-PKCS1-v1_5 signature.
    fn rsa_pkcs1(hash: Hash, key: &RsaPublicKey, message: &[u8], signature: &[u8]) -> Result<(), SignatureError>;

    /// Checks an RSASSA-PSS signature with `hash` in MGF1 too and exactly `salt_length` bytes of salt.
    fn rsa_pss(
        hash: Hash,
        salt_length: u16,
        key: &RsaPublicKey,
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), SignatureError>;

    /// Checks an ECDSA signature, an Ecdsa-Sig-Value in DER (RFC 3279, section 2.2.3).
    fn ecdsa(hash: Hash, key: &EcPublicKey, message: &[u8], signature: &[u8]) -> Result<(), SignatureError>;

    /// Checks an Ed25519 signature. A key that is no point of the curve has no valid signature: that is `Invalid`.
    fn ed25519(key: &[u8; 32], message: &[u8], signature: &[u8]) -> Result<(), SignatureError>;

    /// The uncompressed public point of a scalar of [`Curve::scalar_length`] bytes. `None` if it is zero, or the order or more.
    fn ec_public_point(curve: Curve, scalar: &[u8]) -> Option<Vec<u8>>;

    /// The public key of an Ed25519 seed.
    fn ed25519_public_key(seed: &[u8; 32]) -> Option<[u8; 32]>;
}

/// Checks a signature, if the key is one for its scheme.
pub(super) fn verify<B: Backend>(
    scheme: Scheme,
    key: &PublicKey,
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    match (scheme, key) {
        (Scheme::Ed448 | Scheme::MlDsa | Scheme::RsaPss(None), _) => Err(SignatureError::UnsupportedAlgorithm),
        (Scheme::RsaPkcs1(hash), PublicKey::Rsa(key, RsaUse::Any)) => B::rsa_pkcs1(hash, key, message, signature),
        (Scheme::RsaPss(Some(parameters)), PublicKey::Rsa(key, allowed)) if allowed.allows_pss(parameters) => {
            let PssParameters { hash, mask_hash, salt_length } = parameters;
            match u16::try_from(salt_length) {
                Ok(salt_length) if hash == mask_hash => B::rsa_pss(hash, salt_length, key, message, signature),
                _ => Err(SignatureError::UnsupportedAlgorithm),
            }
        }
        (Scheme::Ecdsa(hash), PublicKey::Ec(key)) => B::ecdsa(hash, key, message, signature),
        (Scheme::Ed25519, PublicKey::Ed25519(key)) => B::ed25519(key, message, signature),
        (Scheme::Dsa(hash), PublicKey::Dsa(key)) => key.verify(hash, message, signature),
        (Scheme::RsaPkcs1(_) | Scheme::RsaPss(_) | Scheme::Ecdsa(_) | Scheme::Ed25519 | Scheme::Dsa(_), _) => {
            Err(SignatureError::UnsuitableKey)
        }
    }
}

/// The scalar with as many leading zeros as its curve asks for. `None` if it is too long.
pub(super) fn scalar_of_full_length(curve: Curve, scalar: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let zeros = scalar.iter().take_while(|byte| **byte == 0).count();
    let significant = scalar.get(zeros..)?;
    let padding = curve.scalar_length().checked_sub(significant.len())?;
    // Of full length from the start: a vector that grows would leave a copy behind.
    let mut full = Zeroizing::new(vec![0; padding + significant.len()]);
    full.get_mut(padding..)?.copy_from_slice(significant);
    Some(full)
}
