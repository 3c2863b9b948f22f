//! The Sentry profile: what an administrator fills in, whether it is right, and where it sends a request.
//!
//! Settings only. What certificates look like, when they expire, and which profile is on which Sentry is known elsewhere.

mod app_rule;
mod check;
mod draft;
mod edit;
mod fields;
mod from_profile;
mod global;
mod host;
pub(crate) mod limits;
mod port;
mod route;
mod server;
mod server_list;
mod service;
mod service_name;
mod spn;
pub(crate) mod text;
mod trust;
mod visible;
mod wildcard;

pub use app_rule::AppRule;
pub use check::{Checked, check_change, rules};
pub use draft::{
    AppRuleDraft, DeviceAuthenticationDraft, DirectionDraft, Entry, ExplicitProxyDraft, GlobalDraft, HealthCheckDraft,
    KerberosDraft, ProfileDraft, SelectionDraft, ServerDraft, ServiceDraft, TimeoutsDraft, TrustDraft,
};
pub use edit::EditError;
pub use fields::{Field, fields};
pub use global::{
    DeviceAuthentication, ExplicitProxy, GlobalSettings, HealthCheck, KerberosSettings, Kind, Scheduling, Timeouts,
    UpnField,
};
pub use host::{Host, InvalidHost};
pub use port::{InvalidPort, Port};
pub use route::{Backend, Chosen, Destination, Mismatch, Passed, Request, Route};
pub use server::{CertificateChoice, Listener, ServerConfiguration};
pub use server_list::{Endpoint, InvalidEndpoint, InvalidServerList, ServerList};
pub use service::{
    ActiveSyncService, AnyCifsService, AnyHttpService, AnyTcpService, CifsService, HttpService, IpService,
    ServerAuthentication, Service, ServiceType, TcpService,
};
pub use service_name::{InvalidServiceName, NameKind, ServiceName};
pub use spn::{InvalidSpnList, SpnList};
pub use text::{AppId, CertificateName, ConfigurationName, Description, InvalidText, Principal, ProfileName, Realm};
pub use trust::{Direction, DirectionTrust, Trust};
pub use visible::visible_fields;
pub use wildcard::{InvalidWildcard, StarMatch, UrlWildcard};

use schemars::JsonSchema;
use serde::de::Error as _;
use serde::{Deserialize, Deserializer, Serialize};

use crate::report::{Finding, Severity, Subject};

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

    /// What was found when it was checked: warnings, and what is good to know.
    pub fn findings(&self) -> Vec<Finding> {
        ProfileDraft::from(self).check().findings
    }

    /// For each rule of an app, the first earlier one that matches every request it matches, so that it is never reached.
    pub fn shadowed_rules(&self, span: StarMatch) -> Vec<Option<usize>> {
        check::shadows(&self.app_rules, span)
    }

    /// The profile as JSON, on one line. [`Profile::json_schema`] describes it, and it reads back as the same.
    pub fn to_json(&self) -> String {
        // Only maps with keys that are not strings make this fail, and a profile has none.
        serde_json::to_string(self).unwrap_or_default()
    }

    /// The JSON schema of a profile.
    pub fn json_schema() -> serde_json::Value {
        schemars::schema_for!(Profile).to_value()
    }
}

/// Reads a draft and checks it.
impl<'de> Deserialize<'de> for Profile {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let Checked { profile, findings } = ProfileDraft::deserialize(deserializer)?.check();
        profile.ok_or_else(|| {
            let first = findings.iter().find(|finding| finding.severity == Severity::Error);
            D::Error::custom(first.map(one_line).unwrap_or_default())
        })
    }
}

fn one_line(finding: &Finding) -> String {
    match &finding.subject {
        Subject::Field { pointer } => format!("{pointer}: {}", finding.message),
        _ => finding.message.to_string(),
    }
}
