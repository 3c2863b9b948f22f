//! The rules for servers.

use super::*;
use crate::report::{Certainty, Severity};
use crate::tls::Version::{Tls1_0, Tls1_1, Tls1_2, Tls1_3};

const SINCE_26: [&str; 4] = ["ios-26", "ios-26-ats", "macos-27", "macos-27-ats"];
const WITHOUT_1_3: [&str; 8] =
    ["ios-9", "ios-9-ats", "ios-10.0", "ios-10.2", "ios-10-ats", "macos-10.13", "macos-10.13-ats", "mail-16"];
const NIST_ONLY: [&str; 6] = ["ios-9", "ios-9-ats", "ios-10.0", "ios-10.2", "ios-10-ats", "mail-16"];
const SINCE_15_4: [&str; 10] = [
    "ios-15.4",
    "ios-15.4-ats",
    "ios-18",
    "ios-18-ats",
    "ios-18.4",
    "ios-18.4-ats",
    "ios-26",
    "ios-26-ats",
    "macos-27",
    "macos-27-ats",
];

#[test]
fn t1_tls_1_1_and_older() {
    let old = server(&[Tls1_0, Tls1_1], &["ECDHE-RSA-AES128-SHA"], RSA);
    let failing = failing(&old, Failure::OldVersionsOnly);
    assert!(clients().iter().map(Client::id).filter(is_ats).chain(SINCE_26).all(|id| failing.contains(&id)));
    assert_eq!(failing.len() + connecting(&old).len(), clients().len());
    assert_eq!(with("ios-18.4", &old).unwrap().version, Tls1_1);
    assert_eq!(with("ios-18.4", &old).unwrap().signature, None);
    assert_eq!(Failure::OldVersionsOnly.certainty(), Certainty::Observed);
    assert!(codes(&old).contains(&"apple.tls.deprecated".to_owned()));
    let new = server(&[Tls1_1, Tls1_2], &["ECDHE-RSA-AES128-SHA"], RSA);
    assert_eq!(connecting(&new).len(), clients().len());
    assert!(!codes(&new).contains(&"apple.tls.deprecated".to_owned()));
}

#[test]
fn t2_tls_1_3_only() {
    let only = server(&[Tls1_3], &[TLS13], RSA);
    assert_eq!(failing(&only, Failure::Tls13Only), WITHOUT_1_3);
    assert_eq!(connecting(&only).len(), clients().len() - WITHOUT_1_3.len());
    assert_eq!(connecting(&server(&[Tls1_3, Tls1_2], &[TLS13, GCM], RSA)).len(), clients().len());
}

/// A selected protocol without a suite is not spoken.
#[test]
fn a_version_needs_a_suite() {
    let without = server(&[Tls1_3, Tls1_2], &[GCM], RSA);
    assert_eq!(with("ios-26", &without).unwrap().version, Tls1_2);
    assert_eq!(with("ios-26", &server(&[Tls1_2], &[TLS13], RSA)), Err(Failure::NoCommonVersion));
    assert_eq!(with("ios-26", &server(&[], &[TLS13], RSA)), Err(Failure::NoCommonVersion));
    // TLS 1.3 and TLS 1.1, but not what is between.
    let gap = server(&[Tls1_3, Tls1_1], &[TLS13, "ECDHE-RSA-AES128-SHA"], RSA);
    assert_eq!(with("ios-9-ats", &gap), Err(Failure::NoCommonVersion));
}

#[test]
fn t3_rsa_key_exchange_only() {
    let only = server(&[Tls1_2], &["AES128-GCM-SHA256", "AES128-SHA"], RSA);
    let failing = failing(&only, Failure::NoForwardSecrecy);
    assert!(failing.iter().all(is_ats));
    assert_eq!(failing.len() + connecting(&only).len(), clients().len());
    assert_eq!(Failure::NoForwardSecrecy.certainty(), Certainty::Documented);
    let negotiated = with("ios-26", &only).unwrap();
    assert_eq!((negotiated.suite.openssl_name(), negotiated.signature), ("AES128-GCM-SHA256", None));
}

