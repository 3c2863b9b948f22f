//! The fields of a CertificateList (RFC 5280 section 5.1), borrowed from its DER.

use std::cmp::Ordering;

use chrono::{DateTime, Utc};
use der::Tag;

use super::entry::CrlEntries;
use super::extension::Extension;
use super::point::IssuingDistributionPoint;
use super::reader::{Defect, Fields, Problem, context};

/// id-ce-issuerAltName, RFC 5280 section 5.2.2.
const ISSUER_ALT_NAME: &[u8] = &[0x55, 0x1d, 0x12];
/// id-ce-cRLNumber, section 5.2.3.
const CRL_NUMBER: &[u8] = &[0x55, 0x1d, 0x14];
/// id-ce-deltaCRLIndicator, section 5.2.4.
const DELTA_CRL_INDICATOR: &[u8] = &[0x55, 0x1d, 0x1b];
/// id-ce-issuingDistributionPoint, section 5.2.5.
const ISSUING_DISTRIBUTION_POINT: &[u8] = &[0x55, 0x1d, 0x1c];
/// id-ce-authorityKeyIdentifier, section 5.2.1.
const AUTHORITY_KEY_IDENTIFIER: &[u8] = &[0x55, 0x1d, 0x23];
/// id-ce-freshestCRL, section 5.2.6.
const FRESHEST_CRL: &[u8] = &[0x55, 0x1d, 0x2e];
/// id-pe-authorityInfoAccess, section 5.2.7.
const AUTHORITY_INFO_ACCESS: &[u8] = &[0x2b, 0x06, 0x01, 0x05, 0x05, 0x07, 0x01, 0x01];

/// ```asn1
/// CertificateList ::= SEQUENCE {
///     tbsCertList         TBSCertList,
///     signatureAlgorithm  AlgorithmIdentifier,
///     signatureValue      BIT STRING }
///
/// TBSCertList ::= SEQUENCE {
///     version              Version OPTIONAL, -- if present, MUST be v2
///     signature            AlgorithmIdentifier,
///     issuer               Name,
///     thisUpdate           Time,
///     nextUpdate           Time OPTIONAL,
///     revokedCertificates  SEQUENCE OF SEQUENCE { ... } OPTIONAL,
///     crlExtensions        [0] EXPLICIT Extensions OPTIONAL }
/// ```
pub(super) struct CertificateList<'a> {
    /// The signed bytes.
    pub(super) tbs: &'a [u8],
    /// The AlgorithmIdentifier in DER.
    pub(super) signature_algorithm: &'a [u8],
    pub(super) signature: &'a [u8],
    /// The Name in DER.
    pub(super) issuer: &'a [u8],
    pub(super) this_update: DateTime<Utc>,
    pub(super) next_update: Option<DateTime<Utc>>,
    pub(super) entries: CrlEntries<'a>,
    pub(super) extensions: Extensions<'a>,
}

/// What the extensions of a CRL say (RFC 5280 section 5.2).
#[derive(Default)]
pub(super) struct Extensions<'a> {
    /// The value of the authority key identifier, as it is encoded.
    pub(super) authority_key: Option<&'a [u8]>,
    /// The keyIdentifier inside.
    pub(super) authority_key_id: Option<&'a [u8]>,
    pub(super) number: Option<CrlNumber<'a>>,
    /// BaseCRLNumber: there is one in a delta CRL only.
    pub(super) base_number: Option<CrlNumber<'a>>,
    pub(super) scope: Option<IssuingDistributionPoint<'a>>,
    /// OID of a critical extension that is not known.
    pub(super) unknown_critical: Option<&'a [u8]>,
}

/// `CRLNumber ::= INTEGER (0..MAX)`, of any length: without leading zeros, so that the longer one is the larger one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct CrlNumber<'a>(&'a [u8]);

