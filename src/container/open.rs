//! From bytes to the reader that can read them.

use super::asn1::SEQUENCE;
use super::bundle::{Bundle, Encoding, Format};
use super::collector::Collector;
use super::text::{ascii_compatible, decode_base64, is_base64, is_binary, is_blank};
use super::{OpenError, der_file, pem, pem_file};
use crate::Budget;
use crate::message::Text;

impl Bundle {
    /// Opens a file within the default [`Budget`].
    ///
    /// Without a password the empty one is tried too, in both its encodings. A password that is not needed is ignored.
    ///
    /// # Errors
    /// [`OpenError`] says why nothing can be shown. What can be read in part is opened, and the rest is in
    /// [`Bundle::dropped`].
    pub fn open(file: &[u8], password: Option<&str>) -> Result<Self, OpenError> {
        Self::open_within(file, password, &Budget::default())
    }

    /// Opens a file within a budget.
    ///
    /// # Errors
    /// As for [`Bundle::open`].
    pub fn open_within(file: &[u8], password: Option<&str>, budget: &Budget) -> Result<Self, OpenError> {
        if file.len() > budget.input_bytes {
            return Err(OpenError::limit(&Text { en: "bytes" }, file.len(), budget.input_bytes));
        }
        let contents = Collector::new(password, budget);
        if is_der(file) {
            return open_der(file, contents, None);
        }
        if is_blank(file) {
            return Err(OpenError::empty(match file {
                [] => &Text { en: "it has no bytes" },
                _ => &Text { en: "it holds white space only" },
            }));
        }
        let text = ascii_compatible(file);
        if pem::is_pem(&text) {
            return pem_file::open(&text, contents);
        }
        if is_base64(&text)
            && let Some(bytes) = decode_base64(&text).filter(|bytes| is_der(bytes))
        {
            return open_der(&bytes, contents, Some(Encoding::Base64));
        }
        Err(OpenError::not_a_certificate_file(describe(&text)))
    }
}

fn open_der(file: &[u8], mut contents: Collector<'_>, around: Option<Encoding>) -> Result<Bundle, OpenError> {
    let (format, encoding) = der_file::read(file, &mut contents)?;
    let format = match (format, around) {
        (Format::DerCert | Format::DerKey, Some(Encoding::Base64)) => Format::Base64,
        (format, _) => format,
    };
    let nothing = match contents.has_dropped() {
        true => &Text { en: "there is neither a certificate nor a private key among what it holds" },
        false => &Text { en: "there is nothing in it" },
    };
    contents.finish(format, around.unwrap_or(encoding), OpenError::empty(nothing))
}

/// Whether a file begins like one in DER or BER: with a SEQUENCE, and bytes that text does not have.
fn is_der(file: &[u8]) -> bool {
    match file {
        [SEQUENCE, length, ..] => *length >= 0x80 || is_binary(file.get(1..8).unwrap_or(file)),
        _ => false,
    }
}

/// What a file is that begins in one of these ways; letters may be small or capital.
const BEGINNINGS: [(&[&[u8]], Text); 10] = [
    (&[&[0]], Text { en: "it holds zero bytes" }),
    (&[&[0x02]], Text { en: "it is an ASN.1 number" }),
    (&[b"<!doctype html", b"<html"], Text { en: "it is a web page, such as a sign-in page" }),
    (&[b"<?xml", b"bplist"], Text { en: "it is a property list or XML, such as a configuration profile" }),
    (&[b"ssh-", b"ecdsa-sha2-"], Text { en: "it is a public key for SSH" }),
    (&[b"{", b"["], Text { en: "it is JSON" }),
    (&[b"data:"], Text { en: "it is a data: URI" }),
    (&[b"PK\x03\x04"], Text { en: "it is a ZIP archive" }),
    (&[b"%PDF"], Text { en: "it is a PDF document" }),
    (&[&[0xfe, 0xed, 0xfe, 0xed]], Text { en: "it is a Java keystore (JKS), which keytool converts to PKCS#12" }),
];

/// What a file looks like that is none of those that are read here.
fn describe(text: &[u8]) -> &'static Text {
    let start = text.trim_ascii_start();
    let begins = |prefix: &&[u8]| start.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    if let Some((_, what)) = BEGINNINGS.iter().find(|(prefixes, _)| prefixes.iter().any(begins)) {
        what
    } else if start.is_empty() {
        &Text { en: "it holds zero bytes" }
    } else if contains(start, b"BEGIN CERTIFICATE") || pem::lookalikes(start) > 0 {
        &Text {
            en: "its BEGIN line does not have five hyphens on either side, or is not in capitals, as if a word processor had changed it",
        }
    } else if text.len() > start.len() && is_der(start) {
        &Text { en: "something was put in front of a binary certificate file" }
    } else if start.iter().all(|byte| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace()) {
        &Text { en: "it is a hexadecimal dump" }
    } else {
        &Text { en: "it is none of PKCS#12, PKCS#7, PEM and DER" }
    }
}

fn contains(text: &[u8], words: &[u8]) -> bool {
    text.windows(words.len()).any(|window| window == words)
}
