//! The bags of a PKCS#12 file (RFC 7292 section 4.2).
//!
//! ```asn1
//! SafeContents ::= SEQUENCE OF SafeBag
//! SafeBag ::= SEQUENCE {
//!     bagId OBJECT IDENTIFIER,
//!     bagValue [0] EXPLICIT ANY DEFINED BY bagId,
//!     bagAttributes SET OF PKCS12Attribute OPTIONAL }
//! CertBag ::= SEQUENCE { certId OBJECT IDENTIFIER, certValue [0] EXPLICIT ANY DEFINED BY certId }
//! PKCS12Attribute ::= SEQUENCE { attrId OBJECT IDENTIFIER, attrValues SET OF ANY }
//! ```

use der::asn1::ObjectIdentifier;

use crate::container::asn1::{BMP_STRING, Element, OCTET_STRING, Reader, SEQUENCE, SET, UTF8_STRING, constructed};
use crate::container::collector::{Attributes, Collector, NOT_A_CERTIFICATE_OR_KEY, Protection};
use crate::container::encrypted_key::{self, Decrypted};
use crate::container::encryption::Scheme;
use crate::container::meter::Cost;
use crate::container::pkcs7::NOT_X509;
use crate::container::{OpenError, PrivateKey, ber};
use crate::message::{Text, message};

const WHAT: &Text = &Text { en: "the contents of the PKCS#12 file" };
const KEY: &Text = &Text { en: "the private key in the PKCS#12 file" };
/// SafeContents that are read inside one another whatever the budget says: each needs stack.
const MAX_NESTED: usize = 64;

const KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.1");
const SHROUDED_KEY_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.2");
const CERT_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.3");
const CRL_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.4");
const SECRET_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.5");
const SAFE_CONTENTS_BAG: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.12.10.1.6");

const X509_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.22.1");
const SDSI_CERTIFICATE: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.22.2");

const FRIENDLY_NAME: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.20");
const LOCAL_KEY_ID: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.9.21");

message! {
    fn after_contents(bytes: usize) {
        en: "{bytes} bytes after the contents of a safe",
    }
    fn after_bag_value(bytes: usize) {
        en: "{bytes} bytes after the value of a bag",
    }
    fn after_bag_attributes(bytes: usize) {
        en: "{bytes} bytes after the attributes of a bag",
    }
    fn after_bag_certificate(bytes: usize) {
        en: "{bytes} bytes after the certificate in a certificate bag",
    }
    fn bag_of_type(oid: String) {
        en: "bag of type {oid}",
    }
    fn certificate_bag_of_type(name: String) {
        en: "certificate bag of type {name}",
    }
}

/// Takes everything from a SafeContents, and says whether it was BER.
pub(super) fn read(safe: &[u8], protection: &Protection, contents: &mut Collector<'_>) -> Result<bool, OpenError> {
    let depth = contents.budget().asn1_depth;
    let outer = ber::outermost(WHAT, safe, depth)?;
    let is_ber = outer.is_ber();
    let rest = outer.rest.len();
    let safe_contents = Reader::new(WHAT, &outer.element).expect(SEQUENCE, &Text { en: "SafeContents" })?;
    read_contents(&safe_contents, 1, protection, contents)?;
    contents.note_trailing(rest, after_contents)?;
    Ok(is_ber)
}

/// What the encrypted keys of a SafeContents in the clear ask for, as far as they can be read.
pub(super) fn planned_cost(safe: &[u8]) -> Cost {
    let cost = |bag: Element<'_>| {
        let mut fields = bag.reader(KEY);
        if fields.next().ok()?.as_oid()? != SHROUDED_KEY_BAG {
            return None;
        }
        let value = fields.try_next(constructed(0))?;
        let mut key = value.reader(KEY).try_next(SEQUENCE)?.reader(KEY);
        Some(Scheme::read(KEY, &key.try_next(SEQUENCE)?).ok()?.cost())
    };
    let Some(contents) = Reader::new(WHAT, safe).try_next(SEQUENCE) else {
        return Cost::default();
    };
    let mut bags = contents.reader(WHAT);
    let mut planned = Cost::default();
    while let Some(bag) = bags.try_next(SEQUENCE) {
        planned = planned.and(cost(bag).unwrap_or_default());
    }
    planned
}

fn read_contents(
    safe_contents: &Element<'_>,
    depth: usize,
    protection: &Protection,
    contents: &mut Collector<'_>,
) -> Result<(), OpenError> {
    let limit = contents.budget().safe_contents_depth.min(MAX_NESTED);
    if depth > limit {
        return Err(OpenError::limit(&Text { en: "levels of SafeContents" }, depth, limit));
    }
    let mut bags = safe_contents.reader(WHAT);
    while !bags.is_empty() {
        let bag = bags.expect(SEQUENCE, &Text { en: "a bag" })?;
        read_bag(&bag, depth, protection, contents)?;
    }
    Ok(())
}

