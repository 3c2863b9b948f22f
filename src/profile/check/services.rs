//! The services together: that there is one, that names differ, and that the global settings fit.

use std::collections::{HashMap, HashSet};
use std::hash::{Hash, Hasher};

use super::collector::{Findings, filled, quoted};
use super::pointer::At;
use super::row::source;
use super::service;
use crate::message::Text;
use crate::profile::draft::{ProfileDraft, ServiceDraft};
use crate::profile::{Host, Kind, Service, ServiceType, limits};
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

/// What the check of services needs to know of the rest of the profile.
pub(super) struct Context {
    pub(super) kind: Option<Kind>,
    pub(super) has_proxy: bool,
    pub(super) external_host: Option<Host>,
    add_context_headers: Option<bool>,
    has_explicit_proxy: bool,
}

impl Context {
    pub(super) fn new(draft: &ProfileDraft, kind: Option<Kind>) -> Self {
        let has_explicit_proxy = draft.global.explicit_proxy.is_some();
        Self {
            kind,
            has_proxy: has_explicit_proxy || draft.global.advanced_traffic_control == Some(true),
            external_host: draft.global.external_host.as_deref().and_then(|host| host.parse().ok()),
            add_context_headers: draft.global.add_context_headers,
            has_explicit_proxy,
        }
    }
}

pub(super) fn check(
    drafts: &[ServiceDraft],
    context: &Context,
    at: At<'_>,
    findings: &mut Findings,
) -> Option<Vec<Service>> {
    findings.add_if(drafts.is_empty(), &NO_SERVICE, at, "The profile has no service.");
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

fn names(drafts: &[ServiceDraft], at: At<'_>, findings: &mut Findings) {
    let mut exact = HashMap::with_capacity(drafts.len());
    let mut similar = HashMap::with_capacity(drafts.len());
    for (index, draft) in drafts.iter().enumerate() {
        let Some(name) = service::name_of(draft) else { continue };
        let first = *exact.entry(name).or_insert(index);
        let first_similar = *similar.entry(IgnoringCase(name)).or_insert(index);
        if first != index {
            let message = format!("Service {first} has the name {} too.", quoted(name));
            findings.add(&DUPLICATE_NAME, at.index(index).field("name"), message);
        } else if first_similar != index {
            let message =
                format!("The name {} differs from that of service {first_similar} in case alone.", quoted(name));
            findings.add(&SIMILAR_NAME, at.index(index).field("name"), message);
        }
    }
}

/// Text that is equal without regard to ASCII case.
struct IgnoringCase<'a>(&'a str);

/// Bytes that are hashed together.
const CHUNK: usize = 32;

impl PartialEq for IgnoringCase<'_> {
    fn eq(&self, other: &Self) -> bool {
        self.0.eq_ignore_ascii_case(other.0)
    }
}

impl Eq for IgnoringCase<'_> {}

impl Hash for IgnoringCase<'_> {
    fn hash<H: Hasher>(&self, state: &mut H) {
        // A hasher takes many bytes at once far faster than one by one.
        for chunk in self.0.as_bytes().chunks(CHUNK) {
            let mut lower = [0; CHUNK];
            let (start, _) = lower.split_at_mut(chunk.len());
            start.copy_from_slice(chunk);
            start.make_ascii_lowercase();
            state.write(&lower);
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

fn active_sync(services: &[Service], at: At<'_>, findings: &mut Findings) {
    let is_active_sync = |service: &&(usize, &Service)| service.1.service_type() == ServiceType::ActiveSync;
    let all: Vec<(usize, &Service)> = services.iter().enumerate().filter(|it| is_active_sync(&it)).collect();
    let Some(((first, _), others)) = all.split_first() else { return };
    let message = "The Exchange configuration of the devices must name the Sentry as its host.";
    findings.add(&EXCHANGE, at.index(*first), message);
    for (index, _) in others {
        let message = format!("Service {first} is ActiveSync too.");
        findings.add(&SEVERAL_ACTIVE_SYNC, at.index(*index).field("type"), message);
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

fn context_headers(services: &[Service], context: &Context, at: At<'_>, findings: &mut Findings) {
    let root = At::ROOT;
    let global = root.field("global");
    let has_http = services.iter().any(|service| service.service_type().has_context_headers());
    match context.add_context_headers {
        Some(true) if !has_http => {
            let message = "No service is one of HTTP, so no context header is added.";
            findings.add(&CONTEXT_WITHOUT_HTTP, global.field("add_context_headers"), message);
        }
        Some(false) => {
            for (index, _) in services.iter().enumerate().filter(|(_, service)| service.context_headers()) {
                let message = "The service adds context headers, and the profile does not.";
                findings.add(&CONTEXT_OFF, at.index(index).field("context_headers"), message);
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

fn explicit_proxy(services: &[Service], context: &Context, findings: &mut Findings) {
    let is_unused = context.has_explicit_proxy && !services.iter().any(Service::proxy_enabled);
    let root = At::ROOT;
    let global = root.field("global");
    findings.add_if(is_unused, &PROXY_UNUSED, global.field("explicit_proxy"), "No service uses the explicit proxy.");
}

/// The names that the rules of apps can refer to.
pub(super) fn known_names(drafts: &[ServiceDraft]) -> HashSet<&str> {
    drafts.iter().take(limits::SERVICES).filter_map(service::name_of).collect()
}

/// Whether the text is filled in.
pub(super) fn is_filled(text: &Option<String>) -> bool {
    filled(text.as_deref()).is_some()
}
