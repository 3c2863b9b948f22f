//! One certificate revocation list: its DER is kept, and it is parsed once.

use std::fmt;
use std::sync::Arc;

use chrono::{DateTime, Utc};
use self_cell::self_cell;
use x509_parser::prelude::FromDer;
use x509_parser::x509::X509Name;

use super::list::CertificateList;
use super::reader::Defect;
use crate::certificate::name;

/// A certificate revocation list (RFC 5280 section 5). Cheap to clone, and the same for every thread.
///
/// That a `Crl` exists says that it can be read, not that it is signed, current, or about a given certificate.
#[derive(Clone)]
pub struct Crl(Arc<Parsed>);

self_cell!(
    struct Parsed {
        owner: Box<[u8]>,
        #[covariant]
        dependent: CertificateList,
    }
);

/// The bytes are not a CRL as RFC 5280 section 5.1 has it.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a CRL: {0}")]
pub struct CrlError(Defect);

impl CrlError {
    /// The field that is wrong, by its name in RFC 5280.
    pub fn field(&self) -> &'static str {
        self.0.field
    }

    /// Offset in bytes from the start of the input at which it is wrong.
    pub fn position(&self) -> usize {
        self.0.position
    }
}

impl Crl {
    /// Reads one CRL in DER.
    ///
    /// Stricter than [`Certificate::from_der`](crate::Certificate::from_der): a CRL that is read in part would make a
    /// revoked certificate look good, so every field must be there, in its form, with nothing after it.
    ///
    /// # Errors
    /// The bytes are not the encoding of a CRL of version 1 or 2, or more bytes follow it.
    pub fn from_der(der: &[u8]) -> Result<Self, CrlError> {
        let parsed = Parsed::try_new(der.into(), |der| CertificateList::read(der).map_err(CrlError))?;
        Ok(Self(Arc::new(parsed)))
    }

    /// Reads a CRL in PEM: the first block of the text, `X509 CRL` of RFC 7468 section 4.
    ///
    /// # Errors
    /// There is no such block, or what it holds is not a CRL.
    pub fn from_pem(pem: &str) -> Result<Self, CrlError> {
        match x509_parser::pem::Pem::iter_from_buffer(pem.as_bytes()).next() {
            Some(Ok(block)) => Self::from_der(&block.contents),
            _ => Self::from_der(&[]),
        }
    }

    /// The CRL in DER, as it was read.
    pub fn der(&self) -> &[u8] {
        self.0.borrow_owner()
    }

    /// Issuer in the form of RFC 4514.
    pub fn issuer(&self) -> String {
        X509Name::from_der(self.raw_issuer()).map(|(_, name)| name::to_rfc4514(&name)).unwrap_or_default()
    }

    /// When it was issued (RFC 5280 section 5.1.2.4).
    pub fn this_update(&self) -> DateTime<Utc> {
        self.list().this_update
    }

    /// The last second at which it is current, if it says so (section 5.1.2.5).
    pub fn next_update(&self) -> Option<DateTime<Utc>> {
        self.list().next_update
    }

    /// Whether it only lists the changes since another CRL (section 5.2.4).
    pub fn is_delta(&self) -> bool {
        self.list().extensions.base_number.is_some()
    }

    /// The bytes that are signed: the TBSCertList in DER.
    pub(crate) fn tbs(&self) -> &[u8] {
        self.list().tbs
    }

    /// The AlgorithmIdentifier of the signature in DER.
    pub(crate) fn signature_algorithm_der(&self) -> &[u8] {
        self.list().signature_algorithm
    }

    pub(crate) fn signature(&self) -> &[u8] {
        self.list().signature
    }

    pub(crate) fn raw_issuer(&self) -> &[u8] {
        self.list().issuer
    }

    pub(super) fn list(&self) -> &CertificateList<'_> {
        self.0.borrow_dependent()
    }
}

impl PartialEq for Crl {
    fn eq(&self, other: &Self) -> bool {
        self.der() == other.der()
    }
}

impl Eq for Crl {}

