//! Takes certificates and keys from the blocks of a PEM file.
//!
//! A damaged block costs that block; a password that does not fit costs the file.

use std::collections::BTreeMap;

use super::asn1::Header;
use super::bundle::{Bundle, Encoding, Format};
use super::collector::{Attributes, Collector, Protection};
use super::der_file::{self, Kind};
use super::pem::{Part, lookalikes, parts};
use super::pem_key::{self, Body};
use super::text::is_binary;
use super::{OpenError, PrivateKey, ber, encrypted_key};

const KEY: &str = "the private key in the PEM file";

/// Reads text with at least one BEGIN or END line.
pub(super) fn open(text: &[u8], mut contents: Collector<'_>) -> Result<Bundle, OpenError> {
    let mut file = PemFile { counts: BTreeMap::new(), other: None, container: None, blocks: 0 };
    for part in parts(text) {
        match part {
            Part::Block { label, body } => file.block(label, body, &mut contents)?,
            Part::NoEnd { label, body } => {
                let what = file.numbered(label);
                let error = OpenError::corrupt(&what, 0, "its END line is missing");
                contents.damaged(what, "no END line", error)?;
                file.lookalikes(lookalikes(body), &mut contents)?;
            }
            Part::NoBegin { before } => {
                file.binary(before, &mut contents)?;
                // The last BEGIN line that is none belongs to this END line.
                file.lookalikes(lookalikes(before).saturating_sub(1), &mut contents)?;
                let what = file.place();
                let error = OpenError::corrupt(&what, 0, "its BEGIN line is missing");
                contents.damaged(what, "no BEGIN line", error)?;
            }
            Part::Between(text) => {
                file.binary(text, &mut contents)?;
                file.lookalikes(lookalikes(text), &mut contents)?;
            }
            Part::Tail(tail) => {
                if is_binary(tail) {
                    contents.drop("binary bytes after the END line", "trailing data")?;
                }
                file.lookalikes(lookalikes(tail), &mut contents)?;
            }
        }
    }
    let format = match file.container {
        Some(container) if file.blocks == 1 => container,
        _ => Format::Pem,
    };
    let nothing = match file.other {
        Some(error) => error,
        None => OpenError::Empty { reason: "there is no certificate and no private key in it".to_owned() },
    };
    contents.finish(format, Encoding::Pem, nothing)
}

struct PemFile {
    /// How many blocks there were of each label.
    counts: BTreeMap<String, usize>,
    /// What the first block is that is neither a certificate nor a key.
    other: Option<OpenError>,
    /// PKCS#7 or PKCS#12, if that was in a block.
    container: Option<Format>,
    blocks: usize,
}

impl PemFile {
    fn block(&mut self, label: &str, body: &[u8], contents: &mut Collector<'_>) -> Result<(), OpenError> {
        let what = self.numbered(label);
        self.blocks += 1;
        match label {
            // It says again what the key after it says.
            "EC PARAMETERS" => {
                self.is_other(label);
                Ok(())
            }
            "OPENSSH PRIVATE KEY" | "SSH2 ENCRYPTED PRIVATE KEY" => {
                self.is_other(label);
                contents.drop(format!("{label} block"), "unsupported key format")
            }
            _ if label.ends_with("PRIVATE KEY") => self.key(what, body, contents),
            "CERTIFICATE"
            | "X509 CERTIFICATE"
            | "X.509 CERTIFICATE"
            | "TRUSTED CERTIFICATE"
            | "CERTIFICATE CHAIN"
            | "PKCS7"
            | "CMS"
            | "PKCS #7 SIGNED DATA"
            | "PKCS12" => self.certificate(label, what, body, contents),
            _ => {
                self.is_other(label);
                contents.drop(format!("{label} block"), "not a certificate or key")
            }
        }
    }

    /// Where something stands that is no block.
    fn place(&self) -> String {
        match self.blocks {
            0 => "block before the first BEGIN".to_owned(),
            blocks => format!("block after block {blocks}"),
        }
    }

    /// Notes bytes that no text has outside of blocks: a certificate may be in them.
    fn binary(&self, text: &[u8], contents: &mut Collector<'_>) -> Result<(), OpenError> {
        match (is_binary(text), self.blocks) {
            (false, _) => Ok(()),
            (true, 0) => contents.drop("binary bytes before the first BEGIN line", "outside any block"),
            (true, blocks) => contents.drop(format!("binary bytes after block {blocks}"), "outside any block"),
        }
    }

    /// Notes blocks whose BEGIN lines are not as they have to be.
    fn lookalikes(&self, count: usize, contents: &mut Collector<'_>) -> Result<(), OpenError> {
        for _ in 0..count {
            let what = self.place();
            let error = OpenError::corrupt(
                &what,
                0,
                "its BEGIN line is not BEGIN in capitals with five hyphens on either side",
            );
            contents.damaged(what, "malformed BEGIN line", error)?;
        }
        Ok(())
    }

    /// `CERTIFICATE block 2`.
    fn numbered(&mut self, label: &str) -> String {
        let count = self.counts.entry(label.to_owned()).or_default();
        *count += 1;
        format!("{label} block {count}")
    }

