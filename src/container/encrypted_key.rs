//! Encrypted private keys (RFC 5958 section 3).
//!
//! ```asn1
//! EncryptedPrivateKeyInfo ::= SEQUENCE { encryptionAlgorithm AlgorithmIdentifier, encryptedData OCTET STRING }
//! ```

use super::asn1::{OCTET_STRING, Reader, SEQUENCE};
use super::collector::{Collector, Protection};
use super::encryption::Scheme;
use super::{OpenError, PrivateKey, ber};

/// Decrypts a key. The inner result says whether what came out is one.
pub(super) fn read(
    what: &'static str,
    der: &[u8],
    contents: &mut Collector<'_>,
) -> Result<(Result<PrivateKey, OpenError>, Protection), OpenError> {
    let mut fields = Reader::new(what, der).expect(SEQUENCE, "an encrypted private key")?.reader(what);
    let scheme = Scheme::read(what, &fields.expect(SEQUENCE, "the encryption algorithm")?)?;
    let ciphertext = fields.expect(OCTET_STRING, "the encrypted key")?.content;
    let plaintext = scheme.decrypt(what, ciphertext, &mut contents.password, &mut contents.meter)?;
    Ok((read_plain(what, &plaintext, contents.budget().asn1_depth), Protection::by(&scheme)))
}

/// Reads a key in DER or BER.
pub(super) fn read_plain(what: &'static str, plaintext: &[u8], depth: usize) -> Result<PrivateKey, OpenError> {
    PrivateKey::read(what, &ber::outermost(what, plaintext, depth)?.element)
}
