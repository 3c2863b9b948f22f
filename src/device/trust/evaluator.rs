//! What a device is asked about a chain: the release, the instant, the roots and what else it knows.

use chrono::{DateTime, Utc};

use super::knowledge::Knowledge;
use super::policy::Policy;
use crate::device::TrustAnchor;
use crate::device::release::Release;
use crate::path::signature_cache::SignatureCache;
use crate::{Budget, ServerName};

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
#[non_exhaustive]
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
}
