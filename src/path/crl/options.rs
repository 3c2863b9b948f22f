//! Which CRLs count.

use chrono::TimeDelta;

/// Which CRLs are accepted.
#[derive(Clone, Debug, PartialEq, Eq)]
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

impl Default for CrlOptions {
    fn default() -> Self {
        Self { max_age: None, indirect: true, signer_depth: 3 }
    }
}
