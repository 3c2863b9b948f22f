//! Signature algorithms by name: what an AlgorithmIdentifier says, whether or not it can be checked.

use std::fmt;

use der::asn1::ObjectIdentifier;
use x509_parser::asn1_rs::{Any, Tag};
use x509_parser::oid_registry::Oid;
use x509_parser::prelude::FromDer;
use x509_parser::signature_algorithm::RsaSsaPssParams;
use x509_parser::x509::AlgorithmIdentifier;

use crate::message::argument_by_display;

/// A signature algorithm with an OID that the library knows.
///
/// ```asn1
/// AlgorithmIdentifier  ::=  SEQUENCE  {
///     algorithm               OBJECT IDENTIFIER,
///     parameters              ANY DEFINED BY algorithm OPTIONAL  }
/// ```
/// RFC 5280, section 4.1.1.2.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct SignatureAlgorithm {
    name: &'static str,
    scheme: Scheme,
}

/// How a signature is made, with all that its check depends on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    /// RSASSA-PKCS1-v1_5 (RFC 8017, section 8.2).
    RsaPkcs1(Hash),
    /// RSASSA-PSS (RFC 8017, section 8.1). `None` if its parameters are absent, unreadable, or name an unknown hash.
    RsaPss(Option<PssParameters>),
    /// DSA (FIPS 186-4).
    Dsa(Hash),
    /// ECDSA (FIPS 186-5). The curve is the key's.
    Ecdsa(Hash),
    /// Ed25519 (RFC 8032).
    Ed25519,
    /// Ed448 (RFC 8032).
    Ed448,
    /// ML-DSA (FIPS 204) in any of its three sizes.
    MlDsa,
}

/// A hash function of a signature algorithm.
///
/// [`Display`](fmt::Display) writes `SHA-256`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Hash {
    /// MD2 (RFC 1319).
    Md2,
    /// MD4 (RFC 1320).
    Md4,
    /// MD5 (RFC 1321).
    Md5,
    /// SHA-1 (FIPS 180-4).
    Sha1,
    /// SHA-224 (FIPS 180-4).
    Sha224,
    /// SHA-256 (FIPS 180-4).
    Sha256,
    /// SHA-384 (FIPS 180-4).
    Sha384,
    /// SHA-512 (FIPS 180-4).
    Sha512,
}

/// The parameters of RSASSA-PSS.
///
/// ```asn1
/// RSASSA-PSS-params  ::=  SEQUENCE  {
///     hashAlgorithm      [0] HashAlgorithm DEFAULT sha1Identifier,
///     maskGenAlgorithm   [1] MaskGenAlgorithm DEFAULT mgf1SHA1Identifier,
///     saltLength         [2] INTEGER DEFAULT 20,
///     trailerField       [3] INTEGER DEFAULT 1  }
/// ```
/// RFC 4055, section 3.1. The mask generation is MGF1, and the trailer 1: there are no others.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PssParameters {
    /// Hash of the message.
    pub(crate) hash: Hash,
    /// Hash of the mask generation.
    pub(crate) mask_hash: Hash,
    /// Length of the salt in bytes; in the parameters of a key, the least length.
    pub(crate) salt_length: u32,
}

impl SignatureAlgorithm {
    /// Reads an AlgorithmIdentifier in DER. `None` if it cannot be read or its OID is unknown.
    ///
    /// Outside RSASSA-PSS the parameters may be absent or NULL, whichever the algorithm's RFC asks for: issuers have got
    /// that wrong both ways, and it does not change what was signed. Others make the algorithm another, unknown one.
    pub(crate) fn from_der(algorithm: &[u8]) -> Option<Self> {
        let (rest, identifier) = AlgorithmIdentifier::from_der(algorithm).ok()?;
        if !rest.is_empty() {
            return None;
        }
        let oid = object_identifier(&identifier.algorithm)?;
        let &(_, name, scheme) = KNOWN.iter().find(|(known, ..)| *known == oid)?;
        let scheme = match scheme {
            Scheme::RsaPss(_) => Scheme::RsaPss(identifier.parameters().and_then(PssParameters::from_any)),
            scheme if absent_or_null(identifier.parameters()) => scheme,
            _ => return None,
        };
        Some(Self { name, scheme })
    }

