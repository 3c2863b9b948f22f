//! The check of the whole fleet.

use apptunnel::Fleet;
use apptunnel::fleet::{FleetReport, OtherSpaces, Recipient};
use apptunnel::report::Severity;
use serde_json::{Value, json};

use crate::support::fleet::{Pki, distribute, fleet, group, profile};
use crate::support::{HOST, base64, certificate, files, now};

fn codes(report: &FleetReport) -> Vec<&str> {
    report.findings.iter().map(|finding| finding.code.as_str()).collect()
}

/// A fleet with one profile on one Sentry, whose group `Sales` has the root. Leaves as pairs of not before and not after.
fn one(leaves: &[(&'static str, &'static str)]) -> Fleet {
    let pki = Pki::new();
    let mut certificates = serde_json::Map::new();
    for (serial, (name, (from, to))) in (1..).zip(["first", "second"].into_iter().zip(leaves)) {
        let chain = [pki.leaf(HOST, serial, from, to), pki.issuing(), pki.root()].map(|der| base64(&der));
        certificates.insert(name.to_owned(), json!({ "certificates": chain }));
    }
    let second = (leaves.len() > 1).then_some("second");
    let json: Value = json!({
        "version": 1,
        "tls_server_certificates": certificates,
        "profiles": {"Europe": profile("Europe", HOST, "first", second, 2)},
        "sentrys": {"sentry-1": {"profile": "Europe"}},
        "device_groups": {"Sales": {"profiles": ["Europe"]}},
        "sentry_root_certificate": {
            "certificates": [base64(&pki.root())], "ticked": {"device_groups": ["Sales"]},
        },
    });
    Fleet::from_json(&json.to_string()).unwrap()
}

const LONG: (&str, &str) = ("20260101000000", "20270101000000");
const SHORT: (&str, &str) = ("20260101000000", "20260620000000");
const OVER: (&str, &str) = ("20250101000000", "20260101000000");

#[test]
fn a_good_fleet_has_no_error_and_no_loss() {
    let report = one(&[LONG]).check(now());
    assert!(report.is_accepted(), "{report}");
    assert!(report.losses.is_empty(), "{report}");
    assert!(!codes(&report).iter().any(|code| code.starts_with("fleet.")), "{report}");
}

#[test]
fn a_root_that_is_not_distributed_to_a_group_that_needs_it() {
    let mut fleet = one(&[LONG]);
    fleet.set_device_group("Service".parse().unwrap(), group("Default Space", &["Europe"])).unwrap();
    let report = fleet.check(now());
    assert_eq!(report.losses.len(), 1);
    assert_eq!(report.losses[0].code, "fleet.root-not-distributed");
    assert_eq!(report.losses[0].devices, Recipient::DeviceGroup("Service".parse().unwrap()));
    assert_eq!(report.losses[0].from, now());
    distribute(&mut fleet, &["Sales", "Service"], OtherSpaces::DoNotApply);
    assert!(fleet.check(now()).losses.is_empty());
}

#[test]
fn a_root_that_the_configuration_does_not_hold() {
    let mut fleet = one(&[LONG]);
    fleet.set_root_certificates(&[]).unwrap();
    assert_eq!(fleet.check(now()).losses[0].code, "fleet.root-not-configured");
    fleet.set_root_certificates(&[certificate(&Pki::new().root())]).unwrap();
    assert!(fleet.check(now()).losses.is_empty());
}

#[test]
fn a_certificate_that_expires() {
    let report = one(&[SHORT]).check(now());
    assert_eq!(report.losses[0].code, "fleet.devices-will-refuse");
    assert_eq!(report.losses[0].from.to_rfc3339(), "2026-06-20T00:00:01+00:00");
    let soon = report.findings.iter().find(|finding| finding.code == "fleet.expires-soon").unwrap();
    assert!(soon.message.to_string().contains("in 19 days: within the notice of 30 days"), "{}", soon.message);
    assert_eq!(one(&[OVER]).check(now()).losses[0].code, "fleet.devices-refuse");
}

#[test]
fn the_second_certificate_takes_over() {
    assert!(one(&[SHORT, LONG]).check(now()).losses.is_empty());
    let report = one(&[OVER, LONG]).check(now());
    assert!(report.losses.is_empty() && report.is_accepted(), "{report}");
    let report = one(&[SHORT, OVER]).check(now());
    assert_eq!(report.losses[0].from.to_rfc3339(), "2026-06-20T00:00:01+00:00");
    assert_eq!(one(&[OVER, SHORT]).check(now()).losses[0].code, "fleet.devices-will-refuse");
}

