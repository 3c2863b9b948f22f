//! The services of a Sentry.

use schemars::JsonSchema;
use serde::Serialize;

use super::{NameKind, ServerList, ServiceName, SpnList};
use crate::message::{argument_by_display, display_by_word};

/// One service, with the fields that its type has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "type")]
#[non_exhaustive]
pub enum Service {
    /// Mail by ActiveSync. It has no name.
    ActiveSync(ActiveSyncService),
    /// HTTP to fixed servers.
    CustomHttp(HttpService),
    /// `<ANY>`: HTTP to any URL that an app asks for.
    AnyHttp(AnyHttpService),
    /// CIFS to fixed servers, for Docs@Work.
    Cifs(CifsService),
    /// `<CIFS_ANY>`: CIFS to any share. Recalled.
    AnyCifs(AnyCifsService),
    /// TCP to fixed servers, passed through untouched.
    CustomTcp(TcpService),
    /// `<TCP_ANY>`: TCP to any server that an app asks for.
    AnyTcp(AnyTcpService),
    /// `<IP_ANY>`: the packets of Ivanti Tunnel.
    Ip(IpService),
}

/// The type of a service.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum ServiceType {
    /// Mail by ActiveSync.
    ActiveSync,
    /// HTTP to fixed servers.
    CustomHttp,
    /// `<ANY>`.
    AnyHttp,
    /// CIFS to fixed servers.
    Cifs,
    /// `<CIFS_ANY>`.
    AnyCifs,
    /// TCP to fixed servers.
    CustomTcp,
    /// `<TCP_ANY>`.
    AnyTcp,
    /// `<IP_ANY>`.
    Ip,
}

/// The fields of ActiveSync. Their labels and defaults are not public.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct ActiveSyncService {
    /// The ActiveSync servers.
    pub server_list: ServerList,
    /// How the Sentry authenticates to them.
    #[serde(flatten)]
    pub server_authentication: ServerAuthentication,
    /// Whether they are reached by TLS.
    pub tls_enabled: bool,
}

/// A service of HTTP with fixed servers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct HttpService {
    /// Its name.
    pub name: ServiceName,
    /// Its servers.
    pub server_list: ServerList,
    /// How the Sentry authenticates to servers.
    #[serde(flatten)]
    pub server_authentication: ServerAuthentication,
    /// Whether they are reached by TLS.
    pub tls_enabled: bool,
    /// Whether the explicit proxy or Advanced Traffic Control stands between.
    pub proxy_enabled: bool,
    /// Whether context headers are added.
    pub context_headers: bool,
}

/// A service of HTTP that goes wherever the app asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct AnyHttpService {
    /// Its token.
    pub name: ServiceName,
    /// How the Sentry authenticates to servers.
    #[serde(flatten)]
    pub server_authentication: ServerAuthentication,
    /// Whether they are reached by TLS.
    pub tls_enabled: bool,
    /// Whether the explicit proxy or Advanced Traffic Control stands between.
    pub proxy_enabled: bool,
    /// Whether context headers are added.
    pub context_headers: bool,
}

/// A service of CIFS with fixed servers. All but its name is recalled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct CifsService {
    /// Its name.
    pub name: ServiceName,
    /// Its servers.
    pub server_list: ServerList,
    /// How the Sentry authenticates to servers.
    #[serde(flatten)]
    pub server_authentication: ServerAuthentication,
    /// Whether the explicit proxy or Advanced Traffic Control stands between.
    pub proxy_enabled: bool,
}

/// A service of CIFS that goes wherever the app asks. Recalled.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct AnyCifsService {
    /// Its token.
    pub name: ServiceName,
    /// How the Sentry authenticates to servers.
    #[serde(flatten)]
    pub server_authentication: ServerAuthentication,
    /// Whether the explicit proxy or Advanced Traffic Control stands between.
    pub proxy_enabled: bool,
}

