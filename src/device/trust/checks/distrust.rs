//! Certificates and keys that are refused by name: by Apple, by the user, or by an app that pins.

use chrono::{DateTime, Utc};

use super::examined_path::ExaminedPath;
use crate::device::release::{IOS_10_2_1, IOS_14};
use crate::device::store::sha256;
use crate::device::trust::key::CheckKey;
use crate::device::trust::pool::PoolCertificate;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::message::{Text, message};
use crate::path::names::{NameComparison, normal_form};
use crate::report::{Certainty, Rule};

pub(super) const RULES: &[&AppleRule] = &[
    &BLOCKED_SERIAL,
    &REVOKED_LEAF_KEY,
    &WOSIGN_STARTCOM,
    &REVOKED_CA_KEY,
    &DISTRUSTED_LEAF_KEY,
    &DISTRUSTED_CA_KEY,
    &DATE_LIMIT,
    &DATE_LIMIT_OVERRIDABLE,
    &REVOKED,
    &DENIED,
    &PINNING_REQUIRED,
    &CA_PIN,
    &LEAF_PIN,
];

pub(super) static BLOCKED_SERIAL: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.blocked.utn-serial",
        asks: Text { en: "The leaf is none of the nine that were issued by fraud in 2011." },
        remedy: Text { en: "Do not use this certificate." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckBlackListedLeaf")
    },
    key: Some(CheckKey::BlackListedLeaf),
    scope: Text { en: "leaf issued by UTN-USERFirst-Hardware; all anchors" },
    ..AppleRule::BASE
};
pub(super) static REVOKED_LEAF_KEY: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.blocked.leaf-key",
        certainty: Certainty::Probable,
        asks: Text {
            en: "The leaf's key is not on Apple's list of revoked keys, unless the leaf is on the allow list.",
        },
        remedy: Text { en: "Make a new key and have the certificate issued again." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckBlackListedLeaf")
    },
    key: Some(CheckKey::BlackListedLeaf),
    scope: Text { en: "leaf, if its key is on the revoked list; all anchors" },
    ..AppleRule::BASE
};
pub(super) static WOSIGN_STARTCOM: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.blocked.wosign-startcom",
        asks: Text { en: "Nothing below the roots of WoSign and StartCom was issued since December 2016." },
        remedy: Text { en: "Have the certificate issued by another CA." },
        ..Rule::apple_source(
            "apple-oss-distributions/Security, SecPVCCheckIssuerDateConstraints; https://support.apple.com/103723",
        )
    },
    key: Some(CheckKey::BlackListedKey),
    scope: Text { en: "every certificate below one of seven roots of WoSign and StartCom, reported for the root" },
    cut_off: Text { en: "notBefore from 2016-12-01T00:00:00Z" },
    since: IOS_10_2_1,
    ..AppleRule::BASE
};
pub(super) static REVOKED_CA_KEY: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.blocked.ca-key",
        certainty: Certainty::Probable,
        asks: Text { en: "The key of no CA is on Apple's list of revoked keys, unless the leaf is on the allow list." },
        remedy: Text { en: "Have the certificate issued by another CA." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPVCBlackListedKeyChecks")
    },
    key: Some(CheckKey::BlackListedKey),
    scope: Text { en: "every CA but the anchor, if its key is on the revoked list; all anchors" },
    ..AppleRule::BASE
};
pub(super) static DISTRUSTED_LEAF_KEY: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.distrusted.leaf-key",
        certainty: Certainty::Probable,
        asks: Text {
            en: "The leaf's key is not on Apple's list of distrusted keys, unless the leaf is on the allow list.",
        },
        remedy: Text { en: "Make a new key and have the certificate issued again." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckGrayListedLeaf")
    },
    key: Some(CheckKey::GrayListedLeaf),
    scope: Text { en: "leaf, if its key is on the distrusted list; all anchors" },
    ..AppleRule::BASE
};
pub(super) static DISTRUSTED_CA_KEY: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.distrusted.ca-key",
        certainty: Certainty::Probable,
        asks: Text {
            en: "The key of no CA is on Apple's list of distrusted keys, unless the leaf is on the allow list.",
        },
        remedy: Text { en: "Have the certificate issued by another CA." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPVCGrayListedKeyChecks")
    },
    key: Some(CheckKey::GrayListedKey),
    scope: Text { en: "every CA but the anchor, if its key is on the distrusted list; all anchors" },
    ..AppleRule::BASE
};
pub(super) static DATE_LIMIT: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.revoked.date-limit",
        certainty: Certainty::Probable,
        asks: Text { en: "The leaf was issued within the dates that the Valid database has for its CA." },
        remedy: Text { en: "Have the certificate issued by another CA." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecRVCProcessValidDateConstraints")
    },
    key: Some(CheckKey::Revocation),
    scope: Text { en: "every certificate issued by a CA with a limit on dates in the Valid database; all anchors" },
    ..AppleRule::BASE
};
pub(super) static DATE_LIMIT_OVERRIDABLE: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.distrusted.date-limit",
        certainty: Certainty::Probable,
        asks: Text { en: "The leaf was issued within the dates that the Valid database has for its CA." },
        remedy: Text { en: "Have the certificate issued by another CA." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecRVCProcessValidDateConstraints")
    },
    key: Some(CheckKey::GrayListedKey),
    scope: Text {
        en: "every certificate issued by a CA with a limit on dates in the Valid database that can be overridden; all anchors",
    },
    ..AppleRule::BASE
};
pub(super) static REVOKED: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.revoked.certificate",
        certainty: Certainty::Probable,
        asks: Text { en: "No certificate is revoked by the Valid database or a stapled OCSP response." },
        remedy: Text { en: "Have the certificate issued again with a new key." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecRevocationServer.c")
    },
    key: Some(CheckKey::Revocation),
    scope: Text { en: "every certificate that is not self-signed; all anchors" },
    ..AppleRule::BASE
};
pub(super) static DENIED: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.trust.denied",
        asks: Text { en: "No trust setting of the user or an administrator refuses a certificate of the path." },
        remedy: Text { en: "Remove the trust setting, or have the certificate issued by another CA." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPVCCheckUsageConstraints")
    },
    key: Some(CheckKey::UsageConstraints),
    scope: Text { en: "every certificate with a trust setting, but Apple's own roots" },
    ..AppleRule::BASE
};
pub(super) static PINNING_REQUIRED: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.pin.required",
        asks: Text { en: "The server is pinned, where the app takes no other." },
        remedy: Text { en: "Nothing on the server helps: the app takes only servers of Apple's pinning database." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckPinningRequired")
    },
    key: Some(CheckKey::PinningRequired),
    scope: Text { en: "server, if the app requires pinning; all anchors" },
    ..AppleRule::BASE
};
pub(super) static CA_PIN: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.pin.ca",
        asks: Text { en: "A CA of the path has one of the keys that the app pins." },
        remedy: Text { en: "Have the certificate issued by the CA that the app pins, or change the app." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckCAspkiSHA256")
    },
    key: Some(CheckKey::CAspkiSHA256),
    scope: Text { en: "the CAs together, reported for each, if the app pins; all anchors" },
    since: IOS_14,
    ..AppleRule::BASE
};
pub(super) static LEAF_PIN: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.pin.leaf",
        asks: Text { en: "The leaf has one of the keys that the app pins." },
        remedy: Text { en: "Use the key that the app pins, or change the app." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckLeafSPKISHA256")
    },
    key: Some(CheckKey::LeafSPKISHA256),
    scope: Text { en: "leaf, if the app pins; all anchors" },
    since: IOS_14,
    ..AppleRule::BASE
};

