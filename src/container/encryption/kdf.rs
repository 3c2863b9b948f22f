//! How a password becomes a key.

use der::asn1::ObjectIdentifier;
use zeroize::Zeroizing;

use super::digest::Digest;
use super::unsupported::name_of;
use crate::container::OpenError;
use crate::container::asn1::{Element, INTEGER, OCTET_STRING, Reader, SEQUENCE};
use crate::container::meter::Meter;

pub(super) const PBKDF2: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.12");

/// How a password becomes a key.
pub(super) enum Kdf<'a> {
    /// RFC 7292 appendix B, with SHA-1.
    Pkcs12 { salt: &'a [u8], iterations: u64 },
    /// RFC 8018 section 5.1.
    Pbkdf1 { digest: Digest, salt: &'a [u8], iterations: u64 },
    /// RFC 8018 section 5.2.
    Pbkdf2(Pbkdf2<'a>),
    /// RFC 7914.
    Scrypt { salt: &'a [u8], n: u64, r: u64, p: u64 },
}

/// ```asn1
/// PBKDF2-params ::= SEQUENCE {
///     salt CHOICE { specified OCTET STRING, otherSource AlgorithmIdentifier },
///     iterationCount INTEGER (1..MAX),
///     keyLength INTEGER (1..MAX) OPTIONAL,
///     prf AlgorithmIdentifier DEFAULT algid-hmacWithSHA1 }
/// ```
pub(in crate::container) struct Pbkdf2<'a> {
    salt: &'a [u8],
    pub(in crate::container) iterations: u64,
    pub(in crate::container) key_size: Option<u64>,
    pub(in crate::container) prf: Digest,
}

impl<'a> Pbkdf2<'a> {
    /// Reads the AlgorithmIdentifier of a key derivation that has to be PBKDF2.
    pub(in crate::container) fn read(what: &'static str, algorithm: &Element<'a>) -> Result<Self, OpenError> {
        let mut fields = algorithm.reader(what);
        let oid = fields.oid("the key derivation")?;
        if oid != PBKDF2 {
            return Err(OpenError::unsupported(what, name_of(oid)));
        }
        Self::read_parameters(what, &mut fields)
    }

    pub(super) fn read_parameters(what: &'static str, fields: &mut Reader<'a>) -> Result<Self, OpenError> {
        let mut fields = fields.expect(SEQUENCE, "the parameters of PBKDF2")?.reader(what);
        if fields.peek_tag() == Some(SEQUENCE) {
            return Err(OpenError::unsupported(what, "PBKDF2 with a salt from elsewhere"));
        }
        let salt = fields.expect(OCTET_STRING, "the salt")?.content;
        let iterations = iteration_count(&mut fields)?;
        let key_size = match fields.peek_tag() {
            Some(INTEGER) => Some(fields.unsigned("the key length")?),
            _ => None,
        };
        let prf = match fields.optional(SEQUENCE)? {
            Some(prf) => {
                let oid = prf.reader(what).oid("the pseudorandom function")?;
                Digest::from_hmac_oid(oid)
                    .ok_or_else(|| OpenError::unsupported(what, format!("PBKDF2 with {}", name_of(oid))))?
            }
            None => Digest::Sha1,
        };
        Ok(Self { salt, iterations, key_size, prf })
    }

    pub(in crate::container) fn derive(
        &self,
        what: &'static str,
        password: &[u8],
        size: usize,
        meter: &mut Meter<'_>,
    ) -> Result<Zeroizing<Vec<u8>>, OpenError> {
        let iterations = meter.iterations(what, self.iterations, size.div_ceil(self.prf.size()))?;
        Ok(self.prf.pbkdf2(password, self.salt, iterations, size))
    }
}

/// Iterations of any derivation. None is no derivation.
pub(in crate::container) fn iteration_count(fields: &mut Reader<'_>) -> Result<u64, OpenError> {
    match fields.unsigned("the iteration count")? {
        0 => Err(fields.corrupt("an iteration count of 0")),
        iterations => Ok(iterations),
    }
}
