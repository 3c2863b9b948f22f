//! The extension itself, read from its DER:
//!
//! ```text
//! NameConstraints ::= SEQUENCE {
//!     permittedSubtrees [0] GeneralSubtrees OPTIONAL,
//!     excludedSubtrees  [1] GeneralSubtrees OPTIONAL }
//! GeneralSubtrees ::= SEQUENCE SIZE (1..MAX) OF GeneralSubtree
//! GeneralSubtree ::= SEQUENCE {
//!     base    GeneralName,
//!     minimum [0] BaseDistance DEFAULT 0,
//!     maximum [1] BaseDistance OPTIONAL }
//! ```
//! RFC 5280 section 4.2.1.10. The parser of certificates cannot be asked: it does not look at minimum and maximum.

use x509_parser::asn1_rs::{Any, Class, Tag};
use x509_parser::oid_registry::OID_X509_EXT_NAME_CONSTRAINTS;

use super::general_name::{Form, GeneralName};
use crate::Certificate;
use crate::message::{Message, Quoted, message};
use crate::path::names::{is_universal, only_value, values};

/// The name constraints of one certificate. Its subtrees are read when they are asked for.
#[derive(Clone, Copy, Debug)]
pub(crate) struct NameConstraintsExtension<'a> {
    critical: bool,
    permitted: &'a [u8],
    excluded: &'a [u8],
}

/// What is wrong with the extension.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Malformed {
    Encoding,
    Twice,
    NoSubtrees,
    /// "Within this profile, the minimum and maximum fields are not used with any name forms".
    Distance {
        form: Form,
        text: String,
    },
    /// The base of a subtree is not what its form asks for.
    Subtree {
        form: Form,
        text: String,
    },
}

message! {
    fn not_name_constraints() {
        en: "The name constraints are malformed: it is not the encoding of name constraints.",
    }
    fn twice() {
        en: "The name constraints are malformed: the extension stands twice in the certificate.",
    }
    fn no_subtrees() {
        en: "The name constraints are malformed: a list of subtrees is empty.",
    }
    fn distance(form: Form, text: Quoted<'_>) {
        en: "The name constraints are malformed: the minimum of {form} {text} is not 0, or it has a maximum.",
    }
    fn not_a_constraint(form: Form, text: Quoted<'_>) {
        en: "The name constraints are malformed: {text} is not a constraint of form {form}.",
    }
}

impl Malformed {
    /// What is wrong, in a sentence.
    pub(super) fn message(&self) -> Message {
        match self {
            Self::Encoding => not_name_constraints(),
            Self::Twice => twice(),
            Self::NoSubtrees => no_subtrees(),
            Self::Distance { form, text } => distance(*form, Quoted(text)),
            Self::Subtree { form, text } => not_a_constraint(*form, Quoted(text)),
        }
    }
}

impl<'a> NameConstraintsExtension<'a> {
    /// The name constraints of the certificate. `None` if it has none.
    ///
    /// # Errors
    /// They stand there twice, or are not two lists of something. The subtrees in the lists are not looked at.
    pub(crate) fn of(certificate: &'a Certificate) -> Result<Option<Self>, Malformed> {
        let mut extensions =
            certificate.x509().extensions().iter().filter(|extension| extension.oid == OID_X509_EXT_NAME_CONSTRAINTS);
        let Some(extension) = extensions.next() else { return Ok(None) };
        if extensions.next().is_some() {
            return Err(Malformed::Twice);
        }
        let sequence =
            only_value(extension.value).filter(|it| is_universal(it, Tag::Sequence)).ok_or(Malformed::Encoding)?;
        let mut read = Self { critical: extension.critical, permitted: &[], excluded: &[] };
        let mut next_number = 0;
        for list in values(sequence.data) {
            let list = list.filter(|list| is_list(list, next_number)).ok_or(Malformed::Encoding)?;
            if list.data.is_empty() {
                return Err(Malformed::NoSubtrees);
            }
            next_number = list.tag().0.saturating_add(1);
            if list.tag().0 == 0 { read.permitted = list.data } else { read.excluded = list.data }
        }
        Ok(Some(read))
    }

    pub(crate) fn is_critical(&self) -> bool {
        self.critical
    }

    /// Whether it has neither permitted nor excluded subtrees, and so says nothing. RFC 5280 section 4.2.1.10 and the
    /// CA/Browser Forum profile forbid CAs to issue that.
    pub(crate) fn is_empty(&self) -> bool {
        self.permitted.is_empty() && self.excluded.is_empty()
    }

    pub(super) fn permitted(&self) -> impl Iterator<Item = Result<GeneralName<'a>, Malformed>> {
        values(self.permitted).map(base)
    }

    pub(super) fn excluded(&self) -> impl Iterator<Item = Result<GeneralName<'a>, Malformed>> {
        values(self.excluded).map(base)
    }
}

/// Whether this is `[0]` or `[1]`, and not earlier than the one that may come next.
fn is_list(list: &Any<'_>, next_number: u32) -> bool {
    list.class() == Class::ContextSpecific && list.header.is_constructed() && (next_number..=1).contains(&list.tag().0)
}

/// The base of a GeneralSubtree. A minimum of 0 may be written out, although DER leaves it away: it means no harm.
fn base(subtree: Option<Any<'_>>) -> Result<GeneralName<'_>, Malformed> {
    let subtree = subtree.filter(|it| is_universal(it, Tag::Sequence)).ok_or(Malformed::Encoding)?;
    let mut fields = values(subtree.data);
    let base = fields.next().flatten().and_then(|base| GeneralName::new(&base)).ok_or(Malformed::Encoding)?;
    for field in fields {
        let field = field.ok_or(Malformed::Encoding)?;
        let is_minimum_0 = field.class() == Class::ContextSpecific && field.tag().0 == 0 && field.data == [0];
        if !is_minimum_0 {
            return Err(Malformed::Distance { form: base.form, text: base.text() });
        }
    }
    Ok(base)
}
