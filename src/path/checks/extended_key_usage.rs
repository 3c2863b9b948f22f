//! Extended key usage through the chain, and what else a purpose asks of the certificates.

use x509_parser::der_parser::oid;
use x509_parser::oid_registry::Oid;

use super::CheckOptions;
use crate::Certificate;
use crate::message::{Text, message};
use crate::path::candidate::CandidatePath;
use crate::path::purpose::{KeyPurpose, Strictness};
use crate::report::{Finding, Rule};

/// The rules decided here.
pub(super) const RULES: &[&Rule] = &[&MISSING, &LACKS_PURPOSE, &PROHIBITED, &NOT_ALONE, &KEY_USAGE];

static MISSING: Rule = Rule {
    code: "rfc5280.eku-missing",
    asks: Text { en: "A certificate for a purpose that must be named has an extended key usage." },
    remedy: Text { en: "Have the certificate issued again with the extended key usage that the purpose needs." },
    ..Rule::rfc5280("RFC 5280 section 4.2.1.12")
};
static LACKS_PURPOSE: Rule = Rule {
    code: "rfc5280.eku",
    asks: Text { en: "The extended key usage of every certificate allows the purpose." },
    remedy: Text { en: "Have the certificate issued again with the extended key usage that the purpose needs." },
    ..Rule::rfc5280("RFC 5280 section 4.2.1.12")
};
static PROHIBITED: Rule = Rule {
    code: "rfc5280.eku-prohibited",
    asks: Text { en: "A TLS certificate is not for code signing, OCSP signing or time stamping as well." },
    remedy: Text { en: "Use one certificate for each purpose." },
    ..Rule::rfc5280("CA/B Forum Baseline Requirements section 7.1.2.7.10")
};
static NOT_ALONE: Rule = Rule {
    code: "rfc5280.eku-not-alone",
    asks: Text { en: "The extended key usage of an MLS certificate is rcsMlsClient alone." },
    remedy: Text { en: "Use one certificate for each purpose." },
    ..Rule::rfc5280("GSMA RCC.16 section 4")
};
static KEY_USAGE: Rule = Rule {
    code: "rfc5280.key-usage",
    asks: Text { en: "The key usage of an MLS client certificate is digitalSignature alone." },
    remedy: Text { en: "Have the certificate issued again with the key usage digitalSignature." },
    ..Rule::rfc5280("GSMA RCC.16 section 4")
};

message! {
    fn has_no_usage() {
        en: "The certificate has no extended key usage.",
    }
    fn lacks_usage(usage: &str) {
        en: "The extended key usage does not contain {usage}.",
    }
    fn signs_code() {
        en: "The extended key usage contains code signing, which is not for TLS.",
    }
    fn signs_ocsp() {
        en: "The extended key usage contains OCSP signing, which is not for TLS.",
    }
    fn stamps_time() {
        en: "The extended key usage contains time stamping, which is not for TLS.",
    }
    fn is_not_alone() {
        en: "The extended key usage is not rcsMlsClient alone.",
    }
    fn has_other_key_usage() {
        en: "The key usage is not digitalSignature alone.",
    }
}

const ANY: Oid<'static> = oid!(2.5.29.37.0);
const SERVER_AUTH: Oid<'static> = oid!(1.3.6.1.5.5.7.3.1);
const CLIENT_AUTH: Oid<'static> = oid!(1.3.6.1.5.5.7.3.2);
const CODE_SIGNING: Oid<'static> = oid!(1.3.6.1.5.5.7.3.3);
const EMAIL_PROTECTION: Oid<'static> = oid!(1.3.6.1.5.5.7.3.4);
const TIME_STAMPING: Oid<'static> = oid!(1.3.6.1.5.5.7.3.8);
const OCSP_SIGNING: Oid<'static> = oid!(1.3.6.1.5.5.7.3.9);
const RCS_MLS_CLIENT: Oid<'static> = oid!(2.23.146.2.1.3);

