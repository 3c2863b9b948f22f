//! Extensions that are not known, stand twice or cannot be read.

use x509_parser::der_parser::oid;
use x509_parser::extensions::{ParsedExtension, X509Extension};
use x509_parser::oid_registry::{OID_X509_EXT_EXTENDED_KEY_USAGE, Oid};

use super::CheckOptions;
use crate::message::{Text, message};
use crate::path::candidate::CandidatePath;
use crate::path::purpose::KeyPurpose;
use crate::report::{Finding, Rule};

/// The rules decided here.
pub(super) const RULES: &[&Rule] = &[&CRITICAL_EXTENSION, &DUPLICATE_EXTENSION, &UNPARSEABLE_EXTENSION];

static CRITICAL_EXTENSION: Rule = Rule {
    code: "rfc5280.critical-extension",
    asks: Text { en: "Every critical extension is known." },
    remedy: Text { en: "Have the certificate issued again without the extension, or with it not critical." },
    ..Rule::rfc5280("RFC 5280 section 6.1.4 (o), 6.1.5 (f)")
};

static DUPLICATE_EXTENSION: Rule = Rule {
    code: "rfc5280.duplicate-extension",
    asks: Text { en: "No extension stands twice in a certificate." },
    remedy: Text { en: "Have the certificate issued again." },
    ..Rule::rfc5280("RFC 5280 section 4.2")
};

static UNPARSEABLE_EXTENSION: Rule = Rule {
    code: "rfc5280.unparseable-extension",
    asks: Text { en: "Every extension that path validation uses can be read." },
    remedy: Text { en: "Have the certificate issued again." },
    ..Rule::rfc5280("RFC 5280 section 4.2.1")
};

message! {
    fn stands_twice(extension: String) {
        en: "The extension {extension} stands twice.",
    }
    fn has_unknown_qualifier() {
        en: "The critical certificate policies have a qualifier that is not known.",
    }
    fn unreadable(extension: String) {
        en: "The extension {extension} cannot be read.",
    }
    fn unknown(extension: String) {
        en: "The critical extension {extension} is not known.",
    }
}

pub(super) fn extensions(
    path: &CandidatePath<'_>,
    options: &CheckOptions,
    purpose: &KeyPurpose,
    findings: &mut Vec<Finding>,
) {
    for (index, node) in path.constrained(options) {
        let mut breach = |rule: &'static Rule, message| findings.push(rule.finding(path.subject(index), message));
        let extensions = node.certificate.x509().extensions();
        for (place, extension) in extensions.iter().enumerate() {
            let oid = &extension.oid;
            let parsed = extension.parsed_extension();
            if extensions.iter().take(place).any(|earlier| earlier.oid == *oid) {
                breach(&DUPLICATE_EXTENSION, stands_twice(extension_name(oid)));
            }
            if extension.critical && unknown_qualifier_in(parsed) {
                breach(&CRITICAL_EXTENSION, has_unknown_qualifier());
            }
            if is_processed(oid) {
                if matches!(parsed, ParsedExtension::ParseError { .. } | ParsedExtension::Unparsed) {
                    breach(&UNPARSEABLE_EXTENSION, unreadable(extension_name(oid)));
                }
            } else if extension.critical
                && !purpose.knows_extension(oid)
                && !(*oid == MS_APPLICATION_POLICIES && is_there(extensions, &OID_X509_EXT_EXTENDED_KEY_USAGE))
            {
                breach(&CRITICAL_EXTENSION, unknown(extension_name(oid)));
            }
        }
    }
}

/// Extensions that the path engine, its rules or its revocation checks process.
static PROCESSED: [(Oid<'static>, &str); 18] = [
    (oid!(2.5.29.14), "subjectKeyIdentifier"),
    (oid!(2.5.29.15), "keyUsage"),
    (oid!(2.5.29.17), "subjectAltName"),
    (oid!(2.5.29.18), "issuerAltName"),
    (oid!(2.5.29.19), "basicConstraints"),
    (oid!(2.5.29.30), "nameConstraints"),
    (oid!(2.5.29.31), "cRLDistributionPoints"),
    (oid!(2.5.29.32), "certificatePolicies"),
    (oid!(2.5.29.33), "policyMappings"),
    (oid!(2.5.29.35), "authorityKeyIdentifier"),
    (oid!(2.5.29.36), "policyConstraints"),
    (oid!(2.5.29.37), "extKeyUsage"),
    (oid!(2.5.29.46), "freshestCRL"),
    (oid!(2.5.29.54), "inhibitAnyPolicy"),
    (oid!(1.3.6.1.5.5.7.1.1), "authorityInfoAccess"),
    (oid!(1.3.6.1.5.5.7.1.11), "subjectInfoAccess"),
    (oid!(1.3.6.1.5.5.7.48.1.5), "ocspNoCheck"),
    (oid!(1.3.6.1.4.1.11129.2.4.2), "signedCertificateTimestampList"),
];

/// Microsoft's application policies say the same as the extended key usage, and are not looked at beside it.
const MS_APPLICATION_POLICIES: Oid<'static> = oid!(1.3.6.1.4.1.311.21.10);

/// The qualifiers of RFC 5280 section 4.2.1.4: CPS pointer and user notice.
const QUALIFIERS: [Oid<'static>; 2] = [oid!(1.3.6.1.5.5.7.2.1), oid!(1.3.6.1.5.5.7.2.2)];

/// "If this extension is critical, the path validation software MUST be able to interpret this extension (including the
/// optional qualifier), or MUST reject the certificate."
fn unknown_qualifier_in(extension: &ParsedExtension<'_>) -> bool {
    let ParsedExtension::CertificatePolicies(policies) = extension else { return false };
    let mut qualifiers = policies.iter().filter_map(|policy| policy.policy_qualifiers.as_ref()).flatten();
    qualifiers.any(|qualifier| !QUALIFIERS.contains(&qualifier.policy_qualifier_id))
}

fn is_there(extensions: &[X509Extension<'_>], oid: &Oid<'_>) -> bool {
    extensions.iter().any(|extension| extension.oid == *oid)
}

fn is_processed(oid: &Oid<'_>) -> bool {
    PROCESSED.iter().any(|(known, _)| known == oid)
}

fn extension_name(oid: &Oid<'_>) -> String {
    PROCESSED.iter().find(|(known, _)| known == oid).map_or_else(|| oid.to_id_string(), |(_, name)| (*name).to_owned())
}
