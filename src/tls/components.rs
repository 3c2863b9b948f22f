//! What a cipher suite is made of.

use crate::message::display_by_word;

/// How the two sides agree on a secret.
///
/// ```
/// use apptunnel::tls::{Authentication, Cipher, KeyExchange, Mac, Suite};
///
/// let suite: Suite = "ECDHE-RSA-AES128-GCM-SHA256".parse().unwrap();
/// assert_eq!((suite.key_exchange(), suite.authentication()), (KeyExchange::Ecdhe, Authentication::Rsa));
/// assert_eq!((suite.cipher(), suite.mac()), (Cipher::Aes128Gcm, Mac::Aead));
/// ```
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum KeyExchange {
    /// The suite does not say: TLS 1.3.
    Any,
    /// Ephemeral Diffie-Hellman over finite fields.
    Dhe,
    /// Diffie-Hellman with the certificate's own key on a curve, which is not ephemeral.
    Ecdh,
    /// Ephemeral Diffie-Hellman on a curve.
    Ecdhe,
    /// Encryption to the certificate's RSA key.
    Rsa,
}

/// By which kind of key the server authenticates.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Authentication {
    /// The suite does not say: TLS 1.3.
    Any,
    /// By none.
    Anonymous,
    /// DSA.
    Dss,
    /// ECDSA. For [`KeyExchange::Ecdh`] the signature on the certificate.
    Ecdsa,
    /// RSA. For [`KeyExchange::Ecdh`] the signature on the certificate.
    Rsa,
}

/// How records are encrypted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[expect(missing_docs, reason = "IANA's names, without underscores")]
#[non_exhaustive]
pub enum Cipher {
    Aes128Cbc,
    Aes128Ccm,
    Aes128Ccm8,
    Aes128Gcm,
    Aes256Cbc,
    Aes256Ccm,
    Aes256Ccm8,
    Aes256Gcm,
    Aria128Gcm,
    Aria256Gcm,
    Camellia128Cbc,
    Camellia256Cbc,
    ChaCha20Poly1305,
    Des40Cbc,
    DesCbc,
    Null,
    Rc2Cbc40,
    Rc4_128,
    Rc4_40,
    TripleDesCbc,
}

/// How the integrity of records is kept.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum Mac {
    /// By the cipher itself.
    Aead,
    /// HMAC with MD5.
    Md5,
    /// HMAC with SHA-1.
    Sha1,
    /// HMAC with SHA-256.
    Sha256,
    /// HMAC with SHA-384.
    Sha384,
}

display_by_word!(KeyExchange, Authentication, Cipher, Mac);

impl KeyExchange {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Dhe => "dhe",
            Self::Ecdh => "ecdh",
            Self::Ecdhe => "ecdhe",
            Self::Rsa => "rsa",
        }
    }
}

impl Authentication {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Any => "any",
            Self::Anonymous => "anonymous",
            Self::Dss => "dss",
            Self::Ecdsa => "ecdsa",
            Self::Rsa => "rsa",
        }
    }
}

impl Cipher {
    /// Its name in those of IANA's suites, such as `AES_128_GCM`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Aes128Cbc => "AES_128_CBC",
            Self::Aes128Ccm => "AES_128_CCM",
            Self::Aes128Ccm8 => "AES_128_CCM_8",
            Self::Aes128Gcm => "AES_128_GCM",
            Self::Aes256Cbc => "AES_256_CBC",
            Self::Aes256Ccm => "AES_256_CCM",
            Self::Aes256Ccm8 => "AES_256_CCM_8",
            Self::Aes256Gcm => "AES_256_GCM",
            Self::Aria128Gcm => "ARIA_128_GCM",
            Self::Aria256Gcm => "ARIA_256_GCM",
            Self::Camellia128Cbc => "CAMELLIA_128_CBC",
            Self::Camellia256Cbc => "CAMELLIA_256_CBC",
            Self::ChaCha20Poly1305 => "CHACHA20_POLY1305",
            Self::Des40Cbc => "DES40_CBC",
            Self::DesCbc => "DES_CBC",
            Self::Null => "NULL",
            Self::Rc2Cbc40 => "RC2_CBC_40",
            Self::Rc4_128 => "RC4_128",
            Self::Rc4_40 => "RC4_40",
            Self::TripleDesCbc => "3DES_EDE_CBC",
        }
    }
}

impl Mac {
    /// The word for it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Aead => "aead",
            Self::Md5 => "md5",
            Self::Sha1 => "sha1",
            Self::Sha256 => "sha256",
            Self::Sha384 => "sha384",
        }
    }
}
