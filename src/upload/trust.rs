//! Whether devices reach the server by a name the certificate covers, and trust its chain.

use super::Purpose;
use super::chain::Chain;
use super::facts::Facts;
use crate::certificate::KeyType;
use crate::device::Origin;
use crate::message::Text;
use crate::report::{Basis, Certainty, Finding, Rule, Severity};
use crate::upload::indexed::Indexed;

pub(super) const RULES: [Rule; 5] = [NAME_NOT_COVERED, NOT_ANCHORED, ANCHOR_NOT_VALID, ANCHOR_WEAK, ANCHOR_NEEDED];

const NAME_NOT_COVERED: Rule = Rule {
    code: "trust.name-not-covered",
    severity: Severity::Warning,
    basis: Basis::Library,
    certainty: Certainty::Decided,
    asks: Text { en: "The subject alternative name of the leaf covers the name that devices use." },
    remedy: Text {
        en: "Have the certificate issued again with that name, or correct the profile's External Hostname.",
    },
    reference: "RFC 9525 section 6; Apple's SecPolicyCheckCertSSLHostname",
};

const NOT_ANCHORED: Rule = Rule {
    code: "trust.not-anchored",
    severity: Severity::Error,
    basis: Basis::Library,
    certainty: Certainty::Certain,
    asks: Text { en: "The chain leads to one of the roots that the devices have." },
    remedy: Text {
        en: "Distribute the root of this chain to the devices, or have the certificate issued by a CA that they trust.",
    },
    reference: "RFC 5280 section 6.1",
};

const ANCHOR_NOT_VALID: Rule = Rule {
    code: "trust.anchor-not-valid",
    severity: Severity::Error,
    basis: Basis::Library,
    certainty: Certainty::Certain,
    asks: Text { en: "The root that the chain leads to is valid; Apple devices look at the dates of roots too." },
    remedy: Text { en: "Have the certificate issued by a CA whose root is valid, and distribute that root." },
    reference: "Apple's SecPolicyCheckTemporalValidity",
};

const ANCHOR_WEAK: Rule = Rule {
    code: "trust.anchor-weak",
    severity: Severity::Error,
    basis: Basis::AppleHt210176,
    certainty: Certainty::Documented,
    asks: Text { en: "The RSA key of the root that the chain leads to is at least 2,048 bits long." },
    remedy: Text {
        en: "Have the certificate issued by a CA whose root has a key of 2,048 bits or more, and distribute that root.",
    },
    reference: "https://support.apple.com/103769",
};

const ANCHOR_NEEDED: Rule = Rule {
    code: "trust.anchor-needed",
    severity: Severity::Info,
    basis: Basis::Library,
    certainty: Certainty::Certain,
    asks: Text { en: "It is known which roots the devices have." },
    remedy: Text {
        en: "Say which roots the devices have, or distribute this one with the Sentry Root Certificate configuration.",
    },
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
    let message = format!("None of the roots given signed this chain, which leads to {leads_to}.");
    vec![NOT_ANCHORED.finding(top.subject(), message)]
}

fn anchor_needed(facts: &Facts<'_>, top: &Indexed<'_>) -> Finding {
    let message = if facts.ends_in_root {
        format!(
            "Devices trust this chain if they have its root {}, which is not in Apple's store; without it they report \
             errSecNotTrusted (-67843).",
            top.certificate.subject()
        )
    } else {
        format!(
            "Devices trust this chain if they have {} or the root above it, and can find what is missing.",
            top.certificate.issuer()
        )
    };
    ANCHOR_NEEDED.finding(top.subject(), message)
}

/// What is wrong with the anchor at the end of the chain, where it is not in the file and so not looked at elsewhere.
fn anchor_itself(facts: &Facts<'_>, to_anchor: &Chain) -> Vec<Finding> {
    let Some(anchor) = to_anchor.certificates.last() else { return Vec::new() };
    if facts.unique.iter().any(|it| it.certificate == anchor) {
        return Vec::new();
    }
    let subject = facts.anchor_subject(anchor);
    let name = anchor.subject();
    let mut findings = Vec::new();
    if !anchor.is_valid_at(facts.at) {
        findings.push(ANCHOR_NOT_VALID.finding(subject.clone(), format!("The root {name} is not valid at this time.")));
    }
    if matches!(anchor.key_type(), KeyType::Rsa { bits } | KeyType::RsaPss { bits } if bits < 2048) {
        findings.push(ANCHOR_WEAK.finding(subject, format!("The root {name} has an {} key.", anchor.key_type())));
    }
    findings
}
