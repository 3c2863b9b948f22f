//! What is asked of each certificate.

use apptunnel::device::Origin::{App, System, User};
use apptunnel::device::TrustAnchor;
use apptunnel::device::trust::TrustEvaluator;

use super::{DAY, LATEST, advice, expect, expect_below};
use crate::support::apple::{Chain, Report};
use crate::support::pki::{self, Key, Name, RsaHash};
use crate::support::{der, files, now};

/// 398 days.
const DAYS_398: i64 = 34_387_200;
/// 825 days and an hour.
const DAYS_825: i64 = 71_283_600;
const YEARS_20: i64 = 7_305 * DAY;

#[test]
fn how_long_a_leaf_may_be_valid() {
    let (system, other) = ("validity.system-825d", "validity.other-825d");
    for (origin, release, from, seconds, expected) in [
        (System, LATEST, "2018-02-28T23:59:59Z", YEARS_20, &[][..]),
        (System, LATEST, "2018-03-01T00:00:00Z", DAYS_825, &[]),
        (System, LATEST, "2018-03-01T00:00:00Z", DAYS_825 + 1, &[system]),
        (System, LATEST, "2019-06-30T22:59:59Z", DAYS_825 + 1, &[system]),
        (System, LATEST, "2019-06-30T23:00:00Z", DAYS_825 + 1, &[system, other]),
        (System, LATEST, "2020-08-31T23:59:59Z", DAYS_398 + 1, &[]),
        (System, LATEST, "2020-09-01T00:00:00Z", DAYS_398, &[]),
        (System, LATEST, "2020-09-01T00:00:00Z", DAYS_398 + 1, &["validity.system-398d"]),
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
        (System, "ios:14", "2020-09-01T00:00:00Z", DAYS_398 + 1, &["validity.system-398d"]),
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
    expect_below(System, "trusted twice", both, &["validity.system-398d"]);
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
        ("2025-12-31T23:59:59.500Z", &["validity.not-yet-valid"][..]),
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
    let (weak, short) = ("key.rsa-lt-1024", "key.rsa-lt-2048");
    let none = &["key.unusable", "key.unsupported-type"][..];
    let algorithm = |oid| Key::public(der::sequence(&[der::sequence(&[der::oid(oid)]), der::bit_string(&[1; 57])]));
    for (what, key, expected) in [
        ("2,041 bits", Key::rsa_of(2_041), &[][..]),
        ("2,040 bits", Key::rsa_of(2_040), &[short]),
        ("1,017 bits", Key::rsa_of(1_017), &[short]),
        ("1,016 bits", Key::rsa_of(1_016), &[short, weak]),
        ("8,192 bits", Key::rsa_of(8_192), &[]),
        ("8,193 bits", Key::rsa_of(8_193), none),
        ("P-192", Key::ec_on("1.2.840.10045.3.1.1", 49), &["key.ec-lt-256"]),
        ("P-224", Key::ec_on("1.3.132.0.33", 57), &["key.ec-lt-256"]),
        ("P-256", Key::p256(0), &[]),
        ("P-384", Key::ec_on("1.3.132.0.34", 97), &[]),
        ("P-521", Key::ec_on("1.3.132.0.35", 133), &[]),
        ("brainpoolP256r1", Key::ec_on("1.3.36.3.3.2.8.1.1.7", 65), none),
        ("Ed25519", Key::ed25519(0), &["key.unsupported-type"]),
        ("Ed448", algorithm("1.3.101.113"), &["key.unsupported-type"]),
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
        assert_eq!(report.refusals, [("apple.key.rsa-lt-2048".to_owned(), place)], "{origin:?}");
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
    for (name, expected) in [("sha256-leaf", &[][..]), ("pss-leaf", &["apple.sig.unsupported-pss"])] {
        let certificates = files::certificates(&files::chain(&format!("{name}.pem")));
        let release = LATEST.parse().unwrap();
        let mut evaluator = TrustEvaluator::new(release, now());
        evaluator.anchors = vec![TrustAnchor::new(certificates.last().unwrap().clone(), User)];
        let report = Report::of(&evaluator.evaluate(&certificates[0], &certificates[1..]));
        assert_eq!(report.codes(), expected, "{name}");
    }
}

#[test]
fn extended_key_usage() {
    const SGC: &str = "1.3.6.1.4.1.311.10.3.3";
    const NETSCAPE_SGC: &str = "2.16.840.1.113730.4.1";
    let (leaf, system, app) = ("eku.leaf", "eku.leaf-missing-serverauth-system", "eku.leaf-missing-serverauth-app");
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
    let sub_ca = "eku.sub-ca-missing-serverauth";
    for (origin, usage, expected) in [
        (System, pki::ANY_USAGE, &[][..]),
        (System, NETSCAPE_SGC, &[sub_ca]),
        (System, pki::CLIENT_AUTH, &[sub_ca, "eku.sub-ca"]),
        (User, pki::ANY_USAGE, &[]),
        (User, NETSCAPE_SGC, &[]),
        (User, pki::CLIENT_AUTH, &["eku.sub-ca"]),
        (App, pki::CLIENT_AUTH, &["eku.sub-ca"]),
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
        (&root_not_ca, "bc.not-a-ca"),
        (&root_usage, "ku.cert-sign"),
        (&root_length, "bc.path-length"),
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
    for (is_self_issued, expected) in [(true, &[][..]), (false, &["bc.path-length"])] {
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
        (Some(pki::subject_key_id(b"1")), Some(pki::authority_key_id(b"2")), &["chain.id-linkage"]),
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
    expect_below(User, "a CA without a name", nameless, &["name.empty-subject"]);
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
    let unknown = &["ext.unknown-critical"][..];
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
fn policies() {
    let policy = der::oid("1.3.6.1.4.1.99999.2.1");
    let any = der::oid("2.5.29.32.0");
    let required = pki::extension("2.5.29.36", true, &der::sequence(&[der::implicit(0, &[0])]));
    let none_valid = &["policy.none-valid"][..];
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
fn what_documents_ask_for_is_advice() {
    let schedule = "apple.doc.validity-schedule";
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
    // Devices refuse SHA-1 elsewhere than in a leaf that the user trusts itself.
    for (signer, expected) in [(Key::p256(1), &[][..]), (Key::p256_sha1(1), &["apple.doc.management-os27"])] {
        let chain = Chain::below(User).with(|c| {
            c.trust_leaf(User);
            c.links[0].signer = signer;
        });
        assert_eq!(advice(&chain, LATEST), expected);
        expect("the leaf itself is trusted", &chain, LATEST, &[]);
    }
}

/// The TLS layer's own check, which refuses no chain.
#[test]
fn key_usage_of_servers() {
    let (signature, encipherment) = ("apple.tls.ku-digital-signature", "apple.tls.ku-key-encipherment");
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
        expect("key usage", &chain, LATEST, &[]);
    }
}
