//! Public keys that aws-lc-rs keeps parsed.

use std::fmt;
use std::sync::OnceLock;

use aws_lc_rs::signature::{ParsedPublicKey, VerificationAlgorithm};

use super::SignatureError;
use super::algorithm::Hash;

/// A key as aws-lc-rs parsed it for the first signature that it was to check: a CA signs with one hash, and many
/// certificates.
///
/// It follows from the key, so it does not count when keys are compared.
#[derive(Default)]
pub(super) struct ReadyKey(OnceLock<Option<(Hash, ParsedPublicKey)>>);

impl ReadyKey {
    /// `algorithm` is the key's with this hash.
    pub(super) fn verify(
        &self,
        hash: Hash,
        algorithm: &'static dyn VerificationAlgorithm,
        key: &[u8],
        message: &[u8],
        signature: &[u8],
    ) -> Result<(), SignatureError> {
        let parse = || ParsedPublicKey::new(algorithm, key).ok().map(|key| (hash, key));
        let verdict = match self.0.get_or_init(parse) {
            Some((first, key)) if *first == hash => key.verify_sig(message, signature),
            Some(_) | None => algorithm.verify_sig(key, message, signature),
        };
        verdict.map_err(|_| SignatureError::Invalid)
    }
}

impl Clone for ReadyKey {
    fn clone(&self) -> Self {
        Self::default()
    }
}

impl PartialEq for ReadyKey {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for ReadyKey {}

impl fmt::Debug for ReadyKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ReadyKey")
    }
}
