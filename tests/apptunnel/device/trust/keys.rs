//! What each of Apple's keys means: its class, its codes, and which error is reported rather than another.
//!
//! What is expected is written from Apple's published source.

use AppleClass::{Deny, Fatal, Recoverable};
use apptunnel::device::trust::CheckKey;
use apptunnel::report::{AppleClass, OsStatus};

#[test]
fn every_key_has_its_codes_and_its_rank() {
    let ranks: Vec<usize> = CheckKey::all()
        .map(|key| {
            let expected = Codes::of(key);
            assert_eq!((key.class(), key.cssm()), (expected.class, expected.cssm), "{key:?}");
            assert_eq!(key.os_status(), expected.os_status(), "{key:?}");
            RANKS.iter().position(|rank| *rank == expected.rank).unwrap()
        })
        .collect();
    assert_eq!(ranks.len(), KEYS.len());
    assert!(ranks.is_sorted(), "those come first whose error comes to the top: {ranks:?}");
}

/// What belongs to one of Apple's keys.
pub(super) struct Codes {
    key: &'static str,
    pub(super) class: AppleClass,
    rank: &'static str,
    pub(super) cssm: u32,
    status: (&'static str, i32),
}

impl Codes {
    pub(super) fn of(key: CheckKey) -> &'static Self {
        KEYS.iter().find(|codes| codes.key == key.name()).unwrap()
    }

    pub(super) fn os_status(&self) -> OsStatus {
        OsStatus { name: self.status.0.into(), number: self.status.1 }
    }
}

/// The kinds of errors, in the order in which one is reported rather than another.
const RANKS: [&str; 11] = [
    "Blocked",
    "Revoked",
    "KeySize",
    "WeakHash",
    "Denied",
    "Compliance",
    "Pinning",
    "Trust",
    "Usage",
    "Name",
    "Expired",
];

const fn key(
    key: &'static str,
    class: AppleClass,
    rank: &'static str,
    cssm: u32,
    status: (&'static str, i32),
) -> Codes {
    Codes { key, class, rank, cssm, status }
}

/// `SecPolicyChecks.list`.
#[rustfmt::skip]
const KEYS: [Codes; 37] = [
    key("SSLHostname",                Recoverable, "Name",       0x8001_2400, ("errSecHostNameMismatch", -67602)),
    key("TemporalValidity",           Recoverable, "Expired",    0x8001_210a, ("errSecCertificateExpired", -67818)),
    key("WeakKeySize",                Fatal,       "KeySize",    0x8001_2115, ("errSecUnsupportedKeySize", -67735)),
    key("KeySize",                    Recoverable, "KeySize",    0x8001_0918, ("errSecUnsupportedKeySize", -67735)),
    key("WeakSignature",              Fatal,       "WeakHash",   0x8001_0955, ("errSecInvalidDigestAlgorithm", -67815)),
    key("SignatureHashAlgorithms",    Recoverable, "WeakHash",   0x8001_0913, ("errSecInvalidDigestAlgorithm", -67815)),
    key("KeyUsage",                   Recoverable, "Usage",      0x8001_2406, ("errSecInvalidKeyUsageForPolicy", -67608)),
    key("ExtendedKeyUsage",           Recoverable, "Usage",      0x8001_2407, ("errSecInvalidExtendedKeyUsage", -67609)),
    key("ServerAuthEKU",              Recoverable, "Usage",      0x8001_2407, ("errSecInvalidExtendedKeyUsage", -67609)),
    key("BasicConstraints",           Recoverable, "Compliance", 0x8001_2402, ("errSecNoBasicConstraints", -67604)),
    key("BasicConstraintsCA",         Recoverable, "Compliance", 0x8001_2403, ("errSecNoBasicConstraintsCA", -67605)),
    key("BasicConstraintsPathLen",    Recoverable, "Compliance", 0x8001_2409, ("errSecPathLengthConstraintExceeded", -67611)),
    key("NonEmptySubject",            Recoverable, "Compliance", 0x8001_2437, ("errSecInvalidSubjectName", -67655)),
    key("IdLinkage",                  Recoverable, "Compliance", 0x8001_2404, ("errSecInvalidIDLinkage", -67610)),
    key("CriticalExtensions",         Recoverable, "Compliance", 0x8001_2401, ("errSecUnknownCriticalExtensionFlag", -67603)),
    key("UnparseableExtension",       Recoverable, "Compliance", 0x8001_2410, ("errSecUnknownCertExtension", -67618)),
    key("DuplicateExtension",         Recoverable, "Compliance", 0x8001_2410, ("errSecCertificateDuplicateExtension", -67903)),
    key("NameConstraints",            Recoverable, "Compliance", 0x8001_2115, ("errSecInvalidName", -67689)),
    key("PolicyConstraints",          Recoverable, "Compliance", 0x8001_2115, ("errSecInvalidPolicyIdentifiers", -67835)),
    key("SystemTrustValidityPeriod",  Recoverable, "Compliance", 0x8001_210d, ("errSecCertificateValidityPeriodTooLong", -67901)),
    key("OtherTrustValidityPeriod",   Recoverable, "Compliance", 0x8001_210d, ("errSecCertificateValidityPeriodTooLong", -67901)),
    key("SystemTrustedCTRequired",    Recoverable, "Compliance", 0x8001_2114, ("errSecVerifyActionFailed", -67825)),
    key("CTRequired",                 Recoverable, "Trust",      0x8001_212a, ("errSecNotTrusted", -67843)),
    key("AnchorTrusted",              Recoverable, "Trust",      0x8001_212a, ("errSecNotTrusted", -67843)),
    key("MissingIntermediate",        Recoverable, "Trust",      0x8001_212a, ("errSecCreateChainFailed", -25318)),
    key("GrayListedLeaf",             Recoverable, "Trust",      0x8001_212a, ("errSecNotTrusted", -67843)),
    key("GrayListedKey",              Recoverable, "Trust",      0x8001_212a, ("errSecNotTrusted", -67843)),
    key("BlackListedLeaf",            Fatal,       "Blocked",    0x8001_210c, ("errSecCertificateRevoked", -67820)),
    key("BlackListedKey",             Fatal,       "Blocked",    0x8001_210c, ("errSecCertificateRevoked", -67820)),
    key("Revocation",                 Fatal,       "Revoked",    0x8001_210c, ("errSecCertificateRevoked", -67820)),
    key("RevocationResponseRequired", Recoverable, "Pinning",    0x8001_2423, ("errSecIncompleteCertRevocationCheck", -67635)),
    key("IssuerPolicyConstraints",    Fatal,       "Blocked",    0x8001_2120, ("errSecCertificatePolicyNotAllowed", -67899)),
    key("IssuerNameConstraints",      Fatal,       "Blocked",    0x8001_211f, ("errSecCertificateNameNotAllowed", -67900)),
    key("UsageConstraints",           Deny,        "Denied",     0x8001_2436, ("errSecTrustSettingDeny", -67654)),
    key("PinningRequired",            Recoverable, "Pinning",    0x8001_243c, ("errSecInvalidRoot", -67612)),
    key("CAspkiSHA256",               Recoverable, "Pinning",    0x8001_243c, ("errSSLATSCertificateTrustViolation", -9886)),
    key("LeafSPKISHA256",             Recoverable, "Pinning",    0x8001_243d, ("errSSLATSCertificateTrustViolation", -9886)),
];
