//! Encryption with passwords: an AlgorithmIdentifier becomes a [`Scheme`], and a scheme decrypts.

mod cipher;
mod digest;
mod pbe;
mod pbes2;

pub(super) use cipher::Cipher;
pub(super) use digest::{Digest, KdfId};
pub(super) use pbes2::{Pbkdf2, iteration_count};

use der::asn1::ObjectIdentifier;
use zeroize::Zeroizing;

use super::OpenError;
use super::asn1::{Element, Header, SEQUENCE};
use super::meter::{Cost, Meter};
use super::password::Password;

/// How something is encrypted.
pub(super) struct Scheme<'a> {
    name: String,
    kdf: Kdf<'a>,
    cipher: Cipher,
    /// Where the key derivation does not give it.
    iv: &'a [u8],
}

/// How a password becomes a key.
enum Kdf<'a> {
    /// RFC 7292 appendix B, with SHA-1.
    Pkcs12 { salt: &'a [u8], iterations: u64 },
    /// RFC 8018 section 5.1.
    Pbkdf1 { digest: Digest, salt: &'a [u8], iterations: u64 },
    /// RFC 8018 section 5.2.
    Pbkdf2(Pbkdf2<'a>),
    /// RFC 7914.
    Scrypt { salt: &'a [u8], n: u64, r: u64, p: u64 },
}

impl<'a> Scheme<'a> {
    /// Reads an AlgorithmIdentifier: PBES2 or PBES1 of RFC 8018, or a scheme of RFC 7292 appendix C.
    pub(super) fn read(what: &'static str, algorithm: &Element<'a>) -> Result<Self, OpenError> {
        let mut fields = algorithm.reader(what);
        let oid = fields.oid("the encryption algorithm")?;
        if oid == pbes2::PBES2 {
            return pbes2::read(what, fields.expect(SEQUENCE, "the parameters of PBES2")?);
        }
        match pbe::by_oid(oid) {
            Some(row) => pbe::read(what, row, fields.expect(SEQUENCE, "the parameters of the encryption")?),
            None => Err(OpenError::unsupported(what, name_of(oid))),
        }
    }

    /// As RFC 8018 and RFC 7292 call it: `PBES2/PBKDF2-HMAC-SHA256/AES-256-CBC`, `PBE-SHA1-3DES`.
    pub(super) fn name(&self) -> &str {
        &self.name
    }

    /// Iterations of the key derivation, if it has any.
    pub(super) fn iterations(&self) -> Option<u64> {
        match &self.kdf {
            Kdf::Pkcs12 { iterations, .. } | Kdf::Pbkdf1 { iterations, .. } => Some(*iterations),
            Kdf::Pbkdf2(pbkdf2) => Some(pbkdf2.iterations),
            Kdf::Scrypt { .. } => None,
        }
    }

    /// What decryption asks for with the likeliest reading of the password.
    pub(super) fn cost(&self) -> Cost {
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
    pub(super) fn decrypt(
        &self,
        what: &'static str,
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
        what: &'static str,
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

/// One in 256 wrong keys leaves a padding that looks right; that the outermost length fits as well is another matter.
pub(super) fn is_one_element(plaintext: &[u8]) -> bool {
    Header::read(plaintext).is_ok_and(|header| {
        header.tag == SEQUENCE
            && header.length.is_none_or(|length| header.size.checked_add(length) == Some(plaintext.len()))
    })
}

/// The name of an algorithm that is known and not supported, or its OID.
pub(super) fn name_of(oid: ObjectIdentifier) -> String {
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
    match NAMES.iter().find(|row| row.0 == dotted) {
        Some((_, name)) => (*name).to_owned(),
        None => format!("the algorithm {dotted}"),
    }
}
