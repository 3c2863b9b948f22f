//! Global Settings: the first page of a Sentry profile.

use schemars::JsonSchema;
use serde::Serialize;

use super::{CertificateName, Description, Host, Port, Principal, ProfileName, Realm};
use crate::message::display_by_word;

/// What a profile is for, chosen first. Source: Sentry Guide, device and server authentication.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Kind {
    /// *ActiveSync with basic auth*: user names and passwords pass through. No AppTunnel.
    ActiveSyncBasic,
    /// *ActiveSync and/or AppTunnel with certificates*. Server authentication is Pass Through.
    Certificates,
    /// *ActiveSync and/or App Tunnel with Kerberos*. Devices show identity certificates.
    Kerberos,
}

/// The settings of the profile as a whole.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct GlobalSettings {
    /// Name of the profile.
    pub name: ProfileName,
    /// What it is for.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<Description>,
    /// The Sentry as devices reach it.
    pub external_host: Host,
    /// The port by which devices reach it. The guide says to enter 443.
    pub external_port: Port,
    /// How devices authenticate to the Sentry.
    pub device_authentication: DeviceAuthentication,
    /// Whether devices that N-MDM does not manage receive mail and data. N-MDM blocks them by default.
    pub allow_unmanaged_devices: bool,
    /// When a server counts as dead. Its fields are recalled, and no default is known.
    #[serde(skip_serializing_if = "HealthCheck::is_empty")]
    #[schemars(default)]
    pub health_check: HealthCheck,
    /// How requests are spread over several servers. The options are recalled, and no default is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduling: Option<Scheduling>,
    /// Default timeouts. The guide says not to change them. No default is known.
    #[serde(skip_serializing_if = "Timeouts::is_empty")]
    #[schemars(default)]
    pub timeouts: Timeouts,
    /// *Add Context Headers*. No default is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add_context_headers: Option<bool>,
    /// Whether Advanced Traffic Control is set up. The grammar of its rules is not public.
    pub advanced_traffic_control: bool,
    /// The server-side explicit proxy. There is one for a Sentry, or none.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explicit_proxy: Option<ExplicitProxy>,
}

/// How devices authenticate to the Sentry.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "mode")]
#[non_exhaustive]
pub enum DeviceAuthentication {
    /// By user name and password, which pass through to the ActiveSync server.
    PassThrough,
    /// *Use a single certificate for 2-factor auth*: all devices have the same one.
    #[non_exhaustive]
    GroupCertificate {
        /// Its name among the group certificates.
        group_certificate: CertificateName,
        /// Whether the Sentry asks the CRL that the CA publishes.
        check_crl: bool,
    },
    /// Each device has its own certificate.
    #[non_exhaustive]
    IdentityCertificate {
        /// The CAs whose certificates are taken, by the names of their certificates.
        trusted_cas: Vec<CertificateName>,
        /// Whether the Sentry asks the CRL that the CA publishes.
        check_crl: bool,
        /// What the Sentry needs to ask for tickets. `None` unless the kind is [`Kind::Kerberos`].
        #[serde(skip_serializing_if = "Option::is_none")]
        kerberos: Option<KerberosSettings>,
    },
}

/// How the Sentry gets tickets for the users of devices. The field list of the console is not public; these are recalled.
/// Cross-realm authentication is on and needs no setting.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct KerberosSettings {
    /// The realm of the servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub realm: Option<Realm>,
    /// The principal as which the Sentry asks. Its password or keytab is no part of this.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_principal: Option<Principal>,
    /// The key distribution center.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kdc: Option<Host>,
    /// The field of the identity certificate that holds the user principal name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_upn: Option<UpnField>,
}

/// A field of an identity certificate that names its user.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum UpnField {
    /// Subject alternative name, NT principal name. The documented example (DISA STIG SV-251028).
    NtPrincipalName,
    /// Subject alternative name, RFC 822 name. Recalled.
    Rfc822Name,
    /// The subject. Recalled.
    SubjectDn,
}

