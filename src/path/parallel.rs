//! Many leaves over one pool, on all cores.

use std::iter;

use rayon::iter::{IntoParallelIterator, ParallelIterator};

use super::{Evaluation, PreparedEvaluator};
use crate::certificate::{Certificate, CertificateError};

/// Leaves that are read and evaluated at a time: enough that no core waits long for another at the end.
const BATCH: usize = 1_024;

impl PreparedEvaluator {
    /// Reads leaves in DER and evaluates them on rayon's threads. The answers come in the order of the leaves. Needs the
    /// feature `parallel`.
    ///
    /// The iterator is lazy: it takes 1,024 leaves at a time and gives their answers before it takes the next. So memory
    /// does not grow with the number of leaves, if the caller keeps neither them nor the answers. Inside
    /// `rayon::ThreadPool::install` it uses the threads of that pool.
    ///
    /// An answer is an error where the bytes are not a certificate.
    ///
    /// ```
    /// use apptunnel::Bundle;
    /// use apptunnel::path::{Evaluator, RuleSet};
    ///
    /// let open = |file| Bundle::open(&std::fs::read(file).unwrap(), Some("sentry")).unwrap();
    /// let bundle = open("examples/files/good.p12");
    /// let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
    ///
    /// let mut evaluator = Evaluator::new(RuleSet::rfc5280(), "2026-06-01T00:00:00Z".parse().unwrap());
    /// evaluator.anchors.push(open("examples/files/root.pem").certificates()[0].item().clone());
    /// let leaves = certificates.iter().map(|certificate| certificate.der());
    /// let prepared = evaluator.prepare(&certificates);
    /// let accepted = prepared.evaluate_all(leaves).filter(|it| it.as_ref().is_ok_and(|it| it.is_accepted()));
    /// assert_eq!(accepted.count(), certificates.len());
    /// ```
    pub fn evaluate_all<D: AsRef<[u8]> + Send>(
        &self,
        leaves: impl IntoIterator<Item = D>,
    ) -> impl Iterator<Item = Result<Evaluation, CertificateError>> {
        in_batches(leaves, |leaf| self.evaluate(leaf))
    }
}

/// The answers about leaves in DER, in their order, batch by batch on rayon's threads.
pub(crate) fn in_batches<D: AsRef<[u8]> + Send, A: Send>(
    leaves: impl IntoIterator<Item = D>,
    evaluate: impl Fn(&Certificate) -> A + Sync,
) -> impl Iterator<Item = Result<A, CertificateError>> {
    let mut leaves = leaves.into_iter();
    let batches = iter::from_fn(move || {
        let batch: Vec<D> = leaves.by_ref().take(BATCH).collect();
        let answer = |leaf: D| Certificate::from_der(leaf.as_ref()).map(|leaf| evaluate(&leaf));
        (!batch.is_empty()).then(|| batch.into_par_iter().map(answer).collect::<Vec<_>>())
    });
    batches.flatten()
}
