//! Which bytes a certificate can be made of.

use apptunnel::Certificate;
use apptunnel::device::Origin::User;
use apptunnel::device::trust::{Creation, TrustResult};

use super::{LATEST, advice, expect_below};
use crate::support::apple::{Chain, Report};
use crate::support::der;
use crate::support::pki::{self, Field, Template};

/// A certificate of which nothing can be made is no leaf, and elsewhere not there.
#[test]
fn what_cannot_be_created() {
    type Change = Box<dyn Fn(&mut Template)>;
    let replace = |field, der: Vec<u8>| -> Change { Box::new(move |it| it.replace(field, der.clone())) };
    let serial = |octets: &[u8]| replace(Field::Serial, der::value(der::INTEGER, octets));
    let utc = |from: &str, to: &str| {
        let times = [from, to].map(|text| der::value(der::UTC_TIME, text.as_bytes()));
        replace(Field::Validity, der::sequence(&times))
    };
    let general = |to: &str| {
        let to = der::value(der::GENERALIZED_TIME, to.as_bytes());
        replace(Field::Validity, der::sequence(&[der::time("20260101000000"), to]))
    };
    let many = |count: usize| -> Change {
        Box::new(move |it| {
            let numbers = it.extensions.len()..count;
            let oid = |number| format!("1.3.6.1.4.1.99999.3.{number}");
            it.extensions.extend(numbers.map(|number| pki::extension(&oid(number), false, &[])));
        })
    };
    let put = |extension: Vec<u8>| -> Change { Box::new(move |it| it.put(extension.clone())) };
    let boolean = |octet| {
        let parts = [der::oid("1.3.6.1.4.1.99999.1"), der::value(der::BOOLEAN, &[octet]), der::octet_string(&[])];
        put(der::sequence(&parts))
    };
    for (what, change, can_be_created) in [
        ("37 octets of serial number", serial(&[1; 37]), true),
        ("38 octets of serial number", serial(&[1; 38]), false),
        ("no serial number", serial(&[]), false),
        ("a negative serial number", serial(&[0x80]), true),
        ("a serial number of 0", serial(&[0]), true),
        ("no seconds", utc("2601010000Z", "2606010000Z"), true),
        ("an offset", utc("260101000000+0100", "260601000000-0100"), true),
        ("GeneralizedTime", general("20260601000000Z"), true),
        ("GeneralizedTime without seconds", general("202606010000Z"), false),
        ("GeneralizedTime with a fraction", general("20260601000000.5Z"), false),
        // Apple cannot place these years, and takes the start of 2001.
        ("the year 50", utc("500101000000Z", "260601000000Z"), true),
        ("the year 69", utc("691231235959Z", "260601000000Z"), true),
        ("version 1 in writing", replace(Field::Version, der::tagged(0, &der::integer(0))), false),
        ("version 2", replace(Field::Version, der::tagged(0, &der::integer(1))), true),
        ("version 4", replace(Field::Version, der::tagged(0, &der::integer(3))), false),
        ("no extension in the list", replace(Field::Extensions, der::tagged(3, &der::sequence(&[]))), false),
        ("9,999 extensions", many(9_999), true),
        ("10,000 extensions", many(10_000), false),
        ("TRUE of DER", boolean(0xff), true),
        ("TRUE of BER", boolean(1), false),
        ("critical, known and odd", put(pki::extension("2.5.29.14", true, &[5, 0])), false),
        ("known and odd", put(pki::extension("2.5.29.14", false, &[5, 0])), true),
    ] {
        let leaf = Chain::below(User).with(|c| change(c.leaf()));
        let result = leaf.report(LATEST).result;
        assert_eq!(result == TrustResult::Invalid, !can_be_created, "leaf with {what}: {result:?}");
        let root = Chain::below(User).with(|c| change(c.root()));
        let is_missing = root.report(LATEST).refusals == [("apple.chain.missing-issuer".to_owned(), 1)];
        assert_eq!(is_missing, !can_be_created, "anchor with {what}");
        let ca = Chain::below(User).with(|c| change(c.ca()));
        let is_missing = ca.report(LATEST).refusals == [("apple.chain.missing-issuer".to_owned(), 0)];
        let is_left_out = advice(&ca, LATEST).iter().any(|code| code == "apple.parse.left-out");
        assert_eq!((is_missing, is_left_out), (!can_be_created, !can_be_created), "CA with {what}");
    }
    let invalid = Chain::below(User).with(|c| serial(&[1; 38])(c.leaf()));
    let report = Report { result: TrustResult::Invalid, os_status: None, refusals: Vec::new() };
    assert_eq!(
        (invalid.report(LATEST), advice(&invalid, LATEST)),
        (report, vec!["apple.parse.not-created".to_owned()])
    );
    let expired = |c: &mut Chain| utc("260101000000Z", "500101000000Z")(c.leaf());
    expect_below(User, "notAfter in the year 50", expired, &["validity.expired"]);
}

/// `Certificate` does not read these dates, so that no chain can have them; but that a device does can be asked.
#[test]
fn dates_that_apple_reads() {
    for (from, to) in [
        (der::value(der::UTC_TIME, b"251231235960Z"), der::time("20260601000000")),
        (der::time("20260101000000"), der::value(der::GENERALIZED_TIME, b"20260601000000+0100")),
    ] {
        let odd = |c: &mut Chain| c.leaf().replace(Field::Validity, der::sequence(&[from, to]));
        let der = Chain::below(User).with(odd).links[0].der();
        assert!(Certificate::from_der(&der).is_err());
        assert!(Creation::of(&der, LATEST.parse().unwrap()).is_ok());
    }
}

/// The device creates such a certificate, and finds that nobody signed it.
#[test]
fn both_statements_of_the_algorithm_agree() {
    let other = der::sequence(&[der::oid("1.2.840.10045.4.3.3")]);
    let chain = Chain::below(User).with(|c| c.leaf().replace(Field::Algorithm, other));
    assert_eq!(chain.report(LATEST).refusals, [("apple.chain.signature".to_owned(), 0)]);
}
