//! Whatever of a file is not taken is said, what it costs is limited, and what cannot be told is not claimed.

use std::error::Error as _;
use std::time::{Duration, Instant};

use apptunnel::certificate::CertificateError;
use apptunnel::container::{Bundle, OpenError};
use apptunnel::message::Argument;

use super::kind;
use crate::support::{containers, files, pem};

const PASSWORD: Option<&str> = Some("sentry");
const NOISE: &[u8] = &[4, 10, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9];

#[test]
fn bytes_that_belong_to_nothing_are_said() {
    let good = containers::certificate_bag(&[], &[]);
    let safe = containers::plain_safe(&[&good], &[]);
    for (file, what) in [
        (containers::pfx(&[&safe], &[], NOISE), "12 bytes after the MAC"),
        (containers::pfx(&[&safe], NOISE, &[]), "12 bytes in the outer ContentInfo after its content"),
        (
            containers::pfx(&[&containers::plain_safe(&[&good], NOISE)], &[], &[]),
            "12 bytes in the ContentInfo of a safe after its content",
        ),
        (
            containers::pfx(&[&containers::encrypted_safe(&[&good], NOISE)], &[], &[]),
            "12 bytes in the ContentInfo of a safe after its content",
        ),
        (
            containers::pfx(&[&containers::plain_safe(&[&containers::certificate_bag(&[], NOISE)], &[])], &[], &[]),
            "12 bytes after the attributes of a bag",
        ),
        (
            containers::pfx(&[&containers::plain_safe(&[&containers::certificate_bag(NOISE, &[])], &[])], &[], &[]),
            "12 bytes after the certificate in a certificate bag",
        ),
        (containers::pkcs7_with(NOISE), "12 bytes after the signers in SignedData"),
        (
            pem("PRIVATE KEY", &[&containers::private_key(), NOISE].concat()),
            "12 bytes in PRIVATE KEY block 1 after the key",
        ),
    ] {
        assert_eq!(dropped(&file), [(what.to_owned(), "trailing data".to_owned())]);
    }
    assert_eq!(dropped(&containers::pfx(&[&safe], &[], &[])), []);
    assert_eq!(dropped(&containers::pkcs7_with(&[])), []);
}

#[test]
fn blocks_that_only_look_like_pem_are_said() {
    let good = pem("CERTIFICATE", &containers::certificate());
    let text = String::from_utf8(good.clone()).unwrap();
    let malformed = [("block after block 1".to_owned(), "malformed BEGIN line".to_owned())];
    for changed in [
        text.replace("-----", "–----"),
        text.replace("-----B", "----- B").replace("E-----", "E -----").replace("-----E", "----- E"),
        text.to_lowercase(),
    ] {
        assert_eq!(dropped(&[&good, changed.as_bytes(), &good].concat()), malformed, "{changed}");
        assert_eq!(dropped(&[&good, changed.as_bytes()].concat()), malformed, "{changed}");
    }
    let no_begin = ("block after block 1".to_owned(), "no BEGIN line".to_owned());
    let short = text.replace("-----BEGIN", "----BEGIN");
    assert_eq!(dropped(&[&good, short.as_bytes(), &good].concat()), [no_begin]);

    let binary = |what: &str| [(what.to_owned(), "outside any block".to_owned())];
    let der = containers::certificate();
    assert_eq!(dropped(&[&good, &der, &b"\n"[..], &good].concat()), binary("binary bytes after block 1"));
    assert_eq!(dropped(&[b"\n", &der[..], b"\n", &good].concat()), binary("binary bytes before the first BEGIN line"));
}

#[test]
fn scrypt_adds_up_over_the_file() {
    let safe = containers::scrypt_safe(1 << 14, 8, 8);
    let start = Instant::now();
    assert_eq!(kind(&containers::pfx(&[&safe, &safe], &[], &[]), PASSWORD), "limit-exceeded");
    assert!(start.elapsed() < Duration::from_millis(50), "refused before anything is derived");
}

#[test]
fn decryptions_are_limited() {
    let safe = containers::encrypted_safe(&[], &[]);
    let bag = containers::certificate_bag(&[], &[]);
    let good = containers::plain_safe(&[&bag], &[]);
    let with = |count: usize| containers::pfx(&[&safe.repeat(count), &good], &[], &[]);
    assert_eq!(kind(&with(64), PASSWORD), "ok");
    assert_eq!(kind(&with(65), PASSWORD), "limit-exceeded");
}

#[test]
fn a_key_in_the_clear_is_told_from_one_in_an_encrypted_safe() {
    let (certificate, key) = (containers::certificate_bag(&[], &[]), containers::key_bag());
    let clear = containers::pfx(
        &[&containers::encrypted_safe(&[&certificate], &[]), &containers::plain_safe(&[&key], &[])],
        &[],
        &[],
    );
    let inside = containers::pfx(&[&containers::encrypted_safe(&[&certificate, &key], &[])], &[], &[]);
    for (file, expected) in [
        (clear, true),
        (inside, false),
        (containers::with_key_iterations(&[1]), false),
        (pem("PRIVATE KEY", &containers::private_key()), true),
        (containers::private_key(), true),
        (containers::certificate(), false),
    ] {
        assert_eq!(Bundle::open(&file, PASSWORD).unwrap().key_is_in_the_clear(), expected);
    }
}

