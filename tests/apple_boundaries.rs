//! Both sides of each boundary of Apple's rules.
//!
//! What is expected is written from Apple's published source and documents, and not from what this library says.

#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    clippy::as_conversions,
    clippy::cast_possible_truncation,
    reason = "a test fails by panicking"
)]

use apptunnel::rules::Origin::{self, App, System, User};
use apptunnel::rules::apple::{DateLimit, TrustResult, TrustSetting};
use apptunnel::rules::{Evaluator, RuleSet, TrustAnchor};
use apptunnel::{Bundle, Certificate};

#[cfg(test)]
mod support;

use support::apple::{Chain, HOST, Link, Report, USABLE, log_list, sha256};
use support::der;
use support::pki::{self, Field, GeneralName, Key, Name, RsaHash, Template};

const LATEST: &str = "ios:26";
const DAY: i64 = 86_400;
const DAYS_398: i64 = 34_387_200;
/// 825 days and an hour.
const DAYS_825: i64 = 71_283_600;
const YEARS_20: i64 = 7_305 * DAY;

/// The codes for which the device refuses, without `apple.`.
#[track_caller]
fn expect(what: &str, chain: &Chain, release: &str, expected: &[&str]) {
    let report = chain.report(release);
    let codes: Vec<&str> = report.codes().into_iter().map(|code| code.strip_prefix("apple.").unwrap()).collect();
    let mut expected = expected.to_vec();
    expected.sort_unstable();
    assert_eq!(codes, expected, "{what} on {release}: {report:?}");
    assert_eq!(report.result.is_trusted(), expected.is_empty(), "{what} on {release}: {report:?}");
}

/// The same on the latest release, of a chain below a root of this origin that is changed.
#[track_caller]
fn expect_below(origin: Origin, what: &str, change: impl FnOnce(&mut Chain), expected: &[&str]) {
    expect(what, &Chain::below(origin).with(change), LATEST, expected);
}

/// Codes of findings for which no device refuses.
fn advice(chain: &Chain, release: &str) -> Vec<String> {
    let evaluation = chain.evaluate(release);
    let findings = evaluation.best().unwrap().findings.iter().filter(|finding| finding.apple.is_none());
    findings.map(|finding| finding.code.to_string()).collect()
}

#[test]
fn how_long_a_leaf_may_be_valid() {
    let (system, other) = ("validity.system_825d", "validity.other_825d");
    for (origin, release, from, seconds, expected) in [
        (System, LATEST, "2018-02-28T23:59:59Z", YEARS_20, &[][..]),
        (System, LATEST, "2018-03-01T00:00:00Z", DAYS_825, &[]),
        (System, LATEST, "2018-03-01T00:00:00Z", DAYS_825 + 1, &[system]),
        (System, LATEST, "2019-06-30T22:59:59Z", DAYS_825 + 1, &[system]),
        (System, LATEST, "2019-06-30T23:00:00Z", DAYS_825 + 1, &[system, other]),
        (System, LATEST, "2020-08-31T23:59:59Z", DAYS_398 + 1, &[]),
        (System, LATEST, "2020-09-01T00:00:00Z", DAYS_398, &[]),
        (System, LATEST, "2020-09-01T00:00:00Z", DAYS_398 + 1, &["validity.system_398d"]),
        // The rule of 2019 covers Apple's store since iOS 15.5, and its first second too.
        (System, "ios:15.4", "2019-07-01T00:00:00Z", DAYS_825 + 1, &[system]),
        (System, "ios:15.5", "2019-07-01T00:00:00Z", DAYS_825 + 1, &[system, other]),
        (User, "ios:15.4", "2019-06-30T23:00:00Z", DAYS_825 + 1, &[]),
        (User, "ios:15.4", "2019-06-30T23:00:01Z", DAYS_825 + 1, &[other]),
        (User, "ios:15.5", "2019-06-30T23:00:00Z", DAYS_825 + 1, &[other]),
        // That of 2020 came with iOS 14; before, that of 2018 holds.
        (System, "ios:13.5", "2020-09-01T00:00:00Z", DAYS_398 + 1, &[]),
        (System, "ios:13.6", "2020-09-01T00:00:00Z", DAYS_825, &[]),
        (System, "ios:13.6", "2020-09-01T00:00:00Z", DAYS_825 + 1, &[system]),
        (System, "ios:14", "2020-09-01T00:00:00Z", DAYS_398 + 1, &["validity.system_398d"]),
        (User, LATEST, "2019-06-30T22:59:59Z", YEARS_20, &[]),
        (App, LATEST, "2019-06-30T22:59:59Z", YEARS_20, &[]),
        (User, LATEST, "2019-06-30T23:00:00Z", DAYS_825 + 1, &[other]),
        (App, LATEST, "2019-06-30T23:00:00Z", DAYS_825 + 1, &[other]),
        (User, LATEST, "2020-09-01T00:00:00Z", DAYS_825, &[]),
        (App, LATEST, "2020-09-01T00:00:00Z", DAYS_825, &[]),
    ] {
        let chain = Chain::below(origin).with(|c| c.leaf_valid(from, seconds));
        expect(&format!("{origin:?}, {seconds} seconds from {from}"), &chain, release, expected);
    }
    // A root of Apple's store stays one, whoever trusts it too.
    let both = |c: &mut Chain| {
        c.anchors.push((2, User));
        c.leaf_valid("2020-09-01T00:00:00Z", DAYS_398 + 1);
    };
    expect_below(System, "trusted twice", both, &["validity.system_398d"]);
    for (origin, expected) in [(User, &[][..]), (App, &[other])] {
        let alone = |c: &mut Chain| {
            c.trust_leaf(origin);
            c.leaf_valid("2021-01-01T00:00:00Z", YEARS_20);
        };
        expect_below(origin, "the leaf itself is trusted", alone, expected);
    }
}

#[test]
fn the_instant_lies_between_both_ends() {
    for (at, expected) in [
        ("2025-12-31T23:59:59.500Z", &["validity.not_yet_valid"][..]),
        ("2026-01-01T00:00:00Z", &[]),
        ("2026-06-01T00:00:00Z", &[]),
        ("2026-06-01T00:00:00.500Z", &["validity.expired"]),
    ] {
        expect_below(User, at, |c| c.at = at.parse().unwrap(), expected);
    }
    for (origin, place) in [System, User, App].into_iter().flat_map(|origin| [(origin, 1), (origin, 2)]) {
        let chain = Chain::below(origin).with(|c| c.links[place].template.not_after = "20260228235959");
        let refusals = chain.report(LATEST).refusals;
        assert_eq!(refusals, [("apple.validity.expired".to_owned(), place)], "{origin:?}");
    }
}

