//! Certificate Transparency, of leafs below roots of Apple's store (`SecPolicyCheckSystemTrustedCTRequired`).

use x509_parser::extensions::ParsedExtension;
use x509_parser::oid_registry::OID_X509_EXT_NAME_CONSTRAINTS;

use std::rc::Rc;

use super::examined_path::ExaminedPath;
use crate::Certificate;
use crate::device::release::{IOS_12_1_1, IOS_12_3, IOS_14_6, IOS_18};
use crate::device::store::StoreRoot;
use crate::device::trust::key::CheckKey;
use crate::device::trust::knowledge::Transparency;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::device::trust::transparency::{SctRequest, evaluate};
use crate::message::{Sentences, Text, message};
use crate::report::{Certainty, Rule};

pub(super) const RULES: &[&AppleRule] = &[&SCTS, &SCTS_BY_NUMBER, &REQUIRED];

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
    since: IOS_12_1_1,
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
    since: IOS_12_1_1,
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
    since: IOS_18,
    ..AppleRule::BASE
};

message! {
    fn insufficient(counted: usize, required: usize) {
        en: "The certificate has {counted} signed certificate timestamps that count, and needs {required}.",
    }
    fn insufficient_because(counted: usize, required: usize, reasons: Sentences) {
        en: "The certificate has {counted} signed certificate timestamps that count, and needs {required}. {reasons}",
    }
}

pub(super) fn check(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let Some((entry, leaf)) = path.leaf() else { return };
    let known = &path.evaluator.knowledge.transparency;
    if known.is_off || !breaches.has(&SCTS) {
        return;
    }
    let is_current = breaches.generation() < IOS_12_3 || leaf.is_valid_at(path.evaluator.at);
    let is_asked = leaf.not_before >= OCTOBER_2018
        && is_current
        && (path.has_trusted_anchor() || path.missing_root().is_some())
        && path.ends_in_system_root()
        && !path.root().and_then(|root| root.store_root).is_some_and(StoreRoot::is_apples);
    let limit = past_date_limit(path).filter(|_| breaches.has(&REQUIRED));
    if !is_asked && limit.is_none() {
        return;
    }
    let issuer = path.place(1);
    let known_evaluation = path.shared.sct_evaluations.borrow().get(&issuer).cloned();
    let evaluation = known_evaluation.unwrap_or_else(|| {
        let evaluation = Rc::new(evaluate(&SctRequest {
            leaf: entry.certificate,
            issuer: path.entry(1).map(|issuer| issuer.certificate),
            served: &known.served,
            list: known.log_list.as_ref(),
            at: path.evaluator.at,
            table_of_2021: breaches.generation() >= IOS_14_6,
        }));
        path.shared.sct_evaluations.borrow_mut().insert(issuer, Rc::clone(&evaluation));
        evaluation
    });
    if evaluation.qualified || is_excepted(path, known) {
        return;
    }
    let message = match evaluation.reasons.as_slice() {
        [] => insufficient(evaluation.counted, evaluation.required),
        reasons => insufficient_because(evaluation.counted, evaluation.required, Sentences(reasons.to_vec())),
    };
    if is_asked {
        let rule = if known.log_list.is_some() { &SCTS } else { &SCTS_BY_NUMBER };
        breaches.push(rule, 0, message);
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
fn past_date_limit(path: &ExaminedPath<'_>) -> Option<Overridable> {
    let limits = &path.evaluator.knowledge.distrust.date_limits;
    let cas = (1..path.len()).filter_map(|index| path.entry(index)).map(|ca| *ca.certificate.sha256());
    cas.flat_map(|ca| limits.iter().filter(move |limit| limit.ca == ca))
        .filter(|limit| limit.not_after.is_some_and(|end| end < path.evaluator.at))
        .map(|limit| Overridable(limit.overridable))
        .min()
}

fn is_excepted(path: &ExaminedPath<'_>, known: &Transparency) -> bool {
    let host = path.evaluator.server_name.as_ref().map(ToString::to_string);
    host.is_some_and(|host| known.excepted_domains.iter().any(|domain| is_excepted_domain(domain, &host)))
        || known.excepted_keys.iter().any(|key| is_excepted_key(path, key))
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
fn is_excepted_key(path: &ExaminedPath<'_>, key: &[u8; 32]) -> bool {
    let has_key = |index| path.entry(index).is_some_and(|entry| entry.certificate.spki_sha256() == key);
    let Some(leaf) = path.entry(0).map(|leaf| leaf.certificate) else { return false };
    has_key(0)
        || (1..path.len()).filter(|index| has_key(*index)).filter_map(|index| path.entry(index)).any(|ca| {
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
