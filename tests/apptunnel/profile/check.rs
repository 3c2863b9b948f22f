//! The check of a Sentry profile: each invariant, each field, each row of the console's tables.

use crate::support::profiles::{app_rule, basic, found, good, http, kerberos, service, text, wrong};
use apptunnel::profile::{
    CertificateChoice, DeviceAuthenticationDraft, ExplicitProxyDraft, Kind, Listener, Profile, ProfileDraft,
    ServerAuthentication, ServiceType, check_change, visible_fields,
};
use apptunnel::report::{Basis, Certainty, Severity};
use apptunnel::{profile, tls};

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

// The invariants of the console.

#[test]
fn invariant_1_basic_auth_has_no_app_tunnel() {
    for kind in Kind::ALL {
        assert_eq!(kind.has_app_tunnel(), kind != Kind::ActiveSyncBasic);
    }
    assert_eq!(changed(good(), |draft| draft.kind = text("activesync")), [pair("profile.choice", "/kind")]);
    assert_eq!(changed(good(), |draft| draft.kind = None), [pair("profile.required", "/kind")]);
    let tunnels = [
        http("Wiki"),
        service("any_http", None, None),
        service("cifs", Some("CIFS_a"), Some("a.example:445")),
        service("any_cifs", None, None),
        service("custom_tcp", Some("TCP"), Some("a.example:1")),
        service("any_tcp", None, None),
        service("ip", None, None),
    ];
    for tunnel in tunnels {
        let findings = changed(basic(), |draft| draft.services.push(tunnel));
        assert_eq!(findings, [pair("profile.app-tunnel-in-basic", "/services/1/type")]);
    }
    let findings = changed(basic(), |draft| draft.app_rules.push(app_rule("a.example", None, "<ANY>")));
    assert_eq!(
        findings,
        [pair("profile.app-tunnel-in-basic", "/app_rules"), pair("profile.unknown-service", "/app_rules/0/service")]
    );
    assert_eq!(certainty("profile.app-tunnel-in-basic"), DOCUMENTED);
}

#[test]
fn invariant_2_a_group_certificate_excludes_kerberos() {
    let group = DeviceAuthenticationDraft {
        mode: text("group_certificate"),
        group_certificate: text("Fleet"),
        ..Default::default()
    };
    assert_eq!(changed(good(), |draft| draft.global.device_authentication = group.clone()), []);
    let pointer = "/global/device_authentication/mode";
    assert_eq!(
        changed(kerberos(), |draft| draft.global.device_authentication = group),
        [pair("profile.group-certificate-with-kerberos", pointer)]
    );
    assert_eq!(
        changed(good(), |draft| draft.services[0].server_auth = text("kerberos")),
        [pair("profile.pass-through-only", "/services/0/server_auth")]
    );
    assert_eq!(
        changed(basic(), |draft| draft.services[0].server_auth = text("kerberos")),
        [pair("profile.pass-through-only", "/services/0/server_auth")]
    );
    for code in ["profile.group-certificate-with-kerberos", "profile.pass-through-only"] {
        assert_eq!(certainty(code), DOCUMENTED);
    }
}

