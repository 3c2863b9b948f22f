//! The AppTunnel rules of apps, one by one. What they do to each other is in `reach`.

use std::collections::HashSet;

use super::collector::{Entered, Findings};
use super::context::Context;
use super::fields;
use super::pointer::At;
use super::service::APP_TUNNEL_IN_BASIC;
use super::services::known_names;
use crate::message::{Text, message};
use crate::profile::draft::{AppRuleDraft, NumberDraft, ServiceDraft};
use crate::profile::{AppRule, Host, Kind, ServiceName, UrlWildcard, limits, source};
use crate::report::{Certainty, Rule, Severity};

pub(super) const RULES: &[&Rule] =
    &[&URL_WILDCARD, &SERVICE_NAME, &UNKNOWN_SERVICE, &WILDCARD_WITH_SERVERS, &OTHER_SENTRY];

message! {
    fn has_app_rules() {
        en: "The profile has rules of AppTunnel.",
    }
}

pub(super) fn check(
    drafts: &[AppRuleDraft],
    services: &[ServiceDraft],
    context: &Context,
    at: At<'_>,
    findings: &mut Findings,
) -> Option<Vec<AppRule>> {
    if drafts.is_empty() {
        return Some(Vec::new());
    }
    if context.kind == Some(Kind::ActiveSyncBasic) {
        findings.add(&APP_TUNNEL_IN_BASIC, at, has_app_rules());
    }
    if !findings.is_within(drafts.len(), limits::APP_RULES, at) {
        return None;
    }
    let names = known_names(services);
    let read: Vec<Option<AppRule>> = drafts
        .iter()
        .enumerate()
        .map(|(index, draft)| rule(draft, &names, context, at.index(index), findings))
        .collect();
    read.into_iter().collect()
}

static URL_WILDCARD: Rule = Rule {
    code: "profile.url-wildcard",
    certainty: Certainty::Recalled,
    asks: Text {
        en: "A URL wildcard is a host name or an IP address in which * stands for any characters; it has no scheme, port or path.",
    },
    remedy: Text { en: "Enter the host alone, as in *.example.com." },
    ..Rule::ivanti_guide(source::RECALLED)
};

static SERVICE_NAME: Rule = Rule {
    code: "profile.app-rule-service-name",
    asks: Text { en: "The rule of an app names a service as the Sentry does." },
    remedy: Text { en: "Copy the name from the service." },
    ..Rule::ivanti_guide(source::SERVICE)
};

/// All fields are read before the first that is missing ends it, so that every fault is found.
fn rule(
    draft: &AppRuleDraft,
    names: &HashSet<&str>,
    context: &Context,
    at: At<'_>,
    findings: &mut Findings,
) -> Option<AppRule> {
    let name = findings.required(draft.name.as_deref(), at.field("name"), &fields::TEXT);
    let app = findings.read(draft.app.as_deref(), at.field("app"), &fields::TEXT);
    let sentry = findings.read(draft.sentry.as_deref(), at.field("sentry"), &fields::HOST);
    let url_wildcard: Option<UrlWildcard> =
        findings.required(draft.url_wildcard.as_deref(), at.field("url_wildcard"), &URL_WILDCARD);
    let port = findings.read(draft.port.as_ref().map(NumberDraft::as_str), at.field("port"), &fields::PORT);
    let service: Option<ServiceName> = findings.required(draft.service.as_deref(), at.field("service"), &SERVICE_NAME);
    let identity = at.field("identity_certificate");
    let identity_certificate = findings.read(draft.identity_certificate.as_deref(), identity, &fields::TEXT);
    let rule = AppRule {
        name: name?,
        app,
        sentry,
        url_wildcard: url_wildcard?,
        port,
        service: service?,
        identity_certificate,
    };
    goes_to(&rule, names, context, at, findings);
    Some(rule)
}

static UNKNOWN_SERVICE: Rule = Rule {
    code: "profile.unknown-service",
    asks: Text { en: "The rule of an app names a service that the Sentry has." },
    remedy: Text { en: "Add the service to the profile, or name another one." },
    ..Rule::ivanti_guide(source::SERVICE)
};

static WILDCARD_WITH_SERVERS: Rule = Rule {
    code: "profile.wildcard-with-servers",
    severity: Severity::Warning,
    certainty: Certainty::Recalled,
    asks: Text { en: "A URL wildcard with * has a service that goes wherever the app asks, such as <ANY>." },
    remedy: Text { en: "Name a token such as <ANY>, or give the host without *." },
    ..Rule::ivanti_guide(source::RECALLED)
};

static OTHER_SENTRY: Rule = Rule {
    code: "profile.other-sentry",
    severity: Severity::Warning,
    asks: Text { en: "The rule of an app goes to the Sentry of its profile." },
    remedy: Text {
        en: "Enter the external hostname of the profile, or keep the rule with the profile of the other Sentry.",
    },
    ..Rule::library("profile::AppRule")
};

message! {
    fn goes_elsewhere(sentry: &Host, own: &Host) {
        en: "The rule goes to {sentry}; the profile is for {own}.",
    }
    fn no_such_service(service: Entered<'_>) {
        en: "The profile has no service {service}.",
    }
    fn goes_to_servers_of(wildcard: &UrlWildcard, service: Entered<'_>) {
        en: "{wildcard} goes to the servers of {service} alone.",
    }
}

fn goes_to(rule: &AppRule, names: &HashSet<&str>, context: &Context, at: At<'_>, findings: &mut Findings) {
    if let (Some(sentry), Some(own)) = (&rule.sentry, &context.external_host)
        && sentry != own
    {
        findings.add(&OTHER_SENTRY, at.field("sentry"), goes_elsewhere(sentry, own));
        return;
    }
    let service = rule.service.as_str();
    if !names.contains(service) {
        findings.add(&UNKNOWN_SERVICE, at.field("service"), no_such_service(Entered(service)));
    } else if rule.url_wildcard.is_wildcard() && !rule.service.is_any() {
        let message = goes_to_servers_of(&rule.url_wildcard, Entered(service));
        findings.add(&WILDCARD_WITH_SERVERS, at.field("url_wildcard"), message);
    }
}
