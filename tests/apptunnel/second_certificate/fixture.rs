//! A primary certificate of 2026 with its chain, and reserves to order.

use apptunnel::Certificate;
use apptunnel::device::{Origin, ServedChain, TrustAnchor};
use apptunnel::report::Finding;
use apptunnel::second_certificate::{ActiveReason, CertificatePair, DeviceOptions, Slot};
use chrono::{DateTime, TimeDelta, Utc};

use crate::support::pki::{self, GeneralName, Key, Name, Template};
use crate::support::{HOST, certificate};

/// Of the primary certificate.
pub(crate) const BEGIN: &str = "20260101000000";
pub(crate) const END: &str = "20261231235959";

pub(crate) fn seconds(count: i64) -> TimeDelta {
    TimeDelta::seconds(count)
}

pub(crate) fn root() -> Certificate {
    root_until("20441231235959")
}

pub(crate) fn root_until(not_after: &'static str) -> Certificate {
    let name = Name::common("Root");
    certificate(&Template { not_after, ..Template::ca(name.clone(), &Key::p256(0), name) }.signed_by(&Key::p256(0)))
}

pub(crate) fn issuing_until(not_after: &'static str) -> Certificate {
    issuing("20250101000000", not_after)
}

pub(crate) fn issuing(not_before: &'static str, not_after: &'static str) -> Certificate {
    let template = Template::ca(Name::common("Issuing CA"), &Key::p256(2), Name::common("Root"));
    certificate(&Template { not_before, not_after, ..template }.signed_by(&Key::p256(0)))
}

/// A CA of the same name with another key.
pub(crate) fn issuing_with(key: &Key, not_after: &'static str) -> Certificate {
    let template = Template::ca(Name::common("Issuing CA"), key, Name::common("Root"));
    certificate(&Template { not_after, ..template }.signed_by(&Key::p256(0)))
}

pub(crate) fn leaf(
    names: &[GeneralName],
    key: &Key,
    (not_before, not_after): (&'static str, &'static str),
) -> Certificate {
    let template = Template::new(Name::common("Sentry"), key, Name::common("Issuing CA"))
        .with(pki::extended_key_usage(&[pki::SERVER_AUTH]))
        .with(pki::alternative_names(names));
    certificate(&Template { not_before, not_after, ..template }.signed_by(&Key::p256(2)))
}

pub(crate) fn server(not_before: &'static str, not_after: &'static str) -> ServedChain {
    let leaf = leaf(&[GeneralName::dns(HOST)], &Key::p256(4), (not_before, not_after));
    ServedChain::new(leaf, vec![issuing_until("20431231235959")])
}

pub(crate) fn devices() -> DeviceOptions {
    let anchors = vec![TrustAnchor::new(root(), Origin::User)];
    DeviceOptions::default().with_anchors(anchors).with_server_name(HOST.parse().unwrap())
}

/// The primary certificate of 2026, and perhaps a reserve.
pub(crate) fn pair(reserve: Option<(&'static str, &'static str)>) -> CertificatePair {
    let mut pair = CertificatePair::new(server(BEGIN, END), devices());
    pair.reserve = reserve.map(|(not_before, not_after)| server(not_before, not_after));
    pair
}

pub(crate) fn good_reserve() -> Option<(&'static str, &'static str)> {
    Some(("20261201000000", "20271130235959"))
}

pub(crate) fn shows(pair: &CertificatePair, at: DateTime<Utc>) -> (Option<Slot>, bool, ActiveReason) {
    let active = pair.active_certificate(at);
    (active.shown, active.is_valid, active.reason)
}

pub(crate) fn codes(findings: &[Finding]) -> Vec<&str> {
    findings.iter().map(|finding| finding.code.as_str().strip_prefix("second-certificate.").unwrap()).collect()
}

pub(crate) fn found(pair: &CertificatePair, at: DateTime<Utc>) -> Vec<String> {
    codes(&pair.check(None, at, "")).into_iter().map(str::to_owned).collect()
}

pub(crate) fn finding(pair: &CertificatePair, at: DateTime<Utc>, code: &str) -> Finding {
    let code = format!("second-certificate.{code}");
    pair.check(None, at, "").into_iter().find(|finding| finding.code == code.as_str()).unwrap()
}
