//! The uploaded certificates that a profile selects.

use super::context::Context;
use crate::Profile;
use crate::device::ServedChain;
use crate::fleet::profiles::{PRIMARY, SECOND};
use crate::profile::{CertificateChoice, CertificateName};
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
        let server = profile.server();
        let certificates = context.fleet.certificates(Store::TlsServer);
        let select = |field, name: Option<&'a CertificateName>| {
            let name = name?;
            Some(SelectedCertificate { field, name, chain: certificates.get(name)? })
        };
        let primary = server.certificate.as_ref().and_then(CertificateChoice::name);
        Self { primary: select(PRIMARY, primary), second: select(SECOND, server.second_certificate.as_ref()) }
    }
}
