//! The two certificates of a profile, and the devices that they are for.

use std::collections::BTreeSet;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::device::{Release, ServedChain, TrustAnchor};
use crate::message::{Argument, Text};
use crate::{Budget, ServerName};

/// The primary certificate of a profile, its reserve if there is one, and the devices that connect.
///
/// ```
/// use apptunnel::Bundle;
/// use apptunnel::device::ServedChain;
/// use apptunnel::second_certificate::{CertificatePair, DeviceOptions};
///
/// let file = std::fs::read("examples/files/good.p12").unwrap();
/// let bundle = Bundle::open(&file, Some("sentry")).unwrap();
/// let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
/// let primary = ServedChain::new(certificates[0].clone(), certificates[1..].to_vec());
///
/// let pair = CertificatePair::new(primary.clone(), DeviceOptions::default()).with_reserve(primary);
/// assert_eq!(pair.pinned_set().len(), 1);
/// ```
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct CertificatePair {
    /// The certificate that the Sentry shows until it expires.
    pub primary: ServedChain,
    /// The second certificate, to which the Sentry switches then.
    pub reserve: Option<ServedChain>,
    /// What the Sentry shows before the primary is valid, if the reserve is valid then.
    pub before_primary: BeforePrimary,
    /// The devices.
    pub devices: DeviceOptions,
}

/// What is known of the devices that connect to the Sentry.
///
/// ```
/// use apptunnel::second_certificate::DeviceOptions;
///
/// let devices = DeviceOptions::default().with_server_name("sentry.example.com".parse().unwrap());
/// assert!(devices.anchors.is_empty());
/// ```
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct DeviceOptions {
    /// Roots that the devices have. Empty: not known, and the topmost CA certificates above each leaf are taken for them,
    /// as if MDM distributed those. Roots of Apple's store that come with a certificate count in any case.
    pub anchors: Vec<TrustAnchor>,
    /// The name by which devices reach the Sentry: the profile's External Hostname. `None`: not checked.
    pub server_name: Option<ServerName>,
    /// The release whose rules decide. By default the newest that is known.
    pub release: Release,
    /// Limit on the work.
    pub budget: Budget,
}

/// Which of the two certificates. A profile has no third.
///
/// ```
/// use apptunnel::second_certificate::Slot;
///
/// assert_eq!(Slot::Reserve.to_string(), "second certificate");
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Slot {
    /// The first one.
    Primary,
    /// The second one.
    Reserve,
}

/// What the Sentry shows while the primary is not yet valid and the reserve is.
///
/// What a Sentry does is documented nowhere; it has no third certificate to show.
///
/// ```
/// use apptunnel::second_certificate::BeforePrimary;
///
/// assert_eq!(BeforePrimary::default(), BeforePrimary::Reserve);
/// ```
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum BeforePrimary {
    /// The primary, which devices refuse: the documented switch is made at expiry only.
    Primary,
    /// The reserve.
    #[default]
    Reserve,
}

impl CertificatePair {
    /// A primary certificate without a reserve.
    pub fn new(primary: ServedChain, devices: DeviceOptions) -> Self {
        Self { primary, reserve: None, before_primary: BeforePrimary::default(), devices }
    }

    /// The same, with a second certificate.
    #[must_use]
    pub fn with_reserve(self, reserve: ServedChain) -> Self {
        Self { reserve: Some(reserve), ..self }
    }

    /// The same, for a Sentry that shows this before the primary is valid.
    #[must_use]
    pub fn with_before_primary(self, before_primary: BeforePrimary) -> Self {
        Self { before_primary, ..self }
    }

    /// What a client that pins the Sentry's certificate needs: SHA-256 of the DER of both leaves, as lower-case hex.
    ///
    /// Tunnel stores both certificates and takes either (N-MDM Administrator Guide, "Setting Up AppTunnel").
    ///
    /// ```
    /// # use apptunnel::{Bundle, device::ServedChain, second_certificate::{CertificatePair, DeviceOptions, Slot}};
    /// # let file = std::fs::read("examples/files/good.p12").unwrap();
    /// # let bundle = Bundle::open(&file, Some("sentry")).unwrap();
    /// # let certificates: Vec<_> = bundle.certificates().iter().map(|it| it.item().clone()).collect();
    /// # let primary = ServedChain::new(certificates[0].clone(), certificates[1..].to_vec());
    /// # let pair = CertificatePair::new(primary, DeviceOptions::default());
    /// assert!(pair.pinned_set().contains(&pair.primary.leaf.fingerprint()));
    /// ```
    pub fn pinned_set(&self) -> BTreeSet<String> {
        self.slots().map(|(_, certificate)| certificate.leaf.fingerprint()).collect()
    }

    /// The certificates that there are, the primary first.
    pub(super) fn slots(&self) -> impl Iterator<Item = (Slot, &ServedChain)> {
        let reserve = self.reserve.as_ref().map(|reserve| (Slot::Reserve, reserve));
        std::iter::once((Slot::Primary, &self.primary)).chain(reserve)
    }
}

impl DeviceOptions {
    /// The same, for devices that have these roots.
    #[must_use]
    pub fn with_anchors(self, anchors: Vec<TrustAnchor>) -> Self {
        Self { anchors, ..self }
    }

    /// The same, for devices that reach the Sentry by this name.
    #[must_use]
    pub fn with_server_name(self, server_name: ServerName) -> Self {
        Self { server_name: Some(server_name), ..self }
    }

    /// The same, by the rules of this release.
    #[must_use]
    pub fn with_release(self, release: Release) -> Self {
        Self { release, ..self }
    }

    /// The same, with this limit on the work.
    #[must_use]
    pub fn with_budget(self, budget: Budget) -> Self {
        Self { budget, ..self }
    }
}

impl Slot {
    fn label(self) -> &'static Text {
        match self {
            Self::Primary => &Text { en: "primary certificate" },
            Self::Reserve => &Text { en: "second certificate" },
        }
    }

    /// JSON pointer to the certificate in the pair.
    pub(super) fn pointer(self) -> &'static str {
        match self {
            Self::Primary => "/primary",
            Self::Reserve => "/reserve",
        }
    }
}

impl fmt::Display for Slot {
    /// In English.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.label().fmt(f)
    }
}

impl From<Slot> for Argument {
    fn from(slot: Slot) -> Self {
        slot.label().into()
    }
}
