//! Extensions of a CRL and of its entries, before anyone asks what they say.

use der::Tag;

use super::reader::{Defect, Fields, Problem};

/// Extensions of one CRL or one entry. RFC 5280 knows seven and three.
const MAX_EXTENSIONS: usize = 64;

/// `Extension ::= SEQUENCE { extnID OBJECT IDENTIFIER, critical BOOLEAN DEFAULT FALSE, extnValue OCTET STRING }`
/// (RFC 5280 section 4.1).
pub(super) struct Extension<'a> {
    /// The value of the OBJECT IDENTIFIER.
    pub(super) oid: &'a [u8],
    pub(super) critical: bool,
    /// What the OCTET STRING holds, to be read to its end.
    pub(super) value: Fields<'a>,
}

impl<'a> Extension<'a> {
    /// The extensions of an `Extensions`, each at most once.
    pub(super) fn read_all(fields: &mut Fields<'a>, field: &'static str) -> Result<Vec<Self>, Defect> {
        let sequence = fields.expect(field, Tag::Sequence)?;
        let mut fields = sequence.fields();
        let mut extensions: Vec<Self> = Vec::new();
        while !fields.is_empty() {
            let element = fields.expect(field, Tag::Sequence)?;
            let mut extension = element.fields();
            let oid = extension.oid(field)?;
            let critical = match extension.optional(field, Tag::Boolean)? {
                Some(critical) => critical.boolean(field)?,
                None => false,
            };
            let value = extension.expect(field, Tag::OctetString)?.fields();
            extension.finish(field)?;
            if extensions.iter().any(|known| known.oid == oid) {
                return Err(element.defect(field, Problem::Duplicate));
            }
            if extensions.len() == MAX_EXTENSIONS {
                return Err(element.defect(field, Problem::TooMany));
            }
            extensions.push(Self { oid, critical, value });
        }
        if extensions.is_empty() { Err(sequence.defect(field, Problem::Empty)) } else { Ok(extensions) }
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{octets, oid, sequence};
    use super::*;

    fn extensions(der: &[u8]) -> Result<Vec<bool>, Problem> {
        let read = Extension::read_all(&mut Fields::new(der, 0), "extensions");
        read.map(|all| all.iter().map(|it| it.critical).collect()).map_err(|defect| defect.problem)
    }

    #[test]
    fn an_extension_stands_once_and_says_true_or_false() {
        let extension = |number: u8, critical: &[u8]| sequence(&[&oid(&[0x2a, number]), critical, &octets(b"")]);
        let one = extension(1, &[]);
        assert_eq!(extensions(&sequence(&[&one, &extension(2, &[1, 1, 0xff])])), Ok(vec![false, true]));
        assert_eq!(extensions(&sequence(&[&one, &one])), Err(Problem::Duplicate));
        assert_eq!(extensions(&sequence(&[&extension(1, &[1, 1, 1])])), Err(Problem::Encoding));
        assert_eq!(extensions(&sequence(&[])), Err(Problem::Empty));
        let many: Vec<Vec<u8>> = (0..65).map(|number| extension(number, &[])).collect();
        let many: Vec<&[u8]> = many.iter().map(Vec::as_slice).collect();
        assert_eq!(extensions(&sequence(&many)), Err(Problem::TooMany));
        assert!(extensions(&sequence(many.get(1..).unwrap())).is_ok());
    }
}
