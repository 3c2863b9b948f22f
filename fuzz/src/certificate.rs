//! One certificate: what both read re-encodes to the same, and every rule set has the same answer twice.

use apptunnel::Certificate;
use apptunnel::device::trust::{Creation, TrustEvaluator};
use apptunnel::device::{Platform, Release};
use apptunnel::path::{Evaluator, KeyPurpose, RuleSet, Strictness};
use x509_cert::certificate::Version;
use x509_cert::der::{Decode as _, Encode as _};

use super::now;

/// A certificate in DER.
pub fn check(der: &[u8]) {
    for release in Release::milestones(Platform::Ios) {
        assert_eq!(Creation::of(der, release), Creation::of(der, release));
    }
    let Ok(certificate) = Certificate::from_der(der) else { return };
    assert_eq!(certificate.der(), der);
    accessors(&certificate);
    if let Ok(strict) = x509_cert::Certificate::from_der(der) {
        let tbs = strict.tbs_certificate();
        // It writes out version 1, which DER leaves away as the default.
        if tbs.version() != Version::V1 {
            assert_eq!(strict.to_der().unwrap(), der);
        }
        assert_eq!(tbs.serial_number().as_bytes(), certificate.serial());
        assert_eq!(tbs.subject_public_key_info().to_der().unwrap(), certificate.spki());
    }
    let pool = std::slice::from_ref(&certificate);
    for rule_set in [RuleSet::rfc5280_with_profile(), RuleSet::web_pki()] {
        let mut evaluator = Evaluator::new(rule_set, now());
        evaluator.anchors = pool.to_vec();
        evaluator.purpose = KeyPurpose::Server(Strictness::Strict);
        evaluator.server_name = Some("sentry.example.com".parse().unwrap());
        let answer = || evaluator.evaluate(&certificate, pool);
        assert_eq!(format!("{:?}", answer()), format!("{:?}", answer()));
    }
    let mut device = TrustEvaluator::new(Release::latest(), now());
    device.anchors = vec![certificate.clone().into()];
    device.server_name = Some("sentry.example.com".parse().unwrap());
    let answer = || device.evaluate(&certificate, pool);
    assert_eq!(format!("{:?}", answer()), format!("{:?}", answer()));
}

fn accessors(certificate: &Certificate) {
    let printed = format!(
        "{}{}{}{}{:?}{:?}",
        certificate.subject(),
        certificate.issuer(),
        certificate.signature_algorithm(),
        certificate.key_type(),
        certificate.dns_names().collect::<Vec<_>>(),
        certificate.ca_issuers().collect::<Vec<_>>(),
    );
    assert!(!printed.chars().any(char::is_control), "{printed:?}");
    let at = now();
    assert!(!(certificate.is_expired_at(at) && certificate.is_valid_at(at)));
    assert!(!(certificate.is_not_yet_valid_at(at) && certificate.is_valid_at(at)));
    certificate.ip_addresses().for_each(drop);
    let _ = (certificate.subject_key_id(), certificate.authority_key_id(), certificate.has_server_auth());
    let _ = (certificate.is_ca(), certificate.is_self_issued(), certificate.fingerprint());
}
