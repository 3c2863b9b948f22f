//! What a device knows besides certificates: its user's decisions, the app's demands, and Apple's lists.

use chrono::{DateTime, Utc};
use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::transparency::{LogList, ServedTimestamps};
use crate::Certificate;
use crate::device::origin::Origin;

/// What Apple's evaluation takes into account besides certificates, time and name.
///
/// The default is a device as it comes, without any of Apple's lists that are not published as source: nothing is
/// excepted, pinned or distrusted, and Certificate Transparency is judged by the number of timestamps.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Knowledge {
    /// What the user or an administrator decided about certificates.
    ///
    /// An anchor of [`Origin::User`](crate::device::Origin) needs no entry: it is trusted as what it is.
    pub trust_settings: Vec<(Certificate, TrustSetting)>,
    /// How the root is trusted that stands above the certificates at hand, where they end below it. By default there is
    /// none, and the path has no end. For a file without its root.
    pub missing_root: Option<Origin>,
    /// The key usage that the app asks of the leaf (`SecPolicyCreateSSLWithKeyUsage`): bit n is bit n of KeyUsage (RFC
    /// 5280 section 4.2.1.3). `None`, the default of TLS: the key usage is not looked at.
    pub key_usage: Option<u16>,
    /// What is known of Certificate Transparency.
    pub transparency: Transparency,
    /// What the app pins.
    pub pins: Pins,
    /// What Apple's lists say of keys and certificates.
    pub distrust: Distrust,
}

/// A trust setting for a certificate, for TLS (`SecTrustSettingsResult`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum TrustSetting {
    /// Trusted, if it is self-signed.
    TrustRoot,
    /// Trusted, if it is not self-signed.
    TrustAsRoot,
    /// Refused wherever it stands on a path.
    Deny,
    /// Neither.
    Unspecified,
}

/// What is known of Certificate Transparency.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Transparency {
    /// Whether the device does not ask for it: its log list is older than 60 days, or Apple switched it off.
    pub is_off: bool,
    /// Timestamps that the server sends.
    pub served: ServedTimestamps,
    /// The logs that the device knows. Without, timestamps are counted and no signature is checked, and a finding is
    /// probable.
    pub log_list: Option<LogList>,
    /// Domains that an app or MDM excepts (`com.apple.security.certificatetransparency`): a name, or with a leading dot
    /// a domain and all names below it.
    pub excepted_domains: Vec<String>,
    /// SHA-256 of SubjectPublicKeyInfos that an app or MDM excepts: of a leaf; or of a CA that is constrained to an
    /// organization, or has the organization of the leaf.
    pub excepted_keys: Vec<[u8; 32]>,
}

/// Keys that an app pins (`NSPinnedDomains` in its `Info.plist`): SHA-256 of their SubjectPublicKeyInfo.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Pins {
    /// One of the CAs must have one of these keys. Empty: not asked.
    pub ca_keys: Vec<[u8; 32]>,
    /// The leaf must have one of these keys. Empty: not asked.
    pub leaf_keys: Vec<[u8; 32]>,
    /// Whether the app takes no server that is not pinned by Apple's own database (`SecTrustPinningRequired`).
    pub required: bool,
}

/// Entries of the lists that Apple sends to devices. They are not published; give here what is known.
#[derive(Clone, Debug, Default)]
#[non_exhaustive]
pub struct Distrust {
    /// SHA-256 of the SubjectPublicKeyInfo of keys on the revoked list.
    pub revoked_keys: Vec<[u8; 32]>,
    /// SHA-256 of the SubjectPublicKeyInfo of keys on the distrusted list, which can be overridden.
    pub distrusted_keys: Vec<[u8; 32]>,
    /// SHA-256 of leaf certificates on the allow list of a listed CA.
    pub allowed_leaves: Vec<[u8; 32]>,
    /// SHA-256 of certificates that the Valid database or a stapled OCSP response calls revoked.
    pub revoked: Vec<[u8; 32]>,
    /// Limits on the dates of what a CA issues, of the Valid database.
    pub date_limits: Vec<DateLimit>,
}

/// A limit of the Valid database on notBefore of the leafs below a CA.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct DateLimit {
    /// SHA-256 of the CA certificate.
    pub ca: [u8; 32],
    /// notBefore must not be earlier.
    pub not_before: Option<DateTime<Utc>>,
    /// notBefore must not be later.
    pub not_after: Option<DateTime<Utc>>,
    /// Whether a user or an app may override it.
    pub overridable: bool,
}

impl DateLimit {
    /// No limit yet on what the CA issues; what is limited afterwards, nothing overrides.
    pub fn new(ca: [u8; 32]) -> Self {
        Self { ca, not_before: None, not_after: None, overridable: false }
    }
}
