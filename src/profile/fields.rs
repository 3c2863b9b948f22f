//! Every field of a profile: what the console asks of it, when it shows it, and how sure that is.
//!
//! The table of `docs/profile-fields.md` is made of these rows, and so are the fields that are visible.

use super::field::{
    ALWAYS, Field, UNLESS_ACTIVE_SYNC, UNLESS_HTTP_ONLY, UNLESS_HTTPS_ONLY, UNLESS_SELF_SIGNED, WITH_A_KIND,
    WITH_APP_TUNNEL, WITH_CERTIFICATES, WITH_CONTEXT_HEADERS, WITH_GROUP_CERTIFICATE, WITH_IDENTITY_CERTIFICATES,
    WITH_KERBEROS, WITH_KERBEROS_AND_SERVERS, WITH_MODES, WITH_PROXY, WITH_SECOND_CERTIFICATE,
    WITH_SERVER_AUTHENTICATION, WITH_SERVERS, WITH_TLS,
};
use super::source;
use crate::report::Certainty;

/// Every field of a profile, in the order of the console.
///
/// ```
/// use apptunnel::profile;
///
/// let port = profile::fields().iter().find(|field| field.pointer == "/server/http_port").unwrap();
/// assert_eq!(port.visibility, "Unless the listener protocol is HTTPS Only.");
/// ```
pub fn fields() -> &'static [Field] {
    FIELDS
}

