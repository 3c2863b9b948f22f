//! What Apple's own software says where a rule is broken.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// A failed check of an Apple device's trust evaluation, as the device reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
pub struct AppleCheck {
    /// The key in the details of the trust, as in `kSecPolicyCheckSSLHostname`.
    pub key: Cow<'static, str>,
    /// Whether a user or an app may override it.
    pub class: AppleClass,
    /// The error that `SecTrustEvaluateWithError` gives if no other is ranked before it.
    pub os_status: OsStatus,
    /// The status code of the certificate (`CSSMERR_…`).
    pub cssm: u32,
    /// The certificate that the device reports it for, counted from the leaf.
    pub chain_index: usize,
    /// The first releases with the rule, such as `iOS 13, macOS 10.15`. `None`: every release that is known.
    pub os_from: Option<String>,
}

/// Whether an error of Apple's trust evaluation can be overridden.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum AppleClass {
    /// `kSecTrustResultRecoverableTrustFailure`: an exception or a trust setting may allow it.
    Recoverable,
    /// `kSecTrustResultFatalTrustFailure`: nothing overrides it.
    Fatal,
    /// `kSecTrustResultDeny`: the user or an administrator said no.
    Deny,
}

/// One of Apple's `OSStatus` codes.
///
/// [`Display`](fmt::Display) writes `errSecNotTrusted (-67843)`.
#[derive(Clone, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
pub struct OsStatus {
    /// Its name in Apple's headers.
    pub name: Cow<'static, str>,
    /// Its number.
    pub number: i32,
}

impl fmt::Display for OsStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.number)
    }
}
