//! Key identifiers: RFC 5280 sections 4.2.1.1 and 4.2.1.2.

use x509_parser::extensions::ParsedExtension;
use x509_parser::oid_registry::{OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER, OID_X509_EXT_SUBJECT_KEY_IDENTIFIER};

use crate::path::in_path::{InPath, when};

/// "There is one exception": a self-signed certificate, whose issuer's key is its own.
pub(super) fn authority_missing(in_path: &InPath<'_>) -> Option<String> {
    if in_path.is_self_signed() {
        return None;
    }
    match in_path.parsed(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER) {
        None => Some("The certificate has no authority key identifier.".to_owned()),
        Some(ParsedExtension::AuthorityKeyIdentifier(id)) => {
            when(id.key_identifier.is_none(), "The authority key identifier has no keyIdentifier.")
        }
        Some(_) => None,
    }
}

pub(super) fn authority_critical(in_path: &InPath<'_>) -> Option<String> {
    when(in_path.is_critical(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER), "The authority key identifier is critical.")
}

pub(super) fn subject_missing(in_path: &InPath<'_>) -> Option<String> {
    let is_missing = in_path.is_v3_ca() && in_path.extension(&OID_X509_EXT_SUBJECT_KEY_IDENTIFIER).is_none();
    when(is_missing, "The CA certificate has no subject key identifier.")
}

pub(super) fn subject_critical(in_path: &InPath<'_>) -> Option<String> {
    when(in_path.is_critical(&OID_X509_EXT_SUBJECT_KEY_IDENTIFIER), "The subject key identifier is critical.")
}
