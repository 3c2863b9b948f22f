//! Digests by name and OID, and what files do with them: HMAC, PBKDF2, and the derivations of PKCS#12, PKCS#5 and PEM.

use der::asn1::ObjectIdentifier;
use hmac::{Hmac, KeyInit, Mac};
use md5::Md5;
use pkcs12::kdf::{Pkcs12KeyType, derive_key};
use sha1::Sha1;
use sha2::digest::Digest as _;
use sha2::{Sha224, Sha256, Sha384, Sha512, Sha512_224, Sha512_256};
use zeroize::{Zeroize, Zeroizing};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::container) enum Digest {
    Md5,
    Sha1,
    Sha224,
    Sha256,
    Sha384,
    Sha512,
    Sha512_224,
    Sha512_256,
}

/// What a key is for in PKCS#12 (RFC 7292 appendix B.3).
#[derive(Clone, Copy)]
pub(in crate::container) enum KdfId {
    Encryption,
    Iv,
    Mac,
}

/// Digest, its name, its own OID, the OID of HMAC with it. RFC 8017 appendix A.2.4, RFC 8018 appendices B.1.1 and B.1.2.
const DIGESTS: [(Digest, &str, &str, &str); 8] = [
    (Digest::Md5, "MD5", "1.2.840.113549.2.5", "1.2.840.113549.2.6"),
    (Digest::Sha1, "SHA1", "1.3.14.3.2.26", "1.2.840.113549.2.7"),
    (Digest::Sha224, "SHA224", "2.16.840.1.101.3.4.2.4", "1.2.840.113549.2.8"),
    (Digest::Sha256, "SHA256", "2.16.840.1.101.3.4.2.1", "1.2.840.113549.2.9"),
    (Digest::Sha384, "SHA384", "2.16.840.1.101.3.4.2.2", "1.2.840.113549.2.10"),
    (Digest::Sha512, "SHA512", "2.16.840.1.101.3.4.2.3", "1.2.840.113549.2.11"),
    (Digest::Sha512_224, "SHA512-224", "2.16.840.1.101.3.4.2.5", "1.2.840.113549.2.12"),
    (Digest::Sha512_256, "SHA512-256", "2.16.840.1.101.3.4.2.6", "1.2.840.113549.2.13"),
];

macro_rules! with {
    ($digest:expr, $D:ident => $body:expr) => {
        match $digest {
            Digest::Md5 => {
                type $D = Md5;
                $body
            }
            Digest::Sha1 => {
                type $D = Sha1;
                $body
            }
            Digest::Sha224 => {
                type $D = Sha224;
                $body
            }
            Digest::Sha256 => {
                type $D = Sha256;
                $body
            }
            Digest::Sha384 => {
                type $D = Sha384;
                $body
            }
            Digest::Sha512 => {
                type $D = Sha512;
                $body
            }
            Digest::Sha512_224 => {
                type $D = Sha512_224;
                $body
            }
            Digest::Sha512_256 => {
                type $D = Sha512_256;
                $body
            }
        }
    };
}

impl Digest {
    /// The digest with this OID.
    pub(in crate::container) fn from_oid(oid: ObjectIdentifier) -> Option<Self> {
        let oid = oid.to_string();
        DIGESTS.iter().find(|(_, _, known, _)| *known == oid).map(|(digest, ..)| *digest)
    }

    /// The digest of the HMAC with this OID.
    pub(in crate::container) fn from_hmac_oid(oid: ObjectIdentifier) -> Option<Self> {
        let oid = oid.to_string();
        DIGESTS.iter().find(|(.., known)| *known == oid).map(|(digest, ..)| *digest)
    }

