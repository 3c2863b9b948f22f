//! Files for the tests of containers, put together from the files in `examples/files`, with one iteration so that
//! thousands of them open in a moment.

use aes::Aes256;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockModeEncrypt, KeyIvInit};
use hmac::{Hmac, KeyInit, Mac};
use pkcs12::kdf::{Pkcs12KeyType, derive_key_utf8};
use sha2::Sha256;

use super::{der, files};

const PASSWORD: &str = "sentry";
const ONE: &[u8] = &[1];

/// A certificate in DER.
pub(crate) fn certificate() -> Vec<u8> {
    files::example("leaf.cer")
}

/// A private key in PKCS#8.
pub(crate) fn private_key() -> Vec<u8> {
    files::open("good.p12").private_key().unwrap().secret_der().to_vec()
}

/// A ContentInfo of bags in the clear, with something after its content.
pub(crate) fn plain_safe(bags: &[&[u8]], after: &[u8]) -> Vec<u8> {
    element(0x30, &[DATA, &element(0xa0, &[&element(4, &[&element(0x30, bags)])]), after])
}

/// A ContentInfo of bags encrypted with one iteration, with something after its content.
pub(crate) fn encrypted_safe(bags: &[&[u8]], after: &[u8]) -> Vec<u8> {
    encrypted_content(encrypted(&element(0x30, bags), ONE), after)
}

/// A ContentInfo encrypted with scrypt, under a key that nothing fits.
pub(crate) fn scrypt_safe(n: u32, r: u8, p: u8) -> Vec<u8> {
    let number = |bytes: &[u8]| element(2, &[&[0], bytes]);
    let parameters = element(0x30, &[&element(4, &[SALT]), &number(&n.to_be_bytes()), &number(&[r]), &number(&[p])]);
    let kdf = element(0x30, &[SCRYPT, &parameters]);
    let cipher = element(0x30, &[AES_256_CBC, &element(4, &[&IV])]);
    let algorithm = element(0x30, &[PBES2, &element(0x30, &[&kdf, &cipher])]);
    encrypted_content((algorithm, vec![0; 16]), &[])
}

/// A certificate bag, with something after the certificate in it, and after the attributes.
pub(crate) fn certificate_bag(after_certificate: &[u8], after_attributes: &[u8]) -> Vec<u8> {
    let leaf = element(0xa0, &[&element(4, &[&certificate()]), after_certificate]);
    let value = element(0xa0, &[&element(0x30, &[X509, &leaf])]);
    element(0x30, &[CERT_BAG, &value, &[0x31, 0], after_attributes])
}

/// A key bag: the key is not encrypted itself.
pub(crate) fn key_bag() -> Vec<u8> {
    element(0x30, &[KEY_BAG, &element(0xa0, &[&private_key()])])
}

/// A PFX with a MAC around safes, with something after the content of its outer ContentInfo, and after the MAC.
pub(crate) fn pfx(safes: &[&[u8]], after_content: &[u8], after_mac: &[u8]) -> Vec<u8> {
    let auth_safe = element(0x30, safes);
    let data = element(0x30, &[DATA, &element(0xa0, &[&element(4, &[&auth_safe])]), after_content]);
    element(0x30, &[VERSION_3, &data, &mac_data(&auth_safe, ONE), after_mac])
}

/// A PKCS#7 file, with something after its signers.
pub(crate) fn pkcs7_with(after: &[u8]) -> Vec<u8> {
    let content = element(0x30, &[DATA]);
    let signed = [&[2, 1, 1][..], &[0x31, 0], &content, &element(0xa0, &[&certificate()]), &[0x31, 0], after];
    element(0x30, &[SIGNED_DATA, &element(0xa0, &[&element(0x30, &signed)])])
}

pub(crate) fn with_mac_iterations(count: &[u8]) -> Vec<u8> {
    pkcs12(count, ONE)
}

pub(crate) fn with_key_iterations(count: &[u8]) -> Vec<u8> {
    pkcs12(ONE, count)
}

/// An element with these contents.
pub(crate) fn element(tag: u8, contents: &[&[u8]]) -> Vec<u8> {
    der::value(tag, &contents.concat())
}

/// A PFX without a MAC around an AuthenticatedSafe.
pub(crate) fn pfx_around(auth_safe: &[u8]) -> Vec<u8> {
    let data = element(0x30, &[DATA, &element(0xa0, &[&element(4, &[auth_safe])])]);
    element(0x30, &[VERSION_3, &data])
}

/// A PFX of about this size, in indefinite lengths and pieces, with one encrypted safe full of zeros.
pub(crate) fn pfx_in_pieces(size: usize) -> Vec<u8> {
    let pieces = |bytes: &[u8]| -> Vec<u8> { bytes.chunks(1000).flat_map(|piece| element(4, &[piece])).collect() };
    let open = |tag: u8, contents: &[&[u8]]| [&[tag, 0x80][..], &contents.concat(), &[0, 0]].concat();
    let bag = open(
        0x30,
        &[
            CERT_BAG,
            &open(0xa0, &[&open(0x30, &[X509, &open(0xa0, &[&open(0x24, &[&pieces(&vec![0; size * 97 / 100])])])])]),
        ],
    );
    let (algorithm, ciphertext) = encrypted(&open(0x30, &[&bag]), ONE);
    let content = open(0x30, &[DATA, &algorithm, &open(0xa0, &[&pieces(&ciphertext)])]);
    let encrypted = open(0x30, &[ENCRYPTED_DATA, &open(0xa0, &[&open(0x30, &[&[2, 1, 0], &content])])]);
    let auth_safe = open(0x30, &[&encrypted]);
    let data = open(0x30, &[DATA, &open(0xa0, &[&open(0x24, &[&pieces(&auth_safe)])])]);
    open(0x30, &[VERSION_3, &data])
}

