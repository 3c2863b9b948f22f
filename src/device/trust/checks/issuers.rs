//! Whether each issuer may issue: basic constraints, path length and key usage.

use super::examined_path::ExaminedPath;
use crate::device::release::IOS_13_6;
use crate::device::trust::created::BasicConstraints;
use crate::device::trust::key::CheckKey;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::message::{Text, message};
use crate::report::Rule;

pub(super) const RULES: &[&AppleRule] = &[&MISSING, &VERSION, &NOT_A_CA, &PATH_LENGTH, &CERT_SIGN];

pub(super) static MISSING: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.bc.missing",
        asks: Text { en: "A CA certificate of version 3 has basic constraints." },
        remedy: Text { en: "Have the CA certificate issued again with basic constraints." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPVCParentCertificateChecks")
    },
    key: Some(CheckKey::BasicConstraints),
    scope: Text { en: "every issuer of version 3, the anchor since iOS 13.6; all anchors" },
    ..AppleRule::BASE
};
pub(super) static VERSION: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.bc.version",
        asks: Text { en: "An intermediate CA has version 3 if the anchor has." },
        remedy: Text { en: "Have the CA certificate issued again as version 3 with basic constraints." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPVCParentCertificateChecks")
    },
    key: Some(CheckKey::BasicConstraints),
    scope: Text { en: "every issuer of version 1 or 2 but the last, if the last has version 3; all anchors" },
    ..AppleRule::BASE
};
pub(super) static NOT_A_CA: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.bc.not-a-ca",
        asks: Text { en: "The basic constraints of every issuer say that it is a CA." },
        remedy: Text { en: "Have the certificate issued by a CA." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPVCParentCertificateChecks")
    },
    key: Some(CheckKey::BasicConstraintsCA),
    scope: Text { en: "every issuer of version 3, the anchor since iOS 13.6; all anchors" },
    ..AppleRule::BASE
};
pub(super) static PATH_LENGTH: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.bc.path-length",
        asks: Text {
            en: "No more CA certificates that are not self-issued stand below a CA than its path length allows.",
        },
        remedy: Text { en: "Have the certificate issued by a CA that is higher up." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckBasicCertificateProcessing")
    },
    key: Some(CheckKey::BasicConstraintsPathLen),
    scope: Text { en: "every CA; pathLenConstraint of the anchor counts since iOS 13.6; all anchors" },
    ..AppleRule::BASE
};
pub(super) static CERT_SIGN: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.ku.cert-sign",
        asks: Text { en: "The key usage of every issuer, if it has one, has keyCertSign." },
        remedy: Text { en: "Have the CA certificate issued again with keyCertSign." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPVCParentCertificateChecks")
    },
    key: Some(CheckKey::KeyUsage),
    scope: Text { en: "every issuer, the anchor since iOS 13.6; all anchors" },
    ..AppleRule::BASE
};

/// Bit 5 of KeyUsage.
const KEY_CERT_SIGN: u16 = 1 << 5;

message! {
    fn no_basic_constraints() {
        en: "The CA certificate has no basic constraints.",
    }
    fn older_version(version: u16) {
        en: "The CA certificate has version {version}, and the anchor version 3.",
    }
    fn not_a_ca() {
        en: "The basic constraints say that this is not a CA.",
    }
    fn too_deep() {
        en: "A CA above allows no further CA certificate here.",
    }
    fn no_cert_sign() {
        en: "The key usage of the CA does not have keyCertSign.",
    }
}

/// The checks of one issuer.
pub(super) fn parent(path: &ExaminedPath<'_>, index: usize, breaches: &mut Breaches) {
    let Some(created) = path.created(index) else { return };
    match created.basic_constraints {
        None if created.version == 3 => breaches.push(&MISSING, index, no_basic_constraints()),
        Some(BasicConstraints { is_ca: false, .. }) if created.version == 3 => {
            breaches.push(&NOT_A_CA, index, not_a_ca())
        }
        _ if created.version < 3
            && (1..path.last()).contains(&index)
            && path.created(path.last()).is_some_and(|anchor| anchor.version == 3) =>
        {
            breaches.push(&VERSION, index, older_version(created.version.into()));
        }
        _ => {}
    }
    // To Apple, a key usage without any bit is one that is absent.
    if created.key_usage.is_some_and(|usage| usage != 0 && usage & KEY_CERT_SIGN == 0) {
        breaches.push(&CERT_SIGN, index, no_cert_sign());
    }
}

/// Self-issued certificates do not count, and the leaf is no CA here.
pub(super) fn path_length(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let limit_of = |index| path.created(index).and_then(|ca| ca.basic_constraints?.path_length);
    let below_anchor = path.below_anchor();
    let mut left = below_anchor;
    let lower = |left: &mut usize, limit: Option<u32>| {
        *left = limit.and_then(|limit| usize::try_from(limit).ok()).map_or(*left, |limit| limit.min(*left));
    };
    if path.has_trusted_anchor() && breaches.generation() >= IOS_13_6 {
        lower(&mut left, limit_of(below_anchor));
    }
    for index in (1..below_anchor).rev() {
        if !path.is_self_issued(index) {
            match left.checked_sub(1) {
                Some(fewer) => left = fewer,
                None => breaches.push(&PATH_LENGTH, index, too_deep()),
            }
        }
        lower(&mut left, limit_of(index));
    }
}
