//! The fields of Global Settings and of the Sentry Server Configuration.

use apptunnel::profile::{DeviceAuthenticationDraft, Listener, ProfileDraft};
use apptunnel::tls;

use super::{changed, pair};
use crate::support::profiles::{basic, good, kerberos, text};

#[test]
fn names_and_descriptions() {
    let name = |name: Option<&str>| changed(good(), |draft| draft.global.name = name.map(str::to_owned));
    assert_eq!(name(None), [pair("profile.required", "/global/name")]);
    assert_eq!(name(Some(" ")), [pair("profile.required", "/global/name")]);
    assert_eq!(name(Some(&"a".repeat(255))), []);
    assert_eq!(name(Some(&"a".repeat(256))), [pair("profile.text", "/global/name")]);
    let description = |text: &str| changed(good(), |draft| draft.global.description = Some(text.to_owned()));
    assert_eq!(description("two\nlines"), []);
    assert_eq!(description(&"a".repeat(4097)), [pair("profile.text", "/global/description")]);
}

#[test]
fn external_hosts() {
    let host = |host: &str| changed(good(), |draft| draft.global.external_host = Some(host.to_owned()));
    let pointer = "/global/external_host";
    for public in ["sentry.example.com", "203.0.113.1", "[2001:db8::1]", "100.63.0.1", "100.128.0.1", "172.32.0.1"] {
        assert_eq!(host(public), [], "{public}");
    }
    for bad in ["https://sentry.example.com", "sentry.example.com:443", "a b", "*.example.com", "1.2.3"] {
        assert_eq!(host(bad), [pair("profile.external-host", pointer)], "{bad}");
    }
    for private in [
        "10.0.0.1",
        "172.16.0.1",
        "192.168.1.1",
        "127.0.0.1",
        "169.254.0.1",
        "100.64.0.1",
        "0.0.0.0",
        "224.0.0.1",
        "255.255.255.255",
        "::1",
        "::",
        "fe80::1",
        "fd00::1",
        "ff02::1",
        "::ffff:10.0.0.1",
    ] {
        assert_eq!(host(private), [pair("profile.external-host-not-public", pointer)], "{private}");
    }
    assert_eq!(host("sentry"), [pair("profile.external-host-not-qualified", pointer)]);
    assert_eq!(host(""), [pair("profile.required", pointer)]);
}

#[test]
fn external_ports() {
    let port = |port: &str| changed(good(), |draft| draft.global.external_port = Some(port.into()));
    let pointer = "/global/external_port";
    assert_eq!(port("8443"), [pair("profile.external-port", pointer)]);
    for bad in ["0", "65536", "-1", "443x", "1.5", "١"] {
        assert_eq!(port(bad), [pair("profile.port", pointer)], "{bad}");
    }
    assert_eq!(port(" "), [pair("profile.required", pointer)]);
}

#[test]
fn modes_of_device_authentication() {
    let set = |draft: ProfileDraft, mode: Option<&'static str>, group: Option<&'static str>, cas: &[&str]| {
        changed(draft, |draft| {
            let authentication = &mut draft.global.device_authentication;
            *authentication = DeviceAuthenticationDraft::default();
            authentication.mode = mode.and_then(text);
            authentication.group_certificate = group.and_then(text);
            authentication.trusted_cas = cas.iter().map(|name| (*name).to_owned()).collect();
        })
    };
    let at = |field: &str| format!("/global/device_authentication/{field}");
    let (group, identity, pass) = (Some("group_certificate"), Some("identity_certificate"), Some("pass_through"));
    assert_eq!(set(basic(), pass, None, &[]), []);
    assert_eq!(set(basic(), identity, None, &["CA"]), [pair("profile.authentication-mode", &at("mode"))]);
    assert_eq!(set(good(), pass, None, &[]), [pair("profile.authentication-mode", &at("mode"))]);
    assert_eq!(set(good(), None, None, &[]), [pair("profile.authentication-mode", &at("mode"))]);
    assert_eq!(set(good(), Some("pin"), None, &[]), [pair("profile.choice", &at("mode"))]);
    assert_eq!(set(good(), group, None, &[]), [pair("profile.no-group-certificate", &at("group_certificate"))]);
    assert_eq!(set(good(), identity, None, &[]), [pair("profile.no-trusted-ca", &at("trusted_cas"))]);
    assert_eq!(set(good(), identity, None, &["CA", ""]), [pair("profile.required", &at("trusted_cas/1"))]);
    assert_eq!(set(good(), identity, Some("Fleet"), &["CA"]), [pair("profile.hidden-field", &at("group_certificate"))]);
    assert_eq!(set(good(), group, Some("Fleet"), &["CA"]), [pair("profile.hidden-field", &at("trusted_cas"))]);
    assert_eq!(set(kerberos(), identity, None, &["CA"]), []);
    assert_eq!(set(kerberos(), None, None, &["CA"]), []);
    assert_eq!(set(kerberos(), pass, None, &[]), [pair("profile.authentication-mode", &at("mode"))]);
    let crl = |draft: &mut ProfileDraft| draft.global.device_authentication.check_crl = Some(true);
    assert_eq!(changed(basic(), crl), [pair("profile.hidden-field", &at("check_crl"))]);
    assert_eq!(changed(good(), crl), []);
    let realm = |draft: &mut ProfileDraft| draft.global.device_authentication.kerberos.realm = text("EXAMPLE.COM");
    assert_eq!(changed(kerberos(), realm), []);
    assert_eq!(changed(good(), realm), [pair("profile.hidden-field", &at("kerberos"))]);
}

