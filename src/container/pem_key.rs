//! Private keys encrypted by PEM itself (RFC 1421 section 4.6, in the form that OpenSSL writes).
//!
//! ```text
//! Proc-Type: 4,ENCRYPTED
//! DEK-Info: AES-256-CBC,0123456789ABCDEF0123456789ABCDEF
//! ```

use zeroize::Zeroizing;

use super::OpenError;
use super::collector::Collector;
use super::encryption::{Cipher, Digest, is_one_element, named};
use super::text::decode_base64;
use crate::message::{Text, message};
use crate::printable::printable;

/// The body of a block, decoded.
pub(super) struct Body {
    /// `None` if it is not base64.
    pub(super) bytes: Option<Zeroizing<Vec<u8>>>,
    /// Value of DEK-Info, if the block is encrypted.
    pub(super) dek_info: Option<String>,
}

/// Takes the headers off, if there are any, and decodes the rest.
pub(super) fn decode(body: &[u8]) -> Body {
    let (mut rest, mut encrypted, mut dek_info) = (body, false, None);
    while let Some((line, after)) = first_line(rest) {
        if line.is_empty() {
            rest = after;
            continue;
        }
        let Some(colon) = line.iter().position(|byte| *byte == b':') else {
            break;
        };
        let value = String::from_utf8_lossy(line.get(colon + 1..).unwrap_or_default()).trim().to_owned();
        match line.get(..colon) {
            Some(b"Proc-Type") => encrypted = value.ends_with("ENCRYPTED"),
            Some(b"DEK-Info") => dek_info = Some(value),
            _ => {}
        }
        rest = after;
    }
    let dek_info = encrypted.then(|| dek_info.unwrap_or_default());
    Body { bytes: decode_base64(rest), dek_info }
}

message! {
    fn without_iv(cipher: &str) {
        en: "a DEK-Info header without an initialization vector for {cipher}",
    }
}

/// Decrypts a key.
pub(super) fn decrypt(
    what: &'static Text,
    dek_info: &str,
    ciphertext: &[u8],
    contents: &mut Collector<'_>,
) -> Result<Zeroizing<Vec<u8>>, OpenError> {
    let (name, iv) = dek_info.split_once(',').unwrap_or((dek_info, ""));
    let Some(cipher) = Cipher::from_dek_info(name.trim()) else {
        return Err(match name {
            "" => OpenError::unsupported(what, &Text { en: "encryption without a DEK-Info header" }),
            name => OpenError::unsupported(what, named(&printable(name))),
        });
    };
    let Some(iv) = from_hex(iv.trim()).filter(|iv| iv.len() == cipher.iv_size()) else {
        return Err(OpenError::corrupt(what, 0, without_iv(&printable(name))));
    };
    let salt = iv.get(..8).unwrap_or_default();
    contents.meter.decryption(what)?;
    contents.meter.iterations(what, 1, 1)?;
    let key = Digest::Md5.bytes_to_key(contents.password.utf8(), salt, cipher.key_size());
    let plaintext = cipher.decrypt(&key, &iv, ciphertext);
    plaintext.filter(|plaintext| is_one_element(plaintext)).ok_or_else(|| contents.password.does_not_fit(what))
}

fn first_line(text: &[u8]) -> Option<(&[u8], &[u8])> {
    let end = text.iter().position(|byte| matches!(byte, b'\r' | b'\n'))?;
    let (line, rest) = text.split_at_checked(end)?;
    Some((line.trim_ascii(), rest.get(1..)?))
}

fn from_hex(digits: &str) -> Option<Vec<u8>> {
    digits
        .as_bytes()
        .chunks(2)
        .map(|pair| u8::from_str_radix(std::str::from_utf8(pair).ok()?, 16).ok())
        .collect::<Option<Vec<u8>>>()
        .filter(|bytes| bytes.len() * 2 == digits.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headers_come_off_with_any_line_ends() {
        for end in ["\n", "\r\n", "\r", "\r\r\n", " \n  "] {
            let text = ["", "Proc-Type: 4,ENCRYPTED", "DEK-Info: DES-CBC,0011", "", "AQID", ""].join(end);
            let body = decode(text.as_bytes());
            assert_eq!(body.dek_info.as_deref(), Some("DES-CBC,0011"), "{end:?}");
            assert_eq!(**body.bytes.as_ref().unwrap(), [1, 2, 3]);
        }
    }

    #[test]
    fn other_headers_do_not_encrypt() {
        let body = decode(b"\nComment: hello\n\nAQID\n");
        assert_eq!(body.dek_info, None);
        assert_eq!(**body.bytes.as_ref().unwrap(), [1, 2, 3]);
    }

    #[test]
    fn hexadecimal() {
        assert_eq!(from_hex("00fF").unwrap(), [0, 255]);
        assert!(from_hex("0").is_none() && from_hex("0g").is_none() && from_hex("é").is_none());
    }
}
