//! Strict DER, with the field and the place of whatever is wrong.
//!
//! Only shapes are read here. What a field means is for the modules that name it.

use std::fmt;

use chrono::{DateTime, NaiveDate, Utc};
use der::{Decode, Header, Reader, SliceReader, Tag, TagNumber};

use crate::message::{Message, message};

/// What is wrong with an encoding, in which field, and where.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Defect {
    /// The field by its name in RFC 5280.
    pub(super) field: &'static str,
    /// Offset in bytes from the start of the input.
    pub(super) position: usize,
    pub(super) problem: Problem,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Problem {
    Missing,
    Encoding,
    Trailing,
    Duplicate,
    Empty,
    Invalid,
    TooMany,
    NeedsVersion2,
    AlgorithmsDiffer,
}

/// The fields of a constructed type that are not read yet.
#[derive(Clone, Copy)]
pub(super) struct Fields<'a> {
    rest: &'a [u8],
    at: usize,
}

/// One field: tag, length and value.
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    pub(super) tag: Tag,
    /// All of it.
    pub(super) raw: &'a [u8],
    /// The value.
    pub(super) content: &'a [u8],
    at: usize,
}

impl<'a> Fields<'a> {
    /// Fields that start at byte `at` of the input.
    pub(super) fn new(rest: &'a [u8], at: usize) -> Self {
        Self { rest, at }
    }

