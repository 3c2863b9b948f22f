//! Extensions that Apple does not know, cannot read, or finds twice.

use super::View;
use crate::device::trust::created::dotted;
use crate::device::trust::rule::{AppleRule, Breaches, apple_rule};

pub(super) const ROWS: &[&AppleRule] = &[&UNKNOWN_CRITICAL, &UNPARSEABLE, &DUPLICATE];

apple_rule!(
    UNKNOWN_CRITICAL, "apple.ext.unknown-critical", key CriticalExtensions, since V57740,
    scope "every certificate but the trusted anchor; all anchors; for every policy since iOS 17",
    severity Error, AppleSource, Certain,
    "Every critical extension is one that Apple processes; the poison of a precertificate is not.",
    "Have the certificate issued again without the extension, or with it not critical.",
    "apple-oss-distributions/Security, SecCertificateHasUnknownCriticalExtension"
);
apple_rule!(
    UNPARSEABLE, "apple.ext.unparseable", key UnparseableExtension, since V59306,
    scope "every certificate, the root included; all anchors",
    severity Error, AppleSource, Certain,
    "Every extension that Apple processes can be read.",
    "Have the certificate issued again.",
    "apple-oss-distributions/Security, SecCertificateGetUnparseableKnownExtension"
);
apple_rule!(
    DUPLICATE, "apple.ext.duplicate", key DuplicateExtension, since V60157,
    scope "every certificate, the root included; all anchors",
    severity Error, AppleSource, Certain,
    "No extension stands twice in a certificate.",
    "Have the certificate issued again.",
    "apple-oss-distributions/Security, SecCertificateGetDuplicateExtension"
);

pub(super) fn check(view: &View<'_>, breaches: &mut Breaches) {
    for index in 0..view.len() {
        let Some(created) = view.created(index) else { continue };
        if let Some(oid) = created.unknown_critical.filter(|_| !view.is_trusted_anchor(index)) {
            let message = format!("The critical extension {} is not known to the device.", dotted(oid));
            breaches.push(&UNKNOWN_CRITICAL, index, message);
        }
        if let Some(oid) = created.unparseable {
            breaches.push(&UNPARSEABLE, index, format!("The device cannot read the extension {}.", dotted(oid)));
        }
        if let Some(oid) = created.duplicate {
            breaches.push(&DUPLICATE, index, format!("The extension {} stands twice.", dotted(oid)));
        }
    }
}