/// The certificate with other extensions, under a signature that does not matter.
pub(crate) fn certificate_with(extensions: &[u8]) -> Vec<u8> {
    let certificate = certificate();
    let mut parts = der::children(&certificate).into_iter();
    let tbs = parts.next().unwrap();
    let extensions = element(0xa3, &[extensions]);
    let mut fields = der::children(tbs);
    *fields.last_mut().unwrap() = &extensions;
    let tbs = element(0x30, &fields);
    element(0x30, &[&[&tbs[..]], &parts.collect::<Vec<_>>()[..]].concat())
}

const VERSION_3: &[u8] = &[2, 1, 3];
const DATA: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 1];
const SIGNED_DATA: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 2];
const ENCRYPTED_DATA: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 7, 6];
const KEY_BAG: &[u8] = &[6, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 10, 1, 1];
const SHROUDED_KEY_BAG: &[u8] = &[6, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 10, 1, 2];
const CERT_BAG: &[u8] = &[6, 11, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 12, 10, 1, 3];
const X509: &[u8] = &[6, 10, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 9, 22, 1];
const PBES2: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 13];
const PBKDF2: &[u8] = &[6, 9, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 1, 5, 12];
const SCRYPT: &[u8] = &[6, 9, 0x2b, 6, 1, 4, 1, 0xda, 0x47, 4, 11];
const HMAC_SHA256: &[u8] = &[6, 8, 0x2a, 0x86, 0x48, 0x86, 0xf7, 0x0d, 2, 9];
const AES_256_CBC: &[u8] = &[6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 1, 0x2a];
const SHA256: &[u8] = &[6, 9, 0x60, 0x86, 0x48, 1, 0x65, 3, 4, 2, 1];
const SALT: &[u8] = b"saltsalt";
const IV: [u8; 16] = [7; 16];

/// Leaf and key, each encrypted, under a MAC. Everything is derived with one iteration, whatever the file says.
fn pkcs12(mac_iterations: &[u8], key_iterations: &[u8]) -> Vec<u8> {
    let leaf = element(0xa0, &[&element(4, &[&certificate()])]);
    let bag = element(0x30, &[CERT_BAG, &element(0xa0, &[&element(0x30, &[X509, &leaf])])]);
    let certificates = encrypted_safe(&[&bag], &[]);

    let (algorithm, ciphertext) = encrypted(&private_key(), key_iterations);
    let shrouded = element(0x30, &[&algorithm, &element(4, &[&ciphertext])]);
    let bag = element(0x30, &[SHROUDED_KEY_BAG, &element(0xa0, &[&shrouded])]);
    let keys = element(0x30, &[DATA, &element(0xa0, &[&element(4, &[&element(0x30, &[&bag])])])]);

    let auth_safe = element(0x30, &[&certificates, &keys]);
    let data = element(0x30, &[DATA, &element(0xa0, &[&element(4, &[&auth_safe])])]);
    element(0x30, &[VERSION_3, &data, &mac_data(&auth_safe, mac_iterations)])
}

fn mac_data(auth_safe: &[u8], iterations: &[u8]) -> Vec<u8> {
    let mac_key = derive_key_utf8::<Sha256>(PASSWORD, SALT, Pkcs12KeyType::Mac, 1, 32).unwrap();
    let mac = Hmac::<Sha256>::new_from_slice(&mac_key).unwrap().chain_update(auth_safe).finalize().into_bytes();
    let digest = element(0x30, &[&element(0x30, &[SHA256, &[5, 0]]), &element(4, &[&mac])]);
    element(0x30, &[&digest, &element(4, &[SALT]), &element(2, &[iterations])])
}

fn encrypted_content((algorithm, ciphertext): (Vec<u8>, Vec<u8>), after: &[u8]) -> Vec<u8> {
    let content = element(0x30, &[DATA, &algorithm, &element(0x80, &[&ciphertext])]);
    element(0x30, &[ENCRYPTED_DATA, &element(0xa0, &[&element(0x30, &[&[2, 1, 0], &content])]), after])
}

/// AlgorithmIdentifier and ciphertext.
fn encrypted(plaintext: &[u8], iterations: &[u8]) -> (Vec<u8>, Vec<u8>) {
    let parameters = element(0x30, &[&element(4, &[SALT]), &element(2, &[iterations]), &element(0x30, &[HMAC_SHA256])]);
    let kdf = element(0x30, &[PBKDF2, &parameters]);
    let cipher = element(0x30, &[AES_256_CBC, &element(4, &[&IV])]);
    let mut key = [0; 32];
    pbkdf2::pbkdf2_hmac::<Sha256>(PASSWORD.as_bytes(), SALT, 1, &mut key);
    let ciphertext = cbc::Encryptor::<Aes256>::new(&key.into(), &IV.into()).encrypt_padded_vec::<Pkcs7>(plaintext);
    (element(0x30, &[PBES2, &element(0x30, &[&kdf, &cipher])]), ciphertext)
}
