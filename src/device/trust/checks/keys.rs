//! Keys: kind and size.

use super::View;
use crate::device::release::Generation;
use crate::device::trust::public_key::AppleKey;
use crate::device::trust::rule::{AppleRule, Breaches, apple_rule};

pub(super) const ROWS: &[&AppleRule] = &[&RSA_1024, &NO_KEY, &RSA_2048, &EC_256, &UNSUPPORTED, &SYSTEM_RSA_2048];

apple_rule!(
    RSA_1024, "apple.key.rsa-lt-1024", key WeakKeySize, since V57740,
    scope "every certificate, the root included; all anchors",
    severity Error, AppleSource, Certain,
    "An RSA key has 1,024 bits or more, counted in whole bytes.",
    "Make a new key of 2,048 bits or more and have the certificate issued again.",
    "apple-oss-distributions/Security, SecCertificateIsWeakKey"
);
apple_rule!(
    NO_KEY, "apple.key.unusable", key WeakKeySize, since V57740,
    scope "every certificate, the root included; all anchors",
    severity Error, AppleSource, Certain,
    "The key is of a kind that Apple makes a key of: RSA, EC on a NIST curve of 192 bits or more, Ed25519 or Ed448.",
    "Make a new key, RSA of 2,048 bits or EC on P-256, and have the certificate issued again.",
    "apple-oss-distributions/Security, SecCertificateIsWeakKey, SecCertificateCopyKey"
);
apple_rule!(
    RSA_2048, "apple.key.rsa-lt-2048", key KeySize, since V59306,
    scope "every certificate, the root included, unless the user trusts the leaf itself; all anchors",
    severity Error, AppleSource, Certain,
    "An RSA key has 2,048 bits or more, counted in whole bytes: 2,041 bits pass.",
    "Make a new key of 2,048 bits or more and have the certificate issued again.",
    "apple-oss-distributions/Security, SecPolicyCheckKeySize; https://support.apple.com/103769"
);
apple_rule!(
    EC_256, "apple.key.ec-lt-256", key KeySize, since V59306,
    scope "every certificate, the root included, unless the user trusts the leaf itself; all anchors",
    severity Error, AppleSource, Certain,
    "An EC key has 256 bits or more: P-256, P-384 or P-521.",
    "Make a new key on P-256 and have the certificate issued again.",
    "apple-oss-distributions/Security, SecPolicyCheckKeySize"
);
apple_rule!(
    UNSUPPORTED, "apple.key.unsupported-type", key KeySize, since V59306,
    scope "every certificate, the root included, unless the user trusts the leaf itself; all anchors",
    severity Error, AppleSource, Certain,
    "The key is RSA or EC; no other kind has a size that TLS accepts.",
    "Make a new key, RSA of 2,048 bits or EC on P-256, and have the certificate issued again.",
    "apple-oss-distributions/Security, SecPolicyCheckKeySize, SecCertificateIsAtLeastMinKeySize"
);
apple_rule!(
    SYSTEM_RSA_2048, "apple.key.system-rsa-lt-2048", key KeySize, since V58286_1,
    scope "every certificate but the root; root in Apple's store; iOS 11 and 12",
    severity Error, AppleSource, Certain,
    "Below a root of Apple's store an RSA key has 2,048 bits or more.",
    "Make a new key of 2,048 bits or more and have the certificate issued again.",
    "apple-oss-distributions/Security, SecPolicyCheckSystemTrustedWeakKey"
);

pub(super) fn weak(view: &View<'_>, index: usize, breaches: &mut Breaches) {
    let Some(entry) = view.entry(index) else { return };
    match entry.key {
        AppleKey::Rsa { bytes } if bytes < 128 => {
            breaches.push(&RSA_1024, index, format!("The RSA key has only {} bits.", 8 * bytes));
        }
        AppleKey::None => {
            let message = format!("Apple cannot make a key of this one, {}.", entry.certificate.key_type());
            breaches.push(&NO_KEY, index, message);
        }
        AppleKey::Rsa { .. } | AppleKey::Ec { .. } | AppleKey::Edwards => {}
    }
}

pub(super) fn size(view: &View<'_>, breaches: &mut Breaches) {
    if breaches.generation() < Generation::V59306 {
        return system(view, breaches);
    }
    if view.is_user_anchor(0) {
        return;
    }
    for index in 0..view.len() {
        let Some(entry) = view.entry(index) else { continue };
        match entry.key {
            AppleKey::Rsa { bytes } if bytes < 256 => {
                breaches.push(&RSA_2048, index, too_short(8 * bytes));
            }
            AppleKey::Ec { bits } if bits < 256 => {
                breaches.push(&EC_256, index, format!("The EC key has {bits} bits; the device asks for 256 or more."));
            }
            AppleKey::Edwards | AppleKey::None => {
                let message = format!("The key is {}, and the device takes RSA and EC.", entry.certificate.key_type());
                breaches.push(&UNSUPPORTED, index, message);
            }
            AppleKey::Rsa { .. } | AppleKey::Ec { .. } => {}
        }
    }
}

fn system(view: &View<'_>, breaches: &mut Breaches) {
    for index in 0..view.below_anchor() {
        if let Some(AppleKey::Rsa { bytes }) = view.entry(index).map(|entry| entry.key)
            && bytes < 256
            && view.ends_in_system_root()
        {
            breaches.push(&SYSTEM_RSA_2048, index, too_short(8 * bytes));
        }
    }
}

fn too_short(bits: usize) -> String {
    format!("The RSA key has {bits} bits, in whole bytes; the device asks for 2,048 or more.")
}
