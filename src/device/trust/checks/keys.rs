//! Keys: kind and size.

use super::examined_path::ExaminedPath;
use crate::certificate::KeyType;
use crate::device::release::{IOS_11, IOS_13};
use crate::device::trust::key::CheckKey;
use crate::device::trust::public_key::AppleKey;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::message::{Text, message};
use crate::report::Rule;

pub(super) const RULES: &[&AppleRule] = &[&RSA_1024, &NO_KEY, &RSA_2048, &EC_256, &UNSUPPORTED, &SYSTEM_RSA_2048];

pub(super) static RSA_1024: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.key.rsa-lt-1024",
        asks: Text { en: "An RSA key has 1,024 bits or more, counted in whole bytes." },
        remedy: Text { en: "Make a new key of 2,048 bits or more and have the certificate issued again." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecCertificateIsWeakKey")
    },
    key: Some(CheckKey::WeakKeySize),
    scope: Text { en: "every certificate, the root included; all anchors" },
    ..AppleRule::BASE
};
pub(super) static NO_KEY: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.key.unusable",
        asks: Text {
            en: "The key is of a kind that Apple makes a key of: RSA, EC on a NIST curve of 192 bits or more, Ed25519 or Ed448.",
        },
        remedy: Text { en: "Make a new key, RSA of 2,048 bits or EC on P-256, and have the certificate issued again." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecCertificateIsWeakKey, SecCertificateCopyKey")
    },
    key: Some(CheckKey::WeakKeySize),
    scope: Text { en: "every certificate, the root included; all anchors" },
    ..AppleRule::BASE
};
pub(super) static RSA_2048: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.key.rsa-lt-2048",
        asks: Text { en: "An RSA key has 2,048 bits or more, counted in whole bytes: 2,041 bits pass." },
        remedy: Text { en: "Make a new key of 2,048 bits or more and have the certificate issued again." },
        ..Rule::apple_source(
            "apple-oss-distributions/Security, SecPolicyCheckKeySize; https://support.apple.com/103769",
        )
    },
    key: Some(CheckKey::KeySize),
    scope: Text { en: "every certificate, the root included, unless the user trusts the leaf itself; all anchors" },
    since: IOS_13,
    ..AppleRule::BASE
};
pub(super) static EC_256: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.key.ec-lt-256",
        asks: Text { en: "An EC key has 256 bits or more: P-256, P-384 or P-521." },
        remedy: Text { en: "Make a new key on P-256 and have the certificate issued again." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckKeySize")
    },
    key: Some(CheckKey::KeySize),
    scope: Text { en: "every certificate, the root included, unless the user trusts the leaf itself; all anchors" },
    since: IOS_13,
    ..AppleRule::BASE
};
pub(super) static UNSUPPORTED: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.key.unsupported-type",
        asks: Text { en: "The key is RSA or EC; no other kind has a size that TLS accepts." },
        remedy: Text { en: "Make a new key, RSA of 2,048 bits or EC on P-256, and have the certificate issued again." },
        ..Rule::apple_source(
            "apple-oss-distributions/Security, SecPolicyCheckKeySize, SecCertificateIsAtLeastMinKeySize",
        )
    },
    key: Some(CheckKey::KeySize),
    scope: Text { en: "every certificate, the root included, unless the user trusts the leaf itself; all anchors" },
    since: IOS_13,
    ..AppleRule::BASE
};
pub(super) static SYSTEM_RSA_2048: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.key.system-rsa-lt-2048",
        asks: Text { en: "Below a root of Apple's store an RSA key has 2,048 bits or more." },
        remedy: Text { en: "Make a new key of 2,048 bits or more and have the certificate issued again." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckSystemTrustedWeakKey")
    },
    key: Some(CheckKey::KeySize),
    scope: Text { en: "every certificate but the root; root in Apple's store; iOS 11 and 12" },
    since: IOS_11,
    ..AppleRule::BASE
};

message! {
    fn weak_rsa(bits: usize) {
        en: "The RSA key has only {bits} bits.",
    }
    fn no_key(kind: &KeyType) {
        en: "Apple cannot make a key of this one, {kind}.",
    }
    fn short_rsa(bits: usize) {
        en: "The RSA key has {bits} bits, in whole bytes; the device asks for 2,048 or more.",
    }
    fn short_ec(bits: usize) {
        en: "The EC key has {bits} bits; the device asks for 256 or more.",
    }
    fn neither_rsa_nor_ec(kind: &KeyType) {
        en: "The key is {kind}, and the device takes RSA and EC.",
    }
}

pub(super) fn weak(path: &ExaminedPath<'_>, index: usize, breaches: &mut Breaches) {
    let Some(entry) = path.entry(index) else { return };
    match entry.key {
        AppleKey::Rsa { bytes } if bytes < 128 => breaches.push(&RSA_1024, index, weak_rsa(8 * bytes)),
        AppleKey::None => breaches.push(&NO_KEY, index, no_key(&entry.certificate.key_type())),
        AppleKey::Rsa { .. } | AppleKey::Ec { .. } | AppleKey::Edwards => {}
    }
}

pub(super) fn size(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    if breaches.generation() < IOS_13 {
        return system_size(path, breaches);
    }
    if path.is_user_anchor(0) {
        return;
    }
    for index in 0..path.len() {
        let Some(entry) = path.entry(index) else { continue };
        match entry.key {
            AppleKey::Rsa { bytes } if bytes < 256 => breaches.push(&RSA_2048, index, short_rsa(8 * bytes)),
            AppleKey::Ec { bits } if bits < 256 => breaches.push(&EC_256, index, short_ec(bits)),
            AppleKey::Edwards | AppleKey::None => {
                breaches.push(&UNSUPPORTED, index, neither_rsa_nor_ec(&entry.certificate.key_type()));
            }
            AppleKey::Rsa { .. } | AppleKey::Ec { .. } => {}
        }
    }
}

fn system_size(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    if !breaches.has(&SYSTEM_RSA_2048) || !path.ends_in_system_root() {
        return;
    }
    for index in 0..path.below_anchor() {
        if let Some(AppleKey::Rsa { bytes }) = path.entry(index).map(|entry| entry.key)
            && bytes < 256
        {
            breaches.push(&SYSTEM_RSA_2048, index, short_rsa(8 * bytes));
        }
    }
}