#[test]
fn invariant_3_ports_are_those_of_the_listener() {
    let set = |listener: &'static str, https: Option<&'static str>, http: Option<&'static str>| {
        changed(good(), |draft| {
            draft.server.listener = text(listener);
            draft.server.https_port = https.map(Into::into);
            draft.server.http_port = http.map(Into::into);
        })
    };
    let (https, http, listener) = ("/server/https_port", "/server/http_port", "/server/listener");
    let hidden = |pointer| pair("profile.listener-port-hidden", pointer);
    let missing = |pointer| pair("profile.listener-port-missing", pointer);
    let open = || pair("profile.http-only", listener);
    assert_eq!(set("https_only", Some("443"), None), []);
    assert_eq!(set("https_only", Some("443"), Some("80")), [hidden(http)]);
    assert_eq!(set("https_only", None, None), [missing(https)]);
    assert_eq!(set("http_only", None, Some("80")), [open()]);
    assert_eq!(set("http_only", Some("443"), Some("80")), [hidden(https), open()]);
    assert_eq!(set("http_only", None, None), [missing(http), open()]);
    assert_eq!(set("https_and_http", Some("443"), Some("80")), []);
    assert_eq!(set("https_and_http", None, Some("80")), [missing(https)]);
    assert_eq!(set("https_and_http", Some("443"), None), [missing(http)]);
    assert_eq!(set("https_and_http", Some("443"), Some("443")), [pair("profile.same-port", http)]);
    assert_eq!(set("https", Some("443"), None), [pair("profile.choice", listener)]);
    assert_eq!(certainty("profile.listener-port-hidden"), DOCUMENTED);
    assert_eq!(certainty("profile.listener-port-missing"), DECIDED);
    assert_eq!(certainty("profile.same-port"), DECIDED);
}

#[test]
fn invariant_4_an_uploaded_certificate_needs_self_signed_off() {
    let self_signed = |draft: &mut ProfileDraft| draft.server.self_signed = Some(true);
    let warned = || pair("profile.self-signed", "/server/self_signed");
    assert_eq!(
        changed(good(), self_signed),
        [pair("profile.certificate-with-self-signed", "/server/certificate"), warned()]
    );
    let mut draft = good();
    self_signed(&mut draft);
    draft.server.certificate = None;
    assert_eq!(changed(draft.clone(), |_| {}), [warned()]);
    assert_eq!(draft.check().profile.unwrap().server().certificate, Some(CertificateChoice::SelfSigned));
    assert_eq!(
        changed(draft, |draft| draft.server.second_certificate = text("b")),
        [pair("profile.hidden-field", "/server/second_certificate"), warned()]
    );
    let none = |draft: &mut ProfileDraft| draft.server.certificate = None;
    assert_eq!(changed(good(), none), [pair("profile.no-certificate", "/server/certificate")]);
    assert_eq!(certainty("profile.certificate-with-self-signed"), DOCUMENTED);
    assert_eq!(certainty("profile.self-signed"), DOCUMENTED);
}

#[test]
fn invariant_5_at_least_one_suite_and_one_service() {
    for direction in ["incoming", "outgoing"] {
        let findings = changed(good(), |draft| {
            let selection = match direction {
                "incoming" => &mut draft.server.incoming,
                _ => &mut draft.server.outgoing,
            };
            selection.suites = Some(Vec::new());
        });
        assert_eq!(findings, [pair("tls.no-suite", &format!("/server/{direction}/suites"))]);
    }
    assert_eq!(changed(good(), |draft| draft.services.clear()), [pair("profile.no-service", "/services")]);
    assert_eq!(certainty("profile.no-service"), DOCUMENTED);
    assert_eq!(certainty("tls.no-suite"), DOCUMENTED);
}