#[test]
fn t4_dhe_only() {
    let only = server(&[Tls1_2], &["DHE-RSA-AES256-GCM-SHA384", "DHE-RSA-AES128-SHA"], RSA);
    assert_eq!(failing(&only, Failure::DheOnly).len(), clients().len());
    let anonymous = server(&[Tls1_2], &["DHE-RSA-AES256-GCM-SHA384", "AECDH-AES128-SHA"], RSA);
    assert_eq!(with("ios-26", &anonymous), Err(Failure::DheOnly));
    assert_eq!(connecting(&server(&[Tls1_2], &["DHE-RSA-AES256-GCM-SHA384", GCM], RSA)).len(), clients().len());
}

#[test]
fn t5_cbc_with_sha_256_or_384() {
    let only = server(&[Tls1_2], &["ECDHE-RSA-AES256-SHA384", "ECDHE-RSA-AES128-SHA256"], RSA);
    assert_eq!(failing(&only, Failure::CbcSha2Only), SINCE_15_4);
    assert_eq!(connecting(&only).len(), clients().len() - SINCE_15_4.len());
    let with_rsa = server(&[Tls1_2], &["AES128-SHA256", "AES256-SHA256", "ECDHE-RSA-AES128-SHA256"], RSA);
    assert_eq!(failing(&with_rsa, Failure::CbcSha2Only), SINCE_15_4);
    let ec = server(&[Tls1_2], &["ECDHE-ECDSA-AES256-SHA384", "ECDHE-ECDSA-AES128-SHA256"], P256);
    assert_eq!(failing(&ec, Failure::CbcSha2Only), SINCE_15_4);
    let more = server(&[Tls1_2], &["ECDHE-RSA-AES128-SHA256", "ECDHE-RSA-AES128-SHA"], RSA);
    assert_eq!(connecting(&more).len(), clients().len());
}

#[test]
fn t6_3des_only() {
    let only = server(&[Tls1_2], &["ECDHE-RSA-DES-CBC3-SHA", "DES-CBC3-SHA"], RSA);
    let failing = failing(&only, Failure::TripleDesOnly);
    assert!(clients().iter().map(Client::id).filter(is_ats).all(|id| failing.contains(&id)));
    // These two offer no 3DES in Safari either.
    let others: Vec<_> = failing.iter().filter(|id| !is_ats(id)).collect();
    assert_eq!(others, [&"ios-10.2", &"macos-10.13"]);
    assert_eq!(with("ios-26", &only).unwrap().suite.openssl_name(), "ECDHE-RSA-DES-CBC3-SHA");
    assert!(codes(&only).contains(&"apple.tls.3des-accepted".to_owned()));
    let more = server(&[Tls1_2], &["DES-CBC3-SHA", GCM], RSA);
    assert!(!codes(&more).contains(&"apple.tls.3des-accepted".to_owned()));
}

#[test]
fn t7_suites_of_the_kind_of_key() {
    let rsa_suites = server(&[Tls1_2], &[GCM], P256);
    assert_eq!(failing(&rsa_suites, Failure::KeyWithoutSuite).len(), clients().len());
    assert_eq!(with("ios-26", &server(&[Tls1_2], &[EC_GCM], RSA)), Err(Failure::KeyWithoutSuite));
    assert_eq!(with("ios-26", &server(&[Tls1_2], &[EC_GCM, GCM], RSA)).unwrap().suite.openssl_name(), GCM);
    assert_eq!(with("ios-26", &server(&[Tls1_2], &[EC_GCM, GCM], P256)).unwrap().suite.openssl_name(), EC_GCM);
    assert_eq!(with("ios-26", &server(&[Tls1_3], &[TLS13], P256)).unwrap().version, Tls1_3);
    assert_eq!(Failure::KeyWithoutSuite.certainty(), Certainty::Certain);
}

