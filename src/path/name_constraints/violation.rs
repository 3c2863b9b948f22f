//! What can be wrong with a name, or with the constraints.

use super::extension::Malformed;
use super::general_name::{Form, GeneralName};
use super::subtree::Subtree;
use crate::message::{Message, Quoted, message};

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum ConstraintsError {
    Malformed(Malformed),
    /// A critical subtree of this form, which is not supported.
    UnsupportedForm(Form),
    /// The path has more subtrees than the dialect takes.
    TooManySubtrees(usize),
    /// The comparisons that the caller allows are used up.
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

impl From<Malformed> for ConstraintsError {
    fn from(malformed: Malformed) -> Self {
        Self::Malformed(malformed)
    }
}

impl From<BudgetSpent> for ConstraintsError {
    fn from(_: BudgetSpent) -> Self {
        Self::BudgetSpent
    }
}

message! {
    fn not_within(form: Form, name: Quoted<'_>, permitted: Vec<Quoted<'_>>) {
        en: "{form} {name} is not within {permitted}.",
    }
    fn not_within_any_of(form: Form, name: Quoted<'_>, permitted: Vec<Quoted<'_>>, others: usize) {
        en: "{form} {name} is not within {permitted} and {others} more.",
    }
    fn within_excluded(form: Form, name: Quoted<'_>, subtree: Quoted<'_>) {
        en: "{form} {name} is within {subtree}, which is excluded.",
    }
    fn wildcard_within_excluded(form: Form, name: Quoted<'_>, subtree: Quoted<'_>) {
        en: "{form} {name} stands for names within {subtree}, which is excluded.",
    }
    fn invalid_name(form: Form, name: Quoted<'_>) {
        en: "{form} {name} is not a valid name of its form, and names of this form are constrained.",
    }
    fn form_not_checked(form: Form) {
        en: "Names of form {form} are constrained, which cannot be checked.",
    }
    fn unreadable_names() {
        en: "The subject alternative name cannot be read, so it cannot be checked against the name constraints.",
    }
    fn nameless() {
        en: "The certificate has neither a subject nor a subject alternative name, and its issuer is constrained by names.",
    }
    fn names_need_more_comparisons() {
        en: "Checking the names needs more comparisons than are allowed.",
    }
}

impl Violation {
    /// What is wrong, in a sentence.
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::NotPermitted { name: NameText { form, text }, permitted: Permitted { listed, count }, .. } => {
                let permitted = listed.iter().map(|subtree| Quoted(subtree)).collect();
                match count.saturating_sub(listed.len()) {
                    0 => not_within(*form, Quoted(text), permitted),
                    others => not_within_any_of(*form, Quoted(text), permitted, others),
                }
            }
            Self::Excluded { name: NameText { form, text }, subtree, .. } if text.starts_with("*.") => {
                wildcard_within_excluded(*form, Quoted(text), Quoted(subtree))
            }
            Self::Excluded { name: NameText { form, text }, subtree, .. } => {
                within_excluded(*form, Quoted(text), Quoted(subtree))
            }
            Self::InvalidName { name: NameText { form, text }, .. } => invalid_name(*form, Quoted(text)),
            Self::UnsupportedForm { name, .. } => form_not_checked(name.form),
            Self::UnreadableNames => unreadable_names(),
            Self::Nameless => nameless(),
            Self::BudgetSpent => names_need_more_comparisons(),
        }
    }
}

message! {
    fn unsupported_subtree(form: Form) {
        en: "The critical name constraints have a subtree of form {form}, which cannot be checked.",
    }
    fn too_many_subtrees(limit: usize) {
        en: "The path has more than {limit} subtrees.",
    }
    fn constraints_need_more_comparisons() {
        en: "The name constraints need more comparisons than are allowed.",
    }
}

impl ConstraintsError {
    /// What is wrong, in a sentence.
    pub(crate) fn message(&self) -> Message {
        match self {
            Self::Malformed(malformed) => malformed.message(),
            Self::UnsupportedForm(form) => unsupported_subtree(*form),
            Self::TooManySubtrees(limit) => too_many_subtrees(*limit),
            Self::BudgetSpent => constraints_need_more_comparisons(),
        }
    }
}
