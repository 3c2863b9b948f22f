//! The schemes with one OID for everything: RFC 7292 appendix C, and PBES1 of RFC 8018 appendix A.3.
//!
//! ```asn1
//! pkcs-12PbeParams ::= SEQUENCE { salt OCTET STRING, iterations INTEGER }
//! PBEParameter     ::= SEQUENCE { salt OCTET STRING (SIZE(8)), iterationCount INTEGER }
//! ```

use der::asn1::ObjectIdentifier;

use super::cipher::Cipher;
use super::digest::Digest;
use super::kdf::{Kdf, iteration_count};
use super::scheme::Scheme;
use crate::container::OpenError;
use crate::container::asn1::{Element, OCTET_STRING};
use crate::message::Text;

/// One scheme.
pub(super) struct Row {
    oid: &'static str,
    name: &'static str,
    cipher: Cipher,
    /// Of PBKDF1. `None` for the derivation of PKCS#12.
    pbkdf1: Option<Digest>,
}

const RC2_40: Cipher = Cipher::Rc2 { effective_bits: 40 };
const RC2_64: Cipher = Cipher::Rc2 { effective_bits: 64 };
const RC2_128: Cipher = Cipher::Rc2 { effective_bits: 128 };
const RC4_40: Cipher = Cipher::Rc4 { key_size: 5 };
const RC4_128: Cipher = Cipher::Rc4 { key_size: 16 };

const fn row(oid: &'static str, name: &'static str, cipher: Cipher, pbkdf1: Option<Digest>) -> Row {
    Row { oid, name, cipher, pbkdf1 }
}

const SCHEMES: [Row; 10] = [
    row("1.2.840.113549.1.5.10", "PBE-SHA1-DES", Cipher::Des, Some(Digest::Sha1)),
    row("1.2.840.113549.1.5.11", "PBE-SHA1-RC2-64", RC2_64, Some(Digest::Sha1)),
    row("1.2.840.113549.1.5.3", "PBE-MD5-DES", Cipher::Des, Some(Digest::Md5)),
    row("1.2.840.113549.1.5.6", "PBE-MD5-RC2-64", RC2_64, Some(Digest::Md5)),
    row("1.2.840.113549.1.12.1.1", "PBE-SHA1-RC4-128", RC4_128, None),
    row("1.2.840.113549.1.12.1.2", "PBE-SHA1-RC4-40", RC4_40, None),
    row("1.2.840.113549.1.12.1.3", "PBE-SHA1-3DES", Cipher::TripleDes, None),
    row("1.2.840.113549.1.12.1.4", "PBE-SHA1-2DES", Cipher::TwoKeyTripleDes, None),
    row("1.2.840.113549.1.12.1.5", "PBE-SHA1-RC2-128", RC2_128, None),
    row("1.2.840.113549.1.12.1.6", "PBE-SHA1-RC2-40", RC2_40, None),
];

pub(super) fn by_oid(oid: ObjectIdentifier) -> Option<&'static Row> {
    let oid = oid.to_string();
    SCHEMES.iter().find(|row| row.oid == oid)
}

pub(super) fn read<'a>(what: &'static Text, row: &Row, parameters: Element<'a>) -> Result<Scheme<'a>, OpenError> {
    let mut fields = parameters.reader(what);
    let salt = fields.expect(OCTET_STRING, &Text { en: "the salt" })?.content;
    let iterations = iteration_count(&mut fields)?;
    let kdf = match row.pbkdf1 {
        Some(digest) => Kdf::Pbkdf1 { digest, salt, iterations },
        None => Kdf::Pkcs12 { salt, iterations },
    };
    Ok(Scheme { name: row.name.to_owned(), kdf, cipher: row.cipher, iv: &[] })
}
