//! Extended key usage, and the key usage that an app asks for.

use super::examined_path::ExaminedPath;
use super::validity::JULY_2019;
use crate::device::release::{IOS_13, IOS_14, IOS_16};
use crate::device::trust::created::Created;
use crate::device::trust::key::CheckKey;
use crate::device::trust::policy::Policy;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::message::{Text, message};
use crate::report::Rule;

pub(super) const RULES: &[&AppleRule] = &[&LEAF, &SUB_CA, &SYSTEM_LEAF, &SYSTEM_SUB_CA, &APP_LEAF, &KEY_USAGE];

const ANY: &[u8] = &[0x55, 0x1d, 37, 0];
pub(super) const SERVER_AUTH: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 1];
pub(super) const CLIENT_AUTH: &[u8] = &[0x2b, 6, 1, 5, 5, 7, 3, 2];
const MICROSOFT_SGC: &[u8] = &[0x2b, 6, 1, 4, 1, 0x82, 0x37, 10, 3, 3];
const NETSCAPE_SGC: &[u8] = &[0x60, 0x86, 0x48, 1, 0x86, 0xf8, 0x42, 4, 1];

pub(super) static LEAF: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.eku.leaf",
        asks: Text {
            en: "The extended key usage of a server, if it has one, has serverAuth, anyExtendedKeyUsage or one of the two server gated cryptos; that of a client clientAuth or anyExtendedKeyUsage.",
        },
        remedy: Text {
            en: "Have the certificate issued again with the extended key usage serverAuth (1.3.6.1.5.5.7.3.1).",
        },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckExtendedKeyUsage, set_ssl_ekus")
    },
    key: Some(CheckKey::ExtendedKeyUsage),
    scope: Text { en: "leaf; all anchors" },
    ..AppleRule::BASE
};
pub(super) static SUB_CA: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.eku.sub-ca",
        asks: Text {
            en: "The extended key usage of an intermediate CA, if it has one, allows what is asked of the leaf.",
        },
        remedy: Text {
            en: "Have the certificate issued by a CA whose extended key usage has serverAuth, or that has none.",
        },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckExtendedKeyUsage")
    },
    key: Some(CheckKey::ExtendedKeyUsage),
    scope: Text { en: "every certificate between leaf and last; all anchors" },
    since: IOS_16,
    ..AppleRule::BASE
};
pub(super) static SYSTEM_LEAF: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.eku.leaf-missing-serverauth-system",
        asks: Text { en: "Below a root of Apple's store the extended key usage of the leaf has serverAuth itself." },
        remedy: Text {
            en: "Have the certificate issued again with the extended key usage serverAuth (1.3.6.1.5.5.7.3.1).",
        },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckServerAuthEKU")
    },
    key: Some(CheckKey::ServerAuthEKU),
    scope: Text { en: "leaf; root in Apple's store" },
    since: IOS_13,
    ..AppleRule::BASE
};
pub(super) static SYSTEM_SUB_CA: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.eku.sub-ca-missing-serverauth",
        asks: Text {
            en: "Below a root of Apple's store the extended key usage of an intermediate CA, if it has one, has serverAuth or anyExtendedKeyUsage.",
        },
        remedy: Text {
            en: "Have the certificate issued by a CA whose extended key usage has serverAuth, or that has none.",
        },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckServerAuthEKU")
    },
    key: Some(CheckKey::ServerAuthEKU),
    scope: Text { en: "every certificate between leaf and last, reported for the leaf; root in Apple's store" },
    since: IOS_14,
    ..AppleRule::BASE
};
pub(super) static APP_LEAF: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.eku.leaf-missing-serverauth-app",
        asks: Text { en: "Below a root that an app set the extended key usage of the leaf has serverAuth itself." },
        remedy: Text {
            en: "Have the certificate issued again with the extended key usage serverAuth (1.3.6.1.5.5.7.3.1).",
        },
        ..Rule::apple_source(
            "apple-oss-distributions/Security, SecPolicyCheckServerAuthEKU; https://support.apple.com/103769",
        )
    },
    key: Some(CheckKey::ServerAuthEKU),
    scope: Text { en: "leaf; root neither in Apple's store nor trusted by the user" },
    cut_off: Text { en: "notBefore later than 2019-06-30T23:00:00Z" },
    since: IOS_13,
    ..AppleRule::BASE
};
pub(super) static KEY_USAGE: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.ku.leaf",
        asks: Text { en: "The key usage of the leaf, if it has one, has what the app asks for." },
        remedy: Text { en: "Have the certificate issued again with that key usage." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCreateSSLWithKeyUsage, SecPolicyCheckKeyUsage")
    },
    key: Some(CheckKey::KeyUsage),
    scope: Text { en: "leaf, if the app asks for a key usage; all anchors" },
    ..AppleRule::BASE
};