#[test]
fn invariant_10_names_of_services() {
    let named = |service_type: &'static str, name: Option<&'static str>, servers: Option<&'static str>| {
        changed(good(), |draft| draft.services = vec![service(service_type, name, servers)])
    };
    let servers = Some("a.example:443");
    let pointer = "/services/0/name";
    for character in [' ', '\\', ';', '*', '?', '<', '>', '"', '|'] {
        let name = format!("a{character}b");
        let findings = changed(good(), |draft| draft.services = vec![http(&name)]);
        assert_eq!(findings, [pair("profile.service-name-characters", pointer)], "{name}");
    }
    assert_eq!(named("custom_http", Some("a/b"), servers), []);
    assert_eq!(named("custom_http", None, servers), [pair("profile.required", pointer)]);
    for name in ["TCP", "tcp_a", "CIFS_a", "cifs_a"] {
        assert_eq!(named("custom_http", Some(name), servers), [pair("profile.http-prefix", pointer)], "{name}");
    }
    for name in ["TCP", "tcp-mail", "TCP_Finance"] {
        assert_eq!(named("custom_tcp", Some(name), servers), [], "{name}");
    }
    assert_eq!(named("custom_tcp", Some("Mail"), servers), [pair("profile.tcp-prefix", pointer)]);
    assert_eq!(named("cifs", Some("CIFS_a"), servers), []);
    for name in ["Files", "cifs_a", "CIFS"] {
        assert_eq!(named("cifs", Some(name), servers), [pair("profile.cifs-prefix", pointer)], "{name}");
    }
    for (service_type, token) in
        [("any_http", "<ANY>"), ("any_tcp", "<TCP_ANY>"), ("any_cifs", "<CIFS_ANY>"), ("ip", "<IP_ANY>")]
    {
        assert_eq!(named(service_type, None, None), []);
        assert_eq!(named(service_type, Some(token), None), []);
        assert_eq!(named(service_type, Some("Mail"), None), [pair("profile.service-token", pointer)]);
        for other in ["custom_http", "custom_tcp", "cifs"] {
            assert_eq!(named(other, Some(token), servers), [pair("profile.service-token", pointer)]);
        }
    }
    assert_eq!(named("any_http", Some("<TCP_ANY>"), None), [pair("profile.service-token", pointer)]);
    assert_eq!(named("ip", Some("IP_Tunnel"), None), []);
    assert_eq!(named("active_sync", Some("Mail"), servers), [pair("profile.hidden-field", pointer)]);
    assert_eq!(certainty("profile.service-name-characters"), DOCUMENTED);
    assert_eq!(certainty("profile.http-prefix"), DECIDED);
}

#[test]
fn invariant_10_names_differ() {
    let findings = |second: &str| changed(good(), |draft| draft.services.push(http(second)));
    assert_eq!(findings("Wiki2"), []);
    assert_eq!(findings("Wiki"), [pair("profile.duplicate-service-name", "/services/1/name")]);
    assert_eq!(findings("WIKI"), [pair("profile.similar-service-name", "/services/1/name")]);
    let two = |draft: &mut ProfileDraft| {
        draft.services = vec![service("any_http", None, None), service("any_http", Some("<ANY>"), None)];
    };
    assert_eq!(changed(good(), two), [pair("profile.duplicate-service-name", "/services/1/name")]);
    // The third is the same as the second, which only resembles the first.
    let three = |draft: &mut ProfileDraft| draft.services = vec![http("a"), http("A"), http("A")];
    assert_eq!(
        changed(good(), three),
        [
            pair("profile.duplicate-service-name", "/services/2/name"),
            pair("profile.similar-service-name", "/services/1/name")
        ]
    );
}

#[test]
fn invariant_10_server_lists() {
    let listed = |service_type: &'static str, name: Option<&'static str>, servers: Option<&'static str>| {
        changed(good(), |draft| draft.services = vec![service(service_type, name, servers)])
    };
    let pointer = "/services/0/server_list";
    for good in ["a.example:443", "a:1;b:2", "a:1;\nb:2;", "10.0.0.1:80", "[2001:db8::1]:443", "1a.example:65535"] {
        assert_eq!(listed("custom_tcp", Some("TCP"), Some(good)), [], "{good}");
    }
    for bad in [
        "a.example",
        "a:0",
        "a:65536",
        "a:",
        ":443",
        "-a.example:443",
        "a_b.example:443",
        "a b:443",
        "a:1;;b:2",
        "a:1,b:2",
        "https://a:443",
        "2001:db8::1:443",
        "256.1.1.1:80",
        "a..b:1",
        "ä.example:443",
        ";",
    ] {
        assert_eq!(listed("custom_tcp", Some("TCP"), Some(bad)), [pair("profile.server-list", pointer)], "{bad}");
    }
    for (service_type, name) in
        [("custom_http", Some("a")), ("cifs", Some("CIFS_a")), ("custom_tcp", Some("TCP")), ("active_sync", None)]
    {
        assert_eq!(listed(service_type, name, None), [pair("profile.no-server-list", pointer)]);
    }
    for service_type in ["any_http", "any_tcp"] {
        assert_eq!(listed(service_type, None, Some("a:1")), [pair("profile.server-list-of-any", pointer)]);
    }
    for service_type in ["any_cifs", "ip"] {
        assert_eq!(listed(service_type, None, Some("a:1")), [pair("profile.server-list-unused", pointer)]);
    }
    assert_eq!(certainty("profile.server-list-of-any"), DOCUMENTED);
    assert_eq!(certainty("profile.server-list-unused"), RECALLED);
}

