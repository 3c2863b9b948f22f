//! Why the CRLs at hand do not tell the status of a certificate, in words for an administrator.

use std::fmt;

use chrono::{DateTime, TimeDelta, Utc};

use super::Crl;
use crate::message::{Count, Message, Noun, Sentences, Text, message};

/// One reason why a status is unknown.
///
/// [`Display`](fmt::Display) writes a sentence without its full stop.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum UnknownReason {
    /// No CRL at hand is by the issuer of the certificate, or by a CRL issuer that the certificate names.
    NoCrl {
        /// The issuer of the certificate.
        issuer: String,
    },
    /// The certificate's distribution points cannot be read.
    DistributionPoints {
        /// What is wrong with them.
        problem: Message,
    },
    /// The CRLs that could be used only list revocations for some reasons.
    ReasonsMissing {
        /// The reasons that no CRL covers, by their names in RFC 5280.
        missing: String,
    },
    /// A CRL was looked at and cannot be used.
    Crl {
        /// Its index in the list of CRLs.
        crl: usize,
        /// Its issuer in the form of RFC 4514.
        issuer: String,
        /// When it was issued.
        this_update: DateTime<Utc>,
        /// Why it cannot be used.
        problem: CrlProblem,
    },
}

/// Why a CRL says nothing about a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum CrlProblem {
    /// It, or one of its entries, has a critical extension that is not known (RFC 5280 sections 5.2 and 5.3).
    UnknownCriticalExtension {
        /// The OID.
        oid: String,
        /// Whether an entry has it, and not the CRL itself.
        in_entry: bool,
    },
    /// It is issued later than the time of the check.
    NotYetValid,
    /// Its nextUpdate is over.
    Expired {
        /// nextUpdate.
        next_update: DateTime<Utc>,
    },
    /// It has no nextUpdate, and no other limit to its age was given.
    NoNextUpdate,
    /// It is older than CRLs may be.
    TooOld {
        /// How old it may be.
        max_age: TimeDelta,
    },
    /// It is a delta CRL, and no CRL at hand is one that it continues (section 5.2.4).
    NoBase,
    /// No distribution point of the certificate leads to it (section 6.3.3 step b).
    OtherDistributionPoint,
    /// It only lists end-entity certificates, and this is a CA's or of version 1.
    OnlyUserCertificates,
    /// It only lists CA certificates, and this is not one or of version 1.
    OnlyCaCertificates,
    /// It only lists attribute certificates.
    OnlyAttributeCertificates,
    /// It is by the CRL issuer that the certificate names, but does not say that it is an indirect CRL.
    NotIndirect,
    /// It is an indirect CRL, and the options leave those out.
    Indirect,
    /// No certificate of its issuer is at hand.
    NoSigner,
    /// The certificate of its issuer may not sign CRLs: keyUsage lacks cRLSign.
    SignerMayNotSign {
        /// Subject of that certificate.
        subject: String,
    },
    /// No certificate of its issuer that is at hand has the key that signed it.
    Signature,
    /// The certificate of its signer does not chain to the same trust anchor, or is not valid.
    SignerPath {
        /// Subject of that certificate.
        subject: String,
    },
}

message! {
    fn no_crl(issuer: &str) {
        en: "No CRL of {issuer} is at hand, nor one of another CRL issuer that the certificate names",
    }
    /// The problem is that of the reader of distribution points: any part of their encoding may be wrong.
    fn unreadable_points(problem: Message) {
        en: "The certificate does not say readably which CRLs cover it: {problem}",
    }
    fn reasons_missing(missing: &str) {
        en: "No usable CRL lists the certificates that are revoked for these reasons: {missing}",
    }
    /// The problem is any of [`CrlProblem`].
    fn unusable(issuer: &str, this_update: DateTime<Utc>, problem: Message) {
        en: "The CRL of {issuer} from {this_update} cannot be used: {problem}",
    }
    /// A reason, which [`UnknownReason`] shows without its full stop.
    fn sentence(reason: Message) {
        en: "{reason}.",
    }
}

