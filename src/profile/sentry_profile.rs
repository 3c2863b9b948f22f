//! A Sentry profile that can be saved.

use schemars::JsonSchema;
use serde::Serialize;

use super::{AppRule, CertificateName, GlobalSettings, Kind, ProfileName, ServerConfiguration, Service};

/// A Sentry profile that can be saved: every field holds what the console takes, and they agree with each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Profile {
    pub(super) kind: Kind,
    pub(super) global: GlobalSettings,
    pub(super) server: ServerConfiguration,
    pub(super) services: Vec<Service>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub(super) app_rules: Vec<AppRule>,
}

impl Profile {
    /// What it is for.
    pub fn kind(&self) -> Kind {
        self.kind
    }

    /// Its name.
    pub fn name(&self) -> &ProfileName {
        &self.global.name
    }

    /// The settings of the profile as a whole.
    pub fn global(&self) -> &GlobalSettings {
        &self.global
    }

    /// Listener, certificates and TLS.
    pub fn server(&self) -> &ServerConfiguration {
        &self.server
    }

    /// Its services, at least one. The names differ.
    pub fn services(&self) -> &[Service] {
        &self.services
    }

    /// The AppTunnel rules of apps, in order.
    pub fn app_rules(&self) -> &[AppRule] {
        &self.app_rules
    }

    /// The names of the uploaded TLS server certificates that it uses: the first, then the reserve.
    pub fn tls_certificates(&self) -> impl Iterator<Item = &CertificateName> {
        self.server.certificate_names()
    }

    /// The name of the group certificate by which it knows devices.
    pub fn group_certificate(&self) -> Option<&CertificateName> {
        self.global.device_authentication.group_certificate()
    }

    /// The names of the CA certificates whose identity certificates it takes from devices.
    pub fn trusted_cas(&self) -> &[CertificateName] {
        self.global.device_authentication.trusted_cas()
    }
}
