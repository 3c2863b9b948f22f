//! The invariants of the console.

use apptunnel::profile::{CertificateChoice, DeviceAuthenticationDraft, Kind, ProfileDraft, ServiceDraft};
use serde_json::json;

use super::{DECIDED, DOCUMENTED, RECALLED, certainty, changed, pair};
use crate::support::profiles::{app_rule, basic, draft, found, good, http, kerberos, service, text};

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
    let group: DeviceAuthenticationDraft = draft(json!({"mode": "group_certificate", "group_certificate": "Fleet"}));
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
    let found = |mut service: ServiceDraft| {
        service.context_headers = Some(true);
        changed(good(), |draft| draft.services = vec![service])
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
    let proxy = |host: &str, port: &str| draft(json!({"host": host, "port": port}));
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
