//! Trust anchors, and how they came to be trusted.

use std::str::FromStr;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::Certificate;

/// A certificate that is trusted, and by whom.
///
/// ```
/// use apptunnel::Bundle;
/// use apptunnel::device::{Origin, TrustAnchor};
///
/// let file = std::fs::read("examples/files/root.pem").unwrap();
/// let root = Bundle::open(&file, None).unwrap().certificates()[0].item().clone();
/// // Installed by MDM:
/// let anchor = TrustAnchor::new(root, Origin::User);
/// ```
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TrustAnchor {
    /// The certificate.
    pub certificate: Certificate,
    /// How it came to be trusted. Only Apple's rules ask.
    pub origin: Origin,
}

/// How a certificate came to be trusted, in Apple's sense.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Origin {
    /// It is in Apple's store.
    System,
    /// The user, an administrator or MDM installed it (`kSecUserAnchorSource`).
    User,
    /// An app set it for its own connections (`SecTrustSetAnchorCertificates`).
    App,
}

/// Text that names no origin.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("the origin of a root is system, user or app, not {0:?}")]
pub struct UnknownOrigin(String);

impl FromStr for Origin {
    type Err = UnknownOrigin;

    fn from_str(text: &str) -> Result<Self, UnknownOrigin> {
        match text {
            "system" => Ok(Self::System),
            "user" => Ok(Self::User),
            "app" => Ok(Self::App),
            other => Err(UnknownOrigin(other.to_owned())),
        }
    }
}

impl TrustAnchor {
    /// An anchor.
    pub fn new(certificate: Certificate, origin: Origin) -> Self {
        Self { certificate, origin }
    }

    /// A root of the devices: of Apple's store if that [holds it](Origin::recognise), otherwise one that was installed.
    pub fn on_device(certificate: Certificate) -> Self {
        let origin = Origin::recognise(&certificate).unwrap_or(Origin::User);
        Self { certificate, origin }
    }
}

/// An anchor that the calling app sets.
impl From<Certificate> for TrustAnchor {
    fn from(certificate: Certificate) -> Self {
        Self { certificate, origin: Origin::App }
    }
}