#[test]
fn invariant_11_fields_of_tcp() {
    let tcp = |draft: &mut ProfileDraft, service_type: &str| {
        let is_any = service_type == "any_tcp";
        draft.services = vec![match is_any {
            true => service(service_type, None, None),
            false => service(service_type, Some("TCP"), Some("a.example:1")),
        }];
    };
    for service_type in ["custom_tcp", "any_tcp"] {
        let found = |change: fn(&mut ProfileDraft)| {
            changed(kerberos(), |draft| {
                tcp(draft, service_type);
                change(draft);
            })
        };
        assert_eq!(found(|_| {}), []);
        assert_eq!(found(|draft| draft.services[0].server_auth = text("pass_through")), []);
        assert_eq!(
            found(|draft| draft.services[0].server_auth = text("kerberos")),
            [pair("profile.tcp-pass-through", "/services/0/server_auth")]
        );
        assert_eq!(
            found(|draft| draft.services[0].tls_enabled = Some(true)),
            [pair("profile.tcp-field", "/services/0/tls_enabled")]
        );
        assert_eq!(found(|draft| draft.services[0].tls_enabled = Some(false)), []);
        assert_eq!(
            found(|draft| draft.services[0].spn_list = text("HTTP/a")),
            [pair("profile.tcp-field", "/services/0/spn_list")]
        );
        assert_eq!(
            found(|draft| draft.services[0].context_headers = Some(true)),
            [pair("profile.tcp-field", "/services/0/context_headers")]
        );
        let with_proxy = |draft: &mut ProfileDraft| draft.services[0].proxy_enabled = Some(true);
        assert_eq!(found(with_proxy), [pair("profile.proxy-not-configured", "/services/0/proxy_enabled")]);
        assert_eq!(
            found(|draft| {
                draft.services[0].proxy_enabled = Some(true);
                draft.global.advanced_traffic_control = Some(true);
            }),
            []
        );
    }
    for code in ["profile.tcp-pass-through", "profile.tcp-field", "profile.proxy-not-configured"] {
        assert_eq!(certainty(code), DOCUMENTED);
    }
}

#[test]
fn invariant_12_context_headers_are_of_http() {
    let found = |it: profile::ServiceDraft| {
        changed(good(), |draft| {
            draft.services = vec![profile::ServiceDraft { context_headers: Some(true), ..it }];
        })
    };
    assert_eq!(found(http("Wiki")), []);
    assert_eq!(found(service("any_http", None, None)), []);
    let refused = [pair("profile.context-headers-http-only", "/services/0/context_headers")];
    assert_eq!(found(service("active_sync", None, Some("a:1"))), refused);
    assert_eq!(found(service("cifs", Some("CIFS_a"), Some("a:1"))), refused);
    assert_eq!(found(service("any_cifs", None, None)), refused);
    assert_eq!(found(service("ip", None, None)), refused);
    let on_without_http = |draft: &mut ProfileDraft| {
        draft.global.add_context_headers = Some(true);
        draft.services = vec![service("any_tcp", None, None)];
    };
    assert_eq!(
        changed(good(), on_without_http),
        [pair("profile.context-headers-without-http", "/global/add_context_headers")]
    );
    assert_eq!(changed(good(), |draft| draft.global.add_context_headers = Some(true)), []);
    let off = |draft: &mut ProfileDraft| {
        draft.global.add_context_headers = Some(false);
        draft.services[0].context_headers = Some(true);
    };
    assert_eq!(changed(good(), off), [pair("profile.context-headers-off", "/services/0/context_headers")]);
    assert_eq!(certainty("profile.context-headers-http-only"), DOCUMENTED);
}