static HOURS: Noun = Noun { one: Text { en: "hour" }, many: Text { en: "hours" } };

/// The reasons, a sentence each.
pub(crate) fn sentences(why: &[UnknownReason]) -> Sentences {
    Sentences(why.iter().map(|reason| sentence(reason.message())).collect())
}

impl UnknownReason {
    pub(super) fn of_crl(index: usize, crl: &Crl, problem: CrlProblem) -> Self {
        Self::Crl { crl: index, issuer: crl.issuer(), this_update: crl.this_update(), problem }
    }

    /// A sentence without its full stop.
    fn message(&self) -> Message {
        match self {
            Self::NoCrl { issuer } => no_crl(issuer),
            Self::DistributionPoints { problem } => unreadable_points(problem.clone()),
            Self::ReasonsMissing { missing } => reasons_missing(missing),
            Self::Crl { issuer, this_update, problem, .. } => unusable(issuer, *this_update, problem.message()),
        }
    }
}

message! {
    fn unknown_extension(oid: &str) {
        en: "it has the critical extension {oid}, which is not known",
    }
    fn unknown_extension_of_entry(oid: &str) {
        en: "one of its entries has the critical extension {oid}, which is not known",
    }
    fn not_yet_valid() {
        en: "that time is in the future",
    }
    fn expired(next_update: DateTime<Utc>) {
        en: "its next update was due at {next_update}",
    }
    fn no_next_update() {
        en: "it does not say when its next update is due",
    }
    fn too_old(hours: Count<i64>) {
        en: "it is older than {hours}",
    }
    fn no_base() {
        en: "it lists changes only, and the CRL that it continues is not at hand",
    }
    fn other_distribution_point() {
        en: "no distribution point of the certificate leads to it",
    }
    fn only_user_certificates() {
        en: "it lists end-entity certificates only, and this is a CA certificate or of version 1",
    }
    fn only_ca_certificates() {
        en: "it lists CA certificates only, and this is not a CA certificate or is of version 1",
    }
    fn only_attribute_certificates() {
        en: "it lists attribute certificates only",
    }
    fn not_indirect() {
        en: "it is by the CRL issuer that the certificate names, but not an indirect CRL",
    }
    fn indirect() {
        en: "it lists certificates of several issuers, which is not accepted here",
    }
    fn no_signer() {
        en: "no certificate of its issuer is at hand",
    }
    fn signer_may_not_sign(subject: &str) {
        en: "the key usage of its issuer's certificate, {subject}, lacks cRLSign",
    }
    fn signature() {
        en: "it is not signed by the key of any certificate of its issuer at hand",
    }
    fn signer_path(subject: &str) {
        en: "the certificate of its signer, {subject}, is not valid under the same trust anchor",
    }
}

impl CrlProblem {
    /// A clause about the CRL.
    fn message(&self) -> Message {
        match self {
            Self::UnknownCriticalExtension { oid, in_entry: false } => unknown_extension(oid),
            Self::UnknownCriticalExtension { oid, in_entry: true } => unknown_extension_of_entry(oid),
            Self::NotYetValid => not_yet_valid(),
            Self::Expired { next_update } => expired(*next_update),
            Self::NoNextUpdate => no_next_update(),
            Self::TooOld { max_age } => too_old(Count(max_age.num_hours(), &HOURS)),
            Self::NoBase => no_base(),
            Self::OtherDistributionPoint => other_distribution_point(),
            Self::OnlyUserCertificates => only_user_certificates(),
            Self::OnlyCaCertificates => only_ca_certificates(),
            Self::OnlyAttributeCertificates => only_attribute_certificates(),
            Self::NotIndirect => not_indirect(),
            Self::Indirect => indirect(),
            Self::NoSigner => no_signer(),
            Self::SignerMayNotSign { subject } => signer_may_not_sign(subject),
            Self::Signature => signature(),
            Self::SignerPath { subject } => signer_path(subject),
        }
    }
}

impl fmt::Display for UnknownReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

impl fmt::Display for CrlProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}
