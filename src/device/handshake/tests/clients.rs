//! The rows of clients, against the sets of the sources.

use super::super::Application::AppTransportSecurity as Ats;
use super::super::{Client, client, clients};
use crate::tls::Version::{Tls1_0, Tls1_1, Tls1_2, Tls1_3};
use crate::tls::{Cipher, KeyExchange, Strength, Version};

// The groups of suites of the sources, as sets.
const A: &[u16] = &[0x1301, 0x1302, 0x1303];
const B: &[u16] = &[0xc02b, 0xc02c, 0xc02f, 0xc030, 0xcca8, 0xcca9];
const B_WITHOUT_CHACHA: &[u16] = &[0xc02b, 0xc02c, 0xc02f, 0xc030];
const C: &[u16] = &[0xc009, 0xc00a, 0xc013, 0xc014];
const C2: &[u16] = &[0xc023, 0xc024, 0xc027, 0xc028];
const D: &[u16] = &[0x002f, 0x0035, 0x009c, 0x009d];
const D2: &[u16] = &[0x003c, 0x003d];
const E: &[u16] = &[0x000a, 0xc008, 0xc012];
const RC4: &[u16] = &[0x0004, 0x0005, 0xc007, 0xc011];

fn offers(id: &str, groups: &[&[u16]]) {
    let client = client(id).unwrap();
    let mut offered: Vec<u16> = client.suites().map(|suite| suite.id()).collect();
    assert_eq!(offered.len(), client.suites.len(), "{id}: a number that the table of suites lacks");
    let mut expected = groups.concat();
    offered.sort_unstable();
    expected.sort_unstable();
    assert_eq!(offered, expected, "{id}");
}

fn signs(id: &str, numbers: &[u16]) {
    let offered: Vec<u16> = client(id).unwrap().signatures().iter().map(|scheme| scheme.id()).collect();
    assert_eq!(offered, numbers, "{id}");
}

fn speaks(id: &str, versions: &[Version], groups: &[u16]) {
    let client = client(id).unwrap();
    assert_eq!(client.versions(), versions, "{id}");
    let offered: Vec<u16> = client.groups().iter().map(|group| group.id()).collect();
    assert_eq!(offered, groups, "{id}");
}

const P: [u16; 3] = [0x17, 0x18, 0x19];
const X: [u16; 4] = [0x1d, 0x17, 0x18, 0x19];
const PQ: [u16; 5] = [0x11ec, 0x1d, 0x17, 0x18, 0x19];
const S1: [u16; 9] = [0x0403, 0x0804, 0x0401, 0x0503, 0x0805, 0x0501, 0x0806, 0x0601, 0x0201];
const S1_WITH_SHA1: [u16; 10] = [0x0403, 0x0804, 0x0401, 0x0503, 0x0203, 0x0805, 0x0501, 0x0806, 0x0601, 0x0201];

#[test]
fn ios_9() {
    offers("ios-9", &[B_WITHOUT_CHACHA, C, C2, D, D2, E, RC4]);
    speaks("ios-9", &[Tls1_2, Tls1_1, Tls1_0], &P);
    signs("ios-9", &[0x0501, 0x0401, 0x0201, 0x0503, 0x0403, 0x0203]);
}

#[test]
fn ios_10() {
    offers("ios-10.0", &[B_WITHOUT_CHACHA, C, C2, D, D2, E]);
    offers("ios-10.2", &[B_WITHOUT_CHACHA, C, C2, D, D2]);
    for id in ["ios-10.0", "ios-10.2"] {
        speaks(id, &[Tls1_2, Tls1_1, Tls1_0], &P);
        signs(id, &[0x0401, 0x0201, 0x0501, 0x0601, 0x0403, 0x0203, 0x0503, 0x0603]);
    }
}

#[test]
fn ats_of_ios_9() {
    offers("ios-9-ats", &[B_WITHOUT_CHACHA, C, C2]);
    speaks("ios-9-ats", &[Tls1_2], &P);
}

#[test]
fn macos_10_13() {
    offers("macos-10.13", &[B, C, C2, D, D2]);
    speaks("macos-10.13", &[Tls1_2, Tls1_1, Tls1_0], &X);
    signs("macos-10.13", &S1);
}

