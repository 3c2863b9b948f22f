//! A group certificate: who chains to it, and who shows it.

use apptunnel::admission::{self, Mode};
use chrono::TimeDelta;

use super::{assert_admitted, assert_refused, attempt, decide, device, identity, issuing, issuing_key, root, settings};
use crate::support::pki::{self, Key, Name, Template};
use crate::support::{at, certificate};

#[test]
fn a_certificate_that_chains_to_it() {
    let settings = settings(Mode::GroupCertificate(issuing()));
    let decision = decide(&settings, &[identity()]);
    assert_admitted(&decision, &[]);
    assert_eq!(decision.path.len(), 2);
    assert_eq!(decision.path[1].sha256, issuing().fingerprint());
    assert_eq!(decision.user, None);
}

#[test]
fn a_certificate_that_chains_to_it_over_an_intermediate() {
    let settings = settings(Mode::GroupCertificate(root()));
    assert_admitted(&decide(&settings, &[identity(), issuing()]), &[]);
    assert_refused(&decide(&settings, &[identity()]), &["not-trusted", "rfc5280.no-issuer"]);
}

#[test]
fn the_certificate_itself() {
    let settings = settings(Mode::GroupCertificate(identity()));
    let decision = decide(&settings, &[identity()]);
    assert_admitted(&decision, &[]);
    assert_eq!(decision.path.len(), 1);
}

#[test]
fn the_certificate_itself_while_it_is_valid() {
    let settings = settings(Mode::GroupCertificate(identity()));
    let end = at("20341231235959");
    let decide = |at| admission::authenticate(&settings, &attempt(&[identity()]), at, &[]);
    assert_admitted(&decide(end), &[]);
    assert_refused(&decide(end + TimeDelta::seconds(1)), &["not-trusted", "rfc5280.expired"]);
}

#[test]
fn a_ca_certificate_itself_while_it_is_valid() {
    let settings = settings(Mode::GroupCertificate(root()));
    let end = at("20341231235959");
    let decide = |at| admission::authenticate(&settings, &attempt(&[root()]), at, &[]).is_admitted;
    assert!(decide(end) && !decide(end + TimeDelta::seconds(1)));
}

#[test]
fn another_certificate() {
    let settings = settings(Mode::GroupCertificate(identity()));
    let other = certificate(&device().serial(43).signed_by(&issuing_key()));
    assert!(!decide(&settings, std::slice::from_ref(&other)).is_admitted);
    assert!(!decide(&settings, &[other, identity()]).is_admitted, "the group certificate comes along");
}

#[test]
fn a_certificate_that_the_key_of_a_device_has_signed() {
    let settings = settings(Mode::GroupCertificate(identity()));
    let forged = Template::new(Name::common("Forged"), &Key::p256(6), Name::common("Device"));
    let forged = certificate(&forged.with(pki::extended_key_usage(&[pki::CLIENT_AUTH])).signed_by(&Key::p256(4)));
    assert!(!decide(&settings, &[forged, identity()]).is_admitted);
}
