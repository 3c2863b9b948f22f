//! Text, and the same text as other programs save it: with other line ends, with a byte-order mark, in UTF-16.

use apptunnel::container::Format;

use super::PASSWORD;
use super::upload::{contents, open, report};

/// A file of text.
pub fn check(file: &[u8]) {
    let Ok(bundle) = open(file, Some(PASSWORD)) else { return };
    report(&bundle);
    let Ok(text) = std::str::from_utf8(file) else { return };
    if bundle.format() != Format::Pem || !text.is_ascii() || text.contains(['\r', '\0']) {
        return;
    }
    let wide = |encode: fn(u16) -> [u8; 2]| format!("\u{feff}{text}").encode_utf16().flat_map(encode).collect();
    let saved: [(&str, Vec<u8>); 5] = [
        ("CR LF", text.replace('\n', "\r\n").into_bytes()),
        ("CR", text.replace('\n', "\r").into_bytes()),
        ("byte-order mark", format!("\u{feff}{text}").into_bytes()),
        ("UTF-16 LE", wide(u16::to_le_bytes)),
        ("UTF-16 BE", wide(u16::to_be_bytes)),
    ];
    for (how, saved) in saved {
        let again = open(&saved, Some(PASSWORD)).unwrap_or_else(|error| panic!("{how}: {error}"));
        assert_eq!(contents(&bundle), contents(&again), "{how}");
    }
}
