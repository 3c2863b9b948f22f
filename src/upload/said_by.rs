//! Which rules of the upload check say what a device says too, so that one fact is one finding.

use super::article_103769::{DNS_NAME, KEY_SIZE, SERVER_AUTH, SIGNATURE_HASH, VALIDITY_PERIOD};
use super::table::{NO_CHAIN, NO_ROOT, ROOT_MISMATCH};
use super::trust::{ANCHOR_NOT_VALID, ANCHOR_WEAK, NAME_NOT_COVERED, NOT_ANCHORED};
use super::validity::{EXPIRED, NOT_YET_VALID};
use crate::device::trust::CheckKey::{
    self, AnchorTrusted, ExtendedKeyUsage, KeySize, MissingIntermediate, OtherTrustValidityPeriod, SSLHostname,
    ServerAuthEKU, SignatureHashAlgorithms, SystemTrustValidityPeriod, TemporalValidity, WeakKeySize, WeakSignature,
};
use crate::report::{Finding, Rule};

/// A rule of the upload check, and what a device reports of the same fault.
static SAID_BY: &[(&Rule, &[CheckKey])] = &[
    (&KEY_SIZE, &[KeySize, WeakKeySize]),
    (&SIGNATURE_HASH, &[SignatureHashAlgorithms, WeakSignature]),
    (&DNS_NAME, &[SSLHostname]),
    (&SERVER_AUTH, &[ServerAuthEKU, ExtendedKeyUsage]),
    (&VALIDITY_PERIOD, &[SystemTrustValidityPeriod, OtherTrustValidityPeriod]),
    (&NO_CHAIN, &[AnchorTrusted, MissingIntermediate]),
    (&NO_ROOT, &[AnchorTrusted, MissingIntermediate]),
    (&ROOT_MISMATCH, &[AnchorTrusted, MissingIntermediate]),
    (&NAME_NOT_COVERED, &[SSLHostname]),
    (&NOT_ANCHORED, &[AnchorTrusted, MissingIntermediate]),
    (&ANCHOR_NOT_VALID, &[TemporalValidity]),
    (&ANCHOR_WEAK, &[KeySize, WeakKeySize]),
    (&EXPIRED, &[TemporalValidity]),
    (&NOT_YET_VALID, &[TemporalValidity]),
];

/// Whether a finding of the upload check already says what the device says.
pub(super) fn is_said_by(finding: &Finding, of_device: &Finding) -> bool {
    let Some(apple) = &of_device.apple else { return false };
    let Some((_, keys)) = SAID_BY.iter().find(|(rule, _)| rule.is_of(finding)) else { return false };
    // The upload check and the device may find the chain to end at different certificates, for example where the file has
    // no root but the device does. So the subject of what is said of the end is not compared.
    let is_about_end = keys.contains(&AnchorTrusted);
    keys.iter().any(|key| key.name() == apple.key) && (is_about_end || finding.subject == of_device.subject)
}
