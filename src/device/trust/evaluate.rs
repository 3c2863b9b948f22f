//! How a device comes to its answer (`SecTrustEvaluate`): the search for a path, its checks, and the verdict.

use super::builder::search;
use super::checks::Checker;
use super::created::Created;
use super::evaluation::TrustEvaluation;
use super::evaluator::TrustEvaluator;
use super::pool::{Pool, PoolCertificate};
use super::prepared::PreparedTrustEvaluator;
use super::verdict::Outcome;
use super::{creation, verdict};
use crate::Certificate;
use crate::device::Origin;
use crate::path::EvaluatedPath;
use crate::report::{Finding, TrustResult};

impl TrustEvaluator {
    /// What the device says of `leaf`, with `others` as the certificates that the server sends with it, in any order.
    pub fn evaluate(&self, leaf: &Certificate, others: &[Certificate]) -> TrustEvaluation {
        self.prepare(others).evaluate(leaf)
    }
}

impl PreparedTrustEvaluator {
    /// As [`TrustEvaluator::evaluate`].
    pub fn evaluate(&self, leaf: &Certificate) -> TrustEvaluation {
        let (evaluator, known) = (self.evaluator(), self.known());
        let release = evaluator.release;
        let created = match Created::of(leaf) {
            Ok(created) => created,
            Err(reason) => {
                let path = creation::path_of_not_created(leaf, &reason);
                let outcome = Outcome { release, trust_result: TrustResult::Invalid, os_status: None };
                return TrustEvaluation::new(outcome, vec![path], None, self, leaf);
            }
        };
        let mut pool = Pool::new(evaluator, known, leaf, created);
        let checker = Checker::new(evaluator);
        let search = search(evaluator, &mut pool, &checker);
        let mut paths: Vec<EvaluatedPath> = Vec::with_capacity(search.looked_at.len());
        let mut verdict = None;
        let mut accepted = search.accepted;
        for path in &search.looked_at {
            // The first path is the one that was accepted, if one was.
            let made_before = accepted.take();
            let breaches =
                checker.details(&mut pool, &path.places, path.is_anchored, &search.leaf, made_before.as_ref());
            let entries = || path.places.iter().filter_map(|&place| pool.entry(place));
            let certificates: Vec<Certificate> = entries().map(|entry| entry.certificate.clone()).collect();
            let findings: Vec<Finding> = breaches.iter().map(|breach| breach.finding(&certificates)).collect();
            let is_complete = path.is_anchored && pool.entry(path.last()).is_some_and(|entry| !entry.is_denied());
            verdict.get_or_insert_with(|| {
                let by_user = evaluator.knowledge.missing_root == Some(Origin::User) && !path.is_anchored;
                verdict::of(&breaches, by_user || entries().any(PoolCertificate::is_known_to_user))
            });
            paths.push(EvaluatedPath { certificates, is_complete, findings, revocation: Vec::new() });
        }
        if let Some(reported) = paths.first_mut() {
            reported.findings.extend_from_slice(known.left_out());
        }
        let (trust_result, os_status) = verdict.unwrap_or((TrustResult::Invalid, None));
        TrustEvaluation::new(Outcome { release, trust_result, os_status }, paths, search.spent, self, leaf)
    }

    /// Reads leaves in DER and evaluates them on rayon's threads, as
    /// [`PreparedEvaluator::evaluate_all`](crate::path::PreparedEvaluator::evaluate_all) does.
    #[cfg(feature = "parallel")]
    pub fn evaluate_all<D: AsRef<[u8]> + Send>(
        &self,
        leaves: impl IntoIterator<Item = D>,
    ) -> impl Iterator<Item = Result<TrustEvaluation, crate::certificate::CertificateError>> {
        crate::path::parallel::in_batches(leaves, |leaf| self.evaluate(leaf))
    }
}
