//! The uploaded certificates that a profile selects.

use super::context::Context;
use crate::Profile;
use crate::device::ServedChain;
use crate::fleet::profiles::{self, PRIMARY};
use crate::profile::CertificateName;
use crate::upload::Store;

/// A TLS server certificate that a profile selects.
pub(super) struct SelectedCertificate<'a> {
    /// The field of the profile that names it.
    pub(super) field: &'static [&'static str],
    pub(super) name: &'a CertificateName,
    pub(super) chain: &'a ServedChain,
}

/// The two certificates of a profile, as far as they were uploaded.
pub(super) struct SelectedCertificates<'a> {
    pub(super) primary: Option<SelectedCertificate<'a>>,
    pub(super) second: Option<SelectedCertificate<'a>>,
}

impl<'a> SelectedCertificates<'a> {
    pub(super) fn of(context: &Context<'a>, profile: &'a Profile) -> Self {
        let mut selected = Self { primary: None, second: None };
        for (field, store, name) in profiles::used(profile).filter(|(_, store, _)| *store == Store::TlsServer) {
            let Some(chain) = context.fleet.certificates(store).get(name) else { continue };
            let place = if field == PRIMARY { &mut selected.primary } else { &mut selected.second };
            *place = Some(SelectedCertificate { field, name, chain });
        }
        selected
    }
}
