//! Constraints of CAs: RFC 5280 sections 4.2.1.10, 4.2.1.11 and 4.2.1.14.

use x509_parser::extensions::ParsedExtension;
use x509_parser::oid_registry::{
    OID_X509_EXT_INHIBIT_ANY_POLICY, OID_X509_EXT_NAME_CONSTRAINTS, OID_X509_EXT_POLICY_CONSTRAINTS,
};

use crate::path::in_path::{InPath, ProfileRule, row, when};
use crate::path::name_constraints::Extension;

#[rustfmt::skip]
pub(super) const NAME_CONSTRAINTS_CRITICAL: ProfileRule =
    row!(Rfc5280, Certain, names_critical, "rfc5280.profile.name-constraints-critical",
        "Name constraints are critical.",
        "Have the CA certificate issued again with critical name constraints.", "RFC 5280 section 4.2.1.10");

fn names_critical(in_path: &InPath<'_>) -> Option<String> {
    let constraints = Extension::of(in_path.certificate).ok().flatten()?;
    when(!constraints.is_critical(), "The name constraints are not critical.")
}

pub(super) fn names_without_ca(in_path: &InPath<'_>) -> Option<String> {
    let is_breach = in_path.extension(&OID_X509_EXT_NAME_CONSTRAINTS).is_some() && !in_path.asserts_ca();
    when(is_breach, "The certificate has name constraints and is not a CA's.")
}

pub(super) fn names_empty(in_path: &InPath<'_>) -> Option<String> {
    let constraints = Extension::of(in_path.certificate).ok().flatten()?;
    when(constraints.is_empty(), "The name constraints have neither permitted nor excluded subtrees.")
}

pub(super) fn policy_critical(in_path: &InPath<'_>) -> Option<String> {
    let extension = in_path.extension(&OID_X509_EXT_POLICY_CONSTRAINTS)?;
    when(!extension.critical, "The policy constraints are not critical.")
}

pub(super) fn policy_empty(in_path: &InPath<'_>) -> Option<String> {
    let is_empty = matches!(
        in_path.parsed(&OID_X509_EXT_POLICY_CONSTRAINTS),
        Some(ParsedExtension::PolicyConstraints(constraints))
            if constraints.require_explicit_policy.is_none() && constraints.inhibit_policy_mapping.is_none()
    );
    when(is_empty, "The policy constraints are empty.")
}

pub(super) fn any_policy_critical(in_path: &InPath<'_>) -> Option<String> {
    let extension = in_path.extension(&OID_X509_EXT_INHIBIT_ANY_POLICY)?;
    when(!extension.critical, "inhibitAnyPolicy is not critical.")
}
