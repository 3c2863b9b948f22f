//! The name of the server (`SecPolicyCheckCertSSLHostname`, `SecDNSMatch`).

use super::examined_path::ExaminedPath;
use crate::device::release::IOS_13;
use crate::device::trust::key::CheckKey;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::message::{Text, message};
use crate::report::{Certainty, Rule};
use crate::server_name::{Match, ServerName, is_dns_name};

pub(super) const RULES: &[&AppleRule] = &[&NO_MATCH, &PUBLIC_SUFFIX];

pub(super) static NO_MATCH: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.name.no-san-match",
        asks: Text {
            en: "The subject alternative name has the name that is asked for. Until iOS 12 the common name helps where it has no DNS name.",
        },
        remedy: Text {
            en: "Have the certificate issued again with that name in the subject alternative name, or connect by a name that it has.",
        },
        ..Rule::apple_source(
            "apple-oss-distributions/Security, SecPolicyCheckCertSSLHostname; https://support.apple.com/103769",
        )
    },
    key: Some(CheckKey::SSLHostname),
    scope: Text { en: "leaf, if a name is asked for; all anchors" },
    ..AppleRule::BASE
};
pub(super) static PUBLIC_SUFFIX: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.name.public-suffix",
        certainty: Certainty::Probable,
        asks: Text {
            en: "A wildcard does not stand directly below a public suffix. Apple's list is not published; Mozilla's stands in for it.",
        },
        remedy: Text { en: "Have the certificate issued again with the name itself in the subject alternative name." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecDNSIsTLD; https://publicsuffix.org")
    },
    key: Some(CheckKey::SSLHostname),
    scope: Text { en: "leaf, if a name is asked for; all anchors" },
    ..AppleRule::BASE
};

message! {
    fn only_below_public_suffix(name: &ServerName) {
        en: "{name} is covered only by a wildcard directly below a public suffix.",
    }
    fn not_covered(name: &ServerName, covered: Vec<String>) {
        en: "The subject alternative name does not cover {name}; it covers {covered}.",
    }
    fn nothing_covered(name: &ServerName) {
        en: "The subject alternative name does not cover {name}; it covers no name.",
    }
}

pub(super) fn leaf(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let Some(name) = path.evaluator.server_name.as_ref() else { return };
    let Some((entry, created)) = path.leaf().filter(|_| path.evaluator.policy.is_tls()) else { return };
    let certificate = entry.certificate;
    let found = match created.has_alternative_name {
        true => {
            // One name that is no text makes Apple drop the whole list.
            let dns_names = certificate.dns_names().filter(|_| !certificate.has_unreadable_names());
            name.matched_in(dns_names, certificate.ip_addresses())
        }
        false => Match::None,
    };
    let by_common_name = || {
        let has_no_dns_name = !created.has_alternative_name || !certificate.dns_names().any(is_dns_name);
        let mut names = certificate.x509().subject().iter_common_name().filter_map(|name| name.as_str().ok());
        breaches.generation() < IOS_13
            && has_no_dns_name
            && names.any(|common| name.matched_in([common], common.parse().ok()) != Match::None)
    };
    match found {
        Match::Found => {}
        Match::BelowPublicSuffix => breaches.push(&PUBLIC_SUFFIX, 0, only_below_public_suffix(name)),
        Match::None if by_common_name() => {}
        Match::None => {
            let covered = certificate.alternative_name_texts();
            let message = if covered.is_empty() { nothing_covered(name) } else { not_covered(name, covered) };
            breaches.push(&NO_MATCH, 0, message);
        }
    }
}
