//! What one Apple client offers in its ClientHello.

use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::Certainty;
use crate::tls::{Group, SignatureScheme, Suite, Version};

/// An Apple client: a kind of application on some releases, and what it offers.
///
/// ```
/// use apptunnel::device::handshake;
/// use apptunnel::tls::Version;
///
/// let client = handshake::client("ios-26").unwrap();
/// assert_eq!(client.versions(), [Version::Tls1_3, Version::Tls1_2]);
/// assert_eq!(client.suites().next().unwrap().name(), "TLS_AES_256_GCM_SHA384");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Client {
    pub(super) id: &'static str,
    pub(super) releases: &'static str,
    pub(super) application: Application,
    pub(super) versions: &'static [Version],
    pub(super) suites: &'static [u16],
    pub(super) groups: &'static [Group],
    pub(super) signatures: &'static [SignatureScheme],
    pub(super) key_usage: KeyUsageCheck,
    pub(super) certainty: Certainty,
    pub(super) source: &'static str,
}

/// The kind of application that connects.
///
/// ```
/// use apptunnel::device::handshake::{self, Application};
///
/// let apps = handshake::clients().iter().filter(|client| client.application() == Application::AppTransportSecurity);
/// assert!(apps.flat_map(|client| client.suites()).all(|suite| suite.is_forward_secret()));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Application {
    /// Safari, or URLSession without App Transport Security.
    Safari,
    /// An app under App Transport Security without exceptions: TLS 1.2 or later, with forward secrecy.
    AppTransportSecurity,
    /// Apple Mail.
    Mail,
}

/// When the client holds the key usage of the server's certificate against the handshake.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyUsageCheck {
    /// Nothing is known of such a check.
    NotKnown,
    /// In TLS 1.3, and before it for keys on curves. Probable from BoringSSL.
    Tls13AndCurves,
    /// Always: since iOS 18.4 and macOS 15.4 for RSA keys in TLS 1.2 too.
    Always,
}

impl Application {
    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Safari => "safari",
            Self::AppTransportSecurity => "app_transport_security",
            Self::Mail => "mail",
        }
    }
}

impl KeyUsageCheck {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::NotKnown => "not_known",
            Self::Tls13AndCurves => "tls_1_3_and_curves",
            Self::Always => "always",
        }
    }
}

impl Client {
    /// A stable name: the first release, and the application unless it is Safari. `ios-26`, `ios-26-ats`.
    pub fn id(&self) -> &'static str {
        self.id
    }

    /// The releases it stands for, such as `iOS 15.4-17, macOS 12.3-14`. iPadOS has the numbers of iOS.
    pub fn releases(&self) -> &'static str {
        self.releases
    }

    /// The kind of application.
    pub fn application(&self) -> Application {
        self.application
    }

    /// The versions it offers, the newest first.
    pub fn versions(&self) -> &'static [Version] {
        self.versions
    }

    /// The suites it offers, the preferred first.
    pub fn suites(&self) -> impl Iterator<Item = Suite> + '_ {
        self.suites.iter().filter_map(|id| Suite::from_id(*id))
    }

    /// The groups it offers, the preferred first.
    pub fn groups(&self) -> &'static [Group] {
        self.groups
    }

    /// The signature schemes it offers, the preferred first.
    pub fn signatures(&self) -> &'static [SignatureScheme] {
        self.signatures
    }

    /// When it checks the key usage of the leaf.
    pub fn key_usage_check(&self) -> KeyUsageCheck {
        self.key_usage
    }

    /// How sure the row is: seen in captures, or inferred from them.
    pub fn certainty(&self) -> Certainty {
        self.certainty
    }

    /// Where the row is from.
    pub fn source(&self) -> &'static str {
        self.source
    }
}

impl fmt::Display for Client {
    /// Application and releases: `Safari (iOS 18.0-18.3, macOS 15.0-15.3)`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.application, self.releases)
    }
}

impl fmt::Display for Application {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(match self {
            Self::Safari => "Safari",
            Self::AppTransportSecurity => "App with ATS",
            Self::Mail => "Mail",
        })
    }
}
