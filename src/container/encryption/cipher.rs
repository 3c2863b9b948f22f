//! Ciphers by name and OID, and decryption with them.

use aes::{Aes128, Aes192, Aes256};
use cbc::Decryptor;
use cbc::cipher::block_padding::Pkcs7;
use cbc::cipher::{BlockCipherDecrypt, BlockModeDecrypt, InnerIvInit, KeyInit, StreamCipher};
use der::asn1::ObjectIdentifier;
use des::{Des, TdesEde2, TdesEde3};
use rc2::Rc2;
use rc4::Rc4;
use zeroize::Zeroizing;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::container) enum Cipher {
    Aes128,
    Aes192,
    Aes256,
    Des,
    /// With two keys, K1 K2 K1.
    TwoKeyTripleDes,
    TripleDes,
    Rc2 {
        /// RFC 2268 section 2.
        effective_bits: u16,
    },
    Rc4 {
        key_size: usize,
    },
}

/// Cipher, its name in PBES2 and in a DEK-Info header of PEM, its OID (RFC 8018 appendix B.2, RFC 3565).
const CIPHERS: [(Cipher, &str, &str); 6] = [
    (Cipher::Aes128, "AES-128-CBC", "2.16.840.1.101.3.4.1.2"),
    (Cipher::Aes192, "AES-192-CBC", "2.16.840.1.101.3.4.1.22"),
    (Cipher::Aes256, "AES-256-CBC", "2.16.840.1.101.3.4.1.42"),
    (Cipher::Des, "DES-CBC", "1.3.14.3.2.7"),
    (Cipher::TripleDes, "DES-EDE3-CBC", "1.2.840.113549.3.7"),
    (Cipher::Rc2 { effective_bits: 128 }, "RC2-CBC", "1.2.840.113549.3.2"),
];

impl Cipher {
    /// The cipher with this OID. RC2 comes with 128 effective bits.
    pub(super) fn from_oid(oid: ObjectIdentifier) -> Option<Self> {
        let oid = oid.to_string();
        CIPHERS.iter().find(|(.., known)| *known == oid).map(|(cipher, ..)| *cipher)
    }

    /// The cipher with this name in a DEK-Info header (RFC 1423 section 1.1, and OpenSSL's names).
    pub(in crate::container) fn from_dek_info(name: &str) -> Option<Self> {
        CIPHERS.iter().find(|(_, known, _)| known.eq_ignore_ascii_case(name)).map(|(cipher, ..)| *cipher)
    }

    pub(in crate::container) fn name(self) -> &'static str {
        match self {
            Self::TwoKeyTripleDes => "DES-EDE-CBC",
            Self::Rc2 { .. } => "RC2-CBC",
            Self::Rc4 { .. } => "RC4",
            cipher => CIPHERS.iter().find(|(row, ..)| *row == cipher).map_or("", |(_, name, _)| name),
        }
    }

    pub(in crate::container) fn key_size(self) -> usize {
        match self {
            Self::Aes128 | Self::TwoKeyTripleDes => 16,
            Self::Aes192 | Self::TripleDes => 24,
            Self::Aes256 => 32,
            Self::Des => 8,
            Self::Rc2 { effective_bits } => usize::from(effective_bits).div_ceil(8),
            Self::Rc4 { key_size } => key_size,
        }
    }

    pub(in crate::container) fn iv_size(self) -> usize {
        match self {
            Self::Aes128 | Self::Aes192 | Self::Aes256 => 16,
            Self::Rc4 { .. } => 0,
            _ => 8,
        }
    }

    /// The plaintext, without padding. `None` if the padding is wrong, which is to say the key.
    pub(in crate::container) fn decrypt(self, key: &[u8], iv: &[u8], ciphertext: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
        match self {
            Self::Aes128 => decrypt_cbc(Aes128::new_from_slice(key).ok()?, iv, ciphertext),
            Self::Aes192 => decrypt_cbc(Aes192::new_from_slice(key).ok()?, iv, ciphertext),
            Self::Aes256 => decrypt_cbc(Aes256::new_from_slice(key).ok()?, iv, ciphertext),
            Self::Des => decrypt_cbc(Des::new_from_slice(key).ok()?, iv, ciphertext),
            Self::TwoKeyTripleDes => decrypt_cbc(TdesEde2::new_from_slice(key).ok()?, iv, ciphertext),
            Self::TripleDes => decrypt_cbc(TdesEde3::new_from_slice(key).ok()?, iv, ciphertext),
            Self::Rc2 { effective_bits } => {
                // The cipher's own bounds; beyond them its key schedule is not defined.
                if !(1..=128).contains(&key.len()) || !(1..=1024).contains(&effective_bits) {
                    return None;
                }
                decrypt_cbc(Rc2::new_with_eff_key_len(key, usize::from(effective_bits)), iv, ciphertext)
            }
            Self::Rc4 { .. } => {
                let mut plaintext = Zeroizing::new(ciphertext.to_vec());
                Rc4::new_from_slice(key).ok()?.apply_keystream(&mut plaintext);
                Some(plaintext)
            }
        }
    }
}

fn decrypt_cbc<C: BlockCipherDecrypt>(cipher: C, iv: &[u8], ciphertext: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut plaintext = Zeroizing::new(ciphertext.to_vec());
    let decryptor = Decryptor::inner_iv_slice_init(cipher, iv).ok()?;
    let length = decryptor.decrypt_padded::<Pkcs7>(&mut plaintext).ok()?.len();
    plaintext.truncate(length);
    Some(plaintext)
}
