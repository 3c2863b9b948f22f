//! Key usages: Baseline Requirements sections 7.1.2.7.11 and 7.1.2.10.7.

use x509_parser::extensions::KeyUsage;
use x509_parser::oid_registry::OID_X509_EXT_KEY_USAGE;

use crate::certificate::KeyType;
use crate::message::{Message, Text, message};
use crate::path::in_path::{InPath, ProfileRule};
use crate::report::Rule;

pub(super) static CA: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.ca-key-usage",
        asks: Text {
            en: "The key usage of a CA has keyCertSign, and besides it at most cRLSign and digitalSignature.",
        },
        remedy: Text { en: "Have the CA certificate issued again with keyCertSign and cRLSign." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.10.7")
    },
    applies: |it| !it.is_leaf() && it.has(&OID_X509_EXT_KEY_USAGE),
    breach: ca,
};

message! {
    fn is_not_a_cas() {
        en: "The key usage of the CA lacks keyCertSign, or has more than cRLSign and digitalSignature besides.",
    }
}

/// cRLSign is not asked for, although the requirements do: a private CA may sign no CRLs.
fn ca(in_path: &InPath<'_>) -> Option<Message> {
    let usage = key_usage(in_path)?;
    let has_other = usage.non_repudiation()
        || usage.key_encipherment()
        || usage.data_encipherment()
        || usage.key_agreement()
        || usage.encipher_only()
        || usage.decipher_only();
    let is_breach = has_other || !usage.key_cert_sign();
    is_breach.then(is_not_a_cas)
}

pub(super) static SUBSCRIBER: ProfileRule = ProfileRule {
    rule: Rule {
        code: "cab-forum.subscriber-key-usage",
        asks: Text {
            en: "The key usage of a server certificate has only bits that its kind of key may have, and digitalSignature for an EC key.",
        },
        remedy: Text { en: "Have the certificate issued again with the key usage digitalSignature." },
        ..Rule::cab_forum("Baseline Requirements section 7.1.2.7.11")
    },
    applies: |it| it.is_leaf() && it.has(&OID_X509_EXT_KEY_USAGE),
    breach: subscriber,
};

message! {
    fn is_not_a_servers() {
        en: "The key usage has a bit that a server's key may not have, or lacks digitalSignature.",
    }
}

/// keyCertSign and cRLSign are for no server, whatever its key.
fn subscriber(in_path: &InPath<'_>) -> Option<Message> {
    let usage = key_usage(in_path)?;
    let is_ca_usage = usage.key_cert_sign() || usage.crl_sign() || usage.encipher_only() || usage.decipher_only();
    let is_breach = match in_path.certificate.key_type() {
        KeyType::Rsa { .. } => is_ca_usage || usage.key_agreement() || usage.non_repudiation(),
        KeyType::Ec(_) => {
            let encrypts = usage.key_encipherment() || usage.data_encipherment();
            is_ca_usage || encrypts || usage.non_repudiation() || !usage.digital_signature()
        }
        _ => is_ca_usage,
    };
    is_breach.then(is_not_a_servers)
}

fn key_usage<'a>(in_path: &InPath<'a>) -> Option<&'a KeyUsage> {
    Some(in_path.certificate.x509().key_usage().ok().flatten()?.value)
}
