//! Which fields the console shows for what has been chosen so far.

use std::collections::BTreeSet;

use super::draft::{DeviceAuthenticationDraft, ProfileDraft, ServerDraft, ServiceDraft};
use super::server::Protocol;
use super::{Kind, ServiceType, limits};

/// The fields that the console shows for this draft, as JSON pointers (RFC 6901) into it.
///
/// Before a kind is chosen there is nothing but that choice. A choice that cannot be read counts as not made; where the
/// fields depend on it, none of them is hidden. What is hidden and filled in all the same is an error of the check.
///
/// The guide documents that the two ports depend on the listener protocol, and the certificate on the self-signed one. The
/// rest follows from which fields apply to what.
///
/// ```
/// use apptunnel::profile::{ProfileDraft, visible_fields};
///
/// let json = r#"{"kind": "certificates", "server": {"listener": "https_only"}}"#;
/// let draft: ProfileDraft = serde_json::from_str(json).unwrap();
/// let visible = visible_fields(&draft);
/// assert!(visible.contains("/server/https_port"));
/// assert!(!visible.contains("/server/http_port"));
/// ```
pub fn visible_fields(draft: &ProfileDraft) -> BTreeSet<String> {
    let mut visible = BTreeSet::from(["/kind".to_owned()]);
    let Some(kind) = chosen(&draft.kind, Kind::ALL, Kind::as_str) else { return visible };
    let mut show = |prefix: &str, names: &[&str]| {
        visible.extend(names.iter().map(|name| format!("{prefix}/{name}")));
    };
    show("/global", &GLOBAL);
    show("/global/device_authentication", &authentication(&draft.global.device_authentication, kind));
    show("/server", &server(&draft.server));
    for direction in ["outgoing", "uem", "access"] {
        show(&format!("/server/trust/{direction}"), &DIRECTION);
    }
    for (index, service) in draft.services.iter().take(limits::SERVICES).enumerate() {
        show(&format!("/services/{index}"), &service_fields(service, kind));
    }
    if kind.has_app_tunnel() {
        show(
            "/global",
            &["add_context_headers", "advanced_traffic_control", "explicit_proxy/host", "explicit_proxy/port"],
        );
        for index in 0..draft.app_rules.len().min(limits::APP_RULES) {
            show(&format!("/app_rules/{index}"), &APP_RULE);
        }
    }
    visible
}

const GLOBAL: [&str; 11] = [
    "name",
    "description",
    "external_host",
    "external_port",
    "allow_unmanaged_devices",
    "health_check/dead_threshold",
    "health_check/failure_window_ms",
    "health_check/dead_time_ms",
    "scheduling",
    "timeouts/http_ms",
    "timeouts/tcp_ms",
];

const DIRECTION: [&str; 5] = ["strict_tls", "java_trust_store", "custom_trust_store", "allow_untrusted", "sni"];

const APP_RULE: [&str; 7] = ["name", "app", "sentry", "url_wildcard", "port", "service", "identity_certificate"];

fn authentication(draft: &DeviceAuthenticationDraft, kind: Kind) -> Vec<&'static str> {
    match kind {
        Kind::ActiveSyncBasic => Vec::new(),
        Kind::Certificates => match draft.mode.as_deref() {
            Some("group_certificate") => vec!["mode", "check_crl", "group_certificate"],
            Some("identity_certificate") => vec!["mode", "check_crl", "trusted_cas"],
            _ => vec!["mode", "check_crl", "group_certificate", "trusted_cas"],
        },
        Kind::Kerberos => vec![
            "check_crl",
            "trusted_cas",
            "kerberos/realm",
            "kerberos/service_principal",
            "kerberos/kdc",
            "kerberos/user_upn",
        ],
    }
}

fn server(draft: &ServerDraft) -> Vec<&'static str> {
    let mut names = vec![
        "listener",
        "self_signed",
        "incoming/protocols",
        "incoming/suites",
        "outgoing/protocols",
        "outgoing/suites",
    ];
    let protocol = chosen(&draft.listener, Protocol::ALL, Protocol::as_str);
    if protocol.is_none_or(Protocol::has_https) {
        names.push("https_port");
    }
    if protocol.is_none_or(Protocol::has_http) {
        names.push("http_port");
    }
    if draft.self_signed != Some(true) {
        names.extend(["certificate", "add_second_certificate"]);
        if draft.add_second_certificate.unwrap_or(draft.second_certificate.is_some()) {
            names.push("second_certificate");
        }
    }
    names
}

fn service_fields(draft: &ServiceDraft, kind: Kind) -> Vec<&'static str> {
    let mut names = vec!["type"];
    let service_type = chosen(&draft.service_type, ServiceType::ALL, ServiceType::as_str);
    let has = |field: fn(ServiceType) -> bool| service_type.is_none_or(field);
    let has_choice = kind == Kind::Kerberos && has(ServiceType::has_server_authentication);
    let is_kerberos = has_choice && draft.server_auth.as_deref() == Some("kerberos");
    for (name, is_shown) in [
        ("name", has(ServiceType::is_app_tunnel)),
        ("server_list", has(ServiceType::has_server_list)),
        ("server_auth", has(ServiceType::has_server_authentication)),
        ("spn_list", is_kerberos && has(ServiceType::has_server_list)),
        ("tls_enabled", has(ServiceType::has_tls)),
        ("proxy_enabled", has(ServiceType::has_proxy)),
        ("context_headers", has(ServiceType::has_context_headers)),
    ] {
        if is_shown {
            names.push(name);
        }
    }
    names
}

fn chosen<T: Copy, const N: usize>(
    text: &Option<String>,
    values: [T; N],
    word: impl Fn(T) -> &'static str,
) -> Option<T> {
    let text = text.as_deref()?;
    values.into_iter().find(|value| word(*value) == text)
}
