//! Encrypted private keys (RFC 5958 section 3).
//!
//! ```asn1
//! EncryptedPrivateKeyInfo ::= SEQUENCE { encryptionAlgorithm AlgorithmIdentifier, encryptedData OCTET STRING }
//! ```

use zeroize::Zeroizing;

use super::asn1::{OCTET_STRING, Reader, SEQUENCE};
use super::collector::{Collector, Protection};
use super::encryption::Scheme;
use super::{OpenError, PrivateKey, ber};
use crate::message::Text;

/// What comes out of an encrypted private key. Whether it is a key is for [`read_plain`] to say.
pub(super) struct Decrypted {
    pub(super) plaintext: Zeroizing<Vec<u8>>,
    pub(super) protection: Protection,
}

/// Decrypts a key.
///
/// # Errors
/// The password does not fit, or the frame around the ciphertext is damaged or asks for too much.
pub(super) fn decrypt(what: &'static Text, der: &[u8], contents: &mut Collector<'_>) -> Result<Decrypted, OpenError> {
    let mut fields = Reader::new(what, der).expect(SEQUENCE, &Text { en: "an encrypted private key" })?.reader(what);
    let scheme = Scheme::read(what, &fields.expect(SEQUENCE, &Text { en: "the encryption algorithm" })?)?;
    let ciphertext = fields.expect(OCTET_STRING, &Text { en: "the encrypted key" })?.content;
    let plaintext = scheme.decrypt(what, ciphertext, &mut contents.password, &mut contents.meter)?;
    Ok(Decrypted { plaintext, protection: Protection::by(&scheme) })
}

/// Reads a key in DER or BER.
pub(super) fn read_plain(what: &'static Text, plaintext: &[u8], depth: usize) -> Result<PrivateKey, OpenError> {
    PrivateKey::read(what, &ber::outermost(what, plaintext, depth)?.element)
}