#[test]
fn invariant_12_one_explicit_proxy_switched_per_service() {
    let proxy = |host: &str, port: &str| Some(ExplicitProxyDraft { host: text(host), port: Some(port.into()) });
    let mut draft = good();
    draft.global.explicit_proxy = proxy("proxy.example", "3128");
    assert_eq!(found(&draft.check()), [("profile.explicit-proxy-unused", "/global/explicit_proxy")]);
    draft.services[0].proxy_enabled = Some(true);
    assert_eq!(found(&draft.check()), []);
    let pointer = "/global/explicit_proxy";
    let bad = |host: &'static str, port: &'static str| {
        changed(good(), |draft| draft.global.explicit_proxy = proxy(host, port))
    };
    assert_eq!(bad("http://proxy", "3128"), [pair("profile.host", &format!("{pointer}/host"))]);
    assert_eq!(bad("proxy.example", "0"), [pair("profile.port", &format!("{pointer}/port"))]);
    assert_eq!(bad("", "3128"), [pair("profile.required", &format!("{pointer}/host"))]);
    let list = r#"{"global": {"explicit_proxy": [{"host": "a", "port": 1}, {"host": "b", "port": 2}]}}"#;
    assert!(serde_json::from_str::<ProfileDraft>(list).is_err());
    assert_eq!(
        changed(basic(), |draft| draft.services[0].proxy_enabled = Some(true)),
        [pair("profile.proxy-without-app-tunnel", "/services/0/proxy_enabled")]
    );
    assert_eq!(
        changed(basic(), |draft| draft.global.explicit_proxy = proxy("proxy.example", "3128")),
        [pair("profile.hidden-field", pointer)]
    );
}

#[test]
fn invariant_14_unmanaged_devices_are_blocked_by_default() {
    assert!(!good().check().profile.unwrap().global().allow_unmanaged_devices);
    let findings = changed(good(), |draft| draft.global.allow_unmanaged_devices = Some(true));
    assert_eq!(findings, [pair("profile.unmanaged-allowed", "/global/allow_unmanaged_devices")]);
    assert_eq!(certainty("profile.unmanaged-allowed"), DOCUMENTED);
}

// The fields of Global Settings.

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
            draft.global.device_authentication = DeviceAuthenticationDraft {
                mode: mode.and_then(text),
                group_certificate: group.and_then(text),
                trusted_cas: cas.iter().map(|name| (*name).to_owned()).collect(),
                ..Default::default()
            };
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

// The fields of Sentry Server Configuration.

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

// The fields of services.

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

// The rules of apps.

