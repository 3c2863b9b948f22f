//! Global Settings.

use std::net::IpAddr;

use super::authentication;
use super::collector::Findings;
use super::fields::{self, Number};
use super::pointer::At;
use crate::message::{Text, message};
use crate::profile::draft::{ExplicitProxyDraft, GlobalDraft, HealthCheckDraft, NumberDraft, TimeoutsDraft};
use crate::profile::{ExplicitProxy, GlobalSettings, HealthCheck, Host, Kind, Port, Scheduling, Timeouts, source};
use crate::report::{Rule, Severity};

pub(super) const RULES: &[&Rule] =
    &[&EXTERNAL_HOST, &NOT_QUALIFIED, &NOT_PUBLIC, &EXTERNAL_PORT, &UNMANAGED_ALLOWED, &TIMEOUTS];

/// All fields are read before the first that is missing ends it, so that every fault is found.
pub(super) fn check(
    draft: &GlobalDraft,
    kind: Option<Kind>,
    at: At<'_>,
    findings: &mut Findings,
) -> Option<GlobalSettings> {
    let name = findings.required(draft.name.as_deref(), at.field("name"), &fields::TEXT);
    let description = findings.read(draft.description.as_deref(), at.field("description"), &fields::TEXT);
    let external_host = external_host(draft.external_host.as_deref(), at.field("external_host"), findings);
    let external_port = external_port(draft.external_port.as_ref(), at.field("external_port"), findings);
    let device_authentication =
        authentication::check(&draft.device_authentication, kind, at.field("device_authentication"), findings);
    let allow_unmanaged_devices = unmanaged(draft, at, findings);
    let health_check = health_check(&draft.health_check, at.field("health_check"), findings);
    let scheduling =
        findings.choice(draft.scheduling.as_deref(), at.field("scheduling"), Scheduling::ALL, Scheduling::as_str);
    let timeouts = timeouts(&draft.timeouts, at.field("timeouts"), findings);
    let explicit_proxy =
        draft.explicit_proxy.as_ref().and_then(|draft| proxy(draft, at.field("explicit_proxy"), findings));
    if kind.is_some_and(|kind| !kind.has_app_tunnel()) {
        hide_app_tunnel(draft, at, findings);
    }
    Some(GlobalSettings {
        name: name?,
        description,
        external_host: external_host?,
        external_port: external_port?,
        device_authentication: device_authentication?,
        allow_unmanaged_devices,
        health_check,
        scheduling,
        timeouts,
        add_context_headers: draft.add_context_headers,
        advanced_traffic_control: draft.advanced_traffic_control.unwrap_or_default(),
        explicit_proxy,
    })
}

static EXTERNAL_HOST: Rule = Rule {
    code: "profile.external-host",
    asks: Text { en: "The external hostname is a fully qualified domain name or an IP address." },
    remedy: Text { en: "Enter the bare name by which devices reach the Sentry." },
    ..Rule::ivanti_guide(source::SET_UP)
};

static NOT_QUALIFIED: Rule = Rule {
    code: "profile.external-host-not-qualified",
    severity: Severity::Warning,
    asks: Text { en: "The external hostname has a domain." },
    remedy: Text { en: "Enter the fully qualified name, such as sentry.example.com." },
    ..Rule::ivanti_guide(source::SET_UP)
};

static NOT_PUBLIC: Rule = Rule {
    code: "profile.external-host-not-public",
    severity: Severity::Warning,
    asks: Text { en: "The external hostname can be reached from outside." },
    remedy: Text { en: "Enter a public name or address, unless all devices are in this network." },
    ..Rule::ivanti_guide(source::SET_UP)
};

message! {
    fn not_qualified(host: &Host) {
        en: "{host} has no domain.",
    }
    fn not_public(host: &Host) {
        en: "{host} is an address of a private network or of one machine.",
    }
}

fn external_host(text: Option<&str>, at: At<'_>, findings: &mut Findings) -> Option<Host> {
    let host: Host = findings.required(text, at, &EXTERNAL_HOST)?;
    match host.ip_address() {
        Some(address) if !is_public(address) => {
            findings.add(&NOT_PUBLIC, at, not_public(&host));
        }
        None if !host.as_str().contains('.') => {
            findings.add(&NOT_QUALIFIED, at, not_qualified(&host));
        }
        _ => {}
    }
    Some(host)
}

/// RFC 1918, RFC 6598, RFC 4193, link-local and loopback addresses, and those that name no host.
fn is_public(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(it) => {
            let [first, second, ..] = it.octets();
            let is_shared = first == 100 && (64..128).contains(&second);
            let names_no_host = it.is_unspecified() || it.is_broadcast() || it.is_multicast();
            !(it.is_private() || it.is_loopback() || it.is_link_local() || is_shared || names_no_host)
        }
        IpAddr::V6(it) => {
            let names_no_host = it.is_unspecified() || it.is_multicast();
            let is_inner = it.is_loopback() || it.is_unique_local() || it.is_unicast_link_local();
            !names_no_host && !is_inner && it.to_ipv4_mapped().is_none_or(|inner| is_public(inner.into()))
        }
    }
}

