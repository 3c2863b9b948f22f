//! By what a Sentry with a profile of the fleet lets devices in.

use super::Fleet;
use crate::admission::{AdmissionOptions, CertificateField, CrlCheck, Mode, UnmanagedDevices, WithoutCrl};
use crate::profile::{CertificateName, DeviceAuthentication, UpnField};
use crate::upload::Store;
use crate::{Certificate, Profile};

impl Fleet {
    /// The options by which a Sentry with this profile lets devices in, for
    /// [`authenticate`](crate::admission::authenticate).
    ///
    /// `without_crl` says what becomes of a device if no usable CRL is at hand. `ca` finds the CA certificates of identity
    /// certificates by their names: where the console keeps them is not known.
    ///
    /// `None` if a certificate is not found, or the field that names the user is not known or not one that is read.
    ///
    /// ```
    /// use apptunnel::Fleet;
    /// use apptunnel::admission::{Mode, WithoutCrl};
    ///
    /// let fleet = Fleet::from_json(&std::fs::read_to_string("examples/files/fleet.json").unwrap()).unwrap();
    /// let modes = fleet.profiles().values().filter_map(|profile| {
    ///     Some(fleet.admission_options(profile, WithoutCrl::Refuse, |_| None)?.mode)
    /// });
    /// assert!(modes.into_iter().any(|mode| matches!(mode, Mode::GroupCertificate(_))));
    /// ```
    pub fn admission_options(
        &self,
        profile: &Profile,
        without_crl: WithoutCrl,
        ca: impl Fn(&CertificateName) -> Option<Certificate>,
    ) -> Option<AdmissionOptions> {
        let global = profile.global();
        let (mode, check_crl) = match &global.device_authentication {
            DeviceAuthentication::PassThrough => (Mode::PassThrough, false),
            DeviceAuthentication::GroupCertificate { group_certificate, check_crl } => {
                let stored = self.certificates(Store::Group).get(group_certificate)?;
                (Mode::GroupCertificate(stored.leaf.clone()), *check_crl)
            }
            DeviceAuthentication::IdentityCertificate { trusted_cas, check_crl, kerberos } => {
                let roots: Vec<Certificate> = trusted_cas.iter().map(ca).collect::<Option<_>>()?;
                let mode = match kerberos.as_ref().map(|kerberos| kerberos.user_upn) {
                    None => Mode::IdentityCertificates { roots },
                    Some(Some(UpnField::NtPrincipalName)) => {
                        Mode::Kerberos { roots, user: CertificateField::NtPrincipalName }
                    }
                    Some(_) => return None,
                };
                (mode, *check_crl)
            }
        };
        let crl = if check_crl { CrlCheck::On { without_crl } } else { CrlCheck::Off };
        let unmanaged = if global.allow_unmanaged_devices { UnmanagedDevices::Allow } else { UnmanagedDevices::Block };
        Some(AdmissionOptions { unmanaged, ..AdmissionOptions::new(mode, crl) })
    }
}
