//! How a password becomes a key.

use der::asn1::ObjectIdentifier;
use zeroize::Zeroizing;

use super::digest::Digest;
use super::unsupported::name_of;
use crate::container::OpenError;
use crate::container::asn1::{Element, INTEGER, OCTET_STRING, Reader, SEQUENCE};
use crate::container::meter::Meter;
use crate::message::{Message, Text, message};

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

message! {
    /// With a hash that may have no name.
    fn pbkdf2_with(algorithm: Message) {
        en: "PBKDF2 with {algorithm}",
    }
}

impl<'a> Pbkdf2<'a> {
    /// Reads the AlgorithmIdentifier of a key derivation that has to be PBKDF2.
    pub(in crate::container) fn read(what: &'static Text, algorithm: &Element<'a>) -> Result<Self, OpenError> {
        let mut fields = algorithm.reader(what);
        let oid = fields.oid(&Text { en: "the key derivation" })?;
        if oid != PBKDF2 {
            return Err(OpenError::unsupported(what, name_of(oid)));
        }
        Self::read_parameters(what, &mut fields)
    }

    pub(super) fn read_parameters(what: &'static Text, fields: &mut Reader<'a>) -> Result<Self, OpenError> {
        let mut fields = fields.expect(SEQUENCE, &Text { en: "the parameters of PBKDF2" })?.reader(what);
        if fields.peek_tag() == Some(SEQUENCE) {
            return Err(OpenError::unsupported(what, &Text { en: "PBKDF2 with a salt from elsewhere" }));
        }
        let salt = fields.expect(OCTET_STRING, &Text { en: "the salt" })?.content;
        let iterations = iteration_count(&mut fields)?;
        let key_size = match fields.peek_tag() {
            Some(INTEGER) => Some(fields.unsigned(&Text { en: "the key length" })?),
            _ => None,
        };
        let prf = match fields.optional(SEQUENCE)? {
            Some(prf) => {
                let oid = prf.reader(what).oid(&Text { en: "the pseudorandom function" })?;
                Digest::from_hmac_oid(oid).ok_or_else(|| OpenError::unsupported(what, pbkdf2_with(name_of(oid))))?
            }
            None => Digest::Sha1,
        };
        Ok(Self { salt, iterations, key_size, prf })
    }

    pub(in crate::container) fn derive(
        &self,
        what: &'static Text,
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
    match fields.unsigned(&Text { en: "the iteration count" })? {
        0 => Err(fields.corrupt(&Text { en: "an iteration count of 0" })),
        iterations => Ok(iterations),
    }
}
