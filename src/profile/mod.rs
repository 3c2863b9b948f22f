//! The Sentry profile: what an administrator fills in, whether it is right, and where it sends a request.
//!
//! Settings only. What certificates look like, when they expire, and which profile is on which Sentry is known elsewhere.

mod app_rule;
mod check;
mod draft;
mod edit;
mod field;
mod fields;
mod global;
mod host;
mod json;
pub(crate) mod limits;
mod port;
mod route;
mod sentry_profile;
mod server;
mod server_list;
mod service;
mod service_name;
mod source;
mod spn;
pub(crate) mod text;
mod trust;
mod visible;
mod wildcard;

pub use app_rule::AppRule;
pub(crate) use check::SERVICE_NOT_REACHED;
pub use check::{Checked, check_change, rules};
pub use draft::{
    AppRuleDraft, DeviceAuthenticationDraft, DirectionDraft, ExplicitProxyDraft, GlobalDraft, HealthCheckDraft,
    KerberosDraft, NumberDraft, ProfileDraft, SelectionDraft, ServerDraft, ServiceDraft, TimeoutsDraft, TrustDraft,
};
pub use edit::EditError;
pub use field::Field;
pub use fields::fields;
pub use global::{
    DeviceAuthentication, ExplicitProxy, GlobalSettings, HealthCheck, KerberosSettings, Kind, Scheduling, Timeouts,
    UpnField,
};
pub use host::{Host, InvalidHost};
pub use port::{InvalidPort, Port};
pub use route::{Backend, Chosen, Destination, Mismatch, Passed, Request, Route};
pub use sentry_profile::Profile;
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
