//! DSA (FIPS 186-4): its keys, their parameters, and the check of a signature, the same for every backend.
//!
//! The crate `dsa` is not used: it takes exponents as long as the prime, which costs ten times as much, and panics where a
//! number of the key has fewer words than the prime, which is for the maker of a certificate to choose.

use crypto_bigint::modular::{BoxedMontyForm, BoxedMontyParams};
use crypto_bigint::{BoxedUint, Odd};
use der::asn1::UintRef;
use der::{Decode, Reader, SliceReader};
use sha1::Sha1;
use sha2::{Digest, Sha224, Sha256};
use std::ops::RangeInclusive;
use x509_parser::asn1_rs::{Any, Class, Tag};

use super::SignatureError;
use super::algorithm::Hash;
use super::modulus::modulus_bits;

/// A DSA key.
///
/// ```asn1
/// DSAPublicKey  ::=  INTEGER  -- public key, Y
/// ```
/// RFC 3279, section 2.3.2.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct DsaPublicKey {
    parameters: Option<DsaParameters>,
    /// Big-endian, without leading zeros, and no longer than the longest prime.
    y: Vec<u8>,
}

/// The parameters of a DSA key, within the bounds of this module.
///
/// ```asn1
/// Dss-Parms  ::=  SEQUENCE  {
///     p             INTEGER,
///     q             INTEGER,
///     g             INTEGER  }
/// ```
/// RFC 3279, section 2.3.2. All are big-endian and without leading zeros.
#[derive(Clone, Debug, PartialEq, Eq)]
struct DsaParameters {
    p: Vec<u8>,
    q: Vec<u8>,
    g: Vec<u8>,
}

/// Sizes of p: FIPS 186-2 began at 512 bits, FIPS 186-4 ends at 3072. The time of a check grows with the square.
const P_BITS: RangeInclusive<usize> = 512..=3072;

/// Sizes of q (FIPS 186-4, section 4.2). The time of a check grows with them.
const Q_BITS: [usize; 3] = [160, 224, 256];

impl DsaPublicKey {
    /// Reads a DSAPublicKey and the parameters of its AlgorithmIdentifier. Absent or NULL parameters are the issuer's.
    pub(super) fn from_der(key: &[u8], parameters: Option<&Any<'_>>) -> Option<Self> {
        let y = UintRef::from_der(key).ok()?.as_bytes();
        if modulus_bits(y) > *P_BITS.end() {
            return None;
        }
        let key = Self { parameters: None, y: y.to_vec() };
        match parameters {
            None => Some(key),
            Some(parameters) if parameters.tag() == Tag::Null => Some(key),
            Some(parameters) => key.with_parameters(DsaParameters::from_any(parameters)?),
        }
    }

    /// This key with the issuer's parameters. `None` if it has its own, the issuer none, or y does not suit them.
    pub(super) fn with_inherited_parameters(&self, issuer: &Self) -> Option<Self> {
        match (&self.parameters, &issuer.parameters) {
            (None, Some(inherited)) => self.clone().with_parameters(inherited.clone()),
            _ => None,
        }
    }

    fn with_parameters(self, parameters: DsaParameters) -> Option<Self> {
        let suits = is_between_1_and(&self.y, &parameters.p);
        suits.then_some(Self { parameters: Some(parameters), ..self })
    }

    /// Bits of p. `None` without parameters.
    pub(super) fn bits(&self) -> Option<usize> {
        self.parameters.as_ref().map(|parameters| modulus_bits(&parameters.p))
    }

    /// Checks a signature, a Dss-Sig-Value in DER. A key without parameters is unsuitable.
    pub(super) fn verify(&self, hash: Hash, message: &[u8], signature: &[u8]) -> Result<(), SignatureError> {
        let parameters = self.parameters.as_ref().ok_or(SignatureError::UnsuitableKey)?;
        let digest = match hash {
            Hash::Sha1 => Sha1::digest(message).to_vec(),
            Hash::Sha224 => Sha224::digest(message).to_vec(),
            Hash::Sha256 => Sha256::digest(message).to_vec(),
            Hash::Md2 | Hash::Md4 | Hash::Md5 | Hash::Sha384 | Hash::Sha512 => {
                return Err(SignatureError::UnsupportedAlgorithm);
            }
        };
        match self.accepts(parameters, &digest, signature) {
            Some(true) => Ok(()),
            Some(false) | None => Err(SignatureError::Invalid),
        }
    }

