//! PKCS#7 in DER or BER, and the same in base64 and in PEM.

use apptunnel::container::Format;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use super::upload::{contents, open, report};

/// A file in DER.
pub fn check(file: &[u8]) {
    let Ok(bundle) = open(file, None) else { return };
    report(&bundle);
    if bundle.format() != Format::Pkcs7 || file.first() != Some(&0x30) {
        return;
    }
    let base64 = STANDARD.encode(file);
    let pem = format!("-----BEGIN PKCS7-----\n{base64}\n-----END PKCS7-----\n");
    for text in [base64, pem] {
        let again = open(text.as_bytes(), None).unwrap_or_else(|error| panic!("{error}: {text}"));
        assert_eq!(contents(&bundle), contents(&again), "{text}");
    }
}
