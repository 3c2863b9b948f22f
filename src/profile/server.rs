//! Sentry Server Configuration: the second page of a Sentry profile.

use schemars::JsonSchema;
use serde::Serialize;

use super::trust::Trust;
use super::{CertificateName, Port};
use crate::message::display_by_word;
use crate::tls::Selection;

/// Listener, certificates and TLS of the Sentries that have this profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct ServerConfiguration {
    /// What the Sentry listens for.
    #[serde(flatten)]
    pub listener: Listener,
    /// The certificate that devices see. `None`: not set, which a listener of HTTP alone allows.
    #[serde(flatten, serialize_with = "CertificateFields::serialize_from")]
    #[schemars(with = "CertificateFields")]
    pub certificate: Option<CertificateChoice>,
    /// The reserve, to which the Sentry switches when the first one expires.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub second_certificate: Option<CertificateName>,
    /// Protocols and cipher suites towards devices.
    pub incoming: Selection,
    /// Protocols and cipher suites towards the servers behind the Sentry.
    pub outgoing: Selection,
    /// Whom the Sentry trusts.
    pub trust: Trust,
}

/// What the Sentry listens for, and where: HTTPS, HTTP or both, and there is no fourth.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "listener")]
pub enum Listener {
    /// *HTTPS Only*.
    HttpsOnly {
        /// Port of HTTPS.
        https_port: Port,
    },
    /// *HTTP Only*.
    HttpOnly {
        /// Port of HTTP.
        http_port: Port,
    },
    /// *HTTPS and HTTP*. The ports differ.
    HttpsAndHttp {
        /// Port of HTTPS.
        https_port: Port,
        /// Port of HTTP.
        http_port: Port,
    },
}

/// The listener protocol, as chosen.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Protocol {
    HttpsOnly,
    HttpOnly,
    HttpsAndHttp,
}

/// The TLS server certificate of the Sentry.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum CertificateChoice {
    /// *Use Sentry's self-signed cert*: N-MDM makes it and sends it inside the profile.
    SelfSigned,
    /// One of the TLS server certificates that were uploaded, by name.
    Uploaded(CertificateName),
}

/// The certificate as the fields of the console.
#[derive(Serialize, JsonSchema)]
pub(super) struct CertificateFields {
    #[serde(skip_serializing_if = "Option::is_none")]
    self_signed: Option<bool>,
    #[serde(skip_serializing_if = "Option::is_none")]
    certificate: Option<CertificateName>,
}

impl CertificateFields {
    fn serialize_from<S: serde::Serializer>(from: &Option<CertificateChoice>, to: S) -> Result<S::Ok, S::Error> {
        let self_signed = from.as_ref().map(|it| *it == CertificateChoice::SelfSigned);
        let certificate = from.as_ref().and_then(CertificateChoice::name).cloned();
        Self { self_signed, certificate }.serialize(to)
    }
}

impl ServerConfiguration {
    /// The names of the uploaded TLS server certificates that the profile uses: the first, then the reserve.
    pub fn certificate_names(&self) -> impl Iterator<Item = &CertificateName> {
        self.certificate.iter().filter_map(CertificateChoice::name).chain(&self.second_certificate)
    }
}

impl CertificateChoice {
    /// Its name, if it was uploaded.
    pub fn name(&self) -> Option<&CertificateName> {
        match self {
            Self::SelfSigned => None,
            Self::Uploaded(name) => Some(name),
        }
    }
}

impl Listener {
    /// The port of HTTPS, unless it listens for HTTP alone.
    pub fn https_port(self) -> Option<Port> {
        match self {
            Self::HttpsOnly { https_port } | Self::HttpsAndHttp { https_port, .. } => Some(https_port),
            Self::HttpOnly { .. } => None,
        }
    }

    /// The port of HTTP, unless it listens for HTTPS alone.
    pub fn http_port(self) -> Option<Port> {
        match self {
            Self::HttpOnly { http_port } | Self::HttpsAndHttp { http_port, .. } => Some(http_port),
            Self::HttpsOnly { .. } => None,
        }
    }

    /// The word for its protocol, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::HttpsOnly { .. } => "https_only",
            Self::HttpOnly { .. } => "http_only",
            Self::HttpsAndHttp { .. } => "https_and_http",
        }
    }
}

impl Protocol {
    pub(super) const ALL: [Self; 3] = [Self::HttpsOnly, Self::HttpOnly, Self::HttpsAndHttp];

    pub(super) fn as_str(self) -> &'static str {
        match self {
            Self::HttpsOnly => "https_only",
            Self::HttpOnly => "http_only",
            Self::HttpsAndHttp => "https_and_http",
        }
    }

    pub(super) fn has_https(self) -> bool {
        self != Self::HttpOnly
    }

    pub(super) fn has_http(self) -> bool {
        self != Self::HttpsOnly
    }
}

display_by_word!(Listener);
