//! Trust anchors: the roots of a device, each with its origin.

use super::origin::Origin;
use crate::Certificate;

/// A certificate that a device trusts, and how it came to trust it.
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
#[non_exhaustive]
pub struct TrustAnchor {
    /// The certificate.
    pub certificate: Certificate,
    /// How it came to be trusted. Only Apple's rules ask.
    pub origin: Origin,
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
