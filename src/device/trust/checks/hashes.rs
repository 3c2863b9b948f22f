//! Hashes of signatures.

use super::examined_path::ExaminedPath;
use crate::crypto::Hash;
use crate::device::release::{IOS_11, IOS_13};
use crate::device::trust::key::CheckKey;
use crate::device::trust::rule::{AppleRule, Breaches};
use crate::message::{Text, message};
use crate::report::Rule;

pub(super) const RULES: &[&AppleRule] = &[&MD5, &SHA1, &SYSTEM_SHA1];

pub(super) static MD5: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.sig.md5",
        asks: Text { en: "No certificate is signed with MD2, MD4 or MD5." },
        remedy: Text { en: "Have the certificate issued again with SHA-256." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckCertWeakSignature")
    },
    key: Some(CheckKey::WeakSignature),
    scope: Text { en: "every certificate that is not self-signed; all anchors" },
    ..AppleRule::BASE
};
pub(super) static SHA1: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.sig.sha1",
        asks: Text { en: "Every certificate is signed with a hash of the SHA-2 family." },
        remedy: Text { en: "Have the certificate issued again with SHA-256." },
        ..Rule::apple_source(
            "apple-oss-distributions/Security, SecPolicyCheckSignatureHashAlgorithms; https://support.apple.com/103769",
        )
    },
    key: Some(CheckKey::SignatureHashAlgorithms),
    scope: Text { en: "every certificate that is not self-signed, the last not if the user trusts it; all anchors" },
    since: IOS_13,
    ..AppleRule::BASE
};
pub(super) static SYSTEM_SHA1: AppleRule = AppleRule {
    rule: Rule {
        code: "apple.sig.system-sha1",
        asks: Text { en: "Below a root of Apple's store every certificate is signed with a hash of the SHA-2 family." },
        remedy: Text { en: "Have the certificate issued again with SHA-256." },
        ..Rule::apple_source("apple-oss-distributions/Security, SecPolicyCheckSystemTrustedWeakHash")
    },
    key: Some(CheckKey::SignatureHashAlgorithms),
    scope: Text { en: "every certificate but the root; root in Apple's store; iOS 11 and 12" },
    since: IOS_11,
    ..AppleRule::BASE
};

message! {
    fn signed_with(hash: &Hash) {
        en: "The certificate is signed with {hash}.",
    }
}

pub(super) fn weak(path: &ExaminedPath<'_>, index: usize, breaches: &mut Breaches) {
    if let Some(entry) = path.entry(index).filter(|_| !path.is_self_signed(index))
        && let Some(hash @ (Hash::Md2 | Hash::Md4 | Hash::Md5)) = entry.hash
    {
        breaches.push(&MD5, index, signed_with(&hash));
    }
}

pub(super) fn disallowed(path: &ExaminedPath<'_>, breaches: &mut Breaches) {
    let (rule, examined) = if breaches.has(&SHA1) {
        let is_user_anchored = path.is_anchored && path.is_user_anchor(path.last());
        (&SHA1, path.len() - usize::from(is_user_anchored))
    } else if breaches.has(&SYSTEM_SHA1) && path.ends_in_system_root() {
        (&SYSTEM_SHA1, path.below_anchor())
    } else {
        return;
    };
    for index in 0..examined {
        if let Some(entry) = path.entry(index).filter(|_| !path.is_self_signed(index))
            && let Some(hash @ (Hash::Md2 | Hash::Md4 | Hash::Md5 | Hash::Sha1)) = entry.hash
        {
            breaches.push(rule, index, signed_with(&hash));
        }
    }
}
