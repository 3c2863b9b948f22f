//! The Sentry profile: what an administrator fills in, whether it is right, and where it sends a request.
//!
//! Settings only. What certificates look like, when they expire, and which profile is on which Sentry is known elsewhere.

mod app_rule;
mod global;
mod host;
mod limits;
mod port;
mod server;
mod server_list;
mod service;
mod service_name;
mod spn;
mod text;
mod trust;
mod wildcard;

pub use app_rule::AppRule;
pub use global::{
    DeviceAuthentication, ExplicitProxy, GlobalSettings, HealthCheck, KerberosSettings, Kind, Scheduling, Timeouts,
    UpnField,
};
pub use host::Host;
pub use port::{InvalidPort, Port};
pub use server::{Listener, ServerCertificate, ServerConfiguration};
pub use server_list::{Endpoint, InvalidEndpoint, InvalidServerList, ServerList};
pub use service::{
    ActiveSyncService, AnyService, AnyTcpService, FixedService, IpService, ServerAuthentication, Service, ServiceType,
    TcpService,
};
pub use service_name::{InvalidServiceName, NameKind, ServiceName};
pub use spn::{InvalidSpnList, SpnList};
pub use text::{AppId, CertificateName, ConfigurationName, Description, InvalidText, Principal, ProfileName, Realm};
pub use trust::{Direction, DirectionTrust, Trust};
pub use wildcard::{InvalidWildcard, Span, UrlWildcard};

use schemars::JsonSchema;
use serde::Serialize;

/// A Sentry profile that can be saved: every field holds what the console takes, and they agree with each other.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Profile {
    kind: Kind,
    global: GlobalSettings,
    server: ServerConfiguration,
    services: Vec<Service>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    app_rules: Vec<AppRule>,
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
