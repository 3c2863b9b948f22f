//! What Apple's documents ask for beyond its source, and what the TLS layer looks at. Nothing here rejects a path.

use super::examined_path::ExaminedPath;
use super::usage::{CLIENT_AUTH as CLIENT_AUTH_PURPOSE, SERVER_AUTH};
use super::validity::{JULY_2019, SEPTEMBER_2020};
use crate::certificate::KeyType;
use crate::device::release::{IOS_13, IOS_18_4};
use crate::device::store::StoreRoot;
use crate::device::trust::policy::Policy;
use crate::device::trust::public_key::AppleKey;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::message::{Days, Seconds, Text, message};
use crate::report::{Certainty, Rule, Severity};

pub(super) const RULES: &[&AppleRule] = &[
    &VALIDITY_SCHEDULE,
    &SERVER_AUTH_PRIVATE,
    &CLIENT_AUTH,
    &MANAGEMENT,
    &PARTIAL_DISTRUST,
    &DIGITAL_SIGNATURE,
    &KEY_ENCIPHERMENT,
    &LONG_SERIAL,
];

pub(super) static VALIDITY_SCHEDULE: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.doc.validity-schedule",
        severity: Severity::Warning,
        asks: Text {
            en: "A public leaf is valid no longer than the CA/Browser Forum's schedule allows, which Apple's root programme asks of CAs; no device is known to enforce the newer steps.",
        },
        remedy: Text { en: "Have the certificate issued again for a shorter time." },
        ..Rule::apple_document("CA/B Forum ballot SC-081v3; https://support.apple.com/102028")
    },
    scope: Text { en: "leaf; root in Apple's store" },
    cut_off: Text {
        en: "notBefore from 2020-09-01: 398 days, 2026-03-15: 200, 2027-03-15: 100, 2029-03-15: 47; both ends counted",
    },
    ..AppleRule::BASE
};
pub(crate) static SERVER_AUTH_PRIVATE: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.eku.doc-only",
        severity: Severity::Warning,
        asks: Text {
            en: "Apple's article asks for serverAuth below private roots too; devices do not enforce it there.",
        },
        remedy: Text {
            en: "Have the certificate issued again with the extended key usage serverAuth (1.3.6.1.5.5.7.3.1).",
        },
        ..Rule::apple_document("https://support.apple.com/103769")
    },
    scope: Text { en: "leaf; root trusted by the user" },
    cut_off: Text { en: "notBefore from 2019-07-01T00:00:00Z" },
    since: IOS_13,
    ..AppleRule::BASE
};
pub(super) static CLIENT_AUTH: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.doc.client-auth",
        severity: Severity::Warning,
        asks: Text {
            en: "A public TLS server certificate is for serverAuth alone: Apple's root programme separates the purposes.",
        },
        remedy: Text { en: "Have the certificate issued again without clientAuth, and use another one for clients." },
        ..Rule::apple_document("https://github.com/apple/apple-root-program policy 2.0")
    },
    scope: Text { en: "leaf; root in Apple's store" },
    ..AppleRule::BASE
};
pub(super) static MANAGEMENT: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.doc.management-os27",
        severity: Severity::Warning,
        asks: Text {
            en: "Device management asks for RSA keys of 2,048 bits, EC keys of 256 bits and SHA-256, whoever trusts the certificate.",
        },
        remedy: Text { en: "Have the certificate issued again for such a key and with SHA-256." },
        ..Rule::apple_document("https://support.apple.com/126655")
    },
    scope: Text { en: "every certificate but the anchor; connections for device management from OS 27 on" },
    ..AppleRule::BASE
};
pub(super) static PARTIAL_DISTRUST: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.doc.partial-distrust",
        severity: Severity::Warning,
        asks: Text { en: "Apple's store takes certificates below these roots only if they were issued by 2024-11-15." },
        remedy: Text { en: "Have the certificate issued by another CA." },
        ..Rule::apple_document("https://support.apple.com/121668")
    },
    scope: Text { en: "leaf below a root of Entrust, AffirmTrust or Camerfirma" },
    cut_off: Text { en: "notBefore from 2024-11-16T00:00:00Z" },
    ..AppleRule::BASE
};
pub(super) static DIGITAL_SIGNATURE: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.tls.ku-digital-signature",
        severity: Severity::Warning,
        certainty: Certainty::Probable,
        asks: Text {
            en: "The key usage of the leaf has digitalSignature: the TLS layer refuses the handshake otherwise, with error -9830, whoever trusts the certificate.",
        },
        remedy: Text { en: "Have the certificate issued again with the key usage digitalSignature." },
        ..Rule::apple_document("https://support.apple.com/121158; Apple Developer Forums thread 780430")
    },
    scope: Text { en: "leaf with a key usage" },
    since: IOS_18_4,
    ..AppleRule::BASE
};
pub(super) static KEY_ENCIPHERMENT: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.tls.ku-key-encipherment",
        severity: Severity::Info,
        certainty: Certainty::Probable,
        asks: Text {
            en: "The key usage of an RSA leaf has keyEncipherment, if the server offers RSA key exchange alone.",
        },
        remedy: Text { en: "Offer cipher suites with ECDHE." },
        ..Rule::apple_document("Apple Developer Forums thread 780430")
    },
    scope: Text { en: "leaf with an RSA key and a key usage, for cipher suites with RSA key exchange" },
    since: IOS_18_4,
    ..AppleRule::BASE
};
pub(super) static LONG_SERIAL: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.serial.longer-than-20",
        severity: Severity::Warning,
        asks: Text {
            en: "A serial number has 20 octets or fewer; Apple notes more in its log, and refuses more than 37.",
        },
        remedy: Text { en: "Have the certificate issued again with a shorter serial number." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecCertificateParse; RFC 5280 section 4.1.2.2")
    },
    scope: Text { en: "every certificate" },
    ..AppleRule::BASE
};