#[test]
fn keys() {
    let (weak, short) = ("key.rsa_lt_1024", "key.rsa_lt_2048");
    let none = &["key.unusable", "key.unsupported_type"][..];
    let algorithm = |oid| Key::public(der::sequence(&[der::sequence(&[der::oid(oid)]), der::bit_string(&[1; 57])]));
    for (what, key, expected) in [
        ("2,041 bits", Key::rsa_of(2_041), &[][..]),
        ("2,040 bits", Key::rsa_of(2_040), &[short]),
        ("1,017 bits", Key::rsa_of(1_017), &[short]),
        ("1,016 bits", Key::rsa_of(1_016), &[short, weak]),
        ("8,192 bits", Key::rsa_of(8_192), &[]),
        ("8,193 bits", Key::rsa_of(8_193), none),
        ("P-192", Key::ec_on("1.2.840.10045.3.1.1", 49), &["key.ec_lt_256"]),
        ("P-224", Key::ec_on("1.3.132.0.33", 57), &["key.ec_lt_256"]),
        ("P-256", Key::p256(0), &[]),
        ("P-384", Key::ec_on("1.3.132.0.34", 97), &[]),
        ("P-521", Key::ec_on("1.3.132.0.35", 133), &[]),
        ("brainpoolP256r1", Key::ec_on("1.3.36.3.3.2.8.1.1.7", 65), none),
        ("Ed25519", Key::ed25519(0), &["key.unsupported_type"]),
        ("Ed448", algorithm("1.3.101.113"), &["key.unsupported_type"]),
        ("X25519", algorithm("1.3.101.110"), none),
        ("RSASSA-PSS", algorithm("1.2.840.113549.1.1.10"), none),
        ("ML-DSA-44", algorithm("2.16.840.1.101.3.4.3.17"), none),
    ] {
        expect_below(User, what, |c| c.key(0, &key), expected);
    }
    // Of CAs and roots too, whoever trusts them, but not if the user trusts the leaf itself.
    let rsa_1024 = Key::rsa("rsa-1024/root", RsaHash::Sha256);
    for (origin, place) in [System, User, App].into_iter().flat_map(|origin| [(origin, 1), (origin, 2)]) {
        let report = Chain::below(origin).with(|c| c.key(place, &rsa_1024)).report(LATEST);
        assert_eq!(report.refusals, [("apple.key.rsa_lt_2048".to_owned(), place)], "{origin:?}");
    }
    for (origin, expected) in [(User, &[][..]), (App, &[short])] {
        let alone = |c: &mut Chain| {
            c.trust_leaf(origin);
            c.key(0, &Key::rsa_of(2_040));
        };
        expect_below(origin, "the leaf itself is trusted", alone, expected);
    }
}

#[test]
fn hashes() {
    for origin in [System, User, App] {
        expect_below(origin, "self-signed root", |c| c.links[2].signer = Key::p256_sha1(2), &[]);
        let cross_signed = |c: &mut Chain| {
            c.links.truncate(2);
            c.links[1].signer = Key::p256_sha1(2);
            c.anchors = vec![(1, origin)];
        };
        let expected = if origin == User { &[][..] } else { &["sig.sha1"] };
        expect_below(origin, "the last is no root", cross_signed, expected);
    }
    let report = Chain::below(User).with(|c| c.links[1].signer = Key::p256_sha1(2)).report(LATEST);
    assert_eq!(report.refusals, [("apple.sig.sha1".to_owned(), 1)]);
    for (hash, expected) in [(RsaHash::Sha1, &["sig.sha1"][..]), (RsaHash::Md5, &["sig.sha1", "sig.md5"])] {
        let key = Key::rsa("rsa-2048/leaf", hash);
        expect_below(User, "leaf", |c| c.key(1, &key), expected);
        let alone = |c: &mut Chain| {
            c.trust_leaf(User);
            c.leaf().issuer = c.leaf().subject.clone();
            c.key(0, &key);
        };
        expect_below(User, "self-signed leaf", alone, &[]);
    }
}

#[test]
fn a_signature_with_pss_is_not_checked() {
    for (name, expected) in [("sha256-leaf", &[][..]), ("pss-leaf", &["apple.sig.unsupported_pss"])] {
        let file = std::fs::read(format!("tests/fixtures/chains/{name}.pem")).unwrap();
        let certificates: Vec<Certificate> =
            Bundle::open(&file, None).unwrap().certificates().iter().map(|it| it.item().clone()).collect();
        let rules = RuleSet::apple(LATEST.parse().unwrap());
        let mut evaluator = Evaluator::new(rules, "2026-06-01T00:00:00Z".parse().unwrap());
        evaluator.anchors = vec![TrustAnchor::new(certificates.last().unwrap().clone(), User)];
        let report = Report::of(&evaluator.evaluate(&certificates[0], &certificates[1..]));
        assert_eq!(report.codes(), expected, "{name}");
    }
}

#[test]
fn extended_key_usage() {
    const SGC: &str = "1.3.6.1.4.1.311.10.3.3";
    const NETSCAPE_SGC: &str = "2.16.840.1.113730.4.1";
    let (leaf, system, app) = ("eku.leaf", "eku.leaf_missing_serverauth_system", "eku.leaf_missing_serverauth_app");
    for (origin, from, usages, expected) in [
        (System, "2016-01-01T00:00:00Z", &[pki::ANY_USAGE][..], &[system][..]),
        (System, "2026-01-01T00:00:00Z", &[], &[system]),
        (System, "2026-01-01T00:00:00Z", &[pki::CLIENT_AUTH], &[system, leaf]),
        (System, "2026-01-01T00:00:00Z", &[pki::CLIENT_AUTH, pki::SERVER_AUTH], &[]),
        (App, "2019-06-30T23:00:00Z", &[], &[]),
        (App, "2019-06-30T23:00:01Z", &[], &[app]),
        (App, "2019-06-30T23:00:01Z", &[pki::ANY_USAGE], &[app]),
        (App, "2019-06-30T23:00:01Z", &[pki::SERVER_AUTH], &[]),
        (User, "2026-01-01T00:00:00Z", &[], &[]),
        (User, "2026-01-01T00:00:00Z", &[pki::ANY_USAGE], &[]),
        (User, "2026-01-01T00:00:00Z", &[SGC], &[]),
        (User, "2026-01-01T00:00:00Z", &[NETSCAPE_SGC], &[]),
        (User, "2026-01-01T00:00:00Z", &[pki::CLIENT_AUTH], &[leaf]),
    ] {
        let change = |c: &mut Chain| {
            c.leaf_valid(from, DAY);
            c.leaf().remove("2.5.29.37");
            if !usages.is_empty() {
                c.leaf().put(pki::extended_key_usage(usages));
            }
        };
        expect_below(origin, &format!("{origin:?}, leaf from {from} with {usages:?}"), change, expected);
    }
    let sub_ca = "eku.sub_ca_missing_serverauth";
    for (origin, usage, expected) in [
        (System, pki::ANY_USAGE, &[][..]),
        (System, NETSCAPE_SGC, &[sub_ca]),
        (System, pki::CLIENT_AUTH, &[sub_ca, "eku.sub_ca"]),
        (User, pki::ANY_USAGE, &[]),
        (User, NETSCAPE_SGC, &[]),
        (User, pki::CLIENT_AUTH, &["eku.sub_ca"]),
        (App, pki::CLIENT_AUTH, &["eku.sub_ca"]),
    ] {
        let what = format!("{origin:?}, CA with {usage}");
        expect_below(origin, &what, |c| c.ca().put(pki::extended_key_usage(&[usage])), expected);
    }
    let root = |c: &mut Chain| c.root().put(pki::extended_key_usage(&[pki::CLIENT_AUTH]));
    expect_below(System, "what the root has is not looked at", root, &[]);
}