const FIELDS: &[Field] = &[
    Field {
        pointer: "/kind",
        label: "Add Sentry Profile",
        constraint: "One of three kinds.",
        source: source::AUTHENTICATION,
        ..ALWAYS
    },
    Field {
        pointer: "/global/name",
        label: "Name",
        constraint: "Required; 1 to 255 characters, the library's limit.",
        certainty: Certainty::Decided,
        source: source::SET_UP,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/global/description",
        label: "Description",
        constraint: "Optional; up to 4096 characters, the library's limit.",
        certainty: Certainty::Decided,
        source: source::SET_UP,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/global/external_host",
        label: "External Hostname",
        constraint: "A fully qualified name or an IP address that can be reached from outside.",
        source: source::SET_UP,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/global/external_port",
        label: "Port",
        constraint: "1 to 65535; the guide says to enter 443.",
        source: source::ACTIVE_SYNC,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/global/device_authentication/mode",
        label: "Device Authentication Mode",
        constraint: "Exactly one: group_certificate or identity_certificate.",
        source: source::AUTHENTICATION,
        ..WITH_MODES
    },
    Field {
        pointer: "/global/device_authentication/group_certificate",
        label: "Use a single certificate for 2-factor auth",
        constraint: "The name of one group certificate; not with Kerberos.",
        source: source::SET_UP,
        ..WITH_GROUP_CERTIFICATE
    },
    Field {
        pointer: "/global/device_authentication/trusted_cas",
        label: "Trusted root certificates",
        constraint: "The names of the CA certificates that issue identity certificates.",
        source: source::OVERVIEW,
        ..WITH_IDENTITY_CERTIFICATES
    },
    Field {
        pointer: "/global/device_authentication/check_crl",
        label: "Enable certificate revocation list (CRL)",
        constraint: "A switch alone; the place of the CRL follows from the certificates.",
        default: Some("off"),
        source: source::SET_UP,
        ..WITH_CERTIFICATES
    },
    Field {
        pointer: "/global/device_authentication/kerberos/realm",
        label: "Realm",
        constraint: "Optional: the field list of the console is not known.",
        certainty: Certainty::Recalled,
        source: source::RECALLED,
        ..WITH_KERBEROS
    },
    Field {
        pointer: "/global/device_authentication/kerberos/service_principal",
        label: "Sentry service principal",
        constraint: "Optional: the field list of the console is not known.",
        certainty: Certainty::Recalled,
        source: source::RECALLED,
        ..WITH_KERBEROS
    },
    Field {
        pointer: "/global/device_authentication/kerberos/kdc",
        label: "Key distribution center",
        constraint: "Optional; a name or an IP address.",
        certainty: Certainty::Recalled,
        source: source::RECALLED,
        ..WITH_KERBEROS
    },
    Field {
        pointer: "/global/device_authentication/kerberos/user_upn",
        label: "User UPN",
        constraint: "The NT principal name of the certificate, as DISA documents it; two others are recalled.",
        source: source::STIG,
        ..WITH_KERBEROS
    },
    Field {
        pointer: "/global/allow_unmanaged_devices",
        label: "Allow unmanaged devices to receive email and data",
        constraint: "A switch.",
        default: Some("off: blocked"),
        source: source::ACTIVE_SYNC,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/global/health_check/dead_threshold",
        label: "Dead Threshold",
        constraint: "Optional; a whole number. No default is known.",
        certainty: Certainty::Recalled,
        source: source::RECALLED,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/global/health_check/failure_window_ms",
        label: "Failure Window (ms)",
        constraint: "Optional; a whole number. No default is known.",
        certainty: Certainty::Recalled,
        source: source::RECALLED,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/global/health_check/dead_time_ms",
        label: "Dead Time (ms)",
        constraint: "Optional; a whole number. No default is known.",
        certainty: Certainty::Recalled,
        source: source::RECALLED,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/global/scheduling",
        label: "Scheduling options",
        constraint: "Optional: priority or round_robin. TCP takes turns in any case.",
        certainty: Certainty::Recalled,
        source: source::RECALLED,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/global/timeouts/http_ms",
        label: "Default HTTP timeout",
        constraint: "Left alone, unless documentation or Professional Services say otherwise; milliseconds.",
        source: source::APP_TUNNEL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/global/timeouts/tcp_ms",
        label: "Default TCP timeout",
        constraint: "Left alone, unless documentation or Professional Services say otherwise; milliseconds.",
        source: source::APP_TUNNEL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/global/add_context_headers",
        label: "Add Context Headers",
        constraint: "A switch; HTTP services alone.",
        source: source::CONTEXT,
        ..WITH_APP_TUNNEL
    },
    Field {
        pointer: "/global/advanced_traffic_control",
        label: "Advanced Traffic Control",
        constraint: "Whether it is set up; the grammar of its rules is not known.",
        default: Some("off"),
        certainty: Certainty::Decided,
        source: source::APP_TUNNEL,
        ..WITH_APP_TUNNEL
    },
    Field {
        pointer: "/global/explicit_proxy/host",
        label: "Server-side explicit proxy: host",
        constraint: "At most one proxy; a name or an IP address.",
        source: source::PROXY,
        ..WITH_APP_TUNNEL
    },
    Field {
        pointer: "/global/explicit_proxy/port",
        label: "Server-side explicit proxy: port",
        constraint: "1 to 65535.",
        certainty: Certainty::Decided,
        source: source::PROXY,
        ..WITH_APP_TUNNEL
    },
    Field {
        pointer: "/server/listener",
        label: "Listener protocol",
        constraint: "HTTPS Only, HTTP Only, or HTTPS and HTTP.",
        source: source::SET_UP,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/https_port",
        label: "Https Port",
        constraint: "1 to 65535; required where it is shown.",
        source: source::SET_UP,
        ..UNLESS_HTTP_ONLY
    },
    Field {
        pointer: "/server/http_port",
        label: "Http Port",
        constraint: "1 to 65535, other than that of HTTPS; required where it is shown.",
        source: source::SET_UP,
        ..UNLESS_HTTPS_ONLY
    },
    Field {
        pointer: "/server/self_signed",
        label: "Use Sentry's self-signed cert",
        constraint: "A switch; a publicly trusted certificate is recommended.",
        source: source::SET_UP,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/certificate",
        label: "Sentry TLS Server Certificate/key",
        constraint: "One of the uploaded TLS server certificates, by name.",
        source: source::SET_UP,
        ..UNLESS_SELF_SIGNED
    },
    Field {
        pointer: "/server/add_second_certificate",
        label: "Add second certificate",
        constraint: "A switch.",
        default: Some("ticked if a second certificate is given"),
        certainty: Certainty::Decided,
        source: source::SET_UP,
        ..UNLESS_SELF_SIGNED
    },
    Field {
        pointer: "/server/second_certificate",
        label: "Second certificate",
        constraint: "The name of the reserve, other than the first.",
        source: source::SET_UP,
        ..WITH_SECOND_CERTIFICATE
    },
    Field {
        pointer: "/server/incoming/protocols",
        label: "Incoming protocols",
        constraint: "At least one version of TLS.",
        default: Some("TLSv1.2"),
        source: source::STIG,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/incoming/suites",
        label: "Incoming cipher suites",
        constraint: "At least one.",
        default: Some("the strong ones; which these are, the library decides"),
        source: source::SET_UP,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/outgoing/protocols",
        label: "Outgoing protocols",
        constraint: "At least one version of TLS.",
        default: Some("TLSv1.2"),
        source: source::STIG,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/outgoing/suites",
        label: "Outgoing cipher suites",
        constraint: "At least one.",
        default: Some("the strong ones; which these are, the library decides"),
        source: source::SET_UP,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/outgoing/strict_tls",
        label: "Outgoing: Strict TLS",
        constraint: "A switch; host names are verified where it is on.",
        default: Some("off"),
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/outgoing/java_trust_store",
        label: "Outgoing: Java trust store",
        constraint: "A switch.",
        default: Some("as Strict TLS"),
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/outgoing/custom_trust_store",
        label: "Outgoing: custom trust store",
        constraint: "The names of CA certificates.",
        default: Some("empty"),
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/outgoing/allow_untrusted",
        label: "Outgoing: Allow and Log untrusted servers",
        constraint: "A switch.",
        default: Some("off"),
        certainty: Certainty::Decided,
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/outgoing/sni",
        label: "Outgoing: SNI",
        constraint: "A switch that can be enabled; no default is known.",
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/uem/strict_tls",
        label: "UEM: Strict TLS",
        constraint: "A switch; host names are verified where it is on.",
        default: Some("on"),
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/uem/java_trust_store",
        label: "UEM: Java trust store",
        constraint: "A switch.",
        default: Some("as Strict TLS"),
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/uem/custom_trust_store",
        label: "UEM: custom trust store",
        constraint: "The names of CA certificates.",
        default: Some("empty"),
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/uem/allow_untrusted",
        label: "UEM: Allow and Log untrusted servers",
        constraint: "A switch.",
        default: Some("off"),
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/uem/sni",
        label: "UEM: SNI",
        constraint: "A switch that can be enabled; no default is known.",
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/access/strict_tls",
        label: "Access: Strict TLS",
        constraint: "A switch; host names are verified where it is on.",
        default: Some("on"),
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/access/java_trust_store",
        label: "Access: Java trust store",
        constraint: "A switch.",
        default: Some("as Strict TLS"),
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/access/custom_trust_store",
        label: "Access: custom trust store",
        constraint: "The names of CA certificates.",
        default: Some("empty"),
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/access/allow_untrusted",
        label: "Access: Allow and Log untrusted servers",
        constraint: "A switch.",
        default: Some("off"),
        certainty: Certainty::Decided,
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/server/trust/access/sni",
        label: "Access: SNI",
        constraint: "A switch that can be enabled; no default is known.",
        source: source::SSL,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/services/*/type",
        label: "Service",
        constraint: "At least one service; ActiveSync alone with basic auth.",
        source: source::SET_UP,
        ..WITH_A_KIND
    },
    Field {
        pointer: "/services/*/name",
        label: "Service Name",
        constraint: "No space and none of \\ ; * ? < > \" |; TCP and CIFS_ begin the names of those services; unique.",
        default: Some("the token, of a service that has one"),
        source: source::SERVICE,
        ..UNLESS_ACTIVE_SYNC
    },
    Field {
        pointer: "/services/*/server_list",
        label: "Server List",
        constraint: "host:port, several separated by semicolons; used in turn.",
        source: source::TCP,
        ..WITH_SERVERS
    },
    Field {
        pointer: "/services/*/server_auth",
        label: "Server Auth",
        constraint: "Kerberos only in the kind with Kerberos; TCP is always Pass Through.",
        default: Some("Pass Through, where there is no choice"),
        source: source::AUTHENTICATION,
        ..WITH_SERVER_AUTHENTICATION
    },
    Field {
        pointer: "/services/*/spn_list",
        label: "Server SPN List",
        constraint: "As many as servers and in their order, or none.",
        certainty: Certainty::Recalled,
        source: source::RECALLED,
        ..WITH_KERBEROS_AND_SERVERS
    },
    Field {
        pointer: "/services/*/tls_enabled",
        label: "TLS Enabled",
        constraint: "A switch; not for TCP.",
        default: Some("off"),
        source: source::TCP,
        ..WITH_TLS
    },
    Field {
        pointer: "/services/*/proxy_enabled",
        label: "Proxy Enabled/ATC",
        constraint: "A switch; needs an explicit proxy or Advanced Traffic Control.",
        default: Some("off"),
        source: source::TCP,
        ..WITH_PROXY
    },
    Field {
        pointer: "/services/*/context_headers",
        label: "Context headers",
        constraint: "A switch.",
        default: Some("off"),
        source: source::CONTEXT,
        ..WITH_CONTEXT_HEADERS
    },
    Field {
        pointer: "/app_rules/*/name",
        label: "Name",
        constraint: "Required; 1 to 255 characters, the library's limit.",
        certainty: Certainty::Decided,
        source: source::APP,
        ..WITH_APP_TUNNEL
    },
    Field {
        pointer: "/app_rules/*/app",
        label: "App",
        constraint: "Optional: the app that has the configuration.",
        certainty: Certainty::Decided,
        source: source::APP,
        ..WITH_APP_TUNNEL
    },
    Field {
        pointer: "/app_rules/*/sentry",
        label: "Sentry",
        constraint: "Optional: the external hostname of the profile.",
        source: source::APP,
        ..WITH_APP_TUNNEL
    },
    Field {
        pointer: "/app_rules/*/url_wildcard",
        label: "URL Wildcard",
        constraint: "A host in which * stands for any characters; no scheme, port or path.",
        certainty: Certainty::Recalled,
        source: source::RECALLED,
        ..WITH_APP_TUNNEL
    },
    Field {
        pointer: "/app_rules/*/port",
        label: "Port",
        constraint: "1 to 65535, or any.",
        default: Some("any"),
        certainty: Certainty::Recalled,
        source: source::RECALLED,
        ..WITH_APP_TUNNEL
    },
    Field {
        pointer: "/app_rules/*/service",
        label: "Service",
        constraint: "The name of a service of the Sentry.",
        source: source::SERVICE,
        ..WITH_APP_TUNNEL
    },
    Field {
        pointer: "/app_rules/*/identity_certificate",
        label: "Identity Certificate",
        constraint: "The name of the configuration that gives it.",
        source: source::APP,
        ..WITH_APP_TUNNEL
    },
];