static EXTERNAL_PORT: Rule = Rule {
    code: "profile.external-port",
    severity: Severity::Warning,
    asks: Text { en: "The external port is 443." },
    remedy: Text { en: "Enter 443, unless something in front of the Sentry passes another port on." },
    ..Rule::ivanti_guide(source::ACTIVE_SYNC)
};

message! {
    fn not_443(port: u16) {
        en: "The external port is {port}; the guide says to enter 443.",
    }
}

fn external_port(typed: Option<&NumberDraft>, at: At<'_>, findings: &mut Findings) -> Option<Port> {
    let port: Port = findings.required(typed.map(NumberDraft::as_str), at, &fields::PORT)?;
    if port != Port::HTTPS {
        findings.add(&EXTERNAL_PORT, at, not_443(port.number()));
    }
    Some(port)
}

static UNMANAGED_ALLOWED: Rule = Rule {
    code: "profile.unmanaged-allowed",
    severity: Severity::Warning,
    asks: Text { en: "Devices that N-MDM does not manage are blocked, as by default." },
    remedy: Text { en: "Untick the box, unless such devices shall receive mail and data." },
    ..Rule::ivanti_guide(source::ACTIVE_SYNC)
};

message! {
    fn unmanaged_allowed() {
        en: "Devices that N-MDM does not manage receive mail and data.",
    }
}

fn unmanaged(draft: &GlobalDraft, at: At<'_>, findings: &mut Findings) -> bool {
    let is_allowed = draft.allow_unmanaged_devices.unwrap_or_default();
    findings.add_if(is_allowed, &UNMANAGED_ALLOWED, at.field("allow_unmanaged_devices"), unmanaged_allowed);
    is_allowed
}

fn health_check(draft: &HealthCheckDraft, at: At<'_>, findings: &mut Findings) -> HealthCheck {
    HealthCheck {
        dead_threshold: number(&draft.dead_threshold, at.field("dead_threshold"), findings),
        failure_window_ms: number(&draft.failure_window_ms, at.field("failure_window_ms"), findings),
        dead_time_ms: number(&draft.dead_time_ms, at.field("dead_time_ms"), findings),
    }
}

static TIMEOUTS: Rule = Rule {
    code: "profile.timeouts",
    severity: Severity::Warning,
    asks: Text {
        en: "The default HTTP and TCP timeouts are left alone, unless documentation or Professional Services say otherwise.",
    },
    remedy: Text { en: "Empty the field, unless you were told to set it." },
    ..Rule::ivanti_guide(source::APP_TUNNEL)
};

message! {
    fn timeout_changed() {
        en: "A default timeout is changed.",
    }
}

fn timeouts(draft: &TimeoutsDraft, at: At<'_>, findings: &mut Findings) -> Timeouts {
    let timeouts = Timeouts {
        http_ms: number(&draft.http_ms, at.field("http_ms"), findings),
        tcp_ms: number(&draft.tcp_ms, at.field("tcp_ms"), findings),
    };
    for (name, value) in [("http_ms", timeouts.http_ms), ("tcp_ms", timeouts.tcp_ms)] {
        findings.add_if(value.is_some(), &TIMEOUTS, at.field(name), timeout_changed);
    }
    timeouts
}

fn number(typed: &Option<NumberDraft>, at: At<'_>, findings: &mut Findings) -> Option<u32> {
    findings.read(typed.as_ref().map(NumberDraft::as_str), at, &fields::NUMBER).map(|Number(number)| number)
}

fn proxy(draft: &ExplicitProxyDraft, at: At<'_>, findings: &mut Findings) -> Option<ExplicitProxy> {
    let host = findings.required(draft.host.as_deref(), at.field("host"), &fields::HOST);
    let port = findings.required(draft.port.as_ref().map(NumberDraft::as_str), at.field("port"), &fields::PORT);
    Some(ExplicitProxy { host: host?, port: port? })
}

message! {
    fn no_app_tunnel() {
        en: "The console does not show this field: this kind of profile has no AppTunnel.",
    }
}

/// What only AppTunnel has.
fn hide_app_tunnel(draft: &GlobalDraft, at: At<'_>, findings: &mut Findings) {
    findings.hidden(draft.add_context_headers == Some(true), at.field("add_context_headers"), no_app_tunnel);
    findings.hidden(draft.advanced_traffic_control == Some(true), at.field("advanced_traffic_control"), no_app_tunnel);
    findings.hidden(draft.explicit_proxy.is_some(), at.field("explicit_proxy"), no_app_tunnel);
}
