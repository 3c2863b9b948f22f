//! Which scheme an AlgorithmIdentifier names.

use super::scheme::Scheme;
use super::unsupported::name_of;
use super::{pbe, pbes2};
use crate::container::OpenError;
use crate::container::asn1::{Element, SEQUENCE};
use crate::message::Text;

impl<'a> Scheme<'a> {
    /// Reads an AlgorithmIdentifier: PBES2 or PBES1 of RFC 8018, or a scheme of RFC 7292 appendix C.
    pub(in crate::container) fn read(what: &'static Text, algorithm: &Element<'a>) -> Result<Self, OpenError> {
        let mut fields = algorithm.reader(what);
        let oid = fields.oid(&Text { en: "the encryption algorithm" })?;
        if oid == pbes2::PBES2 {
            return pbes2::read(what, fields.expect(SEQUENCE, &Text { en: "the parameters of PBES2" })?);
        }
        match pbe::by_oid(oid) {
            Some(row) => {
                pbe::read(what, row, fields.expect(SEQUENCE, &Text { en: "the parameters of the encryption" })?)
            }
            None => Err(OpenError::unsupported(what, name_of(oid))),
        }
    }
}
