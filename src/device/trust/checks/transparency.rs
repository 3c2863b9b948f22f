//! Certificate Transparency, of leafs below roots of Apple's store (`SecPolicyCheckSystemTrustedCTRequired`).

use x509_parser::extensions::ParsedExtension;
use x509_parser::oid_registry::OID_X509_EXT_NAME_CONSTRAINTS;

use std::rc::Rc;

use super::{View, dates};
use crate::Certificate;
use crate::device::release::Generation;
use crate::device::store::StoreRoot;
use crate::device::trust::key::CheckKey;
use crate::device::trust::knowledge::Transparency;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::device::trust::transparency::{Question, judge};
use crate::message::Text;
use crate::report::{Certainty, Rule};

pub(super) const ROWS: &[&AppleRule] = &[&SCTS, &SCTS_BY_NUMBER, &REQUIRED];

/// 2018-10-16T00:00:00Z.
const OCTOBER_2018: i64 = 1_539_648_000;

pub(super) static SCTS: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.ct.insufficient-scts",
        asks: Text { en: "The leaf has enough signed certificate timestamps of logs that Apple approves." },
        remedy: Text {
            en: "Have the certificate issued again by a CA that logs it, with the timestamps in the certificate.",
        },
        ..Rule::apple_source(
            "apple-oss-distributions/Security, CertificateTransparency.m; https://support.apple.com/103214",
        )
    },
    key: Some(CheckKey::SystemTrustedCTRequired),
    scope: Text { en: "leaf; root in Apple's store and not Apple's own" },
    cut_off: Text { en: "notBefore from 2018-10-16T00:00:00Z" },
    since: Generation::V58286_230,
    ..AppleRule::BASE
};
pub(super) static SCTS_BY_NUMBER: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.ct.insufficient-scts-by-number",
        certainty: Certainty::Probable,
        asks: Text {
            en: "The leaf has as many signed certificate timestamps of different logs as its lifetime asks for.",
        },
        remedy: Text {
            en: "Have the certificate issued again by a CA that logs it, with the timestamps in the certificate.",
        },
        ..Rule::apple_source(
            "apple-oss-distributions/Security, CertificateTransparency.m; https://support.apple.com/103214",
        )
    },
    key: Some(CheckKey::SystemTrustedCTRequired),
    scope: Text { en: "leaf; root in Apple's store and not Apple's own; no log list is given" },
    cut_off: Text { en: "notBefore from 2018-10-16T00:00:00Z" },
    since: Generation::V58286_230,
    ..AppleRule::BASE
};
pub(super) static REQUIRED: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.ct.required-by-valid",
        certainty: Certainty::Probable,
        asks: Text {
            en: "A leaf below a CA that the Valid database limits by date has enough signed certificate timestamps.",
        },
        remedy: Text { en: "Have the certificate issued by another CA." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecRVCProcessValidDateConstraints")
    },
    key: Some(CheckKey::CTRequired),
    scope: Text { en: "leaf below a CA with a limit on dates in the Valid database that lies in the past" },
    since: Generation::V61439_1,
    ..AppleRule::BASE
};

pub(super) fn check(view: &View<'_>, breaches: &mut Breaches) {
    let Some((entry, leaf)) = view.leaf() else { return };
    let known = &view.evaluator.knowledge.transparency;
    if known.is_off || breaches.generation() < Generation::V58286_230 {
        return;
    }
    let is_current = breaches.generation() < Generation::V58286_260 || dates::is_valid(leaf, view.evaluator.at);
    let is_asked = leaf.not_before >= OCTOBER_2018
        && is_current
        && (view.has_trusted_anchor() || view.missing_root().is_some())
        && view.ends_in_system_root()
        && !view.root().and_then(|root| root.store_root).is_some_and(StoreRoot::is_apples);
    let limit = past_date_limit(view);
    if !is_asked && limit.is_none() {
        return;
    }
    let issuer = view.place(1);
    let known_judgement = view.work.judgements.borrow().get(&issuer).cloned();
    let judgement = known_judgement.unwrap_or_else(|| {
        let judgement = Rc::new(judge(&Question {
            leaf: entry.certificate,
            issuer: view.entry(1).map(|issuer| issuer.certificate),
            served: &known.served,
            list: known.log_list.as_ref(),
            at: view.evaluator.at,
            table_of_2021: breaches.generation() >= Generation::V59754_120,
        }));
        view.work.judgements.borrow_mut().insert(issuer, Rc::clone(&judgement));
        judgement
    });
    if judgement.qualified || is_excepted(view, known) {
        return;
    }
    let mut message = format!(
        "The certificate has {} signed certificate timestamps that count, and needs {}.",
        judgement.counted, judgement.required
    );
    for reason in &judgement.reasons {
        message.push(' ');
        message.push_str(reason);
    }
    if is_asked {
        let row = if known.log_list.is_some() { &SCTS } else { &SCTS_BY_NUMBER };
        breaches.push(row, 0, message);
    } else if limit == Some(Overridable(false)) {
        breaches.push_fatal(&REQUIRED, 0, message);
    } else {
        breaches.push(&REQUIRED, 0, message);
    }
}

