//! A reader of tag, length and value that says where it stopped, and the two lines of writing that a public key needs.
//!
//! Lengths may be longer than they need be (X.690 section 8.1.3): certificates must keep their bytes, so nothing can be
//! normalised before it is read. Indefinite lengths and strings in pieces are the business of [`ber`](super::ber).

use der::asn1::ObjectIdentifier;

use super::OpenError;
use crate::message::{Message, Text, message};

pub(super) const INTEGER: u8 = 0x02;
pub(super) const BIT_STRING: u8 = 0x03;
pub(super) const OCTET_STRING: u8 = 0x04;
pub(super) const NULL: u8 = 0x05;
pub(super) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(super) const UTF8_STRING: u8 = 0x0c;
pub(super) const UTC_TIME: u8 = 0x17;
pub(super) const GENERALIZED_TIME: u8 = 0x18;
pub(super) const BMP_STRING: u8 = 0x1e;
pub(super) const SEQUENCE: u8 = 0x30;
pub(super) const SET: u8 = 0x31;

/// The tag `[number]` around other elements.
pub(super) const fn constructed(number: u8) -> u8 {
    0xa0 | number
}

/// The tag `[number]` in place of a primitive one.
pub(super) const fn primitive(number: u8) -> u8 {
    0x80 | number
}

/// One element.
#[derive(Clone, Copy)]
pub(super) struct Element<'a> {
    pub(super) tag: u8,
    /// With tag and length.
    pub(super) raw: &'a [u8],
    pub(super) content: &'a [u8],
    /// Of the content in the part that is being read.
    pub(super) offset: usize,
}

/// Reads one element after another.
#[derive(Clone)]
pub(super) struct Reader<'a> {
    what: &'static Text,
    rest: &'a [u8],
    offset: usize,
}

message! {
    /// The length is text: what a file claims may be more than an argument of a message counts.
    pub(super) fn too_long(length: String, left: usize) {
        en: "an element of {length} bytes where {left} are left",
    }
    fn other_tag(name: &'static Text, tag: String) {
        en: "{name} expected, and a tag of {tag} found",
    }
    fn missing(name: &'static Text) {
        en: "{name} expected, and nothing found",
    }
    fn not_an_oid(name: &'static Text) {
        en: "{name} is not an object identifier",
    }
    fn not_positive(name: &'static Text) {
        en: "{name} is not a positive number",
    }
}

/// Tag and length of an element.
pub(super) struct Header {
    pub(super) tag: u8,
    /// Bytes of tag and length.
    pub(super) size: usize,
    /// Bytes of content. `None` for the indefinite form.
    pub(super) length: Option<usize>,
}

impl Header {
    pub(super) fn read(bytes: &[u8]) -> Result<Self, &'static Text> {
        const CUT: &Text = &Text { en: "it ends inside the header of an element" };
        let tag = *bytes.first().ok_or(CUT)?;
        let mut size = tag_size(bytes);
        let first = *bytes.get(size).ok_or(CUT)?;
        size += 1;
        let length = match first {
            0x80 => None,
            0x81..=0xff => {
                let count = usize::from(first & 0x7f);
                let digits = bytes.get(size..size + count).ok_or(CUT)?;
                size += count;
                let length = digits
                    .iter()
                    .try_fold(0usize, |length, digit| Some(length.checked_mul(256)? | usize::from(*digit)));
                Some(length.ok_or(&Text { en: "the length of an element is beyond any file" })?)
            }
            short => Some(usize::from(short)),
        };
        Ok(Self { tag, size, length })
    }
}

impl<'a> Reader<'a> {
    /// Reads `bytes`; errors are about `what`.
    pub(super) fn new(what: &'static Text, bytes: &'a [u8]) -> Self {
        Self { what, rest: bytes, offset: 0 }
    }

    pub(super) fn next(&mut self) -> Result<Element<'a>, OpenError> {
        let header = Header::read(self.rest).map_err(|reason| self.corrupt(reason))?;
        let length = header
            .length
            .ok_or_else(|| self.corrupt(&Text { en: "an indefinite length where a definite one belongs" }))?;
        let end = header.size.checked_add(length);
        let Some((raw, rest)) = end.and_then(|end| self.rest.split_at_checked(end)) else {
            return Err(self.corrupt(too_long(length.to_string(), self.rest.len().saturating_sub(header.size))));
        };
        let content = raw.get(header.size..).unwrap_or_default();
        let element = Element { tag: header.tag, raw, content, offset: self.offset + header.size };
        self.offset += raw.len();
        self.rest = rest;
        Ok(element)
    }

    /// The next element, which has to be a `name`.
    pub(super) fn expect(&mut self, tag: u8, name: &'static Text) -> Result<Element<'a>, OpenError> {
        match self.peek_tag() {
            Some(found) if found == tag => self.next(),
            Some(found) => Err(self.corrupt(other_tag(name, format!("{found:#04x}")))),
            None => Err(self.corrupt(missing(name))),
        }
    }

    /// The next element if it has this tag and can be read: for what is not needed to go on.
    pub(super) fn try_next(&mut self, tag: u8) -> Option<Element<'a>> {
        self.optional(tag).ok()?
    }

    /// The next element if it has this tag.
    pub(super) fn optional(&mut self, tag: u8) -> Result<Option<Element<'a>>, OpenError> {
        if self.peek_tag() == Some(tag) { self.next().map(Some) } else { Ok(None) }
    }

    /// The next element, which has to be an object identifier.
    pub(super) fn oid(&mut self, name: &'static Text) -> Result<ObjectIdentifier, OpenError> {
        let element = self.expect(OBJECT_IDENTIFIER, name)?;
        element.as_oid().ok_or_else(|| OpenError::corrupt(self.what, element.offset, not_an_oid(name)))
    }

    /// The next element, which has to be an integer, never negative; what 64 bits cannot hold is the greatest they can.
    pub(super) fn unsigned(&mut self, name: &'static Text) -> Result<u64, OpenError> {
        let element = self.expect(INTEGER, name)?;
        match element.content {
            [] | [0x80..=0xff, ..] => Err(OpenError::corrupt(self.what, element.offset, not_positive(name))),
            digits => Ok(digits
                .iter()
                .try_fold(0u64, |value, digit| Some(value.checked_mul(256)? | u64::from(*digit)))
                .unwrap_or(u64::MAX)),
        }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.rest.is_empty()
    }

    /// Bytes that are not read yet.
    pub(super) fn left(&self) -> usize {
        self.rest.len()
    }

    pub(super) fn peek_tag(&self) -> Option<u8> {
        self.rest.first().copied()
    }

    pub(super) fn corrupt(&self, reason: impl Into<Message>) -> OpenError {
        OpenError::corrupt(self.what, self.offset, reason)
    }
}

