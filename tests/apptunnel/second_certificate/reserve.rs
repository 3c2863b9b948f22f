//! The findings about the reserve.

use apptunnel::device::ServedChain;
use apptunnel::report::{Basis, Certainty, Finding, Severity, Subject};
use apptunnel::second_certificate::CertificatePair;
use apptunnel::tls::{Selection, Version};

use super::fixture::{BEGIN, END, codes, finding, found, good_reserve, leaf, pair};
use crate::support::pki::{GeneralName, Key};
use crate::support::{HOST, at};

#[test]
fn a_reserve_that_is_missing() {
    let finding = finding(&pair(None), at("20260601000000"), "missing");
    assert_eq!(finding.severity, Severity::Warning);
    assert_eq!((finding.basis, finding.certainty), (Basis::Library, Certainty::Decided));
    assert_eq!(finding.subject, Subject::Field { pointer: "/reserve".to_owned() });
    assert_eq!(found(&pair(good_reserve()), at("20261215000000")), Vec::<&str>::new());
}

#[test]
fn the_pointer_is_that_of_the_caller() {
    let finding = &pair(None).check(None, at("20260601000000"), "/server/certificates")[0];
    assert_eq!(finding.subject, Subject::Field { pointer: "/server/certificates/reserve".to_owned() });
}

#[test]
fn a_reserve_that_has_expired() {
    let pair = pair(Some(("20250601000000", "20260601000000")));
    assert_eq!(found(&pair, at("20260601000000")), ["expires-no-later"]);
    assert_eq!(found(&pair, at("20260601000001")), ["expired"]);
}

#[test]
fn a_reserve_that_expires_no_later_than_the_primary() {
    let now = at("20260601000000");
    let another = ServedChain::new(leaf(&[GeneralName::dns(HOST)], &Key::p256(6), (BEGIN, END)), Vec::new());
    let mut same_end = pair(None);
    same_end.reserve = Some(another);
    assert_eq!(found(&same_end, now), ["expires-no-later"]);
    assert_eq!(found(&pair(Some((BEGIN, "20270101000000"))), now), Vec::<&str>::new());
}

#[test]
fn a_gap_between_the_two() {
    let now = at("20260601000000");
    assert_eq!(found(&pair(Some((END, "20271231235959"))), now), ["not-yet-valid"]);
    let with_gap = pair(Some(("20270101000000", "20271231235959")));
    assert_eq!(found(&with_gap, now), ["coverage-gap", "not-yet-valid"]);
    let finding = finding(&with_gap, now, "coverage-gap");
    assert_eq!(finding.severity, Severity::Warning);
    assert!(finding.message.to_string().contains("for 1 second:"), "{}", finding.message);
    let message = |begin| finding_of_gap(begin).message.to_string();
    assert!(message("20270102235959").contains("for 2 days:"));
    assert!(message("20270101235959").contains("for 1 day:"));
}

fn finding_of_gap(begin: &'static str) -> Finding {
    finding(&pair(Some((begin, "20271231235959"))), at("20260601000000"), "coverage-gap")
}

#[test]
fn a_reserve_that_is_not_yet_valid() {
    let pair = pair(good_reserve());
    assert_eq!(found(&pair, at("20261130235959")), ["not-yet-valid"]);
    assert_eq!(finding(&pair, at("20261130235959"), "not-yet-valid").severity, Severity::Info);
    assert_eq!(found(&pair, at("20261201000000")), Vec::<&str>::new());
}

#[test]
fn the_same_certificate_twice() {
    let mut pair = pair(None);
    pair.reserve = Some(pair.primary.clone());
    assert_eq!(found(&pair, at("20260601000000")), ["same"]);
    assert_eq!(pair.pinned_set().len(), 1);
}

fn with_names(primary: &[GeneralName], reserve: &[GeneralName]) -> CertificatePair {
    let period = ("20260101000000", "20270601000000");
    let mut pair = pair(None);
    pair.primary.leaf = leaf(primary, &Key::p256(4), (BEGIN, END));
    pair.reserve = Some(ServedChain::new(leaf(reserve, &Key::p256(6), period), Vec::new()));
    pair
}

