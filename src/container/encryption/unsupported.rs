//! Names of algorithms that are not supported, for messages.

use der::asn1::ObjectIdentifier;

use crate::message::{Message, message};

message! {
    /// An algorithm has one name in all languages.
    pub(in crate::container) fn named(name: &str) {
        en: "{name}",
    }
    fn with_oid(oid: String) {
        en: "the algorithm {oid}",
    }
}

/// The name of an algorithm that is known and not supported, or its OID.
pub(in crate::container) fn name_of(oid: ObjectIdentifier) -> Message {
    const NAMES: [(&str, &str); 22] = [
        ("1.2.392.200011.61.1.1.1.2", "Camellia-128-CBC"),
        ("1.2.392.200011.61.1.1.1.3", "Camellia-192-CBC"),
        ("1.2.392.200011.61.1.1.1.4", "Camellia-256-CBC"),
        ("1.2.410.200004.1.4", "SEED-CBC"),
        ("1.2.643.2.2.21", "GOST 28147-89"),
        ("1.2.643.7.1.1.2.2", "Streebog-256"),
        ("1.2.643.7.1.1.2.3", "Streebog-512"),
        ("1.2.840.113549.1.5.1", "PBE-MD2-DES"),
        ("1.2.840.113549.1.5.4", "PBE-MD2-RC2-64"),
        ("1.2.840.113549.2.2", "MD2"),
        ("1.2.840.113549.3.9", "RC5-CBC"),
        ("1.3.6.1.4.1.11591.4.11", "scrypt"),
        ("2.16.840.1.101.3.4.1.6", "AES-128-GCM"),
        ("2.16.840.1.101.3.4.1.26", "AES-192-GCM"),
        ("2.16.840.1.101.3.4.1.46", "AES-256-GCM"),
        ("2.16.840.1.101.3.4.2.7", "SHA3-224"),
        ("2.16.840.1.101.3.4.2.8", "SHA3-256"),
        ("2.16.840.1.101.3.4.2.9", "SHA3-384"),
        ("2.16.840.1.101.3.4.2.10", "SHA3-512"),
        ("2.16.840.1.101.3.4.2.13", "HMAC-SHA3-224"),
        ("2.16.840.1.101.3.4.2.14", "HMAC-SHA3-256"),
        ("2.16.840.1.101.3.4.2.16", "HMAC-SHA3-512"),
    ];
    let dotted = oid.to_string();
    match NAMES.iter().find(|(known, _)| *known == dotted) {
        Some((_, name)) => named(name),
        None => with_oid(dotted),
    }
}
