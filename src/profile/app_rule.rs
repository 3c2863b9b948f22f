//! The AppTunnel rules of apps, which say what is tunneled and by which service.

use schemars::JsonSchema;
use serde::Serialize;

use super::{AppId, ConfigurationName, Host, Port, ServiceName, UrlWildcard};

/// One rule. The first that matches a request decides; without one the request goes directly.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct AppRule {
    /// The name of the app's AppTunnel configuration.
    pub name: ConfigurationName,
    /// The app that has the configuration. `None`: any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app: Option<AppId>,
    /// The Sentry to go to. `None`: that of the profile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentry: Option<Host>,
    /// The hosts it is for.
    pub url_wildcard: UrlWildcard,
    /// The port that the app asks for, which need not be that of the server. `None`: any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<Port>,
    /// The service of the Sentry.
    pub service: ServiceName,
    /// The configuration that gives the device its identity certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_certificate: Option<ConfigurationName>,
}