#[test]
fn issuers() {
    let root_without = |c: &mut Chain| c.root().remove("2.5.29.19");
    let root_not_ca = |c: &mut Chain| c.root().put(pki::basic_constraints(false, None, true));
    let root_usage = |c: &mut Chain| c.root().put(pki::key_usage(pki::DIGITAL_SIGNATURE));
    let root_length = |c: &mut Chain| c.root().put(pki::basic_constraints(true, Some(0), true));
    // What is asked of anchors is asked since iOS 13.6.
    for (change, code) in [
        (&root_without as &dyn Fn(&mut Chain), "bc.missing"),
        (&root_not_ca, "bc.not_a_ca"),
        (&root_usage, "ku.cert_sign"),
        (&root_length, "bc.path_length"),
    ] {
        let chain = Chain::below(User).with(change);
        expect("root", &chain, "ios:13.5.1", &[]);
        expect("root", &chain, "ios:13.6", &[code]);
        expect("root", &chain, "macos:10.15.6", &[code]);
    }
    let version_1 = |c: &mut Chain| {
        c.root().version = 1;
        c.root().extensions.clear();
    };
    expect_below(User, "root of version 1", version_1, &[]);
    expect_below(User, "leaf is a CA", |c| c.leaf().put(pki::basic_constraints(true, None, true)), &[]);
    // A CA that issued itself anew does not count.
    for (is_self_issued, expected) in [(true, &[][..]), (false, &["bc.path_length"])] {
        let renewed = |c: &mut Chain| {
            c.ca().put(pki::basic_constraints(true, Some(0), true));
            c.insert_ca();
            if is_self_issued {
                c.links[1].template.subject = Name::common("CA");
                c.leaf().issuer = Name::common("CA");
            }
        };
        expect_below(User, "a CA below a CA", renewed, expected);
    }
}

#[test]
fn key_identifiers_and_subjects() {
    for (ca_id, leaf_id, expected) in [
        (None, Some(pki::authority_key_id(b"1")), &[][..]),
        (Some(pki::subject_key_id(b"1")), None, &[]),
        (Some(pki::subject_key_id(b"1")), Some(pki::authority_key_id(b"2")), &["chain.id_linkage"]),
        (Some(pki::subject_key_id(b"1")), Some(other_issuer()), &[]),
    ] {
        let change = |c: &mut Chain| {
            c.ca().extensions.extend(ca_id);
            c.leaf().extensions.extend(leaf_id);
        };
        expect_below(User, "key identifiers", change, expected);
    }
    let nameless = |c: &mut Chain| {
        c.ca().subject = Name::of(&[]);
        c.leaf().issuer = Name::of(&[]);
    };
    expect_below(User, "a CA without a name", nameless, &["name.empty_subject"]);
}

/// An authority key identifier of issuer and serial number, neither of which is the CA's.
fn other_issuer() -> Vec<u8> {
    let name = der::sequence(&[der::set(&[der::sequence(&[der::oid("2.5.4.3"), der::value(0x13, b"x")])])]);
    let parts = [der::tagged(1, &der::tagged(4, &name)), der::implicit(2, &[77])];
    pki::extension("2.5.29.35", false, &der::sequence(&parts))
}

#[test]
fn extensions() {
    let critical = |oid: &str| pki::extension(oid, true, &der::octet_string(&[]));
    let unknown = &["ext.unknown_critical"][..];
    for (oid, expected) in [
        ("1.2.840.113635.100.6.1", &[][..]),
        ("1.2.840.113635.100.15.1", &[]),
        ("1.2.840.113635.100.7.1", unknown),
        ("1.3.6.1.4.1.11129.2.4.3", unknown), // the poison of a precertificate
    ] {
        expect_below(User, oid, |c| c.leaf().put(critical(oid)), expected);
    }
    expect_below(User, "trusted root", |c| c.root().put(pki::unknown_extension(true)), &[]);
    expect_below(User, "CA", |c| c.ca().put(pki::unknown_extension(true)), unknown);
    let twice = |c: &mut Chain| c.root().extensions.extend([(); 2].map(|()| pki::unknown_extension(false)));
    expect_below(User, "root", twice, &["ext.duplicate"]);
    let odd = |c: &mut Chain| c.root().put(pki::extension("2.5.29.37", false, &der::sequence(&[])));
    expect_below(User, "root", odd, &["ext.unparseable"]);
}

#[test]
fn trust_settings_and_results() {
    use TrustResult::{Deny, Proceed, Recoverable, Unspecified};
    use TrustSetting as S;
    let untrusted = Some("errSecNotTrusted");
    let denied = Some("errSecTrustSettingDeny");
    for (anchor, setting, result, status) in [
        (Some((2, System)), None, Unspecified, None),
        (Some((2, App)), None, Unspecified, None),
        (Some((2, User)), None, Proceed, None),
        (Some((1, User)), None, Proceed, None),
        (Some((0, User)), None, Proceed, None),
        (None, None, Recoverable, untrusted),
        (None, Some((2, S::TrustRoot)), Proceed, None),
        (None, Some((2, S::TrustAsRoot)), Recoverable, untrusted),
        (None, Some((2, S::Unspecified)), Recoverable, untrusted),
        (None, Some((1, S::TrustAsRoot)), Proceed, None),
        (None, Some((1, S::TrustRoot)), Recoverable, untrusted),
        (None, Some((0, S::TrustAsRoot)), Proceed, None),
        (None, Some((0, S::TrustRoot)), Recoverable, untrusted),
        (None, Some((2, S::Deny)), Deny, denied),
        (Some((2, System)), Some((2, S::Deny)), Deny, denied),
        (Some((2, System)), Some((1, S::Deny)), Deny, denied),
        (Some((2, System)), Some((0, S::Deny)), Deny, denied),
        (Some((2, System)), Some((1, S::Unspecified)), Unspecified, None),
    ] {
        let report = Chain::below(User)
            .with(|c| (c.anchors, c.settings) = (Vec::from_iter(anchor), Vec::from_iter(setting)))
            .report(LATEST);
        let found = report.os_status.as_ref().map(|status| &*status.name);
        assert_eq!((report.result, found), (result, status), "{anchor:?} {setting:?}: {report:?}");
    }
    let blocked = Chain::below(User).with(|c| c.inputs.distrust.revoked_keys.push(sha256(Key::p256(0).spki())));
    assert_eq!(blocked.report(LATEST).result, TrustResult::Fatal);
}