    /// FIPS 186-4, section 4.7, in its names. `None` if r or s is out of bounds or a number has no inverse.
    fn accepts(&self, parameters: &DsaParameters, digest: &[u8], signature: &[u8]) -> Option<bool> {
        let (r, s) = read_signature(signature)?;
        let q = Modulus::new(&parameters.q)?;
        let (r, s) = (q.nonzero_below(r)?, q.nonzero_below(s)?);
        // The leftmost bits, as many as q has: bytes, by the choice of its sizes.
        let z = q.residue(digest.get(..parameters.q.len()).unwrap_or(digest))?;

        let w = q.form(s).invert_vartime().into_option()?;
        let u1 = z.mul(&w).retrieve();
        let u2 = q.form(r.clone()).mul(&w).retrieve();

        let p = Modulus::new(&parameters.p)?;
        let q_bits = q.odd.bit_width_vartime();
        let g = p.residue(&parameters.g)?.pow_bounded_exp(&u1, q_bits);
        let y = p.residue(&self.y)?.pow_bounded_exp(&u2, q_bits);
        Some(g.mul(&y).retrieve().rem_vartime(q.odd.as_nz_ref()) == r)
    }
}

impl DsaParameters {
    /// Reads Dss-Parms. Whether p and q are prime is not asked: their issuer vouches for them, as for the key.
    fn from_any(parameters: &Any<'_>) -> Option<Self> {
        if parameters.class() != Class::Universal || parameters.tag() != Tag::Sequence {
            return None;
        }
        let mut reader = SliceReader::new(parameters.data).ok()?;
        let mut number = || Some(UintRef::decode(&mut reader).ok()?.as_bytes());
        let (p, q, g) = (number()?, number()?, number()?);
        reader.finish().ok()?;
        let suit = P_BITS.contains(&modulus_bits(p))
            && Q_BITS.contains(&modulus_bits(q))
            && is_odd(p)
            && is_odd(q)
            && is_between_1_and(g, p);
        suit.then(|| Self { p: p.to_vec(), q: q.to_vec(), g: g.to_vec() })
    }
}

/// An odd modulus, with what its arithmetic needs.
struct Modulus {
    odd: Odd<BoxedUint>,
    form: BoxedMontyParams,
}

impl Modulus {
    fn new(modulus: &[u8]) -> Option<Self> {
        let odd = Odd::new(BoxedUint::from_be_slice_vartime(modulus)).into_option()?;
        Some(Self { form: BoxedMontyParams::new_vartime(odd.clone()), odd })
    }

    /// A number of as many words as the modulus. `None` if it needs more.
    fn number(&self, number: &[u8]) -> Option<BoxedUint> {
        BoxedUint::from_be_slice(number, self.odd.bits_precision()).ok()
    }

    /// A number that is neither zero nor the modulus or more.
    fn nonzero_below(&self, number: &[u8]) -> Option<BoxedUint> {
        let number = self.number(number)?;
        (!bool::from(number.is_zero()) && number < *self.odd).then_some(number)
    }

    /// A number of no more words than the modulus, reduced by it.
    fn residue(&self, number: &[u8]) -> Option<BoxedMontyForm> {
        Some(self.form(self.number(number)?))
    }

    fn form(&self, number: BoxedUint) -> BoxedMontyForm {
        BoxedMontyForm::new(number, &self.form)
    }
}

/// Reads r and s.
///
/// ```asn1
/// Dss-Sig-Value  ::=  SEQUENCE  {
///     r       INTEGER,
///     s       INTEGER  }
/// ```
/// RFC 3279, section 2.2.2.
fn read_signature(signature: &[u8]) -> Option<(&[u8], &[u8])> {
    let mut reader = SliceReader::new(signature).ok()?;
    let (r, s) =
        reader.sequence(|reader| Ok::<_, der::Error>((UintRef::decode(reader)?, UintRef::decode(reader)?))).ok()?;
    reader.finish().ok()?;
    Some((r.as_bytes(), s.as_bytes()))
}

fn is_odd(number: &[u8]) -> bool {
    number.last().is_some_and(|last| last % 2 == 1)
}

/// Whether 1 < `number` < `limit`; both are big-endian and without leading zeros.
fn is_between_1_and(number: &[u8], limit: &[u8]) -> bool {
    modulus_bits(number) > 1 && (number.len(), number) < (limit.len(), limit)
}