message! {
    fn blocked_serial() {
        en: "Apple refuses this certificate by its serial number.",
    }
    fn revoked_key() {
        en: "The key is on the list of revoked keys.",
    }
    fn revoked_ca_key() {
        en: "The key of the CA is on the list of revoked keys.",
    }
    fn distrusted_key() {
        en: "The key is on the list of distrusted keys.",
    }
    fn distrusted_ca_key() {
        en: "The key of the CA is on the list of distrusted keys.",
    }
    fn issued_since_december_2016() {
        en: "A certificate below this root was issued since December 2016.",
    }
    fn issued_before(limit: DateTime<Utc>) {
        en: "The certificate was issued before {limit}, the limit of its CA.",
    }
    fn issued_after(limit: DateTime<Utc>) {
        en: "The certificate was issued after {limit}, the limit of its CA.",
    }
    fn revoked() {
        en: "The certificate is revoked.",
    }
    fn denied() {
        en: "A trust setting refuses this certificate.",
    }
    fn not_pinned() {
        en: "The app takes only servers that Apple pins.",
    }
    fn other_leaf_key() {
        en: "The key is none of those that the app pins.",
    }
    fn other_ca_keys() {
        en: "The key of no CA is one of those that the app pins.",
    }
}

/// The checks of the leaf that are made before any path is built.
pub(super) fn leaf(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let Some(entry) = path.entry(0) else { return };
    let lists = &path.evaluator.knowledge.distrust;
    let serial = entry.certificate.serial();
    let zeros = serial.iter().take_while(|octet| **octet == 0).count();
    let issuer = path.place(0).map(|place| path.pool.names(place).issuer).unwrap_or_default();
    if UTN_SERIALS.iter().any(|blocked| serial.get(zeros..) == Some(&blocked.to_be_bytes()))
        && normal_form(UTN_USERFIRST_HARDWARE, NameComparison::Apple) == issuer
    {
        breaches.push(&BLOCKED_SERIAL, 0, blocked_serial());
    }
    if lists.allowed_leaves.contains(entry.certificate.sha256()) {
        return;
    }
    if has_key_of(entry, &lists.revoked_keys) {
        breaches.push(&REVOKED_LEAF_KEY, 0, revoked_key());
    }
    if has_key_of(entry, &lists.distrusted_keys) {
        breaches.push(&DISTRUSTED_LEAF_KEY, 0, distrusted_key());
    }
}