    /// The name in the algorithm's RFC, such as `sha256WithRSAEncryption`.
    pub(crate) fn name(&self) -> &'static str {
        self.name
    }

    /// The hash of the message. `None` where it is no choice of its own (EdDSA, ML-DSA) or unreadable (RSASSA-PSS).
    pub(crate) fn hash(&self) -> Option<Hash> {
        match self.scheme {
            Scheme::RsaPkcs1(hash) | Scheme::Dsa(hash) | Scheme::Ecdsa(hash) => Some(hash),
            Scheme::RsaPss(parameters) => parameters.map(|parameters| parameters.hash),
            Scheme::Ed25519 | Scheme::Ed448 | Scheme::MlDsa => None,
        }
    }

    /// How the signature is made.
    pub(super) fn scheme(&self) -> Scheme {
        self.scheme
    }
}

impl PssParameters {
    /// Reads RSASSA-PSS-params.
    pub(super) fn from_any(parameters: &Any<'_>) -> Option<Self> {
        let parameters = RsaSsaPssParams::try_from(parameters).ok()?;
        let mask = parameters.mask_gen_algorithm().ok()?;
        if object_identifier(&mask.mgf)? != ID_MGF1 || parameters.trailer_field() != 1 {
            return None;
        }
        Some(Self {
            hash: Hash::from_oid(parameters.hash_algorithm_oid())?,
            mask_hash: Hash::from_oid(&mask.hash)?,
            salt_length: parameters.salt_length(),
        })
    }
}

impl Hash {
    fn from_oid(oid: &Oid<'_>) -> Option<Self> {
        let oid = object_identifier(oid)?;
        HASHES.iter().find(|(known, _)| *known == oid).map(|(_, hash)| *hash)
    }
}

argument_by_display!(Hash);

impl fmt::Display for Hash {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Md2 => "MD2",
            Self::Md4 => "MD4",
            Self::Md5 => "MD5",
            Self::Sha1 => "SHA-1",
            Self::Sha224 => "SHA-224",
            Self::Sha256 => "SHA-256",
            Self::Sha384 => "SHA-384",
            Self::Sha512 => "SHA-512",
        })
    }
}

fn object_identifier(oid: &Oid<'_>) -> Option<ObjectIdentifier> {
    ObjectIdentifier::from_bytes(oid.as_bytes()).ok()
}

fn absent_or_null(parameters: Option<&Any<'_>>) -> bool {
    parameters.is_none_or(|parameters| parameters.tag() == Tag::Null && parameters.data.is_empty())
}