fn read_bag(
    bag: &Element<'_>,
    depth: usize,
    protection: &Protection,
    contents: &mut Collector<'_>,
) -> Result<(), OpenError> {
    let mut fields = bag.reader(WHAT);
    let bag_type = fields.oid(&Text { en: "the type of a bag" })?;
    let value = fields.expect(constructed(0), &Text { en: "the value of a bag" })?;
    // Attributes that cannot be read are no reason to lose the bag; they are bytes that belong to nothing.
    let mut after = fields.clone();
    let (attributes, after_bag) = match after.optional(SET) {
        Ok(set) => (set.map(read_attributes).unwrap_or_default(), after.left()),
        Err(_) => (Attributes::default(), fields.left()),
    };
    let mut after_value = value.reader(WHAT);
    let after_value = after_value.next().map_or(0, |_| after_value.left());
    match bag_type {
        CERT_BAG => read_certificate(&value, attributes, protection, contents)?,
        KEY_BAG => {
            contents.expect_key()?;
            let key = PrivateKey::read(KEY, value.content);
            let protection = Protection { is_clear: protection.is_clear, ..Protection::none() };
            contents.key(&Text { en: "key bag" }, key, attributes, Some(&protection))?;
        }
        SHROUDED_KEY_BAG => {
            contents.expect_key()?;
            let Decrypted { plaintext, protection } = encrypted_key::decrypt(KEY, value.content, contents)?;
            let key = encrypted_key::read_plain(KEY, &plaintext, contents.budget().asn1_depth);
            contents.key(&Text { en: "shrouded key bag" }, key, attributes, Some(&protection))?;
        }
        SAFE_CONTENTS_BAG => {
            let inner = value.reader(WHAT).expect(SEQUENCE, &Text { en: "SafeContents" })?;
            read_contents(&inner, depth + 1, protection, contents)?;
        }
        CRL_BAG => contents.note_dropped(&Text { en: "CRL bag" }, NOT_A_CERTIFICATE_OR_KEY)?,
        SECRET_BAG => {
            let reason = &Text { en: "secret key is not a certificate or private key" };
            contents.note_dropped(&Text { en: "secret bag" }, reason)?;
        }
        other => contents.note_dropped(bag_of_type(other.to_string()), &Text { en: "unknown bag type" })?,
    }
    contents.note_trailing(after_value, after_bag_value)?;
    contents.note_trailing(after_bag, after_bag_attributes)
}

fn read_certificate(
    value: &Element<'_>,
    attributes: Attributes,
    protection: &Protection,
    contents: &mut Collector<'_>,
) -> Result<(), OpenError> {
    let mut fields = value.reader(WHAT).expect(SEQUENCE, &Text { en: "a certificate bag" })?.reader(WHAT);
    let kind = fields.oid(&Text { en: "the type of a certificate" })?;
    if kind != X509_CERTIFICATE {
        let name = if kind == SDSI_CERTIFICATE { "sdsiCertificate".to_owned() } else { kind.to_string() };
        return contents.note_dropped(certificate_bag_of_type(name), NOT_X509);
    }
    let mut inner = fields.expect(constructed(0), &Text { en: "a certificate" })?.reader(WHAT);
    let der = inner.expect(OCTET_STRING, &Text { en: "a certificate" })?;
    let what = || (&Text { en: "certificate bag" }).into();
    contents.certificate(what, der.content, attributes, Some(protection))?;
    contents.note_trailing(inner.left().saturating_add(fields.left()), after_bag_certificate)
}

/// Names and identifiers that cannot be read are no reason to lose what they belong to.
fn read_attributes(set: Element<'_>) -> Attributes {
    let mut attributes = Attributes::default();
    let mut list = set.reader(WHAT);
    while let Some(attribute) = list.try_next(SEQUENCE) {
        match read_attribute(&attribute) {
            Some((FRIENDLY_NAME, value)) => attributes.friendly_name = text(&value),
            Some((LOCAL_KEY_ID, value)) if value.tag == OCTET_STRING => {
                attributes.local_key_id = Some(value.content.to_vec());
            }
            _ => {}
        }
    }
    attributes
}

/// The type of an attribute and the first of its values.
fn read_attribute<'a>(attribute: &Element<'a>) -> Option<(ObjectIdentifier, Element<'a>)> {
    let mut fields = attribute.reader(WHAT);
    let kind = fields.next().ok()?.as_oid()?;
    Some((kind, fields.try_next(SET)?.reader(WHAT).next().ok()?))
}

/// BMPString as RFC 2985 section 5.5.1 has it, or UTF-8 as some writers do.
fn text(value: &Element<'_>) -> Option<String> {
    match value.tag {
        BMP_STRING => {
            let units = value.content.chunks_exact(2).map(|unit| match unit {
                [high, low] => u16::from_be_bytes([*high, *low]),
                _ => 0,
            });
            let text: String =
                char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
            // Some writers end it as they end a password.
            Some(text.trim_end_matches('\0').to_owned())
        }
        UTF8_STRING => Some(String::from_utf8_lossy(value.content).into_owned()),
        _ => None,
    }
}
