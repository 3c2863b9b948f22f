//! What tells a CA from others: key usage and basic constraints, RFC 5280 sections 4.2.1.3 and 4.2.1.9.

use x509_parser::extensions::{KeyUsage, ParsedExtension};
use x509_parser::oid_registry::{OID_X509_EXT_BASIC_CONSTRAINTS, OID_X509_EXT_KEY_USAGE};

use crate::message::{Message, Text, message};
use crate::path::in_path::{InPath, Position, ProfileRule};
use crate::report::Rule;

pub(super) static KEY_USAGE_MISSING: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.ca-key-usage-missing",
        asks: Text { en: "A CA certificate has a key usage." },
        remedy: Text { en: "Have the CA certificate issued again with the key usage keyCertSign." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.3")
    },
    applies: |it| it.is_v3_ca(),
    breach: key_usage_missing,
};

message! {
    fn has_no_key_usage() {
        en: "The CA certificate has no key usage.",
    }
}

fn key_usage_missing(in_path: &InPath<'_>) -> Option<Message> {
    (!in_path.has(&OID_X509_EXT_KEY_USAGE)).then(has_no_key_usage)
}

pub(super) static KEY_USAGE_EMPTY: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.key-usage-empty",
        asks: Text { en: "A key usage has at least one bit set." },
        remedy: Text { en: "Have the certificate issued again with what the key is for." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.3")
    },
    applies: |it| it.has(&OID_X509_EXT_KEY_USAGE),
    breach: key_usage_empty,
};

message! {
    fn has_no_bit() {
        en: "No bit of the key usage is set.",
    }
}

fn key_usage_empty(in_path: &InPath<'_>) -> Option<Message> {
    key_usage(in_path).is_some_and(|usage| usage.flags == 0).then(has_no_bit)
}

pub(super) static BASIC_CONSTRAINTS_MISSING: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.anchor-basic-constraints",
        asks: Text { en: "The certificate of an anchor has basic constraints with cA true." },
        remedy: Text { en: "Trust a root that says that it is a CA." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.9")
    },
    applies: |it| it.position == Position::Anchor && it.is_v3(),
    breach: basic_constraints_missing,
};

message! {
    fn has_no_basic_constraints() {
        en: "The certificate of the anchor has no basic constraints.",
    }
}

/// Path validation asks this of every issuer but the anchor. An anchor of version 1 cannot say it.
fn basic_constraints_missing(in_path: &InPath<'_>) -> Option<Message> {
    (!in_path.has(&OID_X509_EXT_BASIC_CONSTRAINTS)).then(has_no_basic_constraints)
}

pub(super) static BASIC_CONSTRAINTS_CRITICAL: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.basic-constraints-critical",
        asks: Text { en: "The basic constraints of a CA are critical." },
        remedy: Text { en: "Have the CA certificate issued again with critical basic constraints." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.9")
    },
    applies: |it| it.asserts_ca(),
    breach: basic_constraints_critical,
};

message! {
    fn are_not_critical() {
        en: "The basic constraints of the CA are not critical.",
    }
}

fn basic_constraints_critical(in_path: &InPath<'_>) -> Option<Message> {
    (!in_path.is_critical(&OID_X509_EXT_BASIC_CONSTRAINTS)).then(are_not_critical)
}

pub(super) static PATH_LENGTH_WITHOUT_CA: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.path-length-without-ca",
        asks: Text { en: "Only a CA certificate has a path length." },
        remedy: Text { en: "Have the certificate issued again without pathLenConstraint." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.9")
    },
    applies: |it| it.has(&OID_X509_EXT_BASIC_CONSTRAINTS),
    breach: path_length_without_ca,
};

message! {
    fn has_path_length() {
        en: "The certificate has a path length and is not a CA's.",
    }
}

fn path_length_without_ca(in_path: &InPath<'_>) -> Option<Message> {
    let has_length = matches!(
        in_path.parsed(&OID_X509_EXT_BASIC_CONSTRAINTS),
        Some(ParsedExtension::BasicConstraints(constraints)) if !constraints.ca && constraints.path_len_constraint.is_some()
    );
    has_length.then(has_path_length)
}

pub(super) static CERT_SIGN_WITHOUT_CA: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.cert-sign-without-ca",
        asks: Text { en: "Only a CA certificate has the key usage keyCertSign." },
        remedy: Text { en: "Have the certificate issued again without keyCertSign, or with cA true if it is a CA." },
        ..Rule::rfc5280("RFC 5280 section 4.2.1.9")
    },
    applies: |it| it.has(&OID_X509_EXT_KEY_USAGE),
    breach: cert_sign_without_ca,
};

message! {
    fn has_key_cert_sign() {
        en: "The key usage contains keyCertSign, and the basic constraints do not say that this is a CA.",
    }
}

fn cert_sign_without_ca(in_path: &InPath<'_>) -> Option<Message> {
    let is_breach = key_usage(in_path).is_some_and(KeyUsage::key_cert_sign) && !in_path.asserts_ca();
    is_breach.then(has_key_cert_sign)
}

fn key_usage<'a>(in_path: &InPath<'a>) -> Option<&'a KeyUsage> {
    match in_path.parsed(&OID_X509_EXT_KEY_USAGE) {
        Some(ParsedExtension::KeyUsage(usage)) => Some(usage),
        _ => None,
    }
}
