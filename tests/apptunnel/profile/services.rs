//! The fields of services and of the rules of apps.

use apptunnel::profile::{AppRuleDraft, ProfileDraft, ServerAuthentication, ServiceType, visible_fields};

use super::{RECALLED, certainty, changed, pair};
use crate::support::profiles::{app_rule, basic, found, good, http, kerberos, service, text};

#[test]
fn each_type_of_service_has_its_row() {
    let rows = [
        ("active_sync", None, true, true, true, false, false),
        ("custom_http", Some("Wiki"), true, true, true, true, true),
        ("any_http", None, false, true, true, true, true),
        ("cifs", Some("CIFS_a"), true, true, false, true, false),
        ("any_cifs", None, false, true, false, true, false),
        ("custom_tcp", Some("TCP_a"), true, false, false, true, false),
        ("any_tcp", None, false, false, false, true, false),
        ("ip", None, false, false, false, false, false),
    ];
    assert_eq!(ServiceType::ALL.map(ServiceType::as_str), rows.map(|row| row.0));
    for (service_type, name, servers, authentication, tls, proxy, context) in rows {
        let mut draft = kerberos();
        draft.services = vec![service(service_type, name, servers.then_some("a.example:1"))];
        draft.services[0].server_auth = authentication.then(|| "kerberos".to_owned());
        let visible = visible_fields(&draft);
        let shown = |field: &str| visible.contains(&format!("/services/0/{field}"));
        assert_eq!(shown("name"), service_type != "active_sync", "{service_type}");
        assert_eq!(shown("server_list"), servers, "{service_type}");
        assert_eq!(shown("server_auth"), authentication, "{service_type}");
        assert_eq!(shown("spn_list"), authentication && servers, "{service_type}");
        assert_eq!(shown("tls_enabled"), tls, "{service_type}");
        assert_eq!(shown("proxy_enabled"), proxy, "{service_type}");
        assert_eq!(shown("context_headers"), context, "{service_type}");
        let profile = draft.check().profile.unwrap();
        let it = &profile.services()[0];
        assert_eq!(it.service_type().as_str(), service_type);
        assert_eq!(it.server_list().is_some(), servers);
        assert_eq!(it.tls_enabled().is_some(), tls);
        let is_kerberos = matches!(it.server_authentication(), ServerAuthentication::Kerberos { .. });
        assert_eq!(is_kerberos, authentication);
    }
    assert_eq!(
        changed(good(), |draft| draft.services = vec![service("kkdcp", None, None)]),
        [pair("profile.choice", "/services/0/type")]
    );
    assert_eq!(
        changed(good(), |draft| draft.services = vec![service("", None, None)]),
        [pair("profile.required", "/services/0/type")]
    );
}

#[test]
fn with_kerberos_each_service_chooses() {
    let auth =
        |auth: Option<&'static str>| changed(kerberos(), |draft| draft.services[0].server_auth = auth.and_then(text));
    let pointer = "/services/0/server_auth";
    assert_eq!(auth(Some("pass_through")), []);
    assert_eq!(auth(Some("kerberos")), []);
    assert_eq!(auth(None), [pair("profile.required", pointer)]);
    assert_eq!(auth(Some("ntlm")), [pair("profile.choice", pointer)]);
    let ip = |draft: &mut ProfileDraft| {
        draft.services = vec![service("ip", None, None)];
        draft.services[0].server_auth = text("kerberos");
    };
    assert_eq!(changed(kerberos(), ip), [pair("profile.ip-pass-through", pointer)]);
    assert_eq!(certainty("profile.ip-pass-through"), RECALLED);
}

#[test]
fn service_principal_names_go_with_kerberos_and_servers() {
    let spn = |draft: ProfileDraft, spn: &'static str| changed(draft, |draft| draft.services[0].spn_list = text(spn));
    let pointer = "/services/0/spn_list";
    assert_eq!(spn(kerberos(), "HTTP/a;HTTP/b"), []);
    assert_eq!(spn(kerberos(), ""), []);
    assert_eq!(spn(kerberos(), "HTTP/a"), [pair("profile.spn-count", pointer)]);
    assert_eq!(spn(kerberos(), "HTTP/a;;HTTP/b"), [pair("profile.spn-list", pointer)]);
    assert_eq!(spn(good(), "HTTP/a;HTTP/b"), [pair("profile.spn-list-unused", pointer)]);
    let mut any = kerberos();
    any.services = vec![service("any_http", None, None)];
    any.services[0].server_auth = text("kerberos");
    assert_eq!(spn(any, "HTTP/a"), [pair("profile.spn-list-unused", pointer)]);
    for code in ["profile.spn-count", "profile.spn-list-unused"] {
        assert_eq!(certainty(code), RECALLED);
    }
}