impl<'a> Element<'a> {
    /// Reads what is inside.
    pub(super) fn reader(&self, what: &'static Text) -> Reader<'a> {
        Reader { what, rest: self.content, offset: self.offset }
    }

    pub(super) fn as_oid(&self) -> Option<ObjectIdentifier> {
        (self.tag == OBJECT_IDENTIFIER).then(|| ObjectIdentifier::from_bytes(self.content).ok())?
    }
}

/// Bytes of the tag at the beginning. High tag numbers have seven bits a byte, the last one without its top bit; those of
/// more than 28 bits do not occur.
pub(super) fn tag_size(bytes: &[u8]) -> usize {
    match bytes {
        [tag, number @ ..] if tag & 0x1f == 0x1f => {
            2 + number.iter().take(4).take_while(|byte| **byte & 0x80 != 0).count()
        }
        _ => 1,
    }
}

/// An element with these contents, one after another.
pub(super) fn element(tag: u8, contents: &[&[u8]]) -> Vec<u8> {
    let length = contents.iter().map(|content| content.len()).sum();
    let mut element = Vec::with_capacity(length + 6);
    element.push(tag);
    push_length(&mut element, length);
    for content in contents {
        element.extend_from_slice(content);
    }
    element
}

/// A length in as few bytes as it needs.
pub(super) fn push_length(out: &mut Vec<u8>, length: usize) {
    let bytes = length.to_be_bytes();
    let digits = bytes.get(bytes.iter().take_while(|byte| **byte == 0).count()..).unwrap_or_default();
    match (length, u8::try_from(digits.len())) {
        (..0x80, _) => out.push(digits.first().copied().unwrap_or(0)),
        (_, count) => {
            out.push(0x80 | count.unwrap_or(0));
            out.extend_from_slice(digits);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEST: &Text = &Text { en: "the test" };

    #[test]
    fn lengths_in_every_form() {
        assert_eq!(Header::read(&[0x30, 0x7f]).unwrap().length, Some(127));
        assert_eq!(Header::read(&[0x30, 0x80]).unwrap().length, None);
        assert_eq!(Header::read(&[0x30, 0x84, 0, 0, 1, 2]).unwrap().length, Some(258));
        assert_eq!(Header::read(&[0x1f, 0x81, 0x01, 0x05]).unwrap().size, 4);
        assert!(Header::read(&[0x30, 0x82, 1]).is_err());
        assert!(Header::read(&[0x30, 0x89, 1, 2, 3, 4, 5, 6, 7, 8, 9]).is_err());
    }

    #[test]
    fn lengths_are_written_short() {
        for length in [0usize, 127, 128, 255, 256, 65_536] {
            let written = element(OCTET_STRING, &[&vec![7; length]]);
            let mut reader = Reader::new(TEST, &written);
            assert_eq!(reader.next().unwrap().content.len(), length);
        }
        assert_eq!(element(NULL, &[]), [5, 0]);
        assert_eq!(element(OCTET_STRING, &[&[0; 128]]).get(..3), Some([4, 0x81, 128].as_slice()));
    }

    #[test]
    fn integers_of_any_size() {
        let read = |content: &[u8]| Reader::new(TEST, &element(INTEGER, &[content])).unsigned(TEST);
        assert_eq!(read(&[0, 0x80, 0, 0, 0]).unwrap(), 1 << 31);
        assert_eq!(read(&[1; 9]).unwrap(), u64::MAX);
        assert_eq!(read(&[0xff]).unwrap_err().kind(), "corrupt");
        assert_eq!(read(&[]).unwrap_err().kind(), "corrupt");
    }

    #[test]
    fn a_length_beyond_the_part_is_corrupt_and_says_where() {
        let mut reader = Reader::new(TEST, &[4, 1, 9, 4, 0x84, 0xff, 0xff, 0xff, 0xff]);
        assert_eq!(reader.next().unwrap().content, [9]);
        assert!(matches!(reader.next(), Err(OpenError::Corrupt { offset: 3, .. })));
    }

    #[test]
    fn the_longest_length_is_shown_as_it_is() {
        let digits = usize::MAX.to_be_bytes();
        let claim = [&[4, 0x80 | u8::try_from(digits.len()).unwrap()][..], &digits].concat();
        let error = Reader::new(TEST, &claim).next().err().unwrap().to_string();
        assert!(error.contains(&format!("an element of {} bytes where 0 are left", usize::MAX)), "{error}");
    }
}
