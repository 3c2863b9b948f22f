//! Whether devices reach the server by a name the certificate covers, and trust its chain.

use std::collections::BTreeSet;

use super::Purpose;
use super::facts::Facts;
use crate::Certificate;
use crate::path::Linker;
use crate::report::{Basis, Certainty, Finding, Rule, Severity};

pub(super) const RULES: [Rule; 3] = [NAME_NOT_COVERED, NOT_ANCHORED, ANCHOR_NEEDED];

const NAME_NOT_COVERED: Rule = Rule {
    code: "trust.name-not-covered",
    severity: Severity::Warning,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    summary: "The subject alternative name of the leaf covers the name that devices use.",
    remedy: "Have the certificate issued again with that name, or correct the profile's External Hostname.",
    reference: "RFC 9525 section 6; Apple's SecPolicyCheckCertSSLHostname",
};

const NOT_ANCHORED: Rule = Rule {
    code: "trust.not-anchored",
    severity: Severity::Error,
    basis: Basis::Library,
    certainty: Certainty::Certain,
    summary: "The chain leads to one of the roots that the devices have.",
    remedy: "Distribute the root of this chain to the devices, or have the certificate issued by a CA that they trust.",
    reference: "RFC 5280 section 6.1",
};

const ANCHOR_NEEDED: Rule = Rule {
    code: "trust.anchor-needed",
    severity: Severity::Info,
    basis: Basis::Library,
    certainty: Certainty::Certain,
    summary: "It is known which roots the devices have.",
    remedy: "Say which roots the devices have, or distribute this one with the Sentry Root Certificate configuration.",
    reference: "RFC 5280 section 6.1",
};

pub(super) fn check(facts: &Facts<'_>) -> Vec<Finding> {
    if facts.context.purpose == Purpose::Group {
        return Vec::new();
    }
    name_not_covered(facts).into_iter().chain(anchor(facts)).collect()
}

fn name_not_covered(facts: &Facts<'_>) -> Option<Finding> {
    let leaf = facts.leaf()?;
    let name = facts.context.server_name.as_ref()?;
    if name.is_covered_by(leaf.certificate) {
        return None;
    }
    let covered = leaf.certificate.alternative_name_texts();
    let covered = if covered.is_empty() { "no name".to_owned() } else { covered.join(", ") };
    Some(
        NAME_NOT_COVERED
            .finding(leaf.subject(), format!("The certificate does not cover {name}; it covers {covered}.")),
    )
}

fn anchor(facts: &Facts<'_>) -> Option<Finding> {
    let (leaf, top) = (facts.leaf()?, facts.chain.last()?);
    let anchors = &facts.context.anchors;
    if anchors.is_empty() {
        let message = if facts.ends_in_root() {
            format!(
                "Devices trust this chain if they have its root {}, installed or from Apple's store.",
                top.certificate.subject()
            )
        } else {
            format!(
                "Devices trust this chain if they have {} or the root above it, and can find what is missing.",
                top.certificate.issuer()
            )
        };
        return Some(ANCHOR_NEEDED.finding(top.subject(), message));
    }
    if is_anchored(facts, leaf.certificate, anchors) {
        return None;
    }
    let top_name = if facts.ends_in_root() { top.certificate.subject() } else { top.certificate.issuer() };
    Some(
        NOT_ANCHORED
            .finding(top.subject(), format!("None of the roots given signed this chain, which leads to {top_name}.")),
    )
}

/// Whether an anchor, or a certificate that an anchor signed, stands above the leaf or is the leaf.
fn is_anchored(facts: &Facts<'_>, leaf: &Certificate, anchors: &[Certificate]) -> bool {
    let mut seen = BTreeSet::new();
    let pool: Vec<Certificate> = std::iter::once(leaf)
        .chain(facts.unique.iter().map(|it| it.certificate))
        .chain(anchors)
        .filter(|certificate| seen.insert(certificate.sha256()))
        .cloned()
        .collect();
    let above = Linker::new(&pool, facts.at, &facts.context.budget).above(0);
    above.iter().filter_map(|index| pool.get(*index)).any(|certificate| anchors.contains(certificate))
}
