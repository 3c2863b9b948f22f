//! Certificate files, read by content and never by name, into a [`Bundle`].
//!
//! What a certificate means is not known here; that the file holds it, and how it was stored, is.

mod asn1;
mod ber;
mod bundle;
mod collector;
mod der_file;
mod encrypted_key;
mod encryption;
mod error;
mod key;
mod meter;
mod open;
mod password;
mod pem;
mod pem_file;
mod pem_key;
mod pkcs12;
mod pkcs7;
mod public_key;
mod text;
mod walk;

pub use bundle::{Bundle, BundleSummary, Dropped, Encoding, Encryption, Format, Iterations, KeySummary, Stored};
pub use error::OpenError;
pub use key::PrivateKey;
