//! Whether devices reach the server by a name the certificate covers, and trust its chain.

use super::chain::Chain;
use super::facts::Facts;
use super::store::Store;
use crate::certificate::KeyType;
use crate::device::Origin;
use crate::message::{Text, message};
use crate::report::{Certainty, Finding, Rule, Severity};
use crate::server_name::ServerName;
use crate::upload::indexed::Indexed;

pub(super) const RULES: &[&Rule] = &[&NAME_NOT_COVERED, &NOT_ANCHORED, &ANCHOR_NOT_VALID, &ANCHOR_WEAK, &ANCHOR_NEEDED];

pub(super) static NAME_NOT_COVERED: Rule = Rule {
    code: "trust.name-not-covered",
    severity: Severity::Warning,
    asks: Text { en: "The subject alternative name of the leaf covers the name that devices use." },
    remedy: Text {
        en: "Have the certificate issued again with that name, or correct the profile's External Hostname.",
    },
    ..Rule::library("RFC 9525 section 6; Apple's SecPolicyCheckCertSSLHostname")
};

pub(super) static NOT_ANCHORED: Rule = Rule {
    code: "trust.not-anchored",
    certainty: Certainty::Certain,
    asks: Text { en: "The chain leads to one of the roots that the devices have." },
    remedy: Text {
        en: "Distribute the root of this chain to the devices, or have the certificate issued by a CA that they trust.",
    },
    ..Rule::library("RFC 5280 section 6.1")
};

pub(super) static ANCHOR_NOT_VALID: Rule = Rule {
    code: "trust.anchor-not-valid",
    certainty: Certainty::Certain,
    asks: Text { en: "The root that the chain leads to is valid; Apple devices look at the dates of roots too." },
    remedy: Text { en: "Have the certificate issued by a CA whose root is valid, and distribute that root." },
    ..Rule::library("Apple's SecPolicyCheckTemporalValidity")
};

pub(super) static ANCHOR_WEAK: Rule = Rule {
    code: "trust.anchor-weak",
    asks: Text { en: "The RSA key of the root that the chain leads to is at least 2,048 bits long." },
    remedy: Text {
        en: "Have the certificate issued by a CA whose root has a key of 2,048 bits or more, and distribute that root.",
    },
    ..Rule::apple_article()
};

static ANCHOR_NEEDED: Rule = Rule {
    code: "trust.anchor-needed",
    severity: Severity::Info,
    certainty: Certainty::Certain,
    asks: Text { en: "It is known which roots the devices have." },
    remedy: Text {
        en: "Say which roots the devices have, or distribute this one with the Sentry Root Certificate configuration.",
    },
    ..Rule::library("RFC 5280 section 6.1")
};

message! {
    fn covers_others(name: &ServerName, covered: Vec<String>) {
        en: "The certificate does not cover {name}; it covers {covered}.",
    }
    fn covers_nothing(name: &ServerName) {
        en: "The certificate does not cover {name}; it covers no name.",
    }
    fn not_anchored(leads_to: String) {
        en: "None of the roots given signed this chain, which leads to {leads_to}.",
    }
    fn root_needed(root: String) {
        en: "Devices trust this chain if they have its root {root}, which is not in Apple's store; without it they report errSecNotTrusted (-67843).",
    }
    fn issuer_needed(issuer: String) {
        en: "Devices trust this chain if they have {issuer} or the root above it, and can find what is missing.",
    }
    fn anchor_not_valid(root: String) {
        en: "The root {root} is not valid at this time.",
    }
    fn anchor_weak(root: String, key: &KeyType) {
        en: "The root {root} has an {key} key.",
    }
}

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.question.options.store == Store::Group {
        return Vec::new();
    }
    name_not_covered(facts).into_iter().chain(anchor(facts)).collect()
}

fn name_not_covered(facts: &Facts<'_>) -> Option<Finding> {
    let leaf = facts.leaf()?;
    let name = facts.question.options.server_name.as_ref()?;
    if name.is_covered_by(leaf.certificate) {
        return None;
    }
    let covered = leaf.certificate.alternative_name_texts();
    let message = if covered.is_empty() { covers_nothing(name) } else { covers_others(name, covered) };
    Some(NAME_NOT_COVERED.finding(leaf.subject(), message))
}

fn anchor(facts: &Facts<'_>) -> Vec<Finding> {
    let Some(top) = facts.chain.last() else { return Vec::new() };
    let Some(to_anchor) = &facts.to_anchor else {
        let is_in_store = Origin::recognise(top.certificate).is_some();
        return if is_in_store { Vec::new() } else { vec![anchor_needed(facts, top)] };
    };
    if to_anchor.reaches_end() {
        return anchor_itself(facts, to_anchor);
    }
    // Where the leaf has no chain at all, that has been said.
    if facts.chain.len() == 1 {
        return Vec::new();
    }
    let leads_to = if facts.ends_in_root { top.certificate.subject() } else { top.certificate.issuer() };
    vec![NOT_ANCHORED.finding(top.subject(), not_anchored(leads_to))]
}

fn anchor_needed(facts: &Facts<'_>, top: &Indexed<'_>) -> Finding {
    let message = if facts.ends_in_root {
        root_needed(top.certificate.subject())
    } else {
        issuer_needed(top.certificate.issuer())
    };
    ANCHOR_NEEDED.finding(top.subject(), message)
}

/// What is wrong with the anchor at the end of the chain, where it is not in the file and so not looked at elsewhere.
fn anchor_itself(facts: &Facts<'_>, to_anchor: &Chain) -> Vec<Finding> {
    let Some(anchor) = to_anchor.certificates.last() else { return Vec::new() };
    if facts.question.unique.iter().any(|it| it.certificate == anchor) {
        return Vec::new();
    }
    let subject = facts.anchor_subject(anchor);
    let mut findings = Vec::new();
    if !anchor.is_valid_at(facts.question.at) {
        findings.push(ANCHOR_NOT_VALID.finding(subject.clone(), anchor_not_valid(anchor.subject())));
    }
    if matches!(anchor.key_type(), KeyType::Rsa { bits } | KeyType::RsaPss { bits } if bits < 2048) {
        findings.push(ANCHOR_WEAK.finding(subject, anchor_weak(anchor.subject(), &anchor.key_type())));
    }
    findings
}
