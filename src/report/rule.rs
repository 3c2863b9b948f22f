//! The row of a rule: all that is known of it before anything is looked at.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::{Finding, Severity, Subject};
use crate::message::{Message, Text};

/// One row of the rule catalogue. The function that decides the rule stands beside its row.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
pub struct Rule {
    /// Stable name of the rule, such as `article-103769.key-size`.
    pub code: &'static str,
    /// How bad a breach is.
    pub severity: Severity,
    /// Whose rule it is.
    pub basis: Basis,
    /// How sure the library is of the rule.
    pub certainty: Certainty,
    /// What the rule asks for, in one sentence.
    #[serde(rename = "summary")]
    pub asks: Text,
    /// What to do about a breach, in one sentence.
    pub remedy: Text,
    /// Where the rule is written down.
    pub reference: &'static str,
}

/// The stable name of a rule.
///
/// Compares with a string: `finding.code == "upload.no-chain"`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(transparent)]
pub struct Code(Cow<'static, str>);

/// Whose rule it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
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

impl Rule {
    /// Its stable name, as findings carry it.
    pub(crate) fn code(&self) -> Code {
        Code(Cow::Borrowed(self.code))
    }

    /// A finding that this rule was broken.
    pub(crate) fn finding(&'static self, subject: Subject, message: impl Into<Message>) -> Finding {
        Finding {
            code: self.code(),
            severity: self.severity,
            basis: self.basis,
            certainty: self.certainty,
            subject,
            message: message.into(),
            remedy: Message::from(&self.remedy),
            reference: Cow::Borrowed(self.reference),
            apple: None,
        }
    }
}

impl Code {
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
