//! Certificates in PKCS#7 and CMS SignedData (RFC 5652 section 5.1).
//!
//! ```asn1
//! ContentInfo ::= SEQUENCE { contentType OBJECT IDENTIFIER, content [0] EXPLICIT ANY }
//! SignedData ::= SEQUENCE {
//!     version INTEGER,
//!     digestAlgorithms SET OF AlgorithmIdentifier,
//!     encapContentInfo SEQUENCE,
//!     certificates [0] IMPLICIT SET OF CertificateChoices OPTIONAL,
//!     crls [1] IMPLICIT SET OF RevocationInfoChoice OPTIONAL,
//!     signerInfos SET OF SignerInfo }
//! ```
//! The sets are read as lists: writers do not sort them, and the order is what an administrator sees.

use der::asn1::ObjectIdentifier;

use super::OpenError;
use super::asn1::{INTEGER, Reader, SEQUENCE, SET, constructed};
use super::collector::{Attributes, Collector};

pub(super) const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
pub(super) const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
pub(super) const ENVELOPED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.3");
pub(super) const ENCRYPTED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.6");

const WHAT: &str = "the PKCS#7 file";

/// Takes the certificates of a ContentInfo with definite lengths.
///
/// # Errors
/// It is not SignedData, or its frame is damaged. What is damaged or unknown inside is dropped.
pub(super) fn read(content_info: &[u8], contents: &mut Collector<'_>) -> Result<(), OpenError> {
    let mut fields = Reader::new(WHAT, content_info).expect(SEQUENCE, "a ContentInfo")?.reader(WHAT);
    let content_type = fields.oid("the content type")?;
    if content_type != SIGNED_DATA {
        return Err(OpenError::not_a_certificate_file(format!("it holds PKCS#7 {}", name_of(content_type))));
    }
    let mut content = fields.expect(constructed(0), "the content")?.reader(WHAT);
    let after_content = fields.left();
    let mut fields = content.expect(SEQUENCE, "SignedData")?.reader(WHAT);
    fields.expect(INTEGER, "the version")?;
    fields.expect(SET, "the digest algorithms")?;
    fields.expect(SEQUENCE, "the signed content")?;
    if let Some(certificates) = fields.optional(constructed(0))? {
        read_certificates(certificates.reader(WHAT), contents)?;
    }
    if let Some(crls) = fields.optional(constructed(1))? {
        read_crls(crls.reader(WHAT), contents)?;
    }
    fields.optional(SET)?;
    contents.drop_trailing(fields.left(), "after the signers in SignedData")?;
    contents.drop_trailing(content.left().saturating_add(after_content), "in the ContentInfo after SignedData")
}

/// ```asn1
/// CertificateChoices ::= CHOICE {
///     certificate Certificate,
///     extendedCertificate [0] IMPLICIT ExtendedCertificate,
///     v1AttrCert [1] IMPLICIT AttributeCertificateV1,
///     v2AttrCert [2] IMPLICIT AttributeCertificateV2,
///     other [3] IMPLICIT OtherCertificateFormat }
/// ```
fn read_certificates(mut choices: Reader<'_>, contents: &mut Collector<'_>) -> Result<(), OpenError> {
    let mut number = 0usize;
    while !choices.is_empty() {
        let choice = choices.next()?;
        number += 1;
        match choice.tag {
            SEQUENCE => {
                contents.certificate(&|| format!("certificate {number}"), choice.raw, Attributes::default(), None)?
            }
            0xa0 => contents.drop("extended certificate [0]", "not X.509")?,
            0xa1 => contents.drop("attribute certificate [1]", "not a certificate or key")?,
            0xa2 => contents.drop("attribute certificate [2]", "not a certificate or key")?,
            0xa3 => contents.drop("other certificate format [3]", "not X.509")?,
            tag => contents.drop(format!("element {number} with tag {tag:#04x}"), "not X.509")?,
        }
    }
    Ok(())
}

/// `RevocationInfoChoice ::= CHOICE { crl CertificateList, other [1] IMPLICIT OtherRevocationInfoFormat }`
fn read_crls(mut choices: Reader<'_>, contents: &mut Collector<'_>) -> Result<(), OpenError> {
    let (mut crls, mut others) = (0usize, 0usize);
    while !choices.is_empty() {
        match choices.next()?.tag {
            SEQUENCE => crls += 1,
            _ => others += 1,
        }
    }
    if crls > 0 {
        contents.drop(format!("{crls} CRL"), "not a certificate or key")?;
    }
    if others > 0 {
        contents.drop(format!("{others} other revocation information"), "not a certificate or key")?;
    }
    Ok(())
}

/// A content type in words.
pub(super) fn name_of(content_type: ObjectIdentifier) -> String {
    const NAMES: [(&str, &str); 8] = [
        ("1.2.840.113549.1.7.1", "data without a signature"),
        ("1.2.840.113549.1.7.2", "signed data"),
        ("1.2.840.113549.1.7.3", "enveloped (encrypted) data"),
        ("1.2.840.113549.1.7.4", "signed and enveloped data"),
        ("1.2.840.113549.1.7.5", "digested data"),
        ("1.2.840.113549.1.7.6", "encrypted data"),
        ("1.2.840.113549.1.9.16.1.2", "authenticated data"),
        ("1.2.840.113549.1.9.16.1.23", "authenticated and enveloped data"),
    ];
    let dotted = content_type.to_string();
    match NAMES.iter().find(|row| row.0 == dotted) {
        Some((_, name)) => (*name).to_owned(),
        None => format!("content of type {dotted}"),
    }
}
