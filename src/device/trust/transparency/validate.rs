//! One SCT against the log that has signed it.

use std::fmt;

use chrono::{DateTime, Utc};

use super::entry::Entry;
use super::log::LogState;
use super::log_list::LogList;
use super::sct::Sct;
use crate::Certificate;
use crate::crypto::verify_signature;
use crate::printable::instant;

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
pub(super) struct Witness<'a> {
    pub(super) list: &'a LogList,
    pub(super) leaf: &'a Certificate,
    pub(super) delivery: Delivery,
    /// What the log must have signed, if that can be told.
    pub(super) entry: Result<Entry<'a>, Objection>,
}

/// Why an SCT does not count.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub(super) enum Objection {
    #[error("is later than the time of the check")]
    Future,
    #[error("does not count, because the log is not on the list")]
    UnknownLog,
    #[error("does not count, because the log is not approved")]
    NotApproved,
    #[error("does not count outside the certificate, because the log is retired")]
    RetiredOutside,
    #[error("is later than {}, the date on which the log became read-only", instant(Some(*.0)))]
    AfterReadOnly(DateTime<Utc>),
    #[error("does not count, because the log is for certificates that expire from {} on and before {}", instant(Some(*.0)), instant(Some(*.1)))]
    OutsideInterval(DateTime<Utc>, DateTime<Utc>),
    #[error("cannot be checked without the certificate of the issuer")]
    NoIssuer,
    #[error("cannot be checked, because the certificate is too long or is not DER")]
    NoEntry,
    #[error("has a signature of another algorithm than SHA-256 with ECDSA or RSA")]
    Algorithm,
    #[error("has a signature that is not the log's for this certificate and issuer")]
    Signature,
    #[error("counts together with another of the same log")]
    SameLog,
    #[error("is not earlier than {}, the date on which the log was retired", instant(Some(*.0)))]
    AfterRetirement(DateTime<Utc>),
    #[error("does not count, because no SCT of an approved log is earlier than {}, the date on which the log was retired", instant(Some(*.0)))]
    IssuedAfterRetirement(DateTime<Utc>),
}

impl Witness<'_> {
    /// Whether the log vouches for the SCT, which is of the instant `signed_at`.
    ///
    /// The checks stand in the order of Apple's getSCTValidatingLog and isSCTValidForLogData; the signature is the last.
    ///
    /// # Errors
    /// Why the SCT does not count.
    pub(super) fn check(&self, sct: &Sct<'_>, signed_at: DateTime<Utc>) -> Result<(), Objection> {
        let log = self.list.log(sct.log_id).ok_or(Objection::UnknownLog)?;
        if !log.was_ever_approved() {
            return Err(Objection::NotApproved);
        }
        match log.state() {
            Some(LogState::Retired { .. }) if self.delivery != Delivery::Embedded => {
                return Err(Objection::RetiredOutside);
            }
            Some(LogState::ReadOnly { since }) if signed_at > since => return Err(Objection::AfterReadOnly(since)),
            _ => {}
        }
        if let Some(interval) = log.temporal_interval()
            && !self.leaf.not_after().is_some_and(|not_after| interval.contains(not_after))
        {
            return Err(Objection::OutsideInterval(interval.start_inclusive, interval.end_exclusive));
        }
        let entry = self.entry.as_ref().map_err(|objection| *objection)?;
        let signed_data = entry.signed_data(sct).ok_or(Objection::NoEntry)?;
        let algorithm = algorithm(sct.algorithm).ok_or(Objection::Algorithm)?;
        verify_signature(algorithm, log.key(), &signed_data, sct.signature).map_err(|_| Objection::Signature)?;
        Ok(())
    }
}

/// When an SCT was made, in whole seconds as all later comparisons have it.
///
/// # Errors
/// [`Objection::Future`] if it is later than `at`, to the millisecond. `at` itself is cut to whole seconds, as Apple's
/// TimestampFromCFAbsoluteTime does.
pub(super) fn time_of(sct: &Sct<'_>, at: DateTime<Utc>) -> Result<DateTime<Utc>, Objection> {
    let now = u64::try_from(at.timestamp()).unwrap_or(0).saturating_mul(MILLISECONDS);
    if sct.timestamp > now {
        return Err(Objection::Future);
    }
    let seconds = i64::try_from(sct.timestamp / MILLISECONDS).map_err(|_| Objection::Future)?;
    DateTime::from_timestamp(seconds, 0).ok_or(Objection::Future)
}

/// The AlgorithmIdentifier for the two bytes in an SCT. RFC 6962 section 2.1.4 has no other algorithms for logs.
fn algorithm(hash_and_signature: [u8; 2]) -> Option<&'static [u8]> {
    match hash_and_signature {
        [SHA256, RSA] => Some(SHA256_WITH_RSA),
        [SHA256, ECDSA] => Some(ECDSA_WITH_SHA256),
        _ => None,
    }
}

impl fmt::Display for Delivery {
    /// As it follows "the SCT".
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Embedded => "in the certificate",
            Self::Tls => "in the TLS handshake",
            Self::Ocsp => "in the OCSP response",
        })
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