#[test]
fn of_several_errors_one_is_on_top() {
    type Break = (fn(&mut Chain), &'static str);
    // In the order in which one is reported rather than another.
    let breaks: [Break; 11] = [
        (|c| c.inputs.distrust.revoked_keys.push(sha256(c.links[0].template.key.spki())), "errSecCertificateRevoked"),
        (|c| c.inputs.distrust.revoked.push(*c.certificate(0).sha256()), "errSecCertificateRevoked"),
        (|c| c.key(0, &Key::rsa_of(2_040)), "errSecUnsupportedKeySize"),
        (|c| c.links[0].signer = Key::p256_sha1(1), "errSecInvalidDigestAlgorithm"),
        (|c| c.settings.push((1, TrustSetting::Deny)), "errSecTrustSettingDeny"),
        (|c| c.leaf().put(pki::unknown_extension(true)), "errSecUnknownCriticalExtensionFlag"),
        (|c| c.inputs.pins.required = true, "errSecInvalidRoot"),
        (|c| c.inputs.distrust.distrusted_keys.push(sha256(Key::p256(1).spki())), "errSecNotTrusted"),
        (|c| c.leaf().put(pki::extended_key_usage(&[pki::CLIENT_AUTH])), "errSecInvalidExtendedKeyUsage"),
        (|c| c.host = Some("other.example.com"), "errSecHostNameMismatch"),
        (|c| c.at = "2027-01-01T00:00:00Z".parse().unwrap(), "errSecCertificateExpired"),
    ];
    let mut chain = Chain::below(User);
    for (count, (change, status)) in breaks.iter().rev().enumerate() {
        change(&mut chain);
        let report = chain.report(LATEST);
        assert_eq!(report.os_status.as_ref().unwrap().name, *status, "{report:?}");
        assert_eq!(report.refusals.len(), count + 1, "{report:?}");
    }
    // Of one kind, the certificate nearest to the leaf.
    for (unknown, twice, status) in
        [(0, 1, "errSecUnknownCriticalExtensionFlag"), (1, 0, "errSecCertificateDuplicateExtension")]
    {
        let chain = Chain::below(User).with(|c| {
            c.links[unknown].template.put(pki::unknown_extension(true));
            let extensions = &mut c.links[twice].template.extensions;
            extensions.extend([(); 2].map(|()| pki::subject_key_id(b"1")));
        });
        assert_eq!(chain.report(LATEST).os_status.unwrap().name, status);
    }
}

#[test]
fn host_names() {
    let ipv6 = |text: &str| GeneralName::Raw(0x87, text.parse::<std::net::Ipv6Addr>().unwrap().octets().to_vec());
    let dns = GeneralName::dns;
    for (name, host, is_covered) in [
        (dns("sentry.example.com"), "SENTRY.example.COM", true),
        (dns("sentry.example.com"), "sentry.example.com.", true),
        (dns("sentry.example.com."), "sentry.example.com", false),
        (dns("sentry.example.com"), "example.com", false),
        (dns("*.example.com"), "sentry.example.com", true),
        (dns("*.example.com"), "_sentry.example.com", true),
        (dns("*.example.com"), "example.com", false),
        (dns("*.example.com"), "a.sentry.example.com", false),
        (dns("*.com"), "example.com", false),
        (dns("*"), "localhost", false),
        (dns("s*.example.com"), "sentry.example.com", false),
        (dns("*y.example.com"), "sentry.example.com", false),
        (dns("sentry.*.com"), "sentry.example.com", false),
        (dns("a_b.example.com"), "a_b.example.com", true),
        (dns("xn--bcher-kva.example"), "xn--bcher-kva.example", true),
        (dns("bücher.example"), "xn--bcher-kva.example", false),
        (dns("192.0.2.1"), "192.0.2.1", false),
        (GeneralName::Ip([192, 0, 2, 1]), "192.0.2.1", true),
        (GeneralName::Ip([192, 0, 2, 1]), "192.0.2.2", false),
        (GeneralName::Ip([192, 0, 2, 1]), "::ffff:192.0.2.1", false),
        (ipv6("::ffff:192.0.2.1"), "192.0.2.1", false),
        (ipv6("2001:db8::1"), "[2001:db8::1]", true),
    ] {
        let change = |c: &mut Chain| {
            c.leaf().put(pki::alternative_names(&[dns("unrelated.example"), name.clone()]));
            c.host = Some(host);
        };
        let expected = if is_covered { &[][..] } else { &["name.no_san_match"] };
        expect_below(User, &format!("{name:?} for {host}"), change, expected);
    }
    // One name that cannot be read, and there are none. The other form of x400Address can be read by others.
    for tag in [der::UTF8_STRING, 0x83] {
        let odd = GeneralName::Raw(tag, b"x".to_vec());
        let change = |c: &mut Chain| c.leaf().put(pki::alternative_names(&[dns(HOST), odd]));
        expect_below(User, "a name that is none", change, &["name.no_san_match", "ext.unparseable"]);
    }
    expect_below(User, "no name is asked for", |c| (c.host, _) = (None, c.leaf().remove("2.5.29.17")), &[]);
    let common_name = Chain::below(User).with(|c| {
        c.leaf().subject = Name::common(HOST);
        c.leaf().remove("2.5.29.17");
    });
    expect("common name", &common_name, "ios:12.4", &[]);
    expect("common name", &common_name, "ios:13", &["name.no_san_match"]);
}

#[test]
fn name_constraints() {
    let dns = GeneralName::dns;
    let email = |text: &str| GeneralName::Raw(0x81, text.into());
    let uri = |text: &str| GeneralName::Raw(0x86, text.into());
    let directory = |string, rdns: &[(&str, &str)]| GeneralName::Directory(Name::typed(string, rdns));
    let (o, cn) = (("2.5.4.10", "Example"), ("2.5.4.3", "Leaf"));
    let utf8 = der::UTF8_STRING;
    let net = GeneralName::Net([192, 0, 2, 0], [255, 255, 255, 0]);
    let no_names: &[GeneralName] = &[];
    // Permitted, excluded, a name that the leaf has besides its own.
    for (permitted, excluded, name, is_within) in [
        (&[dns("example.com")][..], no_names, dns("a.b.example.com"), true),
        (&[dns(".example.com")], &[], dns("a.b.example.com"), true),
        (&[dns("example.com")], &[], dns("badexample.com"), false),
        (&[], &[dns("a.example.com")], dns("b.a.example.com"), false),
        // A wildcard is a name like any other.
        (&[], &[dns("a.example.com")], dns("*.example.com"), true),
        (&[dns("example.com")], &[], dns("*.example.com"), true),
        // A directory name is longer than its subtree, and starts with its bytes.
        (&[directory(utf8, &[o])], &[], dns("a.example"), true),
        (&[directory(utf8, &[o, cn])], &[], dns("a.example"), false),
        (&[], &[directory(utf8, &[o, cn])], dns("a.example"), true),
        (&[directory(der::PRINTABLE_STRING, &[o])], &[], dns("a.example"), false),
        (&[directory(utf8, &[("2.5.4.10", "EXAMPLE")])], &[], dns("a.example"), false),
        (&[directory(utf8, &[o])], &[], directory(utf8, &[("2.5.4.10", "Other"), cn]), false),
        (&[email("example.com")], &[], email("a@example.com"), true),
        (&[email("example.com")], &[], email("a@example.org"), false),
        (&[uri(".example.com")], &[], uri("https://a.example.com/"), true),
        (&[uri(".example.com")], &[], uri("https://a.example.org/"), false),
        (std::slice::from_ref(&net), &[], GeneralName::Ip([192, 0, 2, 1]), true),
        (std::slice::from_ref(&net), &[], GeneralName::Ip([192, 0, 3, 1]), false),
    ] {
        for critical in [true, false] {
            let change = |c: &mut Chain| {
                let value = pki::name_constraints_value(permitted, excluded);
                c.ca().put(pki::extension("2.5.29.30", critical, &value));
                c.leaf().put(pki::alternative_names(std::slice::from_ref(&name)));
                c.host = None;
            };
            let what = format!("{name:?} in {permitted:?} and not in {excluded:?}");
            expect_below(User, &what, change, if is_within { &[] } else { &["nc.name"] });
        }
    }
    // The subject: its common name is no DNS name, its address one of email.
    for (attribute, permitted, expected) in [
        (("2.5.4.3", "other.example.org"), dns("example.com"), &[][..]),
        (("1.2.840.113549.1.9.1", "a@example.org"), email("example.com"), &["nc.name"]),
        (("1.2.840.113549.1.9.1", "a@example.com"), email("example.com"), &[]),
    ] {
        let change = |c: &mut Chain| {
            c.leaf().subject = Name::typed(0x16, &[attribute]);
            c.ca().put(pki::name_constraints(&[permitted], &[]));
        };
        expect_below(User, attribute.1, change, expected);
    }
    let nameless = |c: &mut Chain| {
        c.ca().put(pki::name_constraints(&[dns("example.com")], &[]));
        c.leaf().subject = Name::of(&[]);
        c.leaf().remove("2.5.29.17");
        c.host = None;
    };
    expect_below(User, "a leaf without any name", nameless, &["nc.name", "name.empty_subject"]);
}

#[test]
fn name_constraints_of_several_certificates() {
    let dns = GeneralName::dns;
    // The anchor's own count since iOS 13.
    let excluded = Chain::below(User).with(|c| c.root().put(pki::name_constraints(&[], &[dns(HOST)])));
    expect("root", &excluded, "ios:12.4", &[]);
    expect("root", &excluded, "ios:13", &["nc.name"]);
    // Subtrees that do not intersect are added.
    for (name, expected) in [("a.example.com", &[][..]), ("a.example.org", &[]), ("a.example.net", &["nc.name"])] {
        let change = |c: &mut Chain| {
            c.root().put(pki::name_constraints(&[dns("example.com")], &[]));
            c.ca().put(pki::name_constraints(&[dns("example.org")], &[]));
            c.leaf().put(pki::alternative_names(&[dns(name)]));
            c.host = None;
        };
        expect_below(User, name, change, expected);
    }
    for (count, expected) in [(511, &[][..]), (512, &["nc.too_many"])] {
        let many = |count| -> Vec<_> { (0..count).map(|number| dns(&format!("{number}.example.org"))).collect() };
        let change = |c: &mut Chain| {
            c.root().put(pki::name_constraints(&[], &many(512)));
            c.ca().put(pki::name_constraints(&[], &many(count)));
        };
        expect_below(User, "subtrees of two", change, expected);
    }
    // A CA that issued itself anew is passed over.
    for (is_self_issued, expected) in [(true, &[][..]), (false, &["nc.name"])] {
        let renewed = |c: &mut Chain| {
            c.insert_ca();
            let example = Name::of(&[("2.5.4.10", "Example")]);
            c.links[2].template.put(pki::name_constraints(&[], &[GeneralName::Directory(example)]));
            c.leaf().subject = Name::of(&[("2.5.4.10", "Other")]);
            if is_self_issued {
                c.links[1].template.subject = Name::common("CA");
                c.leaf().issuer = Name::common("CA");
            }
        };
        expect_below(User, "a CA below a CA", renewed, expected);
    }
    // Forms and fields that Apple does not process.
    let other_form = pki::name_constraints_value(&[GeneralName::Raw(0x88, vec![0x2a, 3])], &[]);
    let dns_base = dns("example.com").to_der();
    let from_1 = der::sequence(&[der::tagged(0, &der::sequence(&[dns_base.clone(), der::implicit(0, &[1])]))]);
    let up_to_1 = der::sequence(&[der::tagged(0, &der::sequence(&[dns_base, der::implicit(1, &[1])]))]);
    for (value, critical, expected) in [
        (&other_form, true, &["nc.unsupported_form"][..]),
        (&other_form, false, &[]),
        (&from_1, true, &["chain.missing_issuer"]),
        (&from_1, false, &["ext.unparseable"]),
        (&up_to_1, false, &["ext.unparseable"]),
    ] {
        expect_below(User, "CA", |c| c.ca().put(pki::extension("2.5.29.30", critical, value)), expected);
    }
}

#[test]
fn policies() {
    let policy = der::oid("1.3.6.1.4.1.99999.2.1");
    let any = der::oid("2.5.29.32.0");
    let required = pki::extension("2.5.29.36", true, &der::sequence(&[der::implicit(0, &[0])]));
    let none_valid = &["policy.none_valid"][..];
    expect_below(User, "required by the CA", |c| c.ca().put(required.clone()), none_valid);
    expect_below(User, "required by the anchor", |c| c.root().put(required.clone()), &[]);
    for (subject, expected) in [(&policy, &[][..]), (&any, none_valid)] {
        let mapped = |c: &mut Chain| {
            c.ca().put(pki::certificate_policies(std::slice::from_ref(&policy)));
            c.ca().put(pki::policy_mappings(&[(policy.clone(), subject.clone())]));
        };
        expect_below(User, "mapping", mapped, expected);
    }
}

#[test]
fn names_chain_by_their_encoding() {
    let name = |string, text| Name::typed(string, &[("2.5.4.3", text)]);
    let (printable, utf8) = (der::PRINTABLE_STRING, der::UTF8_STRING);
    let common_name = der::sequence(&[der::oid("2.5.4.3"), der::value(printable, b"Good CA")]);
    let empty_rdn = || Name::raw(der::sequence(&[der::set(&[]), der::set(std::slice::from_ref(&common_name))]));
    for (issuer, subject, chains) in [
        (name(printable, "Good CA"), name(printable, "Good CA"), true),
        (name(printable, " good   CA "), name(printable, "Good CA"), true),
        (name(printable, "Good\tCA"), name(printable, "Good CA"), true),
        (name(printable, "GoodCA"), name(printable, "Good CA"), false),
        (name(utf8, "Good CA"), name(utf8, "Good CA"), true),
        (name(utf8, "good CA"), name(utf8, "Good CA"), false),
        (name(utf8, "Good  CA"), name(utf8, "Good CA"), false),
        (name(printable, "Good CA"), name(utf8, "Good CA"), false),
        (name(utf8, "good ca"), name(printable, "Good CA"), false),
        (empty_rdn(), empty_rdn(), false),
    ] {
        let chain = Chain::below(User).with(|c| {
            c.leaf().issuer = issuer.clone();
            c.ca().subject = subject.clone();
        });
        let status = chain.report(LATEST).os_status.map(|status| status.number);
        assert_eq!(status, (!chains).then_some(-25318), "{issuer:?} and {subject:?}");
    }
}

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
        let is_missing = root.report(LATEST).refusals == [("apple.chain.missing_issuer".to_owned(), 1)];
        assert_eq!(is_missing, !can_be_created, "anchor with {what}");
        let ca = Chain::below(User).with(|c| change(c.ca()));
        let is_missing = ca.report(LATEST).refusals == [("apple.chain.missing_issuer".to_owned(), 0)];
        let is_left_out = advice(&ca, LATEST).iter().any(|code| code == "apple.parse.left_out");
        assert_eq!((is_missing, is_left_out), (!can_be_created, !can_be_created), "CA with {what}");
    }
    let invalid = Chain::below(User).with(|c| serial(&[1; 38])(c.leaf())).report(LATEST);
    assert_eq!(invalid, Report { result: TrustResult::Invalid, os_status: None, refusals: Vec::new() });
    let expired = |c: &mut Chain| utc("260101000000Z", "500101000000Z")(c.leaf());
    expect_below(User, "notAfter in the year 50", expired, &["validity.expired"]);
}

