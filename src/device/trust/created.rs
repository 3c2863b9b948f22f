//! What Apple reads of a certificate (`SecCertificate`).

use chrono::{DateTime, Utc};

/// A certificate as Apple sees it. Borrows from the DER.
#[derive(Clone, Debug, Default)]
pub(super) struct Created<'a> {
    /// 1, 2 or 3.
    pub(super) version: u8,
    /// Names and SubjectPublicKeyInfo, each with its tag.
    pub(super) subject: &'a [u8],
    pub(super) issuer: &'a [u8],
    pub(super) spki: &'a [u8],
    pub(super) has_subject: bool,
    /// Seconds since 1970.
    pub(super) not_before: i64,
    pub(super) not_after: i64,
    /// Content of the OID, and whether both statements of the signature algorithm have the same.
    pub(super) signature_algorithm: &'a [u8],
    pub(super) algorithms_agree: bool,
    pub(super) basic_constraints: Option<BasicConstraints>,
    /// Bit n is bit n of KeyUsage.
    pub(super) key_usage: Option<u16>,
    /// Contents of the OIDs.
    pub(super) extended_key_usage: Option<Vec<&'a [u8]>>,
    pub(super) has_alternative_name: bool,
    pub(super) alternative_name_is_critical: bool,
    pub(super) subject_key_id: Option<&'a [u8]>,
    pub(super) authority_key_id: Option<&'a [u8]>,
    /// Contents of the OIDs of extensions: one that Apple knows and cannot read, one that stands twice, one that is
    /// critical and unknown.
    pub(super) unparseable: Option<&'a [u8]>,
    pub(super) duplicate: Option<&'a [u8]>,
    pub(super) unknown_critical: Option<&'a [u8]>,
}

/// RFC 5280 section 4.2.1.9.
#[derive(Clone, Copy, Debug)]
pub(super) struct BasicConstraints {
    pub(super) is_ca: bool,
    pub(super) path_length: Option<u32>,
}

impl Created<'_> {
    /// Whether the extended key usage has one of these purposes. `None` if there is none.
    pub(super) fn has_usage(&self, wanted: &[&[u8]]) -> Option<bool> {
        self.extended_key_usage.as_ref().map(|usages| usages.iter().any(|usage| wanted.contains(usage)))
    }

    pub(super) fn is_ca(&self) -> bool {
        self.basic_constraints.is_some_and(|it| it.is_ca)
    }

    /// Whether the instant lies in the validity period, both ends included, to the fraction of a second.
    pub(super) fn is_valid_at(&self, at: DateTime<Utc>) -> bool {
        !self.is_expired_at(at) && at.timestamp() >= self.not_before
    }

    /// Whether the instant is later than notAfter, to the fraction of a second.
    pub(super) fn is_expired_at(&self, at: DateTime<Utc>) -> bool {
        (at.timestamp(), at.timestamp_subsec_nanos()) > (self.not_after, 0)
    }
}