#[test]
fn active_sync_is_one_service() {
    let two = |draft: &mut ProfileDraft| draft.services.push(service("active_sync", None, Some("b.example:443")));
    assert_eq!(changed(basic(), two), [pair("profile.several-active-sync", "/services/1/type")]);
}

#[test]
fn fields_that_a_service_does_not_have_are_refused() {
    for (service_type, name, servers) in [("ip", None, None), ("cifs", Some("CIFS_a"), Some("a:1"))] {
        let tls = |draft: &mut ProfileDraft| {
            draft.services = vec![service(service_type, name, servers)];
            draft.services[0].tls_enabled = Some(true);
        };
        assert_eq!(changed(good(), tls), [pair("profile.hidden-field", "/services/0/tls_enabled")]);
    }
    let proxy = |draft: &mut ProfileDraft| {
        draft.services = vec![service("ip", None, None)];
        draft.services[0].proxy_enabled = Some(true);
    };
    assert_eq!(changed(good(), proxy), [pair("profile.hidden-field", "/services/0/proxy_enabled")]);
}

#[test]
fn fields_of_app_rules() {
    let set = |change: fn(&mut AppRuleDraft)| {
        changed(good(), |draft| {
            draft.app_rules = vec![app_rule("wiki.example.com", Some("443"), "Wiki")];
            change(&mut draft.app_rules[0]);
        })
    };
    let at = |field: &str| format!("/app_rules/0/{field}");
    assert_eq!(set(|_| {}), []);
    assert_eq!(set(|rule| rule.name = None), [pair("profile.required", &at("name"))]);
    assert_eq!(set(|rule| rule.url_wildcard = None), [pair("profile.required", &at("url_wildcard"))]);
    for bad in ["http://a.example", "a.example/path", "a.example:443", "a b", "*."] {
        let findings = changed(good(), |draft| draft.app_rules = vec![app_rule(bad, None, "Wiki")]);
        assert_eq!(findings, [pair("profile.url-wildcard", &at("url_wildcard"))], "{bad}");
    }
    assert_eq!(set(|rule| rule.port = None), []);
    assert_eq!(set(|rule| rule.port = Some("0".into())), [pair("profile.port", &at("port"))]);
    assert_eq!(set(|rule| rule.service = None), [pair("profile.required", &at("service"))]);
    assert_eq!(set(|rule| rule.service = text("wiki")), [pair("profile.unknown-service", &at("service"))]);
    assert_eq!(set(|rule| rule.service = text("a b")), [pair("profile.app-rule-service-name", &at("service"))]);
    assert_eq!(set(|rule| rule.sentry = text("SENTRY.example.com")), []);
    assert_eq!(set(|rule| rule.sentry = text("a/b")), [pair("profile.host", &at("sentry"))]);
    assert_eq!(set(|rule| rule.sentry = text("other.example.com")), [pair("profile.other-sentry", &at("sentry"))]);
    assert_eq!(
        set(|rule| rule.url_wildcard = text("*.example.com")),
        [pair("profile.wildcard-with-servers", &at("url_wildcard"))]
    );
    assert_eq!(certainty("profile.url-wildcard"), RECALLED);
    assert_eq!(certainty("profile.wildcard-with-servers"), RECALLED);
}

#[test]
fn rules_and_services_that_are_never_reached() {
    let mut draft = good();
    draft.services.extend([service("any_http", None, None), http("Other"), service("ip", None, None)]);
    draft.app_rules = vec![
        app_rule("*.example.com", None, "<ANY>"),
        app_rule("wiki.example.com", Some("443"), "Wiki"),
        app_rule("wiki.example.org", None, "Other"),
    ];
    assert_eq!(
        found(&draft.check()),
        [("profile.shadowed-rule", "/app_rules/1"), ("profile.service-not-reached", "/services/0"),]
    );
    draft.app_rules.swap(0, 1);
    assert_eq!(found(&draft.check()), []);
}
