//! The keys that Apple's trust results have, and the error codes that follow from them.

use std::borrow::Cow;
use std::fmt;

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::report::{AppleClass, OsStatus};

/// A check of Apple's trust policies, by the key that its result has in the details of a trust (`kSecPolicyCheck…`).
///
/// ```
/// use apptunnel::device::trust::CheckKey;
///
/// assert_eq!(CheckKey::SSLHostname.os_status().name, "errSecHostNameMismatch");
/// assert_eq!(CheckKey::SSLHostname.os_status().number, -67602);
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize, JsonSchema)]
#[expect(missing_docs, reason = "the names are Apple's own, and the table below says what belongs to each")]
#[non_exhaustive]
pub enum CheckKey {
    BlackListedLeaf,
    BlackListedKey,
    IssuerPolicyConstraints,
    IssuerNameConstraints,
    Revocation,
    WeakKeySize,
    KeySize,
    WeakSignature,
    SignatureHashAlgorithms,
    UsageConstraints,
    BasicConstraints,
    BasicConstraintsCA,
    BasicConstraintsPathLen,
    NonEmptySubject,
    IdLinkage,
    CriticalExtensions,
    UnparseableExtension,
    DuplicateExtension,
    NameConstraints,
    PolicyConstraints,
    SystemTrustValidityPeriod,
    OtherTrustValidityPeriod,
    SystemTrustedCTRequired,
    RevocationResponseRequired,
    PinningRequired,
    CAspkiSHA256,
    LeafSPKISHA256,
    AnchorTrusted,
    MissingIntermediate,
    CTRequired,
    GrayListedLeaf,
    GrayListedKey,
    KeyUsage,
    ExtendedKeyUsage,
    ServerAuthEKU,
    SSLHostname,
    TemporalValidity,
}

/// What kind of error a check makes. The first that occurs on a path is the error on top.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Rank {
    Blocked,
    Revoked,
    KeySize,
    WeakHash,
    Denied,
    Compliance,
    Pinning,
    Trust,
    Usage,
    Name,
    Expired,
}

struct Row {
    key: CheckKey,
    name: &'static str,
    class: AppleClass,
    rank: Rank,
    cssm: u32,
    os_status: OsStatus,
}

