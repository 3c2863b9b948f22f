//! The Apple clients, one row each.
//!
//! Orders are those of the first capture of a row's releases. Where Apple's source or an observation of ATS is missing, an
//! ATS row has the suites of Safari on the same releases that ATS lets through: ECDHE with AES or ChaCha20. There is no row
//! for iOS 11 to 12.1, of which nothing is known.

use super::Application::{self, AppTransportSecurity as Ats, Mail, Safari};
use super::Client;
use super::KeyUsageCheck::{self, Always, NotKnown, Tls13AndCurves};
use crate::report::Certainty::{self, Documented, Observed, Probable};
use crate::tls::Group::{Secp256r1, Secp384r1, Secp521r1, X25519, X25519MlKem768};
use crate::tls::SignatureScheme::*;
use crate::tls::Version::{Tls1_0, Tls1_1, Tls1_2, Tls1_3};
use crate::tls::{Group, SignatureScheme, Version};

/// Every client, the oldest first.
///
/// ```
/// use apptunnel::device::handshake;
///
/// for client in handshake::clients() {
///     println!("{}: {client}", client.id());
/// }
/// ```
pub fn clients() -> &'static [Client] {
    &ROWS
}

/// The client with this [`id`](Client::id).
///
/// ```
/// use apptunnel::device::handshake;
///
/// assert_eq!(handshake::client("mail-16").unwrap().releases(), "Mail 16 on macOS 13");
/// assert!(handshake::client("ios-1").is_none());
/// ```
pub fn client(id: &str) -> Option<&'static Client> {
    ROWS.iter().find(|client| client.id == id)
}

const TESTSSL: &str = "testssl.sh, etc/client-simulation.txt";
const MERCURY: &str = "testssl.sh, etc/client-simulation.txt; cisco/mercury";
const CURL: &str = "curl-impersonate, tests/signatures";
const NEWEST: &str = "testssl.sh, etc/client-simulation.txt, iOS 26.4; refraction-networking/utls, Safari 26.3";
const JA4: &str = "one capture of Safari, with the JA4 of 26.3";
const FILTER: &str = "Safari's capture and the ATS groups of Apple's SecProtocolConfiguration.m";
const SOURCE: &str = "Safari's capture; ATS groups of Security-61901.0.87.0.1, SecProtocolConfiguration.m";

/// By release, Safari before ATS.
#[rustfmt::skip]
static ROWS: [Client; 20] = [
    row("ios-9",          "iOS 9, macOS 10.11",                   Safari, &TO_1_2,   &SAFARI_9,    &NIST,   &PKCS1_9,   NotKnown,       Observed,   TESTSSL),
    row("ios-9-ats",      "iOS 9, macOS 10.11",                   Ats,    &ONLY_1_2, &ATS_9,       &NIST,   &PKCS1_9,   NotKnown,       Observed,   TESTSSL),
    row("ios-10.0",       "iOS 10.0-10.1, macOS 10.12.0-10.12.1", Safari, &TO_1_2,   &SAFARI_10_0, &NIST,   &PKCS1,     NotKnown,       Observed,   MERCURY),
    row("ios-10.2",       "iOS 10.2-10.3, macOS 10.12.2-10.12.6", Safari, &TO_1_2,   &SAFARI_10_2, &NIST,   &PKCS1,     NotKnown,       Observed,   MERCURY),
    row("ios-10-ats",     "iOS 10, macOS 10.12",                  Ats,    &ONLY_1_2, &ATS_9,       &NIST,   &PKCS1,     NotKnown,       Probable,   FILTER),
    row("macos-10.13",    "macOS 10.13",                          Safari, &TO_1_2,   &SAFARI_11,   &CURVES, &PSS,       NotKnown,       Observed,   TESTSSL),
    row("macos-10.13-ats","macOS 10.13",                          Ats,    &ONLY_1_2, &ATS_11,      &CURVES, &PSS,       NotKnown,       Probable,   FILTER),
    row("ios-12.2",       "iOS 12.2-15.3, macOS 10.14-12.2",      Safari, &TO_1_3,   &SAFARI_12_2, &CURVES, &PSS_SHA1,  Tls13AndCurves, Observed,   TESTSSL),
    row("ios-12.2-ats",   "iOS 12.2-15.3, macOS 10.14-12.2",      Ats,    &FROM_1_2, &ATS_12_2,    &CURVES, &PSS_SHA1,  Tls13AndCurves, Probable,   FILTER),
    row("ios-15.4",       "iOS 15.4-17, macOS 12.3-14",           Safari, &TO_1_3,   &SAFARI_15_4, &CURVES, &PSS_SHA1,  Tls13AndCurves, Observed,   TESTSSL),
    row("ios-15.4-ats",   "iOS 15.4-17, macOS 12.3-14",           Ats,    &FROM_1_2, &ATS_15_4,    &CURVES, &PSS_SHA1,  Tls13AndCurves, Probable,   FILTER),
    row("mail-16",        "Mail 16 on macOS 13",                  Mail,   &TO_1_2,   &SAFARI_10_0, &NIST,   &PKCS1,     NotKnown,       Observed,   TESTSSL),
    row("ios-18",         "iOS 18.0-18.3, macOS 15.0-15.3",       Safari, &TO_1_3,   &SAFARI_15_4, &CURVES, &PSS,       Tls13AndCurves, Observed,   CURL),
    row("ios-18-ats",     "iOS 18.0-18.3, macOS 15.0-15.3",       Ats,    &FROM_1_2, &ATS_15_4,    &CURVES, &PSS,       Tls13AndCurves, Probable,   FILTER),
    row("ios-18.4",       "iOS 18.4-18.x, macOS 15.4-15.x",       Safari, &TO_1_3,   &SAFARI_15_4, &CURVES, &PSS,       Always,         Observed,   CURL),
    row("ios-18.4-ats",   "iOS 18.4-18.x, macOS 15.4-15.x",       Ats,    &FROM_1_2, &ATS_15_4,    &CURVES, &PSS,       Always,         Probable,   FILTER),
    row("ios-26",         "iOS 26, macOS 26, visionOS 26",        Safari, &FROM_1_2, &SAFARI_26,   &HYBRID, &PSS,       Always,         Observed,   NEWEST),
    row("ios-26-ats",     "iOS 26, macOS 26, visionOS 26",        Ats,    &FROM_1_2, &ATS_26,      &HYBRID, &PSS,       Always,         Documented, SOURCE),
    row("macos-27",       "macOS 27",                             Safari, &FROM_1_2, &SAFARI_26,   &HYBRID, &PSS,       Always,         Observed,   JA4),
    row("macos-27-ats",   "macOS 27",                             Ats,    &FROM_1_2, &ATS_26,      &HYBRID, &PSS,       Always,         Probable,   JA4),
];