#[test]
#[ignore = "Certificate::from_der refuses these dates, before Apple's rules are asked"]
fn dates_that_apple_reads() {
    for (from, to) in [
        (der::value(der::UTC_TIME, b"251231235960Z"), der::time("20260601000000")),
        (der::time("20260101000000"), der::value(der::GENERALIZED_TIME, b"20260601000000+0100")),
    ] {
        let odd = |c: &mut Chain| c.leaf().replace(Field::Validity, der::sequence(&[from, to]));
        expect_below(User, "dates", odd, &[]);
    }
}

#[test]
fn transparency_is_asked_of_public_leafs_since_2018() {
    let by_number = &["ct.insufficient_scts_by_number"][..];
    for (origin, from, expected) in [
        (System, "2018-10-15T23:59:59Z", &[][..]),
        (System, "2018-10-16T00:00:00Z", by_number),
        (User, "2026-01-01T00:00:00Z", &[]),
        (App, "2026-01-01T00:00:00Z", &[]),
    ] {
        let change = |c: &mut Chain| {
            c.inputs.transparency.is_off = false;
            c.leaf_valid(from, 90 * DAY);
        };
        expect_below(origin, &format!("{origin:?} from {from}"), change, expected);
    }
    let public = || Chain::below(System).with(|c| c.inputs.transparency.is_off = false);
    expect("off", &public().with(|c| c.inputs.transparency.is_off = true), LATEST, &[]);
    // Since iOS 12.3, only while the leaf is valid.
    let expired = public().with(|c| c.at = "2027-01-01T00:00:00Z".parse().unwrap());
    expect("expired", &expired, "ios:12.2", &["validity.expired", by_number[0]]);
    expect("expired", &expired, "ios:12.3", &["validity.expired"]);
    for (domain, expected) in [
        (HOST, &[][..]),
        (".example.com", &[]),
        (".sentry.example.com", &[]),
        ("example.com", by_number),
        (".other.example.com", by_number),
    ] {
        let excepted = public().with(|c| c.inputs.transparency.excepted_domains.push(domain.to_owned()));
        expect(domain, &excepted, LATEST, expected);
    }
    // The key of the leaf, or of a CA that is held to an organization.
    let organization = GeneralName::Directory(Name::of(&[("2.5.4.10", "Other")]));
    let to_organization = pki::name_constraints(&[organization], &[]);
    for (key, constraints, expected) in [
        (Key::p256(0), None, &[][..]),
        (Key::p256(1), None, by_number),
        (Key::p256(1), Some(to_organization), &[]),
        (Key::p256(1), Some(pki::name_constraints(&[GeneralName::dns("example.com")], &[])), by_number),
        (Key::p256(9), None, by_number),
    ] {
        let excepted = public().with(|c| {
            c.leaf().subject = Name::of(&[("2.5.4.10", "Other"), ("2.5.4.3", "Leaf")]);
            c.ca().extensions.extend(constraints);
            c.inputs.transparency.excepted_keys.push(sha256(key.spki()));
        });
        expect(&format!("{key:?}"), &excepted, LATEST, expected);
    }
}

