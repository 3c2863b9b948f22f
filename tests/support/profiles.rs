//! Profiles: one that is good in every field, and a generator of any that is.

use apptunnel::profile::{
    AppRuleDraft, Checked, DeviceAuthenticationDraft, DirectionDraft, GlobalDraft, NumberDraft, Profile, ProfileDraft,
    SelectionDraft, ServerDraft, ServiceDraft, visible_fields,
};
use apptunnel::report::{Finding, Severity, Subject};
use proptest::collection::vec;
use proptest::option;
use proptest::prelude::*;
use proptest::sample::{select, subsequence};
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::HOST;

pub(crate) fn text(text: &str) -> Option<String> {
    Some(text.to_owned())
}

/// A part of a draft, of its fields. `null` leaves one out.
pub(crate) fn draft<T: DeserializeOwned>(fields: Value) -> T {
    serde_json::from_value(fields).unwrap()
}

/// The smallest good profile of the kind with certificates: one service of HTTP, and nothing to find.
pub(crate) fn good() -> ProfileDraft {
    draft(json!({
        "kind": "certificates",
        "global": {
            "name": "Europe",
            "external_host": HOST,
            "external_port": 443,
            "device_authentication": {"mode": "identity_certificate", "trusted_cas": ["Device CA"]},
        },
        "server": {"listener": "https_only", "https_port": 443, "certificate": "sentry 2026"},
        "services": [http("Wiki")],
    }))
}

/// A good profile with Kerberos.
pub(crate) fn kerberos() -> ProfileDraft {
    let mut draft = good();
    draft.kind = text("kerberos");
    draft.services[0].server_auth = text("kerberos");
    draft
}

/// A good profile with basic auth.
pub(crate) fn basic() -> ProfileDraft {
    let mut draft = good();
    draft.kind = text("active_sync_basic");
    draft.global.device_authentication = DeviceAuthenticationDraft::default();
    draft.services = vec![service("active_sync", None, Some("mail.example.com:443"))];
    draft
}

pub(crate) fn service(service_type: &str, name: Option<&str>, servers: Option<&str>) -> ServiceDraft {
    draft(json!({"type": service_type, "name": name, "server_list": servers}))
}

pub(crate) fn http(name: &str) -> ServiceDraft {
    service("custom_http", Some(name), Some("a.example.com:443;b.example.com:443"))
}

pub(crate) fn app_rule(wildcard: &str, port: Option<&str>, service: &str) -> AppRuleDraft {
    draft(json!({"name": "Browser", "url_wildcard": wildcard, "port": port, "service": service}))
}

/// Codes and pointers, in the order of the findings.
pub(crate) fn found(checked: &Checked) -> Vec<(&str, &str)> {
    checked.findings.iter().map(code_and_pointer).collect()
}

/// The same, without what is good to know.
pub(crate) fn wrong(checked: &Checked) -> Vec<(&str, &str)> {
    let findings = checked.findings.iter().filter(|finding| finding.severity != Severity::Info);
    findings.map(code_and_pointer).collect()
}

fn code_and_pointer(finding: &Finding) -> (&str, &str) {
    match &finding.subject {
        Subject::Field { pointer } => (finding.code.as_str(), pointer),
        other => panic!("{other:?}"),
    }
}

/// Any good profile.
pub(crate) fn profiles() -> impl Strategy<Value = Profile> {
    drafts().prop_map(|draft| {
        let Checked { profile, findings, .. } = draft.check();
        profile.unwrap_or_else(|| panic!("{}\n{findings:#?}", draft.to_json()))
    })
}