impl<'a> CertificateList<'a> {
    /// Reads a CRL, to its last byte.
    pub(super) fn read(der: &'a [u8]) -> Result<Self, Defect> {
        let mut input = Fields::new(der, 0);
        let mut outer = input.expect("CertificateList", Tag::Sequence)?.fields();
        input.finish("CertificateList")?;
        let tbs = outer.expect("tbsCertList", Tag::Sequence)?;
        let signature_algorithm = outer.algorithm("signatureAlgorithm")?;
        let signature = outer.expect("signatureValue", Tag::BitString)?;
        outer.finish("signatureValue")?;
        let Some((0, signature_bytes)) = signature.content.split_first() else {
            return Err(signature.defect("signatureValue", Problem::Invalid));
        };

        let mut fields = tbs.fields();
        let is_v2 = read_version(&mut fields)?;
        // RFC 5280 section 5.1.1.2: both MUST be the same.
        if fields.algorithm("signature")?.raw != signature_algorithm.raw {
            return Err(signature_algorithm.defect("signatureAlgorithm", Problem::AlgorithmsDiffer));
        }
        let before_issuer = fields;
        let issuer = fields.name("issuer")?;
        if Fields::new(issuer, 0).expect("issuer", Tag::Sequence)?.content.is_empty() {
            // Section 5.1.2.3: it MUST contain a non-empty distinguished name.
            return Err(before_issuer.defect("issuer", Problem::Empty));
        }
        let this_update = fields.time("thisUpdate")?;
        let next_update = fields.optional_time("nextUpdate")?;
        let entries = match fields.optional("revokedCertificates", Tag::Sequence)? {
            Some(revoked) => CrlEntries::read(&revoked, is_v2)?,
            None => CrlEntries::none(),
        };
        let extensions = match fields.optional("crlExtensions", context(0, true))? {
            Some(explicit) if !is_v2 => return Err(explicit.defect("crlExtensions", Problem::NeedsVersion2)),
            Some(explicit) => Extensions::read(explicit.fields())?,
            None => Extensions::default(),
        };
        fields.finish("tbsCertList")?;
        Ok(Self {
            tbs: tbs.raw,
            signature_algorithm: signature_algorithm.raw,
            signature: signature_bytes,
            issuer,
            this_update,
            next_update,
            entries,
            extensions,
        })
    }
}

/// Whether it is version 2. Version 1 has no number, and there is no other.
fn read_version(fields: &mut Fields<'_>) -> Result<bool, Defect> {
    match fields.optional("version", Tag::Integer)? {
        None => Ok(false),
        Some(version) if version.content == [1] => Ok(true),
        Some(version) => Err(version.defect("version", Problem::Invalid)),
    }
}

impl<'a> Extensions<'a> {
    /// The issuing distribution point as it is encoded.
    pub(super) fn scope_der(&self) -> Option<&'a [u8]> {
        self.scope.as_ref().map(|scope| scope.raw)
    }

    fn read(mut explicit: Fields<'a>) -> Result<Self, Defect> {
        let mut known = Self::default();
        for extension in Extension::read_all(&mut explicit, "crlExtensions")? {
            known.take(extension)?;
        }
        explicit.finish("crlExtensions")?;
        Ok(known)
    }

    fn take(&mut self, extension: Extension<'a>) -> Result<(), Defect> {
        match extension.oid {
            CRL_NUMBER => self.number = Some(CrlNumber::read(extension.value, "cRLNumber")?),
            DELTA_CRL_INDICATOR => self.base_number = Some(CrlNumber::read(extension.value, "deltaCRLIndicator")?),
            ISSUING_DISTRIBUTION_POINT => self.scope = Some(IssuingDistributionPoint::read(extension.value)?),
            AUTHORITY_KEY_IDENTIFIER => {
                const FIELD: &str = "authorityKeyIdentifier";
                let mut value = extension.value;
                let sequence = value.expect(FIELD, Tag::Sequence)?;
                value.finish(FIELD)?;
                self.authority_key = Some(sequence.raw);
                self.authority_key_id = sequence.fields().optional(FIELD, context(0, false))?.map(|id| id.content);
            }
            // They say where more can be found, or another name: nothing that bears on a status.
            ISSUER_ALT_NAME | FRESHEST_CRL | AUTHORITY_INFO_ACCESS => {}
            oid => {
                if extension.critical {
                    self.unknown_critical = Some(oid);
                }
            }
        }
        Ok(())
    }
}

impl<'a> CrlNumber<'a> {
    fn read(mut value: Fields<'a>, field: &'static str) -> Result<Self, Defect> {
        let negative = value.defect(field, Problem::Invalid);
        let number = value.integer(field)?;
        value.finish(field)?;
        if number.first().is_some_and(|first| first & 0x80 != 0) {
            return Err(negative);
        }
        let zeros = number.iter().take_while(|byte| **byte == 0).count();
        Ok(Self(number.get(zeros..).unwrap_or_default()))
    }
}

impl Ord for CrlNumber<'_> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.0.len().cmp(&other.0.len()).then_with(|| self.0.cmp(other.0))
    }
}

impl PartialOrd for CrlNumber<'_> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn number(bytes: &[u8]) -> CrlNumber<'_> {
        let zeros = bytes.iter().take_while(|byte| **byte == 0).count();
        CrlNumber(bytes.get(zeros..).unwrap())
    }

    #[test]
    fn crl_numbers_are_compared_as_numbers() {
        assert!(number(&[0xff]) < number(&[1, 0]));
        assert!(number(&[0, 0xff]) < number(&[1, 0]));
        assert!(number(&[2, 0]) > number(&[1, 0xff]));
        assert_eq!(number(&[0]), number(&[]));
    }
}
