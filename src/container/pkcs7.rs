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
use super::ber::Definite;
use super::collector::{Attributes, Collector, NOT_A_CERTIFICATE_OR_KEY};
use crate::message::{Message, Text, message};

pub(super) const DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.1");
pub(super) const SIGNED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.2");
pub(super) const ENVELOPED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.3");
pub(super) const ENCRYPTED_DATA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.7.6");

const WHAT: &Text = &Text { en: "the PKCS#7 file" };
/// Why a part was not taken.
pub(super) const NOT_X509: &Text = &Text { en: "not X.509" };

message! {
    /// With a content that may have no name.
    fn holds_content(content: Message) {
        en: "it holds PKCS#7 {content}",
    }
    pub(super) fn content_of_type(oid: String) {
        en: "content of type {oid}",
    }
    fn after_signers(bytes: usize) {
        en: "{bytes} bytes after the signers in SignedData",
    }
    fn after_signed_data(bytes: usize) {
        en: "{bytes} bytes in the ContentInfo after SignedData",
    }
    fn certificate(number: usize) {
        en: "certificate {number}",
    }
    fn element_with_tag(number: usize, tag: String) {
        en: "element {number} with tag {tag}",
    }
    fn crls(count: usize) {
        en: "{count} CRL",
    }
    fn other_revocation_information(count: usize) {
        en: "{count} other revocation information",
    }
}

/// Takes the certificates of a ContentInfo with definite lengths. Nothing in it is encoded apart, so none of it is BER.
///
/// # Errors
/// It is not SignedData, or its frame is damaged. What is damaged or unknown inside is dropped.
pub(super) fn read(content_info: Definite<'_>, contents: &mut Collector<'_>) -> Result<bool, OpenError> {
    let mut fields = Reader::new(WHAT, &content_info).expect(SEQUENCE, &Text { en: "a ContentInfo" })?.reader(WHAT);
    let content_type = fields.oid(&Text { en: "the content type" })?;
    if content_type != SIGNED_DATA {
        return Err(OpenError::not_a_certificate_file(holds_content(name_of(content_type))));
    }
    let mut content = fields.expect(constructed(0), &Text { en: "the content" })?.reader(WHAT);
    let after_content = fields.left();
    let mut fields = content.expect(SEQUENCE, &Text { en: "SignedData" })?.reader(WHAT);
    fields.expect(INTEGER, &Text { en: "the version" })?;
    fields.expect(SET, &Text { en: "the digest algorithms" })?;
    fields.expect(SEQUENCE, &Text { en: "the signed content" })?;
    if let Some(certificates) = fields.optional(constructed(0))? {
        read_certificates(certificates.reader(WHAT), contents)?;
    }
    if let Some(crls) = fields.optional(constructed(1))? {
        read_crls(crls.reader(WHAT), contents)?;
    }
    fields.optional(SET)?;
    contents.note_trailing(fields.left(), after_signers)?;
    contents.note_trailing(content.left().saturating_add(after_content), after_signed_data)?;
    Ok(false)
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
                contents.certificate(|| certificate(number), choice.raw, Attributes::default(), None)?;
            }
            0xa0 => contents.note_dropped(&Text { en: "extended certificate [0]" }, NOT_X509)?,
            0xa1 => contents.note_dropped(&Text { en: "attribute certificate [1]" }, NOT_A_CERTIFICATE_OR_KEY)?,
            0xa2 => contents.note_dropped(&Text { en: "attribute certificate [2]" }, NOT_A_CERTIFICATE_OR_KEY)?,
            0xa3 => contents.note_dropped(&Text { en: "other certificate format [3]" }, NOT_X509)?,
            tag => contents.note_dropped(element_with_tag(number, format!("{tag:#04x}")), NOT_X509)?,
        }
    }
    Ok(())
}

/// `RevocationInfoChoice ::= CHOICE { crl CertificateList, other [1] IMPLICIT OtherRevocationInfoFormat }`
fn read_crls(mut choices: Reader<'_>, contents: &mut Collector<'_>) -> Result<(), OpenError> {
    let (mut lists, mut others) = (0usize, 0usize);
    while !choices.is_empty() {
        match choices.next()?.tag {
            SEQUENCE => lists += 1,
            _ => others += 1,
        }
    }
    if lists > 0 {
        contents.note_dropped(crls(lists), NOT_A_CERTIFICATE_OR_KEY)?;
    }
    if others > 0 {
        contents.note_dropped(other_revocation_information(others), NOT_A_CERTIFICATE_OR_KEY)?;
    }
    Ok(())
}

/// A content type in words.
pub(super) fn name_of(content_type: ObjectIdentifier) -> Message {
    static NAMES: [(&str, Text); 8] = [
        ("1.2.840.113549.1.7.1", Text { en: "data without a signature" }),
        ("1.2.840.113549.1.7.2", Text { en: "signed data" }),
        ("1.2.840.113549.1.7.3", Text { en: "enveloped (encrypted) data" }),
        ("1.2.840.113549.1.7.4", Text { en: "signed and enveloped data" }),
        ("1.2.840.113549.1.7.5", Text { en: "digested data" }),
        ("1.2.840.113549.1.7.6", Text { en: "encrypted data" }),
        ("1.2.840.113549.1.9.16.1.2", Text { en: "authenticated data" }),
        ("1.2.840.113549.1.9.16.1.23", Text { en: "authenticated and enveloped data" }),
    ];
    let dotted = content_type.to_string();
    match NAMES.iter().find(|(known, _)| *known == dotted) {
        Some((_, name)) => name.into(),
        None => content_of_type(dotted),
    }
}