/// Whether a user or an app may override a limit of the Valid database.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct Overridable(bool);

/// The strictest limit on notBefore that was reached, of the CAs of the path.
fn past_date_limit(view: &View<'_>) -> Option<Overridable> {
    let limits = &view.evaluator.knowledge.distrust.date_limits;
    let cas = (1..view.len()).filter_map(|index| view.entry(index)).map(|ca| *ca.certificate.sha256());
    cas.flat_map(|ca| limits.iter().filter(move |limit| limit.ca == ca))
        .filter(|limit| limit.not_after.is_some_and(|end| end < view.evaluator.at))
        .map(|limit| Overridable(limit.overridable))
        .min()
}

fn is_excepted(view: &View<'_>, known: &Transparency) -> bool {
    let host = view.evaluator.server_name.as_ref().map(ToString::to_string);
    host.is_some_and(|host| known.excepted_domains.iter().any(|domain| is_excepted_domain(domain, &host)))
        || known.excepted_keys.iter().any(|key| is_excepted_key(view, key))
}

/// `.example.com` excepts `example.com` and all names below it.
fn is_excepted_domain(domain: &str, host: &str) -> bool {
    let below = domain.strip_prefix('.').is_some_and(|parent| {
        let end = host.len().checked_sub(domain.len()).and_then(|start| host.get(start..));
        host.eq_ignore_ascii_case(parent) || end.is_some_and(|end| end.eq_ignore_ascii_case(domain))
    });
    below || host.eq_ignore_ascii_case(domain)
}

/// The key of the leaf; or that of a CA which is constrained to an organization, or has that of the leaf.
fn is_excepted_key(view: &View<'_>, key: &[u8; 32]) -> bool {
    let has_key = |index| view.entry(index).is_some_and(|entry| entry.certificate.spki_sha256() == key);
    let Some(leaf) = view.entry(0).map(|leaf| leaf.certificate) else { return false };
    has_key(0)
        || (1..view.len()).filter(|index| has_key(*index)).filter_map(|index| view.entry(index)).any(|ca| {
            let organizations = organizations(ca.certificate);
            is_constrained_to_organization(ca.certificate)
                || !organizations.is_empty() && organizations == self::organizations(leaf)
        })
}

fn organizations(certificate: &Certificate) -> Vec<&[u8]> {
    certificate.x509().subject().iter_organization().map(|it| it.attr_value().data).collect()
}

fn is_constrained_to_organization(ca: &Certificate) -> bool {
    use x509_parser::extensions::GeneralName;
    let extensions = ca.x509().extensions().iter().filter(|it| it.oid == OID_X509_EXT_NAME_CONSTRAINTS);
    extensions.map(|it| it.parsed_extension()).any(|extension| {
        let ParsedExtension::NameConstraints(constraints) = extension else { return false };
        constraints.permitted_subtrees.iter().flatten().any(|subtree| match &subtree.base {
            GeneralName::DirectoryName(name) => name.iter_organization().next().is_some(),
            _ => false,
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_domain_with_a_leading_dot_is_excepted_whole() {
        for (domain, host, expected) in [
            ("example.com", "EXAMPLE.com", true),
            ("example.com", "a.example.com", false),
            (".example.com", "example.com", true),
            (".example.com", "a.b.Example.com", true),
            (".example.com", "badexample.com", false),
            (".example.com", "com", false),
        ] {
            assert_eq!(is_excepted_domain(domain, host), expected, "{domain} {host}");
        }
    }
}