#[test]
fn a_key_whose_public_key_is_unknown_neither_belongs_nor_does_not() {
    // ECPrivateKey of secp256k1 without its point.
    let curve = containers::element(0xa0, &[&[6, 5, 0x2b, 0x81, 4, 0, 0x0a]]);
    let unknown = containers::element(0x30, &[&[2, 1, 1], &containers::element(4, &[&[7; 32]]), &curve]);
    let belongs = |label: &str, key: &[u8]| {
        let file = [pem("CERTIFICATE", &containers::certificate()), pem(label, key)].concat();
        let bundle = Bundle::open(&file, None).unwrap();
        (bundle.keys()[0].item().belongs_to(bundle.certificates()[0].item()), bundle.key_owner())
    };
    assert_eq!(belongs("EC PRIVATE KEY", &unknown), (None, None));
    assert_eq!(belongs("PRIVATE KEY", &containers::private_key()), (Some(true), Some(0)));
    let other = files::fixture("containers/der-key-pkcs8-p384-leaf.der");
    assert_eq!(belongs("PRIVATE KEY", &other), (Some(false), None));
}

#[test]
fn an_ed25519_key_is_held_to_the_public_key_beside_it() {
    let file = files::fixture("containers/pem-key-ed25519-v2.pem");
    let mut key = Bundle::open(&file, None).unwrap().private_key().unwrap().secret_der().to_vec();
    assert_eq!(kind(&key, PASSWORD), "ok");
    *key.last_mut().unwrap() ^= 1;
    assert_eq!(kind(&key, PASSWORD), "corrupt");
}

#[test]
fn a_password_for_the_mac_alone_is_not_called_encryption() {
    let bag = containers::certificate_bag(&[], &[]);
    let plain = containers::pfx(&[&containers::plain_safe(&[&bag], &[])], &[], &[]);
    assert_eq!(
        Bundle::open(&plain, None).unwrap_err().to_string(),
        "the MAC of the PKCS#12 file is protected by a password: give the one that was set when the file was exported"
    );
    let encrypted = containers::pfx(&[&containers::encrypted_safe(&[&bag], &[])], &[], &[]);
    let error = Bundle::open(&encrypted, None).unwrap_err();
    assert!(
        matches!(&error, OpenError::PasswordRequired { what } if what.to_string() == "the PKCS#12 file"),
        "{error}"
    );
}

#[test]
fn an_error_chains_what_is_wrong_with_the_certificate() {
    let error = Bundle::open(&pem("CERTIFICATE", &[0x30, 0]), None).unwrap_err();
    let source = error.source().unwrap();
    assert!(source.is::<CertificateError>(), "{source}");
    assert!(error.to_string().contains(&format!("CERTIFICATE block 1 is damaged at byte 0: {source};")), "{error}");
    assert!(Bundle::open(b"", None).unwrap_err().source().is_none());
}

#[test]
fn what_was_not_taken_is_data() {
    let file = [pem("CERTIFICATE", &containers::certificate()), pem("X", &[0])].concat();
    let bundle = Bundle::open(&file, None).unwrap();
    let arguments: Vec<_> = bundle.dropped()[0].what.arguments().collect();
    assert_eq!(arguments, [("label", &Argument::Text("X".into()))]);
}

#[test]
fn text_of_the_file_is_escaped() {
    let hostile = "-----BEGIN \x1b[2J\u{202e}X-----\nAAAA\n-----END X-----\n";
    assert_eq!(
        Bundle::open(hostile.as_bytes(), None).unwrap_err().to_string(),
        "not a certificate file: it holds \\u{1b}[2J\\u{202e}X and no certificate; upload a .p12, .pfx, .p7b, .pem, .der, .crt or .cer file"
    );
    let good = pem("CERTIFICATE", &containers::certificate());
    assert_eq!(dropped(&[&good, hostile.as_bytes()].concat())[0].0, "\\u{1b}[2J\\u{202e}X block");
    let dek = "-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\nDEK-Info: A\x1b[2J,00\n\nAAAA\n-----END RSA PRIVATE KEY-----\n";
    assert!(Bundle::open(dek.as_bytes(), PASSWORD).unwrap_err().to_string().contains("uses A\\u{1b}[2J,"));
}

fn dropped(file: &[u8]) -> Vec<(String, String)> {
    let bundle = Bundle::open(file, PASSWORD).unwrap();
    bundle.dropped().iter().map(|dropped| (dropped.what.to_string(), dropped.reason.to_string())).collect()
}