#[test]
fn transparency_by_a_list_of_logs() {
    const RETIRED: &str = r#""retired":{"timestamp":"2026-02-01T00:00:00Z"}"#;
    let logs = [20, 22, 24, 26].map(Key::p256);
    let [one, two, three, unknown] = &logs;
    // Lifetime of the leaf in seconds, logs that embed, logs whose SCTs are sent, and the state of all logs but the first.
    for (seconds, embedded, served, state, qualifies) in [
        (180 * DAY, &[one, two][..], &[][..], USABLE, true),
        (180 * DAY, &[one], &[], USABLE, false),
        (180 * DAY, &[one, one], &[], USABLE, false),
        (180 * DAY + 1, &[one, two], &[], USABLE, false),
        (180 * DAY, &[one, unknown], &[], USABLE, false),
        (180 * DAY, &[one, two], &[], RETIRED, true),
        (180 * DAY, &[two, three], &[], RETIRED, false),
        (180 * DAY + 1, &[one], &[two], USABLE, true),
        (180 * DAY + 1, &[], &[one, two], USABLE, true),
        (180 * DAY + 1, &[], &[one], USABLE, false),
        (180 * DAY + 1, &[one], &[two], RETIRED, false),
    ] {
        let change = |c: &mut Chain| {
            c.inputs.transparency.is_off = false;
            c.inputs.transparency.log_list = Some(log_list(&[(one, USABLE), (two, state), (three, state)]));
            c.leaf_valid("2026-01-01T00:00:00Z", seconds);
            if !embedded.is_empty() {
                c.embed_scts(embedded);
            }
            if !served.is_empty() {
                c.serve_scts(served);
            }
        };
        let expected = if qualifies { &[][..] } else { &["ct.insufficient_scts"] };
        expect_below(System, &format!("{embedded:?} {served:?} {state} {seconds}"), change, expected);
    }
    let changed = |c: &mut Chain| {
        c.inputs.transparency.is_off = false;
        c.inputs.transparency.log_list = Some(log_list(&[(one, USABLE), (two, USABLE)]));
        c.embed_scts(&[one, two]);
        c.leaf().serial += 1;
    };
    expect_below(System, "SCTs of another certificate", changed, &["ct.insufficient_scts"]);
}

