//! A chain of three with extensions of any kind, and what the rule sets say of it.

use std::sync::LazyLock;

use apptunnel::Certificate;
use apptunnel::device::Release;
use apptunnel::device::trust::TrustEvaluator;
use apptunnel::path::{Evaluator, KeyPurpose, PolicyInputs, RuleSet, Strictness};

use super::now;
use super::support::pki::{Field, KEYS, Name, Template};

/// What stands in the certificates below the root.
#[derive(Clone, Copy, Default)]
pub(super) struct Contents<'a> {
    pub(super) ca: &'a [Vec<u8>],
    pub(super) leaf: &'a [Vec<u8>],
    /// The Name of the leaf in DER.
    pub(super) subject: Option<&'a [u8]>,
    pub(super) policies: Option<&'a PolicyInputs>,
}

static ROOT: LazyLock<Certificate> = LazyLock::new(|| {
    let root = Template::ca(Name::common("Root"), &KEYS[0], Name::common("Root"));
    Certificate::from_der(&root.signed_by(&KEYS[0])).unwrap()
});

/// The verdict of each rule set. `None` if there is no such certificate.
pub(super) fn verdicts(contents: Contents<'_>) -> Option<Vec<(&'static str, bool)>> {
    let mut ca = Template::ca(Name::common("CA"), &KEYS[2], Name::common("Root"));
    ca.extensions.extend_from_slice(contents.ca);
    let mut leaf = Template::new(Name::common("Leaf"), &KEYS[4], Name::common("CA"));
    leaf.extensions.extend_from_slice(contents.leaf);
    if let Some(subject) = contents.subject {
        leaf.replace(Field::Subject, subject.to_vec());
    }
    let ca = Certificate::from_der(&ca.signed_by(&KEYS[0])).ok()?;
    let leaf = Certificate::from_der(&leaf.signed_by(&KEYS[2])).ok()?;
    let by_rule_set = |rule_set, pool: &[Certificate]| {
        let mut evaluator = Evaluator::new(rule_set, now());
        evaluator.anchors = vec![ROOT.clone()];
        evaluator.purpose = KeyPurpose::Server(Strictness::Lax);
        evaluator.policies = contents.policies.cloned().unwrap_or_default();
        evaluator.evaluate(&leaf, pool).is_accepted()
    };
    let by_device = |pool: &[Certificate]| {
        let mut evaluator = TrustEvaluator::new(Release::latest(), now());
        evaluator.anchors = vec![ROOT.clone().into()];
        evaluator.evaluate(&leaf, pool).is_accepted()
    };
    let [first, turned] = [[ca.clone(), ROOT.clone()], [ROOT.clone(), ca]].map(|pool| {
        vec![
            ("RFC 5280", by_rule_set(RuleSet::rfc5280(), &pool)),
            ("CA/Browser Forum", by_rule_set(RuleSet::web_pki(), &pool)),
            ("Apple", by_device(&pool)),
        ]
    });
    assert_eq!(first, turned);
    Some(first)
}

/// Whoever accepts the one accepts the other.
pub(super) fn is_stricter(strict: Contents<'_>, lax: Contents<'_>) {
    let (Some(strict), Some(lax)) = (verdicts(strict), verdicts(lax)) else { return };
    for verdict in strict {
        assert!(!verdict.1 || lax.contains(&verdict), "{}", verdict.0);
    }
}
