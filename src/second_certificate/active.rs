//! Which certificate the Sentry shows, when that changes, and the gap between the two.
//!
//! Only the validity periods of the two leaves count here: the Sentry switches because the primary has expired, and for no
//! other reason. What devices make of the certificate is another question.

use std::collections::BTreeSet;

use chrono::{DateTime, TimeDelta, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::pair::{BeforePrimary, CertificatePair, Slot};
use crate::Certificate;

/// The certificate that the Sentry shows at an instant.
///
/// ```
/// use apptunnel::second_certificate::{ActiveCertificate, ActiveReason, Slot};
///
/// let json = r#"{"shown":"primary","is_valid":true,"reason":"primary_valid"}"#;
/// let active: ActiveCertificate = serde_json::from_str(json).unwrap();
/// assert_eq!(active.shown, Some(Slot::Primary));
/// assert_eq!(active.reason, ActiveReason::PrimaryValid);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct ActiveCertificate {
    /// The one that is shown. `None`: neither is valid, and which one is shown is not known.
    pub shown: Option<Slot>,
    /// Whether the one that is shown is in its validity period.
    pub is_valid: bool,
    /// Why.
    pub reason: ActiveReason,
}

/// Why the Sentry shows what it shows.
///
/// ```
/// use apptunnel::second_certificate::ActiveReason;
///
/// assert_eq!(serde_json::to_string(&ActiveReason::CoverageGap).unwrap(), r#""coverage_gap""#);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ActiveReason {
    /// The primary is valid.
    PrimaryValid,
    /// The primary has expired, and the reserve is valid: the Sentry has switched.
    PrimaryExpired,
    /// Both have expired.
    BothExpired,
    /// The primary has expired, and there is no reserve.
    NoReserve,
    /// The primary is not yet valid, and the reserve is: see [`BeforePrimary`].
    PrimaryNotYetValid,
    /// The primary has expired, and the reserve is not yet valid.
    CoverageGap,
    /// The primary is not yet valid, and there is no valid reserve.
    NoneYetValid,
}

/// An instant at which the active certificate changes: see [`CertificatePair::next_transition`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Transition {
    /// The first second of the new state.
    pub at: DateTime<Utc>,
    /// What holds from then on.
    pub active: ActiveCertificate,
}

/// Where an instant lies, seen from a validity period.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Period {
    NotYetValid,
    Valid,
    Expired,
}

impl CertificatePair {
    /// What the Sentry shows at an instant.
    ///
    /// A certificate has expired when `at` is later than notAfter, in whole seconds: the second of notAfter is valid.
    ///
    /// ```
    /// # use apptunnel::{Bundle, device::ServedChain, second_certificate::{CertificatePair, DeviceOptions, Slot}};
    /// # let file = std::fs::read("examples/files/good.p12").unwrap();
    /// # let bundle = Bundle::open(&file, Some("sentry")).unwrap();
    /// # let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
    /// # let primary = ServedChain::new(certificates[0].clone(), certificates[1..].to_vec());
    /// # let pair = CertificatePair::new(primary, DeviceOptions::default());
    /// let ends = pair.primary.leaf.not_after().unwrap();
    /// assert_eq!(pair.active_certificate(ends).shown, Some(Slot::Primary));
    /// assert!(!pair.active_certificate(ends + chrono::TimeDelta::seconds(1)).is_valid);
    /// ```
    pub fn active_certificate(&self, at: DateTime<Utc>) -> ActiveCertificate {
        let primary = Period::of(&self.primary.leaf, at);
        let reserve = self.reserve.as_ref().map(|reserve| Period::of(&reserve.leaf, at));
        let active = |shown, is_valid, reason| ActiveCertificate { shown, is_valid, reason };
        match (primary, reserve) {
            (Period::Valid, _) => active(Some(Slot::Primary), true, ActiveReason::PrimaryValid),
            (Period::Expired, Some(Period::Valid)) => active(Some(Slot::Reserve), true, ActiveReason::PrimaryExpired),
            (Period::Expired, Some(Period::Expired)) => active(Some(Slot::Primary), false, ActiveReason::BothExpired),
            (Period::Expired, None) => active(Some(Slot::Primary), false, ActiveReason::NoReserve),
            (Period::Expired, Some(Period::NotYetValid)) => active(None, false, ActiveReason::CoverageGap),
            (Period::NotYetValid, Some(Period::Valid)) => match self.before_primary {
                BeforePrimary::Primary => active(Some(Slot::Primary), false, ActiveReason::PrimaryNotYetValid),
                BeforePrimary::Reserve => active(Some(Slot::Reserve), true, ActiveReason::PrimaryNotYetValid),
            },
            (Period::NotYetValid, None) => active(Some(Slot::Primary), false, ActiveReason::NoneYetValid),
            (Period::NotYetValid, Some(_)) => active(None, false, ActiveReason::NoneYetValid),
        }
    }

