//! An evaluator with its pool, made ready once for many leaves.

use std::sync::Arc;

use super::{Evaluation, Evaluator};
use crate::Certificate;
use crate::path::graph::Nodes;

/// An [`Evaluator`] and a pool of certificates, made ready for any number of leaves. Cheap to clone, and the same for
/// every thread.
///
/// What depends on the anchors and the pool alone is done once. The answers are those of [`Evaluator::evaluate`].
///
/// ```
/// use apptunnel::Bundle;
/// use apptunnel::path::{Evaluator, RuleSet, SignatureCache};
///
/// let open = |file| Bundle::open(&std::fs::read(file).unwrap(), Some("sentry")).unwrap();
/// let bundle = open("examples/files/good.p12");
/// let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
/// let (leaf, others) = certificates.split_first().unwrap();
///
/// let mut evaluator = Evaluator::new(RuleSet::rfc5280(), "2026-06-01T00:00:00Z".parse().unwrap());
/// evaluator.anchors.push(open("examples/files/root.pem").certificates()[0].item().clone());
/// evaluator.signatures = Some(SignatureCache::new(10_000));
/// let prepared = evaluator.prepare(others);
/// assert!(prepared.evaluate(leaf).is_accepted());
/// ```
#[derive(Clone, Debug)]
pub struct PreparedEvaluator(Arc<Inner>);

#[derive(Debug)]
struct Inner {
    evaluator: Evaluator,
    others: Vec<Certificate>,
    nodes: Nodes,
}

impl Evaluator {
    /// Makes the evaluator and a pool ready for many leaves. Later changes of the evaluator do not reach what was made.
    pub fn prepare(&self, others: &[Certificate]) -> PreparedEvaluator {
        PreparedEvaluator::new(self.clone(), others.to_vec())
    }
}

impl PreparedEvaluator {
    pub(super) fn new(evaluator: Evaluator, others: Vec<Certificate>) -> Self {
        let nodes = evaluator.nodes(&others);
        Self(Arc::new(Inner { evaluator, others, nodes }))
    }

    /// The evaluator.
    pub fn evaluator(&self) -> &Evaluator {
        &self.0.evaluator
    }

    /// The pool.
    pub fn others(&self) -> &[Certificate] {
        &self.0.others
    }

    /// As [`Evaluator::evaluate`].
    pub fn evaluate(&self, leaf: &Certificate) -> Evaluation {
        self.evaluator().evaluate_among(&self.0.nodes, leaf, self.others())
    }
}
