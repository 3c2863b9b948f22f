//! Policies of any kind in CA and leaf: who asks for one accepts no more than who does not.

use std::str::FromStr as _;

use apptunnel::path::{InitialPolicies, PolicyId, PolicyInputs};

use super::chain::{Contents, is_stricter};
use super::parts;
use super::support::pki;

/// The values of certificatePolicies, policyMappings, policyConstraints and inhibitAnyPolicy of the CA, and of
/// certificatePolicies of the leaf. One that is empty is absent.
pub fn check(input: &[u8]) {
    let [policies, mappings, constraints, inhibit, of_leaf] = parts(input);
    let extension =
        |oid: &str, critical: bool, value: &[u8]| (!value.is_empty()).then(|| pki::extension(oid, critical, value));
    let ca: Vec<Vec<u8>> = [
        extension("2.5.29.32", false, policies),
        extension("2.5.29.33", true, mappings),
        extension("2.5.29.36", true, constraints),
        extension("2.5.29.54", true, inhibit),
    ]
    .into_iter()
    .flatten()
    .collect();
    let leaf: Vec<Vec<u8>> = extension("2.5.29.32", false, of_leaf).into_iter().collect();

    let lax = PolicyInputs::default();
    let explicit = lax.clone().with_explicit(true);
    let one = InitialPolicies::Only([PolicyId::from_str("1.3.6.1.4.1.99999.1").unwrap()].into());
    let strict = explicit.clone().with_initial(one).with_inhibit_mapping(true).with_inhibit_any(true);
    let asking = |policies| Contents { ca: &ca, leaf: &leaf, policies: Some(policies), ..Default::default() };
    is_stricter(asking(&explicit), asking(&lax));
    is_stricter(asking(&strict), asking(&explicit));
}
