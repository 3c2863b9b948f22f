//! Which CRLs count.

use chrono::TimeDelta;

/// Which CRLs are accepted.
///
/// ```
/// use apptunnel::path::CrlOptions;
///
/// let options = CrlOptions::default().with_max_age(chrono::TimeDelta::days(7)).with_indirect(false);
/// assert_eq!(options.signer_depth, 3);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CrlOptions {
    /// How long ago thisUpdate may be. By default nextUpdate alone decides, and a CRL must have one.
    pub max_age: Option<TimeDelta>,
    /// Whether a CRL may be indirect, that is, list certificates of several issuers, and a distribution point may name
    /// another CRL issuer. True by default, as in RFC 5280; the CA/B Forum's profile has neither (Baseline Requirements
    /// sections 7.1.2.11.2 and 7.2.2.1).
    pub indirect: bool,
    /// How many CRL signers' paths may be validated one for the sake of another. Default 3: a delegated CRL issuer whose
    /// own status is told by another one, and one to spare. With 0 only the certificate's own issuer can sign.
    pub signer_depth: usize,
}

impl CrlOptions {
    /// The same, without CRLs whose thisUpdate is longer ago.
    #[must_use]
    pub fn with_max_age(self, max_age: TimeDelta) -> Self {
        Self { max_age: Some(max_age), ..self }
    }

    /// The same, with indirect CRLs accepted or not.
    #[must_use]
    pub fn with_indirect(self, indirect: bool) -> Self {
        Self { indirect, ..self }
    }

    /// The same, with another number of CRL signers that may depend on each other.
    #[must_use]
    pub fn with_signer_depth(self, signer_depth: usize) -> Self {
        Self { signer_depth, ..self }
    }
}

impl Default for CrlOptions {
    fn default() -> Self {
        Self { max_age: None, indirect: true, signer_depth: 3 }
    }
}