#[test]
fn a_reserve_that_does_not_cover_the_host() {
    let now = at("20260601000000");
    let other = [GeneralName::dns("other.example.com")];
    let of_other = with_names(&other, &other);
    assert_eq!(found(&of_other, now), ["host-not-covered"]);
    assert!(finding(&of_other, now, "host-not-covered").message.to_string().contains(HOST));
    let mut unknown = of_other;
    unknown.devices.server_name = None;
    assert_eq!(found(&unknown, now), Vec::<&str>::new());
}

#[test]
fn a_reserve_that_does_not_cover_a_name_of_the_primary() {
    let now = at("20260601000000");
    let dns = GeneralName::dns;
    let missing = |primary: &[GeneralName], reserve: &[GeneralName]| {
        let pair = with_names(primary, reserve);
        let findings = pair.check(None, now, "");
        let of_names = findings.into_iter().find(|finding| finding.code == "second-certificate.names-not-covered");
        of_names
            .map(|finding| finding.message.to_string().rsplit(": ").next().unwrap().trim_end_matches('.').to_owned())
    };
    let ip = |last: u8| GeneralName::Ip([192, 0, 2, last]);
    let cases: [(&[GeneralName], &[GeneralName], Option<&str>); 12] = [
        (&[dns(HOST)], &[dns("SENTRY.example.com")], None),
        (&[dns(HOST), dns("mail.example.com")], &[dns(HOST)], Some("mail.example.com")),
        (&[dns(HOST), dns("MAIL.example.com")], &[dns(HOST), dns("mail.example.com")], None),
        (&[dns(HOST), dns("mail.example.com")], &[dns("*.example.com")], None),
        (&[dns(HOST), dns("-x.example.com")], &[dns("*.example.com")], Some("-x.example.com")),
        (&[dns(HOST), dns("a.b.example.com")], &[dns("*.example.com")], Some("a.b.example.com")),
        (&[dns(HOST), dns("*.example.com")], &[dns(HOST)], Some("*.example.com")),
        (&[dns(HOST), dns("*.b.example.com")], &[dns("*.example.com")], Some("*.b.example.com")),
        (&[dns(HOST), dns("example.com")], &[dns(HOST), dns("*.com")], Some("example.com")),
        (&[dns(HOST), ip(1)], &[dns(HOST), ip(1)], None),
        (&[dns(HOST), ip(1)], &[dns(HOST), ip(2)], Some("192.0.2.1")),
        (&[dns(HOST), dns("x.example.org"), dns("X.example.org")], &[dns(HOST)], Some("x.example.org")),
    ];
    for (primary, reserve, expected) in cases {
        assert_eq!(missing(primary, reserve).as_deref(), expected, "{primary:?} {reserve:?}");
    }
}

#[test]
fn many_names_are_compared_soon() {
    let names = |domain: &str| -> Vec<GeneralName> {
        (0..50_000).map(|number| GeneralName::dns(&format!("host-{number}.{domain}"))).collect()
    };
    let pair = with_names(&names("example.com"), &names("example.org"));
    let start = std::time::Instant::now();
    assert!(found(&pair, at("20260601000000")).contains(&"names-not-covered".to_owned()));
    assert!(start.elapsed() < std::time::Duration::from_secs(5), "{:?}", start.elapsed());
}

#[test]
fn a_reserve_whose_key_fits_no_suite() {
    let suites = |name: &str| Selection::new([Version::Tls1_2], [name.parse().unwrap()]);
    let pair = pair(good_reserve());
    let now = at("20261215000000");
    let of_rsa = pair.check(Some(&suites("ECDHE-RSA-AES128-GCM-SHA256")), now, "");
    assert_eq!(codes(&of_rsa), ["key-without-suite"]);
    assert!(of_rsa[0].message.to_string().contains("EC-P256"));
    assert_eq!(codes(&pair.check(Some(&suites("ECDHE-ECDSA-AES128-GCM-SHA256")), now, "")), Vec::<&str>::new());
    assert_eq!(codes(&pair.check(None, now, "")), Vec::<&str>::new());
}

#[test]
fn a_client_that_pins_needs_both() {
    let pair = pair(good_reserve());
    let reserve = pair.reserve.as_ref().unwrap();
    let expected = [pair.primary.leaf.fingerprint(), reserve.leaf.fingerprint()];
    assert_eq!(pair.pinned_set(), expected.into_iter().collect());
}