    /// The next instant after `at` at which [`active_certificate`](Self::active_certificate) changes, and to what. `None`
    /// if it stays as it is.
    ///
    /// A certificate with notAfter 12:00:00 is replaced at 12:00:01.
    ///
    /// ```
    /// # use apptunnel::{Bundle, device::ServedChain, second_certificate::{CertificatePair, DeviceOptions, Slot}};
    /// # let file = std::fs::read("examples/files/good.p12").unwrap();
    /// # let bundle = Bundle::open(&file, Some("sentry")).unwrap();
    /// # let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
    /// # let primary = ServedChain::new(certificates[0].clone(), certificates[1..].to_vec());
    /// # let pair = CertificatePair::new(primary, DeviceOptions::default());
    /// let ends = pair.primary.leaf.not_after().unwrap();
    /// let transition = pair.next_transition("2026-06-01T00:00:00Z".parse().unwrap()).unwrap();
    /// assert_eq!(transition.at, ends + chrono::TimeDelta::seconds(1));
    /// ```
    pub fn next_transition(&self, at: DateTime<Utc>) -> Option<Transition> {
        let now = self.active_certificate(at);
        let boundaries: BTreeSet<DateTime<Utc>> =
            self.slots().flat_map(|(_, certificate)| boundaries(&certificate.leaf)).collect();
        boundaries
            .into_iter()
            .filter(|boundary| *boundary > at)
            .map(|at| Transition { at, active: self.active_certificate(at) })
            .find(|transition| transition.active != now)
    }

    /// How long neither certificate is valid: the reserve's notBefore less the primary's notAfter. `None` if that is not
    /// positive, or there is no reserve.
    ///
    /// A reserve that begins in the second after the primary has ended leaves a gap of one second: Apple devices compare
    /// fractions of a second.
    ///
    /// ```
    /// # use apptunnel::{Bundle, device::ServedChain, second_certificate::{CertificatePair, DeviceOptions, Slot}};
    /// # let file = std::fs::read("examples/files/good.p12").unwrap();
    /// # let bundle = Bundle::open(&file, Some("sentry")).unwrap();
    /// # let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
    /// # let primary = ServedChain::new(certificates[0].clone(), certificates[1..].to_vec());
    /// # let pair = CertificatePair::new(primary, DeviceOptions::default());
    /// assert_eq!(pair.coverage_gap(), None);
    /// ```
    pub fn coverage_gap(&self) -> Option<TimeDelta> {
        let begins = self.reserve.as_ref()?.leaf.not_before()?;
        let ends = self.primary.leaf.not_after()?;
        Some(begins.signed_duration_since(ends)).filter(|gap| *gap > TimeDelta::zero())
    }
}

impl Period {
    pub(super) fn of(certificate: &Certificate, at: DateTime<Utc>) -> Self {
        if certificate.is_expired_at(at) {
            Self::Expired
        } else if certificate.is_not_yet_valid_at(at) {
            Self::NotYetValid
        } else {
            Self::Valid
        }
    }
}

/// The instants at which the certificate becomes valid and at which it has expired.
pub(super) fn boundaries(certificate: &Certificate) -> impl Iterator<Item = DateTime<Utc>> {
    certificate.not_before().into_iter().chain(expiry(certificate))
}

/// The first second at which the certificate has expired.
pub(crate) fn expiry(certificate: &Certificate) -> Option<DateTime<Utc>> {
    certificate.not_after()?.checked_add_signed(TimeDelta::seconds(1))
}