/// From when a public leaf may have how many days: the first second of notBefore, and both ends counted.
#[rustfmt::skip]
pub(crate) const SCHEDULE: [(i64, i64); 4] = [
    (1_868_227_200, 47),  // 2029-03-15
    (1_805_068_800, 100), // 2027-03-15
    (1_773_532_800, 200), // 2026-03-15
    (SEPTEMBER_2020, 398),
];

/// 2019-07-01T00:00:00Z, as Apple's article has it.
const ARTICLE_JULY_2019: i64 = JULY_2019 + 3_600;
/// 2024-11-16T00:00:00Z.
const NOVEMBER_2024: i64 = 1_731_715_200;
const DIGITAL_SIGNATURE_BIT: u16 = 1;
const KEY_ENCIPHERMENT_BIT: u16 = 1 << 2;

message! {
    fn longer_than_schedule(period: Seconds, limit: Days) {
        en: "The certificate is valid for {period} and a second; CAs may give {limit}.",
    }
    fn has_client_auth() {
        en: "The extended key usage has clientAuth.",
    }
    fn issued_after_2024() {
        en: "The certificate was issued after 2024-11-15.",
    }
    fn no_server_auth() {
        en: "The extended key usage does not have serverAuth.",
    }
    fn weak_for_management(key: &KeyType, algorithm: String) {
        en: "The certificate has a key {key} and the signature algorithm {algorithm}.",
    }
    fn no_digital_signature() {
        en: "The key usage does not have digitalSignature.",
    }
    fn no_key_encipherment() {
        en: "The key usage does not have keyEncipherment, so only ECDHE cipher suites can be used.",
    }
    fn long_serial(octets: usize) {
        en: "The serial number has {octets} octets.",
    }
}

pub(super) fn check(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    long_serials(path, breaches);
    if path.evaluator.policy != Policy::SslServer {
        return;
    }
    if path.ends_in_system_root() {
        public(path, breaches);
    }
    private(path, breaches);
    management(path, breaches);
    tls_layer(path, breaches);
}