#[test]
fn limits_of_the_valid_database() {
    for (not_before, not_after, overridable, expected) in [
        (None, Some("2025-12-31T23:59:59Z"), true, Some(("GrayListedKey", TrustResult::Recoverable))),
        (None, Some("2025-12-31T23:59:59Z"), false, Some(("Revocation", TrustResult::Fatal))),
        (None, Some("2026-01-01T00:00:00Z"), false, None),
        (Some("2026-01-01T00:00:00Z"), None, false, None),
        (Some("2026-01-01T00:00:01Z"), None, true, Some(("GrayListedKey", TrustResult::Recoverable))),
        (Some("2026-01-01T00:00:01Z"), None, false, Some(("Revocation", TrustResult::Fatal))),
    ] {
        let chain = Chain::below(User).with(|c| limit(c, not_before, not_after, overridable));
        let evaluation = chain.evaluate(LATEST);
        let key = evaluation.best().unwrap().findings.iter().find_map(|it| it.apple.clone()).map(|check| check.key);
        let found = key.as_deref().map(|key| (key, Report::of(&evaluation).result));
        assert_eq!(found, expected, "{not_before:?} {not_after:?} {overridable}");
    }
}

/// Where the limit lies in the past, timestamps are asked for too.
#[test]
fn a_past_limit_asks_for_transparency() {
    for (not_after, overridable, result) in [
        ("2026-03-01T00:00:00Z", true, TrustResult::Proceed),
        ("2026-02-28T23:59:59Z", true, TrustResult::Recoverable),
        ("2026-02-28T23:59:59Z", false, TrustResult::Fatal),
    ] {
        let chain = Chain::below(User).with(|c| {
            c.inputs.transparency.is_off = false;
            limit(c, None, Some(not_after), overridable);
        });
        let report = chain.report(LATEST);
        assert_eq!(report.result, result, "{not_after} {overridable}: {report:?}");
    }
}

/// The Valid database limits the CA.
fn limit(chain: &mut Chain, not_before: Option<&str>, not_after: Option<&str>, overridable: bool) {
    let ca = *chain.certificate(1).sha256();
    let [not_before, not_after] = [not_before, not_after].map(|text| text.map(|text| text.parse().unwrap()));
    chain.inputs.distrust.date_limits = vec![DateLimit { ca, not_before, not_after, overridable }];
}

#[test]
fn an_allow_list_takes_the_leaf_out() {
    let lists = |c: &mut Chain| {
        let key = sha256(Key::p256(1).spki());
        (c.inputs.distrust.revoked_keys, c.inputs.distrust.distrusted_keys) = (vec![key], vec![key]);
    };
    expect_below(User, "listed", lists, &["blocked.ca_key", "distrusted.ca_key"]);
    let allowed = |c: &mut Chain| {
        lists(c);
        c.inputs.distrust.allowed_leaves = vec![*c.certificate(0).sha256()];
    };
    expect_below(User, "allowed", allowed, &[]);
}

/// The other certificate of the CA, which is at hand besides: the same name and key.
fn other_ca(change: impl FnOnce(&mut Link)) -> Vec<u8> {
    let mut other = Chain::below(User).links.remove(1);
    change(&mut other);
    other.der()
}

#[test]
fn of_two_paths_the_better_one_is_reported() {
    let stranger = Name::common("Stranger");
    let root = || Template::ca(stranger.clone(), &Key::p256(5), stranger.clone()).signed_by(&Key::p256(5));
    let expired = |link: &mut Link| link.template.not_after = "20251231235959";
    let by_stranger = |link: &mut Link| {
        link.template.issuer = stranger.clone();
        link.signer = Key::p256(5);
    };
    let sha1 = |link: &mut Link| link.signer = Key::p256_sha1(2);
    let not_ca = |link: &mut Link| link.template.put(pki::basic_constraints(false, None, true));
    for (what, change) in [
        ("expired", &expired as &dyn Fn(&mut Link)),
        ("below an untrusted root", &by_stranger),
        ("signed with SHA-1", &sha1),
        ("not a CA", &not_ca),
    ] {
        // The worse certificate of the CA comes first, or last.
        let first = Chain::below(User).with(|c| {
            change(&mut c.links[1]);
            c.others = vec![other_ca(|_| {}), root()];
        });
        let last = Chain::below(User).with(|c| c.others = vec![other_ca(change), root()]);
        for chain in [first, last] {
            expect(what, &chain, LATEST, &[]);
            // Where no path passes, the one with the better score.
            let refused = chain.with(|c| c.host = Some("other.example.com"));
            let good = Certificate::from_der(&other_ca(|_| {})).unwrap();
            let evaluation = refused.evaluate(LATEST);
            if what != "not a CA" {
                assert_eq!(evaluation.best().unwrap().certificates[1], good, "{what}");
                expect(what, &refused, LATEST, &["name.no_san_match"]);
            }
            // SHA-1 passes on iOS 12, and is not taken if there is something better.
            if what == "signed with SHA-1" {
                let evaluation = refused.with(|c| c.host = Some(HOST)).evaluate("ios:12.4");
                assert_eq!(evaluation.best().unwrap().certificates[1], good, "{what}");
            }
        }
    }
}