    pub(in crate::container) fn name(self) -> &'static str {
        DIGESTS.iter().find(|(row, ..)| *row == self).map_or("", |(_, name, ..)| name)
    }

    pub(in crate::container) fn size(self) -> usize {
        with!(self, D => D::output_size())
    }

    /// Whether `expected` is the HMAC (RFC 2104) of `message`, without telling by the time how much of it.
    pub(in crate::container) fn verify_hmac(self, key: &[u8], message: &[u8], expected: &[u8]) -> bool {
        with!(self, D => {
            Hmac::<D>::new_from_slice(key).is_ok_and(|mac| mac.chain_update(message).verify_slice(expected).is_ok())
        })
    }

    /// RFC 7292 appendix B.2.
    pub(in crate::container) fn pkcs12_kdf(
        self,
        password: &[u8],
        salt: &[u8],
        purpose: KdfId,
        iterations: u32,
        size: usize,
    ) -> Zeroizing<Vec<u8>> {
        let purpose = match purpose {
            KdfId::Encryption => Pkcs12KeyType::EncryptionKey,
            KdfId::Iv => Pkcs12KeyType::Iv,
            KdfId::Mac => Pkcs12KeyType::Mac,
        };
        let rounds = i32::try_from(iterations).unwrap_or(i32::MAX);
        Zeroizing::new(with!(self, D => derive_key::<D>(password, salt, purpose, rounds, size)))
    }

    /// RFC 8018 section 5.2.
    pub(in crate::container) fn pbkdf2(
        self,
        password: &[u8],
        salt: &[u8],
        iterations: u32,
        size: usize,
    ) -> Zeroizing<Vec<u8>> {
        let mut key = Zeroizing::new(vec![0; size]);
        with!(self, D => pbkdf2::pbkdf2_hmac::<D>(password, salt, iterations, &mut key));
        key
    }

    /// RFC 8018 section 5.1, with all the bytes that the digest gives.
    pub(in crate::container) fn pbkdf1(self, password: &[u8], salt: &[u8], iterations: u32) -> Zeroizing<Vec<u8>> {
        let mut key = self.hash(&[password, salt]);
        for _ in 1..iterations {
            key = self.hash(&[&key]);
        }
        key
    }

    /// EVP_BytesToKey of OpenSSL with one iteration, as PEM encryption uses it.
    pub(in crate::container) fn bytes_to_key(self, password: &[u8], salt: &[u8], size: usize) -> Zeroizing<Vec<u8>> {
        let mut key = Zeroizing::new(Vec::with_capacity(size + self.size()));
        let mut block = Zeroizing::new(Vec::new());
        while key.len() < size {
            block = self.hash(&[&block, password, salt]);
            key.extend_from_slice(&block);
        }
        key.truncate(size);
        key
    }

    fn hash(self, parts: &[&[u8]]) -> Zeroizing<Vec<u8>> {
        with!(self, D => {
            let mut digest = D::new();
            for part in parts {
                digest.update(part);
            }
            let mut output = digest.finalize();
            let hash = Zeroizing::new(output.to_vec());
            output.as_mut_slice().zeroize();
            hash
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::printable::hex;

    #[test]
    fn pbkdf2_as_in_rfc_6070() {
        let key = Digest::Sha1.pbkdf2(b"password", b"salt", 2, 20);
        assert_eq!(hex(&key), "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957");
    }

    #[test]
    fn pbkdf1_and_bytes_to_key_agree_where_they_must() {
        let one = Digest::Md5.pbkdf1(b"password", b"saltsalt", 1);
        assert_eq!(*one, *Digest::Md5.bytes_to_key(b"password", b"saltsalt", 16));
        assert_eq!(Digest::Md5.bytes_to_key(b"password", b"saltsalt", 40).len(), 40);
        assert_ne!(*one, *Digest::Md5.pbkdf1(b"password", b"saltsalt", 2));
    }

    #[test]
    fn hmac_is_checked_whole() {
        // RFC 4231 test case 2.
        let expected = [
            0x5b, 0xdc, 0xc1, 0x46, 0xbf, 0x60, 0x75, 0x4e, 0x6a, 0x04, 0x24, 0x26, 0x08, 0x95, 0x75, 0xc7, 0x5a, 0x00,
            0x3f, 0x08, 0x9d, 0x27, 0x39, 0x83, 0x9d, 0xec, 0x58, 0xb9, 0x64, 0xec, 0x38, 0x43,
        ];
        let message = b"what do ya want for nothing?";
        assert!(Digest::Sha256.verify_hmac(b"Jefe", message, &expected));
        assert!(!Digest::Sha256.verify_hmac(b"Jefe", message, expected.get(..16).unwrap()));
        assert!(!Digest::Sha256.verify_hmac(b"jefe", message, &expected));
    }
}
