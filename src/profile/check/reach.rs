//! Rules of apps that no request reaches, and services that no rule reaches.

use std::collections::{BTreeSet, HashMap, HashSet};

use super::pointer::At;
use crate::message::{Text, message};
use crate::profile::{AppRule, Port, Profile, ServiceName, ServiceType, StarMatch, limits, source};
use crate::report::{Certainty, Finding, Rule, Severity};

pub(super) const RULES: &[&Rule] = &[&SHADOWED, &SERVICE_NOT_REACHED];

static SHADOWED: Rule = Rule {
    code: "profile.shadowed-rule",
    severity: Severity::Warning,
    certainty: Certainty::Recalled,
    asks: Text { en: "No earlier rule matches every request that a rule is for: the first that matches decides." },
    remedy: Text { en: "Put the rule before the other, or leave it out." },
    ..Rule::ivanti_guide(source::RECALLED)
};

pub(crate) static SERVICE_NOT_REACHED: Rule = Rule {
    code: "profile.service-not-reached",
    severity: Severity::Info,
    asks: Text { en: "If the rules of apps are given, some rule goes to each service of AppTunnel." },
    remedy: Text { en: "Add a rule, unless the service is for Ivanti Tunnel or an app that is not among these." },
    ..Rule::library("Profile::route")
};

message! {
    fn shadowed_by(earlier: usize) {
        en: "Rule {earlier} matches first whatever this rule is for.",
    }
    fn not_reached(service: &ServiceName) {
        en: "No rule goes to {service}.",
    }
}

impl Profile {
    /// For each rule of an app, the first earlier one that matches every request it matches, so that it is never reached.
    pub fn shadowed_rules(&self, star: StarMatch) -> Vec<Option<usize>> {
        shadows(&self.app_rules, star)
    }
}

pub(super) fn check(profile: &Profile, star: StarMatch) -> Vec<Finding> {
    if profile.app_rules.is_empty() {
        return Vec::new();
    }
    let root = At::ROOT;
    let shadows = shadows(&profile.app_rules, star);
    let (rules, services) = (root.field("app_rules"), root.field("services"));
    let shadowed = shadows
        .iter()
        .enumerate()
        .filter_map(|(index, earlier)| Some(SHADOWED.finding(rules.index(index).subject(), shadowed_by((*earlier)?))));
    let is_own = |rule: &AppRule| rule.sentry.as_ref().is_none_or(|sentry| *sentry == profile.global.external_host);
    let reached: HashSet<&str> = profile
        .app_rules
        .iter()
        .zip(&shadows)
        .filter(|(rule, shadow)| shadow.is_none() && is_own(rule))
        .map(|(rule, _)| rule.service.as_str())
        .collect();
    let unreached = profile.services.iter().enumerate().filter_map(|(index, service)| {
        let name = service.name()?;
        // The packet tunnel has no rules of this kind.
        let needs_rule = service.service_type() != ServiceType::Ip && !reached.contains(name.as_str());
        needs_rule.then(|| SERVICE_NOT_REACHED.finding(services.index(index).subject(), not_reached(name)))
    });
    shadowed.chain(unreached).collect()
}

/// For each rule, the first earlier one that matches every request it matches.
///
/// Two earlier rules that only do so together are not found, nor is one that comes after many with a `*` elsewhere than at
/// the front.
fn shadows(rules: &[AppRule], star: StarMatch) -> Vec<Option<usize>> {
    let mut earlier = Earlier::default();
    rules
        .iter()
        .enumerate()
        .map(|(index, rule)| {
            let shadow = earlier.covering(rule, star);
            // What a shadowed rule matches first, the rule that shadows it has matched before: it need not be looked up.
            if shadow.is_none() {
                earlier.insert(index, rule);
            }
            shadow
        })
        .collect()
}

/// The app and the port that a rule is for.
type Scope<'a> = (Option<&'a str>, Option<Port>);

/// Rules of one pattern, by their scopes.
type ByScope<'a> = HashMap<Scope<'a>, usize>;

/// The rules before one, so that looking through them takes no longer for more of them.
#[derive(Default)]
struct Earlier<'a> {
    /// Every rule, by its pattern.
    by_pattern: HashMap<&'a str, ByScope<'a>>,
    /// Those whose only `*` is at the front, by what follows it: `*.example.com` by `.example.com`.
    by_suffix: HashMap<&'a str, ByScope<'a>>,
    /// How long these suffixes are.
    suffix_lengths: BTreeSet<usize>,
    /// The others with a `*`, up to a limit.
    others: Vec<(usize, &'a AppRule)>,
}

impl<'a> Earlier<'a> {
    fn insert(&mut self, index: usize, rule: &'a AppRule) {
        let (pattern, scope) = (rule.url_wildcard.pattern(), scope(rule));
        self.by_pattern.entry(pattern).or_default().insert(scope, index);
        match pattern.strip_prefix('*') {
            Some(suffix) if !suffix.contains('*') => {
                self.by_suffix.entry(suffix).or_default().insert(scope, index);
                self.suffix_lengths.insert(suffix.len());
            }
            _ if rule.url_wildcard.is_wildcard() && self.others.len() < limits::COMPARED_WILDCARDS => {
                self.others.push((index, rule));
            }
            _ => {}
        }
    }

    fn covering(&self, rule: &AppRule, star: StarMatch) -> Option<usize> {
        let pattern = rule.url_wildcard.pattern();
        let (app, port) = scope(rule);
        let wider = [(None, None), (app, None), (None, port), (app, port)];
        let by_suffix = self.suffixes(pattern, star).filter_map(|suffix| self.by_suffix.get(suffix));
        let looked_up = self.by_pattern.get(pattern).into_iter().chain(by_suffix);
        let looked_up = looked_up.flat_map(|rules| wider.iter().filter_map(|scope| rules.get(scope)));
        let covers =
            |other: &AppRule| wider.contains(&scope(other)) && other.url_wildcard.covers(&rule.url_wildcard, star);
        let others = self.others.iter().filter(|(_, other)| covers(other)).map(|(index, _)| index);
        looked_up.chain(others).min().copied()
    }

    /// The ends of the pattern that are as long as a suffix and before which a `*` can stand for all that is left.
    fn suffixes<'p>(&self, pattern: &'p str, star: StarMatch) -> impl Iterator<Item = &'p str> {
        let ends = self.suffix_lengths.iter().map_while(|length| {
            let start = pattern.len().checked_sub(*length)?;
            pattern.split_at_checked(start)
        });
        ends.filter(move |(before, _)| star == StarMatch::Any || !before.contains('.')).map(|(_, end)| end)
    }
}

fn scope(rule: &AppRule) -> Scope<'_> {
    (rule.app.as_ref().map(|app| app.as_str()), rule.port)
}