const ONLY_1_2: [Version; 1] = [Tls1_2];
const TO_1_2: [Version; 3] = [Tls1_2, Tls1_1, Tls1_0];
const TO_1_3: [Version; 4] = [Tls1_3, Tls1_2, Tls1_1, Tls1_0];
const FROM_1_2: [Version; 2] = [Tls1_3, Tls1_2];

const NIST: [Group; 3] = [Secp256r1, Secp384r1, Secp521r1];
const CURVES: [Group; 4] = [X25519, Secp256r1, Secp384r1, Secp521r1];
const HYBRID: [Group; 5] = [X25519MlKem768, X25519, Secp256r1, Secp384r1, Secp521r1];

/// No PSS, and nothing with SHA-512.
const PKCS1_9: [SignatureScheme; 6] =
    [RsaPkcs1Sha384, RsaPkcs1Sha256, RsaPkcs1Sha1, EcdsaSecp384r1Sha384, EcdsaSecp256r1Sha256, EcdsaSha1];
/// No PSS, but P-521.
const PKCS1: [SignatureScheme; 8] = [
    RsaPkcs1Sha256,
    RsaPkcs1Sha1,
    RsaPkcs1Sha384,
    RsaPkcs1Sha512,
    EcdsaSecp256r1Sha256,
    EcdsaSha1,
    EcdsaSecp384r1Sha384,
    EcdsaSecp521r1Sha512,
];
const PSS: [SignatureScheme; 9] = [
    EcdsaSecp256r1Sha256,
    RsaPssRsaeSha256,
    RsaPkcs1Sha256,
    EcdsaSecp384r1Sha384,
    RsaPssRsaeSha384,
    RsaPkcs1Sha384,
    RsaPssRsaeSha512,
    RsaPkcs1Sha512,
    RsaPkcs1Sha1,
];
const PSS_SHA1: [SignatureScheme; 10] = [
    EcdsaSecp256r1Sha256,
    RsaPssRsaeSha256,
    RsaPkcs1Sha256,
    EcdsaSecp384r1Sha384,
    EcdsaSha1,
    RsaPssRsaeSha384,
    RsaPkcs1Sha384,
    RsaPssRsaeSha512,
    RsaPkcs1Sha512,
    RsaPkcs1Sha1,
];

// Numbers of cipher suites: on each line those for ECDSA, for RSA with ECDHE, or for RSA alone.

