//! Services that no rule of any app reaches.

use std::collections::{HashMap, HashSet};

use crate::Profile;
use crate::fleet::pointer::field;
use crate::fleet::rules::DECIDED;
use crate::fleet::{Fleet, profiles};
use crate::message::{Text, message};
use crate::profile::{ProfileName, ServiceType, StarMatch};
use crate::report::{Finding, Rule, Severity};

pub(super) const RULES: &[&Rule] = &[&SERVICE_NOT_REACHED];

static SERVICE_NOT_REACHED: Rule = Rule {
    code: "fleet.service-not-reached",
    severity: Severity::Info,
    asks: Text { en: "If rules of apps go to a Sentry, some rule goes to each of its services of AppTunnel." },
    remedy: Text { en: "Add a rule for the service to an app, or delete the service if nothing uses it." },
    ..Rule::library(DECIDED)
};

message! {
    fn no_rule(service: &str) {
        en: "No rule of an app goes to {service}: nothing is tunneled by it.",
    }
}

/// The services that rules go to, by the Sentry's host in lower case. A rule of one profile may go to the Sentry of another.
pub(super) struct Services<'a> {
    reached: HashMap<String, HashSet<&'a str>>,
}

impl<'a> Services<'a> {
    pub(super) fn new(fleet: &'a Fleet) -> Self {
        let mut reached: HashMap<String, HashSet<&str>> = HashMap::new();
        for profile in fleet.profiles.values() {
            let own = profile.global().external_host.as_str().to_ascii_lowercase();
            let rules = profile.app_rules().iter().zip(profile.shadowed_rules(StarMatch::default()));
            for (rule, _) in rules.filter(|(_, shadow)| shadow.is_none()) {
                let host = rule.sentry.as_ref().map_or_else(|| own.clone(), |host| host.as_str().to_ascii_lowercase());
                reached.entry(host).or_default().insert(rule.service.as_str());
            }
        }
        Self { reached }
    }

    pub(super) fn check(&self, name: &ProfileName, profile: &Profile) -> Vec<Finding> {
        let Some(reached) = self.reached.get(&profile.global().external_host.as_str().to_ascii_lowercase()) else {
            return Vec::new();
        };
        let services = profile.services().iter().enumerate();
        services
            .filter_map(|(index, service)| {
                let service_name = service.name()?;
                // The packet tunnel has no rules of this kind.
                let needs_rule = service.service_type() != ServiceType::Ip && !reached.contains(service_name.as_str());
                let keys = [profiles::KEY, name.as_str(), "services", &index.to_string()];
                needs_rule.then(|| SERVICE_NOT_REACHED.finding(field(&keys), no_rule(service_name.as_str())))
            })
            .collect()
    }
}
