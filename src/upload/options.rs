//! What an administrator says when a file is checked.

use super::store::Store;
use crate::device::{Origin, Release};
use crate::{Budget, Certificate, ServerName};

/// What the file is for, and what is known of the world around it.
///
/// What is left out is not checked.
///
/// ```
/// use apptunnel::upload::{Store, UploadOptions};
///
/// let options = UploadOptions::default()
///     .with_server_name("sentry.example.com".parse().unwrap())
///     .with_expires_within_days(30);
/// assert_eq!(options.store, Store::TlsServer);
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct UploadOptions {
    /// The store that the file goes into.
    pub store: Store,
    /// The name by which devices reach the Sentry: the profile's External Hostname.
    pub server_name: Option<ServerName>,
    /// Roots that the devices have. Empty: not known.
    pub anchors: Vec<Certificate>,
    /// How the devices came to trust `anchors`, or the chain if they are not known. `None`: Apple's store or, for what is
    /// not there, MDM.
    pub origin: Option<Origin>,
    /// The release whose rules decide. By default the newest that is known.
    pub release: Release,
    /// Warn of certificates with no more than this many days left.
    pub expires_within_days: Option<u32>,
    /// Limit on the work.
    pub budget: Budget,
}

impl UploadOptions {
    /// The same, for a file that goes into this store.
    #[must_use]
    pub fn with_store(self, store: Store) -> Self {
        Self { store, ..self }
    }

    /// The same, for devices that reach the Sentry by this name.
    #[must_use]
    pub fn with_server_name(self, server_name: ServerName) -> Self {
        Self { server_name: Some(server_name), ..self }
    }

    /// The same, for devices that have these roots and no other but Apple's.
    #[must_use]
    pub fn with_anchors(self, anchors: Vec<Certificate>) -> Self {
        Self { anchors, ..self }
    }

    /// The same, for devices that came to trust the root in this way.
    #[must_use]
    pub fn with_origin(self, origin: Origin) -> Self {
        Self { origin: Some(origin), ..self }
    }

    /// The same, by the rules of this release.
    #[must_use]
    pub fn with_release(self, release: Release) -> Self {
        Self { release, ..self }
    }

    /// The same, with a warning of certificates with no more than this many days left.
    #[must_use]
    pub fn with_expires_within_days(self, days: u32) -> Self {
        Self { expires_within_days: Some(days), ..self }
    }

    /// The same, with another limit on the work.
    #[must_use]
    pub fn with_budget(self, budget: Budget) -> Self {
        Self { budget, ..self }
    }
}
