//! What one certificate says about policies.
//!
//! Read from the raw values: x509-parser refuses skip counts above 32 bits, which are merely large, and takes empty lists
//! and bytes that follow an extension, which DER forbids.

use std::collections::BTreeSet;

use der::{Decode, Header, Reader, SliceReader, Tag, TagNumber};
use x509_parser::oid_registry::{
    OID_X509_EXT_CERTIFICATE_POLICIES, OID_X509_EXT_INHIBIT_ANY_POLICY, OID_X509_EXT_POLICY_CONSTRAINTS,
    OID_X509_EXT_POLICY_MAPPINGS, Oid,
};

use super::failure::{PolicyExtension, PolicyFailure};
use super::{PolicyId, PolicyRules};
use crate::Certificate;

/// An issuerDomainPolicy and its subjectDomainPolicy.
pub(super) type Mapping<'a> = (&'a [u8], &'a [u8]);

/// The four extensions of one certificate. Policies are content octets of OIDs, skip counts saturate.
#[derive(Debug, Default)]
pub(super) struct PolicyExtensions<'a> {
    pub(super) policies: Option<BTreeSet<&'a [u8]>>,
    pub(super) mappings: Vec<Mapping<'a>>,
    pub(super) require_explicit_policy: Option<usize>,
    pub(super) inhibit_policy_mapping: Option<usize>,
    pub(super) inhibit_any_policy: Option<usize>,
}

impl<'a> PolicyExtensions<'a> {
    /// Whether the certificate has one of them.
    pub(super) fn are_in(certificate: &Certificate) -> bool {
        const ALL: [Oid<'_>; 4] = [
            OID_X509_EXT_CERTIFICATE_POLICIES,
            OID_X509_EXT_POLICY_MAPPINGS,
            OID_X509_EXT_POLICY_CONSTRAINTS,
            OID_X509_EXT_INHIBIT_ANY_POLICY,
        ];
        certificate.x509().extensions().iter().any(|extension| ALL.contains(&extension.oid))
    }

    /// Reads them from the certificate at this index of the chain.
    pub(super) fn read(certificate: &'a Certificate, index: usize, rules: &PolicyRules) -> Result<Self, PolicyFailure> {
        let source = Source { certificate, index, tolerant: rules.tolerant };
        let policies =
            source.read(PolicyExtension::CertificatePolicies, |reader| certificate_policies(reader, rules))?;
        let mappings = source.read(PolicyExtension::PolicyMappings, policy_mappings)?.unwrap_or_default();
        let constraints = source.read(PolicyExtension::PolicyConstraints, policy_constraints)?;
        let (require_explicit_policy, inhibit_policy_mapping) = constraints.unwrap_or_default();
        let inhibit_any_policy =
            source.read(PolicyExtension::InhibitAnyPolicy, |reader| skip_certs(reader, Tag::Integer))?;
        Ok(Self { policies, mappings, require_explicit_policy, inhibit_policy_mapping, inhibit_any_policy })
    }
}

/// Where an extension is read from, and how strictly.
struct Source<'a> {
    certificate: &'a Certificate,
    index: usize,
    tolerant: bool,
}

impl<'a> Source<'a> {
    fn read<T>(
        &self,
        extension: PolicyExtension,
        read: impl FnOnce(&mut SliceReader<'a>) -> Result<T, ReadError<'a>>,
    ) -> Result<Option<T>, PolicyFailure> {
        let index = self.index;
        let malformed = Err(PolicyFailure::Malformed { index, extension });
        let mut found = self.certificate.x509().extensions().iter().filter(|it| it.oid == extension.oid());
        let raw = match (found.next(), found.next()) {
            (None, _) => return Ok(None),
            (Some(raw), None) => raw,
            // No extension may stand twice (RFC 5280 section 4.2), and nobody can say which of the two counts.
            (Some(_), Some(_)) => return malformed,
        };
        let value = SliceReader::new(raw.value).map_err(ReadError::from).and_then(|mut reader| {
            let value = read(&mut reader)?;
            reader.finish()?;
            Ok(value)
        });
        match value {
            Ok(value) => Ok(Some(value)),
            Err(ReadError::Malformed) if self.tolerant && !raw.critical => Ok(None),
            Err(ReadError::Malformed) => malformed,
            Err(ReadError::Duplicate(policy)) => {
                Err(PolicyFailure::DuplicatePolicy { index, policy: PolicyId::from_content(policy) })
            }
            Err(ReadError::TooMany) => Err(PolicyFailure::BudgetSpent { index }),
        }
    }
}

enum ReadError<'a> {
    Malformed,
    Duplicate(&'a [u8]),
    TooMany,
}

impl From<der::Error> for ReadError<'_> {
    fn from(_: der::Error) -> Self {
        Self::Malformed
    }
}

/// ```text
/// certificatePolicies ::= SEQUENCE SIZE (1..MAX) OF PolicyInformation
/// ```
fn certificate_policies<'a>(
    reader: &mut SliceReader<'a>,
    rules: &PolicyRules,
) -> Result<BTreeSet<&'a [u8]>, ReadError<'a>> {
    reader.sequence(|reader| {
        let mut policies = BTreeSet::new();
        let mut left = rules.policies;
        while !reader.is_finished() {
            left = left.checked_sub(1).ok_or(ReadError::TooMany)?;
            let policy = reader.sequence(policy_information)?;
            // "A certificate policy OID MUST NOT appear more than once", RFC 5280 section 4.2.1.4.
            if !policies.insert(policy) && !rules.tolerant {
                return Err(ReadError::Duplicate(policy));
            }
        }
        if policies.is_empty() { Err(ReadError::Malformed) } else { Ok(policies) }
    })
}

