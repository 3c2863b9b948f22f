//! PBES2 (RFC 8018 appendix A.4) with PBKDF2 (appendix A.2) or scrypt (RFC 7914 section 7).

use der::asn1::ObjectIdentifier;

use super::cipher::Cipher;
use super::kdf::{Kdf, PBKDF2, Pbkdf2};
use super::scheme::Scheme;
use super::unsupported::name_of;
use crate::container::OpenError;
use crate::container::asn1::{Element, INTEGER, OCTET_STRING, SEQUENCE};
use crate::message::{Message, Text, message};

pub(super) const PBES2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.13");
const SCRYPT: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.6.1.4.1.11591.4.11");

message! {
    fn length_not_of(cipher: &str) {
        en: "a key length that {cipher} does not have",
    }
    /// With an algorithm that may have no name.
    fn pbes2_with(algorithm: Message) {
        en: "PBES2 with {algorithm}",
    }
    fn iv_of_length(bytes: usize, cipher: &str) {
        en: "an initialization vector of {bytes} bytes for {cipher}",
    }
}

/// Reads `PBES2-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, encryptionScheme AlgorithmIdentifier }`.
pub(super) fn read<'a>(what: &'static Text, parameters: Element<'a>) -> Result<Scheme<'a>, OpenError> {
    let mut fields = parameters.reader(what);
    let kdf = fields.expect(SEQUENCE, &Text { en: "the key derivation" })?;
    let encryption = fields.expect(SEQUENCE, &Text { en: "the encryption scheme" })?;
    let (kdf_name, kdf, key_size) = read_kdf(what, &kdf)?;
    let (cipher, iv) = read_cipher(what, &encryption)?;
    if key_size.is_some_and(|size| usize::try_from(size) != Ok(cipher.key_size())) {
        return Err(fields.corrupt(length_not_of(cipher.name())));
    }
    Ok(Scheme { name: format!("PBES2/{kdf_name}/{}", cipher.name()), kdf, cipher, iv })
}

fn read_kdf<'a>(what: &'static Text, algorithm: &Element<'a>) -> Result<(String, Kdf<'a>, Option<u64>), OpenError> {
    let mut fields = algorithm.reader(what);
    let oid = fields.oid(&Text { en: "the key derivation" })?;
    if oid == PBKDF2 {
        let pbkdf2 = Pbkdf2::read_parameters(what, &mut fields)?;
        let key_size = pbkdf2.key_size;
        return Ok((format!("PBKDF2-HMAC-{}", pbkdf2.prf.name()), Kdf::Pbkdf2(pbkdf2), key_size));
    }
    if oid != SCRYPT {
        return Err(OpenError::unsupported(what, pbes2_with(name_of(oid))));
    }
    let mut fields = fields.expect(SEQUENCE, &Text { en: "the parameters of scrypt" })?.reader(what);
    let salt = fields.expect(OCTET_STRING, &Text { en: "the salt" })?.content;
    let n = fields.unsigned(&Text { en: "the cost of scrypt" })?;
    let r = fields.unsigned(&Text { en: "the block size of scrypt" })?;
    let p = fields.unsigned(&Text { en: "the parallelization of scrypt" })?;
    // RFC 7914 section 6.
    if !n.is_power_of_two() || n < 2 || r == 0 || p == 0 {
        return Err(fields.corrupt(&Text { en: "parameters that scrypt does not have" }));
    }
    let key_size = match fields.peek_tag() {
        Some(INTEGER) => Some(fields.unsigned(&Text { en: "the key length" })?),
        _ => None,
    };
    Ok(("scrypt".to_owned(), Kdf::Scrypt { salt, n, r, p }, key_size))
}

/// RFC 8018 appendix B.2: the parameters are the initialization vector, and for RC2 a version before it.
fn read_cipher<'a>(what: &'static Text, algorithm: &Element<'a>) -> Result<(Cipher, &'a [u8]), OpenError> {
    let mut fields = algorithm.reader(what);
    let oid = fields.oid(&Text { en: "the encryption scheme" })?;
    let Some(mut cipher) = Cipher::from_oid(oid) else {
        return Err(OpenError::unsupported(what, pbes2_with(name_of(oid))));
    };
    if matches!(cipher, Cipher::Rc2 { .. }) {
        let mut effective_bits = 32;
        if let Some(parameters) = fields.optional(SEQUENCE)? {
            fields = parameters.reader(what);
            if fields.peek_tag() == Some(INTEGER) {
                effective_bits = match fields.unsigned(&Text { en: "the version of RC2" })? {
                    160 => 40,
                    120 => 64,
                    58 => 128,
                    bits @ 256..=1024 => u16::try_from(bits).unwrap_or(u16::MAX),
                    _ => return Err(fields.corrupt(&Text { en: "a version that RC2 does not have" })),
                };
            }
        }
        cipher = Cipher::Rc2 { effective_bits };
    }
    let iv = fields.expect(OCTET_STRING, &Text { en: "the initialization vector" })?;
    if iv.content.len() != cipher.iv_size() {
        return Err(OpenError::corrupt(what, iv.offset, iv_of_length(iv.content.len(), cipher.name())));
    }
    Ok((cipher, iv.content))
}