/// A service of TCP with fixed servers, which take turns. Server authentication is Pass Through; TLS, service principal
/// names and context headers do not apply.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct TcpService {
    /// Its name, which begins with `TCP`.
    pub name: ServiceName,
    /// Its servers.
    pub server_list: ServerList,
    /// Whether the explicit proxy or Advanced Traffic Control stands between.
    pub proxy_enabled: bool,
}

/// A service of TCP that goes wherever the app asks.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct AnyTcpService {
    /// Its token.
    pub name: ServiceName,
    /// Whether the explicit proxy or Advanced Traffic Control stands between.
    pub proxy_enabled: bool,
}

/// The packet tunnel.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct IpService {
    /// `<IP_ANY>`, or a name that begins with `IP_`, which is recalled.
    pub name: ServiceName,
}

/// How the Sentry authenticates to servers.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "server_auth")]
#[non_exhaustive]
pub enum ServerAuthentication {
    /// What the device sends passes through: user name and password, or NTLM.
    PassThrough,
    /// By Kerberos constrained delegation.
    #[non_exhaustive]
    Kerberos {
        /// The service principal names. `None`: made from the names of the servers.
        #[serde(skip_serializing_if = "Option::is_none")]
        spn_list: Option<SpnList>,
    },
}

impl Service {
    /// Its type.
    pub fn service_type(&self) -> ServiceType {
        match self {
            Self::ActiveSync(_) => ServiceType::ActiveSync,
            Self::CustomHttp(_) => ServiceType::CustomHttp,
            Self::AnyHttp(_) => ServiceType::AnyHttp,
            Self::Cifs(_) => ServiceType::Cifs,
            Self::AnyCifs(_) => ServiceType::AnyCifs,
            Self::CustomTcp(_) => ServiceType::CustomTcp,
            Self::AnyTcp(_) => ServiceType::AnyTcp,
            Self::Ip(_) => ServiceType::Ip,
        }
    }

    /// Its name. `None` for ActiveSync.
    pub fn name(&self) -> Option<&ServiceName> {
        match self {
            Self::ActiveSync(_) => None,
            Self::CustomHttp(it) => Some(&it.name),
            Self::AnyHttp(it) => Some(&it.name),
            Self::Cifs(it) => Some(&it.name),
            Self::AnyCifs(it) => Some(&it.name),
            Self::CustomTcp(it) => Some(&it.name),
            Self::AnyTcp(it) => Some(&it.name),
            Self::Ip(it) => Some(&it.name),
        }
    }

    /// Its servers. `None` if it goes wherever the app asks.
    pub fn server_list(&self) -> Option<&ServerList> {
        match self {
            Self::ActiveSync(it) => Some(&it.server_list),
            Self::CustomHttp(it) => Some(&it.server_list),
            Self::Cifs(it) => Some(&it.server_list),
            Self::CustomTcp(it) => Some(&it.server_list),
            Self::AnyHttp(_) | Self::AnyCifs(_) | Self::AnyTcp(_) | Self::Ip(_) => None,
        }
    }

    /// How the Sentry authenticates to its servers: for TCP and IP, always Pass Through.
    pub fn server_authentication(&self) -> &ServerAuthentication {
        match self {
            Self::ActiveSync(it) => &it.server_authentication,
            Self::CustomHttp(it) => &it.server_authentication,
            Self::AnyHttp(it) => &it.server_authentication,
            Self::Cifs(it) => &it.server_authentication,
            Self::AnyCifs(it) => &it.server_authentication,
            Self::CustomTcp(_) | Self::AnyTcp(_) | Self::Ip(_) => &ServerAuthentication::PassThrough,
        }
    }

    /// Whether its servers are reached by the Sentry's own TLS. `None` where the type has no such field.
    pub fn tls_enabled(&self) -> Option<bool> {
        match self {
            Self::ActiveSync(it) => Some(it.tls_enabled),
            Self::CustomHttp(it) => Some(it.tls_enabled),
            Self::AnyHttp(it) => Some(it.tls_enabled),
            Self::Cifs(_) | Self::AnyCifs(_) | Self::CustomTcp(_) | Self::AnyTcp(_) | Self::Ip(_) => None,
        }
    }

