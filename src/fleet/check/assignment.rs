//! Profiles and Sentrys that are assigned to nothing.

use super::context::Context;
use crate::fleet::pointer::field;
use crate::fleet::rules::{DECIDED, unconfigured};
use crate::fleet::{profiles, sentrys};
use crate::message::{Text, message};
use crate::profile::ProfileName;
use crate::report::{Finding, Rule, Severity};

pub(super) const RULES: &[&Rule] = &[&NOT_ASSIGNED, &UNCONFIGURED];

pub(super) static NOT_ASSIGNED: Rule = Rule {
    code: "fleet.not-assigned",
    severity: Severity::Warning,
    asks: Text { en: "A profile is assigned to a Sentry." },
    remedy: Text { en: "Assign the profile to a Sentry, or delete it." },
    ..Rule::library(DECIDED)
};

message! {
    pub(super) fn no_sentry_has(profile: &ProfileName) {
        en: "No Sentry has the profile {profile}.",
    }
}

static UNCONFIGURED: Rule = Rule {
    code: "fleet.unconfigured-sentry",
    severity: Severity::Info,
    asks: Text { en: "A Sentry that has registered has a profile." },
    remedy: Text { en: "Assign a profile to the Sentry." },
    ..Rule::library(DECIDED)
};

pub(super) fn check(context: &Context<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for name in context.fleet.profiles.keys().filter(|name| !context.assigned.contains(name)) {
        findings.push(NOT_ASSIGNED.finding(field(&[profiles::KEY, name.as_str()]), no_sentry_has(name)));
    }
    for (name, _) in context.fleet.sentrys.iter().filter(|(_, sentry)| sentry.is_unconfigured()) {
        findings.push(UNCONFIGURED.finding(field(&[sentrys::KEY, name.as_str()]), unconfigured(name)));
    }
    findings
}
