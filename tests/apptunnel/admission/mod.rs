//! Device authentication: each mode, the CRLs, and the standing of the device.

mod crls;
mod group;
mod identity_certificate;
mod kerberos;
mod pass_through;
mod standing;

use apptunnel::admission::{AdmissionOptions, Attempt, CertificateField, CrlCheck, Decision, Mode, Standing, Traffic};
use apptunnel::report::{Basis, Certainty};
use apptunnel::{Certificate, admission};

use crate::support::pki::{self, GeneralName, Key, Name, Template};
use crate::support::{certificate, der, now};

const UPN: &str = "anna@example.com";

fn root_key() -> Key {
    Key::p256(0)
}

fn issuing_key() -> Key {
    Key::p256(2)
}

fn root() -> Certificate {
    let name = Name::common("Device Root");
    certificate(&Template::ca(name.clone(), &root_key(), name).signed_by(&root_key()))
}

fn issuing() -> Certificate {
    let template = Template::ca(Name::common("Device CA"), &issuing_key(), Name::common("Device Root"));
    certificate(&template.serial(7).signed_by(&root_key()))
}

/// Of the issuing CA, with serial number 42.
fn device() -> Template {
    Template::new(Name::common("Device"), &Key::p256(4), Name::common("Device CA"))
        .serial(42)
        .with(pki::extended_key_usage(&[pki::CLIENT_AUTH]))
}

fn identity() -> Certificate {
    certificate(&device().signed_by(&issuing_key()))
}

fn with_principals(names: &[GeneralName]) -> Certificate {
    certificate(&device().with(pki::alternative_names(names)).signed_by(&issuing_key()))
}

fn principal(name: &str) -> GeneralName {
    GeneralName::Principal(der::UTF8_STRING, name.to_owned())
}

fn settings(mode: Mode) -> AdmissionOptions {
    AdmissionOptions::new(mode, CrlCheck::Off)
}

fn identity_mode() -> Mode {
    Mode::IdentityCertificates { roots: vec![root()] }
}

fn kerberos() -> AdmissionOptions {
    settings(Mode::Kerberos { roots: vec![root()], user: CertificateField::NtPrincipalName })
}

fn attempt(certificates: &[Certificate]) -> Attempt {
    Attempt::new(certificates.to_vec(), Traffic::AppTunnel, Standing::Managed)
}

fn decide(settings: &AdmissionOptions, certificates: &[Certificate]) -> Decision {
    admission::authenticate(settings, &attempt(certificates), now(), &[])
}

fn codes(decision: &Decision) -> Vec<&str> {
    let codes = decision.findings.iter().map(|finding| finding.code.as_str());
    codes.map(|code| code.strip_prefix("admission.").unwrap_or(code)).collect()
}

fn assert_admitted(decision: &Decision, expected: &[&str]) {
    assert!(decision.is_admitted, "{decision:#?}");
    assert_eq!(codes(decision), expected);
}

fn assert_refused(decision: &Decision, expected: &[&str]) {
    assert!(!decision.is_admitted, "{decision:#?}");
    assert_eq!(codes(decision), expected);
}

#[test]
fn a_decision_is_the_same_again_and_json_reads_back() {
    let decision = decide(&kerberos(), &[with_principals(&[principal(UPN)]), issuing()]);
    assert_eq!(decision, decide(&kerberos(), &[with_principals(&[principal(UPN)]), issuing()]));
    let json = serde_json::to_string(&decision).unwrap();
    assert_eq!(serde_json::from_str::<Decision>(&json).unwrap(), decision);
}

#[test]
fn what_no_document_says_has_no_vendors_name() {
    for rule in admission::rules() {
        assert!(rule.code.starts_with("admission."), "{}", rule.code);
        assert_eq!(rule.basis == Basis::Library, rule.certainty == Certainty::Decided, "{}", rule.code);
    }
}