/// With RC4, which iOS 10 gave up.
#[rustfmt::skip]
const SAFARI_9: [u16; 25] = [
    0xc02c, 0xc02b, 0xc024, 0xc023, 0xc00a, 0xc009, 0xc008,
    0xc030, 0xc02f, 0xc028, 0xc027, 0xc014, 0xc013, 0xc012,
    0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f, 0x000a,
    0xc007, 0xc011, 0x0005, 0x0004,
];
#[rustfmt::skip]
const ATS_9: [u16; 12] = [
    0xc02c, 0xc02b, 0xc024, 0xc023, 0xc00a, 0xc009,
    0xc030, 0xc02f, 0xc028, 0xc027, 0xc014, 0xc013,
];
#[rustfmt::skip]
const SAFARI_10_0: [u16; 21] = [
    0xc02c, 0xc02b, 0xc024, 0xc023, 0xc00a, 0xc009, 0xc008,
    0xc030, 0xc02f, 0xc028, 0xc027, 0xc014, 0xc013, 0xc012,
    0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f, 0x000a,
];
#[rustfmt::skip]
const SAFARI_10_2: [u16; 18] = [
    0xc02c, 0xc02b, 0xc024, 0xc023, 0xc00a, 0xc009,
    0xc030, 0xc02f, 0xc028, 0xc027, 0xc014, 0xc013,
    0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f,
];
#[rustfmt::skip]
const SAFARI_11: [u16; 20] = [
    0xc02c, 0xc02b, 0xc024, 0xc023, 0xc00a, 0xc009, 0xcca9,
    0xc030, 0xc02f, 0xc028, 0xc027, 0xc014, 0xc013, 0xcca8,
    0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f,
];
#[rustfmt::skip]
const ATS_11: [u16; 14] = [
    0xc02c, 0xc02b, 0xc024, 0xc023, 0xc00a, 0xc009, 0xcca9,
    0xc030, 0xc02f, 0xc028, 0xc027, 0xc014, 0xc013, 0xcca8,
];
#[rustfmt::skip]
const SAFARI_12_2: [u16; 26] = [
    0x1303, 0x1301, 0x1302,
    0xc02c, 0xc02b, 0xc024, 0xc023, 0xc00a, 0xc009, 0xcca9,
    0xc030, 0xc02f, 0xc028, 0xc027, 0xc014, 0xc013, 0xcca8,
    0x009d, 0x009c, 0x003d, 0x003c, 0x0035, 0x002f,
    0xc008, 0xc012, 0x000a,
];
#[rustfmt::skip]
const ATS_12_2: [u16; 17] = [
    0x1303, 0x1301, 0x1302,
    0xc02c, 0xc02b, 0xc024, 0xc023, 0xc00a, 0xc009, 0xcca9,
    0xc030, 0xc02f, 0xc028, 0xc027, 0xc014, 0xc013, 0xcca8,
];
/// CBC with SHA-256 or SHA-384 is gone.
#[rustfmt::skip]
const SAFARI_15_4: [u16; 20] = [
    0x1301, 0x1302, 0x1303,
    0xc02c, 0xc02b, 0xcca9, 0xc030, 0xc02f, 0xcca8,
    0xc00a, 0xc009, 0xc014, 0xc013,
    0x009d, 0x009c, 0x0035, 0x002f,
    0xc008, 0xc012, 0x000a,
];
#[rustfmt::skip]
const ATS_15_4: [u16; 13] = [
    0x1301, 0x1302, 0x1303,
    0xc02c, 0xc02b, 0xcca9, 0xc030, 0xc02f, 0xcca8,
    0xc00a, 0xc009, 0xc014, 0xc013,
];
#[rustfmt::skip]
const SAFARI_26: [u16; 20] = [
    0x1302, 0x1303, 0x1301,
    0xc02c, 0xc02b, 0xcca9, 0xc030, 0xc02f, 0xcca8,
    0xc00a, 0xc009, 0xc014, 0xc013,
    0x009d, 0x009c, 0x0035, 0x002f,
    0xc008, 0xc012, 0x000a,
];
#[rustfmt::skip]
const ATS_26: [u16; 13] = [
    0x1302, 0x1303, 0x1301,
    0xc02c, 0xc02b, 0xcca9, 0xc030, 0xc02f, 0xcca8,
    0xc00a, 0xc009, 0xc014, 0xc013,
];

#[expect(clippy::too_many_arguments, reason = "one for each column")]
const fn row(
    id: &'static str,
    releases: &'static str,
    application: Application,
    versions: &'static [Version],
    suites: &'static [u16],
    groups: &'static [Group],
    signatures: &'static [SignatureScheme],
    key_usage: KeyUsageCheck,
    certainty: Certainty,
    source: &'static str,
) -> Client {
    Client { id, releases, application, versions, suites, groups, signatures, key_usage, certainty, source }
}
