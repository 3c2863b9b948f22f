//! PKCS#12 with the right password and with a wrong one, held to `p12-keystore`.

use apptunnel::Bundle;
use apptunnel::container::{Format, OpenError};
use p12_keystore::Pkcs12Archive;

use super::PASSWORD;
use super::upload::{contents, open, report};

/// A file in DER.
pub fn check(file: &[u8]) {
    let right = open(file, Some(PASSWORD));
    let wrong = open(file, Some("wrong"));
    let Ok(bundle) = right else { return };
    report(&bundle);
    if bundle.format() != Format::Pkcs12 {
        return;
    }
    let encryption = bundle.encryption();
    let is_clear = [&encryption.certs, &encryption.key].iter().all(|it| it.as_deref().is_none_or(|it| it == "none"))
        // Of what was encrypted, nothing may be left.
        && !has(file, &ENCRYPTED_DATA)
        && bundle.dropped().is_empty();
    match wrong {
        Err(error) if bundle.mac().is_some() => assert!(matches!(error, OpenError::WrongPassword { .. }), "{error}"),
        Err(error) => assert!(!is_clear, "{error}"),
        Ok(_) if bundle.mac().is_some() => panic!("a wrong password fits the MAC"),
        // One part in 65,536 of those that RC4 decrypts to anything looks like an empty list.
        Ok(other) => assert!(!is_clear || contents(&bundle) == contents(&other)),
    }
    agrees(&bundle, file, is_clear);
}

/// 1.2.840.113549.1.7.6.
const ENCRYPTED_DATA: [u8; 9] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x07, 0x06];
/// A bag that holds bags: 1.2.840.113549.1.12.10.1.6.
const NESTED: [u8; 11] = [0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 0x01, 0x0c, 0x0a, 0x01, 0x06];

/// What both open has the same certificates and keys, but that `p12-keystore` passes over bags in bags. What we drop, it
/// may decrypt at any price.
fn agrees(bundle: &Bundle, file: &[u8], is_clear: bool) {
    if !bundle.dropped().is_empty() {
        return;
    }
    let Ok(theirs) = Pkcs12Archive::from_pkcs12(file, PASSWORD) else { return };
    let certificates: Vec<&[u8]> = theirs.certs.iter().map(|bag| bag.cert.as_der()).collect();
    let keys: Vec<&[u8]> = theirs.keys.iter().map(|bag| bag.key.as_der()).collect();
    let ours = contents(bundle);
    if is_clear && !has(file, &NESTED) {
        assert_eq!(ours, (certificates, keys));
    } else {
        assert!(certificates.iter().all(|it| ours.0.contains(it)) && keys.iter().all(|it| ours.1.contains(it)));
    }
}

fn has(file: &[u8], oid: &[u8]) -> bool {
    file.windows(oid.len()).any(|window| window == oid)
}