impl fmt::Debug for Crl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Crl")
            .field("issuer", &self.issuer())
            .field("this_update", &self.this_update())
            .finish_non_exhaustive()
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::*;
    use super::*;

    /// The field that makes the reader refuse.
    fn refused(spec: &CrlSpec) -> &'static str {
        spec.read().unwrap_err().field()
    }

    fn v1() -> CrlSpec {
        CrlSpec { version: Vec::new(), ..CrlSpec::default() }
    }

    #[test]
    fn a_crl_says_who_issued_it_and_when() {
        let crl = CrlSpec::of("root/ca", "ca key").build();
        assert_eq!(crl.issuer(), "CN=ca,CN=root");
        assert_eq!(crl.this_update(), time("2026-01-01"));
        assert_eq!(crl.next_update(), Some(time("2026-12-31")));
        assert_eq!(crl.signature(), b"ca key");
        assert!(!crl.is_delta());
        assert!(CrlSpec::default().with(delta_indicator(1)).build().is_delta());
        assert_eq!(CrlSpec { next_update: None, ..CrlSpec::default() }.build().next_update(), None);
    }

    #[test]
    fn the_version_is_absent_or_1() {
        assert!(v1().read().is_ok());
        assert!(CrlSpec::default().read().is_ok());
        for version in [0, 2] {
            assert_eq!(refused(&CrlSpec { version: integer(&[version]), ..CrlSpec::default() }), "version");
        }
    }

    #[test]
    fn version_1_has_no_extensions() {
        assert!(v1().listing(entry(&[5], &[])).read().is_ok());
        assert_eq!(refused(&v1().with(crl_number(1))), "crlExtensions");
        assert_eq!(refused(&v1().listing(entry(&[5], &[&reason_code(1)]))), "crlEntryExtensions");
    }

    #[test]
    fn nothing_follows_a_field() {
        let good = CrlSpec::default().with(crl_number(1));
        assert!(good.read().is_ok());
        let spec = |after_tbs: &[u8]| CrlSpec { after_tbs: after_tbs.to_vec(), ..good.clone() };
        assert_eq!(refused(&spec(NULL)), "tbsCertList");
        assert_eq!(refused(&CrlSpec { version: [integer(&[1]), NULL.to_vec()].concat(), ..good.clone() }), "signature");

        let mut longer = good.der();
        longer.push(0);
        assert_eq!(Crl::from_der(&longer).unwrap_err().field(), "CertificateList");
        let der = good.der();
        // The length of the outer SEQUENCE takes one byte.
        let wrapped = sequence(&[der.get(2..).unwrap(), NULL]);
        assert_eq!(Crl::from_der(&wrapped).unwrap_err().field(), "signatureValue");

        let more = sequence(&[&integer(&[5]), &tlv(0x17, b"260101000000Z"), NULL]);
        assert_eq!(refused(&CrlSpec::default().listing(more)), "crlEntryExtensions");
        let number = extension(20, false, &[&integer(&[1]), NULL].concat());
        assert_eq!(refused(&CrlSpec::default().with(number)), "cRLNumber");
    }

    #[test]
    fn the_two_algorithms_are_the_same() {
        let der = CrlSpec::default().der();
        let algorithm = sequence(&[&oid(&[0x2a, 3]), NULL]);
        let last = der.windows(algorithm.len()).rposition(|window| window == algorithm).unwrap();
        let mut other = der.clone();
        *other.get_mut(last + 5).unwrap() = 4;
        let error = Crl::from_der(&other).unwrap_err();
        assert_eq!((error.field(), error.position()), ("signatureAlgorithm", last));
        assert!(error.to_string().contains("is not the algorithm that is named inside"), "{error}");
    }

    #[test]
    fn an_empty_list_of_entries_is_left_out() {
        let empty = CrlSpec { after_tbs: sequence(&[]), ..CrlSpec::default() };
        assert_eq!(refused(&empty), "revokedCertificates");
    }

    #[test]
    fn the_issuer_has_a_name() {
        let nameless = CrlSpec { issuer: "", ..CrlSpec::default() };
        assert!(nameless.read().is_ok(), "an empty commonName is a name");
        let der = CrlSpec::default().der();
        let issuer = name("ca");
        let at = der.windows(issuer.len()).position(|window| window == issuer).unwrap();
        let mut garbage = der.clone();
        *garbage.get_mut(at).unwrap() = 0x02;
        assert_eq!(Crl::from_der(&garbage).unwrap_err().field(), "issuer");
    }

    #[test]
    fn extensions_stand_once() {
        assert_eq!(refused(&CrlSpec::default().with(crl_number(1)).with(crl_number(1))), "crlExtensions");
        let twice = entry(&[5], &[&reason_code(1), &reason_code(1)]);
        assert_eq!(refused(&CrlSpec::default().listing(twice)), "crlEntryExtensions");
    }

    #[test]
    fn no_prefix_and_no_single_byte_change_panics() {
        let scope = issuing_distribution_point(&[&full_name(&[&uri("u"), &directory_name("a")]), &[0x84, 1, 0xff]]);
        let spec = CrlSpec::default().with(scope).with(crl_number(1)).with(authority_key("k"));
        let der = spec.listing(entry(&[5], &[&reason_code(1), &certificate_issuer("b")])).der();
        for length in 0..der.len() {
            assert!(Crl::from_der(der.get(..length).unwrap()).is_err());
        }
        for at in 0..der.len() {
            for byte in [0, 1, 0x30, 0x7f, 0x80, 0xff] {
                let mut changed = der.clone();
                *changed.get_mut(at).unwrap() = byte;
                if let Ok(crl) = Crl::from_der(&changed) {
                    assert!(crl.list().entries.find(&[5]).count() <= 1);
                }
            }
        }
    }
}