/// Whether one of these is the SHA-256 of the certificate's SubjectPublicKeyInfo. Most lists are empty.
fn has_key_of(entry: &PoolCertificate<'_>, keys: &[[u8; 32]]) -> bool {
    !keys.is_empty() && keys.contains(entry.certificate.spki_sha256())
}

pub(super) fn lists(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let lists = &path.evaluator.knowledge.distrust;
    let is_allowed = path.entry(0).is_some_and(|leaf| lists.allowed_leaves.contains(leaf.certificate.sha256()));
    for index in 0..path.len() {
        let Some(entry) = path.entry(index) else { continue };
        if entry.is_denied() {
            breaches.push(&DENIED, index, denied());
        }
        if lists.revoked.contains(entry.certificate.sha256()) && !path.is_self_signed(index) {
            breaches.push(&REVOKED, index, revoked());
        }
        if index > 0 && !path.is_trusted_anchor(index) && !is_allowed {
            if has_key_of(entry, &lists.revoked_keys) {
                breaches.push(&REVOKED_CA_KEY, index, revoked_ca_key());
            }
            if has_key_of(entry, &lists.distrusted_keys) {
                breaches.push(&DISTRUSTED_CA_KEY, index, distrusted_ca_key());
            }
        }
    }
    wosign_startcom(path, breaches);
    date_limits(path, breaches);
}

/// 2016-12-01T00:00:00Z.
const DECEMBER_2016: i64 = 1_480_550_400;

fn wosign_startcom(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    if !breaches.has(&WOSIGN_STARTCOM) {
        return;
    }
    let is_limited = |index: &usize| {
        path.entry(*index).is_some_and(|entry| WOSIGN_STARTCOM_ROOTS.contains(entry.certificate.sha256()))
    };
    let Some(root) = (1..path.len()).rev().find(is_limited) else { return };
    let is_late = |index| path.created(index).is_some_and(|child| child.not_before >= DECEMBER_2016);
    if (0..root).any(is_late) {
        breaches.push(&WOSIGN_STARTCOM, root, issued_since_december_2016());
    }
}

/// What a CA of the Valid database issued: the leaf not too early, and nothing too late.
fn date_limits(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    for index in 1..path.len() {
        let (Some(ca), Some(subject)) = (path.entry(index), path.created(index - 1)) else { continue };
        let Some(issued) = DateTime::from_timestamp(subject.not_before, 0) else { continue };
        let limits = path.evaluator.knowledge.distrust.date_limits.iter();
        for limit in limits.filter(|limit| limit.ca == *ca.certificate.sha256()) {
            let start = limit.not_before.filter(|start| index == 1 && issued < *start);
            let end = limit.not_after.filter(|end| issued > *end);
            let message = match (start, end) {
                (Some(start), _) => issued_before(start),
                (None, Some(end)) => issued_after(end),
                (None, None) => continue,
            };
            let rule = if limit.overridable { &DATE_LIMIT_OVERRIDABLE } else { &DATE_LIMIT };
            breaches.push(rule, index - 1, message);
        }
    }
}

/// What an app pins.
pub(super) fn pins(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let pins = &path.evaluator.knowledge.pins;
    let has_one_of = |index, keys: &[[u8; 32]]| path.entry(index).is_some_and(|entry| has_key_of(entry, keys));
    if pins.required {
        breaches.push(&PINNING_REQUIRED, 0, not_pinned());
    }
    if breaches.has(&LEAF_PIN) && !pins.leaf_keys.is_empty() && !has_one_of(0, &pins.leaf_keys) {
        breaches.push(&LEAF_PIN, 0, other_leaf_key());
    }
    let has_pinned_ca = || (1..path.len()).any(|index| has_one_of(index, &pins.ca_keys));
    if breaches.has(&CA_PIN) && !pins.ca_keys.is_empty() && !has_pinned_ca() {
        for index in if path.len() > 1 { 1..path.len() } else { 0..1 } {
            breaches.push(&CA_PIN, index, other_ca_keys());
        }
    }
}

