//! Alternative names: RFC 5280 sections 4.2.1.6 and 4.2.1.7.

use x509_parser::extensions::{GeneralName, ParsedExtension};
use x509_parser::oid_registry::{OID_X509_EXT_ISSUER_ALT_NAME, OID_X509_EXT_SUBJECT_ALT_NAME};

use crate::message::{Message, Quoted, Text, message};
use crate::path::in_path::{InPath, ProfileRule};
use crate::path::names::is_empty_name;
use crate::report::Rule;

/// Limits of RFC 1034 section 3.1, in octets: a label, and a name as it is written without the last dot.
const LABEL_OCTETS: usize = 63;
const NAME_OCTETS: usize = 253;

pub(super) static SUBJECT_NOWHERE: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.san-critical",
        asks: Text { en: "A certificate with an empty subject has a critical subject alternative name." },
        remedy: Text {
            en: "Have the certificate issued again with a subject, or with a critical subject alternative name.",
        },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.6")
    },
    applies: |it| it.is_leaf() && is_empty_name(it.certificate.raw_subject()),
    breach: subject_nowhere,
};

message! {
    fn has_no_name() {
        en: "The subject is empty, and there is no critical subject alternative name.",
    }
}

/// A CA without a subject is another row's.
fn subject_nowhere(in_path: &InPath<'_>) -> Option<Message> {
    (!in_path.is_critical(&OID_X509_EXT_SUBJECT_ALT_NAME)).then(has_no_name)
}

pub(super) static EMPTY: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.san-empty",
        asks: Text { en: "A subject or issuer alternative name has at least one entry." },
        remedy: Text { en: "Have the certificate issued again with a name, or without the extension." },
        ..Rule::rfc5280("RFC 5280 sections 4.2.1.6 and 4.2.1.7")
    },
    applies: has_alternative_names,
    breach: empty,
};

message! {
    fn has_no_entry() {
        en: "An alternative name has no entry.",
    }
}

fn empty(in_path: &InPath<'_>) -> Option<Message> {
    let is_empty = match (in_path.parsed(&OID_X509_EXT_SUBJECT_ALT_NAME), in_path.parsed(&OID_X509_EXT_ISSUER_ALT_NAME))
    {
        (Some(ParsedExtension::SubjectAlternativeName(names)), _) if names.general_names.is_empty() => true,
        (_, Some(ParsedExtension::IssuerAlternativeName(names))) => names.general_names.is_empty(),
        _ => false,
    };
    is_empty.then(has_no_entry)
}

pub(super) static DNS: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.dns-name",
        asks: Text {
            en: "Every dNSName is in the preferred name syntax: labels of letters, digits and inner hyphens.",
        },
        remedy: Text { en: "Have the certificate issued again with a valid DNS name." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.6")
    },
    applies: has_alternative_names,
    breach: dns,
};

message! {
    fn is_not_in_preferred_syntax(name: Quoted<'_>) {
        en: "{name} is not a DNS name in the preferred syntax.",
    }
}

fn dns(in_path: &InPath<'_>) -> Option<Message> {
    let name = alternative_names(in_path).find_map(|name| match name {
        GeneralName::DNSName(name) if !is_preferred_syntax(name) => Some(name),
        _ => None,
    })?;
    Some(is_not_in_preferred_syntax(Quoted(name)))
}

pub(super) static IP: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.ip-address",
        asks: Text { en: "Every iPAddress is 4 or 16 octets long." },
        remedy: Text { en: "Have the certificate issued again with a valid address." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.6")
    },
    applies: has_alternative_names,
    breach: ip,
};

message! {
    fn has_other_length(octets: usize) {
        en: "An IP address is {octets} octets long.",
    }
}

fn ip(in_path: &InPath<'_>) -> Option<Message> {
    let octets = alternative_names(in_path).find_map(|name| match name {
        GeneralName::IPAddress(address) if !matches!(address.len(), 4 | 16) => Some(address.len()),
        _ => None,
    })?;
    Some(has_other_length(octets))
}

pub(super) static EMAIL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.rfc822-name",
        asks: Text { en: "Every rfc822Name is a mailbox: a local part, an at sign and a host." },
        remedy: Text { en: "Have the certificate issued again with a valid email address." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.6")
    },
    applies: has_alternative_names,
    breach: email,
};

message! {
    fn is_not_a_mailbox(address: Quoted<'_>) {
        en: "{address} is not a mailbox.",
    }
}

fn email(in_path: &InPath<'_>) -> Option<Message> {
    let address = alternative_names(in_path).find_map(|name| match name {
        GeneralName::RFC822Name(address) if !is_mailbox(address) => Some(address),
        _ => None,
    })?;
    Some(is_not_a_mailbox(Quoted(address)))
}

pub(super) static URI: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.uri",
        asks: Text { en: "Every uniformResourceIdentifier has a scheme and something after it." },
        remedy: Text { en: "Have the certificate issued again with an absolute URI." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.6")
    },
    applies: has_alternative_names,
    breach: uri,
};

message! {
    fn is_not_absolute(uri: Quoted<'_>) {
        en: "{uri} is not an absolute URI.",
    }
}

fn uri(in_path: &InPath<'_>) -> Option<Message> {
    let uri = alternative_names(in_path).find_map(|name| match name {
        GeneralName::URI(uri) if !is_absolute(uri) => Some(uri),
        _ => None,
    })?;
    Some(is_not_absolute(Quoted(uri)))
}

fn has_alternative_names(in_path: &InPath<'_>) -> bool {
    in_path.has(&OID_X509_EXT_SUBJECT_ALT_NAME) || in_path.has(&OID_X509_EXT_ISSUER_ALT_NAME)
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
