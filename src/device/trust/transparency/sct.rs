//! Signed certificate timestamps and their list, as they are encoded. What they are worth is decided elsewhere.
//!
//! ```text
//! opaque SerializedSCT<1..2^16-1>;
//! struct {
//!     SerializedSCT sct_list <1..2^16-1>;
//! } SignedCertificateTimestampList;
//! ```
//! RFC 6962 section 3.3.

use der::Decode;
use der::asn1::OctetStringRef;
use x509_parser::der_parser::oid;
use x509_parser::oid_registry::Oid;

use crate::Certificate;
use crate::message::{Message, Text, message};

/// SCTs of one list that are looked at. Certificates carry two to five; each may cost a check of a signature.
pub(super) const SCTS: usize = 32;

/// A list of SCTs, each of them not looked at yet.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct SctList<'a> {
    /// The first [`SCTS`] of them.
    pub(super) scts: Vec<&'a [u8]>,
    /// How many more there are.
    pub(super) left_out: usize,
}

/// One SCT.
///
/// ```text
/// struct {
///     Version sct_version;
///     LogID id;
///     uint64 timestamp;
///     CtExtensions extensions;
///     digitally-signed struct { ... };
/// } SignedCertificateTimestamp;
/// ```
/// RFC 6962 section 3.2; digitally-signed is that of RFC 5246 section 4.7.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Sct<'a> {
    pub(super) log_id: &'a [u8; 32],
    /// Milliseconds since 1970-01-01T00:00:00Z.
    pub(super) timestamp: u64,
    /// Without their length.
    pub(super) extensions: &'a [u8],
    /// HashAlgorithm and SignatureAlgorithm (RFC 5246 section 7.4.1.4.1).
    pub(super) algorithm: [u8; 2],
    pub(super) signature: &'a [u8],
}

/// What is wrong with an SCT or a list of them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum SctError {
    Truncated { field: &'static Text },
    Trailing { bytes: usize },
    Empty,
    Version(u8),
    NotAnOctetString,
}

message! {
    fn truncated(field: &'static Text) {
        en: "it ends inside its {field}",
    }
    fn trailing(bytes: usize) {
        en: "{bytes} bytes follow it",
    }
    fn empty() {
        en: "it is empty",
    }
    fn other_version(version: u16) {
        en: "its version is {version}, and only 0 is known",
    }
    fn not_an_octet_string() {
        en: "it is not in an OCTET STRING",
    }
}

impl SctError {
    /// As part of a sentence.
    pub(super) fn message(self) -> Message {
        match self {
            Self::Truncated { field } => truncated(field),
            Self::Trailing { bytes } => trailing(bytes),
            Self::Empty => empty(),
            Self::Version(version) => other_version(version.into()),
            Self::NotAnOctetString => not_an_octet_string(),
        }
    }
}

impl<'a> SctList<'a> {
    /// The list inside a certificate. `None` if it has none.
    ///
    /// # Errors
    /// There is an extension that is not a list.
    pub(super) fn embedded(certificate: &'a Certificate) -> Option<Result<Self, SctError>> {
        let extension = certificate.x509().extensions().iter().find(|extension| extension.oid == EMBEDDED)?;
        let list = <&OctetStringRef>::from_der(extension.value).map_err(|_| SctError::NotAnOctetString);
        Some(list.and_then(|list| Self::read(list.as_bytes())))
    }

    /// Reads a list.
    ///
    /// # Errors
    /// Its lengths do not fit. Then none of it counts: it is not clear where an SCT begins.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, SctError> {
        let mut outer = Reader(bytes);
        let mut reader = Reader(outer.opaque16(&Text { en: "SCTs" })?);
        outer.finish()?;
        if reader.0.is_empty() {
            return Err(SctError::Empty);
        }
        let mut list = Self { scts: Vec::new(), left_out: 0 };
        while !reader.0.is_empty() {
            let sct = reader.opaque16(&Text { en: "SCTs" })?;
            if list.scts.len() < SCTS { list.scts.push(sct) } else { list.left_out += 1 }
        }
        Ok(list)
    }
}

impl<'a> Sct<'a> {
    /// Reads one SCT.
    ///
    /// # Errors
    /// It is of another version, or its lengths do not fit.
    pub(super) fn read(bytes: &'a [u8]) -> Result<Self, SctError> {
        let mut reader = Reader(bytes);
        let [version] = *reader.array(&Text { en: "version" })?;
        if version != 0 {
            return Err(SctError::Version(version));
        }
        let sct = Self {
            log_id: reader.array(&Text { en: "log identifier" })?,
            timestamp: u64::from_be_bytes(*reader.array(&Text { en: "timestamp" })?),
            extensions: reader.opaque16(&Text { en: "extensions" })?,
            algorithm: *reader.array(&Text { en: "signature algorithm" })?,
            signature: reader.opaque16(&Text { en: "signature" })?,
        };
        reader.finish()?;
        Ok(sct)
    }
}

