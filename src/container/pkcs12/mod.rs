//! PKCS#12 files (RFC 7292): the outer frame, its integrity, and its safes.
//!
//! ```asn1
//! PFX ::= SEQUENCE { version INTEGER { v3(3) }, authSafe ContentInfo, macData MacData OPTIONAL }
//! AuthenticatedSafe ::= SEQUENCE OF ContentInfo
//! EncryptedData ::= SEQUENCE { version INTEGER, encryptedContentInfo EncryptedContentInfo }
//! EncryptedContentInfo ::= SEQUENCE {
//!     contentType OBJECT IDENTIFIER,
//!     contentEncryptionAlgorithm AlgorithmIdentifier,
//!     encryptedContent [0] IMPLICIT OCTET STRING OPTIONAL }
//! ```

mod bags;
mod mac;

use std::borrow::Cow;

use der::asn1::ObjectIdentifier;

use self::mac::MacData;
use super::OpenError;
use super::asn1::{Element, INTEGER, OCTET_STRING, Reader, SEQUENCE, constructed, primitive};
use super::ber::{self, Definite};
use super::collector::{Collector, Protection};
use super::encryption::Scheme;
use super::meter::Cost;
use super::pkcs7::{DATA, ENCRYPTED_DATA, ENVELOPED_DATA, SIGNED_DATA, content_of_type, name_of};
use crate::message::{Message, Text, message};

const WHAT: &Text = &Text { en: "the PKCS#12 file" };
const SAFE: &Text = &Text { en: "the encrypted part of the PKCS#12 file" };

message! {
    fn other_version(version: String) {
        en: "version {version}, and there is only version 3",
    }
    /// With a content that may have no name.
    fn not_a_safe(content: Message) {
        en: "{content} where the authenticated safe belongs",
    }
    fn after_authenticated_safe(bytes: usize) {
        en: "{bytes} bytes after the authenticated safe",
    }
    fn after_outer_content(bytes: usize) {
        en: "{bytes} bytes in the outer ContentInfo after its content",
    }
    fn after_mac(bytes: usize) {
        en: "{bytes} bytes after the MAC",
    }
    fn after_outer_content_info(bytes: usize) {
        en: "{bytes} bytes after the outer ContentInfo",
    }
    fn after_safe_content(bytes: usize) {
        en: "{bytes} bytes in the ContentInfo of a safe after its content",
    }
}

/// Takes everything from a PFX with definite lengths, and says whether anything in it was BER.
///
/// # Errors
/// The frame is damaged, the password does not fit any one part, or a part asks for what is not supported or too much.
/// Everything that can be said without a key derivation is said before the first.
pub(super) fn read(pfx: Definite<'_>, contents: &mut Collector<'_>) -> Result<bool, OpenError> {
    let frame = Frame::read(&pfx)?;
    contents.mac = frame.mac.as_ref().map(MacData::name);
    contents.iterations.mac = frame.mac.as_ref().map(MacData::iterations);

    let inner = ber::outermost(WHAT, frame.auth_safe, contents.budget().asn1_depth)?;
    let inner_is_ber = inner.is_ber();
    let (after_safes, after_content, at_the_end) = (inner.rest.len(), frame.after_content, frame.after_mac);
    let what_is_at_the_end = if frame.mac.is_some() { after_mac } else { after_outer_content_info };
    let mut planned = Cost::default();
    for safe in Safes::read(&inner.element)? {
        planned = planned.and(safe?.cost());
    }
    let of_mac = Cost::of_iterations(frame.mac.as_ref().map_or(0, MacData::iterations));
    contents.meter.allow(WHAT, planned.and(of_mac))?;
    if let Some(mac) = &frame.mac {
        let what = if planned.decryptions == 0 { mac::WHAT } else { WHAT };
        mac.verify(what, frame.auth_safe, &mut contents.password, &mut contents.meter)?;
    }

    let is_ber = match inner.element {
        Definite::AsItWas(auth_safe) => open_safes(auth_safe, contents)?,
        Definite::Rewritten(auth_safe) => {
            // The frame holds the same bytes once more.
            drop(pfx);
            open_safes(&auth_safe, contents)?
        }
    };
    contents.note_trailing(after_safes, after_authenticated_safe)?;
    contents.note_trailing(after_content, after_outer_content)?;
    contents.note_trailing(at_the_end, what_is_at_the_end)?;
    Ok(is_ber | inner_is_ber)
}

