//! What an administrator typed into the console, before anything is checked.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::de::{self, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

/// A profile as it was typed in: any text in any field, and any field left out. Blank text counts as left out.
///
/// Field names that do not exist are refused when it is read from JSON; all else is for [`ProfileDraft::check`] to say.
/// A [`Profile`](super::Profile) in JSON reads as a draft, with the same JSON pointers.
///
/// ```
/// use apptunnel::profile::ProfileDraft;
///
/// let draft: ProfileDraft = serde_json::from_str(r#"{"kind": "certificates", "server": {"https_port": "0"}}"#).unwrap();
/// let checked = draft.check();
/// assert!(checked.profile.is_none());
/// assert!(checked.findings.iter().any(|finding| finding.code == "profile.port"));
/// assert!(serde_json::from_str::<ProfileDraft>(r#"{"kinds": "certificates"}"#).is_err());
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ProfileDraft {
    /// `active_sync_basic`, `certificates` or `kerberos`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kind: Option<String>,
    /// The first page.
    #[serde(skip_serializing_if = "is_default")]
    pub global: GlobalDraft,
    /// The second page.
    #[serde(skip_serializing_if = "is_default")]
    pub server: ServerDraft,
    /// The services.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub services: Vec<ServiceDraft>,
    /// The AppTunnel rules of apps, in order.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub app_rules: Vec<AppRuleDraft>,
}

/// Global Settings as typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct GlobalDraft {
    /// Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Description.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// External hostname.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_host: Option<String>,
    /// External port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub external_port: Option<NumberDraft>,
    /// Device Authentication Mode.
    #[serde(skip_serializing_if = "is_default")]
    pub device_authentication: DeviceAuthenticationDraft,
    /// Allow unmanaged devices to receive email and data.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_unmanaged_devices: Option<bool>,
    /// Passive health check options.
    #[serde(skip_serializing_if = "is_default")]
    pub health_check: HealthCheckDraft,
    /// `priority` or `round_robin`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub scheduling: Option<String>,
    /// Default HTTP and TCP timeouts.
    #[serde(skip_serializing_if = "is_default")]
    pub timeouts: TimeoutsDraft,
    /// Add Context Headers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add_context_headers: Option<bool>,
    /// Whether Advanced Traffic Control is set up.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub advanced_traffic_control: Option<bool>,
    /// The server-side explicit proxy.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub explicit_proxy: Option<ExplicitProxyDraft>,
}

/// Device authentication as typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct DeviceAuthenticationDraft {
    /// `pass_through`, `group_certificate` or `identity_certificate`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mode: Option<String>,
    /// The name of the group certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub group_certificate: Option<String>,
    /// The names of the CA certificates that issue identity certificates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub trusted_cas: Vec<String>,
    /// Enable certificate revocation list (CRL).
    #[serde(skip_serializing_if = "Option::is_none")]
    pub check_crl: Option<bool>,
    /// Kerberos.
    #[serde(skip_serializing_if = "is_default")]
    pub kerberos: KerberosDraft,
}

/// Kerberos as typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct KerberosDraft {
    /// Realm.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub realm: Option<String>,
    /// The principal as which the Sentry asks.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_principal: Option<String>,
    /// Key distribution center.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub kdc: Option<String>,
    /// `nt_principal_name`, `rfc822_name` or `subject_dn`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub user_upn: Option<String>,
}

/// The passive health check as typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct HealthCheckDraft {
    /// Failures.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dead_threshold: Option<NumberDraft>,
    /// Milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub failure_window_ms: Option<NumberDraft>,
    /// Milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub dead_time_ms: Option<NumberDraft>,
}

/// The default timeouts as typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TimeoutsDraft {
    /// Milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_ms: Option<NumberDraft>,
    /// Milliseconds.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tcp_ms: Option<NumberDraft>,
}

/// The explicit proxy as typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ExplicitProxyDraft {
    /// Host.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub host: Option<String>,
    /// Port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<NumberDraft>,
}

/// Sentry Server Configuration as typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ServerDraft {
    /// `https_only`, `http_only` or `https_and_http`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub listener: Option<String>,
    /// Https Port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub https_port: Option<NumberDraft>,
    /// Http Port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub http_port: Option<NumberDraft>,
    /// Use Sentry's self-signed cert.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub self_signed: Option<bool>,
    /// The name of the TLS server certificate that is chosen.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub certificate: Option<String>,
    /// Add second certificate. Left out, it counts as ticked if there is a second certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub add_second_certificate: Option<bool>,
    /// The name of the second certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_certificate: Option<String>,
    /// Towards devices.
    #[serde(skip_serializing_if = "is_default")]
    pub incoming: SelectionDraft,
    /// Towards the servers behind the Sentry.
    #[serde(skip_serializing_if = "is_default")]
    pub outgoing: SelectionDraft,
    /// Whom the Sentry trusts.
    #[serde(skip_serializing_if = "is_default")]
    pub trust: TrustDraft,
}

/// Protocols and cipher suites of one direction as typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct SelectionDraft {
    /// Protocol versions by their Java names. Left out: TLSv1.2, the documented default.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub protocols: Option<Vec<String>>,
    /// Cipher suites by their IANA, OpenSSL or JSSE names. Left out: every strong one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub suites: Option<Vec<String>>,
}

