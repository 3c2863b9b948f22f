//! Key identifiers: RFC 5280 sections 4.2.1.1 and 4.2.1.2.

use x509_parser::extensions::ParsedExtension;
use x509_parser::oid_registry::{OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER, OID_X509_EXT_SUBJECT_KEY_IDENTIFIER};

use crate::message::{Message, Text, message};
use crate::path::in_path::{InPath, ProfileRule};
use crate::report::Rule;

pub(super) static AUTHORITY_MISSING: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.aki-missing",
        asks: Text {
            en: "A certificate that is not self-signed has an authority key identifier with a keyIdentifier.",
        },
        remedy: Text { en: "Have the certificate issued again with the key identifier of its issuer." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.1")
    },
    applies: |it| !it.is_self_signed(),
    breach: authority_missing,
};

message! {
    fn has_no_key_identifier() {
        en: "The authority key identifier has no keyIdentifier.",
    }
    fn has_no_authority_key_identifier() {
        en: "The certificate has no authority key identifier.",
    }
}

/// "There is one exception": a self-signed certificate, whose issuer's key is its own.
fn authority_missing(in_path: &InPath<'_>) -> Option<Message> {
    match in_path.parsed(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER) {
        None => Some(has_no_authority_key_identifier()),
        Some(ParsedExtension::AuthorityKeyIdentifier(id)) => id.key_identifier.is_none().then(has_no_key_identifier),
        Some(_) => None,
    }
}

pub(super) static AUTHORITY_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.aki-critical",
        asks: Text { en: "The authority key identifier is not critical." },
        remedy: Text { en: "Have the certificate issued again with the extension not critical." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.1")
    },
    applies: |it| it.has(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER),
    breach: authority_critical,
};

message! {
    fn authority_key_identifier_is_critical() {
        en: "The authority key identifier is critical.",
    }
}

fn authority_critical(in_path: &InPath<'_>) -> Option<Message> {
    in_path.is_critical(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER).then(authority_key_identifier_is_critical)
}

pub(super) static SUBJECT_MISSING: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.ski-missing",
        asks: Text { en: "A CA certificate has a subject key identifier." },
        remedy: Text { en: "Have the CA certificate issued again with a subject key identifier." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.2")
    },
    applies: |it| it.is_v3_ca(),
    breach: subject_missing,
};

message! {
    fn has_no_subject_key_identifier() {
        en: "The CA certificate has no subject key identifier.",
    }
}

fn subject_missing(in_path: &InPath<'_>) -> Option<Message> {
    (!in_path.has(&OID_X509_EXT_SUBJECT_KEY_IDENTIFIER)).then(has_no_subject_key_identifier)
}

pub(super) static SUBJECT_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.ski-critical",
        asks: Text { en: "The subject key identifier is not critical." },
        remedy: Text { en: "Have the certificate issued again with the extension not critical." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.2")
    },
    applies: |it| it.has(&OID_X509_EXT_SUBJECT_KEY_IDENTIFIER),
    breach: subject_critical,
};

message! {
    fn subject_key_identifier_is_critical() {
        en: "The subject key identifier is critical.",
    }
}

fn subject_critical(in_path: &InPath<'_>) -> Option<Message> {
    in_path.is_critical(&OID_X509_EXT_SUBJECT_KEY_IDENTIFIER).then(subject_key_identifier_is_critical)
}