#[test]
fn t8_p521() {
    use SignatureScheme::{EcdsaSecp256r1Sha256, EcdsaSecp384r1Sha384, EcdsaSecp521r1Sha512};
    let modern = server(&[Tls1_2, Tls1_3], &[TLS13, EC_GCM], P521);
    assert_eq!(failing(&modern, Failure::P521).len(), clients().len() - WITHOUT_1_3.len());
    assert_eq!(Failure::P521.certainty(), Certainty::Probable);
    let older = server(&[Tls1_2], &[EC_GCM], P521);
    assert_eq!(with("ios-26", &older).unwrap().signature, Some(EcdsaSecp256r1Sha256));
    assert_eq!(with("ios-10.2", &older).unwrap().signature, Some(EcdsaSecp521r1Sha512));
    assert!(codes(&older).contains(&"apple.tls.p521-tls-12".to_owned()));
    for (key, scheme) in [(P256, EcdsaSecp256r1Sha256), (P384, EcdsaSecp384r1Sha384)] {
        let good = server(&[Tls1_3], &[TLS13], key.clone());
        assert_eq!(with("ios-26", &good).unwrap().signature, Some(scheme));
        assert!(!codes(&good).contains(&"apple.tls.p521-tls-12".to_owned()));
        // Before it, the scheme of the curve is preferred all the same.
        for id in ["ios-9", "ios-26"] {
            assert_eq!(with(id, &server(&[Tls1_2], &[EC_GCM], key.clone())).unwrap().signature, Some(scheme), "{id}");
        }
    }
}

#[test]
fn t9_keys_that_nobody_offers() {
    let others = [
        KeyType::Ed25519,
        KeyType::RsaPss { bits: 2048 },
        KeyType::Other("1.3.101.113".to_owned()),
        KeyType::Other("2.16.840.1.101.3.4.3.18".to_owned()),
    ];
    for key in others {
        let server = server(&[Tls1_2, Tls1_3], &[TLS13, GCM, EC_GCM], key);
        assert_eq!(failing(&server, Failure::KeyNotOffered).len(), clients().len());
    }
    assert_eq!(connecting(&server(&[Tls1_2, Tls1_3], &[TLS13, GCM], RSA)).len(), clients().len());
}

#[test]
fn t10_groups() {
    let only =
        |groups: &[Group]| server(&[Tls1_2, Tls1_3], &[TLS13, GCM], RSA).with_groups(Groups::Only(groups.to_vec()));
    assert_eq!(failing(&only(&[Group::X25519]), Failure::NoCommonGroup), NIST_ONLY);
    assert_eq!(connecting(&only(&[Group::X25519MlKem768])), SINCE_26);
    for safe in [&[Group::Secp256r1][..], &[Group::X25519, Group::Secp256r1]] {
        assert_eq!(connecting(&only(safe)).len(), clients().len());
        assert!(!codes(&only(safe)).contains(&"apple.tls.older-clients".to_owned()));
    }
    for narrow in [&[Group::X25519][..], &[Group::X25519MlKem768], &[]] {
        assert!(codes(&only(narrow)).contains(&"apple.tls.older-clients".to_owned()), "{narrow:?}");
    }
    let all = [Group::Secp256r1, Group::X25519, Group::X25519MlKem768];
    assert_eq!(with("ios-26", &only(&all)).unwrap().group, Some(Group::X25519MlKem768));
    let server_first = only(&all).with_preference(Preference::Server);
    assert_eq!(with("ios-26", &server_first).unwrap().group, Some(Group::Secp256r1));
    // A hybrid is for TLS 1.3 alone, and exchange by RSA needs no group.
    let tls_1_2 = server(&[Tls1_2], &[GCM], RSA).with_groups(Groups::Only(vec![Group::X25519MlKem768]));
    assert_eq!(with("ios-26", &tls_1_2), Err(Failure::NoCommonGroup));
    let rsa = server(&[Tls1_2], &[GCM, "AES128-SHA"], RSA).with_groups(Groups::Only(vec![Group::X448]));
    assert_eq!(with("ios-26", &rsa).unwrap().suite.openssl_name(), "AES128-SHA");
    assert_eq!(with("ios-26", &server(&[Tls1_3], &[TLS13], RSA)).unwrap().group, None);
}