/// The policy of one entry. Its qualifiers are read past: validation has no use for them (RFC 9618 section 5.5 (g)(4)).
///
/// ```text
/// PolicyInformation ::= SEQUENCE {
///      policyIdentifier   CertPolicyId,
///      policyQualifiers   SEQUENCE SIZE (1..MAX) OF PolicyQualifierInfo OPTIONAL }
/// PolicyQualifierInfo ::= SEQUENCE {
///      policyQualifierId  PolicyQualifierId,
///      qualifier          ANY DEFINED BY policyQualifierId }
/// ```
fn policy_information<'a>(reader: &mut SliceReader<'a>) -> Result<&'a [u8], ReadError<'a>> {
    let policy = object_identifier(reader)?;
    if !reader.is_finished() {
        reader.sequence(|reader| {
            if reader.is_finished() {
                return Err(ReadError::Malformed);
            }
            while !reader.is_finished() {
                reader.sequence(|reader| {
                    object_identifier(reader)?;
                    reader.tlv_bytes().map(drop).map_err(ReadError::from)
                })?;
            }
            Ok(())
        })?;
    }
    Ok(policy)
}

/// ```text
/// PolicyMappings ::= SEQUENCE SIZE (1..MAX) OF SEQUENCE {
///      issuerDomainPolicy      CertPolicyId,
///      subjectDomainPolicy     CertPolicyId }
/// ```
fn policy_mappings<'a>(reader: &mut SliceReader<'a>) -> Result<Vec<Mapping<'a>>, ReadError<'a>> {
    reader.sequence(|reader| {
        let mut mappings = Vec::new();
        while !reader.is_finished() {
            mappings.push(reader.sequence(policy_mapping)?);
        }
        if mappings.is_empty() { Err(ReadError::Malformed) } else { Ok(mappings) }
    })
}

fn policy_mapping<'a>(reader: &mut SliceReader<'a>) -> Result<Mapping<'a>, ReadError<'a>> {
    Ok((object_identifier(reader)?, object_identifier(reader)?))
}

/// requireExplicitPolicy and inhibitPolicyMapping, of which at least one must be there.
///
/// ```text
/// PolicyConstraints ::= SEQUENCE {
///      requireExplicitPolicy           [0] SkipCerts OPTIONAL,
///      inhibitPolicyMapping            [1] SkipCerts OPTIONAL }
/// ```
fn policy_constraints<'a>(reader: &mut SliceReader<'a>) -> Result<(Option<usize>, Option<usize>), ReadError<'a>> {
    reader.sequence(|reader| {
        let require_explicit_policy = optional_skip_certs(reader, 0)?;
        let inhibit_policy_mapping = optional_skip_certs(reader, 1)?;
        match (require_explicit_policy, inhibit_policy_mapping) {
            (None, None) => Err(ReadError::Malformed),
            both => Ok(both),
        }
    })
}

fn optional_skip_certs<'a>(reader: &mut SliceReader<'a>, number: u32) -> Result<Option<usize>, ReadError<'a>> {
    let tag = Tag::ContextSpecific { constructed: false, number: TagNumber(number) };
    if reader.is_finished() || Tag::peek(reader)? != tag { Ok(None) } else { skip_certs(reader, tag).map(Some) }
}

/// ```text
/// SkipCerts ::= INTEGER (0..MAX)
/// ```
fn skip_certs<'a>(reader: &mut SliceReader<'a>, tag: Tag) -> Result<usize, ReadError<'a>> {
    let digits = match content(reader, tag)? {
        // Nothing at all, a negative number, and a zero that DER leaves out.
        [] | [0x80..=0xff, ..] | [0, 0..=0x7f, ..] => return Err(ReadError::Malformed),
        digits => digits,
    };
    // No chain is as long as a number that does not fit, so the largest one that does says the same.
    let shifted = |number: usize, digit: &u8| number.checked_mul(256)?.checked_add(usize::from(*digit));
    Ok(digits.iter().try_fold(0, shifted).unwrap_or(usize::MAX))
}

/// The content octets of an OID that follows X.690 clause 8.19.2: whole subidentifiers without padding. Compared as they
/// are, so arcs of any length do.
fn object_identifier<'a>(reader: &mut SliceReader<'a>) -> Result<&'a [u8], ReadError<'a>> {
    let content = content(reader, Tag::ObjectIdentifier)?;
    let mut starts = true;
    for byte in content {
        if starts && *byte == 0x80 {
            return Err(ReadError::Malformed);
        }
        starts = byte & 0x80 == 0;
    }
    if content.is_empty() || !starts { Err(ReadError::Malformed) } else { Ok(content) }
}

fn content<'a>(reader: &mut SliceReader<'a>, tag: Tag) -> Result<&'a [u8], ReadError<'a>> {
    let header = Header::decode(reader)?;
    header.tag().assert_eq(tag)?;
    Ok(reader.read_slice(header.length())?)
}
