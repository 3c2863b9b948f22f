//! A device and a pool of certificates, made ready for many leaves.

use std::sync::Arc;

use super::evaluator::TrustEvaluator;
use super::pool::Known;
use crate::Certificate;

/// A [`TrustEvaluator`] and a pool of certificates, made ready for any number of leaves. Cheap to clone, and the same for
/// every thread.
///
/// What depends on the anchors and the pool alone is done once. The answers are those of [`TrustEvaluator::evaluate`].
#[derive(Clone, Debug)]
pub struct PreparedTrustEvaluator(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    evaluator: TrustEvaluator,
    others: Vec<Certificate>,
    known: Known,
}

impl TrustEvaluator {
    /// Makes the evaluator and a pool ready for many leaves. Later changes of the evaluator do not reach what was made.
    pub fn prepare(&self, others: &[Certificate]) -> PreparedTrustEvaluator {
        let (evaluator, others) = (self.clone(), others.to_vec());
        let known = Known::new(&evaluator, &others);
        PreparedTrustEvaluator(Arc::new(Inner { evaluator, others, known }))
    }
}

impl PreparedTrustEvaluator {
    /// The evaluator.
    pub fn evaluator(&self) -> &TrustEvaluator {
        &self.0.evaluator
    }

    /// The pool.
    pub fn others(&self) -> &[Certificate] {
        &self.0.others
    }

    pub(super) fn known(&self) -> &Known {
        &self.0.known
    }
}
