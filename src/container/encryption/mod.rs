//! Encryption with passwords: an AlgorithmIdentifier becomes a [`Scheme`], and a scheme decrypts.

mod cipher;
mod digest;
mod kdf;
mod pbe;
mod pbes2;
mod read;
mod scheme;
mod unsupported;

pub(super) use cipher::Cipher;
pub(super) use digest::{Digest, KdfId};
pub(super) use kdf::{Pbkdf2, iteration_count};
pub(super) use scheme::{Scheme, is_one_element};
pub(super) use unsupported::{name_of, named};
