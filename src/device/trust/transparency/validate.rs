//! One SCT against the log that has signed it.

use chrono::{DateTime, Utc};

use super::log::{LogState, TemporalInterval};
use super::log_entry::LogEntry;
use super::log_list::LogList;
use super::sct::Sct;
use crate::Certificate;
use crate::crypto::verify_signature;
use crate::message::{Message, Text, message};

/// How an SCT comes to the device.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Delivery {
    /// Inside the certificate.
    Embedded,
    /// In the TLS handshake.
    Tls,
    /// In the stapled OCSP response.
    Ocsp,
}

/// What an SCT is held against.
#[derive(Clone, Debug)]
pub(super) struct SctChecker<'a> {
    pub(super) list: &'a LogList,
    pub(super) leaf: &'a Certificate,
    pub(super) delivery: Delivery,
    /// What the log must have signed, if that can be told.
    pub(super) entry: Result<LogEntry<'a>, NotCounted>,
}

/// Why an SCT does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum NotCounted {
    Future,
    UnknownLog,
    NotApproved,
    RetiredOutside,
    /// The date on which the log became read-only.
    AfterReadOnly(DateTime<Utc>),
    OutsideInterval(TemporalInterval),
    NoIssuer,
    NoEntry,
    Algorithm,
    Signature,
    SameLog,
    /// The date on which the log was retired, as in the next one.
    AfterRetirement(DateTime<Utc>),
    IssuedAfterRetirement(DateTime<Utc>),
}

message! {
    fn future(sct: Message) {
        en: "{sct} is later than the time of the check.",
    }
    fn unknown_log(sct: Message) {
        en: "{sct} does not count, because the log is not on the list.",
    }
    fn not_approved(sct: Message) {
        en: "{sct} does not count, because the log is not approved.",
    }
    fn retired_outside(sct: Message) {
        en: "{sct} does not count outside the certificate, because the log is retired.",
    }
    fn after_read_only(sct: Message, since: DateTime<Utc>) {
        en: "{sct} is later than {since}, the date on which the log became read-only.",
    }
    fn outside_interval(sct: Message, from: DateTime<Utc>, before: DateTime<Utc>) {
        en: "{sct} does not count, because the log is for certificates that expire from {from} on and before {before}.",
    }
    fn no_issuer(sct: Message) {
        en: "{sct} cannot be checked without the certificate of the issuer.",
    }
    fn no_entry(sct: Message) {
        en: "{sct} cannot be checked, because the certificate is too long or is not DER.",
    }
    fn other_algorithm(sct: Message) {
        en: "{sct} has a signature of another algorithm than SHA-256 with ECDSA or RSA.",
    }
    fn other_signature(sct: Message) {
        en: "{sct} has a signature that is not the log's for this certificate and issuer.",
    }
    fn same_log(sct: Message) {
        en: "{sct} counts together with another of the same log.",
    }
    fn after_retirement(sct: Message, since: DateTime<Utc>) {
        en: "{sct} is not earlier than {since}, the date on which the log was retired.",
    }
    fn issued_after_retirement(sct: Message, since: DateTime<Utc>) {
        en: "{sct} does not count, because no SCT of an approved log is earlier than {since}, the date on which the log was retired.",
    }
}

impl NotCounted {
    /// In a sentence. `sct` names the SCT, with or without the place where it came: `The SCT of log «Argon» in the OCSP
    /// response`.
    pub(super) fn message(self, sct: Message) -> Message {
        match self {
            Self::Future => future(sct),
            Self::UnknownLog => unknown_log(sct),
            Self::NotApproved => not_approved(sct),
            Self::RetiredOutside => retired_outside(sct),
            Self::AfterReadOnly(since) => after_read_only(sct, since),
            Self::OutsideInterval(interval) => outside_interval(sct, interval.start_inclusive, interval.end_exclusive),
            Self::NoIssuer => no_issuer(sct),
            Self::NoEntry => no_entry(sct),
            Self::Algorithm => other_algorithm(sct),
            Self::Signature => other_signature(sct),
            Self::SameLog => same_log(sct),
            Self::AfterRetirement(since) => after_retirement(sct, since),
            Self::IssuedAfterRetirement(since) => issued_after_retirement(sct, since),
        }
    }
}

