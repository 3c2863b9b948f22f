//! The integrity of a PKCS#12 file: a MAC under the password (RFC 7292 section 4, RFC 9579).
//!
//! ```asn1
//! MacData ::= SEQUENCE { mac DigestInfo, macSalt OCTET STRING, iterations INTEGER DEFAULT 1 }
//! DigestInfo ::= SEQUENCE { digestAlgorithm AlgorithmIdentifier, digest OCTET STRING }
//! PBMAC1-params ::= SEQUENCE { keyDerivationFunc AlgorithmIdentifier, messageAuthScheme AlgorithmIdentifier }
//! ```

use der::asn1::ObjectIdentifier;

use crate::container::OpenError;
use crate::container::asn1::{Element, INTEGER, OCTET_STRING, Reader, SEQUENCE};
use crate::container::encryption::{Digest, KdfId, Pbkdf2, iteration_count, name_of};
use crate::container::meter::Meter;
use crate::container::password::Password;
use crate::message::{Message, Text, message};

pub(super) const WHAT: &Text = &Text { en: "the MAC of the PKCS#12 file" };
const PBMAC1: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.5.14");
/// Bytes of a key for HMAC: longer ones are hashed, and nobody writes them.
const MAX_KEY_SIZE: usize = 1024;

pub(super) struct MacData<'a> {
    kind: Kind<'a>,
    expected: &'a [u8],
}

enum Kind<'a> {
    /// RFC 7292 appendix B.
    Pkcs12 { digest: Digest, salt: &'a [u8], iterations: u64 },
    /// RFC 9579.
    Pbmac1 { kdf: Pbkdf2<'a>, key_size: usize, hmac: Digest },
}

impl<'a> MacData<'a> {
    pub(super) fn read(mac_data: &Element<'a>) -> Result<Self, OpenError> {
        let mut fields = mac_data.reader(WHAT);
        let mut info = fields.expect(SEQUENCE, &Text { en: "the digest" })?.reader(WHAT);
        let algorithm = info.expect(SEQUENCE, &Text { en: "the digest algorithm" })?;
        let expected = info.expect(OCTET_STRING, &Text { en: "the value of the MAC" })?.content;
        let mut algorithm = algorithm.reader(WHAT);
        let oid = algorithm.oid(&Text { en: "the digest algorithm" })?;
        if oid == PBMAC1 {
            // The salt and the iterations that follow are there for old readers and mean nothing.
            return Ok(Self { kind: read_pbmac1(algorithm)?, expected });
        }
        let Some(digest) = Digest::from_oid(oid) else {
            return Err(OpenError::unsupported(WHAT, name_of(oid)));
        };
        let salt = fields.expect(OCTET_STRING, &Text { en: "the salt" })?.content;
        let iterations = match fields.peek_tag() {
            Some(INTEGER) => iteration_count(&mut fields)?,
            _ => 1,
        };
        Ok(Self { kind: Kind::Pkcs12 { digest, salt, iterations }, expected })
    }

    /// `HMAC-SHA256` or `PBMAC1/PBKDF2-HMAC-SHA256/HMAC-SHA256`.
    pub(super) fn name(&self) -> String {
        match &self.kind {
            Kind::Pkcs12 { digest, .. } => format!("HMAC-{}", digest.name()),
            Kind::Pbmac1 { kdf, hmac, .. } => format!("PBMAC1/PBKDF2-HMAC-{}/HMAC-{}", kdf.prf.name(), hmac.name()),
        }
    }

    pub(super) fn iterations(&self) -> u64 {
        match &self.kind {
            Kind::Pkcs12 { iterations, .. } => *iterations,
            Kind::Pbmac1 { kdf, .. } => kdf.iterations,
        }
    }

    /// Checks the MAC over `message`, and notes which reading of the password it is under. `what` is what the password is
    /// said to be for.
    pub(super) fn verify(
        &self,
        what: &'static Text,
        message: &[u8],
        password: &mut Password,
        meter: &mut Meter<'_>,
    ) -> Result<(), OpenError> {
        match &self.kind {
            Kind::Pbmac1 { kdf, key_size, hmac } => {
                let key = kdf.derive(WHAT, password.utf8(), *key_size, meter)?;
                if hmac.verify_hmac(&key, message, self.expected) {
                    return Ok(());
                }
            }
            Kind::Pkcs12 { digest, salt, iterations } => {
                for reading in 0..password.readings() {
                    let iterations = meter.iterations(WHAT, *iterations, 1)?;
                    let bmp = password.bmp(reading);
                    let key = digest.pkcs12_kdf(bmp, salt, KdfId::Mac, iterations, digest.size());
                    if digest.verify_hmac(&key, message, self.expected) {
                        password.prefer(reading);
                        return Ok(());
                    }
                }
            }
        }
        Err(password.does_not_fit(what))
    }
}

message! {
    /// With a hash that may have no name.
    fn pbmac1_with(algorithm: Message) {
        en: "PBMAC1 with {algorithm}",
    }
    fn key_of_length(bytes: String) {
        en: "PBMAC1 with a key of {bytes} bytes",
    }
}

/// RFC 9579 section 4: the key length has to be there.
fn read_pbmac1<'a>(mut algorithm: Reader<'a>) -> Result<Kind<'a>, OpenError> {
    let mut fields = algorithm.expect(SEQUENCE, &Text { en: "the parameters of PBMAC1" })?.reader(WHAT);
    let kdf = Pbkdf2::read(WHAT, &fields.expect(SEQUENCE, &Text { en: "the key derivation" })?)?;
    let oid =
        fields.expect(SEQUENCE, &Text { en: "the MAC scheme" })?.reader(WHAT).oid(&Text { en: "the MAC scheme" })?;
    let Some(hmac) = Digest::from_hmac_oid(oid) else {
        return Err(OpenError::unsupported(WHAT, pbmac1_with(name_of(oid))));
    };
    let Some(key_size) = kdf.key_size else {
        return Err(fields.corrupt(&Text { en: "PBMAC1 without the length of its key" }));
    };
    match usize::try_from(key_size) {
        Ok(key_size @ 1..=MAX_KEY_SIZE) => Ok(Kind::Pbmac1 { kdf, key_size, hmac }),
        _ => Err(fields.corrupt(key_of_length(key_size.to_string()))),
    }
}
