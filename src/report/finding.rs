//! One finding and what it is about.

use std::borrow::Cow;
use std::cmp::Ordering;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use super::apple::AppleCheck;
use super::basis::{Basis, Certainty, Code};
use crate::message::{Message, display_by_word};

/// One thing that was found: what is wrong, where, how sure that is, and the way out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[non_exhaustive]
pub struct Finding {
    /// The rule that was broken. Never changes its meaning between releases.
    pub code: Code,
    /// How bad it is.
    pub severity: Severity,
    /// Whose rule it is.
    pub basis: Basis,
    /// How sure the library is of the rule.
    pub certainty: Certainty,
    /// What the finding is about.
    pub subject: Subject,
    /// What is wrong, in one sentence.
    pub message: Message,
    /// What to do about it, in one sentence.
    pub remedy: Message,
    /// Where the rule is written down.
    pub reference: Cow<'static, str>,
    /// What an Apple device reports, where it refuses because of this.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub apple: Option<Box<AppleCheck>>,
}

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Severity {
    /// It will not work, or the console refuses it.
    Error,
    /// It works today or for some devices.
    Warning,
    /// Good to know.
    Info,
}

/// What a finding is about.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[serde(rename_all = "snake_case", tag = "kind")]
#[non_exhaustive]
pub enum Subject {
    /// The file as a whole.
    File,
    /// One certificate of the report.
    Certificate {
        /// Its index in [`Report::certificates`](super::Report::certificates).
        index: usize,
        /// SHA-256 of its DER, as lower-case hex.
        sha256: String,
    },
    /// The private key of the file.
    PrivateKey,
    /// One block of the container.
    Block {
        /// What the block is, as in [`Dropped::what`](crate::container::Dropped::what).
        what: String,
    },
    /// A field of what the caller asked for.
    Field {
        /// JSON pointer (RFC 6901) to the field.
        pointer: String,
    },
}

impl Finding {
    /// The order of findings in a report.
    pub(crate) fn order(&self, other: &Self) -> Ordering {
        (self.severity, &self.subject, &self.code)
            .cmp(&(other.severity, &other.subject, &other.code))
            .then_with(|| self.message.order(&other.message))
    }
}

display_by_word!(Severity);

impl Severity {
    /// The word for it, as in JSON.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Error => "error",
            Self::Warning => "warning",
            Self::Info => "info",
        }
    }
}