#[test]
fn t11_large_hello() {
    let findings = advice(&server(&[Tls1_2, Tls1_3], &[TLS13, GCM], RSA), "/listener");
    let large = findings.iter().find(|finding| finding.code == "apple.tls.large-hello").unwrap();
    assert_eq!((large.severity, large.certainty), (Severity::Info, Certainty::Documented));
    let old = server(&[Tls1_1], &["ECDHE-RSA-AES128-SHA"], RSA);
    assert!(!codes(&old).contains(&"apple.tls.large-hello".to_owned()));
}

#[test]
fn t12_rsa_signs_with_pss_in_tls_1_3() {
    let good = server(&[Tls1_3], &[TLS13], RSA);
    assert_eq!(with("ios-26", &good).unwrap().signature, Some(SignatureScheme::RsaPssRsaeSha256));
    // No real client is like this one.
    let without = Client { signatures: &[SignatureScheme::RsaPkcs1Sha256], ..*client("ios-26").unwrap() };
    assert_eq!(negotiate(&good, &without), Err(Failure::NoPss));
    // Before it, the client's order decides.
    let tls_1_2 = server(&[Tls1_2], &[GCM], RSA);
    assert_eq!(negotiate(&tls_1_2, &without).unwrap().signature, Some(SignatureScheme::RsaPkcs1Sha256));
    assert_eq!(with("ios-26", &tls_1_2).unwrap().signature, Some(SignatureScheme::RsaPssRsaeSha256));
    assert_eq!(with("ios-10.2", &tls_1_2).unwrap().signature, Some(SignatureScheme::RsaPkcs1Sha256));
    assert_eq!(with("ios-9", &tls_1_2).unwrap().signature, Some(SignatureScheme::RsaPkcs1Sha384));
}

#[test]
fn the_order_of_one_side_decides() {
    let names = ["ECDHE-RSA-AES128-SHA", GCM, "ECDHE-RSA-AES256-GCM-SHA384"];
    let client_first = server(&[Tls1_2], &names, RSA);
    assert_eq!(with("ios-26", &client_first).unwrap().suite.openssl_name(), names[2]);
    let server_first = client_first.with_preference(Preference::Server);
    assert_eq!(with("ios-26", &server_first).unwrap().suite.openssl_name(), names[0]);
}

#[test]
fn management_traffic_of_os_27() {
    let has = |server: Server| codes(&server).contains(&"apple.tls.management-os-27".to_owned());
    assert!(has(server(&[Tls1_1], &["ECDHE-RSA-AES128-SHA"], RSA)));
    assert!(has(server(&[Tls1_2], &["ECDHE-RSA-AES128-SHA", "AES128-GCM-SHA256"], RSA)));
    assert!(has(server(&[Tls1_2], &[GCM], KeyType::Rsa { bits: 2047 })));
    assert!(has(server(&[Tls1_2], &[GCM], P256)), "the suite is for another key");
    assert!(!has(server(&[Tls1_2], &[GCM], RSA)));
    assert!(!has(server(&[Tls1_3], &[TLS13], P256)));
    let has = |server: Server| codes(&server).contains(&"apple.tls.extended-master-secret".to_owned());
    assert!(has(server(&[Tls1_2], &[GCM], RSA)));
    assert!(!has(server(&[Tls1_2, Tls1_3], &[GCM, TLS13], RSA)));
}

#[test]
fn every_rule_has_a_code_of_its_own_and_sentences() {
    let mut seen = std::collections::BTreeSet::new();
    for rule in rules() {
        assert!(seen.insert(rule.code), "{} stands twice", rule.code);
        assert!(rule.asks.en.ends_with('.') && rule.remedy.en.ends_with('.'), "{}", rule.code);
        assert!(!rule.reference.is_empty(), "{}", rule.code);
    }
}