fn open_safes(auth_safe: &[u8], contents: &mut Collector<'_>) -> Result<bool, OpenError> {
    let mut is_ber = false;
    for safe in Safes::read(auth_safe)? {
        is_ber |= safe?.open(contents)?;
    }
    Ok(is_ber)
}

struct Frame<'a> {
    /// What the MAC is over: an AuthenticatedSafe, maybe in BER.
    auth_safe: &'a [u8],
    mac: Option<MacData<'a>>,
    /// Bytes in the outer ContentInfo that belong to nothing.
    after_content: usize,
    /// Bytes at the end that belong to nothing.
    after_mac: usize,
}

impl<'a> Frame<'a> {
    fn read(pfx: &'a [u8]) -> Result<Self, OpenError> {
        let mut fields = Reader::new(WHAT, pfx).expect(SEQUENCE, &Text { en: "a PFX" })?.reader(WHAT);
        let version = fields.unsigned(&Text { en: "the version" })?;
        if version != 3 {
            return Err(fields.corrupt(other_version(version.to_string())));
        }
        let (auth_safe, after_content) =
            authenticated_safe(&fields.expect(SEQUENCE, &Text { en: "the authenticated safe" })?)?;
        let mac = fields.optional(SEQUENCE)?.map(|mac| MacData::read(&mac)).transpose()?;
        Ok(Self { auth_safe, mac, after_content, after_mac: fields.left() })
    }
}

/// The content of the outer ContentInfo, which the MAC is over, and how many bytes follow it there.
fn authenticated_safe<'a>(content_info: &Element<'a>) -> Result<(&'a [u8], usize), OpenError> {
    let mut fields = content_info.reader(WHAT);
    let content_type = fields.oid(&Text { en: "the content type" })?;
    if content_type == SIGNED_DATA {
        return Err(OpenError::unsupported(WHAT, &Text { en: "a public key instead of a password for its integrity" }));
    }
    if content_type != DATA {
        return Err(fields.corrupt(not_a_safe(name_of(content_type))));
    }
    let content = fields.expect(constructed(0), &Text { en: "the authenticated safe" })?;
    let mut content = content.reader(WHAT);
    let auth_safe = content.expect(OCTET_STRING, &Text { en: "the authenticated safe" })?.content;
    Ok((auth_safe, content.left().saturating_add(fields.left())))
}

/// One ContentInfo of the AuthenticatedSafe.
struct Safe<'a> {
    content: Content<'a>,
    /// Bytes in it that belong to nothing.
    trailing: usize,
}

enum Content<'a> {
    Plain(&'a [u8]),
    Encrypted { scheme: Scheme<'a>, ciphertext: Element<'a> },
    Unknown(ObjectIdentifier),
}

/// Reads one safe after another: there may be more of them than memory has room for.
struct Safes<'a> {
    list: Reader<'a>,
}

impl<'a> Safes<'a> {
    fn read(auth_safe: &'a [u8]) -> Result<Self, OpenError> {
        Ok(Self {
            list: Reader::new(WHAT, auth_safe).expect(SEQUENCE, &Text { en: "the list of safes" })?.reader(WHAT),
        })
    }
}

impl<'a> Iterator for Safes<'a> {
    type Item = Result<Safe<'a>, OpenError>;

    fn next(&mut self) -> Option<Self::Item> {
        (!self.list.is_empty()).then(|| Safe::read(&self.list.expect(SEQUENCE, &Text { en: "a safe" })?))
    }
}

