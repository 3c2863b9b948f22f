//! Whose rule a rule is, how sure that is, and its stable name.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::message::display_by_word;

/// The stable name of a rule.
///
/// Compares with a string: `finding.code == "upload.no-chain"`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Code(Cow<'static, str>);

/// Whose rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
#[non_exhaustive]
pub enum Basis {
    /// The console's table of upload checks (N-MDM Administrator Guide, "Setting Up AppTunnel").
    IvantiTable,
    /// Another place in Ivanti's guides for N-MDM and Sentry.
    IvantiGuide,
    /// Apple's article 103769 (HT210176), requirements since iOS 13 and macOS 10.15.
    AppleHt210176,
    /// The source of Apple's Security framework, and its tests.
    AppleSource,
    /// Another document of Apple's.
    AppleDocument,
    /// What Apple's TLS clients offer and accept.
    AppleClients,
    /// RFC 5280 and what it rests on.
    Rfc5280,
    /// The CA/Browser Forum's Baseline Requirements for TLS server certificates.
    CabForum,
    /// This library's own decision.
    Library,
}

/// How sure the library is of a rule.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
#[non_exhaustive]
pub enum Certainty {
    /// Follows from the bytes and a standard, or from the source that is run; nothing is guessed.
    Certain,
    /// Inferred: what decides it cannot be known here.
    Probable,
    /// A vendor's document says so.
    Documented,
    /// Seen on real devices, and written down by no vendor.
    Observed,
    /// Remembered from a vendor's document, and not verified.
    Recalled,
    /// Written down nowhere; the library decided it.
    Decided,
}

display_by_word!(Basis, Certainty);

impl Basis {
    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::IvantiTable => "ivanti-table",
            Self::IvantiGuide => "ivanti-guide",
            Self::AppleHt210176 => "apple-ht210176",
            Self::AppleSource => "apple-source",
            Self::AppleDocument => "apple-document",
            Self::AppleClients => "apple-clients",
            Self::Rfc5280 => "rfc5280",
            Self::CabForum => "cab-forum",
            Self::Library => "library",
        }
    }
}

impl Certainty {
    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Certain => "certain",
            Self::Probable => "probable",
            Self::Documented => "documented",
            Self::Observed => "observed",
            Self::Recalled => "recalled",
            Self::Decided => "decided",
        }
    }
}

impl Code {
    pub(super) const fn of(name: &'static str) -> Self {
        Self(Cow::Borrowed(name))
    }

    /// The name as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Code {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl PartialEq<str> for Code {
    fn eq(&self, other: &str) -> bool {
        self.0 == other
    }
}

impl PartialEq<&str> for Code {
    fn eq(&self, other: &&str) -> bool {
        self.0 == *other
    }
}
