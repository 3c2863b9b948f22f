//! From bytes to the reader that can read them.

use super::asn1::SEQUENCE;
use super::bundle::{Bundle, Encoding, Format};
use super::collector::Collector;
use super::text::{ascii_compatible, decode_base64, is_base64, is_binary, is_blank};
use super::{OpenError, der_file, pem, pem_file};
use crate::Budget;

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
            return Err(OpenError::limit("bytes", file.len(), budget.input_bytes));
        }
        let contents = Collector::new(password, budget);
        if is_der(file) {
            return open_der(file, contents, None);
        }
        if is_blank(file) {
            let reason = if file.is_empty() { "it has no bytes" } else { "it holds white space only" };
            return Err(OpenError::Empty { reason: reason.to_owned() });
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
    let reason = match contents.has_dropped() {
        true => "there is neither a certificate nor a private key among what it holds",
        false => "there is nothing in it",
    };
    contents.finish(format, around.unwrap_or(encoding), OpenError::Empty { reason: reason.to_owned() })
}

/// Whether a file begins like one in DER or BER: with a SEQUENCE, and bytes that text does not have.
fn is_der(file: &[u8]) -> bool {
    match file {
        [SEQUENCE, length, ..] => *length >= 0x80 || is_binary(file.get(1..8).unwrap_or(file)),
        _ => false,
    }
}

/// What a file looks like that is none of those that are read here.
fn describe(text: &[u8]) -> String {
    let start = text.trim_ascii_start();
    let begins = |prefix: &[u8]| start.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix));
    let reason = match start {
        [0, ..] | [] => "it holds zero bytes",
        [0x02, ..] => "it is an ASN.1 number",
        _ if begins(b"<!doctype html") || begins(b"<html") => "it is a web page, such as a sign-in page",
        _ if begins(b"<?xml") || begins(b"bplist") => "it is a property list or XML, such as a configuration profile",
        _ if begins(b"ssh-") || begins(b"ecdsa-sha2-") => "it is a public key for SSH",
        _ if begins(b"{") || begins(b"[") => "it is JSON",
        _ if begins(b"data:") => "it is a data: URI",
        _ if begins(b"PK\x03\x04") => "it is a ZIP archive",
        _ if begins(b"%PDF") => "it is a PDF document",
        _ if begins(&[0xfe, 0xed, 0xfe, 0xed]) => "it is a Java keystore (JKS), which keytool converts to PKCS#12",
        _ if contains(start, b"BEGIN CERTIFICATE") || pem::lookalikes(start) > 0 => {
            "its BEGIN line does not have five hyphens on either side, or is not in capitals, as if a word processor had changed it"
        }
        _ if text.len() > start.len() && is_der(start) => "something was put in front of a binary certificate file",
        _ if start.iter().all(|byte| byte.is_ascii_hexdigit() || byte.is_ascii_whitespace()) => {
            "it is a hexadecimal dump"
        }
        _ => "it is none of PKCS#12, PKCS#7, PEM and DER",
    };
    reason.to_owned()
}

fn contains(text: &[u8], words: &[u8]) -> bool {
    text.windows(words.len()).any(|window| window == words)
}
