//! Alternative names: RFC 5280 sections 4.2.1.6 and 4.2.1.7.

use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::oid_registry::{OID_X509_EXT_ISSUER_ALT_NAME, OID_X509_EXT_SUBJECT_ALT_NAME};

use crate::path::in_path::{InPath, Position, when};
use crate::path::names::is_empty_name;

/// Limits of RFC 1034 section 3.1, in octets: a label, and a name as it is written without the last dot.
const LABEL_OCTETS: usize = 63;
const NAME_OCTETS: usize = 253;

/// A CA without a subject is another row's.
pub(super) fn subject_nowhere(in_path: &InPath<'_>) -> Option<String> {
    let is_asked = in_path.position == Position::Leaf && is_empty_name(in_path.certificate.raw_subject());
    when(
        is_asked && !in_path.is_critical(&OID_X509_EXT_SUBJECT_ALT_NAME),
        "The subject is empty, and there is no critical subject alternative name.",
    )
}

pub(super) fn empty(in_path: &InPath<'_>) -> Option<String> {
    let is_empty = match (in_path.parsed(&OID_X509_EXT_SUBJECT_ALT_NAME), in_path.parsed(&OID_X509_EXT_ISSUER_ALT_NAME))
    {
        (Some(ParsedExtension::SubjectAlternativeName(names)), _) if names.general_names.is_empty() => true,
        (_, Some(ParsedExtension::IssuerAlternativeName(names))) => names.general_names.is_empty(),
        _ => false,
    };
    when(is_empty, "An alternative name has no entry.")
}

pub(super) fn dns(in_path: &InPath<'_>) -> Option<String> {
    let name = alternative_names(in_path).find_map(|name| match name {
        GeneralName::DNSName(name) if !is_preferred_syntax(name) => Some(name),
        _ => None,
    })?;
    Some(format!("{name:?} is not a DNS name in the preferred syntax."))
}

pub(super) fn ip(in_path: &InPath<'_>) -> Option<String> {
    let octets = alternative_names(in_path).find_map(|name| match name {
        GeneralName::IPAddress(address) if !matches!(address.len(), 4 | 16) => Some(address.len()),
        _ => None,
    })?;
    Some(format!("An IP address is {octets} octets long."))
}

pub(super) fn email(in_path: &InPath<'_>) -> Option<String> {
    let address = alternative_names(in_path).find_map(|name| match name {
        GeneralName::RFC822Name(address) if !is_mailbox(address) => Some(address),
        _ => None,
    })?;
    Some(format!("{address:?} is not a mailbox."))
}

pub(super) fn uri(in_path: &InPath<'_>) -> Option<String> {
    let uri = alternative_names(in_path).find_map(|name| match name {
        GeneralName::URI(uri) if !is_absolute(uri) => Some(uri),
        _ => None,
    })?;
    Some(format!("{uri:?} is not an absolute URI."))
}

fn alternative_names<'a>(in_path: &InPath<'a>) -> impl Iterator<Item = &'a GeneralName<'a>> {
    let subject = match in_path.parsed(&OID_X509_EXT_SUBJECT_ALT_NAME) {
        Some(ParsedExtension::SubjectAlternativeName(names)) => names.general_names.as_slice(),
        _ => &[],
    };
    let issuer = match in_path.parsed(&OID_X509_EXT_ISSUER_ALT_NAME) {
        Some(ParsedExtension::IssuerAlternativeName(names)) => names.general_names.as_slice(),
        _ => &[],
    };
    subject.iter().chain(issuer)
}

/// RFC 1034 section 3.5 as modified by RFC 1123 section 2.1. Wildcards are left to those who know them: a star counts as
/// a letter in the left-most label.
fn is_preferred_syntax(name: &str) -> bool {
    name.len() <= NAME_OCTETS && name.split('.').enumerate().all(|(place, label)| is_label(label, place == 0))
}

fn is_label(label: &str, may_have_star: bool) -> bool {
    let is_hyphen_outside = label.starts_with('-') || label.ends_with('-');
    let is_ldh = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || (may_have_star && byte == b'*');
    (1..=LABEL_OCTETS).contains(&label.len()) && !is_hyphen_outside && label.bytes().all(is_ldh)
}

/// RFC 5321 section 4.1.2, as far as its outline: a quoted local part may hold an at sign, and the host may not.
fn is_mailbox(address: &str) -> bool {
    address.is_ascii()
        && address.rsplit_once('@').is_some_and(|(local, host)| {
            let is_quoted = local.len() >= 2 && local.starts_with('"') && local.ends_with('"');
            let is_local =
                is_quoted || (!local.is_empty() && local.bytes().all(|byte| byte.is_ascii_graphic() && byte != b'@'));
            is_local && !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_graphic())
        })
}

/// RFC 3986 section 3.1: a scheme, a colon, and something after it.
fn is_absolute(uri: &str) -> bool {
    uri.is_ascii()
        && uri.split_once(':').is_some_and(|(scheme, rest)| {
            let is_scheme_byte = |byte: u8| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'-' | b'.');
            scheme.starts_with(|c: char| c.is_ascii_alphabetic())
                && scheme.bytes().all(is_scheme_byte)
                && !rest.is_empty()
        })
}
