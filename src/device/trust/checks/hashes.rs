//! Hashes of signatures.

use super::View;
use crate::crypto::Hash;
use crate::device::release::Generation;
use crate::device::trust::rule::{AppleRule, Breaches, apple_rule};

pub(super) const ROWS: &[&AppleRule] = &[&MD5, &SHA1, &SYSTEM_SHA1];

apple_rule!(
    MD5, "apple.sig.md5", key WeakSignature, since V57740,
    scope "every certificate that is not self-signed; all anchors",
    severity Error, AppleSource, Certain,
    "No certificate is signed with MD2, MD4 or MD5.",
    "Have the certificate issued again with SHA-256.",
    "apple-oss-distributions/Security, SecPolicyCheckCertWeakSignature"
);
apple_rule!(
    SHA1, "apple.sig.sha1", key SignatureHashAlgorithms, since V59306,
    scope "every certificate that is not self-signed, the last not if the user trusts it; all anchors",
    severity Error, AppleSource, Certain,
    "Every certificate is signed with a hash of the SHA-2 family.",
    "Have the certificate issued again with SHA-256.",
    "apple-oss-distributions/Security, SecPolicyCheckSignatureHashAlgorithms; https://support.apple.com/103769"
);
apple_rule!(
    SYSTEM_SHA1, "apple.sig.system-sha1", key SignatureHashAlgorithms, since V58286_1,
    scope "every certificate but the root; root in Apple's store; iOS 11 and 12",
    severity Error, AppleSource, Certain,
    "Below a root of Apple's store every certificate is signed with a hash of the SHA-2 family.",
    "Have the certificate issued again with SHA-256.",
    "apple-oss-distributions/Security, SecPolicyCheckSystemTrustedWeakHash"
);

pub(super) fn weak(view: &View<'_>, index: usize, breaches: &mut Breaches) {
    if let Some(entry) = view.entry(index).filter(|_| !view.is_self_signed(index))
        && let Some(hash @ (Hash::Md2 | Hash::Md4 | Hash::Md5)) = entry.hash
    {
        breaches.push(&MD5, index, signed_with(hash));
    }
}

pub(super) fn disallowed(view: &View<'_>, breaches: &mut Breaches) {
    let (row, examined) = if breaches.generation() >= Generation::V59306 {
        let is_user_anchored = view.is_anchored && view.is_user_anchor(view.last());
        (&SHA1, view.len() - usize::from(is_user_anchored))
    } else if view.ends_in_system_root() {
        (&SYSTEM_SHA1, view.below_anchor())
    } else {
        return;
    };
    for index in 0..examined {
        if let Some(entry) = view.entry(index).filter(|_| !view.is_self_signed(index))
            && let Some(hash @ (Hash::Md2 | Hash::Md4 | Hash::Md5 | Hash::Sha1)) = entry.hash
        {
            breaches.push(row, index, signed_with(hash));
        }
    }
}

fn signed_with(hash: Hash) -> String {
    format!("The certificate is signed with {hash}.")
}
