//! Whether each issuer may issue: version, basic constraints, path length and key usage.

use x509_parser::x509::X509Version;

use super::CheckOptions;
use crate::message::{Text, message};
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

message! {
    fn says_no_ca() {
        en: "The basic constraints say that this is not a CA.",
    }
    fn has_old_version() {
        en: "The CA certificate has version 1 or 2, which cannot say that it is a CA.",
    }
    fn has_no_basic_constraints() {
        en: "The CA certificate has no basic constraints.",
    }
    fn lacks_key_cert_sign() {
        en: "The key usage does not contain keyCertSign.",
    }
    fn too_many_below(below: u32, limit: u32) {
        en: "{below} CA certificates follow, and the path length is {limit}.",
    }
}

pub(super) fn issuers(path: &CandidatePath<'_>, options: &CheckOptions, findings: &mut Vec<Finding>) {
    for (index, node) in path.constrained(options).skip(1) {
        let is_anchor = index == path.certificates.len();
        let x509 = node.certificate.x509();
        let mut breach = |rule: &'static Rule, message| findings.push(rule.finding(path.subject(index), message));
        match x509.basic_constraints() {
            Ok(Some(constraints)) if !constraints.value.ca => breach(&NOT_A_CA, says_no_ca()),
            Ok(None) if is_anchor => {}
            Ok(None) if x509.version() != X509Version::V3 => breach(&VERSION, has_old_version()),
            Ok(None) => breach(&BASIC_CONSTRAINTS, has_no_basic_constraints()),
            // What cannot be read or stands twice is found in `extensions`.
            Ok(Some(_)) | Err(_) => {}
        }
        if let Ok(Some(usage)) = x509.key_usage()
            && !usage.value.key_cert_sign()
        {
            breach(&KEY_CERT_SIGN, lacks_key_cert_sign());
        }
    }
}

/// RFC 5280 section 4.2.1.9: pathLenConstraint is "the maximum number of non-self-issued intermediate certificates that
/// may follow this certificate". The leaf is not an intermediate one.
pub(super) fn path_length(path: &CandidatePath<'_>, options: &CheckOptions, findings: &mut Vec<Finding>) {
    let mut below: u32 = 0;
    for (index, node) in path.constrained(options).skip(1) {
        if let Ok(Some(constraints)) = node.certificate.x509().basic_constraints()
            && constraints.value.ca
            && let Some(limit) = constraints.value.path_len_constraint
            && below > limit
        {
            findings.push(PATH_LENGTH.finding(path.subject(index), too_many_below(below, limit)));
        }
        if !node.is_self_issued() {
            below += 1;
        }
    }
}
