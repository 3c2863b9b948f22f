//! Whether each issuer may issue: version, basic constraints, path length and key usage.

use x509_parser::x509::X509Version;

use super::CheckOptions;
use crate::message::Text;
use crate::path::candidate::CandidatePath;
use crate::report::{Finding, Rule};

/// The rules decided here.
pub(super) const RULES: &[&Rule] = &[&VERSION, &BASIC_CONSTRAINTS, &NOT_A_CA, &PATH_LENGTH, &KEY_CERT_SIGN];

static VERSION: Rule = Rule {
    code: "rfc5280.version",
    asks: Text { en: "A CA certificate has version 3." },
    remedy: Text { en: "Have the CA certificate issued again as version 3 with basic constraints." },
    ..Rule::rfc5280("RFC 5280 section 6.1.4 (k)")
};

static BASIC_CONSTRAINTS: Rule = Rule {
    code: "rfc5280.basic-constraints",
    asks: Text { en: "A CA certificate has basic constraints." },
    remedy: Text { en: "Have the CA certificate issued again with basic constraints." },
    ..Rule::rfc5280("RFC 5280 section 6.1.4 (k)")
};

static NOT_A_CA: Rule = Rule {
    code: "rfc5280.not-a-ca",
    asks: Text { en: "The basic constraints of every issuer say that it is a CA." },
    remedy: Text { en: "Have the certificate issued by a CA." },
    ..Rule::rfc5280("RFC 5280 section 6.1.4 (k)")
};

static PATH_LENGTH: Rule = Rule {
    code: "rfc5280.path-length",
    asks: Text { en: "No more CA certificates follow a CA than its path length allows." },
    remedy: Text { en: "Have the certificate issued by a CA that is higher up." },
    ..Rule::rfc5280("RFC 5280 section 6.1.4 (l)(m)")
};

static KEY_CERT_SIGN: Rule = Rule {
    code: "rfc5280.key-cert-sign",
    asks: Text { en: "The key usage of every issuer, if it has one, contains keyCertSign." },
    remedy: Text { en: "Have the CA certificate issued again with keyCertSign." },
    ..Rule::rfc5280("RFC 5280 section 6.1.4 (n)")
};

pub(super) fn issuers(path: &CandidatePath<'_>, options: &CheckOptions, findings: &mut Vec<Finding>) {
    for (index, node) in path.constrained(options).skip(1) {
        let certificate = &node.certificate;
        let is_anchor = index == path.certificates.len();
        let x509 = certificate.x509();
        match x509.basic_constraints() {
            Ok(Some(constraints)) if !constraints.value.ca => {
                findings
                    .push(NOT_A_CA.finding(path.subject(index), "The basic constraints say that this is not a CA."));
            }
            Ok(None) if is_anchor => {}
            Ok(None) if x509.version() != X509Version::V3 => {
                let message = "The CA certificate has version 1 or 2, which cannot say that it is a CA.";
                findings.push(VERSION.finding(path.subject(index), message));
            }
            Ok(None) => {
                findings.push(
                    BASIC_CONSTRAINTS.finding(path.subject(index), "The CA certificate has no basic constraints."),
                );
            }
            // What cannot be read or stands twice is found below.
            Ok(Some(_)) | Err(_) => {}
        }
        if let Ok(Some(usage)) = x509.key_usage()
            && !usage.value.key_cert_sign()
        {
            findings.push(KEY_CERT_SIGN.finding(path.subject(index), "The key usage does not contain keyCertSign."));
        }
    }
}

/// Self-issued certificates do not count, and the leaf is not a CA certificate here.
pub(super) fn path_length(path: &CandidatePath<'_>, options: &CheckOptions, findings: &mut Vec<Finding>) {
    let mut below: u32 = 0;
    for (index, node) in path.constrained(options).skip(1) {
        if let Ok(Some(constraints)) = node.certificate.x509().basic_constraints()
            && constraints.value.ca
            && let Some(limit) = constraints.value.path_len_constraint
            && below > limit
        {
            let message = format!("{below} CA certificates follow, and the path length is {limit}.");
            findings.push(PATH_LENGTH.finding(path.subject(index), message));
        }
        if !node.is_self_issued() {
            below += 1;
        }
    }
}
