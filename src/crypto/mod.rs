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
mod chosen;
mod curve;
mod dsa;
mod error;
mod modulus;
mod public_key;
#[cfg(feature = "aws-lc-rs")]
mod ready_key;
mod rsa;
// With both features on, the tests hold the two backends to the same table.
#[cfg(all(feature = "rustcrypto", any(test, not(feature = "aws-lc-rs"))))]
mod rustcrypto;
#[cfg(test)]
mod tests;

pub(crate) use algorithm::{Hash, SignatureAlgorithm};
pub(crate) use chosen::{ec_public_point, ed25519_public_key, verify_signature};
pub use curve::Curve;
pub(crate) use error::SignatureError;
pub(crate) use modulus::modulus_bits;
pub(crate) use public_key::PublicKey;
