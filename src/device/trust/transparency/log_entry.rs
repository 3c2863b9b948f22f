//! What a log signs: the bytes over which the signature of an SCT is made.
//!
//! ```text
//! digitally-signed struct {
//!     Version sct_version;
//!     SignatureType signature_type = certificate_timestamp;
//!     uint64 timestamp;
//!     LogEntryType entry_type;
//!     select(entry_type) {
//!         case x509_entry: ASN.1Cert;
//!         case precert_entry: PreCert;
//!     } signed_entry;
//!     CtExtensions extensions;
//! };
//! ```
//! RFC 6962 section 3.2.

use der::{Decode, Encode, Header, Length, Reader, SliceReader, Tag, TagNumber};
use sha2::{Digest, Sha256};

use super::sct::Sct;
use crate::Certificate;

/// A log's entry for one certificate.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum LogEntry<'a> {
    /// The certificate itself, for an SCT that is delivered beside it.
    X509(&'a [u8]),
    /// The certificate before it got its SCTs, for those embedded in it.
    Precert {
        /// SHA-256 of the issuer's SubjectPublicKeyInfo.
        issuer_key_hash: [u8; 32],
        /// The TBSCertificate without the list of SCTs.
        tbs: Vec<u8>,
    },
}

/// Bytes of an entry: all of it is hashed for each SCT. OpenSSL's clients take no more than 100 KiB for a whole chain.
const ENTRY_BYTES: usize = 256 << 10;

impl<'a> LogEntry<'a> {
    /// The x509_entry of a certificate. `None` if it is too long.
    pub(super) fn x509(leaf: &'a Certificate) -> Option<Self> {
        (leaf.der().len() <= ENTRY_BYTES).then(|| Self::X509(leaf.der()))
    }

    /// The precert_entry of a certificate. `None` if the certificate is too long, or its encoding is not DER.
    pub(super) fn precert(leaf: &Certificate, issuer: &Certificate) -> Option<Self> {
        if leaf.tbs().len() > ENTRY_BYTES {
            return None;
        }
        let tbs = without_scts(leaf.tbs()).ok()?;
        Some(Self::Precert { issuer_key_hash: Sha256::digest(issuer.spki()).into(), tbs })
    }

    /// The bytes that the log has signed. `None` if a length does not fit its field.
    pub(super) fn signed_data(&self, sct: &Sct<'_>) -> Option<Vec<u8>> {
        let (kind, hash, body) = match self {
            Self::X509(der) => (X509_ENTRY, &[][..], *der),
            Self::Precert { issuer_key_hash, tbs } => (PRECERT_ENTRY, &issuer_key_hash[..], &tbs[..]),
        };
        let [0, body_length @ ..] = u32::try_from(body.len()).ok()?.to_be_bytes() else { return None };
        let extensions_length = u16::try_from(sct.extensions.len()).ok()?.to_be_bytes();
        let parts = [
            &[VERSION_1, CERTIFICATE_TIMESTAMP][..],
            &sct.timestamp.to_be_bytes(),
            &kind.to_be_bytes(),
            hash,
            &body_length,
            body,
            &extensions_length,
            sct.extensions,
        ];
        Some(parts.concat())
    }
}

/// The TBSCertificate without the extension that holds the SCTs, and with lengths to match.
///
/// Where no extension is left, `extensions` stays as an empty sequence. RFC 6962 does not say; Apple does it that way.
fn without_scts(tbs: &[u8]) -> der::Result<Vec<u8>> {
    let mut reader = SliceReader::new(tbs)?;
    Header::decode(&mut reader)?;
    let mut fields = Vec::with_capacity(tbs.len());
    while !reader.is_finished() {
        let tag = Tag::peek(&reader)?;
        let field = reader.tlv_bytes()?;
        if tag == EXTENSIONS { other_extensions(field, &mut fields)? } else { fields.extend_from_slice(field) }
    }
    let mut precert = Vec::with_capacity(tbs.len());
    header(Tag::Sequence, fields.len())?.encode_to_vec(&mut precert)?;
    precert.extend_from_slice(&fields);
    Ok(precert)
}

/// Appends the field `extensions` without the extension that holds the SCTs.
fn other_extensions(field: &[u8], fields: &mut Vec<u8>) -> der::Result<()> {
    let mut reader = SliceReader::new(field)?;
    Header::decode(&mut reader)?;
    Header::decode(&mut reader)?;
    let mut others = Vec::with_capacity(field.len());
    while !reader.is_finished() {
        let extension = reader.tlv_bytes()?;
        let mut inside = SliceReader::new(extension)?;
        Header::decode(&mut inside)?;
        if inside.tlv_bytes()? != SCT_LIST_OID {
            others.extend_from_slice(extension);
        }
    }
    let sequence = header(Tag::Sequence, others.len())?;
    let length = (sequence.encoded_len()? + sequence.length())?;
    Header::new(EXTENSIONS, length).encode_to_vec(fields)?;
    sequence.encode_to_vec(fields)?;
    fields.extend_from_slice(&others);
    Ok(())
}

