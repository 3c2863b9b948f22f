//! What is known of a field, and when the console shows it.

use schemars::JsonSchema;
use serde::Serialize;

use super::draft::{ProfileDraft, ServiceDraft};
use super::server::Protocol;
use super::{Kind, ServiceType};
use crate::report::Certainty;

/// One field of the console.
#[derive(Clone, Copy, Debug, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Field {
    /// JSON pointer (RFC 6901) into a draft or a profile. `*` stands for any index.
    pub pointer: &'static str,
    /// Its label in the console, as far as it is known.
    pub label: &'static str,
    /// What is asked of it, in one sentence.
    pub constraint: &'static str,
    /// When the console shows it, in one sentence.
    pub visibility: &'static str,
    /// What it is if nothing is entered. `None`: it stays empty, or has to be entered.
    pub default: Option<&'static str>,
    /// How sure the library is of the constraint.
    pub certainty: Certainty,
    /// Where it is written down.
    pub source: &'static str,
    /// The visibility as a function.
    #[serde(skip)]
    pub(super) is_shown: fn(&Choices<'_>) -> bool,
}

/// What has been chosen so far, as far as it decides which fields are shown. A choice that cannot be read counts as not made.
#[derive(Clone, Copy)]
pub(super) struct Choices<'a> {
    kind: Kind,
    authentication_mode: Option<&'a str>,
    listener: Option<Protocol>,
    self_signed: bool,
    add_second_certificate: bool,
    /// Of the service that the field belongs to.
    service_type: Option<ServiceType>,
    server_auth: Option<&'a str>,
}

impl<'a> Choices<'a> {
    /// `None` before a kind is chosen.
    pub(super) fn of(draft: &'a ProfileDraft) -> Option<Self> {
        let server = &draft.server;
        Some(Self {
            kind: chosen(&draft.kind, Kind::ALL, Kind::as_str)?,
            authentication_mode: draft.global.device_authentication.mode.as_deref(),
            listener: chosen(&server.listener, Protocol::ALL, Protocol::as_str),
            self_signed: server.self_signed == Some(true),
            add_second_certificate: server.add_second_certificate.unwrap_or(server.second_certificate.is_some()),
            service_type: None,
            server_auth: None,
        })
    }

    /// The same, for the fields of one service.
    pub(super) fn with_service(self, service: &'a ServiceDraft) -> Self {
        let service_type = chosen(&service.service_type, ServiceType::ALL, ServiceType::as_str);
        Self { service_type, server_auth: service.server_auth.as_deref(), ..self }
    }

    /// Whether the type of the service has the field. While no type is chosen, none of its fields is hidden.
    fn service(&self, has_field: fn(ServiceType) -> bool) -> bool {
        self.service_type.is_none_or(has_field)
    }
}

fn chosen<T: Copy, const N: usize>(text: &Option<String>, values: [T; N], word: fn(T) -> &'static str) -> Option<T> {
    let text = text.as_deref()?;
    values.into_iter().find(|value| word(*value) == text)
}

/// What the fields of one visibility have in common. Unless a row says otherwise, it is documented and has no default.
const fn shown(visibility: &'static str, is_shown: fn(&Choices<'_>) -> bool) -> Field {
    Field {
        pointer: "",
        label: "",
        constraint: "",
        visibility,
        default: None,
        certainty: Certainty::Documented,
        source: "",
        is_shown,
    }
}

pub(super) const ALWAYS: Field = shown("Always.", |_| true);

pub(super) const WITH_A_KIND: Field = shown("Once a kind is chosen.", |_| true);

pub(super) const WITH_MODES: Field =
    shown("In the kind with certificates; the others have one mode.", |chosen| chosen.kind == Kind::Certificates);

pub(super) const WITH_GROUP_CERTIFICATE: Field = shown("With a group certificate.", |chosen| {
    chosen.kind == Kind::Certificates && chosen.authentication_mode != Some("identity_certificate")
});

pub(super) const WITH_IDENTITY_CERTIFICATES: Field = shown("With identity certificates.", |chosen| match chosen.kind {
    Kind::ActiveSyncBasic => false,
    Kind::Certificates => chosen.authentication_mode != Some("group_certificate"),
    Kind::Kerberos => true,
});

pub(super) const WITH_CERTIFICATES: Field =
    shown("In kinds where devices show certificates.", |chosen| chosen.kind != Kind::ActiveSyncBasic);

pub(super) const WITH_KERBEROS: Field = shown("In the kind with Kerberos.", |chosen| chosen.kind == Kind::Kerberos);

pub(super) const WITH_APP_TUNNEL: Field = shown("In kinds with AppTunnel.", |chosen| chosen.kind.has_app_tunnel());

pub(super) const UNLESS_HTTP_ONLY: Field =
    shown("Unless the listener protocol is HTTP Only.", |chosen| chosen.listener.is_none_or(Protocol::has_https));

pub(super) const UNLESS_HTTPS_ONLY: Field =
    shown("Unless the listener protocol is HTTPS Only.", |chosen| chosen.listener.is_none_or(Protocol::has_http));

pub(super) const UNLESS_SELF_SIGNED: Field =
    shown("Only when the self-signed certificate is not ticked.", |chosen| !chosen.self_signed);

pub(super) const WITH_SECOND_CERTIFICATE: Field =
    shown("When the second certificate is ticked.", |chosen| !chosen.self_signed && chosen.add_second_certificate);

pub(super) const UNLESS_ACTIVE_SYNC: Field =
    shown("Unless it is ActiveSync.", |chosen| chosen.service(ServiceType::is_app_tunnel));

pub(super) const WITH_SERVERS: Field =
    shown("For services with servers of their own.", |chosen| chosen.service(ServiceType::has_server_list));

pub(super) const WITH_SERVER_AUTHENTICATION: Field =
    shown("For ActiveSync, HTTP and CIFS.", |chosen| chosen.service(ServiceType::has_server_authentication));

pub(super) const WITH_KERBEROS_AND_SERVERS: Field = shown("With Kerberos and a server list.", |chosen| {
    chosen.kind == Kind::Kerberos
        && chosen.server_auth == Some("kerberos")
        && chosen.service(ServiceType::has_server_authentication)
        && chosen.service(ServiceType::has_server_list)
});

pub(super) const WITH_TLS: Field = shown("For ActiveSync and HTTP.", |chosen| chosen.service(ServiceType::has_tls));

pub(super) const WITH_PROXY: Field =
    shown("For AppTunnel, but not IP.", |chosen| chosen.service(ServiceType::has_proxy));

pub(super) const WITH_CONTEXT_HEADERS: Field =
    shown("For HTTP.", |chosen| chosen.service(ServiceType::has_context_headers));
