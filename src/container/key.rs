//! A private key, kept secret, and its public key.

use std::fmt;

use der::asn1::ObjectIdentifier;
use sha2::{Digest, Sha256};
use x509_parser::prelude::FromDer;
use x509_parser::x509::SubjectPublicKeyInfo;
use zeroize::Zeroizing;

use super::asn1::{
    BIT_STRING, Element, INTEGER, NULL, OBJECT_IDENTIFIER, OCTET_STRING, Reader, SEQUENCE, constructed, element,
    primitive,
};
use super::{OpenError, public_key};
use crate::certificate::{Curve, KeyType};
use crate::message::Text;
use crate::printable::hex;
use crate::{Certificate, crypto};

const RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.1");
const RSA_PSS: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.10");
const EC: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.10045.2.1");
const ED25519: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.3.101.112");

const NOT_A_PAIR: &Text = &Text { en: "the public key beside the private key does not belong to it" };

/// A private key. Its bytes are wiped when it is dropped, and neither [`Debug`](std::fmt::Debug) nor a message shows them.
#[derive(Clone)]
pub struct PrivateKey {
    /// PKCS#8 PrivateKeyInfo or the traditional form, in DER.
    der: Zeroizing<Vec<u8>>,
    key_type: KeyType,
    /// SubjectPublicKeyInfo of its public key, in DER.
    spki: Vec<u8>,
}

impl PrivateKey {
    /// Type and size.
    pub fn key_type(&self) -> &KeyType {
        &self.key_type
    }

    /// SubjectPublicKeyInfo of its public key in DER (RFC 5280 section 4.1.2.7). Empty if the file does not hold it and
    /// it cannot be computed, as for kinds of keys that TLS does not use.
    pub fn spki(&self) -> &[u8] {
        &self.spki
    }

    /// SHA-256 of [`PrivateKey::spki`] as lower-case hex. Empty where that is.
    pub fn spki_sha256(&self) -> String {
        if self.spki.is_empty() { String::new() } else { hex(&Sha256::digest(&self.spki)) }
    }

    /// The key itself in DER, as it stands in the file: PKCS#8 (RFC 5958), PKCS#1 RSAPrivateKey (RFC 8017 appendix A.1.2)
    /// or ECPrivateKey (RFC 5915). Copies of it are the caller's to wipe.
    pub fn secret_der(&self) -> &[u8] {
        &self.der
    }

    /// Whether the certificate holds the public key of this key. `None` if that cannot be told, because the public key is
    /// not known (see [`PrivateKey::spki`]).
    pub fn belongs_to(&self, certificate: &Certificate) -> Option<bool> {
        (!self.spki.is_empty()).then(|| public_key::is_same(&self.spki, certificate.spki()))
    }

    pub(super) fn is_same(&self, other: &Self) -> bool {
        self.der == other.der || public_key::is_same(&self.spki, &other.spki)
    }

    /// Reads PKCS#8, PKCS#1 or ECPrivateKey, told apart by their content.
    pub(super) fn read(what: &'static Text, der: &[u8]) -> Result<Self, OpenError> {
        let mut outer = Reader::new(what, der);
        let fields = outer.expect(SEQUENCE, &Text { en: "a private key" })?;
        let der = Zeroizing::new(fields.raw.to_vec());
        let mut look = fields.reader(what);
        look.expect(INTEGER, &Text { en: "the version" })?;
        let public = match look.peek_tag() {
            Some(SEQUENCE) => read_pkcs8(what, look)?,
            Some(INTEGER) => {
                read_pkcs1(what, &[element(OBJECT_IDENTIFIER, &[RSA.as_bytes()]), vec![NULL, 0]].concat(), fields)?
            }
            Some(OCTET_STRING) => read_sec1(what, None, fields)?,
            _ => return Err(look.corrupt(&Text { en: "not a private key in PKCS#8, PKCS#1 or SEC 1" })),
        };
        let key_type = match SubjectPublicKeyInfo::from_der(&public.spki) {
            Ok((_, parsed)) => KeyType::of(&parsed),
            Err(_) => public.key_type,
        };
        Ok(Self { der, key_type, spki: public.spki })
    }
}

impl fmt::Debug for PrivateKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PrivateKey")
            .field("key_type", &self.key_type.to_string())
            .field("spki_sha256", &self.spki_sha256())
            .finish_non_exhaustive()
    }
}

/// The public key of a private one.
struct Public {
    /// As far as it is known without the public key.
    key_type: KeyType,
    /// SubjectPublicKeyInfo in DER. Empty if it is not known.
    spki: Vec<u8>,
}