    /// The next field, whatever it is.
    pub(super) fn any(&mut self, field: &'static str) -> Result<Element<'a>, Defect> {
        if self.rest.is_empty() {
            return Err(self.defect(field, Problem::Missing));
        }
        let read = || {
            let mut reader = SliceReader::new(self.rest).ok()?;
            let header = Header::decode(&mut reader).ok()?;
            let content = reader.read_slice(header.length()).ok()?;
            let (raw, rest) = self.rest.split_at_checked(usize::try_from(reader.position()).ok()?)?;
            let constructed_as_its_type = header.is_constructed() == header.tag().is_constructed();
            constructed_as_its_type.then_some((Element { tag: header.tag(), raw, content, at: self.at }, rest))
        };
        let (element, rest) = read().ok_or(self.defect(field, Problem::Encoding))?;
        *self = Self { rest, at: self.at.saturating_add(element.raw.len()) };
        Ok(element)
    }

    /// The next field, which is of this type.
    pub(super) fn expect(&mut self, field: &'static str, tag: Tag) -> Result<Element<'a>, Defect> {
        self.optional(field, tag)?.ok_or(self.defect(field, Problem::Missing))
    }

    /// The next field if it is of this type.
    pub(super) fn optional(&mut self, field: &'static str, tag: Tag) -> Result<Option<Element<'a>>, Defect> {
        if self.rest.is_empty() {
            return Ok(None);
        }
        let mut ahead = *self;
        let element = ahead.any(field)?;
        if element.tag != tag {
            return Ok(None);
        }
        *self = ahead;
        Ok(Some(element))
    }

    /// Offset of the next field in the input.
    pub(super) fn position(&self) -> usize {
        self.at
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Refuses what follows the last field.
    pub(super) fn finish(self, field: &'static str) -> Result<(), Defect> {
        if self.rest.is_empty() { Ok(()) } else { Err(self.defect(field, Problem::Trailing)) }
    }

    pub(super) fn defect(&self, field: &'static str, problem: Problem) -> Defect {
        Defect { field, position: self.at, problem }
    }

    /// A Time that must be there.
    pub(super) fn time(&mut self, field: &'static str) -> Result<DateTime<Utc>, Defect> {
        let missing = self.defect(field, Problem::Missing);
        self.optional_time(field)?.ok_or(missing)
    }

    /// A Time if one is next: UTCTime or GeneralizedTime, in the one form that RFC 5280 section 4.1.2.5 allows.
    pub(super) fn optional_time(&mut self, field: &'static str) -> Result<Option<DateTime<Utc>>, Defect> {
        let Some(element) = (match self.optional(field, Tag::UtcTime)? {
            None => self.optional(field, Tag::GeneralizedTime)?,
            found => found,
        }) else {
            return Ok(None);
        };
        element.time().map(Some).ok_or(element.defect(field, Problem::Invalid))
    }

    /// Skips an AlgorithmIdentifier of the right shape.
    pub(super) fn algorithm(&mut self, field: &'static str) -> Result<Element<'a>, Defect> {
        let element = self.expect(field, Tag::Sequence)?;
        let mut fields = element.fields();
        fields.oid(field)?;
        if !fields.is_empty() {
            fields.any(field)?;
        }
        fields.finish(field)?;
        Ok(element)
    }

    /// The value of an OBJECT IDENTIFIER.
    pub(super) fn oid(&mut self, field: &'static str) -> Result<&'a [u8], Defect> {
        let element = self.expect(field, Tag::ObjectIdentifier)?;
        match element.content.last() {
            Some(last) if last & 0x80 == 0 => Ok(element.content),
            _ => Err(element.defect(field, Problem::Encoding)),
        }
    }

    /// The value of an INTEGER, of at least one byte.
    pub(super) fn integer(&mut self, field: &'static str) -> Result<&'a [u8], Defect> {
        let element = self.expect(field, Tag::Integer)?;
        if element.content.is_empty() { Err(element.defect(field, Problem::Encoding)) } else { Ok(element.content) }
    }

    /// A Name of the right shape, in DER.
    pub(super) fn name(&mut self, field: &'static str) -> Result<&'a [u8], Defect> {
        let element = self.expect(field, Tag::Sequence)?;
        let mut rdns = element.fields();
        while !rdns.is_empty() {
            rdns.expect(field, Tag::Set)?.check_rdn(field)?;
        }
        Ok(element.raw)
    }
}

impl<'a> Element<'a> {
    /// What is inside.
    pub(super) fn fields(&self) -> Fields<'a> {
        let header = self.raw.len().saturating_sub(self.content.len());
        Fields::new(self.content, self.at.saturating_add(header))
    }

    pub(super) fn defect(&self, field: &'static str, problem: Problem) -> Defect {
        Defect { field, position: self.at, problem }
    }

    /// A BOOLEAN. FALSE is taken where it is the default and DER would leave it out: its meaning is clear.
    pub(super) fn boolean(&self, field: &'static str) -> Result<bool, Defect> {
        match self.content {
            [0xff] => Ok(true),
            [0] => Ok(false),
            _ => Err(self.defect(field, Problem::Encoding)),
        }
    }

    /// Checks a `RelativeDistinguishedName ::= SET SIZE (1..MAX) OF SEQUENCE { type, value }`.
    pub(super) fn check_rdn(&self, field: &'static str) -> Result<(), Defect> {
        let mut attributes = self.fields();
        if attributes.is_empty() {
            return Err(self.defect(field, Problem::Empty));
        }
        while !attributes.is_empty() {
            let mut attribute = attributes.expect(field, Tag::Sequence)?.fields();
            attribute.oid(field)?;
            attribute.any(field)?;
            attribute.finish(field)?;
        }
        Ok(())
    }

    /// `YYMMDDHHMMSSZ` with the century of RFC 5280 section 4.1.2.5.1, or `YYYYMMDDHHMMSSZ`.
    fn time(&self) -> Option<DateTime<Utc>> {
        let mut pairs = self.content.strip_suffix(b"Z")?.chunks(2).map(|pair| match pair {
            [tens @ b'0'..=b'9', units @ b'0'..=b'9'] => Some(u32::from(tens - b'0') * 10 + u32::from(units - b'0')),
            _ => None,
        });
        let mut next = || pairs.next().flatten();
        let year = match self.tag {
            Tag::UtcTime => match next()? {
                year @ 50.. => 1900 + year,
                year => 2000 + year,
            },
            _ => next()? * 100 + next()?,
        };
        let date = NaiveDate::from_ymd_opt(i32::try_from(year).ok()?, next()?, next()?)?;
        let time = date.and_hms_opt(next()?, next()?, next()?)?;
        pairs.next().is_none().then_some(time.and_utc())
    }
}

/// The tag `[number]` of a field.
pub(super) const fn context(number: u32, constructed: bool) -> Tag {
    Tag::ContextSpecific { constructed, number: TagNumber(number) }
}

/// An OBJECT IDENTIFIER as text.
pub(super) fn oid_text(oid: &[u8]) -> String {
    der::asn1::ObjectIdentifier::from_bytes(oid)
        .map_or_else(|_| format!("#{}", crate::printable::hex(oid)), |oid| oid.to_string())
}

message! {
    fn missing(field: &'static str, position: usize) {
        en: "{field} is missing or of another type (byte {position})",
    }
    fn not_der(field: &'static str, position: usize) {
        en: "{field} is not DER (byte {position})",
    }
    fn trailing(field: &'static str, position: usize) {
        en: "{field} is followed by bytes that do not belong there (byte {position})",
    }
    fn duplicate(field: &'static str, position: usize) {
        en: "{field} stands there twice (byte {position})",
    }
    fn empty(field: &'static str, position: usize) {
        en: "{field} is empty (byte {position})",
    }
    fn invalid(field: &'static str, position: usize) {
        en: "{field} has a value that RFC 5280 does not allow (byte {position})",
    }
    fn too_many(field: &'static str, position: usize) {
        en: "{field} has more parts than any real one (byte {position})",
    }
    fn needs_version_2(field: &'static str, position: usize) {
        en: "{field} is only allowed in version 2 (byte {position})",
    }
    fn algorithms_differ(field: &'static str, position: usize) {
        en: "{field} is not the algorithm that is named inside the signed part (byte {position})",
    }
}

impl Defect {
    /// What is wrong, as a clause.
    pub(super) fn message(&self) -> Message {
        let wording = match self.problem {
            Problem::Missing => missing,
            Problem::Encoding => not_der,
            Problem::Trailing => trailing,
            Problem::Duplicate => duplicate,
            Problem::Empty => empty,
            Problem::Invalid => invalid,
            Problem::TooMany => too_many,
            Problem::NeedsVersion2 => needs_version_2,
            Problem::AlgorithmsDiffer => algorithms_differ,
        };
        wording(self.field, self.position)
    }
}

impl fmt::Display for Defect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.message().fmt(f)
    }
}

#[cfg(test)]
mod tests {
    use super::super::testing::{octets, sequence, tlv};
    use super::*;

    fn time(tag: u8, text: &str) -> Option<String> {
        let der = tlv(tag, text.as_bytes());
        Fields::new(&der, 0).time("time").ok().map(|time| time.to_rfc3339())
    }

    #[test]
    fn the_century_of_a_utc_time_turns_at_50() {
        assert_eq!(time(0x17, "500101000000Z").as_deref(), Some("1950-01-01T00:00:00+00:00"));
        assert_eq!(time(0x17, "491231235959Z").as_deref(), Some("2049-12-31T23:59:59+00:00"));
    }

    #[test]
    fn only_one_form_of_time_is_read() {
        assert_eq!(time(0x18, "20500101000000Z").as_deref(), Some("2050-01-01T00:00:00+00:00"));
        for bad in ["2050010100Z", "20500101000000", "20500101000000.5Z", "20501301000000Z", "20500101000000+0000"] {
            assert_eq!(time(0x18, bad), None, "{bad}");
        }
        for bad in ["5001010000Z", "500101000000+0000", "500101000000ZZ", "50010100000aZ", "20500101000000Z"] {
            assert_eq!(time(0x17, bad), None, "{bad}");
        }
    }

    #[test]
    fn lengths_are_the_shortest_and_definite() {
        for bad in [&[0x30, 0x81, 0][..], &[0x30, 0x80, 0, 0], &[0x30, 1], &[0x24, 0], &[0x10, 0]] {
            assert!(Fields::new(bad, 0).any("field").is_err(), "{bad:02x?}");
        }
        assert!(Fields::new(&[0x30, 0], 0).any("field").is_ok());
    }

    #[test]
    fn a_defect_says_where() {
        let der = sequence(&[&octets(b"abc"), &[0x05, 0x00], &[0x01]]);
        let mut fields = Fields::new(&der, 0).expect("outer", Tag::Sequence).unwrap().fields();
        fields.expect("first", Tag::OctetString).unwrap();
        let missing = Defect { field: "second", position: 7, problem: Problem::Missing };
        assert_eq!(fields.expect("second", Tag::OctetString).err(), Some(missing));
        assert_eq!(missing.to_string(), "second is missing or of another type (byte 7)");
    }
}
