//! What is worth knowing of a server although connections come about.

use crate::certificate::{Curve, KeyType};
use crate::device::handshake::rules::LARGE_HELLO;
use crate::device::handshake::{Client, Groups, Server, clients};
use crate::message::{Clauses, Message, Text, message};
use crate::report::{Certainty, Finding, Rule, Severity, Subject};
use crate::tls::{Authentication, Cipher, KeyExchange, Suite, Version};

/// Warnings for a server that Apple devices connect to, whichever client it is.
///
/// `pointer` is the JSON pointer (RFC 6901) to the server's settings; findings add `protocols`, `suites`, `groups` or
/// `certificate` to it.
///
/// ```
/// use apptunnel::certificate::KeyType;
/// use apptunnel::device;
/// use apptunnel::tls::{Group, Selection, Version};
/// use apptunnel::device::handshake::{Groups, Server};
///
/// let selection = Selection::strong([Version::Tls1_2, Version::Tls1_3]);
/// let server = Server::with_key(selection, KeyType::Rsa { bits: 2048 }).with_groups(Groups::Only(vec![Group::X25519]));
/// let findings = device::advice(&server, "");
/// assert_eq!(findings[0].code, "apple.tls.older-clients");
/// ```
pub fn advice(server: &Server, pointer: &str) -> Vec<Finding> {
    let at = |field: &str| Subject::Field { pointer: format!("{pointer}/{field}") };
    let newest = Version::ALL.into_iter().filter(|version| server.selection.usable(*version).next().is_some()).max();
    let Some(newest) = newest else { return Vec::new() };
    let mut findings = Vec::new();
    if newest < Version::Tls1_2 {
        findings.push(DEPRECATED.finding(at("protocols"), deprecated(&newest)));
    }
    if only_3des(server) {
        findings.push(TRIPLE_DES_ACCEPTED.finding(at("suites"), triple_des_only()));
    }
    if server.key == KeyType::Ec(Curve::P521) && newest == Version::Tls1_2 {
        findings.push(P521_TLS_1_2.finding(at("certificate"), no_signature_of_p521()));
    }
    findings.extend(older_clients(server).map(|message| OLDER_CLIENTS.finding(at("groups"), message)));
    if newest >= Version::Tls1_2 {
        findings.push(LARGE_HELLO.finding(at("groups"), large_hello()));
    }
    findings.extend(management(server, newest).map(|(field, message)| MANAGEMENT.finding(at(field), message)));
    if newest == Version::Tls1_2 {
        findings.push(EXTENDED_MASTER_SECRET.finding(at("protocols"), extended_master_secret_not_known()));
    }
    findings
}

pub(super) const RULES: &[&Rule] =
    &[&DEPRECATED, &TRIPLE_DES_ACCEPTED, &P521_TLS_1_2, &OLDER_CLIENTS, &MANAGEMENT, &EXTENDED_MASTER_SECRET];

static DEPRECATED: Rule = Rule {
    code: "apple.tls.deprecated",
    severity: Severity::Warning,
    asks: Text {
        en: "The server speaks TLS 1.2; older versions are deprecated since iOS 15 and macOS 12, and gone from 26.",
    },
    remedy: Text { en: "Select TLSv1.2." },
    ..Rule::apple_document("Release notes of iOS 15 and macOS 12; RFC 8996")
};

static TRIPLE_DES_ACCEPTED: Rule = Rule {
    code: "apple.tls.3des-accepted",
    severity: Severity::Warning,
    asks: Text { en: "The server has suites other than those with 3DES, although Safari still accepts them." },
    remedy: Text { en: "Select suites with ECDHE and AES-GCM." },
    ..Rule::apple_clients("captures in testssl.sh, etc/client-simulation.txt, and curl-impersonate, tests/signatures")
};

static P521_TLS_1_2: Rule = Rule {
    code: "apple.tls.p521-tls-12",
    severity: Severity::Warning,
    certainty: Certainty::Probable,
    asks: Text {
        en: "A key on a curve is on P-256 or P-384; with P-521, TLS 1.2 depends on which hash the server signs with.",
    },
    remedy: Text { en: "Use a certificate with a key on P-256 or P-384." },
    ..Rule::apple_clients("RFC 5246 section 7.4.1.4.1; captures in curl-impersonate, tests/signatures")
};