fn encrypted_data<'a>(mut content: Reader<'a>) -> Result<Safe<'a>, OpenError> {
    let mut data = content.expect(SEQUENCE, &Text { en: "EncryptedData" })?.reader(SAFE);
    data.expect(INTEGER, &Text { en: "the version" })?;
    let mut fields = data.expect(SEQUENCE, &Text { en: "the encrypted content" })?.reader(SAFE);
    fields.oid(&Text { en: "the type of the encrypted content" })?;
    let scheme = Scheme::read(SAFE, &fields.expect(SEQUENCE, &Text { en: "the encryption algorithm" })?)?;
    let ciphertext = match fields.optional(primitive(0))? {
        Some(whole) => whole,
        None => fields.expect(constructed(0), &Text { en: "the ciphertext" })?,
    };
    let trailing = [&content, &data, &fields].into_iter().map(Reader::left).sum();
    Ok(Safe { content: Content::Encrypted { scheme, ciphertext }, trailing })
}

/// An implicit tag hides from [`ber`] that this is a string in pieces.
fn joined<'a>(ciphertext: &Element<'a>) -> Result<Cow<'a, [u8]>, OpenError> {
    if ciphertext.tag == primitive(0) {
        return Ok(Cow::Borrowed(ciphertext.content));
    }
    let mut pieces = ciphertext.reader(SAFE);
    let mut whole = Cow::Borrowed(pieces.expect(OCTET_STRING, &Text { en: "the ciphertext" })?.content);
    while !pieces.is_empty() {
        whole.to_mut().extend_from_slice(pieces.expect(OCTET_STRING, &Text { en: "the ciphertext" })?.content);
    }
    Ok(whole)
}

impl<'a> Safe<'a> {
    fn read(content_info: &Element<'a>) -> Result<Self, OpenError> {
        let mut fields = content_info.reader(WHAT);
        let mut safe = match fields.oid(&Text { en: "the type of a safe" })? {
            DATA => {
                let mut content = fields.expect(constructed(0), &Text { en: "the content of a safe" })?.reader(WHAT);
                let safe = content.expect(OCTET_STRING, &Text { en: "the content of a safe" })?.content;
                Self { content: Content::Plain(safe), trailing: content.left() }
            }
            ENCRYPTED_DATA => {
                encrypted_data(fields.expect(constructed(0), &Text { en: "the content of a safe" })?.reader(SAFE))?
            }
            ENVELOPED_DATA => {
                return Err(OpenError::unsupported(
                    WHAT,
                    &Text { en: "a public key instead of a password for its encryption" },
                ));
            }
            other => return Ok(Self { content: Content::Unknown(other), trailing: 0 }),
        };
        safe.trailing = safe.trailing.saturating_add(fields.left());
        Ok(safe)
    }

    /// What its key derivations ask for, as far as it can be read.
    fn cost(&self) -> Cost {
        match &self.content {
            Content::Encrypted { scheme, .. } => scheme.cost(),
            Content::Plain(safe) => bags::planned_cost(safe),
            Content::Unknown(_) => Cost::default(),
        }
    }

    /// Takes what is inside, and says whether it was BER.
    fn open(&self, contents: &mut Collector<'_>) -> Result<bool, OpenError> {
        let (plaintext, protection);
        let safe = match &self.content {
            Content::Plain(safe) => {
                protection = Protection::none();
                *safe
            }
            Content::Encrypted { scheme, ciphertext } => {
                plaintext = scheme.decrypt(SAFE, &joined(ciphertext)?, &mut contents.password, &mut contents.meter)?;
                protection = Protection::by(scheme);
                &plaintext
            }
            Content::Unknown(oid) => {
                contents.note_dropped(content_of_type(oid.to_string()), &Text { en: "unknown content type" })?;
                return Ok(false);
            }
        };
        let is_ber = bags::read(safe, &protection, contents)?;
        contents.note_trailing(self.trailing, after_safe_content)?;
        Ok(is_ber)
    }
}
