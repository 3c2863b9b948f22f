//! What tells a CA from others: key usage and basic constraints, RFC 5280 sections 4.2.1.3 and 4.2.1.9.

use x509_parser::extensions::{KeyUsage, ParsedExtension};
use x509_parser::oid_registry::{OID_X509_EXT_BASIC_CONSTRAINTS, OID_X509_EXT_KEY_USAGE};

use crate::path::in_path::{InPath, Position, when};

pub(super) fn key_usage_missing(in_path: &InPath<'_>) -> Option<String> {
    let is_missing = in_path.is_v3_ca() && in_path.extension(&OID_X509_EXT_KEY_USAGE).is_none();
    when(is_missing, "The CA certificate has no key usage.")
}

pub(super) fn key_usage_empty(in_path: &InPath<'_>) -> Option<String> {
    when(key_usage(in_path).is_some_and(|usage| usage.flags == 0), "No bit of the key usage is set.")
}

/// Path validation asks this of every issuer but the anchor. An anchor of version 1 cannot say it.
pub(super) fn basic_constraints_missing(in_path: &InPath<'_>) -> Option<String> {
    let is_asked = in_path.position == Position::Anchor && in_path.is_v3();
    let is_missing = is_asked && in_path.extension(&OID_X509_EXT_BASIC_CONSTRAINTS).is_none();
    when(is_missing, "The certificate of the anchor has no basic constraints.")
}

pub(super) fn basic_constraints_critical(in_path: &InPath<'_>) -> Option<String> {
    let is_breach = in_path.asserts_ca() && !in_path.is_critical(&OID_X509_EXT_BASIC_CONSTRAINTS);
    when(is_breach, "The basic constraints of the CA are not critical.")
}

pub(super) fn path_length_without_ca(in_path: &InPath<'_>) -> Option<String> {
    let has_length = matches!(
        in_path.parsed(&OID_X509_EXT_BASIC_CONSTRAINTS),
        Some(ParsedExtension::BasicConstraints(constraints)) if !constraints.ca && constraints.path_len_constraint.is_some()
    );
    when(has_length, "The certificate has a path length and is not a CA's.")
}

pub(super) fn cert_sign_without_ca(in_path: &InPath<'_>) -> Option<String> {
    let is_breach = key_usage(in_path).is_some_and(KeyUsage::key_cert_sign) && !in_path.asserts_ca();
    when(is_breach, "The key usage contains keyCertSign, and the basic constraints do not say that this is a CA.")
}

fn key_usage<'a>(in_path: &InPath<'a>) -> Option<&'a KeyUsage> {
    match in_path.parsed(&OID_X509_EXT_KEY_USAGE) {
        Some(ParsedExtension::KeyUsage(usage)) => Some(usage),
        _ => None,
    }
}