/// Bytes that are not read yet.
struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    fn array<const N: usize>(&mut self, field: &'static Text) -> Result<&'a [u8; N], SctError> {
        let (array, rest) = self.0.split_first_chunk().ok_or(SctError::Truncated { field })?;
        self.0 = rest;
        Ok(array)
    }

    /// `opaque <0..2^16-1>`: a length of two bytes and that many bytes.
    fn opaque16(&mut self, field: &'static Text) -> Result<&'a [u8], SctError> {
        let length = usize::from(u16::from_be_bytes(*self.array(field)?));
        let (opaque, rest) = self.0.split_at_checked(length).ok_or(SctError::Truncated { field })?;
        self.0 = rest;
        Ok(opaque)
    }

    fn finish(self) -> Result<(), SctError> {
        if self.0.is_empty() { Ok(()) } else { Err(SctError::Trailing { bytes: self.0.len() }) }
    }
}

/// The extension with the embedded list (RFC 6962 section 3.3).
const EMBEDDED: Oid<'static> = oid!(1.3.6.1.4.1.11129.2.4.2);

#[cfg(test)]
mod tests {
    use super::super::testing::{SCT_LIST, Template, extension, opaque16, sct_list};
    use super::*;

    fn sct() -> Vec<u8> {
        let timestamp = 0x0102_0304_0506_0708_u64.to_be_bytes();
        [&[0], &[7; 32][..], &timestamp, &opaque16(b"ext"), &[4, 3], &opaque16(b"signature")].concat()
    }

    #[test]
    fn every_field_is_found() {
        let expected = Sct {
            log_id: &[7; 32],
            timestamp: 0x0102_0304_0506_0708,
            extensions: b"ext",
            algorithm: [4, 3],
            signature: b"signature",
        };
        assert_eq!(Sct::read(&sct()), Ok(expected));
    }

    #[test]
    fn an_sct_is_whole_and_nothing_more() {
        let whole = sct();
        for length in 0..whole.len() {
            let error = Sct::read(&whole[..length]).unwrap_err();
            assert!(matches!(error, SctError::Truncated { .. }), "{length}: {error:?}");
        }
        assert_eq!(Sct::read(&whole[..20]), Err(SctError::Truncated { field: &Text { en: "log identifier" } }));
        assert_eq!(Sct::read(&[&whole[..], &[0]].concat()), Err(SctError::Trailing { bytes: 1 }));
        let other_version = [&[1], &whole[1..]].concat();
        assert_eq!(Sct::read(&other_version), Err(SctError::Version(1)));
    }

    #[test]
    fn lengths_that_lie_are_refused() {
        let mut lying = sct();
        lying[41..43].copy_from_slice(&[0xff, 0xff]);
        assert_eq!(Sct::read(&lying), Err(SctError::Truncated { field: &Text { en: "extensions" } }));
        assert_eq!(SctList::read(&[0xff, 0xff, 0, 1, 7]), Err(SctError::Truncated { field: &Text { en: "SCTs" } }));
        assert_eq!(SctList::read(&[0, 3, 0xff, 0xff, 7]), Err(SctError::Truncated { field: &Text { en: "SCTs" } }));
        assert_eq!(SctList::read(&[0, 4, 0, 1, 7, 0]), Err(SctError::Truncated { field: &Text { en: "SCTs" } }));
    }

    #[test]
    fn a_list_is_whole_and_nothing_more() {
        let list = sct_list(&[b"one".to_vec(), b"three".to_vec()]);
        assert_eq!(SctList::read(&list), Ok(SctList { scts: vec![b"one", b"three"], left_out: 0 }));
        for length in 0..list.len() {
            assert!(SctList::read(&list[..length]).is_err(), "{length}");
        }
        assert_eq!(SctList::read(&[&list[..], &[0, 0]].concat()), Err(SctError::Trailing { bytes: 2 }));
        assert_eq!(SctList::read(&[0, 0]), Err(SctError::Empty));
    }

    #[test]
    fn an_embedded_list_is_an_octet_string() {
        let template = Template::new("20260101000000Z", "20260201000000Z");
        let list = sct_list(&[b"one".to_vec()]);
        let embedded = template.with_scts(&list).finish();
        assert_eq!(SctList::embedded(&embedded), Some(Ok(SctList { scts: vec![b"one"], left_out: 0 })));
        assert_eq!(SctList::embedded(&template.finish()), None);
        let mut bare = template.clone();
        bare.extensions.push(extension(SCT_LIST, &list));
        assert_eq!(SctList::embedded(&bare.finish()), Some(Err(SctError::NotAnOctetString)));
    }
}