/// ```asn1
/// OneAsymmetricKey ::= SEQUENCE {
///     version Version,
///     privateKeyAlgorithm AlgorithmIdentifier,
///     privateKey OCTET STRING,
///     attributes [0] Attributes OPTIONAL,
///     publicKey [1] BIT STRING OPTIONAL }
/// ```
/// RFC 5958 section 2; `fields` begins after the version.
fn read_pkcs8(what: &'static Text, mut fields: Reader<'_>) -> Result<Public, OpenError> {
    let algorithm = fields.expect(SEQUENCE, &Text { en: "the key algorithm" })?;
    let key = fields.expect(OCTET_STRING, &Text { en: "the private key" })?;
    fields.optional(constructed(0))?;
    let stated = fields.optional(primitive(1))?.and_then(|public| public.content.get(1..));
    let oid = algorithm.reader(what).oid(&Text { en: "the key algorithm" })?;
    match oid {
        RSA | RSA_PSS => {
            let inner = key.reader(what).expect(SEQUENCE, &Text { en: "an RSA private key" })?;
            read_pkcs1(what, algorithm.content, inner)
        }
        EC => {
            let inner = key.reader(what).expect(SEQUENCE, &Text { en: "an EC private key" })?;
            read_sec1(what, Some(algorithm.content), inner)
        }
        ED25519 => {
            // RFC 8410 section 7: an OCTET STRING in the OCTET STRING.
            let seed = key.reader(what).expect(OCTET_STRING, &Text { en: "an Ed25519 private key" })?;
            let Ok(secret) = <&[u8; 32]>::try_from(seed.content) else {
                return Err(OpenError::corrupt(what, seed.offset, &Text { en: "an Ed25519 key is 32 bytes long" }));
            };
            let computed = crypto::ed25519_public_key(secret);
            if let (Some(stated), Some(computed)) = (stated, &computed)
                && stated != computed
            {
                return Err(OpenError::corrupt(what, seed.offset, NOT_A_PAIR));
            }
            let known = stated.or(computed.as_ref().map(<[u8; 32]>::as_slice));
            Ok(Public {
                key_type: KeyType::Ed25519,
                spki: known.map(|key| spki(algorithm.content, key)).unwrap_or_default(),
            })
        }
        _ => {
            let key_type = KeyType::Other(oid.to_string());
            Ok(Public { key_type, spki: stated.map(|key| spki(algorithm.content, key)).unwrap_or_default() })
        }
    }
}

/// `RSAPrivateKey ::= SEQUENCE { version, modulus, publicExponent, privateExponent, ... }` (RFC 8017 appendix A.1.2).
fn read_pkcs1(what: &'static Text, algorithm: &[u8], key: Element<'_>) -> Result<Public, OpenError> {
    let mut fields = key.reader(what);
    fields.expect(INTEGER, &Text { en: "the version" })?;
    let modulus = fields.expect(INTEGER, &Text { en: "the modulus" })?;
    let exponent = fields.expect(INTEGER, &Text { en: "the public exponent" })?;
    for name in [
        &Text { en: "the private exponent of an RSA key" },
        &Text { en: "the first prime of an RSA key" },
        &Text { en: "the second prime of an RSA key" },
        &Text { en: "the first exponent of an RSA key" },
        &Text { en: "the second exponent of an RSA key" },
        &Text { en: "the coefficient of an RSA key" },
    ] {
        fields.expect(INTEGER, name)?;
    }
    let public = element(SEQUENCE, &[modulus.raw, exponent.raw]);
    Ok(Public { key_type: KeyType::Other(RSA.to_string()), spki: spki(algorithm, &public) })
}

/// ```asn1
/// ECPrivateKey ::= SEQUENCE {
///     version INTEGER { ecPrivkeyVer1(1) },
///     privateKey OCTET STRING,
///     parameters [0] ECParameters OPTIONAL,
///     publicKey [1] BIT STRING OPTIONAL }
/// ```
/// RFC 5915 section 3. In PKCS#8 the parameters stand in `algorithm`.
fn read_sec1(what: &'static Text, algorithm: Option<&[u8]>, key: Element<'_>) -> Result<Public, OpenError> {
    let mut fields = key.reader(what);
    fields.expect(INTEGER, &Text { en: "the version" })?;
    let scalar = fields.expect(OCTET_STRING, &Text { en: "the private key" })?;
    let parameters = fields.optional(constructed(0))?;
    let stated = match fields.optional(constructed(1))? {
        Some(public) => {
            public.reader(what).expect(BIT_STRING, &Text { en: "the public key" })?.content.get(1..).map(<[u8]>::to_vec)
        }
        None => None,
    };
    let algorithm = match (algorithm, parameters) {
        (Some(algorithm), _) => algorithm.to_vec(),
        (None, Some(parameters)) => {
            [element(OBJECT_IDENTIFIER, &[EC.as_bytes()]), parameters.content.to_vec()].concat()
        }
        (None, None) => return Err(fields.corrupt(&Text { en: "an EC key that does not say its curve" })),
    };
    let curve = named_curve(&algorithm);
    let computed = curve.and_then(|curve| crypto::ec_public_point(curve, scalar.content));
    if let (Some(stated), Some(computed)) = (&stated, &computed)
        && !public_key::is_same_point(stated, computed)
    {
        return Err(OpenError::corrupt(what, scalar.offset, NOT_A_PAIR));
    }
    let point = stated.or(computed);
    let key_type = curve.map_or_else(|| KeyType::Other(EC.to_string()), KeyType::Ec);
    Ok(Public { key_type, spki: point.map(|point| spki(&algorithm, &point)).unwrap_or_default() })
}

/// The curve in the contents of an AlgorithmIdentifier.
fn named_curve(algorithm: &[u8]) -> Option<Curve> {
    let mut fields = Reader::new(&Text { en: "the curve" }, algorithm);
    fields.next().ok()?;
    Curve::from_oid(fields.try_next(OBJECT_IDENTIFIER)?.content)
}

/// `SubjectPublicKeyInfo ::= SEQUENCE { algorithm AlgorithmIdentifier, subjectPublicKey BIT STRING }`.
fn spki(algorithm: &[u8], public: &[u8]) -> Vec<u8> {
    element(SEQUENCE, &[&element(SEQUENCE, &[algorithm]), &element(BIT_STRING, &[&[0], public])])
}
