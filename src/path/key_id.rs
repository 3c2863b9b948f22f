//! What key identifiers say about who issued a certificate or signed a CRL.

/// How the key identifier that is asked for goes with the one that a certificate has. The greater, the likelier is the
/// certificate the one that is meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum KeyIdMatch {
    /// Both are there and differ. A CA may still have signed: identifiers are hints (RFC 5280 section 4.2.1.1).
    Differs,
    /// One of the two is missing.
    Unknown,
    /// Both are there and are the same.
    Same,
}

impl KeyIdMatch {
    pub(crate) fn of(wanted: Option<&[u8]>, found: Option<&[u8]>) -> Self {
        match (wanted, found) {
            (Some(wanted), Some(found)) if wanted == found => Self::Same,
            (Some(_), Some(_)) => Self::Differs,
            _ => Self::Unknown,
        }
    }
}