#[test]
fn fields_of_app_rules() {
    let set = |change: fn(&mut profile::AppRuleDraft)| {
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

// What the console shows.

#[test]
fn before_a_kind_is_chosen_there_is_nothing_else() {
    for kind in [None, text("x")] {
        let draft = ProfileDraft { kind, ..good() };
        assert_eq!(visible_fields(&draft).into_iter().collect::<Vec<_>>(), ["/kind"]);
    }
}

#[test]
fn the_listener_decides_which_ports_are_shown() {
    for (listener, https, http) in [
        (Some("https_only"), true, false),
        (Some("http_only"), false, true),
        (Some("https_and_http"), true, true),
        (None, true, true),
    ] {
        let mut draft = good();
        draft.server.listener = listener.and_then(text);
        let visible = visible_fields(&draft);
        assert_eq!(visible.contains("/server/https_port"), https, "{listener:?}");
        assert_eq!(visible.contains("/server/http_port"), http, "{listener:?}");
        // Nothing says that the certificate is hidden.
        assert!(visible.contains("/server/certificate") && visible.contains("/server/self_signed"));
    }
}

#[test]
fn certificates_are_shown_when_self_signed_is_not_ticked() {
    let shown = |self_signed: Option<bool>, tick: Option<bool>, second: Option<&str>| {
        let mut draft = good();
        draft.server.self_signed = self_signed;
        draft.server.add_second_certificate = tick;
        draft.server.second_certificate = second.and_then(text);
        let visible = visible_fields(&draft);
        ["certificate", "add_second_certificate", "second_certificate"]
            .map(|field| visible.contains(&format!("/server/{field}")))
    };
    assert_eq!(shown(Some(true), Some(true), Some("b")), [false, false, false]);
    for unticked in [None, Some(false)] {
        assert_eq!(shown(unticked, None, None), [true, true, false]);
        assert_eq!(shown(unticked, Some(true), None), [true, true, true]);
        assert_eq!(shown(unticked, Some(false), Some("b")), [true, true, false]);
        assert_eq!(shown(unticked, None, Some("b")), [true, true, true]);
    }
}

#[test]
fn the_kind_decides_what_is_shown_of_device_authentication() {
    let shown = |draft: &ProfileDraft| {
        let visible = visible_fields(draft);
        let names = ["mode", "group_certificate", "trusted_cas", "check_crl", "kerberos/realm"];
        names.map(|name| visible.contains(&format!("/global/device_authentication/{name}")))
    };
    assert_eq!(shown(&basic()), [false; 5]);
    assert_eq!(shown(&kerberos()), [false, false, true, true, true]);
    assert_eq!(shown(&good()), [true, false, true, true, false]);
    let mut group = good();
    group.global.device_authentication.mode = text("group_certificate");
    assert_eq!(shown(&group), [true, true, false, true, false]);
    group.global.device_authentication.mode = None;
    assert_eq!(shown(&group), [true, true, true, true, false]);
}

#[test]
fn app_tunnel_is_shown_in_the_kinds_that_have_it() {
    for (draft, is_shown) in [(basic(), false), (good(), true), (kerberos(), true)] {
        let draft = ProfileDraft { app_rules: vec![app_rule("a.example", None, "Wiki")], ..draft };
        let visible = visible_fields(&draft);
        for pointer in [
            "/global/add_context_headers",
            "/global/advanced_traffic_control",
            "/global/explicit_proxy/host",
            "/app_rules/0/service",
        ] {
            assert_eq!(visible.contains(pointer), is_shown, "{pointer}");
        }
    }
}

/// The table has a row for every field of a draft, and no other.
#[test]
fn every_field_has_its_row() {
    let mut pointers = Vec::new();
    let schema = ProfileDraft::json_schema();
    leaves(&schema, &schema, String::new(), &mut pointers);
    pointers.sort();
    let mut rows: Vec<&str> = profile::fields().iter().map(|field| field.pointer).collect();
    rows.sort_unstable();
    assert_eq!(rows, pointers);
}

fn leaves(schema: &serde_json::Value, node: &serde_json::Value, at: String, pointers: &mut Vec<String>) {
    if let Some(reference) = node["$ref"].as_str().or_else(|| node["anyOf"][0]["$ref"].as_str()) {
        let target = schema.pointer(reference.trim_start_matches('#')).unwrap();
        return leaves(schema, target, at, pointers);
    }
    if let Some(properties) = node["properties"].as_object() {
        for (name, property) in properties {
            leaves(schema, property, format!("{at}/{name}"), pointers);
        }
    } else if node["items"]["$ref"].is_string() {
        leaves(schema, &node["items"], format!("{at}/*"), pointers);
    } else {
        pointers.push(at);
    }
}

// All at once, and whatever comes.

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
    let checked = ProfileDraft { services: vec![http(&long)], ..good() }.check();
    assert!(checked.findings[0].message.to_string().len() < 300);
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
