//! The services together: that there is one, that names differ, and that the global settings fit.

use std::collections::{HashMap, HashSet};

use super::collector::{Entered, Findings};
use super::context::Context;
use super::pointer::At;
use super::service;
use crate::message::{Text, message};
use crate::profile::draft::ServiceDraft;
use crate::profile::{Service, ServiceType, limits, source};
use crate::report::{Rule, Severity};

pub(super) const RULES: &[&Rule] = &[
    &NO_SERVICE,
    &DUPLICATE_NAME,
    &SIMILAR_NAME,
    &SEVERAL_ACTIVE_SYNC,
    &EXCHANGE,
    &CONTEXT_WITHOUT_HTTP,
    &CONTEXT_OFF,
    &PROXY_UNUSED,
];

pub(super) fn check(
    drafts: &[ServiceDraft],
    context: &Context,
    at: At<'_>,
    findings: &mut Findings,
) -> Option<Vec<Service>> {
    findings.add_if(drafts.is_empty(), &NO_SERVICE, at, no_service);
    if !findings.is_within(drafts.len(), limits::SERVICES, at) {
        return None;
    }
    let read: Vec<Option<Service>> = drafts
        .iter()
        .enumerate()
        .map(|(index, draft)| service::check(draft, context, at.index(index), findings))
        .collect();
    names(drafts, at, findings);
    let services: Vec<Service> = read.into_iter().collect::<Option<_>>()?;
    active_sync(&services, at, findings);
    context_headers(&services, context, at, findings);
    explicit_proxy(&services, context, findings);
    Some(services)
}

static NO_SERVICE: Rule = Rule {
    code: "profile.no-service",
    asks: Text { en: "A profile has at least one service." },
    remedy: Text { en: "Add a service." },
    ..Rule::ivanti_guide(source::SET_UP)
};

static DUPLICATE_NAME: Rule = Rule {
    code: "profile.duplicate-service-name",
    asks: Text { en: "The names of services differ." },
    remedy: Text { en: "Give the service another name, and use it in the rules of apps." },
    ..Rule::ivanti_guide(source::SERVICE)
};

static SIMILAR_NAME: Rule = Rule {
    code: "profile.similar-service-name",
    severity: Severity::Warning,
    asks: Text { en: "The names of services differ in more than upper and lower case." },
    remedy: Text { en: "Give the service another name: whether the console heeds case is not known." },
    ..Rule::library("profile::ServiceName")
};

message! {
    fn no_service() {
        en: "The profile has no service.",
    }
    fn same_name(other: usize, name: Entered<'_>) {
        en: "Service {other} has the name {name} too.",
    }
    fn differs_in_case(name: Entered<'_>, other: usize) {
        en: "The name {name} differs from that of service {other} in case alone.",
    }
}

fn names(drafts: &[ServiceDraft], at: At<'_>, findings: &mut Findings) {
    let mut exact = HashMap::with_capacity(drafts.len());
    let mut similar = HashMap::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        let Some(name) = service::name_of(draft) else { continue };
        let first = *exact.entry(name).or_insert(index);
        let first_similar = *similar.entry(name.to_ascii_lowercase()).or_insert(index);
        if first != index {
            findings.add(&DUPLICATE_NAME, at.index(index).field("name"), same_name(first, Entered(name)));
        } else if first_similar != index {
            let message = differs_in_case(Entered(name), first_similar);
            findings.add(&SIMILAR_NAME, at.index(index).field("name"), message);
        }
    }
}

static SEVERAL_ACTIVE_SYNC: Rule = Rule {
    code: "profile.several-active-sync",
    asks: Text { en: "ActiveSync is one service, with all its servers." },
    remedy: Text { en: "Put the servers into the server list of the first one." },
    ..Rule::library("profile::Service")
};

static EXCHANGE: Rule = Rule {
    code: "profile.exchange-configuration",
    severity: Severity::Info,
    asks: Text {
        en: "An Exchange configuration names the Sentry as its host, and agrees with the device authentication of the profile.",
    },
    remedy: Text { en: "Check the host and the authentication of the Exchange configuration." },
    ..Rule::ivanti_guide(source::ACTIVE_SYNC)
};

message! {
    fn exchange_names_sentry() {
        en: "The Exchange configuration of the devices must name the Sentry as its host.",
    }
    fn also_active_sync(other: usize) {
        en: "Service {other} is ActiveSync too.",
    }
}

fn active_sync(services: &[Service], at: At<'_>, findings: &mut Findings) {
    let is_active_sync = |(_, service): &(usize, &Service)| service.service_type() == ServiceType::ActiveSync;
    let mut indexes = services.iter().enumerate().filter(is_active_sync).map(|(index, _)| index);
    let Some(first) = indexes.next() else { return };
    findings.add(&EXCHANGE, at.index(first), exchange_names_sentry());
    for index in indexes {
        findings.add(&SEVERAL_ACTIVE_SYNC, at.index(index).field("type"), also_active_sync(first));
    }
}

static CONTEXT_WITHOUT_HTTP: Rule = Rule {
    code: "profile.context-headers-without-http",
    severity: Severity::Warning,
    asks: Text { en: "Context headers are added to the requests of HTTP services alone." },
    remedy: Text { en: "Turn context headers off, or add a service of HTTP." },
    ..Rule::ivanti_guide(source::CONTEXT)
};

static CONTEXT_OFF: Rule = Rule {
    code: "profile.context-headers-off",
    severity: Severity::Warning,
    asks: Text { en: "A service adds context headers only where the profile does." },
    remedy: Text { en: "Turn \"Add Context Headers\" on, or off in the service." },
    ..Rule::library("profile::GlobalSettings")
};

message! {
    fn no_http_service() {
        en: "No service is one of HTTP, so no context header is added.",
    }
    fn profile_adds_none() {
        en: "The service adds context headers, and the profile does not.",
    }
}

fn context_headers(services: &[Service], context: &Context, at: At<'_>, findings: &mut Findings) {
    let root = At::ROOT;
    let global = root.field("global");
    let has_http = services.iter().any(|service| service.service_type().has_context_headers());
    match context.add_context_headers {
        Some(true) if !has_http => {
            findings.add(&CONTEXT_WITHOUT_HTTP, global.field("add_context_headers"), no_http_service());
        }
        Some(false) => {
            for (index, _) in services.iter().enumerate().filter(|(_, service)| service.context_headers()) {
                findings.add(&CONTEXT_OFF, at.index(index).field("context_headers"), profile_adds_none());
            }
        }
        _ => {}
    }
}

static PROXY_UNUSED: Rule = Rule {
    code: "profile.explicit-proxy-unused",
    severity: Severity::Info,
    asks: Text { en: "Some service uses the explicit proxy." },
    remedy: Text { en: "Enable the proxy in the services that need it." },
    ..Rule::library("profile::ExplicitProxy")
};

message! {
    fn proxy_unused() {
        en: "No service uses the explicit proxy.",
    }
}

fn explicit_proxy(services: &[Service], context: &Context, findings: &mut Findings) {
    let is_unused = context.has_explicit_proxy && !services.iter().any(Service::proxy_enabled);
    let root = At::ROOT;
    let global = root.field("global");
    findings.add_if(is_unused, &PROXY_UNUSED, global.field("explicit_proxy"), proxy_unused);
}

/// The names that the rules of apps can refer to.
pub(super) fn known_names(drafts: &[ServiceDraft]) -> HashSet<&str> {
    drafts.iter().take(limits::SERVICES).filter_map(service::name_of).collect()
}
