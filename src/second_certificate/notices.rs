//! When an administrator is notified that a certificate expires.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use serde::Serialize;

use super::active::expiry;
use crate::Certificate;

/// How many days before a certificate expires an administrator is notified.
///
/// The console shows the expiry date of each certificate; whether it sends mail for it is documented nowhere. The default
/// is this library's: 60, 45, 30, 14, 7 and 1 days before, and when it has expired.
///
/// ```
/// use apptunnel::second_certificate::Notices;
///
/// assert_eq!(Notices::default().days_before, [60, 45, 30, 14, 7, 1]);
/// ```
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[non_exhaustive]
pub struct Notices {
    /// Days of 86,400 seconds before notAfter, in any order.
    pub days_before: Vec<u32>,
    /// Whether there is one more when the certificate has expired.
    pub on_expiry: bool,
}

/// One notice.
pub(super) struct Notice {
    pub(super) at: DateTime<Utc>,
    /// `None`: the certificate has expired.
    pub(super) days_left: Option<u32>,
}

impl Default for Notices {
    fn default() -> Self {
        Self { days_before: vec![60, 45, 30, 14, 7, 1], on_expiry: true }
    }
}

impl Notices {
    /// The same, so many days before.
    #[must_use]
    pub fn with_days_before(self, days_before: Vec<u32>) -> Self {
        Self { days_before, ..self }
    }

    /// The same, with one more on expiry or without.
    #[must_use]
    pub fn with_on_expiry(self, on_expiry: bool) -> Self {
        Self { on_expiry, ..self }
    }

    /// The notices of a certificate. There is none before notBefore.
    pub(super) fn of(&self, certificate: &Certificate) -> Vec<Notice> {
        let (Some(begins), Some(ends)) = (certificate.not_before(), certificate.not_after()) else { return Vec::new() };
        let days: BTreeSet<u32> = self.days_before.iter().copied().collect();
        let before = days.into_iter().filter_map(|days| {
            let at = ends.checked_sub_signed(TimeDelta::days(days.into()))?;
            (at >= begins).then_some(Notice { at, days_left: Some(days) })
        });
        let after = expiry(certificate).filter(|_| self.on_expiry).map(|at| Notice { at, days_left: None });
        before.chain(after).collect()
    }
}