    fn is_other(&mut self, label: &str) {
        let reason = match label {
            "CERTIFICATE REQUEST" | "NEW CERTIFICATE REQUEST" => {
                "it is a certificate signing request, and the certificate is what the authority sends back".to_owned()
            }
            "X509 CRL" => "it is a certificate revocation list".to_owned(),
            "PUBLIC KEY" | "RSA PUBLIC KEY" => "it is a public key without its certificate".to_owned(),
            label if label.starts_with("PGP ") => "it is a file of OpenPGP".to_owned(),
            label if label.contains("SSH") => "it is a key for SSH".to_owned(),
            label => format!("it holds {label} and no certificate"),
        };
        self.other.get_or_insert(OpenError::not_a_certificate_file(reason));
    }

    fn certificate(
        &mut self,
        label: &str,
        what: String,
        body: &[u8],
        contents: &mut Collector<'_>,
    ) -> Result<(), OpenError> {
        let bytes = pem_key::decode(body).bytes;
        let Some(bytes) = bytes else {
            let error = OpenError::corrupt(&what, 0, "it holds characters that are not base64");
            return contents.damaged(what, "not a parsable certificate", error);
        };
        if bytes.is_empty() {
            let error = OpenError::corrupt(&what, 0, "it holds nothing");
            return contents.damaged(what, "empty block", error);
        }
        match der_file::kind(&bytes) {
            kind @ (Kind::Pkcs7 | Kind::Pkcs12) => {
                self.container.get_or_insert(if matches!(kind, Kind::Pkcs7) { Format::Pkcs7 } else { Format::Pkcs12 });
                self.container(what, &bytes, contents)
            }
            _ => {
                let end = Header::read(&bytes).ok().and_then(|header| header.size.checked_add(header.length?));
                let (der, rest) = end.and_then(|end| bytes.split_at_checked(end)).unwrap_or((&bytes, &[]));
                match contents.parse(der)? {
                    Ok(certificate) => {
                        contents.push_certificate(certificate, Attributes::default(), None)?;
                        // OpenSSL writes its trust settings there.
                        if rest.is_empty() || label == "TRUSTED CERTIFICATE" {
                            return Ok(());
                        }
                        contents.drop(format!("{} bytes in {what}", rest.len()), "trailing data")
                    }
                    Err(error) => {
                        let error = OpenError::corrupt(&what, 0, error.to_string());
                        contents.damaged(what, "not a parsable certificate", error)
                    }
                }
            }
        }
    }

    fn container(&mut self, what: String, bytes: &[u8], contents: &mut Collector<'_>) -> Result<(), OpenError> {
        match der_file::read(bytes, contents) {
            Err(error @ OpenError::Corrupt { .. }) => contents.damaged(what, "not parsable", error),
            Err(error @ (OpenError::NotACertificateFile { .. } | OpenError::Empty { .. })) => {
                contents.drop(what, "not a certificate or key")?;
                self.other.get_or_insert(error);
                Ok(())
            }
            other => other.map(|_| ()),
        }
    }

    fn key(&mut self, what: String, body: &[u8], contents: &mut Collector<'_>) -> Result<(), OpenError> {
        let Body { bytes, dek_info } = pem_key::decode(body);
        let Some(bytes) = bytes else {
            let error = OpenError::corrupt(&what, 0, "it holds characters that are not base64");
            return contents.damaged(what, "not a parsable private key", error);
        };
        if bytes.is_empty() {
            let error = OpenError::corrupt(&what, 0, "it holds nothing");
            return contents.damaged(what, "empty block", error);
        }
        contents.expect_key()?;
        let depth = contents.budget().asn1_depth;
        let mut trailing = 0;
        let (key, protection) = if let Some(dek_info) = dek_info {
            let plaintext = pem_key::decrypt(KEY, &dek_info, &bytes, contents)?;
            let cipher = dek_info.split(',').next().unwrap_or_default();
            let protection = Protection { name: format!("PEM/{cipher}"), iterations: Some(1), is_clear: false };
            (encrypted_key::read_plain(KEY, &plaintext, depth), protection)
        } else if matches!(der_file::kind(&bytes), Kind::EncryptedKey) {
            let outer = ber::outermost(KEY, &bytes, depth);
            trailing = outer.as_ref().map_or(0, |outer| outer.rest.len());
            match outer.and_then(|outer| encrypted_key::read(KEY, &outer.element, contents)) {
                Ok(read) => read,
                Err(error @ OpenError::Corrupt { .. }) => (Err::<PrivateKey, _>(error), Protection::none()),
                Err(error) => return Err(error),
            }
        } else {
            let outer = ber::outermost(KEY, &bytes, depth);
            trailing = outer.as_ref().map_or(0, |outer| outer.rest.len());
            (outer.and_then(|outer| PrivateKey::read(KEY, &outer.element)), Protection::none())
        };
        contents.key(&|| what.clone(), key, Attributes::default(), Some(&protection))?;
        contents.drop_trailing(trailing, &format!("in {what} after the key"))
    }
}
