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

use self::mac::MacData;
use super::OpenError;
use super::asn1::{Element, INTEGER, OCTET_STRING, Reader, SEQUENCE, constructed, primitive};
use super::ber::{self, Definite};
use super::collector::{Collector, Protection};
use super::encryption::Scheme;
use super::pkcs7::{DATA, ENCRYPTED_DATA, ENVELOPED_DATA, SIGNED_DATA, name_of};

const WHAT: &str = "the PKCS#12 file";
const SAFE: &str = "the encrypted part of the PKCS#12 file";

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
    let (inner_is_ber, trailing) = (inner.is_ber(), inner.rest.len());
    let planned = safes(&inner.element)?.iter().filter_map(Safe::iterations).fold(0, u64::saturating_add);
    contents.meter.allow(WHAT, planned.saturating_add(frame.mac.as_ref().map_or(0, MacData::iterations)))?;
    if let Some(mac) = &frame.mac {
        mac.verify(frame.auth_safe, &mut contents.password, &mut contents.meter)?;
    }

    let is_ber = match inner.element {
        Definite::AsItWas(auth_safe) => open_safes(auth_safe, contents)?,
        Definite::Rewritten(auth_safe) => {
            // The frame holds the same bytes once more.
            drop(pfx);
            open_safes(&auth_safe, contents)?
        }
    };
    if trailing > 0 {
        contents.drop(format!("{trailing} bytes after the authenticated safe"), "trailing data")?;
    }
    Ok(is_ber | inner_is_ber)
}

fn open_safes(auth_safe: &[u8], contents: &mut Collector<'_>) -> Result<bool, OpenError> {
    let mut is_ber = false;
    for safe in safes(auth_safe)? {
        is_ber |= safe.open(contents)?;
    }
    Ok(is_ber)
}

struct Frame<'a> {
    /// What the MAC is over: an AuthenticatedSafe, maybe in BER.
    auth_safe: &'a [u8],
    mac: Option<MacData<'a>>,
}

impl<'a> Frame<'a> {
    fn read(pfx: &'a [u8]) -> Result<Self, OpenError> {
        let mut fields = Reader::new(WHAT, pfx).expect(SEQUENCE, "a PFX")?.reader(WHAT);
        let version = fields.unsigned("the version")?;
        if version != 3 {
            return Err(fields.corrupt(format!("version {version}, and there is only version 3")));
        }
        let auth_safe = authenticated_safe(&fields.expect(SEQUENCE, "the authenticated safe")?)?;
        let mac = fields.optional(SEQUENCE)?.map(|mac| MacData::read(&mac)).transpose()?;
        Ok(Self { auth_safe, mac })
    }
}

/// The content of the outer ContentInfo, which the MAC is over.
fn authenticated_safe<'a>(content_info: &Element<'a>) -> Result<&'a [u8], OpenError> {
    let mut fields = content_info.reader(WHAT);
    let content_type = fields.oid("the content type")?;
    if content_type == SIGNED_DATA {
        return Err(OpenError::unsupported(WHAT, "a public key instead of a password for its integrity"));
    }
    if content_type != DATA {
        return Err(fields.corrupt(format!("{} where the authenticated safe belongs", name_of(content_type))));
    }
    let content = fields.expect(constructed(0), "the authenticated safe")?;
    Ok(content.reader(WHAT).expect(OCTET_STRING, "the authenticated safe")?.content)
}

/// One ContentInfo of the AuthenticatedSafe.
enum Safe<'a> {
    Plain(&'a [u8]),
    Encrypted { scheme: Scheme<'a>, ciphertext: Element<'a> },
    Unknown(String),
}

fn safes(auth_safe: &[u8]) -> Result<Vec<Safe<'_>>, OpenError> {
    let mut list = Reader::new(WHAT, auth_safe).expect(SEQUENCE, "the list of safes")?.reader(WHAT);
    let mut safes = Vec::new();
    while !list.is_empty() {
        let mut fields = list.expect(SEQUENCE, "a safe")?.reader(WHAT);
        let content_type = fields.oid("the type of a safe")?;
        safes.push(match content_type {
            DATA => {
                let content = fields.expect(constructed(0), "the content of a safe")?;
                Safe::Plain(content.reader(WHAT).expect(OCTET_STRING, "the content of a safe")?.content)
            }
            ENCRYPTED_DATA => {
                let content = fields.expect(constructed(0), "the content of a safe")?;
                encrypted_data(&content)?
            }
            ENVELOPED_DATA => {
                return Err(OpenError::unsupported(WHAT, "a public key instead of a password for its encryption"));
            }
            other => Safe::Unknown(other.to_string()),
        });
    }
    Ok(safes)
}

fn encrypted_data<'a>(content: &Element<'a>) -> Result<Safe<'a>, OpenError> {
    let mut fields = content.reader(SAFE).expect(SEQUENCE, "EncryptedData")?.reader(SAFE);
    fields.expect(INTEGER, "the version")?;
    let mut fields = fields.expect(SEQUENCE, "the encrypted content")?.reader(SAFE);
    fields.oid("the type of the encrypted content")?;
    let scheme = Scheme::read(SAFE, &fields.expect(SEQUENCE, "the encryption algorithm")?)?;
    let ciphertext = match fields.optional(primitive(0))? {
        Some(whole) => whole,
        None => fields.expect(constructed(0), "the ciphertext")?,
    };
    Ok(Safe::Encrypted { scheme, ciphertext })
}

/// An implicit tag hides from [`ber`] that this is a string in pieces.
fn joined<'a>(ciphertext: &Element<'a>) -> Result<Cow<'a, [u8]>, OpenError> {
    if ciphertext.tag == primitive(0) {
        return Ok(Cow::Borrowed(ciphertext.content));
    }
    let mut pieces = ciphertext.reader(SAFE);
    let mut whole = Cow::Borrowed(pieces.expect(OCTET_STRING, "the ciphertext")?.content);
    while !pieces.is_empty() {
        whole.to_mut().extend_from_slice(pieces.expect(OCTET_STRING, "the ciphertext")?.content);
    }
    Ok(whole)
}

impl Safe<'_> {
    fn iterations(&self) -> Option<u64> {
        match self {
            Self::Encrypted { scheme, .. } => scheme.iterations(),
            Self::Plain(safe) => Some(bags::planned_iterations(safe)),
            Self::Unknown(_) => None,
        }
    }

    /// Takes what is inside, and says whether it was BER.
    fn open(&self, contents: &mut Collector<'_>) -> Result<bool, OpenError> {
        let (plaintext, protection);
        let safe = match self {
            Self::Plain(safe) => {
                protection = Protection::none();
                *safe
            }
            Self::Encrypted { scheme, ciphertext } => {
                plaintext = scheme.decrypt(SAFE, &joined(ciphertext)?, &mut contents.password, &mut contents.meter)?;
                protection = Protection { name: scheme.name().to_owned(), iterations: scheme.iterations() };
                &plaintext
            }
            Self::Unknown(oid) => {
                contents.drop(format!("content of type {oid}"), "unknown content type")?;
                return Ok(false);
            }
        };
        bags::read(safe, &protection, contents)
    }
}
