//! Takes certificates and keys from the blocks of a PEM file.
//!
//! A damaged block costs that block; a password that does not fit costs the file.

use std::collections::BTreeMap;

use zeroize::Zeroizing;

use super::asn1::Header;
use super::bundle::{Bundle, Encoding, Format};
use super::collector::{
    Attributes, Collector, NOT_A_CERTIFICATE, NOT_A_CERTIFICATE_OR_KEY, NOT_A_PRIVATE_KEY, Protection, TRAILING_DATA,
};
use super::der_file::{self, Kind};
use super::encrypted_key::{self, Decrypted};
use super::pem::{Part, lookalikes, parts};
use super::pem_key::{self, Body};
use super::text::is_binary;
use super::{OpenError, PrivateKey, ber};
use crate::message::{Message, Text, message};
use crate::printable::printable;

const KEY: &Text = &Text { en: "the private key in the PEM file" };

/// Reads text with at least one BEGIN or END line.
pub(super) fn open(text: &[u8], contents: Collector<'_>) -> Result<Bundle, OpenError> {
    let mut file = PemFile { contents, counts: BTreeMap::new(), blocks: 0, container: None, other: None };
    for part in parts(text) {
        file.part(part)?;
    }
    let format = match file.container {
        Some(container) if file.blocks == 1 => container,
        _ => Format::Pem,
    };
    let nothing = || OpenError::empty(&Text { en: "there is no certificate and no private key in it" });
    file.contents.finish(format, Encoding::Pem, file.other.unwrap_or_else(nothing))
}

/// A PEM file while it is read.
struct PemFile<'a> {
    contents: Collector<'a>,
    /// How many blocks there were of each label.
    counts: BTreeMap<String, usize>,
    /// How many blocks had both their lines.
    blocks: usize,
    /// PKCS#7 or PKCS#12, if that was in a block.
    container: Option<Format>,
    /// What the first block is that is neither a certificate nor a key. It is the answer if there is nothing else.
    other: Option<OpenError>,
}

message! {
    fn numbered_block(label: String, number: usize) {
        en: "{label} block {number}",
    }
    fn block(label: String) {
        en: "{label} block",
    }
    fn block_after(blocks: usize) {
        en: "block after block {blocks}",
    }
    fn binary_bytes_after(blocks: usize) {
        en: "binary bytes after block {blocks}",
    }
    fn holds_other(label: String) {
        en: "it holds {label} and no certificate",
    }
    /// In a block, which is named by its label and number.
    fn bytes_in(bytes: usize, block: Message) {
        en: "{bytes} bytes in {block}",
    }
    /// In a block, which is named by its label and number.
    fn bytes_after_key(bytes: usize, block: Message) {
        en: "{bytes} bytes in {block} after the key",
    }
}

