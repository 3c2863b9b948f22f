//! The few encodings of DER that certificates are made of. Nothing here checks what it is given: tests need odd ones.

pub(crate) const BOOLEAN: u8 = 0x01;
pub(crate) const INTEGER: u8 = 0x02;
pub(crate) const BIT_STRING: u8 = 0x03;
pub(crate) const OCTET_STRING: u8 = 0x04;
pub(crate) const OBJECT_IDENTIFIER: u8 = 0x06;
pub(crate) const UTF8_STRING: u8 = 0x0c;
pub(crate) const PRINTABLE_STRING: u8 = 0x13;
pub(crate) const UTC_TIME: u8 = 0x17;
pub(crate) const GENERALIZED_TIME: u8 = 0x18;
pub(crate) const SEQUENCE: u8 = 0x30;
pub(crate) const SET: u8 = 0x31;

/// A value of any tag.
pub(crate) fn value(tag: u8, content: &[u8]) -> Vec<u8> {
    let mut der = vec![tag];
    let length = content.len();
    let octets = length.to_be_bytes();
    let significant: Vec<u8> = octets.into_iter().skip_while(|octet| *octet == 0).collect();
    match u8::try_from(length) {
        Ok(short) if short < 0x80 => der.push(short),
        _ => {
            der.push(0x80 | u8::try_from(significant.len()).unwrap());
            der.extend(significant);
        }
    }
    der.extend_from_slice(content);
    der
}

pub(crate) fn sequence(parts: &[Vec<u8>]) -> Vec<u8> {
    value(SEQUENCE, &parts.concat())
}

pub(crate) fn set(parts: &[Vec<u8>]) -> Vec<u8> {
    value(SET, &parts.concat())
}

/// `[number] EXPLICIT`, or an implicit tag on something constructed.
pub(crate) fn tagged(number: u8, content: &[u8]) -> Vec<u8> {
    value(0xa0 | number, content)
}

/// An implicit tag on something primitive.
pub(crate) fn implicit(number: u8, content: &[u8]) -> Vec<u8> {
    value(0x80 | number, content)
}

pub(crate) fn boolean(value_of: bool) -> Vec<u8> {
    value(BOOLEAN, &[if value_of { 0xff } else { 0 }])
}

/// A number that is not negative.
pub(crate) fn integer(number: u64) -> Vec<u8> {
    let mut octets: Vec<u8> = number.to_be_bytes().into_iter().skip_while(|octet| *octet == 0).collect();
    if octets.first().is_none_or(|octet| *octet >= 0x80) {
        octets.insert(0, 0);
    }
    value(INTEGER, &octets)
}

/// A bit string without unused bits.
pub(crate) fn bit_string(content: &[u8]) -> Vec<u8> {
    value(BIT_STRING, &[&[0], content].concat())
}

pub(crate) fn octet_string(content: &[u8]) -> Vec<u8> {
    value(OCTET_STRING, content)
}

/// An OID as it is written, `2.5.29.19`.
pub(crate) fn oid(dotted: &str) -> Vec<u8> {
    let arcs: Vec<u64> = dotted.split('.').map(|arc| arc.parse().unwrap()).collect();
    let [first, second, rest @ ..] = arcs.as_slice() else { panic!("{dotted} is no OID") };
    let mut content = Vec::new();
    for arc in std::iter::once(first * 40 + second).chain(rest.iter().copied()) {
        let groups = (64 - arc.leading_zeros()).div_ceil(7).max(1);
        for group in (0..groups).rev() {
            let seven = u8::try_from((arc >> (7 * group)) & 0x7f).unwrap();
            content.push(if group == 0 { seven } else { 0x80 | seven });
        }
    }
    value(OBJECT_IDENTIFIER, &content)
}

/// A Time of `YYYYMMDDHHMMSS`: UTCTime to 2049, GeneralizedTime from 2050.
pub(crate) fn time(digits: &str) -> Vec<u8> {
    let text = format!("{digits}Z");
    if digits < "2050" { value(UTC_TIME, &text.as_bytes()[2..]) } else { value(GENERALIZED_TIME, text.as_bytes()) }
}

/// The elements inside an element.
pub(crate) fn children(element: &[u8]) -> Vec<&[u8]> {
    let mut rest = element.get(header(element).0..).unwrap();
    let mut children = Vec::new();
    while !rest.is_empty() {
        let (size, length) = header(rest);
        let (child, after) = rest.split_at(size + length);
        children.push(child);
        rest = after;
    }
    children
}

/// Size of the header of an element, and length of its content.
fn header(bytes: &[u8]) -> (usize, usize) {
    match *bytes {
        [_, length @ 0..=0x7f, ..] => (2, length.into()),
        [_, 0x81, length, ..] => (3, length.into()),
        [_, 0x82, high, low, ..] => (4, u16::from_be_bytes([high, low]).into()),
        _ => (bytes.len(), 0),
    }
}
