//! How a part of a file is encrypted, and its decryption.

use zeroize::Zeroizing;

use super::cipher::Cipher;
use super::digest::{Digest, KdfId};
use super::kdf::Kdf;
use crate::container::OpenError;
use crate::container::asn1::{Header, SEQUENCE};
use crate::container::meter::{Cost, Meter};
use crate::container::password::Password;
use crate::message::Text;

/// How something is encrypted.
pub(in crate::container) struct Scheme<'a> {
    pub(super) name: String,
    pub(super) kdf: Kdf<'a>,
    pub(super) cipher: Cipher,
    /// Where the key derivation does not give it.
    pub(super) iv: &'a [u8],
}

impl Scheme<'_> {
    /// As RFC 8018 and RFC 7292 call it: `PBES2/PBKDF2-HMAC-SHA256/AES-256-CBC`, `PBE-SHA1-3DES`.
    pub(in crate::container) fn name(&self) -> &str {
        &self.name
    }

    /// Iterations of the key derivation, if it has any.
    pub(in crate::container) fn iterations(&self) -> Option<u64> {
        match &self.kdf {
            Kdf::Pkcs12 { iterations, .. } | Kdf::Pbkdf1 { iterations, .. } => Some(*iterations),
            Kdf::Pbkdf2(pbkdf2) => Some(pbkdf2.iterations),
            Kdf::Scrypt { .. } => None,
        }
    }

    /// What decryption asks for with the likeliest reading of the password.
    pub(in crate::container) fn cost(&self) -> Cost {
        let scrypt = match &self.kdf {
            Kdf::Scrypt { n, r, p, .. } => n.saturating_mul(*r).saturating_mul(*p),
            _ => 0,
        };
        Cost { iterations: self.iterations().unwrap_or(0), scrypt, decryptions: 1 }
    }

    /// Decrypts a part of a file that has to be one element of ASN.1.
    ///
    /// # Errors
    /// No reading of the password gives one, or the derivation costs too much.
    pub(in crate::container) fn decrypt(
        &self,
        what: &'static Text,
        ciphertext: &[u8],
        password: &mut Password,
        meter: &mut Meter<'_>,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        meter.decryption(what)?;
        let readings = if matches!(self.kdf, Kdf::Pkcs12 { .. }) { password.readings() } else { 1 };
        for reading in 0..readings {
            let plaintext = self.decrypt_with(what, ciphertext, password, reading, meter)?;
            if let Some(plaintext) = plaintext.filter(|plaintext| is_one_element(plaintext)) {
                password.prefer(reading);
                return Ok(plaintext);
            }
        }
        Err(password.does_not_fit(what))
    }

    fn decrypt_with(
        &self,
        what: &'static Text,
        ciphertext: &[u8],
        password: &Password,
        reading: usize,
        meter: &mut Meter<'_>,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, OpenError> {
        let size = self.cipher.key_size();
        let key = match &self.kdf {
            Kdf::Pkcs12 { salt, iterations } => {
                let password = password.bmp(reading);
                let mut derive = |purpose, size: usize| {
                    let iterations = meter.iterations(what, *iterations, size.div_ceil(Digest::Sha1.size()))?;
                    Ok(Digest::Sha1.pkcs12_kdf(password, salt, purpose, iterations, size))
                };
                let key = derive(KdfId::Encryption, size)?;
                if self.cipher.iv_size() == 0 {
                    return Ok(self.cipher.decrypt(&key, &[], ciphertext));
                }
                let iv = derive(KdfId::Iv, self.cipher.iv_size())?;
                return Ok(self.cipher.decrypt(&key, &iv, ciphertext));
            }
            Kdf::Pbkdf1 { digest, salt, iterations } => {
                let iterations = meter.iterations(what, *iterations, 1)?;
                let derived = digest.pbkdf1(password.utf8(), salt, iterations);
                let (key, iv) = (derived.get(..8), derived.get(8..16));
                return Ok(key.zip(iv).and_then(|(key, iv)| self.cipher.decrypt(key, iv, ciphertext)));
            }
            Kdf::Pbkdf2(pbkdf2) => pbkdf2.derive(what, password.utf8(), size, meter)?,
            Kdf::Scrypt { salt, n, r, p } => {
                let params = meter.scrypt(what, *n, *r, *p)?;
                let mut key = Zeroizing::new(vec![0; size]);
                if scrypt::scrypt(password.utf8(), salt, &params, &mut key).is_err() {
                    return Ok(None);
                }
                key
            }
        };
        Ok(self.cipher.decrypt(&key, self.iv, ciphertext))
    }
}

/// Tells a wrong password, whose plaintext has a padding that looks right once in 256 times, but hardly ever begins with a
/// SEQUENCE as long as itself.
pub(in crate::container) fn is_one_element(plaintext: &[u8]) -> bool {
    Header::read(plaintext).is_ok_and(|header| {
        header.tag == SEQUENCE
            && header.length.is_none_or(|length| header.size.checked_add(length) == Some(plaintext.len()))
    })
}