    /// Whether a proxy or Advanced Traffic Control stands between the Sentry and its servers.
    pub fn proxy_enabled(&self) -> bool {
        match self {
            Self::ActiveSync(_) | Self::Ip(_) => false,
            Self::CustomHttp(it) => it.proxy_enabled,
            Self::AnyHttp(it) => it.proxy_enabled,
            Self::Cifs(it) => it.proxy_enabled,
            Self::AnyCifs(it) => it.proxy_enabled,
            Self::CustomTcp(it) => it.proxy_enabled,
            Self::AnyTcp(it) => it.proxy_enabled,
        }
    }

    /// Whether context headers are added to its requests.
    pub fn context_headers(&self) -> bool {
        match self {
            Self::CustomHttp(it) => it.context_headers,
            Self::AnyHttp(it) => it.context_headers,
            _ => false,
        }
    }
}

impl ServiceType {
    /// Every type, in the order of the guides.
    pub const ALL: [Self; 8] = [
        Self::ActiveSync,
        Self::CustomHttp,
        Self::AnyHttp,
        Self::Cifs,
        Self::AnyCifs,
        Self::CustomTcp,
        Self::AnyTcp,
        Self::Ip,
    ];

    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ActiveSync => "active_sync",
            Self::CustomHttp => "custom_http",
            Self::AnyHttp => "any_http",
            Self::Cifs => "cifs",
            Self::AnyCifs => "any_cifs",
            Self::CustomTcp => "custom_tcp",
            Self::AnyTcp => "any_tcp",
            Self::Ip => "ip",
        }
    }

    /// What its name says of it. `None` for ActiveSync, which has no name.
    pub(super) fn name_kind(self) -> Option<NameKind> {
        match self {
            Self::ActiveSync => None,
            Self::CustomHttp => Some(NameKind::Free),
            Self::AnyHttp => Some(NameKind::AnyHttp),
            Self::Cifs => Some(NameKind::Cifs),
            Self::AnyCifs => Some(NameKind::AnyCifs),
            Self::CustomTcp => Some(NameKind::Tcp),
            Self::AnyTcp => Some(NameKind::AnyTcp),
            Self::Ip => Some(NameKind::AnyIp),
        }
    }

    /// Whether it tunnels TCP untouched.
    pub fn is_tcp(self) -> bool {
        matches!(self, Self::CustomTcp | Self::AnyTcp)
    }

    /// Whether it has fixed servers, and not those that an app asks for.
    pub fn has_server_list(self) -> bool {
        matches!(self, Self::ActiveSync | Self::CustomHttp | Self::Cifs | Self::CustomTcp)
    }

    /// Whether it has the choice of server authentication. The others are Pass Through.
    pub fn has_server_authentication(self) -> bool {
        !matches!(self, Self::CustomTcp | Self::AnyTcp | Self::Ip)
    }

    /// Whether it has the switch *TLS Enabled*.
    pub fn has_tls(self) -> bool {
        matches!(self, Self::ActiveSync | Self::CustomHttp | Self::AnyHttp)
    }

    /// Whether it has the switch *Proxy Enabled/ATC*, which is for AppTunnel alone.
    pub fn has_proxy(self) -> bool {
        !matches!(self, Self::ActiveSync | Self::Ip)
    }

    /// Whether context headers can be added, which only HTTP has.
    pub fn has_context_headers(self) -> bool {
        matches!(self, Self::CustomHttp | Self::AnyHttp)
    }

    /// Whether it is a service of AppTunnel: every type but ActiveSync.
    pub fn is_app_tunnel(self) -> bool {
        self != Self::ActiveSync
    }
}

impl ServerAuthentication {
    /// The word for it, as in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::PassThrough => "pass_through",
            Self::Kerberos { .. } => "kerberos",
        }
    }
}

display_by_word!(ServiceType, ServerAuthentication);
argument_by_display!(ServiceType);
