//! Saving and loading.

use std::error::Error as _;

use apptunnel::Fleet;
use apptunnel::fleet::{LoadErrorKind, OtherSpaces};
use serde_json::{Value, json};

use crate::support::files;
use crate::support::fleet::{distribute, fleet, group};

fn shipped() -> Value {
    serde_json::from_str(&files::fleet_json()).unwrap()
}

#[test]
fn a_fleet_reads_back_as_the_same() {
    let mut made = fleet(7);
    made.add_space("Germany".parse().unwrap(), 0).unwrap();
    made.set_device_group("Sales/~".parse().unwrap(), group("Germany", &["Profile 1"])).unwrap();
    distribute(&mut made, &["Sales/~"], OtherSpaces::Apply { allow_space_admin_to_edit: true });
    let shipped = Fleet::from_json(&shipped().to_string()).unwrap();
    for fleet in [Fleet::default(), made, shipped] {
        let json = fleet.to_json();
        let read = Fleet::from_json(&json).unwrap();
        assert_eq!(read, fleet);
        assert_eq!(read.to_json(), json);
    }
}

#[test]
fn what_is_broken_is_refused_with_its_place() {
    let broken: [(&str, Value, &str, LoadErrorKind); 13] = [
        ("/version", json!(2), "/version", LoadErrorKind::UnknownVersion),
        ("/sentrys/sentry-new/profile", json!("x"), "/sentrys/sentry-new/profile", LoadErrorKind::Invalid),
        ("/profiles/Lab/global/name", json!("x"), "/profiles/Lab", LoadErrorKind::Invalid),
        ("/tls_server_certificates", json!({}), "/profiles/Americas/server/certificate", LoadErrorKind::Invalid),
        (
            "/group_certificates",
            json!({}),
            "/profiles/Asia/global/device_authentication/group_certificate",
            LoadErrorKind::Invalid,
        ),
        ("/spaces/1/name", json!("Germany"), "/spaces/0/name", LoadErrorKind::Invalid),
        ("/spaces/1/name", json!("Default Space"), "", LoadErrorKind::Json),
        ("/device_groups/Warehouse/profiles", json!(["x"]), "/device_groups/Warehouse", LoadErrorKind::Invalid),
        ("/device_groups/Warehouse/space", json!("x"), "/device_groups/Warehouse", LoadErrorKind::Invalid),
        (
            "/sentry_root_certificate/other_spaces",
            json!({"choice": "do_not_apply"}),
            "/spaces/0/root_distribution",
            LoadErrorKind::Invalid,
        ),
        (
            "/sentry_root_certificate/ticked/devices",
            json!(["x"]),
            "/sentry_root_certificate/ticked",
            LoadErrorKind::Invalid,
        ),
        (
            "/tls_server_certificates/spare 2025/certificates",
            json!(["AAAA"]),
            "/tls_server_certificates/spare 2025/certificates/0",
            LoadErrorKind::Certificate,
        ),
        (
            "/tls_server_certificates/spare 2025/certificates",
            json!([]),
            "/tls_server_certificates/spare 2025/certificates",
            LoadErrorKind::Invalid,
        ),
    ];
    for (place, value, pointer, kind) in broken {
        let mut fleet = shipped();
        let (parent, key) = place.rsplit_once('/').unwrap();
        match fleet.pointer_mut(parent).unwrap() {
            Value::Array(array) => array[key.parse::<usize>().unwrap()] = value,
            parent => parent[key] = value,
        }
        let error = Fleet::from_json(&fleet.to_string()).unwrap_err();
        assert_eq!((error.pointer(), error.kind()), (pointer, kind), "{place}: {error}");
    }
}

#[test]
fn names_that_stand_twice_and_fields_that_nobody_knows_are_refused() {
    for (json, told) in [
        (r#"{"version": 1, "sentrys": {"a": {}, "a": {}}}"#, "stands twice"),
        (r#"{"version": 1, "sentry": {}}"#, "unknown field"),
        (r#"{"version": 7, "later": {}}"#, "version 7 is not known"),
        (r#"{}"#, "version"),
        ("", "line 1"),
        ("[[[[[", "line 1"),
        (r#"{"version": 1, "profiles": {"a": {"kind": "certificates"}}}"#, "line 1"),
    ] {
        let error = Fleet::from_json(json).unwrap_err();
        assert!(error.to_string().contains(told), "{json}: {error}");
    }
}

#[test]
fn an_error_has_its_source() {
    let source = |json| Fleet::from_json(json).unwrap_err().source().map(ToString::to_string);
    assert!(source("").unwrap().contains("line 1"));
    assert_eq!(source(r#"{"version": 1, "sentrys": {"a": {"profile": "b"}}}"#).unwrap().find("No profile"), Some(0));
    assert_eq!(source(r#"{"version": 7}"#), None);
}

#[test]
fn a_message_stays_on_its_line() {
    let error = Fleet::from_json(r#"{"version": 1, "a\u001b[2Jb": 1}"#).unwrap_err().to_string();
    assert!(error.contains(r"a\u{1b}[2Jb") && !error.chars().any(char::is_control), "{error}");
}

#[test]
fn no_text_makes_it_panic() {
    let json = files::example("fleet.json");
    for at in (0..json.len()).step_by(211) {
        for byte in [b'"', b'}', b'0', b'\\', 0] {
            let mut changed = json.clone();
            changed[at] = byte;
            if let Ok(fleet) = Fleet::from_json(&String::from_utf8_lossy(&changed)) {
                let _ = fleet.to_json();
            }
        }
        let _ = Fleet::from_json(&String::from_utf8_lossy(&json[..at]));
    }
}
