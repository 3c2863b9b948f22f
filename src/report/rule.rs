//! The row of a rule: all that is known of it before anything is looked at.

use std::borrow::Cow;

use schemars::JsonSchema;
use serde::Serialize;

use super::basis::{Basis, Certainty, Code};
use super::finding::{Finding, Severity, Subject};
use crate::message::{Message, Text};

/// One row of the rule catalogue. The function that decides the rule stands beside its row.
///
/// Inside the library a row is a static that says what is its own, over what the rows of its [`Basis`] have in common:
///
/// ```ignore
/// static EXPIRED: Rule = Rule {
///     code: "validity.expired",
///     certainty: Certainty::Certain,
///     asks: Text { en: "No certificate of the chain has expired." },
///     remedy: Text { en: "Renew the certificate and upload the new one." },
///     ..Rule::library("RFC 5280 section 4.1.2.5")
/// };
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[non_exhaustive]
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

/// What the rows of one basis have in common: a breach is an error, and the certainty is the usual one. A row that is milder
/// or more or less certain says so, and every row says its code, what it asks for and the remedy.
impl Rule {
    /// A row of the console's table.
    pub(crate) const fn ivanti_table(reference: &'static str) -> Self {
        Self::of(Basis::IvantiTable, Certainty::Documented, reference)
    }

    /// A row from another place in Ivanti's guides.
    pub(crate) const fn ivanti_guide(reference: &'static str) -> Self {
        Self::of(Basis::IvantiGuide, Certainty::Documented, reference)
    }

    /// A row of Apple's article 103769.
    pub(crate) const fn apple_article() -> Self {
        Self::of(Basis::AppleHt210176, Certainty::Documented, "https://support.apple.com/103769")
    }

    /// A row from the source of Apple's Security framework.
    pub(crate) const fn apple_source(reference: &'static str) -> Self {
        Self::of(Basis::AppleSource, Certainty::Certain, reference)
    }

    /// A row from another document of Apple's.
    pub(crate) const fn apple_document(reference: &'static str) -> Self {
        Self::of(Basis::AppleDocument, Certainty::Documented, reference)
    }

    /// A row about what Apple's TLS clients offer and accept.
    pub(crate) const fn apple_clients(reference: &'static str) -> Self {
        Self::of(Basis::AppleClients, Certainty::Observed, reference)
    }

    /// A row of RFC 5280.
    pub(crate) const fn rfc5280(reference: &'static str) -> Self {
        Self::of(Basis::Rfc5280, Certainty::Certain, reference)
    }

    /// A row of the Baseline Requirements.
    pub(crate) const fn cab_forum(reference: &'static str) -> Self {
        Self::of(Basis::CabForum, Certainty::Documented, reference)
    }

    /// A row that the library decided.
    pub(crate) const fn library(reference: &'static str) -> Self {
        Self::of(Basis::Library, Certainty::Decided, reference)
    }

    const fn of(basis: Basis, certainty: Certainty, reference: &'static str) -> Self {
        let own = Text { en: "" };
        Self { code: "", severity: Severity::Error, basis, certainty, asks: own, remedy: own, reference }
    }

    /// Its stable name, as findings carry it.
    pub(crate) fn code(&self) -> Code {
        Code::of(self.code)
    }

    /// Whether the finding is that this rule was broken.
    pub(crate) fn is_of(&self, finding: &Finding) -> bool {
        finding.code == self.code
    }

    /// A finding that this rule was broken.
    pub(crate) fn finding(&'static self, subject: Subject, message: Message) -> Finding {
        Finding {
            code: self.code(),
            severity: self.severity,
            basis: self.basis,
            certainty: self.certainty,
            subject,
            message,
            remedy: Message::from(&self.remedy),
            reference: Cow::Borrowed(self.reference),
            apple: None,
        }
    }
}
