//! What the CRLs say about a certificate.

use chrono::{DateTime, Utc};

use super::reason::RevocationReason;
use super::unknown::UnknownReason;

/// What the CRLs say about a certificate. RFC 5280 section 6.3.2 has these three answers and no others.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum RevocationStatus {
    /// CRLs that cover it for all reasons do not list it.
    Good,
    /// A CRL lists it.
    #[non_exhaustive]
    Revoked {
        /// When it was revoked.
        at: DateTime<Utc>,
        /// Why, if the CRL says.
        reason: Option<RevocationReason>,
        /// Index of the CRL.
        crl: usize,
    },
    /// The CRLs do not tell.
    #[non_exhaustive]
    Unknown {
        /// Why not: one reason for each CRL that could have told, and what is missing beside them. Never empty.
        why: Vec<UnknownReason>,
    },
}