/// Any draft of a good profile.
pub(crate) fn drafts() -> impl Strategy<Value = ProfileDraft> {
    select(vec!["active_sync_basic", "certificates", "kerberos"]).prop_flat_map(|kind| {
        let has_app_tunnel = kind != "active_sync_basic";
        // In boxes, as the trees of values that these two make are large for the stack of a test.
        let parts = (global(kind).boxed(), server().boxed(), services(kind), app_rules());
        parts.prop_map(move |(global, server, mut services, rules)| {
            if global.explicit_proxy.is_none() && global.advanced_traffic_control != Some(true) {
                services.iter_mut().for_each(|service| service.proxy_enabled = None);
            }
            let names: Vec<Option<String>> =
                services.iter().filter(|it| it.name.is_some()).map(|it| it.name.clone()).collect();
            let rules = rules.into_iter().enumerate().filter(|_| has_app_tunnel && !names.is_empty());
            let rules = rules.map(|(index, mut rule)| {
                rule.service = names[index % names.len()].clone();
                rule
            });
            let mut draft = ProfileDraft::default();
            draft.kind = text(kind);
            draft.global = global;
            draft.server = server;
            draft.app_rules = rules.collect();
            draft.services = services;
            draft
        })
    })
}

fn name() -> impl Strategy<Value = String> {
    "[A-Za-zäß0-9][A-Za-z0-9 _.#/'ü-]{0,20}"
}

fn host() -> impl Strategy<Value = String> {
    prop_oneof![
        "[a-zA-Z0-9]([a-z0-9-]{0,10}[a-z0-9])?\\.[a-z]{2,6}",
        any::<std::net::Ipv4Addr>().prop_map(|it| it.to_string()),
        any::<std::net::Ipv6Addr>().prop_map(|it| it.to_string()),
    ]
}

fn port() -> impl Strategy<Value = NumberDraft> {
    (1u16..).prop_map(|port| port.to_string().into())
}

fn number() -> impl Strategy<Value = Option<NumberDraft>> {
    option::of(any::<u32>().prop_map(|number| number.to_string().into()))
}

fn global(kind: &'static str) -> impl Strategy<Value = GlobalDraft> {
    let has_app_tunnel = kind != "active_sync_basic";
    let texts = (name(), option::of("[a-z\n ]{0,30}x"), host(), port());
    let numbers = (number(), number(), number(), number(), number());
    let switches = (any::<Option<bool>>(), any::<Option<bool>>(), option::of((host(), port())));
    let scheduling = option::of(select(vec!["priority", "round_robin"]));
    (texts, authentication(kind), any::<Option<bool>>(), numbers, scheduling, switches).prop_map(
        move |(texts, authentication, allow_unmanaged_devices, numbers, scheduling, switches)| {
            let (name, description, external_host, external_port) = texts;
            let (dead_threshold, failure_window_ms, dead_time_ms, http_ms, tcp_ms) = numbers;
            let (add_context_headers, advanced_traffic_control, proxy) = switches;
            let proxy = proxy.map(|(host, port)| json!({"host": host, "port": port}));
            draft(json!({
                "name": name,
                "description": description,
                "external_host": external_host,
                "external_port": external_port,
                "device_authentication": authentication,
                "allow_unmanaged_devices": allow_unmanaged_devices,
                "health_check": {
                    "dead_threshold": dead_threshold,
                    "failure_window_ms": failure_window_ms,
                    "dead_time_ms": dead_time_ms,
                },
                "scheduling": scheduling,
                "timeouts": {"http_ms": http_ms, "tcp_ms": tcp_ms},
                "add_context_headers": add_context_headers.filter(|_| has_app_tunnel),
                "advanced_traffic_control": advanced_traffic_control.filter(|_| has_app_tunnel),
                "explicit_proxy": proxy.filter(|_| has_app_tunnel),
            }))
        },
    )
}