fn public(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let Some(leaf) = path.created(0) else { return };
    let period = leaf.not_after.saturating_sub(leaf.not_before);
    let limit = SCHEDULE.iter().find(|(from, _)| leaf.not_before >= *from).map(|(_, limit)| *limit);
    // The last second of notAfter counts too.
    if let Some(limit) = limit.filter(|limit| period >= limit * 86_400) {
        breaches.push(&VALIDITY_SCHEDULE, 0, longer_than_schedule(Seconds(period), Days(limit)));
    }
    if leaf.has_usage(&[CLIENT_AUTH_PURPOSE]) == Some(true) {
        breaches.push(&CLIENT_AUTH, 0, has_client_auth());
    }
    let is_limited = path.root().and_then(|root| root.store_root) == Some(StoreRoot::Limited);
    if is_limited && leaf.not_before >= NOVEMBER_2024 {
        breaches.push(&PARTIAL_DISTRUST, 0, issued_after_2024());
    }
}

fn private(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let Some(leaf) = path.created(0).filter(|_| breaches.has(&SERVER_AUTH_PRIVATE)) else { return };
    let is_private = path.ends_in_user_root() && !path.ends_in_system_root();
    if is_private && leaf.not_before >= ARTICLE_JULY_2019 && leaf.has_usage(&[SERVER_AUTH]) != Some(true) {
        breaches.push(&SERVER_AUTH_PRIVATE, 0, no_server_auth());
    }
}

/// A certificate that the device refuses for its key or hash already gets no advice on them.
fn management(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    for index in 0..path.below_anchor().max(1) {
        let Some(entry) = path.entry(index) else { continue };
        let is_weak = !entry.key.is_at_least(256) || entry.has_weak_hash();
        let is_of_strength = |key| {
            use crate::device::trust::key::CheckKey::{KeySize, SignatureHashAlgorithms, WeakKeySize, WeakSignature};
            matches!(key, KeySize | WeakKeySize | SignatureHashAlgorithms | WeakSignature)
        };
        let is_refused =
            breaches.iter().any(|breach| breach.index == index && breach.row.key.is_some_and(is_of_strength));
        if is_weak && !is_refused {
            let certificate = entry.certificate;
            let message = weak_for_management(&certificate.key_type(), certificate.signature_algorithm());
            breaches.push(&MANAGEMENT, index, message);
        }
    }
}

fn tls_layer(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let Some((entry, leaf)) = path.leaf() else { return };
    let Some(usage) = leaf.key_usage else { return };
    if usage & DIGITAL_SIGNATURE_BIT == 0 && breaches.has(&DIGITAL_SIGNATURE) {
        breaches.push(&DIGITAL_SIGNATURE, 0, no_digital_signature());
    }
    let is_rsa = matches!(entry.key, AppleKey::Rsa { .. });
    if is_rsa && usage & KEY_ENCIPHERMENT_BIT == 0 && breaches.has(&KEY_ENCIPHERMENT) {
        breaches.push(&KEY_ENCIPHERMENT, 0, no_key_encipherment());
    }
}

fn long_serials(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    for index in 0..path.len() {
        let length = path.entry(index).map_or(0, |entry| match entry.certificate.serial() {
            // A zero that makes the number positive does not count.
            [0, rest @ ..] if rest.len() == 20 => 20,
            serial => serial.len(),
        });
        if length > 20 {
            breaches.push(&LONG_SERIAL, index, long_serial(length));
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::breaches;
    use super::*;
    use crate::Certificate;
    use crate::certificate::test_der::Draft;

    const ROOT: &[u8] = include_bytes!("../../../../tests/fixtures/roots/entrust-root-ec1.der");

    #[test]
    fn only_old_leafs_below_a_root_that_is_limited() {
        let (old, new) = ("241115235959Z", "241116000000Z");
        let root = || Certificate::from_der(ROOT).unwrap();
        for (from, root, is_expected) in [
            ([old, new], root(), false),
            ([new, old], root(), true),
            ([new, old], Draft::new(&["Another"]).finish(), false),
        ] {
            let found = breaches(check, "ios:26", from, root);
            assert_eq!(found.contains(&("apple.doc.partial-distrust", 0)), is_expected, "{from:?} {found:?}");
        }
    }
}