pub(super) fn extended_key_usage(
    path: &CandidatePath<'_>,
    options: &CheckOptions,
    purpose: &KeyPurpose,
    findings: &mut Vec<Finding>,
) {
    for (index, node) in path.constrained(options) {
        let certificate = &node.certificate;
        match purpose {
            KeyPurpose::Any => {}
            KeyPurpose::Server(strictness) => {
                tls(path, index, certificate, &SERVER_AUTH, *strictness, findings);
            }
            KeyPurpose::Client(strictness) => {
                tls(path, index, certificate, &CLIENT_AUTH, *strictness, findings);
            }
            KeyPurpose::RcsMlsClient => rcs_mls_client(path, index, certificate, findings),
            KeyPurpose::C2paManifest if index == 0 => content(path, certificate, &EMAIL_PROTECTION, findings),
            KeyPurpose::C2paTimestamping if index == 0 => content(path, certificate, &TIME_STAMPING, findings),
            KeyPurpose::C2paManifest | KeyPurpose::C2paTimestamping => {}
        }
    }
}

fn tls(
    path: &CandidatePath<'_>,
    index: usize,
    certificate: &Certificate,
    wanted: &Oid<'_>,
    strictness: Strictness,
    findings: &mut Vec<Finding>,
) {
    let is_leaf = index == 0;
    let usages = usages(certificate);
    let strict_here = strictness == Strictness::Strict || (is_leaf && strictness == Strictness::StrictLeaf);
    let allows = match &usages {
        None => !strict_here || (!is_leaf && *wanted != CLIENT_AUTH),
        Some(usages) => usages.contains(wanted) || (!strict_here && usages.contains(&ANY)),
    };
    if !allows {
        let name = if *wanted == SERVER_AUTH { "serverAuth" } else { "clientAuth" };
        findings.push(LACKS_PURPOSE.finding(path.subject(index), lacks_usage(name)));
    }
    if is_leaf && strictness != Strictness::Lax {
        let usages = usages.unwrap_or_default();
        let prohibited = [(CODE_SIGNING, signs_code()), (OCSP_SIGNING, signs_ocsp()), (TIME_STAMPING, stamps_time())];
        for (_, message) in prohibited.into_iter().filter(|(usage, _)| usages.contains(usage)) {
            findings.push(PROHIBITED.finding(path.subject(index), message));
        }
    }
}

/// Leaf and issuer are for this purpose alone; the leaf's key signs and nothing else.
fn rcs_mls_client(path: &CandidatePath<'_>, index: usize, certificate: &Certificate, findings: &mut Vec<Finding>) {
    if index > 1 {
        return;
    }
    match usages(certificate) {
        None => findings.push(MISSING.finding(path.subject(index), has_no_usage())),
        Some(usages) if usages != [RCS_MLS_CLIENT] => {
            findings.push(NOT_ALONE.finding(path.subject(index), is_not_alone()));
        }
        Some(_) => {}
    }
    /// Bit 0 of RFC 5280 section 4.2.1.3, as x509-parser keeps it.
    const DIGITAL_SIGNATURE: u16 = 1;
    let only_signs =
        matches!(certificate.x509().key_usage(), Ok(Some(usage)) if usage.value.flags == DIGITAL_SIGNATURE);
    if index == 0 && !only_signs {
        findings.push(KEY_USAGE.finding(path.subject(index), has_other_key_usage()));
    }
}

fn content(path: &CandidatePath<'_>, leaf: &Certificate, wanted: &Oid<'_>, findings: &mut Vec<Finding>) {
    if !usages(leaf).is_some_and(|usages| usages.contains(wanted)) {
        findings.push(LACKS_PURPOSE.finding(path.subject(0), lacks_usage(&wanted.to_id_string())));
    }
}

/// The purposes of the extended key usage. `None` if there is no such extension, or it cannot be read.
fn usages(certificate: &Certificate) -> Option<Vec<Oid<'_>>> {
    let usage = certificate.x509().extended_key_usage().ok().flatten()?.value;
    let known = [
        (usage.any, ANY),
        (usage.server_auth, SERVER_AUTH),
        (usage.client_auth, CLIENT_AUTH),
        (usage.code_signing, CODE_SIGNING),
        (usage.email_protection, EMAIL_PROTECTION),
        (usage.time_stamping, TIME_STAMPING),
        (usage.ocsp_signing, OCSP_SIGNING),
    ];
    let known = known.into_iter().filter(|(is_there, _)| *is_there).map(|(_, oid)| oid);
    Some(known.chain(usage.other.iter().cloned()).collect())
}
