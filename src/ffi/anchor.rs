//! How roots came to be trusted.

use super::failure::Failure;
use crate::Certificate;
use crate::device::{Origin, TrustAnchor};

/// The root is in Apple's store.
pub const ORIGIN_SYSTEM: u32 = 0;
/// The user, an administrator or MDM installed the root.
pub const ORIGIN_USER: u32 = 1;
/// An app set the root for its own connections.
pub const ORIGIN_APP: u32 = 2;
/// The root is on the device: in Apple's store if that holds it, otherwise installed. For anchors alone.
pub const ORIGIN_DEVICE: u32 = 3;

pub(super) fn origin(origin: u32) -> Result<Origin, Failure> {
    match origin {
        ORIGIN_SYSTEM => Ok(Origin::System),
        ORIGIN_USER => Ok(Origin::User),
        ORIGIN_APP => Ok(Origin::App),
        other => Err(Failure::invalid(format!("there is no origin {other}"))),
    }
}

pub(super) fn anchor(certificate: &Certificate, origin: u32) -> Result<TrustAnchor, Failure> {
    match origin {
        ORIGIN_DEVICE => Ok(TrustAnchor::on_device(certificate.clone())),
        origin => Ok(TrustAnchor::new(certificate.clone(), self::origin(origin)?)),
    }
}
