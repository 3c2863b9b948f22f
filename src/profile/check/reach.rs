//! Rules of apps that no request reaches, and services that no rule reaches.

use std::collections::{HashMap, HashSet};

use super::pointer::At;
use super::row::source;
use crate::message::Text;
use crate::profile::{AppRule, Port, Profile, ServiceType, StarMatch, limits};
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

static SERVICE_NOT_REACHED: Rule = Rule {
    code: "profile.service-not-reached",
    severity: Severity::Info,
    asks: Text { en: "If the rules of apps are given, some rule goes to each service of AppTunnel." },
    remedy: Text { en: "Add a rule, unless the service is for Ivanti Tunnel or an app that is not among these." },
    ..Rule::library("Profile::route")
};

pub(super) fn check(profile: &Profile, span: StarMatch) -> Vec<Finding> {
    if profile.app_rules.is_empty() {
        return Vec::new();
    }
    let root = At::ROOT;
    let shadows = shadows(&profile.app_rules, span);
    let (rules, services) = (root.field("app_rules"), root.field("services"));
    let shadowed = shadows.iter().enumerate().filter_map(|(index, earlier)| {
        let message = format!("Rule {} matches first whatever this rule is for.", (*earlier)?);
        Some(SHADOWED.finding(rules.index(index).subject(), message))
    });
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
        let message = format!("No rule goes to {name}.");
        needs_rule.then(|| SERVICE_NOT_REACHED.finding(services.index(index).subject(), message))
    });
    shadowed.chain(unreached).collect()
}

/// For each rule, the first earlier one that matches every request it matches.
///
/// Two earlier rules that only do so together are not found, nor is one that comes after many with a `*` elsewhere than at
/// the front.
pub(in crate::profile) fn shadows(rules: &[AppRule], span: StarMatch) -> Vec<Option<usize>> {
    let mut earlier = Earlier::default();
    rules
        .iter()
        .enumerate()
        .map(|(index, rule)| {
            let shadow = earlier.covering(rule, span);
            // Whatever a shadowed rule would shadow, the other one does.
            if shadow.is_none() {
                earlier.insert(index, rule);
            }
            shadow
        })
        .collect()
}

/// The app and the port that a rule is for.
type Scope<'a> = (Option<&'a str>, Option<Port>);

/// The rules before one, so that looking through them takes no longer for more of them.
#[derive(Default)]
struct Earlier<'a> {
    /// Every rule, by its pattern.
    same: HashMap<(&'a str, Scope<'a>), usize>,
    /// Patterns with one `*`, at the front: a tree of what follows it, from the end. The root is node 0.
    children: HashMap<(usize, u8), usize>,
    ends: HashMap<(usize, Scope<'a>), usize>,
    /// By node: whether a pattern ends there, so that most nodes need not be looked up.
    is_end: Vec<bool>,
    /// The others with a `*`, up to a limit.
    others: Vec<(usize, &'a AppRule)>,
}

impl<'a> Earlier<'a> {
    fn insert(&mut self, index: usize, rule: &'a AppRule) {
        let (pattern, scope) = (rule.url_wildcard.pattern(), scope(rule));
        self.same.insert((pattern, scope), index);
        match pattern.strip_prefix('*') {
            Some(suffix) if !suffix.contains('*') => {
                let node = suffix.bytes().rev().fold(0, |node, byte| {
                    let next = self.children.len() + 1;
                    *self.children.entry((node, byte)).or_insert(next)
                });
                self.ends.entry((node, scope)).or_insert(index);
                self.is_end.resize(self.children.len() + 1, false);
                if let Some(is_end) = self.is_end.get_mut(node) {
                    *is_end = true;
                }
            }
            _ if rule.url_wildcard.is_wildcard() && self.others.len() < limits::COMPARED_WILDCARDS => {
                self.others.push((index, rule));
            }
            _ => {}
        }
    }

    fn covering(&self, rule: &'a AppRule, span: StarMatch) -> Option<usize> {
        let pattern = rule.url_wildcard.pattern();
        let (app, port) = scope(rule);
        let wider = [(None, None), (app, None), (None, port), (app, port)];
        let same = wider.iter().filter_map(|scope| self.same.get(&(pattern, *scope))).copied();
        let by_suffix = self.nodes(pattern, span).into_iter().flat_map(|node| wider.map(|scope| (node, scope)));
        let by_suffix = by_suffix.filter_map(|end| self.ends.get(&end)).copied();
        let others = self
            .others
            .iter()
            .filter(|(_, other)| wider.contains(&scope(other)) && other.url_wildcard.covers(&rule.url_wildcard, span));
        same.chain(by_suffix).chain(others.map(|(index, _)| *index)).min()
    }

    /// The nodes of the suffixes of the pattern before which a `*` stands for all that is left.
    fn nodes(&self, pattern: &str, span: StarMatch) -> Vec<usize> {
        let first_dot = pattern.find('.').unwrap_or(pattern.len());
        let is_end = |node: usize| self.is_end.get(node).is_some_and(|is_end| *is_end);
        let mut nodes = Vec::new();
        let mut node = 0;
        for (left, byte) in pattern.bytes().enumerate().rev() {
            // A `*` stands for the bytes up to and including this one.
            if is_end(node) && (span == StarMatch::Any || first_dot > left) {
                nodes.push(node);
            }
            match self.children.get(&(node, byte)) {
                Some(child) => node = *child,
                None => return nodes,
            }
        }
        if is_end(node) {
            nodes.push(node);
        }
        nodes
    }
}

fn scope(rule: &AppRule) -> Scope<'_> {
    (rule.app.as_ref().map(|app| app.as_str()), rule.port)
}