fn header(tag: Tag, length: usize) -> der::Result<Header> {
    Ok(Header::new(tag, Length::try_from(length)?))
}

/// The tag of `extensions` in a TBSCertificate.
const EXTENSIONS: Tag = Tag::ContextSpecific { constructed: true, number: TagNumber(3) };

/// 1.3.6.1.4.1.11129.2.4.2 in DER.
const SCT_LIST_OID: &[u8] = &[0x06, 0x0a, 0x2b, 0x06, 0x01, 0x04, 0x01, 0xd6, 0x79, 0x02, 0x04, 0x02];

/// Version v1.
const VERSION_1: u8 = 0;

/// SignatureType certificate_timestamp.
const CERTIFICATE_TIMESTAMP: u8 = 0;

/// LogEntryType x509_entry.
const X509_ENTRY: u16 = 0;

/// LogEntryType precert_entry.
const PRECERT_ENTRY: u16 = 1;

#[cfg(test)]
mod tests {
    use super::super::testing::{Key, SCT_LIST, Stamp, Template, extension, issuer, opaque16, time};
    use super::*;
    use crate::certificate::test_der::tlv;

    fn precert(template: &Template) -> Vec<u8> {
        match LogEntry::precert(&template.finish(), &issuer(&Key::new(200))) {
            Some(LogEntry::Precert { tbs, .. }) => tbs,
            other => panic!("{other:?}"),
        }
    }

    #[test]
    fn lengths_fit_what_is_left() {
        let plain = Template::new("20260101000000Z", "20260201000000Z");
        // The three lengths around the extensions take one, two and three bytes, before and after.
        for size in [0, 20, 100, 125, 250, 300, 65_000, 70_000] {
            let mut template = plain.clone();
            template.extensions.push(extension(&[0x2a, 3, 4], &vec![7; size]));
            assert_eq!(precert(&template.with_scts(&[1; 80])), template.tbs(), "{size}");
        }
    }

    #[test]
    fn the_list_goes_wherever_it_stands() {
        let plain = Template::new("20260101000000Z", "20260201000000Z");
        let mut last = plain.clone();
        last.extensions.push(extension(SCT_LIST, &tlv(4, &[1; 80])));
        assert_eq!(precert(&last), plain.tbs());
        assert_eq!(precert(&plain), plain.tbs());
    }

    #[test]
    fn extensions_may_become_empty() {
        let mut bare = Template::new("20260101000000Z", "20260201000000Z");
        bare.extensions.clear();
        assert!(bare.tbs().ends_with(&[0xa3, 2, 0x30, 0]));
        assert_eq!(precert(&bare.with_scts(&[1; 80])), bare.tbs());
    }

    #[test]
    fn long_certificates_are_not_hashed() {
        let mut template = Template::new("20260101000000Z", "20260201000000Z");
        let overhead = template.finish().der().len() + 40;
        template.extensions.push(extension(&[0x2a, 3, 4], &vec![7; ENTRY_BYTES - overhead]));
        let authority = issuer(&Key::new(200));
        let leaf = template.finish();
        assert!(LogEntry::x509(&leaf).is_some() && LogEntry::precert(&leaf, &authority).is_some());
        template.extensions.push(extension(&[0x2a, 3, 5], &[7; 100]));
        let leaf = template.finish();
        assert!(LogEntry::x509(&leaf).is_none() && LogEntry::precert(&leaf, &authority).is_none());
    }

    #[test]
    fn the_bytes_that_are_signed() {
        let leaf = Template::new("20260101000000Z", "20260201000000Z").finish();
        let sct = Stamp { extensions: vec![9], ..Stamp::at(time("2026-01-01T00:00:00Z")) };
        let sct = sct.over_certificate(&Key::new(1), &leaf);
        let sct = Sct::read(&sct).unwrap();
        let data = LogEntry::x509(&leaf).unwrap().signed_data(&sct).unwrap();
        // 2026-01-01T00:00:00Z is 1767225600000 ms, in hex 19b76daa800.
        assert_eq!(data[..12], [0, 0, 0, 0, 1, 0x9b, 0x76, 0xda, 0xa8, 0, 0, 0]);
        let [_, length @ ..] = u32::try_from(leaf.der().len()).unwrap().to_be_bytes();
        assert_eq!(data[12..], [&length[..], leaf.der(), &opaque16(&[9])].concat());
    }
}