#[test]
fn the_edge_of_the_days_that_are_looked_ahead() {
    // notAfter is 2026-06-20T00:00:00Z; the largest notice is 60 days.
    let fleet = one(&[SHORT]);
    assert_eq!(fleet.check("2026-04-21T00:00:01Z".parse().unwrap()).losses.len(), 1);
    assert_eq!(fleet.check("2026-04-21T00:00:00Z".parse().unwrap()).losses.len(), 0);
}

#[test]
fn a_host_that_is_not_covered() {
    let mut value: Value = serde_json::from_str(&one(&[LONG]).to_json()).unwrap();
    value["profiles"]["Europe"]["global"]["external_host"] = "other.example.com".into();
    let report = Fleet::from_json(&value.to_string()).unwrap().check(now());
    assert_eq!(report.losses[0].code, "fleet.devices-refuse");
    assert!(
        report.findings.iter().any(|finding| finding.message.to_string().contains("other.example.com")),
        "{report}"
    );
}

#[test]
fn a_profile_on_no_sentry_and_a_sentry_without_a_profile() {
    let mut fleet = one(&[LONG]);
    fleet.unassign(&"sentry-1".parse().unwrap()).unwrap();
    let report = fleet.check(now());
    assert_eq!(report.losses[0].code, "fleet.not-assigned");
    assert!(codes(&report).contains(&"fleet.unconfigured-sentry"));
}

#[test]
fn a_service_that_no_app_rule_of_any_profile_reaches() {
    let mut value: Value = serde_json::from_str(&one(&[LONG]).to_json()).unwrap();
    value["profiles"]["Europe"]["app_rules"].as_array_mut().unwrap().pop();
    let fleet = Fleet::from_json(&value.to_string()).unwrap();
    let report = fleet.check(now());
    let found: Vec<_> = report.findings.iter().filter(|finding| finding.code == "fleet.service-not-reached").collect();
    assert_eq!(found.len(), 1);
    assert!(found[0].message.to_string().contains("Service1"));
    // A rule of another profile goes there.
    let mut other = profile("Other", "other.example.com", "first", None, 1);
    other["app_rules"] = json!([{
        "name": "AppTunnel", "url_wildcard": "a.example.com", "service": "Service1", "sentry": "SENTRY.example.com",
    }]);
    value["profiles"]["Other"] = other;
    let report = Fleet::from_json(&value.to_string()).unwrap().check(now());
    let found: Vec<_> =
        report.findings.iter().filter(|finding| finding.message.to_string().contains("Service1")).collect();
    assert!(found.iter().all(|finding| finding.code != "fleet.service-not-reached"), "{found:?}");
}

#[test]
fn unused_certificates_are_told() {
    let mut fleet = one(&[LONG, LONG]);
    let value = profile("Europe", HOST, "first", None, 2);
    fleet.replace_profile(&"Europe".parse().unwrap(), serde_json::from_value(value).unwrap()).unwrap();
    assert!(codes(&fleet.check(now())).contains(&"fleet.unused-certificate"));
}

#[test]
fn every_subject_points_into_the_saved_fleet() {
    let mut made = fleet(6);
    made.set_root_certificates(&[]).unwrap();
    let shipped = files::fleet();
    for fleet in [made, shipped] {
        let json: Value = serde_json::from_str(&fleet.to_json()).unwrap();
        let report = fleet.check(now());
        for finding in report.findings.iter().filter(|finding| finding.severity != Severity::Info) {
            let apptunnel::report::Subject::Field { pointer } = &finding.subject else { panic!("{finding:?}") };
            assert!(json.pointer(pointer).is_some(), "{pointer}: {finding:?}");
        }
        assert_eq!(report, fleet.check(now()));
        assert_eq!(serde_json::from_str::<FleetReport>(&report.to_json()).unwrap(), report);
    }
}

#[test]
fn the_second_certificate_is_held_to_the_first() {
    let fleet = files::fleet();
    let report = fleet.check(now());
    let missing = report.findings.iter().filter(|finding| finding.code == "second-certificate.missing");
    let pointers: Vec<String> = missing.map(|finding| format!("{:?}", finding.subject)).collect();
    assert_eq!(pointers.len(), 3, "{pointers:?}");
    assert!(pointers.iter().all(|it| it.contains("/server/certificate")), "{pointers:?}");
    assert!(!pointers.iter().any(|it| it.contains("Europe")), "it has one: {pointers:?}");
}