/// Signature algorithms by OID. RSASSA-PSS gets its parameters when it is read.
#[rustfmt::skip]
const KNOWN: &[(ObjectIdentifier, &str, Scheme)] = &[
    // RFC 8410, section 3.
    (oid("1.3.101.112"),             "id-Ed25519",                     Scheme::Ed25519),
    (oid("1.3.101.113"),             "id-Ed448",                       Scheme::Ed448),
    // OIW Stable Implementation Agreements, part 12; Windows and old tools still write them.
    (oid("1.3.14.3.2.3"),            "md5WithRSA",                     Scheme::RsaPkcs1(Hash::Md5)),
    (oid("1.3.14.3.2.27"),           "dsaWithSHA1",                    Scheme::Dsa(Hash::Sha1)),
    (oid("1.3.14.3.2.29"),           "sha1WithRSASignature",           Scheme::RsaPkcs1(Hash::Sha1)),
    // RFC 3279, section 2.2.2.
    (oid("1.2.840.10040.4.3"),       "id-dsa-with-sha1",               Scheme::Dsa(Hash::Sha1)),
    // RFC 3279, section 2.2.3.
    (oid("1.2.840.10045.4.1"),       "ecdsa-with-SHA1",                Scheme::Ecdsa(Hash::Sha1)),
    // RFC 5758, section 3.2.
    (oid("1.2.840.10045.4.3.1"),     "ecdsa-with-SHA224",              Scheme::Ecdsa(Hash::Sha224)),
    (oid("1.2.840.10045.4.3.2"),     "ecdsa-with-SHA256",              Scheme::Ecdsa(Hash::Sha256)),
    (oid("1.2.840.10045.4.3.3"),     "ecdsa-with-SHA384",              Scheme::Ecdsa(Hash::Sha384)),
    (oid("1.2.840.10045.4.3.4"),     "ecdsa-with-SHA512",              Scheme::Ecdsa(Hash::Sha512)),
    // RFC 8017, appendix A.2.4; MD4 is RFC 2313, section 11.
    (oid("1.2.840.113549.1.1.2"),    "md2WithRSAEncryption",           Scheme::RsaPkcs1(Hash::Md2)),
    (oid("1.2.840.113549.1.1.3"),    "md4WithRSAEncryption",           Scheme::RsaPkcs1(Hash::Md4)),
    (oid("1.2.840.113549.1.1.4"),    "md5WithRSAEncryption",           Scheme::RsaPkcs1(Hash::Md5)),
    (oid("1.2.840.113549.1.1.5"),    "sha1WithRSAEncryption",          Scheme::RsaPkcs1(Hash::Sha1)),
    // RFC 4055, section 3.
    (oid("1.2.840.113549.1.1.10"),   "id-RSASSA-PSS",                  Scheme::RsaPss(None)),
    // RFC 4055, section 5.
    (oid("1.2.840.113549.1.1.11"),   "sha256WithRSAEncryption",        Scheme::RsaPkcs1(Hash::Sha256)),
    (oid("1.2.840.113549.1.1.12"),   "sha384WithRSAEncryption",        Scheme::RsaPkcs1(Hash::Sha384)),
    (oid("1.2.840.113549.1.1.13"),   "sha512WithRSAEncryption",        Scheme::RsaPkcs1(Hash::Sha512)),
    (oid("1.2.840.113549.1.1.14"),   "sha224WithRSAEncryption",        Scheme::RsaPkcs1(Hash::Sha224)),
    // RFC 5758, section 3.1.
    (oid("2.16.840.1.101.3.4.3.1"),  "id-dsa-with-sha224",             Scheme::Dsa(Hash::Sha224)),
    (oid("2.16.840.1.101.3.4.3.2"),  "id-dsa-with-sha256",             Scheme::Dsa(Hash::Sha256)),
    // RFC 9881, section 2.
    (oid("2.16.840.1.101.3.4.3.17"), "id-ml-dsa-44",                   Scheme::MlDsa),
    (oid("2.16.840.1.101.3.4.3.18"), "id-ml-dsa-65",                   Scheme::MlDsa),
    (oid("2.16.840.1.101.3.4.3.19"), "id-ml-dsa-87",                   Scheme::MlDsa),
];

/// Hashes by OID, as the parameters of RSASSA-PSS name them.
#[rustfmt::skip]
const HASHES: &[(ObjectIdentifier, Hash)] = &[
    // RFC 8017, appendix B.1.
    (oid("1.2.840.113549.2.5"),     Hash::Md5),
    // RFC 4055, section 2.1.
    (oid("1.3.14.3.2.26"),          Hash::Sha1),
    (oid("2.16.840.1.101.3.4.2.1"), Hash::Sha256),
    (oid("2.16.840.1.101.3.4.2.2"), Hash::Sha384),
    (oid("2.16.840.1.101.3.4.2.3"), Hash::Sha512),
    (oid("2.16.840.1.101.3.4.2.4"), Hash::Sha224),
];

/// id-mgf1 (RFC 4055, section 2.2).
const ID_MGF1: ObjectIdentifier = oid("1.2.840.113549.1.1.8");

const fn oid(dotted: &str) -> ObjectIdentifier {
    ObjectIdentifier::new_unwrap(dotted)
}