/// Whom the Sentry trusts, as typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct TrustDraft {
    /// To the servers behind the Sentry.
    #[serde(skip_serializing_if = "is_default")]
    pub outgoing: DirectionDraft,
    /// To the UEM server.
    #[serde(skip_serializing_if = "is_default")]
    pub uem: DirectionDraft,
    /// To Access.
    #[serde(skip_serializing_if = "is_default")]
    pub access: DirectionDraft,
}

/// Whom the Sentry trusts in one direction, as typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct DirectionDraft {
    /// Strict TLS. Left out: the documented default of the direction.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub strict_tls: Option<bool>,
    /// The trust store of Java. Left out: as strict TLS.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub java_trust_store: Option<bool>,
    /// Names of CA certificates.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub custom_trust_store: Vec<String>,
    /// Allow and Log untrusted servers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub allow_untrusted: Option<bool>,
    /// SNI.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sni: Option<bool>,
}

/// One service as typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct ServiceDraft {
    /// `active_sync`, `custom_http`, `any_http`, `cifs`, `any_cifs`, `custom_tcp`, `any_tcp` or `ip`.
    #[serde(rename = "type")]
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service_type: Option<String>,
    /// Service Name.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Server List.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_list: Option<String>,
    /// `pass_through` or `kerberos`.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub server_auth: Option<String>,
    /// Server SPN List.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub spn_list: Option<String>,
    /// TLS Enabled.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub tls_enabled: Option<bool>,
    /// Proxy Enabled/ATC.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub proxy_enabled: Option<bool>,
    /// Context headers.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub context_headers: Option<bool>,
}

/// One AppTunnel rule of an app as typed in.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(default, deny_unknown_fields)]
#[non_exhaustive]
pub struct AppRuleDraft {
    /// Name of the configuration.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub name: Option<String>,
    /// Identifier of the app.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub app: Option<String>,
    /// Sentry.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentry: Option<String>,
    /// URL Wildcard.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url_wildcard: Option<String>,
    /// Port.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub port: Option<NumberDraft>,
    /// Service.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub service: Option<String>,
    /// Identity Certificate.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub identity_certificate: Option<String>,
}

/// A number as typed in: any text. JSON may have it as text or as a number.
///
/// ```
/// use apptunnel::profile::NumberDraft;
///
/// let typed: NumberDraft = serde_json::from_str("443").unwrap();
/// assert_eq!(typed, NumberDraft::from("443"));
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash, Serialize)]
#[serde(transparent)]
pub struct NumberDraft(String);

impl NumberDraft {
    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl From<&str> for NumberDraft {
    fn from(text: &str) -> Self {
        Self(text.to_owned())
    }
}

impl From<String> for NumberDraft {
    fn from(text: String) -> Self {
        Self(text)
    }
}

impl<'de> Deserialize<'de> for NumberDraft {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(NumberVisitor)
    }
}

struct NumberVisitor;

impl Visitor<'_> for NumberVisitor {
    type Value = NumberDraft;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("text or a number")
    }

    fn visit_str<E: de::Error>(self, text: &str) -> Result<NumberDraft, E> {
        Ok(text.into())
    }

    fn visit_string<E: de::Error>(self, text: String) -> Result<NumberDraft, E> {
        Ok(text.into())
    }

    fn visit_u64<E: de::Error>(self, number: u64) -> Result<NumberDraft, E> {
        Ok(number.to_string().into())
    }

    fn visit_i64<E: de::Error>(self, number: i64) -> Result<NumberDraft, E> {
        Ok(number.to_string().into())
    }

    fn visit_f64<E: de::Error>(self, number: f64) -> Result<NumberDraft, E> {
        Ok(number.to_string().into())
    }
}

impl JsonSchema for NumberDraft {
    fn schema_name() -> Cow<'static, str> {
        "NumberDraft".into()
    }

    fn json_schema(_: &mut schemars::SchemaGenerator) -> schemars::Schema {
        schemars::json_schema!({"type": ["string", "number"]})
    }
}

fn is_default<T: Default + PartialEq>(value: &T) -> bool {
    *value == T::default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_read_as_they_were_written() {
        for (json, text) in [("443", "443"), ("-1", "-1"), ("1.5", "1.5"), ("\"0443\"", "0443"), ("1e400", "")] {
            match serde_json::from_str::<NumberDraft>(json) {
                Ok(entry) => assert_eq!(entry.as_str(), text),
                Err(_) => assert_eq!(text, "", "{json}"),
            }
        }
        for json in ["true", "null", "[]", "{}"] {
            assert!(serde_json::from_str::<NumberDraft>(json).is_err(), "{json}");
        }
    }

    #[test]
    fn unknown_fields_are_refused_and_every_field_may_be_missing() {
        assert_eq!(serde_json::from_str::<ProfileDraft>("{}").unwrap(), ProfileDraft::default());
        assert_eq!(ProfileDraft::default().to_json(), "{}");
        for json in [
            r#"{"x": 1}"#,
            r#"{"global": {"x": 1}}"#,
            r#"{"server": {"trust": {"uem": {"x": 1}}}}"#,
            r#"{"services": [{"x": 1}]}"#,
            r#"{"app_rules": [{"x": 1}]}"#,
        ] {
            assert!(serde_json::from_str::<ProfileDraft>(json).is_err(), "{json}");
        }
    }
}
