//! What is asked of the checks.

use crate::path::names::NameComparison;

/// What a rule set asks of the checks of RFC 5280.
#[derive(Clone, Copy, Debug)]
pub(crate) struct CheckOptions {
    /// How names are compared.
    pub(crate) names: NameComparison,
    /// What counts of an anchor besides its name and key.
    pub(crate) anchor: AnchorChecks,
    /// Whether signatures with SHA-1 are accepted.
    pub(crate) allow_sha1: bool,
}

/// What counts of an anchor besides its name and key (RFC 5280 section 6.2, RFC 5937).
///
/// Two questions of yes and no, so that there will be no fifth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum AnchorChecks {
    /// Nothing: an anchor is a name and a key.
    NameAndKey,
    /// The constraints in its certificate too.
    Constraints,
    /// Its validity period.
    Validity,
    /// Its constraints and its validity period.
    ConstraintsAndValidity,
}

impl AnchorChecks {
    pub(crate) fn constraints(self) -> bool {
        matches!(self, Self::Constraints | Self::ConstraintsAndValidity)
    }

    pub(crate) fn validity(self) -> bool {
        matches!(self, Self::Validity | Self::ConstraintsAndValidity)
    }
}
