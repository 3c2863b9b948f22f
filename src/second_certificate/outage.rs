//! When devices can no longer connect.

use chrono::{DateTime, TimeDelta, Utc};

use super::pair::CertificatePair;
use super::timeline::{Timeline, whole_second};

impl CertificatePair {
    /// The first second, `from` or later, at which devices do not accept what the Sentry shows. `None` if there is none.
    ///
    /// Intermediates and roots count as they do on the device: the Sentry does not switch because one of them has expired.
    /// A chain that is refused for another reason than its dates is an outage from `from` on.
    ///
    /// No more than [`Budget::instants`](crate::Budget::instants) dates are looked at. If that is not enough, the answer is
    /// the first that was not.
    ///
    /// ```
    /// # use apptunnel::{Bundle, device::ServedChain, second_certificate::{CertificatePair, DeviceOptions, Slot}};
    /// # let file = std::fs::read("examples/files/good.p12").unwrap();
    /// # let bundle = Bundle::open(&file, Some("sentry")).unwrap();
    /// # let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
    /// # let primary = ServedChain::new(certificates[0].clone(), certificates[1..].to_vec());
    /// # let pair = CertificatePair::new(primary, DeviceOptions::default());
    /// let ends = pair.primary.leaf.not_after().unwrap();
    /// let outage = pair.outage_at("2026-06-01T00:00:00Z".parse().unwrap());
    /// assert_eq!(outage, Some(ends + chrono::TimeDelta::seconds(1)));
    /// ```
    pub fn outage_at(&self, from: DateTime<Utc>) -> Option<DateTime<Utc>> {
        let timeline = Timeline::new(self);
        let from = whole_second(from);
        if !timeline.state(from).state.is_working {
            return Some(from);
        }
        let limit = self.devices.budget.instants;
        timeline
            .instants(from)
            .into_iter()
            .enumerate()
            .find(|(count, instant)| *count >= limit || !timeline.state(*instant).state.is_working)
            .map(|(_, instant)| instant)
    }

    /// Whole days from `now` to the [outage](Self::outage_at), rounded down: 0 on the last day and afterwards. `None` if
    /// there is no end in sight.
    ///
    /// ```
    /// # use apptunnel::{Bundle, device::ServedChain, second_certificate::{CertificatePair, DeviceOptions, Slot}};
    /// # let file = std::fs::read("examples/files/good.p12").unwrap();
    /// # let bundle = Bundle::open(&file, Some("sentry")).unwrap();
    /// # let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
    /// # let primary = ServedChain::new(certificates[0].clone(), certificates[1..].to_vec());
    /// # let pair = CertificatePair::new(primary, DeviceOptions::default());
    /// let ends = pair.primary.leaf.not_after().unwrap();
    /// assert_eq!(pair.days_until_outage(ends - chrono::TimeDelta::days(30)), Some(30));
    /// ```
    pub fn days_until_outage(&self, now: DateTime<Utc>) -> Option<u64> {
        let left = self.outage_at(now)?.signed_duration_since(now);
        u64::try_from(left.max(TimeDelta::zero()).num_days()).ok()
    }
}
