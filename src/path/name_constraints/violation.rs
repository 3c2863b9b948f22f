//! What can be wrong with a name, or with the constraints.

use std::fmt;

use super::extension::Malformed;
use super::general_name::{Form, GeneralName};
use super::subtree::Subtree;

/// Most permitted subtrees that a message lists.
const MAX_LISTED: usize = 5;

/// Why a certificate does not keep within the name constraints above it. A certificate is named by the number that it
/// was added with.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Violation {
    /// The name is in no permitted subtree of its form (RFC 5280 section 6.1.3 (b)).
    NotPermitted { name: NameText, certificate: usize, permitted: Permitted },
    /// The name is in an excluded subtree, or is a wildcard that may be (RFC 5280 section 6.1.3 (c)).
    Excluded { name: NameText, certificate: usize, subtree: String },
    /// Names of this form are constrained, and this is none: where it is cannot be said.
    InvalidName { name: NameText, certificate: usize },
    /// Names of this form are constrained in a way that cannot be checked (RFC 5280 section 4.2.1.10: "either process
    /// the constraint or reject the certificate").
    UnsupportedForm { name: NameText, certificate: usize },
    /// The subject alternative name cannot be read, so nobody knows what names the certificate has.
    UnreadableNames,
    /// The certificate has neither a subject nor a subject alternative name.
    Nameless,
    /// The comparisons that the caller allows are used up.
    BudgetSpent,
}

/// Why the constraints of a certificate cannot be applied.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub(crate) enum ConstraintsError {
    #[error("the name constraints are malformed: {0}")]
    Malformed(#[from] Malformed),
    #[error("the critical name constraints have a subtree of form {0}, which cannot be checked")]
    UnsupportedForm(Form),
    #[error("the path has more than {0} subtrees")]
    TooManySubtrees(usize),
    #[error("the name constraints need more comparisons than are allowed")]
    BudgetSpent,
}

/// A name for a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct NameText {
    pub(crate) form: Form,
    pub(crate) text: String,
}

/// Permitted subtrees for a message.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Permitted {
    /// The first five.
    pub(crate) listed: Vec<String>,
    /// How many there are.
    pub(crate) count: usize,
}

/// No comparison is left.
#[derive(Clone, Copy, Debug)]
pub(super) struct BudgetSpent;

impl Permitted {
    pub(super) fn new(subtrees: &[Subtree<'_>]) -> Self {
        let listed = subtrees.iter().take(MAX_LISTED).map(|subtree| subtree.name.text()).collect();
        Self { listed, count: subtrees.len() }
    }
}

impl From<GeneralName<'_>> for NameText {
    fn from(name: GeneralName<'_>) -> Self {
        Self { form: name.form, text: name.text() }
    }
}

impl From<BudgetSpent> for Violation {
    fn from(_: BudgetSpent) -> Self {
        Self::BudgetSpent
    }
}

impl From<BudgetSpent> for ConstraintsError {
    fn from(_: BudgetSpent) -> Self {
        Self::BudgetSpent
    }
}

impl fmt::Display for Violation {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::NotPermitted { name, permitted, .. } => write!(f, "{name} is not within {permitted}"),
            Self::Excluded { name, subtree, .. } if name.text.starts_with("*.") => {
                write!(f, "{name} stands for names within {subtree:?}, which is excluded")
            }
            Self::Excluded { name, subtree, .. } => write!(f, "{name} is within {subtree:?}, which is excluded"),
            Self::InvalidName { name, .. } => write!(f, "{name} is not a valid name of its form, and names of this form are constrained"),
            Self::UnsupportedForm { name, .. } => write!(f, "names of form {} are constrained, which cannot be checked", name.form),
            Self::UnreadableNames => f.write_str("the subject alternative name cannot be read, so it cannot be checked against the name constraints"),
            Self::Nameless => f.write_str("the certificate has neither a subject nor a subject alternative name, and its issuer is constrained by names"),
            Self::BudgetSpent => f.write_str("checking the names needs more comparisons than are allowed"),
        }
    }
}

impl fmt::Display for NameText {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{} {:?}", self.form, self.text)
    }
}

impl fmt::Display for Permitted {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (position, text) in self.listed.iter().enumerate() {
            write!(f, "{}{text:?}", if position == 0 { "" } else { ", " })?;
        }
        match self.count.saturating_sub(self.listed.len()) {
            0 => Ok(()),
            more => write!(f, " and {more} more"),
        }
    }
}