fn authentication(kind: &'static str) -> BoxedStrategy<DeviceAuthenticationDraft> {
    let common = (vec(name(), 0..3), any::<Option<bool>>());
    match kind {
        "active_sync_basic" => Just(DeviceAuthenticationDraft::default()).boxed(),
        "certificates" => (any::<bool>(), name(), common)
            .prop_map(move |(is_group, group, (trusted_cas, check_crl))| {
                draft(if is_group {
                    json!({"mode": "group_certificate", "group_certificate": group, "check_crl": check_crl})
                } else {
                    json!({"mode": "identity_certificate", "trusted_cas": trusted_cas, "check_crl": check_crl})
                })
            })
            .boxed(),
        _ => {
            let upn = option::of(select(vec!["nt_principal_name", "rfc822_name", "subject_dn"]));
            let settings = (option::of(name()), option::of(name()), option::of(host()), upn);
            (common, settings)
                .prop_map(move |((trusted_cas, check_crl), (realm, service_principal, kdc, upn))| {
                    draft(json!({
                        "trusted_cas": trusted_cas,
                        "check_crl": check_crl,
                        "kerberos": {
                            "realm": realm,
                            "service_principal": service_principal,
                            "kdc": kdc,
                            "user_upn": upn,
                        },
                    }))
                })
                .boxed()
        }
    }
}

fn server() -> impl Strategy<Value = ServerDraft> {
    let listener = select(vec!["https_only", "http_only", "https_and_http"]);
    let ports = (1u16..30_000, 30_000u16..);
    let certificates = (any::<bool>(), name(), option::of(name()));
    let selections = (selection(), selection());
    (listener, ports, certificates, selections, direction(), direction(), direction()).prop_map(
        |(listener, (https, http), (self_signed, first, second), (incoming, outgoing), to_servers, uem, access)| {
            let uploaded = !self_signed;
            draft(json!({
                "listener": listener,
                "https_port": (listener != "http_only").then_some(https),
                "http_port": (listener != "https_only").then_some(http),
                "self_signed": self_signed,
                "certificate": uploaded.then_some(first),
                "second_certificate": second.filter(|_| uploaded),
                "incoming": incoming,
                "outgoing": outgoing,
                "trust": {"outgoing": to_servers, "uem": uem, "access": access},
            }))
        },
    )
}

/// With TLS 1.2 and a suite that it can use, and others.
fn selection() -> impl Strategy<Value = SelectionDraft> {
    let protocols = subsequence(vec!["SSLv2Hello", "TLSv1", "TLSv1.1"], 0..=3);
    let suites = subsequence(vec!["AES256-SHA", "TLS_AES_128_GCM_SHA256", "ECDHE-ECDSA-AES256-GCM-SHA384"], 0..=3);
    let all = |start: &str, others: Vec<&str>| {
        let others = others.into_iter().map(str::to_owned);
        std::iter::once(start.to_owned()).chain(others).collect::<Vec<_>>()
    };
    let given = (protocols, suites).prop_map(move |(protocols, suites)| {
        let suites = all("TLS_ECDHE_RSA_WITH_AES_128_CBC_SHA", suites);
        draft(json!({"protocols": all("TLSv1.2", protocols), "suites": suites}))
    });
    prop_oneof![Just(SelectionDraft::default()), given]
}

fn direction() -> impl Strategy<Value = DirectionDraft> {
    let switches = (any::<Option<bool>>(), any::<Option<bool>>(), any::<Option<bool>>(), any::<Option<bool>>());
    (switches, vec(name(), 0..3)).prop_map(
        |((strict_tls, java_trust_store, allow_untrusted, sni), custom_trust_store)| {
            draft(json!({
                "strict_tls": strict_tls,
                "java_trust_store": java_trust_store,
                "custom_trust_store": custom_trust_store,
                "allow_untrusted": allow_untrusted,
                "sni": sni,
            }))
        },
    )
}

fn server_list() -> impl Strategy<Value = String> {
    let host = prop_oneof![
        "[a-z0-9][a-zA-Z0-9-]{0,8}x\\.example",
        any::<std::net::Ipv4Addr>().prop_map(|it| it.to_string()),
        any::<std::net::Ipv6Addr>().prop_map(|it| format!("[{it}]")),
    ];
    vec((host, 1u16..).prop_map(|(host, port)| format!("{host}:{port}")), 1..4).prop_map(|servers| servers.join(";\n"))
}

