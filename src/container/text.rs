//! Text as it arrives: in UTF-16, with byte-order marks, in base64.

use std::ops::Deref;

use base64::Engine;
use base64::alphabet::STANDARD;
use base64::engine::DecodePaddingMode;
use base64::engine::general_purpose::{GeneralPurpose, GeneralPurposeConfig};
use zeroize::Zeroizing;

/// Padding may be absent, and the last bits may be anything, as other readers allow.
const BASE64: GeneralPurpose = GeneralPurpose::new(
    &STANDARD,
    GeneralPurposeConfig::new()
        .with_decode_padding_mode(DecodePaddingMode::Indifferent)
        .with_decode_allow_trailing_bits(true),
);

const BYTE_ORDER_MARK: [u8; 3] = [0xef, 0xbb, 0xbf];
/// Bytes that are enough to tell UTF-16 from anything else.
const SAMPLE: usize = 64;

/// Text in UTF-8 or whatever superset of ASCII it is in. A copy is wiped: there may be a key in it.
pub(super) enum AsciiCompatible<'a> {
    AsItWas(&'a [u8]),
    Narrowed(Zeroizing<Vec<u8>>),
}

impl Deref for AsciiCompatible<'_> {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        match self {
            Self::AsItWas(text) => text,
            Self::Narrowed(text) => text,
        }
    }
}

/// The text as it is unless it is UTF-16, with or without its mark.
pub(super) fn ascii_compatible(bytes: &[u8]) -> AsciiCompatible<'_> {
    let (big, units) = match bytes {
        [0xff, 0xfe, units @ ..] => (false, units),
        [0xfe, 0xff, units @ ..] => (true, units),
        units if is_every_other_zero(units, 1) => (false, units),
        units if is_every_other_zero(units, 0) => (true, units),
        _ => return AsciiCompatible::AsItWas(bytes),
    };
    let narrow = |unit: &[u8]| match (big, unit) {
        (true, [0, byte]) | (false, [byte, 0]) if byte.is_ascii() => *byte,
        // Nothing beyond ASCII means anything in a certificate file.
        _ => b'?',
    };
    // Room for all of it at once: secrets must not be left behind in an old buffer.
    let mut text = Zeroizing::new(Vec::with_capacity(units.len().div_ceil(2)));
    text.extend(units.chunks(2).filter(|unit| !is_mark(big, unit)).map(narrow));
    AsciiCompatible::Narrowed(text)
}

fn is_mark(big: bool, unit: &[u8]) -> bool {
    unit == if big { [0xfe, 0xff] } else { [0xff, 0xfe] }
}

fn is_every_other_zero(bytes: &[u8], first: usize) -> bool {
    let sample = bytes.get(..bytes.len().min(SAMPLE)).unwrap_or_default();
    sample.len() >= 8 && sample.iter().enumerate().all(|(index, byte)| (index % 2 == first) == (*byte == 0))
}

/// Whether there is nothing but white space and byte-order marks.
pub(super) fn is_blank(text: &[u8]) -> bool {
    significant(text).next().is_none()
}

/// Base64 with white space and byte-order marks anywhere in it. `None` if it holds anything else.
pub(super) fn decode_base64(text: &[u8]) -> Option<Zeroizing<Vec<u8>>> {
    let mut dense = Zeroizing::new(Vec::with_capacity(text.len()));
    dense.extend(significant(text));
    let mut bytes = Zeroizing::new(vec![0; base64::decoded_len_estimate(dense.len())]);
    let length = BASE64.decode_slice(dense.as_slice(), &mut bytes).ok()?;
    bytes.truncate(length);
    Some(bytes)
}

/// Whether text could be base64 and nothing else.
pub(super) fn is_base64(text: &[u8]) -> bool {
    significant(text).all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'/' | b'='))
}

fn significant(text: &[u8]) -> impl Iterator<Item = u8> {
    let mut rest = text;
    std::iter::from_fn(move || {
        loop {
            if let Some(after) = rest.strip_prefix(&BYTE_ORDER_MARK) {
                rest = after;
                continue;
            }
            let (first, after) = rest.split_first()?;
            rest = after;
            if !matches!(first, b' ' | b'\t' | b'\r' | b'\n' | 0x0b | 0x0c) {
                return Some(*first);
            }
        }
    })
}

/// Whether there are bytes that no text holds.
pub(super) fn is_binary(bytes: &[u8]) -> bool {
    // The end-of-file mark of DOS still ends files that were joined with `copy`.
    let is_control = |byte: &u8| matches!(byte, 0..=0x08 | 0x0e..=0x19 | 0x1c..=0x1f | 0x7f);
    bytes.iter().any(is_control)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn utf16(text: &str, big: bool) -> Vec<u8> {
        text.encode_utf16().flat_map(|unit| if big { unit.to_be_bytes() } else { unit.to_le_bytes() }).collect()
    }

    #[test]
    fn utf16_in_either_order_with_and_without_its_mark() {
        for big in [true, false] {
            for mark in ["", "\u{feff}"] {
                let bytes = utf16(&format!("{mark}-----BEGIN"), big);
                assert_eq!(&*ascii_compatible(&bytes), b"-----BEGIN");
                assert!(matches!(ascii_compatible(&bytes), AsciiCompatible::Narrowed(text) if text.capacity() <= 11));
            }
        }
    }

    #[test]
    fn other_bytes_are_borrowed() {
        assert!(matches!(ascii_compatible(b"-----BEGIN"), AsciiCompatible::AsItWas(_)));
        assert!(matches!(ascii_compatible(&[0; 64]), AsciiCompatible::AsItWas(_)));
    }

    #[test]
    fn base64_with_anything_white_in_it() {
        assert_eq!(*decode_base64(b"\xef\xbb\xbf AQ\r\r\nI\tD\x0c").unwrap(), [1, 2, 3]);
        assert_eq!(*decode_base64(b"AQI=").unwrap(), [1, 2]);
        assert_eq!(*decode_base64(b"AQI").unwrap(), [1, 2]);
        assert!(decode_base64(b"AQI=3D").is_none());
        assert!(decode_base64(b"A!").is_none());
    }

    #[test]
    fn blank_and_binary() {
        assert!(is_blank(b" \r\n\xef\xbb\xbf\t"));
        assert!(!is_blank(b" x"));
        assert!(is_binary(&[0x30, 0x82, 0x01]));
        assert!(!is_binary("Größe\r\n\t\u{1a}".as_bytes()));
    }
}