static OLDER_CLIENTS: Rule = Rule {
    code: "apple.tls.older-clients",
    severity: Severity::Warning,
    asks: Text { en: "Every client has a group in common with the server." },
    remedy: Text { en: "Let the server accept secp256r1, with x25519 besides if it can." },
    ..Rule::apple_clients("captures in testssl.sh, etc/client-simulation.txt, and curl-impersonate, tests/signatures")
};

static MANAGEMENT: Rule = Rule {
    code: "apple.tls.management-os-27",
    severity: Severity::Warning,
    asks: Text {
        en: "Servers of device management have TLS 1.2 with ECDHE and AES-GCM or TLS 1.3, and keys as ATS wants them.",
    },
    remedy: Text {
        en: "Set the server so before devices get OS 27, if management or the installation of apps goes through it.",
    },
    ..Rule::apple_document("https://support.apple.com/126655")
};

static EXTENDED_MASTER_SECRET: Rule = Rule {
    code: "apple.tls.extended-master-secret",
    severity: Severity::Info,
    asks: Text { en: "Servers of device management that stay on TLS 1.2 have the extended master secret." },
    remedy: Text { en: "Select TLSv1.3 too, or make sure that the server has it, if management goes through it." },
    ..Rule::apple_document("https://support.apple.com/126655; RFC 7627")
};

message! {
    fn deprecated(newest: &Version) {
        en: "The server's newest version is {newest}; Safari warns of it or refuses since iOS 13.4.",
    }
    fn triple_des_only() {
        en: "All suites for the server's key use 3DES; Safari connects all the same.",
    }
    fn no_signature_of_p521() {
        en: "Newer clients offer no signature of P-521, so the server must sign with SHA-256 or SHA-384; Java 17 does not.",
    }
    fn no_group_in_common(clients: Clauses) {
        en: "Clients without a group in common: {clients}.",
    }
    /// One part of a list with semicolons, for the releases have commas in them.
    fn releases(of_client: &str) {
        en: "{of_client}",
    }
    fn large_hello() {
        en: "Clients since iOS 26 send a ClientHello of more than one packet, which some middleboxes drop.",
    }
    fn short_key(key: &KeyType) {
        en: "The certificate has an {key} key.",
    }
    fn old_version(newest: &Version) {
        en: "The server's newest version is {newest}.",
    }
    fn no_ecdhe_with_aes_gcm() {
        en: "The server has no suite of TLS 1.3, and none with ECDHE and AES-GCM for its key.",
    }
    fn extended_master_secret_not_known() {
        en: "Whether the server has the extended master secret does not show in its settings.",
    }
}

/// The suites of all versions that the server's key can use and that authenticate.
fn fitting(server: &Server) -> impl Iterator<Item = Suite> {
    let named = |suite: &Suite| suite.fits(&server.key) && suite.authentication() != Authentication::Anonymous;
    Version::ALL.into_iter().flat_map(|version| server.selection.usable(version)).filter(named)
}

fn only_3des(server: &Server) -> bool {
    let mut fitting = fitting(server).peekable();
    fitting.peek().is_some() && fitting.all(|suite| suite.cipher() == Cipher::TripleDesCbc)
}

fn older_clients(server: &Server) -> Option<Message> {
    let Groups::Only(accepted) = &server.groups else { return None };
    let shares_group = |client: &Client| {
        let mut versions = client.versions().iter();
        versions.any(|version| {
            let mut usable = client.groups().iter().filter(|group| group.is_usable_for_ecdhe(*version));
            usable.any(|group| accepted.contains(group))
        })
    };
    let mut without: Vec<&str> =
        clients().iter().filter(|client| !shares_group(client)).map(|client| client.releases()).collect();
    without.dedup();
    if without.is_empty() {
        return None;
    }
    Some(no_group_in_common(Clauses(without.into_iter().map(releases).collect())))
}

/// The field and what is wrong with it.
fn management(server: &Server, newest: Version) -> Option<(&'static str, Message)> {
    if matches!(server.key, KeyType::Rsa { bits } | KeyType::RsaPss { bits } if bits < 2048) {
        return Some(("certificate", short_key(&server.key)));
    }
    if newest < Version::Tls1_2 {
        return Some(("protocols", old_version(&newest)));
    }
    let is_fit = |suite: Suite| {
        let is_gcm = matches!(suite.cipher(), Cipher::Aes128Gcm | Cipher::Aes256Gcm);
        suite.key_exchange() == KeyExchange::Any || suite.key_exchange() == KeyExchange::Ecdhe && is_gcm
    };
    if fitting(server).any(is_fit) {
        return None;
    }
    Some(("suites", no_ecdhe_with_aes_gcm()))
}