/// `OSX/sec/Security/SecPolicyChecks.list`, and the ranking of `SecTrustCopyErrorStrings`, in Security-61901.
#[rustfmt::skip]
static TABLE: [Row; 37] = {
    use AppleClass::{Deny, Fatal, Recoverable};
    use CheckKey as K;
    use Rank as R;
    [
        row(K::BlackListedLeaf,            "BlackListedLeaf",            Fatal,       R::Blocked,    0x8001_210c, "errSecCertificateRevoked", -67820),
        row(K::BlackListedKey,             "BlackListedKey",             Fatal,       R::Blocked,    0x8001_210c, "errSecCertificateRevoked", -67820),
        row(K::IssuerPolicyConstraints,    "IssuerPolicyConstraints",    Fatal,       R::Blocked,    0x8001_2120, "errSecCertificatePolicyNotAllowed", -67899),
        row(K::IssuerNameConstraints,      "IssuerNameConstraints",      Fatal,       R::Blocked,    0x8001_211f, "errSecCertificateNameNotAllowed", -67900),
        row(K::Revocation,                 "Revocation",                 Fatal,       R::Revoked,    0x8001_210c, "errSecCertificateRevoked", -67820),
        row(K::WeakKeySize,                "WeakKeySize",                Fatal,       R::KeySize,    0x8001_2115, "errSecUnsupportedKeySize", -67735),
        row(K::KeySize,                    "KeySize",                    Recoverable, R::KeySize,    0x8001_0918, "errSecUnsupportedKeySize", -67735),
        row(K::WeakSignature,              "WeakSignature",              Fatal,       R::WeakHash,   0x8001_0955, "errSecInvalidDigestAlgorithm", -67815),
        row(K::SignatureHashAlgorithms,    "SignatureHashAlgorithms",    Recoverable, R::WeakHash,   0x8001_0913, "errSecInvalidDigestAlgorithm", -67815),
        row(K::UsageConstraints,           "UsageConstraints",           Deny,        R::Denied,     0x8001_2436, "errSecTrustSettingDeny", -67654),
        row(K::BasicConstraints,           "BasicConstraints",           Recoverable, R::Compliance, 0x8001_2402, "errSecNoBasicConstraints", -67604),
        row(K::BasicConstraintsCA,         "BasicConstraintsCA",         Recoverable, R::Compliance, 0x8001_2403, "errSecNoBasicConstraintsCA", -67605),
        row(K::BasicConstraintsPathLen,    "BasicConstraintsPathLen",    Recoverable, R::Compliance, 0x8001_2409, "errSecPathLengthConstraintExceeded", -67611),
        row(K::NonEmptySubject,            "NonEmptySubject",            Recoverable, R::Compliance, 0x8001_2437, "errSecInvalidSubjectName", -67655),
        row(K::IdLinkage,                  "IdLinkage",                  Recoverable, R::Compliance, 0x8001_2404, "errSecInvalidIDLinkage", -67610),
        row(K::CriticalExtensions,         "CriticalExtensions",         Recoverable, R::Compliance, 0x8001_2401, "errSecUnknownCriticalExtensionFlag", -67603),
        row(K::UnparseableExtension,       "UnparseableExtension",       Recoverable, R::Compliance, 0x8001_2410, "errSecUnknownCertExtension", -67618),
        row(K::DuplicateExtension,         "DuplicateExtension",         Recoverable, R::Compliance, 0x8001_2410, "errSecCertificateDuplicateExtension", -67903),
        row(K::NameConstraints,            "NameConstraints",            Recoverable, R::Compliance, 0x8001_2115, "errSecInvalidName", -67689),
        row(K::PolicyConstraints,          "PolicyConstraints",          Recoverable, R::Compliance, 0x8001_2115, "errSecInvalidPolicyIdentifiers", -67835),
        row(K::SystemTrustValidityPeriod,  "SystemTrustValidityPeriod",  Recoverable, R::Compliance, 0x8001_210d, "errSecCertificateValidityPeriodTooLong", -67901),
        row(K::OtherTrustValidityPeriod,   "OtherTrustValidityPeriod",   Recoverable, R::Compliance, 0x8001_210d, "errSecCertificateValidityPeriodTooLong", -67901),
        row(K::SystemTrustedCTRequired,    "SystemTrustedCTRequired",    Recoverable, R::Compliance, 0x8001_2114, "errSecVerifyActionFailed", -67825),
        row(K::RevocationResponseRequired, "RevocationResponseRequired", Recoverable, R::Pinning,    0x8001_2423, "errSecIncompleteCertRevocationCheck", -67635),
        row(K::PinningRequired,            "PinningRequired",            Recoverable, R::Pinning,    0x8001_243c, "errSecInvalidRoot", -67612),
        row(K::CAspkiSHA256,               "CAspkiSHA256",               Recoverable, R::Pinning,    0x8001_243c, "errSSLATSCertificateTrustViolation", -9886),
        row(K::LeafSPKISHA256,             "LeafSPKISHA256",             Recoverable, R::Pinning,    0x8001_243d, "errSSLATSCertificateTrustViolation", -9886),
        row(K::AnchorTrusted,              "AnchorTrusted",              Recoverable, R::Trust,      0x8001_212a, "errSecNotTrusted", -67843),
        row(K::MissingIntermediate,        "MissingIntermediate",        Recoverable, R::Trust,      0x8001_212a, "errSecCreateChainFailed", -25318),
        row(K::CTRequired,                 "CTRequired",                 Recoverable, R::Trust,      0x8001_212a, "errSecNotTrusted", -67843),
        row(K::GrayListedLeaf,             "GrayListedLeaf",             Recoverable, R::Trust,      0x8001_212a, "errSecNotTrusted", -67843),
        row(K::GrayListedKey,              "GrayListedKey",              Recoverable, R::Trust,      0x8001_212a, "errSecNotTrusted", -67843),
        row(K::KeyUsage,                   "KeyUsage",                   Recoverable, R::Usage,      0x8001_2406, "errSecInvalidKeyUsageForPolicy", -67608),
        row(K::ExtendedKeyUsage,           "ExtendedKeyUsage",           Recoverable, R::Usage,      0x8001_2407, "errSecInvalidExtendedKeyUsage", -67609),
        row(K::ServerAuthEKU,              "ServerAuthEKU",              Recoverable, R::Usage,      0x8001_2407, "errSecInvalidExtendedKeyUsage", -67609),
        row(K::SSLHostname,                "SSLHostname",                Recoverable, R::Name,       0x8001_2400, "errSecHostNameMismatch", -67602),
        row(K::TemporalValidity,           "TemporalValidity",           Recoverable, R::Expired,    0x8001_210a, "errSecCertificateExpired", -67818),
    ]
};

const fn row(
    key: CheckKey,
    name: &'static str,
    class: AppleClass,
    rank: Rank,
    cssm: u32,
    status: &'static str,
    number: i32,
) -> Row {
    Row { key, name, class, rank, cssm, os_status: OsStatus { name: Cow::Borrowed(status), number } }
}

impl CheckKey {
    /// Every key, those first whose error comes to the top.
    pub fn all() -> impl Iterator<Item = Self> {
        TABLE.iter().map(|row| row.key)
    }

    /// The name that Apple gives it, as in `kSecPolicyCheckSSLHostname`.
    pub fn name(self) -> &'static str {
        self.row().name
    }

    /// Whether a user or an app may override it.
    pub fn class(self) -> AppleClass {
        self.row().class
    }

    /// The error that `SecTrustEvaluateWithError` gives.
    pub fn os_status(self) -> OsStatus {
        self.row().os_status.clone()
    }

    /// The code in the status codes of the certificate.
    pub fn cssm(self) -> u32 {
        self.row().cssm
    }

    pub(super) fn rank(self) -> Rank {
        self.row().rank
    }

    fn row(self) -> &'static Row {
        let [first, ..] = &TABLE;
        TABLE.iter().find(|row| row.key == self).unwrap_or(first)
    }
}

impl fmt::Display for CheckKey {
    /// The name that Apple gives it.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.name())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_key_has_a_row_and_the_rows_are_in_the_order_of_their_ranks() {
        assert!(TABLE.iter().map(|row| (row.rank, row.key)).is_sorted());
        for row in &TABLE {
            assert_eq!(row.name, format!("{:?}", row.key));
            assert_eq!(row.key.name(), row.name);
        }
        let keys: std::collections::BTreeSet<_> = CheckKey::all().collect();
        assert_eq!(keys.len(), TABLE.len());
    }
}
