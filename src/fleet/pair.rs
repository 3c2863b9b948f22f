//! The two certificates of a profile, as the devices of the fleet meet them.

use super::Fleet;
use crate::Profile;
use crate::device::{ServedChain, TrustAnchor};
use crate::profile::CertificateName;
use crate::second_certificate::{CertificatePair, DeviceOptions};
use crate::upload::Store;

impl Fleet {
    /// The uploaded certificates of a profile with their chains, its external host, and the roots of the *Sentry Root
    /// Certificate*. `None` if the profile has Sentry's self-signed certificate, or one that is not in the store.
    ///
    /// ```
    /// use apptunnel::Fleet;
    /// use apptunnel::second_certificate::ForecastOptions;
    ///
    /// let fleet = Fleet::from_json(&std::fs::read_to_string("examples/files/fleet.json").unwrap()).unwrap();
    /// let pair = fleet.profiles().values().find_map(|profile| fleet.certificate_pair(profile)).unwrap();
    /// let (from, until) = ("2026-06-01T00:00:00Z".parse().unwrap(), "2027-06-01T00:00:00Z".parse().unwrap());
    /// for event in pair.forecast(from, until, &ForecastOptions::default()).events {
    ///     println!("{}: {}", event.at, event.finding.message);
    /// }
    /// ```
    pub fn certificate_pair(&self, profile: &Profile) -> Option<CertificatePair> {
        let chain = |name: &CertificateName| {
            self.certificates(Store::TlsServer).get(name).map(|chain| ServedChain::clone(chain))
        };
        let server = profile.server();
        let primary = chain(server.certificate.as_ref()?.name()?)?;
        let roots = self.root_configuration().certificates();
        let devices = DeviceOptions::default()
            .with_anchors(roots.iter().cloned().map(TrustAnchor::on_device).collect())
            .with_server_name(profile.global().external_host.server_name().clone());
        let reserve = server.second_certificate.as_ref().and_then(chain);
        Some(CertificatePair { reserve, ..CertificatePair::new(primary, devices) })
    }
}
