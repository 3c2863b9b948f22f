//! Identity certificates: what the trusted roots let in.

use apptunnel::admission::{self, Mode};
use apptunnel::report::{Basis, Severity};
use chrono::TimeDelta;

use super::{
    assert_admitted, assert_refused, attempt, decide, device, identity, identity_mode, issuing, issuing_key, root,
    settings,
};
use crate::support::pki::{self, Key, Name, Template};
use crate::support::{at, certificate};

#[test]
fn one_of_several_roots() {
    let name = Name::common("Other Root");
    let other = certificate(&Template::ca(name.clone(), &Key::p256(8), name).signed_by(&Key::p256(8)));
    let both = settings(Mode::IdentityCertificates { roots: vec![other.clone(), root()] });
    assert_admitted(&decide(&both, &[identity(), issuing()]), &[]);
    let only_other = settings(Mode::IdentityCertificates { roots: vec![other] });
    assert_refused(&decide(&only_other, &[identity(), issuing()]), &["not-trusted", "rfc5280.no-issuer"]);
}

#[test]
fn no_roots_trust_nobody() {
    let nobody = settings(Mode::IdentityCertificates { roots: Vec::new() });
    assert!(!decide(&nobody, &[identity(), issuing(), root()]).is_admitted);
}

#[test]
fn no_certificate() {
    let decision = decide(&settings(identity_mode()), &[]);
    assert_refused(&decision, &["no-certificate"]);
    assert!(decision.path.is_empty());
}

#[test]
fn a_forged_signature() {
    let forged = certificate(&device().damaged(&issuing_key()));
    assert_refused(&decide(&settings(identity_mode()), &[forged, issuing()]), &["not-trusted", "rfc5280.signature"]);
}

#[test]
fn the_first_and_the_last_second() {
    let template = Template { not_before: "20260101000000", not_after: "20261231235959", ..device() };
    let leaf = certificate(&template.signed_by(&issuing_key()));
    let settings = settings(identity_mode());
    let decide = |at| admission::authenticate(&settings, &attempt(&[leaf.clone(), issuing()]), at, &[]);
    let (begin, end) = (at("20260101000000"), at("20261231235959"));
    assert_refused(&decide(begin - TimeDelta::seconds(1)), &["not-trusted", "rfc5280.not-yet-valid"]);
    assert_admitted(&decide(begin), &[]);
    assert_admitted(&decide(end), &[]);
    assert_refused(&decide(end + TimeDelta::seconds(1)), &["not-trusted", "rfc5280.expired"]);
}

#[test]
fn a_certificate_for_servers() {
    let template = Template { extensions: vec![pki::extended_key_usage(&[pki::SERVER_AUTH])], ..device() };
    let server = certificate(&template.signed_by(&issuing_key()));
    assert_refused(&decide(&settings(identity_mode()), &[server, issuing()]), &["not-trusted", "rfc5280.eku"]);
}

#[test]
fn a_certificate_of_version_1() {
    let template = Template { version: 1, extensions: Vec::new(), ..device() };
    let version_1 = certificate(&template.signed_by(&issuing_key()));
    let decision = decide(&settings(identity_mode()), &[version_1, issuing()]);
    assert_refused(&decision, &["not-version-3"]);
    assert_eq!(decision.findings[0].basis, Basis::IvantiGuide);
}

#[test]
fn a_trusted_certificate_that_is_no_ca() {
    let settings = settings(Mode::IdentityCertificates { roots: vec![root(), identity()] });
    let decision = decide(&settings, &[identity(), issuing()]);
    assert_admitted(&decision, &["not-a-ca"]);
    assert_eq!(decision.findings[0].severity, Severity::Warning);
    let mut only = settings;
    only.mode = Mode::IdentityCertificates { roots: vec![identity()] };
    assert!(!decide(&only, &[identity(), issuing()]).is_admitted);
}

#[test]
fn more_certificates_than_a_path_has() {
    let settings = settings(identity_mode());
    let chain = |count: usize| {
        let mut chain = vec![identity(), issuing()];
        chain.resize(count, root());
        chain
    };
    assert_admitted(&decide(&settings, &chain(32)), &[]);
    assert_refused(&decide(&settings, &chain(33)), &["too-many-certificates"]);
}
