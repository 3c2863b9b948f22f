//! RSA in pure Rust: all of it for one backend, and for the other what is too old for its library.

use md5::Md5;
use rsa::{BoxedUint, Pss, PublicKey};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256, Sha384, Sha512};

use super::SignatureError;
use super::algorithm::Hash;
use super::public_key::{RSA_BITS, RsaPublicKey};

/// Checks an RSASSA-PKCS1-v1_5 signature.
pub(super) fn verify_pkcs1(
    hash: Hash,
    key: &RsaPublicKey,
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    let key = public_key(key)?;
    let verdict = match hash {
        Hash::Md5 => key.pkcs1v15_verify::<Md5>(message, signature),
        Hash::Sha1 => key.pkcs1v15_verify::<Sha1>(message, signature),
        Hash::Sha224 => key.pkcs1v15_verify::<Sha224>(message, signature),
        Hash::Sha256 => key.pkcs1v15_verify::<Sha256>(message, signature),
        Hash::Sha384 => key.pkcs1v15_verify::<Sha384>(message, signature),
        Hash::Sha512 => key.pkcs1v15_verify::<Sha512>(message, signature),
        Hash::Md2 | Hash::Md4 => return Err(SignatureError::UnsupportedAlgorithm),
    };
    verdict.map_err(|_| SignatureError::Invalid)
}

/// Checks an RSASSA-PSS signature with `hash` in MGF1 too and exactly `salt_length` bytes of salt.
pub(super) fn verify_pss(
    hash: Hash,
    salt_length: u16,
    key: &RsaPublicKey,
    message: &[u8],
    signature: &[u8],
) -> Result<(), SignatureError> {
    let key = public_key(key)?;
    let salt = usize::from(salt_length);
    let verdict = match hash {
        Hash::Sha1 => key.verify(Pss::<Sha1>::new_with_salt(salt), &Sha1::digest(message), signature),
        Hash::Sha224 => key.verify(Pss::<Sha224>::new_with_salt(salt), &Sha224::digest(message), signature),
        Hash::Sha256 => key.verify(Pss::<Sha256>::new_with_salt(salt), &Sha256::digest(message), signature),
        Hash::Sha384 => key.verify(Pss::<Sha384>::new_with_salt(salt), &Sha384::digest(message), signature),
        Hash::Sha512 => key.verify(Pss::<Sha512>::new_with_salt(salt), &Sha512::digest(message), signature),
        Hash::Md2 | Hash::Md4 | Hash::Md5 => return Err(SignatureError::UnsupportedAlgorithm),
    };
    verdict.map_err(|_| SignatureError::Invalid)
}

fn public_key(key: &RsaPublicKey) -> Result<PublicKey, SignatureError> {
    let modulus = BoxedUint::from_be_slice_vartime(&key.modulus);
    PublicKey::new_with_size_limits(modulus, BoxedUint::from(key.exponent), RSA_BITS)
        .map_err(|_| SignatureError::UnsuitableKey)
}