/// Passive health check: when a server is marked as dead. No default is known.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct HealthCheck {
    /// Failures after which a server is dead.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dead_threshold: Option<u32>,
    /// The time in which they happen, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure_window_ms: Option<u32>,
    /// How long a dead server is left alone, in milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dead_time_ms: Option<u32>,
}

/// Default timeouts of HTTP and TCP, in milliseconds. Their names in the console are not public.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Timeouts {
    /// Of HTTP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_ms: Option<u32>,
    /// Of TCP.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tcp_ms: Option<u32>,
}

/// How requests are spread over the servers of a list. Services of TCP take turns in any case.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Scheduling {
    /// The first server, as long as it is not dead. Recalled.
    Priority,
    /// Each in turn.
    RoundRobin,
}

/// A server-side explicit proxy, for the traffic of AppTunnel alone.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct ExplicitProxy {
    /// Its host.
    pub host: Host,
    /// Its port.
    pub port: Port,
}

impl Kind {
    /// Every kind, in the order of the console.
    pub const ALL: [Self; 3] = [Self::ActiveSyncBasic, Self::Certificates, Self::Kerberos];

    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::ActiveSyncBasic => "active_sync_basic",
            Self::Certificates => "certificates",
            Self::Kerberos => "kerberos",
        }
    }

    /// The label in the console.
    pub fn label(self) -> &'static str {
        match self {
            Self::ActiveSyncBasic => "ActiveSync with basic auth",
            Self::Certificates => "ActiveSync and/or AppTunnel with certificates",
            Self::Kerberos => "ActiveSync and/or App Tunnel with Kerberos",
        }
    }

    /// Whether the profile may have services of AppTunnel.
    pub fn has_app_tunnel(self) -> bool {
        self != Self::ActiveSyncBasic
    }
}

impl DeviceAuthentication {
    /// The word for its mode, as in JSON.
    pub fn as_str(&self) -> &'static str {
        match self {
            Self::PassThrough => "pass_through",
            Self::GroupCertificate { .. } => "group_certificate",
            Self::IdentityCertificate { .. } => "identity_certificate",
        }
    }

    /// The name of the group certificate, if it is one that authenticates devices.
    pub fn group_certificate(&self) -> Option<&CertificateName> {
        match self {
            Self::GroupCertificate { group_certificate, .. } => Some(group_certificate),
            Self::PassThrough | Self::IdentityCertificate { .. } => None,
        }
    }

    /// The names of the CA certificates whose identity certificates are taken.
    pub fn trusted_cas(&self) -> &[CertificateName] {
        match self {
            Self::IdentityCertificate { trusted_cas, .. } => trusted_cas,
            Self::PassThrough | Self::GroupCertificate { .. } => &[],
        }
    }

    /// Whether the Sentry asks CRLs.
    pub fn checks_crl(&self) -> bool {
        match self {
            Self::PassThrough => false,
            Self::GroupCertificate { check_crl, .. } | Self::IdentityCertificate { check_crl, .. } => *check_crl,
        }
    }
}

impl HealthCheck {
    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl Timeouts {
    /// Whether nothing is set.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

impl UpnField {
    /// Every field, the documented one first.
    pub const ALL: [Self; 3] = [Self::NtPrincipalName, Self::Rfc822Name, Self::SubjectDn];

    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NtPrincipalName => "nt_principal_name",
            Self::Rfc822Name => "rfc822_name",
            Self::SubjectDn => "subject_dn",
        }
    }
}

impl Scheduling {
    /// Every option.
    pub const ALL: [Self; 2] = [Self::Priority, Self::RoundRobin];

    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Priority => "priority",
            Self::RoundRobin => "round_robin",
        }
    }
}

display_by_word!(Kind, DeviceAuthentication, UpnField, Scheduling);
