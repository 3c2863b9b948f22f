//! What Apple clients need of a server: one row for each rule.

use crate::message::Text;
use crate::report::{Certainty, Rule, Severity};

/// By code.
pub(in crate::device) const RULES: &[&Rule] = &[
    &OLD_VERSIONS,
    &TLS_1_3_ONLY,
    &NO_FORWARD_SECRECY,
    &DHE_ONLY,
    &CBC_SHA2_ONLY,
    &TRIPLE_DES_ONLY,
    &KEY_WITHOUT_SUITE,
    &P521,
    &KEY_NOT_OFFERED,
    &GROUPS,
    &LARGE_HELLO,
    &NO_PSS,
    &KEY_USAGE,
    &NO_COMMON_SUITE,
    &NO_COMMON_VERSION,
];

const CAPTURES: &str = "captures in testssl.sh, etc/client-simulation.txt, and curl-impersonate, tests/signatures";

pub(super) static OLD_VERSIONS: Rule = Rule {
    code: "apple.tls.old-versions",
    asks: Text { en: "The server speaks TLS 1.2 or later." },
    remedy: Text { en: "Select TLSv1.2." },
    ..Rule::apple_clients(CAPTURES)
};

pub(super) static TLS_1_3_ONLY: Rule = Rule {
    code: "apple.tls.tls-13-only",
    asks: Text { en: "The server speaks TLS 1.2 besides TLS 1.3, for iOS 12.1, macOS 10.13, Mail 16 and older." },
    remedy: Text { en: "Select TLSv1.2 too, if such clients are in use." },
    ..Rule::apple_clients(CAPTURES)
};

pub(super) static NO_FORWARD_SECRECY: Rule = Rule {
    code: "apple.tls.no-forward-secrecy",
    asks: Text { en: "The server has suites with ECDHE for apps under App Transport Security." },
    remedy: Text { en: "Select suites with ECDHE, or set NSExceptionRequiresForwardSecrecy to NO in the app." },
    ..Rule::apple_document("https://developer.apple.com/documentation/security/preventing-insecure-network-connections")
};

pub(super) static DHE_ONLY: Rule = Rule {
    code: "apple.tls.dhe-only",
    asks: Text {
        en: "The server has suites other than those with DHE, which no Apple client has offered since iOS 9.",
    },
    remedy: Text { en: "Select suites with ECDHE." },
    ..Rule::apple_clients(CAPTURES)
};

pub(super) static CBC_SHA2_ONLY: Rule = Rule {
    code: "apple.tls.cbc-sha2-only",
    asks: Text {
        en: "The server has suites other than CBC with SHA-256 or SHA-384, gone since iOS 15.4 and macOS 12.3.",
    },
    remedy: Text { en: "Select suites with ECDHE and AES-GCM." },
    ..Rule::apple_clients(CAPTURES)
};

pub(super) static TRIPLE_DES_ONLY: Rule = Rule {
    code: "apple.tls.3des-only",
    asks: Text {
        en: "The server has suites other than those with 3DES, which apps under App Transport Security do not offer.",
    },
    remedy: Text { en: "Select suites with ECDHE and AES-GCM." },
    ..Rule::apple_clients(CAPTURES)
};

pub(super) static KEY_WITHOUT_SUITE: Rule = Rule {
    code: "apple.tls.key-without-suite",
    certainty: Certainty::Certain,
    asks: Text { en: "Below TLS 1.3, an ECDSA certificate has ECDSA suites and an RSA certificate RSA suites." },
    remedy: Text { en: "Select a cipher suite for this kind of key, or use a certificate with another." },
    ..Rule::library("RFC 5246 section 7.4.2; RFC 8422 section 2")
};

pub(super) static P521: Rule = Rule {
    code: "apple.tls.p521",
    certainty: Certainty::Probable,
    asks: Text { en: "A key on a curve is on P-256 or P-384; for P-521 clients offer no signature of TLS 1.3." },
    remedy: Text { en: "Use a certificate with a key on P-256 or P-384." },
    ..Rule::apple_clients("RFC 8446 section 4.2.3; captures in curl-impersonate, tests/signatures")
};

pub(super) static KEY_NOT_OFFERED: Rule = Rule {
    code: "apple.tls.key-not-offered",
    asks: Text { en: "The key is of type rsaEncryption or on a NIST curve; clients offer no signatures of others." },
    remedy: Text { en: "Use a certificate with an RSA key, or one on P-256 or P-384." },
    ..Rule::apple_clients(CAPTURES)
};

pub(super) static GROUPS: Rule = Rule {
    code: "apple.tls.groups",
    asks: Text { en: "The server accepts secp256r1, which every Apple client offers." },
    remedy: Text { en: "Let the server accept secp256r1, with x25519 besides if it can." },
    ..Rule::apple_clients(CAPTURES)
};

pub(in crate::device) static LARGE_HELLO: Rule = Rule {
    code: "apple.tls.large-hello",
    severity: Severity::Info,
    asks: Text { en: "The server and what stands before it take a ClientHello of two packets, as sent since iOS 26." },
    remedy: Text { en: "Try it with nscurl --tls-diagnostics." },
    ..Rule::apple_document("https://support.apple.com/122756")
};

pub(super) static NO_PSS: Rule = Rule {
    code: "apple.tls.no-pss",
    certainty: Certainty::Certain,
    asks: Text { en: "In TLS 1.3 a server with an RSA key signs with PSS, and the client offers that." },
    remedy: Text { en: "Select TLSv1.2 too, or use a certificate with a key on P-256." },
    ..Rule::library("RFC 8446 section 4.2.3")
};

pub(super) static KEY_USAGE: Rule = Rule {
    code: "apple.tls.key-usage",
    asks: Text {
        en: "A key usage, where there is one, has digitalSignature for ECDHE and TLS 1.3, keyEncipherment for RSA.",
    },
    remedy: Text { en: "Have the certificate issued again with digitalSignature in its key usage." },
    ..Rule::apple_clients("RFC 5280 section 4.2.1.3; https://support.apple.com/121158")
};

/// [`KEY_USAGE`] before iOS 18.4, and for keys on curves.
pub(super) static KEY_USAGE_INFERRED: Rule = Rule { certainty: Certainty::Probable, ..KEY_USAGE };

pub(super) static NO_COMMON_SUITE: Rule = Rule {
    code: "apple.tls.no-common-suite",
    asks: Text { en: "The server has a suite that the client offers." },
    remedy: Text { en: "Select suites with ECDHE and AES-GCM." },
    ..Rule::apple_clients(CAPTURES)
};

pub(super) static NO_COMMON_VERSION: Rule = Rule {
    code: "apple.tls.no-common-version",
    asks: Text { en: "The server has a version that the client offers, with a suite for it." },
    remedy: Text { en: "Select TLSv1.2 and suites for it." },
    ..Rule::apple_clients(CAPTURES)
};
