//! Why the CRLs at hand do not tell the status of a certificate, in words for an administrator.

use std::fmt;

use chrono::{DateTime, SecondsFormat, TimeDelta, Utc};

use super::Crl;

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
        problem: String,
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

impl UnknownReason {
    pub(super) fn of_crl(index: usize, crl: &Crl, problem: CrlProblem) -> Self {
        Self::Crl { crl: index, issuer: crl.issuer(), this_update: crl.this_update(), problem }
    }
}

impl fmt::Display for UnknownReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NoCrl { issuer } => {
                write!(f, "No CRL of {issuer} is at hand, nor one of another CRL issuer that the certificate names")
            }
            Self::DistributionPoints { problem } => {
                write!(f, "The certificate does not say readably which CRLs cover it: {problem}")
            }
            Self::ReasonsMissing { missing } => {
                write!(f, "No usable CRL lists the certificates that are revoked for these reasons: {missing}")
            }
            Self::Crl { issuer, this_update, problem, .. } => {
                write!(f, "The CRL of {issuer} from {} cannot be used: {problem}", second(*this_update))
            }
        }
    }
}

impl fmt::Display for CrlProblem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::UnknownCriticalExtension { oid, in_entry } => {
                let owner = if *in_entry { "one of its entries" } else { "it" };
                write!(f, "{owner} has the critical extension {oid}, which is not known")
            }
            Self::NotYetValid => f.write_str("that time is in the future"),
            Self::Expired { next_update } => write!(f, "its next update was due at {}", second(*next_update)),
            Self::NoNextUpdate => f.write_str("it does not say when its next update is due"),
            Self::TooOld { max_age } => write!(f, "it is older than {} hours", max_age.num_hours()),
            Self::NoBase => f.write_str("it lists changes only, and the CRL that it continues is not at hand"),
            Self::OtherDistributionPoint => f.write_str("no distribution point of the certificate leads to it"),
            Self::OnlyUserCertificates => {
                f.write_str("it lists end-entity certificates only, and this is a CA certificate or of version 1")
            }
            Self::OnlyCaCertificates => {
                f.write_str("it lists CA certificates only, and this is not a CA certificate or is of version 1")
            }
            Self::OnlyAttributeCertificates => f.write_str("it lists attribute certificates only"),
            Self::NotIndirect => {
                f.write_str("it is by the CRL issuer that the certificate names, but not an indirect CRL")
            }
            Self::Indirect => f.write_str("it lists certificates of several issuers, which is not accepted here"),
            Self::NoSigner => f.write_str("no certificate of its issuer is at hand"),
            Self::SignerMayNotSign { subject } => {
                write!(f, "the key usage of its issuer's certificate, {subject}, lacks cRLSign")
            }
            Self::Signature => f.write_str("it is not signed by the key of any certificate of its issuer at hand"),
            Self::SignerPath { subject } => {
                write!(f, "the certificate of its signer, {subject}, is not valid under the same trust anchor")
            }
        }
    }
}

fn second(time: DateTime<Utc>) -> String {
    time.to_rfc3339_opts(SecondsFormat::Secs, true)
}