/// SHA-256 of the roots: four of WoSign, three of StartCom, and the one that Apple's own tests have.
const WOSIGN_STARTCOM_ROOTS: [[u8; 32]; 8] = [
    sha256("d487a56f83b07482e85e963394c1ecc2c9e51d0903ee946b02c301581ed99e16"),
    sha256("4b22d5a6aec99f3cdb79aa5ec06838479cd5ecba7164f7f22dc1d65f63d85708"),
    sha256("d6f034bd94aa233f0297eca4245b283973e447aa590f310c77f48fdf83112254"),
    sha256("8b45da1c06f791eb0cabf26be588f5fb23165c2e614bf885562d0dce50b29b02"),
    sha256("c766a9bef2d4071c863a31aa4920e813b2d198608cb7b7cfe21143b836df09ea"),
    sha256("e17890ee09a3fbf4f48b9c414a17d637b7a50647e9bc752322727fcc1742a911"),
    sha256("c7ba6567de93a798ae1faa791e712d378fae1f93c4397fea441bb7cbe6fd5995"),
    sha256("51a0f31fc01dec8732b6fd136a434d6c87cd62e038b4fbd640b0fd624d1fcf6d"),
];

/// Serial numbers of the certificates for mail.google.com, login.yahoo.com and others that were issued by fraud.
const UTN_SERIALS: [u128; 9] = [
    0xd8f3_5f4e_b787_2b2d_ab06_92e3_1538_2fb0,
    0x9239_d534_8f40_d169_5a74_5470_e1f2_3f43,
    0xb0b7_133e_d096_f9b5_6fae_91c8_74bd_3ac0,
    0xe902_8b95_78e4_15dc_1a71_0a2b_8815_4447,
    0x392a_434f_0e07_df1f_8aa3_05de_34e0_c229,
    0x3e75_ced4_6b69_3021_2188_30ae_86a8_2a71,
    0xd755_8fda_f5f1_105b_b213_282b_7077_29a3,
    0x047e_cbe9_fca5_5f7b_d09e_ae36_e10c_ae1e,
    0xf5c8_6af3_6162_f13a_64f5_4f6d_c958_7c06,
];

/// C=US, ST=UT, L=Salt Lake City, O=The USERTRUST Network, OU=http://www.usertrust.com, CN=UTN-USERFirst-Hardware, all
/// PrintableString.
const UTN_USERFIRST_HARDWARE: &[u8] = b"\x30\x81\x97\
    \x31\x0b\x30\x09\x06\x03\x55\x04\x06\x13\x02US\
    \x31\x0b\x30\x09\x06\x03\x55\x04\x08\x13\x02UT\
    \x31\x17\x30\x15\x06\x03\x55\x04\x07\x13\x0eSalt Lake City\
    \x31\x1e\x30\x1c\x06\x03\x55\x04\x0a\x13\x15The USERTRUST Network\
    \x31\x21\x30\x1f\x06\x03\x55\x04\x0b\x13\x18http://www.usertrust.com\
    \x31\x1f\x30\x1d\x06\x03\x55\x04\x03\x13\x16UTN-USERFirst-Hardware";

#[cfg(test)]
mod tests {
    use super::super::testing::breaches;
    use super::*;
    use crate::Certificate;
    use crate::certificate::test_der::Draft;

    const ROOT: &[u8] = include_bytes!("../../../../tests/fixtures/roots/ca-wosign-ecc-root.der");

    #[test]
    fn nothing_new_below_a_root_of_wosign() {
        let (old, new) = ("161130235959Z", "161201000000Z");
        let root = || Certificate::from_der(ROOT).unwrap();
        let of_root = &[("apple.blocked.wosign-startcom", 2)][..];
        for (release, from, root, expected) in [
            ("ios:26", [old, old], root(), &[][..]),
            ("ios:26", [new, old], root(), of_root),
            ("ios:26", [old, new], root(), of_root),
            ("ios:26", [new, new], Draft::new(&["Another"]).finish(), &[]),
            ("macos:10.12.3", [new, old], root(), of_root),
            ("macos:10.12.2", [new, old], root(), &[]),
        ] {
            assert_eq!(breaches(wosign_startcom, release, from, root), expected, "{release} {from:?}");
        }
    }
}
