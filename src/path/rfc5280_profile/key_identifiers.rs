//! Key identifiers: RFC 5280 sections 4.2.1.1 and 4.2.1.2.

use x509_parser::extensions::ParsedExtension;
use x509_parser::oid_registry::{OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER, OID_X509_EXT_SUBJECT_KEY_IDENTIFIER};

use crate::message::Text;
use crate::path::in_path::{InPath, ProfileRule, when};
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
    breach: authority_missing,
};

/// "There is one exception": a self-signed certificate, whose issuer's key is its own.
fn authority_missing(in_path: &InPath<'_>) -> Option<String> {
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

pub(super) static AUTHORITY_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.aki-critical",
        asks: Text { en: "The authority key identifier is not critical." },
        remedy: Text { en: "Have the certificate issued again with the extension not critical." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.1")
    },
    breach: authority_critical,
};

fn authority_critical(in_path: &InPath<'_>) -> Option<String> {
    when(in_path.is_critical(&OID_X509_EXT_AUTHORITY_KEY_IDENTIFIER), "The authority key identifier is critical.")
}

pub(super) static SUBJECT_MISSING: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.ski-missing",
        asks: Text { en: "A CA certificate has a subject key identifier." },
        remedy: Text { en: "Have the CA certificate issued again with a subject key identifier." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.2")
    },
    breach: subject_missing,
};

fn subject_missing(in_path: &InPath<'_>) -> Option<String> {
    let is_missing = in_path.is_v3_ca() && in_path.extension(&OID_X509_EXT_SUBJECT_KEY_IDENTIFIER).is_none();
    when(is_missing, "The CA certificate has no subject key identifier.")
}

pub(super) static SUBJECT_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.ski-critical",
        asks: Text { en: "The subject key identifier is not critical." },
        remedy: Text { en: "Have the certificate issued again with the extension not critical." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.2")
    },
    breach: subject_critical,
};

fn subject_critical(in_path: &InPath<'_>) -> Option<String> {
    when(in_path.is_critical(&OID_X509_EXT_SUBJECT_KEY_IDENTIFIER), "The subject key identifier is critical.")
}
