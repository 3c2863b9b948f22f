//! One certificate in its place on a path: what the rows of both profiles see of it.
//!
//! An extension that cannot be read is reported by path validation, and no row reports it again.

use x509_parser::extensions::{ParsedExtension, X509Extension};
use x509_parser::oid_registry::Oid;
use x509_parser::x509::X509Version;

use crate::Certificate;
use crate::message::Message;
use crate::report::Rule;

/// A row about what one certificate of a path looks like, and the functions that decide it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct ProfileRule {
    pub(crate) rule: Rule,
    /// Whether the rule is about this certificate.
    pub(super) applies: fn(&InPath<'_>) -> bool,
    /// What is wrong with one that it is about, or `None`.
    pub(super) breach: fn(&InPath<'_>) -> Option<Message>,
}

/// What a row says of a certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// The rule is not about this certificate.
    NotApplicable,
    Pass,
    Breach(Message),
}

impl ProfileRule {
    pub(super) fn check(&self, in_path: &InPath<'_>) -> Outcome {
        if !(self.applies)(in_path) {
            return Outcome::NotApplicable;
        }
        (self.breach)(in_path).map_or(Outcome::Pass, Outcome::Breach)
    }
}

/// One certificate in its place on a path.
#[derive(Clone, Copy, Debug)]
pub(crate) struct InPath<'a> {
    pub(crate) certificate: &'a Certificate,
    pub(crate) position: Position,
    /// Whether subject and issuer are the same name, by the comparison of the rule set.
    pub(crate) is_self_issued: bool,
    /// The certificate above, if there is one.
    pub(crate) issuer: Option<&'a Certificate>,
}

/// Where a certificate stands on a path.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Position {
    Leaf,
    Intermediate,
    Anchor,
}

impl<'a> InPath<'a> {
    /// The first extension with this OID.
    pub(super) fn extension(&self, oid: &Oid<'_>) -> Option<&'a X509Extension<'a>> {
        self.certificate.x509().extensions().iter().find(|extension| extension.oid == *oid)
    }

    /// What the first extension with this OID says.
    pub(super) fn parsed(&self, oid: &Oid<'_>) -> Option<&'a ParsedExtension<'a>> {
        self.extension(oid).map(X509Extension::parsed_extension)
    }

    pub(super) fn has(&self, oid: &Oid<'_>) -> bool {
        self.extension(oid).is_some()
    }

    pub(super) fn is_critical(&self, oid: &Oid<'_>) -> bool {
        self.extension(oid).is_some_and(|extension| extension.critical)
    }

    pub(super) fn is_leaf(&self) -> bool {
        self.position == Position::Leaf
    }

    pub(super) fn is_below_anchor(&self) -> bool {
        self.position != Position::Anchor
    }

    pub(super) fn is_v3(&self) -> bool {
        self.certificate.x509().version() == X509Version::V3
    }

    /// Whether the basic constraints say that this is a CA.
    pub(super) fn asserts_ca(&self) -> bool {
        matches!(self.certificate.x509().basic_constraints(), Ok(Some(constraints)) if constraints.value.ca)
    }

    /// Whether this is a CA's certificate, by its place or by its own word.
    pub(super) fn is_ca(&self) -> bool {
        !self.is_leaf() || self.asserts_ca()
    }

    /// Whether this is a CA's certificate that can have extensions: versions 1 and 2 have none.
    pub(super) fn is_v3_ca(&self) -> bool {
        self.is_v3() && self.is_ca()
    }

    /// Whether this is self-signed, as far as it shows without a check of the signature: a self-issued certificate that
    /// is the anchor, stands alone, or has its issuer's key.
    pub(super) fn is_self_signed(&self) -> bool {
        self.is_self_issued && self.issuer.is_none_or(|issuer| issuer.spki() == self.certificate.spki())
    }
}