static TLS_SERVERS: Text = Text { en: "TLS servers" };
static TLS_CLIENTS: Text = Text { en: "TLS clients" };

message! {
    fn nothing_for(purpose: &'static Text) {
        en: "The extended key usage has nothing that is for {purpose}.",
    }
    fn ca_has_nothing_for(purpose: &'static Text) {
        en: "The extended key usage of this CA has nothing that is for {purpose}.",
    }
    fn no_server_auth() {
        en: "The extended key usage does not have serverAuth itself.",
    }
    fn ca_has_no_server_auth(index: usize) {
        en: "The extended key usage of the CA at [{index}] has no serverAuth.",
    }
    fn lacks_key_usage() {
        en: "The key usage lacks what the app asks for.",
    }
}

/// What the app asks of the leaf's key usage. One that is absent is taken.
pub(super) fn leaf(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let Some(asked) = path.evaluator.knowledge.key_usage.filter(|_| path.evaluator.policy.is_tls()) else { return };
    if let Some(usage) = path.created(0).and_then(|leaf| leaf.key_usage)
        && usage & asked != asked
    {
        breaches.push(&KEY_USAGE, 0, lacks_key_usage());
    }
}

/// The extended key usage of leaf and intermediate CAs.
pub(super) fn extended(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let (purpose, wanted): (_, &[&[u8]]) = match path.evaluator.policy {
        Policy::BasicX509 => return,
        Policy::SslServer => (&TLS_SERVERS, &[ANY, SERVER_AUTH, MICROSOFT_SGC, NETSCAPE_SGC]),
        Policy::SslClient => (&TLS_CLIENTS, &[ANY, CLIENT_AUTH]),
    };
    let lacks = |created: &Created<'_>| created.has_usage(wanted) == Some(false);
    if path.created(0).is_some_and(lacks) {
        breaches.push(&LEAF, 0, nothing_for(purpose));
    }
    if breaches.has(&SUB_CA) {
        for index in path.sub_cas().filter(|&index| path.created(index).is_some_and(lacks)) {
            breaches.push(&SUB_CA, index, ca_has_nothing_for(purpose));
        }
    }
}

/// What TLS servers are held to beyond that.
pub(super) fn server_auth(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let Some(leaf) = path.created(0) else { return };
    let lacks_server_auth = leaf.has_usage(&[SERVER_AUTH]) != Some(true);
    if path.ends_in_system_root() {
        if lacks_server_auth && breaches.has(&SYSTEM_LEAF) {
            breaches.push(&SYSTEM_LEAF, 0, no_server_auth());
        }
        let lacks = |ca: &Created<'_>| ca.has_usage(&[SERVER_AUTH, ANY]) == Some(false);
        if breaches.has(&SYSTEM_SUB_CA) {
            for index in path.sub_cas().filter(|&index| path.created(index).is_some_and(lacks)) {
                breaches.push(&SYSTEM_SUB_CA, 0, ca_has_no_server_auth(index));
            }
        }
    } else if lacks_server_auth && leaf.not_before > JULY_2019 && breaches.has(&APP_LEAF) && !path.ends_in_user_root() {
        breaches.push(&APP_LEAF, 0, no_server_auth());
    }
}
