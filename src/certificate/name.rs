//! Distinguished names as text.

use std::borrow::Cow;
use std::fmt::Write;

use x509_parser::asn1_rs::{Any, Tag};
use x509_parser::der_parser::oid;
use x509_parser::oid_registry::Oid;
use x509_parser::x509::{AttributeTypeAndValue, X509Name};

use crate::printable::{hex, is_hidden};

/// Attribute types with a name of their own: those of RFC 4514 section 3, and emailAddress (RFC 2985).
static ATTRIBUTE_NAMES: [(Oid<'static>, &str); 10] = [
    (oid!(2.5.4.3), "CN"),
    (oid!(2.5.4.7), "L"),
    (oid!(2.5.4.8), "ST"),
    (oid!(2.5.4.10), "O"),
    (oid!(2.5.4.11), "OU"),
    (oid!(2.5.4.6), "C"),
    (oid!(2.5.4.9), "STREET"),
    (oid!(0.9.2342.19200300.100.1.25), "DC"),
    (oid!(0.9.2342.19200300.100.1.1), "UID"),
    (oid!(1.2.840.113549.1.9.1), "emailAddress"),
];

/// The name in the form of RFC 4514: the last RDN first.
pub(crate) fn to_rfc4514(name: &X509Name<'_>) -> String {
    let rdns: Vec<String> =
        name.iter_rdn().map(|rdn| rdn.iter().map(attribute).collect::<Vec<_>>().join("+")).collect();
    rdns.into_iter().rev().collect::<Vec<_>>().join(",")
}

fn attribute(attribute: &AttributeTypeAndValue<'_>) -> String {
    let oid = attribute.attr_type();
    let known = ATTRIBUTE_NAMES.iter().find(|(known, _)| known == oid);
    match (known, text(attribute.attr_value())) {
        (Some((_, name)), Some(value)) => format!("{name}={}", escape(&value)),
        (None, Some(value)) => format!("{}={}", oid.to_id_string(), escape(&value)),
        (known, None) => {
            let value = hex(attribute.attr_value().data);
            match known {
                Some((_, name)) => format!("{name}=#{value}"),
                None => format!("{}=#{value}", oid.to_id_string()),
            }
        }
    }
}

/// The value of one of the string types of DirectoryString or IA5String. `None` for any other type.
fn text<'a>(value: &Any<'a>) -> Option<Cow<'a, str>> {
    match value.tag() {
        Tag::Utf8String | Tag::PrintableString | Tag::Ia5String | Tag::NumericString => {
            Some(String::from_utf8_lossy(value.data))
        }
        // T61String is Latin-1 in practice.
        Tag::T61String => Some(value.data.iter().map(|byte| char::from(*byte)).collect()),
        Tag::BmpString => {
            let units = value.data.chunks_exact(2).filter_map(|unit| unit.try_into().ok().map(u16::from_be_bytes));
            Some(char::decode_utf16(units).map(|c| c.unwrap_or(char::REPLACEMENT_CHARACTER)).collect())
        }
        Tag::UniversalString => Some(
            value
                .data
                .chunks_exact(4)
                .filter_map(|unit| unit.try_into().ok().map(u32::from_be_bytes))
                .map(|unit| char::from_u32(unit).unwrap_or(char::REPLACEMENT_CHARACTER))
                .collect(),
        ),
        _ => None,
    }
}

/// RFC 4514 section 2.4. What cannot be seen is escaped too, so that a name stays on its line and reads as it is.
fn escape(value: &str) -> String {
    let mut escaped = String::with_capacity(value.len());
    let last = value.chars().count().saturating_sub(1);
    for (position, c) in value.chars().enumerate() {
        match c {
            '"' | '+' | ',' | ';' | '<' | '>' | '\\' => escaped.extend(['\\', c]),
            '#' if position == 0 => escaped.push_str("\\#"),
            ' ' if position == 0 || position == last => escaped.push_str("\\ "),
            c if is_hidden(c) => {
                for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                    // Writing to a String cannot fail.
                    let _ = write!(escaped, "\\{byte:02x}");
                }
            }
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;
    use x509_parser::prelude::FromDer;

    fn name(der: &[u8]) -> String {
        to_rfc4514(&X509Name::from_der(der).unwrap().1)
    }

    /// A name of one RDN with one commonName.
    fn common_name(tag: u8, value: &[u8]) -> Vec<u8> {
        let length = |extra: usize| u8::try_from(value.len() + extra).unwrap();
        let mut der = vec![0x30, length(11), 0x31, length(9), 0x30, length(7), 6, 3, 0x55, 4, 3, tag, length(0)];
        der.extend_from_slice(value);
        der
    }

    #[test]
    fn the_last_rdn_comes_first() {
        let der = [
            0x30, 24, 0x31, 11, 0x30, 9, 6, 3, 0x55, 4, 6, 0x13, 2, b'D', b'E', 0x31, 9, 0x30, 7, 6, 3, 0x55, 4, 3,
            0x0c, 0,
        ];
        assert_eq!(name(&der), "CN=,C=DE");
    }

    #[test]
    fn special_characters_are_escaped() {
        assert_eq!(name(&common_name(0x0c, b"#a, b+c\\ ")), "CN=\\#a\\, b\\+c\\\\\\ ");
        assert_eq!(name(&common_name(0x0c, b"a\nb\0")), "CN=a\\0ab\\00");
        assert_eq!(name(&common_name(0x0c, "a\u{202e}b".as_bytes())), "CN=a\\e2\\80\\aeb");
    }

    #[test]
    fn every_string_type_is_read() {
        assert_eq!(name(&common_name(0x14, b"Z\xfcrich")), "CN=Zürich");
        assert_eq!(name(&common_name(0x1e, &[0x30, 0xd1, 0xd8, 0x3d, 0xdd, 0x11])), "CN=パ🔑");
        assert_eq!(name(&common_name(0x1c, &[0, 1, 0xf5, 0x11])), "CN=🔑");
        assert_eq!(name(&common_name(0x04, &[1, 0xff])), "CN=#01ff");
    }
}