/// Each type at most once, and several of the named ones; the names differ.
fn services(kind: &'static str) -> impl Strategy<Value = Vec<ServiceDraft>> {
    let types: Vec<&str> = match kind {
        "active_sync_basic" => vec!["active_sync"],
        _ => vec![
            "active_sync",
            "custom_http",
            "custom_http",
            "any_http",
            "cifs",
            "any_cifs",
            "custom_tcp",
            "custom_tcp",
            "any_tcp",
            "ip",
        ],
    };
    let count = types.len();
    subsequence(types, 1..=count).prop_shuffle().prop_flat_map(move |types| {
        let services: Vec<_> =
            types.into_iter().enumerate().map(|(index, service_type)| one_service(kind, index, service_type)).collect();
        services
    })
}

fn one_service(kind: &'static str, index: usize, service_type: &'static str) -> impl Strategy<Value = ServiceDraft> {
    let switches = (any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>(), any::<bool>());
    ("[A-Za-z0-9_.ö-]{0,10}", server_list(), switches).prop_map(move |(end, servers, switches)| {
        let (tls, proxy, context, kerberos, with_spn) = switches;
        let is_tcp = service_type.ends_with("tcp");
        let is_http = service_type.ends_with("http");
        let has_servers = matches!(service_type, "active_sync" | "custom_http" | "cifs" | "custom_tcp");
        let has_choice = !is_tcp && service_type != "ip";
        let kerberos = kerberos && has_choice && kind == "kerberos";
        let spn_count = servers.split(';').count();
        let name = match service_type {
            "active_sync" => None,
            "custom_http" => Some(format!("S{index}{end}")),
            "cifs" => Some(format!("CIFS_{index}{end}")),
            "custom_tcp" => Some(format!("tCp{index}{end}")),
            "any_http" => text("<ANY>"),
            "any_cifs" => text("<CIFS_ANY>"),
            "any_tcp" => text("<TCP_ANY>"),
            _ => text("<IP_ANY>"),
        };
        draft(json!({
            "type": service_type,
            "name": name,
            "server_list": has_servers.then_some(servers),
            "server_auth": has_choice.then_some(if kerberos { "kerberos" } else { "pass_through" }),
            "spn_list": (kerberos && has_servers && with_spn).then(|| vec!["HTTP/a"; spn_count].join(";")),
            "tls_enabled": (is_http || service_type == "active_sync").then_some(tls),
            "proxy_enabled": (!matches!(service_type, "active_sync" | "ip")).then_some(proxy),
            "context_headers": is_http.then_some(context),
        }))
    })
}

/// Without a service.
fn app_rules() -> impl Strategy<Value = Vec<AppRuleDraft>> {
    let wildcard = prop_oneof![host(), "\\*\\.[a-b]\\.example", "[ab]\\*\\.example", Just("*".to_owned())];
    let rule = (name(), option::of("[a-b]{1}"), option::of(host()), wildcard, option::of(1u16..3), option::of(name()));
    vec(
        rule.prop_map(|(name, app, sentry, wildcard, port, identity_certificate)| {
            draft(json!({
                "name": name,
                "app": app,
                "sentry": sentry,
                "url_wildcard": wildcard,
                "port": port,
                "identity_certificate": identity_certificate,
            }))
        }),
        0..8,
    )
}

/// There is a profile if, and only if, nothing is an error; and what is found is in the draft.
pub(crate) fn is_consistent(draft: &ProfileDraft) {
    let checked = draft.check();
    let has_error = checked.findings.iter().any(|finding| finding.severity == Severity::Error);
    assert_eq!(checked.profile.is_none(), has_error, "{}", draft.to_json());
    for finding in &checked.findings {
        let Subject::Field { pointer } = &finding.subject else { panic!("{finding}") };
        assert!(pointer.starts_with('/') && !finding.message.to_string().chars().any(char::is_control), "{finding}");
    }
    visible_fields(draft);
    if let Some(profile) = &checked.profile {
        assert_eq!(profile.findings(), checked.findings.into_iter().filter(survives).collect::<Vec<_>>());
    }
}

/// What is left out of a profile is warned of once.
fn survives(finding: &Finding) -> bool {
    !["profile.spn-list-unused", "profile.server-list-unused", "profile.ip-pass-through"]
        .contains(&finding.code.as_str())
}
