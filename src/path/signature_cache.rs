//! Signatures that were found good, for evaluations that meet the same certificates again.

use std::collections::HashSet;
use std::fmt;
use std::hash::{Hash, Hasher};
use std::sync::{Arc, PoisonError, RwLock};

use crate::Certificate;
use crate::crypto::SignatureError;

/// Remembers which key made the signature of which certificate. Shared by its clones, and by threads.
///
/// A hit means that this library has checked this signature by this key and found it good: it keeps the SHA-256 of the
/// issuer's SubjectPublicKeyInfo and that of the whole certificate, its signature and algorithm included. Nothing else
/// is kept. A signature that is wrong is checked again each time, and whether an algorithm, a date or a name is
/// acceptable is asked each time. A hit counts against [`Budget::signatures`](crate::Budget) as a check does, so that a
/// verdict is the same with and without a cache.
///
/// The cache holds its bound. Signatures are in two generations: those that were asked for since the last turn, and those
/// before. When the newer one is half of the bound, it becomes the older one, and what nobody asked for in between is
/// gone. So an intermediate that every chain has stays, however many leaves pass by.
///
/// ```
/// use apptunnel::path::{Evaluator, RuleSet, SignatureCache};
///
/// let mut evaluator = Evaluator::new(RuleSet::rfc5280(), "2026-06-01T00:00:00Z".parse().unwrap());
/// evaluator.signatures = Some(SignatureCache::new(10_000));
/// ```
#[derive(Clone)]
pub struct SignatureCache(Arc<Shared>);

struct Shared {
    bound: usize,
    generations: RwLock<Generations>,
}

#[derive(Default)]
struct Generations {
    newer: HashSet<GoodSignature>,
    older: HashSet<GoodSignature>,
}

/// A signature that was found good: SHA-256 of the issuer's key, and of the certificate.
#[derive(Clone, Copy, PartialEq, Eq)]
struct GoodSignature {
    issuer_key: [u8; 32],
    certificate: [u8; 32],
}

/// A part of a hash is enough to tell them apart for a table, and is done sooner.
impl Hash for GoodSignature {
    fn hash<H: Hasher>(&self, state: &mut H) {
        self.certificate.first_chunk::<16>().hash(state);
    }
}

impl SignatureCache {
    /// A cache for this many signatures at most; of fewer than two it remembers none. Each takes about 80 bytes.
    pub fn new(bound: usize) -> Self {
        Self(Arc::new(Shared { bound, generations: RwLock::default() }))
    }

    /// How many signatures it remembers.
    pub fn len(&self) -> usize {
        let generations = self.0.generations.read().unwrap_or_else(PoisonError::into_inner);
        generations.newer.len() + generations.older.len()
    }

    /// Whether it remembers none.
    pub fn is_empty(&self) -> bool {
        self.len() == 0
    }

    /// Whether the issuer's key made the certificate's signature.
    pub(crate) fn check(&self, issuer: &Certificate, certificate: &Certificate) -> Result<(), SignatureError> {
        let signature = GoodSignature { issuer_key: *issuer.spki_sha256(), certificate: *certificate.sha256() };
        if self.0.knows(&signature) {
            return Ok(());
        }
        certificate.check_signature(issuer.public_key())?;
        self.0.insert(signature);
        Ok(())
    }
}

impl Shared {
    fn knows(&self, signature: &GoodSignature) -> bool {
        let generations = self.generations.read().unwrap_or_else(PoisonError::into_inner);
        if generations.newer.contains(signature) {
            return true;
        }
        let is_older = generations.older.contains(signature);
        drop(generations);
        if is_older {
            self.insert(*signature);
        }
        is_older
    }

    fn insert(&self, signature: GoodSignature) {
        let mut generations = self.generations.write().unwrap_or_else(PoisonError::into_inner);
        let Generations { newer, older } = &mut *generations;
        older.remove(&signature);
        if newer.len() >= self.bound / 2 {
            std::mem::swap(newer, older);
            newer.clear();
        }
        if self.bound >= 2 {
            newer.insert(signature);
        }
    }
}

impl fmt::Debug for SignatureCache {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("SignatureCache").field("bound", &self.0.bound).field("len", &self.len()).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A root, and a certificate that it did not sign.
    fn root_and_stranger() -> [Certificate; 2] {
        [
            &include_bytes!("../../tests/fixtures/roots/ca-wosign-ecc-root.der")[..],
            include_bytes!("../../examples/files/leaf.cer"),
        ]
        .map(|der| Certificate::from_der(der).unwrap())
    }

    #[test]
    fn a_hit_does_not_check_again() {
        let ([root, stranger], cache) = (root_and_stranger(), SignatureCache::new(10));
        assert!(cache.check(&root, &root).is_ok() && cache.len() == 1);
        // Only the cache can say so.
        cache.0.insert(GoodSignature { issuer_key: *root.spki_sha256(), certificate: *stranger.sha256() });
        assert!(cache.check(&root, &stranger).is_ok());
    }

    #[test]
    fn a_wrong_signature_is_not_remembered() {
        let ([root, stranger], cache) = (root_and_stranger(), SignatureCache::new(10));
        for _ in 0..3 {
            assert!(cache.check(&root, &stranger).is_err() && cache.is_empty());
        }
        assert!(cache.check(&root, &root).is_ok() && cache.check(&root, &stranger).is_err());
    }

    #[test]
    fn the_bound_holds_and_what_is_asked_for_stays() {
        let cache = SignatureCache::new(10);
        let signature = |number: u64| {
            let mut certificate = [0; 32];
            certificate[..8].copy_from_slice(&number.to_be_bytes());
            GoodSignature { issuer_key: [7; 32], certificate }
        };
        for number in 1..1_000 {
            cache.0.insert(signature(number));
            cache.0.knows(&signature(1));
            assert!(cache.len() <= 10);
        }
        assert!(cache.0.knows(&signature(1)) && cache.0.knows(&signature(999)));
        assert!(!cache.0.knows(&signature(500)));
        for bound in [0, 1] {
            let cache = SignatureCache::new(bound);
            cache.0.insert(signature(1));
            assert!(cache.is_empty());
        }
    }
}
