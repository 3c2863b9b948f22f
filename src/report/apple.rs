//! What Apple's own software says where a rule is broken.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::message::{argument_by_display, display_by_word};

/// A failed check of an Apple device's trust evaluation, as the device reports it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
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

/// Apple's `SecTrustResultType`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum TrustResult {
    /// There is no certificate to evaluate.
    Invalid,
    /// Trusted, by a decision of the user or an administrator.
    Proceed,
    /// Refused by a decision of the user or an administrator.
    Deny,
    /// Trusted, and nobody decided anything.
    Unspecified,
    /// Not trusted, and a user or an app may override it.
    Recoverable,
    /// Not trusted, and nothing overrides it.
    Fatal,
}

display_by_word!(AppleClass, TrustResult);

impl AppleClass {
    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Recoverable => "recoverable",
            Self::Fatal => "fatal",
            Self::Deny => "deny",
        }
    }
}

impl TrustResult {
    /// Whether a connection comes about.
    pub fn is_trusted(self) -> bool {
        matches!(self, Self::Proceed | Self::Unspecified)
    }

    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Invalid => "invalid",
            Self::Proceed => "proceed",
            Self::Deny => "deny",
            Self::Unspecified => "unspecified",
            Self::Recoverable => "recoverable",
            Self::Fatal => "fatal",
        }
    }
}

/// What an Apple device says of the chain of a report.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct AppleVerdict {
    /// The release, such as `ios:18.4`.
    pub release: String,
    /// The result of `SecTrustGetTrustResult`.
    pub trust_result: TrustResult,
    /// The error of `SecTrustEvaluateWithError`. `None` if the chain is trusted, or the leaf cannot be created.
    pub os_status: Option<OsStatus>,
    /// Who trusts the root.
    pub root: AppleRoot,
}

/// Who trusts the root of a chain, on the device that a report is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum AppleRoot {
    /// Apple: it is in the store.
    System,
    /// The user or MDM installed it.
    User,
    /// The app set it.
    App,
    /// Assumed for want of knowledge: MDM installs it, whether or not it is in the file.
    Assumed,
    /// Nobody.
    NotTrusted,
}

impl fmt::Display for AppleVerdict {
    /// One sentence.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Apple {}: ", self.release)?;
        match &self.os_status {
            _ if self.trust_result.is_trusted() => write!(f, "accepted")?,
            Some(status) => write!(f, "rejected with {status}")?,
            None => write!(f, "rejected, because there is no certificate for it")?,
        }
        f.write_str(match self.root {
            AppleRoot::System => "; the root is in Apple's store.",
            AppleRoot::User => "; the root is installed by MDM or the user.",
            AppleRoot::App => "; the root is set by the app.",
            AppleRoot::Assumed => "; this assumes that MDM installs the root on the devices.",
            AppleRoot::NotTrusted => "; no root that the devices have is on the chain.",
        })
    }
}

argument_by_display!(OsStatus);

impl fmt::Display for OsStatus {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} ({})", self.name, self.number)
    }
}
