//! Whom the Sentry trusts when it is the one that connects.

use schemars::JsonSchema;
use serde::Serialize;

use super::CertificateName;
use crate::message::display_by_word;

/// The settings of each direction. Source: Sentry Guide, Outgoing, EMM and Access SSL configuration.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct Trust {
    /// To the servers behind the Sentry. Strict TLS is off by default.
    pub outgoing: DirectionTrust,
    /// To the UEM server. Strict TLS is on by default for N-MDM.
    pub uem: DirectionTrust,
    /// To Access. Strict TLS is on by default.
    pub access: DirectionTrust,
}

/// Whom the Sentry trusts in one direction.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
pub struct DirectionTrust {
    /// Whether the certificate of the server is checked. The name is checked too then.
    pub strict_tls: bool,
    /// Whether the roots of Java are trusted. They are turned on together with strict TLS.
    pub java_trust_store: bool,
    /// CA certificates that are trusted besides, by name.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    #[schemars(default)]
    pub custom_trust_store: Vec<CertificateName>,
    /// *Allow and Log untrusted servers*: connects all the same.
    pub allow_untrusted: bool,
    /// Whether the name of the server is sent (SNI). It can be enabled; no default is known.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sni: Option<bool>,
}

/// A direction in which the Sentry connects.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Direction {
    /// To the servers behind the Sentry.
    Outgoing,
    /// To the UEM server.
    Uem,
    /// To Access.
    Access,
}

impl Direction {
    /// Whether strict TLS is on by default in this direction, under N-MDM.
    ///
    /// ```
    /// use apptunnel::profile::Direction;
    ///
    /// assert!(!Direction::Outgoing.is_strict_by_default());
    /// assert!(Direction::Uem.is_strict_by_default());
    /// ```
    pub fn is_strict_by_default(self) -> bool {
        match self {
            Self::Outgoing => false,
            Self::Uem | Self::Access => true,
        }
    }

    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Outgoing => "outgoing",
            Self::Uem => "uem",
            Self::Access => "access",
        }
    }
}

impl Trust {
    /// The settings of each direction, in the order of the fields.
    pub fn directions(&self) -> [(Direction, &DirectionTrust); 3] {
        [(Direction::Outgoing, &self.outgoing), (Direction::Uem, &self.uem), (Direction::Access, &self.access)]
    }
}

impl DirectionTrust {
    /// What a direction has if nothing is changed.
    ///
    /// ```
    /// use apptunnel::profile::{Direction, DirectionTrust};
    ///
    /// assert!(DirectionTrust::default_of(Direction::Access).verifies_host_name());
    /// ```
    pub fn default_of(direction: Direction) -> Self {
        let strict_tls = direction.is_strict_by_default();
        Self {
            strict_tls,
            java_trust_store: strict_tls,
            custom_trust_store: Vec::new(),
            allow_untrusted: false,
            sni: None,
        }
    }

    /// Whether the name in the certificate is compared with that of the server: whenever TLS is strict.
    pub fn verifies_host_name(&self) -> bool {
        self.strict_tls
    }
}

display_by_word!(Direction);
