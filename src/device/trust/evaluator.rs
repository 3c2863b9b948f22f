//! What a device is asked about a chain, and what it answers.

use std::sync::Arc;

use chrono::{DateTime, Utc};

use super::builder::search;
use super::checks::Checker;
use super::created::Created;
use super::evaluation::TrustEvaluation;
use super::knowledge::Knowledge;
use super::policy::Policy;
use super::pool::{self, Known, Pool};
use super::verdict::{self, Outcome};
use crate::device::release::Release;
use crate::device::{Origin, TrustAnchor};
use crate::path::EvaluatedPath;
use crate::path::signature_cache::SignatureCache;
use crate::report::{Finding, TrustResult};
use crate::{Budget, Certificate, ServerName};

/// Evaluates chains as an Apple device with one release does at one instant.
///
/// ```
/// use apptunnel::Bundle;
/// use apptunnel::device::Release;
/// use apptunnel::device::trust::TrustEvaluator;
/// use apptunnel::device::{Origin, TrustAnchor};
///
/// let open = |file| Bundle::open(&std::fs::read(file).unwrap(), Some("sentry")).unwrap();
/// let bundle = open("examples/files/good.p12");
/// let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
/// let (leaf, others) = certificates.split_first().unwrap();
/// let root = open("examples/files/root.pem").certificates()[0].item().clone();
///
/// let mut evaluator = TrustEvaluator::new(Release::latest(), "2026-06-01T00:00:00Z".parse().unwrap());
/// assert!(!evaluator.evaluate(leaf, others).is_accepted());
/// evaluator.anchors.push(TrustAnchor::new(root, Origin::User));
/// assert!(evaluator.evaluate(leaf, others).is_accepted());
/// ```
#[derive(Clone, Debug)]
pub struct TrustEvaluator {
    /// The release of the device.
    pub release: Release,
    /// What the chain is for. By default a TLS server.
    pub policy: Policy,
    /// The instant.
    pub at: DateTime<Utc>,
    /// The roots that the device trusts. One of Apple's store has to stand here too.
    pub anchors: Vec<TrustAnchor>,
    /// The name that the client asked for. `None`: the name is not looked at.
    pub server_name: Option<ServerName>,
    /// What the device knows besides.
    pub knowledge: Knowledge,
    /// Limit on the work.
    pub budget: Budget,
    /// Where signatures are remembered that were found good. By default nowhere.
    pub signatures: Option<SignatureCache>,
}

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
    /// A device that trusts nobody yet, asked about a TLS server.
    pub fn new(release: Release, at: DateTime<Utc>) -> Self {
        Self {
            release,
            policy: Policy::SslServer,
            at,
            anchors: Vec::new(),
            server_name: None,
            knowledge: Knowledge::default(),
            budget: Budget::default(),
            signatures: None,
        }
    }

    /// Makes the evaluator and a pool ready for many leaves. Later changes of the evaluator do not reach what was made.
    pub fn prepare(&self, others: &[Certificate]) -> PreparedTrustEvaluator {
        let (evaluator, others) = (self.clone(), others.to_vec());
        let known = Known::new(&evaluator, &others);
        PreparedTrustEvaluator(Arc::new(Inner { evaluator, others, known }))
    }

    /// What the device says of `leaf`, with `others` as the certificates that the server sends with it, in any order.
    pub fn evaluate(&self, leaf: &Certificate, others: &[Certificate]) -> TrustEvaluation {
        self.prepare(others).evaluate(leaf)
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

    /// As [`TrustEvaluator::evaluate`].
    pub fn evaluate(&self, leaf: &Certificate) -> TrustEvaluation {
        let Inner { evaluator, known, .. } = &*self.0;
        let release = evaluator.release;
        let created = match Created::of(leaf) {
            Ok(created) => created,
            Err(reason) => {
                let path = verdict::not_created(leaf, &reason.to_string());
                let outcome = Outcome { release, trust_result: TrustResult::Invalid, os_status: None };
                return TrustEvaluation::new(outcome, vec![path], None, self, leaf);
            }
        };
        let mut pool = Pool::new(evaluator, known, leaf, created);
        let checker = Checker::new(evaluator);
        let search = search(&mut pool, &checker, &evaluator.budget);
        let mut paths: Vec<EvaluatedPath> = Vec::with_capacity(search.looked_at.len());
        let mut verdict = None;
        let mut accepted = search.accepted;
        for path in &search.looked_at {
            let asked = (path.places.as_slice(), path.is_anchored);
            let breaches = checker.details(&mut pool, asked, &search.leaf, accepted.take().as_ref());
            let entries = || path.places.iter().filter_map(|&place| pool.entry(place));
            let certificates: Vec<Certificate> = entries().map(|entry| entry.certificate.clone()).collect();
            let findings: Vec<Finding> = breaches.iter().map(|breach| breach.finding(&certificates)).collect();
            let is_complete = path.is_anchored && pool.entry(path.last()).is_some_and(|entry| !entry.is_denied());
            verdict.get_or_insert_with(|| {
                let by_user = evaluator.knowledge.missing_root == Some(Origin::User) && !path.is_anchored;
                verdict::of(&breaches, by_user || entries().any(pool::Entry::is_known_to_user))
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
