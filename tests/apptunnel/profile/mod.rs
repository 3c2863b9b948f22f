//! A Sentry profile: its check, what the console shows of it, and where it sends a request.

mod fields;
mod invariants;
mod random;
mod routes;
mod services;
mod visibility;

use apptunnel::profile::{Profile, ProfileDraft, check_change};
use apptunnel::report::{Basis, Certainty, Severity};
use apptunnel::{profile, tls};

use crate::support::profiles::{basic, found, good, http, kerberos, service, wrong};

/// The findings of a good draft after a change.
fn changed(mut draft: ProfileDraft, change: impl FnOnce(&mut ProfileDraft)) -> Vec<(String, String)> {
    change(&mut draft);
    let checked = draft.check();
    let has_error = checked.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(checked.profile.is_none(), has_error);
    wrong(&checked).into_iter().map(|(code, pointer)| (code.to_owned(), pointer.to_owned())).collect()
}

fn pair(code: &str, pointer: &str) -> (String, String) {
    (code.to_owned(), pointer.to_owned())
}

fn certainty(code: &str) -> (Basis, Certainty) {
    let rule = profile::rules().chain(tls::rules()).find(|rule| rule.code == code).unwrap();
    (rule.basis, rule.certainty)
}

const DOCUMENTED: (Basis, Certainty) = (Basis::IvantiGuide, Certainty::Documented);
const RECALLED: (Basis, Certainty) = (Basis::IvantiGuide, Certainty::Recalled);
const DECIDED: (Basis, Certainty) = (Basis::Library, Certainty::Decided);

#[test]
fn good_profiles_are_clean() {
    assert_eq!(found(&good().check()), []);
    assert_eq!(found(&kerberos().check()), []);
    assert_eq!(found(&basic().check()), [("profile.exchange-configuration", "/services/0")]);
}

#[test]
fn everything_is_found_at_once() {
    let json = r#"{
        "kind": "certificates",
        "global": {"external_host": "a b", "external_port": 0, "timeouts": {"http_ms": "x"}},
        "server": {"listener": "ftp", "https_port": "y", "incoming": {"suites": []}},
        "services": [{}, {"type": "custom_tcp", "name": "Mail", "server_list": "a"}],
        "app_rules": [{"url_wildcard": "http://a"}]
    }"#;
    let draft: ProfileDraft = serde_json::from_str(json).unwrap();
    let checked = draft.check();
    assert!(checked.profile.is_none());
    let mut pointers: Vec<&str> = found(&checked).into_iter().map(|(_, pointer)| pointer).collect();
    pointers.sort_unstable();
    assert_eq!(
        pointers,
        [
            "/app_rules/0/name",
            "/app_rules/0/service",
            "/app_rules/0/url_wildcard",
            "/global/device_authentication/mode",
            "/global/external_host",
            "/global/external_port",
            "/global/name",
            "/global/timeouts/http_ms",
            "/server/certificate",
            "/server/https_port",
            "/server/incoming/suites",
            "/server/listener",
            "/services/0/type",
            "/services/1/name",
            "/services/1/server_list",
        ]
    );
    assert!(checked.findings.iter().all(|finding| finding.message.to_string().ends_with('.')));
}

#[test]
fn long_lists_are_refused_and_not_looked_at() {
    let many = |count: usize| (0..count).map(|index| http(&format!("S{index}"))).collect();
    let services = |count: usize| changed(good(), |draft| draft.services = many(count));
    assert_eq!(services(10_000), []);
    assert_eq!(services(10_001), [pair("profile.too-many", "/services")]);
    let suites = |draft: &mut ProfileDraft| draft.server.incoming.suites = Some(vec!["x".to_owned(); 401]);
    assert_eq!(changed(good(), suites), [pair("profile.too-many", "/server/incoming/suites")]);
    let list = vec!["a:1"; 1001].join(";");
    let servers = |draft: &mut ProfileDraft| draft.services[0].server_list = Some(list);
    assert_eq!(changed(good(), servers), [pair("profile.too-many", "/services/0/server_list")]);
    let long = "x ".repeat(1_000_000);
    let mut draft = good();
    draft.services = vec![http(&long)];
    assert!(draft.check().findings[0].message.to_string().len() < 300);
}

#[test]
fn a_faulty_profile_in_json_is_refused_with_the_reason() {
    let mut json: serde_json::Value = serde_json::from_str(&good().check().profile.unwrap().to_json()).unwrap();
    assert!(serde_json::from_value::<Profile>(json.clone()).is_ok());
    json["services"] = serde_json::json!([]);
    let error = serde_json::from_value::<Profile>(json).unwrap_err();
    assert_eq!(error.to_string(), "/services: The profile has no service.");
}

#[test]
fn adding_app_tunnel_with_other_authentication_touches_exchange() {
    let before = basic().check().profile.unwrap();
    let mut draft = good();
    draft.services.push(service("active_sync", None, Some("mail.example.com:443")));
    let after = draft.check().profile.unwrap();
    let findings = check_change(&before, &after);
    assert_eq!(findings.len(), 1);
    assert_eq!(findings[0].code, "profile.authentication-changed");
    assert_eq!((findings[0].basis, findings[0].certainty), DOCUMENTED);
    for (before, after) in [(&after, &after), (&after, &before), (&before, &before)] {
        assert_eq!(check_change(before, after), []);
    }
}