#[test]
fn ios_12_2_to_15_3() {
    offers("ios-12.2", &[A, B, C, C2, D, D2, E]);
    speaks("ios-12.2", &[Tls1_3, Tls1_2, Tls1_1, Tls1_0], &X);
    signs("ios-12.2", &S1_WITH_SHA1);
}

#[test]
fn ios_15_4_to_17() {
    offers("ios-15.4", &[A, B, C, D, E]);
    speaks("ios-15.4", &[Tls1_3, Tls1_2, Tls1_1, Tls1_0], &X);
    signs("ios-15.4", &S1_WITH_SHA1);
}

#[test]
fn ios_18() {
    for id in ["ios-18", "ios-18.4"] {
        offers(id, &[A, B, C, D, E]);
        speaks(id, &[Tls1_3, Tls1_2, Tls1_1, Tls1_0], &X);
        signs(id, &S1);
    }
}

#[test]
fn ios_26() {
    offers("ios-26", &[A, B, C, D, E]);
    speaks("ios-26", &[Tls1_3, Tls1_2], &PQ);
    signs("ios-26", &S1);
    assert_eq!(client("ios-26").unwrap().suites().next().unwrap().id(), 0x1302);
    offers("ios-26-ats", &[A, B, C]);
}

#[test]
fn macos_27_offers_what_26_does() {
    let (older, newer) = (client("ios-26").unwrap(), client("macos-27").unwrap());
    assert_eq!((older.versions(), older.groups()), (newer.versions(), newer.groups()));
    assert_eq!((older.suites, older.signatures()), (newer.suites, newer.signatures()));
}

#[test]
fn mail_16() {
    offers("mail-16", &[B_WITHOUT_CHACHA, C, C2, D, D2, E]);
    speaks("mail-16", &[Tls1_2, Tls1_1, Tls1_0], &P);
    signs("mail-16", &[0x0401, 0x0201, 0x0501, 0x0601, 0x0403, 0x0203, 0x0503, 0x0603]);
}

/// ATS takes from what Safari offers: TLS 1.2 and later, ECDHE, nothing broken, in the same order.
#[test]
fn ats_is_a_selection_of_safari() {
    let pairs = [
        ("ios-9", "ios-9-ats"),
        ("ios-10.0", "ios-10-ats"),
        ("ios-10.2", "ios-10-ats"),
        ("macos-10.13", "macos-10.13-ats"),
        ("ios-12.2", "ios-12.2-ats"),
        ("ios-15.4", "ios-15.4-ats"),
        ("ios-18", "ios-18-ats"),
        ("ios-18.4", "ios-18.4-ats"),
        ("ios-26", "ios-26-ats"),
        ("macos-27", "macos-27-ats"),
    ];
    for (safari, ats) in pairs {
        let (safari, ats) = (client(safari).unwrap(), client(ats).unwrap());
        assert_eq!(ats.application(), Ats);
        let versions: Vec<_> = safari.versions().iter().copied().filter(|it| *it >= Tls1_2).collect();
        assert_eq!(ats.versions(), versions, "{}", ats.id());
        let suites = safari.suites().filter(|suite| {
            matches!(suite.key_exchange(), KeyExchange::Any | KeyExchange::Ecdhe)
                && suite.strength() != Strength::Broken
        });
        assert!(ats.suites().eq(suites), "{}", ats.id());
        assert_eq!((ats.groups(), ats.signatures()), (safari.groups(), safari.signatures()), "{}", ats.id());
    }
    let ats_rows = clients().iter().filter(|client| client.application() == Ats).count();
    assert_eq!(ats_rows, pairs.len() - 1, "the rows of iOS 10 share one");
}

#[test]
fn rows_are_distinct_and_newest_first_inside() {
    let mut ids: Vec<_> = clients().iter().map(Client::id).collect();
    ids.sort_unstable();
    ids.dedup();
    assert_eq!(ids.len(), clients().len());
    for client in clients() {
        assert!(client.versions().is_sorted_by(|a, b| a > b), "{}", client.id());
        assert!(client.suites().all(|suite| suite.cipher() != Cipher::Null));
        assert!(client.versions().iter().all(|version| client.suites().any(|it| it.is_usable_with(*version))));
    }
}