impl PemFile<'_> {
    fn part(&mut self, part: Part<'_>) -> Result<(), OpenError> {
        match part {
            Part::Block { label, body } => self.block(label, body),
            Part::NoEnd { label, body } => {
                let what = self.numbered(label);
                self.damaged(what, &Text { en: "no END line" }, &Text { en: "its END line is missing" })?;
                self.lookalikes(lookalikes(body))
            }
            Part::NoBegin { before } => {
                self.binary(before)?;
                // The last BEGIN line that is none belongs to this END line.
                self.lookalikes(lookalikes(before).saturating_sub(1))?;
                self.damaged(self.place(), &Text { en: "no BEGIN line" }, &Text { en: "its BEGIN line is missing" })
            }
            Part::Between(text) => {
                self.binary(text)?;
                self.lookalikes(lookalikes(text))
            }
            Part::Tail(tail) => {
                if is_binary(tail) {
                    self.contents.note_dropped(&Text { en: "binary bytes after the END line" }, TRAILING_DATA)?;
                }
                self.lookalikes(lookalikes(tail))
            }
        }
    }

    fn block(&mut self, label: &str, body: &[u8]) -> Result<(), OpenError> {
        let what = self.numbered(label);
        self.blocks += 1;
        match label {
            // It says again what the key after it says.
            "EC PARAMETERS" => {
                self.note_other(label);
                Ok(())
            }
            "OPENSSH PRIVATE KEY" | "SSH2 ENCRYPTED PRIVATE KEY" => {
                self.note_other(label);
                self.contents.note_dropped(block(printable(label)), &Text { en: "unsupported key format" })
            }
            _ if label.ends_with("PRIVATE KEY") => self.key(what, body),
            "CERTIFICATE"
            | "X509 CERTIFICATE"
            | "X.509 CERTIFICATE"
            | "TRUSTED CERTIFICATE"
            | "CERTIFICATE CHAIN"
            | "PKCS7"
            | "CMS"
            | "PKCS #7 SIGNED DATA"
            | "PKCS12" => self.certificate(label, what, body),
            _ => {
                self.note_other(label);
                self.contents.note_dropped(block(printable(label)), NOT_A_CERTIFICATE_OR_KEY)
            }
        }
    }

    /// Where something stands that is no block.
    fn place(&self) -> Message {
        match self.blocks {
            0 => (&Text { en: "block before the first BEGIN" }).into(),
            blocks => block_after(blocks),
        }
    }

    /// Notes bytes that no text has outside of blocks: a certificate may be in them.
    fn binary(&mut self, text: &[u8]) -> Result<(), OpenError> {
        if !is_binary(text) {
            return Ok(());
        }
        let what = match self.blocks {
            0 => (&Text { en: "binary bytes before the first BEGIN line" }).into(),
            blocks => binary_bytes_after(blocks),
        };
        self.contents.note_dropped(what, &Text { en: "outside any block" })
    }

    /// Notes blocks whose BEGIN lines are not as they have to be.
    fn lookalikes(&mut self, count: usize) -> Result<(), OpenError> {
        let fault = &Text { en: "its BEGIN line is not BEGIN in capitals with five hyphens on either side" };
        for _ in 0..count {
            self.damaged(self.place(), &Text { en: "malformed BEGIN line" }, fault)?;
        }
        Ok(())
    }

    /// Notes a damaged block: `reason` is why it was not taken, `fault` what is wrong with it.
    fn damaged(&mut self, what: Message, reason: &'static Text, fault: &'static Text) -> Result<(), OpenError> {
        let error = OpenError::corrupt(what.clone(), 0, fault);
        self.contents.note_damaged(what, reason, error)
    }

    /// `CERTIFICATE block 2`.
    fn numbered(&mut self, label: &str) -> Message {
        let count = self.counts.entry(label.to_owned()).or_default();
        *count += 1;
        numbered_block(printable(label), *count)
    }

    fn note_other(&mut self, label: &str) {
        let reason = match label {
            "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => Message::from(&Text {
                en: "it is a certificate signing request, and the certificate is what the authority sends back",
            }),
            "X509 CRL" => (&Text { en: "it is a certificate revocation list" }).into(),
            "PUBLIC KEY" | "RSA PUBLIC KEY" => (&Text { en: "it is a public key without its certificate" }).into(),
            label if label.starts_with("PGP ") => (&Text { en: "it is a file of OpenPGP" }).into(),
            label if label.contains("SSH") => (&Text { en: "it is a key for SSH" }).into(),
            label => holds_other(printable(label)),
        };
        self.other.get_or_insert(OpenError::not_a_certificate_file(reason));
    }

    /// The bytes of a block that has any. Notes one that has none as `reason` says.
    fn decoded(
        &mut self,
        what: &Message,
        bytes: Option<Zeroizing<Vec<u8>>>,
        reason: &'static Text,
    ) -> Result<Option<Zeroizing<Vec<u8>>>, OpenError> {
        let (reason, fault) = match bytes {
            Some(bytes) if !bytes.is_empty() => return Ok(Some(bytes)),
            Some(_) => (&Text { en: "empty block" }, &Text { en: "it holds nothing" }),
            None => (reason, &Text { en: "it holds characters that are not base64" }),
        };
        self.damaged(what.clone(), reason, fault)?;
        Ok(None)
    }

    fn certificate(&mut self, label: &str, what: Message, body: &[u8]) -> Result<(), OpenError> {
        let Some(bytes) = self.decoded(&what, pem_key::decode(body).bytes, NOT_A_CERTIFICATE)? else {
            return Ok(());
        };
        if let Kind::Container(format, _) = der_file::kind(&bytes) {
            self.container.get_or_insert(format);
            return self.container(what, &bytes);
        }
        let end = Header::read(&bytes).ok().and_then(|header| header.size.checked_add(header.length?));
        let (der, rest) = end.and_then(|end| bytes.split_at_checked(end)).unwrap_or((&bytes, &[]));
        let is_taken = self.contents.certificate(|| what.clone(), der, Attributes::default(), None)?;
        // OpenSSL writes its trust settings after a trusted certificate.
        if !is_taken || label == "TRUSTED CERTIFICATE" {
            return Ok(());
        }
        self.contents.note_trailing(rest.len(), |bytes| bytes_in(bytes, what))
    }

    fn container(&mut self, what: Message, bytes: &[u8]) -> Result<(), OpenError> {
        match der_file::read(bytes, &mut self.contents) {
            Err(error @ OpenError::Corrupt { .. }) => {
                self.contents.note_damaged(what, &Text { en: "not parsable" }, error)
            }
            Err(error @ (OpenError::NotACertificateFile { .. } | OpenError::Empty { .. })) => {
                self.other.get_or_insert(error);
                self.contents.note_dropped(what, NOT_A_CERTIFICATE_OR_KEY)
            }
            other => other.map(|_| ()),
        }
    }

    fn key(&mut self, what: Message, body: &[u8]) -> Result<(), OpenError> {
        let Body { bytes, dek_info } = pem_key::decode(body);
        let Some(bytes) = self.decoded(&what, bytes, NOT_A_PRIVATE_KEY)? else {
            return Ok(());
        };
        let contents = &mut self.contents;
        contents.expect_key()?;
        let depth = contents.budget().asn1_depth;
        let mut trailing = 0;
        let (key, protection) = if let Some(dek_info) = dek_info {
            let plaintext = pem_key::decrypt(KEY, &dek_info, &bytes, contents)?;
            let cipher = dek_info.split(',').next().unwrap_or_default();
            let protection = Protection { name: format!("PEM/{cipher}"), iterations: Some(1), is_clear: false };
            (encrypted_key::read_plain(KEY, &plaintext, depth), protection)
        } else {
            let is_encrypted = matches!(der_file::kind(&bytes), Kind::EncryptedKey);
            let outer = ber::outermost(KEY, &bytes, depth);
            trailing = outer.as_ref().map_or(0, |outer| outer.rest.len());
            match outer {
                Ok(outer) if is_encrypted => match encrypted_key::decrypt(KEY, &outer.element, contents) {
                    Ok(Decrypted { plaintext, protection }) => {
                        (encrypted_key::read_plain(KEY, &plaintext, depth), protection)
                    }
                    Err(error @ OpenError::Corrupt { .. }) => (Err(error), Protection::none()),
                    Err(error) => return Err(error),
                },
                Ok(outer) => (PrivateKey::read(KEY, &outer.element), Protection::none()),
                Err(error) => (Err(error), Protection::none()),
            }
        };
        contents.key(what.clone(), key, Attributes::default(), Some(&protection))?;
        contents.note_trailing(trailing, |bytes| bytes_after_key(bytes, what))
    }
}
