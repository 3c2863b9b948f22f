//! The AppTunnel rules of apps, one by one. What they do to each other is in `reach`.

use std::collections::HashSet;

use super::collector::{Findings, quoted};
use super::fields;
use super::global::OTHER_HOST;
use super::pointer::At;
use super::row::{Text, decided, documented, recalled, source};
use super::service::APP_TUNNEL_IN_BASIC;
use super::services::{Context, known_names};
use crate::profile::draft::{AppRuleDraft, Entry, ServiceDraft};
use crate::profile::{AppRule, Kind, ServiceName, UrlWildcard, limits};
use crate::report::Rule;
use crate::report::Severity::{Error, Warning};

pub(super) const RULES: [Rule; 5] = [URL_WILDCARD, SERVICE_NAME, UNKNOWN_SERVICE, WILDCARD_WITH_SERVERS, OTHER_SENTRY];

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
        findings.add(&APP_TUNNEL_IN_BASIC, at, "The profile has rules of AppTunnel.");
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

const URL_WILDCARD: Rule = recalled(
    "profile.url-wildcard",
    Error,
    Text {
        summary: "A URL wildcard is a host name or an IP address in which * stands for any characters; it has no scheme, port or path.",
        remedy: "Enter the host alone, as in *.example.com.",
        reference: source::RECALLED,
    },
);

const SERVICE_NAME: Rule = documented(
    "profile.app-rule-service-name",
    Error,
    Text {
        summary: "The rule of an app names a service as the Sentry does.",
        remedy: "Copy the name from the service.",
        reference: source::SERVICE,
    },
);

/// Every field is looked at before any that is missing ends it.
fn rule(
    draft: &AppRuleDraft,
    names: &HashSet<&str>,
    context: &Context,
    at: At<'_>,
    findings: &mut Findings,
) -> Option<AppRule> {
    let name = findings.required(draft.name.as_deref(), at.field("name"), &fields::TEXT);
    let app = findings.read(draft.app.as_deref(), at.field("app"), &fields::TEXT);
    let sentry = findings.read(draft.sentry.as_deref(), at.field("sentry"), &OTHER_HOST);
    let url_wildcard: Option<UrlWildcard> =
        findings.required(draft.url_wildcard.as_deref(), at.field("url_wildcard"), &URL_WILDCARD);
    let port = findings.read(draft.port.as_ref().map(Entry::as_str), at.field("port"), &fields::PORT);
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

const UNKNOWN_SERVICE: Rule = documented(
    "profile.unknown-service",
    Error,
    Text {
        summary: "The rule of an app names a service that the Sentry has.",
        remedy: "Add the service to the profile, or name another one.",
        reference: source::SERVICE,
    },
);

const WILDCARD_WITH_SERVERS: Rule = recalled(
    "profile.wildcard-with-servers",
    Warning,
    Text {
        summary: "A URL wildcard with * has a service that goes wherever the app asks, such as <ANY>.",
        remedy: "Name a token such as <ANY>, or give the host without *.",
        reference: source::RECALLED,
    },
);

const OTHER_SENTRY: Rule = decided(
    "profile.other-sentry",
    Warning,
    Text {
        summary: "The rule of an app goes to the Sentry of its profile.",
        remedy: "Enter the external hostname of the profile, or keep the rule with the profile of the other Sentry.",
        reference: "profile::AppRule",
    },
);

fn goes_to(rule: &AppRule, names: &HashSet<&str>, context: &Context, at: At<'_>, findings: &mut Findings) {
    if let (Some(sentry), Some(own)) = (&rule.sentry, &context.external_host)
        && sentry != own
    {
        findings.add(
            &OTHER_SENTRY,
            at.field("sentry"),
            format!("The rule goes to {sentry}; the profile is for {own}."),
        );
        return;
    }
    let service = rule.service.as_str();
    if !names.contains(service) {
        let message = format!("The profile has no service {}.", quoted(service));
        findings.add(&UNKNOWN_SERVICE, at.field("service"), message);
    } else if rule.url_wildcard.is_wildcard() && !rule.service.is_any() {
        let message = format!("{} goes to the servers of {} alone.", rule.url_wildcard, quoted(service));
        findings.add(&WILDCARD_WITH_SERVERS, at.field("url_wildcard"), message);
    }
}
