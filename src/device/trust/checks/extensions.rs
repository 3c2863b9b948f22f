//! Extensions that Apple does not know, cannot read, or finds twice.

use super::examined_path::ExaminedPath;
use crate::device::release::{IOS_13, IOS_15};
use crate::device::trust::key::CheckKey;
use crate::device::trust::parse::dotted;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::message::{Text, message};
use crate::report::Rule;

pub(super) const RULES: &[&AppleRule] = &[&UNKNOWN_CRITICAL, &UNPARSEABLE, &DUPLICATE];

pub(super) static UNKNOWN_CRITICAL: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.ext.unknown-critical",
        asks: Text {
            en: "Every critical extension is one that Apple processes; the poison of a precertificate is not.",
        },
        remedy: Text { en: "Have the certificate issued again without the extension, or with it not critical." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecCertificateHasUnknownCriticalExtension")
    },
    key: Some(CheckKey::CriticalExtensions),
    scope: Text { en: "every certificate but the trusted anchor; all anchors; for every policy since iOS 17" },
    ..AppleRule::BASE
};
pub(super) static UNPARSEABLE: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.ext.unparseable",
        asks: Text { en: "Every extension that Apple processes can be read." },
        remedy: Text { en: "Have the certificate issued again." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecCertificateGetUnparseableKnownExtension")
    },
    key: Some(CheckKey::UnparseableExtension),
    scope: Text { en: "every certificate, the root included; all anchors" },
    since: IOS_13,
    ..AppleRule::BASE
};
pub(super) static DUPLICATE: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.ext.duplicate",
        asks: Text { en: "No extension stands twice in a certificate." },
        remedy: Text { en: "Have the certificate issued again." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecCertificateGetDuplicateExtension")
    },
    key: Some(CheckKey::DuplicateExtension),
    scope: Text { en: "every certificate, the root included; all anchors" },
    since: IOS_15,
    ..AppleRule::BASE
};

message! {
    fn not_known(oid: String) {
        en: "The critical extension {oid} is not known to the device.",
    }
    fn unreadable(oid: String) {
        en: "The device cannot read the extension {oid}.",
    }
    fn twice(oid: String) {
        en: "The extension {oid} stands twice.",
    }
}

pub(super) fn check(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    for index in 0..path.len() {
        let Some(created) = path.created(index) else { continue };
        if let Some(oid) = created.unknown_critical.filter(|_| !path.is_trusted_anchor(index)) {
            breaches.push(&UNKNOWN_CRITICAL, index, not_known(dotted(oid)));
        }
        if let Some(oid) = created.unparseable.filter(|_| breaches.has(&UNPARSEABLE)) {
            breaches.push(&UNPARSEABLE, index, unreadable(dotted(oid)));
        }
        if let Some(oid) = created.duplicate.filter(|_| breaches.has(&DUPLICATE)) {
            breaches.push(&DUPLICATE, index, twice(dotted(oid)));
        }
    }
}
