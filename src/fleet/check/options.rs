//! What the caller says about the check of a fleet.

use crate::Budget;
use crate::device::Release;

/// What the check of a fleet asks for.
///
/// ```
/// use apptunnel::fleet::{CheckOptions, Fleet};
///
/// let options = CheckOptions::default().with_notices(vec![90, 30]);
/// let report = Fleet::default().check_with(&options, "2026-06-01T00:00:00Z".parse().unwrap());
/// assert!(report.is_accepted());
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct CheckOptions {
    /// The release whose rules decide. By default the newest that is known.
    pub release: Release,
    /// Days before a certificate expires at which that is worth a finding, in any order. The console's own schedule is not
    /// public; 60, 45, 30, 14, 7 and 1 are this library's suggestion. The largest is how far the check looks ahead.
    pub notices: Vec<u32>,
    /// Limit on the work for each chain.
    pub budget: Budget,
}

impl Default for CheckOptions {
    fn default() -> Self {
        Self { release: Release::default(), notices: vec![60, 45, 30, 14, 7, 1], budget: Budget::default() }
    }
}

impl CheckOptions {
    /// The same, by the rules of this release.
    #[must_use]
    pub fn with_release(self, release: Release) -> Self {
        Self { release, ..self }
    }

    /// The same, with findings so many days before a certificate expires.
    #[must_use]
    pub fn with_notices(self, notices: Vec<u32>) -> Self {
        Self { notices, ..self }
    }

    /// The same, with this limit on the work.
    #[must_use]
    pub fn with_budget(self, budget: Budget) -> Self {
        Self { budget, ..self }
    }
}
