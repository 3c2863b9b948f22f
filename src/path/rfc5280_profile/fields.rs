//! The basic fields: RFC 5280 section 4.1.2.

use x509_parser::time::ASN1Time;
use x509_parser::x509::X509Version;

use crate::message::{Message, Text, message};
use crate::path::in_path::{InPath, ProfileRule};
use crate::path::names::is_empty_name;
use crate::report::Rule;

/// The longest serial number, in octets.
const SERIAL_OCTETS: usize = 20;

/// 2050-01-01T00:00:00Z, the first second that is GeneralizedTime.
const GENERALIZED_TIME_SINCE: i64 = 2_524_608_000;

pub(super) static VERSION: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.version",
        asks: Text {
            en: "A certificate with extensions has version 3, and one with unique identifiers version 2 or 3.",
        },
        remedy: Text { en: "Have the certificate issued again with version 3." },
        ..Rule::rfc5280("RFC 5280 section 4.1.2.1")
    },
    applies: |_| true,
    breach: version,
};

message! {
    fn has_extensions() {
        en: "The certificate has extensions, and its version is not 3.",
    }
    fn has_unique_identifiers() {
        en: "The certificate has unique identifiers, and its version is 1.",
    }
}

fn version(in_path: &InPath<'_>) -> Option<Message> {
    let x509 = in_path.certificate.x509();
    let has_unique_ids = x509.issuer_uid.is_some() || x509.subject_uid.is_some();
    match x509.version() {
        X509Version::V3 => None,
        _ if !x509.extensions().is_empty() => Some(has_extensions()),
        X509Version::V1 if has_unique_ids => Some(has_unique_identifiers()),
        _ => None,
    }
}

pub(super) static SERIAL_POSITIVE: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.serial-positive",
        asks: Text { en: "The serial number is a positive integer." },
        remedy: Text { en: "Have the certificate issued again with a random serial number." },
        ..Rule::rfc5280("RFC 5280 section 4.1.2.2")
    },
    applies: |it| it.is_below_anchor(),
    breach: serial_positive,
};

message! {
    fn serial_is_0() {
        en: "The serial number is 0.",
    }
    fn serial_is_negative() {
        en: "The serial number is negative.",
    }
}

/// An anchor is exempt: roots with the serial number 0 are in every store, and nobody looks them up by it. The RFC asks
/// for graceful handling.
fn serial_positive(in_path: &InPath<'_>) -> Option<Message> {
    let serial = in_path.certificate.serial();
    if serial.first().is_some_and(|first| first & 0x80 != 0) {
        return Some(serial_is_negative());
    }
    serial.iter().all(|byte| *byte == 0).then(serial_is_0)
}

pub(super) static SERIAL_LENGTH: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.serial-length",
        asks: Text { en: "The serial number is not longer than 20 octets." },
        remedy: Text { en: "Have the certificate issued again with a shorter serial number." },
        ..Rule::rfc5280("RFC 5280 section 4.1.2.2")
    },
    applies: |_| true,
    breach: serial_length,
};

message! {
    fn serial_is_long(octets: usize) {
        en: "The serial number is {octets} octets long.",
    }
}

/// The octet 0 that DER puts before a high bit does not count: it keeps the number positive and adds nothing to it.
fn serial_length(in_path: &InPath<'_>) -> Option<Message> {
    let serial = in_path.certificate.serial();
    let octets = serial.strip_prefix(&[0]).unwrap_or(serial).len();
    (octets > SERIAL_OCTETS).then(|| serial_is_long(octets))
}

pub(super) static ISSUER_EMPTY: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.issuer-empty",
        asks: Text { en: "The issuer is a non-empty distinguished name." },
        remedy: Text { en: "Have the certificate issued again by a CA with a name." },
        ..Rule::rfc5280("RFC 5280 section 4.1.2.4")
    },
    applies: |_| true,
    breach: issuer_empty,
};

message! {
    fn issuer_is_empty() {
        en: "The issuer is empty.",
    }
}

fn issuer_empty(in_path: &InPath<'_>) -> Option<Message> {
    is_empty_name(in_path.certificate.raw_issuer()).then(issuer_is_empty)
}

pub(super) static CA_SUBJECT_EMPTY: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.ca-subject-empty",
        asks: Text { en: "The subject of a CA is a non-empty distinguished name." },
        remedy: Text { en: "Have the CA certificate issued again with a subject." },
        ..Rule::rfc5280("RFC 5280 section 4.1.2.6")
    },
    applies: |it| it.is_ca(),
    breach: ca_subject_empty,
};

message! {
    fn subject_is_empty() {
        en: "The subject of the CA is empty.",
    }
}

fn ca_subject_empty(in_path: &InPath<'_>) -> Option<Message> {
    is_empty_name(in_path.certificate.raw_subject()).then(subject_is_empty)
}

pub(super) static VALIDITY_ENCODING: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.validity-encoding",
        asks: Text { en: "Dates through 2049 are UTCTime, and dates from 2050 on GeneralizedTime." },
        remedy: Text { en: "Have the certificate issued again with dates in the right form." },
        ..Rule::rfc5280("RFC 5280 section 4.1.2.5")
    },
    applies: |_| true,
    breach: validity_encoding,
};

message! {
    fn is_early_generalized_time(field: &'static str) {
        en: "{field} is GeneralizedTime before 2050.",
    }
    fn is_late_utc_time(field: &'static str) {
        en: "{field} is UTCTime after 2049.",
    }
}

fn validity_encoding(in_path: &InPath<'_>) -> Option<Message> {
    let validity = in_path.certificate.x509().validity();
    let fault = |(field, time): (&'static str, &ASN1Time)| match (
        time.is_generalizedtime(),
        time.timestamp() >= GENERALIZED_TIME_SINCE,
    ) {
        (true, false) => Some(is_early_generalized_time(field)),
        (false, true) => Some(is_late_utc_time(field)),
        (true, true) | (false, false) => None,
    };
    [("notBefore", &validity.not_before), ("notAfter", &validity.not_after)].into_iter().find_map(fault)
}

pub(super) static UNIQUE_IDENTIFIERS: ProfileRule = ProfileRule {
    rule: Rule {
        code: "rfc5280.profile.unique-identifiers",
        asks: Text { en: "A certificate has no unique identifiers." },
        remedy: Text { en: "Have the certificate issued again without issuerUniqueID and subjectUniqueID." },
        ..Rule::rfc5280("RFC 5280 section 4.1.2.8")
    },
    applies: |_| true,
    breach: unique_identifiers,
};

message! {
    fn has_unique_identifier() {
        en: "The certificate has a unique identifier.",
    }
}

fn unique_identifiers(in_path: &InPath<'_>) -> Option<Message> {
    let x509 = in_path.certificate.x509();
    (x509.issuer_uid.is_some() || x509.subject_uid.is_some()).then(has_unique_identifier)
}