#[test]
fn to_be_accepted_or_anchored_weighs_more_than_the_rest() {
    let stranger = Name::common("Stranger");
    let strangers = || {
        let ca = other_ca(|link| {
            link.template.issuer = stranger.clone();
            link.signer = Key::p256(5);
        });
        vec![ca, Template::ca(stranger.clone(), &Key::p256(5), stranger.clone()).signed_by(&Key::p256(5))]
    };
    let expired = Chain::below(User).with(|c| {
        c.ca().not_after = "20251231235959";
        c.others = strangers();
    });
    expect("an anchor, but expired", &expired, LATEST, &["validity.expired"]);
    // What passes with SHA-1 on iOS 12 is left only for something better that passes too.
    let with_sha1 = Chain::below(User).with(|c| {
        c.links[1].signer = Key::p256_sha1(2);
        c.others = vec![other_ca(|link| link.template.put(pki::unknown_extension(true)))];
    });
    expect("accepted, but with SHA-1", &with_sha1, "ios:12.4", &[]);
}

#[test]
fn of_two_refused_paths_the_shorter_one_is_reported() {
    let (middle, key) = (Name::common("Middle"), Key::p256(5));
    let through_middle = |link: &mut Link| {
        link.template.issuer = middle.clone();
        link.signer = key.clone();
    };
    let detour = Template::ca(middle.clone(), &key, Name::common("Root")).signed_by(&Key::p256(2));
    let refused = || Chain::below(User).with(|c| c.host = Some("other.example.com"));
    for chain in [
        refused().with(|c| c.others = vec![other_ca(through_middle), detour.clone()]),
        refused().with(|c| {
            through_middle(&mut c.links[1]);
            c.others = vec![detour.clone(), other_ca(|_| {})];
        }),
    ] {
        let evaluation = chain.evaluate(LATEST);
        let mut lengths = evaluation.paths.iter().map(|path| path.certificates.len());
        assert_eq!(lengths.next(), Some(3));
        assert!(lengths.any(|length| length == 4), "the longer path is looked at too");
    }
}

#[test]
fn one_anchor_of_a_name_is_enough() {
    let namesake = Template::ca(Name::common("Root"), &Key::p256(7), Name::common("Root"));
    let chain = Chain::below(User).with(|c| {
        c.links.push(Link::new(namesake, &Key::p256(7)));
        c.anchors = vec![(3, User), (2, User)];
    });
    expect("two roots", &chain, LATEST, &[]);
    expect("two roots", &chain.with(|c| c.anchors.truncate(1)), LATEST, &["chain.anchor_not_trusted"]);
}

#[test]
fn what_documents_ask_for_is_advice() {
    let schedule = "apple.doc.validity_schedule";
    for (origin, from, seconds, expected) in [
        (System, "2020-08-31T23:59:59Z", DAYS_398, &[][..]),
        (System, "2020-09-01T00:00:00Z", DAYS_398 - 1, &[]),
        (System, "2020-09-01T00:00:00Z", DAYS_398, &[schedule]),
        (System, "2026-03-14T23:59:59Z", 200 * DAY, &[]),
        (System, "2026-03-15T00:00:00Z", 200 * DAY - 1, &[]),
        (System, "2026-03-15T00:00:00Z", 200 * DAY, &[schedule]),
        (System, "2027-03-15T00:00:00Z", 100 * DAY, &[schedule]),
        (System, "2029-03-15T00:00:00Z", 47 * DAY, &[schedule]),
        (User, "2026-03-15T00:00:00Z", 200 * DAY, &[]),
    ] {
        let chain = Chain::below(origin).with(|c| c.leaf_valid(from, seconds));
        assert_eq!(advice(&chain, LATEST), expected, "{origin:?}, {seconds} seconds from {from}");
        expect(from, &chain, LATEST, &[]);
    }
    for (from, expected) in [("2019-06-30T23:59:59Z", &[][..]), ("2019-07-01T00:00:00Z", &["apple.eku.doc_only"])] {
        let chain = Chain::below(User).with(|c| {
            c.leaf_valid(from, DAY);
            c.leaf().remove("2.5.29.37");
        });
        assert_eq!(advice(&chain, LATEST), expected, "{from}");
        expect(from, &chain, LATEST, &[]);
    }
    for (octets, expected) in [(20, &[][..]), (21, &["apple.serial.longer_than_20"])] {
        let serial = der::value(der::INTEGER, &vec![1; octets]);
        let chain = Chain::below(User).with(|c| c.leaf().replace(Field::Serial, serial));
        assert_eq!(advice(&chain, LATEST), expected, "{octets}");
    }
}

/// The TLS layer's own check, which refuses no chain.
#[test]
fn key_usage_of_servers() {
    let (signature, encipherment) = ("apple.tls.ku_digital_signature", "apple.tls.ku_key_encipherment");
    let rsa = Key::rsa_of(2_048);
    for (key, usage, expected) in [
        (&rsa, Some(0xa0), &[][..]),
        (&rsa, Some(0x80), &[encipherment]),
        (&rsa, Some(0x20), &[signature]),
        (&rsa, Some(0x06), &[signature, encipherment]),
        (&rsa, None, &[]),
        (&Key::p256(0), Some(0x80), &[]),
        (&Key::p256(0), Some(0x06), &[signature]),
    ] {
        let chain = Chain::below(User).with(|c| {
            c.key(0, key);
            c.leaf().remove("2.5.29.15");
            c.leaf().extensions.extend(usage.map(pki::key_usage));
        });
        assert_eq!(advice(&chain, LATEST), expected, "{key:?} {usage:?}");
        assert_eq!(advice(&chain, "ios:18.4"), expected, "{key:?} {usage:?}");
        assert_eq!(advice(&chain, "ios:18.3"), [""; 0], "{key:?} {usage:?}");
        expect("key usage", &chain, LATEST, &[]);
    }
}

#[test]
#[ignore = "the specification has a parse failure, and the code a signature that is wrong"]
fn both_statements_of_the_algorithm_agree() {
    let other = der::sequence(&[der::oid("1.2.840.10045.4.3.3")]);
    let chain = Chain::below(User).with(|c| c.leaf().replace(Field::Algorithm, other));
    assert_eq!(chain.report(LATEST).result, TrustResult::Invalid);
}