impl Delivery {
    /// As it follows "the SCT".
    pub(super) fn text(self) -> &'static Text {
        match self {
            Self::Embedded => &Text { en: "in the certificate" },
            Self::Tls => &Text { en: "in the TLS handshake" },
            Self::Ocsp => &Text { en: "in the OCSP response" },
        }
    }
}

impl SctChecker<'_> {
    /// Whether the log vouches for the SCT, which is of the instant `signed_at`.
    ///
    /// The checks stand in the order of Apple's getSCTValidatingLog and isSCTValidForLogData; the signature is the last.
    ///
    /// # Errors
    /// Why the SCT does not count.
    pub(super) fn check(&self, sct: &Sct<'_>, signed_at: DateTime<Utc>) -> Result<(), NotCounted> {
        let log = self.list.log(sct.log_id).ok_or(NotCounted::UnknownLog)?;
        if !log.was_ever_approved() {
            return Err(NotCounted::NotApproved);
        }
        match log.state() {
            Some(LogState::Retired { .. }) if self.delivery != Delivery::Embedded => {
                return Err(NotCounted::RetiredOutside);
            }
            Some(LogState::ReadOnly { since }) if signed_at > since => return Err(NotCounted::AfterReadOnly(since)),
            _ => {}
        }
        if let Some(interval) = log.temporal_interval()
            && !self.leaf.not_after().is_some_and(|not_after| interval.contains(not_after))
        {
            return Err(NotCounted::OutsideInterval(interval));
        }
        let entry = self.entry.as_ref().map_err(|reason| *reason)?;
        let signed_data = entry.signed_data(sct).ok_or(NotCounted::NoEntry)?;
        let algorithm = algorithm(sct.algorithm).ok_or(NotCounted::Algorithm)?;
        verify_signature(algorithm, log.key(), &signed_data, sct.signature).map_err(|_| NotCounted::Signature)?;
        Ok(())
    }
}

/// When an SCT was made, in whole seconds as all later comparisons have it.
///
/// # Errors
/// [`NotCounted::Future`] if it is later than `at`, to the millisecond. `at` itself is cut to whole seconds, as Apple's
/// TimestampFromCFAbsoluteTime does.
pub(super) fn time_of(sct: &Sct<'_>, at: DateTime<Utc>) -> Result<DateTime<Utc>, NotCounted> {
    let now = u64::try_from(at.timestamp()).unwrap_or(0).saturating_mul(MILLISECONDS);
    if sct.timestamp > now {
        return Err(NotCounted::Future);
    }
    let seconds = i64::try_from(sct.timestamp / MILLISECONDS).map_err(|_| NotCounted::Future)?;
    DateTime::from_timestamp(seconds, 0).ok_or(NotCounted::Future)
}

/// The AlgorithmIdentifier for the two bytes in an SCT. RFC 6962 section 2.1.4 has no other algorithms for logs.
fn algorithm(hash_and_signature: [u8; 2]) -> Option<&'static [u8]> {
    match hash_and_signature {
        [SHA256, RSA] => Some(SHA256_WITH_RSA),
        [SHA256, ECDSA] => Some(ECDSA_WITH_SHA256),
        _ => None,
    }
}

const MILLISECONDS: u64 = 1_000;

/// HashAlgorithm sha256.
const SHA256: u8 = 4;

/// SignatureAlgorithm rsa.
const RSA: u8 = 1;

/// SignatureAlgorithm ecdsa.
const ECDSA: u8 = 3;

/// 1.2.840.113549.1.1.11 with its NULL.
const SHA256_WITH_RSA: &[u8] =
    &[0x30, 0x0d, 0x06, 0x09, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x01, 0x0b, 0x05, 0x00];

/// 1.2.840.10045.4.3.2.
const ECDSA_WITH_SHA256: &[u8] = &[0x30, 0x0a, 0x06, 0x08, 0x2a, 0x86, 0x48, 0xce, 0x3d, 0x04, 0x03, 0x02];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::crypto::SignatureAlgorithm;

    #[test]
    fn logs_sign_with_sha256() {
        let name = |bytes| SignatureAlgorithm::from_der(algorithm(bytes)?).map(|algorithm| algorithm.name());
        assert_eq!(name([4, 1]), Some("sha256WithRSAEncryption"));
        assert_eq!(name([4, 3]), Some("ecdsa-with-SHA256"));
        assert_eq!(name([2, 1]), None);
        assert_eq!(name([5, 3]), None);
        assert_eq!(name([4, 2]), None);
    }
}