#[test]
fn settings_without_a_known_default_are_empty() {
    let profile = good().check().profile.unwrap();
    let global = profile.global();
    assert!(global.health_check.is_empty() && global.timeouts.is_empty());
    assert_eq!((global.scheduling, global.add_context_headers), (None, None));
    for (_, trust) in profile.server().trust.directions() {
        assert_eq!(trust.sni, None);
    }
    let timeout = |draft: &mut ProfileDraft| draft.global.timeouts.tcp_ms = Some("1000".into());
    assert_eq!(changed(good(), timeout), [pair("profile.timeouts", "/global/timeouts/tcp_ms")]);
    let number = |draft: &mut ProfileDraft| draft.global.health_check.dead_threshold = Some("-3".into());
    assert_eq!(changed(good(), number), [pair("profile.number", "/global/health_check/dead_threshold")]);
    let scheduling = |draft: &mut ProfileDraft| draft.global.scheduling = text("random");
    assert_eq!(changed(good(), scheduling), [pair("profile.choice", "/global/scheduling")]);
}

#[test]
fn http_only_needs_no_certificate() {
    let http_only = |draft: &mut ProfileDraft| {
        draft.server.listener = text("http_only");
        draft.server.https_port = None;
        draft.server.http_port = Some("8080".into());
        draft.server.certificate = None;
    };
    let mut draft = good();
    http_only(&mut draft);
    assert_eq!(changed(draft.clone(), |_| {}), [pair("profile.http-only", "/server/listener")]);
    let profile = draft.check().profile.unwrap();
    assert_eq!(profile.server().certificate, None);
    assert!(matches!(profile.server().listener, Listener::HttpOnly { .. }));
    let both = |draft: &mut ProfileDraft| {
        http_only(draft);
        draft.server.listener = text("https_and_http");
        draft.server.https_port = Some("443".into());
    };
    assert_eq!(changed(good(), both), [pair("profile.no-certificate", "/server/certificate")]);
}

#[test]
fn second_certificates() {
    let set = |tick: Option<bool>, name: Option<&'static str>| {
        changed(good(), |draft| {
            draft.server.add_second_certificate = tick;
            draft.server.second_certificate = name.and_then(text);
        })
    };
    let pointer = "/server/second_certificate";
    assert_eq!(set(None, Some("sentry 2027")), []);
    assert_eq!(set(Some(true), Some("sentry 2027")), []);
    assert_eq!(set(Some(false), None), []);
    assert_eq!(set(Some(true), None), [pair("profile.required", pointer)]);
    assert_eq!(set(Some(false), Some("sentry 2027")), [pair("profile.hidden-field", pointer)]);
    assert_eq!(set(None, Some("sentry 2026")), [pair("profile.same-certificate", pointer)]);
    let mut draft = good();
    draft.server.second_certificate = text("sentry 2027");
    let names: Vec<String> = draft.check().profile.unwrap().tls_certificates().map(ToString::to_string).collect();
    assert_eq!(names, ["sentry 2026", "sentry 2027"]);
}

#[test]
fn strong_suites_and_tls_1_2_are_the_default() {
    let profile = good().check().profile.unwrap();
    let strong = tls::Selection::strong([tls::Version::Tls1_2]);
    assert_eq!((&profile.server().incoming, &profile.server().outgoing), (&strong, &strong));
    let suite = |draft: &mut ProfileDraft| draft.server.incoming.suites = Some(vec!["x".to_owned()]);
    assert_eq!(changed(good(), suite), [pair("profile.tls-name", "/server/incoming/suites/0")]);
    let weak =
        |draft: &mut ProfileDraft| draft.server.outgoing.protocols = Some(vec!["TLSv1".into(), "TLSv1.2".into()]);
    let codes: Vec<String> = changed(good(), weak).into_iter().map(|(code, _)| code).collect();
    assert_eq!(codes, ["tls.protocol-without-suite", "tls.weak-protocol"]);
}

#[test]
fn trust_has_the_documented_defaults() {
    let profile = good().check().profile.unwrap();
    let trust = &profile.server().trust;
    let strict = trust.directions().map(|(_, it)| (it.strict_tls, it.java_trust_store, it.verifies_host_name()));
    assert_eq!(strict, [(false, false, false), (true, true, true), (true, true, true)]);
    let off = |draft: &mut ProfileDraft| draft.server.trust.uem.strict_tls = Some(false);
    assert_eq!(changed(good(), off), [pair("profile.strict-tls-off", "/server/trust/uem/strict_tls")]);
    let on = |draft: &mut ProfileDraft| draft.server.trust.outgoing.strict_tls = Some(true);
    assert_eq!(changed(good(), on), []);
    let nothing = |draft: &mut ProfileDraft| draft.server.trust.access.java_trust_store = Some(false);
    assert_eq!(changed(good(), nothing), [pair("profile.nothing-trusted", "/server/trust/access/java_trust_store")]);
    let own = |draft: &mut ProfileDraft| {
        nothing(draft);
        draft.server.trust.access.custom_trust_store.push("Root".to_owned());
    };
    assert_eq!(changed(good(), own), []);
    let untrusted = |draft: &mut ProfileDraft| draft.server.trust.uem.allow_untrusted = Some(true);
    assert_eq!(changed(good(), untrusted), [pair("profile.untrusted-allowed", "/server/trust/uem/allow_untrusted")]);
}
